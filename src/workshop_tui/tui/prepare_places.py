"""The places to which only the preparation leads: taking in what people sent, and sending."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.problems import Problem

if TYPE_CHECKING:
    from textual.app import App

    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.screens.review_screen import ReviewScreen


class PreparePlaces:
    """The part of the preparation that opens them; a seat that may not is told so."""

    if TYPE_CHECKING:
        app: App[Any]
        desk: Desk
        live: Live

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

    def action_send(self, what: str = "") -> None:
        """Send papers; where nothing is named, one begins with the briefing pack."""
        from workshop_tui.practice.papers import BRIEFING_PACK
        from workshop_tui.tui.screens.send import SendScreen

        self._open_place(lambda desk, live: SendScreen(desk, live, what or BRIEFING_PACK))

    def action_attendees(self) -> None:
        """Take in a list of people."""
        from workshop_tui.tui.screens.taking_in import PeopleListScreen

        self._open_place(PeopleListScreen)

    def action_returns(self) -> None:
        """Take in preparation forms."""
        from workshop_tui.tui.screens.taking_in import ReturnFormsScreen

        self._open_place(ReturnFormsScreen)

    def _open_place(self, make: Callable[[Desk, Live], ReviewScreen]) -> None:
        try:
            screen = make(self.desk, self.live)
        except Problem as problem:
            self.say(str(problem))
        else:
            self.app.push_screen(screen)
