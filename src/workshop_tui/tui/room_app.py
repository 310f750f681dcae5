"""The room's seat, for the projector: an app that knows the slide and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.text import one_line, visible
from workshop_tui.review.room import RoomView
from workshop_tui.review.seat import Seat
from workshop_tui.review.slides import BEFORE, PAUSE
from workshop_tui.store.seats import RENEW_SECONDS
from workshop_tui.tui import crash
from workshop_tui.tui.hanging_up import Terminal
from workshop_tui.tui.live import Live
from workshop_tui.tui.locking import Locking
from workshop_tui.tui.messages import Done, ReviewChanged, Trouble

_TICK = 15.0  # seconds: the clock shows minutes
_WAITING = "The chair has not shown anything yet."
_PAUSED = "A pause.\n\nTake the time you need."
_NO_WORDS = "Please listen: the chair reads this entry."


class RoomApp(App[int]):
    """What the chair sends, as large and calm as a terminal allows.

    Args:
        seat: The room's seat.
    """

    TITLE = "workshop-tui"
    CSS_PATH = "room.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,pagedown,down", "scroll(1)", show=False),
        Binding("b,pageup,up", "scroll(-1)", show=False),
        Binding("q,ctrl+q", "leave", show=False),
        Binding("alt+k", "cover", show=False),
    ]

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._after = seat.slide.last_seq()
        self.live = Live(self, seat, self._after)
        self.seen = RoomView("")
        self.locking = Locking(self, seat, event_runs=seat.slide.event_runs)
        self._terminal = Terminal()

    @classmethod
    def launch(cls, seat: Seat) -> int:
        """Run until somebody leaves."""
        app = cls(seat)
        with crash.quiet():
            try:
                code = app.run()
            finally:
                seat.close()
        return int(code or app.return_code or 0)

    def compose(self) -> ComposeResult:
        """Title and time, the words, the step."""
        with Vertical(id="room"):
            yield Static(id="room-title", markup=False)
            with VerticalScroll(id="room-middle"):
                yield Static(id="room-about", markup=False)
                yield Static(id="room-text", markup=False)
            yield Static(id="room-step", markup=False)

    def on_mount(self) -> None:
        """Show what was sent before, then follow."""
        self.query_one("#room-middle").can_focus = False
        self.look()
        self.live.start()
        self.live.do(self._seat.join(), None, lambda _: "")
        self.set_interval(RENEW_SECONDS, self._renew)
        self.set_interval(_TICK, self.look)

    def look(self) -> None:
        """Read and paint what the room may see now; news may come after the last of the screen."""
        room = self.screen_stack[0]
        if not room.query("#room-title"):
            return
        before, seen = self.seen, self._seat.slide.now()
        self.seen = seen
        now = dt.datetime.now()
        room.query_one("#room-title", Static).update(
            Content(f"{one_line(seen.title)}   {now:%H:%M}")
        )
        room.query_one("#room-about", Static).update(Content(one_line(seen.about)))
        room.query_one("#room-text", Static).update(Content(visible(_words(seen))))
        room.query_one("#room-step", Static).update(Content(one_line(_step(seen))))
        room.set_class(seen.shows == PAUSE, "-pause")
        if (before.shows, before.text, before.about) != (seen.shows, seen.text, seen.about):
            room.query_one("#room-middle").scroll_home(animate=False)

    async def on_event(self, event: events.Event) -> None:
        """Somebody at the projector's keyboard keeps it uncovered."""
        if isinstance(event, events.InputEvent | events.Paste):
            self.locking.touched()
        await super().on_event(event)

    def _renew(self) -> None:
        self.locking.look()
        if self._terminal.is_gone():
            self.exit(0)
        self.live.do(self._seat.renew(None), None, lambda _: "")

    @on(ReviewChanged)
    def _changed(self) -> None:
        self.locking.touched()
        self.look()

    @on(Done)
    def _done(self, message: Done) -> None:
        self.live.finished(message)

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        where = self.screen_stack[0].query_one("#room-step", Static)
        where.update(Content(one_line(message.sentence)))

    def action_scroll(self, direction: int) -> None:
        """Go on in words that are longer than the screen, or back."""
        self.screen_stack[0].query_one("#room-middle").scroll_relative(
            y=direction * max(1, self.size.height - 6), animate=False
        )

    def action_cover(self) -> None:
        """Cover the screen at once, also while an event runs."""
        self.locking.lock()

    def action_leave(self) -> None:
        """Leave the room's seat."""
        self.exit(0)

    def _fatal_error(self) -> None:
        """Replace Textual's crash screen, which prints every local variable."""
        self._exit_renderables.append(crash.farewell(self._exception))
        self._close_messages_no_wait()


def _words(seen: RoomView) -> str:
    if seen.shows == PAUSE:
        return _PAUSED
    if seen.shows == BEFORE:
        return _WAITING if not seen.begun else ""
    if seen.shows == "entry" and not seen.text:
        return _NO_WORDS
    return seen.text


def _step(seen: RoomView) -> str:
    if seen.shows == PAUSE or not seen.step:
        return ""
    left = seen.step_minutes
    if left is None:
        return seen.step
    if left < 0:
        return f"{seen.step} · time is up"
    return f"{seen.step} · {left} min left"
