"""The recovery code: a file's key in letters and digits that a person can type from paper.

Fourteen groups of five. In each of the first thirteen, four characters carry the key and the
fifth checks them, so that one wrong character, or two that changed places, are found in their
group. The last group checks the whole: a group left out, doubled or out of its order.
"""

from __future__ import annotations

import hashlib
import re

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 and no O, no 1 and no I: whoever reads one of those knows that it is something else."""

KEY_BYTES = 32
GROUPS = 14
_SIZE = 5
_WEIGHTS = (2, 4, 8, 16)  # none is 1, the weight of the check itself: no two may change places
_VALUES = {char: value for value, char in enumerate(ALPHABET)} | {
    "1": ALPHABET.index("L"),
    "I": ALPHABET.index("L"),
}


def encode(key: bytes) -> list[str]:
    """The groups of a key.

    Args:
        key: 32 bytes.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    number = int.from_bytes(key) << 4  # 256 bits in 13 groups of 20
    parts = [number >> (20 * place) & 0xFFFFF for place in reversed(range(GROUPS - 1))]
    return [_group(part) for part in (*parts, _whole(key))]


def decode(text: str) -> bytes | None:
    """The key that a typed code stands for; None where it is not a code, or not a right one.

    Letter case does not matter, nor what stands between the groups. That words which are no code
    are taken for one is out of the question: 85 bits of checks would have to fit.
    """
    groups = _split(text)
    if len(groups) != GROUPS or not all(map(_right, groups)):
        return None
    number = 0
    for group in groups[:-1]:
        number = number << 20 | _part(group)
    if number & 0xF:
        return None
    key = (number >> 4).to_bytes(KEY_BYTES)
    return key if _part(groups[-1]) == _whole(key) else None


def mistyped(text: str) -> str:
    """What is wrong with words that were meant as a code, in a sentence; "" if they were not."""
    groups = _split(text)
    wrong = [number for number, group in enumerate(groups, start=1) if not _right(group)]
    if len(groups) < GROUPS // 2 or 2 * len(wrong) > len(groups) or decode(text) is not None:
        return ""
    if wrong:
        which = ", ".join(map(str, wrong))
        which = f"group {which} is" if len(wrong) == 1 else f"groups {which} are"
        return f"This looks like a recovery code, but {which} mistyped. Compare with the sheet."
    if len(groups) != GROUPS:
        return (
            f"This looks like a recovery code, but it has {len(groups)} groups and the sheet has "
            f"{GROUPS}. Every group that was typed is right by itself."
        )
    return (
        "This looks like a recovery code in which every group is right by itself, but not all "
        "together: two of them changed places, or they are from two different sheets."
    )


def _split(text: str) -> list[str]:
    """The groups as typed: by what stands between them, or else every five characters."""
    parts = re.findall(r"[A-Z0-9]+", text.upper())
    if len(parts) >= GROUPS // 2:
        return parts
    joined = "".join(parts)
    return [joined[at : at + _SIZE] for at in range(0, len(joined), _SIZE)]


def _group(part: int) -> str:
    values = [part >> shift & 31 for shift in (15, 10, 5, 0)]
    return "".join(ALPHABET[value] for value in (*values, _check(values)))


def _right(group: str) -> bool:
    values = [_VALUES.get(char, -1) for char in group]
    return len(values) == _SIZE and min(values) >= 0 and _check(values[:4]) == values[4]


def _part(group: str) -> int:
    part = 0
    for char in group[:4]:
        part = part << 5 | _VALUES[char]
    return part


def _check(values: list[int]) -> int:
    """A weighted sum in the field of 32 elements: any one change, any swap makes another sum."""
    total = 0
    for value, weight in zip(values, _WEIGHTS, strict=True):
        total ^= _times(value, weight)
    return total


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0b100101 if a & 16 else 0)
        b >>= 1
    return product


def _whole(key: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"workshop-tui recovery code\0" + key).digest()[:4]) >> 12
