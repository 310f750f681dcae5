"""Embed: what the monitoring sub-group looks at, read once (phase 4).

Has practice changed, and does it last? The plan with what was looked at, indicators with their
readings, audits, and the calendar of checks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_tui.practice.changing import (
    ActionMilestone,
    Audit,
    AuditAction,
    DueCheck,
    Indicator,
    IndicatorAction,
    IndicatorReading,
    Recommendation,
)
from workshop_tui.practice.days import days_between
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.records import Outcome, Review
from workshop_tui.review.plan import Planned, plan, trend
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Followed:
    """An action with what shows whether it changed practice.

    Attributes:
        planned: The action, its colour, its progress.
        milestones: Its steps, the next day first.
        audits, indicators: That are linked to it.
        looked_at: Whether an audit of it was held or an indicator of it was read: without that it
            cannot be closed.
        finding: The name of the finding that it answers, or "".
        recommendation: What it carries out, or None.
    """

    planned: Planned
    milestones: Sequence[ActionMilestone]
    audits: Sequence[Audit]
    indicators: Sequence[Indicator]
    looked_at: bool
    finding: str
    recommendation: Recommendation | None

    @property
    def action(self) -> Outcome:
        """The action."""
        return self.planned.action


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its readings, oldest first, and the names of its actions."""

    indicator: Indicator
    readings: Sequence[IndicatorReading]
    actions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit with the names of the actions that it looked at."""

    audit: Audit
    actions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A check of the calendar.

    Attributes:
        action: The name of the action that it is about, or "".
        days: Until its day, negative once that is over; None where no day is set or it is done.
    """

    check: DueCheck
    action: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Embedding:
    """Everything that the area shows.

    Attributes:
        checks: Those to do first, by their day, then those without one, then those done.
    """

    review: Review
    actions: Sequence[Followed]
    indicators: Sequence[Measured]
    audits: Sequence[Audited]
    checks: Sequence[Checked]


def embedding(read: Reader, today: dt.date | None = None) -> Embedding:
    """Read how far practice has changed.

    Args:
        read: The review.
        today: The day; today where it is not given.
    """
    day = (today or dt.date.today()).isoformat()
    outcomes = read.outcomes()
    names = {one.id: name for one, name in zip(outcomes, outcome_names(outcomes), strict=True)}
    audits, indicators = read.records(Audit), read.records(Indicator)
    audited = _links([(one.audit_id, one.outcome_id) for one in read.records(AuditAction)])
    shown = _links([(one.indicator_id, one.outcome_id) for one in read.records(IndicatorAction)])
    readings = {one.id: trend(read, one) for one in indicators}
    milestones = sorted(read.records(ActionMilestone), key=lambda one: (one.due or "9", one.id))
    recommendations = {one.id: one for one in read.records(Recommendation)}

    def followed(planned: Planned) -> Followed:
        own = planned.action.id
        by = [one for one in audits if own in audited.get(one.id, ())]
        through = [one for one in indicators if own in shown.get(one.id, ())]
        return Followed(
            planned,
            [one for one in milestones if one.outcome_id == own],
            by,
            through,
            any(one.held for one in by) or any(readings[one.id] for one in through),
            names.get(planned.action.finding_id or 0, ""),
            recommendations.get(planned.action.recommendation_id or 0),
        )

    def called(ids: Sequence[int]) -> list[str]:
        return [names[one] for one in ids if one in names]

    checks = [
        Checked(
            one,
            names.get(one.outcome_id or 0, ""),
            days_between(day, one.due) if one.due and not one.done else None,
        )
        for one in read.records(DueCheck)
    ]
    return Embedding(
        read.review(),
        [followed(one) for one in plan(read, today)],
        [Measured(one, readings[one.id], called(shown.get(one.id, ()))) for one in indicators],
        [Audited(one, called(audited.get(one.id, ()))) for one in audits],
        sorted(checks, key=_by_day),
    )


def _by_day(checked: Checked) -> tuple[bool, str, int]:
    one = checked.check
    return bool(one.done), one.done or one.due or "9", one.id


def _links(pairs: Sequence[tuple[int, int]]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found
