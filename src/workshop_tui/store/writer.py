"""One thread owns the write connection; the screen never waits for a disk.

Jobs run in the order given, each in a transaction of its own. Half-typed text comes through a
mailbox in which the newest wins, and is written as fast as the disk allows.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from workshop_tui.store import schema, seats
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection, DatabaseError

T = TypeVar("T")

_COVER_SECONDS = 1.0


class Writer:
    """The writer of one seat.

    Args:
        file: The review file.
        seat: The seat's uid, under which drafts are kept.
        on_commit: Called in the writer's thread after each commit.
        on_trouble: Called in the writer's thread when a draft could not be kept.
    """

    def __init__(
        self,
        file: ReviewFile,
        seat: str,
        on_commit: Callable[[], None] | None = None,
        on_trouble: Callable[[Exception], None] | None = None,
    ) -> None:
        self._file = file
        self.seat = seat
        self._on_commit = on_commit or (lambda: None)
        self._on_trouble = on_trouble or (lambda _: None)
        self._wake = threading.Condition()
        self._jobs: deque[tuple[Callable[[Connection], Any], Future[Any], bool]] = deque()
        self._box: dict[str, tuple[str, str]] = {}
        self._uncovered: float | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._started = False

    def submit(self, job: Callable[[Connection], T], *, full: bool = True) -> Future[T]:
        """Run a job in a transaction; the future is done when the commit is on disk."""
        future: Future[T] = Future()
        with self._wake:
            if self._closing:
                future.set_exception(RuntimeError("the writer is closed"))
                return future
            self._jobs.append((job, future, full))
            self._start()
            self._wake.notify()
        return future

    def put_draft(self, slot: str, text: str, context: str) -> None:
        """Keep a half-typed text; returns at once."""
        with self._wake:
            self._box[slot] = (text, context)
            self._start()
            self._wake.notify()

    def drop_draft(self, slot: str) -> None:
        """Forget a draft that has not been written yet: its text is about to be captured."""
        with self._wake:
            self._box.pop(slot, None)

    def close(self, timeout: float = 30.0) -> None:
        """Finish everything that was given, then stop."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._started:
            self._thread.join(timeout)

    def _start(self) -> None:
        if not self._started:
            self._started = True
            self._thread.start()

    def _run(self) -> None:
        connection: Connection | None = None
        try:
            while (work := self._next()) is not None:
                try:
                    if connection is None:
                        connection = self._file.connect()
                        schema.migrate(connection)
                    self._do(connection, work)
                except Exception as error:  # noqa: BLE001 - handed to whoever waits
                    self._fail(work, error)
        finally:
            if connection is not None:
                connection.close()

    def _next(self) -> Any:
        """The next job, the mailbox, or a reminder to cover drafts; None at the end."""
        with self._wake:
            while True:
                if self._jobs:
                    return self._jobs.popleft()
                if self._box:
                    box, self._box = self._box, {}
                    return box
                if self._uncovered is not None:
                    wait = self._uncovered + _COVER_SECONDS - time.monotonic()
                    if wait <= 0 or self._closing:
                        return "cover"
                    self._wake.wait(wait)
                elif self._closing:
                    return None
                else:
                    self._wake.wait()

    def _do(self, connection: Connection, work: Any) -> None:
        if isinstance(work, tuple):
            job, future, full = work
            with write(connection, full=full):
                result = job(connection)
            # A file renamed or deleted under us would go on taking commits into nothing.
            self._file.identity.check()
            if full:
                self._uncovered = None
            self._on_commit()
            future.set_result(result)
        elif isinstance(work, dict):
            with write(connection, full=False):
                for slot, (text, context) in work.items():
                    seats.put_draft(connection, self.seat, slot, text, context)
            self._file.identity.check()
            self._uncovered = self._uncovered or time.monotonic()
        else:
            self._uncovered = None
            with write(connection):
                connection.execute(
                    "update draft set updated = updated where seat = ?", (self.seat,)
                )

    def _fail(self, work: Any, error: Exception) -> None:
        if isinstance(error, DatabaseError):
            error = as_problem(error, self._file)
        if isinstance(work, tuple):
            work[1].set_exception(error)
        else:
            self._on_trouble(error)


def as_problem(error: Exception, file: ReviewFile) -> Exception:
    """A database error as a sentence for a person."""
    from workshop_tui.practice.problems import Problem

    text = str(error)
    name = file.path.name
    if "locked" in text or "busy" in text:
        return Problem(f"{name} is busy: another program holds it. Your words are kept; try again.")
    if "full" in text:
        return Problem("The disk is full: this was not saved. Make room, then try again.")
    if "readonly" in text:
        return Problem(f"{name} has become read-only: this was not saved.")
    if "malformed" in text or "not a database" in text:
        return Problem(f"{name} is damaged: this was not saved. Open the newest snapshot.")
    if "disk I/O" in text:
        return Problem(f"The disk that holds {name} does not answer: this was not saved.")
    return error
