"""Sheets in which several tables stand side by side, or one under another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from workshop_tui.intake.dates import is_date
from workshop_tui.intake.evidence import find_header, header_score, letter
from workshop_tui.intake.headings import match_heading, plain
from workshop_tui.intake.raw import Cell, RawRow, RawTable

_MAY_BE_DATE: Final = re.compile(
    r"\D*\b(?:dates?|when|time ?stamp|datum|dyddiad|started|start|from|begin)\b\D*", re.IGNORECASE
)
_EMPTY: Final = Cell("")


def split_blocks(table: RawTable) -> Iterator[RawTable]:
    """Takes tables apart that stand in one sheet.

    Read as one table, the words of the second would be given the dates of the first (side by
    side), or its columns the meaning of the first's (one under another).

    Yields:
        Every block as a table of its own; the table itself where there is only one.
    """
    if table.kind not in {"sheet", "table"}:
        yield table
        return
    for part in _one_under_another(table):
        yield from _side_by_side(part)


def _one_under_another(table: RawTable) -> Iterator[RawTable]:
    """Cuts a table where a row of other headings, a date among them, stands above dates."""
    rows = table.rows
    at = find_header(rows)
    dates = _dates_in(rows[at]) if at is not None else []
    cuts = [0]
    if at is not None and dates:
        first = [plain(cell.text) for cell in rows[at].cells]
        place, begun = dates[0], False
        for n in range(at + 1, len(rows)):
            column = place if place < rows[n].width else 0
            text = rows[n].text(column)
            # Nearly every row has a date here, and needs no second look.
            if text[:1].isdigit() or _may_be_day(rows[n].cell(column)):
                begun = True
            elif begun and text and _heads_another(rows, n, first):
                cuts.append(_with_title(rows, n))
    for start, end in pairwise([*cuts, len(rows)]):
        name = f"{table.name} (from row {rows[start].number})" if start else table.name
        notes = () if start else table.notes
        part = replace(table, name=name, rows=rows[start:end], notes=notes)
        yield part if len(cuts) > 1 else table


def _may_be_day(cell: Cell) -> bool:
    return cell.value is not None or is_date(cell)


def _dates_in(row: RawRow) -> list[int]:
    return [n for n, cell in enumerate(row.cells) if len(cell.text) < 60 and _is_date(cell.text)]


def _heads_another(rows: Sequence[RawRow], n: int, first: Sequence[str]) -> bool:
    """Whether a row is one of headings over dates, and of other ones than the first."""
    dates, below = _dates_in(rows[n]), rows[n + 1 : n + 13]
    if not any(is_date(row.cells[c]) for row in below for c in dates if c < len(row.cells)):
        return False
    names = [plain(cell.text) for cell in rows[n].cells]
    several = len(list(filter(None, names))) > 1
    return several and names != list(first) and bool(header_score(rows[n], below))


def _with_title(rows: Sequence[RawRow], n: int) -> int:
    """Where a block begins: with the lone text above its headings, if there is one."""
    above = [cell for cell in rows[n - 1].cells if cell.text.strip()]
    return n - 1 if len(above) == 1 and not above[0].text[0].isdigit() else n


def _side_by_side(table: RawTable) -> Iterator[RawTable]:
    """Cuts a table between columns where its headings come again."""
    at = find_header(table.rows)
    starts = _starts([plain(cell.text) for cell in table.rows[at].cells]) if at is not None else []
    if len(starts) < 2:
        yield table
        return
    width = max(row.width for row in table.rows)
    for first, end in pairwise([*starts, width]):
        rows = tuple(_cut(row, first, end) for row in table.rows)
        name = f"{table.name} (columns {letter(first)} to {letter(end - 1)})"
        kept = tuple(row for row in rows if any(cell is not _EMPTY for cell in row.cells))
        yield replace(table, name=name, rows=kept)


def _starts(headings: Sequence[str]) -> list[int]:
    """Where each block begins, in columns; less than two where headings do not come again.

    The heading of the dates must come again, and another one with it: "Date, Event, Date,
    Action" is one table with two dates.
    """
    found = next((n for n, name in enumerate(headings) if name and _is_date(name)), None)
    if found is None:
        return []
    dates = [n for n, name in enumerate(headings) if name == headings[found]]
    if len(dates) < 2:
        return []
    blocks = [set(headings[a:b]) - {"", headings[found]} for a, b in pairwise([*dates, None])]
    if not set.intersection(*blocks):
        return []
    lead = headings[:found]
    leads = all(list(headings[n - found : n]) == list(lead) for n in dates[1:])
    return [0, *(n - found if leads else n for n in dates[1:])]


def _is_date(name: str) -> bool:
    # Comparing with every known heading is slow, and this is asked of many a cell.
    match = match_heading(name) if _MAY_BE_DATE.fullmatch(name) else None
    return match is not None and match.field == "date"


def _cut(row: RawRow, first: int, end: int) -> RawRow:
    cells = tuple(
        cell if cell.text.strip() or cell.note else _EMPTY for cell in row.cells[first:end]
    )
    return RawRow(row.number, cells)
