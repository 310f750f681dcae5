"""Names on a list of people: whom they name here already, and what to beware of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.ordinary import TITLES, WORD_NAMES

PROFESSIONAL = "professional"
_EDGES = ".,()[]\"'“”‘’"


def key(name: str) -> str:
    """A name as it is compared: without accents, letter case, punctuation and titles."""
    words = [word.strip(_EDGES) for word in fold(name).lower.split()]
    words = [word for word in words if word]
    return " ".join([word for word in words if word not in TITLES] or words)


def named(name: str, register: Sequence[Identity]) -> list[Identity]:
    """The lines of the register that a name stands for: by name or alias, whole."""
    wanted = key(name)
    return [
        line
        for line in register
        if line.kind in (PROFESSIONAL, "child", "family")
        and wanted in {key(words) for words in (line.name, *line.aliases)}
    ]


def beware(name: str) -> tuple[str, ...]:
    """What makes a name hard to find in texts: an ordinary word, a name that stands alone."""
    words = key(name).split()
    ordinary = [word for word in words if word in WORD_NAMES]
    if len(words) == 1:
        also = " and an ordinary word besides" if ordinary else ""
        return (f"“{name}” is one name alone{also}: give the full name if you can",)
    if ordinary:
        shown = " and ".join(f"“{word.capitalize()}”" for word in ordinary)
        verb = "is an ordinary word too" if len(ordinary) == 1 else "are ordinary words too"
        return (f"{shown} {verb}: alone, it is taken for the name only where it is capitalised",)
    return ()


def looks_like_a_name(words: str) -> bool:
    """Whether words are a person's full name: two or more, each with a capital letter."""
    parts = [part for part in words.split() if fold(part.strip(_EDGES)).lower not in TITLES]
    return 2 <= len(parts) <= 4 and all(part[:1].isupper() for part in parts)


def next_manager(taken: Iterable[str]) -> str:
    """The pseudonym of the next line manager who takes no part: "Manager 1"."""
    used = set(taken)
    number = 1
    while f"manager {number}" in used:
        number += 1
    return f"Manager {number}"
