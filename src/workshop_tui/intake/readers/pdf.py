"""PDF files with text in them: the tables drawn on their pages, joined over page breaks.

A PDF has no rows or cells, only words and lines at places of a page. What is read from one is
always less sure than what is read from the file that it was made from, and the notes say so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.readers.extras import need
from workshop_tui.intake.readers.safety import MAX_CELLS, too_many_cells

_ASK = "Ask the agency for the Word or Excel file that it was made from."
_MAX_PAGES = 2_000
_SAME_PLACE = 6.0  # points by which the edges of one table may differ from page to page
_FEW = 15  # characters: a page with fewer is a picture with a page number
_NOTE = "Read from a PDF, where rows and columns are only drawn: compare it with the file."

_Texts = list[str]


def read(name: str, data: bytes) -> RawDocument:
    """Return the tables of a PDF; its lines of text where it has no table.

    Raises:
        UnreadableFile: The library is missing, the pages are scans, or there is a password.
    """
    library = need(name, "a PDF", "pdf-in", "pdfplumber", f"Better: {_ASK[:1].lower()}{_ASK[1:]}")
    # It complains about every unusual font on standard error, in the midst of the screen.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with library.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > _MAX_PAGES:
                raise UnreadableFile(f"“{name}” has more than {_MAX_PAGES:,} pages. {_ASK}")
            return _read_pages(name, pdf.pages)
    except UnreadableFile:
        raise
    except Exception as error:
        if "Password" in repr(error):
            raise UnreadableFile(f"“{name}” is a PDF under a password. {_ASK}") from error
        raise UnreadableFile(
            f"“{name}” is a PDF that is damaged or cut short, so nothing was read. {_ASK}"
        ) from error


@dataclass(slots=True)
class _Table:
    """A table that may go on over several pages."""

    page: int
    left: float
    right: float
    rows: list[_Texts] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    last: int = 0

    def goes_on(self, page: int, left: float, right: float, rows: list[_Texts]) -> bool:
        """Whether the first table of a page continues this one, the last of the page before."""
        return (
            page == self.last + 1
            and len(rows[0]) == len(self.rows[0])
            and abs(left - self.left) < _SAME_PLACE
            and abs(right - self.right) < _SAME_PLACE
        )

    def take(self, page: int, rows: list[_Texts]) -> None:
        """Add a page's rows: without the repeated heading, a row cut in two made whole."""
        self.last = page
        if self.rows and rows[0] == self.rows[0]:
            self.repeated.append(page)
            rows = rows[1:]
        if len(self.rows) > 1 and rows and _is_rest(rows[0], self.rows[-1]):
            self.rows[-1] = [
                " ".join(filter(None, two)) for two in zip(self.rows[-1], rows[0], strict=True)
            ]
            self.joined.append(len(self.rows))
            rows = rows[1:]
        self.rows += rows

    def raw(self, number: int) -> RawTable:
        """The table for the rest of the house; a row made whole says so in its notes."""
        joined = set(self.joined)
        note = "cut in two by the end of a page; both halves were joined"
        rows = tuple(
            RawRow(
                n,
                tuple(
                    Cell(text, note=note if n in joined and at == len(texts) - 1 else None)
                    for at, text in enumerate(texts)
                ),
            )
            for n, texts in enumerate(self.rows, start=1)
            if any(texts)
        )
        pages = (
            f"page {self.page}" if self.last == self.page else f"pages {self.page} to {self.last}"
        )
        return RawTable(f"table {number}", "table", rows, notes=tuple(self._notes(pages)))

    def _notes(self, pages: str) -> Iterator[str]:
        yield f"Stands on {pages}; rows are counted from its first, as a PDF numbers none."
        if self.repeated:
            yield f"The heading is repeated on page {_listed(self.repeated)}; left out there."
        if self.joined:
            yield f"Rows cut in two by the end of a page were joined: {_listed(self.joined)}."


def _is_rest(row: _Texts, above: _Texts) -> bool:
    """Whether a page's first row is the rest of the row above the page break.

    It has no first cell (the date), and says nothing in a column in which that row was silent.
    """
    return (
        bool(above[0])
        and not row[0]
        and any(row)
        and all(before or not after for before, after in zip(above, row, strict=True))
    )


def _read_pages(name: str, pages: Any) -> RawDocument:
    tables: list[_Table] = []
    lines: list[RawRow] = []
    outside: list[str] = []
    empty: list[int] = []
    cells = 0
    for number, page in enumerate(pages, start=1):
        found = page.find_tables()
        if len(page.chars) < _FEW and not found:
            empty.append(number)
            continue
        for place, one in enumerate(found):
            rows = [[_one_line(text) for text in row] for row in one.extract()]
            cells += sum(map(len, rows))
            if cells > MAX_CELLS:
                raise too_many_cells(name, f"page {number}")
            left, _, right, _ = one.bbox
            if place or not tables or not tables[-1].goes_on(number, left, right, rows):
                tables.append(_Table(number, left, right))
            tables[-1].take(number, rows)
        texts = _texts_outside(page, found)
        outside += texts
        lines += [RawRow(len(lines) + n, (Cell(text),)) for n, text in enumerate(texts, start=1)]
        page.close()
    if len(empty) == len(pages):
        raise UnreadableFile(
            f"“{name}” is a scanned PDF: its pages are pictures of text, which cannot be read "
            f"without guessing. {_ASK}"
        )
    return RawDocument(name, *_result(tables, lines, outside, empty))


def _result(
    tables: list[_Table], lines: list[RawRow], outside: list[str], empty: list[int]
) -> tuple[tuple[RawTable, ...], tuple[str, ...]]:
    notes = [_NOTE]
    if empty:
        notes.append(f"No text could be read on page {_listed(empty)}: look at it in the file.")
    if not tables:
        return (RawTable("lines", "lines", tuple(lines)),), tuple(notes)
    if outside:
        shown = "; ".join(dict.fromkeys(outside))
        shown = f"{shown[:200]}…" if len(shown) > 200 else shown
        notes.append(f"Text outside of the tables was left out ({len(outside)} lines): “{shown}”")
    return tuple(table.raw(n) for n, table in enumerate(tables, start=1)), tuple(notes)


def _texts_outside(page: Any, found: Any) -> list[str]:
    for table in found:
        page = page.outside_bbox(table.bbox, strict=False)
    return [text for line in page.extract_text_lines() if (text := line["text"].strip())]


def _one_line(text: str | None) -> str:
    """A cell's text without the line ends that only the width of the column made."""
    return " ".join((text or "").split())


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" and more" if len(numbers) > 20 else "")
