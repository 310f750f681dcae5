"""What has been captured at the entry shown, and who has been heard."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message

from workshop_tui.practice.keeping import is_struck
from workshop_tui.practice.kinds import BY_KIND, CONVERSATION, CaptureKind
from workshop_tui.practice.on_paper import on_paper
from workshop_tui.practice.records import Capture
from workshop_tui.practice.text import one_line, visible
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.blocks import Blocks

LOCK = "⚿"
"""Before a capture whose session is closed."""
_QUOTED = 24
_STYLES = {
    CaptureKind.FINDING: "$text-primary",
    CaptureKind.GOOD_PRACTICE: "$text-success",
    CaptureKind.ESCALATION: "bold $text-error",
    CaptureKind.ACTION: "$text-accent",
}


class CapturedPane(Blocks, can_focus=True):
    """Captures of one entry, oldest first; the highlight stays with its capture."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"block--highlighted"}

    class Chosen(Message):
        """A capture was clicked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="captured")
        self._desk = desk
        self.captures: list[Capture] = []

    def show(self) -> None:
        """Read and paint the captures of the desk's entry."""
        desk = self._desk
        kept = self.selected
        at_end = self.scroll_offset.y >= self.max_scroll_y
        self.captures = desk.captured_here()
        self.set_blocks([self._prompt(capture) for capture in self.captures])
        if kept is not None:
            self.select(kept.id)
        elif at_end:
            self.scroll_to(y=self.max_scroll_y, animate=False, force=True, immediate=True)
        title = f"{self._where()} · {len(self.captures)}"
        if self.border_title != title:
            self.border_title = title

    def _where(self) -> str:
        desk = self._desk
        if desk.said_at is not None or desk.here is None:
            return "Captured here"
        talks = desk.session is not None and desk.session.kind == CONVERSATION
        return "In conversation" if talks and not desk.apart else "At no entry"

    def on_click(self, event: events.Click) -> None:
        """Select with the mouse."""
        self.highlighted = self.block_at(event.get_content_offset_capture(self).y)
        self.post_message(self.Chosen())

    @property
    def selected(self) -> Capture | None:
        """The highlighted capture."""
        index = self.highlighted
        return self.captures[index] if index is not None and index < len(self.captures) else None

    def select(self, capture_id: int | None) -> None:
        """Highlight a capture, or none."""
        ids = [capture.id for capture in self.captures]
        self.highlighted = ids.index(capture_id) if capture_id in ids else None

    def step(self, direction: int) -> Capture | None:
        """Move the highlight; from none, up goes to the newest."""
        if not self.captures:
            return None
        if self.highlighted is None:
            self.highlighted = len(self.captures) - 1 if direction < 0 else 0
        else:
            wanted = self.highlighted + direction
            self.highlighted = wanted if 0 <= wanted < len(self.captures) else None
        return self.selected

    def _prompt(self, capture: Capture) -> Content:
        desk = self._desk
        info = BY_KIND[capture.kind]
        who = desk.who(capture.who_id) or ("?" if capture.who_open else "")
        mark = "☒ " if capture.id in desk.marked else ""
        variant = "⇄ second wording · " if capture.variant_of else ""
        text = visible(desk.view.field("capture", capture.uid, "text", capture.text))
        missing = self._missing(capture)
        marks = desk.signs(capture)
        paper = on_paper(capture)
        lock = f"{LOCK} " if desk.locked(capture) else ""
        return Content.assemble(
            (lock, "$text-muted"),
            (f"{mark}{info.sign} ", _STYLES.get(capture.kind, "$text-muted")),
            (f"{who} " if who and f"@{who}" not in text else "", "bold"),
            (f"{variant}{self._corrects(capture)}", "$text-warning"),
            (f"{marks} · " if marks else "", "bold $text-warning"),
            text[:2000],
            (f"  {missing}" if missing else "", "$text-warning"),
            (f"  · {paper}" if paper else "", "$text-muted"),
        )

    def _corrects(self, capture: Capture) -> str:
        """Which capture of a closed session a correction stands beside."""
        if capture.corrects_id is None:
            return ""
        was = self._desk.read.capture(str(capture.corrects_id))
        text = self._desk.view.field("capture", was.uid, "text", was.text)
        return f"corrects “{one_line(text)[:_QUOTED]}”: "

    @staticmethod
    def _missing(capture: Capture) -> str:
        if is_struck(capture):
            return ""
        if capture.who_open and capture.who_id is None:
            return "(whose words?)"
        if capture.kind is CaptureKind.CHECK and not capture.checker:
            return "(who finds out?)"
        return ""
