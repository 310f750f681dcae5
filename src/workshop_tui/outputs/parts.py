"""Taking out of the material what a circulation does not contain."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from workshop_tui.outputs.material import Material
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Capture, Entry, Outcome, Review
from workshop_tui.practice.tiers import Part, TierRules

V = TypeVar("V")

_OUTCOMES: Final = {
    OutcomeKind.FINDING: Part.FINDINGS,
    OutcomeKind.GOOD_PRACTICE: Part.GOOD_PRACTICE,
    OutcomeKind.ESCALATION: Part.ESCALATIONS,
    OutcomeKind.ACTION: Part.ACTIONS,
}
_PEOPLE: Final = (Part.PARTICIPANTS, Part.PARTICIPANTS_BY_ROLE)


def only_parts(material: Material) -> Material:
    """The material with nothing in it that its circulation does not contain.

    No writer has to know the rules: what may not stand in the document is not there.
    """
    rules = material.rules
    outcomes = tuple(
        one if rules.has(Part.AGENCIES, *_PEOPLE) else _without_owner(one)
        for one in material.outcomes
        if rules.has(_OUTCOMES[one.kind])
    )
    captures = _captures(material, outcomes)
    entries = _entries(material)
    excluded = material.excluded if rules.has(Part.CHRONOLOGY) else ()
    details = rules.has(Part.REVIEW_DETAILS)
    kept_outcomes = {one.id for one in outcomes}
    kept_captures = {one.id for one in captures}
    kept_entries = {one.id for one in (*entries, *excluded)}
    some_entries = rules.has(Part.CHRONOLOGY, Part.KEY_EPISODES)
    return replace(
        material,
        review=material.review if details else _bare(material.review),
        session=material.session if details else None,
        sessions=material.sessions if details else (),
        steps=material.steps if details else (),
        agencies=material.agencies if some_entries or rules.has(Part.AGENCIES, *_PEOPLE) else (),
        participants=material.participants if rules.has(*_PEOPLE) else (),
        names=material.names if rules.has(Part.PARTICIPANTS) else {},
        lines=material.lines if rules.has(Part.LINES) else (),
        enquiries=_only(material.enquiries, kept_outcomes) if rules.has(Part.LINES) else {},
        sources=material.sources if rules.has(Part.CHRONOLOGY) else (),
        circulations=material.circulations if rules.has(Part.CHRONOLOGY) else (),
        episodes=material.episodes if some_entries else (),
        entries=entries,
        excluded=excluded,
        beside=material.beside.only(kept_entries),
        captures=captures,
        outcomes=outcomes,
        entries_of={
            capture: tuple(one for one in found if one in kept_entries)
            for capture, found in _only(material.entries_of, kept_captures).items()
        },
        evidence={
            outcome: tuple(one for one in found if one in kept_captures)
            for outcome, found in _only(material.evidence, kept_outcomes).items()
        },
        after=material.after.in_tier(rules, kept_outcomes, kept_captures),
        labels=_only(material.labels, kept_outcomes),
        missing=_only(material.missing, kept_outcomes),
    )


def _without_owner(outcome: Outcome) -> Outcome:
    """An outcome for readers who are told neither people nor agencies: their codes lead back."""
    return replace(outcome, owner="", manager="", owner_agency_id=None)


def _entries(material: Material) -> tuple[Entry, ...]:
    if material.rules.has(Part.CHRONOLOGY):
        return material.entries
    if not material.rules.has(Part.KEY_EPISODES):
        return ()
    return tuple(one for one in material.entries if one.starred or one.episode_id is not None)


def _captures(material: Material, outcomes: tuple[Outcome, ...]) -> tuple[Capture, ...]:
    """Words spoken in the room: those that an outcome rests on, and perhaps the others."""
    rules = material.rules
    if not rules.quotes:
        return ()
    cited = {one for outcome in outcomes for one in material.evidence.get(outcome.id, ())}
    anywhere = {one for found in material.evidence.values() for one in found}
    others = rules.has(Part.CAPTURES)
    return tuple(
        one for one in material.captures if one.id in cited or (others and one.id not in anywhere)
    )


def _bare(review: Review) -> Review:
    """What every document says of its review: what it is called, and whether it holds names."""
    return Review(
        id=review.id,
        uid=review.uid,
        reference=review.reference,
        title=review.title,
        register_confirmed=review.register_confirmed,
    )


def _only(found: Mapping[int, V], ids: Container[int]) -> dict[int, V]:
    return {one: value for one, value in found.items() if one in ids}


def left_out(rules: TierRules, *, named: bool = False) -> tuple[str, ...]:
    """Sentences that tell a document's reader what its circulation leaves out or changes."""
    if rules.id == "names":
        return ()
    said = [] if named else ["Registered names are replaced by roles and pseudonyms."]
    said += [sentence for parts, sentence in _MISSING if not rules.has(*parts)]
    if not rules.has(Part.CHRONOLOGY):
        some = rules.has(Part.KEY_EPISODES)
        rest = ", apart from the entries of key episodes" if some else ", and every entry's wording"
        said.append(f"The combined chronology{rest}.")
    if not rules.quotes:
        said.append(
            "Words spoken at the event. How many captured statements an outcome rests on is told."
        )
    elif not rules.has(Part.CAPTURES):
        said.append("Words spoken at the event on which no finding or other outcome rests.")
    if not rules.has(Part.ESCALATIONS):
        counted = rules.has(Part.ESCALATION_SUMMARY)
        said.append(f"Escalations{', apart from their number and state' if counted else ''}.")
    return (*said, *_made_coarse(rules))


_MISSING: Final[tuple[tuple[tuple[Part, ...], str], ...]] = (
    ((Part.REVIEW_DETAILS,), "Why and by whom the review was held, its period and its event."),
    (_PEOPLE, "Who took part."),
    ((Part.AGENCIES, *_PEOPLE), "Which agencies were involved."),
    ((Part.LINES,), "The lines of enquiry."),
    ((Part.FINDINGS,), "The findings."),
    ((Part.GOOD_PRACTICE,), "Good practice."),
    ((Part.FAMILY,), "What the child and the family said, and who of them was asked."),
    ((Part.RECOMMENDATIONS,), "The recommendations."),
    ((Part.ACTIONS,), "The actions."),
    ((Part.CHALLENGE,), "Independent challenge notes, with their answers."),
)


def _made_coarse(rules: TierRules) -> list[str]:
    said = []
    if rules.dates != "exact":
        instead = (
            "the month stands instead"
            if rules.dates == "month"
            else "days are counted from the first entry, which is day 1"
        )
        said.append(
            f"Exact dates and times of day: {instead}, inside texts as well. What cannot be "
            "recognised as a date for certain (7/12, “two days later”) can still stand."
        )
    if rules.ages == "bands":
        said.append(
            "Exact ages and dates of birth: ages stand in bands, inside texts as well. What only "
            "implies an age (a school year, “at 8 months”) can still stand."
        )
    if rules.places == "generic":
        said.append("Which school, service or place it was: only its kind is told.")
    if said:
        said.append("Please read the texts once more before you pass this on.")
    return said
