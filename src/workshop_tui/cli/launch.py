"""Starting the app: the one place where the command line meets the screens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workshop_tui.practice.problems import Problem

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat


def launch(seat: Seat | None) -> int:
    """Run the app in a seat, or on its home screen; returns the exit code.

    Raises:
        Problem: If there is no terminal to run it on.
    """
    try:
        refuse_without_terminal()
        from workshop_tui.tui import start

        return start(seat)
    finally:
        if seat is not None:
            seat.close()


def refuse_without_terminal() -> None:
    """Refuse where the app could not show anything.

    Raises:
        Problem: With what to use instead.
    """
    streams = (sys.stdin, sys.stdout)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise Problem(
            "The app needs a terminal, and this is not one. The commands do the same without: "
            "see 'workshop-tui --help'."
        )
