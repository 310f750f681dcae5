"""Challenge notes: independent challenge and oversight of the review (Methodology).

An observer reads all and changes nothing; what an observer thinks is left as a note, each of
which gets an answer, and both are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import CHALLENGERS, LEADERS
from workshop_tui.practice.running import Challenge
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


def waiting(read: Reader) -> list[Challenge]:
    """The notes that have no answer yet, oldest first."""
    return [note for note in read.records(Challenge) if not note.answer]


@dataclass(frozen=True, slots=True)
class ChallengeVerbs:
    """The verbs of challenge.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("left a challenge note", CHALLENGERS, ChangeClass.ADMINISTRATION)
    def leave(
        self, tx: Transaction, text: str, table_name: str = "", row_uid: str = ""
    ) -> Challenge:
        """Leave a note.

        Args:
            tx: The transaction.
            text: The challenge.
            table_name: What it is about ("entry", "outcome", "capture"); "" for the whole.
            row_uid: Which.

        Raises:
            Problem: In the future, if it is empty.
        """
        if not text.strip():
            raise Problem("There is nothing in the note yet.")
        return tx.add(
            Challenge(
                text=text,
                by=tx.actor.person,
                at=now(),
                table_name=table_name,
                row_uid=row_uid,
            )
        )

    @verb("answered a challenge note", LEADERS)
    def answer(self, tx: Transaction, uid: str, answer: str) -> Challenge:
        """Answer a note; the answer can be reworded, the note cannot.

        Raises:
            Problem: In the future, if there is no such note or the answer is empty.
        """
        found = tx.find(Challenge, uid=uid)
        if not found:
            raise Problem("There is no such challenge note.")
        if not answer.strip():
            raise Problem("Each challenge note gets an answer: say how it was weighed.")
        return tx.change(found[0], answer=answer, answered_by=tx.actor.person, answered=now())
