"""How a circulation gives dates: by month, or as days counted from the first entry."""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from workshop_tui.practice.days import MONTHS, day, month
from workshop_tui.privacy.coarse.finding import find_dates
from workshop_tui.privacy.coarse.found import FoundDate

UNDATED: Final = "undated"

_JOINT: Final = re.compile(
    r"[ \t]*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b|(?P<and>\band\b))[ \t]*(?:the )?"
)
_BETWEEN: Final = re.compile(r"\b(?:between|from)[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_ON: Final = re.compile(
    r"\b(?:on(?:[ \t]+or[ \t]+(?:about|around|near))?[ \t]+(?:the[ \t]+)?|(?:in|during)[ \t]+)$",
    re.IGNORECASE,
)
_DAY_OF: Final = re.compile(
    r"\b(?:morning|afternoon|evening|night|hours|day|date|events)[ \t]+of[ \t]+(?:the[ \t]+)?$",
    re.IGNORECASE,
)
_WORD_BEFORE: Final = re.compile(r"(?<![\w'’-])([A-Za-z]?[a-z]{2,})[ \t]$")
_GOVERNS: Final = frozenset(
    {
        *("for", "of", "by", "from", "since", "until", "till", "to", "before", "after", "between"),
        *("and", "or", "the", "this", "that", "last", "next", "dated", "than", "about", "around"),
        *(
            "approx",
            "circa",
            "early",
            "late",
            "mid",
            "end",
            "beginning",
            "start",
            "over",
            "through",
        ),
        *("throughout", "was", "is", "are", "were", "be", "his", "her", "their", "our", "each"),
        *("every", "edd", "dob", "lmp", "date", "but", "nor", "not", "per", "via", "with"),
    }
)
"""Words before a date that need no "in": "by March", "the March visit"."""
_NUMBER_BEFORE: Final = re.compile(r"(?<!\w)\d{1,2}[ \t]*$")
_NUMBER_AFTER: Final = re.compile(r"[ \t]*\d{1,2}(?![\d:]|\.\d|[ \t]?(?:[ap]\.?m|hrs)\b)", re.I)
_YEAR: Final = re.compile(r"\d{4}")


class Calendar(ABC):
    """A way of giving dates that tells no day of the calendar."""

    @abstractmethod
    def day(self, iso: str | None) -> str | None:
        """One day of the case, for programs and for people."""

    @abstractmethod
    def period(self, earliest: str | None, latest: str | None) -> str:
        """When something happened, from the days that it can mean; "undated" without any."""

    @abstractmethod
    def _said(self, found: FoundDate) -> str:
        """A date of a text in this calendar."""

    @abstractmethod
    def _on(self, said: str) -> str:
        """The same with the word before it: "in March 2024", "on day 12"."""

    def _day_of(self, said: str) -> str:
        """The same behind "the morning of"."""
        return said

    @abstractmethod
    def _changes(self, found: FoundDate, written: str) -> bool:
        """Whether a date as it is written tells more than this calendar gives."""

    @staticmethod
    def work(iso: str | None) -> str | None:
        """A day of the review's own work, such as the event: its month ("2025-07")."""
        return iso[:7] if iso and re.match(r"\d{4}-\d\d", iso) else iso

    def text(self, text: str) -> str:
        """A text with the dates that can be recognised given in this calendar."""
        parts: list[str] = []
        position = 0
        for found, between in self._whole(text):
            if not self._changes(found, text[found.start : found.end]):
                continue
            before, said = text[position : found.start], self._said(found)
            on = _ON.search(before)
            if on is not None or between or _needs_in(before, text[found.end :]):
                said = self._on(said)
            if on is not None:
                said = said[:1].upper() + said[1:] if on[0][0].isupper() else said
                before = before[: on.start()]
            elif _DAY_OF.search(before) and not between:
                said = self._day_of(said)
            number = said[:1].isupper() and on is None and not between
            parts += [_apart(before, number=number), said]
            position = found.end
            if not said[-1:].isdigit() and _NUMBER_AFTER.match(text, position):
                parts.append(" –")
            elif text[position - 1] in "tT" and text[position : position + 1].isdigit():
                parts.append(" ")
        return "".join([*parts, text[position:]]) if parts else text

    def _whole(self, text: str) -> Iterator[tuple[FoundDate, bool]]:
        """The dates of a text, and whether each was "between" two days.

        Two that are the ends of a period lend one another the year, and are one where both lie
        in the same month.
        """
        waiting: FoundDate | None = None
        for found in find_dates(text):
            joint = _JOINT.fullmatch(text, waiting.end, found.start) if waiting else None
            if waiting is not None and joint is not None:
                waiting = _lent(waiting, found)
                between = _BETWEEN.search(text[: waiting.start])
                if _in_one_month(waiting, found) and (between or not joint["and"]):
                    start = between.start() if between else waiting.start
                    yield replace(waiting, start=start, end=found.end, last=found.last), True
                    waiting = None
                    continue
            if waiting is not None:
                yield waiting, False
            waiting = found
        if waiting is not None:
            yield waiting, False


def _needs_in(before: str, after: str) -> bool:
    """Whether the word before a date leads to no date by itself: "seen 12 March"."""
    word = _WORD_BEFORE.search(before)
    begins = _JOINT.match(after)
    return bool(word and word[1].lower() not in _GOVERNS) and not (begins and not begins["and"])


def _in_one_month(first: FoundDate, second: FoundDate) -> bool:
    plain = not (first.week or second.week) and None not in (first.first, second.first)
    return plain and (first.month, first.year) == (second.month, second.year)


def _lent(first: FoundDate, second: FoundDate) -> FoundDate:
    if first.year is not None or second.year is None or first.month is None:
        return first
    return replace(first, year=second.year - (first.month > (second.month or 12)))


def _apart(before: str, *, number: bool) -> str:
    """Keep what ends the words before from running into the date, a number above all."""
    if number and _NUMBER_BEFORE.search(before):
        return f"{before.rstrip()} – "
    return f"{before} " if before[-1:].isalnum() else before


class Months(Calendar):
    """Every day as its month: "March 2024"."""

    def day(self, iso: str | None) -> str | None:
        """The month as ISO text: "2024-03"."""
        return self.work(iso)

    def period(self, earliest: str | None, latest: str | None) -> str:
        """The month, or the months from first to last."""
        first, last = month(earliest), month(latest)
        if not first and not last:
            return UNDATED
        if first and last:
            shorter = first[:-5] if first[-5:] == last[-5:] else first
            return first if first == last else f"{shorter} to {last}"
        return f"from {first}" if first else f"until {last}"

    def _changes(self, found: FoundDate, written: str) -> bool:
        return found.first is not None or _YEAR.search(written) is None

    def _said(self, found: FoundDate) -> str:
        if found.month is None:
            return "a day that month"
        name = MONTHS[found.month - 1] + (f" {found.year}" if found.year is not None else "")
        if found.week:
            return f"a week {'in' if found.week > 0 else 'ending in'} {name}"
        return name

    def _on(self, said: str) -> str:
        return f"on {said}" if said.startswith("a day") else f"in {said}"

    def _day_of(self, said: str) -> str:
        return said if said.startswith("a ") else f"a day in {said}"


@dataclass(frozen=True)
class Relative(Calendar):
    """Every day counted from the first entry's first possible day, which is day 1.

    Attributes:
        first: Day 1.
        last: The last day that an entry can mean. What comes after it is the review's own time
            and given by month: a count of days would only tell when the review was held.
    """

    first: dt.date
    last: dt.date

    def day(self, iso: str | None) -> str | None:
        """One day: "day 12"."""
        date = day(iso)
        return self._span(date, date) if date else None

    def period(self, earliest: str | None, latest: str | None) -> str:
        """One day, or from the first to the last that it can have been: "day 50 to 80"."""
        first, last = day(earliest), day(latest)
        if first and last:
            return self._span(first, last)
        if first:
            return f"from {self._span(first, first)}"
        return f"until {self._span(last, last)}" if last else UNDATED

    def _span(self, first: dt.date, last: dt.date) -> str:
        if last < self.first:
            return "before day 1"
        if first > self.last:
            return f"{MONTHS[first.month - 1]} {first.year}"
        start, end = ((one - self.first).days + 1 for one in (first, last))
        if start < 1:
            return f"by day {end}"
        return f"day {start}" if start == end else f"day {start} to {end}"

    def _changes(self, found: FoundDate, written: str) -> bool:
        del written
        after = found.days is not None and found.days[0] > self.last
        return not (after and found.first is None)

    def _said(self, found: FoundDate) -> str:
        return self._span(*found.days) if found.days else "a certain day"

    def _on(self, said: str) -> str:
        if said.startswith(("before", "by")):
            return said
        if " to " in said:
            return f"between {said.replace(' to ', ' and day ')}"
        return f"on {said}" if said.startswith(("day", "a certain day")) else f"in {said}"
