"""Markdown from data: the data's own signs are never markup, a table row is always one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workshop_tui.practice.text import one_line, visible

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~$]|&(?=#|\w+;)")
_LIST_MARK = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_BREAKS = re.compile("[\u2028\u2029\x85\x0b\x0c\x1c-\x1e]")


def inline(text: str) -> str:
    """Data inside a line: on one line, breaks shown as a sign."""
    return _escape(one_line(_BREAKS.sub("\n", text)))


def block(text: str) -> str:
    """Data as paragraphs of its own: line breaks stay."""
    lines = [_escape(line.strip()) for line in visible(_BREAKS.sub("\n", text)).split("\n")]
    paragraphs = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return "\n\n".join(paragraph.replace("\n", "\\\n") for paragraph in paragraphs)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of data; cells are escaped here."""
    return [
        _row(heads),
        _row(["---"] * len(heads)),
        *(_row([inline(cell) or " " for cell in row]) for row in rows),
    ]


def paragraphs(*parts: str) -> str:
    """Parts with an empty line between them; empty parts fall away."""
    return "\n\n".join(part for part in parts if part.strip())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(line: str) -> str:
    escaped = _SIGNS.sub(r"\\\g<0>", line)
    return _LIST_MARK.sub(_mark, escaped)


def _mark(match: re.Match[str]) -> str:
    # "1." is defused behind its digits, "-" before itself.
    return match[1] + "\\" if match[1].isdigit() else "\\" + match[1]
