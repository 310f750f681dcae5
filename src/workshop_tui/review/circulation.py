"""Circulating the chronology: from then on its printed references stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Circulation,
    Entry,
    EntryAddition,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
    Episode,
    Restriction,
    SameEvent,
)
from workshop_tui.practice.references import later
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.verb import verb
from workshop_tui.store import chronology, journal, rows
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Change, ChangeClass, now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CirculationVerbs:
    """The verbs of circulation.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("circulated the chronology", LEADERS, ChangeClass.ADMINISTRATION)
    def circulate(self, tx: Transaction, sent_to: str, label: str = "") -> Circulation:
        """Record that the chronology goes out, and freeze its references.

        The first circulation gives each entry its number as its reference. References that were
        given are never changed by a later one. It cannot be undone: the paper is out.

        Args:
            tx: The transaction.
            sent_to: To whom it goes.
            label: What this version is called; "Version 2" and so on where it is not given.

        Raises:
            Problem: In the future, if there are no entries or nobody is named.
        """
        return circulate(tx, sent_to, label)


def circulate(tx: Transaction, sent_to: str, label: str = "") -> Circulation:
    """What the verb does, for verbs that circulate the chronology with something else."""
    if not sent_to.strip():
        raise Problem("Say to whom the chronology goes, such as “the case review panel”.")
    places = chronology.places(tx.connection)
    counted = [place for place in places if place.counted]
    if not counted:
        raise Problem("There is no entry to circulate yet. Import a chronology first.")
    earlier = tx.find(Circulation)
    numbers = (
        {} if earlier else {place.id: str(number) for number, place in enumerate(counted, start=1)}
    )
    # Excluded entries are listed too, and one that was taken back may return: neither may
    # ever meet a reference that somebody else has on paper.
    known = [(p.sort_key, ref) for p in places if (ref := p.ref or numbers.get(p.id))]
    others = [p for p in places if p.ref is None and p.id not in numbers]
    refs = later(known, [p.sort_key for p in others], {ref for _, ref in known})
    tx.freeze_refs(numbers | {p.id: ref for p, ref in zip(others, refs, strict=True)})
    return tx.add(
        Circulation(
            label=label.strip() or f"Version {len(earlier) + 1}",
            sent_to=sent_to.strip(),
            by=tx.actor.person,
            at=now(),
            entries=len(counted),
        )
    )


def standing(connection: Connection) -> Circulation | None:
    """The newest circulation, if the chronology reads today as it did then.

    Whoever gets a copy later then gets the same version.
    """
    sent = rows.find(connection, Circulation)
    if not sent:
        return None
    seq = journal.last_of(connection, Circulation.TABLE, sent[-1].uid)
    changes = journal.since(connection, seq, limit=1_000_000)
    return None if any(_alters(change) for change in changes) else sent[-1]


def _alters(change: Change) -> bool:
    """Whether a change is one of what the circulated chronology says."""
    if change.table == Entry.TABLE and change.before is not None:
        return not set(change.after or ()) <= _NOT_PRINTED
    return change.table in _PRINTED


_NOT_PRINTED = frozenset({"state", "ref", "refs"})
_PRINTED = frozenset(
    one.TABLE
    for one in (
        *(Entry, EntryAddition, EntryCorrection, EntryDispute, EntryExclusion, SameEvent),
        *(Episode, Restriction),
    )
)


def refs_for(tx: Transaction, keys: Sequence[str]) -> list[str | None]:
    """References for entries about to be added, by their sort keys.

    None for each before the first circulation, and as long as an entry's number is its name.
    """
    if not tx.find(Circulation):
        return [None] * len(keys)
    placed = [(p.sort_key, p.ref) for p in chronology.places(tx.connection) if p.ref]
    return list(later(placed, keys, {ref for _, ref in placed}))
