"""When: a vague entry heads its period, an undated one comes last."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.when import When


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_sorts_from_vague_to_exact_and_undated_last() -> None:
    in_order = [
        When("2019", day("2019-01-01"), day("2019-12-31")),
        When("early 2019", day("2019-01-01"), day("2019-04-30")),
        When("until 1 March 2019", None, day("2019-03-01")),
        When("March 2019", day("2019-03-01"), day("2019-03-31")),
        When("1 March 2019", day("2019-03-01"), day("2019-03-01")),
        When("12 March 2019 onwards", day("2019-03-12"), None),
        When("12-14 March 2019", day("2019-03-12"), day("2019-03-14")),
        When("12/03/2019", day("2019-03-12"), day("2019-03-12")),
        When("12/03/2019 09:00", day("2019-03-12"), day("2019-03-12"), "09:00"),
        When("12/03/2019 09:00:30", day("2019-03-12"), day("2019-03-12"), "09:00:30"),
        When("undated"),
        When("14:30", time="14:30"),
    ]
    backwards = in_order[::-1]
    shuffled = sorted(backwards, key=When.sort_key)
    assert [when.text for when in shuffled] == [when.text for when in in_order]


dates = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@given(st.tuples(dates, dates), st.tuples(dates, dates))
def test_earlier_days_sort_first(
    one: tuple[dt.date, dt.date], two: tuple[dt.date, dt.date]
) -> None:
    first, second = When("a", *sorted(one)), When("b", *sorted(two))
    if min(one) < min(two):
        assert first.sort_key() < second.sort_key()
    assert first.sort_key() < When("undated").sort_key()
