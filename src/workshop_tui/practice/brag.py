"""BRAG: blue embedded, green on track, amber at risk, red overdue.

A common local convention of action plans; the colour never stands without its word.
"""

from __future__ import annotations

BRAG: dict[str, str] = {
    "blue": "embedded",
    "green": "on track",
    "amber": "at risk",
    "red": "overdue",
}

SIGNS: dict[str, str] = {"blue": "✓", "green": "→", "amber": "!", "red": "‼", "": "·"}
"""A sign for each colour, for eyes and screens that see no colours."""


def in_words(brag: str) -> str:
    """A colour as a list shows it: its sign and its word."""
    return f"{SIGNS[brag]} {BRAG.get(brag, 'not said')}"


def rating(given: str, due: str | None, closed: bool, today: str) -> str:
    """An action's colour.

    Args:
        given: The newest that was noted, or "".
        due: By when, as an ISO day, or None where no day is agreed.
        closed: Whether it was closed on evidence of changed practice.
        today: The ISO day.

    Returns:
        Blue where it is closed; red where it is past its day, whatever was noted; else what was
        noted, or "" where nobody said.
    """
    if closed:
        return "blue"
    if due is not None and due < today:
        return "red"
    return "" if given == "blue" else given
