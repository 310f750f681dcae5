"""Full-text search over entries and captures. Words are quoted: no one types query syntax."""

from __future__ import annotations

from collections.abc import Sequence

from workshop_tui.store.engine import Connection

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
    """Ids of entries or captures that match, best first."""
    if not fts_query:
        return []
    name = {"entry": "entry_fts", "capture": "capture_fts"}[table]
    rows = connection.execute(
        f"select rowid from {name} where {name} match ? order by rank limit ?",
        (fts_query, limit),
    )
    return [int(row[0]) for row in rows]


def _quote(phrase: str) -> str:
    plain = phrase.replace("\0", " ").encode("utf-8", "replace").decode()
    return '"' + plain.replace('"', '""') + '"*'
