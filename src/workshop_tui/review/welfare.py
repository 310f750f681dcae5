"""Who looks after whom: for the chair's eyes only, in no document and no export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import LEADERS, ROLE_LABELS
from workshop_tui.practice.running import WelfareNote
from workshop_tui.review.sessions import current_session
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WelfareVerbs:
    """The verbs of wellbeing.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    def notes(self) -> list[WelfareNote]:
        """The notes, oldest first.

        Raises:
            NotAllowed: In any but the chair's seat.
        """
        if self.seat.role not in LEADERS:
            raise NotAllowed(f"The {ROLE_LABELS[self.seat.role]}'s seat does not see these notes.")
        found: list[WelfareNote] = self.seat.read.records(WelfareNote)
        return found

    @verb("noted a follow-up", LEADERS, ChangeClass.ADMINISTRATION)
    def note(self, tx: Transaction, text: str, follows_up: str = "") -> WelfareNote:
        """Note who follows up with whom."""
        if not text.strip():
            raise Problem("There is nothing to note yet.")
        session = current_session(tx)
        return tx.add(
            WelfareNote(
                session_id=session.id,
                text=text,
                by=tx.actor.person,
                at=now(),
                follows_up=follows_up,
            )
        )

    @verb("settled a follow-up", LEADERS, ChangeClass.ADMINISTRATION)
    def settle(self, tx: Transaction, uid: str, done: bool = True) -> WelfareNote:
        """Note that it was done, or not yet."""
        found = tx.find(WelfareNote, uid=uid)
        if not found:
            raise Problem("There is no such note.")
        return tx.change(found[0], done=done)
