"""Words into the register: as a new line of it, or as another name of somebody who is there."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.review.seat import Seat

KINDS = "child, family, professional, agency, place or identifier (its first letters do)"


def kind_of(typed: str) -> str:
    """The kind of the register that begins so.

    Raises:
        Problem: If none does, or more than one.
    """
    from workshop_tui.review.people import IDENTITY_KINDS

    found = [kind for kind in IDENTITY_KINDS if kind.startswith(typed.strip().casefold())]
    if len(found) != 1:
        raise Problem(f"{typed!r} could be several or none of: {', '.join(IDENTITY_KINDS)}.")
    return found[0]


def into_register(seat: Seat, words: str, kind: str, pseudonym: str) -> Future[Any]:
    """Register words.

    Args:
        seat: Who does it.
        words: The words.
        kind: Of the register.
        pseudonym: "" for the next free one; one that is in use makes the words another name of
            whoever it stands for.
    """
    for one in seat.read.register():
        if pseudonym and one.pseudonym.casefold() == pseudonym.casefold():
            aliases = [*one.aliases, words]
            return seat.people.change_identity(
                one.id, one.kind, one.name, one.pseudonym, aliases, one.note
            )
    return seat.naming.settle(words, kind, pseudonym)
