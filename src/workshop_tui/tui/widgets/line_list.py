"""A list of one-line rows of any length: only the rows in sight are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        what: What kind of row it is, for whoever acts on it; "" is a heading that is passed over.
        text: What it says, as it came: the list shows it through its owner's eyes.
        at: Which one of its kind.
        style: "heading", "warn", "good", "faint" or "".
    """

    what: str
    text: str
    at: tuple[int | str, ...] = ()
    style: str = ""

    @property
    def key(self) -> tuple[str, tuple[int | str, ...]]:
        """What it is recognised by when the rows are made anew."""
        return self.what, self.at


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows, one of them highlighted.

    Its owner hears of keys by being called, not by messages: what a key does is done when the
    next key comes.

    Args:
        show: Makes a row's text fit to be shown: names, control characters, line breaks.
        chosen: Called with the row on which Enter was pressed, or that was clicked again.
        moved: Called when another row is highlighted.
        other_key: Called with keys that the list has no use for; says whether it used one.
        id: The widget's id.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("row--here", "row--heading", "row--warn", "row--good", "row--faint")
    }

    def __init__(
        self,
        show: Callable[[str], str],
        chosen: Callable[[Row], None],
        *,
        id: str,
        moved: Callable[[], None] = lambda: None,
        other_key: Callable[[events.Key], bool] = lambda _: False,
    ) -> None:
        super().__init__(id=id)
        self._show = show
        self._chosen = chosen
        self._moved = moved
        self._other_key = other_key
        self.rows: Sequence[Row] = ()
        self.highlighted = -1

    @property
    def row(self) -> Row | None:
        """The highlighted row."""
        return self.rows[self.highlighted] if 0 <= self.highlighted < len(self.rows) else None

    def fill(self, rows: Sequence[Row], *, keep: bool = True) -> None:
        """Show other rows; the highlight stays on its row where that is still there."""
        kept, before = self.row, self.highlighted
        self.rows = rows
        place = -1
        if keep and kept is not None:
            place = next((n for n, row in enumerate(rows) if row.key == kept.key), -1)
            if place < 0:
                place = self._open(min(before, len(rows) - 1), 1)
        self.highlighted = place if place >= 0 else self._open(0, 1)
        self.virtual_size = Size(self.size.width, len(rows))
        self._into_sight()
        self._moved()

    def go_to(self, place: int, *, top: bool = False) -> None:
        """Highlight a row.

        Args:
            place: Which one.
            top: Also scroll it, with the row above it, to the top of the list.
        """
        if not 0 <= place < len(self.rows):
            return
        if place != self.highlighted:
            self.highlighted = place
            self._into_sight()
            self._moved()
        if top:
            self.scroll_to(y=max(0, place - 1), animate=False, force=True, immediate=True)

    def find(self, holds: Callable[[Row], bool], after: int = -1) -> int:
        """The first row after a place that is so, going round once; -1 where none is."""
        count = len(self.rows)
        places = (n % count for n in range(after + 1, after + 1 + count)) if count else ()
        return next((n for n in places if holds(self.rows[n])), -1)

    def _open(self, place: int, direction: int) -> int:
        """The nearest row that can be highlighted, in a direction and then in the other."""
        for step in (direction, -direction):
            at = max(0, place)
            while 0 <= at < len(self.rows):
                if self.rows[at].what:
                    return at
                at += step
        return -1

    def _into_sight(self) -> None:
        height = max(1, self.size.height)
        if self.highlighted >= 0:
            top = max(0, self.highlighted - 1)
            rows = min(height, 2 + self.highlighted - top)
            self.scroll_to_region(Region(0, top, 1, rows), animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the highlight in sight at every size."""
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._into_sight()

    # -- keys and mouse -----------------------------------------------------------------------

    def step(self, by: int) -> None:
        """The next row up or down."""
        at = self.highlighted + by
        if 0 <= at < len(self.rows):
            self.go_to(self._open(at, by))
        elif by < 0:
            self.scroll_home(animate=False)

    def page(self, by: int) -> None:
        """As many rows up or down as are in sight."""
        at = self.highlighted + by * max(1, self.size.height - 2)
        self.go_to(self._open(max(0, min(len(self.rows) - 1, at)), by))

    def to_end(self, by: int) -> None:
        """The first or the last row."""
        self.go_to(self._open(0 if by < 0 else len(self.rows) - 1, -by))

    def choose(self) -> None:
        """Act on the highlighted row."""
        if self.row is not None:
            self._chosen(self.row)

    async def _on_key(self, event: events.Key) -> None:
        """Bindings would be looked at when later keys are done already."""
        act = self._KEYS.get(event.key)
        if act is not None:
            act(self)
        elif not self._other_key(event):
            return
        event.stop()
        event.prevent_default()

    _KEYS: ClassVar[dict[str, Callable[[LineList], None]]] = {
        "up": lambda self: self.step(-1),
        "down": lambda self: self.step(1),
        "pageup": lambda self: self.page(-1),
        "pagedown": lambda self: self.page(1),
        "home": lambda self: self.to_end(-1),
        "end": lambda self: self.to_end(1),
        "enter": lambda self: self.choose(),
    }

    def on_click(self, event: events.Click) -> None:
        """The first click highlights, the next one acts."""
        offset = event.get_content_offset(self)
        place = offset.y + self.scroll_offset.y if offset else -1
        if not 0 <= place < len(self.rows) or not self.rows[place].what:
            return
        if place == self.highlighted:
            self.choose()
        else:
            self.go_to(place)

    # -- painting -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One row."""
        place = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[place]
        style = self._style_of(row, place == self.highlighted)
        sign = "›" if place == self.highlighted else " "
        indent = " " * (len(row.text) - len(row.text.lstrip(" ")))
        text = f"{sign}{indent}{self._show(row.text)}"
        strip = Strip([Segment(text, style)])
        if strip.cell_length > width:
            strip = Strip([*strip.crop(0, width - 1), Segment("…", style)])
        return strip.adjust_cell_length(width, style)

    def _style_of(self, row: Row, here: bool) -> Style:
        style = self.rich_style
        if row.style:
            style += self.get_component_rich_style(f"row--{row.style}", partial=True)
        if here:
            style += self.get_component_rich_style("row--here", partial=not self.has_focus)
        return style
