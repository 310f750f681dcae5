"""The documents that can be made and sent from the preparation, one after another in a list.

A new one is one more ``Sending`` here; the screen lists them all and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.tui.screens.review_screen import ReviewScreen


@dataclass(frozen=True, slots=True)
class Sending:
    """Something that can be made for somebody.

    Attributes:
        id: By which the list recognises it.
        label: What it is called, in a few words.
        help: What comes of it and for whom, in a sentence or two.
        run: Makes it, with the screen from which it was chosen: its seat (``screen.live.seat``),
            its line for a question (``screen.line``), its notice (``screen.say``). What takes
            longer than a moment belongs into a worker.
    """

    id: str
    label: str
    help: str
    run: Callable[[ReviewScreen], None]


SENDINGS: tuple[Sending, ...] = (
    Sending(
        "export",
        "Report, actions and data",
        "Written into a folder beside the review, without names; a document in which a name is "
        "found is held back.",
        lambda screen: screen.action_export(),
    ),
)
