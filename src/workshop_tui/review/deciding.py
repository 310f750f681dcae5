"""Deciding once about words at which the leak check warns: who said so and why is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.preparing import LeakDecision
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Identity
from workshop_tui.practice.roles import LEADERS
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

Key = tuple[str, str]
"""Words as they are compared, and the kind of warning."""


def plain(words: str) -> str:
    """Words as they are compared: letter case, accents and spaces do not count."""
    return " ".join(fold(words).lower.split())


def decisions(reader: Reader) -> dict[Key, LeakDecision]:
    """What was decided and not revoked."""
    return {(plain(one.words), one.kind): one for one in reader.records(LeakDecision)}


def decided(
    found: Iterable[Finding], known: Mapping[Key, LeakDecision]
) -> list[tuple[Finding, LeakDecision]]:
    """The warnings about which somebody decided; never what holds a document back."""
    pairs = ((one, known.get((plain(one.words), one.kind))) for one in found if not one.blocks)
    return [(one, decision) for one, decision in pairs if decision is not None]


def kinds_of(reader: Reader, words: str) -> list[str]:
    """As what the leak check warns of words that stand by themselves.

    Raises:
        Problem: If they are registered: no decision covers them.
    """
    found = LeakCheck(reader.register()).check_text("words.txt", words).findings
    _refuse_registered(words, found)
    return [one.kind for one in found if plain(one.words) == plain(words)]


def keep(tx: Transaction, words: str, kind: str, reason: str) -> LeakDecision:
    """What the verb does, for jobs that let words pass as well."""
    words, reason = " ".join(words.split()), reason.strip()
    if not words or not kind.strip():
        raise Problem("Say about which words it is decided, and what the leak check calls them.")
    if not reason:
        raise Problem("A decision needs a reason; it is kept, and shown whenever it is applied.")
    found = LeakCheck(tx.find(Identity)).check_text("words.txt", words).findings
    _refuse_registered(words, found)
    for known in tx.find(LeakDecision, kind=kind):
        if plain(known.words) == plain(words):
            return tx.change(known, reason=reason, by=tx.actor.person, at=now())
    return tx.add(LeakDecision(words=words, kind=kind, reason=reason, by=tx.actor.person, at=now()))


def _refuse_registered(words: str, found: Iterable[Finding]) -> None:
    for one in found:
        if one.blocks:
            raise Problem(
                f"“{words}” holds a name of the register ({one.shown}): a decision never covers "
                "that. It can be let pass in one sending, with a reason."
            )


@dataclass(frozen=True, slots=True)
class DecidingVerbs:
    """The verbs of deciding about warnings.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("decided about a warning of the leak check", LEADERS)
    def decide(self, tx: Transaction, words: str, kind: str, reason: str) -> LeakDecision:
        """Keep that words of a kind lead to nobody; they are then shown as decided, with this.

        Raises:
            Problem: In the future, if no reason is given or the register holds the words.
        """
        return keep(tx, words, kind, reason)

    @verb("revoked a decision about a warning", LEADERS)
    def revoke(self, tx: Transaction, words: str, kind: str = "") -> list[LeakDecision]:
        """Take back what was decided about words, of one kind or of every kind.

        Raises:
            NotFound: In the future, if nothing was.
        """
        found = [
            one
            for one in tx.find(LeakDecision)
            if plain(one.words) == plain(words) and kind in ("", one.kind)
        ]
        if not found:
            raise NotFound(f"Nothing was decided about “{words}”.")
        return [tx.retract(one) for one in found]
