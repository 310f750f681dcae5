"""What an export would bring out, in words, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.outputs.protecting import can_lock
from workshop_tui.practice.tiers import Dates, Part, TierRules
from workshop_tui.store.guards import synchronised

if TYPE_CHECKING:
    from workshop_tui.review.exportable import Document
    from workshop_tui.review.exporting import Prepared
    from workshop_tui.review.releasing import Looked

_PARTS = {
    Part.REVIEW_DETAILS: "the review's details",
    Part.PARTICIPANTS: "each participant",
    Part.PARTICIPANTS_BY_ROLE: "participants by role alone",
    Part.FAMILY: "what the family said",
    Part.ESCALATION_SUMMARY: "a summary of escalations",
    Part.QUESTIONS: "questions for discussion",
}


@dataclass(frozen=True, slots=True)
class Choosable:
    """A document, and why it cannot be made for these readers; "" where it can."""

    name: str
    file: str
    why_not: str = ""


def choosable(rules: TierRules, *, locked: bool = False) -> list[Choosable]:
    """Every document, with the reason where a circulation has no such thing.

    Args:
        rules: The circulation's.
        locked: Whether each is to carry a password.
    """
    from workshop_tui.review.exportable import DOCUMENTS

    return [
        Choosable(name, f"{one.stem}{one.suffix}", _why_not(one, rules, locked=locked))
        for name, one in DOCUMENTS.items()
    ]


def _why_not(document: Document, rules: TierRules, *, locked: bool) -> str:
    if locked and not can_lock(f"x{document.suffix}"):
        return "it cannot carry a password; only Word, Excel and PDF documents can"
    if document.days and rules.dates is not Dates.EXACT:
        return f"{rules.label} tells no exact days"
    if document.needs and not rules.has(*document.needs):
        missing = " or ".join(part_words(part) for part in document.needs)
        return f"{rules.label} does not hold {missing}"
    return ""


def part_words(part: Part) -> str:
    """A part as people call it."""
    return _PARTS.get(part, part.value.replace("-", " "))


def holds(rules: TierRules) -> list[str]:
    """What a circulation holds, in sentences."""
    quotes = "Words spoken stand verbatim, by role" if rules.quotes else "No words spoken stand"
    dates = {Dates.EXACT: "Days are exact", Dates.MONTH: "Days are told by month"}
    days = dates.get(rules.dates, "Days are counted from the first one")
    ages = "ages as they are" if rules.ages.value == "exact" else "ages in bands"
    places = (
        "each place by its pseudonym" if rules.places.value == "pseudonym" else "places by kind"
    )
    return [
        f"For whom: {rules.for_whom}",
        f"Holds: {', '.join(part_words(part) for part in rules.contains)}.",
        f"{days}, {ages}, {places}. {quotes} in it.",
        *([f"Handling: {rules.handling}"] if rules.handling else []),
    ]


def version_words(prepared: Prepared) -> str:
    """Which version it is, and whether it is agreed."""
    if prepared.draft:
        return f"Version {prepared.number}, DRAFT: nobody has agreed it yet"
    return f"Version {prepared.number}, agreed by {prepared.agreed_by}"


def withheld_words(prepared: Prepared) -> str:
    """How many marked items stay out, and why; "" where none do."""
    count = prepared.withheld
    if not count:
        return ""
    items = "1 marked item stays" if count == 1 else f"{count} marked items stay"
    whose = (
        "they may reach anybody, so nothing marked as not for some agency stands in them"
        if prepared.wanted.agency_id is None
        else "marked as not for these readers, or as legal advice"
    )
    return f"{items} out of these documents: {whose}."


def folder_words(folder: Path) -> str:
    """What to know of a folder before confidential papers go there; "" for nothing."""
    if synchronised(folder):
        return (
            f"{folder} looks like a folder that a cloud service copies. Confidential papers would "
            "leave this computer; choose another, unless your agency's policy says so."
        )
    return ""


def state_of(looked: Looked, allowed: Sequence[str] = ()) -> str:
    """Whether a document would go out: "goes", "held back", "dark".

    Args:
        looked: The document.
        allowed: Words that a person lets pass, as the check shows them.
    """
    if looked.dark:
        return "dark"
    passing = {words.casefold() for words in allowed}
    blocking = [one for one in looked.blocking if one.words.casefold() not in passing]
    return "held back" if blocking else "goes"
