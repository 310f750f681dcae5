"""Leading the event: where the chair is, what was discussed, the curtain, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import AgendaStep, Entry, Episode, Session
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.clock import reckon, start
from workshop_tui.review.parked import come_back_again
from workshop_tui.review.sessions import current_session
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

ENTRY_STATES = ("open", "discussed", "parked")
RATINGS = ("", "worked well", "was difficult")


@dataclass(frozen=True, slots=True)
class EventVerbs:
    """The verbs of the chair.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("moved the event to an entry", LEADERS, ChangeClass.NAVIGATION)
    def go(self, tx: Transaction, entry_id: int | None) -> Session:
        """Open an entry in the session; seats that follow go there too.

        Args:
            tx: The transaction.
            entry_id: The entry. None: no entry is open any longer, so that what is said next
                belongs to the agenda step alone.
        """
        return reckon(tx, current_session(tx), entry_id=entry_id)

    @verb("moved the event to an agenda step", LEADERS, ChangeClass.NAVIGATION)
    def go_step(self, tx: Transaction, step_id: int) -> Session:
        """Move the event to a step of its agenda; the step that it leaves is done."""
        return _go_step(tx, current_session(tx), tx.get(AgendaStep, step_id))

    @verb("moved the event to an agenda step", LEADERS, ChangeClass.NAVIGATION)
    def step(self, tx: Transaction, by: int) -> AgendaStep:
        """Move the event one step on (1) or back (-1) from where it is at that moment.

        On passes over steps that are skipped; back leads to them too: so they are opened again.

        Raises:
            Problem: In the future, if there is no agenda, or no step beyond.
        """
        session = current_session(tx)
        steps = tx.find(AgendaStep, order="position", session_id=session.id)
        if not steps:
            raise Problem("This session has no agenda.")
        at = next((n for n, one in enumerate(steps) if one.id == session.step_id), -1)
        rest = steps[at + 1 :] if by > 0 else steps[: max(at, 0)][::-1]
        found = next((one for one in rest if by < 0 or one.state != "skipped"), None)
        if found is None:
            raise Problem(f"This is the {'last' if by > 0 else 'first'} step of the agenda.")
        _go_step(tx, session, found)
        return tx.get(AgendaStep, found.id)

    @verb("started the event", LEADERS, ChangeClass.ADMINISTRATION)
    def start(self, tx: Transaction) -> Session:
        """Start the event's clock; it runs on through a crash and is the same in all seats."""
        session = current_session(tx)
        return session if session.started else start(tx, session)

    @verb("drew or opened the curtain", LEADERS, ChangeClass.NAVIGATION)
    def curtain(self, tx: Transaction, drawn: bool) -> Session:
        """Hide entries after the chair's, so that the room is not drawn into hindsight."""
        return tx.change(current_session(tx), curtain=drawn)

    @verb("starred an entry", LEADERS)
    def star(self, tx: Transaction, entry_id: int, starred: bool | None = None) -> Entry:
        """Star an entry as part of a key episode, or take the star away."""
        entry = tx.get(Entry, entry_id)
        return tx.change(entry, starred=not entry.starred if starred is None else starred)

    @verb("put an entry into an episode", LEADERS)
    def put_in_episode(self, tx: Transaction, entry_id: int, number: int | None) -> Entry:
        """Put an entry into a key practice episode (None: into none)."""
        entry = tx.get(Entry, entry_id)
        if number is None:
            return tx.change(entry, episode_id=None)
        found = tx.find(Episode, number=number)
        if not found:
            raise Problem(f"There is no episode {number}.")
        return tx.change(entry, episode_id=found[0].id, starred=True)

    @verb("marked an entry", LEADERS)
    def mark(self, tx: Transaction, entry_id: int, state: str) -> Entry:
        """Mark an entry open, discussed or parked."""
        if state not in ENTRY_STATES:
            raise Problem(f"An entry is {', '.join(ENTRY_STATES)}; not {state!r}.")
        entry = tx.get(Entry, entry_id)
        if state == "parked" and entry.state != state:
            come_back_again(tx, Entry.TABLE, entry.uid)
        return tx.change(entry, state=state)

    @verb("rated a key episode", LEADERS)
    def rate_episode(self, tx: Transaction, number: int, rating: str) -> Episode:
        """Say afterwards how an episode went, if the room wishes; "" takes that back.

        Raises:
            Problem: In the future, before any event was started: no episode is rated before it
                was heard how it looked from inside.
        """
        if rating not in RATINGS:
            raise Problem(f"An episode {' or '.join(RATINGS[1:])}; not {rating!r}.")
        found = tx.find(Episode, number=number)
        if not found:
            raise Problem(f"There is no episode {number}.")
        if not any(one.started and one.kind != CONVERSATION for one in tx.find(Session)):
            raise Problem(
                "The event has not been started yet. Episodes are rated afterwards, if at all."
            )
        return tx.change(found[0], rating=rating)


def _go_step(tx: Transaction, session: Session, step: AgendaStep) -> Session:
    moved = reckon(tx, session, step_id=step.id)
    if session.started and session.step_id not in (None, step.id):
        left = tx.get(AgendaStep, session.step_id)
        if left.position < step.position and not left.state:
            tx.change(left, state="done")
    if step.state:
        tx.change(tx.get(AgendaStep, step.id), state="")
    return moved
