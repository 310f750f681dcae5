"""What somebody chose for this computer: when the screen is covered, where documents go."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.review.recent import settings_folder

LOCK_MINUTES = 10
_LONGEST = 24 * 60
_FOLDERS = "export_folders"
_MOST = 50


def lock_minutes() -> int:
    """After how many idle minutes the screen is covered; 0 for never."""
    minutes = _kept().get("lock_minutes")
    return minutes if isinstance(minutes, int) and 0 <= minutes <= _LONGEST else LOCK_MINUTES


def set_lock_minutes(minutes: int) -> None:
    """Choose after how many idle minutes the screen is covered; 0 for never.

    Raises:
        Problem: If that is no number of minutes in a day, or it cannot be kept.
    """
    if not 0 <= minutes <= _LONGEST:
        raise Problem(f"Choose from 1 to {_LONGEST} minutes, or 0 for never.")
    _keep("lock_minutes", minutes)


def export_folder(review: Path) -> Path:
    """Where documents of a review went last; a folder beside it where none went yet."""
    folders = _kept().get(_FOLDERS)
    chosen = folders.get(str(review.absolute())) if isinstance(folders, dict) else None
    if isinstance(chosen, str) and chosen:
        return Path(chosen)
    return review.absolute().with_name(f"{review.stem}-documents")


def remember_export_folder(review: Path, folder: Path) -> None:
    """Keep where documents of a review went; that this cannot be kept matters to nobody."""
    folders = _kept().get(_FOLDERS)
    folders = folders if isinstance(folders, dict) else {}
    mine = str(review.absolute())
    others = {key: value for key, value in folders.items() if key != mine}
    with contextlib.suppress(Problem):
        _keep(_FOLDERS, dict(list({mine: str(folder.absolute()), **others}.items())[:_MOST]))


def _kept() -> dict[str, Any]:
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep(name: str, value: object) -> None:
    target, whole = _file(), _kept() | {name: value}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(whole, stream)
    except OSError as error:
        raise Problem(f"{target} cannot be written: {error.strerror}.") from None


def _file() -> Path:
    return settings_folder() / "settings.json"
