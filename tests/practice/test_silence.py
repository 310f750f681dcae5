from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.silence import Dated, gaps, parts, silent

D = dt.date


def on(number: int, day: dt.date, last: dt.date | None = None, agency: int = 1) -> Dated:
    return Dated(number, agency, day, last or day)


def test_a_gap_lies_between_two_entries() -> None:
    (gap,) = gaps([on(1, D(2024, 1, 1)), on(2, D(2024, 3, 1)), on(3, D(2024, 3, 2))], 30)
    assert (gap.first, gap.last, gap.days) == (D(2024, 1, 2), D(2024, 2, 29), 59)
    assert (gap.before_id, gap.after_id, gap.vague_ids) == (1, 2, ())


@pytest.mark.parametrize(("longer_than", "count"), [(58, 1), (59, 0)])
def test_the_length_is_chosen(longer_than: int, count: int) -> None:
    assert len(gaps([on(1, D(2024, 1, 1)), on(2, D(2024, 3, 1))], longer_than)) == count


def test_a_vague_entry_fills_no_gap_and_is_named() -> None:
    vague = [
        on(3, D(2024, 1, 1), D(2024, 12, 31)),
        Dated(4, 1, None, D(2024, 2, 1)),
        Dated(5, 1, None, None),
        on(6, D(2023, 1, 1), D(2023, 6, 1)),
    ]
    (gap,) = gaps([on(1, D(2024, 1, 1)), on(2, D(2024, 3, 1)), *vague], 30)
    assert gap.vague_ids == (3, 4)


def test_a_period_ends_gaps_too() -> None:
    found = gaps([on(1, D(2024, 6, 1))], 30, (D(2024, 1, 1), D(2024, 12, 31)))
    assert [(gap.before_id, gap.after_id) for gap in found] == [(None, 1), (1, None)]
    assert [gap.days for gap in found] == [152, 213]
    (whole,) = gaps([], 30, (D(2024, 1, 1), D(2024, 12, 31)))
    assert (whole.days, whole.before_id, whole.after_id) == (366, None, None)
    assert gaps([], 30) == []


def test_an_entry_over_several_days_fills_them() -> None:
    assert gaps([on(1, D(2024, 1, 1), D(2024, 1, 28)), on(2, D(2024, 2, 1))], 3) == []


def test_who_sent_nothing_and_when() -> None:
    period = (D(2024, 1, 1), D(2024, 12, 31))
    entries = [on(1, D(2024, 1, 5)), on(2, D(2024, 4, 5)), on(3, D(2024, 12, 5))]
    none, first, second = silent([2, 1], entries, period)
    assert (none.agency_id, none.none_at_all) == (2, True)
    assert (first.first, first.last) == (D(2024, 2, 1), D(2024, 3, 31))
    assert (second.first, second.last, second.none_at_all) == (
        D(2024, 5, 1),
        D(2024, 11, 30),
        False,
    )
    assert silent([2], [], (None, None))[0].none_at_all
    assert silent([1], [on(1, D(2024, 1, 1))], (None, None)) == []


DAYS = st.dates(D(2000, 1, 1), D(2030, 1, 1))


@given(DAYS, DAYS)
def test_parts_cover_the_period_once(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = parts(first, last)
    assert (found[0][0], found[-1][1]) == (first, last)
    assert all(a[1] + dt.timedelta(1) == b[0] for a, b in pairwise(found))


@given(st.lists(DAYS, max_size=12), st.integers(1, 400))
def test_gaps_hold_no_entry_and_miss_none(days: list[dt.date], longer_than: int) -> None:
    entries = [on(number, day) for number, day in enumerate(days)]
    found = gaps(entries, longer_than)
    for gap in found:
        assert gap.days > longer_than
        assert not any(gap.first <= day <= gap.last for day in days)
    ordered = sorted(set(days))
    longer = [1 for a, b in pairwise(ordered) if (b - a).days - 1 > longer_than]
    assert len(found) == len(longer)
