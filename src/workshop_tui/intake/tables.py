"""From the rows of one table and its column map to entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workshop_tui.intake.beside import Beside
from workshop_tui.intake.columns import ColumnMap
from workshop_tui.intake.dates import (
    ColumnDates,
    DateReading,
    Order,
    StoredDates,
    declared_order,
    is_date,
    read_column,
    read_time,
    read_time_text,
)
from workshop_tui.intake.entries import Eye, Harvest, Origin, Question, ReadEntry, eye_of
from workshop_tui.intake.headings import date_part
from workshop_tui.intake.raw import FORMULA_NOTE, STRUCK_NOTE, Cell, RawRow, RawTable
from workshop_tui.intake.rows import Line, lines_of
from workshop_tui.practice.when import When

JOIN: Final = " — "
_NAMED_FIELDS: Final = ("child", "response", "outcome", "comment")
_SAID_ONCE: Final = {
    "year-not-shown": "dates shown without their year: {}; the stored year is taken.",
    "year-from-heading": "dates without a year: {}; taken from the heading or the sheet's name.",
    "filled-down": "dates from cells that are merged over several rows: {}.",
}


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
    for column in columns.fields.get("leave_out", ()):
        harvest.notes.append(f"{table.name}: “{columns.headers[column]}” is left out, as chosen.")
    lines = lines_of(table, columns, harvest)
    numbers = [line.row.number for line in lines]
    years = [line.year for line in lines]
    cells = [line.date for line in lines]
    if len(columns.fields["date"]) > 1:
        cells = [_joined_date(line.row, columns) for line in lines]
    heading = " ".join(columns.headers[c] for c in columns.fields["date"])
    dates = read_column(
        cells,
        order=order,
        stored=stored,
        declared=declared_order(heading),
        rows=numbers,
        years=years,
    )
    ends: Sequence[DateReading | None] = [None] * len(lines)
    if "end" in columns.fields:
        end_cells = [line.row.cell(columns.fields["end"][0]) for line in lines]
        ends = read_column(end_cells, order=dates.order, rows=numbers, years=years).readings
    harvest.order, harvest.witnesses = dates.order, dates.witnesses
    harvest.doubts = [Question(table.name, doubt) for doubt in dates.doubts]
    maker = _Maker(file, table, columns)
    for n, line in enumerate(lines):
        when, flags = _when(line, columns, dates, n, cells)
        harvest.entries += maker.entries(line, when, flags, ends[n])
    flagged = [entry for entry in harvest.entries if entry.flags]
    harvest.eyes += [eye for entry in flagged if (eye := eye_of(entry)) is not None]
    _say_beyond_headings(table, columns, lines, harvest)
    harvest.eyes.sort(key=_row_of)
    for flag, sentence in _SAID_ONCE.items():
        count = sum(flag in entry.flags for entry in flagged)
        if count:
            harvest.notes.append(f"{table.name}: {sentence.format(count)}")
    return harvest


def _say_beyond_headings(
    table: RawTable, columns: ColumnMap, lines: Sequence[Line], harvest: Harvest
) -> None:
    """Shows rows that are longer than the headings: a comma in a text may have cut it in two."""
    width = columns.width_of_headings
    if columns.header_row is None or width == len(columns.headers):
        return
    long = [
        line.row.number for line in lines if any(text.strip() for text in line.row.texts[width:])
    ]
    if len(long) <= len(lines) / 2:
        where = columns.headers[width]
        reason = f"it has words beyond the last heading ({where}): a text may be cut in two"
        harvest.eyes += [Eye(number, table.name, reason) for number in long]


def _row_of(eye: Eye) -> int:
    return eye.row


def _joined_date(row: RawRow, columns: ColumnMap) -> Cell:
    """The cell that the date is read from where year, month and day stand apart."""
    at = columns.fields["date"]
    whole = next((cell for column in at if is_date(cell := row.cell(column))), None)
    parts = [row.cell(column).text.strip() for column in at]
    if not all(date_part(columns.headers[column]) for column in at):
        # "5 March", and the year in a column of its own.
        return whole if whole is not None and len(whole.text.strip()) > 4 else Cell(" ".join(parts))
    words = {date_part(columns.headers[c]): p for c, p in zip(at, parts, strict=True)}
    year, month, day = (words.get(name, "") for name in ("year", "month", "day"))
    if not year or (day and not month):
        return Cell(" ".join(filter(None, parts)))
    if month.isdecimal() and (day.isdecimal() or not day):
        return Cell("-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])]))
    return Cell(" ".join(filter(None, (day, month, year))))


def _when(
    line: Line, columns: ColumnMap, dates: ColumnDates, n: int, cells: Sequence[Cell]
) -> tuple[When, tuple[str, ...]]:
    """The date of a line with its flags; never without a When."""
    at = columns.fields["date"]
    cell = cells[n]
    text = cell.text.strip()
    if len(at) > 1:
        text = " ".join(filter(None, (line.row.cell(c).text.strip() for c in at)))
    reading = dates.readings[n]
    if line.heading is not None and (reading.when is None or reading.when.earliest is None):
        inherited = _from_heading(line, reading, dates)
        if inherited is not None:
            return inherited
    if reading.when is None and not text:
        return _empty(n, cells, dates)
    if reading.when is None:
        note = f"cannot be read as a date: {reading.reason}"
        return When(text, note=note), ("undated", "date-unreadable")
    when = reading.when
    if when.text != text:
        when = when._replace(text=text)
    flags = reading.flags
    if cell.note and cell.note.startswith("merged from"):
        when = when._replace(note=_and(when.note, f"date cell {cell.note}"))
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
    return above.when._replace(text=shown, time=time, note=note), (
        *above.flags,
        "date-from-heading",
    )


def _empty(n: int, cells: Sequence[Cell], dates: ColumnDates) -> tuple[When, tuple[str, ...]]:
    """A blank date is no date; what the row above says is told, not taken."""
    note = "the date cell is empty"
    if n and cells[n - 1].text.strip() and dates.readings[n - 1].when is not None:
        note += f"; the row above says “{cells[n - 1].text.strip()}”"
    if cells[n].note:
        note += f"; {cells[n].note}"
    return When("", note=note), ("undated",)


class _Maker:
    """Makes the entries of one table; what every row needs is worked out once."""

    def __init__(self, file: str, table: RawTable, columns: ColumnMap) -> None:
        self._file = file
        self._table = table
        self._columns = columns
        self._headers = columns.headers
        self._events = [
            (column, *columns.instead.get(column, ())) for column in columns.fields.get("event", ())
        ]
        named = {c: name for name in _NAMED_FIELDS for c in columns.fields.get(name, ())}
        used = columns.used() - frozenset(named)
        self._others = [
            (column, named.get(column, name))
            for column, name in enumerate(columns.headers)
            if column not in used
        ]
        self._left_out = frozenset(columns.fields.get("leave_out", ()))
        self._may_end = bool({"end", "end_time"} & set(columns.fields))
        self._beside = Beside(columns)

    def entries(
        self, line: Line, when: When, flags: tuple[str, ...], ended: DateReading | None
    ) -> list[ReadEntry]:
        """The entry of a row, or one for each agency's column that says something."""
        row = line.row
        marks = list(flags)
        words = list(map(str.strip, row.texts))
        if len(words) < len(self._headers):
            words += [""] * (len(self._headers) - len(words))
        text, shown = self._event(words)
        rest = self._rest(row, words, shown, marks)
        lanes = self._accounts(words) if self._columns.lanes else ()
        if not text and not lanes:
            text = self._fallback(words, rest, marks)
        when = self._timed(when, row, words, rest, marks)
        end = self._ended(when, ended, row, words, rest, marks) if self._may_end else None
        if self._beside:
            marks += self._beside.disagreements(when, words)
        origin = Origin(self._file, self._table.name, self._table.kind, row.number)
        source = self._joined(words, "source")
        if not lanes:
            agency = self._joined(words, "agency") or line.agency
            return [ReadEntry(when, end, agency, source, text, rest, tuple(marks), origin)]
        return [
            ReadEntry(when, end, agency, source, account, dict(rest), tuple(marks), origin)
            for agency, account in lanes
        ]

    def _accounts(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """What each agency's own column says, with the agency."""
        return [(self._headers[c], words[c]) for c in self._columns.lanes if words[c]]

    def _event(self, words: Sequence[str]) -> tuple[str, set[int]]:
        """The words of the event, each once, and the columns that they come from."""
        texts: list[str] = []
        shown: set[int] = set()
        for same in self._events:
            for column in same:
                text = words[column]
                if text:
                    shown.add(column)
                    if text not in texts:
                        texts.append(text)
                    break
        return JOIN.join(texts), shown

    def _rest(
        self, row: RawRow, words: Sequence[str], shown: set[int], marks: list[str]
    ) -> dict[str, str]:
        """Every filled column without a field of its own, and what is written about a cell."""
        rest = {
            name: text
            for column, name in self._others
            if (text := words[column]) and column not in shown
        }
        if row.only_texts:
            return rest
        for column, cell in enumerate(row.cells):
            if cell.note is None or cell.note.startswith("merged") or column in self._left_out:
                continue
            if "formula" in cell.note and FORMULA_NOTE.match(cell.note):
                marks.append("formula")
            if STRUCK_NOTE in cell.note:
                marks.append("struck-through")
            before, mark, comment = cell.note.partition("comment: ")
            kind = "note on" if mark and not before else "about"
            rest[f"{kind} {self._headers[column]}"] = comment if kind == "note on" else cell.note
        return rest

    def _fallback(self, words: Sequence[str], rest: dict[str, str], marks: list[str]) -> str:
        for column in self._columns.fallback:
            if words[column]:
                marks.append("text-from-other-column")
                return rest.pop(self._headers[column])
        marks.append("no-text")
        return ""

    def _timed(
        self,
        when: When,
        row: RawRow,
        words: Sequence[str],
        rest: dict[str, str],
        marks: list[str],
    ) -> When:
        """Adds the time column's time; one that cannot be read is kept among the fields."""
        for column in self._columns.fields.get("time", ()):
            if not words[column]:
                continue
            found = (
                read_time_text(row.texts[column]) if row.only_texts else read_time(row.cell(column))
            )
            if found is not None and (when.time is None or when.time == found[0]):
                time, note = found
                note = _and(when.note, note) if note else when.note
                return When(when.text, when.earliest, when.latest, time, note)
            rest[self._headers[column]] = words[column]
            if any(map(str.isdigit, words[column])):
                marks.append("time-unreadable")
        return when

    def _ended(
        self,
        when: When,
        ended: DateReading | None,
        row: RawRow,
        words: Sequence[str],
        rest: dict[str, str],
        marks: list[str],
    ) -> When | None:
        """When it ended; words of the end columns that are no date or time stay as fields."""
        end = ended.when if ended is not None else None
        if end is None or end.earliest is None:
            self._keep(words, "end", rest)
            end = None
        for column in self._columns.fields.get("end_time", ()):
            found = read_time(row.cell(column)) if words[column] else None
            base = end or when._replace(text=words[column], note=None)
            if found is not None and base.earliest is not None:
                end = base._replace(time=found[0])
            else:
                self._keep(words, "end_time", rest)
        if end is not None and _before(end, when):
            marks.append("end-before-start")
        return end

    def _keep(self, words: Sequence[str], field: str, rest: dict[str, str]) -> None:
        for column in self._columns.fields.get(field, ()):
            if words[column]:
                rest[self._headers[column]] = words[column]

    def _joined(self, words: Sequence[str], field: str) -> str:
        at = self._columns.fields.get(field)
        if at is None:
            return ""
        return words[at[0]] if len(at) == 1 else JOIN.join([words[c] for c in at if words[c]])


def _before(end: When, start: When) -> bool:
    if end.latest is None or start.earliest is None:
        return False
    same_day = end.earliest == end.latest == start.earliest == start.latest
    if same_day and end.time and start.time:
        return end.time < start.time
    return end.latest < start.earliest


def _and(first: str | None, second: str | None) -> str | None:
    return "; ".join(filter(None, (first, second))) or None
