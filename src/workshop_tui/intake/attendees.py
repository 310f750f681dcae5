"""A list of who takes part, as an agency or a board sends it: rows with what each column means.

Columns come in any order and under any name. What the review has no use for (e-mail addresses,
telephone numbers) is left out with a sentence and never kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop_tui.intake.attendee_headings import (
    FIELDS,
    JOINED,
    NEVER_KEPT,
    field_of,
    rank,
)
from workshop_tui.intake.evidence import letter
from workshop_tui.intake.headings import plain
from workshop_tui.intake.raw import RawDocument, RawRow, RawTable, UnreadableFile, WrongKind
from workshop_tui.intake.readers.extras import Password

_LOOK_FOR_HEADER: Final = 15
_KINDS: Final = frozenset({"sheet", "table"})
_WHAT_IT_IS: Final = "An attendee list is a spreadsheet, a CSV file, or a table in a Word document."


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """A row of the list, its words as they were written.

    Attributes:
        table, row: Where it stands, the row as the file counts.
        agency: "" where the list does not say.
    """

    table: str
    row: int
    name: str = ""
    role: str = ""
    agency: str = ""
    level: str = ""
    manager: str = ""
    code: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AttendeeReading:
    """What a list says.

    Attributes:
        file: The file's name.
        rows: Everybody on it.
        columns: Field to heading, as the columns were taken.
        not_kept: Headings of columns that are left out, each with why.
        notes: Whatever else was left out, a sentence each.
    """

    file: str
    rows: tuple[AttendeeRow, ...]
    columns: Mapping[str, str]
    not_kept: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def read_attendees(
    path: Path,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    password: Password | None = None,
) -> AttendeeReading:
    """Read a list of people.

    Args:
        path: The file: CSV, Excel, OpenDocument spreadsheet or Word.
        sheet: The one sheet or table to read.
        columns: A person's choice, field to heading, letter or number from 1; "" for none.
            "heading" is the number of the row of headings.
        password: Asked for the password of a file that has one.

    Raises:
        UnreadableFile: It cannot be read, or no column tells people's roles; the message lists
            the columns that were found.
    """
    from workshop_tui.intake.readers import read_document

    try:
        document = read_document(path, password)
    except WrongKind as wrong:
        if wrong.savable:
            raise
        raise UnreadableFile(f"“{wrong.name}” is {wrong.what}. {_WHAT_IT_IS}") from None
    return understand(document, sheet=sheet, columns=columns)


def understand(
    document: RawDocument,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> AttendeeReading:
    """Read a list from a document that a reader has opened; for the arguments see above."""
    chosen = dict(columns or {})
    _refuse_unknown_fields(chosen)
    tables = _wanted(document, sheet)
    maps = [(table, found) for table in tables if (found := _map(table, chosen)) is not None]
    told = [(table, found) for table, found in maps if "role" in found.fields]
    if not told:
        raise UnreadableFile(_no_roles(document, tables, maps))
    rows: list[AttendeeRow] = []
    for table, found in told:
        rows += _rows(table, found)
    if not rows:
        raise UnreadableFile(f"“{document.file}” has the right columns, and nobody under them.")
    read = {table.name for table, _ in told}
    left = [table for table in document.tables if table.name not in read and table.rows]
    notes = [f"{table.name} was left out: {_why_left(table)}." for table in left]
    first = told[0][1]
    return AttendeeReading(
        document.file,
        tuple(rows),
        {name: " + ".join(first.headers[n] for n in at) for name, at in first.fields.items()},
        first.not_kept,
        (*document.notes, *notes),
    )


def _why_left(table: RawTable) -> str:
    if table.hidden:
        return "it is hidden"
    return "it has no column of roles" if table.kind in _KINDS else "it is text, not a table"


# -- columns -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Map:
    """What the columns of a table are.

    Attributes:
        headers: Their headings. at: the place of the row of headings among the rows.
        fields: Columns by field; several are joined (first name and surname).
        not_kept: Headings that have no field, each with why.
    """

    headers: tuple[str, ...]
    at: int
    fields: Mapping[str, tuple[int, ...]]
    not_kept: tuple[tuple[str, str], ...]


def _refuse_unknown_fields(chosen: Mapping[str, str]) -> None:
    for name in chosen:
        if name not in (*FIELDS, "heading"):
            raise UnreadableFile(
                f"There is no field “{name}”. The fields are: {', '.join(FIELDS)}."
            )


def _wanted(document: RawDocument, sheet: str | None) -> Sequence[RawTable]:
    if sheet is None:
        return [t for t in document.tables if t.kind in _KINDS and not t.hidden]
    wanted = sheet.strip().casefold()
    found = [table for table in document.tables if table.name.casefold() == wanted]
    if not found:
        names = ", ".join(f"“{table.name}”" for table in document.tables)
        raise UnreadableFile(f"“{document.file}” has no sheet or table “{sheet}”. It has: {names}.")
    return found


def _map(table: RawTable, chosen: Mapping[str, str]) -> _Map | None:
    at = _header_at(table, chosen)
    if at is None:
        return None
    headers = tuple(" ".join(cell.text.split()) for cell in table.rows[at].cells)
    fields: dict[str, tuple[int, ...]] = {}
    for name, words in chosen.items():
        if name != "heading" and words.strip():
            fields[name] = tuple(
                _column(one, headers, table.name) for one in _pieces(words, headers)
            )
    taken = {n for columns in fields.values() for n in columns}
    best: dict[str, int] = {}
    for n, header in enumerate(headers):
        found = field_of(header) if n not in taken else None
        if found and (found not in best or rank(header) < rank(headers[best[found]])):
            best[found] = n
    fields |= {name: (n,) for name, n in best.items() if name in FIELDS and name not in chosen}
    if "name" not in fields and "name" not in chosen and set(JOINED) & set(best):
        fields["name"] = tuple(best[one] for one in JOINED if one in best)
    used = {n for columns in fields.values() for n in columns}
    left = tuple(
        (header, _why_not(header, headers, fields))
        for n, header in enumerate(headers)
        if header and n not in used
    )
    return _Map(headers, at, fields, left)


def _pieces(words: str, headers: Sequence[str]) -> list[str]:
    if words.strip().casefold() in {header.casefold() for header in headers}:
        return [words]
    return [one for one in words.split("+") if one.strip()]


def _why_not(header: str, headers: Sequence[str], fields: Mapping[str, tuple[int, ...]]) -> str:
    name = field_of(header) or ""
    if name in NEVER_KEPT:
        return f"{NEVER_KEPT[name]} are not needed here, so they are not kept"
    if name in fields:
        return f"“{headers[fields[name][0]]}” says this already"
    return "it is not needed here"


def _header_at(table: RawTable, chosen: Mapping[str, str]) -> int | None:
    """The place of the row of headings: as chosen, or the one with the most known ones."""
    wanted = chosen.get("heading", "").strip()
    if wanted:
        place = next((n for n, row in enumerate(table.rows) if str(row.number) == wanted), None)
        if place is None:
            raise UnreadableFile(f"{table.name} has no row {wanted} that could hold headings.")
        return place
    named = {plain(words) for key, words in chosen.items() if key != "heading"}
    best, place = 0, None
    for n, row in enumerate(table.rows[:_LOOK_FOR_HEADER]):
        cells = [cell.text.strip() for cell in row.cells if cell.text.strip()]
        score = sum(field_of(text) is not None or plain(text) in named for text in cells)
        if score > best and (score >= 2 or score == len(cells)):
            best, place = score, n
    if place is None and chosen and table.rows:
        return 0
    return place


def _column(wanted: str, headers: Sequence[str], table: str) -> int:
    name = " ".join(wanted.split()).casefold()
    for n, header in enumerate(headers):
        if header.casefold() == name:
            return n
    for n in range(len(headers)):
        if name in {letter(n).casefold(), str(n + 1)}:
            return n
    raise UnreadableFile(
        f"{table} has no column “{wanted.strip()}”. Its columns are: {', '.join(headers)}."
    )


def _no_roles(
    document: RawDocument,
    tables: Sequence[RawTable],
    maps: Sequence[tuple[RawTable, _Map]],
) -> str:
    if not tables:
        return f"“{document.file}” holds no table. {_WHAT_IT_IS}"
    if maps:
        table, found = maps[0]
        columns = ", ".join(f"“{header}”" for header in found.headers if header)
    else:
        table = tables[0]
        first = next((row for row in table.rows if sum(map(_says, row.cells)) > 1), None)
        cells = [c.text.strip() for c in first.cells if c.text.strip()] if first else []
        columns = ", ".join(f"“{' '.join(text.split())[:40]}”" for text in cells)
    found_words = f"Its columns are: {columns}. " if columns else ""
    return (
        f"“{document.file}”, {table.name}, has no column that tells people's roles. "
        f"{found_words}Name the column with role=COLUMN, or add a row of headings such as "
        "“Name”, “Role”, “Agency”."
    )


def _says(cell: object) -> bool:
    return bool(str(getattr(cell, "text", "")).strip())


# -- rows ----------------------------------------------------------------------------------------


def _rows(table: RawTable, found: _Map) -> list[AttendeeRow]:
    rows = []
    for row in table.rows[found.at + 1 :]:
        one = _row(table, row, found)
        if one is not None:
            rows.append(one)
    return rows


def _row(table: RawTable, row: RawRow, found: _Map) -> AttendeeRow | None:
    """A row of the list; None for an empty one and for the headings once more."""
    words = {
        name: " ".join(filter(None, (_text(row, n) for n in columns)))
        for name, columns in found.fields.items()
    }
    said = [text for text in words.values() if text]
    if not said:
        return None
    if all(field_of(text) is not None for text in said) and len(said) > 1:
        return None
    words["name"] = straight(words.get("name", ""))
    return AttendeeRow(table.name, row.number, **words)


def _text(row: RawRow, column: int) -> str:
    return " ".join(row.cells[column].text.split()) if column < len(row.cells) else ""


def straight(name: str) -> str:
    """A name as people say it: "Lane, Beth" is Beth Lane."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}" if comma and family and given and "," not in given else name
