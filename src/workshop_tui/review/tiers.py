"""A review's own changes of the circulation tiers; the pack stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workshop_tui.practice.preparing import PackChange
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import LEADERS
from workshop_tui.privacy.tiers import PART, changed, named, tiers
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TierVerbs:
    """The verbs of the circulation tiers.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("changed what a circulation holds", LEADERS, ChangeClass.ADMINISTRATION)
    def change(
        self, tx: Transaction, tier: str, changes: Mapping[str, str], reason: str = ""
    ) -> PackChange:
        """Change some keys of a tier for this review, each value as somebody types it.

        Raises:
            Problem: In the future, naming the key, if it is wrong or would loosen what must stay.
        """
        if not changes:
            raise Problem("Say what to change, as KEY=VALUE.")
        standing = tx.find(PackChange, part=PART, key=named(tier).value)
        rules = tiers(standing).rules[named(tier)]
        wanted = changed(rules, changes)
        kept = {key: _typed(getattr(wanted, key)) for key in changes}
        by, at, why = tx.actor.person, now(), reason.strip()
        if standing:
            known = standing[0].changes | kept
            return tx.change(standing[0], changes=known, reason=why, by=by, at=at)
        return tx.add(PackChange(part=PART, key=rules.id, changes=kept, reason=why, by=by, at=at))

    @verb("took back a change of what a circulation holds", LEADERS, ChangeClass.ADMINISTRATION)
    def reset(self, tx: Transaction, tier: str) -> None:
        """Let a tier be as the pack has it again.

        Raises:
            Problem: In the future, if this review changed nothing of it.
        """
        standing = tx.find(PackChange, part=PART, key=named(tier).value)
        if not standing:
            raise Problem(f"This review changed nothing of the circulation {tier!r}.")
        for one in standing:
            tx.retract(one)


def _typed(value: object) -> str:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(_typed(one) for one in value)
    return value.value if isinstance(value, StrEnum) else str(value)
