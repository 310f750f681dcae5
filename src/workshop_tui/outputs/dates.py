"""Dates as people in Britain write them, and dates made coarse for the public."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH_WORDS = {month[:3].lower(): month for month in _MONTHS}
_WORD = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS) + "|Sept"

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]*({_WORD})(?![^\W\d_])",
    re.IGNORECASE,
)
_DAY_LAST = re.compile(rf"(?<!\w)({_WORD})\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\w:])(,?\s+\d{{4}})?")


def british(iso: str | None) -> str:
    """An ISO date as "12 March 2024"; what is not one stays as it is."""
    date = _date(iso)
    return f"{date.day} {month(iso)}" if date else iso or ""


def month(iso: str | None) -> str:
    """The month of an ISO date: "March 2024"."""
    date = _date(iso)
    return f"{_MONTHS[date.month - 1]} {date.year}" if date else ""


def span(start: str | None, end: str | None, *, exact: bool = True) -> str:
    """A period in words; "" where neither end is known."""
    show = british if exact else month
    first, last = show(start), show(end)
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else ""


def months_only(text: str) -> str:
    """The text with the exact dates in it that can be recognised made into months."""
    text = _ISO.sub(lambda m: _month_name(m[2], m[1]) or m[0], text)
    text = _NUMERIC.sub(lambda m: _month_name(m[3], m[4]) or m[0], text)
    text = _DAY_FIRST.sub(lambda m: _MONTH_WORDS[m[1][:3].lower()], text)
    return _DAY_LAST.sub(lambda m: _MONTH_WORDS[m[1][:3].lower()] + (m[2] or ""), text)


def _month_name(number: str, year: str) -> str:
    if not 1 <= int(number) <= 12:
        return ""
    return f"{_MONTHS[int(number) - 1]} {year if len(year) == 4 else '20' + year}"


def _date(iso: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
