"""What every reader hands over: rows as the file has them, before any date or column is read.

Readers know file formats and nothing about chronologies. They never interpret a
date, never choose a column and never drop a row without a note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from workshop_tui.practice.problems import Problem

TableKind = Literal["sheet", "table", "paragraphs", "lines"]
CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

# How readers begin the note on a cell whose formula gives nothing, or an error.
FORMULA_NOTE = re.compile(r"the formula in this cell ends in an error|formula without a stored")


# How readers say that words can be seen but are crossed out.
STRUCK_NOTE = "struck through in the document"
# The number format that readers give to a plain number in a workbook that counts its days from
# 1904 (old Macs): should it be a date, it is four years later than the same number elsewhere.
GENERAL_1904 = "[1904]General"


class UnreadableFile(Problem):
    """A file cannot be read; the message says what, where and what to do instead."""


class WrongKind(UnreadableFile):
    """A file is of a kind that no reader here takes.

    Attributes:
        name: The file's. what: What it is ("a picture (PNG)"). savable: Whether it can be saved
            as a kind that is read, as the message says.
    """

    def __init__(self, name: str, what: str, instead: str, *, savable: bool) -> None:
        super().__init__(f"“{name}” is {what}. {instead}")
        self.name = name
        self.what = what
        self.savable = savable


# Not frozen, for a frozen one costs three times as much to make and a file has a million.
@dataclass(slots=True, unsafe_hash=True)
class Cell:
    """One cell as a person would see it, with what the file knows beyond that.

    A cell is never changed once made: rows share them.

    Attributes:
        text: The visible text, exactly; never trimmed of inner white space.
        value: The typed value where the format has one (a real date, a number), else None.
        number_format: The spreadsheet's number format ("mmm-yy"), else None.
        note: Why the text is not simply what stood in this cell ("merged from row 3",
            "formula without a stored result"), else None.
    """

    text: str
    value: CellValue = None
    number_format: str | None = None
    note: str | None = None


BLANK: Final = Cell("")


class RawRow:
    """A row with its number as the file itself counts (from 1; paragraphs and lines likewise).

    It is made of cells or, by ``of_texts``, of texts that the file knows nothing more about. Most
    rows are such, so cells are only made of them for whoever asks for cells.

    Attributes:
        number: The row's number.
    """

    __slots__ = ("_cells", "_texts", "number")

    def __init__(self, number: int, cells: tuple[Cell, ...]) -> None:
        self.number = number
        self._cells: tuple[Cell, ...] | None = cells
        self._texts: Sequence[str] | None = None

    @classmethod
    def of_texts(cls, number: int, texts: Sequence[str]) -> RawRow:
        """A row of cells without value, format or note."""
        row = cls.__new__(cls)
        row.number, row._texts, row._cells = number, texts, None
        return row

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells from left to right."""
        if self._cells is None:
            self._cells = tuple(map(Cell, self.texts))
        return self._cells

    @property
    def texts(self) -> Sequence[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells] if self._texts is None else self._texts

    @property
    def only_texts(self) -> bool:
        """Whether no cell can have a value, a format or a note."""
        return self._texts is not None

    @property
    def width(self) -> int:
        """How many cells there are."""
        return len(self.cells) if self._texts is None else len(self._texts)

    def text(self, column: int) -> str:
        """The text of one cell, counted from 0; "" beyond the row's end."""
        if self._texts is None:
            return self.cells[column].text if column < len(self.cells) else ""
        return self._texts[column] if column < len(self._texts) else ""

    def cell(self, column: int) -> Cell:
        """One cell, counted from 0; a blank one beyond the row's end."""
        if self._texts is None or self._cells is not None:
            return self.cells[column] if column < len(self.cells) else BLANK
        return Cell(self._texts[column]) if column < len(self._texts) else BLANK


@dataclass(frozen=True, slots=True)
class RawTable:
    """One sheet, one Word table, or a run of paragraphs or lines.

    Attributes:
        name: The sheet's name, or "table 2", "paragraphs", "lines".
        kind: What it is.
        rows: All rows that hold anything, in file order.
        hidden: Whether the file hides it (a hidden sheet).
        notes: What the reader had to do or leave out, in plain sentences.
        titles: What stands above a table in the document: the text right before it, and the
            heading that it stands under.
        after: The number of the paragraph after which a table stands; 0 where none comes before.
    """

    name: str
    kind: TableKind
    rows: tuple[RawRow, ...]
    hidden: bool = False
    notes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    after: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Everything that a reader found in one file.

    Attributes:
        file: The file's name.
        tables: What it holds.
        notes: What the reader had to decide, such as the encoding.
        sha256: The digest of the file's bytes, once `read_document` has read them.
    """

    file: str
    tables: tuple[RawTable, ...]
    notes: tuple[str, ...] = ()
    sha256: str = ""
