"""What the first screen does not load: it is on the way of every start."""

from __future__ import annotations

import subprocess
import sys


def test_the_event_screen_loads_neither_documents_nor_the_leak_check() -> None:
    code = (
        "import sys\n"
        "import workshop_tui.tui.app, workshop_tui.tui.screens.event\n"
        "from workshop_tui.review.seat import Seat\n"
        "print(*sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    late = ("outputs", "privacy.leaks", "privacy.finished", "intake", "review.exporting")
    assert "workshop_tui.tui.screens.event" in loaded
    assert not loaded & {f"workshop_tui.{name}" for name in late}
    assert not loaded & {"pydantic", "sqlite_utils", "docx", "typst", "pikepdf", "icalendar"}
