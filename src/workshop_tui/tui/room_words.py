"""Words for the room's screen: what in them is in no register is said while they are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workshop_tui.review.reader import Reader
from workshop_tui.tui.tasks import Writing

if TYPE_CHECKING:
    from textual.timer import Timer

    from workshop_tui.tui.line import Line

_REST = 0.4  # seconds without a key


def look(line: Line, text: str, still: Callable[[], bool], before: str = "") -> None:
    """Say what a text holds that is in no register, once that is known; no key waits for it.

    Args:
        line: The line of the screen where it is said.
        text: What the room would read.
        still: Whether it is still to be said by then.
        before: Said first.
    """
    widget, file = line.widget, line.live.seat.file
    app = widget.app

    def said(words: str) -> None:
        if words and widget.is_mounted and still():
            line.say(f"{before} {words}".strip())

    def search() -> None:
        from workshop_tui.review import room_look

        reader = Reader(file)
        try:
            words = room_look.warning(reader, text)
        finally:
            reader.close()
        app.call_from_thread(said, words)

    widget.run_worker(search, thread=True, exclusive=True, group="room-look")


class RoomWords(Writing):
    """Words that the room will read."""

    _timer: Timer | None = None

    def edited(self, text: str) -> None:
        """What was typed is looked at when typing rests."""
        super().edited(text)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.line.widget.set_timer(_REST, lambda: self._look(text))

    def _look(self, text: str) -> None:
        line = self.line
        if line.task is self:
            look(line, text, lambda: line.task is self and line.text == text)
