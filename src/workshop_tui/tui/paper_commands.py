"""Typing in what was written on paper."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.on_paper import on_paper
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture
from workshop_tui.review.paper_notes import from_paper
from workshop_tui.tui.steps import Filling, Form, Step

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live


class PaperCommands:
    """The part of the event screen that takes notes over from paper, with their real time."""

    _sheet = ""

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

    def action_from_paper(self) -> None:
        """Type in a note from a paper sheet; the next one begins with the same sheet."""
        steps = [
            Step("Number of the sheet?", self._sheet, empty=True),
            Step("The time written there, as 14:30?", empty=True),
            Step("The entry's number?", empty=True),
            Step("The note, with its mark in front:"),
        ]
        form = Form("FROM PAPER", "paper", steps, self._keep_from_paper, self._kept_from_paper)
        self.line.begin(Filling(self.line, form))

    def _keep_from_paper(self, answers: Sequence[str]) -> Future[Any]:
        number, time, entry, text = answers
        if number and not number.isdecimal():
            raise Problem(f"{number!r} is no number of a sheet. Esc leaves it.")
        read = self.live.seat.read
        note = from_paper(read, sheet=int(number) if number else None, at=time)
        self._sheet = number
        return self.live.seat.captures.add(
            text,
            entry_id=read.find_entry(entry) if entry else None,
            session_id=note.session.id if note.session else None,
            at=note.at,
            sheet=note.sheet,
        )

    def _kept_from_paper(self, capture: Capture) -> None:
        kept = on_paper(capture) or "without sheet and time"
        self.say(f"Saved, {kept}. {self.line.key('from_paper')} for the next.")
