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
    def go(self, tx: Transaction, entry_id: int) -> Session:
        """Move the event to an entry; seats that follow go there too."""
        return reckon(tx, current_session(tx), entry_id=entry_id)

    @verb("moved the event to an agenda step", LEADERS, ChangeClass.NAVIGATION)
    def go_step(self, tx: Transaction, step_id: int) -> Session:
        """Move the event to a step of its agenda; the step that it leaves is done."""
        step, session = tx.get(AgendaStep, step_id), current_session(tx)
        moved = reckon(tx, session, step_id=step_id)
        if session.started and session.step_id not in (None, step_id):
            left = tx.get(AgendaStep, session.step_id)
            if left.position < step.position and not left.state:
                tx.change(left, state="done")
        if step.state:
            tx.change(tx.get(AgendaStep, step_id), state="")
        return moved

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
