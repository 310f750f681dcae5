"""Rows of a table that are no entries: repeated headings, totals, headings across the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from workshop_tui.intake.banners import (
    agency_above,
    agency_named,
    dateless_below,
    from_above,
    heading_across,
    is_time_only,
    stands_for_days,
    within,
    year_above,
    year_named,
)
from workshop_tui.intake.columns import ColumnMap
from workshop_tui.intake.dates import is_date
from workshop_tui.intake.entries import Eye, Harvest
from workshop_tui.intake.raw import Cell, RawRow, RawTable

_TOTAL: Final = re.compile(r"(?:grand |sub[- ]?)?totals?\b|sum\b|average\b|summe\b", re.IGNORECASE)
_EXAMPLE: Final = re.compile(r"\W*(?:for )?(?:example\b|e\.g\.)", re.IGNORECASE)


class Line(NamedTuple):
    """A row that gives an entry, with what the headings above it say.

    Attributes:
        row: The row.
        date: Its cell in the first column of the date.
        year: The year of the heading above, or None.
        agency: The agency that the heading above names, or None.
        heading: The date cell of a heading row above (for rows without a date), or None.
        heading_row: The row number of that heading.
    """

    row: RawRow
    date: Cell
    year: int | None = None
    agency: str | None = None
    heading: Cell | None = None
    heading_row: int = 0


def lines_of(table: RawTable, columns: ColumnMap, harvest: Harvest) -> list[Line]:
    """Sorts a table's rows into entries and the rest, and reports every row of the rest."""
    header_at = columns.first - 1
    _report_above(table, table.rows[: max(header_at, 0)], harvest)
    header = _texts(table.rows[header_at]) if columns.header_row is not None else None
    lines: list[Line] = []
    repeated: list[int] = []
    examples: list[int] = []
    year, agency = year_above(table), agency_above(table, header_at)
    heading: tuple[Cell, int] | None = None
    rows = table.rows[columns.first :]
    date_at = columns.fields["date"][0]
    for n, row in enumerate(rows):
        date = row.cell(date_at)
        if heading is None and _is_plainly_an_entry(row, date):
            lines.append(Line(row, date, year, agency))
            continue
        filled = [cell for cell in row.cells if cell.text.strip() and not from_above(cell)]
        if not filled:
            _report_blank(table, row, harvest)
        elif header is not None and _texts(row) == header:
            repeated.append(row.number)
        elif _EXAMPLE.match(_text(row, date_at)):
            examples.append(row.number)
        elif _is_total(row, columns):
            _report(harvest, table, row, f"left out as a total: {_brief(filled[0].text)}")
        elif (found := heading_across(row, filled, columns)) is not None:
            year, agency = year_named(found, year), agency_named(found, agency)
            heading = None
            if stands_for_days(found):
                if not dateless_below(rows[n + 1 :], columns):
                    lines.append(Line(row, date, year, agency))
                    continue
                heading = (found, row.number)
            _report(
                harvest, table, row, f"read as a heading, not as an entry: {_brief(found.text)}"
            )
        else:
            if heading is not None and any(_text(row, c) for c in columns.fields["date"]):
                heading = heading if is_time_only(row, columns) else None
            lines.append(Line(row, date, year, agency, *(heading or ())))
    if repeated:
        where = ", ".join(map(str, repeated[:20])) + (" and more" if len(repeated) > 20 else "")
        harvest.notes.append(f"{table.name}: the heading is repeated in row {where}; left out.")
    if examples:
        where = ", ".join(map(str, examples[:20])) + (" and more" if len(examples) > 20 else "")
        harvest.notes.append(f"{table.name}: row {where} is marked as an example; left out.")
    return lines


def _is_plainly_an_entry(row: RawRow, date: Cell) -> bool:
    """Whether a row holds a date and words; asked first, for nearly every row does."""
    if not is_date(date):
        return False
    for text in row.texts:  # noqa: SIM110 - asked of every row; any() takes three times as long
        if text and text != date.text:
            return True
    return False


def _report(harvest: Harvest, table: RawTable, row: RawRow, reason: str) -> None:
    harvest.eyes.append(Eye(row.number, table.name, reason))


def _report_above(table: RawTable, rows: Sequence[RawRow], harvest: Harvest) -> None:
    """Titles above the heading: one note, and an eye for a row that holds a date among words."""
    shown = [text for row in rows for cell in row.cells if (text := cell.text.strip())]
    if not shown:
        return
    numbers = f"{rows[0].number} to {rows[-1].number}" if len(rows) > 1 else f"{rows[0].number}"
    harvest.notes.append(
        f"{table.name}: row {numbers} above the heading was left out: {_brief('; '.join(shown))}"
    )
    for row in rows:
        cells = [cell for cell in row.cells if cell.text.strip()]
        if len(cells) > 2 and any(map(is_date, cells)):
            _report(harvest, table, row, "left out because it stands above the heading")


def _report_blank(table: RawTable, row: RawRow, harvest: Harvest) -> None:
    notes = [cell.note for cell in row.cells if cell.note and not cell.note.startswith("merged")]
    if notes:
        _report(harvest, table, row, f"nothing to read: {notes[0]}")


def _is_total(row: RawRow, columns: ColumnMap) -> bool:
    first = next((cell.text.strip() for cell in row.cells if cell.text.strip()), "")
    if not _TOTAL.match(first) or any(is_date(row.cells[c]) for c in within(row, columns, "date")):
        return False
    event = " ".join(_text(row, c) for c in columns.fields.get("event", ()))
    return len(event) < 40


def _text(row: RawRow, column: int) -> str:
    return row.text(column).strip()


def _texts(row: RawRow) -> list[str]:
    """A row's words for comparison with the heading."""
    texts = [" ".join(cell.text.split()).casefold() for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:120]}…”" if len(line) > 120 else f"“{line}”"
