"""The demo case: made once from its agencies' files, then everything that needs a full review."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from workshop_tui.cli import launch


def test_demo_prints_its_path_and_never_overwrites(run, read, made_demo: Path) -> None:
    assert made_demo.name == "demo.review"
    found = read("demo", "--folder", made_demo.parent)
    assert Path(found["path"]).name == "demo-2.review"
    assert found["entries"] == len(read("entries", made_demo)) >= 110


def test_the_demo_after_its_event_has_all_its_documents(run, read, tmp_path: Path) -> None:
    found = read("demo", "--after", "--folder", tmp_path)
    outcomes = read("outcomes", found["path"])
    assert {one["status"] for one in outcomes} == {"agreed", "done", "set aside"}
    made = run("export", found["path"], "--to", tmp_path / "out", "--circulation", "board")
    assert "learning-review-report-v1-DRAFT.pdf" in made.stdout


def test_demo_without_a_terminal_makes_nothing(refused, tmp_path: Path) -> None:
    assert "terminal" in refused("demo", "--folder", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_entries_of_every_agency_with_their_origin(read, demo: Path) -> None:
    entries = read("entries", demo)
    assert [one["number"] for one in entries] == list(range(1, len(entries) + 1))
    assert len({one["agency"] for one in entries}) >= 7
    for one in entries:
        origin = one["origin"]
        assert origin["file"] and origin["row"] >= 1
        assert origin.get("sheet") or origin.get("table")


def test_plan_steps_lines_and_episodes(run, refused, read, demo: Path) -> None:
    plan = read("plan", demo)
    assert len(plan["lines_of_enquiry"]) == 4
    assert plan["episodes"] and plan["agenda"]
    run("step", demo, "next")
    run("step", demo, "next")
    assert read("status", demo)["event"]["step"] == plan["agenda"][1]["title"]
    run("step", demo, plan["agenda"][0]["name"])
    assert "first step" in refused("step", demo, "back")
    run("episode", demo, "1", "2")
    assert read("entry", demo, "1")["episode"] == 2
    run("episode", demo, "1", "none")
    assert "no episode 99" in refused("episode", demo, "1", "99")
    run("capture", demo, "* one")
    run("place", demo, "1", "--episode", "2", "--step", "3")
    run("place", demo, "1", "--episode", "none")
    (capture,) = read("captures", demo)
    assert (capture["episode"], capture["step"]) == (None, plan["agenda"][2]["name"])
    run("answer", demo, "F1", "2")
    assert read("outcomes", demo)[0]["lines_of_enquiry"] == [2]
    assert "no longer" in run("answer", demo, "F1", "2").stdout


def test_every_reader_speaks_in_text_too(run, demo: Path) -> None:
    run("capture", demo, "! unsafe @HV1")
    for name in ("entries", "captures", "outcomes", "people", "history", "status", "check", "plan"):
        assert run(name, demo).stdout.strip()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """A terminal, and an app that only says in which seat it was started."""
    started: list[object] = []
    monkeypatch.setattr(launch, "refuse_without_terminal", lambda: None)

    class App:
        @staticmethod
        def start(seat: object) -> int:
            started.append(seat)
            return 0

    monkeypatch.setitem(sys.modules, "workshop_tui.tui", App)  # type: ignore[arg-type]
    return started


def test_open_starts_the_app_in_the_seat(run, terminal: list, case: Path) -> None:
    run("open", case, "--role", "note-taker", "--name", "Jo")
    (seat,) = terminal
    assert (seat.role.value, seat.name, seat.uid) == ("note-taker", "Jo", "note-taker: Jo")


def test_alone_it_starts_the_home_screen(run, terminal: list) -> None:
    run()
    assert terminal == [None]


def test_demo_opens_as_chair(run, terminal: list, tmp_path: Path) -> None:
    run("demo", "--folder", tmp_path)
    assert terminal[0].role.value == "chair"


@pytest.mark.parametrize("role", ["room", "observer"])
def test_the_room_and_the_observer_have_seats(run, terminal: list, case: Path, role: str) -> None:
    run("open", case, "--role", role, "--name", "Val")
    assert [(seat.role.value, seat.name) for seat in terminal] == [(role, "Val")]
