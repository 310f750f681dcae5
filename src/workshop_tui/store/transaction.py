"""The typed table: add, change, retract. Everything that a verb writes goes through here.

Rows are written with plain statements: through sqlite-utils each insert costs a savepoint and
two look-ups more, half of a captured line's whole budget (benchmarks/capture.py).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Entry, Record, SourceFile
from workshop_tui.store import journal, rows
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Actor, ChangeClass, How
from workshop_tui.store.rows import Fields
from workshop_tui.store.search import indexed_together

if TYPE_CHECKING:
    from workshop_tui.practice.preparing import Attachment

R = TypeVar("R", bound=Record)
_BATCH = 1000  # entries of an import that are made, digested and inserted together


def new_uid() -> str:
    """A uid that no other row of any review has; later ones sort later, to keep indexes dense."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """So many uids at one look at the clock."""
    at = f"{time.time_ns() // 1_000_000:012x}"
    digits = os.urandom(10 * count).hex()
    return [at + digits[n : n + 20] for n in range(0, len(digits), 20)]


class Transaction:
    """What a verb writes with, inside one transaction of the writer thread.

    Attributes:
        connection: For reading inside the transaction.
        actor: Who acts.
        group: Ties this verb's journal entries together.
        meaning: What the journal says was meant; a verb may say it more closely.
    """

    def __init__(
        self, connection: Connection, actor: Actor, klass: ChangeClass, meaning: str
    ) -> None:
        self.connection = connection
        self.actor = actor
        self.group = new_uid()
        self.afterwards: list[Callable[[Connection], None]] = []
        self._klass = klass
        self.meaning = meaning

    def add(self, record: R) -> R:
        """Store a new record and journal it; returns it with its id and uid."""
        record = replace(record, uid=record.uid or new_uid())
        row = rows.dump(record)
        row["id"] = self._insert(record.TABLE, row)
        self._journal(record.TABLE, record.uid, None, row)
        return replace(record, id=row["id"])

    def change(self, record: R, /, **changes: Any) -> R:
        """Change some fields of a stored record; nothing is written where nothing differs.

        Raises:
            Problem: If the fields are not as ``record`` has them: it was read before a change.
        """
        after = rows.dump_changes(changes)
        before = rows.dump_changes({name: getattr(record, name) for name in changes})
        different = [name for name in after if after[name] != before[name]]
        if not different:
            return record
        before, after = ({n: d[n] for n in different} for d in (before, after))
        self._update(record.TABLE, record.id, after, before)
        self._journal(record.TABLE, record.uid, before, after)
        return replace(record, **changes)

    def retract(self, record: R) -> R:
        """Take a record out of every list; it stays in the file and can come back."""
        return self.change(record, retracted=True)

    def note(self, record: Record) -> None:
        """Journal something in which no row changes: that a copy left, that the key is another.

        Args:
            record: A stored record to which the note hangs: replay and undo know it.
        """
        self._journal(record.TABLE, record.uid, {}, {})

    def note_change(
        self, table: str, row_uid: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        """Journal a change that was made to a row in another way than through this class."""
        self._journal(table, row_uid, before, after)

    def import_entries(
        self, source: SourceFile, content: bytes, entries: Iterable[Entry | Fields]
    ) -> int:
        """Store a document and its entries as one journal entry with a digest of the rows.

        Args:
            source: Its record, not yet stored.
            content: The document's bytes as they came.
            entries: The entries or, by the thousand, their fields; without source_file_id.

        Returns:
            How many entries were stored.
        """
        source = replace(source, uid=source.uid or new_uid())
        source_id = self._insert(SourceFile.TABLE, rows.dump(source))
        self.connection.execute("insert into source_content values (?, ?)", (source_id, content))
        digest, stored = hashlib.sha256(), 0
        with indexed_together(self.connection, Entry.TABLE):
            for batch in self._rows_of(source_id, entries):
                digest.update("".join(map(rows.to_json, batch)).encode())
                self.connection.executemany(_insert_entry(), batch)
                stored += len(batch)
        self._update(
            SourceFile.TABLE, source_id, {"digest": digest.hexdigest()}, {"digest": source.digest}
        )
        after = rows.dump(replace(source, digest=digest.hexdigest())) | {"id": source_id}
        self._journal(SourceFile.TABLE, source.uid, None, after)
        self._journal(
            Entry.TABLE,
            "",
            None,
            {"source_file_id": source_id, "rows": stored, "digest": digest.hexdigest()},
        )
        return stored

    def place_entries(self, entries: Iterable[Entry]) -> None:
        """Store entries that keep their ids and uids, without a document, as one journal entry.

        The file may hold no other entries without a document: the check compares them all.

        Args:
            entries: In the order of their ids.
        """
        values, digest, stored = rows.values_of(Entry), hashlib.sha256(), 0
        left = iter(entries)
        with indexed_together(self.connection, Entry.TABLE):
            while batch := [values(entry) for entry in islice(left, _BATCH)]:
                digest.update("".join(map(rows.to_json, batch)).encode())
                self.connection.executemany(_insert_entry(), batch)
                stored += len(batch)
        after = {"source_file_id": None, "rows": stored, "digest": digest.hexdigest()}
        self._journal(Entry.TABLE, "", None, after)

    def rest_later(self) -> None:
        """Let rows refer to rows that are stored later in this transaction."""
        self.connection.execute("pragma defer_foreign_keys = on")

    def attach(self, attachment: Attachment, content: bytes) -> Attachment:
        """Keep a file as it came; the journal holds its digest, and the check compares the bytes.

        Args:
            attachment: Its record, not yet stored; the digest is filled in here.
            content: The file's bytes.
        """
        added = self.add(replace(attachment, sha256=hashlib.sha256(content).hexdigest()))
        self.connection.execute("insert into attachment_content values (?, ?)", (added.id, content))
        return added

    def freeze_refs(self, refs: Mapping[int, str]) -> None:
        """Give entries their printed references, as one journal entry however many they are.

        Args:
            refs: By entry id; none of these may have a reference yet.
        """
        if not refs:
            return
        # One statement: the full-text index closes its book after each.
        cursor = self.connection.execute(
            "update entry set ref = given.value from json_each(?) given "
            "where entry.id = cast(given.key as integer) and entry.ref is null",
            (rows.to_json({str(entry_id): ref for entry_id, ref in refs.items()}),),
        )
        if cursor.rowcount != len(refs):
            raise Problem("The chronology was changed since it was read. Please try again.")
        self._journal(
            Entry.TABLE, "", {"refs": {}}, {"refs": {str(i): ref for i, ref in refs.items()}}
        )

    def _rows_of(
        self, source_id: int, entries: Iterable[Entry | Fields]
    ) -> Iterator[list[list[Any]]]:
        """The entries as rows with id, uid and document, in batches."""
        names = rows.columns(Entry)
        at_id, at_uid, at_source = (names.index(n) for n in ("id", "uid", "source_file_id"))
        values, left = rows.values_of(Entry), iter(entries)
        (last,) = self.connection.execute("select coalesce(max(id), 0) from entry").fetchone()
        while batch := [values(entry) for entry in islice(left, _BATCH)]:
            for row, uid in zip(batch, new_uids(len(batch)), strict=True):
                last += 1
                row[at_id], row[at_uid], row[at_source] = last, row[at_uid] or uid, source_id
            yield batch

    def find(
        self,
        model: type[R],
        *,
        order: str = "id",
        retracted: bool | None = False,
        **equal: Any,
    ) -> list[R]:
        """Records as they stand inside this transaction; see ``rows.find``."""
        return rows.find(self.connection, model, order=order, retracted=retracted, **equal)

    def get(self, model: type[R], row_id: int) -> R:
        """One record by id, retracted or not.

        Raises:
            NotFound: If there is none.
        """
        found = self.find(model, retracted=None, id=row_id)
        if not found:
            raise NotFound(f"There is no such {model.TABLE.replace('_', ' ')}.")
        return found[0]

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        sql = f'insert into "{table}" ({names}) values ({", ".join("?" * len(row))})'
        return int(self.connection.execute(sql, tuple(row.values())).lastrowid)

    def _update(
        self, table: str, row_id: int, changes: dict[str, Any], before: dict[str, Any]
    ) -> None:
        assignments = ", ".join(f'"{name}" = ?' for name in changes)
        unchanged = " and ".join(f'"{name}" is ?' for name in before)
        cursor = self.connection.execute(
            f'update "{table}" set {assignments} where id = ? and {unchanged}',
            (*changes.values(), row_id, *before.values()),
        )
        if cursor.rowcount != 1:
            raise Problem(
                f"This {table.replace('_', ' ')} was changed since it was read. Please try again."
            )

    def _journal(
        self,
        table: str,
        row_uid: str,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
        how: How = How.DO,
        of: str | None = None,
    ) -> None:
        journal.append(
            self.connection,
            self.actor,
            self._klass,
            self.meaning,
            table,
            row_uid,
            self.group,
            before,
            after,
            how,
            of,
        )


@cache
def _insert_entry() -> str:
    """The statement that inserts an entry."""
    names = rows.columns(Entry)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"insert into entry({quoted}) values ({', '.join('?' * len(names))})"
