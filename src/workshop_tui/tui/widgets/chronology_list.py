"""The combined chronology as a list of any length: only the lines in sight are read."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop_tui.practice.records import Entry
from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk

_STATE_SIGNS = {"discussed": "✓", "parked": "~"}


class ChronologyList(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries in their order; the one shown is highlighted, the chair's is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--here", "row--chair", "row--key", "row--faint"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="chronology")
        self._desk = desk
        self.found: list[int] | None = None

    def show_found(self, ids: list[int] | None) -> None:
        """Show only these entries (search results), or all again."""
        self.found = ids
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Paint the list anew and keep the highlight in sight."""
        self.virtual_size = Size(self.size.width, self._count() + (1 if self._hidden() else 0))
        row = self._row_of_here()
        if row >= 0:
            height = max(1, self.size.height)
            self.scroll_to_region(
                Region(0, max(0, row - height // 3), 1, max(1, min(height, 2 * height // 3))),
                animate=False,
                force=True,
            )
        self.refresh()

    def on_resize(self) -> None:
        """Keep the highlight in sight at every size."""
        self.refresh_rows()

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row < self._count():
            position = row if self.found is None else self._desk.position_of(self.found[row])
            entry = self._desk.at(position)
            text, style = self._line(entry, position, width), self._style_of(entry)
            return Strip([Segment(text, base + style)]).adjust_cell_length(width, base + style)
        if row == self._count() and self._hidden():
            text = f"··· {self._hidden()} later entries hidden ···"
            style = self.get_component_rich_style("row--faint")
            return Strip([Segment(text, base + style)]).adjust_cell_length(width, base)
        return Strip.blank(width, base)

    def _count(self) -> int:
        return self._desk.shown if self.found is None else len(self.found)

    def _hidden(self) -> int:
        return 0 if self.found is not None else len(self._desk.order) - self._desk.shown

    def _row_of_here(self) -> int:
        if self.found is None:
            return min(self._desk.position, self._count() - 1)
        here = self._desk.here
        return self.found.index(here) if here in self.found else 0

    def _line(self, entry: Entry, position: int, width: int) -> str:
        desk = self._desk
        chair = "▶" if entry.id == desk.chair_at else "›" if entry.id == desk.here else " "
        star = "★" if entry.starred or entry.episode_id else " "
        state = _STATE_SIGNS.get(entry.state, " ")
        digits = len(str(len(desk.order)))
        date_width = 11 if width < 44 else 16
        date = one_line(desk.view.text(entry.date_text)) or "undated"
        agency = one_line(desk.agency(entry))
        count = desk.counts.get(entry.id, 0)
        head = (
            f"{chair}{entry.ref or position + 1!s:>{digits}}{star}{state}"
            f"{date[:date_width]:<{date_width}} {agency[:8]:<8} "
        )
        tail = f" •{count}" if count else ""
        room = max(0, width - len(head) - len(tail))
        return f"{head}{one_line(desk.view.text(entry.text))[:room]:<{room}}{tail}"

    def _style_of(self, entry: Entry) -> Style:
        if entry.id == self._desk.here:
            return self.get_component_rich_style("row--here")
        if entry.id == self._desk.chair_at:
            return self.get_component_rich_style("row--chair")
        if entry.starred or entry.episode_id:
            return self.get_component_rich_style("row--key")
        return (
            self.get_component_rich_style("row--faint")
            if entry.state == "discussed"
            else (self.rich_style)
        )
