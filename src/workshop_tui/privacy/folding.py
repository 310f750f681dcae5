"""Text made comparable: without accents, marks and look-alikes, with the way back to its places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = {
    **dict.fromkeys("’‘ʼʹ′`´＇", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True)),
    **dict(zip("æÆœŒþÞ", ("ae", "AE", "oe", "OE", "th", "TH"), strict=True)),
}


_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared.

    Attributes:
        cased: With its letter case. lower: without; both of one length.
        starts, ends: Where each character stands in the original, with the accents behind it;
            None where the places are the same.
    """

    cased: str
    lower: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A span of the folded text in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Make a text comparable; accents, soft hyphens and direction marks fall away."""
    if text.isascii():
        plain = text.replace("`", "'")
        return Folded(plain, plain.lower())
    cased: list[str] = []
    lower: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for run in _RUN.finditer(text):
        first, last = run.span()
        if text[first].isascii():
            plain = run[0].replace("`", "'")
            cased.append(plain)
            lower.append(plain.lower())
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
            continue
        big, small = _fold_char(run[0])
        cased.append(big)
        lower.append(small)
        starts.extend([first] * len(small))
        ends.extend([last] * len(small))
        if not small and ends and unicodedata.combining(run[0]):
            ends[-1] = last
    return Folded("".join(cased), "".join(lower), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> tuple[str, str]:
    plain = _SAME.get(char, char)
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain)
        kept = (c for c in spread if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
        plain = "".join(_SAME.get(c, c) for c in kept)
    small = "".join(_lower(c) for c in plain)
    return (plain if len(plain) == len(small) else small), small


def _lower(char: str) -> str:
    return "".join(
        c for c in unicodedata.normalize("NFKD", char.casefold()) if unicodedata.category(c) != "Mn"
    )
