"""Showing a folder in the system's own file manager, without a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def opener() -> str | None:
    """The program that shows a folder; None where there is none, as on a computer without screen.

    On Windows it is the system itself ("").
    """
    if os.name == "nt":
        return ""
    if sys.platform == "darwin":
        return shutil.which("open")
    # Without a screen of its own it would take over the terminal.
    seen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if seen else None


def open_folder(folder: Path) -> bool:
    """Show a folder; False where that cannot be done here."""
    program = opener()
    try:
        if sys.platform == "win32":
            os.startfile(folder)
            return True
        if not program:
            return False
        subprocess.Popen(
            [program, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
