"""What a workbook knows about its cells beyond the values: formats, errors, comments."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop_tui.intake.raw import Cell

COLUMNS = 16_384


def place(row: int, column: int) -> int:
    """Return one number for a cell (both counted from 0), so that dictionaries stay small."""
    return row * COLUMNS + column


def column_name(column: int) -> str:
    """Return a column's letters: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(slots=True)
class Marks:
    """The second look at one sheet, by place.

    Attributes:
        formats: The number format of each numeric cell that has one other than "General".
        errors: Cells that hold an error or a formula without a result, ready to use.
        comments: What people wrote about a cell.
        height: Rows of the smallest rectangle from A1 that holds every filled cell.
        width: Its columns.
        hidden_rows: Numbers (from 1) of rows that the sheet hides.
    """

    formats: dict[int, str] = field(default_factory=dict)
    errors: dict[int, Cell] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    hidden_rows: list[int] = field(default_factory=list)

    def stretch(self, row: int, column: int) -> None:
        """Make the rectangle reach a cell (both counted from 0)."""
        self.height = max(self.height, row + 1)
        self.width = max(self.width, column + 1)


def error_cell(text: str) -> Cell:
    """Return the cell for a formula whose result is an error such as #DIV/0!."""
    return Cell(text, note="the formula in this cell ends in an error")


def uncalculated_cell(formula: str) -> Cell:
    """Return the cell for a formula that was never calculated."""
    stated = f": ={formula}" if formula else ""
    return Cell("", note=f"formula without a stored result{stated}")
