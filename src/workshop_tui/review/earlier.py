"""A copy of a review as it is before a newer version brings its format up to date."""

from __future__ import annotations

import contextlib
from pathlib import Path

from workshop_tui.practice.keeping import Snapshot
from workshop_tui.practice.problems import Problem
from workshop_tui.store import schema
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Actor, ChangeClass, now
from workshop_tui.store.transaction import Transaction


def keep_earlier(file: ReviewFile, connection: Connection) -> Path | None:
    """Copy a review of an earlier format beside it; nobody brings it up to date meanwhile.

    Args:
        file: The review.
        connection: To it.

    Returns:
        Where the copy is; None where there is nothing to copy, or another seat has just done so.

    Raises:
        Problem: If it cannot be written: the review then stays as it is.
    """
    path = file.path
    target = path.with_name(f"{path.stem} before format {schema.SCHEMA_VERSION}{path.suffix}")
    part = path.with_name(f".{target.name}.part")
    with write(connection):
        if schema.version(connection) == 0 or schema.is_current(connection) or target.exists():
            return None
        try:
            part.unlink(missing_ok=True)
            with contextlib.closing(file.connect()) as reader:
                file.copy_to(reader, part)
            part.replace(target)
        except (Problem, OSError) as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise Problem(
                f"{path.name} is of an earlier format. Before it is brought up to date a copy is "
                f"kept beside it, and that could not be written ({error}). Nothing was changed."
            ) from None
    return target


def remember_earlier(connection: Connection, copy: Path, person: str) -> None:
    """Put that copy on the list of copies, once the review is up to date."""
    with write(connection):
        meaning = "kept a copy before a newer format"
        actor = Actor("workshop-tui", person)
        tx = Transaction(connection, actor, ChangeClass.ADMINISTRATION, meaning)
        tx.add(Snapshot(path=str(copy.absolute()), by=person, at=now()))
