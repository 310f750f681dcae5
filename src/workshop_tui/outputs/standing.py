"""Documents that lie in a folder already: the newest of a name, and whether it says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from workshop_tui.outputs.sameness import same

_LARGEST: Final = 100_000_000  # bytes; nothing that is sent here is as large


def newest(folder: Path, stem: str, suffix: str) -> Path | None:
    """The newest file of a name ("stem.docx", "stem-1.docx" …), or None."""
    pattern = re.compile(rf"{re.escape(stem)}(?:-(\d{{1,5}}))?{re.escape(suffix)}")
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return None
    found = [(int(m[1] or 0), m[0]) for m in map(pattern.fullmatch, names) if m]
    return folder / max(found)[1] if found else None


def says(path: Path, content: bytes) -> bytes | None:
    """The bytes of a file that says the same as ``content``; None if it does not."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        lies = path.read_bytes()
    except OSError:
        return None
    return lies if same(lies, content) else None
