"""Printed references: once a chronology is circulated, everybody's paper stays right.

The first circulation gives each entry its number. Whatever comes later gets the reference of the
entry before it with the next free letter: 42a, 42b. A reference is never given twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence

_LETTERED = re.compile(r"(\d+)[a-z]+")


def lettered(before: str | None, taken: Container[str]) -> str:
    """The reference of an entry that comes later.

    Args:
        before: The reference of the entry before it; None at the beginning.
        taken: Every reference that was ever given.
    """
    base = before or "0"
    if found := _LETTERED.fullmatch(base):
        base = found[1]
    return next(ref for letters in _letters() if (ref := f"{base}{letters}") not in taken)


def later(placed: Sequence[tuple[str, str]], keys: Sequence[str], taken: set[str]) -> list[str]:
    """References for entries that come later.

    Args:
        placed: Sort key and reference of the entries that have one, in their order.
        keys: The sort keys of the others, in any order; after equals they come behind.
        taken: Every reference that was ever given; the new ones are added.

    Returns:
        A reference for each key.
    """
    known = [key for key, _ in placed]
    refs = [""] * len(keys)
    for position in sorted(range(len(keys)), key=lambda n: (keys[n], n)):
        at = bisect_right(known, keys[position])
        ref = lettered(placed[at - 1][1] if at else None, taken)
        taken.add(ref)
        refs[position] = ref
    return refs


def _letters() -> Iterator[str]:
    """The letters a to z, then aa, ab, as a spreadsheet counts."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    shorter = [""]
    while True:
        shorter = [first + letter for first in shorter for letter in alphabet]
        yield from shorter
