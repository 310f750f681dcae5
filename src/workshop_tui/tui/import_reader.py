"""Reads files for the import screen: in a thread, one at a time, never touching a widget."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from workshop_tui.tui.incoming import Found, Incoming, open_file, read
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
        post: Where messages go; called in the thread.

    Attributes:
        one: The file that is being read, or None.
        rows: How many rows it has; 0 while that is not known.
    """

    def __init__(self, post: Callable[[Message], object]) -> None:
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
        job, choices, opened, path = self._job, one.choices, one.opened, one.path

        def work() -> None:
            nonlocal opened
            try:
                if opened is None:
                    opened = open_file(path)
                    self._post(ReadingRows(job, opened.rows))
                found = read(opened, choices)
            except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
                found = Found(choices, opened, problem=sentence(error))
            self._post(FileRead(job, one, found))

        threading.Thread(target=work, name="import", daemon=True).start()

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
