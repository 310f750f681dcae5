"""The grammar of a capture line, the same on the screen and on the command line.

A line says what kind of capture it is (a leading mark or word), whose words it holds (``@SW1``;
``@?`` is filled in later), its themes or contributory factors (``#workload``), and whether
something was known then or is known now (``^then``, ``^now``). All of it is optional, nothing of
it is removed from what is kept, and a line that fits no rule is a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workshop_tui.practice.kinds import BY_MARK, BY_WORD, KINDS, CaptureKind

# Without a space these stand in ordinary notes too: "?NAI", "+ve", ">20 visits", "~30 minutes".
_NEEDS_SPACE = frozenset("?+>~=")
_WORDS = re.compile(rf"\s*({'|'.join(re.escape(word) for word in BY_WORD)})\s*:\s*", re.IGNORECASE)
_WHO = re.compile(r"(?<!\S)@(\?|\w[\w'’.-]*)")
_THEME = re.compile(r"(?<!\S)#([^\W\d_][\w-]*)")
_LEADING_WHO = re.compile(r"^\s*@(\?|\w[\w.-]*)(?=\s|$)")
_TRAILING_THEMES = re.compile(rf"(?:\s*{_THEME.pattern})+\s*$")
_POSSESSIVE = re.compile(r"['’]s$")
_KNOWN = re.compile(r"(?<!\S)\^(then|now)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """A line as understood.

    Attributes:
        line: Exactly as typed.
        kind: What it is.
        text: As typed, without the leading mark or word.
        who: What stands after the first ``@``, or None. who_open: that is ``?``.
        themes: Each ``#`` once, in lower case, in order.
        known: "then", "now" or "".
    """

    line: str
    kind: CaptureKind
    text: str
    who: str | None
    who_open: bool
    themes: tuple[str, ...]
    known: str

    @property
    def words(self) -> str:
        """The text without its annotations: the first wording of an outcome.

        A speaker before it and themes after it go; within the sentence only their marks do.
        """
        bare = _LEADING_WHO.sub("", _KNOWN.sub("", self.text))
        bare = _TRAILING_THEMES.sub("", bare)
        bare = _WHO.sub(r"\1", _THEME.sub(r"\1", bare))
        return re.sub(r"[ \t]+", " ", bare).strip()


def parse(line: str, kind: CaptureKind | None = None) -> CaptureLine:
    """Understand a line.

    Args:
        line: What was typed.
        kind: The kind chosen by key beforehand; then a leading mark is ordinary text.
    """
    found, text = (kind, line) if kind is not None else _kind_of(line)
    who = _WHO.search(text)
    known = _KNOWN.search(text)
    return CaptureLine(
        line=line,
        kind=found,
        text=text,
        who=None if who is None or who[1] == "?" else _POSSESSIVE.sub("", who[1].rstrip(".'’-")),
        who_open=who is not None and who[1] == "?",
        themes=tuple(dict.fromkeys(theme.lower() for theme in _THEME.findall(text))),
        known=known[1].lower() if known else "",
    )


def retagged(text: str, wanted: tuple[str, ...]) -> str:
    """A text with these themes and no others, its words as they were.

    Themes after the words come and go; of one within a sentence only the mark goes.
    """
    tail = _TRAILING_THEMES.search(text)
    cut = tail.start() if tail else len(text)
    body = _THEME.sub(lambda found: found[found[1].lower() not in wanted], text[:cut])
    rest = re.sub(
        rf"\s*{_THEME.pattern}",
        lambda found: found[0] if found[1].lower() in wanted else "",
        text[cut:],
    )
    have = {theme.lower() for theme in _THEME.findall(body + rest)}
    return body + rest + "".join(f" #{theme}" for theme in wanted if theme not in have)


def themes_of(words: str) -> tuple[str, ...]:
    """The themes in an answer such as "#workload, staffing", in lower case, each once.

    Raises:
        ValueError: With what cannot be typed behind "#".
    """
    found = [part for part in re.split(r"[\s,;]+", words) if part]
    for part in found:
        if not _THEME.fullmatch(f"#{part.removeprefix('#')}"):
            raise ValueError(part)
    return tuple(dict.fromkeys(part.removeprefix("#").lower() for part in found))


def grammar_help() -> str:
    """The table of marks and words, as ``capture --help`` prints it."""
    rows = [
        f"  {info.mark or ' '}  {info.label.lower() + ':':<15} {info.meaning}" for info in KINDS
    ]
    return "\n".join(
        [
            "mark word            kind",
            *rows,
            "  @SW1               whose words (a role's code or a first name); @? to fill in later",
            "  #workload          a theme or contributory factor",
            "  ^then  ^now        known at the time, or known only now",
        ]
    )


def _kind_of(line: str) -> tuple[CaptureKind, str]:
    word = _WORDS.match(line)
    if word:
        return BY_WORD[word[1].lower()], line[word.end() :]
    mark, rest = line[:1], line[1:]
    if mark in BY_MARK and (rest[:1] in (" ", "@", "#") or (rest and mark not in _NEEDS_SPACE)):
        return BY_MARK[mark], rest.lstrip(" ")
    return CaptureKind.NOTE, line
