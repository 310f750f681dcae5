"""What every document says of its circulation."""

from __future__ import annotations

from workshop_tui.outputs.material import Material

CONTAINS_NAMES = "Contains names"
"""The warning that a document carries until the register is confirmed."""


def warns(material: Material) -> bool:
    """Whether a document must be marked "Contains names"."""
    return material.audience.shows_names or not material.review.register_confirmed


def withheld(count: int) -> tuple[str, ...]:
    """What is said of marked items that are left out, where there are any."""
    if not count:
        return ()
    items = "1 item that is" if count == 1 else f"{count} items that are"
    return (f"{items} not for everybody whom this document may reach.",)
