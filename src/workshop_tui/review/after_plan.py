"""An event and what became of it from a plan file, played through the verbs that people use.

The demo case "after the event": what was said in the room, what was made of it, what bodies
decided, how the action plan goes on and who was told. Days may be told from the day on which it is
played ("+30", "-6"), so that something is always due soon and something overdue.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workshop_tui.practice.changing_forms import CHANGE_FORMS
from workshop_tui.practice.problems import Problem

Value = str | int | bool | dt.date | list[str]
Values = dict[str, Value]

_DAYS = re.compile(r"[+-]\d+")
_ON_ITS_OWN = ("plan", "answer")
"""Forms whose record is there already: it is changed."""


@dataclass(frozen=True)
class EventPlan:
    """When the event was held, and who typed.

    Attributes:
        session: Its title in the preparation.
        spent: Minutes that each step of its agenda took.
        absent: Codes of those who did not come.
    """

    session: str
    began: dt.datetime
    closed: dt.datetime
    chair: str
    note_taker: str
    challenge: str
    spent: list[int] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SaidPlan:
    """A line captured in the room.

    Attributes:
        line: As it was typed. at: the time of day. step: its place in the agenda.
        entry: The number of the entry that was open; 0 for none.
        key: By which an outcome rests on it; "" where none does.
    """

    line: str
    at: str
    step: int
    entry: int = 0
    key: str = ""


@dataclass(frozen=True)
class OutcomePlan:
    """How an outcome that was captured in the room was worked on.

    Attributes:
        said: The key of the capture that made it. evidence: keys of further ones.
        finding: The key of the finding that it answers.
        closed: Action: the evidence of changed practice on which it was closed, ``on`` when.
    """

    said: str
    text: str = ""
    why: str = ""
    still_current: str = ""
    prevalence: str = ""
    question: str = ""
    shared_with: str = ""
    shared_how: str = ""
    unsafe_now: str = ""
    told: str = ""
    route: str = ""
    due: str = ""
    owner: str = ""
    manager: str = ""
    expected_change: str = ""
    measure: str = ""
    status: str = ""
    evidence: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    finding: str = ""
    agency: str = ""
    recommendation: int = 0
    due_on: dt.date | str = ""
    acknowledged_by: str = ""
    acknowledged: dt.datetime | None = None
    result: str = ""
    resolved: dt.datetime | None = None
    closed: str = ""
    on: dt.datetime | None = None


@dataclass(frozen=True)
class ChallengePlan:
    """A note of the independent challenge with its answer; ``about``: an outcome's key."""

    text: str
    at: dt.datetime
    answer: str
    answered: dt.datetime
    about: str = ""


@dataclass(frozen=True)
class AfterPlan:
    """Everything that came after the preparation.

    Attributes:
        told: When each member of the family was told the outcome, by label.
        forms: The records of the forms of phases 3, 4 and of sharing, by form.
    """

    event: EventPlan
    said: list[SaidPlan]
    outcome: list[OutcomePlan]
    challenge: list[ChallengePlan] = field(default_factory=list)
    told: list[dict[str, Value]] = field(default_factory=list)
    forms: dict[str, list[Values]] = field(default_factory=dict)


def load(path: Path) -> AfterPlan:
    """What came after, from TOML, checked.

    Raises:
        Problem: Naming the file and the place that is wrong.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Problem(f"{path.name} cannot be read: {error}.") from None
    own = ("event", "said", "outcome", "challenge", "told")
    for slug in raw:
        if slug not in own and slug not in CHANGE_FORMS:
            raise Problem(f"{path.name}: there is no form {slug!r}.")
    parts: dict[str, Any] = {name: raw[name] for name in own if name in raw}
    parts["forms"] = {
        slug: raw[slug] if isinstance(raw[slug], list) else [raw[slug]]
        for slug in CHANGE_FORMS
        if slug in raw
    }
    try:
        return TypeAdapter(AfterPlan).validate_python(parts)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Problem(f"{path.name}, {where}: {first['msg']}.") from None


def records(plan: AfterPlan, today: dt.date) -> Iterator[tuple[str, dict[str, str]]]:
    """Each record of the forms as somebody would type it, in the order of the process."""
    for slug, all_values in plan.forms.items():
        for values in all_values:
            for one in _one_each(values):
                yield slug, {name: typed(value, today) for name, value in one.items()}


def changes_what_is_there(slug: str) -> bool:
    """Whether a form's record is there already."""
    return slug in _ON_ITS_OWN


def typed(value: Value, today: dt.date) -> str:
    """A value as somebody would type it; a number of days is the day that it means."""
    if isinstance(value, str) and _DAYS.fullmatch(value):
        return (today + dt.timedelta(days=int(value))).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _one_each(values: Values) -> Iterator[Mapping[str, Value]]:
    """The record, or one for each that a list names."""
    for name, value in values.items():
        if isinstance(value, list):
            yield from ({**values, name: one} for one in value)
            return
    yield values
