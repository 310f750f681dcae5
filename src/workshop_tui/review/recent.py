"""Which reviews were opened lately on this computer, and where the demo goes.

Only paths are remembered, and the day on which keeping a review is to be looked at again, in the
person's own settings folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.store.connection import SUFFIX

_MOST = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """A review that was opened lately.

    Attributes:
        path: Where it is.
        keep_until: The day on which keeping it is looked at again, as it stood when it was opened.
    """

    path: Path
    keep_until: str | None = None


def recent_reviews() -> list[Recent]:
    """Reviews opened lately that still exist, newest first."""
    try:
        kept = json.loads(_settings().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    found = map(_recent, kept) if isinstance(kept, list) else ()
    return [one for one in found if one is not None and one.path.is_file()][:_MOST]


def remember(path: Path, keep_until: str | None = None) -> None:
    """Put a review at the head of the list; that this cannot be kept matters to nobody."""
    path = path.absolute()
    _write([Recent(path, keep_until), *(one for one in recent_reviews() if one.path != path)])


def forget(path: Path) -> None:
    """Take a review off the list."""
    path = path.absolute()
    _write([one for one in recent_reviews() if one.path != path])


def _recent(item: object) -> Recent | None:
    """One item of the list; earlier versions kept the path alone."""
    if isinstance(item, str):
        return Recent(Path(item))
    if not isinstance(item, dict) or not isinstance(item.get("path"), str):
        return None
    keep_until = item.get("keep_until")
    return Recent(Path(item["path"]), keep_until if isinstance(keep_until, str) else None)


def _write(kept: Sequence[Recent]) -> None:
    items = [{"path": str(one.path), "keep_until": one.keep_until} for one in kept[:_MOST]]
    target = _settings()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(items, stream)


def demo_path(folder: Path | None) -> Path:
    """A path for a fresh demo review that does not exist yet."""
    folder = folder or Path.home() / "workshop-tui-demo"
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / f"demo{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path


def _settings() -> Path:
    return settings_folder() / "recent.json"


def settings_folder() -> Path:
    """Where this person's own settings are kept on this computer."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return base / "workshop-tui"
