"""The combined chronology as a workbook, for sorting and filtering.

An entry whose words fit no row goes on in a row below that has its number: nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from workshop_tui.outputs import sheet as sheets
from workshop_tui.outputs.chronology_paper import TITLE, beside, further
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import EntryRow, ReportModel

_HEADS: Final = (
    *("Entry", "Episode", "Date", "Agency", "Source", "What happened", "Child", "Response"),
    *("Outcome", "Corrected, disputed, linked"),
)
_WIDTHS: Final = dict(enumerate((7, 8, 15, 12, 14, 54, 20, 20, 18, 28)))
_TOP: Final = 3
_PIECE: Final = 1_400


def build(_: Material, model: ReportModel) -> bytes:
    """The workbook's bytes."""
    with sheets.workbook(f"{TITLE} {model.reference}") as (book, content):
        _sheet(book, model, TITLE, model.chronology)
        if model.excluded:
            _sheet(book, model, "Entries left out", model.excluded)
        _about(book, model)
    return content.getvalue()


def _sheet(book: Any, model: ReportModel, name: str, rows: tuple[EntryRow, ...]) -> None:
    sheet = book.add_worksheet(name)
    across = [float(_WIDTHS[at]) for at in range(len(_HEADS))]
    for column, wide in enumerate(across):
        sheet.set_column(column, column, wide)
    sheets.page(sheet, model)
    sheets.title(book, sheet, model, name, f"Circulation: {model.rules.label}")
    words = book.add_format(sheets.look(num_format="@"))
    bold = book.add_format(sheets.look(num_format="@", bold=True))
    head = book.add_format(sheets.look(bold=True, bg_color=sheets.WASH, font_color=sheets.ACCENT))
    for column, heading in enumerate(_HEADS):
        sheet.write_string(_TOP, column, heading, head)
    sheet.set_row(_TOP, 22)
    at = _TOP
    for row in rows:
        for cells in _fitting(_cells(row), across):
            at += 1
            for column, text in enumerate(cells):
                sheets.put(sheet, at, column, text, bold if column == 0 else words, words)
            sheet.set_row(at, sheets.height(cells, across))
    if at == _TOP:
        at += 1
        sheet.write_string(at, 0, "No agency's chronology is in yet.")
    numbers = f"A{_TOP + 2}:C{at + 1}"
    sheet.ignore_errors({"number_stored_as_text": numbers, "two_digit_text_year": numbers})
    sheet.repeat_rows(_TOP)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.autofilter(_TOP, 0, at, len(_HEADS) - 1)


def _cells(row: EntryRow) -> tuple[str, ...]:
    columns = dict(row.columns)
    said = [row.text, *(f"{name}: {words}" for name, words in further(row))]
    return (
        row.ref,
        str(row.episode or ""),
        "\n".join(filter(None, (row.date, row.date_note))),
        row.agency,
        row.source,
        "\n".join(said),
        *(columns.get(name, "") for name in ("child", "response", "outcome")),
        "\n".join(f"{name}: {words}" for name, words in beside(row)),
    )


def _fitting(cells: tuple[str, ...], across: list[float]) -> Iterator[tuple[str, ...]]:
    """The row, or where its words would be cut several, each with the entry's number."""
    pieces = [
        list(_pieces(text, wide)) if at else [text]
        for at, (text, wide) in enumerate(zip(cells, across, strict=True))
    ]
    for number in range(max(map(len, pieces))):
        found = tuple(one[number] if number < len(one) else "" for one in pieces)
        yield found if number == 0 else (f"{cells[0]} (continued)", *found[1:])


def _pieces(text: str, wide: float) -> Iterator[str]:
    rest = text
    while rest and sheets.too_tall(rest, wide):
        most = min(len(rest), int(_PIECE * wide / 62))
        while most > 20 and sheets.too_tall(rest[:most], wide):
            most = int(most * 0.7)
        space = max(rest.rfind(" ", 1, most), rest.rfind("\n", 1, most))
        cut = space if space > most // 2 else most
        yield rest[:cut]
        rest = rest[cut:].lstrip(" \n")
    yield rest


def _about(book: Any, model: ReportModel) -> None:
    sheet = book.add_worksheet("About this copy")
    sheets.page(sheet, model)
    name = book.add_format(sheets.look(bold=True, bg_color=sheets.WASH))
    text = book.add_format(sheets.look(num_format="@"))
    across = (24, 96)
    for column, wide in enumerate(across):
        sheet.set_column(column, column, wide)
    sheets.title(book, sheet, model, "About this copy of the chronology", "")
    facts = [
        ("Circulation", f"{model.rules.label}. {model.rules.for_whom} {model.rules.handling}"),
        (
            "Version",
            f"{model.version.number}, made on {model.making.made}, journal "
            f"{model.making.journal_head[:12]}",
        ),
        *(("Sent out", sentence) for sentence in model.circulated),
        *(("Left out", sentence) for sentence in model.left_out),
    ]
    for at, (heading, words) in enumerate(facts, start=_TOP):
        sheet.write_string(at, 0, heading, name)
        sheet.write_string(at, 1, sheets.fit(words), text)
        sheet.set_row(at, sheets.height((heading, words), across))
