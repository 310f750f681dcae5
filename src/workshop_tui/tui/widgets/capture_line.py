"""The line: where everything is typed. Its label says in words what Enter will do."""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from workshop_tui.practice.text import in_place
from workshop_tui.tui.messages import LineArrow, LineEdited, LineLeft, LineSubmitted


class LineArea(TextArea):
    """A growing text field: Enter saves, Ctrl+J or Shift+Enter starts a new line."""

    def __init__(self) -> None:
        super().__init__(id="line-area", soft_wrap=True, compact=True, tab_behavior="focus")
        self.suggested: str | None = None
        self.arrows = False

    def get_line(self, line_index: int) -> Text:
        """A line as shown: control characters as symbols, each in its place."""
        return Text(in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_key(self, event: events.Key) -> None:
        handled = True
        if event.key == "enter":
            self.post_message(LineSubmitted(self.text))
        elif event.key in ("ctrl+j", "shift+enter"):
            self.insert("\n")
        elif event.key == "escape":
            self.post_message(LineLeft())
        elif event.key == "tab":
            self._complete()
        elif event.key in ("up", "down") and (self.arrows or not self.text):
            self.post_message(LineArrow(-1 if event.key == "up" else 1))
        else:
            handled = False
        if handled:
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

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
        yield Static(id="line-label", markup=False)
        yield LineArea()
        yield Static(id="line-hints", markup=False)

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
        row = self.query_one("#line-label", Static)
        row.set_class(behind, "-behind")
        row.update(label)

    def set_hints(self, hints: str, suggested: str | None) -> None:
        """Show completions; Tab takes the first."""
        self.area.suggested = suggested
        row = self.query_one("#line-hints", Static)
        row.display = bool(hints)
        row.update(Content(hints))

    def on_text_area_changed(self, event: Any) -> None:
        """Tell the screen that the text changed."""
        event.stop()
        self.post_message(LineEdited(self.area.text))

    def word_at_cursor(self) -> str:
        """The word before the cursor, for completion."""
        row, column = self.area.cursor_location
        before = self.area.document.get_line(row)[:column]
        return before.split(" ")[-1].split("\t")[-1]
