"""The tables of a running event: clock, room, read-back, challenge, wellbeing."""

from __future__ import annotations

from typing import Any

from workshop_tui.store.tables import add_columns, create_table, texts

_TEXT = "text not null default ''"
_COUNT = "integer not null default 0"


def running(db: Any) -> None:
    """Part of the third migration."""
    add_columns(db, "session", "since text", f"spent {_COUNT}", f"adjourned {_TEXT}")
    add_columns(db, "session", f"reopened {_TEXT}")
    add_columns(db, "agenda_step", f"spent {_COUNT}", f"extra {_COUNT}", f"state {_TEXT}")
    add_columns(db, "episode", f"minutes {_COUNT}", f"spent {_COUNT}", f"rating {_TEXT}")
    add_columns(db, "attendance", f"present {_TEXT}")
    add_columns(db, "capture", "corrects_id integer references capture(id)")
    add_columns(
        db,
        "outcome",
        *(f"{name} {_TEXT}" for name in ("route", "acknowledged_by", "result", "manager")),
        *(f"{name} text" for name in ("acknowledged", "resolved", "read_back")),
    )
    create_table(
        db,
        "perspective_depth",
        {"capture_id": int, **texts("saw", "knew", "thought", "did", "known_then", "known_now")}
        | texts("wording")
        | {"named": int},
        foreign={"capture_id": "capture"},
    )
    create_table(
        db,
        "room_wording",
        {"entry_id": int, **texts("text", "by", "at")},
        foreign={"entry_id": "entry"},
    )
    create_table(
        db,
        "room_slide",
        {"session_id": int, **texts("shows", "text", "about")},
        foreign={"session_id": "session"},
    )
    create_table(
        db,
        "position",
        {"outcome_id": int, "agency_id": int, **texts("stance", "words", "by", "at")},
        foreign={"outcome_id": "outcome", "agency_id": "agency"},
    )
    create_table(db, "came_back", texts("table_name", "row_uid", "by", "at"))
    create_table(
        db,
        "challenge",
        texts("text", "by", "at", "table_name", "row_uid", "answer", "answered_by", "answered"),
        optional=("answered",),
    )
    create_table(
        db,
        "welfare_note",
        {"session_id": int, **texts("text", "by", "at", "follows_up"), "done": int},
        foreign={"session_id": "session"},
    )
