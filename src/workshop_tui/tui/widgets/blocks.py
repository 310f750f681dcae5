"""Wrapped text of any length in a fixed pane, painted by the line API.

A ``Static`` that grows with its text makes Textual lay the whole screen out again at every entry;
this pane wraps its text itself, so that a step costs one pane's painting and no layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual


class Blocks(ScrollView, inherit_bindings=False):
    """Blocks of text, one below the other; one of them can be highlighted.

    Attributes:
        highlighted: Index of the highlighted block, or None.
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._blocks: Sequence[Content] = ()
        self._lines: list[tuple[int, Strip]] = []
        self._width = 0
        self._highlighted: int | None = None
        self._base = Style()

    @property
    def plain(self) -> str:
        """The text of all blocks."""
        return "\n".join(self.texts)

    @property
    def texts(self) -> list[str]:
        """The text of each block."""
        return [block.plain for block in self._blocks]

    def set_blocks(self, blocks: Sequence[Content]) -> None:
        """Show other blocks; nothing is painted where they say the same."""
        unchanged = len(blocks) == len(self._blocks) and all(
            new.is_same(old) for new, old in zip(blocks, self._blocks, strict=True)
        )
        if unchanged and self._highlighted is None and self._width:
            return
        self._blocks = blocks
        self._highlighted = None
        if self.scroll_offset.y:
            self.refresh()
        self._wrap()

    @property
    def highlighted(self) -> int | None:
        """Index of the highlighted block, or None."""
        return self._highlighted

    @highlighted.setter
    def highlighted(self, index: int | None) -> None:
        self._highlighted = index
        if index is not None:
            rows = [row for row, (block, _) in enumerate(self._lines) if block == index]
            top, height = self.scroll_offset.y, max(1, self.size.height)
            if rows and (rows[0] < top or rows[-1] >= top + height):
                self.scroll_to(y=rows[0], animate=False, force=True, immediate=True)
        self.refresh()

    def block_at(self, y: int) -> int | None:
        """The block at a line of the pane, for the mouse."""
        row = y + self.scroll_offset.y
        return self._lines[row][0] if 0 <= row < len(self._lines) else None

    def on_resize(self) -> None:
        """Wrap anew at another width."""
        if self.scrollable_content_region.width != self._width:
            self._wrap()

    def notify_style_update(self) -> None:
        """Wrap anew in another theme."""
        super().notify_style_update()
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self._base
        if row >= len(self._lines):
            return Strip.blank(width, base)
        index, strip = self._lines[row]
        if index == self._highlighted:
            bar = self.get_component_rich_style("block--highlighted", partial=True)
            strip, base = _restyled(strip, bar), base + bar
        selection = self.text_selection
        if selection is not None:
            strip = self._selected(strip, selection.get_span(row))
        return strip.extend_cell_length(width, base).apply_offsets(0, row)

    # -- selecting with the mouse -------------------------------------------------------------

    def _selected(self, strip: Strip, span: tuple[int, int] | None) -> Strip:
        """A line with what is selected of it in another colour."""
        if span is None:
            return strip
        start, end = span[0], len(strip.text) if span[1] < 0 else span[1]
        cells = [0, *(cell_len(strip.text[:at]) for at in (start, end)), strip.cell_length]
        before, inside, after = (strip.crop(*pair) for pair in pairwise(cells))
        style = self.screen.get_component_rich_style("screen--selection")
        return Strip.join([before, _restyled(inside, style), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words that are selected."""
        lines = (strip.text.rstrip() for _, strip in self._lines)
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Paint what is selected."""
        del selection
        self.refresh()

    def _wrap(self) -> None:
        width = self._width = self.scrollable_content_region.width
        before, self._lines = len(self._lines), []
        if width > 0:
            style, self._base = self.visual_style, self.rich_style
            for index, block in enumerate(self._blocks):
                strips = Visual.to_strips(self, block, width, None, style)
                self._lines += [(index, strip) for strip in strips]
        # A changed virtual size lays the screen out again: only where there is more than a page.
        size = Size(width, max(len(self._lines), self.size.height))
        if self.virtual_size != size:
            self.virtual_size = size
        self.refresh(Region(0, 0, self.size.width, max(before, len(self._lines), 1)))


def _restyled(strip: Strip, style: Style) -> Strip:
    return Strip([Segment(text, (old or Style()) + style) for text, old, _ in strip])
