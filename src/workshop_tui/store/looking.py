"""What can be read of a file that may be damaged; the file itself is never written to."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture, Review
from workshop_tui.store import seats
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection, DatabaseError
from workshop_tui.store.seats import SeatRow

_PREFIX = ".workshop-tui-look-"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds, as far as it can be read; None where it cannot.

    Attributes:
        uid: Of the review.
        last_seq, newest: Number and time of the newest change (ISO 8601 with zone).
        captures: Uid, id and time of each of its captures.
        sitting: Who is alive in it.
    """

    uid: str | None = None
    last_seq: int | None = None
    newest: str | None = None
    captures: frozenset[tuple[str, int, str]] | None = None
    sitting: tuple[SeatRow, ...] = ()


def contents(file: ReviewFile) -> Contents:
    """Read what can be read.

    Raises:
        Problem: If it cannot be opened at all.
    """
    with contextlib.closing(file.connect()) as connection:
        uid = _one(connection, f"select uid from {Review.TABLE} limit 1")
        last = _one(connection, "select seq from journal order by seq desc limit 1")
        newest = _one(connection, "select at from journal order by seq desc limit 1")
        captures: frozenset[tuple[str, int, str]] | None = None
        with contextlib.suppress(DatabaseError, UnicodeDecodeError):
            found = connection.execute(f"select uid, id, at from {Capture.TABLE}").fetchall()
            captures = frozenset(found)
        sitting: tuple[SeatRow, ...] = ()
        with contextlib.suppress(DatabaseError, ValueError):
            sitting = tuple(row for row in seats.all_seats(connection) if row.live)
        return Contents(uid, last, newest, captures, sitting)


def _one(connection: Connection, sql: str) -> Any:
    try:
        row = connection.execute(sql).fetchone()
    except (DatabaseError, UnicodeDecodeError):
        return None
    return row[0] if row else None


@contextlib.contextmanager
def aside(path: Path, beside: Path | None = None) -> Iterator[Path]:
    """A copy of a file and its log, in a folder that only its owner can enter, for a while.

    Opening a review moves its log into it: nobody may do that to a damaged one.

    Args:
        path: The file.
        beside: The file beside which the copy lies; else it lies beside the file itself.

    Raises:
        Problem: If there is no room for it there.
    """
    folder = (beside or path).absolute().parent
    sweep(folder)
    try:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    except OSError as error:
        raise Problem(f"There is no room to look at {path.name}: {error.strerror}.") from None
    try:
        copy_with_log(path, made / path.name)
        yield made / path.name
    except OSError as error:
        raise Problem(f"{path.name} cannot be read: {error.strerror}.") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a look that was killed left behind."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)


def copy_with_log(path: Path, target: Path) -> None:
    """Copy a file as it lies, and the log beside it, to where only its owner can read."""
    real = path.resolve()
    for suffix in ("", "-wal"):
        source = real.with_name(real.name + suffix)
        if suffix and not source.exists():
            continue
        made = target.with_name(target.name + suffix)
        made.touch(0o600, exist_ok=False)
        shutil.copyfile(source, made)
