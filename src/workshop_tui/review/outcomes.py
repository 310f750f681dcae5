"""Findings, good practice, escalations and actions: made from captures, worked on afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import STATUSES
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Evidence,
    LineOfEnquiry,
    Outcome,
    OutcomeEnquiry,
)
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.captures import expect, live_capture, wording
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

EDITABLE = (
    "text",
    "why",
    "still_current",
    "owner",
    "manager",
    "route",
    "prevalence",
    "question",
    "shared_with",
    "shared_how",
    "expected_change",
    "measure",
    "unsafe_now",
    "told",
    "due",
    "status",
)


@dataclass(frozen=True, slots=True)
class OutcomeVerbs:
    """The verbs of outcomes; both working seats have them.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("made an outcome from captures", CAPTURERS)
    def make(
        self,
        tx: Transaction,
        kind: OutcomeKind,
        text: str,
        capture_ids: Sequence[int] = (),
        finding_id: int | None = None,
    ) -> Outcome:
        """Make a finding, good practice, escalation or action that rests on these captures.

        Args:
            tx: The transaction.
            kind: What it is.
            text: Its first wording; "" takes the words of the first capture.
            capture_ids: The evidence.
            finding_id: The finding that an action or escalation answers.
        """
        captures = [live_capture(tx, capture_id) for capture_id in dict.fromkeys(capture_ids)]
        words = text.strip() or (wording(captures[0]) if captures else "")
        if not words:
            raise Problem("An outcome needs a wording, or at least one capture.")
        if finding_id is not None:
            _refuse_unless_answer(tx, kind, finding_id)
        themes = tuple(dict.fromkeys(t for capture in captures for t in capture.themes))
        position = len(tx.find(Outcome, retracted=None, kind=kind)) + 1
        outcome = tx.add(
            Outcome(
                kind=kind,
                position=position,
                text=words,
                at=now(),
                themes=themes,
                finding_id=finding_id,
            )
        )
        for capture in captures:
            tx.add(Evidence(outcome_id=outcome.id, capture_id=capture.id))
        return outcome

    @verb("added evidence to an outcome", CAPTURERS)
    def add_evidence(self, tx: Transaction, outcome_id: int, capture_ids: Sequence[int]) -> Outcome:
        """Rest an outcome on further captures; those it rests on already stay as they are."""
        outcome = live_outcome(tx, outcome_id)
        links = {e.capture_id: e for e in tx.find(Evidence, retracted=None, outcome_id=outcome_id)}
        for capture_id in dict.fromkeys(capture_ids):
            live_capture(tx, capture_id)
            link = links.get(capture_id)
            if link is None:
                tx.add(Evidence(outcome_id=outcome_id, capture_id=capture_id))
            elif link.retracted:
                tx.change(link, retracted=False)
        return outcome

    @verb("took evidence from an outcome", CAPTURERS)
    def remove_evidence(self, tx: Transaction, outcome_id: int, capture_id: int) -> Outcome:
        """Let an outcome no longer rest on a capture; the capture stays."""
        for link in tx.find(Evidence, outcome_id=outcome_id, capture_id=capture_id):
            tx.retract(link)
        return tx.get(Outcome, outcome_id)

    @verb("changed an outcome", CAPTURERS)
    def set(
        self,
        tx: Transaction,
        outcome_id: int,
        field: str,
        value: str,
        *,
        base: str | None = None,
        draft_slot: str | None = None,
    ) -> Outcome:
        """Change one field of an outcome.

        Args:
            tx: The transaction.
            outcome_id: Which.
            field: One of ``EDITABLE``.
            value: The new words.
            base: The words that were read before; if they changed meanwhile, nothing is written.
            draft_slot: The draft that these words were.

        Raises:
            ChangedMeanwhile: In the future, if another seat changed the same words.
        """
        from workshop_tui.store import seats

        if field not in EDITABLE:
            raise Problem(f"{field!r} is not a field of an outcome: {', '.join(EDITABLE)}.")
        if field == "status" and value not in STATUSES:
            raise Problem(f"A status is {', '.join(STATUSES)}; not {value!r}.")
        if field == "text" and not value.strip():
            raise Problem("An outcome needs a wording. To take it away, retract it.")
        outcome = live_outcome(tx, outcome_id)
        expect(getattr(outcome, field), base, "these words")
        if draft_slot:
            seats.clear_draft(tx.connection, tx.actor.seat, draft_slot)
        return tx.change(outcome, **{field: value}, **to_read_anew(outcome, field, value))

    @verb("linked an outcome to a line of enquiry", CAPTURERS)
    def answer(self, tx: Transaction, outcome_id: int, number: int) -> Outcome:
        """Say that an outcome answers a line of enquiry, or no longer does."""
        outcome = live_outcome(tx, outcome_id)
        lines = tx.find(LineOfEnquiry, number=number)
        if not lines:
            raise Problem(f"There is no line of enquiry {number}.")
        links = tx.find(OutcomeEnquiry, retracted=None, outcome_id=outcome_id, line_id=lines[0].id)
        if links:
            tx.change(links[0], retracted=not links[0].retracted)
        else:
            tx.add(OutcomeEnquiry(outcome_id=outcome_id, line_id=lines[0].id))
        return outcome

    @verb("linked an outcome to a finding", CAPTURERS)
    def answers_finding(self, tx: Transaction, outcome_id: int, finding_id: int | None) -> Outcome:
        """Say which finding an action or escalation answers."""
        outcome = live_outcome(tx, outcome_id)
        if finding_id is not None:
            _refuse_unless_answer(tx, outcome.kind, finding_id)
        return tx.change(outcome, finding_id=finding_id)

    @verb("moved an outcome in its list", CAPTURERS)
    def reorder(self, tx: Transaction, outcome_id: int, by: int) -> Outcome:
        """Move an outcome up (-1) or down (+1) among its kind."""
        outcome = live_outcome(tx, outcome_id)
        peers = tx.find(Outcome, order="position, id", kind=outcome.kind)
        ids = [peer.id for peer in peers]
        here = ids.index(outcome_id)
        there = max(0, min(len(ids) - 1, here + by))
        peers.insert(there, peers.pop(here))
        for position, peer in enumerate(peers, start=1):
            tx.change(peer, position=position)
        return tx.get(Outcome, outcome_id)

    @verb("retracted an outcome", CAPTURERS)
    def retract(self, tx: Transaction, outcome_id: int) -> Outcome:
        """Take an outcome out of the lists; its captures stay, undo brings it back."""
        outcome = tx.get(Outcome, outcome_id)
        children = tx.find(Outcome, finding_id=outcome_id)
        if children:
            raise Problem(
                f"{len(children)} action(s) or escalation(s) answer this finding. "
                "Link them to another finding first, or take them away."
            )
        for link in tx.find(Evidence, outcome_id=outcome_id):
            tx.retract(link)
        return tx.retract(outcome)


def to_read_anew(outcome: Outcome, field: str, value: str) -> dict[str, Any]:
    """An outcome in other words is not the one that the room agreed to: it is read back anew."""
    if field != "text" or value == outcome.text or outcome.read_back is None:
        return {}
    return {"read_back": None, **({"status": "draft"} if outcome.status == "agreed" else {})}


def live_outcome(tx: Transaction, outcome_id: int) -> Outcome:
    """An outcome that stands.

    Raises:
        Problem: If there is none, or it was taken away meanwhile.
    """
    outcome = tx.get(Outcome, outcome_id)
    if outcome.retracted:
        raise Problem("This outcome was taken away meanwhile; undo brings it back.")
    return outcome


def _refuse_unless_answer(tx: Transaction, kind: OutcomeKind, finding_id: int) -> None:
    if kind not in (OutcomeKind.ACTION, OutcomeKind.ESCALATION):
        raise Problem("Only an action or an escalation answers a finding.")
    if live_outcome(tx, finding_id).kind is not OutcomeKind.FINDING:
        raise Problem("An action or escalation answers a finding, nothing else.")
