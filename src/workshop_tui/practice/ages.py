"""Ages and intervals in words, as vague as the dates that they rest on."""

from __future__ import annotations

import calendar
import datetime as dt

from workshop_tui.practice.when import When

UNKNOWN = "cannot be told: there is no date"


def age(born: dt.date, when: When) -> str:
    """The child's age when something happened.

    "3 years 2 months", "between 3 years 2 months and 3 years 5 months" where the date is vague,
    "at least 3 years 2 months" where it is open to one side, "2 months before birth".
    """
    return _between(_age(born, when.earliest), _age(born, when.latest))


def interval(one: When, other: When) -> str:
    """How much time lies between two events, whichever came first."""
    first, second = sorted((one, other), key=_anchor)
    if None in (first.earliest, first.latest, second.earliest, second.latest):
        return UNKNOWN
    assert first.earliest and first.latest and second.earliest and second.latest
    shortest = (first.latest, max(second.earliest, first.latest))
    # Where the two overlap, they may also have come the other way round.
    longest = max(
        ((first.earliest, second.latest), (second.earliest, first.latest)),
        key=lambda days: days[1] - days[0],
    )
    return _between(_spelled(*shortest, days=True), _spelled(*longest, days=True))


def span(first: dt.date, last: dt.date) -> tuple[int, int, int]:
    """Whole years, months and days from one day to a later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if _months_later(first, months) > last:
        months -= 1
    return months // 12, months % 12, (last - _months_later(first, months)).days


def _between(least: str | None, most: str | None) -> str:
    if least is None and most is None:
        return UNKNOWN
    if most is None:
        return f"at least {least}"
    if least is None:
        return f"at most {most}"
    return least if least == most else f"between {least} and {most}"


def _anchor(when: When) -> dt.date:
    return when.earliest or when.latest or dt.date.max


def _age(born: dt.date, day: dt.date | None) -> str | None:
    if day is None:
        return None
    if day < born:
        return f"{_spelled(day, born)} before birth"
    return _spelled(born, day)


def _spelled(first: dt.date, last: dt.date, *, days: bool = False) -> str:
    """Years and months, and days for less than a year or where they are asked for."""
    years, months, rest = span(first, last)
    parts = [_counted(years, "year"), _counted(months, "month")]
    if days or not years:
        parts.append(_counted(rest, "day"))
    return " ".join(part for part in parts if part) or "0 days"


def _counted(count: int, noun: str) -> str:
    if not count:
        return ""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
