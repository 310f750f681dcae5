"""Older Excel workbooks (.xls): the records of the workbook stream, decoded in plain Python.

calamine reads these files faster but hides number formats, so that a cell which shows "Mar-19"
would pass for the first of March; and a damaged file can make it end the whole process.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.readers.cells import (
    EMPTY,
    Merges,
    Span,
    boolean_cell,
    error_cell,
    hidden_columns_note,
    hidden_rows_note,
    holds_anything,
    number_cell,
)
from workshop_tui.intake.readers.number_format import BUILT_IN
from workshop_tui.intake.readers.ole import CompoundFile
from workshop_tui.intake.readers.safety import MAX_CELLS, too_many_cells

_BOF, _EOF, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _FORMAT, _STYLE, _STRINGS, _EPOCH, _PAGE = 0x85, 0x41E, 0xE0, 0xFC, 0x22, 0x42
_ROW, _COLUMNS, _MERGES, _COMMENT = 0x208, 0x7D, 0xE5, 0x1C
_SHARED, _LABEL, _RICH_LABEL = 0xFD, 0x204, 0xD6
_NUMBER, _RK, _MANY_RK, _FORMULA, _RESULT, _TRUTH = 0x203, 0x27E, 0xBD, 0x06, 0x207, 0x205
_BIFF8 = 0x600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

Record = tuple[int, bytes]


def read(name: str, data: bytes) -> RawDocument:
    """Return every worksheet of an older workbook, hidden ones flagged.

    Raises:
        UnreadableFile: The workbook has a password, is damaged, or spreads too far.
    """
    file = CompoundFile(data)
    stream = file.stream("Workbook" if "Workbook" in file.names else "Book")
    workbook = _Workbook(name, stream)
    tables, notes = [], []
    for title, start, hidden, is_sheet in workbook.sheets:
        if not is_sheet:
            notes.append(f"“{title}” is a chart or a macro sheet; it was left out.")
            continue
        sheet = _Sheet(workbook, title)
        for record in _records(stream, start):
            sheet.take(record)
        tables.append(RawTable(title, "sheet", tuple(sheet.rows()), hidden, sheet.notes()))
    return RawDocument(file=name, tables=tuple(tables), notes=tuple(notes))


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Give kind and content of each record up to the end of its part of the stream."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            return
        at += 4 + size


def _number(data: bytes, at: int = 0) -> int:
    return int.from_bytes(data[at : at + 2], "little")


class _Workbook:
    """What the sheets share: strings, formats, epoch."""

    def __init__(self, name: str, stream: bytes) -> None:
        self.name = name
        self.sheets: list[tuple[str, int, bool, bool]] = []
        self.strings: list[Cell] = []
        self.from_1904 = False
        self.wide = True
        self._page = "cp1252"
        self._numbers: dict[tuple[float, int], Cell] = {}
        own: dict[int, str] = {}
        styles: list[int] = []
        pieces: list[bytes] | None = None
        for kind, data in _records(stream, 0):
            if kind == _CONTINUE and pieces is not None:
                pieces.append(data)
                continue
            if pieces is not None:
                self.strings = [Cell(text) if text else EMPTY for text in _Strings(pieces)]
            pieces = [data] if kind == _STRINGS else None
            if kind == _BOF:
                self.wide = _number(data) == _BIFF8
            elif kind == _PASSWORD:
                raise UnreadableFile(
                    f"“{name}” is protected with a password. Ask the agency to send it "
                    "without one, by a secure route."
                )
            elif kind == _SHEET:
                title = self.text(data[6:], count_bytes=1)
                start = int.from_bytes(data[:4], "little")
                self.sheets.append((title, start, bool(data[4] & 3), data[5] == 0))
            elif kind == _FORMAT:
                own[_number(data)] = self.text(data[2:], count_bytes=2 if self.wide else 1)
            elif kind == _STYLE:
                styles.append(_number(data, 2))
            elif kind == _EPOCH:
                self.from_1904 = _number(data) == 1
            elif kind == _PAGE:
                self._page = {1200: "utf-16-le", 10000: "mac_roman"}.get(
                    _number(data), f"cp{_number(data)}"
                )
        codes = (own.get(style) or BUILT_IN.get(style) for style in styles)
        self._codes = [None if c is None or c.lower() == "general" else c for c in codes]

    def text(self, data: bytes, *, count_bytes: int) -> str:
        """Decode a text that begins with its length: one byte a character before Excel 97."""
        count = int.from_bytes(data[:count_bytes], "little")
        rest = data[count_bytes:]
        if self.wide:
            if rest[:1] and rest[0] & 1:
                return rest[1 : 1 + 2 * count].decode("utf-16-le", "replace")
            return rest[1 : 1 + count].decode("latin-1")
        try:
            return rest[:count].decode(self._page, "replace")
        except LookupError:
            return rest[:count].decode("cp1252", "replace")

    def number(self, value: float, style: int) -> Cell:
        """Return the cell for a stored number; dates repeat, so each is worked out once."""
        cell = self._numbers.get((value, style))
        if cell is None:
            code = self._codes[style] if style < len(self._codes) else None
            cell = number_cell(value, code, from_1904=self.from_1904)
            self._numbers[value, style] = cell
        return cell


class _Strings:
    """The shared strings, which run on from record to record at any byte."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._piece = 0
        self._at = 8  # behind the two counts, which damaged files get wrong

    def __iter__(self) -> Iterator[str]:
        while not self._is_at_end():
            yield self._next()

    def _is_at_end(self) -> bool:
        while self._piece < len(self._pieces) and self._at >= len(self._pieces[self._piece]):
            self._piece, self._at = self._piece + 1, 0
        return self._piece >= len(self._pieces)

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count and not self._is_at_end():
            some = self._pieces[self._piece][self._at : self._at + count - len(taken)]
            self._at += len(some)
            taken += some
        return taken

    def _next(self) -> str:
        count, flags = _number(self._take(2)), self._take(1)
        flag = flags[0] if flags else 0
        runs = _number(self._take(2)) if flag & 8 else 0
        extra = int.from_bytes(self._take(4), "little") if flag & 4 else 0
        text = self._characters(count, wide=bool(flag & 1))
        self._skip(4 * runs + extra)
        return text

    def _characters(self, count: int, *, wide: bool) -> str:
        """Read characters; where a record ends in the midst of them, the next says how wide."""
        texts: list[str] = []
        while count > 0 and not self._is_at_end():
            if texts:
                wide = bool(self._take(1)[0] & 1)
            left = len(self._pieces[self._piece]) - self._at
            size = min(count * (1 + wide), left)
            raw = self._take(size)
            texts.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            count -= max(1, size // (1 + wide))
        return "".join(texts)

    def _skip(self, count: int) -> None:
        while count > 0 and not self._is_at_end():
            step = min(count, len(self._pieces[self._piece]) - self._at)
            self._at += step
            count -= step


class _Sheet:
    """One worksheet while its records come in."""

    def __init__(self, workbook: _Workbook, title: str) -> None:
        self._workbook = workbook
        self._title = title
        self._cells: dict[int, dict[int, Cell]] = defaultdict(dict)
        self._spans: list[Span] = []
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._comments = 0
        self._left = MAX_CELLS
        self._waiting: tuple[int, int] | None = None

    def take(self, record: Record) -> None:
        """Take in one record; most kinds say nothing about cells."""
        kind, data = record
        self._left -= 1
        if self._left < 0:
            raise too_many_cells(self._workbook.name, f"sheet “{self._title}”")
        if kind in {_SHARED, _LABEL, _RICH_LABEL, _NUMBER, _RK, _FORMULA, _TRUTH}:
            row, column, style = struct.unpack_from("<HHH", data)
            self._cells[row][column] = self._cell(kind, data, style)
            self._waiting = (row, column) if _awaits_text(kind, data) else None
        elif kind == _MANY_RK:
            row, column = struct.unpack_from("<HH", data)
            for at in range(4, len(data) - 7, 6):
                cell = self._workbook.number(_rk(data[at + 2 : at + 6]), _number(data, at))
                self._cells[row][column + (at - 4) // 6] = cell
        elif kind == _RESULT and self._waiting:
            row, column = self._waiting
            self._cells[row][column] = Cell(self._workbook.text(data, count_bytes=2))
        elif kind == _MERGES:
            for at in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, at)
                self._spans.append(Span(top + 1, left, bottom + 1, right))
        elif kind == _ROW and len(data) >= 14 and data[12] & 0x20:
            self._hidden_rows.append(_number(data) + 1)
        elif kind == _COLUMNS and len(data) >= 10 and data[8] & 1 and _number(data, 2) < 255:
            self._hidden_columns.append((_number(data), _number(data, 2)))
        elif kind == _COMMENT:
            self._comments += 1

    def _cell(self, kind: int, data: bytes, style: int) -> Cell:
        workbook = self._workbook
        if kind == _SHARED:
            return workbook.strings[int.from_bytes(data[6:10], "little")]
        if kind in {_LABEL, _RICH_LABEL}:
            return Cell(workbook.text(data[6:], count_bytes=2))
        if kind == _RK:
            return workbook.number(_rk(data[6:10]), style)
        if kind == _TRUTH:
            return _truth(data[6], is_error=bool(data[7]))
        if kind == _FORMULA and data[12:14] == b"\xff\xff":
            return EMPTY if data[6] in {0, 3} else _truth(data[8], is_error=data[6] == 2)
        return workbook.number(struct.unpack_from("<d", data, 6)[0], style)

    def rows(self) -> Iterator[RawRow]:
        """Give the rows that hold anything of their own."""
        merges = Merges(self._spans)
        left = MAX_CELLS
        for row in sorted(self._cells):
            found = self._cells[row]
            cells = [found.get(column, EMPTY) for column in range(max(found) + 1)]
            left -= len(cells)
            if left < 0:
                raise too_many_cells(self._workbook.name, f"sheet “{self._title}”")
            filled = holds_anything(cells)
            merges.fill(row + 1, cells)
            if filled:
                yield RawRow(row + 1, tuple(cells))

    def notes(self) -> tuple[str, ...]:
        """Say what the sheet hides, and what could not be taken along."""
        notes = hidden_rows_note(self._hidden_rows) + hidden_columns_note(self._hidden_columns)
        if not self._comments:
            return notes
        return (
            *notes,
            f"The sheet has comments on {self._comments} cells, which were not read. "
            "Save it as .xlsx to keep them.",
        )


def _awaits_text(kind: int, data: bytes) -> bool:
    """Tell whether a formula's result is the text in the record that follows."""
    return kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 0


def _truth(value: int, *, is_error: bool) -> Cell:
    return error_cell(_ERRORS.get(value, "#ERROR!")) if is_error else boolean_cell(bool(value))


def _rk(data: bytes) -> float:
    """Decode a number that was squeezed into four bytes."""
    (raw,) = struct.unpack("<i", data)
    value = float(raw >> 2)
    if not raw & 2:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", raw & ~3))
    return value / 100 if raw & 1 else value
