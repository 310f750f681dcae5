"""The recovery sheet: one page to print, with the code that opens a review, and no name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workshop_tui.outputs.markdown import inline
from workshop_tui.practice.days import british
from workshop_tui.practice.text import one_line

_PER_LINE = 7
_ABOUT = (
    (
        "What it is for",
        "The review is encrypted. Where its passphrase is forgotten, the code below opens it "
        "instead: it is typed wherever the passphrase is asked for. A new passphrase can then be "
        "chosen at once. Without the passphrase and without this sheet nobody can open the "
        "review, not even those who made the program.",
    ),
    (
        "How it is typed",
        "All groups, in their order, with or without spaces between them. Capital and small "
        "letters are the same. There is no zero and no letter O in it, no one and no letter I. "
        "The fifth character of each group checks the other four: if a group is mistyped, the "
        "program says which.",
    ),
    (
        "Where it is kept",
        "Whoever has this sheet and the file can read everything that is in it. Keep it in a "
        "locked safe or cabinet of the organisation that is responsible for the review; not with "
        "the computer, nor with a copy of the file, and not as a photograph or a scan. Two people "
        "should know where it is. If it was saved as a file in order to be printed, delete that "
        "file.",
    ),
    (
        "When it is void",
        "As soon as the passphrase is changed. A new sheet is made then: destroy this one, and "
        "keep that one.",
    ),
)


def render(groups: Sequence[str], reference: str, made: dt.date, suffix: str = ".txt") -> str:
    """The sheet.

    Args:
        groups: The groups of the recovery code.
        reference: The review's reference: all that the sheet says of it.
        made: The day.
        suffix: ".md" for Markdown; anything else gives plain text.
    """
    day = british(made.isoformat())
    return (_markdown if suffix == ".md" else _plain)(_code(groups), reference, day)


def _code(groups: Sequence[str]) -> list[str]:
    """The groups in rows, each under its number."""
    lines: list[str] = []
    for start in range(0, len(groups), _PER_LINE):
        row = groups[start : start + _PER_LINE]
        numbers = range(start + 1, start + len(row) + 1)
        lines += ["   ".join(f"{number:^5}" for number in numbers).rstrip(), "   ".join(row), ""]
    return lines[:-1]


def _plain(code: list[str], reference: str, day: str) -> str:
    import textwrap

    lines = ["RECOVERY SHEET", "", f"Review:   {one_line(reference)}", f"Made on:  {day}", ""]
    lines += ["", *(f"   {line}".rstrip() for line in code), ""]
    for title, text in _ABOUT:
        lines += ["", title, *(f"   {line}" for line in textwrap.wrap(text, 72))]
    return "\n".join(lines) + "\n"


def _markdown(code: list[str], reference: str, day: str) -> str:
    lines = ["# Recovery sheet", "", f"Review: {inline(reference)}  ", f"Made on: {day}", ""]
    lines += ["```", *code, "```"]
    for title, text in _ABOUT:
        lines += ["", f"## {title}", "", text]
    return "\n".join(lines) + "\n"
