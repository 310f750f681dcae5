"""Full-text search over entries and captures. Words are quoted: no one types query syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from workshop_tui.store.engine import Connection
from workshop_tui.store.schema import SEARCHED

_LIMIT = 500


def query(alternatives: Sequence[Sequence[str]]) -> str:
    """An FTS query: all of the groups, any of each group's phrases; the last word as a prefix."""
    groups = []
    for phrases in alternatives:
        # A sign without letter or digit is not in the index and would make everything miss.
        quoted = [_quote(phrase) for phrase in phrases if any(map(str.isalnum, phrase))]
        if quoted:
            groups.append("(" + " OR ".join(quoted) + ")")
    return " AND ".join(groups)


def matching(connection: Connection, table: str, fts_query: str, limit: int = _LIMIT) -> list[int]:
    """Ids of rows of a searched table that match, best first."""
    if not fts_query:
        return []
    if table not in SEARCHED:
        raise ValueError(table)
    name = f"{table}_fts"
    rows = connection.execute(
        f"select rowid from {name} where {name} match ? order by rank limit ?",
        (fts_query, limit),
    )
    return [int(row[0]) for row in rows]


def matching_entries(connection: Connection, fts_query: str, limit: int = _LIMIT) -> list[int]:
    """Ids of entries of which the source's wording or a correction that stands matches."""
    found = matching(connection, "entry", fts_query, limit)
    corrections = matching(connection, "entry_correction", fts_query, limit)
    if corrections:
        marks = ", ".join("?" * len(corrections))
        rows = connection.execute(
            "select distinct entry_id from entry_correction "
            f"where retracted = 0 and id in ({marks})",
            corrections,
        )
        found += [int(row[0]) for row in rows]
    return list(dict.fromkeys(found))


@contextmanager
def indexed_together(connection: Connection, table: str) -> Iterator[None]:
    """Index the rows that are added meanwhile in one go, as an import of thousands needs it.

    Through the trigger each row would open the index and each statement would close it. Call it
    inside a transaction: if anything fails the whole of that goes, and the trigger stays.
    """
    trigger, name = f"{table}_ai", f"{table}_fts"
    (sql,) = connection.execute(
        "select sql from sqlite_master where type = 'trigger' and name = ?", (trigger,)
    ).fetchone()
    (last,) = connection.execute(f"select coalesce(max(id), 0) from {table}").fetchone()
    columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"pragma table_info({name})"))
    connection.execute(f"drop trigger {trigger}")
    yield
    connection.execute(
        f"insert into {name}(rowid, {columns}) select id, {columns} from {table} where id > ?",
        (last,),
    )
    connection.execute(sql)


def _quote(phrase: str) -> str:
    plain = phrase.replace("\0", " ").encode("utf-8", "replace").decode()
    return '"' + plain.replace('"', '""') + '"*'
