"""The observer's seat: reads all, follows the chair, leaves challenge notes, changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge
from workshop_tui.review.seat import Seat


async def test_it_follows_the_chair_and_looks_around(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    async with enter(review, Role.OBSERVER, "Sol") as room:
        alex.event.go(alex.read.order()[2]).result()
        await room.until(lambda: room.here == 3, "it follows")
        await room.press("b")
        assert room.here == 2
        await room.press("f")
        assert room.here == 3


async def test_letters_capture_nothing(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.OBSERVER, "Sol") as room:
        before = room.seat.read.last_seq()
        await room.press("p", "g", "f", "e", "a", "t", "s", "d", "o", "h", "u", "S", "x", "delete")
        await room.settled()
        assert not room.line.open
        assert room.seat.read.last_seq() == before


async def test_a_challenge_note_about_the_entry_shown(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.OBSERVER, "Sol") as room:
        await room.press("n", "c")
        assert "CHALLENGE NOTE about entry 2" in room.label
        await room.type("[b]Where is the child?")
        await room.press("enter")
        await room.settled()
        (note,) = room.seat.read.records(Challenge)
        entry = room.seat.read.entry(room.seat.read.order()[1])
        assert (note.text, note.by, note.row_uid) == ("[b]Where is the child?", "Sol", entry.uid)


async def test_a_half_typed_note_is_kept(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.OBSERVER, "Sol") as room:
        await room.press("c")
        await room.type("half a thou")
        await room.until(lambda: room.seat.read.drafts(), "the draft is kept")
    async with enter(review, Role.OBSERVER, "Sol") as room:
        await room.press("c")
        assert room.line.text == "half a thou"


async def test_an_outcome_can_be_challenged_and_not_changed(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.captures.add("* Nobody asked").result()
    async with enter(review, Role.OBSERVER, "Sol") as room:
        await room.press("3")
        await room.press("s")
        await room.until(room.says("observer's seat cannot"), "it is refused in words")
        await room.press("c")
        await room.type("Is this one child or a pattern?")
        await room.press("enter")
        await room.settled()
        (note,) = room.seat.read.records(Challenge)
        (outcome,) = room.seat.read.outcomes()
        assert (note.table_name, note.row_uid) == ("outcome", outcome.uid)
        assert outcome.status == "draft"


async def test_the_chair_sees_a_note_at_once_and_answers_it(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    observer = sit(Role.OBSERVER, "Sol")
    second = observer.read.entry(observer.read.order()[1])
    async with enter(review, size=(80, 24)) as room:
        assert "note" not in room.text_of("#status")
        observer.challenges.leave("Is this hindsight?", "entry", second.uid).result()
        await room.until(lambda: "1 note (9)" in room.text_of("#status"), "a quiet sign")
        observer.challenges.leave("Who speaks for the father?").result()
        await room.until(lambda: "2 notes (9)" in room.text_of("#status"), "both")
        await room.press("9")
        assert "Is this hindsight?" in room.text_of("#about")
        await room.press("enter")
        await room.type("It was known on the day.")
        await room.press("enter")
        await room.settled()
        assert "↳ It was known on the day." in room.shown()
        assert "1 note (9)" in room.text_of("#status")
        await room.press("down", "down")
        await room.press("g")
        assert "not about an entry" in room.notice
        await room.press("up", "up", "g")
        assert room.screen.IS_EVENT and room.here == 2
    async with enter(review, Role.OBSERVER, "Sol") as room:
        await room.press("9", "enter")
        assert "The chair answers it." in room.notice
        assert "↳ It was known on the day." in room.shown()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert "note (" not in room.text_of("#status")
        await room.press("alt+shift+c")
        assert "1 without an answer" in room.shown()
