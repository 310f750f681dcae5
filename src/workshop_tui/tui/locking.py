"""Covering the screen of a seat that nobody is at, until its passphrase is given."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from workshop_tui.review.seat import Seat
from workshop_tui.review.settings import lock_minutes

if TYPE_CHECKING:
    from workshop_tui.tui.screens.lock import LockScreen


class Locking:
    """Whether one app's screen is covered, and when it will be.

    It is never covered by itself while an event runs: the chair looks at people, not at the
    screen, and must not be asked for a passphrase in front of them.

    Args:
        app: The app.
        seat: Its seat.
        limit: Idle seconds after which the screen is covered; 0 for never. The person's own
            setting where it is not given.
        event_runs: Whether an event runs; asked of the seat's reader where it is not given.

    Attributes:
        locked: Whether the screen is covered.
    """

    def __init__(
        self,
        app: App[Any],
        seat: Seat,
        limit: float | None = None,
        event_runs: Callable[[], bool] | None = None,
    ) -> None:
        self._app = app
        self._seat = seat
        self.limit = lock_minutes() * 60.0 if limit is None else limit
        self.locked = False
        self._event_runs = event_runs or self._reads_that_it_runs
        self._touched = _clock()

    def touched(self) -> None:
        """Somebody is here; or is it somebody else, after a long time with the lid closed?"""
        if not self._lock_if_due():
            self._touched = _clock()

    def look(self) -> None:
        """Cover the screen if nobody has been here for long enough."""
        self._lock_if_due()

    def lock(self) -> None:
        """Cover the screen now; the review goes on beneath it, what is half typed stays."""
        if not self.locked:
            self.locked = True
            self._app.use_command_palette = False
            self._app.push_screen(self._screen())

    def cover_again(self) -> None:
        """Cover the screen that has taken the place of the one that was covered."""
        if self.locked:
            self._app.push_screen(self._screen())

    def _screen(self) -> LockScreen:
        from workshop_tui.tui.screens.lock import LockScreen

        return LockScreen(self._seat, self._unlocked)

    def _unlocked(self) -> None:
        self.locked = False
        self._touched = _clock()
        self._app.use_command_palette = True

    def _lock_if_due(self) -> bool:
        if self.locked or not self.limit:
            return False
        now, then = _clock(), self._touched
        # A sleeping computer stops the one clock, a corrected one moves the other.
        idle = max(now[0] - then[0], now[1] - then[1])
        if idle < self.limit or self._event_runs():
            return False
        self.lock()
        return True

    def _reads_that_it_runs(self) -> bool:
        return any(one.started and not one.closed for one in self._seat.read.sessions())


def _clock() -> tuple[float, float]:
    return time.monotonic(), time.time()
