"""Which entries of different agencies may tell of the same event: offered, never decided.

Two accounts that differ are the learning, so entries are linked by a person and never merged.
The score is how much of the shorter text's telling words stand in the longer one too,
abbreviations spelled out; a word that stands in every entry tells nothing, a rare one much.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

THRESHOLD: Final = 0.25
"""The least score to offer. In the demo case nearly all pairs above it are one event; paraphrases
of a line or two score above 0.34, accounts of a paragraph each seldom do."""

NEARNESS: Final = dt.timedelta(days=1)
WIDEST: Final = 31
"""Days that a date may span: one that only says the year is near to everything."""

_FEWEST: Final = 6
"""Words of usual weight below which a text is too short to be sure of."""

_WORD: Final = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_JOINED: Final = re.compile(r"\b([^\W\d_])[./]\s?([^\W\d_]|\d+)\b\.?(?:([^\W\d_])\b\.?)?")
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class Account:
    """One entry, as far as this rule looks at it.

    Attributes:
        id: The entry's. group: its agency; accounts of one agency are not compared.
        first, last: What its date can mean; an entry without both is not compared.
    """

    id: int
    group: int
    first: dt.date | None
    last: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Two entries that may tell of the same event, the smaller id first, and how alike they are."""

    entry_id: int
    other_id: int
    score: float


class Glossary:
    """Spells abbreviations out.

    Args:
        meanings: Abbreviation or phrase to the words that it stands for.
    """

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._single = {
            _plain(key): tuple(map(stem, value.casefold().split()))
            for key, value in meanings.items()
            if " " not in key
        }
        self._phrases = [
            (re.compile(rf"\b{re.escape(key.casefold())}\b"), f" {value.casefold()} ")
            for key, value in meanings.items()
            if " " in key
        ]

    def words(self, text: str) -> frozenset[str]:
        """The words of a text, abbreviations spelled out, endings cut off."""
        text = text.casefold()
        for pattern, meaning in self._phrases:
            text = pattern.sub(meaning, text)
        text = _JOINED.sub(lambda match: "".join(part or "" for part in match.groups()), text)
        found: set[str] = set()
        for word in _WORD.findall(text):
            found.update(self._single.get(_plain(word), (stem(word),)))
        return frozenset(found)


def offers(
    accounts: Iterable[Account],
    glossary: Glossary,
    *,
    threshold: float = THRESHOLD,
    decided: frozenset[tuple[int, int]] = frozenset(),
) -> list[Offer]:
    """Pairs of different agencies' entries, about a day apart at most, that read alike.

    Args:
        accounts: The entries.
        glossary: For abbreviations.
        threshold: The least score to offer.
        decided: Pairs not to offer (any more), the smaller id first.

    Returns:
        The best first.
    """
    dated = [one for one in accounts if _is_near_enough(one)]
    words = {one.id: glossary.words(one.text) for one in dated}
    weights = _weights(list(words.values()))
    whole = {i: sum(weights[word] for word in found) for i, found in words.items()}
    floor = _FEWEST * sum(weights.values()) / max(len(weights), 1)
    found = []
    for one, other in _near(dated):
        shared = words[one.id] & words[other.id]
        ids = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if not shared or ids in decided:
            continue
        least = max(floor, min(whole[one.id], whole[other.id]))
        score = sum(weights[word] for word in shared) / least
        if score >= threshold:
            found.append(Offer(*ids, round(score, 3)))
    return sorted(found, key=lambda offer: (-offer.score, offer.entry_id, offer.other_id))


def stem(word: str) -> str:
    """A word without its ending, as far as English endings can be cut without a dictionary."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _plain(word: str) -> str:
    return word.casefold().replace(".", "").replace("/", "").replace("-", "").replace("’", "'")


def _is_near_enough(account: Account) -> bool:
    if account.first is None or account.last is None:
        return False
    return (account.last - account.first).days < WIDEST


def _weights(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each word tells: the fewer entries have it, the more."""
    counts = Counter(word for words in texts for word in words)
    return {word: math.log((len(texts) + 1) / count) for word, count in counts.items()}


def _near(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Pairs whose dates overlap or are a day apart: a sweep over the days, oldest first."""
    open_: list[Account] = []
    for account in sorted(accounts, key=lambda one: (one.first or dt.date.min, one.id)):
        first = account.first
        open_ = [one for one in open_ if one.last and first and one.last + NEARNESS >= first]
        for one in open_:
            if one.group != account.group:
                yield one, account
        open_.append(account)
