"""The chair leads through the chronology."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.records import Entry
from workshop_tui.practice.roles import Role
from workshop_tui.review import making
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass
from workshop_tui.tui.widgets.chronology_list import ChronologyList


def event_at(room: Any) -> int:
    """The entry (from 1) that the whole event is at, as the file says it."""
    session = room.seat.read.session()
    assert session is not None
    return room.seat.read.order().index(session.entry_id or 0) + 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_next_and_back(
    enter: Callable[..., Any], review: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        assert room.here == 1
        await room.press("n", "space", "down")
        await room.settled()
        assert (room.here, event_at(room)) == (4, 4)
        await room.press("b", "up")
        await room.settled()
        assert (room.here, event_at(room)) == (2, 2)
        assert "Call-out" in room.shown()


async def test_the_ends_are_said(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("b")
        assert room.here == 1
        assert "first entry" in room.notice
        await room.press("end")
        assert room.here == 5
        await room.press("n")
        assert "last entry" in room.notice
        await room.press("home")
        await room.settled()
        assert (room.here, event_at(room)) == (1, 1)


async def test_a_held_key_writes_only_what_the_disk_can_take(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        before = room.seat.read.last_seq()
        await room.burst(*"nbnbnbnbnbnbnbnbnbnbnbn")
        await room.settled()
        assert (room.here, event_at(room)) == (2, 2)
        assert room.seat.read.last_seq() - before <= 23


async def test_key_episodes(enter: Callable[..., Any], review: Path, alex: Seat) -> None:
    order = alex.read.order()
    for number in (2, 5):
        alex.event.star(order[number - 1], True).result()
    alex.close()
    async with enter(review) as room:
        await room.press("N")
        assert room.here == 2
        await room.press("]")
        assert room.here == 5
        await room.press("N")
        assert room.here == 5
        assert "No starred entry comes after" in room.notice
        await room.press("B")
        assert room.here == 2


async def test_star_discussed_and_park_are_kept_and_undone(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        here = room.desk.here
        assert here is not None
        await room.press("s", "d")
        await room.settled()
        entry = room.seat.read.entry(here)
        assert (entry.starred, entry.state) == (True, "discussed")
        await room.press("o")
        await room.settled()
        assert room.seat.read.entry(here).state == "parked"
        await room.press("u")
        await room.settled()
        assert room.seat.read.entry(here).state == "discussed"
        assert "Undone: marked an entry" in room.notice
        await room.press("U")
        await room.settled()
        assert room.seat.read.entry(here).state == "parked"


async def test_found_by_number_by_words_and_not_at_all(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("slash")
        await room.type("4")
        await room.press("enter")
        assert room.here == 4
        await room.press("slash")
        await room.type("Mother tired")
        await room.until(lambda: "1 entries" in room.label, "the label says what was found")
        await room.press("enter")
        assert room.desk.entry is not None
        assert "Mother tired" in room.desk.entry.text
        assert not room.line.open
        where = room.here
        await room.press("slash")
        await room.type("zeppelin")
        await room.press("enter")
        assert "zeppelin" in room.notice
        assert room.line.open
        await room.press("escape")
        assert room.here == where
        assert room.screen.query_one(ChronologyList).found is None


async def test_no_number_beyond_the_last(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("slash")
        await room.type("99")
        await room.press("enter")
        assert "There is no entry 99" in room.notice
        assert room.line.text == "99"


async def test_found_by_its_printed_reference(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    third = alex.read.order()[2]
    alex.run(
        "gave a reference",
        ChangeClass.ADMINISTRATION,
        lambda tx: tx.change(tx.get(Entry, third), ref="HV-12"),
    ).result()
    alex.close()
    async with enter(review) as room:
        await room.press("slash")
        await room.type("HV-12")
        await room.press("enter")
        assert room.here == 3
        assert "HV-12 of 5" in room.text_of("#entry")


async def test_the_curtain_hides_what_comes_after_from_the_note_taker(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.go(alex.read.order()[1]).result()
    alex.event.curtain(True).result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert room.desk.shown == 2
        assert "3 later entries hidden" in room.shown()
        await room.press("pagedown")
        assert room.here == 2
        await room.press("ctrl+f")
        await room.type("5")
        await room.press("enter")
        assert room.here == 2
        assert "behind the curtain" in room.notice
        await room.press("escape", "ctrl+f")
        await room.type("Müller")
        await room.until(lambda: "0 entries" in room.label, "nothing behind the curtain is found")
        await room.press("escape")
        alex.event.go(alex.read.order()[2]).result()
        await room.until(lambda: room.here == 3, "the note-taker follows")
        assert room.desk.shown == 3


async def test_the_chair_looks_behind_the_curtain_alone(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("n", "h")
        await room.settled()
        session = room.seat.read.session()
        assert session is not None and session.curtain
        assert room.desk.shown == 2
        assert "Later entries are hidden" in room.notice
        await room.press("l")
        assert room.desk.shown == 5
        await room.press("l", "n")
        await room.settled()
        assert (room.here, room.desk.shown) == (3, 3)
        await room.press("h")
        await room.settled()
        assert room.desk.shown == 5


async def test_the_entry_shows_its_source_columns_and_lines_of_enquiry(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        text = room.text_of("#entry")
        assert "seen with antibiotics" in text
        assert "Zuletzt: b" in text
        assert "2 Working together" in text
        assert "GP.csv" not in text
        await room.press("w")
        assert "GP.csv" in room.text_of("#entry")
        await room.press("w")
        assert "GP.csv" not in room.text_of("#entry")


async def test_the_clock_starts_once(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        assert " min" not in room.text_of("#status")
        await room.press("S", "S")
        await room.settled()
        session = room.seat.read.session()
        assert session is not None and session.started
        await room.press("S")
        await room.settled()
        again = room.seat.read.session()
        assert again is not None and again.started == session.started
        assert "0 min" in room.text_of("#status")


async def test_a_review_without_entries(enter: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "empty.review"
    making.create(path, None, reference="LR-98", title="“Child B”", name="Maker")
    async with enter(path) as room:
        assert "no entries yet" in room.text_of("#entry")
        await room.press("n", "b", "N", "B", "home", "end", "s", "d", "o", "w", "tab", "h", "l")
        await room.press("t")
        capture = await room.capture("Said before any chronology was there")
        assert capture.entry_id is None
        for screen in ("3", "escape", "1", "escape", "question_mark", "escape"):
            await room.press(screen)


async def test_who_was_heard(
    enter: Callable[..., Any], review: Path, said: Callable[..., object]
) -> None:
    async with enter(review) as room:
        assert "▯GP not yet" in room.text_of("#voices")
        said(":@GP1 we saw an ear infection, nothing else", room.desk.here)
        await room.until(lambda: "▮GP" in room.text_of("#voices"), "the GP was heard")
