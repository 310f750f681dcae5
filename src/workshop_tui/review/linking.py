"""Entries that tell of the same event: offered side by side, linked by a person, never merged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workshop_tui.practice import same_event
from workshop_tui.practice.beside import DIFFERENT, SAME, pair, when_of
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Entry, SameEvent
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.same_event import Account, Glossary, Offer
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.resources import data_folder
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class LinkingVerbs:
    """The verbs of linking.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("linked entries as the same event", CAPTURERS)
    def link(self, tx: Transaction, entry_id: int, other_id: int) -> SameEvent:
        """Say that two entries tell of the same event; each keeps its own account.

        Raises:
            Problem: In the future, if it is one entry, or they are linked already.
        """
        return _decide(tx, entry_id, other_id, SAME)

    @verb("declined that entries are the same event", CAPTURERS)
    def decline(self, tx: Transaction, entry_id: int, other_id: int) -> SameEvent:
        """Say that two entries tell of different events: they are not offered again."""
        return _decide(tx, entry_id, other_id, DIFFERENT)

    @verb("unlinked entries", CAPTURERS)
    def unlink(self, tx: Transaction, entry_id: int, other_id: int) -> SameEvent:
        """Take a decision about two entries back; they may be offered again.

        Raises:
            Problem: In the future, if nothing was decided about them.
        """
        decision = _decision(tx, entry_id, other_id)
        if decision is None:
            raise Problem("Nothing was decided about these two entries.")
        return tx.retract(decision)


def possible(read: Reader, threshold: float = same_event.THRESHOLD) -> list[Offer]:
    """Entries of different agencies that may tell of the same event, best first.

    Takes a few seconds at 10,000 entries: call it in a worker with a reader of its own. Pairs
    about which somebody decided are left out.
    """
    beside = read.beside()
    entries = map(beside.corrected, read.entries(read.order()))
    return same_event.offers(
        map(_account, entries),
        glossary(),
        threshold=threshold,
        decided=frozenset(pair(one.entry_id, one.other_id) for one in beside.decisions),
    )


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The abbreviations of the practice pack.

    Raises:
        Problem: If the pack cannot be read.
    """
    import tomllib

    path = data_folder("pack") / "abbreviations.toml"
    try:
        return Glossary(tomllib.loads(path.read_text(encoding="utf-8"))["abbreviations"])
    except (OSError, ValueError, KeyError) as error:
        raise Problem(f"{path} cannot be read ({error}). Install workshop-tui again.") from None


def _account(entry: Entry) -> Account:
    when = when_of(entry)
    words = " ".join((entry.text, *entry.fields.values()))
    return Account(entry.id, entry.agency_id, when.earliest, when.latest, words)


def _decision(tx: Transaction, entry_id: int, other_id: int) -> SameEvent | None:
    first, second = pair(entry_id, other_id)
    found = tx.find(SameEvent, entry_id=first, other_id=second)
    return found[0] if found else None


def _decide(tx: Transaction, entry_id: int, other_id: int, decision: str) -> SameEvent:
    if entry_id == other_id:
        raise Problem("That is one entry; two are needed.")
    for one in (entry_id, other_id):
        if tx.get(Entry, one).retracted:
            raise Problem("One of these entries was taken away meanwhile.")
    known = _decision(tx, entry_id, other_id)
    if known is not None and known.decision == decision:
        raise Problem("That was decided already; nothing was changed.")
    first, second = pair(entry_id, other_id)
    by, at = tx.actor.person, now()
    if known is not None:
        return tx.change(known, decision=decision, by=by, at=at)
    return tx.add(SameEvent(entry_id=first, other_id=second, decision=decision, by=by, at=at))
