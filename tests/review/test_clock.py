"""The session's clock as verbs: the same in all seats, and after a crash."""

from __future__ import annotations

import datetime as dt

import pytest

from workshop_tui.practice import clock
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import AgendaStep, Session
from workshop_tui.review.pacing import finished_episodes, pace_now
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass

pytestmark = pytest.mark.usefixtures("sound")


def back(seat: Seat, minutes: int) -> None:
    """As if the clock had been let run so many minutes ago."""

    def job(tx: object) -> None:
        session = tx.find(Session)[0]  # type: ignore[attr-defined]
        since = dt.datetime.fromisoformat(session.since) - dt.timedelta(minutes=minutes)
        tx.change(session, since=since.isoformat())  # type: ignore[attr-defined]

    seat.run("set the clock back", ChangeClass.ADMINISTRATION, job).result()  # type: ignore[arg-type]


def session(seat: Seat) -> Session:
    found = seat.read.session()
    assert found is not None
    return found


def steps(seat: Seat) -> list[AgendaStep]:
    return seat.read.steps(session(seat).id)


def test_starting_begins_with_the_first_step(chair: Seat, seat: Seat) -> None:
    chair.event.start().result()
    assert session(seat).step_id == steps(seat)[0].id
    assert clock.runs(session(seat))
    started = session(seat).started
    chair.event.start().result()
    assert session(seat).started == started


def test_a_pause_stops_every_clock(chair: Seat, seat: Seat) -> None:
    chair.event.start().result()
    back(chair, 10)
    chair.clock.pause().result()
    later = dt.datetime.now().astimezone() + dt.timedelta(hours=3)
    assert clock.session_seconds(session(seat), later) // 60 == 10
    assert steps(seat)[0].spent // 60 == 10
    chair.clock.pause().result()
    chair.clock.resume().result()
    assert clock.runs(session(seat))
    seat.captures.add("typed in the pause").result()


def test_a_step_that_is_left_is_done_and_keeps_its_time(chair: Seat) -> None:
    chair.event.start().result()
    back(chair, 7)
    first, second, third = steps(chair)
    chair.event.go_step(second.id).result()
    assert [s.state for s in steps(chair)] == ["done", "", ""]
    assert steps(chair)[0].spent // 60 == 7
    chair.event.go_step(first.id).result()
    assert [s.state for s in steps(chair)] == ["", "", ""]
    chair.clock.skip().result()
    assert session(chair).step_id == second.id
    chair.clock.skip(third.id).result()
    assert [s.state for s in steps(chair)] == ["skipped", "", "skipped"]
    chair.clock.skip(third.id, False).result()
    assert steps(chair)[2].state == ""


def test_the_episode_shown_uses_its_share(chair: Seat) -> None:
    chronology = next(s for s in steps(chair) if s.slug.lower().startswith("chronology"))

    def rename(tx: object) -> None:
        tx.change(tx.get(AgendaStep, chronology.id), slug="chronology")  # type: ignore[attr-defined]

    chair.run("x", ChangeClass.ADMINISTRATION, rename).result()  # type: ignore[arg-type]
    one, two = chair.read.order()[:2]
    chair.event.put_in_episode(one, 1).result()
    chair.event.start().result()
    chair.event.go_step(chronology.id).result()
    chair.event.go(one).result()
    back(chair, 12)
    assert pace_now(chair.read).episode_spent == 12
    chair.event.go(two).result()
    assert chair.read.episodes()[0].spent // 60 == 12
    assert finished_episodes(chair.read) == set()
    chair.event.mark(one, "discussed").result()
    assert finished_episodes(chair.read) == {chair.read.episodes()[0].id}


def test_extending_and_adjourning(chair: Seat) -> None:
    chair.event.start().result()
    first = steps(chair)[0]
    chair.clock.extend(10).result()
    assert steps(chair)[0].extra == 10
    with pytest.raises(Problem, match="minutes"):
        chair.clock.extend(-first.minutes - 11).result()
    with pytest.raises(Problem, match="until when"):
        chair.clock.adjourn(" ").result()
    chair.clock.adjourn("Until Tuesday at ten").result()
    assert not clock.runs(session(chair)) and session(chair).adjourned == "Until Tuesday at ten"
    chair.clock.resume().result()
    assert session(chair).adjourned == ""


def test_nothing_runs_that_was_not_started(chair: Seat) -> None:
    for future in (chair.clock.pause(), chair.clock.resume(), chair.clock.adjourn("x")):
        with pytest.raises(Problem, match="not been started"):
            future.result()
    with pytest.raises(Problem, match="no step"):
        chair.clock.extend(5).result()


def test_many_moves_within_a_second_lose_none_of_it(
    chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = dt.datetime(2026, 3, 9, 10, 0, tzinfo=dt.UTC)
    moments = iter(begun + dt.timedelta(milliseconds=300 * n) for n in range(10_000))
    monkeypatch.setattr("workshop_tui.review.clock.now", lambda: next(moments).isoformat())
    chair.event.start().result()
    for n in range(100):
        chair.event.go(chair.read.order()[n % 5]).result()
    at = begun + dt.timedelta(seconds=30)
    assert clock.session_seconds(session(chair), at) == 30
    assert clock.step_seconds(session(chair), steps(chair)[0], at) == 30
    chair.clock.pause().result()  # at 30.3 seconds
    assert session(chair).spent == 30


def test_a_clock_that_was_set_back_goes_on_from_then(
    chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is time taken away that was counted, nor does the clock stand for an hour."""
    moments = iter(["2026-03-09T10:00:00+00:00", "2026-03-09T10:10:00+00:00"])
    monkeypatch.setattr("workshop_tui.review.clock.now", lambda: next(moments))
    chair.event.start().result()
    chair.event.go(2).result()
    moments = iter(["2026-03-09T09:10:30+00:00", "2026-03-09T09:11:30+00:00"])
    chair.event.go(3).result()
    assert session(chair).spent == 600
    chair.event.go(4).result()
    assert session(chair).spent == 660


def test_the_hour_in_which_summer_time_ends_is_an_hour(
    chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"])
    monkeypatch.setattr("workshop_tui.review.clock.now", lambda: next(moments))
    chair.event.start().result()
    chair.event.go(2).result()
    assert session(chair).spent == 3600
