"""The replay check: does the journal account for every value in every table?

The journal is walked backwards from the tables as they are: each change must find its "after"
and leaves its "before"; an added row must be found whole and goes. At the beginning nothing may
be left. Imported entries are compared by the digest that their import recorded.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from workshop_tui.practice.all_records import ALL_RECORDS
from workshop_tui.practice.records import Entry
from workshop_tui.store.engine import Connection
from workshop_tui.store.rows import columns, to_json

_Row = dict[str, Any]
_MOST = 20


def differences(connection: Connection) -> list[str]:
    """Sentences that say where tables and journal differ; empty where they agree."""
    replay = _Replay(connection)
    for table, row_uid, payload in connection.execute(
        "select table_name, row_uid, payload from journal order by seq desc"
    ):
        if payload is None:
            replay.forget(table, row_uid)
            continue
        try:
            change = json.loads(payload)
            replay.take_back(table, row_uid, change["before"], change["after"])
        except (ValueError, KeyError, TypeError, AttributeError):
            replay.unreadable(table, row_uid)
    return replay.finish()


def altered_sources(connection: Connection) -> list[str]:
    """Documents whose bytes are not those that were imported, or are missing."""
    rows = connection.execute(
        "select f.id, f.sha256, c.content from source_file f "
        "left join source_content c on c.source_file_id = f.id order by f.id"
    )
    return [
        f"the document of source file {number} is not the one that was imported"
        for number, expected, content in rows
        if content is None or hashlib.sha256(content).hexdigest() != expected
    ]


def altered_attachments(connection: Connection) -> list[str]:
    """Files kept beside the chronologies whose bytes are not those that came, or are missing."""
    rows = connection.execute(
        "select a.id, a.sha256, c.content from attachment a "
        "left join attachment_content c on c.attachment_id = a.id order by a.id"
    )
    return [
        f"attachment {number} is not the file that came"
        for number, expected, content in rows
        if content is None or hashlib.sha256(content).hexdigest() != expected
    ]


class _Replay:
    def __init__(self, connection: Connection) -> None:
        self._problems: list[str] = []
        self._unknown: set[tuple[str, str]] = set()
        self._tables: dict[str, dict[str, _Row]] = {}
        for model in ALL_RECORDS:
            names = columns(model)
            quoted = ", ".join(f'"{name}"' for name in names)
            rows = connection.execute(f'select {quoted} from "{model.TABLE}" order by id')
            found = (dict(zip(names, row, strict=True)) for row in rows)
            self._tables[model.TABLE] = {row["uid"]: row for row in found}

    def take_back(self, table: str, row_uid: str, before: _Row | None, after: _Row) -> None:
        if table == Entry.TABLE and not row_uid:
            if "refs" in after:
                self._take_back_refs(after["refs"])
            else:
                self._take_back_import(after)
            return
        rows = self._tables.get(table, {})
        row = rows.get(row_uid)
        if row is None:
            if (table, row_uid) not in self._unknown:
                self._problems.append(f"{table}: a row of the journal is missing from the table")
            return
        for name, value in after.items():
            if row.get(name) != value and (table, row_uid) not in self._unknown:
                self._problems.append(f"{table} {row['id']}: '{name}' differs from the journal")
                break
        if before is None:
            del rows[row_uid]
        else:
            row.update(before)

    def forget(self, table: str, row_uid: str) -> None:
        """A destroyed payload: what it held can no longer be compared."""
        self._unknown.add((table, row_uid))

    def unreadable(self, table: str, row_uid: str) -> None:
        """A payload that no longer is what the journal writes."""
        self._problems.append(f"{table}: an entry of the journal cannot be read")
        self._unknown.add((table, row_uid))

    def finish(self) -> list[str]:
        for table, rows in self._tables.items():
            left = [row for row in rows.values() if (table, row["uid"]) not in self._unknown]
            if left:
                self._problems.append(f"{table}: {len(left)} row(s) that the journal does not know")
        extra = len(self._problems) - _MOST
        if extra > 0:
            return [*self._problems[:_MOST], f"and {extra} more"]
        return self._problems

    def _take_back_refs(self, refs: dict[str, str]) -> None:
        by_id = {str(row["id"]): row for row in self._tables[Entry.TABLE].values()}
        for entry_id, ref in refs.items():
            row = by_id.get(entry_id)
            if row is None or row["ref"] != ref:
                self._problems.append(f"entry {entry_id}: its reference differs from the journal")
            if row is not None:
                row["ref"] = None

    def _take_back_import(self, after: _Row) -> None:
        rows = self._tables[Entry.TABLE]
        mine = [r for r in rows.values() if r["source_file_id"] == after["source_file_id"]]
        names = columns(Entry)
        digest = hashlib.sha256()
        for row in mine:
            digest.update(to_json([row[name] for name in names]).encode())
        if len(mine) != after["rows"] or digest.hexdigest() != after["digest"]:
            self._problems.append(
                f"entry: imported rows of source file {after['source_file_id']} differ from the "
                "journal"
            )
        for row in mine:
            del rows[row["uid"]]
