"""Printing: aligned plain text for people, JSON for programs."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

_NARROWEST = 40


def say(text: str = "") -> None:
    """A line for people, with control characters made visible."""
    from workshop_tui.practice.text import visible

    write(visible(text))


def aside(text: str) -> None:
    """A line beside the result: progress, a warning, a hint; on standard error."""
    from workshop_tui.practice.text import visible

    click.echo(visible(text), err=True)


def print_json(value: Any) -> None:
    """A value as JSON in UTF-8, its text exactly as it is kept."""
    import json

    write(json.dumps(value, ensure_ascii=False, indent=2))


def write(text: str) -> None:
    """A line exactly as it is; click's own printing would take escape sequences out."""
    sys.stdout.write(text + "\n")


def rows(lines: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Rows in aligned columns; the last column runs on under itself on a terminal.

    Where the output is not a terminal, every row is one line, however long.
    """
    from workshop_tui.practice.text import one_line

    cells = [[one_line(cell) for cell in line] for line in lines]
    if not cells:
        return
    columns = max(len(line) for line in cells) - 1
    widths = [
        max((width(line[at]) for line in cells if at < len(line) - 1), default=0)
        for at in range(columns)
    ]
    for line in cells:
        head = " " * indent + "  ".join(
            cell + " " * (room - width(cell)) for cell, room in zip(line, widths, strict=False)
        )
        if columns:
            head += "  "
        for part in _folded(line[-1], width(head)):
            write((head + part).rstrip())
            head = " " * width(head)


def section(title: str, lines: Iterable[Sequence[str]]) -> None:
    """A title with rows under it."""
    say(title)
    rows(lines, indent=2)


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or char in "\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _folded(text: str, taken: int) -> list[str]:
    if not sys.stdout.isatty():
        return [text]
    import textwrap

    room = max(_NARROWEST, shutil.get_terminal_size().columns - taken)
    return textwrap.wrap(text, room, break_on_hyphens=False) or [""]
