"""The clock of a session: run, pause, extend, skip, adjourn; reckoned at each change."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice import clock
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import AgendaStep, Entry, Episode, Session
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.sessions import current_session
from workshop_tui.review.slides import cover, uncover
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


def start(tx: Transaction, session: Session) -> Session:
    """Begin a session: its clock runs, and it is at the first step of its agenda.

    An entry that was looked at before is not open in it: what is said at check-in belongs to none.
    Where the event was at a step already, it has been going on, and keeps its entry.
    """
    at = now()
    steps = tx.find(AgendaStep, order="position", session_id=session.id)
    first = session.step_id or (steps[0].id if steps else None)
    entry_id = session.entry_id if session.step_id is not None else None
    return tx.change(session, started=at, since=at, step_id=first, entry_id=entry_id)


def reckon(tx: Transaction, session: Session, **changes: Any) -> Session:
    """Add what has passed to the session, its step and the episode shown, and make changes.

    Args:
        tx: The transaction.
        session: As it stands.
        changes: Fields of the session to change with it; where the clock runs on, what is less
            than a second is reckoned the next time.
    """
    at = dt.datetime.fromisoformat(now())
    stands = "since" in changes  # then the rest of a second has no next time: to the nearest
    seconds = clock.passed(session, at + dt.timedelta(seconds=0.5) if stands else at)
    if seconds:
        changes.setdefault("spent", session.spent + seconds)
        _add_to_step(tx, session, seconds)
    if session.since is not None:
        changes.setdefault("since", clock.reckoned(session, at))
    return tx.change(session, **changes)


def _add_to_step(tx: Transaction, session: Session, seconds: int) -> None:
    if session.step_id is None:
        return
    step = tx.get(AgendaStep, session.step_id)
    tx.change(step, spent=step.spent + seconds)
    if clock.walks_chronology(step) and session.entry_id is not None:
        episode_id = tx.get(Entry, session.entry_id).episode_id
        if episode_id is not None:
            episode = tx.get(Episode, episode_id)
            tx.change(episode, spent=episode.spent + seconds)


@dataclass(frozen=True, slots=True)
class ClockVerbs:
    """The verbs of the clock.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("paused the clock", LEADERS, ChangeClass.NAVIGATION)
    def pause(self, tx: Transaction) -> Session:
        """Let the clock stand and calm the room's screen; everybody may go on typing."""
        session = _under_way(tx)
        if not session.since:
            return session
        cover(tx, session)
        return reckon(tx, session, since=None)

    @verb("let the clock run on", LEADERS, ChangeClass.NAVIGATION)
    def resume(self, tx: Transaction) -> Session:
        """Let the clock run on from where it stood, also after an adjournment.

        The room sees again what it saw before the pause, unless something was sent meanwhile.
        """
        session = _under_way(tx)
        if session.since:
            return session
        uncover(tx, session)
        return tx.change(session, since=now(), adjourned="")

    @verb("extended an agenda step", LEADERS, ChangeClass.NAVIGATION)
    def extend(self, tx: Transaction, minutes: int, step_id: int | None = None) -> AgendaStep:
        """Give a step more minutes (negative: fewer); the present one where none is named.

        Raises:
            Problem: In the future, if there is no step, or nothing would be left of it.
        """
        step = _step(tx, step_id)
        if step.minutes + step.extra + minutes < 0:
            raise Problem(f"“{step.title}” has only {step.minutes + step.extra} minutes.")
        return tx.change(step, extra=step.extra + minutes)

    @verb("skipped an agenda step", LEADERS, ChangeClass.NAVIGATION)
    def skip(self, tx: Transaction, step_id: int | None = None, skipped: bool = True) -> AgendaStep:
        """Leave a step out, or take it in again; skipping the present one moves to the next."""
        step = _step(tx, step_id)
        changed = tx.change(step, state="skipped" if skipped else "")
        session = tx.get(Session, step.session_id)
        if skipped and session.step_id == step.id:
            following = _following(tx, step)
            if following is not None:
                reckon(tx, session, step_id=following.id)
        return changed

    @verb("adjourned the session", LEADERS, ChangeClass.ADMINISTRATION)
    def adjourn(self, tx: Transaction, why: str) -> Session:
        """Stop for today: the clock stands until somebody lets it run on.

        Args:
            tx: The transaction.
            why: Why, or until when.
        """
        if not why.strip():
            raise Problem("Say until when, or why: the next person will want to know.")
        return reckon(tx, _under_way(tx), since=None, adjourned=why.strip())


def _under_way(tx: Transaction) -> Session:
    session = current_session(tx)
    if session.closed:
        raise Problem("This session is closed. Reopen it first, with a reason.")
    if session.started is None:
        raise Problem("The session has not been started yet.")
    return session


def _step(tx: Transaction, step_id: int | None) -> AgendaStep:
    wanted = step_id if step_id is not None else current_session(tx).step_id
    if wanted is None:
        raise Problem("The session is at no step of its agenda.")
    return tx.get(AgendaStep, wanted)


def _following(tx: Transaction, step: AgendaStep) -> AgendaStep | None:
    steps = tx.find(AgendaStep, order="position", session_id=step.session_id)
    return next((s for s in steps if s.position > step.position and s.state != "skipped"), None)
