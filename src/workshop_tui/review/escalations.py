"""Escalations after they were raised: acknowledged, come to something, closed.

They run beside the agencies' own procedures and replace none of them (Escalation).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.outcomes import live_outcome
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class EscalationVerbs:
    """The verbs of escalations.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("noted an escalation as acknowledged", CAPTURERS)
    def acknowledge(self, tx: Transaction, outcome_id: int, by: str) -> Outcome:
        """Note who acknowledged it, now.

        Raises:
            Problem: In the future, if it is no escalation or nobody is named.
        """
        if not by.strip():
            raise Problem("Say who acknowledged it: a role and an agency.")
        return tx.change(_one(tx, outcome_id), acknowledged=now(), acknowledged_by=by.strip())

    @verb("closed an escalation", CAPTURERS)
    def resolve(self, tx: Transaction, outcome_id: int, result: str) -> Outcome:
        """Close it with what came of it.

        Raises:
            Problem: In the future, if it is no escalation or nothing is said of the outcome.
        """
        if not result.strip():
            raise Problem("Say what came of it: is what was unsafe safe now, and how is it known?")
        return tx.change(_one(tx, outcome_id), result=result, resolved=now(), status="done")

    @verb("opened an escalation again", CAPTURERS)
    def reopen(self, tx: Transaction, outcome_id: int) -> Outcome:
        """Open a closed one again; what came of it so far stays."""
        outcome = _one(tx, outcome_id)
        status = "agreed" if outcome.read_back else "draft"
        return tx.change(outcome, resolved=None, status=status)


def _one(tx: Transaction, outcome_id: int) -> Outcome:
    outcome = live_outcome(tx, outcome_id)
    if outcome.kind is not OutcomeKind.ESCALATION:
        raise Problem("This is no escalation.")
    return outcome


LANE = (
    "An escalation runs beside the agencies' own safeguarding procedures. It replaces none of "
    "them: whoever has a duty to act, acts now."
)
"""What the escalations' list says, wherever it is shown."""


def state(outcome: Outcome) -> str:
    """Where an escalation stands, in words: raised, told, acknowledged or closed."""
    if outcome.status == "set aside":
        return "set aside"
    if outcome.resolved or outcome.status == "done":
        return "closed"
    if outcome.acknowledged:
        return "acknowledged"
    return "raised, nobody told yet" if nobody_told(outcome) else "told"


def nobody_told(outcome: Outcome) -> bool:
    """Whether an open escalation has nobody who tells anybody."""
    return (
        outcome.kind is OutcomeKind.ESCALATION
        and outcome.status not in ("done", "set aside")
        and not (outcome.owner.strip() and outcome.told.strip())
    )
