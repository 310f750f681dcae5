"""Agencies' files on their way in: what was chosen for each, and what reading it gave."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from workshop_tui.intake.columns import HEADING
from workshop_tui.intake.dates import Doubt, Order, StoredDates
from workshop_tui.intake.entries import FoundTable, ReadEntry
from workshop_tui.intake.evidence import letter
from workshop_tui.intake.pipes import split_tables
from workshop_tui.intake.raw import RawDocument, RawRow, UnreadableFile
from workshop_tui.intake.reading import Reading, assemble
from workshop_tui.intake.remembered import Remembered
from workshop_tui.practice.problems import Problem
from workshop_tui.review.reimport import Comparison
from workshop_tui.tui.live import sentence

OTHER = ""
"""A column that has no field: it is kept under its own heading."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has decided about one file; the arguments of a reading.

    Attributes:
        sheet: The one sheet or table to read, or None for all that are not hidden.
        columns: Field to columns.
        order: The order of day and month.
        stored: Whether real dates are right as stored.
        remembered: What the agency's columns meant in its files before.
    """

    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    order: Order | None = None
    stored: StoredDates | None = None
    remembered: tuple[Remembered, ...] = ()

    def answered(self, doubt: Doubt, option: str) -> Choices:
        """With a question answered."""
        if doubt.kind == "swapped-dates":
            return replace(self, stored=cast(StoredDates, option))
        return replace(self, order=cast(Order, option))


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's bytes, and its rows before any date or column is read."""

    document: RawDocument
    content: bytes
    sha256: str

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(len(table.rows) for table in self.document.tables)


@dataclass(frozen=True, slots=True)
class Found:
    """What a reading gave: entries and rows, or a sentence why not.

    Attributes:
        choices: What had been chosen.
        opened: The file; None where it could not be opened.
        reading: The entries; None where there is a problem.
        problem: Why it cannot be read, or "".
        locked: Whether that is because it has a password.
        rows: The original rows by table and number.
        entries: The entries by table and row.
        against: The agency, and the document to replace, that it was compared with.
        comparison: What it changes against what the agency sent before; None where it sent none.
    """

    choices: Choices
    opened: Opened | None = None
    reading: Reading | None = None
    problem: str = ""
    locked: bool = False
    rows: Mapping[tuple[str, int], RawRow] = field(default_factory=dict)
    entries: Mapping[tuple[str, int], Sequence[ReadEntry]] = field(default_factory=dict)
    against: tuple[str, str | None] = ("", None)
    comparison: Comparison | None = None


class Incoming:
    """One file that somebody wants to import.

    Attributes:
        path: Where it is.
        password: The file's own password, as a person gave it; kept only while the app runs.
        agency: Whose chronology it is, as a person said; "" while nobody has.
        sent_before: Whether that agency sent a document before.
        replaces: The earlier document that it corrects, as a person said; None: by what it says.
        choices: What a person has decided.
        found: What the newest reading gave; None before the first.
        asked: Questions that were asked and answered, with the answer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.password = ""
        self.agency = ""
        self.sent_before = False
        self.replaces: str | None = None
        self.choices = Choices()
        self.found: Found | None = None
        self.asked: tuple[tuple[str, Doubt, str], ...] = ()
        self._before: list[tuple[Choices, tuple[tuple[str, Doubt, str], ...]]] = []

    @property
    def changed(self) -> bool:
        """Whether anything was chosen that can be taken back."""
        return bool(self._before)

    @property
    def stale(self) -> bool:
        """Whether something was chosen since it was read."""
        found = self.found
        if found is None or found.choices != self.choices:
            return True
        return self.sent_before and not found.problem and found.against != self.against

    @property
    def against(self) -> tuple[str, str | None]:
        """What it is to be compared with."""
        return self.agency, self.replaces

    @property
    def comparison(self) -> Comparison | None:
        """What it changes against what its agency sent before; None where that is nothing."""
        found = self.found
        return found.comparison if found and found.against == self.against else None

    @property
    def opened(self) -> Opened | None:
        """The file as it was opened."""
        return self.found.opened if self.found else None

    @property
    def reading(self) -> Reading | None:
        """The newest reading, also while a newer one is on its way."""
        return self.found.reading if self.found else None

    @property
    def problem(self) -> str:
        """Why it cannot be read, or ""."""
        return self.found.problem if self.found else ""

    def _choose(
        self, choices: Choices, asked: tuple[tuple[str, Doubt, str], ...] | None = None
    ) -> None:
        self._before.append((self.choices, self.asked))
        self.choices = choices
        if asked is not None:
            self.asked = asked

    def take_back(self) -> None:
        """Take the newest choice back."""
        if self._before:
            choices, self.asked = self._before.pop()
            self.choices = replace(choices, remembered=self.choices.remembered)

    def give(self, agency: str, sent_before: bool, remembered: tuple[Remembered, ...]) -> None:
        """Say whose chronology it is; its columns are then read as that agency's were before."""
        self.agency, self.sent_before, self.replaces = agency, sent_before, None
        self.choices = replace(self.choices, remembered=remembered)

    def answer(self, table: str, doubt: Doubt, option: str) -> None:
        """Answer a question about dates."""
        others = [one for one in self.asked if (one[0], one[1].kind) != (table, doubt.kind)]
        self._choose(self.choices.answered(doubt, option), (*others, (table, doubt, option)))

    def ask_again(self, place: int) -> None:
        """Take an answer back; all questions of its kind are asked again."""
        stored = self.asked[place][1].kind == "swapped-dates"
        now = self.choices
        choices = replace(now, stored=None) if stored else replace(now, order=None)
        rest = (one for one in self.asked if (one[1].kind == "swapped-dates") != stored)
        self._choose(choices, tuple(rest))

    def choose_table(self, name: str | None) -> None:
        """Read one table only, or all; what was chosen for the columns of others is forgotten."""
        self._choose(Choices(sheet=name, remembered=self.choices.remembered), ())

    def choose_headings(self, row: str) -> None:
        """Say which row holds the headings; what was chosen for columns is forgotten."""
        self._choose(replace(self.choices, columns={HEADING: row}))

    def set_column(self, table: FoundTable, column: int, wanted: str) -> None:
        """Give a column another field.

        Raises:
            Problem: If it is the only column of dates: another must be chosen instead.
        """
        now = assigned(table)
        before = now.get(column, OTHER)
        if before == wanted:
            return
        if before == "date" and sum(name == "date" for name in now.values()) == 1:
            raise Problem(
                "A chronology needs its column of dates: choose another column as the date, and "
                "this one is free."
            )
        after = {c: name for c, name in now.items() if c != column}
        if wanted not in (OTHER, "event", "leave_out"):
            after = {c: name for c, name in after.items() if name != wanted}
        if wanted:
            after[column] = wanted
        columns = dict(self.choices.columns)
        for name in {before, wanted} - {OTHER}:
            at = sorted(c for c, found in after.items() if found == name)
            columns[name] = "+".join(_reference(c, table.headers) for c in at)
        self._choose(replace(self.choices, columns=columns))


def assigned(table: FoundTable) -> dict[int, str]:
    """The field of every column that has one, by the column's place from 0."""
    found: dict[int, str] = {}
    places = {header: n for n, header in enumerate(table.headers)}
    for name, words in table.columns.items():
        for heading in _headings(words, places):
            found[places[heading]] = name
    return found


def _headings(words: str, known: Mapping[str, int]) -> list[str]:
    """The headings in "Details + Notes"; a heading may hold a plus sign itself."""
    if words in known:
        return [words]
    for mark in (" + ", " | "):
        start = words.find(mark)
        while start >= 0:
            if words[:start] in known:
                rest = _headings(words[start + len(mark) :], known)
                if rest:
                    return [words[:start], *rest]
            start = words.find(mark, start + 1)
    return []


def _reference(column: int, headers: Sequence[str]) -> str:
    """How a choice names a column so that it cannot be taken for another."""
    folded = [header.casefold() for header in headers]
    heading = headers[column]
    if "+" not in heading and folded.index(heading.casefold()) == column:
        return heading
    for name in (letter(column), str(column + 1)):
        if name.casefold() not in folded:
            return name
    return heading


class LockedFile(UnreadableFile):
    """A file has a password, and the right one was not given."""


def open_file(path: Path, password: str = "") -> Opened:
    """Open a file and keep its bytes, so that what is accepted is what was looked at.

    Raises:
        UnreadableFile: With what is wrong and what to do instead.
        LockedFile: If that is its password.
    """
    asked = False

    def give(_: str) -> str | None:
        nonlocal asked
        asked = True
        return password or None

    from workshop_tui.intake.readers import read_document

    before = _state(path)
    try:
        document = read_document(path, give)
    except UnreadableFile as error:
        raise (LockedFile(str(error)) if asked else error) from error
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"“{path.name}” cannot be read from the disk ({error}).") from None
    if _state(path) != before:
        raise UnreadableFile(
            f"“{path.name}” changed while it was read. Close it in other programs and try again."
        )
    parts = tuple(part for table in document.tables for part in split_tables(table))
    return Opened(replace(document, tables=parts), content, hashlib.sha256(content).hexdigest())


def read(opened: Opened, choices: Choices) -> Found:
    """Read an opened file as chosen; whatever is wrong with it becomes a sentence."""
    try:
        reading = assemble(
            opened.document,
            opened.sha256,
            sheet=choices.sheet,
            columns=choices.columns,
            date_order=choices.order,
            stored_dates=choices.stored,
            remembered=choices.remembered,
        )
    except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
        return Found(choices, opened, problem=sentence(error))
    rows = {(t.name, row.number): row for t in opened.document.tables for row in t.rows}
    entries: dict[tuple[str, int], list[ReadEntry]] = {}
    for entry in reading.entries:
        entries.setdefault((entry.origin.table, entry.origin.row), []).append(entry)
    return Found(choices, opened, reading, rows=rows, entries=entries)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
