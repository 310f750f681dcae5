"""Days as people in Britain write them."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(iso: str | None) -> dt.date | None:
    """The day of an ISO date or time; None where it is not one."""
    try:
        return dt.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def british(iso: str | None) -> str:
    """An ISO date as "12 March 2024"; what is not one stays as it is."""
    date = day(iso)
    return f"{date.day} {month(iso)}" if date else iso or ""


def weekday(iso: str | None) -> str:
    """An ISO date as "Thursday 12 March 2024"; what is not one stays as it is."""
    date = day(iso)
    return f"{WEEKDAYS[date.weekday()]} {british(iso)}" if date else iso or ""


def month(iso: str | None) -> str:
    """The month of an ISO date: "March 2024"."""
    date = day(iso)
    return f"{MONTHS[date.month - 1]} {date.year}" if date else ""


def clock_time(iso: str) -> str:
    """The time of day of an ISO time, on this computer's clock: "10:32"; "" where it is none."""
    try:
        return f"{dt.datetime.fromisoformat(iso).astimezone():%H:%M}"
    except ValueError:
        return ""


def days_between(first: str, last: str) -> int:
    """Whole days from one ISO date to another; negative where the second is earlier."""
    return (dt.date.fromisoformat(last[:10]) - dt.date.fromisoformat(first[:10])).days
