"""The action plan after the event: details, merging, splitting, closing on evidence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from workshop_tui.practice.brag import rating
from workshop_tui.practice.changing import (
    ActionMilestone,
    Audit,
    AuditAction,
    Comment,
    DueCheck,
    Indicator,
    IndicatorAction,
    IndicatorReading,
    Progress,
    Recommendation,
    RecommendationFinding,
)
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, Evidence, Outcome, OutcomeEnquiry, Record
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.running import Position
from workshop_tui.review.outcomes import live_outcome
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PlanVerbs:
    """The verbs of the plan.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("planned an action", CAPTURERS)
    def details(
        self,
        tx: Transaction,
        outcome_id: int,
        *,
        due_on: str | None = None,
        owner_agency_id: int | None = None,
        recommendation_id: int | None = None,
    ) -> Outcome:
        """Say by which day, whose agency owns it, which recommendation it carries out.

        What is not given stays; 0 and "" take it away.

        Raises:
            Problem: In the future, if it is no action, or the day is none.
        """
        action = _action(tx, outcome_id)
        changes: dict[str, Any] = {}
        if due_on is not None:
            changes["due_on"] = _day(due_on) if due_on else None
        if owner_agency_id is not None:
            changes["owner_agency_id"] = (
                tx.get(Agency, owner_agency_id).id if owner_agency_id else None
            )
        if recommendation_id is not None:
            found = tx.get(Recommendation, recommendation_id).id if recommendation_id else None
            changes["recommendation_id"] = found
        return tx.change(action, **changes)

    @verb("closed an action on evidence", CAPTURERS)
    def close(self, tx: Transaction, outcome_id: int, evidence: str) -> Outcome:
        """Close an action because practice has changed; completion alone does not close it.

        Raises:
            Problem: In the future, if it is no action, no evidence is given, or no audit and no
                reading of an indicator is linked to it.
        """
        action = _action(tx, outcome_id)
        if not evidence.strip():
            raise Problem("Say what shows that practice has changed; being done is not enough.")
        if not _looked_at(tx, action):
            raise Problem(
                "No audit and no reading of an indicator is linked to this action. Note one under "
                "Embed first: an action is closed on evidence of changed practice."
            )
        return tx.change(action, result=evidence, resolved=now(), status="done")

    @verb("opened an action again", CAPTURERS)
    def reopen(self, tx: Transaction, outcome_id: int) -> Outcome:
        """Open a closed action again; the evidence noted so far stays."""
        return tx.change(_action(tx, outcome_id), resolved=None, status="agreed")

    @verb("merged outcomes", CAPTURERS)
    def merge(self, tx: Transaction, outcome_id: int, other_id: int) -> Outcome:
        """Make one outcome of two: the first takes over what the second rests on and answers.

        The second is taken away and stays in the history; its wording is added below the first's,
        to be worded together.

        Raises:
            Problem: In the future, if they are the same or of different kinds.
        """
        first, second = live_outcome(tx, outcome_id), live_outcome(tx, other_id)
        if first.id == second.id or first.kind is not second.kind:
            raise Problem("Two different outcomes of one kind can be merged.")
        _take_over(tx, first, second)
        for child in tx.find(Outcome, finding_id=second.id):
            tx.change(child, finding_id=first.id)
        text = first.text if second.text.strip() in first.text else f"{first.text}\n{second.text}"
        themes = tuple(dict.fromkeys((*first.themes, *second.themes)))
        tx.retract(second)
        return tx.change(first, text=text, themes=themes, read_back=None)

    @verb("split an outcome", CAPTURERS)
    def split(self, tx: Transaction, outcome_id: int, text: str) -> Outcome:
        """Make a second outcome of one: of the same kind, with the same evidence, to be sorted.

        Raises:
            Problem: In the future, if the new one has no wording.
        """
        first = live_outcome(tx, outcome_id)
        if not text.strip():
            raise Problem("The second outcome needs a wording of its own.")
        position = len(tx.find(Outcome, retracted=None, kind=first.kind)) + 1
        fresh = replace(first, id=0, uid="", text=text.strip(), position=position, at=now())
        second = tx.add(replace(fresh, read_back=None, resolved=None, result="", status="draft"))
        for link in tx.find(Evidence, outcome_id=first.id):
            tx.add(Evidence(outcome_id=second.id, capture_id=link.capture_id))
        for answer in tx.find(OutcomeEnquiry, outcome_id=first.id):
            tx.add(OutcomeEnquiry(outcome_id=second.id, line_id=answer.line_id))
        return second


_LINKS: tuple[tuple[type[Record], str], ...] = (
    (Evidence, "capture_id"),
    (OutcomeEnquiry, "line_id"),
    (Position, "agency_id"),
    (RecommendationFinding, "recommendation_id"),
    (IndicatorAction, "indicator_id"),
    (AuditAction, "audit_id"),
)
"""What an outcome has at most once for each capture, line, agency, recommendation …"""
_OWNED: tuple[type[Record], ...] = (Comment, ActionMilestone, Progress, DueCheck)


def _take_over(tx: Transaction, first: Outcome, second: Outcome) -> None:
    """Whatever stands under the second goes to the first; what both have stays once.

    Where an agency took a position on both, the first's stands; the other stays in the history.
    """
    for model, other in _LINKS:
        mine = {getattr(link, other) for link in tx.find(model, outcome_id=first.id)}
        for link in tx.find(model, outcome_id=second.id):
            tx.retract(link)
            if getattr(link, other) not in mine:
                same: Any = link
                tx.add(replace(same, id=0, uid="", outcome_id=first.id))
    for model in _OWNED:
        for one in tx.find(model, outcome_id=second.id):
            tx.change(one, outcome_id=first.id)


def _action(tx: Transaction, outcome_id: int) -> Outcome:
    action = live_outcome(tx, outcome_id)
    if action.kind is not OutcomeKind.ACTION:
        raise Problem("This is no action.")
    return action


def _day(words: str) -> str:
    from workshop_tui.review.form_values import exact_day

    return exact_day("By when", words)


def _looked_at(tx: Transaction, action: Outcome) -> bool:
    """Whether an audit that was held, or an indicator that was read, is linked to the action."""
    audits = [link.audit_id for link in tx.find(AuditAction, outcome_id=action.id)]
    if any(audit.held for audit in tx.find(Audit, id=audits or [0])):
        return True
    indicators = [link.indicator_id for link in tx.find(IndicatorAction, outcome_id=action.id)]
    return bool(tx.find(IndicatorReading, indicator_id=indicators or [0]))


@dataclass(frozen=True, slots=True)
class Planned:
    """An action as the plan lists it.

    Attributes:
        name: A1, A2 … brag: its colour, or "". progress: newest note first.
        overdue: Days past its day; 0 where it is not.
    """

    name: str
    action: Outcome
    brag: str
    progress: tuple[Progress, ...] = ()
    overdue: int = 0


def plan(read: Reader, today: dt.date | None = None) -> list[Planned]:
    """The actions that were not set aside, each with its colour and progress."""
    from workshop_tui.practice.days import days_between
    from workshop_tui.practice.outcomes import outcome_names

    day = (today or dt.date.today()).isoformat()
    actions = read.outcomes(OutcomeKind.ACTION)
    notes = sorted(read.records(Progress), key=lambda one: (one.noted, one.id), reverse=True)
    found = []
    for name, action in zip(outcome_names(actions), actions, strict=True):
        if action.status == "set aside":
            continue
        own = tuple(note for note in notes if note.outcome_id == action.id)
        given = next((note.brag for note in own if note.brag), "")
        colour = rating(given, action.due_on, action.resolved is not None, day)
        late = colour == "red" and action.due_on is not None and action.due_on < day
        overdue = days_between(action.due_on, day) if late and action.due_on else 0
        found.append(Planned(name, action, colour, own, overdue))
    return found


def trend(read: Reader, indicator: Indicator) -> list[IndicatorReading]:
    """An indicator's readings, oldest first."""
    return sorted(
        read.records(IndicatorReading, indicator_id=indicator.id),
        key=lambda one: (one.read, one.id),
    )
