"""What a step of preparation still misses, each line leading to where it is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content

from workshop_tui.tui.widgets.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Gap:
    """One line.

    Attributes:
        text: What it says.
        form: The form or place to which it leads, or "".
        called: What that is called, where the line shall say so.
    """

    text: str
    form: str
    called: str = ""


class MissingPane(Blocks, can_focus=True):
    """Lines, of which those that lead somewhere can be chosen.

    Args:
        go_to: Called with the form or place of the line that was chosen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"block--highlighted"}

    def __init__(self, go_to: Callable[[str], None]) -> None:
        super().__init__(id="missing")
        self._go_to = go_to
        self._gaps: Sequence[Gap] = ()

    def show(self, title: str, gaps: Sequence[Gap]) -> None:
        """Show other lines; the highlight stays where it was, if it can."""
        kept = self.highlighted
        self.border_title = Content(title)
        self._gaps = gaps
        self.set_blocks([self._line(gap) for gap in gaps])
        if kept is not None and self.has_focus:
            last = self._open[-1] if self._open else None
            self.highlighted = kept if kept in self._open else last

    @property
    def chosen(self) -> str:
        """Where the highlighted line leads, or ""."""
        at = self.highlighted
        return self._gaps[at].form if at is not None else ""

    @property
    def _open(self) -> list[int]:
        return [n for n, gap in enumerate(self._gaps) if gap.form]

    def enter(self) -> bool:
        """Highlight the first line that leads somewhere; False where none does."""
        if self._open:
            self.highlighted = self._open[0]
        return bool(self._open)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down") and self.highlighted is not None:
            at = self._open.index(self.highlighted) + (1 if event.key == "down" else -1)
            self.highlighted = self._open[max(0, min(len(self._open) - 1, at))]
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """Go where the line leads."""
        at = self.block_at(event.get_content_offset_capture(self).y)
        if at is not None and self._gaps[at].form:
            self._go_to(self._gaps[at].form)

    @staticmethod
    def _line(gap: Gap) -> Content:
        leads = (f"  → {gap.called}", "$text-muted") if gap.called else ""
        return Content.assemble(gap.text, leads)
