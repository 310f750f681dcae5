"""Named periods: terms, holidays, seasons and years, as wide as they can mean."""

from __future__ import annotations

import datetime as dt

import pytest

from workshop_tui.intake.dates import read_date, split_date

PERIODS = {
    "Easter 2023": ("2023-03-26", "2023-04-23"),
    "Easter holidays 2023": ("2023-03-26", "2023-04-23"),
    "Christmas 2022": ("2022-12-16", "2023-01-06"),
    "over Xmas 2022": ("2022-12-16", "2023-01-06"),
    "Christmas 2022/23": ("2022-12-16", "2023-01-06"),
    "New Year 2023": ("2022-12-31", "2023-01-02"),
    "during the summer holidays 2023": ("2023-06-24", "2023-09-10"),
    "February half term 2023": ("2023-02-01", "2023-03-07"),
    "half term, October 2023": ("2023-10-01", "2023-11-07"),
    "summer term 2023": ("2023-04-01", "2023-07-31"),
    "Summer Term 2022/23": ("2023-04-01", "2023-07-31"),
    "Autumn term 2022-23": ("2022-09-01", "2022-12-31"),
    "spring/summer 2023": ("2023-03-01", "2023-08-31"),
    "FY23/24": ("2023-04-01", "2024-03-31"),
    "academic year 2022-23": ("2022-09-01", "2023-08-31"),
    "2019-21": ("2019-01-01", "2021-12-31"),
    "first week in March 2024": ("2024-03-01", "2024-03-07"),
    "wk beg 4/3/24": ("2024-03-04", "2024-03-10"),
    "31 Jan/1 Feb 2024": ("2024-01-31", "2024-02-01"),
    "12/03/24\n14/03/24": ("2024-03-12", "2024-03-14"),
    "before Christmas 2022": (None, "2022-12-15"),
    "on or before 12 March 2024": (None, "2024-03-12"),
    "on or after 12 March 2024": ("2024-03-12", None),
    "in or around March 2024": ("2024-03-01", "2024-03-31"),
}


@pytest.mark.parametrize(("text", "bounds"), PERIODS.items())
def test_reads_a_named_period(text: str, bounds: tuple[str | None, str | None]) -> None:
    reading = read_date(text)
    assert reading.when is not None
    found = tuple(day and day.isoformat() for day in (reading.when.earliest, reading.when.latest))
    assert found == bounds
    assert set(reading.flags) & {"partial-date", "several-dates"}


@pytest.mark.parametrize(
    "text",
    [
        "Easter",
        "Christmas",
        "summer 2023/24",
        "Spring term 2022/24",
        "FY23/25",
        "Christmas 2022/24",
        "March half term 2023",
        "summer/spring 2023",
        "2019-05-21-22",
        "Year 3",
        "Ramadan 2023",
    ],
)
def test_a_period_that_is_not_known_is_not_guessed(text: str) -> None:
    assert read_date(text).when is None


@pytest.mark.parametrize(
    ("year", "easter"),
    [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2024, "2024-03-31")],
)
def test_the_days_of_easter(year: int, easter: str) -> None:
    sunday = dt.date.fromisoformat(easter)
    for name, days in (("Good Friday", -2), ("Easter Sunday", 0), ("Easter Monday", 1)):
        when = read_date(f"{name} {year}").when
        assert when is not None
        assert when.earliest == when.latest == sunday + dt.timedelta(days)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("12/03/2024 1300 - 1400", "13:00"),
        ("12/03/2024 13.00-14.00", "13:00"),
        ("12/03/2024 2350-0020", "23:50"),
        ("12/03/2024@1430", "14:30"),
        ("12/03/2024 (time unknown)", None),
    ],
)
def test_times_of_24_hours_behind_a_whole_date(text: str, time: str | None) -> None:
    reading = read_date(text)
    assert reading.when is not None
    assert reading.when.earliest == reading.when.latest == dt.date(2024, 3, 12)
    assert reading.when.time == time
    assert reading.flags == ()


def test_a_line_may_begin_with_a_named_period() -> None:
    assert split_date("Christmas 2022: the family moved") == (
        "Christmas 2022",
        ": the family moved",
    )
