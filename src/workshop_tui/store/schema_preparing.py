"""The third migration: preparation and people, circulation, and what is kept of both."""

from __future__ import annotations

from typing import Any

from workshop_tui.store.schema_changing import changing
from workshop_tui.store.schema_running import running
from workshop_tui.store.tables import add_columns, create_table, texts

_TEXT = "text not null default ''"


def third(db: Any) -> None:
    """Everything that phase 1 records beyond the chronologies, and what a running event does."""
    _widen(db)
    _requests_and_returns(db)
    _family(db)
    _circulation(db)
    running(db)
    changing(db)
    _keeping(db)


def _widen(db: Any) -> None:
    add_columns(
        db,
        "review",
        *(f"{name} {_TEXT}" for name in ("terms", "lead_agreed_by", "independence", "conflict")),
        *(f"{name} {_TEXT}" for name in ("departures", "legal_advice", "disclosure")),
        *(f"{name} {_TEXT}" for name in ("legal_hold",)),
        "bodies text not null default '{}'",
        "lead_agreed text",
        "keep_until text",
    )
    add_columns(db, "agency", f"escalation_route {_TEXT}")
    add_columns(
        db,
        "participant",
        *(f"{name} {_TEXT}" for name in ("why", "manager", "support", "must_not_attend")),
        "notified text",
    )
    add_columns(db, "session", "participant_id integer references participant(id)")
    add_columns(db, "capture", "sheet integer", "entered text")
    create_table(db, "milestone", texts("title", "due", "done", "note"), optional=("due", "done"))
    create_table(db, "proceeding", texts("kind", "stage", "contact", "effect"))


def _requests_and_returns(db: Any) -> None:
    create_table(
        db,
        "chronology_request",
        {"agency_id": int, **texts("requested", "due", "received"), "nothing_held": int}
        | texts("note"),
        optional=("requested", "due", "received"),
        foreign={"agency_id": "agency"},
    )
    create_table(
        db,
        "attendance",
        {"session_id": int, "participant_id": int, **texts("invited", "answer", "note")}
        | {"spoken_by_id": int},
        optional=("invited", "spoken_by_id"),
        foreign={
            "session_id": "session",
            "participant_id": "participant",
            "spoken_by_id": "participant",
        },
    )
    create_table(db, "attachment", texts("name", "what", "sha256", "by", "at"))
    db.table("attachment_content").create(
        {"attachment_id": int, "content": bytes},
        pk="attachment_id",
        not_null=["content"],
        foreign_keys=[("attachment_id", "attachment", "id")],
        strict=True,
    )
    create_table(
        db,
        "preparation_return",
        {"participant_id": int, **texts("received", "how", "note"), "attachment_id": int},
        optional=("received", "attachment_id"),
        foreign={"participant_id": "participant", "attachment_id": "attachment"},
    )
    create_table(
        db,
        "return_item",
        {"return_id": int, **texts("part", "text", "date_text", "why"), "entry_id": int},
        optional=("entry_id",),
        foreign={"return_id": "preparation_return", "entry_id": "entry"},
        indexed=("entry_id",),
    )


def _family(db: Any) -> None:
    create_table(
        db,
        "family_member",
        {"identity_id": int}
        | texts("label", "relation", "asked", "answer", "reason", "safe_contact")
        | texts("interpreter", "advocate", "told", "note"),
        optional=("identity_id", "asked", "told"),
        foreign={"identity_id": "identity"},
    )
    create_table(
        db,
        "family_words",
        {"member_id": int, **texts("text", "gathered_by", "gathered", "how", "use", "in_report")},
        optional=("gathered",),
        foreign={"member_id": "family_member"},
    )
    create_table(
        db,
        "family_words_entry",
        {"words_id": int, "entry_id": int},
        foreign={"words_id": "family_words", "entry_id": "entry"},
        indexed=("entry_id",),
    )


def _circulation(db: Any) -> None:
    create_table(
        db,
        "dispatch",
        texts("what", "recipient", "sent", "by", "at", "tier", "reason", "document", "sha256")
        | texts("returned")
        | {"agency_id": int, "participant_id": int, "session_id": int, "named": int, "copy": int},
        optional=("agency_id", "participant_id", "session_id", "returned"),
        foreign={
            "agency_id": "agency",
            "participant_id": "participant",
            "session_id": "session",
        },
    )
    create_table(
        db,
        "restriction",
        texts("table_name", "row_uid", "mark", "reason", "by", "at") | {"agency_id": int},
        optional=("agency_id",),
        foreign={"agency_id": "agency"},
    )
    create_table(db, "pack_change", texts("part", "key", "changes", "reason", "by", "at"))
    create_table(
        db, "leak_override", texts("document", "kind", "words_shown", "reason", "by", "at")
    )
    create_table(db, "ordinary_word", texts("word", "by", "at"))


def _keeping(db: Any) -> None:
    create_table(db, "snapshot", texts("path", "by", "at"))
    create_table(
        db,
        "strike",
        {"capture_id": int, **texts("reason", "by", "at")},
        foreign={"capture_id": "capture"},
    )
