"""The blank chronology as an Excel workbook: a sheet to fill in, a sheet that explains."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.outputs.template import BEGIN_HERE, COLUMNS, RULES, SUBJECT, TITLE, Header

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_SHEET: Final = "Chronology"
_GUIDE: Final = "How to fill this in"
_HEADING_ROW: Final = 5
_READY_ROWS: Final = 40
_TEXT: Final = {"num_format": "@", "text_wrap": True, "valign": "top", "font_size": 10}
_LINES: Final = {"border": 1, "border_color": "#A6A6A6"}
_A4: Final = 9


def build(header: Header) -> bytes:
    """The workbook's bytes.

    All columns hold text: Excel would make a real date, of a day that nobody wrote, out of
    "March 2024", and exchange day and month where the computer is set to another country.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": TITLE, "subject": SUBJECT, "author": "", "company": ""})
        _chronology(workbook, header)
        _guide(workbook)
    return content.getvalue()


def _chronology(workbook: Workbook, header: Header) -> None:
    sheet = workbook.add_worksheet(_SHEET)
    _page(sheet)
    text = workbook.add_format(_TEXT)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, text)
    _above(workbook, sheet, header)
    _headings(workbook, sheet)
    example = workbook.add_format(
        {**_TEXT, **_LINES, "italic": True, "font_color": "#595959", "bg_color": "#F2F2F2"}
    )
    blank = workbook.add_format({**_TEXT, **_LINES})
    for at, column in enumerate(COLUMNS):
        sheet.write_string(_HEADING_ROW + 1, at, column.example, example)
        for row in range(_HEADING_ROW + 2, _HEADING_ROW + 2 + _READY_ROWS):
            sheet.write_blank(row, at, None, blank)
    sheet.set_row(_HEADING_ROW + 1, 66)
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    dates = f"A{_HEADING_ROW + 2}:C10000"
    sheet.ignore_errors({"number_stored_as_text": dates, "two_digit_text_year": dates})
    sheet.set_selection(_HEADING_ROW + 2, 0, _HEADING_ROW + 2, 0)


def _page(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")


def _above(workbook: Workbook, sheet: Any, header: Header) -> None:
    """Title, reference and agency; not wrapped, so that long ones run on to the right."""
    title = workbook.add_format({"bold": True, "font_size": 16})
    label = workbook.add_format({"bold": True, "num_format": "@"})
    line = workbook.add_format({"bottom": 1, "num_format": "@"})
    plain = workbook.add_format({"num_format": "@"})
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, TITLE, title)
    for row, (name, value) in enumerate(
        (("Review reference:", header.reference), ("Agency:", header.agency)), start=1
    ):
        sheet.write_string(row, 0, name, label)
        for at in (3, 4):
            sheet.write_blank(row, at, None, line)
        if value:
            sheet.write_string(row, 3, value, line)
    sheet.write_string(3, 0, f"{BEGIN_HERE} The sheet “{_GUIDE}” says more.", plain)


def _headings(workbook: Workbook, sheet: Any) -> None:
    cell = workbook.add_format(
        {**_TEXT, **_LINES, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter"}
    )
    name = workbook.add_format({"bold": True, "font_size": 10})
    hint = workbook.add_format({"font_size": 8})
    sheet.set_row(_HEADING_ROW, 46)
    for at, column in enumerate(COLUMNS):
        words = (name, column.heading, hint, f"\n({column.hint})")
        sheet.write_rich_string(_HEADING_ROW, at, *words, cell)


def _guide(workbook: Workbook) -> None:
    sheet = workbook.add_worksheet(_GUIDE)
    _page(sheet)
    title = workbook.add_format({"bold": True, "font_size": 16})
    part = workbook.add_format({"bold": True, "font_size": 12})
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _GUIDE, title)
    row = 2
    columns = [(column.heading, column.guidance) for column in COLUMNS]
    for heading, lines in (("In every row", RULES), ("Column by column", columns)):
        sheet.write_string(row, 0, heading, part)
        for name, words in lines:
            row += 1
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, words, text)
            sheet.set_row(row, 15 * (1 + len(words) // 105))
        row += 2
