"""The export screen: looked at before anything is written, versions, what did not come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.outputs import files
from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.preparing import LeakOverride
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.settings import export_folder
from workshop_tui.tui import export_job
from workshop_tui.tui.export_job import Stage
from workshop_tui.tui.screens import export
from workshop_tui.tui.screens.export import ExportScreen


def seen(room: Any) -> str:
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


async def go_to(room: Any, what: str, words: str = "") -> None:
    sheet = room.screen.sheet
    place = sheet.find(lambda row: row.what == what and words in row.text)
    assert place >= 0, seen(room)
    sheet.go_to(place)


async def choose(room: Any, what: str, words: str = "") -> None:
    await go_to(room, what, words)
    await room.press("enter")


async def only(room: Any, *names: str) -> None:
    """Mark nothing but these documents."""
    await choose(room, "all")
    for name in names:
        await go_to(room, "document", name)
        await room.press("space")


async def reach(room: Any, stage: Stage) -> None:
    await room.until(lambda: room.screen.work.stage is stage, f"it is at {stage}")
    await room.settled()


def documents(review: Path) -> list[str]:
    folder = review.with_name("case-documents")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_nothing_is_written_before_somebody_has_looked(
    enter: Callable[..., Any], review: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        await room.press("X")
        assert "Circulation: Case review panel" in seen(room)
        await only(room, "learning-review-report.md", "action-plan.csv")
        await room.press("l")
        await reach(room, Stage.LOOK)
        assert documents(review) == [] and room.seat.read.records(DocumentVersion) == []
        assert "✓ learning-review-report-v1-DRAFT.md" in seen(room)
        assert "Version 1, DRAFT: nobody has agreed it yet" in seen(room)
        await choose(room, "write")
        await reach(room, Stage.RESULT)
        assert documents(review) == [
            "action-plan-v1-DRAFT.csv",
            "learning-review-report-v1-DRAFT.md",
        ]
        assert "2 documents written" in seen(room) and room.says("2 documents written.")()


async def test_what_was_chosen_stays_when_it_is_left(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("X")
        await choose(room, "tier")
        assert "For whose eyes?" in seen(room)
        await choose(room, "choice", "ublic")
        assert room.screen.work.tier is Tier.PUBLIC
        assert "– combined-chronology.docx:" in seen(room)
        await only(room, "newsletter.md")
        await room.press("escape", "X")
        assert isinstance(room.screen, ExportScreen)
        assert room.screen.work.tier is Tier.PUBLIC
        assert "☒ newsletter.md" in seen(room) and "☐ newsletter.docx" in seen(room)


async def test_a_cloud_folder_is_warned_of_and_remembered(
    enter: Callable[..., Any], review: Path
) -> None:
    folder = review.parent / "OneDrive"
    folder.mkdir()
    async with enter(review) as room:
        await room.press("X")
        room.screen._use([folder / "papers"])
        assert "looks like one that a cloud service copies" in seen(room)
        assert room.says("looks like a folder that a cloud service copies")()
        await only(room, "action-plan.csv")
        await room.press("l")
        await reach(room, Stage.LOOK)
        await choose(room, "write")
        await reach(room, Stage.RESULT)
    assert export_folder(review) == folder / "papers"


async def test_a_name_that_is_held_back_may_pass_with_a_reason(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(review) as room:
        room.seat.people.register("child", "Josie Tarrant", "Child A").result()
        await room.settled()
        await room.press("slash")
        await room.press("escape")
        room.seat.captures.add("* Josie was not asked").result()
        await room.settled()
        honest = View.text
        monkeypatch.setattr(
            View, "text", lambda view, text: text if "Josie" in text else honest(view, text)
        )
        await room.press("X")
        await only(room, "learning-review-report.md", "newsletter.md")
        await room.press("l")
        await reach(room, Stage.LOOK)
        assert "✗ learning-review-report-v1-DRAFT.md: HELD BACK" in seen(room)
        await go_to(room, "held", "Josie")
        await room.press("space")
        assert "✓ learning-review-report-v1-DRAFT.md · let pass" in seen(room)
        await choose(room, "write")
        assert "Why may the 1 marked word pass?" in room.label
        await room.type("another Josie")
        await room.press("escape")
        assert room.screen.work.stage is Stage.LOOK and documents(review) == []
        await choose(room, "write")
        assert room.line.text == "another Josie"
        await room.press("enter")
        await reach(room, Stage.RESULT)
        (kept, *_) = room.seat.read.records(LeakOverride)
        assert kept.reason == "another Josie"
        assert "Let pass and recorded" in seen(room) and len(documents(review)) == 2


async def test_stopped_between_two_documents_nothing_is_written(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(review) as room:
        await room.press("X")
        work = room.screen.work

        def slow(seat: Any, wanted: Any, told: Callable[[str], object]) -> Any:
            told("making document 1 of 2")
            work.stop()
            told("making document 2 of 2")

        monkeypatch.setattr(export_job, "prepare", slow)
        await room.press("l")
        await reach(room, Stage.ORDER)
        assert room.says(export_job.STOPPED)() and documents(review) == []


async def test_what_cannot_be_written_is_said_and_the_others_come_out(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = files._write_whole

    def locked(path: Path, content: bytes) -> None:
        if ".csv" in path.name:
            raise PermissionError(13, "Permission denied")
        honest(path, content)

    monkeypatch.setattr(files, "_write_whole", locked)
    monkeypatch.setattr(export, "open_folder", lambda _: False)
    async with enter(review) as room:
        await room.press("X")
        await only(room, "newsletter.md", "action-plan.csv")
        await room.press("l")
        await reach(room, Stage.LOOK)
        await choose(room, "write")
        await reach(room, Stage.RESULT)
        assert "✗ Did not come out: action-plan-v1-DRAFT.csv" in seen(room)
        assert documents(review) == ["newsletter-v1-DRAFT.md"]
        await room.press("o")
        assert room.says("It cannot be opened from here. The folder is")()


async def test_what_changed_after_the_look_is_made_anew(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("X")
        await only(room, "learning-review-report.md")
        await room.press("l")
        await reach(room, Stage.LOOK)
        room.seat.captures.add("* Nobody wrote to the uncle").result()
        await choose(room, "write")
        await reach(room, Stage.RESULT)
        assert "The review had changed after you looked" in seen(room)
        (path,) = review.with_name("case-documents").iterdir()
        assert "Nobody wrote to the uncle" in path.read_text(encoding="utf-8")


async def test_a_version_is_agreed_and_made_a_draft_again(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("X")
        await only(room, "newsletter.md")
        await room.press("l")
        await reach(room, Stage.LOOK)
        await choose(room, "write")
        await reach(room, Stage.RESULT)
        await room.press("v")
        assert "○ 1 · panel" in seen(room)
        await room.press("a")
        await room.type("The panel")
        await room.press("enter")
        await room.settled()
        assert "✓ 1 · panel" in seen(room) and "agreed by The panel" in seen(room)
        await room.press("r")
        await room.type("A finding was added")
        await room.press("enter")
        await room.settled()
        assert "draft again since" in seen(room) and "A finding was added" in seen(room)


async def test_the_observer_has_no_export(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.OBSERVER) as room:
        await room.press("X")
        assert not isinstance(room.screen, ExportScreen)
