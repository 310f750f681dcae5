"""Making tables: what every migration of the schema is written with."""

from __future__ import annotations

from typing import Any

CONTENTS = ("source_content", "attachment_content")
"""Tables that hold files as they came; their rows are no records and go with their record."""

_RECORD = {"id": int, "uid": str, "retracted": int}


def texts(*names: str) -> dict[str, type]:
    """Columns of text."""
    return dict.fromkeys(names, str)


def create_table(
    db: Any,
    table: str,
    columns: dict[str, type],
    *,
    optional: tuple[str, ...] = (),
    foreign: dict[str, str] | None = None,
    indexed: tuple[str, ...] = (),
) -> None:
    """Make a STRICT table of records; whatever is not optional is NOT NULL.

    Only what is looked up is indexed: each index is one more page to encrypt and sync for every
    captured line.
    """
    everything = {**_RECORD, **columns}
    db.table(table).create(
        everything,
        pk="id",
        not_null=[name for name in everything if name != "id" and name not in optional],
        foreign_keys=[(column, other, "id") for column, other in (foreign or {}).items()],
        strict=True,
    )
    db.table(table).create_index(["uid"], unique=True)
    for column in indexed:
        db.table(table).create_index([column])


def make_searchable(db: Any, table: str, *columns: str) -> None:
    """Index some columns of a table for full-text search, kept by triggers."""
    tokens = "porter unicode61 remove_diacritics 2"
    db.table(table).enable_fts(list(columns), create_triggers=True, tokenize=tokens)
    name = f"{table}_fts"
    # Deleted words must not stay in the index: erasure is a promise of later parts.
    db.execute(f"insert into {name}({name}, rank) values ('secure-delete', 1)")


def add_columns(db: Any, table: str, *declarations: str) -> None:
    """Give a table further columns, plainly: sqlite-utils would make the whole table anew."""
    for declaration in declarations:
        db.execute(f'alter table "{table}" add column {declaration}')
