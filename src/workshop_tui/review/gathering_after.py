"""Reading what came after the event, for documents."""

from __future__ import annotations

from dataclasses import replace

from workshop_tui.outputs.after import After
from workshop_tui.practice.changing import (
    ActionMilestone,
    Consideration,
    DueCheck,
    Narrative,
    Progress,
    Recommendation,
    RecommendationFinding,
)
from workshop_tui.practice.forms import RELATIONS
from workshop_tui.practice.preparing import FamilyMember, FamilyWords
from workshop_tui.practice.running import Challenge, PerspectiveDepth, Position
from workshop_tui.review.reader import Reader


def gather_after(reader: Reader) -> After:
    """Everything that documents say beside the event's own records."""
    links: dict[int, tuple[int, ...]] = {}
    for link in reader.records(RecommendationFinding):
        links[link.recommendation_id] = (*links.get(link.recommendation_id, ()), link.outcome_id)
    return After(
        recommendations=tuple(
            sorted(reader.records(Recommendation), key=lambda one: (one.number, one.id))
        ),
        from_findings=links,
        considerations=tuple(reader.records(Consideration)),
        milestones=tuple(reader.records(ActionMilestone)),
        progress=tuple(
            sorted(reader.records(Progress), key=lambda one: (one.noted, one.id), reverse=True)
        ),
        checks=tuple(reader.records(DueCheck)),
        narratives=tuple(reader.records(Narrative)),
        positions=tuple(reader.records(Position)),
        challenges=tuple(reader.records(Challenge)),
        depths=tuple(reader.records(PerspectiveDepth)),
        family=tuple(_family(reader)),
        words=tuple(reader.records(FamilyWords)),
    )


def _family(reader: Reader) -> list[FamilyMember]:
    """The child first; how they can be reached safely stands in no document ever."""
    order = {relation: at for at, relation in enumerate(RELATIONS)}
    members = sorted(
        reader.records(FamilyMember),
        key=lambda one: (order.get(one.relation, len(order)), one.id),
    )
    return [replace(one, safe_contact="") for one in members]
