"""Read-back by keys: agreed unless somebody says otherwise, in both working seats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge, Position
from workshop_tui.review.seat import Seat

Said = Callable[..., Any]
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])


@pytest.fixture
def outcomes(said: Said) -> None:
    said("* Nobody saw Callum awake #voice-of-the-child", 1)
    said("* They failed to ask @SW1", 2)
    said("! the child is alone tonight", 3)
    said("+ The school rang at once", 4)
    said("> Remind all staff", 4)


def reading(room: Any) -> str:
    return str(room.text_of("#reading"))


@SIZES
@pytest.mark.parametrize(("role", "key"), [(Role.CHAIR, "J"), (Role.NOTE_TAKER, "alt+j")])
async def test_one_after_the_other_in_the_order_of_urgency(
    enter: Callable[..., Any],
    review: Path,
    outcomes: None,
    role: Role,
    key: str,
    size: tuple[int, int],
) -> None:
    async with enter(review, role, size=size) as room:
        await room.press(key)
        seen = [reading(room).splitlines()[0]]
        for _ in range(4):
            await room.press("n")
            seen.append(reading(room).splitlines()[0])
        assert [line.split(" · ")[1].split()[-1] for line in seen] == ["E1", "F1", "F2", "G1", "A1"]
        assert "5 of 5" in seen[-1] and "candidate" in seen[-1]
        await room.press("n")
        assert "This was the last" in room.notice
        await room.press("b")
        assert "GOOD PRACTICE G1" in reading(room)
        await room.press("escape")
        assert room.screen.IS_EVENT


@SIZES
async def test_enter_agrees_and_goes_on(
    enter: Callable[..., Any], review: Path, outcomes: None, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        await room.press("J", "n", "enter", "enter")
        await room.settled()
        findings = room.seat.read.outcomes(OutcomeKind.FINDING)
        assert [one.status for one in findings] == ["agreed", "agreed"]
        assert all(one.read_back for one in findings)
        assert "GOOD PRACTICE" in reading(room)
        assert "F2: read back, agreed" in room.notice
        await room.press("u")
        await room.settled()
        assert room.seat.read.outcomes(OutcomeKind.FINDING)[1].read_back is None
        await room.press("escape", "J")
        assert "E1" in reading(room), "it begins with what was not read back"


async def test_a_reservation_stands_beside_the_wording(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "n", "r")
        assert "POSITION on F1" in room.label
        await room.type("G")
        await room.until(lambda: "Tab: GP" in room.text_of("#line-hints"), "agencies")
        await room.press("tab")
        await room.type("res")
        await room.until(lambda: "reservation" in room.text_of("#line-hints"), "how it stands")
        await room.press("tab")
        await room.type(": We did ask")
        await room.press("enter")
        await room.settled()
        assert "⚑ GP: reservation: “We did ask”" in reading(room)
        await room.press("enter")
        await room.settled()
        assert "but for 1 position(s)" in room.notice
        await room.press("b", "r")
        await room.type("GP agrees")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.records(Position) == [] and "⚑" not in reading(room)


async def test_not_agreed_is_completed_and_a_line_without_an_agency_stays(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "r")
        await room.type("they do not like it")
        await room.press("enter")
        assert "Begin with the agency" in room.notice
        assert room.line.text == "they do not like it"
        await room.press("escape", "n", "r")
        await room.type("hv not a")
        await room.press("tab")
        await room.until(lambda: room.line.text == "hv not agreed ", "completed")
        await room.press("enter")
        await room.until(room.says("own words"), "its words are asked for")
        await room.until(lambda: room.line.open, "the line is open again")


async def test_still_true_today_is_asked_of_findings(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "y")
        assert "asked of findings" in room.notice
        await room.press("n")
        for wanted in ("yes", "no", ""):
            await room.press("y")
            await room.settled()
            assert room.seat.read.outcome("F1").still_current == wanted
            assert f"Still true today? {wanted or 'not asked yet'}" in reading(room)


async def test_a_hint_and_its_neutral_wording(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "n", "n")
        assert "≈ “failed to” · rather:" in reading(room)
        await room.press("h")
        assert "REWORDING F2" in room.label
        assert room.line.text.startswith("They [It did not happen")
        await room.press("escape")
        assert room.seat.read.outcome("F2").text == "They failed to ask SW1"
        await room.press("h")
        assert "half typed" in room.notice, "what was begun is not lost"
        await room.press("escape", "b", "b", "h")
        assert "no hint" in room.notice


async def test_a_name_is_replaced_by_its_role(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "n")
        assert "“Callum” is a name: rather “Child A”" in reading(room)
        await room.press("h", "enter")
        await room.settled()
        assert room.seat.read.outcome("F1").text == "Nobody saw Child A awake"
        await room.press("z")
        assert "Callum" not in room.shown()


async def test_the_coverage_names_the_gaps(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "n")
        assert "○ nothing answers it yet" in room.text_of("#coverage")
        await room.press("l")
        await room.type("1")
        await room.press("enter")
        await room.settled()
        assert "1 The child's voice\n  F1 · 1 capture" in room.text_of("#coverage")
        assert "Lines of enquiry: 1 The child's voice" in reading(room)
    async with enter(review, size=(80, 24)) as room:
        await room.press("J")
        assert not room.screen.query_one("#coverage").display
        await room.press("c")
        assert room.screen.query_one("#coverage").display
        assert "nothing answers it yet" in room.shown()
        await room.press("c")
        assert not room.screen.query_one("#coverage").display


async def test_the_room_sees_it_when_it_is_sent(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J", "n")
        assert room.seat.slide.now().shows == "nothing"
        await room.press("T")
        await room.settled()
        assert room.seat.slide.now().text == "Nobody saw Child A awake"
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+j", "T")
        await room.until(room.says("note-taker's seat cannot"), "the chair sends")


async def test_reworded_by_another_seat_while_it_is_read(
    enter: Callable[..., Any], review: Path, outcomes: None, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("J", "n")
        kim.outcomes.set(room.screen.outcome.id, "text", "Nobody looked in").result()
        await room.until(lambda: "Nobody looked in" in reading(room), "the new wording")
        await room.press("w")
        await room.type(" at night")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.outcome("F1").text == "Nobody looked in at night"
        assert "FINDING F1" in reading(room)


async def test_what_is_missing_is_asked(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("J")
        assert "Still open: what is unsafe now" in reading(room)
        assert "It replaces none" in reading(room)
        await room.press("i")
        await room.type("No adult is there")
        await room.press("enter", "escape")
        await room.settled()
        assert room.seat.read.outcome("E1").unsafe_now == "No adult is there"


async def test_the_observer_reads_and_changes_nothing(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review, Role.OBSERVER, "Sol", (80, 24)) as room:
        await room.press("J", "n")
        before = room.seat.read.last_seq()
        for key in ("enter", "y", "T", "u"):
            await room.press(key)
            await room.until(room.says("observer's seat cannot"), "it is refused in words")
        await room.press("v")
        assert room.screen.query_one("#coverage").display
        await room.settled()
        assert room.seat.read.last_seq() == before
        await room.press("v", "c")
        await room.type("Whose words are these?")
        await room.press("enter")
        await room.settled()
        (note,) = room.seat.read.records(Challenge)
        assert note.row_uid == room.seat.read.outcome("F1").uid


async def test_nothing_to_read_back(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("J")
        assert "nothing to read back" in reading(room)
        await room.press("enter", "n", "b", "r", "y", "w", "h", "i", "l", "T", "c", "up", "down")
        assert not room.line.open
        await room.press("J")
        assert room.screen.IS_EVENT
