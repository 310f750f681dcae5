"""Showing text that came from people or files: exactly kept, safely shown."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_ONE_LINE = re.compile(r"\s*\n\s*")


def visible(text: str) -> str:
    """The text with control and direction-changing characters as symbols; line breaks stay.

    A terminal would obey them: an escape sequence in a chronology must not clear the screen.
    """
    return _CONTROL.sub(_symbol, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The visible text on one line, breaks shown as a sign."""
    return _ONE_LINE.sub(" ⏎ ", visible(text).strip())


def in_place(text: str) -> str:
    """The visible text, each character still in its place, for an editor."""
    return _CONTROL.sub(lambda match: " " if match[0] == "\t" else _symbol(match), text)


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return "    "
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "�"
