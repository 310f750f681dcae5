"""Excel workbooks: values by calamine, joined with what only a second look shows."""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.readers import xls_marks, xlsx_marks
from workshop_tui.intake.readers.marks import COLUMNS, Marks, column_name, place
from workshop_tui.intake.readers.number_format import shown_date, shown_number, shows_date
from workshop_tui.intake.readers.ole import MAGIC
from workshop_tui.intake.readers.package import Package
from workshop_tui.intake.readers.safety import MAX_CELLS, open_package, too_many_cells

EMPTY = Cell("")
_KEPT = 50_000  # distinct cells remembered: agencies, dates and codes repeat, narratives do not

Value = str | int | float | bool | dt.date | dt.time | dt.timedelta
Merges = dict[int, list[tuple[int, int, int]]]


def read(name: str, data: bytes) -> RawDocument:
    """Return every worksheet of a workbook, hidden ones flagged.

    Raises:
        UnreadableFile: The workbook has a password, is damaged, or spreads too far.
    """
    marks_of = _second_look(name, data)
    try:
        return _read(name, data, marks_of)
    except PasswordError as error:
        raise UnreadableFile(
            f"“{name}” is protected with a password. Ask the agency to send it without one, "
            "by a secure route."
        ) from error
    except BaseException as panic:
        # A panic in calamine's Rust arrives as a BaseException that cannot be imported.
        if type(panic).__name__ != "PanicException":
            raise
        raise ValueError("calamine gave up") from panic


def _second_look(name: str, data: bytes) -> Callable[[int, str], Marks]:
    if data.startswith(MAGIC):
        old = xls_marks.Workbook(data)
        return lambda index, _sheet: old.marks(index)
    new = xlsx_marks.Workbook(Package(name, open_package(name, data)))
    return lambda _index, sheet: new.marks(sheet)


def _read(name: str, data: bytes, marks_of: Callable[[int, str], Marks]) -> RawDocument:
    tables, notes = [], []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for index, sheet in enumerate(workbook.sheets_metadata):
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                notes.append(f"“{sheet.name}” is a chart or a macro sheet; it was left out.")
                continue
            marks = marks_of(index, sheet.name)
            if marks.height * marks.width > MAX_CELLS:
                raise too_many_cells(name, f"sheet “{sheet.name}”")
            values = workbook.get_sheet_by_index(index)
            tables.append(
                RawTable(
                    name=sheet.name,
                    kind="sheet",
                    rows=tuple(_rows(values, marks)),
                    hidden=sheet.visible is not SheetVisibleEnum.Visible,
                    notes=_notes(marks),
                )
            )
    return RawDocument(file=name, tables=tuple(tables), notes=tuple(notes))


def _notes(marks: Marks) -> tuple[str, ...]:
    if not marks.hidden_rows:
        return ()
    shown = ", ".join(map(str, marks.hidden_rows[:10]))
    more = " and more" if len(marks.hidden_rows) > 10 else ""
    return (f"The sheet hides some rows ({shown}{more}); they were read as well.",)


def _rows(sheet: CalamineSheet, marks: Marks) -> Iterator[RawRow]:
    """Join values and marks, row by row, and leave out rows that hold nothing of their own."""
    first_column = sheet.start[1] if sheet.start else 0
    last_row, last_column = sheet.end or (-1, -1)
    marked = {at // COLUMNS for at in (*marks.errors, *marks.comments)}
    # A formula without a result is no value to calamine, so it may stand outside its rectangle.
    width = max([last_column, *(at % COLUMNS for at in (*marks.errors, *marks.comments))]) + 1
    beyond = max([last_row, *marked]) - last_row
    padding = (EMPTY,) * first_column
    merges = _merges(sheet, last_row, last_column)
    tops: dict[tuple[int, int], Cell] = {}
    source_rows = {top for spots in merges.values() for _, top, _ in spots}
    texts, typed, formats = _TextCells(), _TypedCells(), marks.formats
    for row, values in enumerate(chain(sheet.iter_rows(), repeat([], beyond))):
        origin = place(row, first_column)
        cells = [
            *padding,
            *[
                texts[value]
                if type(value) is str
                else typed[type(value), value, formats.get(origin + offset)]
                for offset, value in enumerate(values)
            ],
        ]
        cells += [EMPTY] * (width - len(cells))
        if row in marked:
            _mark(cells, marks, place(row, 0))
        filled = any(cell is not EMPTY and (cell.text.strip() or cell.note) for cell in cells)
        if row in merges:
            _fill(cells, merges[row], tops)
        if row in source_rows:
            tops |= {(row, column): cell for column, cell in enumerate(cells) if cell is not EMPTY}
        if filled:
            yield RawRow(row + 1, tuple(cells))


def _mark(cells: list[Cell], marks: Marks, origin: int) -> None:
    for offset, cell in enumerate(cells):
        at = origin + offset
        if at in marks.errors and not cell.text:
            cells[offset] = cell = marks.errors[at]
        if at in marks.comments:
            note = f"comment: {marks.comments[at]}"
            cells[offset] = replace(cell, note=f"{cell.note}; {note}" if cell.note else note)


def _merges(sheet: CalamineSheet, last_row: int, last_column: int) -> Merges:
    """Return for each row the covered columns with the row and column that they belong to."""
    merges: Merges = defaultdict(list)
    budget = MAX_CELLS
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        bottom, right = min(bottom, last_row), min(right, last_column)
        budget -= max(0, bottom - top + 1) * max(0, right - left + 1)
        if budget < 0:
            raise ValueError("merged ranges overlap without end")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    merges[row].append((column, top, left))
    return merges


def _fill(
    cells: list[Cell], covered: Sequence[tuple[int, int, int]], tops: dict[tuple[int, int], Cell]
) -> None:
    """Fill merged cells downwards; across, the text stays where it stands and the rest says so."""
    for column, top, left in covered:
        if column >= len(cells) or cells[column] is not EMPTY:
            continue
        source = tops.get((top, left), EMPTY)
        if source is EMPTY:
            continue
        if column == left:
            cells[column] = replace(source, note=f"merged from row {top + 1}")
        else:
            cells[column] = Cell("", note=f"merged with column {column_name(left)}")


class _TextCells(dict[str, Cell]):
    """Cells by their text, the short ones shared: a frozen cell is dear to make."""

    def __missing__(self, text: str) -> Cell:
        cell = Cell(text) if text else EMPTY
        if len(text) < 40 and len(self) < _KEPT:
            self[text] = cell
        return cell


class _TypedCells(dict[tuple[type, Value, str | None], Cell]):
    """Cells by type, value and number format, each distinct one worked out once."""

    def __missing__(self, key: tuple[type, Value, str | None]) -> Cell:
        cell = _typed_cell(key[1], key[2])
        if len(self) < _KEPT:
            self[key] = cell
        return cell


def _typed_cell(value: Value, code: str | None) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if isinstance(value, bool):
        return Cell(str(value).upper(), value)
    if isinstance(value, int | float):
        number = int(value) if value == int(value) and abs(value) < 1e15 else value
        return Cell(shown_number(value, code), number, code)
    if isinstance(value, dt.time) and code is not None and shows_date(code):
        # A serial below 1 in a cell that shows a date: Excel shows day 0, or only # signs.
        return Cell("00/01/1900", None, code, "the number in this cell is not a date")
    value = _whole_seconds(value)
    return Cell(shown_date(value, code), value, code)


def _whole_seconds(value: dt.date | dt.time | dt.timedelta) -> dt.date | dt.time | dt.timedelta:
    """Undo the rounding of serials: 14:29:59.999 was typed as 14:30."""
    if not isinstance(value, dt.datetime):
        return value
    seconds = round(value.microsecond / 1_000_000)
    rest = abs(value.microsecond - seconds * 1_000_000)
    if not 0 < rest <= 2_000:
        return value
    return value.replace(microsecond=0) + dt.timedelta(seconds=seconds)
