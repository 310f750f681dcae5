"""The line's controller: which task has it, what is half typed, when it opens and closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workshop_tui.practice.kinds import BY_KIND, CaptureKind
from workshop_tui.practice.records import Capture
from workshop_tui.practice.roles import Role
from workshop_tui.store.seats import Draft
from workshop_tui.tui.commands import key_of
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.hinting import Hinting
from workshop_tui.tui.live import Live
from workshop_tui.tui.tasks import Capturing, Editing, Task
from workshop_tui.tui.widgets.capture_line import CaptureLine


class Line:
    """One seat's line.

    In the note-taker's seat the line is always open. In the chair's it opens by a key and closes
    when it is saved or left; what was half typed waits in it.

    Attributes:
        task: What the line is for now.
        base: Capturing, to which it always returns.
        open: Whether it has the focus.
    """

    def __init__(
        self,
        desk: Desk,
        live: Live,
        widget: CaptureLine,
        say: Callable[[str], None],
        closed: Callable[[], object],
        always_open: bool | None = None,
        mode_changed: Callable[[str], None] | None = None,
        arrow: Callable[[int], None] | None = None,
        enter_empty: Callable[[], bool] | None = None,
    ) -> None:
        self.desk = desk
        self.live = live
        self.say = say
        self.base = Capturing(self)
        self.task: Task = self.base
        self._widget = widget
        self._closed = closed
        self._enter_empty = enter_empty or (lambda: False)
        self._mode_changed = mode_changed or (lambda _: None)
        role_opens = live.seat.role is Role.NOTE_TAKER
        self._always = role_opens if always_open is None else always_open
        self._arrow = arrow or (lambda _: None)
        self.open = self._always
        self._restored = live.seat.joined
        self._carried = ""
        self._hinting = Hinting(desk, widget)
        widget.area.owner = self

    @property
    def text(self) -> str:
        """What is in the line."""
        return self._widget.text

    @property
    def widget(self) -> CaptureLine:
        """The widget."""
        return self._widget

    @property
    def unfinished(self) -> bool:
        """Whether a capture is half typed."""
        return bool(self.text if self.task is self.base else self.base.text)

    def key(self, command: str) -> str:
        """How the key of a command is written in this seat."""
        return key_of(command, self.live.seat.role)

    # -- tasks --------------------------------------------------------------------------------

    def capture(self, kind: CaptureKind) -> None:
        """Begin a capture of a kind, or make the open line one."""
        if self.task is not self.base:
            self.finish()
        self.base.kind = kind
        self.begin(self.base, self.text or self.base.text)

    def begin(self, task: Task, text: str | None = None) -> None:
        """Give the line to a task."""
        if task is not self.task:
            self.task.text = self.text
        self.task = task
        self.open = True
        wanted = task.text if text is None else text
        task.text = ""  # it is in the field from now on: once saved, it must not come back
        if wanted != self.text:
            self._widget.set_text(wanted)
        self._widget.display = True
        self._widget.area.arrows = task.arrows
        self._focus()
        self.paint()

    def resume(self, task: Task, text: str) -> None:
        """Give the line to a task, with what was half typed for it before, if anything was."""
        kept = self.draft(task.slot)
        self.begin(task, kept.text if kept is not None else text)

    def _focus(self) -> None:
        """At once, not by a message: the next key must not be taken for a command."""
        self._widget.screen.set_focus(self._widget.area, scroll_visible=False)

    def finish(self) -> None:
        """Back to capturing; in the chair's seat the line closes."""
        if self.task is not self.base:
            self.task = self.base
            self._widget.set_text(self.base.text)
            self.base.text = ""
            self._widget.area.arrows = False
        if not self._always:
            self.open = False
            self._widget.display = bool(self.text)
        self._closed()
        self.paint()

    def leave(self) -> None:
        """Escape: nothing typed is lost."""
        if self.task is self.base and not self.text:
            self.base.kind = None
        self.finish()
        if self.unfinished and not self._always:
            self.say("Your unfinished line is kept: press its key to go on.")

    def let_go_of_struck(self) -> None:
        """Leave the editing of a capture that was struck meanwhile: its words must not return."""
        task = self.task
        if isinstance(task, Editing) and task.capture.id in self.desk.read.strikes():
            self.drop_draft(task.slot)
            self.finish()
            self.say("The capture that you were editing was struck from the record.")

    def clear(self) -> None:
        """Empty the field: its text is on its way to the disk."""
        self._widget.set_text("")

    # -- events -------------------------------------------------------------------------------

    def submitted(self, text: str) -> None:
        """Enter was pressed."""
        if not text and self.task is self.base and self._enter_empty():
            return
        self.task.submit(text)

    def arrow(self, direction: int) -> None:
        """Up or down was pressed where the line has no use for it."""
        self._arrow(direction)

    def edited(self, text: str) -> None:
        """The text changed: keep it, complete it, say where it goes."""
        self.task.edited(text)
        if self.task.slot and self._restored:
            self.live.seat.keep_draft(self.task.slot, text, self.task.context())
        word = self._widget.word_at_cursor() if text else ""
        row, suggested = self.task.complete(text, word)
        hint = self._hinting.row(None if row else self.task.worded(text))
        self._widget.set_hints(row or hint, suggested)
        self.paint()

    def keep(self) -> None:
        """Keep what is half typed now: the news of the last keys may still be on its way."""
        if self.task.slot and self.text and self._restored:
            self.task.edited(self.text)
            self.live.seat.keep_draft(self.task.slot, self.text, self.task.context())

    def drop_draft(self, slot: str) -> None:
        """Forget a half-typed text that has been saved."""
        self.live.seat.keep_draft(slot, "")

    def restore(self) -> None:
        """Go on with what this seat had half typed before it closed or died.

        Nothing is kept before this, so that a fast first key does not replace what was kept; what
        was typed meanwhile follows it.
        """
        self._restored = True
        kept = self.draft(self.base.slot)
        typed = self.text if self.task is self.base else self.base.text
        if kept is not None and kept.text not in (typed, self._carried):
            text = f"{kept.text}\n{typed}" if typed else kept.text
            self.base.restore(text, kept.context)
            self.begin(self.base, text)
            self.say("Your half-typed line from before is back.")
        elif typed or self._carried:
            # What came along may have been typed on or saved since: what was kept of it is over.
            self.live.seat.keep_draft(self.base.slot, typed, self.base.context() if typed else "")
        self._carried = ""

    def draft(self, slot: str) -> Draft | None:
        """What this seat has half typed under a name."""
        own = self.live.seat.uid
        drafts = self.desk.read.drafts()
        return next((d for d in drafts if (d.seat, d.slot) == (own, slot)), None)

    def draft_slot(self, slot: str) -> str | None:
        """The draft that a save takes along; none before this seat's own were read back."""
        return slot if self._restored else None

    def unfinished_capture(self) -> tuple[str, str]:
        """The half-typed capture and its context, to go along into another seat."""
        text = self.text if self.task is self.base else self.base.text
        return text, self.base.context() if text else ""

    def take_along(self, text: str, context: str) -> None:
        """Go on with a capture that was half typed in another seat."""
        if text:
            self._carried = text
            self.base.restore(text, context)
            self.begin(self.base, text)

    def rebind(self) -> None:
        """Move the open line to the entry shown now."""
        if self.unfinished:
            self.base.move_here()
            if self.task is self.base:
                self.live.seat.keep_draft(self.base.slot, self.text, self.base.context())
            self.paint()

    def paint(self) -> None:
        """Say in words what the line is for."""
        elsewhere = self.desk.chair_at not in (None, self.desk.here)
        behind = elsewhere and self.live.seat.role is not Role.CHAIR
        self._widget.set_label(self.task.label(), behind=behind)
        self._mode_changed("WRITING" if self.open else "COMMANDS")

    def captured(self, capture: Capture) -> None:
        """A line is on disk: read it back, and say what is still missing of it."""
        kept: Any = self.desk.read.capture(capture.uid)
        if kept.line != capture.line:
            self.say("The line was not kept as typed; please check it.")
            return
        info = BY_KIND[capture.kind]
        said = f"{info.label} saved at {self.desk.place_of(capture)}."
        lacks = self._lacks(capture)
        if lacks:
            said += f" Still to say: {', '.join(lacks)} ({self.key('details')})."
        self.say(said)

    def _lacks(self, capture: Capture) -> list[str]:
        lacks = self.desk.read.missing()
        found = [lack for o in self.desk.read.outcomes_of(capture.id) for lack in lacks[o.id]]
        return [lack for lack in found if lack not in _ASKED_LATER]


_ASKED_LATER = ("the finding it answers", "line of enquiry", "still true today?")
