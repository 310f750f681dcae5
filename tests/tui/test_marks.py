"""Marks on the event screen: a sign and a word; legal advice says nothing in the room's view."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR
from workshop_tui.review.seat import Seat


async def test_marks_stand_beside_the_entry_and_the_capture(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any], chair: Seat
) -> None:
    async with enter(review) as room:
        capture = said("counsel says wait", room.desk.here)
        entry = room.desk.entry
        police = next(a.id for a in room.desk.agencies.values() if a.short == "Police")
        chair.marks.set("entry", entry.uid, NOT_FOR, police).result()
        chair.marks.set("capture", capture.uid, LEGAL_ADVICE).result()
        await room.settled()
        assert "⊘ not for Police" in room.text_of("#entry")
        assert "§ legal advice · counsel says wait" in room.prompts[0]
        row = next(line for line in room.shown().splitlines() if "Ear" in line)
        assert "⊘" in row


async def test_legal_advice_says_nothing_in_the_rooms_view(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any], chair: Seat
) -> None:
    async with enter(review) as room:
        capture = said("counsel says wait", room.desk.here)
        entry = room.desk.entry
        chair.entries.correct(entry.id, text="Ear infection, corrected", reason="letter").result()
        chair.marks.set("entry", entry.uid, LEGAL_ADVICE).result()
        chair.marks.set("capture", capture.uid, LEGAL_ADVICE).result()
        await room.settled()
        assert "Ear infection" in room.text_of("#entry") and len(room.prompts) == 1
        await room.press("z")
        await room.settled()
        assert "Legal advice: not shown" in room.text_of("#entry")
        assert "infection" not in room.shown() and room.prompts == []
        await room.press("z")
        await room.settled()
        assert "Ear infection" in room.text_of("#entry") and len(room.prompts) == 1
