"""Codes from roles: "Social worker" is SW1, SW2 and so on; the table of roles is in the pack."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from workshop_tui.store.resources import pack

_NOT_A_WORD = re.compile(r"[^\w]+")
_HEAD = re.compile(r"[,;(/]|\s[-–]\s")
_SMALL = frozenset({"and", "for", "of", "the", "in", "to", "a", "at", "with", "on"})
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class RoleKind:
    """A kind of role.

    Attributes:
        code: What its codes begin with.
        level: practitioner or manager, where the role says so by itself; else "".
        name: The words by which it was found.
    """

    code: str
    level: str
    name: str


@cache
def _table() -> dict[str, RoleKind]:
    return {
        plain_role(name): RoleKind(role["code"], role.get("level", ""), plain_role(name))
        for role in pack("roles")["roles"]
        for name in role["names"]
    }


def plain_role(words: str) -> str:
    """A role in lower case, without punctuation."""
    return " ".join(
        _NOT_A_WORD.sub(" ", words.casefold().replace("’", "").replace("'", "")).split()
    )


def kind_of(role: str) -> RoleKind | None:
    """The kind of a role: what stands before a comma or a bracket decides, else the rest.

    Of several known roles in the words the longest counts, of equally long ones the first.
    """
    head = _HEAD.split(role, maxsplit=1)[0]
    return _longest(head) or _longest(role)


def _longest(role: str) -> RoleKind | None:
    words = f" {plain_role(role)} "
    found = [kind for name, kind in _table().items() if f" {name} " in words]
    if not found:
        return None
    return min(found, key=lambda kind: (-len(kind.name), words.index(kind.name)))


def propose_code(role: str, taken: Collection[str]) -> str:
    """The next code for a role: SW3 where SW1 and SW2 are taken.

    Args:
        role: In words. One that the pack does not know gets its initials.
        taken: Every code and pseudonym in use, in lower case.
    """
    kind = kind_of(role)
    base = kind.code if kind else _initials(role)
    numbers = [
        int(found[1])
        for one in taken
        if (found := re.fullmatch(rf"{re.escape(base.casefold())}(\d{{1,6}})", one))
    ]
    return f"{base}{max(numbers, default=0) + 1}"


def _initials(role: str) -> str:
    words = [word for word in plain_role(role).split() if word not in _SMALL and word[0].isalpha()]
    if not words:
        return "P"
    if len(words) == 1:
        return words[0][:3].upper()
    return "".join(word[0] for word in words[:_LONGEST]).upper()
