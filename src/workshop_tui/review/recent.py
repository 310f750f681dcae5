"""Which reviews were opened lately on this computer, and where the demo goes.

Only paths are remembered, in the person's own settings folder.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from workshop_tui.store.connection import SUFFIX

_MOST = 8


def recent_reviews() -> list[Path]:
    """Reviews opened lately that still exist, newest first."""
    try:
        kept = json.loads(_settings().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    paths = [Path(item) for item in kept if isinstance(item, str)] if isinstance(kept, list) else []
    return [path for path in paths if path.is_file()][:_MOST]


def remember(path: Path) -> None:
    """Put a review at the head of the list; that this cannot be kept matters to nobody."""
    path = path.absolute()
    paths = [path, *(p for p in recent_reviews() if p != path)][:_MOST]
    target = _settings()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps([str(p) for p in paths]), encoding="utf-8")
        target.chmod(0o600)
    except OSError:
        return


def demo_path(folder: Path | None) -> Path:
    """A path for a fresh demo review that does not exist yet."""
    folder = folder or Path.home() / "workshop-tui-demo"
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while (path := folder / f"demo{'' if number == 1 else f'-{number}'}{SUFFIX}").exists():
        number += 1
    return path


def _settings() -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return base / "workshop-tui" / "recent.json"
