"""Dates and times that a file does not hold are never made up from what looks like them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from workshop_tui.intake.columns import ColumnMap, propose_columns
from workshop_tui.intake.dates import read_column, read_date
from workshop_tui.intake.raw import Cell, RawRow, RawTable
from workshop_tui.intake.reading import Reading, read_chronology


def written(path: Path, text: str) -> Reading:
    path.write_text(text, encoding="utf-8")
    return read_chronology(path)


def times(found: Reading) -> list[str | None]:
    return [entry.when.time for entry in found.entries]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Log No", ("0123", "0124", "1459")),
        ("Ref", ("1203", "1204", "1205")),
        ("Score", ("9.15", "7.30", "10.45")),
        ("Duration", ("00:45", "01:30", "00:20")),
        ("Length of call", ("00:45", "01:30", "00:20")),
        ("Time entered", ("10:45", "11:30", "12:20")),
    ],
)
def test_numbers_and_lengths_of_time_are_no_times_of_day(
    tmp_path: Path, heading: str, cells: tuple[str, ...]
) -> None:
    rows = "".join(f"{day}/03/2023,{cell},a visit\n" for day, cell in enumerate(cells, start=13))
    found = written(tmp_path / "log.csv", f"Date,{heading},Event\n{rows}")
    assert times(found) == [None] * 3
    assert [entry.fields[heading] for entry in found.entries] == list(cells)


def test_a_column_of_clock_times_without_a_heading_is_one(tmp_path: Path) -> None:
    found = written(tmp_path / "log.csv", "Date,,Event\n13/03/2023,10:45,a\n14/03/2023,9.30am,b\n")
    assert times(found) == ["10:45", "09:30"]


def test_typed_lengths_of_time_are_no_times_of_day() -> None:
    cells = [tuple(map(Cell, ("Date", "Time spent", "Event")))]
    cells += [
        (Cell(f"{day}/03/2023"), Cell("00:45", dt.time(0, 45)), Cell("a visit at home"))
        for day in (13, 14, 15)
    ]
    table = RawTable("S", "sheet", tuple(RawRow(n, row) for n, row in enumerate(cells, start=1)))
    found = propose_columns(table)
    assert isinstance(found, ColumnMap)
    assert "time" not in found.fields


def test_bare_numbers_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "old mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ("Date", "Event"))
        sheet.write_row(1, 0, (42074, "a visit"))
        sheet.write_row(2, 0, (42105, "a call"))
    found = read_chronology(path)
    assert [entry.when.earliest for entry in found.entries] == [
        dt.date(2019, 3, 12),
        dt.date(2019, 4, 12),
    ]
    assert all("counts from 1904" in (entry.when.note or "") for entry in found.entries)
    assert len(found.eyes) == 2


@pytest.mark.parametrize(
    "text", ["1?/03/2024", "?2/03/2024", "12/0?/2024", "12/?3/2024", "1? March 2024", "12/03/20?4"]
)
def test_a_digit_that_is_missing_is_not_left_out(text: str) -> None:
    when = read_date(text).when
    assert when is None or when.earliest is None


@pytest.mark.parametrize("text", ["12?/03/2024", "12/03?/2024", "?12/03/2024", "?3/4/24"])
def test_a_question_mark_beside_a_whole_number_is_a_doubt(text: str) -> None:
    assert read_date(text).flags == ("approximate",)


@pytest.mark.parametrize(
    ("text", "mismatch"),
    [
        ("Mon 3 - Fri 7 June 2024", False),
        ("Mon 3 - Sat 7 June 2024", True),
        ("Tue 3 - Fri 7 June 2024", True),
        ("Friday 1/3/24 - Tuesday 4/3/24", True),
        ("Sat 2nd & Sun 3rd March 2024", False),
        ("Sat 2nd & Tue 3rd March 2024", True),
    ],
)
def test_both_weekdays_of_a_range_are_witnesses(text: str, mismatch: bool) -> None:
    assert ("weekday-mismatch" in read_date(text).flags) is mismatch


def test_a_month_and_two_digits_between_days_of_that_month_can_be_a_day() -> None:
    cells = [Cell("13/05/2024"), Cell("May-14"), Cell("15/05/2024"), Cell("Jun-24")]
    readings = read_column([*cells, Cell("01/07/2024")]).readings
    assert "two-readings" in readings[1].flags
    assert "14 May 2024" in (readings[1].when.note if readings[1].when else "")
    assert "two-readings" not in readings[3].flags


def test_a_month_after_a_date_is_no_year() -> None:
    column = read_column([Cell("01/04/2024"), Cell("2 May 25 April"), Cell("03/05/2024")])
    assert column.whens[1] is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28/12 - 3/1/24", (dt.date(2023, 12, 28), dt.date(2024, 1, 3))),
        ("28/12/23 - 3/1", (dt.date(2023, 12, 28), dt.date(2024, 1, 3))),
    ],
)
def test_the_turn_of_the_year_in_numbers(text: str, days: tuple[dt.date, dt.date]) -> None:
    when = read_date(text).when
    assert when is not None
    assert (when.earliest, when.latest) == days
