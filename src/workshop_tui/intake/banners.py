"""Headings over rows: a year, a day or an agency that stands above the entries that it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from workshop_tui.intake.columns import ColumnMap
from workshop_tui.intake.dates import is_date, read_date
from workshop_tui.intake.headings import names_agency
from workshop_tui.intake.raw import Cell, RawRow, RawTable

_YEAR_HEADING: Final = re.compile(
    r"(?:year\s*:?\s*|calendar year\s*)?((?:19|20)\d\d)\W*", re.IGNORECASE
)
# A title that names a year and says nothing else that a number could belong to.
_YEAR_TITLE: Final = re.compile(
    r"\W*(?:(?:chronology|timeline|log|events?|significant|key|contacts?|entries|records?|year"
    r"|calendar|for|of|in|the|during|from|tables?|part|section|[a-z])\W+)*((?:19|20)\d\d)"
    r"(?:\W+(?:chronology|timeline|log|events?|contacts?|entries|records?|continued|cont|d))*\W*",
    re.IGNORECASE,
)
_HEADING_LENGTH: Final = 100


def year_above(table: RawTable) -> int | None:
    """The year that a sheet's name, or the text before a table, gives to all of its rows."""
    for title in (*table.titles, table.name):
        found = _YEAR_TITLE.fullmatch(title) if len(title) <= _HEADING_LENGTH else None
        if found is not None:
            return int(found[1])
    return None


def agency_above(table: RawTable, header_at: int) -> str | None:
    """The agency that a sheet's name, or a title above its headings, names for all of its rows."""
    shown = [
        cell.text.strip()
        for row in table.rows[: max(header_at, 0)]
        for cell in row.cells
        if cell.text.strip() and len(cell.text) <= _HEADING_LENGTH and not from_above(cell)
    ]
    named = {text for text in shown if names_agency(text)}
    if len(named) == 1:
        return named.pop()
    titles = [t for t in (*table.titles, table.name) if len(t) <= _HEADING_LENGTH]
    return next((" ".join(title.split()) for title in titles if names_agency(title)), None)


def agency_named(cell: Cell, agency: str | None) -> str | None:
    """The agency that a heading names; otherwise it stays."""
    short = len(cell.text) <= _HEADING_LENGTH
    return cell.text.strip() if short and names_agency(cell.text) else agency


def year_named(cell: Cell, year: int | None) -> int | None:
    """The year that a heading names: "2020", "March 2020"; otherwise the year stays."""
    found = _YEAR_HEADING.fullmatch(cell.text.strip())
    if found is not None:
        return int(found[1])
    if _is_year(cell):
        return int(cell.text)
    when = read_date(cell.text).when
    if when and when.earliest and when.latest and when.earliest.year == when.latest.year:
        return when.earliest.year
    return cell.value.year if isinstance(cell.value, dt.date) else year


def stands_for_days(cell: Cell) -> bool:
    """Whether a heading is a date and more than a year: it may be an entry of its own."""
    return is_date(cell) and not _YEAR_HEADING.fullmatch(cell.text.strip())


def heading_across(row: RawRow, filled: Sequence[Cell], columns: ColumnMap) -> Cell | None:
    """The one cell of a row that is a heading over the rows below, or None.

    A lone text in the event's column is an entry without a date, unless it is merged across.
    """
    if len(columns.headers) < 2 or len({cell.text.strip() for cell in filled}) != 1:
        return None
    cell = filled[0]
    at = next(n for n, other in enumerate(row.cells) if other is cell)
    across = len(filled) > 1 or any((c.note or "").startswith("merged with") for c in row.cells)
    if len(cell.text.strip()) > _HEADING_LENGTH:
        return None
    words = columns.fields.get("event", ()) + columns.lanes + columns.fallback
    if at in columns.fields["date"]:
        heads = across or is_date(cell) or _is_year(cell) or not read_date(cell.text).when
        return cell if heads else None
    if across or at == 0:
        return cell if at not in words or is_date(cell) or across else None
    return None


def dateless_below(rows: Sequence[RawRow], columns: ColumnMap) -> bool:
    """Whether the next row has words but no date of its own: a lone date above is its heading."""
    for row in rows[:1]:
        cells = [row.cells[c] for c in within(row, columns, "date")]
        blank = not any(cell.text.strip() for cell in cells)
        return (blank or is_time_only(row, columns)) and any(
            cell.text.strip() for cell in row.cells
        )
    return False


def is_time_only(row: RawRow, columns: ColumnMap) -> bool:
    """Whether a row's date cell holds a time and no day."""
    cells = [row.cells[c] for c in within(row, columns, "date")]
    when = read_date(cells[0].text).when if cells else None
    return when is not None and when.earliest is None and when.time is not None


def within(row: RawRow, columns: ColumnMap, field: str) -> list[int]:
    """The columns of a field as far as the row reaches."""
    return [c for c in columns.fields.get(field, ()) if c < len(row.cells)]


def from_above(cell: Cell) -> bool:
    """Whether a cell only repeats a merged one above it."""
    return (cell.note or "").startswith("merged from")


def _is_year(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2100
