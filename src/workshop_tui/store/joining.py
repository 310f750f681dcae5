"""What was done in a notebook since it was handed out, read from its journal for a merge.

Rows are known by their uids: the integer keys of two files that went on apart say nothing to one
another. A row's base is how it stood when the review last saw it, reckoned backwards from how it
stands now.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Record, Review
from workshop_tui.store import journal, rows
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Change

Row = dict[str, Any]
"""A row's columns as they are stored; a reference holds the other row's uid in place of its id."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A row of a notebook.

    Attributes:
        record: As it stands in the notebook, with the ids that hold there.
        now: The same as columns, with uids for references.
        base: How it stood when the review last saw it; None where it was made since.
        touched: Whether it was made or changed since.
        texts: The wordings that it has had since it was made, where that was since; oldest first.
    """

    record: Record
    now: Row
    base: Row | None
    touched: bool
    texts: tuple[str, ...] = ()

    @property
    def changed(self) -> set[str]:
        """The columns that the notebook changed."""
        base = self.base or {}
        return {name for name, value in self.now.items() if base.get(name) != value}


@dataclass(frozen=True, slots=True)
class Carried:
    """What a notebook brings.

    Attributes:
        notebook: What it says of itself.
        review_uid, reference: Of which review it is.
        began: How long its journal was when it was handed out.
        hashes: Hash of the journal's entry at each length that was asked for.
        last, head: Its journal's length now, and the newest entry's hash.
        digest: SHA-256 of the file.
        rows: In the order in which they were made.
        foreign: Tables that were changed and that a notebook does not change.
        first_at, last_at: The earliest and the latest time since it was handed out, by its clock.
        set_back: By how many seconds its clock was set back on the way, at most; 0 if never.
    """

    notebook: Notebook
    review_uid: str
    reference: str
    began: int
    hashes: Mapping[int, str]
    last: int
    head: str
    digest: str
    rows: tuple[Brought, ...]
    foreign: tuple[str, ...]
    first_at: str | None
    last_at: str | None
    set_back: float


def identity(file: ReviewFile) -> tuple[Review, Notebook | None]:
    """Which review a file is of, and what it says of itself where it is a notebook.

    Raises:
        Problem: If it holds no review.
    """
    with contextlib.closing(file.connect()) as connection:
        reviews = rows.find(connection, Review)
        if not reviews:
            raise Problem(f"{file.path.name} holds no review.")
        notebooks = rows.find(connection, Notebook, here=True)
    return reviews[0], notebooks[0] if len(notebooks) == 1 else None


def read(
    file: ReviewFile,
    models: Sequence[type[Record]],
    ignored: frozenset[str],
    since: int,
    lengths: Sequence[int],
) -> Carried:
    """Read what a notebook brings.

    Args:
        file: The notebook, or a copy of it.
        models: The records that it may bring, in the order in which they rest on one another.
        ignored: Tables whose changes stay in the notebook.
        since: Up to which entry of its journal the review has seen it.
        lengths: Of which entries of its journal the hashes are wanted.

    Raises:
        Problem: If it is no notebook, or its journal cannot be read.
    """
    review, notebook = identity(file)
    if notebook is None:
        raise Problem(f"{file.path.name} is not a notebook.")
    with contextlib.closing(file.connect()) as connection:
        changes = journal.since(connection, 0, limit=10_000_000)
        began = next((c.seq for c in changes if c.row_uid == notebook.uid), 0)
        later = [one for one in changes if one.seq > began]
        return Carried(
            notebook=notebook,
            review_uid=review.uid,
            reference=review.reference,
            began=began,
            hashes={seq: journal.hash_at(connection, seq) for seq in {*lengths, began}},
            last=journal.last_seq(connection),
            head=journal.head(connection),
            digest=_digest(file.path),
            rows=_rows(connection, models, changes, max(since, began)),
            foreign=_foreign(later, models, ignored),
            **_clock(later),
        )


def hash_at(file: ReviewFile, seq: int) -> str:
    """Hash of an entry of a file's journal as hex; "" where there is none."""
    with contextlib.closing(file.connect()) as connection:
        return journal.hash_at(connection, seq)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _foreign(
    later: Sequence[Change], models: Sequence[type[Record]], ignored: frozenset[str]
) -> tuple[str, ...]:
    known = {model.TABLE for model in models} | ignored
    return tuple(sorted({one.table for one in later} - known))


def _clock(later: Sequence[Change]) -> dict[str, Any]:
    moments = [dt.datetime.fromisoformat(one.at) for one in later]
    back = max([(a - b).total_seconds() for a, b in pairwise(moments)], default=0.0)
    return {
        "first_at": min(moments).isoformat() if moments else None,
        "last_at": max(moments).isoformat() if moments else None,
        "set_back": max(back, 0.0),
    }


def _rows(
    connection: Connection, models: Sequence[type[Record]], changes: Sequence[Change], since: int
) -> tuple[Brought, ...]:
    order: dict[str, int] = {}
    touching: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        order.setdefault(change.row_uid, change.seq)
        if change.seq > since:
            touching.setdefault((change.table, change.row_uid), []).append(change)
    found: list[Brought] = []
    for model in models:
        refers = references(connection, model.TABLE)
        names = _uids_of(connection, refers.values())
        for record in rows.find(connection, model, retracted=None):
            now = rows.dump(record)
            mine = touching.get((model.TABLE, record.uid), [])
            base = _before(dict(now), mine)
            found.append(
                Brought(
                    record,
                    with_uids(now, refers, names),
                    None if base is None else with_uids(base, refers, names),
                    touched=bool(mine),
                    texts=_texts(mine) if base is None else (),
                )
            )
    return tuple(sorted(found, key=lambda one: order.get(one.record.uid, 0)))


def _texts(changes: Sequence[Change]) -> tuple[str, ...]:
    found = [change.after.get("text") for change in changes if change.after]
    return tuple(text for text in found if text is not None)


def _before(row: Row, changes: Sequence[Change]) -> Row | None:
    for change in reversed(changes):
        if change.payload is None:
            raise Problem("A change of the notebook was destroyed: it cannot be taken in.")
        if change.before is None:
            return None
        row |= change.before
    return row


def references(connection: Connection, table: str) -> dict[str, str]:
    """The columns of a table that refer to other tables, with their names."""
    found = connection.execute(
        'select "from", "table" from pragma_foreign_key_list(?)', (table,)
    ).fetchall()
    return {str(column): str(other) for column, other in found}


def _uids(connection: Connection, table: str) -> list[tuple[int, str]]:
    return [(int(n), str(uid)) for n, uid in connection.execute(f'select id, uid from "{table}"')]


def _uids_of(connection: Connection, tables: Any) -> dict[tuple[str, int], str]:
    return {(table, n): uid for table in set(tables) for n, uid in _uids(connection, table)}


def with_uids(row: Row, refers: Mapping[str, str], names: Mapping[tuple[str, int], str]) -> Row:
    """A row without its id, whose references hold uids."""
    return {
        name: names.get((refers[name], value)) if name in refers and value is not None else value
        for name, value in row.items()
        if name != "id"
    }


def id_of(connection: Connection, table: str, uid: str, *, stands: bool = True) -> int | None:
    """The id of the row with a uid; None where there is none, or it does not stand any more."""
    also = " and retracted = 0" if stands else ""
    row = connection.execute(f'select id from "{table}" where uid = ?{also}', (uid,)).fetchone()
    return int(row[0]) if row else None


def uid_of(connection: Connection, table: str, row_id: int) -> str | None:
    """The uid of the row with an id."""
    row = connection.execute(f'select uid from "{table}" where id = ?', (row_id,)).fetchone()
    return str(row[0]) if row else None
