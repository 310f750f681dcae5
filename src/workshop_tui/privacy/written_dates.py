"""Dates that the register holds, such as a date of birth: every way in which they are written."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})")
_BETWEEN_NUMBERS, _BETWEEN_WORDS = r"\s?[/.\-–\s]\s?", r"[\s,.\-/]{1,3}"
_WAY = re.compile(
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9} (?:\d{4}|\d\d)"
    r"|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)? \d{4}"
)
_CENTURY = 2000


def ways(words: str) -> list[str]:
    """Every way of writing a date, in lower case; none if the words are no whole date."""
    day = _read(" ".join(words.lower().split()))
    if day is None:
        return []
    month = _MONTHS[day.month - 1]
    years = (f"{day.year}", f"{day.year % 100:02}")
    days = tuple(dict.fromkeys((f"{day.day}", f"{day.day:02}")))
    months = tuple(dict.fromkeys((f"{day.month}", f"{day.month:02}")))
    called = tuple(dict.fromkeys((month, month[:3], month[:4])))
    ordinal = f"{day.day}{_ending(day.day)}"
    numbers = [f"{d}/{m}/{y}" for d in days for m in months for y in years]
    named = [f"{d} {m} {y}" for d in (*days, ordinal) for m in called for y in years]
    turned = [f"{m} {d} {years[0]}" for m in called for d in (*days, ordinal)]
    of = [f"{ordinal} of {m} {y}" for m in called for y in years]
    return [*numbers, day.isoformat(), *named, *turned, *of]


def pattern(way: str) -> str:
    """The pattern of a date in one way of writing it; "" if it is no such way."""
    if not _WAY.fullmatch(way):
        return ""
    parts = re.split(r"[/\- ]", way)
    between = _BETWEEN_WORDS if any(part.isalpha() for part in parts) else _BETWEEN_NUMBERS
    return rf"(?<![\d/.\-])(?<!\w){between.join(parts)}(?![\d/]|\w)"


def _read(words: str) -> date | None:
    numbers, iso, named = (p.fullmatch(words) for p in (_NUMBERS, _ISO, _WORDS))
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if numbers:
            return date(_year(numbers[3]), int(numbers[2]), int(numbers[1]))
        if named:
            months = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(named[2][:3])]
            return date(int(named[3]), months[0], int(named[1])) if months else None
    except ValueError:
        return None
    return None


def _year(words: str) -> int:
    year = int(words)
    if len(words) == 4:
        return year
    return year + _CENTURY if year <= date.today().year % 100 else year + _CENTURY - 100


def _ending(day: int) -> str:
    if 10 < day < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
