from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.ages import UNKNOWN, age, interval, span
from workshop_tui.practice.when import When

D = dt.date
BORN = D(2019, 5, 14)


def when(first: dt.date | None, last: dt.date | None = None) -> When:
    return When("", first, last or first)


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (when(D(2022, 7, 20)), "3 years 2 months"),
        (when(D(2022, 7, 13)), "3 years 1 month"),
        (when(D(2022, 7, 14), D(2022, 10, 14)), "between 3 years 2 months and 3 years 5 months"),
        (when(D(2020, 5, 14)), "1 year"),
        (when(D(2019, 6, 20)), "1 month 6 days"),
        (when(D(2019, 5, 15)), "1 day"),
        (when(D(2019, 5, 14)), "0 days"),
        (when(D(2019, 3, 14)), "2 months before birth"),
        (when(D(2022, 7, 14), D(2022, 7, 20)), "3 years 2 months"),
        (When("after", D(2022, 7, 14), None), "at least 3 years 2 months"),
        (When("before", None, D(2022, 7, 14)), "at most 3 years 2 months"),
        (When("undated"), UNKNOWN),
    ],
)
def test_ages(happened: When, words: str) -> None:
    assert age(BORN, happened) == words


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (when(D(2024, 3, 12)), when(D(2026, 6, 16)), "2 years 3 months 4 days"),
        (when(D(2024, 3, 12)), when(D(2024, 3, 12)), "0 days"),
        (when(D(2024, 1, 31)), when(D(2024, 2, 29)), "1 month"),
        (
            when(D(2024, 3, 1), D(2024, 3, 31)),
            when(D(2024, 5, 1)),
            "between 1 month 1 day and 2 months",
        ),
        (when(D(2024, 3, 1), D(2024, 3, 31)), when(D(2024, 3, 5)), "between 0 days and 26 days"),
        (When(""), when(D(2024, 3, 5)), UNKNOWN),
    ],
)
def test_intervals_either_way_round(one: When, other: When, words: str) -> None:
    assert interval(one, other) == interval(other, one) == words


DAYS = st.dates(D(1900, 1, 1), D(2100, 1, 1))


@given(DAYS, DAYS)
def test_a_span_leads_from_one_day_to_the_other(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    years, months, days = span(first, last)
    assert 0 <= months < 12 and 0 <= days < 31
    assert abs((years * 365.2425 + months * 30.44 + days) - (last - first).days) < 4


@given(DAYS, DAYS, DAYS)
def test_a_vaguer_date_never_says_more(born: dt.date, one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    exact = age(born, when(first))
    assert exact in age(born, when(first, last))
