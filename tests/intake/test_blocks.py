"""Several tables in one sheet, and headings that rows stand under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.intake.readers.builders import p, tbl, tc, tr, word

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable
from workshop_tui.intake.reading import Reading, assemble, read_chronology

PROSE = "The health visitor saw mother and baby at home; the flat was cold."


def sheet(*rows: Sequence[str | Cell], name: str = "Sheet1") -> RawDocument:
    cells = [tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in rows]
    numbered = tuple(RawRow(n, row) for n, row in enumerate(cells, start=1) if row)
    return RawDocument("file.xlsx", (RawTable(name, "sheet", numbered),))


def days(found: Reading) -> list[str]:
    return [str(entry.when.earliest) for entry in found.entries]


def said(found: Reading) -> list[tuple[str, str | None, str]]:
    return [(str(e.when.earliest), e.agency, e.text) for e in found.entries]


SIDE_BY_SIDE = sheet(
    ("Police", "", "", "Health", ""),
    ("Date", "Event", "", "Date", "Event"),
    ("05/03/2022", "called to the home", "", "14/04/2022", "baby weighed"),
    ("16/03/2022", "second call", "", "", ""),
)


def test_tables_side_by_side_do_not_lend_each_other_dates() -> None:
    found = assemble(SIDE_BY_SIDE)
    assert said(found) == [
        ("2022-03-05", "Police", "called to the home"),
        ("2022-03-16", "Police", "second call"),
        ("2022-04-14", "Health", "baby weighed"),
    ]
    assert [table.name for table in found.tables] == [
        "Sheet1 (columns A to C)",
        "Sheet1 (columns D to E)",
    ]


def test_a_sheet_of_several_tables_is_still_found_by_its_name() -> None:
    assert len(assemble(SIDE_BY_SIDE, sheet="sheet1").entries) == 3
    assert len(assemble(SIDE_BY_SIDE, sheet="Sheet1 (columns D to E)").entries) == 1


def test_a_second_date_of_one_event_is_no_second_table() -> None:
    found = assemble(
        sheet(("Date", "Event", "Date", "Action"), ("05/03/2022", PROSE, "14/04/2022", "letter"))
    )
    assert len(found.tables) == 1
    assert found.entries[0].fields["Date (C)"] == "14/04/2022"


def test_a_second_table_below_with_other_columns_is_read_by_its_own_headings() -> None:
    found = assemble(
        sheet(
            ("Date", "Event", "Action"),
            ("05/03/2022", "a first visit", "none"),
            ("16/03/2022", "a second visit", "none"),
            (),
            ("Telephone calls",),
            ("Team", "Date", "Contact"),
            ("Duty", "17/03/2022", "call from the school"),
        )
    )
    assert days(found) == ["2022-03-05", "2022-03-16", "2022-03-17"]
    assert [entry.origin.row for entry in found.entries] == [2, 3, 7]
    assert found.entries[2].text == "call from the school"
    assert any("Telephone calls" in note for note in found.notes)


def test_an_agency_named_above_its_rows_is_theirs() -> None:
    found = assemble(
        sheet(
            ("Police",),
            ("Date", "Event"),
            ("05/03/2022", "a call"),
            ("Health",),
            ("Date", "Event"),
            ("16/03/2022", "a visit"),
        )
    )
    assert said(found) == [("2022-03-05", "Police", "a call"), ("2022-03-16", "Health", "a visit")]
    assert assemble(sheet(("Date", "Event"), ("05/03/2022", "x"), name="Police")).entries[
        0
    ].agency == ("Police")


def test_a_year_alone_in_its_row_heads_the_rows_below() -> None:
    found = assemble(
        sheet(
            ("Date", "Agency", "Event"),
            (Cell("2022", 2022),),
            ("5 March", "GP", PROSE),
            ("2023",),
            ("3 January", "GP", PROSE),
        )
    )
    assert days(found) == ["2022-03-05", "2023-01-03"]
    assert {eye.row for eye in found.eyes} == {2, 4}
    assert any("dates without a year: 2" in note for note in found.notes)


@pytest.mark.parametrize("name", ["2022", "Chronology 2022", "Events in 2022"])
def test_the_year_of_a_sheet_is_that_of_its_days(name: str) -> None:
    rows = (("Date", "Event"), ("5 March", PROSE), ("6 April", PROSE))
    assert days(assemble(sheet(*rows, name=name))) == ["2022-03-05", "2022-04-06"]


def test_a_title_with_another_number_gives_no_year() -> None:
    rows = (("Date", "Event"), ("5 March", PROSE), ("6 April 2021", PROSE))
    for name in ("Compiled March 2024", "2022-23", "Sheet1"):
        assert days(assemble(sheet(*rows, name=name)))[0] == "None"


def test_rows_that_jump_under_a_year_are_shown() -> None:
    rows = (("Date", "Event"), ("20 November", PROSE), ("5 January", PROSE), ("9 January", PROSE))
    found = assemble(sheet(*rows, name="2022"))
    assert [eye.row for eye in found.eyes] == [3]
    assert "year-jumps" in found.entries[1].flags


def test_a_stored_year_that_is_not_the_sheets_is_shown() -> None:
    stored = Cell("5-Mar", dt.date(2024, 3, 5), "d-mmm")
    found = assemble(sheet(("Date", "Event"), (stored, PROSE), name="2022"))
    assert "year-mismatch" in found.entries[0].flags
    assert "2022" in found.eyes[0].reason
    assert (
        "year-mismatch" not in assemble(sheet(("Date", "Event"), (stored, PROSE))).entries[0].flags
    )


def test_a_column_of_years_completes_the_dates() -> None:
    found = assemble(
        sheet(
            ("Year", "Date", "Event"),
            (Cell("2022", 2022), "5 March", PROSE),
            (Cell("2023", 2023), "6 April", PROSE),
            (Cell("2023", 2023), "07/05/2023", PROSE),
        )
    )
    assert days(found) == ["2022-03-05", "2023-04-06", "2023-05-07"]
    assert found.tables[0].columns["date"] == "Date + Year"


def test_a_weekday_in_a_column_of_its_own_is_a_witness() -> None:
    found = assemble(
        sheet(
            ("Day", "Date", "Event"),
            ("Monday", "06/03/2023", PROSE),
            ("Wed", "14/03/2023", PROSE),
            ("Thurs", "16/03/2023", PROSE),
        )
    )
    assert [("weekday-column" in entry.flags) for entry in found.entries] == [False, True, False]
    assert [eye.row for eye in found.eyes] == [3]


def test_word_tables_under_headings_of_years(tmp_path: Path) -> None:
    head = tr("Date", "Event")
    path = word(
        tmp_path / "years.docx",
        p("Our involvement", style="Heading1")
        + p("2022")
        + tbl(head, tr("5 March", "first visit"), tr("12 Dec", "second visit"))
        + p("2023", style="Heading2")
        + p("The family had moved.")
        + tbl(head, tr("3 Jan", "third visit")),
    )
    assert days(read_chronology(path)) == ["2022-03-05", "2022-12-12", "2023-01-03"]


def test_years_merged_over_rows_of_a_word_table(tmp_path: Path) -> None:
    path = word(
        tmp_path / "merged.docx",
        tbl(
            tr("Year", "Date", "Event"),
            tr(tc("2022", '<w:vMerge w:val="restart"/>'), "5 March", "first visit"),
            tr(tc("", "<w:vMerge/>"), "12 December", "second visit"),
            tr("2023", "3 January", "third visit"),
        ),
    )
    assert days(read_chronology(path)) == ["2022-03-05", "2022-12-12", "2023-01-03"]


def test_markdown_tables_under_headings_of_years(tmp_path: Path) -> None:
    path = tmp_path / "years.md"
    path.write_text(
        "## 2022\n\n| Date | Event |\n|---|---|\n| 5 March | a visit |\n\n## 2023\n\n"
        "| Date | Event |\n|---|---|\n| 14 March | a call |\n",
        encoding="utf-8",
    )
    assert days(read_chronology(path)) == ["2022-03-05", "2023-03-14"]
