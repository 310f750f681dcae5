"""Destroying words: out of rows, the journal's payloads, drafts, the index, the log, free pages.

Everything else in this program adds. What is destroyed here leaves a hole that can be seen: the
row stays, the journal's entries stay with their hashes, and the chain still verifies, because a
hash covers a payload only through its salted digest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from workshop_tui.store.engine import Connection, DatabaseError
from workshop_tui.store.transaction import Transaction

_GUARD = "journal_no_update"
_SHORT = 12  # characters; shorter words are found only where they are all that there is
_ATTEMPTS = 5


def holds(text: str, words: Collection[str]) -> bool:
    """Whether a text holds any of these words: within it, or, where they are short, as a whole."""
    whole = text.strip()
    return any(one == whole or (len(one) >= _SHORT and one in text) for one in words)


def wordings(connection: Connection, table: str, row_uid: str, column: str) -> list[str]:
    """Everything that a column of a row ever held, as far as row and journal still know."""
    rows = connection.execute(f'select "{column}" from "{table}" where uid = ?', (row_uid,))
    found = [row[0] for row in rows]
    for (payload,) in connection.execute(
        "select payload from journal where table_name = ? and row_uid = ? and payload is not null",
        (table, row_uid),
    ):
        change = json.loads(payload)
        found += [(change[side] or {}).get(column) for side in ("before", "after")]
    return list(dict.fromkeys(text.strip() for text in found if text and text.strip()))


def overwrite(tx: Transaction, table: str, row_uid: str, values: Mapping[str, Any]) -> None:
    """Put other values into a row, and destroy what the journal holds of the row until now.

    The journal tells the new values and not the old ones: the change cannot be undone.
    """
    destroy_payloads(tx.connection, table, row_uid)
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    tx.connection.execute(
        f'update "{table}" set {assignments} where uid = ?', (*values.values(), row_uid)
    )
    tx.note_change(table, row_uid, {}, dict(values))


def destroy_payloads(
    connection: Connection, table: str, row_uid: str, words: Collection[str] | None = None
) -> None:
    """Destroy the journal's payloads of a row: all, or those that hold any of these words."""
    doomed = [
        seq
        for seq, payload in connection.execute(
            "select seq, payload from journal "
            "where table_name = ? and row_uid = ? and payload is not null",
            (table, row_uid),
        ).fetchall()
        if words is None or any(holds(text, words) for text in _strings(json.loads(payload)))
    ]
    with _open_journal(connection):
        connection.executemany(
            "update journal set payload = null where seq = ?", [(seq,) for seq in doomed]
        )


def resting_texts(connection: Connection, table: str, row_id: int) -> list[tuple[str, str]]:
    """Rows of other tables that say more about a row, as table and uid.

    They are found by the keys that the file declares, so that a table added later is not missed.
    """
    references = connection.execute(
        'select m.name, f."from" from sqlite_master m, pragma_foreign_key_list(m.name) f '
        'where m.type = \'table\' and f."table" = ? and m.name <> f."table"',
        (table,),
    ).fetchall()
    return [
        (other, uid)
        for other, column in references
        for (uid,) in connection.execute(
            f'select uid from "{other}" where "{column}" = ?', (row_id,)
        )
    ]


def drop_drafts(connection: Connection, slots: Collection[str], words: Collection[str]) -> None:
    """Drop the half-typed texts that belong to a row, or hold any of these words."""
    for seat, slot, text in connection.execute("select seat, slot, text from draft").fetchall():
        if slot in slots or holds(text, words):
            connection.execute("delete from draft where seat = ? and slot = ?", (seat, slot))


def scrub(connection: Connection) -> bool:
    """Write the file anew without its free pages, and empty the log; outside any transaction.

    Returns:
        False where that could not be done now, because others are reading or the disk is full.
    """
    try:
        connection.execute("vacuum")
        for _ in range(_ATTEMPTS):
            busy, _, _ = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
            if not busy:
                return True
    except DatabaseError:
        return False
    return False


@contextmanager
def _open_journal(connection: Connection) -> Iterator[None]:
    """Let the journal be changed; nobody else can, for this is inside a write transaction."""
    (guard,) = connection.execute(
        "select sql from sqlite_master where type = 'trigger' and name = ?", (_GUARD,)
    ).fetchone()
    connection.execute(f"drop trigger {_GUARD}")
    yield
    connection.execute(guard)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
