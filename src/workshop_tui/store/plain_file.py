"""A new, plain SQLite file made of rows that are fit to leave, and of nothing else.

It is put together in memory, so that no half-made file stands on the disk, and by the standard
library's engine: the file has nothing to do with the review's own, which is never opened here.
It holds no search tables. Their pages keep words in pieces ("swer" of "answer"), so that nobody
could tell any more whether a name stands in them; whoever wants search makes it from the texts
(``sqlite-utils enable-fts``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.problems import Problem


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        keyed: Whether its first column identifies a row.
        refers: Columns that hold what identifies a row of another table: column, table.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    keyed: bool = True
    refers: tuple[tuple[str, str], ...] = ()


VIEWS: Final = {
    "chronology": """
        SELECT e.number, e.date_text AS date, a.name AS agency, e.text, e.source,
            (SELECT count(*) FROM capture_entries c WHERE c.entry = e.uid) AS captures,
            (SELECT group_concat(d.agency || ': ' || d.account, char(10)) FROM entry_disputes d
                WHERE d.entry = e.uid) AS disputed
        FROM entries e LEFT JOIN agencies a ON a.short = e.agency
        WHERE e.excluded IS NULL ORDER BY e.number""",
    "action_plan": """
        SELECT o.label, f.label || ': ' || f.text AS finding, r.text AS recommendation, o.text,
            o.owner_agency, o.owner, o.manager, coalesce(o.due_on, o.due) AS due,
            o.expected_change, o.measure, o.brag,
            (SELECT p.noted || ': ' || p.note FROM progress p WHERE p.action = o.label
                ORDER BY p.noted DESC LIMIT 1) AS newest_progress, o.result AS evidence
        FROM outcomes o LEFT JOIN outcomes f ON f.label = o.answers
            LEFT JOIN recommendations r ON r.number = o.recommendation
        WHERE o.kind = 'action' AND o.status <> 'set aside'""",
    "outcome_evidence": """
        SELECT o.label, o.kind, o.text AS outcome, c.who, c.text AS words, e.number AS entry
        FROM evidence v JOIN outcomes o ON o.label = v.outcome
            JOIN captures c ON c.uid = v.capture
            LEFT JOIN capture_entries ce ON ce.capture = c.uid
            LEFT JOIN entries e ON e.uid = ce.entry
        ORDER BY o.label, e.number""",
    "coverage": """
        SELECT l.number, l.title, count(a.outcome) AS outcomes, group_concat(a.outcome) AS labels
        FROM lines_of_enquiry l LEFT JOIN answered_lines a ON a.line = l.number
        GROUP BY l.number, l.title ORDER BY l.number""",
}


def build(tables: Sequence[Table]) -> bytes:
    """The file's bytes.

    Raises:
        Problem: If the file cannot be made on this computer.
    """
    keyed = {table.name: table.columns[0] for table in tables if table.keyed}
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            for table in tables:
                _add(connection, table, keyed)
            for name, query in VIEWS.items():
                connection.execute(f"CREATE VIEW {name} AS {query}")
            connection.commit()
            return bytes(connection.serialize())
    except (sqlite3.Error, AttributeError) as error:
        raise Problem(f"The database cannot be made on this computer ({error}).") from None


def _add(connection: sqlite3.Connection, table: Table, keyed: dict[str, str]) -> None:
    columns = ", ".join([*_columns(table), *_references(table, keyed)])
    connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
    marks = ", ".join("?" for _ in table.columns)
    rows = (tuple(map(_storable, row)) for row in table.rows)
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)


def _columns(table: Table) -> Iterator[str]:
    for at, column in enumerate(table.columns):
        values = {type(row[at]) for row in table.rows} - {type(None)}
        kind = "INTEGER" if values == {int} else "TEXT"
        yield f'"{column}" {kind}' + (" PRIMARY KEY" if at == 0 and table.keyed else "")


def _references(table: Table, keyed: dict[str, str]) -> Iterator[str]:
    for column, other in table.refers:
        if other in keyed:
            yield f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("{keyed[other]}")'


def _storable(value: str | int | None) -> str | int | None:
    """Half a character has no place in a file of UTF-8, and a zero byte ends a text for some."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
