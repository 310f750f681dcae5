"""Readings as small charts of text: only what is plainly a number is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[£€$]?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:%|[a-z ]*)", re.I)
_STEPS = "▁▂▃▄▅▆▇█"
_PARTS = " ▏▎▍▌▋▊▉"


def number(words: str) -> float | None:
    """The number that some words are: "62", "62 %", "1,200 days".

    Returns:
        None where they are none for certain ("about 60", "12 of 40", "<5"): nothing is guessed.
    """
    found = _NUMBER.fullmatch(words.strip())
    return float(found[1].replace(",", "")) if found else None


def line(values: Sequence[float]) -> str:
    """Values one after the other, a column each, the highest as a full block."""
    top = max(values, default=0)
    last = len(_STEPS) - 1
    return "".join(_STEPS[round(value / top * last) if top > 0 else 0] for value in values)


def bar(value: float, top: float, width: int) -> str:
    """A bar from nought: so many columns wide as the value is of the highest one."""
    if top <= 0:
        return ""
    eighths = round(min(value, top) / top * width * 8)
    whole, part = divmod(eighths, 8)
    return "█" * whole + _PARTS[part].strip()
