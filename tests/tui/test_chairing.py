"""The chair's seat: offered, taken, lost, never seized; texts that somebody left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.engine import Connection
from workshop_tui.tui.screens.chair_taken import ChairTakenScreen


def chairs(seat: Seat) -> list[tuple[str, str | None]]:
    """Who is in the chair's seat, and who offers it."""
    return [(s.name, s.handed_by) for s in seat.read.seats() if s.role is Role.CHAIR]


async def test_offered_and_kept(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("H")
        await room.settled()
        assert chairs(room.seat) == [("Alex", "Alex")]
        assert "alt+h" in room.notice and "yours until then" in room.notice
        await room.press("H")
        await room.settled()
        assert chairs(room.seat) == [("Alex", None)]
        assert "You keep the chair's seat" in room.notice


async def test_the_note_taker_hears_of_an_offer_and_takes_it(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    order = alex.read.order()
    alex.event.go(order[2]).result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+h")
        assert "Alex is in the chair's seat" in room.notice
        await room.press("pageup", "f5")
        await room.type("half of a find")
        alex.hand_over().result()
        await room.until(room.says("Alex offers you the chair's seat: alt+h"), "it is said")
        alex.hand_over(False).result()
        await room.until(room.says("Alex is in the chair's seat"), "it is taken back")
        alex.hand_over().result()
        await room.until(room.says("alt+h takes it"), "it is offered again")
        await room.press("alt+h")
        await room.until(lambda: room.seat.joined and room.screen.ROLE is Role.CHAIR, "chair")
        await room.settled()
        assert chairs(room.seat) == [("Jo", None)]
        assert room.seat.uid == "chair: Jo"
        assert "You are in the chair's seat" in room.notice
        assert room.here == 3
        assert room.line.open and room.line.text == "half of a find"
        capture = await room.capture("ing")
        assert (capture.kind, capture.entry_id) == (CaptureKind.FINDING, order[1])
        assert capture.seat == "chair: Jo"
        await room.press("n")
        await room.settled()
        assert room.seat.read.session().entry_id == order[3]
        assert [d.text for d in room.seat.read.drafts()] == []


async def test_the_former_chair_takes_notes_and_keeps_place_and_words(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    async with enter(review) as room:
        await room.press("n", "f")
        await room.type("half of a find")
        await room.press("escape", "n", "3", "escape", "H")
        await room.settled()
        robin = sit(Role.CHAIR, "Robin")
        robin.join().result()
        await room.until(lambda: room.screen.ROLE is Role.NOTE_TAKER, "it takes notes")
        await room.until(lambda: room.seat.joined, "in its new seat")
        await room.settled()
        assert "Robin has the chair's seat" in room.notice
        assert room.seat.uid == "note-taker: Alex"
        assert room.here == 3
        assert room.line.text == "half of a find"
        assert "Finding · entry 2" in room.label
        robin.event.go(room.desk.order[4]).result()
        await room.until(lambda: "CHAIR IS AT 5" in room.label, "it follows the new chair")
        await room.until(
            lambda: (
                {(d.seat, d.text) for d in room.seat.read.drafts()}
                == {("note-taker: Alex", "half of a find")}
            ),
            "the draft went along",
        )


async def test_the_seat_is_lost_while_another_screen_is_open(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat], said: Callable[..., Any]
) -> None:
    said("* a finding", 1)
    async with enter(review) as room:
        await room.press("H", "3", "enter")
        await room.type(" reworded by ha")
        await room.settled()
        sit(Role.CHAIR, "Robin").join().result()
        await room.until(lambda: getattr(room.screen, "ROLE", None) is Role.NOTE_TAKER, "notes")
        await room.until(lambda: room.seat.joined, "in its new seat")
        await room.settled()
        assert len(room.app.screen_stack) == 1
        await room.press("ctrl+o", "enter")
        await room.until(lambda: room.line.text == "a finding reworded by ha", "nothing is lost")


async def test_an_empty_chair_is_taken_after_one_confirmation(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        await room.press("alt+h")
        assert "alt+h once more" in room.notice
        assert chairs(room.seat) == []
        await room.press("alt+h")
        await room.until(lambda: chairs(room.seat) == [("Jo", None)], "taken")


async def test_a_dead_chair_is_taken_after_one_confirmation(
    enter: Callable[..., Any], review: Path, alex: Seat, raw: Connection
) -> None:
    raw.execute("update seat set lease_until = 5, host = 'elsewhere'")
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+h")
        assert "alt+h once more" in room.notice
        await room.press("alt+h")
        await room.until(lambda: chairs(room.seat) == [("Jo", None)], "taken")
        await room.settled()
        rows = raw.execute("select uid from seat").fetchall()
        assert rows == [("chair: Jo",)]


async def test_an_old_confirmation_does_not_count(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop_tui.tui.chairing._CONFIRM_SECONDS", -1.0)
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+h", "alt+h", "alt+h")
        assert room.screen.ROLE is Role.NOTE_TAKER


@pytest.mark.parametrize("choice", ["notes", "leave"])
async def test_a_second_chair_may_take_notes_or_leave(
    enter: Callable[..., Any], review: Path, alex: Seat, sit: Callable[..., Seat], choice: str
) -> None:
    from workshop_tui.tui.app import WorkshopApp

    alex.keep_draft("line", "words of Alex")
    app = WorkshopApp(sit(Role.CHAIR, "Robin"))
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ChairTakenScreen):
            await pilot.pause()
        options = [str(o.prompt) for o in app.screen.query_one("OptionList").options]
        assert options == ["Join as note-taker", "Try again", "Leave"]
        await pilot.press("enter" if choice == "notes" else "escape")
        while choice == "notes" and not app.seat.joined:
            await pilot.pause()
    assert chairs(alex) == [("Alex", None)]
    assert app.return_code == (None if choice == "notes" else 0)


async def test_a_chair_gone_quiet_is_offered_at_the_door(
    enter: Callable[..., Any],
    review: Path,
    alex: Seat,
    raw: Connection,
    sit: Callable[..., Seat],
) -> None:
    from workshop_tui.tui.app import WorkshopApp

    raw.execute("update seat set lease_until = 5, host = 'elsewhere'")
    seat = sit(Role.CHAIR, "Robin")
    app = WorkshopApp(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, ChairTakenScreen):
            await pilot.pause()
        await pilot.press("down", "enter")
        while not seat.joined:
            await pilot.pause()
        assert chairs(seat) == [("Robin", None)]


# -- texts that somebody left ----------------------------------------------------------------------


async def test_a_left_line_is_said_and_taken_up(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    kim = sit(Role.NOTE_TAKER, "Kim")
    order = kim.read.order()
    kim.keep_draft("line", "the GP had seen", f'{{"entry": {order[3]}, "kind": "finding"}}')
    kim.keep_draft("edit:x", "another one", "")
    kim.close()
    async with enter(review, size=(80, 24)) as room:
        assert "note-taker: Kim left a half-typed text" in room.notice
        assert "(and 1 more)" in room.notice and "D brings it" in room.notice
        await room.press("D")
        assert room.line.text == "the GP had seen"
        assert "Finding · entry 4" in room.label and "begun by note-taker: Kim" in room.label
        await room.pilot.pause()
        assert ("note-taker: Kim", "line") in {(d.seat, d.slot) for d in room.seat.read.drafts()}
        capture = await room.capture(" her")
        assert (capture.line, capture.kind) == ("the GP had seen her", CaptureKind.FINDING)
        assert (capture.entry_id, capture.by) == (order[3], "Kim")
        await room.until(
            lambda: [d.text for d in room.seat.read.drafts()] == ["another one"], "only it is gone"
        )
        await room.press("D")
        assert room.line.text == "another one"
        await room.press("escape", "D")
        assert "your own line first" in room.notice


async def test_taking_a_left_line_and_emptying_it_loses_nothing(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    kim = sit(Role.NOTE_TAKER, "Kim")
    kim.keep_draft("line", "abc", "")
    kim.close()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+d", *["backspace"] * 3)
        capture = await room.capture("my own words")
        assert capture.by == "Jo"
        assert [d.text for d in room.seat.read.orphan_drafts()] == ["abc"]


async def test_nobody_has_left_anything(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("D")
        assert "Nobody has left" in room.notice
