"""What the rows of a table themselves show: where the heading is, what a column holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from workshop_tui.intake.dates import is_date, is_yearless, read_time
from workshop_tui.intake.headings import date_part, match_heading, names_agency, never_event_date
from workshop_tui.intake.raw import Cell, RawRow

_LOOK_FOR_HEADER: Final = 40
_CODE: Final = re.compile(r"(?=\S*\d)\S+")
_YEAR: Final = re.compile(r"\d{4}")
# How a text shows that it is a time of day: bare digits ("1203") are as well a number.
_CLOCK: Final = re.compile(r"\d:\d\d|\d\s*[ap]\.?m\b|\d\s*h(?:rs?|ours)?\b", re.IGNORECASE)


class Evidence:
    """What a column holds, from a sample of its cells.

    Most columns are told by their headings and one or two facts, so each fact is only looked for
    when somebody asks.
    """

    def __init__(self, rows: Sequence[RawRow], column: int) -> None:
        """Takes the filled cells of a column, counted from 0."""
        self._cells = [cell for row in rows if (cell := row.cell(column)).text.strip()]
        self.filled = len(self._cells)

    @property
    def dates(self) -> int:
        """How many cells are dates."""
        return len(self._dates)

    @cached_property
    def days(self) -> int:
        """How many are more than the number of a year."""
        return sum(
            isinstance(c.value, dt.date) or not _YEAR.fullmatch(c.text.strip()) for c in self._dates
        )

    @cached_property
    def numbers(self) -> int:
        """How many are numbers that may be dates."""
        return sum(_may_be_date_number(cell) for cell in self._cells)

    @property
    def times(self) -> int:
        """How many may be times of day under a heading that says so."""
        return len(self._times)

    @cached_property
    def clocks(self) -> int:
        """How many are times of day, whatever the heading says."""
        return sum(map(_is_clock, self._times))

    @cached_property
    def yearless(self) -> int:
        """How many are days or months without a year: dates only under a heading that says so."""
        return sum(is_yearless(cell) for cell in self._cells if len(cell.text) < 30)

    @cached_property
    def letters(self) -> float:
        """How long their texts are, on average."""
        return sum(len(c.text.strip()) for c in self._cells) / self.filled if self.filled else 0.0

    @cached_property
    def codes(self) -> int:
        """How many are one word with a digit in it."""
        return sum(_CODE.fullmatch(cell.text.strip()) is not None for cell in self._cells)

    @cached_property
    def agencies(self) -> int:
        """How many name an agency."""
        return sum(names_agency(cell.text) for cell in self._cells if len(cell.text) < 50)

    @property
    def share(self) -> float:
        """How many of the filled cells are dates."""
        return self.dates / self.filled if self.filled else 0.0

    @cached_property
    def _dates(self) -> list[Cell]:
        return [cell for cell in self._cells if is_date(cell)]

    @cached_property
    def _times(self) -> list[Cell]:
        return [c for c in self._cells if len(c.text) < 30 and read_time(c) is not None]


def _is_clock(cell: Cell) -> bool:
    """Whether a cell that can be read as a time can hardly be anything else."""
    value = cell.value
    if isinstance(value, bool | int | float):
        return False
    return isinstance(value, dt.time | dt.timedelta | dt.date) or bool(_CLOCK.search(cell.text))


def _may_be_date_number(cell: Cell) -> bool:
    """A year or a spreadsheet's day number: a date only under a heading that says so."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        text = cell.text.strip()
        value = float(text) if text.isdecimal() and len(text) in {4, 5} else 0
    return 1800 <= value <= 2100 or 20_000 <= value <= 60_000


def find_header(rows: Sequence[RawRow]) -> int | None:
    """The place of the row of headings, or None where a table has none.

    A row of headings names at least two fields (or a date above dates), holds no date itself and
    stands above the entries; titles and totals above it are passed over. Behind two entries no
    better one is looked for: that would be the heading of a second table.
    """
    best, place, entries = 0.0, None, 0
    for n, row in enumerate(rows[:_LOOK_FOR_HEADER]):
        score = header_score(row, rows[n + 1 : n + 13])
        if score > best:
            best, place, entries = score, n, 0
        elif place is not None and not score and len(row.cells) > 1:
            entries += any(map(is_date, row.cells))
            if entries > 1:
                break
    return place


def header_score(row: RawRow, below: Sequence[RawRow]) -> float:
    """How much a row looks like one of headings over the rows below; 0 if it cannot be one."""
    cells = [(n, cell) for n, cell in enumerate(row.cells) if cell.text.strip()]
    if not cells or not below:
        return 0.0
    if any(cell.value is not None and not isinstance(cell.value, str) for _, cell in cells):
        return 0.0
    if any(len(cell.text) > 80 or is_date(cell) for _, cell in cells):
        return 0.0
    if len({cell.text.strip() for _, cell in cells}) < len(cells) / 2:
        return 0.0
    matches = [(n, match) for n, cell in cells if (match := match_heading(cell.text.strip()))]
    agencies = sum(names_agency(cell.text) for _, cell in cells)
    parts = sum(date_part(cell.text) is not None for _, cell in cells)
    score = sum(match.strength for _, match in matches) + 0.9 * agencies + 0.6 * parts
    # "DOB" is no field, but it is a heading.
    named = matches or any(never_event_date(cell.text) for _, cell in cells)
    least = 1 if named else 2
    over_dates = [n for n, _ in cells if _dates_below(below, n) >= least]
    score += 1.5 * bool(over_dates)
    fields = {match.field for _, match in matches}
    if len(fields) + agencies + parts >= 2 or (over_dates and len(cells) > 1):
        return score + 0.1 * len(cells)
    return 0.0


def _dates_below(below: Sequence[RawRow], column: int) -> int:
    """How many cells under a heading are dates; none unless most of them are."""
    cells = [row.cells[column] for row in below if column < len(row.cells)]
    filled = [cell for cell in cells if cell.text.strip()]
    dates = sum(map(is_date, filled))
    return dates if 2 * dates >= len(filled) else 0


def letter(column: int) -> str:
    """A column's letters as a spreadsheet shows them (0 is A)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
