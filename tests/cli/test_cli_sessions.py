"""Conversations and events by commands."""

from __future__ import annotations

import json
from pathlib import Path


def plan(run, case: Path) -> None:
    run(
        *("prepare", "session", "add", case, "--kind", "conversation"),
        *("--title", "Talk with SW1", "--participant", "SW1", "--date", "1 June 2026"),
    )


def test_a_conversation_from_plan_to_close(run, read, refused, case: Path) -> None:
    plan(run, case)
    shown = read("session", "list", case)
    assert [(one["title"], one["state"], one["with"]) for one in shown] == [
        ("Learning event", "planned", None),
        ("Talk with SW1", "planned", "SW1"),
    ]
    assert "is under way since" in run("session", "begin", case, "2").stdout
    run("capture", case, "I was new in post")
    run("capture", case, "--session", "learning event", "--entry", "1", "said later")
    assert [one["text"] for one in read("captures", case, "--session", "2")] == [
        "I was new in post"
    ]
    (said, later) = read("captures", case)
    assert (said["session"], said["conversation"], said["entry"]) == ("Talk with SW1", True, None)
    assert (later["session"], later["conversation"]) == ("Learning event", False)
    assert "conversation" in run("captures", case).stdout
    assert "--close-running" in refused("session", "begin", case, "1")
    assert "Talk with SW1" in run("session", "list", case).stdout
    run("session", "begin", case, "1", "--close-running")
    assert "is closed, with 1 captures" in run("session", "close", case).stdout
    assert [one["state"] for one in read("session", "list", case)] == ["closed", "closed"]


def test_an_agenda_from_the_pack(run, read, refused, case: Path) -> None:
    assert "minutes" in run("session", "agenda", case, "1", "half-day").stdout
    assert "--replace" in refused("session", "agenda", case, "1", "full-day")
    run("session", "agenda", case, "1", "full-day", "--replace")
    assert len(read("prepare", "step", "show", case)) == read("session", "list", case)[0]["steps"]


def test_a_session_that_is_not_there(refused, case: Path) -> None:
    assert "1 Learning event" in refused("session", "begin", case, "9")
    assert "names no one session" in refused("captures", case, "--session", "none")


def test_exports_say_what_was_said_one_to_one(run, case: Path, tmp_path: Path) -> None:
    plan(run, case)
    run("session", "begin", case, "2")
    run("capture", case, "* Nobody was told of the move @SW1")
    run("capture", case, "I nearly left that spring")
    run("session", "close", case, "2")
    only = ("--only", "report.md,data")
    run("export", case, "--to", tmp_path / "out", "--circulation", "room", *only)
    room = {p.suffix: p.read_text(encoding="utf-8") for p in (tmp_path / "out").iterdir()}
    assert "nearly left" not in room[".json"] + room[".md"]
    assert "1 item that is not for everybody" in room[".md"]
    assert "said in a one-to-one conversation" in room[".md"]
    (capture,) = json.loads(room[".json"])["captures"]
    assert capture["conversation"] is True
    assert [one["kind"] for one in json.loads(room[".json"])["sessions"]][1] == "conversation"


def test_a_rehearsal_is_on_a_copy_and_gone_afterwards(
    run, refused, case: Path, monkeypatch
) -> None:
    from workshop_tui.cli import launch
    from workshop_tui.review.rehearsing import is_rehearsal

    seen: list[Path] = []

    def start(seat: object) -> int:
        path = seat.file.path  # type: ignore[attr-defined]
        assert path.is_file() and is_rehearsal(path)
        seen.append(path)
        seat.close()  # type: ignore[attr-defined]
        return 0

    assert "needs a terminal" in refused("rehearse", case)
    monkeypatch.setattr(launch, "refuse_without_terminal", lambda: None)
    monkeypatch.setattr(launch, "launch", start)
    assert str(run("rehearse", case, "--role", "note-taker").stderr).count("it is removed") == 1
    assert not seen[0].parent.exists()
    assert [p.name for p in case.parent.iterdir() if p.is_dir()] == []
