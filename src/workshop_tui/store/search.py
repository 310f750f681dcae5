"""Full-text search over entries and captures. Words are quoted: no one types query syntax."""

from __future__ import annotations

from collections.abc import Sequence

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


def _quote(phrase: str) -> str:
    plain = phrase.replace("\0", " ").encode("utf-8", "replace").decode()
    return '"' + plain.replace('"', '""') + '"*'
