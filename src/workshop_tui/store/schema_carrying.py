"""The fourth migration: notebooks that come back, versions made drafts again, decisions."""

from __future__ import annotations

from typing import Any

from workshop_tui.store.tables import add_columns, create_table, texts


def fourth(db: Any) -> None:
    """What was handed out, to whom, and how much of it came back."""
    create_table(
        db,
        "notebook",
        texts("name", "role", "by", "made", "path", "opened", "began_head", "taken_head")
        | texts("came_back")
        | {"pseudonyms": int, "here": int, "began": int, "taken": int, "clock_off": int},
        optional=("opened", "came_back"),
    )
    add_columns(
        db,
        "document_version",
        *(f"{name} text not null default ''" for name in ("reopened_by", "reopen_reason")),
        "reopened text",
    )
    create_table(db, "leak_decision", texts("words", "kind", "reason", "by", "at"))
