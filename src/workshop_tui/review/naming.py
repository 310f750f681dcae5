"""Settling what the texts' unknown words are: names for the register, or ordinary words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.preparing import FamilyWords, OrdinaryWord, ReturnItem
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import EntryCorrection, EntryDispute, Identity
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.suggest import (
    Suggestion,
    next_pseudonym,
    suggest,
    unfound_forms,
    without_title,
)
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import known_words
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction


def suggestions(reader: Reader) -> list[Suggestion]:
    """What the register may still miss, from the entries, captures and what people sent in.

    Each is asked once: what is registered or was called ordinary is not suggested again.
    """
    return suggest(_texts(reader), reader.register(), known_words(reader))


def _texts(reader: Reader) -> Iterator[tuple[str, str]]:
    order = reader.order()
    numbers = {entry_id: number for number, entry_id in enumerate(order, start=1)}
    for entry in reader.entries(order):
        place = f"entry {entry.ref or numbers[entry.id]}"
        for text in (entry.text, entry.source, *entry.fields.keys(), *entry.fields.values()):
            yield place, text
    for correction in reader.records(EntryCorrection):
        place = f"beside entry {numbers.get(correction.entry_id, '(left out)')}"
        yield from ((place, text) for text in (correction.text, *correction.fields.values()))
    for dispute in reader.records(EntryDispute):
        yield f"beside entry {numbers.get(dispute.entry_id, '(left out)')}", dispute.account
    for capture in reader.captures():
        yield f"capture {capture.id}", capture.text
    for outcome in reader.outcomes():
        yield f"outcome {outcome.id}", outcome.text
    for item in reader.records(ReturnItem):
        yield "a preparation return", item.text
    for said in reader.records(FamilyWords):
        yield "the family's words", said.text


@dataclass(frozen=True, slots=True)
class NamingVerbs:
    """The verbs of settling words.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("settled a name for the register", CAPTURERS)
    def settle(
        self,
        tx: Transaction,
        words: str,
        kind: str,
        pseudonym: str = "",
        forms: Sequence[str] = (),
        another: bool = False,
    ) -> Identity:
        """Put a suggested name into the register.

        Args:
            words: As suggested; a title before a full name is left out.
            kind: Of the register.
            pseudonym: The next free one of that kind where it is not given.
            forms: Other ways in which it is written; those that the name does not find by itself
                become aliases.
            another: It is another person of a name that is registered already.

        Raises:
            Problem: In the future, as ``people.register`` does.
        """
        from workshop_tui.review.people import add_identity

        name = without_title(words.strip()) if kind not in ("agency", "place") else words.strip()
        register = tx.find(Identity)
        aliases = unfound_forms(kind, name, forms) if kind in KINDS_WITH_FORMS else ()
        shown = pseudonym.strip() or next_pseudonym(_checked(kind), register, words)
        return add_identity(tx, kind, name, shown, aliases, another=another)

    @verb("called words ordinary", CAPTURERS)
    def call_ordinary(self, tx: Transaction, words: str) -> OrdinaryWord:
        """Say that words name nobody: they are not suggested again, and warn no more."""
        words = " ".join(words.split())
        if not words:
            raise Problem("Say which words are ordinary.")
        for known in tx.find(OrdinaryWord):
            if fold(known.word).lower == fold(words).lower:
                return known
        return tx.add(OrdinaryWord(word=words, by=tx.actor.person, at=now()))

    @verb("called words ordinary no more", CAPTURERS)
    def ask_again(self, tx: Transaction, words: str) -> OrdinaryWord:
        """Take that back."""
        for known in tx.find(OrdinaryWord):
            if fold(known.word).lower == fold(" ".join(words.split())).lower:
                return tx.retract(known)
        raise NotFound(f"“{words}” was not called ordinary.")


KINDS_WITH_FORMS = frozenset({"child", "family", "professional", "agency", "place"})


def _checked(kind: str) -> str:
    from workshop_tui.review.people import IDENTITY_KINDS

    if kind not in IDENTITY_KINDS:
        raise Problem(f"{kind!r} is not a kind of the register: {', '.join(IDENTITY_KINDS)}.")
    return kind
