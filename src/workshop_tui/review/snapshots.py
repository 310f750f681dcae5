"""Snapshots that are taken by themselves: every few minutes of an event, at its close, on leaving.

They lie in a folder beside the review, open with its passphrase, and are on the list of its copies,
so that a change of passphrase, a strike and forgetting reach them. Each is proven to open before an
older one goes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from pathlib import Path

from workshop_tui.practice.keeping import Snapshot, kept_snapshots
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.rehearsing import is_rehearsal
from workshop_tui.review.seat import Seat
from workshop_tui.review.sessions import is_running
from workshop_tui.store import journal, looking, seats
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

_ABANDONED = dt.timedelta(minutes=10)
"""After so long, one that is not there yet was being written by a process that was killed."""

EVERY = dt.timedelta(minutes=5)


def folder_of(review: Path) -> Path:
    """Where the snapshots of a review lie that are taken by themselves."""
    review = review.absolute()
    return review.with_name(f"{review.stem} snapshots")


def in_folder(review: Path) -> list[Path]:
    """The snapshots that lie there, in the order in which they were taken."""
    with contextlib.suppress(OSError):
        return sorted(folder_of(review).glob(f"*{review.suffix}"), key=lambda one: one.stem)
    return []


def take(seat: Seat, *, during_event: bool = True) -> Path | None:
    """Take a snapshot if one is due; slow, so call it in a thread of its own.

    Args:
        seat: Whose; only seats that may capture take any.
        during_event: Only where a session runs and the newest one is five minutes old; otherwise
            wherever something changed since.

    Returns:
        Where it is; None where none was due, or another seat has just taken it.

    Raises:
        Problem: If it could not be taken, or does not open: the review may be damaged.
    """
    path = seat.file.path
    if seat.role not in CAPTURERS or is_rehearsal(path):
        return None
    record = seat.run(
        "took a snapshot", ChangeClass.ADMINISTRATION, lambda tx: _claim(tx, path, during_event)
    ).result()
    if record is None:
        return None
    target = Path(record.path)
    try:
        _write(seat.file, target)
    except BaseException:
        seat.run("no snapshot", ChangeClass.ADMINISTRATION, lambda tx: tx.retract(record)).result()
        raise
    _rotate(seat, path)
    return target


def _claim(tx: Transaction, path: Path, during_event: bool) -> Snapshot | None:
    """Put a snapshot on the list before it is there: one seat takes it, and none is forgotten."""
    from workshop_tui.practice.records import Session

    at = now()
    taken = [
        one.at
        for one in _taken(tx, path)
        if Path(one.path).is_file() or _moment(at) - _moment(one.at) < _ABANDONED
    ]
    newest = max(taken, key=_moment, default=None)
    changed = journal.newest_but(tx.connection, Snapshot.TABLE)
    if newest is not None and changed is not None and _moment(changed) <= _moment(newest):
        return None
    if during_event:
        if not any(is_running(one) for one in tx.find(Session)):
            return None
        if newest is not None and _moment(at) - _moment(newest) < EVERY:
            return None
    stem = f"{path.stem} {_moment(at):%Y-%m-%d %H%M%S}"
    target, number = folder_of(path) / f"{stem}{path.suffix}", 2
    while tx.find(Snapshot, path=str(target)):
        target, number = target.with_name(f"{stem} {number}{path.suffix}"), number + 1
    return tx.add(Snapshot(path=str(target), by=tx.actor.person, at=at))


def _taken(tx: Transaction, path: Path) -> list[Snapshot]:
    """The snapshots on the list that were taken by themselves."""
    folder = folder_of(path)
    return [one for one in tx.find(Snapshot) if Path(one.path).parent == folder]


def _moment(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at)


def _write(file: ReviewFile, target: Path) -> None:
    """Write a snapshot beside its place, prove that it opens, and put it there."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        _sweep(target.parent)
        part.unlink(missing_ok=True)
        with contextlib.closing(file.connect()) as connection:
            file.copy_to(connection, part)
        copy = file.at(part)
        with contextlib.closing(copy.connect()) as inside:
            with write(inside):
                seats.empty(inside)
            inside.execute("pragma wal_checkpoint(truncate)")
        _prove(copy)
        part.replace(target)
    except OSError as error:
        raise Problem(f"No snapshot could be written: {error.strerror}.") from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                part.with_name(part.name + suffix).unlink()


def _prove(copy: ReviewFile) -> None:
    """Open a snapshot anew and look at each of its pages; the engine does it, not Python."""
    try:
        with contextlib.closing(copy.connect()) as connection:
            found = [text for (text,) in connection.execute("pragma quick_check")]
            found += [text for (text,) in connection.execute("pragma cipher_integrity_check")]
    except DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        raise Problem(
            "A snapshot was written that does not open as it should: the review or the disk may "
            "be damaged. 'workshop-tui check' says more."
        )
    if looking.contents(copy).last_seq is None:
        raise Problem("A snapshot was written that holds nothing.")


def _rotate(seat: Seat, path: Path) -> None:
    """Let snapshots go that newer ones stand for; what is not there any more leaves the list."""

    def listed(tx: Transaction) -> list[Snapshot]:
        return _taken(tx, path)

    def let_go(tx: Transaction) -> None:
        for one in gone:
            tx.retract(one)

    taken = seat.run("looked at the snapshots", ChangeClass.ADMINISTRATION, listed).result()
    keep = kept_snapshots([one.at for one in taken])
    gone = []
    for one in taken:
        with contextlib.suppress(OSError):
            if one.at not in keep:
                Path(one.path).unlink(missing_ok=True)
            if not Path(one.path).exists():
                gone.append(one)
    if gone:
        seat.run("let old snapshots go", ChangeClass.ADMINISTRATION, let_go).result()


def _sweep(folder: Path) -> None:
    """Remove what was being written when its process was killed."""
    for part in folder.glob(".*.part*"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _ABANDONED.total_seconds():
                part.unlink()
