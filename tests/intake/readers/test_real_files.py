"""Ten files that others published; nothing of them is repeated here. Skipped where absent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from workshop_tui.intake.raw import RawTable
from workshop_tui.intake.readers import read_document

from .builders import numbers

FOLDER = Path(__file__).parents[4] / "shared" / "real-chronologies"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not here")


def tables(name: str) -> dict[str, RawTable]:
    return {table.name: table for table in read_document(FOLDER / name).tables}


def row(table: RawTable, number: int) -> list[str]:
    (found,) = [r for r in table.rows if r.number == number]
    return [cell.text for cell in found.cells]


def said() -> str:
    """The README beside the files, which quotes what stands at some places in them."""
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def test_text_dates_between_blank_runs() -> None:
    sheet = tables("03_tbilisi_timeline.xlsx")["Sheet1"]
    assert (len(sheet.rows), sheet.rows[-1].number) == (33, 48)
    assert row(sheet, 3)[0] == "04-01-2004"
    assert row(sheet, 3)[1] in said()
    assert row(sheet, 48)[0] == "29-12-2004"
    assert row(sheet, 44)[0] == ""


def test_an_old_workbook_with_the_header_in_row_ten() -> None:
    found = tables("07_Log.xls")
    sheet = found["Sheet1"]
    assert row(sheet, 10)[0] == "Date"
    assert [n for n in numbers(sheet) if n > 10] == list(range(11, 130))
    first = next(r for r in sheet.rows if r.number == 11).cells[0]
    assert (first.text, first.value, first.number_format) == ("2/16", dt.date(2012, 2, 16), "M/D;@")
    assert row(sheet, 92)[0] == "3/27-3/29"
    assert (found["Sheet2"].rows, found["Sheet3"].rows) == ((), ())


def test_dates_before_1900() -> None:
    found = tables("08_poll_tax_constitutional_convention_timeline.ods")
    assert {name: len(table.rows) for name, table in found.items()} == {
        "suffrage article": 8, "education article": 5,
    }  # fmt: skip
    cells = found["suffrage article"].rows[7].cells
    assert cells[0].text[:24] in said()
    assert cells[1].value == dt.date(1875, 11, 17)


def test_a_word_table() -> None:
    table = tables("10_Logbook.docx")["table 1"]
    assert numbers(table) == list(range(1, 11))
    assert row(table, 3)[0] == "12/11//2020"
    assert row(table, 10)[2][:30] in said()


def test_dated_paragraphs() -> None:
    found = tables("11_Process.docx")["paragraphs"]
    assert len(found.rows) == 31
    assert "27 Janurary 2017," in [r.cells[0].text.strip() for r in found.rows]


def test_dated_headings_and_a_table() -> None:
    found = tables("12_Timeline.docx")
    headings = [r.cells[0].text for r in found["paragraphs"].rows if r.cells[1].text == "Heading 3"]
    assert sum(" — " in text and "2015" in text for text in headings) == 15
    assert "12/12/2015 — 03:30:35.244" in [text.strip() for text in headings]
    assert len(found["table 1"].rows) == 18


def test_old_mac_line_ends() -> None:
    table = tables("15_pam_timeline.csv")["table 1"]
    assert numbers(table) == list(range(1, 57))
    assert row(table, 56)[2] in said()


def test_quoted_text() -> None:
    table = tables("18_chronology.csv")["table 1"]
    assert numbers(table) == list(range(1, 28))
    assert row(table, 4)[1] == "1943 to 1945"


def test_semicolons_with_commas_in_the_text() -> None:
    table = tables("20_VB_VE_neu.csv")["table 1"]
    assert numbers(table) == list(range(1, 77))
    assert {len(r.cells) for r in table.rows} == {8}
    assert row(table, 22)[0] == "1979-07-04"


def test_markdown() -> None:
    lines = tables("23_UK_timeline.md")["lines"]
    assert row(lines, 3) == ["20/01/2020"]
    assert sum(r.cells[0].text.startswith("- ") for r in lines.rows) == 20
