"""The action plan's workbook comes back: each change is shown and taken in by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workshop_tui.practice import plan_form as form
from workshop_tui.practice.changing import Progress
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.roles import Role
from workshop_tui.review.exporting import export
from workshop_tui.tui.screens.embed import EmbedScreen
from workshop_tui.tui.screens.taking_in import PlanWorkbookScreen


@pytest.fixture
def book(sit: Callable[..., Any], tmp_path: Path) -> Path:
    """Two actions' workbook, filled in by their owners."""
    seat = sit(Role.CHAIR, "Alex")
    for words in ("One question at each visit", "A call list"):
        seat.outcomes.make(OutcomeKind.ACTION, words, ()).result()
    (path,) = export(seat, tmp_path / "out", ["plan.xlsx"]).written
    whole = openpyxl.load_workbook(path)
    sheet = whole[form.PLAN_SHEET]
    at = {cell.value: cell.column for cell in sheet[4]}
    for row, note in ((5, "Trialled [b]twice[/b]"), (6, "Nobody rang")):
        sheet.cell(row, at[form.NOTE]).value = note
    sheet.cell(6, at[form.COLOUR]).value = "purple"
    whole.save(path)
    note = {"outcome_id": "A1", "noted": "2 May 2026", "note": "Begun", "brag": "green"}
    seat.forms.add("progress", note).result()
    seat.close()
    return path


def seen(room: Any) -> str:
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


async def opened(room: Any, book: Path) -> None:
    if not isinstance(room.screen, EmbedScreen):
        await room.press("4")
    await room.press("w")
    assert isinstance(room.screen, PlanWorkbookScreen)
    room.screen._chosen([book])
    await room.until(lambda: not room.screen.reading, "it is read")
    await room.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_change_is_shown_and_taken_in_by_itself(
    enter: Callable[..., Any], review: Path, book: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        await opened(room, book)
        assert "A1 · Progress" in seen(room) and "Trialled [b]twice[/b]" in seen(room)
        assert "“purple” is no colour of the plan" in seen(room)
        await room.press("A")
        assert room.says("First: what needs an eye")()
        sheet = room.screen.sheet
        sheet.go_to(sheet.find(lambda row: row.what == "unclear"))
        await room.press("enter")
        sheet.go_to(sheet.find(lambda row: row.what == "change"))
        assert "Begun" in room.text_of("#take-detail")
        assert "The review changed meanwhile" in room.text_of("#take-detail")
        sheet.go_to(sheet.find(lambda row: row.what == "change" and "Nobody rang" in row.text))
        await room.press("enter")
        assert "☐ A2 · Progress" in seen(room)
        before = room.seat.read.records(Progress)
        await room.press("A")
        await room.settled()
        assert isinstance(room.screen, EmbedScreen)
        new = room.seat.read.records(Progress)[len(before) :]
        assert [one.note for one in new] == ["Trialled [b]twice[/b]"]
        assert room.says("1 change taken in")()


async def test_going_back_leaves_no_trace_and_a_wrong_file_is_told(
    enter: Callable[..., Any], review: Path, book: Path
) -> None:
    async with enter(review) as room:
        before = room.seat.read.last_seq()
        await opened(room, book)
        await room.press("escape", "escape")
        assert isinstance(room.screen, EmbedScreen)
        wrong = review.parent / "notes.txt"
        wrong.write_text("hello", encoding="utf-8")
        await opened(room, wrong)
        assert "notes.txt:" in seen(room)
        assert not room.screen.taking.ready
        await room.settled()
        assert room.seat.read.last_seq() == before
