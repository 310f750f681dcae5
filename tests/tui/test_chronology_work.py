"""Entries added, corrected, disputed, excluded, linked: by keys, kept beside what a source said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role


async def answer(room: Any, *answers: str | None) -> None:
    """Answer one question after the other; None leaves what stands in the line."""
    for words in answers:
        assert room.line.open
        if words is not None:
            room.line.widget.set_text("")
            await room.type(words)
        await room.press("enter")
    await room.settled()


def pane(room: Any) -> str:
    return str(room.screen.query_one("#entry").plain)


def rows(room: Any) -> str:
    return "\n".join(row.text for row in room.screen.work.rows)


async def work_on(room: Any, what: str) -> None:
    await room.press("C")
    await room.until(lambda: room.screen.offers is not None, "pairs were looked for")
    work = room.screen.work
    place = work.find(lambda row: row.what == what)
    assert place >= 0, rows(room)
    work.go_to(place)


@pytest.mark.parametrize(("role", "key"), [(Role.CHAIR, "A"), (Role.NOTE_TAKER, "alt+a")])
async def test_an_entry_is_added_by_hand(
    enter: Callable[..., Any], review: Path, role: Role, key: str
) -> None:
    async with enter(review, role) as room:
        await room.press(key)
        await answer(room, "Police", "13 March 2023", "Officers called at the home.", "PNC", "left")
        entry = room.seat.read.entries(room.seat.read.order())[3]
        assert (entry.text, entry.earliest) == ("Officers called at the home.", "2023-03-13")
        assert room.says("Added as entry 4")()
        assert room.seat.read.beside().addition_of(entry.id).reason == "left"


async def test_a_correction_stands_beside_the_sources_words(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        first = room.desk.entry
        await room.press("E")
        await answer(room, "Ear infection. Seen with Father.", None, "the surgery's letter")
        assert room.seat.read.entry(first.id).text == first.text
        assert "Seen with Father." in pane(room)
        assert "≠ Corrected by Alex" in pane(room) and "the surgery's letter" in pane(room)
        assert f"The source said: {first.date_text}: {first.text}" in pane(room)
        assert "≠" in room.shown().splitlines()[3]
        await room.press("u")
        await room.settled()
        assert "Corrected" not in pane(room)


async def test_a_date_that_cannot_be_read_goes_back_into_the_line(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("E")
        await answer(room, None, "sometime or other", "because")
        assert "cannot be read as a date" in room.notice
        assert not room.seat.read.beside().corrections


async def test_both_accounts_of_a_dispute_are_shown(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("O")
        await answer(room, "Police", "Nobody attended.")
        assert "⚑ Disputed: Police says: Nobody attended." in pane(room)
        await work_on(room, "disputed")
        await room.press("w")
        await room.settled()
        assert not room.seat.read.beside().disputes


async def test_an_excluded_entry_leaves_its_place_and_comes_back(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("n")
        await room.settled()
        gone = room.desk.here
        await room.press("L")
        await room.press("enter")
        assert room.line.open and "cannot stay empty" in room.notice
        await answer(room, "another child's")
        assert gone not in room.seat.read.order()
        assert room.desk.entry is not None and room.desk.here != gone
        await work_on(room, "excluded")
        assert "another child's" in rows(room)
        await room.press("w")
        await room.settled()
        assert gone in room.seat.read.order()


async def test_same_events_are_linked_and_declined_side_by_side(
    enter: Callable[..., Any], demo: Path
) -> None:
    async with enter(demo) as room:
        await work_on(room, "pair")
        one, other = room.screen.work.row.at
        assert room.screen.query_one("#one").plain and room.screen.query_one("#other").plain
        await room.press("l")
        await room.settled()
        assert room.seat.read.beside().decided(one, other) == "same"
        room.screen.work.go_to(room.screen.work.find(lambda row: row.what == "pair"))
        second = room.screen.work.row.at
        assert second != (one, other)
        await room.press("d")
        await room.settled()
        assert room.seat.read.beside().decided(*second) == "different"
        place = room.screen.work.find(lambda row: row.at == (one, other))
        room.screen.work.go_to(place)
        await room.press("enter")
        assert room.screen.IS_EVENT and room.desk.here == one
        assert "⇔ Same event as entry" in pane(room)


async def test_age_and_interval(enter: Callable[..., Any], demo: Path) -> None:
    async with enter(demo) as room:
        await room.press("n")
        await room.press("r")
        assert "The child's age at entry 2" in room.notice and "From entry 1" in room.notice
        await room.press("R")
        await answer(room, "10")
        assert room.notice.strip().startswith("Between entries 2 and 10: ")


async def test_half_an_answer_is_kept(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("O")
        await answer(room, "Police")
        await room.type("Nobody att")
        await room.press("escape")
        assert not room.seat.read.beside().disputes
        await room.press("O", "enter")
        await room.until(lambda: room.line.text == "Nobody att", "it is back")
