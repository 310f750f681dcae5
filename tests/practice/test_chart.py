"""Small charts of text: nothing is drawn that is not plainly a number."""

from __future__ import annotations

import pytest

from workshop_tui.practice import chart


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("62", 62),
        (" 62 % ", 62),
        ("1,200 days", 1200),
        ("£3.50", 3.5),
        ("12.5 per cent", 12.5),
        ("about 60", None),
        ("12 of 40", None),
        ("<5", None),
        ("1,20", None),
        ("", None),
        ("none", None),
    ],
)
def test_numbers(words: str, value: float | None) -> None:
    assert chart.number(words) == value


def test_a_line_rises_with_its_values() -> None:
    assert chart.line([0, 50, 100]) == "▁▅█"
    assert chart.line([0, 0]) == "▁▁"
    assert chart.line([]) == ""


def test_a_bar_is_as_long_as_its_value_and_never_longer() -> None:
    assert chart.bar(50, 100, 10) == "█████"
    assert chart.bar(55, 100, 10) == "█████▌"
    assert chart.bar(200, 100, 10) == "█" * 10
    assert chart.bar(0, 0, 10) == ""
