"""A crash says that there was one and where in the program, and nothing of the review."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SECRET = "Zephaniah Quillfeather"

BOOM = """
from workshop_tui.tui.screens.event import EventScreen
from workshop_tui.tui.desk import Desk
def boom(*given, **named):
    first, last = "Zephaniah", "Quillfeather"
    name = f"{first} {last}"
    raise RuntimeError(f"no room for {name}")
"""

PLACES = {
    "a key": BOOM + "EventScreen.action_star = boom",
    "a message": BOOM + "EventScreen.take_in = boom",
    "painting": BOOM
    + "from workshop_tui.tui.widgets.chronology_list import ChronologyList\n"
    + "EventScreen.action_star = lambda self: (setattr(ChronologyList, 'render_line', boom),\n"
    + "    self.query_one(ChronologyList).refresh())",
    "a worker": BOOM
    + "EventScreen.action_star = lambda self: (self.run_worker(lambda: boom(self), thread=True))",
    "a thread": BOOM
    + "import threading\n"
    + "EventScreen.action_star = lambda self: (threading.Thread(target=boom, args=(self,)).start(),"
    + "    self.set_timer(0.3, lambda: self.app.exit(3)))",
    "a callback of the writer": BOOM
    + "EventScreen.action_star = lambda self: (self.live.seat.event.star(self.desk.here)\n"
    + "    .add_done_callback(boom), self.set_timer(0.3, lambda: self.app.exit(3)))",
    "a forgotten task": BOOM
    + "import asyncio, gc\n"
    + "async def later(self): boom(self)\n"
    + "def star(self):\n"
    + "    asyncio.create_task(later(self))\n"
    + "    self.set_timer(0.3, lambda: (gc.collect(), self.app.exit(3)))\n"
    + "EventScreen.action_star = star",
    "something being thrown away": BOOM
    + "class Thing:\n"
    + "    __del__ = boom\n"
    + "def star(self):\n"
    + "    Thing()\n"
    + "    self.kept = Thing()\n"
    + "    self.set_timer(0.1, lambda: self.app.exit(3))\n"
    + "EventScreen.action_star = star",
    "leaving": BOOM
    + "EventScreen.action_star = lambda self: self.app.exit(3)\n"
    + "old = Seat.close\n"
    + "def close(self):\n"
    + "    self.captures.add('x').add_done_callback(boom)\n"
    + "    Thing = type('Thing', (), {'__del__': boom})\n"
    + "    Thing()\n"
    + "    import threading\n"
    + "    thread = threading.Thread(target=boom)\n"
    + "    thread.start(), thread.join()\n"
    + "    old(self)\n"
    + "Seat.close = close",
    "starting": BOOM + "Desk.load = boom",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_crash_shows_no_name(terminal: Callable[..., Any], review: Path, place: str) -> None:
    app = terminal(review, "chair", "Alex", before=PLACES[place])
    if place != "starting":
        app.in_the_room()
        app.type("s")
    code = app.end()
    written = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", app.written.decode(errors="replace"))
    assert code != 0
    for word in (*SECRET.split(), "Traceback", "locals", "no room for"):
        assert word not in written, written[-2000:]
    if code != 3:
        assert "workshop-tui had to stop because of a fault in the program" in written
        assert re.search(r"For the developers: (RuntimeError|WorkerFailed) at ", written)
