"""Seats in a browser: one computer holds the review, the others join over the room's network."""

from __future__ import annotations

from importlib.util import find_spec

from workshop_tui.practice.problems import Problem


def check() -> None:
    """Look whether what serving takes is installed.

    Raises:
        Problem: With the command that brings it.
    """
    if find_spec("aiohttp") is None or find_spec("textual_serve") is None:
        raise Problem(
            "To serve seats to browsers, install what it takes once: "
            "pip install 'workshop-tui[serve]'."
        )
