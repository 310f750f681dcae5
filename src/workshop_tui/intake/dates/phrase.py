"""What a date's words say, before the order of day and month is decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Order = Literal["dmy", "mdy", "ymd"]
Kind = Literal["single", "range", "several", "before", "until", "since", "after", "undated", "time"]
ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy", "ymd")


class Part(NamedTuple):
    """One date as written; what is missing is None, what is undecided stays in `digits`.

    Attributes:
        year: The year, if written with four digits.
        short_year: The year's last two digits, if only they are written.
        month: The month, if known without knowing the order.
        day: The day, likewise.
        digits: Two or three numbers whose order the column decides ("3/4/2019").
        span: First and last day where the words mean a period of their own (a decade).
        portion: "early", "mid", "late" and their like, narrowing what is written.
        notes: Why the reading is a convention or uncertain, in plain words.
        flags: Short words for the same.
    """

    year: int | None = None
    short_year: int | None = None
    month: int | None = None
    day: int | None = None
    digits: tuple[int, ...] = ()
    span: tuple[dt.date, dt.date] | None = None
    portion: str = ""
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def has_year(self) -> bool:
        """Whether a year is written, in two digits or four."""
        return (
            self.year is not None
            or self.short_year is not None
            or len(self.digits) == 3
            or self.span is not None
        )

    @property
    def has_day(self) -> bool:
        """Whether a day is written."""
        return self.day is not None or bool(self.digits)


class Phrase(NamedTuple):
    """A whole date cell: one part or two, what joins them, and what stands beside them.

    Attributes:
        kind: How the parts are meant.
        parts: One date, or the two ends of a range.
        time: "HH:MM" or "HH:MM:SS", or None.
        weekday: The weekday written with the first part (Monday is 0), or None.
        end_weekday: The same for the second part.
        week: 1 where the part begins a week ("w/c"), -1 where it ends one ("w/e"), else 0.
        notes: Plain words for what else the source says about the date.
        flags: Short words for the same.
    """

    kind: Kind
    parts: tuple[Part, ...] = ()
    time: str | None = None
    weekday: int | None = None
    week: int = 0
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    end_weekday: int | None = None

    @property
    def has_year(self) -> bool:
        """Whether any part has a year."""
        for part in self.parts:  # noqa: SIM110 - asked of every row, and any() costs three times this
            if part.has_year:
                return True
        return False


def full_year(short: int, near: int | None = None) -> int:
    """The year of two digits: the one nearest to `near`, or the one from 1940 to 2039."""
    if near is None:
        return 2000 + short if short < 40 else 1900 + short
    return min((1900 + short, 2000 + short, 1800 + short), key=lambda year: abs(year - near))


@lru_cache(maxsize=16_384)
def readings(part: Part, near: int | None = None) -> Mapping[Order, dt.date]:
    """Every order in which three undecided numbers are a day of the calendar.

    Args:
        part: A part; without three undecided numbers there is nothing to read.
        near: A year that the column is about, to complete years of two digits.
    """
    if len(part.digits) != 3:
        return {}
    first, second, third = part.digits
    year = part.year if part.year is not None else full_year(third, near)
    found: dict[Order, dt.date | None] = {
        "dmy": day_of(year, second, first),
        "mdy": day_of(year, first, second),
    }
    if part.year is None and third <= 31:
        found["ymd"] = day_of(full_year(first, near), second, third)
    return {order: day for order, day in found.items() if day is not None}


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """A day of the calendar, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
