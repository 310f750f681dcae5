"""The tables of phases 3 and 4 and of sharing."""

from __future__ import annotations

from typing import Any

from workshop_tui.store.tables import add_columns, create_table, texts

_TEXT = "text not null default ''"


def changing(db: Any) -> None:
    """Part of the third migration."""
    add_columns(db, "review", f"plan_owner {_TEXT}", f"plan_through {_TEXT}", "plan_agreed text")
    add_columns(db, "line_of_enquiry", f"answer {_TEXT}")
    _recommendations(db)
    add_columns(
        db,
        "outcome",
        *(f"{name} {_TEXT}" for name in ("prevalence", "question", "shared_with", "shared_how")),
        "due_on text",
        "owner_agency_id integer references agency(id)",
        "recommendation_id integer references recommendation(id)",
    )
    _plan(db)
    _monitoring(db)


def _recommendations(db: Any) -> None:
    create_table(db, "recommendation", {"number": int, **texts("text", "note")})
    create_table(
        db,
        "recommendation_finding",
        {"recommendation_id": int, "outcome_id": int},
        foreign={"recommendation_id": "recommendation", "outcome_id": "outcome"},
    )
    create_table(
        db,
        "consideration",
        {"recommendation_id": int, **texts("body", "sent", "considered", "decision", "reason")},
        optional=("sent", "considered"),
        foreign={"recommendation_id": "recommendation"},
    )


def _plan(db: Any) -> None:
    create_table(
        db,
        "action_milestone",
        {"outcome_id": int, **texts("title", "due", "done")},
        optional=("due", "done"),
        foreign={"outcome_id": "outcome"},
    )
    create_table(
        db,
        "progress",
        {"outcome_id": int, **texts("noted", "note", "brag", "source", "by", "at")},
        foreign={"outcome_id": "outcome"},
    )
    create_table(
        db,
        "comment",
        {"outcome_id": int, "participant_id": int, **texts("text", "received", "reply")},
        optional=("received",),
        foreign={"outcome_id": "outcome", "participant_id": "participant"},
    )
    create_table(db, "narrative", texts("section", "text"))


def _monitoring(db: Any) -> None:
    create_table(db, "indicator", texts("title", "unit", "baseline", "target", "note"))
    create_table(
        db,
        "indicator_reading",
        {"indicator_id": int, **texts("read", "value", "note")},
        foreign={"indicator_id": "indicator"},
    )
    create_table(
        db,
        "indicator_action",
        {"indicator_id": int, "outcome_id": int},
        foreign={"indicator_id": "indicator", "outcome_id": "outcome"},
    )
    create_table(
        db,
        "audit",
        texts("title", "kind", "held", "auditor", "rating", "evidence", "difference"),
        optional=("held",),
    )
    create_table(
        db,
        "audit_action",
        {"audit_id": int, "outcome_id": int},
        foreign={"audit_id": "audit", "outcome_id": "outcome"},
    )
    create_table(
        db,
        "due_check",
        {**texts("title", "due", "done", "result"), "outcome_id": int},
        optional=("due", "done", "outcome_id"),
        foreign={"outcome_id": "outcome"},
    )
    create_table(
        db,
        "publication",
        texts("kind", "title", "place", "planned", "signed_by", "signed", "published", "note"),
        optional=("planned", "signed", "published"),
    )
    create_table(
        db,
        "document_version",
        {
            "number": int,
            **texts("tier", "content", "journal_head", "by", "at", "documents"),
            **texts("agreed_by", "agreed"),
        },
        optional=("agreed",),
    )
