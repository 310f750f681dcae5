"""The anonymised learning of a finished review: what is left when the review is forgotten.

What stays is named here field by field, so that whatever is added to a record later goes with the
rest unless somebody decides otherwise. The texts come from ``Material`` that went through a view.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, Final, TypeVar

from workshop_tui.outputs.material import Material
from workshop_tui.practice.days import day
from workshop_tui.practice.keeping import Strike
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    CaptureEntry,
    Entry,
    EntryDispute,
    Episode,
    Evidence,
    LineOfEnquiry,
    Outcome,
    OutcomeEnquiry,
    Participant,
    Record,
    Review,
    Session,
)

R = TypeVar("R", bound=Record)

_KEPT: Final[dict[type[Record], tuple[str, ...]]] = {
    Review: (
        *("reference", "title", "trigger", "reason", "period_from", "period_to", "summary"),
        *("register_confirmed", "terms", "departures", "bodies"),
    ),
    Agency: ("name", "short", "kind"),
    Participant: ("code", "role", "agency_id", "level", "attending", "speaks_for"),
    LineOfEnquiry: ("number", "title", "question"),
    Session: ("kind", "title", "date", "started", "closed"),
    AgendaStep: ("session_id", "position", "slug", "title", "minutes"),
    Episode: ("number", "title", "starts", "ends"),
    Entry: (
        *("agency_id", "text", "ref", "date_text", "earliest", "latest", "time", "date_note"),
        *("end_text", "episode_id", "starred", "state"),
    ),
    EntryDispute: ("entry_id", "agency_id", "account", "at"),
    Capture: (
        *("kind", "text", "line", "at", "seat", "session_id", "entry_id", "who_id", "themes"),
        *("known", "episode_id", "step_id"),
    ),
    Outcome: (
        *("kind", "position", "text", "at", "status", "why", "still_current", "owner", "due"),
        *("expected_change", "measure", "unsafe_now", "themes", "finding_id", "result"),
        *("resolved", "read_back"),
    ),
    Strike: ("capture_id", "reason", "at"),
}
_FIRST_DAYS: Final = frozenset({"period_from", "starts", "earliest"})
_LAST_DAYS: Final = frozenset({"period_to", "ends", "latest"})
_MOMENTS: Final = frozenset({"date", "started", "closed", "resolved", "read_back"})


@dataclass(frozen=True, slots=True)
class Learning:
    """What is kept, as records that still refer to one another by their old ids.

    Attributes:
        review: The review itself.
        records: All others; each comes after those to which it refers.
    """

    review: Review
    records: tuple[Record, ...]


def learning(material: Material, strikes: Mapping[int, Strike]) -> Learning:
    """What is kept of a review.

    Args:
        material: As its circulation may read it: what that does not contain is not in it.
        strikes: What was struck, by capture id, its reasons as the circulation may read them.
    """
    kept = tuple(_only(one) for one in _in_order(material, strikes))
    return Learning(_only(material.review), kept)


def _in_order(material: Material, strikes: Mapping[int, Strike]) -> Iterator[Record]:
    used = {one.session_id for one in material.captures}
    used.add(material.session.id if material.session else None)
    yield from material.agencies
    yield from material.participants
    yield from material.lines
    yield from (one for one in material.sessions if one.id in used)
    yield from material.steps
    yield from material.episodes
    yield from _entries(material)
    yield from material.beside.disputes
    for one in material.captures:
        yield replace(one, line=one.text)  # as first typed, it may differ from what stands
        if one.id in strikes:
            yield strikes[one.id]
        for further in material.entries_of.get(one.id, ()):
            if further != one.entry_id:
                yield CaptureEntry(capture_id=one.id, entry_id=further)
    yield from _outcomes(material)


def _entries(material: Material) -> Iterator[Entry]:
    """Entries as they read now, in their order, under the numbers that people have on paper."""
    for entry in material.entries:
        number = material.numbers.get(entry.id)
        ref = entry.ref or (str(number) if number else None)
        yield replace(material.beside.corrected(entry), ref=ref)


def _outcomes(material: Material) -> Iterator[Record]:
    """Outcomes, those that answer another after it, each with what it rests on and answers."""
    lines = {line.number: line.id for line in material.lines}
    for one in sorted(material.outcomes, key=lambda o: o.finding_id is not None):
        yield one
        for capture in material.evidence.get(one.id, ()):
            yield Evidence(outcome_id=one.id, capture_id=capture)
        for number in material.enquiries.get(one.id, ()):
            if number in lines:
                yield OutcomeEnquiry(outcome_id=one.id, line_id=lines[number])


def _only(record: R) -> R:
    """A record with the fields that are kept, and nothing in the others."""
    kept = _KEPT.get(type(record))
    if kept is None:  # a mere link
        return record
    values: dict[str, Any] = {"id": record.id}
    for one in fields(record):
        if one.name in kept:
            values[one.name] = _dated(one.name, getattr(record, one.name))
        elif one.default is MISSING and one.default_factory is MISSING:
            values[one.name] = ""
    return type(record)(**values)


def _dated(name: str, value: Any) -> Any:
    """A value; where its circulation tells no days, what a program reckons with stays honest.

    A month becomes its first or last day, as the earliest or latest that is meant. What is told
    in another way ("day 12") stands in words beside it, and here as nothing.
    """
    if name not in _FIRST_DAYS | _LAST_DAYS | _MOMENTS or not value or day(value):
        return value
    month = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if month is None or name in _MOMENTS:
        return None
    last = calendar.monthrange(int(month[1]), int(month[2]))[1]
    return f"{value}-01" if name in _FIRST_DAYS else f"{value}-{last:02}"
