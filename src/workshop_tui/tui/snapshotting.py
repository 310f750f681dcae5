"""Snapshots while the app runs: in a thread of their own, so that no key waits for them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from workshop_tui.practice.problems import Problem

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

LOOK_SECONDS = 60.0
"""How often it is looked whether one is due."""


class Snapshotting:
    """Takes the snapshots of one app's seat.

    Args:
        seat: The seat.
        say: Puts a sentence into the notice line, from any thread.
    """

    def __init__(self, seat: Seat, say: Callable[[str], object]) -> None:
        self._seat = seat
        self._say = say
        self._thread: threading.Thread | None = None
        self._said = ""

    def look(self) -> None:
        """Take one if an event runs and the newest is old enough."""
        self._begin(during_event=True)

    def closed(self) -> None:
        """A session was closed: take one now."""
        self._begin(during_event=False)

    def leave(self) -> None:
        """The person leaves: take one if something changed; waits for it."""
        from workshop_tui.review import snapshots

        if self._thread is not None:
            self._thread.join()
        with contextlib.suppress(Problem):
            snapshots.take(self._seat, during_event=False)

    def _begin(self, *, during_event: bool) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(
                target=self._take, args=(during_event,), name="snapshot", daemon=True
            )
            self._thread.start()

    def _take(self, during_event: bool) -> None:
        from workshop_tui.review import snapshots

        try:
            snapshots.take(self._seat, during_event=during_event)
            self._said = ""
        except Problem as problem:
            if str(problem) != self._said:  # once is enough
                self._said = str(problem)
                self._say(self._said)
