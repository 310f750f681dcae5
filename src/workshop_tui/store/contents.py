"""Every text that a review file holds, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop_tui.store.engine import Connection


@dataclass(frozen=True, slots=True)
class Place:
    """A text and where it stands.

    Attributes:
        table, column: Where.
        row: The row's number in its table.
    """

    table: str
    column: str
    row: int
    text: str


def every_text(connection: Connection) -> Iterator[Place]:
    """All texts of all tables, those of the journal, of seats and of drafts included.

    Not the words of the search index, which come from the tables, and not the files that agencies
    sent, which are no texts.
    """
    for table in _tables(connection):
        columns = text_columns(connection, table)
        if not columns:
            continue
        quoted = ", ".join(f'"{name}"' for name in columns)
        for row, *values in connection.execute(f'select rowid, {quoted} from "{table}"'):
            for column, value in zip(columns, values, strict=True):
                if value:
                    yield Place(table, column, int(row), str(value))


def text_columns(connection: Connection, table: str) -> list[str]:
    """The columns of a table that hold text."""
    columns = connection.execute(f'pragma table_info("{table}")').fetchall()
    return [name for _, name, kind, *_ in columns if kind == "TEXT"]


def _tables(connection: Connection) -> list[str]:
    """The tables that hold something of their own: not the index, not the engine's."""
    return [
        name
        for schema, name, kind, *_ in connection.execute("pragma table_list").fetchall()
        if schema == "main" and kind == "table" and not name.startswith("sqlite_")
    ]
