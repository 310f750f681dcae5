"""Real date cells and numbers of a spreadsheet, read with the format they are shown in."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from workshop_tui.intake.dates.clock import read_time, time_of, to_second
from workshop_tui.intake.dates.settle import Reading
from workshop_tui.intake.raw import GENERAL_1904, Cell
from workshop_tui.practice.date_words import last_day
from workshop_tui.practice.when import When

FIRST_SERIAL: Final = 20_000
LAST_SERIAL: Final = 60_000
_EPOCH: Final = dt.datetime(1899, 12, 30)
_EPOCH_1904: Final = dt.datetime(1904, 1, 1)
_NOISE: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Shown(NamedTuple):
    """Which parts of a date a number format lets a person see."""

    year: bool
    month: bool
    day: bool
    time: bool
    month_first: bool


@lru_cache(maxsize=512)
def shown_by(number_format: str | None) -> Shown | None:
    """What a number format shows of a date; None for a format that is not one of dates."""
    if not number_format:
        return None
    pattern = _NOISE.sub("", number_format.split(";")[0]).casefold()
    pattern = pattern.replace("general", "").replace("standard", "")
    hours = "h" in pattern or "s" in pattern
    days = re.sub(r"h+[:.]?m+|m+[:.]?s+|am/pm|a/p", "", pattern)
    month_first = re.search(r"(?<!m)m{1,2}(?!m).*?(?<!d)d{1,2}(?!d)", days) is not None
    parts = ("y" in days or "j" in days, "m" in days, "d" in days or "t" in days, hours)
    shown = Shown(*parts, month_first and days.find("y") != 0)
    return shown if any(parts) else None


def read_typed(cell: Cell) -> Reading | None:
    """Reads a cell that holds a real date, time or number.

    Returns:
        A reading, or None where the cell is text (or a number that is no date) for `scan`.
    """
    value = cell.value
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        moment = to_second(value)
        return _dated(cell, moment.date(), _clock(moment))
    if isinstance(value, dt.date):
        return _dated(cell, value, None)
    if isinstance(value, dt.time | dt.timedelta):
        return _timed(cell)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _numbered(cell, float(value))


def serial_text(text: str) -> float | None:
    """The number of a text that looks like a spreadsheet's unformatted date ("43536")."""
    if not re.fullmatch(r"[2-5]\d{4}(?:\.\d+)?", text.strip(), re.ASCII):
        return None
    return float(text)


def from_serial(text: str, number: float, *, from_1904: bool = False) -> Reading:
    """A date that a spreadsheet stored as a bare number of days."""
    epoch = _EPOCH_1904 if from_1904 else _EPOCH
    moment = to_second(epoch + dt.timedelta(days=number))
    note = f"stored as the number {number:g}, read as a spreadsheet's day number"
    note = f"{note}; this workbook counts from 1904" if from_1904 else note
    day = moment.date()
    return Reading(When(text, day, day, _clock(moment), note), ("date-from-serial",))


def _numbered(cell: Cell, number: float) -> Reading | None:
    if FIRST_SERIAL <= number <= LAST_SERIAL:
        return from_serial(cell.text, number, from_1904=cell.number_format == GENERAL_1904)
    if 1700 <= number <= 2100 and number == int(number):
        year = int(number)
        when = When(cell.text, dt.date(year, 1, 1), dt.date(year, 12, 31))
        return Reading(when, ("partial-date",))
    return None


def _clock(moment: dt.datetime) -> str | None:
    """The time of a stored moment; midnight is how a day without a time is stored."""
    time = time_of(moment)
    return None if time == "00:00" else time


def _timed(cell: Cell) -> Reading | None:
    time = read_time(cell)
    if time is None:
        return None
    return Reading(When(cell.text, time=time[0], note="a time without a date"), ("time-only",))


def _dated(cell: Cell, day: dt.date, time: str | None) -> Reading:
    """A real date, no finer than its format shows it."""
    shown = shown_by(cell.number_format)
    stored = f"{day.day} {day:%B} {day.year}"
    unusual = () if 1900 <= day.year <= 2100 else ("year-unusual",)
    if shown is None or shown.day:
        note = None
        if shown is not None and not shown.year:
            note = f"the year is stored, not shown: {stored}"
        elif shown is not None and shown.month_first and day.day <= 12 and day.day != day.month:
            note = f"shown month first; the cell stores {stored}"
        elif time is None and shown is not None and shown.time:
            note = "shown with a time of 00:00: midnight, or no time was given"
        flags = ("year-not-shown", *unusual) if note and shown and not shown.year else unusual
        return Reading(When(cell.text, day, day, time, note), flags)
    if shown.month:
        first, last = day.replace(day=1), last_day(day.year, day.month)
        what = "month"
    elif shown.year:
        first, last = dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
        what = "year"
    else:
        return Reading(
            When(cell.text, time=time, note=f"only a time is shown; the cell stores {stored}"),
            ("time-only",),
        )
    note = f"the sheet shows only the {what}; the cell stores {stored}"
    return Reading(When(cell.text, first, last, None, note), ("partial-date", *unusual))
