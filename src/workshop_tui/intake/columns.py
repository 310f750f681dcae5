"""Which column is what: a proposal from headings and contents, and a person's own choice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workshop_tui.intake.date_columns import find_dates
from workshop_tui.intake.evidence import Evidence, find_header, letter
from workshop_tui.intake.headings import (
    FIELDS,
    Match,
    asks_signatures,
    match_heading,
    names_agency,
    never_chronology,
    never_event_date,
    never_time,
    plain,
)
from workshop_tui.intake.raw import Cell, RawRow, RawTable, UnreadableFile

HEADING: Final = "heading"
NO_HEADING: Final = "none"
_SAMPLE: Final = 300
_PROSE: Final = 15.0
_LONG: Final = 60.0


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of one table mean.

    Attributes:
        headers: A name for each column: its heading, or "column C" without one.
        header_row: The heading's row number in the file, or None.
        first: The place in the table's rows where the entries begin.
        fields: Columns (counted from 0) by field. "event" may have several, to be joined;
            "date" has three where year, month and day stand apart.
        instead: For a column, columns to take where it is blank (another language).
        fallback: Columns of prose to take where an event has no text.
        lanes: Columns that each hold one agency's account, named by their heading.
        reasons: Why, by field, in a few words.
    """

    headers: tuple[str, ...]
    header_row: int | None
    first: int
    fields: Mapping[str, tuple[int, ...]]
    instead: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    fallback: tuple[int, ...] = ()
    lanes: tuple[int, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def named(self) -> dict[str, str]:
        """The map in words: field to heading or headings."""
        words = {name: " + ".join(self.headers[c] for c in at) for name, at in self.fields.items()}
        if self.lanes:
            words["event"] = " | ".join(self.headers[column] for column in self.lanes)
        return words

    @property
    def width_of_headings(self) -> int:
        """How many columns there are up to the last one that has a heading of its own."""
        named = [n for n, name in enumerate(self.headers) if name != f"column {letter(n)}"]
        return max(named, default=-1) + 1

    def used(self) -> frozenset[int]:
        """Columns that have a field."""
        return frozenset(c for at in self.fields.values() for c in at) | frozenset(self.lanes)


@dataclass(frozen=True, slots=True)
class NoChronology:
    """Why a table is not read as a chronology."""

    reason: str


def propose_columns(
    table: RawTable,
    chosen: Mapping[str, str] | None = None,
    like: ColumnMap | None = None,
) -> ColumnMap | NoChronology:
    """Proposes what a table's columns mean.

    Args:
        table: A sheet or a table.
        chosen: What a person has chosen, field to column: a heading, a letter or a number;
            headings joined by "+" for an event of several columns; "" for none. "leave_out"
            names columns that are not imported. "heading" is the number of the row of headings
            or, where there is none, "none".
        like: The map of the table before, for a table that goes on without a heading.

    Returns:
        The map, or why the table is no chronology.

    Raises:
        UnreadableFile: A chosen field or column does not exist.
    """
    rows = table.rows
    width = max((row.width for row in rows), default=0)
    if not width:
        return NoChronology("it is empty")
    if len(rows) == 1 and sum(map(_is_heading, rows[0].cells)) > 1:
        return NoChronology("it has headings but no rows under them")
    at = _header_at(table, chosen or {})
    if at is None and like is not None and len(like.headers) == width:
        return ColumnMap(
            like.headers,
            None,
            0,
            like.fields,
            like.instead,
            like.fallback,
            like.lanes,
            {"all": "no heading of its own: read like the table before"},
        )
    if _is_form(rows, at):
        return NoChronology("it is a form, not a list of events")
    first = 0 if at is None else at + 1
    headers = _names(rows[at] if at is not None else None, width)
    columns = [Evidence(rows[first : first + _SAMPLE], n) for n in range(width)]
    fields, reasons = _choose(chosen or {}, headers, table)
    taken = {column for columns_ in fields.values() for column in columns_}
    if at is not None and never_chronology(headers) and "date" not in fields:
        return NoChronology("its headings are those of a document's own history")
    matches = {
        n: match
        for n, header in enumerate(headers)
        if at is not None and n not in taken and (match := _matched(header, columns[n])) is not None
    }
    told = any(match.field == "event" for match in matches.values()) or "event" in fields
    if at is not None and not told and asks_signatures(headers):
        return NoChronology("it asks who signed and when")
    if "date" not in fields:
        found = find_dates(headers, columns, matches, taken, headed=at is not None)
        if isinstance(found, str):
            return NoChronology(found)
        fields["date"], reasons["date"] = found
    _single_fields(headers, fields, reasons, columns, matches, chosen or {})
    if "agency" not in fields and "agency" not in (chosen or {}):
        _agency_by_contents(fields, reasons, columns)
    lanes = _lanes(headers, columns, fields, matches) if at is not None else ()
    instead = (
        {} if lanes else _event_columns(headers, fields, reasons, columns, matches, chosen or {})
    )
    number = rows[at].number if at is not None else None
    draft = ColumnMap(headers, number, first, fields, instead, (), lanes, reasons)
    spare = set(range(width)) - draft.used() - {c for many in instead.values() for c in many}
    fallback = tuple(n for n in sorted(spare) if columns[n].letters >= _PROSE)
    return ColumnMap(headers, number, first, fields, instead, fallback, lanes, reasons)


def headers_of(table: RawTable) -> tuple[str, ...]:
    """The names of a table's columns, as a map of them has it."""
    at = find_header(table.rows)
    width = max((row.width for row in table.rows), default=0)
    return _names(table.rows[at] if at is not None else None, width)


def _header_at(table: RawTable, chosen: Mapping[str, str]) -> int | None:
    """The place of the row of headings: as chosen, or as the rows show it."""
    wanted = chosen.get(HEADING, "").strip()
    if not wanted:
        return find_header(table.rows)
    if wanted == NO_HEADING:
        return None
    place = next((n for n, row in enumerate(table.rows) if str(row.number) == wanted), None)
    if place is None:
        raise UnreadableFile(f"{table.name} has no row {wanted} that could hold headings.")
    return place


def _is_form(rows: Sequence[RawRow], at: int | None) -> bool:
    """Whether a small table has its labels in the first column ("Date of report" | a day)."""
    if len(rows) > 40 or (at is not None and any(map(_is_heading, rows[at].cells))):
        return False
    first = [row.cells[0].text for row in rows if row.cells]
    return any(plain(text).startswith("date of ") or never_event_date(text) for text in first)


def _is_heading(cell: Cell) -> bool:
    return match_heading(cell.text) is not None or never_event_date(cell.text)


def _matched(header: str, column: Evidence) -> Match | None:
    """What a heading stands for, unless the cells speak against it.

    "Record" is a source, but a column of prose under it is what happened; "Occurrence" is an
    event, but a column of numbers under it is not.
    """
    match = match_heading(header)
    if match is None:
        return None
    if match.field in {"date", "end"} and match.strength < 1 and never_event_date(header):
        return None
    if match.field == "source" and column.letters >= _LONG:
        return match._replace(field="event", strength=match.strength * 0.9)
    if match.field == "event" and column.codes > 0.8 * column.filled:
        return None
    return match


def _names(header: RawRow | None, width: int) -> tuple[str, ...]:
    """A name for every column, no two alike."""
    names: list[str] = []
    for n in range(width):
        text = header.cells[n].text if header is not None and n < len(header.cells) else ""
        name = " ".join(text.split()) or f"column {letter(n)}"
        names.append(name if name not in names else f"{name} ({letter(n)})")
    return tuple(names)


def _choose(
    chosen: Mapping[str, str], headers: Sequence[str], table: RawTable
) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    fields: dict[str, tuple[int, ...]] = {}
    for name, wanted in chosen.items():
        if name == HEADING:
            continue
        if name not in FIELDS:
            known = ", ".join(FIELDS)
            raise UnreadableFile(f"There is no field “{name}”. The fields are: {known}.")
        if wanted.strip():
            fields[name] = tuple(_column(one, headers, table) for one in _wanted(wanted, headers))
    return fields, dict.fromkeys(fields, "as chosen")


def _wanted(wanted: str, headers: Sequence[str]) -> list[str]:
    if wanted.strip().casefold() in {header.casefold() for header in headers}:
        return [wanted]
    return [piece for piece in wanted.split("+") if piece.strip()]


def _column(wanted: str, headers: Sequence[str], table: RawTable) -> int:
    """A column by its heading, its letter or its number from 1."""
    name = " ".join(wanted.split()).casefold()
    for n, header in enumerate(headers):
        if header.casefold() == name:
            return n
    for n in range(len(headers)):
        if name in {letter(n).casefold(), str(n + 1)}:
            return n
    raise UnreadableFile(
        f"{table.name} has no column “{wanted.strip()}”. Its columns are: {', '.join(headers)}."
    )


def _single_fields(
    headers: Sequence[str],
    fields: dict[str, tuple[int, ...]],
    reasons: dict[str, str],
    columns: Sequence[Evidence],
    matches: Mapping[int, Match],
    chosen: Mapping[str, str],
) -> None:
    """Gives every field but the event its best heading; contents may speak against it."""
    for name in FIELDS:
        if name in {"date", "event"} or name in chosen:
            continue
        used = {column for at in fields.values() for column in at}
        named = {n: m.strength for n, m in matches.items() if m.field == name and n not in used}
        if name in {"time", "end_time"}:
            named = {n: s for n, s in named.items() if 2 * columns[n].times >= columns[n].filled}
        if name == "end":
            named = {n: s for n, s in named.items() if 2 * columns[n].dates >= columns[n].filled}
        if named:
            best = max(named, key=lambda n: (named[n], columns[n].filled > 0, -n))
            fields[name], reasons[name] = (best,), "by its heading"
    used = {column for at in fields.values() for column in at}
    if "time" not in fields and "time" not in chosen:
        free = (n for n in range(len(columns)) if n not in used and not never_time(headers[n]))
        times = [n for n in free if 0.8 * columns[n].filled < columns[n].clocks]
        if times and times[0] not in matches and columns[times[0]].filled > 1:
            fields["time"], reasons["time"] = (times[0],), "by its contents"


def _agency_by_contents(
    fields: dict[str, tuple[int, ...]], reasons: dict[str, str], columns: Sequence[Evidence]
) -> None:
    """A column whose cells are mostly names of agencies, where no heading names one."""
    used = {column for at in fields.values() for column in at}
    for n, column in enumerate(columns):
        if n not in used and column.filled > 1 and column.agencies >= 0.6 * column.filled:
            fields["agency"], reasons["agency"] = (n,), "by its contents"
            return


def _lanes(
    headers: Sequence[str],
    columns: Sequence[Evidence],
    fields: Mapping[str, tuple[int, ...]],
    matches: Mapping[int, Match],
) -> tuple[int, ...]:
    """Columns named after agencies that hold prose, where no column is named as the event."""
    if "event" in fields or any(match.field == "event" for match in matches.values()):
        return ()
    used = {column for at in fields.values() for column in at}
    lanes = [n for n, name in enumerate(headers) if n not in used and names_agency(name)]
    prose = [n for n in lanes if columns[n].letters >= _PROSE / 2]
    return tuple(lanes) if len(prose) >= 2 else ()


def _event_columns(
    headers: Sequence[str],
    fields: dict[str, tuple[int, ...]],
    reasons: dict[str, str],
    columns: Sequence[Evidence],
    matches: Mapping[int, Match],
    chosen: Mapping[str, str],
) -> dict[int, tuple[int, ...]]:
    """The event's text: every column named as such; without one, the longest prose.

    Returns:
        Columns that say the same in another language, by the column that comes first.
    """
    if "event" in chosen:
        return {}
    used = {column for at in fields.values() for column in at}
    named = [n for n, m in matches.items() if m.field == "event" and n not in used]
    named = [n for n in named if columns[n].filled] or named
    if not named:
        free = [n for n, column in enumerate(columns) if n not in used and column.filled]
        free = [n for n in free if columns[n].dates < columns[n].filled / 2] or free
        remarks = fields.get("comment", ()) if "comment" not in chosen else ()
        letters = max((columns[n].letters for n in remarks), default=0.0)
        if letters >= _PROSE and all(columns[n].letters <= letters for n in free):
            # "Notes" are the event where nothing else is.
            fields["event"], reasons["event"] = fields.pop("comment"), "longest text"
            return {}
        if free:
            most = max(columns[n].filled for n in free)
            longest = max(free, key=lambda n: columns[n].letters * columns[n].filled / most)
            fields["event"], reasons["event"] = (longest,), "longest text"
        return {}
    instead: dict[int, tuple[int, ...]] = {}
    leaders: dict[str, int] = {}
    for n in named:
        language = matches[n].language
        stem = plain(headers[n]).removesuffix(f" {language}")
        if language is not None and stem in leaders:
            leader = leaders[stem]
            instead[leader] = (*instead.get(leader, ()), n)
        else:
            leaders.setdefault(stem, n)
    spare = {column for many in instead.values() for column in many}
    fields["event"] = tuple(n for n in named if n not in spare)
    reasons["event"] = "by its heading"
    return instead
