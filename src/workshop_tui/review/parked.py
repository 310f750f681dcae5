"""What was parked comes back before closing: entries and ideas, each settled or left as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.keeping import is_struck
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture, Entry
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.running import CameBack
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

TABLES = (Entry.TABLE, Capture.TABLE)


@dataclass(frozen=True, slots=True)
class Parked:
    """Something that was parked.

    Attributes:
        what: The entry, or the capture of the idea.
        left: Whether it came back and was left as it is.
    """

    what: Entry | Capture
    left: bool = False


def parked(read: Reader) -> list[Parked]:
    """Parked entries in the chronology's order, then parked ideas of which nothing was made."""
    left = {(one.table_name, one.row_uid) for one in read.records(CameBack)}
    places = {entry_id: place for place, entry_id in enumerate(read.order())}
    entries = [one for one in read.records(Entry, state="parked") if one.id in places]
    made_of = {capture.id for found in read.evidence().values() for capture in found}
    ideas = [
        one
        for one in read.captures(CaptureKind.PARKED.value)
        if one.id not in made_of and not is_struck(one)
    ]
    found: list[Entry | Capture] = [*sorted(entries, key=lambda one: places[one.id]), *ideas]
    return [Parked(one, (one.TABLE, one.uid) in left) for one in found]


def waiting(read: Reader) -> tuple[int, int]:
    """How many entries and ideas are parked and did not come back yet."""
    open_ones = [one.what for one in parked(read) if not one.left]
    entries = sum(isinstance(one, Entry) for one in open_ones)
    return entries, len(open_ones) - entries


@dataclass(frozen=True, slots=True)
class ParkedVerbs:
    """The verbs of what was parked.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("left something parked as it is", CAPTURERS)
    def leave(
        self, tx: Transaction, table_name: str, row_uid: str, left: bool = True
    ) -> CameBack | None:
        """Note that something parked came back and is left as it is, or take that back.

        Args:
            tx: The transaction.
            table_name: "entry" or "capture".
            row_uid: Which.
            left: False lets it come back once more.

        Raises:
            Problem: In the future, if it is not parked.
        """
        standing = tx.find(CameBack, table_name=table_name, row_uid=row_uid)
        if not left:
            come_back_again(tx, table_name, row_uid)
            return None
        if not _is_parked(tx, table_name, row_uid):
            raise Problem("This is not parked any more.")
        if standing:
            return standing[0]
        return tx.add(
            CameBack(table_name=table_name, row_uid=row_uid, by=tx.actor.person, at=now())
        )


def come_back_again(tx: Transaction, table_name: str, row_uid: str) -> None:
    """Forget that it was left: it was parked anew."""
    for one in tx.find(CameBack, table_name=table_name, row_uid=row_uid):
        tx.retract(one)


def _is_parked(tx: Transaction, table_name: str, row_uid: str) -> bool:
    if table_name == Entry.TABLE:
        return any(one.state == "parked" for one in tx.find(Entry, uid=row_uid))
    found = tx.find(Capture, uid=row_uid) if table_name == Capture.TABLE else []
    return any(one.kind is CaptureKind.PARKED for one in found)
