"""Notice: whether an invitation leaves people time to prepare (phase 1, paragraph f)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

_FRIDAY = 4


def works(day: dt.date, closed: Collection[dt.date] = ()) -> bool:
    """Whether people work on a day: Monday to Friday, unless everybody is away."""
    return day.weekday() <= _FRIDAY and day not in closed


def working_days(start: dt.date, end: dt.date, closed: Collection[dt.date] = ()) -> int:
    """Working days from the day after ``start`` to the day before ``end``: what people have.

    0 where the end is not after the start.
    """
    days = (end - start).days
    return sum(works(start + dt.timedelta(days=n), closed) for n in range(1, days))


def days_before(end: dt.date, count: int, closed: Collection[dt.date] = ()) -> dt.date:
    """The working day that lies so many working days before a day."""
    day = end
    while count > 0:
        day -= dt.timedelta(days=1)
        count -= works(day, closed)
    return day
