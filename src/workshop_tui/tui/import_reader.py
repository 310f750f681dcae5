"""Reads files for the import screen: in a thread, one at a time, never touching a widget."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.message import Message

from workshop_tui.intake.collector import paused
from workshop_tui.intake.entries import Reading
from workshop_tui.review.reader import Reader
from workshop_tui.review.reimport import compare
from workshop_tui.store.connection import ReviewFile
from workshop_tui.tui.incoming import Found, Incoming, LockedFile, open_file, read
from workshop_tui.tui.live import sentence


@dataclass
class FileRead(Message):
    """A file was read, as it had been chosen when the reading began."""

    job: int
    one: Incoming
    found: Found


@dataclass
class ReadingRows(Message):
    """A file is open; its rows are being read."""

    job: int
    rows: int


class FileReader:
    """Reads one file at a time.

    A reading that is cancelled runs to its end unheard: it has changed nothing. Its thread does
    not hold up leaving the app.

    Args:
        file: The review, for comparing with what an agency sent before.
        post: Where messages go; called in the thread.

    Attributes:
        one: The file that is being read, or None.
        rows: How many rows it has; 0 while that is not known.
    """

    def __init__(self, file: ReviewFile, post: Callable[[Message], object]) -> None:
        self._file = file
        self._post = post
        self._job = 0
        self._since = 0.0
        self.one: Incoming | None = None
        self.rows = 0

    @property
    def seconds(self) -> int:
        """For how long it has been reading."""
        return int(time.monotonic() - self._since)

    def start(self, one: Incoming) -> None:
        """Begin to read a file as it is chosen now."""
        self.cancel()
        self.one, self._since = one, time.monotonic()
        self.rows = one.opened.rows if one.opened else 0
        job, choices, opened = self._job, one.choices, one.opened
        path, password = one.path, one.password
        known, against = one.found, one.against if one.sent_before else None

        def work() -> None:
            nonlocal opened
            try:
                found = known
                with paused():
                    if opened is None:
                        opened = open_file(path, password)
                        self._post(ReadingRows(job, opened.rows))
                    if found is None or found.choices != choices:
                        found = read(opened, choices)
                if against is not None and found.reading is not None:
                    found = self._compared(found, found.reading, against)
            except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
                locked = isinstance(error, LockedFile)
                found = Found(choices, opened, problem=sentence(error), locked=locked)
            self._post(FileRead(job, one, found))

        threading.Thread(target=work, name="import", daemon=True).start()

    def _compared(self, found: Found, reading: Reading, against: tuple[str, str | None]) -> Found:
        """With what it changes against what its agency sent before."""
        reader = Reader(self._file)
        try:
            return replace(found, against=against, comparison=compare(reader, reading, *against))
        finally:
            reader.close()

    def cancel(self) -> None:
        """Hear no more of what is being read."""
        self._job += 1
        self.one, self.rows = None, 0

    def hears(self, message: FileRead | ReadingRows) -> bool:
        """Whether a message is about what is being read now; then it is taken in."""
        if message.job != self._job:
            return False
        if isinstance(message, ReadingRows):
            self.rows = message.rows
        else:
            self.cancel()
        return True
