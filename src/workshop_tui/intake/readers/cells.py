"""Cells as every spreadsheet reader makes them: typed numbers, dates, errors, merges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workshop_tui.intake.raw import GENERAL_1904, Cell, CellValue
from workshop_tui.intake.readers.number_format import (
    date_parts,
    plain_number,
    shown_date,
    shown_number,
)

EMPTY = Cell("")
_DAY = 86_400_000  # milliseconds
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999
_NO_DATE = "the number in this cell is not a date"


def number_cell(number: float, code: str | None, *, from_1904: bool = False) -> Cell:
    """Return the cell for a stored number: a date where its format shows one.

    Args:
        number: What the file stores.
        code: The number format, None for "General".
        from_1904: Whether the workbook counts its days from 1904 (old Macs).
    """
    parts = date_parts(code) if code is not None else None
    if parts is None or code is None:
        whole = number == int(number) and abs(number) < 1e15
        text = shown_number(number, code)
        code = GENERAL_1904 if from_1904 else code
        return Cell(text, int(number) if whole else number, code)
    value = _moment(number, parts, from_1904=from_1904)
    if value is None:
        return Cell(plain_number(number), None, code, _NO_DATE)
    return Cell(shown_date(value, code), value, code)


def _moment(
    serial: float, parts: str, *, from_1904: bool
) -> dt.date | dt.time | dt.timedelta | None:
    """Return what a serial number stands for; None for what is no day of the calendar."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    milliseconds = round(serial * _DAY)
    # A serial cannot hold most times exactly: 14:29:59.999 was typed as 14:30.
    rest = milliseconds % 1000
    milliseconds += -rest if rest <= 2 else 1000 - rest if rest >= 998 else 0
    if parts == "elapsed":
        return dt.timedelta(milliseconds=milliseconds)
    days, clock = divmod(milliseconds, _DAY)
    time = (dt.datetime.min + dt.timedelta(milliseconds=clock)).time()
    if parts == "time" and days == 0:
        return time
    if from_1904:
        day = dt.date(1904, 1, 1) + dt.timedelta(days)
    elif days in (0, 60):
        return None  # Excel shows them as 0 January and 29 February 1900
    else:
        day = dt.date(1899, 12, 30 if days > 60 else 31) + dt.timedelta(days)
    return dt.datetime.combine(day, time) if clock else day


def boolean_cell(value: bool) -> Cell:
    """Return the cell for a truth value."""
    return Cell(str(value).upper(), value)


def error_cell(text: str) -> Cell:
    """Return the cell for a formula whose result is an error such as #DIV/0!."""
    return Cell(text, note="the formula in this cell ends in an error")


def uncalculated_cell(formula: str) -> Cell:
    """Return the cell for a formula that was never calculated."""
    stated = f": ={formula}" if formula else ""
    return Cell("", note=f"formula without a stored result{stated}")


def with_comment(cell: Cell, comment: str) -> Cell:
    """Return a cell whose note also tells what somebody wrote about it."""
    note = f"comment: {comment}"
    return replace(cell, note=f"{cell.note}; {note}" if cell.note else note)


def holds_anything(cells: Iterable[Cell]) -> bool:
    """Tell whether any cell has text that can be seen, or a note."""
    return any(cell is not EMPTY and (cell.note or cell.text.strip()) for cell in cells)


def hidden_rows_note(numbers: list[int]) -> tuple[str, ...]:
    """Return a sheet's note about the rows that it hides; none if it hides none."""
    if not numbers:
        return ()
    shown = ", ".join(map(str, numbers[:10]))
    more = " and more" if len(numbers) > 10 else ""
    return (f"The sheet hides some rows ({shown}{more}); they were read as well.",)


def hidden_columns_note(columns: list[tuple[int, int]]) -> tuple[str, ...]:
    """Return a sheet's note about the columns that it hides; none if it hides none.

    Args:
        columns: First and last of each run of hidden columns, counted from 0.
    """
    if not columns:
        return ()
    runs = [(column_name(first), column_name(last)) for first, last in sorted(columns)[:10]]
    shown = ", ".join(first if first == last else f"{first} to {last}" for first, last in runs)
    more = " and more" if len(columns) > 10 else ""
    return (f"The sheet hides some columns ({shown}{more}); they were read as well.",)


def column_name(column: int) -> str:
    """Return a column's letters: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(slots=True)
class Span:
    """A merged range; rows are numbered from 1, columns from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int
    cell: Cell = EMPTY


class Merges:
    """The merged ranges of a sheet, used up row by row from the top."""

    def __init__(self, spans: Iterable[Span] = (), *, budget: int = 5_000_000) -> None:
        self._waiting = sorted(spans, key=lambda span: span.top, reverse=True)
        self._open: list[Span] = []
        self._budget = budget

    def add(self, span: Span) -> None:
        """Add a range that begins in the row which is filled next."""
        self._waiting.append(span)

    def fill(self, number: int, cells: list[Cell]) -> None:
        """Fill a row's merged cells: the text goes down, but not across, and notes say so.

        Args:
            number: The row's number; rows must come in ascending order.
            cells: The row's cells, changed in place. A cell with a text of its own stays.
        """
        if not self._open and not (self._waiting and self._waiting[-1].top <= number):
            return
        self._open = [span for span in self._open if span.bottom >= number]
        while self._waiting and self._waiting[-1].top <= number:
            span = self._waiting.pop()
            if span.top == number and span.left < len(cells):
                span.cell = cells[span.left]
            if span.bottom >= number and span.cell is not EMPTY:
                self._open.append(span)
        for span in self._open:
            self._fill_span(span, number, cells)

    def _fill_span(self, span: Span, number: int, cells: list[Cell]) -> None:
        if number > span.top:
            cells += [EMPTY] * (span.left + 1 - len(cells))
            if cells[span.left] is EMPTY:
                cells[span.left] = replace(span.cell, note=f"merged from row {span.top}")
        beside = range(span.left + 1, min(span.right + 1, len(cells)))
        self._budget -= len(beside) + 1
        if self._budget < 0:
            raise ValueError("merged ranges overlap without end")
        for column in beside:
            if cells[column] is EMPTY:
                cells[column] = Cell("", note=f"merged with column {column_name(span.left)}")


def iso_value(text: str) -> CellValue:
    """Return the date, or date and time, that an ISO text gives; None where it gives none."""
    try:
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return None
