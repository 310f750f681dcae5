"""Dates as Britain writes them, and dates made coarse."""

from __future__ import annotations

import pytest

from workshop_tui.outputs.dates import british, month, months_only, span


def test_british_dates() -> None:
    assert british("2024-03-12") == "12 March 2024"
    assert british("2024-03-12T10:00:00+00:00") == "12 March 2024"
    assert british(None) == "" and british("end of term") == "end of term"
    assert month("2024-03-12") == "March 2024" and month("soon") == ""


def test_periods() -> None:
    assert span("2024-03-01", "2024-04-02") == "1 March 2024 to 2 April 2024"
    assert span("2024-03-01", "2024-03-31", exact=False) == "March 2024"
    assert span("2024-03-01", None) == "from 1 March 2024"
    assert span(None, "2024-03-01") == "until 1 March 2024"
    assert span(None, None) == ""


@pytest.mark.parametrize(
    ("text", "coarse"),
    [
        ("seen on 12/03/2024 at home", "seen on March 2024 at home"),
        ("12.3.24, 2-3-2024", "March 2024, March 2024"),
        ("2024-03-12", "March 2024"),
        ("12th March 2024; 12 Mar", "March 2024; March"),
        ("on the 3rd of June, 12Mar24", "on June, March24"),
        ("March 12, 2024", "March, 2024"),
        ("in March 2024", "in March 2024"),
        ("36/40, 20+2, BP 120/80, 14.30", "36/40, 20+2, BP 120/80, 14.30"),
        ("40/13/2024", "40/13/2024"),
        ("he may 3 times", "he may 3 times"),
        ("12-Mar-24", "March-24"),
    ],
)
def test_only_months_stay(text: str, coarse: str) -> None:
    assert months_only(text) == coarse
