"""The room's seat: only what the chair sends, by message and on the screen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.tui import locking
from workshop_tui.tui.room_app import RoomApp
from workshop_tui.tui.screens.lock import LockScreen


@asynccontextmanager
async def projected(review: Path) -> AsyncIterator[Callable[[], str]]:
    """The projector at 50 by 14; gives what it shows, row by row."""
    seat = Seat.open(review, None, Role.ROOM, "Projector")
    app = RoomApp(seat)

    def shown() -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    try:
        async with app.run_test(size=(50, 14)):
            await until(lambda: seat.joined)
            yield shown
    finally:
        seat.close()


async def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 8
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


async def test_it_waits_for_the_chair(review: Path) -> None:
    async with projected(review) as shown:
        assert "LR-99" in shown() and "not shown anything" in shown()


async def test_it_shows_what_is_sent_and_nothing_else(review: Path, alex: Seat) -> None:
    first = alex.read.order()[0]
    alex.captures.add("! secret escalation").result()
    alex.captures.add(": @SW1 a voice of the room").result()
    async with projected(review) as shown:
        alex.room.show_entry(first).result()
        await until(lambda: "Entry 1 · GP · March 2023" in shown())
        assert "infection" not in shown()
        alex.room.approve_wording(first, "Cal was seen [bold]by[/bold] the GP").result()
        alex.room.show_entry(first).result()
        await until(lambda: "Child A was seen [bold]by" in shown())
        finding = alex.outcomes.make(OutcomeKind.FINDING, "Asked by nobody").result()
        alex.room.show_outcome(finding.id).result()
        await until(lambda: "Asked by nobody" in shown())
        for unsent in ("secret", "voice", "HV", "infection"):
            assert unsent not in shown()


async def test_the_step_and_what_is_left_of_it(review: Path, alex: Seat) -> None:
    async with projected(review) as shown:
        alex.event.start().result()
        alex.clock.extend(10).result()
        alex.room.show_step().result()
        await until(lambda: "Check-in · 10 min left" in shown())
        alex.clock.pause().result()
        alex.room.calm().result()
        await until(lambda: "A pause." in shown())
        assert "min left" not in shown()


async def test_long_words_are_reached_by_scrolling(review: Path, alex: Seat) -> None:
    async with projected(review) as shown:
        alex.room.show_words(" ".join(f"word{n}" for n in range(120))).result()
        await until(lambda: "word0" in shown())
        assert "word119" not in shown()


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER])
async def test_nobody_else_sends(review: Path, role: Role) -> None:
    from workshop_tui.practice.problems import NotAllowed

    seat = Seat.open(review, None, role, "Val")
    try:
        with pytest.raises(NotAllowed):
            seat.room.clear()
    finally:
        seat.close()


async def test_a_crash_shows_nothing_of_the_review(
    review: Path, alex: Seat, capfd: pytest.CaptureFixture[str]
) -> None:
    alex.room.show_words("planted words").result()
    seat = Seat.open(review, None, Role.ROOM, "Projector")
    app = RoomApp(seat)
    try:
        with pytest.raises(RuntimeError):
            async with app.run_test(size=(50, 14)):
                app._exception = RuntimeError("planted words")
                app._fatal_error()
        said = capfd.readouterr().err
        assert "fault in the program" in said and "planted" not in said
    finally:
        seat.close()


async def test_the_projector_is_covered_when_nobody_has_been_there_and_no_event_runs(
    review: Path, alex: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat.open(review, None, Role.ROOM, "Projector")
    app = RoomApp(seat)
    moment = [0.0]
    monkeypatch.setattr(locking, "_clock", lambda: (moment[0], moment[0]))
    async with app.run_test(size=(50, 14)) as pilot:
        app.locking = locking.Locking(app, seat, 60.0, seat.slide.event_runs)
        moment[0] = 61.0
        app.locking.look()
        await until(lambda: isinstance(app.screen, LockScreen))
        assert "LR-99" not in app.export_screenshot()
        alex.room.show_words("Welcome").result()
        await pilot.pause(0.2)
        await pilot.press("x")
        await until(lambda: not isinstance(app.screen, LockScreen))
        session = alex.read.session()
        assert session is not None
        alex.event.start().result()
        moment[0] = 10_000.0
        app.locking.look()
        await pilot.pause()
        assert not isinstance(app.screen, LockScreen)
    seat.close()
