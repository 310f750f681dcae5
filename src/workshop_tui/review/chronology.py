"""Agencies' chronologies into the review: read, looked at, accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import ColumnMemory
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review import reimport
from workshop_tui.review.documents import fields_of, store
from workshop_tui.review.people import agency_named
from workshop_tui.review.reimport import Comparison
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.dates import Order, StoredDates
    from workshop_tui.intake.readers.extras import Password
    from workshop_tui.intake.reading import Reading


def read(
    path: Path,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: Order | None = None,
    stored_dates: StoredDates | None = None,
    remembered: Sequence[ColumnMemory] = (),
    password: Password | None = None,
) -> Reading:
    """Read an agency's document and propose what it says; changes nothing.

    Args:
        path: The document.
        sheet: The one sheet or table to read.
        columns: A person's choice of columns, field to heading, letter or number.
        date_order: The order of day and month, if a person has decided it.
        stored_dates: Whether real date cells are right as stored, if a person has decided it.
        remembered: What the agency's columns meant before: ``Reader.column_memory(agency)``.
        password: Asked for the password of a document that has one.

    Raises:
        UnreadableFile: With what is wrong and what to do instead.
    """
    from workshop_tui.intake.reading import read_chronology
    from workshop_tui.intake.remembered import Remembered

    if date_order not in (None, "dmy", "mdy", "ymd"):
        raise Problem(f"The order of a date is dmy, mdy or ymd; not {date_order!r}.")
    return read_chronology(
        path,
        sheet=sheet,
        columns=columns,
        date_order=date_order,
        stored_dates=stored_dates,
        remembered=[Remembered(one.headers, one.columns) for one in remembered],
        password=password,
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read and looked at, on its way into the review.

    Attributes:
        reading: What was read.
        content: Its bytes; they are kept in the review.
        agency: Whose it is; an agency that is not known yet is added.
        comparison: What it changes, where it was compared with what the agency sent before.
    """

    reading: Reading
    content: bytes
    agency: str
    comparison: Comparison | None = None


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
        return _take_in(tx, Document(reading, content, agency))

    @verb("imported chronologies", CAPTURERS, ChangeClass.ADMINISTRATION)
    def accept_all(self, tx: Transaction, documents: Sequence[Document]) -> int:
        """Take several documents in, all of them or none.

        A document with a comparison that found what it replaces alters the chronology as the
        comparison says; see ``accept_changes``.

        Returns:
            How many entries were added in all.

        Raises:
            Problem: In the future, if any of them cannot be taken in; then none is.
        """
        return sum(_take_in(tx, document) for document in documents)

    @verb("imported a corrected chronology", CAPTURERS, ChangeClass.ADMINISTRATION)
    def accept_changes(self, tx: Transaction, comparison: Comparison, content: bytes) -> int:
        """Take over what ``reimport.compare`` showed, all or none.

        Entries that are new are added. Altered ones keep their id, with everything that was
        captured at them: the new wording becomes a correction by the source. Entries that the
        document no longer has are excluded with that reason, never deleted.

        Returns:
            How many entries were added.

        Raises:
            Problem: In the future, if the chronology changed since it was compared, or the same
                document was imported before.
        """
        return _take_in(tx, Document(comparison.reading, content, comparison.agency, comparison))


def _take_in(tx: Transaction, document: Document) -> int:
    comparison = document.comparison
    if comparison is not None and comparison.replaces is not None:
        return reimport.accept(tx, comparison, document.content)
    agency = agency_named(tx, document.agency, make=True)
    fields = fields_of(document.reading, agency)
    return store(tx, document.reading, document.content, agency, fields)[1]
