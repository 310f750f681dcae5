"""The schema, as migrations: each is written once and never changed after a release.

A migration does not use the records of today, since they will have moved on when it runs.
"""

from __future__ import annotations

from typing import Any

from workshop_tui.store.connection import APPLICATION_ID, NewerReview, write
from workshop_tui.store.engine import Connection, database
from workshop_tui.store.tables import create_table, make_searchable, texts

SCHEMA_VERSION = 4
SEARCHED = ("entry", "capture", "entry_correction")
TRIGGERS = frozenset(
    {f"{table}_{suffix}" for table in SEARCHED for suffix in ("ai", "ad", "au")}
    | {"journal_no_update", "journal_no_delete"}
)


def version(connection: Connection) -> int:
    """Schema version of an open file; 0 for an empty one."""
    return int(connection.execute("pragma user_version").fetchone()[0])


def is_current(connection: Connection) -> bool:
    """Whether the file can be used as it is.

    Raises:
        NewerReview: If a newer version of workshop-tui made it.
    """
    found = version(connection)
    if found > SCHEMA_VERSION:
        raise NewerReview(
            "This review was made by a newer version of workshop-tui "
            f"(format {found}; this one knows {SCHEMA_VERSION}). "
            "Please install the newer version; nothing was changed."
        )
    return found == SCHEMA_VERSION


def migrate(connection: Connection) -> None:
    """Bring the schema up to date in one transaction; safe when several seats start together."""
    if is_current(connection):
        return
    db = database(connection)
    with write(connection):
        if is_current(connection):
            return
        _migrations().apply(db)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {SCHEMA_VERSION}")


def missing_triggers(connection: Connection) -> set[str]:
    """Triggers that the schema needs and the file lacks (a transform drops them silently)."""
    rows = connection.execute("select name from sqlite_master where type = 'trigger'").fetchall()
    return set(TRIGGERS - {name for (name,) in rows})


def _migrations() -> Any:
    from sqlite_utils import Migrations

    from workshop_tui.store.schema_carrying import fourth
    from workshop_tui.store.schema_preparing import third

    migrations = Migrations("workshop_tui")
    migrations(name="first")(_first)
    migrations(name="second")(_second)
    migrations(name="third")(third)
    migrations(name="fourth")(fourth)
    return migrations


def _first(db: Any) -> None:
    create_table(
        db,
        "review",
        texts("reference", "title", "lead", "trigger", "reason", "requested_by", "summary")
        | texts("period_from", "period_to", "child_born")
        | {"register_confirmed": int},
        optional=("period_from", "period_to", "child_born"),
    )
    create_table(db, "agency", texts("name", "short", "kind", "contact"))
    create_table(
        db,
        "identity",
        texts("kind", "name", "pseudonym", "aliases", "note"),
    )
    create_table(
        db,
        "participant",
        {
            "code": str,
            "role": str,
            "agency_id": int,
            "identity_id": int,
            "level": str,
            "attending": int,
            "speaks_for": str,
            "note": str,
        },
        optional=("agency_id", "identity_id"),
        foreign={"agency_id": "agency", "identity_id": "identity"},
    )
    create_table(db, "line_of_enquiry", {"number": int, "title": str, "question": str})
    create_table(
        db,
        "source_file",
        {
            "name": str,
            "agency_id": int,
            "sha256": str,
            "digest": str,
            "imported": str,
            "columns": str,
        },
        foreign={"agency_id": "agency"},
    )
    db.table("source_content").create(
        {"source_file_id": int, "content": bytes},
        pk="source_file_id",
        not_null=["content"],
        foreign_keys=[("source_file_id", "source_file", "id")],
        strict=True,
    )
    create_table(
        db,
        "episode",
        {"number": int, "title": str, "starts": str, "ends": str},
        optional=("starts", "ends"),
    )
    _create_entry(db)
    _create_event(db)
    _create_outcomes(db)
    create_table(
        db,
        "mention",
        {
            "table_name": str,
            "row_uid": str,
            "field_name": str,
            "start": int,
            "end": int,
            "identity_id": int,
        },
        optional=("identity_id",),
        foreign={"identity_id": "identity"},
    )
    _create_journal(db)
    _create_seats(db)
    _create_search(db)


def _create_entry(db: Any) -> None:
    optional = ("source_file_id", "ref", "earliest", "latest", "time", "date_note", "end_text")
    create_table(
        db,
        "entry",
        {
            "agency_id": int,
            "text": str,
            "source_file_id": int,
            "sort_key": str,
            "ref": str,
            "date_text": str,
            "earliest": str,
            "latest": str,
            "time": str,
            "date_note": str,
            "end_text": str,
            "source": str,
            "fields": str,
            "flags": str,
            "origin_kind": str,
            "origin_table": str,
            "origin_row": int,
            "episode_id": int,
            "starred": int,
            "state": str,
        },
        optional=(*optional, "episode_id"),
        foreign={"agency_id": "agency", "source_file_id": "source_file", "episode_id": "episode"},
    )
    db.table("entry").create_index(["sort_key", "id"])


def _create_event(db: Any) -> None:
    create_table(
        db,
        "session",
        {
            "kind": str,
            "title": str,
            "date": str,
            "place": str,
            "starts": str,
            "entry_id": int,
            "step_id": int,
            "curtain": int,
            "started": str,
            "closed": str,
        },
        optional=("date", "entry_id", "step_id", "started", "closed"),
        foreign={"entry_id": "entry"},
    )
    create_table(
        db,
        "agenda_step",
        {
            "session_id": int,
            "position": int,
            "slug": str,
            "title": str,
            "minutes": int,
            "say": str,
            "do": str,
            "record": str,
        },
        foreign={"session_id": "session"},
    )
    create_table(
        db,
        "capture",
        {
            "kind": str,
            "line": str,
            "text": str,
            "at": str,
            "seat": str,
            "by": str,
            "session_id": int,
            "entry_id": int,
            "who_id": int,
            "who_open": int,
            "themes": str,
            "known": str,
            "episode_id": int,
            "step_id": int,
            "checker": str,
            "due": str,
            "variant_of": int,
        },
        optional=("session_id", "entry_id", "who_id", "episode_id", "step_id", "due", "variant_of"),
        foreign={
            "session_id": "session",
            "entry_id": "entry",
            "who_id": "participant",
            "episode_id": "episode",
            "step_id": "agenda_step",
            "variant_of": "capture",
        },
        indexed=("entry_id",),
    )
    create_table(
        db,
        "capture_entry",
        {"capture_id": int, "entry_id": int},
        foreign={"capture_id": "capture", "entry_id": "entry"},
        indexed=("capture_id", "entry_id"),
    )


def _create_outcomes(db: Any) -> None:
    create_table(
        db,
        "outcome",
        texts("kind", "text", "at", "status", "why", "still_current", "owner", "expected_change")
        | texts("measure", "unsafe_now", "told", "due", "themes")
        | {"position": int, "finding_id": int},
        optional=("finding_id",),
        foreign={"finding_id": "outcome"},
    )
    create_table(
        db,
        "evidence",
        {"outcome_id": int, "capture_id": int},
        foreign={"outcome_id": "outcome", "capture_id": "capture"},
    )
    create_table(
        db,
        "outcome_enquiry",
        {"outcome_id": int, "line_id": int},
        foreign={"outcome_id": "outcome", "line_id": "line_of_enquiry"},
    )


def _create_journal(db: Any) -> None:
    columns = texts(
        *("at", "seat", "person", "class", "meaning"),
        *("table_name", "row_uid", "grp", "how", "of"),
    )
    db.table("journal").create(
        {
            "seq": int,
            **columns,
            "format": int,
            "salt": bytes,
            "payload": str,
            "digest": bytes,
            "hash": bytes,
        },
        pk="seq",
        not_null=[*(set(columns) - {"of"}), "format", "salt", "digest", "hash"],
        strict=True,
    )
    db.table("journal").create_index(["seat", "class", "seq", "grp", "how", "of"])
    for verb in ("update", "delete"):
        db.execute(
            f"create trigger journal_no_{verb} before {verb} on journal "
            "begin select raise(abort, 'the journal is only ever added to'); end"
        )


def _create_seats(db: Any) -> None:
    db.table("seat").create(
        {
            "uid": str,
            "name": str,
            "role": str,
            "joined": str,
            "lease_until": float,
            "host": str,
            "pid": int,
            "entry_id": int,
            "handed_by": str,
        },
        pk="uid",
        not_null=["name", "role", "joined", "lease_until", "host", "pid"],
        strict=True,
    )
    db.table("draft").create(
        {"seat": str, "slot": str, "text": str, "context": str, "updated": str},
        pk=("seat", "slot"),
        not_null=["text", "context", "updated"],
        strict=True,
    )


def _create_search(db: Any) -> None:
    make_searchable(db, "entry", "text", "source", "fields")
    make_searchable(db, "capture", "text")


def _second(db: Any) -> None:
    """What stands beside the chronology: corrections, disputes, exclusions, links, circulation."""
    create_table(
        db,
        "entry_addition",
        {"entry_id": int, **texts("by", "at", "reason")},
        foreign={"entry_id": "entry"},
    )
    create_table(
        db,
        "entry_correction",
        {
            "entry_id": int,
            **texts("text", "date_text", "by", "at", "earliest", "latest", "time", "date_note"),
            **texts("end_text", "source", "fields", "reason"),
            "source_file_id": int,
            "origin_table": str,
            "origin_row": int,
        },
        optional=("earliest", "latest", "time", "date_note", "end_text", "source_file_id"),
        foreign={"entry_id": "entry", "source_file_id": "source_file"},
    )
    create_table(
        db,
        "entry_dispute",
        {"entry_id": int, "agency_id": int, **texts("account", "by", "at")},
        foreign={"entry_id": "entry", "agency_id": "agency"},
    )
    create_table(
        db,
        "entry_exclusion",
        {"entry_id": int, **texts("reason", "by", "at"), "source_file_id": int},
        optional=("source_file_id",),
        foreign={"entry_id": "entry", "source_file_id": "source_file"},
    )
    create_table(
        db,
        "same_event",
        {"entry_id": int, "other_id": int, **texts("decision", "by", "at")},
        foreign={"entry_id": "entry", "other_id": "entry"},
    )
    create_table(db, "circulation", texts("label", "sent_to", "by", "at") | {"entries": int})
    create_table(
        db,
        "column_memory",
        {"agency_id": int, **texts("headers", "columns", "at")},
        foreign={"agency_id": "agency"},
    )
    # Plainly, for a foreign key added through sqlite-utils would make the whole table anew.
    db.execute("alter table source_file add column replaces_id integer references source_file(id)")
    make_searchable(db, "entry_correction", "text", "source", "fields")
