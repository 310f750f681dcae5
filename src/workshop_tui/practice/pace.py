"""Pace: what is left of the chronology's time, and when the session ends if it goes on like this.

A room that reads sixty entries in a hundred and fifty minutes discusses none. Chairs choose key
episodes beforehand and share the time over them; whatever runs over is said gently, never forced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workshop_tui.practice import clock
from workshop_tui.practice.records import AgendaStep, Episode, Session


@dataclass(frozen=True, slots=True)
class Pace:
    """How a session stands; all in whole minutes, rounded to the nearest.

    Attributes:
        step_spent, step_planned: Of the step that the session is at; both 0 where there is none.
        chronology_left: Of all chronology steps together; negative: over.
        episode_spent, episode_share: Of the episode shown; share 0 where there is none.
        finish: When the session ends, if the present step takes at least what it was given and
            each later one what it was; None while the clock has not been started.
        late: Minutes by which that is later than planned; negative: earlier.
    """

    step_spent: int = 0
    step_planned: int = 0
    chronology_left: int = 0
    episode_spent: int = 0
    episode_share: int = 0
    finish: dt.datetime | None = None
    late: int = 0

    @property
    def episode_over(self) -> bool:
        """Whether the episode shown has used more than its share."""
        return 0 < self.episode_share < self.episode_spent

    @property
    def step_over(self) -> bool:
        """Whether the step has used more than it was given."""
        return 0 < self.step_planned < self.step_spent


def pace(
    session: Session | None,
    steps: Sequence[AgendaStep],
    episodes: Sequence[Episode],
    shown: int | None,
    finished: Collection[int],
    now: dt.datetime,
) -> Pace:
    """How a session stands.

    Args:
        session: The session, or None.
        steps: Its agenda in order.
        episodes: The key practice episodes.
        shown: Id of the episode of the entry shown, or None.
        finished: Ids of the episodes whose entries are all discussed, skipped or parked.
        now: The time, with its zone.
    """
    if session is None:
        return Pace()
    step = clock.current(session, steps)
    spent = clock.step_seconds(session, step, now) if step else 0
    walking = clock.walks_chronology(step)
    here = next((episode for episode in episodes if episode.id == shown), None)
    on_episode = (here.spent + (clock.passed(session, now) if walking else 0)) if here else 0
    left = _chronology_left(session, steps, now)
    share = _share(here, episodes, finished, left + on_episode) if here else 0
    return Pace(
        step_spent=_minutes(spent),
        step_planned=_minutes(clock.planned(step)) if step else 0,
        chronology_left=_minutes(left),
        episode_spent=_minutes(on_episode),
        episode_share=_minutes(share),
        finish=_finish(session, steps, step, spent, now),
        late=_late(session, steps, step, spent, now),
    )


def _chronology_left(session: Session, steps: Sequence[AgendaStep], now: dt.datetime) -> int:
    walked = [step for step in steps if clock.walks_chronology(step)]
    given = sum(clock.planned(step) for step in walked)
    return given - sum(clock.step_seconds(session, step, now) for step in walked)


def _share(here: Episode, episodes: Sequence[Episode], finished: Collection[int], left: int) -> int:
    """An episode's own minutes, or an equal share of what the others leave."""
    if here.minutes:
        return here.minutes * 60
    waiting = [e for e in episodes if e.id == here.id or e.id not in finished]
    fixed = sum(max(0, e.minutes * 60 - e.spent) for e in waiting if e.minutes)
    sharing = [e for e in waiting if not e.minutes]
    already = sum(e.spent for e in sharing if e.id != here.id)
    return max(0, (left - fixed + already) // len(sharing)) if sharing else 0


def _to_come(steps: Sequence[AgendaStep], step: AgendaStep | None) -> int:
    later = [s for s in steps if (step is None or s.position > step.position) and s.state == ""]
    return sum(clock.planned(s) for s in later)


def _finish(
    session: Session,
    steps: Sequence[AgendaStep],
    step: AgendaStep | None,
    spent: int,
    now: dt.datetime,
) -> dt.datetime | None:
    if session.started is None or session.closed is not None:
        return None
    rest = max(0, clock.planned(step) - spent) if step else 0
    return now + dt.timedelta(seconds=rest + _to_come(steps, step))


def _late(
    session: Session,
    steps: Sequence[AgendaStep],
    step: AgendaStep | None,
    spent: int,
    now: dt.datetime,
) -> int:
    finish = _finish(session, steps, step, spent, now)
    if finish is None or session.started is None:
        return 0
    whole = sum(step.minutes * 60 for step in steps)
    planned = dt.datetime.fromisoformat(session.started) + dt.timedelta(seconds=whole)
    return _minutes(int((finish - planned).total_seconds()))


def _minutes(seconds: int) -> int:
    return round(seconds / 60)
