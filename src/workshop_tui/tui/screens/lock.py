"""The screen that covers the others: nothing of the review is on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from workshop_tui.review.seat import Seat

_WRONG = "That does not open it. Check for capital letters and the keyboard's language."


class LockScreen(Screen[None]):
    """Asks for the passphrase of an encrypted review; a plain one goes on at any key.

    Args:
        seat: Whose screens are covered.
        unlocked: Called as it goes.
    """

    CSS_PATH = "lock.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", "quit")]

    def __init__(self, seat: Seat, unlocked: Callable[[], None]) -> None:
        super().__init__()
        self._seat = seat
        self._unlocked = unlocked
        self._encrypted = seat.file.encrypted

    def compose(self) -> ComposeResult:
        """What to do, and what has happened to the words."""
        with Vertical(id="lock"):
            yield Static("workshop-tui is covered.", id="lock-title", markup=False)
            yield Static(
                "Everything is saved, and what was half typed is kept. Others go on working.",
                markup=False,
            )
            if self._encrypted:
                yield Static("The review's passphrase:", id="lock-question", markup=False)
                yield Input(id="lock-input", password=True)
            else:
                yield Static("Press any key to go on.", id="lock-question", markup=False)
            yield Static(id="lock-said", markup=False)
            yield Static("Ctrl+Q leaves.", id="lock-leave", markup=False)

    def on_mount(self) -> None:
        """The field has the keys."""
        if self._encrypted:
            self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Any key uncovers a plain review, and does nothing else."""
        if not self._encrypted and event.key != "ctrl+q":
            event.stop()
            self._go_on()

    def on_click(self) -> None:
        """So does a click."""
        if not self._encrypted:
            self._go_on()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        words, field = event.value, self.query_one(Input)
        field.value = ""
        field.disabled = True

        def look() -> None:
            opens = self._seat.file.opens_with(words)
            self.app.call_from_thread(self._judged, opens)

        self.run_worker(look, thread=True, exclusive=True)

    def _judged(self, opens: bool) -> None:
        if opens:
            self._go_on()
            return
        field = self.query_one(Input)
        field.disabled = False
        field.focus()
        self.query_one("#lock-said", Static).update(_WRONG)

    def _go_on(self) -> None:
        self._unlocked()
        self.dismiss()
