"""Agencies and levels as lists of people write them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from workshop_tui.practice.records import Agency
from workshop_tui.review.role_codes import plain_role

_LEVELS = {
    **dict.fromkeys(
        ("practitioner", "frontline", "front line", "frontline practitioner", "staff"),
        "practitioner",
    ),
    **dict.fromkeys(
        ("manager", "managerial", "management", "line manager", "senior manager", "supervisor"),
        "manager",
    ),
}
_CLOSE = 0.8


def level_of(words: str) -> tuple[str, tuple[str, ...]]:
    """Practitioner or manager, as the list says; of other words nothing is made, and it is said."""
    if not words:
        return "", ()
    level = _LEVELS.get(plain_role(words), "")
    eye = f"the level “{words}” is neither practitioner nor manager: left empty"
    return level, (() if level else (eye,))


def agency_of(words: str, agencies: Sequence[Agency]) -> tuple[str, tuple[str, ...]]:
    """The short name of the agency that is meant, by short name, full name or kind.

    Where there is none: the words themselves, and what to say of it.
    """
    if not words:
        return "", ()
    wanted = plain_role(words)
    for names in ("short", "name", "kind"):
        found = [one for one in agencies if wanted == plain_role(getattr(one, names))]
        if len(found) == 1:
            return found[0].short, ()
    known = {plain_role(name): one.short for one in agencies for name in (one.short, one.name)}
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=_CLOSE)
    hint = f" (or is it {known[near[0]]}?)" if near else ""
    return words, (f"there is no agency “{words}” here yet{hint}",)
