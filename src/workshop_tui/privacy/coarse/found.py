"""A date that was found in a text: what is written of it, and which days that can mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.date_words import MONTH_NAMES, last_day, month_number

_WEEK: Final = dt.timedelta(days=6)
_ENGLISH: Final = (
    {name.lower() for name in MONTH_NAMES}
    | {name[:3].lower() for name in MONTH_NAMES}
    | {"sept", "janry", "febr", "mch", "apl", "jne", "jly"}
)
_LONG: Final = 7
"""A misspelt month is believed without a year beside it from so many letters on."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Where a date stands in a text, and what it says.

    Attributes:
        start, end: Its place.
        month: None where only a day stands there ("the 12th").
        year: None where none is written.
        first, last: The days of the month that are written; None where only a month is.
        week: 1 where it begins a week ("w/c"), -1 where it ends one, else 0.
    """

    start: int
    end: int
    month: int | None
    year: int | None = None
    first: int | None = None
    last: int | None = None
    week: int = 0

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day that it can mean; None without a year or a month."""
        if self.month is None or self.year is None:
            return None
        end = last_day(self.year, self.month)
        if self.first is None:
            return end.replace(day=1), end
        first = end.replace(day=min(self.first, end.day))
        last = end.replace(day=min(self.last or self.first, end.day))
        if self.week > 0:
            return first, last + _WEEK
        return (first - _WEEK, last) if self.week < 0 else (first, last)


def month_of(word: str, *, dated: bool) -> int | None:
    """The month that a word of a text names, in lower case; None where it is no month.

    Args:
        word: The word.
        dated: Whether day and year stand beside it: then other languages and every slip of the
            finger are read as well.
    """
    if word in _ENGLISH or dated:
        found = month_number(word)
        return found[0] if found else None
    if len(word) < _LONG:
        return None
    found = month_number(word)
    return found[0] if found and found[1] else None


def year_of(written: str) -> int:
    """A year of four digits, or of two: those up to 39 are of this century."""
    number = int(written)
    if len(written) > 2:
        return number
    return number + (2000 if number < 40 else 1900)
