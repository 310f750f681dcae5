"""Typing in what was written on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.review.sheets import send_sheets
from workshop_tui.store.journal import ChangeClass


def prepared(chair: Seat, folder: Path) -> None:
    session = chair.read.event()
    assert session is not None
    dated = {"date": "2026-03-12"}
    chair.run("dated", ChangeClass.CONTENT, lambda tx: tx.change(session, **dated)).result()
    send_sheets(chair, folder, 1, formats=["docx"])


async def test_a_note_with_its_sheet_and_its_time(
    enter: Callable[..., Any], review: Path, chair: Seat, tmp_path: Path
) -> None:
    prepared(chair, tmp_path)
    async with enter(review, Role.NOTE_TAKER, "Jo", (100, 30)) as room:
        await room.press("alt+m")
        for words in ("1", "14:30", "2", ": nobody rang back"):
            assert "FROM PAPER" in room.label
            await room.type(words)
            await room.press("enter")
        await room.settled()
        (kept,) = room.seat.read.captures()
        assert (kept.text, kept.sheet, kept.at[11:16]) == ("nobody rang back", 1, "14:30")
        assert kept.entry_id == room.seat.read.order()[1]
        assert "on paper 12 March 2026 14:30 (sheet 1), entered" in room.notice
        await room.press("alt+m")
        assert room.line.text == "1"


async def test_what_cannot_be_leaves_the_words_in_the_line(
    enter: Callable[..., Any], review: Path, chair: Seat, tmp_path: Path
) -> None:
    prepared(chair, tmp_path)
    async with enter(review, Role.NOTE_TAKER, "Jo", (100, 30)) as room:
        await room.press("alt+m")
        for words in ("9", "", "", "the note"):
            await room.type(words)
            await room.press("enter")
        await room.settled()
        assert "No capture sheet has the number 9" in room.notice
        assert room.line.text == "the note"
        assert room.seat.read.captures() == []


async def test_the_screen_says_that_it_was_on_paper(
    enter: Callable[..., Any], review: Path, seat: Seat
) -> None:
    async with enter(review) as room:
        seat.captures.add(
            "words", entry_id=room.desk.here, at="2026-03-12T14:30:00.000+00:00"
        ).result()
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        (capture,) = room.screen.captured.captures
        assert "on paper 12 March 2026 14:30, entered" in str(room.screen.captured._prompt(capture))
        await room.press("tab")
        assert "on paper 12 March 2026 14:30, entered" in room.notice
