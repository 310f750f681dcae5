"""Registered names with one letter wrong: left out, too many, exchanged or turned round.

Words are found through the neighbourhood of deletions: two words are one step apart only if they,
or they with one letter taken out, are the same. So each word of a text costs a few look-ups,
however long the register is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.capitals import bare
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.matcher import PERSON_KINDS, Form, forms
from workshop_tui.privacy.ordinary import WORD_NAMES
from workshop_tui.privacy.words import Words, is_usual

LEAST = 5
"""Shorter names are one letter from too many others; of ``SHORTEST`` letters they count only where
the mistyped word is no word and no name."""

SHORTEST = 4

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word, with an apostrophe inside it ("O'Hanlon")."""

_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_MOST_PARTS = 6
_PUBLIC = frozenset(
    {
        *("police", "constabulary", "council", "borough", "county", "city", "trust", "foundation"),
        *("nhs", "service", "services", "partnership", "association", "university", "hospital"),
        *("infirmary", "court", "station", "library", "college"),
    }
)
_NOT_AFTER = re.compile(
    r"\b(?:to|the|a|an|and|will|would|could|can|may|must|should|not|her|his|my|your|their|our|this"
    r"|that|of|no|any|red|small|new|old|bruise|burn|bite|scratch|i|we|you)\s$"
)
_PEOPLE_DO = (
    r"(?:said|says|told|rang|came|went|texted|phoned|asked|took|wants|lives|collected|shouted|gave"
    r"|got|drove|cried|ran|thinks|knows|hates|loves|promised|swore|hit|kicked|grabbed|slept)\b"
)
_ARE = (
    r"(?:was|is|has\s+been|looked|looks|seemed|seems)\s+(?:very\s+|so\s+|still\s+|not\s+)?"
    r"(?:upset|crying|asleep|tearful|angry|drunk|pregnant|poorly|ill|worried|frightened|scared|tired"
    r"|at\s+home|at\s+school|at\s+work|in\s+bed|in\s+(?:her|his)\s+(?:bed|bedroom|room)"
    r"|with\s+(?:mum|dad|her|him|us))\b"
)
_OF_PEOPLE = (
    r"'s\s+(?:mum|mam|mother|dad|father|nan|nana|gran|brother|sister|partner|boyfriend|girlfriend|aunt"
    r"|uncle|friend|son|daughter|house|flat|phone|bag|room)\b"
)


def letters(words: str) -> str:
    """The letters of words in lower case, without accents, spaces and signs."""
    return "".join(char for char in fold(words).lower if char.isalpha())


@dataclass(frozen=True, slots=True)
class Near:
    """A word that is nearly a registered name.

    Attributes:
        always: It counts wherever it stands; else only where a capital letter shows that it is
            no ordinary word.
        alone: Nothing large may stand behind it: "Larkfell Road Primary" is another school than
            "Larkfell Primary".
    """

    identity: Identity
    always: bool
    alone: bool = False


class Typos:
    """Finds words one letter from a registered name, and names written onto other words.

    Args:
        register: Who must not be named.
        words: What is ordinary.
        known: Words that name nobody here: pseudonyms, and what somebody called ordinary.
    """

    def __init__(self, register: Sequence[Identity], words: Words, known: Collection[str]) -> None:
        self._words = words
        self._known = known
        self._whole: dict[str, Identity] = {}
        self._joined: dict[str, Identity] = {}
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, tuple[tuple[str, ...], Identity]] = {}
        self._phrases_with: defaultdict[str, set[str]] = defaultdict(set)
        self._splits: defaultdict[str, dict[str, Identity]] = defaultdict(dict)
        for form in (form for identity in register for form in forms(identity)):
            self._learn(form)
        self._telling = {word: one for one in register for word in _telling(one, words)}
        self._small = {key for key, owner in self._whole.items() if _is_word_name(key, owner)}
        self._answers: dict[str, Near | None] = {}

    def _learn(self, form: Form) -> None:
        parts = tuple(letters(part) for part in TOKEN.findall(form.words))
        key = "".join(parts)
        if len(key) < 2 or form.identity.kind == "identifier":
            return
        if len(parts) == 1:
            self._whole.setdefault(key, form.identity)
            for at in range(2, len(key) - 1) if len(key) > LEAST else ():
                self._splits[key[:at]][key[at:]] = form.identity
        elif len(key) > LEAST:
            self._joined.setdefault(key, form.identity)
            if len(parts) <= _MOST_PARTS and min(map(len, parts)) > 1:
                self._phrases[key] = (parts, form.identity)
                for part in parts:
                    self._phrases_with[part].add(key)
        if len(key) >= SHORTEST and len(parts) == 1:
            for near in (key, *_deletions(key)):
                self._near[near].add(key)

    def word(self, word: str) -> Near | None:
        """Whether a word of a text is nearly a name; the answer is kept for the next time."""
        if word not in self._answers:
            self._answers[word] = self._look_up(word)
        return self._answers[word]

    def _look_up(self, word: str) -> Near | None:
        word = bare(word)
        low = letters(word)
        if len(low) < 3 or low in self._known or low in self._whole:
            return None
        if low in self._telling:
            return Near(self._telling[low], always=True, alone=True)
        ordinary = self._words.is_ordinary(fold(word).lower) or self._words.is_ordinary(low)
        identity = self._written_onto(word, low)
        if identity is None and len(low) >= SHORTEST and not _is_common(low, self._words):
            identity = self._one_letter_off(word, low, ordinary)
        if identity is None and not ordinary and low not in self._words.names and len(low) > LEAST:
            near = (one for key, one in self._telling.items() if one_step(low, key))
            owner = next(near, None)
            return Near(owner, always=True, alone=True) if owner else None
        if identity is None:
            return None
        capital = not word.islower()
        return Near(identity, always=not ordinary) if capital or not ordinary else None

    def _written_onto(self, word: str, low: str) -> Identity | None:
        """Whose name other letters stand on: "Sams", "JTs", "TeamTarrant", "hbirtles"."""
        if low in self._joined:
            return self._joined[low]
        if low.endswith("s") and (len(low) > 3 or not word.islower()):
            owner = self._whole.get(low[:-1])
            if owner is not None and (len(low) > 3 or word[:-1].isupper()):
                return owner if owner.kind in PERSON_KINDS else None
        parts = _CAMEL.split(word)
        if len(parts) > 1:
            found = (self._whole.get(letters(part)) for part in parts if len(part) > 2)
            return next((one for one in found if one is not None), None)
        return None

    def _one_letter_off(self, word: str, low: str, ordinary: bool) -> Identity | None:
        found = self._neighbour(low, LEAST)
        if found is None and not ordinary and low.endswith("s") and len(low) > LEAST:
            found = self._neighbour(low[:-1], LEAST)  # without a possessive's "s"
        strange = not ordinary and low not in self._words.names and word[1:].islower()
        if found is None and strange and word[0].isupper():
            found = self._neighbour(low, SHORTEST)
        return found

    def _neighbour(self, low: str, least: int) -> Identity | None:
        candidates = {key for near in (low, *_deletions(low)) for key in self._near.get(near, ())}
        for key in sorted(candidates):
            if len(key) >= least and one_step(low, key):
                return self._whole[key]
        return None

    def written_small(
        self, lower: str, present: Collection[str]
    ) -> Iterator[tuple[int, int, Near]]:
        """Names that are words and stand as names in small letters ("that man chase rang").

        Args:
            present: The words of the text.
        """
        names = sorted(self._small.intersection(present))
        if not names:
            return
        standing = rf"\b({'|'.join(names)})(?:\s+{_PEOPLE_DO}|\s+{_ARE}|{_OF_PEOPLE})"
        for found in re.finditer(standing, lower):
            if not _NOT_AFTER.search(lower, max(0, found.start() - 12), found.start()):
                yield *found.span(1), Near(self._whole[found[1]], always=True)

    def phrases(self, tokens: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, Near]]:
        """Names of several words with one letter or one space wrong.

        Args:
            tokens: The words of a text: start, end, and the word in lower case.

        Yields:
            Start and end in the text.
        """
        with_, splits = self._phrases_with, self._splits
        for at, (start, _, low) in enumerate(tokens):
            if low in splits and at + 1 < len(tokens):
                rest = splits[low].get(tokens[at + 1][2])
                if rest is not None and self._is_one(tokens[at : at + 2]):
                    yield start, tokens[at + 1][1], Near(rest, always=True)
            if low in with_:
                for key in with_[low]:
                    yield from self._around(tokens, at, key)

    def _is_one(self, pair: Sequence[tuple[int, int, str]]) -> bool:
        """Whether two words beside each other are one name with a space in it."""
        (_, end, first), (start, _, second) = pair
        ordinary = self._words.is_ordinary
        return start - end == 1 and not (ordinary(first) and ordinary(second))

    def _around(
        self, tokens: Sequence[tuple[int, int, str]], at: int, key: str
    ) -> Iterator[tuple[int, int, Near]]:
        parts, identity = self._phrases[key]
        place = parts.index(tokens[at][2])
        for count in (len(parts), len(parts) + 1, len(parts) - 1):
            for first in {at - place, at - (count - (len(parts) - place))}:
                window = tokens[first : first + count] if first >= 0 and count > 1 else ()
                if len(window) != count or window[-1][0] - window[0][1] > 3 * len(key):
                    continue
                joined = "".join(low for _, _, low in window)
                if joined != key and not one_step(joined, key):
                    continue
                if not self._says_the_same(window, parts):
                    yield window[0][0], window[-1][1], Near(identity, always=True)
                    return

    def _says_the_same(
        self, window: Sequence[tuple[int, int, str]], parts: tuple[str, ...]
    ) -> bool:
        """Whether the window is the name itself, or differs by an ordinary word.

        "Kiln Road" is not "Kiln Row" mistyped.
        """
        lows = [low for _, _, low in window]
        if tuple(lows) == parts:
            return True
        other = [low for low in lows if low not in parts]
        return all(self._words.is_ordinary(low) or low in self._known for low in other)


def _telling(identity: Identity, words: Words) -> list[str]:
    """The one word by which people call a school or a street ("Tarnbrae" of "Tarnbrae Primary").

    Of public bodies it is a county or a town, which stands in much else.
    """
    lows = [fold(part.strip(".,()")).lower for part in identity.name.split()]
    if identity.kind not in ("agency", "place") or len(lows) < 2:
        return []
    if lows[-1] not in words.places or not _PUBLIC.isdisjoint(lows):
        return []
    known = words.names | words.places
    return [
        low
        for low in lows
        if len(low) >= LEAST and low.isalpha() and not words.is_ordinary(low) and low not in known
    ]


def _is_word_name(key: str, owner: Identity) -> bool:
    """Whether a person's name counts only where it is written large, for it is a word."""
    return (key in WORD_NAMES or is_usual(key)) and len(key) > 2 and owner.kind in PERSON_KINDS


def _is_common(low: str, words: Words) -> bool:
    """Words that records write large all the time ("Health" is one letter from "Heath")."""
    return low in words.generic or low in words.other


def _deletions(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def one_step(one: str, other: str) -> bool:
    """Whether two words differ, and by one letter or two neighbours turned round only."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = 0
    least = min(len(one), len(other))
    while at < least and one[at] == other[at]:
        at += 1
    if len(one) == len(other):
        if one[at + 1 :] == other[at + 1 :]:
            return True
        return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:]
