"""Choosing one of several in a screen's list, which shows them until one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.widgets.line_list import LineList, Row


class ChoosingOne:
    """The part of a screen with one list in which a choice takes the list's place.

    Attributes:
        choice: What is being chosen, or None.
    """

    choice: Choice | None = None
    _kept: Row | None = None

    if TYPE_CHECKING:

        @property
        def sheet(self) -> LineList:
            """The list."""

        def paint_all(self) -> None:
            """Paint everything."""

    def offer(self, choice: Choice) -> None:
        """Show what there is to choose from."""
        self._kept = self.sheet.row
        self.choice = choice
        self.paint_all()
        self.sheet.go_to(1 + max(0, choice.now))

    def _settle(self) -> None:
        """Leave the choice; the highlight goes back to where it was."""
        self.choice, kept = None, self._kept
        self.paint_all()
        if kept is not None:
            self.sheet.go_to(self.sheet.find(lambda row: row.key == kept.key))

    def _take(self, choice: Choice, row: Row) -> None:
        """Take what a row offers."""
        self._settle()
        choice.take(int(row.at[0]))


def choice_rows(choice: Choice) -> list[Row]:
    """A choice as rows: its title, then what there is."""
    title = Row("", choice.title, style="heading")
    return [title, *(Row("choice", one, (n,)) for n, one in enumerate(choice.options))]
