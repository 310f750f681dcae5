"""Which session of the review is under way."""

from __future__ import annotations

from collections.abc import Sequence

from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.records import Session
from workshop_tui.store.transaction import Transaction


def is_running(session: Session) -> bool:
    """Whether a session was begun and not closed since."""
    return session.started is not None and session.closed is None


def under_way(sessions: Sequence[Session]) -> Session | None:
    """The session that runs, or else the event that comes next, or else the event held last.

    A conversation that does not run is never meant: nobody should chair it by mistake. None where
    no event is planned.
    """
    running = [session for session in sessions if is_running(session)]
    if running:
        return running[-1]
    events = [session for session in sessions if session.kind != CONVERSATION]
    ahead = [session for session in events if session.closed is None]
    if ahead:
        return min(ahead, key=lambda one: (one.date or "9999", one.id))
    return max(events, key=lambda one: (one.closed or "", one.id), default=None)


def current_session(tx: Transaction) -> Session:
    """The session that is under way; a learning event is made where none is planned."""
    found = under_way(tx.find(Session))
    return found or tx.add(Session(kind="practitioner event", title="Learning event"))
