"""The combined chronology as a list of any length: only the lines in sight are read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workshop_tui.practice.marks import SIGNS
from workshop_tui.practice.records import Entry
from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk

_STATE_SIGNS = {"discussed": "✓", "parked": "~"}


class ChronologyList(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries in their order; the one shown is highlighted, the chair's is marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--here", "row--chair", "row--key", "row--faint"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="chronology")
        self.border_title = "Chronology"
        self._desk = desk
        self.found: list[int] | None = None
        self._styles: dict[str, Style] = {}
        self._painted = (-1, -1)

    @dataclass
    class Clicked(Message):
        """An entry was clicked."""

        entry_id: int

    def show_found(self, ids: list[int] | None) -> None:
        """Show only these entries (search results), or all again."""
        self.found = ids
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Paint all rows anew and keep the highlight in sight."""
        self._styles.clear()
        rows = self._count() + (1 if self._hidden() else 0)
        size = Size(self.scrollable_content_region.width, rows)
        if self.virtual_size != size:
            self.virtual_size = size
        self._painted = (self._row_of_here(), self._row_of_chair())
        self._keep_in_sight()
        self.refresh()

    def refresh_place(self) -> None:
        """Paint only the rows that a step touches: the old place and the new one."""
        rows = self._count() + (1 if self._hidden() else 0)
        if self.virtual_size.height != rows:
            self.refresh_rows()
            return
        before, now = self._painted, (self._row_of_here(), self._row_of_chair())
        self._painted = now
        if self._keep_in_sight():
            self.refresh()
            return
        width = self.scrollable_content_region.width
        for row in {*before, *now}:
            self.refresh(Region(0, row - self.scroll_offset.y, width, 1))

    def refresh_entries(self, entry_ids: set[int]) -> None:
        """Paint the rows of some entries."""
        width, top = self.scrollable_content_region.width, self.scroll_offset.y
        for entry_id in entry_ids:
            position = self._desk.position_of(entry_id)
            if self.found is not None:
                position = self.found.index(entry_id) if entry_id in self.found else -1
            if position >= 0:
                self.refresh(Region(0, position - top, width, 1))

    def _keep_in_sight(self) -> bool:
        """Scroll by most of a page where the highlight would leave it; says whether it did."""
        row, top, height = self._row_of_here(), self.scroll_offset.y, max(1, self.size.height)
        if row < 0 or top <= row < top + height:
            return False
        target = row - height // 5 if row >= top + height else row - 4 * height // 5
        self.scroll_to(y=max(0, target), animate=False, force=True, immediate=True)
        return True

    def on_resize(self) -> None:
        """Keep the highlight in sight at every size."""
        self.refresh_rows()

    def on_click(self, event: events.Click) -> None:
        """Go to the entry that was clicked."""
        row = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if 0 <= row < self._count():
            found = self._desk.order[row] if self.found is None else self.found[row]
            self.post_message(self.Clicked(found))

    def notify_style_update(self) -> None:
        """Another theme: styles are looked up anew."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row < self._count():
            position = row if self.found is None else self._desk.position_of(self.found[row])
            entry = self._desk.at(position)
            style = self._style(self._kind_of(entry))
            return Strip([Segment(self._line(entry, position, width), style)]).adjust_cell_length(
                width, style
            )
        style = self._style("row--faint")
        if row == self._count() and self._hidden():
            text = f"··· {self._hidden()} later entries hidden ···"
            return Strip([Segment(text, style)]).adjust_cell_length(width, style)
        return Strip.blank(width, style)

    def _count(self) -> int:
        return self._desk.shown if self.found is None else len(self.found)

    def _hidden(self) -> int:
        return 0 if self.found is not None else len(self._desk.order) - self._desk.shown

    def _row_of_here(self) -> int:
        if self.found is None:
            return min(self._desk.position, self._count() - 1)
        here = self._desk.here
        return self.found.index(here) if here in self.found else 0

    def _row_of_chair(self) -> int:
        position = self._desk.position_of(self._desk.chair_at)
        return position if self.found is None and position < self._count() else -1

    def _line(self, entry: Entry, position: int, width: int) -> str:
        desk = self._desk
        chair = "▶" if entry.id == desk.chair_at else "›" if entry.id == desk.here else " "
        star = "★" if entry.starred or entry.episode_id else " "
        state = _STATE_SIGNS.get(entry.state, " ")
        digits = len(str(len(desk.order)))
        date_width = 9 if width < 44 else 16
        date = _short_date(entry) or one_line(desk.view.text(entry.date_text)) or "undated"
        agency = one_line(desk.agency(entry))
        count = desk.counts.get(entry.id, 0)
        head = (
            f"{chair}{entry.ref or position + 1!s:>{digits}}{star}{state}"
            f"{date[:date_width]:<{date_width}} {agency[:8]:<8} "
        )
        signs = self._signs(entry)
        tail = (f" {signs}" if signs else "") + (f" •{count}" if count else "")
        room = max(0, width - len(head) - len(tail))
        return f"{head}{one_line(desk.view.text(entry.text))[:room]:<{room}}{tail}"

    def _signs(self, entry: Entry) -> str:
        """Disputed, corrected, linked, marked: one sign each; the entry's pane has the words."""
        beside, marks = self._desk.beside, self._desk.restrictions.of(entry)
        signs = "⚑" if beside.disputes_of(entry.id) else ""
        signs += "≠" if beside.corrections_of(entry.id) else ""
        signs += "⇔" if beside.linked_to(entry.id) else ""
        return signs + "".join(sorted({SIGNS[one.mark] for one in marks if one.mark in SIGNS}))

    def _kind_of(self, entry: Entry) -> str:
        if entry.id == self._desk.here:
            return "row--here"
        if entry.id == self._desk.chair_at:
            return "row--chair"
        if entry.starred or entry.episode_id:
            return "row--key"
        return "row--faint" if entry.state == "discussed" else ""

    def _style(self, kind: str) -> Style:
        """A row's style; looking it up costs more than the row, so it is kept until it changes."""
        style = self._styles.get(kind)
        if style is None:
            own = self.get_component_rich_style(kind) if kind else Style()
            style = self._styles[kind] = self.rich_style + own
        return style


def _short_date(entry: Entry) -> str:
    """An exact date in the form that takes least room; the entry itself shows it as written."""
    if entry.earliest is None or entry.earliest != entry.latest:
        return ""
    return f"{dt.date.fromisoformat(entry.earliest):%d %b %y}"
