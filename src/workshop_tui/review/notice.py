"""How much notice people have, by the practice pack: working days, and what is too few."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.notice import days_before, working_days
from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import pack

EVENT: Final = "event"
CHRONOLOGY: Final = "chronology"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice that somebody has.

    Attributes:
        days: Working days between being told and the day.
        least: As many as there should be.
    """

    days: int
    least: int

    @property
    def short(self) -> bool:
        """Whether that is too little."""
        return self.days < self.least

    @property
    def words(self) -> str:
        """The notice in words, with what it should be where it is short."""
        given = f"{self.days} working day{'' if self.days == 1 else 's'} of notice"
        return f"{given}; at least {self.least} are asked for" if self.short else given


def notice(kind: str, told: dt.date, day: dt.date) -> Notice:
    """The notice of an event or for a chronology, told on one day and due on another."""
    rules = _rules()
    return Notice(working_days(told, day, rules.closed), rules.least[kind])


def returns_due(event: dt.date) -> dt.date:
    """The day by which preparation forms are asked for."""
    rules = _rules()
    return days_before(event, rules.least["returns"], rules.closed)


def reminded(due: dt.date) -> int:
    """Days before a preparation form is due on which calendars remind of it."""
    rules = _rules()
    return (due - days_before(due, rules.least["reminder"], rules.closed)).days


@dataclass(frozen=True, slots=True)
class _Rules:
    least: dict[str, int]
    closed: frozenset[dt.date]


def _rules() -> _Rules:
    """The pack's numbers.

    Raises:
        Problem: If they are no numbers and days.
    """
    found = pack("phases").get("notice", {})
    numbers = {name: found.get(name) for name in (EVENT, CHRONOLOGY, "returns", "reminder")}
    closed = found.get("closed", [])
    wrong = [name for name, n in numbers.items() if not isinstance(n, int) or not 0 <= n <= 366]
    if wrong or not all(type(day) is dt.date for day in closed):
        raise Problem(f"data/pack/phases.toml, notice.{(wrong or ['closed'])[0]}: not a number.")
    return _Rules({name: n for name, n in numbers.items() if n is not None}, frozenset(closed))
