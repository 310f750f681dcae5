"""Who sits where: leases that a living seat renews, and half-typed drafts.

Neither is journaled: they say what is so at this moment, and change several times a minute.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import time
from dataclasses import dataclass

from workshop_tui.practice.roles import Role
from workshop_tui.store import journal
from workshop_tui.store.engine import Connection

LEASE_SECONDS = 12.0
RENEW_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as the file knows it.

    Attributes:
        uid: The seat's own name ("note-taker: Jo"); its undo and drafts hang on it.
        lease_until: Unix time until which it counts as alive.
        entry_id: The entry that it looks at, or None.
        handed_by: For a chair's seat that is being handed over: who offers it.
    """

    uid: str
    name: str
    role: Role
    joined: str
    lease_until: float
    host: str
    pid: int
    entry_id: int | None
    handed_by: str | None

    @property
    def live(self) -> bool:
        """Whether its lease runs and, on this machine, its process still exists."""
        if self.lease_until < time.time():
            return False
        return self.host != socket.gethostname() or _process_exists(self.pid)

    @property
    def here(self) -> bool:
        """Whether this process sits in it."""
        return self.host == socket.gethostname() and self.pid == os.getpid()


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed text: seat, slot ("line"), text, and the context it was begun in (JSON)."""

    seat: str
    slot: str
    text: str
    context: str
    updated: str


def all_seats(connection: Connection) -> list[SeatRow]:
    """Every seat that ever joined and did not leave, newest first."""
    rows = connection.execute(
        "select uid, name, role, joined, lease_until, host, pid, entry_id, handed_by from seat "
        "order by joined desc"
    )
    return [SeatRow(row[0], row[1], Role(row[2]), *row[3:]) for row in rows]


def take(connection: Connection, uid: str, name: str, role: Role) -> None:
    """Enter a seat with a fresh lease."""
    connection.execute(
        "insert into seat(uid, name, role, joined, lease_until, host, pid) values (?,?,?,?,?,?,?) "
        "on conflict(uid) do update set name = excluded.name, role = excluded.role, "
        "joined = excluded.joined, lease_until = excluded.lease_until, host = excluded.host, "
        "pid = excluded.pid, handed_by = null",
        (
            uid,
            name,
            role.value,
            journal.now(),
            time.time() + LEASE_SECONDS,
            socket.gethostname(),
            os.getpid(),
        ),
    )


def renew(connection: Connection, uid: str, entry_id: int | None) -> bool:
    """Renew a lease; False where the seat was taken by another process meanwhile."""
    cursor = connection.execute(
        "update seat set lease_until = ?, entry_id = ? where uid = ? and pid = ? and host = ?",
        (time.time() + LEASE_SECONDS, entry_id, uid, os.getpid(), socket.gethostname()),
    )
    return bool(cursor.rowcount)


def leave(connection: Connection, uid: str) -> None:
    """Leave a seat in good order; its draft stays."""
    connection.execute(
        "delete from seat where uid = ? and pid = ? and host = ?",
        (uid, os.getpid(), socket.gethostname()),
    )


def remove(connection: Connection, uid: str) -> None:
    """Put out a seat whose process is gone."""
    connection.execute("delete from seat where uid = ?", (uid,))


def empty(connection: Connection) -> None:
    """Let nobody sit anywhere, as in a copy."""
    connection.execute("delete from seat")


def offer(connection: Connection, uid: str, by: str | None) -> None:
    """Mark the chair's seat as being handed over (or no longer)."""
    connection.execute("update seat set handed_by = ? where uid = ?", (by, uid))


def put_draft(connection: Connection, seat: str, slot: str, text: str, context: str) -> None:
    """Keep a half-typed text; an empty one is removed."""
    text = text.encode("utf-8", "replace").decode()
    if not text:
        clear_draft(connection, seat, slot)
        return
    connection.execute(
        "insert into draft(seat, slot, text, context, updated) values (?,?,?,?,?) "
        "on conflict(seat, slot) do update set text = excluded.text, context = excluded.context, "
        "updated = excluded.updated",
        (seat, slot, text, context, journal.now()),
    )


def move_drafts(connection: Connection, old: str, new: str) -> None:
    """Carry half-typed texts into another seat; what was kept there before is put aside."""
    connection.execute(
        "update or ignore draft set seat = seat || ' (earlier)' "
        "where seat = ? and slot in (select slot from draft where seat = ?)",
        (new, old),
    )
    connection.execute("update or ignore draft set seat = ? where seat = ?", (new, old))


def touch_drafts(connection: Connection, seat: str) -> None:
    """Write a seat's drafts anew, so that a full commit has something to carry to the disk.

    SQLite writes no page where nothing differs, and then syncs nothing: hence the microseconds.
    """
    moment = dt.datetime.now().astimezone().isoformat(timespec="microseconds")
    connection.execute("update draft set updated = ? where seat = ?", (moment, seat))


def clear_draft(connection: Connection, seat: str, slot: str) -> None:
    """Remove a draft that became a capture or was let go."""
    connection.execute("delete from draft where seat = ? and slot = ?", (seat, slot))


def clear_drafts(connection: Connection) -> None:
    """Remove every half-typed text, as in a copy that nobody typed into."""
    connection.execute("delete from draft")


def drafts(connection: Connection) -> list[Draft]:
    """All half-typed texts, oldest first."""
    rows = connection.execute(
        "select seat, slot, text, context, updated from draft order by updated"
    )
    return [Draft(*row) for row in rows]


def _process_exists(pid: int) -> bool:
    import psutil

    return bool(psutil.pid_exists(pid))
