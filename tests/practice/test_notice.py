"""Working days of notice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.notice import days_before, working_days, works

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
GOOD_FRIDAY, EASTER_MONDAY = dt.date(2026, 4, 3), dt.date(2026, 4, 6)


def test_weekends_and_closed_days_are_none() -> None:
    thursday, wednesday = dt.date(2026, 4, 2), dt.date(2026, 4, 8)
    assert working_days(thursday, wednesday) == 3
    assert working_days(thursday, wednesday, {GOOD_FRIDAY, EASTER_MONDAY}) == 1


def test_neither_the_first_nor_the_last_day_counts() -> None:
    monday = dt.date(2026, 3, 2)
    assert working_days(monday, monday) == 0
    assert working_days(monday, monday + dt.timedelta(days=1)) == 0
    assert working_days(monday, monday + dt.timedelta(days=2)) == 1
    assert working_days(monday, monday - dt.timedelta(days=9)) == 0


@given(DAYS, st.integers(1, 60))
def test_so_many_days_before_leaves_so_many_days(end: dt.date, count: int) -> None:
    day = days_before(end, count)
    assert works(day)
    assert working_days(day, end) == count - 1
