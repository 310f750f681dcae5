"""Times of day in texts as parts of the day."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.privacy.coarse.clock import at_part_of_day, without_times


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("attended 23:20. Left at 14:30", "attended at night. Left in the afternoon"),
        ("At 14:30 she rang", "In the afternoon she rang"),
        ("approx 2.30pm; at approx. 1430hrs", "in the afternoon; in the afternoon"),
        ("@9:50, visit, 11.15.", "in the morning, visit, in the morning."),
        ("between 14:30 and 15:00; 7am-9am", "in the afternoon; in the morning"),
        ("from 9am until 3 p.m., by 9:50", "from the morning until the afternoon, by the morning"),
        ("at 2:30; at 3 o'clock", "at some time that day; at some time that day"),
        ("since half past nine", "since some time that day"),
        ("duty visit, 14.10. at 14.10.", "duty visit, in the afternoon. in the afternoon."),
        ("March 2024 14:30:00Z", "March 2024 in the afternoon"),
        ("submitted 09.20 with history", "submitted in the morning with history"),
        ("since 10pm, 14h30", "since the night, in the afternoon"),
    ],
)  # fmt: skip
def test_times_become_parts_of_the_day(text: str, told: str) -> None:
    assert without_times(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "BP 120/80, 14.30, 2.5 mg, at 12.50 kg, £12.30, 24/7, ratio 1:1, 12:61, 25:00",
        "aged 3 to 5, five to ten visits, 1200 hours of support, 2 h patch daily, noon",
        "NHS 943 476 5919, 36/40, 20+2, VC-23-041877, 0191 496 0123",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert without_times(text) == text


@given(
    st.times(), st.sampled_from(["{:%H:%M}", "{:%H:%M:%S}", "{:%I.%M%p}", "{:%H%M}hrs", "{:%I%p}"])
)
def test_no_minute_survives(time, form: str) -> None:
    left = without_times(f"rang at {form.format(time)} again")
    assert not re.search(r"\d", left), left
    assert left.startswith("rang ") and left.endswith(" again")


@given(st.text(st.sampled_from("0123456789:.apm hrstoand-@"), max_size=30) | st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(without_times(text), str)


def test_stored_times() -> None:
    assert at_part_of_day("23:20") == "at night" and at_part_of_day("09:00:30") == "in the morning"
    assert at_part_of_day(None) == at_part_of_day("") == ""
