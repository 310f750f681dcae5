"""What is said before the chair opens an entry belongs to the agenda step and to no entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.grouping import group
from workshop_tui.review.seat import Seat


@pytest.fixture
def checking_in(alex: Seat) -> Seat:
    """The event has begun; the chair has opened no entry in it."""
    alex.event.start().result()
    return alex


async def test_it_belongs_to_the_step_in_every_pane(
    enter: Callable[..., Any], review: Path, checking_in: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert "Check-in, no entry" in room.label
        capture = await room.capture("* everybody is here")
        step = room.desk.steps[0]
        assert (capture.entry_id, capture.step_id, capture.session_id) == (None, step.id, 1)
        assert "saved at Check-in, no entry" in room.notice
        assert room.screen.captured.border_title == "At no entry · 1"
        assert room.screen.entry_pane.border_title.startswith("Entry, not open yet")
        assert room.desk.counts.get(room.desk.here, 0) == 0
        in_episodes = {one.title: len(one.captures) for one in group(room.seat.read, "episode")}
        assert in_episodes == {"no episode": 1}
        await room.press("ctrl+o")
        assert "Check-in, no entry" in room.text_of("#detail-text")
        for _ in range(2):
            await room.press("y")
        assert "Check-in, no entry" in room.text_of("#detail-text")


async def test_a_line_begun_before_belongs_to_none_though_an_entry_is_opened_meanwhile(
    enter: Callable[..., Any], review: Path, checking_in: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("we listen and do not ")
        checking_in.event.step(1).result()
        checking_in.event.go(room.desk.order[2]).result()
        await room.until(lambda: room.desk.chair_at == room.desk.order[2], "the chair moves")
        assert "Check-in, no entry" in room.label and "moves the line here" in room.label
        capture = await room.capture("judge")
        assert (capture.entry_id, capture.step_id) == (None, room.desk.steps[0].id)
        assert room.here == 3, "and then it follows"
        assert (await room.capture("now at the entry")).entry_id == room.desk.order[2]


async def test_half_a_line_keeps_that_it_belongs_to_none(
    enter: Callable[..., Any], review: Path, checking_in: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("we listen")
        uid = room.seat.uid
    checking_in.event.go(checking_in.read.order()[2]).result()
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo", uid)
    async with enter(seat) as room:
        assert room.line.text == "we listen"
        capture = await room.capture(" first")
        assert (capture.entry_id, capture.step_id) == (None, room.desk.steps[0].id)


async def test_the_first_key_opens_the_entry_shown(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("n", "n", "S", "S")
        await room.until(room.says("n opens the entry shown"), "it has begun")
        await room.settled()
        assert (room.here, room.desk.chair_at) == (3, None)
        await room.press("p")
        assert (await room.capture("welcome")).entry_id is None
        await room.press("n")
        await room.settled()
        assert (room.here, room.desk.chair_at) == (3, room.desk.here)
        await room.press("p")
        assert (await room.capture("I saw it")).entry_id == room.desk.here
        await room.press("n")
        assert room.here == 4


async def test_the_chair_closes_the_entry_and_others_look_at_what_was_said_at_none(
    enter: Callable[..., Any], review: Path, checking_in: Seat, kim: Seat
) -> None:
    kim.captures.add("be kind", session_id=1, step_id=1).result()
    checking_in.event.go(2).result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert room.here == 2 and room.prompts == []
        await room.press("ctrl+p")
        assert room.prompts == ["· be kind"]
        assert (await room.capture("and listen")).entry_id is None
        await room.press("ctrl+p")
        assert room.screen.captured.border_title == "Captured here · 0"
        await room.press("ctrl+p")
        checking_in.event.go(3).result()
        await room.until(lambda: room.here == 3, "it follows the chair")
        assert room.screen.captured.border_title == "Captured here · 0"
    checking_in.close()
    async with enter(review) as room:
        await room.press("0")
        await room.settled()
        assert room.desk.chair_at is None and "n opens entry 3" in room.notice
        assert room.prompts == ["· be kind", "· and listen"]
        await room.press("n")
        await room.settled()
        assert room.desk.chair_at == room.desk.here and room.here == 3


async def test_behind_the_curtain_nothing_is_seen_before_an_entry_is_open(
    enter: Callable[..., Any], review: Path, checking_in: Seat
) -> None:
    checking_in.event.curtain(True).result()
    async with enter(review, Role.OBSERVER, "Sol") as room:
        assert room.desk.shown == 1
        await room.press("n", "end")
        assert room.here == 1


async def test_before_an_event_the_entry_shown_counts(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert (await room.capture("ask about this")).entry_id == room.desk.order[0]
