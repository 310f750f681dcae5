"""Days and periods in documents: exact, by month, or counted, as their circulation gives them."""

from __future__ import annotations

from workshop_tui.practice.days import MONTHS, british


def worded(day: str | None) -> str:
    """A day as a document says it.

    Args:
        day: ISO ("2024-03-12"), a month of it ("2024-03"), or already in words ("day 12").
    """
    words = day or ""
    year, dash, month = words.partition("-")
    if len(words) == 7 and dash and year.isdecimal() and month.isdecimal():
        return f"{MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else words
    return british(day)


def span(start: str | None, end: str | None) -> str:
    """A period in words; "" where neither end is known."""
    first, last = worded(start), worded(end)
    if first and last:
        return first if first == last else f"{first} to {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else ""
