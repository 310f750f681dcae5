"""Records as an audience may read them: every text goes through the view before any writer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from workshop_tui.outputs.after import After
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.parts import only_parts
from workshop_tui.outputs.tally import tally
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.changing import Progress
from workshop_tui.practice.days import day
from workshop_tui.practice.preparing import FamilyMember, FamilyWords
from workshop_tui.practice.records import (
    Agency,
    Capture,
    Entry,
    EntryCorrection,
    Episode,
    Participant,
    Record,
    Review,
    Session,
)
from workshop_tui.practice.running import Challenge, Position
from workshop_tui.practice.tiers import Ages, Dates, Places
from workshop_tui.privacy.coarse.ages import Ages as AgesInText
from workshop_tui.privacy.coarse.calendars import UNDATED, Calendar, Months, Relative
from workshop_tui.privacy.coarse.clock import at_part_of_day
from workshop_tui.privacy.coarse.places import Places as PlacesInText
from workshop_tui.privacy.coarse.texts import Coarse
from workshop_tui.privacy.view import View

R = TypeVar("R", bound=Record)

_KEPT: Final = frozenset(
    {
        *("uid", "ref", "sha256", "digest", "slug"),
        *("state", "status", "known", "still_current", "decision"),
        *("table_name", "row_uid"),
    }
)
"""Fields that hold no words of people and no days: everything else is rendered."""

_CASE_DAYS: Final = frozenset({"earliest", "latest", "period_from", "period_to"})
_WORK_DAYS: Final = frozenset({"date", "at", "entered", "started", "closed", "imported"})
_TYPED_DAYS: Final = frozenset(
    {
        *("sent", "considered", "noted", "gathered", "asked", "due_on", "done", "due"),
        *("lead_agreed", "plan_agreed"),
    }
)
"""Days of work where they are days: what else was typed there is a text like any other."""
_ISO: Final = len("2024-03-12")
_TIMES: Final = frozenset({"time", "sort_key"})
_PRIVATE: Final = {
    Agency: ("contact", "escalation_route"),
    Participant: ("note", "manager", "support", "must_not_attend"),
    Review: ("legal_advice", "legal_hold", "conflict"),
    FamilyMember: ("safe_contact", "interpreter", "advocate", "note"),
    FamilyWords: ("gathered_by", "use"),
    Position: ("by",),
    Challenge: ("by", "answered_by"),
    Progress: ("by", "source"),
}
"""What stands in no document but the working papers."""


def shown(material: Material, view: View) -> Material:
    """The material as its audience may read it; nothing after this sees more than that.

    What the circulation does not contain is gone, names are pseudonyms (unless the view shows
    names), and dates, ages and places are as coarse as the rules of its tier say. Records are
    rendered field by field and not by a list of fields, so that a field added later cannot be
    forgotten.
    """
    whole = material.tally or tally(material)
    material = only_parts(replace(material, tally=whole))
    if material.audience.working_papers:
        return replace(material, review=replace(material.review, child_born=None))
    render = _Renderer(view, _coarse(material, view))
    return replace(
        material,
        tally=replace(whole, first_day=None, last_day=None),
        review=_without_lead(material, render),
        agencies=tuple(render.agency(agency) for agency in material.agencies),
        participants=render.all(material.participants),
        lines=render.all(material.lines),
        sources=render.all(material.sources),
        session=render.one(material.session) if material.session else None,
        sessions=render.all(material.sessions),
        steps=render.all(material.steps),
        episodes=render.all(material.episodes),
        entries=render.all(material.entries),
        excluded=render.all(material.excluded),
        beside=_beside(material.beside, render),
        circulations=tuple(replace(c, by="") for c in render.all(material.circulations)),
        captures=tuple(_without_typist(c) for c in render.all(material.captures)),
        outcomes=render.all(material.outcomes),
        after=_after(material.after, render),
        factors={slug: render.view.text(label) for slug, label in material.factors.items()},
        ground_rules=tuple(
            replace(rule, title=render.view.text(rule.title), text=render.view.text(rule.text))
            for rule in material.ground_rules
        ),
        names=material.names if view.shows_names else {},
    )


def _coarse(material: Material, view: View) -> Coarse:
    rules, whole = material.rules, material.tally
    calendar: Calendar | None = None
    if rules.dates is not Dates.EXACT:
        calendar = Months()
        if rules.dates is Dates.RELATIVE and whole and whole.first_day and whole.last_day:
            calendar = Relative(whole.first_day, whole.last_day)
    people, places = view.pseudonyms("child", "family"), view.pseudonyms("agency", "place")
    return Coarse(
        calendar,
        AgesInText(material.bands, people) if rules.ages is Ages.BANDS else None,
        PlacesInText(places) if rules.places is Places.GENERIC else None,
    )


def _without_lead(material: Material, render: _Renderer) -> Review:
    """The lead reviewer stands by role or pseudonym, or not at all: the name need not be known."""
    before, after = material.review, render.one(material.review)
    roles = {words for person in material.participants for words in (person.code, person.role)}
    known = after.lead != before.lead or after.lead in roles or render.view.shows_names
    return replace(after, lead=after.lead if known else "", child_born=None)


def _without_typist(capture: Capture) -> Capture:
    """Who typed it is shown by seat alone: a note-taker need not be in the register."""
    return replace(capture, seat=capture.seat.split(":", 1)[0], by="")


def _after(after: After, render: _Renderer) -> After:
    """What came after the event, list by list; what is no list of records holds no words."""
    rendered: dict[str, Any] = {
        field.name: render.all(getattr(after, field.name))
        for field in fields(after)
        if field.name not in ("from_findings", "omissions")
    }
    return replace(after, **rendered)


def _beside(beside: Beside, render: _Renderer) -> Beside:
    """What stands beside the entries; who typed it need not be in the register and is left out."""
    return Beside(
        tuple(replace(one, by="") for one in render.all(beside.additions)),
        tuple(replace(one, by="") for one in render.all(beside.corrections)),
        tuple(replace(one, by="") for one in render.all(beside.disputes)),
        tuple(replace(one, by="") for one in render.all(beside.exclusions)),
        tuple(replace(one, by="") for one in render.all(beside.decisions)),
    )


def _dated(entry: Entry | EntryCorrection, shown: str, calendar: Calendar) -> dict[str, Any]:
    """An entry's date as its circulation tells dates; what its source wrote may hold the day."""
    when, part = calendar.period(entry.earliest, entry.latest), at_part_of_day(entry.time)
    if when == UNDATED:
        said = UNDATED if any(char.isdigit() for char in shown) else shown
    else:
        said = f"{when}, {part}" if part else when
    return {"date_text": said, "date_note": None}


class _Renderer:
    def __init__(self, view: View, coarse: Coarse) -> None:
        self.view = view
        self._coarse = coarse

    def all(self, records: Iterable[R]) -> tuple[R, ...]:
        return tuple(self.one(record) for record in records)

    def one(self, record: R) -> R:
        private = _PRIVATE.get(type(record), ())
        changes: dict[str, Any] = {
            field.name: "" if field.name in private else self._value(record, field.name)
            for field in fields(record)
            if field.name not in _KEPT
        }
        calendar = self._coarse.calendar
        if calendar is not None:
            # A uid begins with the moment at which the record was made.
            changes["uid"] = hashlib.sha256(record.uid.encode()).hexdigest()[:32]
            if isinstance(record, Entry | EntryCorrection):
                changes |= _dated(record, changes["date_text"], calendar)
        return replace(record, **changes)

    def agency(self, agency: Agency) -> Agency:
        """An agency; where places are told by their kind, so are agencies."""
        places, shown = self._coarse.places, self.one(agency)
        if places is None:
            return shown
        name, short = self.view.text(agency.name), self.view.text(agency.short)
        return replace(
            shown,
            name=places.kind(name) if name != agency.name else "",
            short=places.kind(short),
        )

    def _value(self, record: Record, name: str) -> Any:
        value = getattr(record, name)
        if isinstance(value, str) and not isinstance(value, StrEnum):
            return self._words(record, name, value)
        if isinstance(value, tuple):
            return tuple(self._text(text) for text in value)
        if isinstance(value, dict):
            return self._columns(self.view.fields(value))
        return value

    def _columns(self, named: dict[str, str]) -> dict[str, str]:
        """A source's other columns; none is lost where two names become one."""
        shown: dict[str, str] = {}
        for name, value in named.items():
            key = base = self._coarse.text(name)
            number = 2
            while key in shown:
                key, number = f"{base} ({number})", number + 1
            shown[key] = self._coarse.text(value)
        return shown

    def _words(self, record: Record, name: str, value: str) -> str | None:
        calendar = self._coarse.calendar
        if isinstance(record, Session) and name == "starts":
            return "" if calendar else value
        if name in _CASE_DAYS or (isinstance(record, Episode) and name in ("starts", "ends")):
            return calendar.day(value) if calendar else value
        if name in _WORK_DAYS or (name in _TYPED_DAYS and len(value) == _ISO and day(value)):
            return calendar.work(value) if calendar else value
        if name in _TIMES:
            return value if calendar is None else None if name == "time" else ""
        return self._coarse.text(self.view.field(record.TABLE, record.uid, name, value))

    def _text(self, text: str) -> str:
        return self._coarse.text(self.view.text(text))
