"""Number formats, errors and extent of .xls sheets, from the records of the workbook stream.

calamine reads the values of these files and hides the formats, so that a cell which shows
"Mar-19" would pass for the first of March. Only the records that tell are decoded here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workshop_tui.intake.readers.marks import Marks, error_cell, place
from workshop_tui.intake.readers.number_format import BUILT_IN
from workshop_tui.intake.readers.ole import CompoundFile

_BOF, _EOF, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x85, 0x41E, 0xE0
_NUMBER, _RK, _MANY_RK, _FORMULA, _ERROR = 0x203, 0x27E, 0xBD, 0x06, 0x205
_TEXTS = frozenset({0xFD, 0x204, 0xD6})
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


class Workbook:
    """The records of an .xls file that tell what its sheets look like."""

    def __init__(self, data: bytes) -> None:
        file = CompoundFile(data)
        self._stream = file.stream("Workbook" if "Workbook" in file.names else "Book")
        self._starts: list[int] = []
        own: dict[int, str] = {}
        styles: list[int] = []
        wide = True
        for kind, at, size in self._records(0):
            if kind == _BOF:
                wide = self._number(at) == _BIFF8
            elif kind == _SHEET:
                self._starts.append(struct.unpack_from("<I", self._stream, at)[0])
            elif kind == _FORMAT:
                own[self._number(at)] = _text(self._stream[at + 2 : at + size], wide=wide)
            elif kind == _STYLE:
                styles.append(self._number(at + 2))
        codes = (own.get(style) or BUILT_IN.get(style) for style in styles)
        self._codes = [None if c is None or c.lower() == "general" else c for c in codes]

    def marks(self, index: int) -> Marks:
        """Return the marks of the sheet with this index, in the order of the workbook."""
        marks = Marks()
        if index >= len(self._starts):
            return marks
        for kind, at, size in self._records(self._starts[index]):
            if kind in {_NUMBER, _RK, _FORMULA, _ERROR} or kind in _TEXTS:
                row, column, style = struct.unpack_from("<HHH", self._stream, at)
                marks.stretch(row, column)
                if kind in {_NUMBER, _RK, _FORMULA}:
                    self._format(marks, row, column, style)
                if error := self._error(kind, at):
                    marks.errors[place(row, column)] = error_cell(error)
            elif kind == _MANY_RK:
                row, column = struct.unpack_from("<HH", self._stream, at)
                for offset in range((size - 6) // 6):
                    marks.stretch(row, column + offset)
                    self._format(marks, row, column + offset, self._number(at + 4 + offset * 6))
        return marks

    def _records(self, start: int) -> Iterator[tuple[int, int, int]]:
        """Give kind, place and size of each record up to the end of its part of the stream."""
        at = start
        while at + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, at)
            yield kind, at + 4, size
            if kind == _EOF:
                return
            at += 4 + size

    def _number(self, at: int) -> int:
        return int(struct.unpack_from("<H", self._stream, at)[0])

    def _format(self, marks: Marks, row: int, column: int, style: int) -> None:
        code = self._codes[style] if style < len(self._codes) else None
        if code is not None:
            marks.formats[place(row, column)] = code

    def _error(self, kind: int, at: int) -> str | None:
        """Return the error that a cell shows, if it does."""
        if kind == _ERROR and self._stream[at + 7]:
            return _ERRORS.get(self._stream[at + 6], "#ERROR!")
        is_special = kind == _FORMULA and self._stream[at + 12 : at + 14] == b"\xff\xff"
        if is_special and self._stream[at + 6] == 2:
            return _ERRORS.get(self._stream[at + 8], "#ERROR!")
        return None


def _text(data: bytes, *, wide: bool) -> str:
    """Decode a format's text: one byte a character in Excel 95, one or two since."""
    if not wide:
        return data[1 : 1 + data[0]].decode("cp1252", "replace")
    (length, flags) = struct.unpack_from("<HB", data)
    if flags & 1:
        return data[3 : 3 + 2 * length].decode("utf-16-le", "replace")
    return data[3 : 3 + length].decode("latin-1")
