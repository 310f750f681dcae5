"""The preparation of a review from a plan file: what people would type into the forms, in TOML.

Every table is a form ("milestone", "person", "words"), every key one of its fields, under its name
or as the command line calls it. A list where the form asks for one person or agency makes one
record for each. An entry is told as "HV: words that only one entry of this agency has".
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workshop_tui.practice.forms import FORMS, Field, FieldKind, Form
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Agency,
    Circulation,
    Entry,
    Session,
)
from workshop_tui.review import forms
from workshop_tui.store.transaction import Transaction

Value = str | bool | int | dt.date | list[str]
Values = dict[str, Value]

_BY_LABEL = ("agency", "person")
"""Forms whose records are there already, from the plan of the review: they are changed."""
_ENTRIES = (FieldKind.ENTRY, FieldKind.ENTRIES)
_ONE_EACH = (FieldKind.PARTICIPANT, FieldKind.AGENCY)


@dataclass(frozen=True)
class HeldPlan:
    """When a conversation was held."""

    session: str
    started: dt.datetime
    closed: dt.datetime


@dataclass(frozen=True)
class CirculatedPlan:
    """That the chronology was sent out."""

    sent_to: str
    on: dt.datetime
    label: str = ""


@dataclass(frozen=True)
class PreparationPlan:
    """A whole preparation.

    Attributes:
        single: Fields of the forms that a review has one record of, by form.
        records: The records of every other form, by form.
        circulated, held: What no form asks.
        file: The plan file's name, for messages.
    """

    single: dict[str, Values] = field(default_factory=dict)
    records: dict[str, list[Values]] = field(default_factory=dict)
    circulated: list[CirculatedPlan] = field(default_factory=list)
    held: list[HeldPlan] = field(default_factory=list)
    file: str = ""


def load(path: Path) -> PreparationPlan:
    """A preparation from TOML, checked: forms, fields, kinds of values.

    Raises:
        Problem: Naming the file and the place that is wrong.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem(f"{path.name} cannot be read: {error}.") from None
    other = ("circulated", "held")
    single = {slug: raw[slug] for slug in raw if slug in FORMS and FORMS[slug].single}
    records = {slug: raw[slug] for slug in raw if slug in FORMS and not FORMS[slug].single}
    for slug in raw:
        if slug not in (*single, *records, *other):
            raise Problem(f"{path.name}: there is no form {slug!r}.")
    parts = {"single": single, "records": records, "file": path.name}
    parts |= {name: raw[name] for name in other if name in raw}
    try:
        plan = TypeAdapter(PreparationPlan).validate_python(parts)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Problem(f"{path.name}, {where}: {first['msg']}.") from None
    for slug, number, values in _all(plan):
        for name in values:
            if _field(FORMS[slug], name) is None:
                raise Problem(f"{path.name}, {slug}.{number}: the form has no field {name!r}.")
    return plan


def _field(form: Form, name: str) -> Field | None:
    return form.field(name) or form.field(name.replace("_", "-"))


def _all(plan: PreparationPlan) -> Iterator[tuple[str, int, Values]]:
    for slug, values in plan.single.items():
        yield slug, 0, values
    for slug in FORMS:
        for number, values in enumerate(plan.records.get(slug, ())):
            yield slug, number, values


def store(tx: Transaction, plan: PreparationPlan) -> None:
    """Store a preparation, in the order of the forms.

    Raises:
        Problem: Naming the file, the table and its number, and what is wrong.
    """
    places = _Entries(tx)
    for slug, number, values in _all(plan):
        form = FORMS[slug]
        try:
            for one in _one_each(form, values):
                _store_one(tx, form, _typed(form, one, places))
        except Problem as problem:
            raise Problem(f"{plan.file}, {slug}.{number}: {problem}") from None
    for held in plan.held:
        session = _session(tx, plan, held.session)
        tx.change(session, started=held.started.isoformat(), closed=held.closed.isoformat())


def date_circulation(tx: Transaction, plan: PreparationPlan, number: int) -> None:
    """Give the newest circulation the day on which the plan says it went out."""
    tx.change(tx.find(Circulation)[-1], at=plan.circulated[number].on.isoformat())


def _store_one(tx: Transaction, form: Form, values: Mapping[str, str]) -> None:
    if form.single:
        forms.changed(tx, form, tx.find(form.record)[0], values)
        return
    if form.slug not in _BY_LABEL:
        forms.added(tx, form, values)
        return
    name = form.label[0]
    found = [one for one in tx.find(form.record) if getattr(one, name) == values.get(name)]
    if len(found) != 1:
        raise Problem(f"there is no {form.one} {values.get(name, '')!r}")
    forms.changed(tx, form, found[0], values)


def _one_each(form: Form, values: Values) -> Iterator[Values]:
    """The record, or one for each person or agency of a list."""
    for name, value in values.items():
        found = _field(form, name)
        if found is not None and found.kind in _ONE_EACH and isinstance(value, list):
            for one in value:
                yield {key: _for(one, words) for key, words in values.items()} | {name: one}
            return
    yield values


def _for(one: str, words: Value) -> Value:
    return words.replace("{each}", one) if isinstance(words, str) else words


def _typed(form: Form, values: Values, places: _Entries) -> dict[str, str]:
    """The values as somebody would type them."""
    typed = {}
    for name, value in values.items():
        found = _field(form, name)
        assert found is not None
        if found.kind in _ENTRIES:
            wanted = value if isinstance(value, list) else [str(value)]
            typed[found.name] = "; ".join(places.uid(words) for words in wanted)
        else:
            typed[found.name] = _words(value)
    return typed


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class _Entries:
    """Finds entries by words that only one of an agency's has."""

    def __init__(self, tx: Transaction) -> None:
        self._agencies = {agency.short: agency.id for agency in tx.find(Agency)}
        self._entries = tx.find(Entry)

    def uid(self, words: str) -> str:
        """The uid of the entry that "AGENCY: words" tells.

        Raises:
            Problem: If none or more than one has these words.
        """
        agency, _, wanted = words.partition(": ")
        found = [
            entry.uid
            for entry in self._entries
            if entry.agency_id == self._agencies.get(agency)
            and any(wanted in text for text in (entry.text, *entry.fields.values()))
        ]
        if len(found) != 1:
            raise Problem(f"{len(found)} entries of {agency} hold {wanted!r}; exactly one must")
        return found[0]


def _session(tx: Transaction, plan: PreparationPlan, title: str) -> Session:
    found = tx.find(Session, title=title)
    if len(found) != 1:
        raise Problem(f"{plan.file}: there is no one session {title!r}.")
    return found[0]
