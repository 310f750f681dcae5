"""The journal: every change, in the same transaction as the change itself.

One mechanism for saving, undo, audit and live seats. An entry's hash covers its metadata, the
hash before, and SHA-256(salt + payload), not the payload: a payload can be destroyed later
(strike, forget) and the chain still verifies.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workshop_tui.store.engine import Connection, garbled
from workshop_tui.store.rows import to_json

FORMAT = 1
_GENESIS = bytes(32)
_SALT = 16


class ChangeClass(StrEnum):
    """What a change is about; only content is undone."""

    CONTENT = "content"
    NAVIGATION = "navigation"
    ADMINISTRATION = "administration"


class How(StrEnum):
    """Whether a change was made, undone or made again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the seat ("note-taker: Jo") and the person in it."""

    seat: str
    person: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal, as seats follow it.

    Attributes:
        seq: Position in the journal, from 1.
        table, row_uid: The row that changed; row_uid is "" where many did (an import).
        group: Ties together what one verb did.
        how, of: An undo or redo names the group that it undid or did again.
        payload: JSON with "before" and "after" (None once destroyed).
    """

    seq: int
    at: str
    seat: str
    person: str
    klass: ChangeClass
    meaning: str
    table: str
    row_uid: str
    group: str
    how: How
    of: str | None
    payload: str | None

    @property
    def before(self) -> dict[str, Any] | None:
        """Columns before the change; None for an added row."""
        value = json.loads(self.payload or "{}").get("before")
        return value if isinstance(value, dict) else None

    @property
    def after(self) -> dict[str, Any] | None:
        """Columns after the change."""
        value = json.loads(self.payload or "{}").get("after")
        return value if isinstance(value, dict) else None


_COLUMNS = "seq, at, seat, person, class, meaning, table_name, row_uid, grp, how, of, payload"


def now() -> str:
    """The time of writing: ISO 8601 with the local zone, to the millisecond."""
    return dt.datetime.now().astimezone().isoformat(timespec="milliseconds")


def append(
    connection: Connection,
    actor: Actor,
    klass: ChangeClass,
    meaning: str,
    table: str,
    row_uid: str,
    group: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    how: How = How.DO,
    of: str | None = None,
) -> int:
    """Add an entry; call it inside the transaction of the change.

    Args:
        meaning: What was meant, in words that hold no content and no name.

    Returns:
        Its sequence number.
    """
    last = connection.execute("select seq, hash from journal order by seq desc limit 1").fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, _GENESIS)
    salt = os.urandom(_SALT)
    payload = to_json({"before": before, "after": after})
    digest = _digest(salt, payload)
    meta = (now(), actor.seat, actor.person, klass.value, meaning, table, row_uid, group, how.value)
    connection.execute(
        "insert into journal(seq, at, seat, person, class, meaning, table_name, row_uid, grp, how, "
        "of, format, salt, payload, digest, hash) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            seq,
            *meta,
            of,
            FORMAT,
            salt,
            payload,
            digest,
            _chain(seq, (*meta, of), FORMAT, previous, digest),
        ),
    )
    return seq


def since(connection: Connection, seq: int, limit: int = 10_000) -> list[Change]:
    """Changes after a sequence number, oldest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from journal where seq > ? order by seq limit ?",
        (seq, limit),
    )
    return _changes(rows)


def last_of(connection: Connection, table: str, row_uid: str) -> int:
    """Sequence number of a row's newest change; 0 where it was never changed."""
    row = connection.execute(
        "select max(seq) from journal where table_name = ? and row_uid = ?", (table, row_uid)
    ).fetchone()
    return int(row[0] or 0)


def newest_but(connection: Connection, table: str) -> str | None:
    """When something was last changed that is not of a table; None where nothing ever was."""
    row = connection.execute(
        "select at from journal where table_name <> ? order by seq desc limit 1", (table,)
    ).fetchone()
    return str(row[0]) if row else None


def of_group(connection: Connection, group: str) -> list[Change]:
    """What one verb changed, oldest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from journal where grp = ? order by seq",
        (group,),
    )
    return _changes(rows)


def newest_of(connection: Connection, table: str, row_uid: str) -> Change | None:
    """A row's newest change; None where it was never changed."""
    row = connection.execute(
        f"select {_COLUMNS} from journal where table_name = ? and row_uid = ? "
        "order by seq desc limit 1",
        (table, row_uid),
    ).fetchone()
    return _change(row) if row else None


def of_row(connection: Connection, table: str, row_uid: str) -> list[Change]:
    """What was done to a row, oldest first."""
    rows = connection.execute(
        f"select {_COLUMNS} from journal where table_name = ? and row_uid = ? order by seq",
        (table, row_uid),
    )
    return [_change(row) for row in rows]


def hash_at(connection: Connection, seq: int) -> str:
    """Hash of an entry as hex; "" where there is none."""
    row = connection.execute("select hash from journal where seq = ?", (seq,)).fetchone()
    return bytes(row[0]).hex() if row else ""


def last_seq(connection: Connection) -> int:
    """Sequence number of the newest entry; 0 where there is none."""
    row = connection.execute("select max(seq) from journal").fetchone()
    return int(row[0] or 0)


def head(connection: Connection) -> str:
    """Hash of the newest entry as hex; printed in every export, so that a cut tail shows."""
    row = connection.execute("select hash from journal order by seq desc limit 1").fetchone()
    return bytes(row[0]).hex() if row else _GENESIS.hex()


def seq_of(connection: Connection, head_hash: str) -> int:
    """The position of the entry with a hash; 0 where the journal has none."""
    row = connection.execute(
        "select seq from journal where hash = ?", (bytes.fromhex(head_hash),)
    ).fetchone()
    return int(row[0]) if row else 0


def broken_at(connection: Connection) -> tuple[int, str] | None:
    """The first entry at which the chain does not hold, with the reason; None where all holds."""
    previous, expected = _GENESIS, 1
    rows = connection.execute(
        "select seq, at, seat, person, class, meaning, table_name, row_uid, grp, how, of, format, "
        "salt, payload, digest, hash from journal order by seq"
    )
    for seq, *meta, of, form, salt, payload, digest, stored in rows:
        if seq != expected:
            return expected, "an entry is missing"
        if payload is not None and (len(salt) != _SALT or _digest(salt, payload) != digest):
            return seq, "its content was altered"
        if _chain(seq, (*meta, of), form, previous, digest) != stored:
            return seq, "its record was altered"
        previous, expected = stored, seq + 1
    return None


def _digest(salt: bytes, payload: str) -> bytes:
    return hashlib.sha256(salt + payload.encode()).digest()


def _chain(
    seq: int, meta: tuple[str | None, ...], form: int, previous: bytes, digest: bytes
) -> bytes:
    covered = to_json([seq, form, *meta]).encode()
    return hashlib.sha256(previous + digest + covered).digest()


def _changes(rows: Iterable[tuple[Any, ...]]) -> list[Change]:
    try:
        return [_change(row) for row in rows]
    except (ValueError, TypeError):
        raise garbled("journal") from None


def _change(row: tuple[Any, ...]) -> Change:
    seq, at, seat, person, klass, meaning, table, row_uid, group, how, of, payload = row
    return Change(
        seq,
        at,
        seat,
        person,
        ChangeClass(klass),
        meaning,
        table,
        row_uid,
        group,
        How(how),
        of,
        payload,
    )
