"""Export in two steps: made and looked through, then written; told how far, and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.preparing import LeakOverride
from workshop_tui.practice.problems import Problem
from workshop_tui.privacy.tiers import tiers
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import export_outline as outline
from workshop_tui.review.exporting import Wanted, prepare, write
from workshop_tui.review.releasing import Allowed
from workshop_tui.review.seat import Seat

TEXTS = ("report.md", "actions", "data")


def test_nothing_is_written_before_it_was_looked_at(chair: Seat, tmp_path: Path) -> None:
    said: list[str] = []
    prepared = prepare(chair, Wanted(tmp_path / "out", TEXTS), said.append)
    assert not (tmp_path / "out").exists() and chair.read.records(DocumentVersion) == []
    assert outline.version_words(prepared).startswith("Version 1, DRAFT")
    assert [outline.state_of(one) for one in prepared.looked] == ["goes"] * 3
    assert said[1] == "making document 1 of 3: learning-review-report.md"
    assert said[-1] == "looking through document 3 of 3 for names"
    released = write(chair, prepared, None, said.append)
    assert [p.name for p in released.written] == [o.document.path.name for o in prepared.looked]
    assert [one.document.content for one in prepared.looked] == [
        path.read_bytes() for path in released.written
    ]
    assert said[-1] == "writing document 3 of 3"


@pytest.mark.parametrize("place", [1, 3, 5, 7, 8])
def test_stopped_anywhere_nothing_stays(chair: Seat, tmp_path: Path, place: int) -> None:
    said: list[str] = []

    def told(words: str) -> None:
        said.append(words)
        if len(said) > place:
            raise Problem("Stopped.")

    with pytest.raises(Problem, match="Stopped"):
        write(chair, prepare(chair, Wanted(tmp_path / "out", TEXTS), told), None, told)
    assert not list(tmp_path.glob("out/*")) and chair.read.records(DocumentVersion) == []


def test_what_is_held_back_goes_once_its_words_may_pass(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair.people.register("child", "Josie Tarrant", "Child A").result()
    chair.captures.add("* Josie was not asked").result()
    monkeypatch.setattr(View, "text", lambda _, text: text)
    prepared = prepare(chair, Wanted(tmp_path / "out", ("report.md",)))
    (one,) = prepared.looked
    assert outline.state_of(one) == "held back" and one.blocking[0].words == "Josie"
    assert outline.state_of(one, ["josie"]) == "goes"
    assert write(chair, prepared).written == ()
    released = write(chair, prepared, Allowed(("Josie",), "another Josie"))
    assert len(released.written) == 1 and released.passed
    (kept,) = chair.read.records(LeakOverride)
    assert kept.reason == "another Josie" and "Josie" not in kept.words_shown


def test_what_a_circulation_cannot_have_is_said(chair: Seat) -> None:
    rules = tiers().rules[Tier.PUBLIC]
    why = {one.name: one.why_not for one in outline.choosable(rules)}
    assert "does not hold chronology" in why["chronology.docx"]
    assert "tells no exact days" in why["calendar"] and why["report.docx"] == ""
    locked = {one.name: one.why_not for one in outline.choosable(rules, locked=True)}
    assert "cannot carry a password" in locked["report.md"] and locked["report.docx"] == ""


def test_a_folder_of_a_cloud_service_is_warned_of(tmp_path: Path) -> None:
    assert outline.folder_words(tmp_path / "plain") == ""
    assert "cloud service" in outline.folder_words(tmp_path / "OneDrive - Council" / "papers")


def test_marked_items_that_stay_out_are_counted(chair: Seat, tmp_path: Path) -> None:
    capture = chair.captures.add("* Advice was sought").result()
    assert outline.withheld_words(prepare(chair, Wanted(tmp_path, TEXTS))) == ""
    chair.marks.set("capture", capture.uid, "legal advice").result()
    assert "marked item" in outline.withheld_words(prepare(chair, Wanted(tmp_path, TEXTS)))
