"""The fourth migration: notebooks that are carried to another laptop and come back."""

from __future__ import annotations

from typing import Any

from workshop_tui.store.tables import create_table, texts


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
