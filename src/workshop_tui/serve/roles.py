"""Which seats can be had in a browser."""

from __future__ import annotations

from typing import Final

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role

SEATS: Final = (Role.NOTE_TAKER, Role.ROOM, Role.OBSERVER)
"""The chair's stays with the host: what only the chair may do is never a browser's."""


def roles_of(words: str) -> tuple[Role, ...]:
    """The seats named in a list with commas.

    Raises:
        Problem: If one cannot be had in a browser.
    """
    known = {role.value: role for role in SEATS}
    named = [one.strip() for one in words.split(",") if one.strip()]
    wrong = [one for one in named if one not in known]
    if wrong or not named:
        said = f"{wrong[0]!r} cannot be served" if wrong else "No seat was named"
        raise Problem(f"{said}. Seats in a browser: {', '.join(known)}.")
    return tuple(known[one] for one in named)
