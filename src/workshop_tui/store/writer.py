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
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from workshop_tui.practice.problems import Problem
from workshop_tui.store import schema, seats
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import (
    Connection,
    DatabaseError,
    IntegrityError,
    ProgrammingError,
    garbled,
)
from workshop_tui.store.guards import FileGone, FileIdentity

T = TypeVar("T")

_COVER_SECONDS = 1.0

_Afterwards = list[Callable[[Connection], None]]
_Job = tuple[Callable[[Connection], Any], Future[Any], bool, _Afterwards]
_Box = dict[str, tuple[str, str]]


class _Copy(NamedTuple):
    target: Path
    future: Future[None]


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
        self._jobs: deque[_Job | _Box | _Copy] = deque()
        self._box: _Box = {}
        self._retry_at = 0.0
        self._log: FileIdentity | None = None
        self._uncovered: float | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._started = False

    def submit(
        self,
        job: Callable[[Connection], T],
        *,
        full: bool = True,
        afterwards: _Afterwards | None = None,
    ) -> Future[T]:
        """Run a job in a transaction; the future is done when the commit is on disk.

        It cannot be cancelled.

        Args:
            job: What is done.
            full: Whether the commit is synced to the disk before the future is done.
            afterwards: Filled by the job: what else is done, outside any transaction, before the
                future is.
        """
        future: Future[T] = Future()
        # What was given is done: a screen that closes and cancels its waiting loses no words.
        future.set_running_or_notify_cancel()
        with self._wake:
            if self._closing:
                future.set_exception(Problem("The review is being closed: this was not saved."))
                return future
            if self._box:
                # Typed before this job was given, so written before it: a capture that clears
                # its draft must not be followed by that draft.
                self._jobs.append(self._box)
                self._box = {}
            self._jobs.append((job, future, full, [] if afterwards is None else afterwards))
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

    def copy_to(self, target: Path) -> Future[None]:
        """Write a copy through the writer's own connection.

        It still reaches a file that was renamed or deleted under the seat.
        """
        future: Future[None] = Future()
        future.set_running_or_notify_cancel()
        with self._wake:
            self._jobs.append(_Copy(target, future))
            self._start()
            self._wake.notify()
        return future

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
                        connection = self._connect()
                    self._do(connection, work)
                except Exception as error:  # noqa: BLE001 - handed to whoever waits
                    self._fail(work, error)
        finally:
            if connection is not None:
                self._bring_home(connection)
                connection.close()

    def _connect(self) -> Connection:
        connection = self._file.connect()
        try:
            schema.migrate(connection)
            self._log = FileIdentity.of_log(self._file.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_home(self, connection: Connection) -> None:
        """Move the log into a file that was renamed: opened by its new name it has no log."""
        try:
            self._check()
        except FileGone:
            with suppress(DatabaseError):
                connection.execute("pragma wal_checkpoint(truncate)")

    def _check(self) -> None:
        """A file renamed or deleted under us would go on taking commits into nothing."""
        self._file.identity.check()
        if self._log is not None:
            self._log.check()

    def _next(self) -> Any:
        """The next job, the mailbox, or a reminder to cover drafts; None at the end."""
        with self._wake:
            while True:
                if self._jobs:
                    return self._jobs.popleft()
                wait = self._retry_at - time.monotonic()
                if self._box and wait > 0 and not self._closing:
                    self._wake.wait(wait)
                    continue
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
        if isinstance(work, _Copy):
            self._file.copy_to(connection, work.target)
            work.future.set_result(None)
            return
        self._check()  # before, so that "not saved" is true; after, in case it went just now
        if isinstance(work, tuple):
            job, future, full, afterwards = work
            with write(connection, full=full):
                result = job(connection)
            self._check()
            if full:
                self._uncovered = None
            for act in afterwards:
                act(connection)
            _tell(self._on_commit)
            future.set_result(result)
        elif isinstance(work, dict):
            with write(connection, full=False):
                for slot, (text, context) in work.items():
                    seats.put_draft(connection, self.seat, slot, text, context)
            self._check()
            self._uncovered = self._uncovered or time.monotonic()
        else:
            self._uncovered = time.monotonic()
            with write(connection):
                seats.touch_drafts(connection, self.seat)
            self._uncovered = None

    def _fail(self, work: Any, error: Exception) -> None:
        error = as_problem(error, self._file)
        if isinstance(work, _Copy):
            work.future.set_exception(error)
        elif isinstance(work, tuple):
            work[1].set_exception(error)
        else:
            if isinstance(work, dict):
                with self._wake:
                    self._box = work | self._box
                    self._retry_at = time.monotonic() + _COVER_SECONDS
            if self._closing:  # one last attempt was made
                self._box, self._uncovered = {}, None
            _tell(self._on_trouble, error)


def _tell(callback: Callable[..., None], *args: Any) -> None:
    """Call back; whatever goes wrong there must not stop the writing."""
    with suppress(Exception):
        callback(*args)


def as_problem(error: Exception, file: ReviewFile, *, reading: bool = False) -> Exception:
    """A database error as a sentence for a person, without anything of what was written."""
    problem = _problem(error, file)
    if reading and isinstance(problem, Problem):
        return Problem(
            str(problem)
            .replace(": this was not saved", "")
            .replace(", so it was not saved", "")
            .replace("did not take this", "cannot be read")
        )
    return problem


def _problem(error: Exception, file: ReviewFile) -> Exception:
    if isinstance(error, UnicodeEncodeError):
        return Problem(
            "This text holds half of a symbol that cannot be stored (a broken emoji, perhaps): "
            "this was not saved. Take the odd sign out and save again."
        )
    if isinstance(error, UnicodeDecodeError):  # a text in the file that nobody wrote so
        return _problem(garbled("the file"), file)
    if not isinstance(error, DatabaseError) or isinstance(error, ProgrammingError):
        return error
    text = str(error)
    name = file.path.name
    if "locked" in text or "busy" in text:
        return Problem(f"{name} is busy: another program holds it. Your words are kept; try again.")
    if "is full" in text:
        return Problem("The disk is full: this was not saved. Make room, then try again.")
    if "readonly" in text:
        return Problem(f"{name} has become read-only: this was not saved.")
    if "malformed" in text or "not a database" in text:
        return Problem(
            f"{name} is damaged: this was not saved. Close it, then 'workshop-tui restore'."
        )
    if "disk I/O" in text:
        return Problem(f"The disk that holds {name} does not answer: this was not saved.")
    if isinstance(error, IntegrityError):
        return Problem(
            "This refers to something that is not in the review, so it was not saved. "
            "Look at the number again."
        )
    return Problem(f"{name} did not take this, so it was not saved ({type(error).__name__}).")
