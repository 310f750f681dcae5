"""A short card beside the entry: what the chair says and asks now. Shown and hidden by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.text import one_line, visible
from workshop_tui.tui.commands import key_of
from workshop_tui.tui.desk import Desk

if TYPE_CHECKING:
    from workshop_tui.practice.records import Episode
    from workshop_tui.review.prompts import Prompts

STEP, EPISODE, ROOM = "step", "episode", "room"
RULES = "rules"  # the agenda step
PAGES = (STEP, EPISODE, ROOM)


class PromptCard(VerticalScroll):
    """Three pages, one after the other: the step, the episode, what happens in the room."""

    can_focus = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="card")
        self._desk = desk
        self._key = key_of("prompts", desk.seat.role)
        self.page: str | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="card-text", markup=False)

    def turn(self) -> None:
        """What the page still has below; then the next page; after the last the card is gone."""
        if self.page is not None and self.scroll_offset.y < self.max_scroll_y:
            height = max(1, self.scrollable_content_region.height)
            self.scroll_relative(y=height, animate=False, force=True, immediate=True)
            self._say_more()
            return
        after = PAGES.index(self.page) + 1 if self.page in PAGES else 0
        self.page = PAGES[after] if after < len(PAGES) else None
        self.show()

    def close(self) -> bool:
        """Hide the card; whether it was there."""
        was, self.page = self.page is not None, None
        self.show()
        return was

    def show(self) -> None:
        """Paint the page, or hide the card."""
        self.display = self.page is not None
        self.screen.set_class(self.display, "-card")
        if self.page is None:
            return
        title, parts = self._content(self.page)
        self.border_title = Content(title)
        self.query_one("#card-text", Static).update(Content.assemble(*parts))
        self.scroll_home(animate=False)
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        """Below the card: that there is more of the page, and by which key."""
        more = self.scroll_offset.y < self.max_scroll_y
        self.border_subtitle = f"more: {self._key}" if more else ""

    def _content(self, page: str) -> tuple[str, list[tuple[str, str]]]:
        from workshop_tui.review.prompts import episode_prompts, next_questions, step_prompts

        read = self._desk.read
        if page == EPISODE:
            return "Ask: this episode", self._listed(episode_prompts(read, self._episode), first=1)
        if page == ROOM:
            return "Ask: in the room", self._listed(next_questions(read), first=2)
        step = self._desk.step
        if step is None:
            return "This step", [("The agenda has not begun yet.", "$text-muted")]
        parts = [
            (f"{name} {visible(self._desk.view.text(words))}\n", style)
            for name, words, style in (
                ("Say:", step.say, "bold"),
                ("See to:", step.do, ""),
                ("Note:", step.record, "$text-muted"),
            )
            if words
        ]
        prompts = step_prompts(read, step)
        if step.slug == RULES:
            parts += self._rules()
        title = one_line(self._desk.view.text(step.title))
        return title, [*parts, *(self._listed([prompts]) if prompts else [])]

    @property
    def _episode(self) -> Episode | None:
        entry = self._desk.entry
        return self._desk.episodes.get(entry.episode_id or 0) if entry else None

    def _rules(self) -> list[tuple[str, str]]:
        """The ground rules by their titles, where they are agreed."""
        from workshop_tui.review.ground_rules import rules_in_force

        titles = (self._desk.view.text(rule.title) for rule in rules_in_force(self._desk.read))
        return [(f"{at} {one_line(title)}\n", "") for at, title in enumerate(titles, start=1)]

    def _listed(self, cards: list[Prompts], first: int = 99) -> list[tuple[str, str]]:
        """Headings with their questions: at most so many of the pack's, all of the review's."""
        parts: list[tuple[str, str]] = []
        for card in cards:
            parts.append((f"{one_line(self._desk.view.text(card.title))}\n", "$text-muted"))
            shown = card.questions if card.own else card.questions[:first]
            parts += [(f"  {one_line(self._desk.view.text(one))}\n", "") for one in shown]
        return parts
