"""From a document that was read to the records of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_tui.intake.collector import paused
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, ColumnMemory, Entry, SourceFile
from workshop_tui.review.circulation import refs_for
from workshop_tui.store.journal import now
from workshop_tui.store.rows import Fields
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.reading import ReadEntry, Reading


def entries_of(reading: Reading, agency: Agency) -> Iterator[Entry]:
    """The entries of a document, not yet stored."""
    return (Entry(**fields) for fields in fields_of(reading, agency))


def fields_of(reading: Reading, agency: Agency) -> Iterator[Fields]:
    """The fields of the same entries, for storing thousands of them."""
    return (_fields(found, agency.id, agency.short) for found in reading.entries)


def store(
    tx: Transaction,
    reading: Reading,
    content: bytes,
    agency: Agency,
    entries: Iterable[Entry | Fields],
    replaces_id: int | None = None,
) -> tuple[SourceFile, int]:
    """Store a document with some entries, and remember what its columns mean.

    Returns:
        The document's record, and how many entries were stored.

    Raises:
        Problem: If the same document was imported for the agency before.
    """
    if tx.find(SourceFile, agency_id=agency.id, sha256=reading.sha256):
        raise Problem(
            f"{reading.file} was imported for {agency.name} already; nothing was changed."
        )
    source = SourceFile(
        name=reading.file,
        agency_id=agency.id,
        sha256=reading.sha256,
        imported=now(),
        columns=_column_map(reading),
        replaces_id=replaces_id,
    )
    with paused():
        count = tx.import_entries(source, content, _with_refs(tx, entries))
    _remember_columns(tx, reading, agency.id)
    return tx.find(SourceFile, agency_id=agency.id, sha256=reading.sha256)[0], count


def _with_refs(tx: Transaction, entries: Iterable[Entry | Fields]) -> Iterator[Entry | Fields]:
    """Entries with printed references where the chronology is circulated already."""
    if refs_for(tx, [""]) == [None]:
        yield from entries
        return
    kept = [Entry(**one) if isinstance(one, dict) else one for one in entries]
    refs = refs_for(tx, [entry.sort_key for entry in kept])
    for entry, ref in zip(kept, refs, strict=True):
        yield replace(entry, ref=ref)


def _remember_columns(tx: Transaction, reading: Reading, agency_id: int) -> None:
    known = {one.headers: one for one in tx.find(ColumnMemory, agency_id=agency_id)}
    for table in reading.tables:
        if not table.columns:
            continue
        headers, columns = tuple(table.headers), dict(table.columns)
        memory = known.get(headers)
        if memory is None:
            memory = ColumnMemory(agency_id=agency_id, headers=headers, columns=columns, at=now())
            known[headers] = tx.add(memory)
        elif memory.columns != columns:
            known[headers] = tx.change(memory, columns=columns, at=now())


def _column_map(reading: Reading) -> dict[str, str]:
    return {
        f"{table.name}/{field}": column
        for table in reading.tables
        for field, column in dict(table.columns).items()
    }


def _fields(found: ReadEntry, agency_id: int, short: str) -> Fields:
    when, origin, fields = found.when, found.origin, found.fields
    earliest = when.earliest.isoformat() if when.earliest else None
    latest = earliest
    if when.latest != when.earliest:
        latest = when.latest.isoformat() if when.latest else None
    if found.agency and found.agency.casefold() != short.casefold():
        fields = dict(fields)
        fields.setdefault("Agency", found.agency)
    return {
        "agency_id": agency_id,
        "text": found.text,
        "sort_key": when.sort_key(),
        "date_text": when.text,
        "earliest": earliest,
        "latest": latest,
        "time": when.time,
        "date_note": when.note,
        "end_text": found.end.text if found.end else None,
        "source": found.source,
        "fields": fields,
        "flags": found.flags,
        "origin_kind": origin.kind,
        "origin_table": origin.table,
        "origin_row": origin.row,
    }
