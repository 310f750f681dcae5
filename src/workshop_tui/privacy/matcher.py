"""Finding registered names in text: people, agencies, places, with aliases and possessives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import Identity

PERSON_KINDS = frozenset({"child", "family", "professional"})
UNSETTLED = "[name]"
"""What stands for a name that two registered people share, until a mention settles it."""

# Names that are ordinary words too: only their capitalised form counts.
_WORD_NAMES = frozenset(
    {
        *("mark", "will", "grace", "rose", "may", "june", "april", "faith", "hope", "joy", "dawn"),
        *("bill", "frank", "jack", "rob", "sue", "pat", "art", "ray", "guy", "miles", "summer"),
        *("amber", "ruby", "lily", "iris", "ivy", "heath", "glen", "cliff", "dale", "lane"),
        *("grant", "chase", "drew", "skip", "rich", "hunter", "mason", "mercy", "patience"),
        *("brown", "green", "white", "black", "gray", "grey", "young", "long", "short", "small"),
        *("day", "field", "hill", "wood", "woods", "stone", "brook", "brooks", "bell", "fox"),
        *("bird", "cook", "baker", "carpenter", "page", "price", "power", "sharp", "swift"),
        *("little", "moody", "rush", "savage", "love", "darling", "church", "park", "street"),
    }
)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "pc", "dc", "ds", "di", "sgt", "sr"})
_PARTICLES = frozenset({"de", "van", "von", "der", "la", "le", "al", "el", "bin", "of", "the"})


@dataclass(frozen=True, slots=True)
class Match:
    """Words that name somebody: where they stand, and whom they mean (None: two share them)."""

    start: int
    end: int
    words: str
    identity: Identity | None


class Matcher:
    """Finds every registered name of a register.

    Full names, aliases and, for people, each part of a full name are found, longest first, at
    word boundaries. Letter case is free, except for short forms and names that are ordinary words.
    """

    def __init__(self, register: Sequence[Identity]) -> None:
        self._owners: dict[str, list[Identity]] = {}
        exact: set[str] = set()
        free: set[str] = set()
        for identity in register:
            for words in _forms(identity):
                key = _fold(words)
                owners = self._owners.setdefault(key, [])
                if identity.pseudonym not in {owner.pseudonym for owner in owners}:
                    owners.append(identity)
                (exact if _needs_case(words) else free).add(words)
        self._pattern = _pattern(exact, free)

    def find(self, text: str) -> Iterator[Match]:
        """Every registered name in the text, from left to right, none overlapping."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            owners = self._owners.get(_fold(found[0]), [])
            whose = owners[0] if len(owners) == 1 else None
            yield Match(found.start(), found.end(), found[0], whose)

    def replace(self, text: str) -> str:
        """The text with every registered name replaced by its pseudonym."""
        if self._pattern is None:
            return text
        return self._pattern.sub(self._pseudonym, text)

    def _pseudonym(self, found: re.Match[str]) -> str:
        owners = self._owners.get(_fold(found[0]), [])
        return owners[0].pseudonym if len(owners) == 1 else UNSETTLED


def _forms(identity: Identity) -> Iterator[str]:
    for words in (identity.name, *identity.aliases):
        if words.strip():
            yield words.strip()
    if identity.kind in PERSON_KINDS:
        parts = [part.strip(".,") for part in identity.name.split()]
        if len(parts) > 1:
            for part in parts:
                if len(part) > 1 and part.lower() not in _TITLES | _PARTICLES:
                    yield part


def _fold(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _needs_case(words: str) -> bool:
    return len(words) <= 3 or words.casefold() in _WORD_NAMES


def _pattern(exact: set[str], free: set[str]) -> re.Pattern[str] | None:
    both = sorted(exact | free, key=lambda words: (-len(words), words))
    if not both:
        return None
    parts = [
        _form_pattern(words) if words in exact else f"(?i:{_form_pattern(words)})" for words in both
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _form_pattern(words: str) -> str:
    return r"\s+".join(
        re.escape(part).replace("'", "['’]").replace("’", "['’]") for part in words.split()
    )
