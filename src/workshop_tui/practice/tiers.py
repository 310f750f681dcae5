"""What a circulation holds: the rules of one tier, and what no review may loosen.

The rules themselves are data (``data/pack/tiers.toml``), which a review can change for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """A part that a document may have."""

    REVIEW_DETAILS = "review-details"
    LINES = "lines-of-enquiry"
    PARTICIPANTS = "participants"
    PARTICIPANTS_BY_ROLE = "participants-by-role"
    AGENCIES = "agencies"
    CHRONOLOGY = "chronology"
    KEY_EPISODES = "key-episodes"
    FAMILY = "family-statement"
    CAPTURES = "captures"
    THEMES = "themes"
    GOOD_PRACTICE = "good-practice"
    FINDINGS = "findings"
    ESCALATIONS = "escalations"
    ESCALATION_SUMMARY = "escalation-summary"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    CHALLENGE = "independent-challenge"
    QUESTIONS = "discussion-questions"


class Dates(StrEnum):
    """How dates are given: to the day, by month, or as "day 12" of the case."""

    EXACT = "exact"
    MONTH = "month"
    RELATIVE = "relative"


class Ages(StrEnum):
    """How ages are given: as they were written, or in bands."""

    EXACT = "exact"
    BANDS = "bands"


class Places(StrEnum):
    """How places, schools and agencies are told: each by its pseudonym, or by its kind alone."""

    PSEUDONYM = "pseudonym"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRules:
    """What a document of one circulation holds.

    Attributes:
        id: Of the tier. label: what it is called. for_whom: who may read it, in words.
        names: Whether a copy with real names may be made, by an explicit act for a named
            recipient. Without that act pseudonyms stand in every document.
        dates, ages, places: How they are given, in tables and inside texts.
        quotes: Whether words spoken in the room stand verbatim, by role.
        contains: The parts that may stand in it.
        handling: How the paper is to be handled.
    """

    id: str
    label: str
    for_whom: str
    names: bool
    dates: Dates
    ages: Ages
    places: Places
    quotes: bool
    contains: tuple[Part, ...]
    handling: str = ""

    def has(self, *parts: Part) -> bool:
        """Whether any of these parts may stand in it."""
        return any(part in self.contains for part in parts)


CHANGEABLE: Final = (
    *("label", "for_whom", "names", "dates", "ages", "places", "quotes", "contains", "handling"),
)
"""What a review may change of a tier."""

WORKING_PAPERS: Final = TierRules(
    id="names",
    label="Working papers, with names",
    for_whom="The review team alone.",
    names=True,
    dates=Dates.EXACT,
    ages=Ages.EXACT,
    places=Places.PSEUDONYM,
    quotes=True,
    contains=tuple(Part),
    handling="Never leaves the review team.",
)
"""Not a circulation: everything as it was written."""

_PUBLIC_NEVER: Final = (
    Part.PARTICIPANTS,
    Part.PARTICIPANTS_BY_ROLE,
    Part.CHRONOLOGY,
    Part.CAPTURES,
    Part.ESCALATIONS,
    Part.FAMILY,
    Part.CHALLENGE,
)


def too_wide(rules: TierRules) -> tuple[str, str] | None:
    """The key of a tier that is looser than any review may make it, and why; None if none is."""
    if rules.names and rules.id != "room":
        return "names", "only the room's papers may ever carry names. Set it to false."
    if not rules.contains:
        return "contains", "nothing is left to circulate. Name at least one part."
    if rules.has(Part.CAPTURES) and not rules.quotes:
        return "contains", (
            "captures are words spoken in the room, and quotes is false. Take captures out, or "
            "set quotes to true."
        )
    if rules.id != "public":
        return None
    if rules.dates is Dates.EXACT:
        return "dates", "what is public gives no exact dates. Set it to month or relative."
    if rules.ages is Ages.EXACT:
        return "ages", "what is public gives no exact ages. Set it to bands."
    if rules.places is not Places.GENERIC:
        return "places", "what is public tells no place from another. Set it to generic."
    wrong = next((part for part in rules.contains if part in _PUBLIC_NEVER), None)
    if wrong is not None:
        return "contains", f"{wrong.value} never stands in what is public. Take it out."
    return None
