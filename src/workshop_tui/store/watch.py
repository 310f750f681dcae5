"""Following the file: what any seat committed reaches this one within a moment."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable

from workshop_tui.store import journal
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.guards import FileGone
from workshop_tui.store.journal import Change

POLL_SECONDS = 0.032
_LOOK_SECONDS = 1.0
_MOST = 10_000


class Watch:
    """A thread that reads the journal whenever the file's data version moves.

    Args:
        file: The review file.
        after: Changes after this sequence number are reported.
        on_changes: Called in the watch's thread with new changes, oldest first; an empty list
            says that something outside the journal moved (seats, drafts).
        on_trouble: Called once a second while the file is gone or cannot be read.
    """

    def __init__(
        self,
        file: ReviewFile,
        after: int,
        on_changes: Callable[[list[Change]], None],
        on_trouble: Callable[[Exception], None],
        interval: float = POLL_SECONDS,
    ) -> None:
        self._file = file
        self._last = after
        self._on_changes = on_changes
        self._on_trouble = on_trouble
        self._interval = interval
        # A bare lock: waiting on an Event costs three times as much, forty times a second.
        self._poked = threading.Lock()
        self._poked.acquire()
        self._stop = False
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def poke(self) -> None:
        """Look at once: this seat has just committed."""
        self._wake()

    def close(self) -> None:
        """Stop following."""
        self._stop = True
        self._wake()
        if self._thread.is_alive():
            self._thread.join(5)

    def _reason(self, error: Exception) -> Exception:
        """Why the file does not answer: that it is gone says more than that it cannot be read."""
        try:
            self._file.identity.check()
        except FileGone as gone:
            return gone
        return error

    def _wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # it is awake already
            self._poked.release()

    def _run(self) -> None:
        try:
            connection = self._file.connect()
        except Exception as error:  # noqa: BLE001 - reported, the thread has nobody to raise to
            self._on_trouble(self._reason(error))
            return
        # execute + fetchone on a kept cursor: this runs forty times a second.
        cursor = connection.cursor()
        seen, looked = -1, time.monotonic()
        while not self._stop:
            try:
                version = cursor.execute("pragma data_version").fetchone()[0]
                if version != seen:
                    changes = journal.since(connection, self._last, _MOST)
                    if len(changes) < _MOST:  # else there is more: read on at the next poll
                        seen = version
                    if changes:
                        self._last = changes[-1].seq
                    self._on_changes(changes)
                moment = time.monotonic()
                if moment - looked >= _LOOK_SECONDS:
                    looked = moment
                    self._file.identity.check()
            except Exception as error:  # noqa: BLE001 - reported, and tried again
                if not self._stop:
                    self._on_trouble(error)
                    time.sleep(_LOOK_SECONDS)
            self._poked.acquire(timeout=self._interval)
        connection.close()
