"""Records as a tier may show them: every text goes through the view before any writer sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from workshop_tui.outputs.dates import months_only
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.tiers import RULES
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.records import Capture, Record, Review
from workshop_tui.privacy.view import View

R = TypeVar("R", bound=Record)

_EXACT = frozenset(
    {
        *("uid", "sort_key", "ref", "sha256", "digest", "imported", "slug"),
        *("earliest", "latest", "time", "period_from", "period_to", "date", "starts", "ends"),
        *("at", "entered", "started", "closed", "state", "status", "known", "still_current"),
        *("decision",),
    }
)
"""Fields that hold no words of people: everything that is not listed is rendered."""


def shown(material: Material, view: View) -> Material:
    """The material as a view's tier may show it; nothing after this sees a registered name.

    Records are rendered field by field and not by a list of fields, so that a field added later
    cannot be forgotten.
    """
    if view.shows_names:
        return replace(material, review=replace(material.review, child_born=None))
    dates = (lambda text: text) if RULES[view.tier].exact_dates else months_only
    render = _Renderer(view, dates)
    return replace(
        material,
        review=_without_lead(material.review, render.one(material.review), material),
        agencies=tuple(replace(agency, contact="") for agency in render.all(material.agencies)),
        participants=tuple(replace(p, note="") for p in render.all(material.participants)),
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
        names={},
    )


def _without_lead(before: Review, after: Review, material: Material) -> Review:
    """The lead reviewer stands by role or pseudonym, or not at all: the name need not be known."""
    roles = {words for person in material.participants for words in (person.code, person.role)}
    known = after.lead != before.lead or after.lead in roles
    return replace(after, lead=after.lead if known else "", child_born=None)


def _without_typist(capture: Capture) -> Capture:
    """Who typed it is shown by seat alone: a note-taker need not be in the register."""
    return replace(capture, seat=capture.seat.split(":", 1)[0], by="")


def _beside(beside: Beside, render: _Renderer) -> Beside:
    """What stands beside the entries; who typed it need not be in the register and is left out."""
    return Beside(
        tuple(replace(one, by="") for one in render.all(beside.additions)),
        tuple(replace(one, by="") for one in render.all(beside.corrections)),
        tuple(replace(one, by="") for one in render.all(beside.disputes)),
        tuple(replace(one, by="") for one in render.all(beside.exclusions)),
        tuple(replace(one, by="") for one in render.all(beside.decisions)),
    )


class _Renderer:
    def __init__(self, view: View, dates: Callable[[str], str]) -> None:
        self._view = view
        self._dates = dates

    def all(self, records: Iterable[R]) -> tuple[R, ...]:
        return tuple(self.one(record) for record in records)

    def one(self, record: R) -> R:
        changes = {
            field.name: self._value(record, field.name)
            for field in fields(record)
            if field.name not in _EXACT
        }
        return replace(record, **changes)

    def _value(self, record: Record, name: str) -> Any:
        value = getattr(record, name)
        if isinstance(value, str) and not isinstance(value, StrEnum):
            return self._dates(self._view.field(record.TABLE, record.uid, name, value))
        if isinstance(value, tuple):
            return tuple(self._dates(self._view.text(text)) for text in value)
        if isinstance(value, dict):
            rendered = self._view.fields(value)
            return {self._dates(key): self._dates(text) for key, text in rendered.items()}
        return value
