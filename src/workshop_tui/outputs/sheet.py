"""What every workbook has in common: its page, its cells, rows as high as their words need.

LibreOffice prints wrapped words over the next row where a row's height is not given, and Excel
opens what it is given: so heights are reckoned here, rather a little too high than too low.
"""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.outputs.paper import clean

if TYPE_CHECKING:
    from workshop_tui.outputs.model import ReportModel

A4, A3 = 9, 8
FACE: Final = {"font_name": "Arial", "font_size": 10}
DATE: Final = "d mmm yyyy"
INK, ACCENT, QUIET, EDGE, WASH = "#1B2A33", "#1F4E5F", "#51626B", "#B9C4CA", "#EAF0F2"
TYPED_WASH: Final = "#FFFBEA"
_LINE: Final = 12.8
_ROOM: Final = 6.0
_TALLEST: Final = 409.0
_MOST: Final = 32_000
_WIDEST: Final = 160
_CUT: Final = " … (cut here: the whole text stands in the report)"


@contextmanager
def workbook(title: str) -> Iterator[tuple[Any, io.BytesIO]]:
    """A workbook in memory whose cells are never formulas or links, whatever they say."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    harmless = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(content, harmless) as book:
        book.set_properties({"title": clean(title)[:250], "author": "", "company": ""})
        yield book, content


def page(sheet: Any, model: ReportModel, paper: int = A4) -> None:
    """Landscape, as wide as the page, marked and numbered at the foot."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{_foot(model)}&RPage &P of &N")
    sheet.hide_gridlines(2)


def _foot(model: ReportModel) -> str:
    words = " · ".join(filter(None, (model.warning, model.rules.label, model.reference)))
    return clean(words).replace("\n", " ").replace("&", "&&")[:200]


def title(book: Any, sheet: Any, model: ReportModel, words: str, below: str) -> None:
    """The rows above a table: what it is, a draft or not, how to treat it."""
    big = book.add_format({**FACE, "bold": True, "font_size": 16, "font_color": ACCENT})
    small = book.add_format({**FACE, "font_color": QUIET})
    warned = book.add_format({**FACE, "bold": True, "font_color": "#9C2F00"})
    sheet.set_row(0, 24)
    draft = "DRAFT – " if model.draft else ""
    sheet.write_string(0, 0, fit(f"{draft}{words}: {model.reference}, {model.title}"), big)
    sheet.write_string(1, 0, fit(below), small)
    if model.warning:
        sheet.write_string(2, 0, f"{model.warning}. Please do not pass it on.", warned)


def look(**more: Any) -> dict[str, Any]:
    """How a cell of a table looks."""
    usual = {"text_wrap": True, "valign": "top", "font_color": INK, **FACE}
    return {**usual, "border": 1, "border_color": EDGE, **more}


def fit(text: str) -> str:
    """Text as a cell can hold it: control characters as signs, not longer than Excel takes."""
    shown = clean(text)
    return shown if len(shown) <= _MOST else shown[:_MOST] + _CUT


def put(sheet: Any, row: int, column: int, value: str | dt.date, words: Any, days: Any) -> None:
    """Write a cell: words as words whatever they begin with, a day as a real day."""
    if isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), days)
    elif value:
        sheet.write_string(row, column, fit(value), words)
    else:
        sheet.write_blank(row, column, None, words)


def widths(rows: Sequence[Sequence[str]], usual: Mapping[int, float], count: int) -> list[float]:
    """Column widths in characters: as usual, but wider where words would not fit any row."""
    found = [float(usual.get(at, 12)) for at in range(count)]
    for row in rows:
        for at, text in enumerate(row):
            while found[at] < _WIDEST and _needed(text, found[at]) > _TALLEST:
                found[at] = min(_WIDEST, found[at] * 1.3)
    return found


def height(texts: Sequence[str], across: Sequence[float]) -> float:
    """How high a row must be, in points, so that nothing of its cells is cut."""
    needed = max((_needed(t, w) for t, w in zip(texts, across, strict=False)), default=0)
    return min(_TALLEST, max(_LINE + _ROOM, needed))


def too_tall(text: str, across: float) -> bool:
    """Whether a text would be cut even in the highest row that there can be."""
    return _needed(text, across) > _TALLEST


def _needed(text: str, across: float) -> float:
    if len(text) < across * 0.7 and "\n" not in text:
        return _LINE + _ROOM
    return (
        sum(_lines(line, max(1.0, across * 1.12 - 1.0)) for line in text.split("\n")) * _LINE
        + _ROOM
    )


def _lines(text: str, across: float) -> int:
    """How many lines words take, broken between words, and within one that is too long."""
    count, at = 1, 0.0
    for word in text.split(" "):
        long = _width(word)
        if at and at + 1 + long > across:
            count, at = count + 1, 0.0
        if long > across:
            more = int(long // across)
            count, long = count + more, long - more * across
        at += long + (1 if at else 0)
    return count


def _width(word: str) -> float:
    """In average characters: capitals and wide scripts take more."""
    if word.isascii():
        return len(word) * (1.25 if word.isupper() else 1.0)
    return sum(2.0 if unicodedata.east_asian_width(c) in "WF" else 1.1 for c in word)
