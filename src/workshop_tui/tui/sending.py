"""The documents that can be made and sent from the preparation, one after another in a list.

A new one is one more ``Sending`` here; the screen lists them all and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_tui.practice import papers

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


def _paper(what: str, label: str, help: str) -> Sending:
    """Papers that go out through the sending screen."""

    def run(screen: ReviewScreen) -> None:
        from workshop_tui.tui.screens.prepare import PrepareScreen

        if isinstance(screen, PrepareScreen):
            screen.action_send(what)

    return Sending(what.replace(" ", "-"), label, help, run)


_LOOKED_AT = "Shows what goes to whom before anything is written."

SENDINGS: tuple[Sending, ...] = (
    _paper(
        papers.CHRONOLOGY_REQUEST,
        "Requests for chronologies",
        f"A letter to each agency, with blank forms beside it. {_LOOKED_AT}",
    ),
    _paper(
        papers.CHRONOLOGY_REMINDER,
        "Reminders of chronologies",
        f"A letter to each agency that has not answered. {_LOOKED_AT}",
    ),
    _paper(
        papers.INVITATION,
        "Invitations, reminders of the forms",
        f"Calendar files for those who take part. {_LOOKED_AT}",
    ),
    _paper(
        papers.BRIEFING_PACK,
        "Briefing packs",
        f"A numbered copy for each who is invited. {_LOOKED_AT}",
    ),
    _paper(
        papers.PREPARATION_FORM,
        "Preparation forms",
        f"A Word document for each, to be filled in and sent back. {_LOOKED_AT}",
    ),
    _paper(
        papers.CAPTURE_SHEET,
        "Sheets for capturing on paper",
        f"Numbered, for people without a screen. {_LOOKED_AT}",
    ),
    Sending(
        "export",
        "Report, actions and data",
        "Written into a folder beside the review, without names; a document in which a name is "
        "found is held back.",
        lambda screen: screen.action_export(),
    ),
)
