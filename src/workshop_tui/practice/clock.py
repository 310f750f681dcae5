"""The clock of a session: kept in records, so that it survives a crash and is the same for all.

Time is reckoned when something changes (a move, a pause): what passed since the last reckoning is
added to the session, to its step and to the episode shown, and the reckoning begins anew. Between
reckonings every seat counts on by itself from the same moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workshop_tui.practice.records import AgendaStep, Session

CHRONOLOGY = "chronology"
"""Steps whose slug begins so walk the chronology: their time is shared over the episodes."""


def passed(session: Session, now: dt.datetime) -> int:
    """Seconds since the last reckoning; 0 while the clock stands, or was set back."""
    if session.since is None or session.closed is not None:
        return 0
    since = dt.datetime.fromisoformat(session.since)
    return max(0, int((now - since).total_seconds()))


def reckoned(session: Session, now: dt.datetime) -> str:
    """From when a running clock is reckoned on, once what passed is added: ISO 8601.

    What is less than a second is not lost: a chair steps many times a minute. Where the
    computer's clock was set back, it is reckoned from now.
    """
    since = dt.datetime.fromisoformat(session.since or "")
    start = since + dt.timedelta(seconds=passed(session, now)) if since <= now else now
    return start.isoformat(timespec="milliseconds")


def runs(session: Session | None) -> bool:
    """Whether the session's clock runs."""
    return session is not None and session.since is not None and session.closed is None


def session_seconds(session: Session, now: dt.datetime) -> int:
    """How long the session has run, breaks of the clock left out."""
    return session.spent + passed(session, now)


def step_seconds(session: Session, step: AgendaStep, now: dt.datetime) -> int:
    """How long a step has taken so far."""
    return step.spent + (passed(session, now) if step.id == session.step_id else 0)


def planned(step: AgendaStep) -> int:
    """Seconds that a step is to take, with what it was extended by; none where it is skipped."""
    return 0 if step.state == "skipped" else (step.minutes + step.extra) * 60


def walks_chronology(step: AgendaStep | None) -> bool:
    """Whether a step is one in which the chronology is walked."""
    return step is not None and step.slug.startswith(CHRONOLOGY)


def current(session: Session | None, steps: Sequence[AgendaStep]) -> AgendaStep | None:
    """The step that a session is at."""
    here = session.step_id if session else None
    return next((step for step in steps if step.id == here), None)
