"""What the journal keeps of seats in a browser: who joined, who was put out, what was refused."""

from __future__ import annotations

from concurrent.futures import Future

from workshop_tui.practice.records import Review
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import Actor, ChangeClass
from workshop_tui.store.transaction import Transaction


def note_visit(seat: Seat, name: str, what: str) -> Future[None]:
    """Keep what happened at the door.

    Args:
        seat: The host's.
        name: Of whom it is told; "" where nobody is known.
        what: In words that hold no name and no code.
    """

    def job(tx: Transaction) -> None:
        if name:
            tx.actor = Actor(f"browser: {name}", name)
        tx.note(tx.find(Review)[0])

    return seat.run(what, ChangeClass.ADMINISTRATION, job)
