"""Hints on wording: blame, hindsight and weak verbs, with a neutral way to say it.

A hint is shown under a finding, an action or report text while it is worded; it never blocks. The
words of a child, a parent or a speaker are never marked: what stands in quotation marks is passed
over, and captures are not looked at at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’(?!\w)|\"[^\"]*\"|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the practice pack.

    Attributes:
        id: Its name. pattern: what it looks for.
        why: What is wrong with such wording. neutral: how it can be said instead.
        ask: A question that leads on.
        actions: Whether it concerns actions alone.
    """

    id: str
    pattern: re.Pattern[str]
    why: str
    neutral: str
    ask: str
    actions: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in a text that a rule points at."""

    start: int
    end: int
    words: str
    rule: Rule


def rules(hints: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The rules of a pack's ``hints``.

    Raises:
        ValueError: For a pattern that is no regular expression, naming the rule.
    """
    found = []
    for hint in hints:
        try:
            joined = "|".join(f"(?:{pattern})" for pattern in hint["patterns"])
            pattern = re.compile(joined, re.IGNORECASE | re.MULTILINE)
        except re.error as error:
            raise ValueError(f"hint {hint['id']!r}: {error}") from None
        found.append(
            Rule(
                hint["id"],
                pattern,
                hint["why"],
                hint["neutral"],
                hint["ask"],
                bool(hint.get("actions", False)),
            )
        )
    return tuple(found)


def of_words(words: str, why: str, neutral: str, ask: str = "", *, actions: bool = False) -> Rule:
    """A rule for words as they are, whatever stands between them and in any letter case."""
    between = r"\s+".join(re.escape(word) for word in words.split())
    pattern = re.compile(rf"(?<!\w){between}(?!\w)", re.IGNORECASE)
    return Rule(words.casefold(), pattern, why, neutral, ask, actions)


def spoken(text: str) -> list[tuple[int, int]]:
    """Where somebody's own words stand: what is in quotation marks."""
    return [found.span() for found in _QUOTED.finditer(text)]


def hints(text: str, known: Sequence[Rule], *, action: bool = False) -> list[Hint]:
    """Where a text could be worded more fairly, in the order of the text.

    Args:
        text: A finding's, action's or report's wording.
        known: The rules.
        action: Whether it is an action's, for which weak verbs are looked at too.
    """
    quoted = spoken(text)
    found = [
        Hint(match.start(), match.end(), match[0], rule)
        for rule in known
        if action or not rule.actions
        for match in rule.pattern.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in quoted)
    ]
    return sorted(found, key=lambda hint: (hint.start, -hint.end))
