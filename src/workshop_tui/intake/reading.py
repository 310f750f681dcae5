"""Reads one agency's file into an honest chronology: the face of intake to the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workshop_tui.intake.blocks import split_blocks
from workshop_tui.intake.collector import paused
from workshop_tui.intake.columns import ColumnMap, NoChronology
from workshop_tui.intake.dates import Order, StoredDates
from workshop_tui.intake.entries import (
    EYE_REASONS,
    Eye,
    FoundTable,
    Harvest,
    Origin,
    Question,
    ReadEntry,
    Reading,
    SkippedTable,
)
from workshop_tui.intake.paragraphs import read_paragraphs
from workshop_tui.intake.pipes import split_tables
from workshop_tui.intake.raw import RawDocument, RawTable, UnreadableFile
from workshop_tui.intake.readers.extras import Password
from workshop_tui.intake.remembered import Remembered, propose_again
from workshop_tui.intake.tables import read_table

__all__ = [
    "EYE_REASONS",
    "Eye",
    "FoundTable",
    "Origin",
    "Question",
    "ReadEntry",
    "Reading",
    "SkippedTable",
    "assemble",
    "read_chronology",
]


def read_chronology(
    path: Path | str,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: Order | None = None,
    stored_dates: StoredDates | None = None,
    remembered: Sequence[Remembered] = (),
    password: Password | None = None,
) -> Reading:
    """Reads one file.

    Args:
        path: The file.
        sheet: The one sheet or table to read, by name; needed for a hidden sheet.
        columns: A person's choice of columns, field to heading, letter or number.
        date_order: The order of day and month, if a person has decided it.
        stored_dates: Whether real date cells are right as stored or have day and month
            exchanged, if a person has decided it.
        remembered: What tables with the same headings were confirmed to mean before.
        password: Asked for the password of a file that has one.

    Returns:
        The entries, with everything that was left out or needs an eye.

    Raises:
        UnreadableFile: Nothing in the file can be read as a chronology; the message says why.
    """
    from workshop_tui.intake.readers import read_document

    path = Path(path)
    with paused():
        document = read_document(path, password)
        return assemble(
            document,
            document.sha256,
            sheet=sheet,
            columns=columns,
            date_order=date_order,
            stored_dates=stored_dates,
            remembered=remembered,
        )


def assemble(
    document: RawDocument,
    sha256: str = "",
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: Order | None = None,
    stored_dates: StoredDates | None = None,
    remembered: Sequence[Remembered] = (),
) -> Reading:
    """Reads a document that a reader has already opened; for the arguments see above."""
    drawn = (part for table in document.tables for part in split_tables(table))
    parts = tuple(block for part in drawn for block in split_blocks(part))
    document = replace(document, tables=parts)
    job = _Job(document, columns or {}, date_order, stored_dates, remembered)
    tables = _wanted(document, sheet)
    for table in tables:
        if table.hidden and sheet is None:
            job.skip(table, "it is hidden; name it to have it read")
        elif table.kind in {"sheet", "table"}:
            job.table(table)
    for table in tables:
        if table.kind in {"paragraphs", "lines"} and not (table.hidden and sheet is None):
            job.paragraphs(table)
    if not job.entries:
        raise UnreadableFile(_nothing(document, job.skipped))
    return job.reading(sha256)


def _wanted(document: RawDocument, sheet: str | None) -> Sequence[RawTable]:
    if sheet is None:
        return document.tables
    named = [table for table in document.tables if table.name == sheet]
    wanted = sheet.strip().casefold()
    named = named or [t for t in document.tables if t.name.casefold() == wanted]
    # A sheet that holds several tables is read as several, each under a longer name.
    parts = (f"{wanted} (columns ", f"{wanted} (from row ")
    named += [t for t in document.tables if t.name.casefold().startswith(parts)]
    if not named:
        names = ", ".join(f"“{table.name}”" for table in document.tables)
        raise UnreadableFile(f"{document.file} has no sheet or table “{sheet}”. It has: {names}.")
    return named


def _left_out(table: RawTable) -> str:
    """Why the words beside a table are left out, with the first and the last of them."""
    texts = [" ".join(row.cells[0].text.split()) for row in table.rows if row.cells]
    texts = [text for text in texts if text]
    shown = " … ".join(f"“{text[:60]}”" for text in dict.fromkeys(texts[:1] + texts[-1:]))
    return f"the chronology is a table; {len(texts)} left out: {shown}" if texts else "it is empty"


def _nothing(document: RawDocument, skipped: Sequence[SkippedTable]) -> str:
    why = "; ".join(f"{table.name}: {table.reason}" for table in skipped[:6])
    why = f" ({why})" if why else ""
    return (
        f"{document.file} holds nothing that can be read as a chronology{why}. A chronology needs "
        "a column of dates, or paragraphs that begin with a date. If there is such a column, name "
        "it with date=COLUMN."
    )


class _Job:
    """One file on its way from tables to a reading."""

    def __init__(
        self,
        document: RawDocument,
        columns: Mapping[str, str],
        order: Order | None,
        stored: StoredDates | None,
        remembered: Sequence[Remembered] = (),
    ) -> None:
        self.entries: list[ReadEntry] = []
        self.skipped: list[SkippedTable] = []
        self._document = document
        self._columns = columns
        self._order = order
        self._stored = stored
        self._remembered = remembered
        self._found: list[FoundTable] = []
        self._before: ColumnMap | None = None
        self._eyes: list[Eye] = []
        self._doubts: list[Question] = []
        self._notes: list[str] = list(document.notes)

    def skip(self, table: RawTable, reason: str) -> None:
        """Leaves a table out, and says so."""
        self.skipped.append(SkippedTable(table.name, table.kind, reason))

    def table(self, table: RawTable) -> None:
        """Reads a table if its columns are those of a chronology."""
        try:
            columns = propose_again(table, self._columns, self._before, self._remembered)
        except UnreadableFile:
            if (
                sum(t.kind in {"sheet", "table"} and not t.hidden for t in self._document.tables)
                < 2
            ):
                raise
            columns = NoChronology("it does not have the columns that were named")
        if isinstance(columns, NoChronology):
            self.skip(table, columns.reason)
            return
        harvest = read_table(
            self._document.file, table, columns, order=self._order, stored=self._stored
        )
        if not any(entry.when.earliest or entry.when.latest for entry in harvest.entries):
            self.skip(table, "none of its rows has a date that can be read")
            return
        self._before = columns if columns.header_row is not None else self._before
        self._take(table, harvest, columns)

    def paragraphs(self, table: RawTable) -> None:
        """Reads dated paragraphs; beside a table only those that hold an event of their own."""
        beside = bool(self._found)
        harvest = read_paragraphs(
            self._document.file, table, order=self._order, beside_table=beside
        )
        if not harvest.entries:
            self.skip(table, _left_out(table) if beside else "no paragraph has a date")
            return
        self._take(table, harvest, None)

    def _take(self, table: RawTable, harvest: Harvest, columns: ColumnMap | None) -> None:
        self._found.append(
            FoundTable(
                table.name,
                table.kind,
                columns.named() if columns else {},
                columns.headers if columns else (),
                columns.header_row if columns else None,
                len(harvest.entries),
                harvest.order,
                harvest.witnesses,
            )
        )
        self.entries += harvest.entries
        self._eyes += harvest.eyes
        self._notes += harvest.notes
        self._doubts += harvest.doubts

    def reading(self, sha256: str) -> Reading:
        """Everything together."""
        days = {entry.when.earliest for entry in self.entries}
        days |= {entry.when.latest for entry in self.entries}
        known = [day for day in days if day is not None]
        return Reading(
            self._document.file,
            sha256,
            tuple(self._notes),
            tuple(self._found),
            tuple(self.skipped),
            tuple(self.entries),
            tuple(self._eyes),
            tuple(self._doubts),
            min(known, default=None),
            max(known, default=None),
        )
