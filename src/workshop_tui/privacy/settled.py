"""Places where people decided that a word names nobody, told by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = re.compile(r"[^\W_]+")
_NEIGHBOURHOOD = 60


def context(text: str, start: int, end: int) -> str:
    """A place in a text, told by its word and the words beside it; markup does not change it."""
    before = _WORD.findall(text[max(0, start - _NEIGHBOURHOOD) : start])
    after = _WORD.findall(text[end : end + _NEIGHBOURHOOD])
    return _place(before[-1:], text[start:end], after[:1])


def is_settled(text: str, start: int, end: int, settled: Collection[str]) -> bool:
    """Whether the word stands beside the words that it stood beside when it was settled.

    At the edge of a field the document's own words follow: one neighbour then is enough.
    """
    if not settled:
        return False
    words = text[start:end]
    before = _WORD.findall(text[max(0, start - _NEIGHBOURHOOD) : start])[-1:]
    after = _WORD.findall(text[end : end + _NEIGHBOURHOOD])[:1]
    places = (_place(before, words, after), _place([], words, after), _place(before, words, []))
    return any(place in settled for place in places)


def _place(before: list[str], words: str, after: list[str]) -> str:
    return "|".join([*(before or [""]), words, *(after or [""])])
