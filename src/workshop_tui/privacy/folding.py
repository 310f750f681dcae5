"""Text made comparable: without accents, marks and look-alikes, with the way back to its places."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = {
    **dict.fromkeys("’‘ʼʹ′`´＇", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True)),
    **dict(zip("æÆœŒþÞ", ("ae", "AE", "oe", "OE", "th", "TH"), strict=True)),
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared.

    Attributes:
        cased: With its letter case. lower: without; both of one length.
        places: Place in the original of each character, or None where they are the same.
        length: Of the original.
    """

    cased: str
    lower: str
    places: tuple[int, ...] | None
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original, with marks that follow its last character."""
        if self.places is None:
            return start, end
        last = self.places[end] if end < len(self.places) else self.length
        return self.places[start], last


def fold(text: str) -> Folded:
    """Make a text comparable; accents, soft hyphens and direction marks fall away."""
    if text.isascii():
        return Folded(text.replace("`", "'"), text.replace("`", "'").lower(), None, len(text))
    cased: list[str] = []
    lower: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        big, small = _fold_char(char)
        cased.append(big)
        lower.append(small)
        places.extend([place] * len(small))
    return Folded("".join(cased), "".join(lower), tuple(places), len(text))


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
