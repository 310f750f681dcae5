"""The line: where everything is typed. Its label says in words what Enter will do."""

from __future__ import annotations

from typing import Any, Protocol

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from workshop_tui.practice.text import in_place
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.widgets.bar import Bar


class LineOwner(Protocol):
    """Who acts on the line's keys, in the same moment: the next key must find it done."""

    def submitted(self, text: str) -> None:
        """Enter was pressed."""

    def leave(self) -> None:
        """Escape was pressed."""

    def arrow(self, direction: int) -> None:
        """Up (-1) or down (+1) was pressed where the line has no use for it."""


class LineArea(TextArea):
    """A growing text field: Enter saves, Ctrl+J or Shift+Enter starts a new line.

    Enter is acted on at once, not by a message: what is typed in the same instant belongs to
    the next line and must not be swept away with this one.
    """

    def __init__(self) -> None:
        super().__init__(id="line-area", soft_wrap=True, compact=True, tab_behavior="focus")
        self.owner: LineOwner | None = None
        self.suggested: str | None = None
        self.arrows = False

    def get_line(self, line_index: int) -> Text:
        """A line as shown: control characters as symbols, each in its place."""
        return Text(in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_key(self, event: events.Key) -> None:
        if self.owner is not None and self._act(event.key, self.owner):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def _act(self, key: str, owner: LineOwner) -> bool:
        if key == "enter":
            owner.submitted(self.text)
        elif key in ("ctrl+j", "shift+enter"):
            self.insert("\n")
        elif key == "escape":
            owner.leave()
        elif key == "tab":
            self._complete()
        elif key in ("up", "down") and (self.arrows or not self.text):
            owner.arrow(-1 if key == "up" else 1)
        else:
            return False
        return True

    def _complete(self) -> None:
        if self.suggested is not None:
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            start = max(before.rfind(" "), before.rfind("\t")) + 1
            self.replace(self.suggested + " ", (row, start), (row, column))


class CaptureLine(Vertical):
    """Label, text field and completion row."""

    def compose(self) -> ComposeResult:
        """The three rows."""
        yield Bar(id="line-label", markup=False)
        yield LineArea()
        yield Bar(id="line-hints", markup=False)

    @property
    def area(self) -> LineArea:
        """The text field."""
        return self.query_one(LineArea)

    @property
    def text(self) -> str:
        """What is in the line now."""
        return self.area.text

    def set_text(self, text: str) -> None:
        """Put text into the line, the cursor at its end."""
        self.area.load_text(text)
        self.area.move_cursor(self.area.document.end)

    def set_label(self, label: Content, *, behind: bool) -> None:
        """Say what the line is for, in a warning colour where the chair is elsewhere."""
        row = self.query_one("#line-label", Bar)
        row.set_class(behind, "-behind")
        row.paint(label)

    def set_hints(self, hints: str, suggested: str | None) -> None:
        """Show completions; Tab takes the first."""
        self.area.suggested = suggested
        row = self.query_one("#line-hints", Bar)
        row.display = bool(hints)
        row.paint(Content(hints))

    def on_text_area_changed(self, event: Any) -> None:
        """Tell the screen that the text changed."""
        event.stop()
        self.post_message(LineEdited(self.area.text))

    def word_at_cursor(self) -> str:
        """The word before the cursor, for completion."""
        row, column = self.area.cursor_location
        before = self.area.document.get_line(row)[:column]
        return before.split(" ")[-1].split("\t")[-1]
