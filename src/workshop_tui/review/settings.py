"""What somebody chose for this computer: after how many idle minutes the screen is covered."""

from __future__ import annotations

import json
import os
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.review.recent import settings_folder

LOCK_MINUTES = 10
_LONGEST = 24 * 60


def lock_minutes() -> int:
    """After how many idle minutes the screen is covered; 0 for never."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return LOCK_MINUTES
    minutes = kept.get("lock_minutes") if isinstance(kept, dict) else None
    return minutes if isinstance(minutes, int) and 0 <= minutes <= _LONGEST else LOCK_MINUTES


def set_lock_minutes(minutes: int) -> None:
    """Choose after how many idle minutes the screen is covered; 0 for never.

    Raises:
        Problem: If that is no number of minutes in a day, or it cannot be kept.
    """
    if not 0 <= minutes <= _LONGEST:
        raise Problem(f"Choose from 1 to {_LONGEST} minutes, or 0 for never.")
    target = _file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"lock_minutes": minutes}, stream)
    except OSError as error:
        raise Problem(f"{target} cannot be written: {error.strerror}.") from None


def _file() -> Path:
    return settings_folder() / "settings.json"
