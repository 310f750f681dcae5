"""Bands of ages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.age_bands import AgeBands
from workshop_tui.practice.problems import Problem

BANDS = AgeBands.read(["0–1", "2-4", "5–9", "10 and over"])


@given(st.integers(0, 120), st.integers(0, 120))
def test_every_age_has_one_band(age: int, other: int) -> None:
    assert BANDS.of(age) in ("0–1", "2–4", "5–9", "10 and over")
    assert BANDS.of(age, age) == BANDS.of(age)
    low, high = sorted((age, other))
    assert BANDS.of(low, high).startswith(BANDS.of(low).split("–")[0].split(" ")[0])


def test_several_bands_as_one() -> None:
    assert BANDS.of(3, 6) == "2–9" and BANDS.of(3, 30) == "2 and over" and BANDS.of(4) == "2–4"


@pytest.mark.parametrize(
    ("labels", "wrong"),
    [
        (["0–1", "3–4", "5 and over"], "should begin at 2"),
        (["0–1", "2–4"], "last band of ages must be open"),
        ([], "last band of ages must be open"),
        (["0–1", "toddlers"], "'toddlers' is no band"),
        (["0–1", "2 and over", "3–4"], "'3–4' is no band"),
        (["1–2", "3+"], "should begin at 0"),
        (["0–5", "6–2", "3+"], "should begin at 6"),
    ],
)
def test_bands_that_leave_a_gap_are_refused(labels: list[str], wrong: str) -> None:
    with pytest.raises(Problem, match=wrong):
        AgeBands.read(labels)
