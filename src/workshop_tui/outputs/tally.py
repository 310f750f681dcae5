"""What is counted over the whole review, whatever of it may stand in a document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop_tui.practice.brag import rating
from workshop_tui.practice.days import day
from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE

if TYPE_CHECKING:
    from workshop_tui.outputs.material import Material

_LEARNING = (OutcomeKind.FINDING, OutcomeKind.GOOD_PRACTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of a review.

    Attributes:
        entries, sources, captures: How many there are.
        by_kind: Captures by kind. by_agency: entries by agency's id.
        heard: Agencies whose people's words were captured, by id.
        states: Entries by state. key_open: entries of key episodes that were not discussed.
        speakers_open: captures whose speaker is to be filled in.
        answered: Numbers of the lines of enquiry that a finding or good practice answers.
        rests_on: For each outcome, how many captures and how many agencies' people it rests on.
        escalations: Escalations by status, those that were set aside left out.
        brag: Each action's colour ("amber"), by id, as its real day has it; "" where none is said.
        duration: Days from the lead's agreement to the last event, or None.
        first_day, last_day: The first and the last day that an entry can mean.
    """

    entries: int = 0
    sources: int = 0
    captures: int = 0
    by_kind: Mapping[CaptureKind, int] = field(default_factory=dict)
    by_agency: Mapping[int, int] = field(default_factory=dict)
    heard: frozenset[int] = frozenset()
    states: Mapping[str, int] = field(default_factory=dict)
    key_open: int = 0
    speakers_open: int = 0
    answered: frozenset[int] = frozenset()
    rests_on: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    escalations: Mapping[str, int] = field(default_factory=dict)
    brag: Mapping[int, str] = field(default_factory=dict)
    duration: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def tally(material: Material) -> Tally:
    """The counts of a review, from its whole material."""
    agency_of = {person.id: person.agency_id for person in material.participants}
    speaker = {capture.id: agency_of.get(capture.who_id or 0) for capture in material.captures}
    outcomes = [one for one in material.outcomes if one.status != SET_ASIDE]
    first, last = _days(material)
    return Tally(
        entries=len(material.entries),
        sources=len(material.sources),
        captures=len(material.captures),
        by_kind=Counter(capture.kind for capture in material.captures),
        by_agency=Counter(entry.agency_id for entry in material.entries),
        heard=frozenset(agency for agency in speaker.values() if agency),
        states=Counter(entry.state for entry in material.entries),
        key_open=sum(
            entry.state == "open" and (entry.starred or entry.episode_id is not None)
            for entry in material.entries
        ),
        speakers_open=sum(capture.who_open for capture in material.captures),
        answered=frozenset(
            number
            for outcome in outcomes
            if outcome.kind in _LEARNING
            for number in material.enquiries.get(outcome.id, ())
        ),
        rests_on={
            outcome: (len(captures), len({speaker.get(one) for one in captures} - {None}))
            for outcome, captures in material.evidence.items()
        },
        escalations=Counter(
            outcome.status for outcome in outcomes if outcome.kind is OutcomeKind.ESCALATION
        ),
        brag=_brag(material),
        duration=_duration(material),
        first_day=first,
        last_day=last,
    )


def _brag(material: Material) -> dict[int, str]:
    today = material.made.date().isoformat()
    given: dict[int, str] = {}
    for note in material.after.progress:  # the newest first
        if note.brag:
            given.setdefault(note.outcome_id, note.brag)
    return {
        one.id: rating(given.get(one.id, ""), one.due_on, one.resolved is not None, today)
        for one in material.outcomes
        if one.kind is OutcomeKind.ACTION
    }


def _duration(material: Material) -> int | None:
    began = day(material.review.lead_agreed)
    held = max((found for one in material.sessions if (found := day(one.date))), default=None)
    return (held - began).days if began and held and held >= began else None


def _days(material: Material) -> tuple[dt.date | None, dt.date | None]:
    entries = [material.beside.corrected(entry) for entry in material.entries]
    first = [one for entry in entries if (one := day(entry.earliest or entry.latest))]
    last = [one for entry in entries if (one := day(entry.latest or entry.earliest))]
    return min(first, default=None), max(last, default=None)
