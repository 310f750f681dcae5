"""Covering the screen: after idle minutes, never in an event, and nothing typed is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.review.settings import lock_minutes, set_lock_minutes
from workshop_tui.tui import locking
from workshop_tui.tui.room_app import RoomApp
from workshop_tui.tui.screens.lock import LockScreen

PASSPHRASE = "quiet otters count stones"


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.monotonic, self.wall = 1_000.0, 2_000.0

    def __call__(self) -> tuple[float, float]:
        return self.monotonic, self.wall

    def idle(self, minutes: float) -> None:
        self.monotonic += minutes * 60
        self.wall += minutes * 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(locking, "_clock", found)
    return found


async def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 8
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def covered(room: Any) -> bool:
    return isinstance(room.screen, LockScreen)


async def tick(room: Any) -> None:
    room.app._tick()
    await room.pilot.pause()


async def test_covered_after_ten_idle_minutes_and_uncovered_by_a_key(
    enter: Callable[..., Any], review: Path, clock: Clock
) -> None:
    async with enter(review) as room:
        clock.idle(9.9)
        await tick(room)
        assert not covered(room)
        await room.press("n")
        clock.idle(9.9)
        await tick(room)
        assert not covered(room), "a key begins the time anew"
        here = room.here
        clock.idle(0.2)
        await tick(room)
        assert covered(room)
        shown = room.shown()
        for words in ("Child A", "LR-99", "Home visit", "HV", "Alex", "Jo"):
            assert words not in shown, words
        await room.press("n")
        assert not covered(room)
        assert room.here == here, "the key that uncovers does nothing else"
        await room.press("n")
        assert room.here == here + 1


async def test_the_passphrase_of_an_encrypted_review(
    enter: Callable[..., Any], encrypted: Path, clock: Clock
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    async with enter(seat) as room:
        await room.type("half of a sen")
        clock.idle(11)
        await tick(room)
        assert covered(room) and "half of" not in room.shown()
        assert room.screen.query_one(Input).password
        await room.burst(*"wrong")
        await room.press("enter")
        await room.until(lambda: "does not open" in room.text_of("#lock-said"), "it is refused")
        assert covered(room) and room.screen.query_one(Input).value == ""
        for key in ("escape", "alt+k", "f12", "ctrl+o", "ctrl+backslash", "tab", "ctrl+z"):
            await room.press(key)
            assert covered(room), key
        room.screen.query_one(Input).focus()
        room.screen.query_one(Input).value = PASSPHRASE
        await room.press("enter")
        await room.until(lambda: not covered(room), "it is uncovered")
        assert room.line.text == "half of a sen"
        capture = await room.capture("tence")
        assert capture.text == "half of a sentence"


async def test_its_recovery_code_uncovers_it_too(
    enter: Callable[..., Any], encrypted: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.NOTE_TAKER, "Jo")
    async with enter(seat) as room:
        await room.press("alt+k")
        room.screen.query_one(Input).value = " ".join(seat.file.recovery_groups())
        await room.press("enter")
        await room.until(lambda: not covered(room), "it is uncovered")


async def test_never_while_an_event_runs_but_by_key(
    enter: Callable[..., Any], review: Path, clock: Clock
) -> None:
    async with enter(review) as room:
        await room.press("S", "S")
        await room.settled()
        assert room.desk.session.started
        clock.idle(600)
        await tick(room)
        assert not covered(room)
        await room.press("alt+k")
        assert covered(room)


async def test_what_is_half_typed_is_on_disk_and_others_go_on(
    enter: Callable[..., Any], review: Path, kim: Seat, clock: Clock
) -> None:
    order = kim.read.order()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half typed")
        await room.press("alt+k")
        assert covered(room)
        await room.until(
            lambda: [d.text for d in kim.read.drafts()] == ["half typed"], "the draft is kept"
        )
        kim.captures.add("said meanwhile", entry_id=order[0]).result()
        await room.until(room._up_to_date, "it was taken in")
        await room.press("x")
        assert not covered(room)
        assert "said meanwhile" in room.shown()
        assert room.line.text == "half typed"
        assert room.app.focused is room.line.widget.area


async def test_who_comes_back_to_an_open_lid_is_asked_first(
    enter: Callable[..., Any], review: Path, clock: Clock
) -> None:
    """The computer slept: one of the clocks stood still, and nothing ticked."""
    async with enter(review) as room:
        here = room.here
        clock.wall += 3_600
        await room.press("n")
        assert room.here == here, "the key met the cover, and uncovered it"
        await room.press("n")
        assert room.here == here + 1


async def test_a_lost_chair_does_not_uncover_the_screen(
    enter: Callable[..., Any], encrypted: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Alex")
    async with enter(seat) as room:
        await room.press("H", "alt+k")
        await room.settled()
        robin = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Robin")
        robin.join().result()
        await room.until(lambda: room.seat.role is Role.NOTE_TAKER, "it takes notes")
        await room.until(lambda: room.seat.joined, "in its new seat")
        await room.pilot.pause()
        assert covered(room)
        assert "Robin" not in room.shown()
        robin.close()
        room.screen.query_one(Input).value = PASSPHRASE
        await room.press("enter")
        await room.until(lambda: not covered(room), "it is uncovered")
        assert room.screen.ROLE is Role.NOTE_TAKER
        assert not any(isinstance(screen, LockScreen) for screen in room.app.screen_stack)


async def test_the_palette_is_closed_while_it_is_covered(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("alt+k")
        assert not room.app.use_command_palette
        await room.press("x")
        assert room.app.use_command_palette


async def test_leaving_from_the_cover_keeps_everything(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half typed")
        await room.press("alt+k", "ctrl+q")
        await room.until(lambda: not room.app.is_running, "it ends")
    assert [d.text for d in kim.read.drafts()] == ["half typed"]


async def test_the_persons_own_setting(
    enter: Callable[..., Any], review: Path, clock: Clock
) -> None:
    assert lock_minutes() == 10
    set_lock_minutes(0)
    async with enter(review) as room:
        clock.idle(10_000)
        await tick(room)
        assert not covered(room), "never"
    set_lock_minutes(2)
    async with enter(review) as room:
        clock.idle(2.1)
        await tick(room)
        assert covered(room)


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"lock_minutes": "x"}', '{"lock_minutes": -3}'])
def test_a_setting_that_cannot_be_read_is_the_usual_one(kept: str) -> None:
    from workshop_tui.review import settings

    set_lock_minutes(7)
    settings._file().write_text(kept)
    assert lock_minutes() == 10


async def test_the_projector_is_covered_too_and_says_no_name(encrypted: Path, clock: Clock) -> None:
    chair = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Alex")
    chair.join().result()
    seat = Seat.open(encrypted, PASSPHRASE, Role.ROOM, "Projector")
    app = RoomApp(seat)

    def shown() -> str:
        return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

    try:
        async with app.run_test(size=(60, 20)) as pilot:
            chair.room.show_words("A question for everybody").result()
            await until(lambda: "A question" in shown())
            clock.idle(20)
            app._renew()
            await pilot.pause()
            assert app.locking.locked
            for words in ("A question", "LR-99", "Child A", "Alex", "Projector"):
                assert words not in shown(), words
            chair.room.show_words("Another one").result()
            await until(lambda: app.seen.text == "Another one")
            assert "Another" not in shown(), "news stays beneath the cover"
            await pilot.press("q")
            assert app.is_running and app.locking.locked
            app.screen.query_one(Input).value = PASSPHRASE
            await pilot.press("enter")
            await until(lambda: not app.locking.locked)
            await until(lambda: "Another one" in shown())
    finally:
        seat.close()
        chair.close()


async def test_the_projector_is_never_covered_while_an_event_runs_but_by_key(
    review: Path, alex: Seat, clock: Clock
) -> None:
    event = alex.read.event()
    assert event is not None
    alex.sessions.begin(event.id).result()
    seat = Seat.open(review, None, Role.ROOM, "Projector")
    app = RoomApp(seat)
    try:
        async with app.run_test(size=(60, 20)) as pilot:
            clock.idle(600)
            app._renew()
            await pilot.pause()
            assert not app.locking.locked
            await pilot.press("alt+k")
            assert app.locking.locked
            await pilot.press("q")
            assert not app.locking.locked and app.is_running, "the key does nothing else"
    finally:
        seat.close()
