"""OpenDocument spreadsheets (.ods), read as a stream.

The file stores what each cell shows beside its typed value, dates of any century, and merges;
calamine passes on none of the three for this format, so it is read here directly. A stream
also keeps a sheet that repeats one row a million times from ever being built in memory.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from workshop_tui.intake.raw import Cell, CellValue, RawDocument, RawRow, RawTable
from workshop_tui.intake.readers.cells import (
    EMPTY,
    Merges,
    Span,
    hidden_columns_note,
    hidden_rows_note,
    holds_anything,
    iso_value,
)
from workshop_tui.intake.readers.number_format import plain_number
from workshop_tui.intake.readers.package import Package
from workshop_tui.intake.readers.safety import (
    MAX_CELLS,
    check_xml,
    open_package,
    too_many_cells,
)

Attributes = dict[str, str]

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_NAMESPACE}table:1.0": "table:",
    f"{_NAMESPACE}text:1.0": "text:",
    f"{_NAMESPACE}office:1.0": "office:",
    f"{_NAMESPACE}style:1.0": "style:",
    f"{_NAMESPACE}datastyle:1.0": "number:",
}
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?\Z")
_CODES = {
    "number:day": ("d", "dd"),
    "number:year": ("yy", "yyyy"),
    "number:hours": ("h", "hh"),
    "number:minutes": ("m", "mm"),
    "number:seconds": ("s", "ss"),
    "number:day-of-week": ("ddd", "dddd"),
    "number:am-pm": ("AM/PM", "AM/PM"),
}


def read(name: str, data: bytes) -> RawDocument:
    """Return every sheet of an OpenDocument spreadsheet, hidden ones flagged.

    Raises:
        UnreadableFile: The file is damaged, unsafe, or spreads over too many cells.
    """
    package = Package(name, open_package(name, data))
    reader = _Reader(name)
    for part in ("styles.xml", "content.xml"):
        if package.has(part) or part == "content.xml":
            reader.feed(check_xml(name, package.data(part)))
    return RawDocument(file=name, tables=tuple(reader.tables))


@dataclass(slots=True)
class _Sheet:
    """The sheet being read."""

    name: str
    hidden: bool
    rows: list[RawRow] = field(default_factory=list)
    columns: list[tuple[int, str]] = field(default_factory=list)
    merges: Merges = field(default_factory=Merges)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    number: int = 1


@dataclass(slots=True)
class _Open:
    """The cell being read: its attributes, and its text as it comes in."""

    attributes: Attributes
    covered: bool
    paragraphs: list[list[str]] = field(default_factory=list)
    comment: list[list[str]] = field(default_factory=list)


class _Reader:
    """Handlers for one pass over styles.xml and content.xml."""

    def __init__(self, name: str) -> None:
        self.tables: list[RawTable] = []
        self._name = name
        self._budget = MAX_CELLS
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._code: list[str] | None = None
        self._sheet: _Sheet | None = None
        self._row: Attributes = {}
        self._cells: list[tuple[int, _Open, Cell]] = []
        self._cell: _Open | None = None
        self._into: list[str] | None = None
        self._in_comment = False
        self._ignored = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style:style": self._start_style,
            "style:table-properties": self._table_properties,
            "table:table": self._start_table,
            "table:table-column": self._column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_covered,
            "text:p": self._start_paragraph,
            "text:s": self._spaces,
            "text:tab": lambda _: self._text("\t"),
            "text:line-break": lambda _: self._text("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "text:p": self._end_paragraph,
        }

    def feed(self, data: bytes) -> None:
        """Read one part of the package."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)

    def _short(self, name: str) -> str:
        """Return "table:table-row" for an expanded name, whatever prefix the file uses."""
        short = self._names.get(name)
        if short is None:
            namespace, _, local = name.rpartition(" ")
            short = self._names[name] = _PREFIXES.get(namespace, "") + local
        return short

    def _start(self, name: str, attributes: Attributes) -> None:
        short = self._short(name)
        if short == "table:tracked-changes" or self._ignored:
            self._ignored += 1  # what was in a cell before somebody changed it
            return
        if short == "office:annotation":
            self._in_comment = True
        if short in {"number:date-style", "number:time-style"}:
            self._code, self._style = [], self._named(attributes)["style:name"]
        elif self._code is not None:
            self._date_code(short, self._named(attributes))
        handler = self._starts.get(short)
        if handler is not None:
            handler(self._named(attributes))

    def _end(self, name: str) -> None:
        if self._ignored:
            self._ignored -= 1
            return
        short = self._short(name)
        if short == "office:annotation":
            self._in_comment = False
        if short in {"number:date-style", "number:time-style"} and self._code is not None:
            self._codes[self._style] = "".join(self._code)
            self._code = None
        handler = self._ends.get(short)
        if handler is not None:
            handler()

    def _named(self, attributes: Attributes) -> Attributes:
        return {self._short(name): value for name, value in attributes.items()}

    # Styles: which cells show a date how, and which sheets are hidden.

    def _date_code(self, short: str, attributes: Attributes) -> None:
        if self._code is None:
            return
        long = attributes.get("number:style") == "long"
        if short == "number:month":
            textual = attributes.get("number:textual") == "true"
            self._code.append(("mmmm" if long else "mmm") if textual else ("mm" if long else "m"))
        elif short in _CODES:
            self._code.append(_CODES[short][long])

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("style:name", "")
        parent = self._styles.get(attributes.get("style:parent-style-name", ""), "")
        self._styles[self._style] = attributes.get("style:data-style-name", parent)

    def _table_properties(self, attributes: Attributes) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    # Sheets and rows.

    def _start_table(self, attributes: Attributes) -> None:
        self._sheet = _Sheet(
            name=attributes.get("table:name", f"sheet {len(self.tables) + 1}"),
            hidden=attributes.get("table:style-name") in self._hidden_styles,
        )

    def _end_table(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        notes = hidden_rows_note(sheet.hidden_rows) + hidden_columns_note(sheet.hidden_columns)
        self.tables.append(RawTable(sheet.name, "sheet", tuple(sheet.rows), sheet.hidden, notes))

    def _column(self, attributes: Attributes) -> None:
        if self._sheet is not None:
            style = attributes.get("table:default-cell-style-name", "")
            columns, count = self._sheet.columns, _repeats(attributes, "columns")
            hides = attributes.get("table:visibility", "visible") != "visible"
            if hides and len(columns) < 1000 and (first := sum(n for n, _ in columns)) < 1000:
                self._sheet.hidden_columns.append((first, first + count - 1))
            columns.append((count, style))

    def _start_row(self, attributes: Attributes) -> None:
        self._row, self._cells = attributes, []

    def _end_row(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        repeats = _repeats(self._row, "rows")
        while self._cells and _holds_nothing(self._cells[-1]):
            self._cells.pop()
        if self._cells:
            if self._row.get("table:visibility", "visible") != "visible":
                sheet.hidden_rows.append(sheet.number)
            self._spend(repeats * sum(count for count, _, _ in self._cells))
            for number in range(sheet.number, sheet.number + repeats):
                cells = self._laid_out(sheet, number)
                filled = holds_anything(cells)
                sheet.merges.fill(number, cells)
                if filled:
                    sheet.rows.append(RawRow(number, tuple(cells)))
        sheet.number += repeats

    def _spend(self, cells: int) -> None:
        self._budget -= cells
        if self._budget < 0:
            sheet = f"sheet “{self._sheet.name}”" if self._sheet else "a sheet"
            raise too_many_cells(self._name, sheet)

    def _laid_out(self, sheet: _Sheet, number: int) -> list[Cell]:
        """Return a row's cells one by one, and tell the sheet which of them are merged."""
        cells: list[Cell] = []
        for repeats, opened, cell in self._cells:
            down = _count(opened.attributes, "table:number-rows-spanned")
            across = _count(opened.attributes, "table:number-columns-spanned")
            if down > 1 or across > 1:
                left = len(cells)
                sheet.merges.add(Span(number, left, number + down - 1, left + across - 1))
            # What a covered cell holds of its own cannot be seen in the sheet.
            cells += [EMPTY if opened.covered else cell] * repeats
        return cells

    # Cells and their text.

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = _Open(attributes, covered=False)

    def _start_covered(self, attributes: Attributes) -> None:
        self._cell = _Open(attributes, covered=True)

    def _end_cell(self) -> None:
        opened, self._cell = self._cell, None
        if opened is None or self._sheet is None:
            return
        self._spend(1)
        cell = EMPTY
        if opened.paragraphs or opened.comment or opened.attributes:
            cell = self._finished(opened)
        self._cells.append((_repeats(opened.attributes, "columns"), opened, cell))

    def _finished(self, opened: _Open) -> Cell:
        text = "\n".join("".join(pieces) for pieces in opened.paragraphs)
        value = _value(opened.attributes)
        if not text and isinstance(value, int | float):
            text = plain_number(value)
        elif not text and value is not None:
            text = str(value)
        notes = []
        if text.startswith("#") and "table:formula" in opened.attributes:
            notes.append("the formula in this cell ends in an error")
        elif "table:formula" in opened.attributes and not text and value is None:
            notes.append("formula without a stored result")
        if opened.comment:
            notes.append("comment: " + "\n".join("".join(pieces) for pieces in opened.comment))
        if not text and not notes:
            return EMPTY
        code = self._code_of(opened.attributes) if isinstance(value, dt.date | dt.time) else None
        return Cell(text, value, code, "; ".join(notes) or None)

    def _code_of(self, attributes: Attributes) -> str | None:
        style = attributes.get("table:style-name") or self._column_style()
        return self._codes.get(self._styles.get(style, "")) or None

    def _column_style(self) -> str:
        at = sum(count for count, _, _ in self._cells)
        for count, style in self._sheet.columns if self._sheet else ():
            at -= count
            if at < 0:
                return style
        return ""

    def _start_paragraph(self, _: Attributes) -> None:
        if self._cell is not None:
            self._into = []
            inside = self._cell.comment if self._in_comment else self._cell.paragraphs
            inside.append(self._into)

    def _end_paragraph(self) -> None:
        self._into = None

    def _spaces(self, attributes: Attributes) -> None:
        self._text(" " * min(_count(attributes, "text:c"), 1000))

    def _text(self, text: str) -> None:
        if self._code is not None and text.strip(" \n") + text.strip("\n"):
            self._code.append(text)
        elif self._into is not None and not self._ignored:
            self._into.append(text)


def _count(attributes: Attributes, name: str) -> int:
    return max(1, int(attributes.get(name, "1") or "1"))


def _repeats(attributes: Attributes, what: str) -> int:
    return _count(attributes, f"table:number-{what}-repeated")


def _holds_nothing(entry: tuple[int, _Open, Cell]) -> bool:
    return entry[2] is EMPTY and not entry[1].covered


def _value(attributes: Attributes) -> CellValue:
    """Return the typed value of a cell, None for text and for what Python cannot hold."""
    kind = attributes.get("office:value-type")
    try:
        if kind == "date":
            return iso_value(attributes.get("office:date-value", ""))
        if kind == "time":
            return _time(attributes.get("office:time-value", ""))
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind in {"float", "percentage", "currency"}:
            number = float(attributes.get("office:value", ""))
            return int(number) if number == int(number) and abs(number) < 1e15 else number
    except (ValueError, OverflowError):
        return None
    return None


def _time(text: str) -> dt.time | dt.timedelta | None:
    """Return a time of day, or a duration where it is longer than a day."""
    match = _DURATION.match(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(match[i] or 0) for i in (2, 3, 4, 5))
    micros = int((match[6] or "0")[:6].ljust(6, "0"))
    if match[1] or days or hours > 23:
        whole = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return -whole if match[1] else whole
    return dt.time(hours, minutes, seconds, micros)
