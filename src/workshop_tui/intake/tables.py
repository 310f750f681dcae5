"""From the rows of one table and its column map to entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from workshop_tui.intake.columns import ColumnMap
from workshop_tui.intake.dates import (
    ColumnDates,
    DateReading,
    Order,
    StoredDates,
    declared_order,
    read_column,
    read_time,
)
from workshop_tui.intake.entries import EYE_REASONS, Eye, Harvest, Origin, Question, ReadEntry
from workshop_tui.intake.headings import date_part
from workshop_tui.intake.raw import Cell, RawRow, RawTable
from workshop_tui.intake.rows import Line, lines_of
from workshop_tui.practice.when import When

JOIN: Final = " — "
_BLANK: Final = Cell("")
_NAMED_FIELDS: Final = ("child", "response", "outcome", "comment")


def read_table(
    file: str,
    table: RawTable,
    columns: ColumnMap,
    *,
    order: Order | None = None,
    stored: StoredDates | None = None,
) -> Harvest:
    """Reads one table.

    Args:
        file: The file's name, for the origin of every entry.
        table: The table.
        columns: What its columns mean.
        order: The order of day and month, if a person has decided it.
        stored: Whether real date cells hold day and month exchanged, if a person has decided it.

    Returns:
        Entries in the table's order, rows that need an eye, notes and doubts. Every row that
        holds anything is either an entry or reported.
    """
    harvest = Harvest(notes=[f"{table.name}: {note}" for note in table.notes])
    lines = lines_of(table, columns, harvest)
    cells = [_date_cell(line, columns) for line in lines]
    heading = " ".join(columns.headers[c] for c in columns.fields["date"])
    numbers = [line.row.number for line in lines]
    dates = read_column(
        cells,
        order=order,
        stored=stored,
        declared=declared_order(heading),
        rows=numbers,
        years=[line.year for line in lines],
    )
    ends = _ends(lines, columns, dates.order)
    harvest.order, harvest.witnesses = dates.order, dates.witnesses
    harvest.doubts = [Question(table.name, doubt) for doubt in dates.doubts]
    for n, line in enumerate(lines):
        when, flags = _when(line, columns, dates, n, cells)
        entry = _entry(Origin(file, table.name, table.kind, line.row.number), line, columns, when)
        entry = replace(entry, flags=(*flags, *entry.flags))
        entry = _with_end(entry, line, columns, ends[n] if ends else None)
        for one in _by_lane(entry, line.row, columns):
            harvest.entries.append(one)
            harvest.eyes.extend(_eyes(one))
    harvest.eyes.sort(key=lambda eye: eye.row)
    _note_common_flags(table, harvest)
    return harvest


def _note_common_flags(table: RawTable, harvest: Harvest) -> None:
    """Says once what would be tedious to say of every row."""
    said = {
        "year-not-shown": "the sheet does not show the year of {} dates; the stored year is taken.",
        "filled-down": "{} dates stand in cells merged over several rows; filled down.",
    }
    for flag, sentence in said.items():
        count = sum(flag in entry.flags for entry in harvest.entries)
        if count:
            harvest.notes.append(f"{table.name}: {sentence.format(count)}")


def _cell(row: RawRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else _BLANK


def _date_cell(line: Line, columns: ColumnMap) -> Cell:
    """The cell that the date is read from; year, month and day that stand apart are joined."""
    at = columns.fields["date"]
    if len(at) == 1:
        return _cell(line.row, at[0])
    parts = [_cell(line.row, column).text.strip() for column in at]
    words = {date_part(columns.headers[c]): p for c, p in zip(at, parts, strict=True)}
    year, month, day = (words.get(name, "") for name in ("year", "month", "day"))
    if not year or (day and not month):
        return Cell(" ".join(filter(None, parts)))
    if month.isdecimal():
        return Cell(
            "-".join([year, f"{int(month):02}"] + ([f"{int(day):02}"] if day.isdecimal() else []))
        )
    return Cell(" ".join(filter(None, (day, month, year))))


def _when(
    line: Line, columns: ColumnMap, dates: ColumnDates, n: int, cells: Sequence[Cell]
) -> tuple[When, tuple[str, ...]]:
    """The date of a line with its flags; never without a When."""
    at = columns.fields["date"]
    cell = cells[n]
    text = " ".join(filter(None, (_cell(line.row, c).text.strip() for c in at)))
    reading = dates.readings[n]
    if line.heading is not None and (reading.when is None or reading.when.earliest is None):
        inherited = _from_heading(line, reading, dates)
        if inherited is not None:
            return inherited
    if reading.when is None and not text:
        return _empty(n, cells, dates, line)
    if reading.when is None:
        note = f"cannot be read as a date: {reading.reason}"
        return When(text, note=note), ("undated", "date-unreadable")
    when = replace(reading.when, text=text)
    flags = reading.flags
    if cell.note and cell.note.startswith("merged from"):
        when = replace(when, note=_and(when.note, f"date cell {cell.note}"))
        flags = (*flags, "filled-down")
    return when, flags


def _from_heading(
    line: Line, reading: DateReading, dates: ColumnDates
) -> tuple[When, tuple[str, ...]] | None:
    if line.heading is None:
        return None
    above = read_column([line.heading], order=dates.order).readings[0]
    if above.when is None:
        return None
    time = reading.when.time if reading.when else above.when.time
    text = reading.when.text if reading.when else ""
    note = _and(above.when.note, f"date from the heading in row {line.heading_row}")
    shown = f"{line.heading.text.strip()} {text}".strip()
    return replace(above.when, text=shown, time=time, note=note), (
        *above.flags,
        "date-from-heading",
    )


def _empty(
    n: int, cells: Sequence[Cell], dates: ColumnDates, line: Line
) -> tuple[When, tuple[str, ...]]:
    """A blank date is no date; what the row above says is told, not taken."""
    note = "the date cell is empty"
    if n and cells[n - 1].text.strip() and dates.readings[n - 1].when is not None:
        note += f"; the row above says “{cells[n - 1].text.strip()}”"
    error = _cell(line.row, 0).note if line.row.cells else None
    if error and "formula" in error:
        note = _and(note, error)
    return When("", note=note), ("undated",)


def _entry(origin: Origin, line: Line, columns: ColumnMap, when: When) -> ReadEntry:
    """Everything of a row but its end."""
    row = line.row
    flags: list[str] = []
    text = _event_text(row, columns)
    rest = dict(_other_fields(row, columns))
    if not text and not columns.lanes:
        instead = next((c for c in columns.fallback if _cell(row, c).text.strip()), None)
        if instead is not None:
            text = rest.pop(columns.headers[instead]).strip()
            flags.append("text-from-other-column")
        else:
            flags.append("no-text")
    when, timed = _with_time(when, row, columns, rest)
    flags += timed
    if _year_differs(when, row, columns):
        flags.append("year-mismatch")
    agency = _first(row, columns, "agency")
    source = _first(row, columns, "source")
    return ReadEntry(when, None, agency or None, source, text, rest, tuple(flags), origin)


def _event_text(row: RawRow, columns: ColumnMap) -> str:
    """The words of the event; equal words in two columns stand once."""
    texts = []
    for column in columns.fields.get("event", ()):
        for one in (column, *columns.instead.get(column, ())):
            text = _cell(row, one).text.strip()
            if text:
                texts.append(text)
                break
    return JOIN.join(dict.fromkeys(texts))


def _other_fields(row: RawRow, columns: ColumnMap) -> Iterator[tuple[str, str]]:
    """Every filled column without a field of its own, and what is written about a cell."""
    taken = {c: name for name in _NAMED_FIELDS for c in columns.fields.get(name, ())}
    used = columns.used() - frozenset(taken)
    shown = {
        next((c for c in (lead, *others) if _cell(row, c).text.strip()), lead)
        for lead, others in columns.instead.items()
    }
    for column, cell in enumerate(row.cells):
        name = columns.headers[column]
        if column not in used and column not in shown and cell.text.strip():
            yield taken.get(column, name), cell.text.strip()
        if cell.note and "comment: " in cell.note:
            yield f"note on {name}", cell.note.partition("comment: ")[2]
        elif cell.note and not cell.note.startswith("merged"):
            yield f"about {name}", cell.note


def _with_time(
    when: When, row: RawRow, columns: ColumnMap, rest: dict[str, str]
) -> tuple[When, list[str]]:
    """Adds the time column's time; an unreadable one is kept among the fields."""
    for column in columns.fields.get("time", ()):
        cell = _cell(row, column)
        if not cell.text.strip():
            continue
        found = read_time(cell)
        if found is None:
            rest[columns.headers[column]] = cell.text.strip()
            return when, ["time-unreadable"] if any(map(str.isdigit, cell.text)) else []
        if when.time and when.time != found[0]:
            rest[columns.headers[column]] = cell.text.strip()
            return when, ["time-unreadable"]
        return replace(when, time=found[0], note=_and(when.note, found[1])), []
    return when, []


def _year_differs(when: When, row: RawRow, columns: ColumnMap) -> bool:
    """Whether a column of years beside the date says another year."""
    if when.earliest is None or when.latest is None or len(columns.fields["date"]) > 1:
        return False
    for column, header in enumerate(columns.headers):
        if date_part(header) == "year" and column not in columns.used():
            text = _cell(row, column).text.strip()
            if len(text) == 4 and text.isdecimal():
                return not when.earliest.year <= int(text) <= when.latest.year
    return False


def _first(row: RawRow, columns: ColumnMap, field: str) -> str:
    return JOIN.join(
        text for c in columns.fields.get(field, ()) if (text := _cell(row, c).text.strip())
    )


def _ends(lines: Sequence[Line], columns: ColumnMap, order: Order) -> list[DateReading] | None:
    at = columns.fields.get("end")
    if not at:
        return None
    cells = [_cell(line.row, at[0]) for line in lines]
    numbers = [line.row.number for line in lines]
    years = [line.year for line in lines]
    return list(read_column(cells, order=order, rows=numbers, years=years).readings)


def _with_end(
    entry: ReadEntry, line: Line, columns: ColumnMap, reading: DateReading | None
) -> ReadEntry:
    end = reading.when if reading is not None else None
    rest, flags = dict(entry.fields), list(entry.flags)
    for column in columns.fields.get("end", ()):
        text = _cell(line.row, column).text.strip()
        if text and (end is None or end.earliest is None):
            rest[columns.headers[column]] = text
            end = None
    for column in columns.fields.get("end_time", ()):
        cell = _cell(line.row, column)
        found = read_time(cell) if cell.text.strip() else None
        if found is not None:
            base = end or replace(entry.when, text=cell.text.strip(), note=None)
            end = replace(base, time=found[0]) if base.earliest else None
        if cell.text.strip() and (found is None or end is None):
            rest[columns.headers[column]] = cell.text.strip()
    if end is not None and _before(end, entry.when):
        flags.append("end-before-start")
    return replace(entry, end=end, fields=rest, flags=tuple(flags))


def _before(end: When, start: When) -> bool:
    if end.latest is None or start.earliest is None:
        return False
    same_day = end.earliest == end.latest == start.earliest == start.latest
    if same_day and end.time and start.time:
        return end.time < start.time
    return end.latest < start.earliest


def _by_lane(entry: ReadEntry, row: RawRow, columns: ColumnMap) -> list[ReadEntry]:
    """One entry for each agency's column that says something; the entry itself without lanes."""
    if not columns.lanes:
        return [entry]
    lanes = [
        replace(entry, agency=columns.headers[column], text=text)
        for column in columns.lanes
        if (text := _cell(row, column).text.strip())
    ]
    return lanes or [replace(entry, flags=(*entry.flags, "no-text"))]


def _eyes(entry: ReadEntry) -> Iterator[Eye]:
    reasons = [EYE_REASONS[flag] for flag in dict.fromkeys(entry.flags) if flag in EYE_REASONS]
    if not reasons:
        return
    if "date-unreadable" in entry.flags:
        reasons.remove(EYE_REASONS["undated"])
    note = f" ({entry.when.note})" if entry.when.note else ""
    shown = f" “{entry.when.text.strip()}”" if entry.when.text.strip() else ""
    yield Eye(entry.origin.row, entry.origin.table, f"{'; '.join(reasons)}{shown}{note}")


def _and(first: str | None, second: str | None) -> str | None:
    return "; ".join(filter(None, (first, second))) or None
