"""Is the file sound: pages, structure, search index, chain and replay."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.store import journal, replay, schema
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import DatabaseError


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found.

    Attributes:
        problems: Sentences about what is wrong; empty where all is well.
        entries: Journal entries that were verified.
        head: The journal's head hash.
    """

    problems: tuple[str, ...]
    entries: int
    head: str


def examine(file: ReviewFile) -> Health:
    """Check everything about a review file; changes nothing.

    Raises:
        Problem: If the file cannot be opened at all.
    """
    connection = file.connect()
    problems: list[str] = []
    entries, head = 0, ""
    try:
        answers = connection.execute("pragma integrity_check(20)").fetchall()
        problems += [f"database: {text}" for (text,) in answers if text != "ok"]
        for table, *_ in connection.execute("pragma foreign_key_check").fetchall()[:20]:
            problems.append(f"{table}: a row refers to one that does not exist")
        problems += [
            f"structure: the trigger {name} is missing"
            for name in sorted(schema.missing_triggers(connection))
        ]
        for table in (f"{searched}_fts" for searched in schema.SEARCHED):
            try:
                with write(connection):
                    connection.execute(
                        f"insert into {table}({table}, rank) values ('integrity-check', 1)"
                    )
            except DatabaseError as error:
                if "locked" in str(error):
                    problems.append("search: the index could not be checked; others are writing")
                    continue
                problems.append(
                    f"search: the index of {table.removesuffix('_fts')} differs from its texts"
                )
        broken = journal.broken_at(connection)
        if broken:
            problems.append(f"journal: broken at entry {broken[0]}: {broken[1]}")
        problems += [f"replay: {sentence}" for sentence in replay.differences(connection)]
        problems += [f"source: {sentence}" for sentence in replay.altered_sources(connection)]
        problems += [f"kept: {sentence}" for sentence in replay.altered_attachments(connection)]
        entries, head = journal.last_seq(connection), journal.head(connection)
    except DatabaseError as error:
        problems.append(f"database: {error}")
    except UnicodeDecodeError:
        problems.append("database: it holds text that nobody can have written")
    finally:
        connection.close()
    return Health(tuple(problems), entries, head)
