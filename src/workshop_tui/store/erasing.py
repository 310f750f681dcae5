"""Files taken out of the world as far as a program can: overwritten, then deleted."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.store.connection import ReviewFile

_CHUNK = 1 << 20
HONESTLY = (
    "Overwriting reaches what the disk keeps at that place. A solid-state disk, a file system "
    "that keeps earlier states, and every backup may hold older copies still: have those deleted "
    "as well, by whoever looks after them."
)


def review_uid(file: ReviewFile) -> str:
    """Which review a file holds, whatever its schema; "" where it holds none.

    Raises:
        Problem: If it cannot be opened.
    """
    connection = file.connect()
    try:
        row = connection.execute("select uid from review limit 1").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""


def erase(path: Path) -> None:
    """Overwrite a review file and the files beside it, and delete them.

    Raises:
        Problem: If that cannot be done; the file may be there still.
    """
    path = path.resolve()
    try:
        for suffix in ("-wal", "-shm", "-journal", ""):
            _erase_one(path.with_name(path.name + suffix))
    except OSError as error:
        raise Problem(f"{path} could not be deleted: {error.strerror}.") from None


def _erase_one(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        with path.open("rb+") as stream:
            left = stream.seek(0, os.SEEK_END)
            stream.seek(0)
            while left > 0:
                left -= stream.write(os.urandom(min(_CHUNK, left)))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
