"""Days and periods in documents, however coarse their circulation gives them."""

from __future__ import annotations

import pytest

from workshop_tui.outputs.dates import span, worded


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-03-12", "12 March 2024"),
        ("2024-03-12T10:00:00+00:00", "12 March 2024"),
        ("2024-03", "March 2024"),
        ("2024-13", "2024-13"),
        ("day 12", "day 12"),
        ("end of term", "end of term"),
        (None, ""),
    ],
)
def test_days(day: str | None, words: str) -> None:
    assert worded(day) == words


def test_periods() -> None:
    assert span("2024-03-01", "2024-04-02") == "1 March 2024 to 2 April 2024"
    assert span("2024-03", "2024-03") == "March 2024"
    assert span("day 3", "day 40") == "day 3 to day 40"
    assert span("2024-03-01", None) == "from 1 March 2024"
    assert span(None, "2024-03-01") == "until 1 March 2024"
    assert span(None, None) == ""
