"""Tables drawn with strokes among lines of text, as Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workshop_tui.intake.raw import Cell, RawRow, RawTable

_RULE: Final = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\s*")
_STROKE: Final = re.compile(r"(?<!\\)\|")


def split_tables(table: RawTable) -> Iterator[RawTable]:
    """Takes tables drawn with strokes out of a run of lines.

    Yields:
        Every drawn table, then the other lines; the table itself if it is no run of lines.
    """
    if table.kind != "lines" or not any(_RULE.fullmatch(_text(row)) for row in table.rows):
        yield table
        return
    rest: list[RawRow] = []
    drawn: list[list[RawRow]] = []
    titles: list[tuple[str, ...]] = []
    heading = ""
    rows = table.rows
    place = 0
    while place < len(rows):
        end = _end_of_table(rows, place)
        if end > place:
            drawn.append(
                [_cells(row) for row in rows[place:end] if not _RULE.fullmatch(_text(row))]
            )
            above = _text(rest[-1]) if rest else ""
            titles.append(tuple(words for line in (above, heading) if (words := line.strip("# "))))
            place = end
        else:
            rest.append(rows[place])
            heading = _text(rows[place]) if _text(rows[place]).startswith("#") else heading
            place += 1
    for number, found in enumerate(drawn, start=1):
        yield RawTable(
            f"table {number}", "table", tuple(found), table.hidden, titles=titles[number - 1]
        )
    yield RawTable(table.name, table.kind, tuple(rest), table.hidden, table.notes)


def _text(row: RawRow) -> str:
    return row.text(0)


def _end_of_table(rows: tuple[RawRow, ...], start: int) -> int:
    """Where a table that begins here ends; `start` itself where none begins."""
    if start + 1 >= len(rows) or not _RULE.fullmatch(_text(rows[start + 1])):
        return start
    end = start
    while end < len(rows) and "|" in _text(rows[end]):
        if end > start and rows[end].number != rows[end - 1].number + 1:
            break
        end += 1
    return end


def _cells(row: RawRow) -> RawRow:
    line = _text(row).strip().removeprefix("|").removesuffix("|")
    texts = (piece.strip().replace("\\|", "|") for piece in _STROKE.split(line))
    return RawRow(row.number, tuple(Cell(text) for text in texts))
