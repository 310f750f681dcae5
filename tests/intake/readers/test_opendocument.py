from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from workshop_tui.intake.raw import Cell, UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import notes, numbers, opendocument, texts

MONTH = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/>'
    "<number:text>-</number:text><number:year/></number:date-style>"
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def cell(text: str = "", attributes: str = "") -> str:
    inner = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def sheet(*rows: str, name: str = "Log", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{"".join(rows)}</table:table>'


def date(iso: str, text: str, more: str = "") -> str:
    return cell(text, f'office:value-type="date" office:date-value="{iso}" {more}')


def test_a_sheet_made_by_a_library(tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Chronology")
    line = TableRow()
    made = TableCell(valuetype="date", datevalue="1875-09-07")
    made.addElement(P(text="07/09/1875"))
    line.addElement(made)
    table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(tmp_path / "a.ods"))
    (found,) = read_document(tmp_path / "a.ods").tables
    assert found.name == "Chronology"
    assert found.rows[0].cells == (Cell("07/09/1875", dt.date(1875, 9, 7)),)


def test_dates_show_their_format_whether_the_cell_or_the_column_has_it(tmp_path: Path) -> None:
    column = (
        '<table:table-column table:number-columns-repeated="2" '
        'table:default-cell-style-name="ce1"/>'
    )
    tables = sheet(
        column,
        row(date("2019-03-01", "Mar-19", 'table:style-name="ce1"')),
        row(cell("x"), date("2019-03-01T14:30:00", "Mar-19")),
    )
    found = read_document(opendocument(tmp_path / "a.ods", tables, MONTH)).tables[0]
    assert found.rows[0].cells[0] == Cell("Mar-19", dt.date(2019, 3, 1), "mmm-yy")
    assert found.rows[1].cells[1] == Cell("Mar-19", dt.datetime(2019, 3, 1, 14, 30), "mmm-yy")


def test_typed_values(tmp_path: Path) -> None:
    tables = sheet(
        row(
            cell("9434765919", 'office:value-type="float" office:value="9434765919"'),
            cell("14:30", 'office:value-type="time" office:time-value="PT14H30M00S"'),
            cell("36:00", 'office:value-type="time" office:time-value="PT36H00M00S"'),
            cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
            cell("", 'office:value-type="float" office:value="2.5"'),
            date("12019-01-01", "far"),
        )
    )
    (found,) = read_document(opendocument(tmp_path / "a.ods", tables)).tables[0].rows
    assert [c.value for c in found.cells] == [
        9434765919, dt.time(14, 30), dt.timedelta(hours=36), True, 2.5, None,
    ]  # fmt: skip
    assert found.cells[4].text == "2.5"


def test_merged_cells_are_filled_downwards(tmp_path: Path) -> None:
    tables = sheet(
        row(
            date("2019-03-12", "12/03/2019", 'table:number-rows-spanned="3"'),
            cell("a"),
        ),
        row("<table:covered-table-cell/>", cell("b")),
        row("<table:covered-table-cell/>", cell("c")),
        row(cell(""), cell("d")),
        row(cell("Wide", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>"),
    )
    found = read_document(opendocument(tmp_path / "a.ods", tables)).tables[0]
    assert [line[0] for line in texts(found)] == ["12/03/2019"] * 3 + ["", "Wide"]
    assert found.rows[1].cells[0].value == dt.date(2019, 3, 12)
    assert notes(found) == ["merged from row 1"] * 2 + ["merged with column A"]


def test_repeated_rows_and_columns_are_bounded(tmp_path: Path) -> None:
    tables = sheet(
        row(cell("Title"), cell("", 'table:number-columns-repeated="16383"')),
        row(
            cell("", 'table:number-columns-repeated="16384"'),
            attributes='table:number-rows-repeated="9"',
        ),
        row(cell("same"), attributes='table:number-rows-repeated="2"'),
        row(cell(""), attributes='table:number-rows-repeated="1048564"'),
    )
    found = read_document(opendocument(tmp_path / "a.ods", tables)).tables[0]
    assert numbers(found) == [1, 11, 12]
    assert texts(found) == [["Title"], ["same"], ["same"]]


def test_a_row_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    wide = cell("x", 'table:number-columns-repeated="1024"')
    tables = sheet(row(wide, attributes='table:number-rows-repeated="1048576"'))
    with pytest.raises(UnreadableFile, match="sheet “Log”: spreads over"):
        read_document(opendocument(tmp_path / "a.ods", tables))


def test_spaces_breaks_comments_and_tracked_changes(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>From memory</text:p></office:annotation>"
    lines = (
        '<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e</text:p>'
    )
    was = "<table:table-cell><text:p>was</text:p></table:table-cell>"
    inner, old = comment + lines, f"<table:tracked-changes>{was}</table:tracked-changes>"
    tables = old + sheet(row(f"<table:table-cell>{inner}</table:table-cell>"))
    found = read_document(opendocument(tmp_path / "a.ods", tables)).tables[0]
    assert texts(found) == [["a  b\tc\nd\ne"]]
    assert notes(found) == ["comment: From memory"]


def test_errors_and_uncalculated_formulas(tmp_path: Path) -> None:
    tables = sheet(
        row(
            cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string"'),
            cell("", 'table:formula="of:=1+1"'),
            cell("end"),
        )
    )
    found = read_document(opendocument(tmp_path / "a.ods", tables)).tables[0]
    assert notes(found) == [
        "the formula in this cell ends in an error", "formula without a stored result",
    ]  # fmt: skip


def test_hidden_sheets_and_rows(tmp_path: Path) -> None:
    tables = sheet(row(cell("a")), row(cell("b"), attributes='table:visibility="filter"')) + sheet(
        row(cell("c")), name="Unseen", attributes='table:style-name="ta2"'
    )
    seen, unseen = read_document(opendocument(tmp_path / "a.ods", tables, MONTH)).tables
    assert (seen.hidden, unseen.hidden) == (False, True)
    assert seen.notes == ("The sheet hides some rows (2); they were read as well.",)


def test_a_password_is_named(tmp_path: Path) -> None:
    path = opendocument(tmp_path / "a.ods", "", manifest="<m><manifest:encryption-data/></m>")
    with pytest.raises(UnreadableFile, match="password"):
        read_document(path)
