"""Somebody chairs already: join as note-taker, take over a seat gone quiet, or leave."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workshop_tui.review.seat import ChairTaken


class ChairTakenScreen(Screen[str]):
    """Ends with "notes", "take", "again" or "leave"."""

    CSS_PATH = "chair_taken.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "leave")]

    def __init__(self, taken: ChairTaken) -> None:
        super().__init__()
        self._taken = taken

    def compose(self) -> ComposeResult:
        """One sentence and what can be done."""
        with Vertical(id="choice"):
            yield Static(str(self._taken), markup=False)
            options = [Option("Join as note-taker", id="notes")]
            if not self._taken.alive:
                options.append(Option("Take the chair's seat over", id="take"))
            options += [Option("Try again", id="again"), Option("Leave", id="leave")]
            yield OptionList(*options, markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """The choice."""
        self.dismiss(event.option_id or "leave")

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss("leave")
