"""How strong a passphrase is: how long somebody who has stolen the file would be guessing.

The guesser tries what people choose before what they do not: known words, names of the case,
dates, keyboard rows, repetitions. A passphrase costs as many guesses as the cheapest way to put
it together from such parts. It is an estimate: words that belong together (a song, a proverb)
are guessed sooner than it says.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

GUESSES_A_SECOND = 1_000_000
"""A hundred strong graphics cards. A card of 2024 does some 7 thousand million SHA-512 a second,
and a guess at a file's key takes 2 x 256,000 of them: ten thousand guesses, rounded down."""

_YEAR = 365.25 * 86_400
_COMMON = frozenset(
    {
        *("password", "passwort", "passphrase", "letmein", "welcome", "admin", "secret", "login"),
        *("dragon", "monkey", "football", "iloveyou", "sunshine", "princess", "liverpool"),
        *("arsenal", "chelsea", "london", "england", "summer", "winter", "spring", "autumn"),
        *("review", "learning", "safeguarding", "workshop", "child", "children", "social"),
        *("worker", "nhs", "police", "council", "school", "chair", "case", "test", "hello"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "qwerty", "qwertz", "azerty", "changeme"),
        *("the", "and", "of", "on", "in", "to", "is", "my", "we", "it", "for", "you", "not"),
    }
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890")
_SAID_OTHERWISE = str.maketrans("0134578@$!|€", "oieastba" + "sile")

_COMMON_BITS = 6.5  # one of the hundred or so that everybody tries first
_GIVEN_BITS = 4.0  # from the review's own name, reference, title
_UNLISTED_BITS = 16.0  # a word of a large dictionary
_ROW_BITS = 5.0
_YEAR_BITS = 6.5
_AGAIN_BITS = 1.0
_LONGEST = 256  # characters that are looked at; nobody guesses the rest any sooner
_LONGEST_WORD = 16


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate.

    Attributes:
        bits: The guesses that it takes, as a power of two.
        word: "weak" (months at most), "fair" (a lifetime) or "strong".
        time: How long a hundred strong graphics cards would need, in words.
    """

    bits: float
    word: str
    time: str

    @property
    def sentence(self) -> str:
        """All of it, for a person."""
        more = {"weak": " Another word or two would help.", "fair": "", "strong": ""}[self.word]
        return (
            f"{self.word.capitalize()}: somebody who has a copy of the file and a hundred strong "
            f"graphics cards would guess it in {self.time}.{more}"
        )


def estimate(words: str, known: Collection[str] = (), given: Iterable[str] = ()) -> Strength:
    """How strong a passphrase is.

    Args:
        words: The passphrase.
        known: Words of a list that a guesser has too, in lower case.
        given: What a guesser knows about the case: the file's name, the reference, the title.
    """
    bits = _Guesser(known, given).bits(words[:_LONGEST])
    seconds = 2 ** (bits - 1) / GUESSES_A_SECOND
    word = "weak" if seconds < _YEAR else "fair" if seconds < 100 * _YEAR else "strong"
    return Strength(bits, word, _time(seconds))


class _Guesser:
    def __init__(self, known: Collection[str], given: Iterable[str]) -> None:
        self._known = known
        self._known_bits = math.log2(max(len(known), 2))
        self._given = {part for text in given for part in _parts(text)}

    def bits(self, words: str) -> float:
        """The cheapest way to put the words together, from left to right."""
        lower = words.lower()
        plain = lower.translate(_SAID_OTHERWISE)
        best = [0.0, *([math.inf] * len(words))]
        for end in range(1, len(words) + 1):
            for start in range(max(0, end - _LONGEST_WORD), end):
                if best[start] < best[end]:
                    cost = best[start] + self._part(words, lower, plain, start, end)
                    best[end] = min(best[end], cost)
        return best[-1]

    def _part(self, words: str, lower: str, plain: str, start: int, end: int) -> float:
        part, length = words[start:end], end - start
        if length == 1:
            return _one(words, start)
        if lower[start:end] in lower[:start]:
            return _AGAIN_BITS
        if len(set(part)) == 1:
            return _one(words, start) + math.log2(length)
        if part.isascii() and part.isdigit():
            return _digits(part)
        if length >= 3 and _in_a_row(lower[start:end]):
            return _ROW_BITS
        return min(
            self._word(lower[start:end]) + _capitals(part),
            self._word(plain[start:end]) + _capitals(part) + 2,
        )

    def _word(self, part: str) -> float:
        if part in _COMMON:
            return _COMMON_BITS
        if part in self._given:
            return _GIVEN_BITS
        if not part.isalpha():
            return math.inf
        if part in self._known:
            return self._known_bits
        return _UNLISTED_BITS if len(part) > 2 and _sounds(part) else math.inf


def _one(words: str, at: int) -> float:
    """One character for itself; what stands between words is mostly the same sign each time."""
    char = words[at]
    if not char.isalnum():
        return 0.0 if char in words[:at] else 1.0 if char == " " else 5.0
    if char.isdigit():
        return 3.4
    return 4.7 if char.isascii() and char.islower() else 5.7 if char.isascii() else 7.0


def _digits(part: str) -> float:
    if len(part) == 4 and part[:2] in ("19", "20"):
        return _YEAR_BITS
    if len(part) in (6, 8) and 1 <= int(part[:2]) <= 31 and 1 <= int(part[2:4]) <= 12:
        return 9.0 + _YEAR_BITS  # a date
    return _ROW_BITS if _in_a_row(part) else 3.4 * len(part)


def _in_a_row(part: str) -> bool:
    return any(part in row or part in row[::-1] for row in _ROWS)


def _capitals(part: str) -> float:
    if part.islower() or not any(map(str.isupper, part)):
        return 0.0
    return 1.0 if part[1:].islower() or part.isupper() else float(len(part))


def _sounds(part: str) -> bool:
    """Whether letters can be said: no more than three consonants in a row, a vowel in four."""
    run = vowels = 0
    for char in part:
        run = 0 if char in "aeiouy" or not char.isascii() else run + 1
        vowels += run == 0
        if run > 3:
            return False
    return 4 * vowels >= len(part)


def _parts(text: str) -> list[str]:
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    return [*words, "".join(words)]


def _time(seconds: float) -> str:
    years = seconds / _YEAR
    for limit, size, name in (
        (1, 1, ""),
        (60, 1, "second"),
        (3_600, 60, "minute"),
        (86_400, 3_600, "hour"),
        (60 * 86_400, 86_400, "day"),
        (2 * _YEAR, _YEAR / 12, "month"),
        (1_000 * _YEAR, _YEAR, "year"),
    ):
        if seconds < limit:
            count = _rounded(seconds / size)
            return f"about {count:,} {name}{'' if count == 1 else 's'}" if name else "no time"
    if years < 1e6:
        return f"about {_rounded(years / 1_000):,} thousand years"
    return "millions of years" if years < 1e9 else "longer than the earth has been there"


def _rounded(number: float) -> int:
    """To one figure, two below a hundred: it is no more than an estimate."""
    whole = max(1, round(number))
    size = 10 ** max(0, len(str(whole)) - 2)
    return int(round(whole / size) * size)
