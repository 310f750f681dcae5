"""Another passphrase for a file: a copy under the new key takes the file's place in one step.

Killed at any moment, the old passphrase opens it or the new one does. The old file is never
written to; a connection that another process still had would see that its file is gone.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.store.alone import alone
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection, DatabaseError
from workshop_tui.store.guards import refuse_unsafe_place


def refuse_plain(file: ReviewFile) -> None:
    """Refuse a file that has no passphrase.

    Raises:
        Problem: If the file is not encrypted.
    """
    if not file.encrypted:
        raise Problem(
            f"{file.path.name} is not encrypted, so it has no passphrase to change. An encrypted "
            "review is made with 'workshop-tui new'."
        )


def rekey(file: ReviewFile, key: str, note: Callable[[Connection], None]) -> ReviewFile:
    """Put a file under another key, while nobody is in it.

    Args:
        file: An encrypted review.
        key: Of ``connection.new_raw_key``.
        note: Writes what was done into the file's journal, in the same step.

    Returns:
        The file under its new key.

    Raises:
        Problem: InUse; or if there is no room, or the file is damaged. The file is as it was.
    """
    refuse_plain(file)
    refuse_unsafe_place(file.path)
    path = file.path.resolve()
    part = path.with_name(f".{path.name}.new-key")
    try:
        with alone(file) as connection:
            _remove(part)  # of an attempt that was killed; we alone have the review now
            file.copy_to(connection, part)
            _put_under(file.at(part), key, note)
            if os.name == "nt":  # an open file cannot be replaced there
                connection.close()
            part.replace(path)
        sync_folder(path.parent)
    except (DatabaseError, OSError) as error:
        raise Problem(
            f"{file.path.name} could not be put under another passphrase ({error}). "
            "It opens with the one that it had."
        ) from None
    finally:
        _remove(part)
    return ReviewFile(file.path, key)


def _put_under(part: ReviewFile, key: str, note: Callable[[Connection], None]) -> None:
    """Change the key of a copy that nobody knows, and make sure that it holds everything."""
    with alone(part) as copy:
        copy.execute(f"pragma rekey = \"x'{key}'\"")
        with write(copy):
            note(copy)
    with alone(ReviewFile(part.path, key)) as copy:
        answers = [text for (text,) in copy.execute("pragma cipher_integrity_check")]
        answers += [text for (text,) in copy.execute("pragma quick_check") if text != "ok"]
    if answers:
        raise Problem(
            f"{part.path.name} could not be written as it should be. The review is as it was; "
            "'workshop-tui check' says whether it is sound."
        )
    with part.path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _remove(part: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            part.with_name(part.name + suffix).unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename outlast a power cut, where folders can be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
