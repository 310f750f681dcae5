"""What reading a chronology yields: entries, where they came from, and what needs a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from workshop_tui.intake.dates import Doubt
from workshop_tui.practice.when import When

# Flags that ask for a person's eye, with the reason in words. Others ("partial-date",
# "approximate", "filled-down", "year-not-shown", "year-from-heading") only describe.
EYE_REASONS: Final[Mapping[str, str]] = {
    "undated": "it has no date",
    "date-unreadable": "its date cannot be read",
    "time-only": "it has a time but no date",
    "date-from-serial": "its date is a bare number, read as a spreadsheet's day number",
    "date-with-words": "its date cell says more than a date",
    "date-from-heading": "its date is that of the heading row above",
    "date-inside": "a paragraph in it begins with a date of its own",
    "date-in-sentence": "its date is taken from the beginning of a sentence",
    "several-dates": "it has more than one date in the cell",
    "two-readings": "its date can be read in two ways",
    "order-doubt": "day and month may be the other way round",
    "weekday-mismatch": "its weekday and its date do not agree",
    "year-from-context": "its year is taken from the rows around",
    "year-jumps": "its year is that of the heading, but the rows jump",
    "year-mismatch": "two years are given for it",
    "weekday-column": "its weekday column and its date do not agree",
    "year-unusual": "its year is outside 1900 to 2100",
    "end-before-start": "it ends before it begins",
    "time-unreadable": "its time cannot be read",
    "formula": "a formula in it gives no proper result",
    "struck-through": "words in it are struck through",
    "no-text": "it has a date but no text",
    "text-from-other-column": "its event is blank, so another column was taken",
    "outside-table": "it stands in a paragraph outside the table",
}


class Origin(NamedTuple):
    """Where an entry stands in its file; the row is counted as the file counts it, from 1."""

    file: str
    table: str
    kind: str
    row: int


class ReadEntry(NamedTuple):
    """One entry of a chronology as an agency sent it.

    Attributes:
        when: When it happened, as honestly as the source says it.
        end: When it ended, where a column of its own says so.
        agency: The agency that the row or the column names, or None.
        source: Who or what the entry comes from; "" where the file does not say.
        text: What happened, as written.
        fields: Everything else: "child", "response", "outcome" and "comment" under these names,
            other columns under their own headings.
        flags: Short words for what is special about it ("undated", "filled-down").
        origin: Where it stands.
    """

    when: When
    end: When | None
    agency: str | None
    source: str
    text: str
    fields: dict[str, str]
    flags: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Eye:
    """A row that needs a person's eye, and why."""

    row: int
    table: str
    reason: str


def eye_of(entry: ReadEntry) -> Eye | None:
    """What a person should look at in an entry, or None."""
    flags = entry.flags
    if not flags:
        return None
    reasons = [EYE_REASONS[flag] for flag in dict.fromkeys(flags) if flag in EYE_REASONS]
    if "date-unreadable" in flags and "undated" in flags:
        reasons.remove(EYE_REASONS["undated"])
    if not reasons:
        return None
    text = entry.when.text.strip()
    shown = f" “{text}”" if text else ""
    note = f" ({entry.when.note})" if entry.when.note else ""
    return Eye(entry.origin.row, entry.origin.table, f"{'; '.join(reasons)}{shown}{note}")


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt about one table that must be answered before its dates can be trusted.

    Attributes:
        table: The sheet or table.
        doubt: What contradicts what; its `options` are the answers (`date_order`, or
            `stored_dates` where the kind is "swapped-dates").
    """

    table: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table that was read.

    Attributes:
        name: The sheet's or table's name.
        kind: "sheet", "table", "paragraphs" or "lines".
        columns: The column map in words: field to heading; empty for paragraphs.
        headers: The names of all columns, from left to right.
        header_row: The heading's row number, or None.
        events: How many entries it gave.
        date_order: The order of day and month that its dates were read in.
        witnesses: Why that order, in sentences.
    """

    name: str
    kind: str
    columns: Mapping[str, str]
    headers: tuple[str, ...]
    header_row: int | None
    events: int
    date_order: str
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedTable:
    """A table that was not read, and why."""

    name: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read.

    Attributes:
        file: The file's name.
        sha256: The digest of its bytes.
        notes: What was done or left out, in sentences.
        tables: Tables that were read.
        skipped: Tables that were not, with reasons.
        entries: The entries in the file's own order.
        eyes: Every row that needs a person's eye.
        doubts: Questions to answer before the dates can be trusted.
        first: The earliest day of any entry, or None.
        last: The latest, or None.
    """

    file: str
    sha256: str
    notes: tuple[str, ...]
    tables: tuple[FoundTable, ...]
    skipped: tuple[SkippedTable, ...]
    entries: tuple[ReadEntry, ...]
    eyes: tuple[Eye, ...]
    doubts: tuple[Question, ...]
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(slots=True)
class Harvest:
    """What one table gives while it is being read."""

    entries: list[ReadEntry] = field(default_factory=list)
    eyes: list[Eye] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[Question] = field(default_factory=list)
    order: str = "dmy"
    witnesses: tuple[str, ...] = ()
