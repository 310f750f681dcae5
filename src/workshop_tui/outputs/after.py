"""What came after the event, beside the outcomes: recommendations, positions, challenge, family."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from workshop_tui.practice.changing import (
    ActionMilestone,
    Consideration,
    DueCheck,
    Narrative,
    Progress,
    Recommendation,
)
from workshop_tui.practice.preparing import FamilyMember, FamilyWords
from workshop_tui.practice.running import Challenge, PerspectiveDepth, Position
from workshop_tui.practice.tiers import Part, TierRules

_SECTIONS: Final[Mapping[str, tuple[Part, ...]]] = {
    "why this case": (Part.REVIEW_DETAILS,),
    "process and people": (Part.REVIEW_DETAILS,),
    "the child and family": (Part.FAMILY,),
    "summary of events": (Part.REVIEW_DETAILS,),
    "what we learned": (Part.FINDINGS,),
    "good practice": (Part.GOOD_PRACTICE,),
    "independent challenge": (Part.CHALLENGE,),
    "limits": (),
}
"""The parts that a circulation must hold for what the lead wrote for a section to stand there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """Records that the report is made of beside the event's own.

    Attributes:
        recommendations: By number. from_findings: the ids of the findings that each comes from,
            by the recommendation's id. considerations: what bodies did with them.
        milestones, progress: Of actions; progress with the newest note first.
        checks: That are due: has practice changed, and does it last?
        narratives: What the lead wrote, a section each.
        positions: Of agencies that do not simply agree with an outcome.
        challenges: Observers' notes with their answers.
        depths: What lies behind perspectives.
        family: The child first, then parents and carers. words: what they said.
        omissions: What the whole review still leaves open (``practice.completeness``): sentences
            that name nobody, so that a draft may show them to any reader.
    """

    recommendations: tuple[Recommendation, ...] = ()
    from_findings: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    considerations: tuple[Consideration, ...] = ()
    milestones: tuple[ActionMilestone, ...] = ()
    progress: tuple[Progress, ...] = ()
    checks: tuple[DueCheck, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    positions: tuple[Position, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    depths: tuple[PerspectiveDepth, ...] = ()
    family: tuple[FamilyMember, ...] = ()
    words: tuple[FamilyWords, ...] = ()
    omissions: tuple[str, ...] = ()

    def narrative(self, section: str) -> str:
        """What the lead wrote for a section, or ""; the newest where there are several."""
        return next((one.text for one in reversed(self.narratives) if one.section == section), "")

    def of(self, outcomes: Container[int], captures: Container[int]) -> After:
        """What is left of it where only these outcomes and captures stand.

        A recommendation all of whose findings are left out would tell what they say.
        """
        recommendations = tuple(
            one
            for one in self.recommendations
            if not (found := self.from_findings.get(one.id)) or any(i in outcomes for i in found)
        )
        kept = {one.id for one in recommendations}
        return replace(
            self,
            recommendations=recommendations,
            from_findings={
                one: tuple(i for i in found if i in outcomes)
                for one, found in self.from_findings.items()
                if one in kept
            },
            considerations=tuple(
                one for one in self.considerations if one.recommendation_id in kept
            ),
            milestones=tuple(one for one in self.milestones if one.outcome_id in outcomes),
            progress=tuple(one for one in self.progress if one.outcome_id in outcomes),
            checks=tuple(
                one for one in self.checks if one.outcome_id is None or one.outcome_id in outcomes
            ),
            positions=tuple(one for one in self.positions if one.outcome_id in outcomes),
            depths=tuple(one for one in self.depths if one.capture_id in captures),
        )

    def in_tier(
        self, rules: TierRules, outcomes: Container[int], captures: Container[int]
    ) -> After:
        """What of it a circulation contains, where only these outcomes and captures stand."""
        kept = self.of(outcomes, captures)
        no_recommendations = not rules.has(Part.RECOMMENDATIONS)
        family = rules.has(Part.FAMILY)
        return replace(
            kept,
            recommendations=() if no_recommendations else kept.recommendations,
            from_findings={} if no_recommendations else kept.from_findings,
            considerations=() if no_recommendations else kept.considerations,
            checks=kept.checks if rules.has(Part.ACTIONS) else (),
            narratives=tuple(
                one
                for one in kept.narratives
                if not (parts := _SECTIONS.get(one.section, (Part.REVIEW_DETAILS,)))
                or rules.has(*parts)
            ),
            positions=kept.positions if rules.has(Part.AGENCIES) else (),
            challenges=kept.challenges if rules.has(Part.CHALLENGE) else (),
            family=kept.family if family else (),
            words=kept.words if family and rules.quotes else (),
        )
