"""Reading the combined chronology at any size: its order, positions and counts."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.practice.problems import NotFound
from workshop_tui.store.engine import Connection

DIGITS = 18
"""Longer numbers name nothing, and the database knows none."""

_EXCLUDED = "select entry_id from entry_exclusion where retracted = 0"
_COUNTS = f"retracted = 0 and id not in ({_EXCLUDED})"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands, whether it is counted or not.

    Attributes:
        id: The entry's.
        sort_key: Its place.
        ref: Its printed reference, if it has one.
        counted: Whether it is in the combined order: neither excluded nor taken back.
    """

    id: int
    sort_key: str
    ref: str | None
    counted: bool


def order(connection: Connection) -> list[int]:
    """Ids of all entries in their combined order, without excluded ones; position 0 is number 1."""
    rows = connection.execute(f"select id from entry where {_COUNTS} order by sort_key, id")
    return [int(row[0]) for row in rows]


def places(connection: Connection) -> list[Place]:
    """All entries in their order, with excluded ones and those that were taken back."""
    rows = connection.execute(
        f"select id, sort_key, ref, {_COUNTS} from entry order by sort_key, id"
    )
    return [Place(int(i), key, ref, bool(counted)) for i, key, ref, counted in rows]


def id_of(connection: Connection, column: str, value: str) -> int | None:
    """Id of the entry with a uid or a printed reference."""
    if column not in ("uid", "ref"):
        raise ValueError(column)
    row = connection.execute(
        f"select id from entry where {column} = ? and retracted = 0", (value,)
    ).fetchone()
    return int(row[0]) if row else None


def named(connection: Connection, words: str) -> int:
    """The id of the entry that a number, printed reference or uid names.

    Raises:
        NotFound: If none does.
    """
    words = words.strip()
    found = id_of(connection, "ref", words)
    if found is None and words.isdecimal() and len(words) < DIGITS:
        in_order = order(connection)
        number = int(words)
        if 1 <= number <= len(in_order):
            return in_order[number - 1]
        raise NotFound(f"There is no entry {words}: they are numbered 1 to {len(in_order)}.")
    if found is None:
        found = id_of(connection, "uid", words)
    if found is None:
        raise NotFound(f"No entry has the number, reference or uid {words!r}.")
    return found


def called(connection: Connection, entry_id: int) -> str:
    """What an entry is called: its printed reference, its number, or where it has none its uid."""
    row = connection.execute("select ref, uid from entry where id = ?", (entry_id,)).fetchone()
    if row is None:
        return "?"
    if row[0]:
        return str(row[0])
    in_order = order(connection)
    return str(in_order.index(entry_id) + 1) if entry_id in in_order else str(row[1])


def states(connection: Connection) -> dict[str, int]:
    """How many entries are open, discussed and parked."""
    rows = connection.execute(f"select state, count(*) from entry where {_COUNTS} group by state")
    return {str(state): int(count) for state, count in rows}


def key_entries(connection: Connection) -> set[int]:
    """Ids of the entries that are starred or in an episode."""
    rows = connection.execute(
        f"select id from entry where {_COUNTS} and (starred = 1 or episode_id is not null)"
    )
    return {int(row[0]) for row in rows}


def captures_per_entry(connection: Connection) -> dict[int, int]:
    """How many captures belong to each entry that has any."""
    rows = connection.execute(
        "select entry_id, count(*) from (select entry_id, id from capture where retracted = 0 "
        "and entry_id is not null union select l.entry_id, c.id from capture_entry l "
        "join capture c on c.id = l.capture_id where l.retracted = 0 and c.retracted = 0) "
        "group by entry_id"
    )
    return {int(entry): int(count) for entry, count in rows}


def captures_of_entry(connection: Connection, entry_id: int) -> list[int]:
    """Ids of the captures that belong to an entry, oldest first."""
    rows = connection.execute(
        "select id from capture where entry_id = ? and retracted = 0 union "
        "select c.id from capture_entry l join capture c on c.id = l.capture_id "
        "where l.entry_id = ? and l.retracted = 0 and c.retracted = 0 order by 1",
        (entry_id, entry_id),
    )
    return [int(row[0]) for row in rows]


def agencies_heard(connection: Connection, entry_ids: list[int]) -> set[int]:
    """Agencies whose participants were captured at any of these entries."""
    marks = ", ".join("?" * len(entry_ids))
    rows = connection.execute(
        "select distinct p.agency_id from capture c join participant p on p.id = c.who_id "
        f"where c.retracted = 0 and p.agency_id is not null and c.entry_id in ({marks})",
        entry_ids,
    )
    return {int(row[0]) for row in rows}


def source_content(connection: Connection, source_file_id: int) -> bytes:
    """The bytes of a document as its agency sent it."""
    row = connection.execute(
        "select content from source_content where source_file_id = ?", (source_file_id,)
    ).fetchone()
    return bytes(row[0]) if row else b""


def attachment_content(connection: Connection, attachment_id: int) -> bytes:
    """The bytes of a file that is kept as it came, beside the agencies' documents."""
    row = connection.execute(
        "select content from attachment_content where attachment_id = ?", (attachment_id,)
    ).fetchone()
    return bytes(row[0]) if row else b""
