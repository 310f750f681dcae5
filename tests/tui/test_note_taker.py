"""The note-taker's seat: always writing, following the chair, never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.tui.live import Live


def go(alex: Seat, number: int) -> None:
    """The chair moves the event to an entry."""
    alex.event.go(alex.read.order()[number - 1]).result()


async def test_the_note_taker_follows(enter: Callable[..., Any], review: Path, alex: Seat) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        go(alex, 3)
        await room.until(lambda: room.here == 3, "at the chair's entry")
        assert "Home visit" in room.text_of("#entry")
        assert "CHAIR IS AT" not in room.label


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_line_belongs_to_the_entry_at_its_first_character(
    enter: Callable[..., Any], review: Path, alex: Seat, size: tuple[int, int]
) -> None:
    go(alex, 2)
    async with enter(review, Role.NOTE_TAKER, "Jo", size) as room:
        assert room.here == 2
        await room.type("she was asl")
        go(alex, 4)
        await room.until(lambda: "CHAIR IS AT 4" in room.label, "the label says it")
        assert room.here == 2
        assert "CHAIR IS AT 4" in room.shown()
        assert room.screen.query_one("#line-label").has_class("-behind")
        capture = await room.capture("eep, nobody looked")
        assert capture.line == "she was asleep, nobody looked"
        assert capture.entry_id == room.desk.order[1]
        await room.until(lambda: room.here == 4, "caught up after Enter")
        assert "CHAIR IS AT" not in room.label


async def test_a_move_while_the_app_starts_is_not_missed(
    enter: Callable[..., Any], review: Path, alex: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = Live.start

    def start_late(self: Live) -> None:
        go(alex, 4)
        start(self)

    monkeypatch.setattr(Live, "start", start_late)
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.until(lambda: room.here == 4, "at the chair's entry")


async def test_looking_elsewhere_and_back(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    go(alex, 3)
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("pageup")
        assert room.here == 2
        assert "CHAIR IS AT 3 (^G follows)" in room.label
        go(alex, 4)
        await room.until(lambda: "CHAIR IS AT 4" in room.label, "still where it was")
        assert room.here == 2
        capture = await room.capture("about the second")
        assert capture.entry_id == room.desk.order[1]
        assert room.here == 2
        await room.press("ctrl+g")
        assert room.here == 4
        go(alex, 5)
        await room.until(lambda: room.here == 5, "following again")
        session = alex.read.session()
        assert session is not None and session.entry_id == room.desk.order[4]


async def test_the_move_key_binds_the_open_line_anew(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    go(alex, 1)
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("this is about the next one")
        await room.press("pagedown")
        await room.type(" one")
        assert "entry 1" in room.label and "shown: 2" in room.label
        await room.press("ctrl+r")
        assert "entry 2" in room.label and "shown" not in room.label
        await room.press("enter")
        await room.settled()
        assert room.seat.read.captures()[0].entry_id == room.desk.order[1]


async def test_everybodys_captures_appear(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any]
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half")
        said("+ Kim noticed the light", room.desk.here)
        await room.until(lambda: "Kim noticed the light" in room.shown(), "it is on the screen")
        assert room.line.text == "half"
        assert "Captured here · 1" in str(room.screen.captured.border_title)


async def test_who_is_in_the_room(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.until(lambda: "no chair here" in room.text_of("#status"), "alone")
        alex = sit(Role.CHAIR, "Alex")
        alex.join().result()
        await room.until(lambda: "note-taker +1" in room.text_of("#status"), "the chair came")
        assert "no chair" not in room.text_of("#status")
        alex.close()
        await room.until(lambda: "no chair here" in room.text_of("#status"), "and left")


async def test_the_note_taker_does_not_lead(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        before = room.seat.read.last_seq()
        await room.press("pagedown", "ctrl+end", "ctrl+home", "ctrl+n", "ctrl+b")
        await room.settled()
        assert room.seat.read.last_seq() == before


async def test_every_printable_key_is_text(enter: Callable[..., Any], review: Path) -> None:
    keys = "nbsdohlwtpgfeakcx123?/[]<>{}=~!*+:;,.-_#@ qQuUzSHXFVDjmvy"
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.burst(*keys)
        await room.until(lambda: room.line.text == keys, "all of it is text")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.captures()[0].line == keys


async def test_control_z_takes_typing_back_first(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.capture("the first")
        await room.type("second")
        await room.press("ctrl+z")
        assert room.line.text != "second"
        assert len(room.seat.read.captures()) == 1
        await room.press(*["backspace"] * 6, "ctrl+z")
        room.line.widget.set_text("")
        await room.pilot.pause()
        await room.press("ctrl+z")
        await room.settled()
        assert room.seat.read.captures() == []
        await room.press("ctrl+y")
        await room.settled()
        assert [c.text for c in room.seat.read.captures()] == ["the first"]
