"""A column of dates read as a whole: its own evidence decides what a single cell cannot."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workshop_tui.intake.dates.leading import split_date
from workshop_tui.intake.dates.neighbours import compare_with_headings, lean_on_neighbours
from workshop_tui.intake.dates.phrase import ORDERS, Order, Phrase, readings
from workshop_tui.intake.dates.scan import scan, tidy
from workshop_tui.intake.dates.settle import Reading, settle
from workshop_tui.intake.dates.typed import from_serial, read_typed, serial_text
from workshop_tui.intake.dates.witness import Column, Doubt, Sample, judge, swapped
from workshop_tui.intake.raw import Cell
from workshop_tui.practice.date_words import month_number
from workshop_tui.practice.when import When

StoredDates = Literal["as-stored", "swapped"]

_DITTO = frozenset(
    ["ditto", "do", "as above", "as before", "see above", "same", "same day", "same date"]
    + [f"{the}{word} day" for the in ("", "the ") for word in ("same", "next", "following")]
)
_MIDNIGHT_SAID = re.compile(r"midnight|\d\s*a\.?m", re.IGNORECASE)
_DECLARED = re.compile(r"\b(d{1,2}|m{1,2}|y{2,4})[\s/.-]?(d{1,2}|m{1,3})[\s/.-]?(d{1,2}|y{2,4})\b")


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """What a column of dates says.

    Attributes:
        readings: One a cell, in the same order.
        order: The order of day and month that it was read in.
        witnesses: Why that order, in sentences.
        doubts: What a person must answer before the dates can be trusted.
    """

    readings: tuple[Reading, ...]
    order: Order
    witnesses: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def whens(self) -> list[When | None]:
        """The dates alone; None for a cell that is blank or cannot be read."""
        return [reading.when for reading in self.readings]


def read_date(text: str, order: Order = "dmy") -> Reading:
    """Reads one date on its own, without a column to bear witness."""
    phrase = scan(text)
    if phrase is None:
        return Reading(None, (), "not a date in a known form")
    return settle(phrase, text, order)


def is_date(cell: Cell) -> bool:
    """Whether a cell holds a whole date or a period with a year, in any order."""
    if cell.value is not None and not isinstance(cell.value, str):
        return isinstance(cell.value, dt.date)
    phrase = scan(cell.text)
    return phrase is not None and phrase.has_year


def is_yearless(cell: Cell) -> bool:
    """Whether a text is a day or a month whose year stands somewhere else."""
    if cell.value is not None and not isinstance(cell.value, str):
        return False
    phrase = scan(cell.text)
    return phrase is not None and bool(phrase.parts) and not phrase.has_year


def declared_order(header: str) -> Order | None:
    """The order that a header names ("Date (dd/mm/yyyy)"), or None."""
    found = _DECLARED.search(header.casefold())
    if found is None:
        return None
    letters = "".join(group[0] for group in found.groups())
    return next((order for order in ORDERS if order == letters), None)


def read_column(
    cells: Sequence[Cell],
    *,
    order: Order | None = None,
    stored: StoredDates | None = None,
    declared: Order | None = None,
    rows: Sequence[int] | None = None,
    years: Sequence[int | None] | None = None,
) -> ColumnDates:
    """Reads a column of dates.

    Args:
        cells: The cells from top to bottom, blank ones included.
        order: The order that a person has decided; None lets the column decide.
        stored: Whether real date cells are to be taken as stored or with day and month
            exchanged, where a person has decided it.
        declared: The order that the header names.
        rows: The rows' numbers in the file, for sentences; counted from 1 without them.
        years: The year that a heading above a row names, for dates written without one.

    Returns:
        One reading a cell; never a guess. Contested dates of a doubtful column carry the flag
        "order-doubt", and the doubts say what to ask.
    """
    numbers = list(rows) if rows is not None else list(range(1, len(cells) + 1))
    dates = _each_once(cells)
    near = _usual_year(dates)
    verdict = judge(_witnesses(numbers, dates, near), declared)
    chosen = order or verdict.order
    doubts = tuple(d for d in verdict.doubts if not _answered(d, order, stored))
    found = [
        date.reading(chosen, stored, near, year)
        for date, year in zip(dates, years or [None] * len(dates), strict=True)
    ]
    found = lean_on_neighbours(found, cells, [date.phrase for date in dates], chosen)
    found = compare_with_headings(found, years) if years and any(years) else found
    found = _without_midnights(found)
    if near is not None and near < 1900:
        found = [_without(reading, "year-unusual") for reading in found]
    doubtful = {row for d in doubts for row in d.rows}
    suspects = {row for d in verdict.doubts if d.kind == "swapped-dates" for row in d.rows}
    doubtful |= suspects if stored is None else set()
    if doubtful:
        found = [
            _doubted(r) if row in doubtful else r for row, r in zip(numbers, found, strict=True)
        ]
    return ColumnDates(
        tuple(found),
        chosen,
        (f"the order {chosen} was chosen",) if order else verdict.witnesses,
        doubts,
    )


class _Date:
    """A cell of the column as it stands; cells that say the same share one, so it is read once."""

    __slots__ = ("_reading", "_sample", "cell", "phrase", "typed", "years")

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.typed = read_typed(cell)
        self.phrase = scan(cell.text) if self.typed is None else None
        self.years = _whole_years(self.typed, self.phrase)
        self._sample: Sample | Literal["unknown"] | None = "unknown"
        self._reading: tuple[int | None, Reading] | None = None

    def sample(self, near: int | None) -> Sample | None:
        """What it bears witness to, or None; the column's usual year is always the same."""
        if self._sample == "unknown":
            self._sample = _sample(self.cell, self.typed, self.phrase, near)
        return self._sample

    def reading(
        self, order: Order, stored: StoredDates | None, near: int | None, year: int | None
    ) -> Reading:
        """What it says; of a column only the year of the heading above differs."""
        if self._reading is None or self._reading[0] != year:
            found = _read(self.cell, self.typed, self.phrase, order, stored, near, year)
            self._reading = year, found
        return self._reading[1]


def _witnesses(numbers: Sequence[int], dates: Sequence[_Date], near: int | None) -> Column:
    """The dates that bear on the order of day and month."""
    rows: list[int] = []
    samples: list[Sample] = []
    for row, date in zip(numbers, dates, strict=True):
        sample = date.sample(near)
        if sample is not None:
            rows.append(row)
            samples.append(sample)
    return Column(rows, samples)


def _each_once(cells: Sequence[Cell]) -> list[_Date]:
    """The cells' dates; a text that has come before is not read again."""
    known: dict[str | Cell, _Date] = {}
    dates = []
    for cell in cells:
        key = cell.text if cell.value is None else cell
        date = known.get(key)
        if date is None:
            date = known[key] = _Date(cell)
        dates.append(date)
    return dates


def _answered(doubt: Doubt, order: Order | None, stored: StoredDates | None) -> bool:
    """A chosen order answers every doubt; stored dates then stay as they are, and flagged."""
    return order is not None or (doubt.kind == "swapped-dates" and stored is not None)


def _doubted(reading: Reading) -> Reading:
    return replace(reading, flags=(*reading.flags, "order-doubt"))


def _without_midnights(found: list[Reading]) -> list[Reading]:
    """Takes 00:00 away from days that all have it: programs write it where no time was given."""
    timed = [r.when for r in found if r.when is not None and r.when.time and r.when.earliest]
    if not timed or any(when.time not in {"00:00", "00:00:00"} for when in timed):
        return found
    if any(_MIDNIGHT_SAID.search(when.text) for when in timed):
        return found
    return [_without_midnight(reading) for reading in found]


def _without_midnight(reading: Reading) -> Reading:
    when = reading.when
    if when is None or when.time is None or when.earliest is None:
        return reading
    note = "shown with a time of 00:00: midnight, or no time was given"
    note = f"{when.note}; {note}" if when.note else note
    return replace(reading, when=when._replace(time=None, note=note))


def _without(reading: Reading, flag: str) -> Reading:
    return replace(reading, flags=tuple(one for one in reading.flags if one != flag))


def _whole_years(typed: Reading | None, phrase: Phrase | None) -> list[int]:
    """The years that a cell writes in full."""
    if phrase is not None:
        return [part.year for part in phrase.parts if part.year is not None]
    when = typed.when if typed is not None else None
    return [when.earliest.year] if when is not None and when.earliest is not None else []


def _usual_year(dates: Sequence[_Date]) -> int | None:
    """The middle one of the years that the column writes in full."""
    years = sorted(year for date in dates for year in date.years)
    return years[len(years) // 2] if years else None


def _sample(
    cell: Cell, typed: Reading | None, phrase: Phrase | None, near: int | None
) -> Sample | None:
    if typed is not None:
        when = typed.when
        if when is None or when.earliest is None or when.earliest != when.latest:
            return None
        return Sample.of_day(cell.text, when.earliest, stored=isinstance(cell.value, dt.date))
    if phrase is None or phrase.kind not in {"single", "range"}:
        return None
    part = phrase.parts[0]
    if len(phrase.parts) > 1:
        part = next((p for p in phrase.parts if len(p.digits) == 3), part)
    if len(part.digits) == 2:
        return _pair_sample(cell, phrase, near)
    options = readings(part, near)
    if options:
        short = part.year is None
        if short and near is not None:
            options = _near_enough(options, near)
        return Sample.of_numbers(cell.text, options, short=short, weekday=phrase.weekday)
    day = settle(phrase, cell.text, "dmy", near=near).when if part.has_year else None
    if day is None or day.earliest is None or day.earliest != day.latest:
        return None
    return Sample.of_day(cell.text, day.earliest)


def _near_enough(options: Mapping[Order, dt.date], near: int) -> Mapping[Order, dt.date]:
    """Leaves out a year that comes first where it is further from the column's other years."""
    if "ymd" in options and len(options) > 1:
        last = min(abs(day.year - near) for order, day in options.items() if order != "ymd")
        if abs(options["ymd"].year - near) > last + 1:
            return {order: day for order, day in options.items() if order != "ymd"}
    return options


def _pair_sample(cell: Cell, phrase: Phrase, near: int | None) -> Sample | None:
    """A day and a month without a year bear witness too, in a leap year to be safe."""
    orders: tuple[Order, ...] = ("dmy", "mdy")
    found = {
        order: when.earliest
        for order in orders
        if (when := settle(phrase, cell.text, order, year=2000, near=near).when) is not None
        and when.earliest is not None
    }
    # Only what it can be says something; its place among the rows does not, without a year.
    return Sample.of_numbers(cell.text, found) if len(found) == 1 else None


def _read(
    cell: Cell,
    typed: Reading | None,
    phrase: Phrase | None,
    order: Order,
    stored: StoredDates | None,
    near: int | None,
    year: int | None,
) -> Reading:
    if typed is not None:
        return _exchanged(typed, cell) if stored == "swapped" else typed
    if phrase is not None:
        return settle(phrase, cell.text, order, year=year, near=near, headed=year is not None)
    number = serial_text(cell.text)
    if number is not None:
        return from_serial(cell.text, number)
    if not cell.text.strip():
        return Reading(None, (), "the date cell is empty")
    return _first_words(cell, order, year, near)


def _exchanged(reading: Reading, cell: Cell) -> Reading:
    when = reading.when
    day = swapped(when.earliest) if when and when.earliest == when.latest else None
    if when is None or day is None or not isinstance(cell.value, dt.date):
        return reading
    note = f"day and month exchanged as decided; the cell stores {when.earliest}"
    return replace(reading, when=when._replace(earliest=day, latest=day, note=note))


def _first_words(cell: Cell, order: Order, year: int | None, near: int | None) -> Reading:
    """A date cell that goes on in other words: its date counts if it is the only one."""
    if tidy(cell.text) in _DITTO or cell.text.strip() in {'"', "”", "“"}:
        return Reading(None, (), "it refers to another row")
    split = split_date(cell.text)
    rest = tidy(split[1]) if split is not None else ""
    if split is None or re.search(r"\d\s?[/.-]\s?\d|\d{4}", rest):
        return Reading(None, (), "not a date in a known form")
    if (word := re.match(r"[^\W\d_]+", rest)) and month_number(word[0]) is not None:
        return Reading(None, (), "not a date in a known form")
    # "12/03/20 19" is no day of 2020.
    if rest[:1].isdigit() and not re.search(r"\d{4}", split[0]):
        return Reading(None, (), "not a date in a known form")
    phrase = scan(split[0])
    if phrase is None:
        return Reading(None, (), "not a date in a known form")
    reading = settle(phrase, cell.text, order, year=year, near=near, headed=year is not None)
    if reading.when is None:
        return reading
    note = "; ".join(filter(None, (reading.when.note, "the cell says more than the date")))
    return Reading(reading.when._replace(note=note), (*reading.flags, "date-with-words"))
