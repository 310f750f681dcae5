"""Noticing that the terminal is gone: an app that nobody can see must not keep its seat."""

from __future__ import annotations

import os
import sys


class Terminal:
    """The terminal that the app was started on, if it was one.

    A window that is closed usually ends the app by a signal; over a connection that broke, or
    under a supervisor, none comes.
    """

    def __init__(self) -> None:
        self._number = _number()
        self._was_there = self._number is not None and os.isatty(self._number)

    def is_gone(self) -> bool:
        """Whether there was a terminal, and is none any more."""
        return self._was_there and not os.isatty(self._number or 0)


def _number() -> int | None:
    try:
        return sys.__stdin__.fileno() if sys.__stdin__ is not None else None
    except (OSError, ValueError):  # closed, or none of the system's own
        return None
