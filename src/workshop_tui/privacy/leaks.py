"""The check of finished text against the register: the last look before anything leaves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.matcher import Match, Matcher, matcher_of

_WORD = re.compile(r"[^\W_]+")
_NEIGHBOURHOOD = 60
_JSON_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')
_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Leak:
    """A registered name in a finished text.

    Attributes:
        file: The document's name.
        line: Line number from 1; 0 is the document's own name.
        words: What stands there.
        pseudonym: What should stand there.
    """

    file: str
    line: int
    words: str
    pseudonym: str


def find(
    file: str, text: str, register: Sequence[Identity], settled: Collection[str] = ()
) -> list[Leak]:
    """Every registered name in a finished document, and in the name of its file.

    Args:
        file: The document's name; its ending tells how the text is escaped.
        text: The document.
        register: Who must not be named.
        settled: Where people decided that a word is no name (``View.settled``).
    """
    matcher = matcher_of(tuple(register))
    pseudonyms = _pseudonyms(register)
    leaks = [_leak(file, 0, match) for match in _named(matcher, pseudonyms, file, ())]
    plain = _plain(file, text)
    ends = [match.start() for match in re.finditer("\n", plain)]
    for match in _named(matcher, pseudonyms, plain, settled):
        leaks.append(_leak(file, bisect_right(ends, match.start - 1) + 1, match))
    return leaks


def context(text: str, start: int, end: int) -> str:
    """A place in a text, told by its word and the words beside it; markup does not change it."""
    before = _WORD.findall(text[max(0, start - _NEIGHBOURHOOD) : start])
    after = _WORD.findall(text[end : end + _NEIGHBOURHOOD])
    return _place(before[-1:], text[start:end], after[:1])


def _named(
    matcher: Matcher,
    pseudonyms: re.Pattern[str] | None,
    text: str,
    settled: Collection[str],
) -> list[Match]:
    spans = [found.span() for found in pseudonyms.finditer(text)] if pseudonyms else []
    starts = [start for start, _ in spans]
    named = []
    for match in matcher.find(text):
        here = bisect_right(starts, match.start) - 1
        inside = here >= 0 and match.end <= spans[here][1]
        if not inside and not (settled and _is_settled(text, match, settled)):
            named.append(match)
    return named


def _is_settled(text: str, match: Match, settled: Collection[str]) -> bool:
    """Whether the word stands beside the words that it stood beside when it was settled.

    At the edge of a field the document's own words follow: one neighbour then is enough.
    """
    before = _WORD.findall(text[max(0, match.start - _NEIGHBOURHOOD) : match.start])[-1:]
    after = _WORD.findall(text[match.end : match.end + _NEIGHBOURHOOD])[:1]
    places = (
        _place(before, match.words, after),
        _place([], match.words, after),
        _place(before, match.words, []),
    )
    return any(place in settled for place in places)


def _place(before: list[str], words: str, after: list[str]) -> str:
    return "|".join([*(before or [""]), words, *(after or [""])])


def _pseudonyms(register: Sequence[Identity]) -> re.Pattern[str] | None:
    """Pseudonyms may hold a name's words ("School 1"); standing there they name nobody."""
    words = sorted({i.pseudonym for i in register if i.pseudonym}, key=lambda w: (-len(w), w))
    if not words:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


def _plain(file: str, text: str) -> str:
    """The text without its format's escapes, line for line."""
    if file.lower().endswith(".json"):
        return _JSON_ESCAPE.sub(_json_char, text)
    if file.lower().endswith((".md", ".markdown")):
        return _MARKDOWN_ESCAPE.sub(r"\1", text)
    return text


def _json_char(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] != "u":
        return code if code in '"\\/' else " "
    char = chr(int(code[1:], 16))
    return " " if char in "\r\n" or "\ud800" <= char <= "\udfff" else char


def _leak(file: str, line: int, match: Match) -> Leak:
    return Leak(
        file, line, match.words, match.identity.pseudonym if match.identity else "a pseudonym"
    )
