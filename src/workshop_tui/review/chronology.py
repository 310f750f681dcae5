"""Agencies' chronologies into the review: read, looked at, accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Entry, SourceFile
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.people import agency_named
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.dates import Order, StoredDates
    from workshop_tui.intake.reading import ReadEntry, Reading


def read(
    path: Path,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: Order | None = None,
    stored_dates: StoredDates | None = None,
) -> Reading:
    """Read an agency's document and propose what it says; changes nothing.

    Args:
        path: The document.
        sheet: The one sheet or table to read.
        columns: A person's choice of columns, field to heading, letter or number.
        date_order: The order of day and month, if a person has decided it.
        stored_dates: Whether real date cells are right as stored, if a person has decided it.

    Raises:
        UnreadableFile: With what is wrong and what to do instead.
    """
    from workshop_tui.intake.reading import read_chronology

    if date_order not in (None, "dmy", "mdy", "ymd"):
        raise Problem(f"The order of a date is dmy, mdy or ymd; not {date_order!r}.")
    return read_chronology(
        path, sheet=sheet, columns=columns, date_order=date_order, stored_dates=stored_dates
    )


@dataclass(frozen=True, slots=True)
class ChronologyVerbs:
    """The verbs of the combined chronology.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("imported a chronology", CAPTURERS, ChangeClass.ADMINISTRATION)
    def accept(self, tx: Transaction, reading: Reading, content: bytes, agency: str) -> int:
        """Take a document's entries into the combined chronology, all or none.

        Args:
            tx: The transaction.
            reading: What was read and looked at.
            content: The document's bytes; they are kept in the review.
            agency: Whose chronology it is; an agency that is not known yet is added.

        Returns:
            How many entries were added.

        Raises:
            Problem: In the future, if the same document was imported before.
        """
        found = agency_named(tx, agency, make=True)
        known = [s for s in tx.find(SourceFile, agency_id=found.id) if s.sha256 == reading.sha256]
        if known:
            raise Problem(
                f"{reading.file} was imported for {found.name} already; nothing was changed."
            )
        source = SourceFile(
            name=reading.file,
            agency_id=found.id,
            sha256=reading.sha256,
            imported=now(),
            columns=_column_map(reading),
        )
        return tx.import_entries(source, content, _entries(reading, found.id, found.short))


def _column_map(reading: Reading) -> dict[str, str]:
    return {
        f"{table.name}/{field}": column
        for table in reading.tables
        for field, column in dict(table.columns).items()
    }


def _entries(reading: Reading, agency_id: int, short: str) -> Iterator[Entry]:
    for read_entry in reading.entries:
        yield _entry(read_entry, agency_id, short)


def _entry(found: ReadEntry, agency_id: int, short: str) -> Entry:
    when = found.when
    fields = dict(found.fields)
    if found.agency and found.agency.casefold() != short.casefold():
        fields.setdefault("Agency", found.agency)
    return Entry(
        agency_id=agency_id,
        text=found.text,
        sort_key=when.sort_key(),
        date_text=when.text,
        earliest=when.earliest.isoformat() if when.earliest else None,
        latest=when.latest.isoformat() if when.latest else None,
        time=when.time,
        date_note=when.note,
        end_text=found.end.text if found.end else None,
        source=found.source,
        fields=fields,
        flags=tuple(found.flags),
        origin_kind=found.origin.kind,
        origin_table=found.origin.table,
        origin_row=found.origin.row,
    )
