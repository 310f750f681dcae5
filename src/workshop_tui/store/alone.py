"""Having a review file to oneself: what changes the whole file is done while nobody is in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import ROLE_LABELS
from workshop_tui.store import schema, seats
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection, OperationalError


class InUse(Problem):
    """Somebody is in the review, or another program has it open."""


@contextmanager
def alone(file: ReviewFile) -> Iterator[Connection]:
    """The only connection that there is, until the end of the block; nobody else can come in.

    Inside, the file is complete by itself, without a write-ahead log beside it. What another
    process would write is not lost but refused: it sees that the file is locked, or gone.

    Raises:
        InUse: With the names of those who are in it.
    """
    connection = file.connect()
    try:
        schema.migrate(connection)
        refuse_company(connection, file)
        connection.execute("pragma busy_timeout = 500")
        connection.execute("pragma locking_mode = exclusive")
        try:
            connection.execute("pragma journal_mode = delete").fetchone()
            connection.execute("begin exclusive")
            connection.execute("commit")
        except OperationalError:
            raise InUse(
                f"Another program has {file.path.name} open. Close every window in which it is "
                "open and try again; nothing was changed."
            ) from None
        refuse_company(connection, file)
        yield connection
    finally:
        connection.close()


def refuse_company(connection: Connection, file: ReviewFile) -> None:
    """Refuse while anybody sits in the review.

    Raises:
        InUse: With their names and seats.
    """
    sitting = [row for row in seats.all_seats(connection) if row.live]
    if sitting:
        who = ", ".join(f"{row.name} ({ROLE_LABELS[row.role]})" for row in sitting)
        raise InUse(
            f"{who} {'is' if len(sitting) == 1 else 'are'} in {file.path.name}. This is done "
            "while nobody is: ask them to leave it, then try again. Nothing was changed."
        )
