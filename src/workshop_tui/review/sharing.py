"""Share: what is published where and when, and what still waits (phase 3 and post review)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.changing import (
    Comment,
    Consideration,
    Narrative,
    Publication,
    Recommendation,
    RecommendationFinding,
)
from workshop_tui.practice.changing_forms import SECTIONS
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import FamilyMember
from workshop_tui.practice.sharing import not_told, waits_for
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that is shared, and what it still waits for."""

    publication: Publication
    waits_for: Sequence[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; ``text`` is "" until somebody has written it."""

    name: str
    text: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Considered:
    """A recommendation, the names of its findings, and what each body decided."""

    recommendation: Recommendation
    findings: Sequence[str]
    decisions: Sequence[Consideration]

    @property
    def open(self) -> bool:
        """Whether nobody was asked yet, or a body has not decided."""
        return not self.decisions or not all(one.decision for one in self.decisions)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment on a draft: the outcome's name and the participant's code."""

    comment: Comment
    outcome: str
    who: str


@dataclass(frozen=True, slots=True)
class Sharing:
    """Everything that the area shows.

    Attributes:
        family: Those who were not told the outcome yet.
        comments: Those without a reply first.
    """

    publications: Sequence[Shared]
    family: Sequence[str]
    sections: Sequence[Section]
    comments: Sequence[Said]
    recommendations: Sequence[Considered]


def sharing(read: Reader) -> Sharing:
    """Read how far what was learned has been shared."""
    outcomes = read.outcomes()
    names = {one.id: name for one, name in zip(outcomes, outcome_names(outcomes), strict=True)}
    codes = {one.id: one.code for one in read.participants()}
    waiting = not_told(read.records(FamilyMember))
    written = {one.section: one for one in read.records(Narrative)}
    decisions = read.records(Consideration)
    links = read.records(RecommendationFinding)
    return Sharing(
        [
            Shared(one, waits_for(one, waiting))
            for one in sorted(read.records(Publication), key=_by_day)
        ],
        waiting,
        [
            Section(name, written[name].text, written[name].uid)
            if name in written
            else Section(name, "")
            for name in SECTIONS
        ],
        [
            Said(one, names.get(one.outcome_id, "?"), codes.get(one.participant_id, "?"))
            for one in sorted(read.records(Comment), key=lambda one: (bool(one.reply), one.id))
        ],
        [
            Considered(
                one,
                [
                    names[link.outcome_id]
                    for link in links
                    if link.recommendation_id == one.id and link.outcome_id in names
                ],
                [each for each in decisions if each.recommendation_id == one.id],
            )
            for one in sorted(read.records(Recommendation), key=lambda one: one.number)
        ],
    )


def _by_day(one: Publication) -> tuple[bool, str, int]:
    """What waits first, by the day it is planned for; then what is done, by its day."""
    return one.published is not None, one.published or one.planned or "9", one.id
