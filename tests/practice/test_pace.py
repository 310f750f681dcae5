"""The clock and the pace: what has passed, what is left, when it ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workshop_tui.practice import clock
from workshop_tui.practice.pace import pace
from workshop_tui.practice.records import AgendaStep, Episode, Session

START = dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC)  # the night in which summer time begins
STEPS = [
    AgendaStep(id=n, session_id=1, position=n, slug=slug, title=slug, minutes=minutes)
    for n, (slug, minutes) in enumerate(
        (("check-in", 10), ("chronology", 60), ("break", 10), ("chronology-2", 30), ("close", 10)),
        start=1,
    )
]
EPISODES = [Episode(id=n, number=n, title=str(n)) for n in (1, 2, 3)]


def at(minutes: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minutes)


def session(step: int, since: float | None, spent: int = 0) -> Session:
    return Session(
        id=1,
        kind="practitioner event",
        title="Event",
        step_id=step,
        started=START.isoformat(),
        since=at(since).isoformat() if since is not None else None,
        spent=spent * 60,
    )


def test_a_clock_that_stands_counts_nothing() -> None:
    assert clock.session_seconds(session(1, None, 7), at(99)) == 7 * 60
    assert clock.session_seconds(session(1, 10, 7), at(12)) == 9 * 60


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert clock.session_seconds(session(1, 10, 7), at(3)) == 7 * 60


def test_the_zone_of_the_writer_makes_no_difference() -> None:
    there = replace(session(1, None), since="2026-03-29T02:40:00+02:00")
    assert clock.session_seconds(there, at(20)) == 10 * 60


def test_what_is_left_of_the_chronology_is_of_all_its_steps() -> None:
    found = pace(session(2, 10, 10), STEPS, [], None, set(), at(40))
    assert (found.step_spent, found.step_planned) == (30, 60)
    assert found.chronology_left == 60
    assert found.finish == at(40 + 30 + 10 + 30 + 10)
    assert found.late == 0


def test_a_step_that_runs_over_is_late_and_a_skipped_one_early() -> None:
    over = pace(session(1, 0), STEPS, [], None, set(), at(25))
    assert over.step_over and over.late == 15
    steps = [replace(step, state="skipped" if step.slug == "break" else "") for step in STEPS]
    assert pace(session(1, 0), steps, [], None, set(), at(5)).late == -10
    longer = [replace(STEPS[0], extra=5), *STEPS[1:]]
    assert pace(session(1, 0), longer, [], None, set(), at(5)).late == 5


def test_the_time_left_is_shared_over_the_episodes_to_come() -> None:
    found = pace(session(2, 10, 10), STEPS, EPISODES, 1, set(), at(10))
    assert found.episode_share == 30
    later = [replace(EPISODES[0], spent=30 * 60), *EPISODES[1:]]
    session_ = session(2, 40, 40)
    steps = [STEPS[0], replace(STEPS[1], spent=30 * 60), *STEPS[2:]]
    assert pace(session_, steps, later, 2, {1}, at(40)).episode_share == 30


def test_an_episode_with_minutes_of_its_own_keeps_them() -> None:
    episodes = [replace(EPISODES[0], minutes=50), *EPISODES[1:]]
    assert pace(session(2, 10), STEPS, episodes, 1, set(), at(10)).episode_share == 50
    assert pace(session(2, 10), STEPS, episodes, 2, set(), at(10)).episode_share == 20


def test_an_episode_over_its_share_is_said() -> None:
    episodes = [replace(EPISODES[0], minutes=8), *EPISODES[1:]]
    assert not pace(session(2, 10), STEPS, episodes, 1, set(), at(17)).episode_over
    found = pace(session(2, 10), STEPS, episodes, 1, set(), at(20))
    assert found.episode_over and found.episode_spent == 10


@pytest.mark.parametrize("slug", ["break", "check-in"])
def test_only_the_chronology_uses_an_episode_s_time(slug: str) -> None:
    step = next(step for step in STEPS if step.slug == slug)
    assert pace(session(step.id, 0), STEPS, EPISODES, 1, set(), at(9)).episode_spent == 0


def test_nothing_planned_nothing_said() -> None:
    assert pace(None, [], [], None, set(), at(0)).finish is None
    assert pace(session(9, 0), [], EPISODES, 1, set(), at(3)).episode_share == 0
