from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from python_calamine import load_workbook

from workshop_tui.intake.raw import Cell, UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import excel, notes, numbers, texts


def workbook(path: Path, **options: object) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(str(path), options)


def cells_of(path: Path) -> list[Cell]:
    """Return the first column of the first sheet."""
    return [row.cells[0] for row in read_document(path).tables[0].rows]


FORMATS = [
    (43536, "mmm-yy", "Mar-19", dt.date(2019, 3, 12)),
    (43536, "dd/mm/yyyy", "12/03/2019", dt.date(2019, 3, 12)),
    (43536, "[$-809]dd mmmm yyyy;@", "12 March 2019", dt.date(2019, 3, 12)),
    (
        43536,
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "Tuesday, March 12, 2019",
        dt.date(2019, 3, 12),
    ),
    (43536, "m/d;@", "3/12", dt.date(2019, 3, 12)),
    (43536.604166667, "dd/mm/yyyy hh:mm", "12/03/2019 14:30", dt.datetime(2019, 3, 12, 14, 30)),
    (0.604166667, "h:mm AM/PM", "2:30 PM", dt.time(14, 30)),
    (1.5, "[h]:mm", "36:00", dt.timedelta(hours=36)),
    (7, "000", "007", 7),
    (7700900123, "00000 000000", "07700 900123", 7700900123),
    (9434765919, "000 000 0000", "943 476 5919", 9434765919),
    (1234.5, "£#,##0.00", "£1,234.50", 1234.5),
    (0.25, "0%", "25%", 0.25),
    (-3, '0;"minus "0', "minus 3", -3),
]


@pytest.mark.parametrize(("number", "code", "text", "value"), FORMATS)
def test_cells_show_what_the_sheet_shows(
    tmp_path: Path, number: float, code: str, text: str, value: object
) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet().write_number(0, 0, number, book.add_format({"num_format": code}))
    assert cells_of(tmp_path / "a.xlsx") == [Cell(text, value, code)]


def test_plain_numbers_read_as_a_person_writes_them(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row, number in enumerate([9434765919.0, 43536, 0.1 + 0.2, -2.5, 1e20]):
            sheet.write_number(row, 0, number)
        sheet.write_boolean(5, 0, True)
    assert [cell.text for cell in cells_of(tmp_path / "a.xlsx")] == [
        "9434765919", "43536", "0.3", "-2.5", "1e+20", "TRUE",
    ]  # fmt: skip
    assert cells_of(tmp_path / "a.xlsx")[1].value == 43536


def test_a_number_that_is_no_date_is_not_made_one(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet().write_number(0, 0, -5, style)
    (cell,) = cells_of(tmp_path / "a.xlsx")
    assert cell.value is None
    assert cell.note == "the number in this cell is not a date"


def test_the_epoch_of_1904(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx", date_1904=True) as book:
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet().write_datetime(0, 0, dt.datetime(2019, 3, 12), style)
    assert cells_of(tmp_path / "a.xlsx")[0].value == dt.date(2019, 3, 12)


def test_rows_keep_the_numbers_of_the_sheet(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row, text in ((2, "Title"), (4, "Date"), (9, " "), (12, "12/03/2019")):
            sheet.write(row, 1, text)
    table = read_document(tmp_path / "a.xlsx").tables[0]
    assert numbers(table) == [3, 5, 13]
    assert texts(table) == [["", "Title"], ["", "Date"], ["", "12/03/2019"]]


def test_merged_cells_are_filled_downwards(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Chronology of Child A")
        sheet.write("D1", "page 1")
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range("A2:A4", "")
        sheet.write_datetime("A2", dt.datetime(2019, 3, 12), style)
        for row in range(1, 4):
            sheet.write(row, 1, f"event {row}")
        sheet.merge_range("A6:A1048576", "open end")
    table = read_document(tmp_path / "a.xlsx").tables[0]
    assert texts(table) == [
        ["Chronology of Child A", "", "", "page 1"],
        ["12/03/2019", "event 1"],
        ["12/03/2019", "event 2"],
        ["12/03/2019", "event 3"],
        ["open end"],
    ]
    filled = table.rows[2].cells[0]
    assert (filled.value, filled.note) == (dt.date(2019, 3, 12), "merged from row 2")
    assert table.rows[0].cells[1].note == "merged with column A"


def test_hidden_sheets_and_rows_are_read_and_flagged(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Seen").write(0, 0, "x")
        hidden = book.add_worksheet("Unseen")
        hidden.write(0, 0, "y")
        hidden.hide()
        very = book.add_worksheet("Deep")
        very.very_hidden()
        book.worksheets()[0].write(3, 0, "filtered")
        book.worksheets()[0].set_row(3, None, None, {"hidden": True})
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Seen!$A$1:$A$4"})
        book.add_chartsheet("Chart").set_chart(chart)
    document = read_document(tmp_path / "a.xlsx")
    assert [(t.name, t.hidden) for t in document.tables] == [
        ("Seen", False), ("Unseen", True), ("Deep", True),
    ]  # fmt: skip
    assert document.tables[0].notes == ("The sheet hides some rows (4); they were read as well.",)
    assert document.notes == ("“Chart” is a chart or a macro sheet; it was left out.",)


def test_errors_uncalculated_formulas_and_comments_are_noted(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="B1"><f>SUM(A2:A9)&amp;"x"</f></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c></row>'
        '<row r="3"><c r="F3"><f>A2+1</f><v/></c></row></sheetData>'
    )
    table = read_document(excel(tmp_path / "a.xlsx", sheet)).tables[0]
    first, second, third, fourth = table.rows[0].cells[:4]
    assert (first.text, first.note) == ("#DIV/0!", "the formula in this cell ends in an error")
    assert second == Cell("", note='formula without a stored result: =SUM(A2:A9)&"x"')
    assert third == Cell("2", 2)
    assert fourth == Cell("")
    assert table.rows[1].cells[5].note == "formula without a stored result: =A2+1"


def test_comments_become_notes(tmp_path: Path) -> None:
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "12/03/2019")
        sheet.write_comment(0, 0, "From memory", {"author": "Tester"})
    assert notes(read_document(tmp_path / "a.xlsx").tables[0]) == ["comment: From memory"]


def test_cells_that_do_not_say_where_they_are(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs>'
    sheet = (
        '<sheetData><row><c t="inlineStr"><is><t>Date</t></is></c></row>'
        '<row><c s="1"><v>43525</v></c><c><f>1+1</f></c></row></sheetData>'
    )
    table = read_document(excel(tmp_path / "a.xlsx", sheet, styles)).tables[0]
    assert table.rows[1].cells[0] == Cell("Mar-19", dt.date(2019, 3, 1), "mmm-yy")


def test_rows_without_cells_do_not_shift_the_numbers(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="2" ht="15"/><row r="3"/><row r="5" spans="1:1">'
        '<c r="A5"><v>1</v></c></row><row r="6"/>'
        '<row r="9"><c r="A9"><v>2</v></c></row></sheetData>'
    )
    assert numbers(read_document(excel(tmp_path / "a.xlsx", sheet)).tables[0]) == [5, 9]
    sheet = (
        "<sheetData><row/><row><c><v>1</v></c></row><row/><row><c><v>2</v></c></row></sheetData>"
    )
    assert numbers(read_document(excel(tmp_path / "b.xlsx", sheet)).tables[0]) == [2, 4]


def test_prefixed_tags_and_single_quotes(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs>'
    path = excel(tmp_path / "a.xlsx", "<sheetData/>", styles)
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        b"<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        b"<x:sheetData><x:row r='1'><x:c s='1' r='A1'><x:v>43525</x:v></x:c>"
        b"<x:c t='e' r='B1'><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (row,) = read_document(path).tables[0].rows
    assert row.cells[0] == Cell("Mar-19", dt.date(2019, 3, 1), "mmm-yy")
    assert row.cells[1].text == "#N/A"


def test_a_million_blank_rows_cost_nothing(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 300_000))
    sheet = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        f'{blank}<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    )
    assert numbers(read_document(excel(tmp_path / "a.xlsx", sheet)).tables[0]) == [1]


def test_a_stray_cell_far_away_costs_nothing(tmp_path: Path) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    table = read_document(excel(tmp_path / "a.xlsx", sheet)).tables[0]
    assert numbers(table) == [1, 1_048_576]


def test_a_sheet_that_spreads_too_far_is_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 400))
    with pytest.raises(UnreadableFile, match="sheet “Chronology”: spreads over more than"):
        read_document(excel(tmp_path / "a.xlsx", f"<sheetData>{rows}</sheetData>"))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A99999999999"><v>1</v></c>',
        '<c r="ZZZZZZ1"><v>1</v></c>',
        '<c r="XFE1"><v>1</v></c>',
        '<c r="A1" t="s"><v>99999</v></c>',
    ],
)
def test_cells_that_cannot_be_are_damage(tmp_path: Path, cell: str) -> None:
    sheet = f'<sheetData><row r="1">{cell}</row></sheetData>'
    with pytest.raises(UnreadableFile, match="damaged"):
        read_document(excel(tmp_path / "a.xlsx", sheet))


@pytest.mark.parametrize("number", ["1e400", "nan", "-1e18", "x", "1e308"])
def test_numbers_that_are_none(tmp_path: Path, number: str) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    sheet = f'<sheetData><row r="1"><c r="A1" s="1"><v>{number}</v></c></row></sheetData>'
    (row,) = read_document(excel(tmp_path / "a.xlsx", sheet, styles)).tables[0].rows
    assert row.cells[0].value is None
    assert row.cells[0].note


def test_comments_cdata_and_escapes_in_the_xml(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><!-- <c r="A1"><v>9</v></c> --><row r="1">'
        '<c r="A1" t="str"><v><![CDATA[a < b]]></v></c>'
        '<c r="B1" t="inlineStr"><is><r><t>x &amp;</t></r><r><t> y_x000D_</t></r>'
        "<rPh><t>no</t></rPh></is></c></row></sheetData>"
    )
    (row,) = read_document(excel(tmp_path / "a.xlsx", sheet)).tables[0].rows
    assert [cell.text for cell in row.cells] == ["a < b", "x & y\r"]


def test_values_are_those_that_calamine_reads(tmp_path: Path) -> None:
    chance = random.Random(3)
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("S")
        styles = [book.add_format({"num_format": code}) for _, code, _, _ in FORMATS]
        for row in range(300):
            sheet.write_number(row, 0, chance.uniform(61, 60_000), chance.choice(styles[:5]))
            sheet.write_number(row, 1, chance.randrange(61, 60_000), chance.choice(styles[:5]))
            sheet.write_number(row, 2, chance.uniform(-1e6, 1e6))
            sheet.write_string(
                row, 3, chance.choice(["a", "ü & <b>", "x_x000D_", " y "]) + str(row)
            )
            sheet.write_rich_string(row, 4, "a", book.add_format({"bold": True}), " b ", "c")
            sheet.write_boolean(row, 5, row % 2 == 0)
            sheet.write_formula(row, 6, "=1+1", None, chance.choice([2, "text", True]))
    ours = read_document(tmp_path / "a.xlsx").tables[0].rows
    theirs = load_workbook(tmp_path / "a.xlsx").get_sheet_by_name("S").to_python()
    for mine, other in zip(ours, theirs, strict=True):
        for cell, value in zip(mine.cells, other, strict=True):
            if isinstance(value, str):
                assert cell.text == value
            elif isinstance(value, dt.datetime):
                assert isinstance(cell.value, dt.datetime)
                assert abs(cell.value - value) <= dt.timedelta(milliseconds=3)
            else:
                assert cell.value == value


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    awkward = [
        "=1+1",
        "<b>[red]x[/red]</b>",
        " spaces  ",
        "line\nbreak",
        "tab\tx",
        "\x07 bell",
        "’“”£",
    ]
    with workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(awkward):
            sheet.write_string(row, 0, text)
    assert [cell.text for cell in cells_of(tmp_path / "a.xlsx")] == awkward


def old_workbook(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Log")
    month = xlwt.easyxf(num_format_str="mmm-yy")
    sheet.write_merge(0, 0, 0, 2, "Title")
    sheet.write(2, 0, dt.date(2019, 3, 1), month)
    sheet.write_merge(3, 5, 0, 0, dt.date(2019, 4, 1), month)
    for row in range(3, 6):
        sheet.write(row, 1, f"event {row}")
    sheet.write(6, 0, 9434765919)
    sheet.write(7, 0, xlwt.Formula("1/0"))
    sheet.write(8, 0, 3, xlwt.easyxf(num_format_str="000"))
    sheet.row(9).set_cell_error(0, 0x07)
    book.save(str(path))


def test_older_workbooks_show_their_formats_too(tmp_path: Path) -> None:
    old_workbook(tmp_path / "a.xls")
    table = read_document(tmp_path / "a.xls").tables[0]
    first = [(row.number, row.cells[0].text) for row in table.rows]
    assert first[:5] == [(1, "Title"), (3, "Mar-19"), (4, "Apr-19"), (5, "Apr-19"), (6, "Apr-19")]
    assert table.rows[1].cells[0] == Cell("Mar-19", dt.date(2019, 3, 1), "mmm-yy")
    assert table.rows[3].cells[0].note == "merged from row 4"
    by_number = {row.number: row.cells[0] for row in table.rows}
    assert by_number[7].text == "9434765919"
    assert by_number[9].text == "003"
    assert by_number[10].text == "#DIV/0!"


def test_an_older_workbook_that_spreads_too_far_is_refused(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Log")
    for row in range(25_000):
        sheet.write(row, 255, "b")
    book.save(str(tmp_path / "a.xls"))
    with pytest.raises(UnreadableFile, match="spreads over"):
        read_document(tmp_path / "a.xls")


def test_older_workbooks_with_many_strings(tmp_path: Path) -> None:
    """Shared strings run on over records of 8 kB, narrow and wide ones mixed."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Log")
    written = [f"{'é' if n % 3 else 'ლ'}{n} " + "word " * (n % 90) for n in range(600)]
    for row, text in enumerate(written):
        sheet.write(row, 0, text)
    book.save(str(tmp_path / "a.xls"))
    assert [
        row.cells[0].text for row in read_document(tmp_path / "a.xls").tables[0].rows
    ] == written
