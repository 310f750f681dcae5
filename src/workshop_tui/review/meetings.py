"""The sessions of a review: one-to-one conversations and events, begun and closed one by one.

One session runs at a time: what is captured belongs to it, and the chair's place in the
chronology is its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.days import clock_time
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import AgendaStep, Outcome, Session
from workshop_tui.practice.roles import CAPTURERS, LEADERS
from workshop_tui.review import pack
from workshop_tui.review.clock import reckon, start
from workshop_tui.review.escalations import nobody_told
from workshop_tui.review.sessions import is_running
from workshop_tui.review.verb import verb
from workshop_tui.store.dependents import tables_resting_on
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


class AnotherRuns(Problem):
    """Another session is under way; it can be closed in the same act."""


@dataclass(frozen=True, slots=True)
class SessionVerbs:
    """The verbs of sessions.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("began a session", LEADERS, ChangeClass.ADMINISTRATION)
    def begin(self, tx: Transaction, session_id: int, *, close_running: bool = False) -> Session:
        """Begin a session: from now on, what is captured is its own.

        Args:
            tx: The transaction.
            session_id: The session; one that runs already goes on.
            close_running: Close the session that is under way, should it be another.

        Raises:
            AnotherRuns: In the future, if another session is under way and is not to be closed.
            Problem: In the future, if this one is closed.
        """
        session = standing_session(tx, session_id)
        if is_running(session):
            return session
        if session.closed:
            raise Problem(f"“{session.title}” is closed. Plan another session to go on.")
        for other in tx.find(Session):
            if is_running(other):
                if not close_running:
                    raise AnotherRuns(_another_runs(other))
                _close(tx, other)
        return start(tx, session)

    @verb("closed a session", LEADERS, ChangeClass.ADMINISTRATION)
    def close(self, tx: Transaction, session_id: int) -> Session:
        """Close a session; what was captured stays, and the next one can begin.

        What was captured in it is locked from then on; outcomes are not.

        Raises:
            Problem: In the future, if it has not begun or is closed already, or an escalation has
                nobody who tells anybody: safety comes before closing.
        """
        session = standing_session(tx, session_id)
        if session.closed:
            raise Problem(f"“{session.title}” is closed already.")
        if not session.started:
            raise Problem(f"“{session.title}” has not begun, so there is nothing to close.")
        return _close(tx, session)

    @verb("reopened a session", LEADERS, ChangeClass.ADMINISTRATION)
    def reopen(self, tx: Transaction, session_id: int, reason: str) -> Session:
        """Open a closed session again: its captures can be altered; its clock stands.

        Raises:
            AnotherRuns: In the future, if another session is under way.
            Problem: In the future, if it is not closed or no reason is given.
        """
        session = standing_session(tx, session_id)
        if not session.closed:
            raise Problem(f"“{session.title}” is not closed.")
        if not reason.strip():
            raise Problem("Say why it is reopened; the reason is kept.")
        for other in tx.find(Session):
            if is_running(other):
                raise AnotherRuns(_another_runs(other))
        return tx.change(session, closed=None, reopened=reason.strip())

    @verb("gave a session its agenda", CAPTURERS)
    def use_agenda(
        self, tx: Transaction, session_id: int, name: str, *, replace: bool = False
    ) -> list[AgendaStep]:
        """Copy an agenda of the practice pack into a session, to be changed there.

        Args:
            tx: The transaction.
            session_id: The session.
            name: The agenda's ("half-day", "full-day").
            replace: Take the steps away that the session has already.

        Raises:
            Problem: In the future, if the session has steps that are not to be replaced, or
                captures rest on one of them.
            NotFound: In the future, if the pack has no such agenda.
        """
        session = standing_session(tx, session_id)
        wanted = pack.agenda(name)["steps"]
        standing = tx.find(AgendaStep, session_id=session.id)
        if standing and not replace:
            raise Problem(
                f"“{session.title}” has an agenda of {len(standing)} steps already; "
                "say that it is to be replaced, or change its steps one by one."
            )
        if any(tables_resting_on(tx.connection, AgendaStep.TABLE, one.id) for one in standing):
            raise Problem(
                f"Something was captured at a step of “{session.title}”: its agenda stays. "
                "Its steps can be changed one by one."
            )
        for one in standing:
            tx.retract(one)
        if standing and session.step_id is not None:
            tx.change(session, step_id=None)
        return [
            tx.add(
                AgendaStep(
                    session_id=session.id,
                    position=position,
                    slug=step["id"],
                    title=step["title"],
                    **{key: step[key] for key in ("minutes", "say", "do", "record") if key in step},
                )
            )
            for position, step in enumerate(wanted, start=1)
        ]


def standing_session(tx: Transaction, session_id: int) -> Session:
    """A session that was not taken away.

    Raises:
        Problem: If it was.
    """
    session = tx.get(Session, session_id)
    if session.retracted:
        raise Problem("This session was taken away meanwhile; undo brings it back.")
    return session


def _close(tx: Transaction, session: Session) -> Session:
    untold = [one for one in tx.find(Outcome) if nobody_told(one)]
    if untold:
        raise Problem(
            f"{len(untold)} escalation(s) have nobody who tells anybody. Name who tells whom, or "
            "set them aside; then close."
        )
    return reckon(tx, session, closed=now(), since=None)


def _another_runs(session: Session) -> str:
    since = clock_time(session.started or "")
    return f"“{session.title}” is under way since {since}. Close it first."
