"""Ages in texts in bands; what is no age is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.practice.age_bands import AgeBands
from workshop_tui.privacy.coarse.ages import Ages
from workshop_tui.privacy.tiers import tiers

BANDS = tiers().bands
AGES = Ages(BANDS, ("Child A", "Mother", "Mother's partner"))


@pytest.mark.parametrize(
    ("text", "banded"),
    [
        ("aged 5, five-year-old, 14-month-old", "aged 5–9, 5–9-year-old, 0–1-year-old"),
        ("a five-year-old girl; the five year old", "a 5–9-year-old girl; the 5–9-year-old"),
        ("she is five years old; 18 months old", "she is aged 5–9; aged 0–1"),
        ("3 years and 2 months old; 6-week-old", "aged 2–4; 0–1-year-old"),
        ("four- to six-year-olds; 4-6 year olds", "2–9-year-olds; 2–9-year-olds"),
        ("aged 3, 5 and 8; aged 5 to 7", "aged 2–4 and 5–9; aged 5–9"),
        ("aged between 4 and 6", "aged 2–9"),
        ("at the age of 14 months; age: 5; aged about 5", "at the age of 0–1; age: 5–9; aged 5–9"),
        ("5yo, 14 m/o, 5 yr old, JT 3y 8m", "aged 5–9, aged 0–1, aged 5–9, JT aged 2–4"),
        ("Child A (4) in bed", "Child A (2–4) in bed"),
        ("her daughter, 3, slept", "her daughter, 2–4, slept"),
        ("children (5 and 7); mother (38)", "children (5–9); mother (25–39)"),
        ("a girl of about 5 holding", "a girl of about 5–9 holding"),
        ("a child of six", "a child of 5–9"),
        ("when she was 5, he left", "when she was 5–9, he left"),
        ("Child A was 4 at the time", "Child A was 2–4 at the time"),
        ("her 5th birthday; eighteenth birthday", "her birthday; birthday"),
        ("turned 5 in May; Mother, 24, came", "turned 5–9 in May; Mother, 18–24, came"),
        ("a 43-year-old man; 66 years old", "a 40–64-year-old man; aged 65 and over"),
        ("aged twenty-four; aged 2½; Aged 2.5 years", "aged 18–24; aged 2–4; Aged 2–4"),
        ("DOB 14/05/2019; born on 14 May 2019", "DOB (date left out); born (date left out)"),
        ("born in 2019", "born (date left out)"),
        ("Sibling 1, b. 8/2, 3.2 kg", "Sibling 1, b. (date left out), 3.2 kg"),
    ],
)  # fmt: skip
def test_ages_stand_in_bands(text: str, banded: str) -> None:
    assert AGES.text(text) == banded


@pytest.mark.parametrize(
    "text",
    [
        "27 children; a 35-year plan; PHQ-9 15; under-fives; two years; Year 1; in her 30s",
        "for 3y 8m; 20/40; pregnancy booked at 20 weeks; three days later",
        "stage 5; page 5; aged 130; aged 5lbs; age 5%; over 5 years old; aged under 5",
        "turned 5 people away; when he was 5 minutes late; a child of 5 siblings",
        "one day; the first visit; on 12 March 2024; was born by section",
        "Child A was 5 minutes late",
    ],
)
def test_what_is_no_age_is_left_alone(text: str) -> None:
    assert AGES.text(text) == text


FORMS = (
    "aged {}", "age {}", "aged {} years", "a {}-year-old", "{} years old", "{}yo", "{} y/o",
    "Child A ({})", "Child A, {}, slept", "her son, {}.", "a boy of {}", "ages {} and 40",
    "when he was {}, she left", "at the age of {}", "{} year old twins", "Mother ({}) came",
)  # fmt: skip


@settings(max_examples=300)
@given(age=st.integers(0, 99), form=st.sampled_from(FORMS))
def test_only_the_band_of_an_age_survives(age: int, form: str) -> None:
    left = AGES.text(form.format(age))
    numbers = {int(number) for number in re.findall(r"\d+", left)}
    edges = {edge for band in BANDS.bands for edge in band if edge is not None}
    assert numbers <= edges, (form, age, left)
    assert AGES.text(left) == left


@settings(max_examples=300)
@given(st.text(st.sampled_from("0123456789 -–year old agedmonths(),½'"), max_size=40) | st.text())
def test_no_text_is_too_odd(text: str) -> None:
    once = AGES.text(text)
    assert isinstance(once, str)
    assert text != once or Ages(BANDS).text(text) is not None


def test_other_bands() -> None:
    wide = Ages(AgeBands.read(["0–17", "18+"]), ())
    assert wide.text("aged 5, a 30-year-old") == "aged 0–17, a 18+-year-old"
