"""The observers' challenge notes during the event: what was left, and the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from workshop_tui.practice.records import Entry
from workshop_tui.practice.roles import LEADERS
from workshop_tui.practice.running import Challenge
from workshop_tui.practice.text import visible
from workshop_tui.tui.challenging import answer
from workshop_tui.tui.closing_rows import challenge_rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.live import Live
from workshop_tui.tui.screens.list_screen import ListScreen
from workshop_tui.tui.widgets.line_list import Row


class ChallengesScreen(ListScreen):
    """Every seat that reads the review may read them; the chair answers."""

    AREA = Area.CHALLENGES
    NEWS = frozenset({Challenge.TABLE, "outcome"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.CHALLENGES),
        *keys("2,f2", "event"),
        *keys("c", "challenge"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._looked = False

    def heading(self) -> str:
        """How many wait."""
        return f"Challenge notes · {self.desk.unanswered} without an answer"

    def list_rows(self) -> Iterable[Row]:
        """Each note with its answer."""
        rows = [row for row in challenge_rows(self.desk) if row.what]
        return rows or [Row("", "No challenge note has been left.", style="faint")]

    def paint_all(self) -> None:
        """Paint everything; the first time the oldest note without an answer is chosen."""
        super().paint_all()
        if not self._looked:
            self._looked = True
            self.rows.go_to(self.rows.find(lambda row: row.text.startswith("○")))

    def _note(self, row: Row | None) -> Challenge | None:
        found = self.desk.read.records(Challenge, uid=str(row.at[0])) if row and row.at else []
        return found[0] if found else None

    def about_row(self, row: Row) -> Sequence[Content]:
        """The whole of the note, and of its answer."""
        note, view = self._note(row), self.desk.view
        if note is None:
            return ()
        return [
            Content(visible(view.text(note.text))),
            Content.styled(visible(view.text(note.answer)) or "No answer yet.", "$text-muted"),
        ]

    def act_on(self, row: Row) -> None:
        """Answer it."""
        note = self._note(row)
        if note is None:
            return
        if self.live.seat.role not in LEADERS:
            self.say("The chair answers it.")
        else:
            answer(self.line, note)

    def action_go_there(self) -> None:
        """To the entry that the note is about."""
        note = self._note(self.rows.row)
        found = (
            self.desk.read.records(Entry, uid=note.row_uid)
            if note is not None and note.table_name == Entry.TABLE
            else []
        )
        if found and self.desk.position_of(found[0].id) >= 0:
            self.go_to_entry(found[0].id)
        else:
            self.say("This note is not about an entry.")
