"""Dates as people in Britain write them, and dates made coarse for the public."""

from __future__ import annotations

import re

from workshop_tui.practice.days import MONTHS, british, month

__all__ = ["british", "month", "months_only", "span"]

_MONTH_WORDS = {month[:3].lower(): month for month in MONTHS}
_WORD = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|Sept"

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]*({_WORD})(?![^\W\d_])",
    re.IGNORECASE,
)
_DAY_LAST = re.compile(rf"(?<!\w)({_WORD})\s+\d{{1,2}}(?:st|nd|rd|th)?(?![\w:])(,?\s+\d{{4}})?")


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
    return f"{MONTHS[int(number) - 1]} {year if len(year) == 4 else '20' + year}"
