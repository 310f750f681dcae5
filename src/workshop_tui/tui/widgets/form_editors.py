"""Where the words of a field are typed, and where one of a few answers is chosen."""

from __future__ import annotations

from typing import Protocol

from rich.text import Text
from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static, TextArea

from workshop_tui.practice.text import in_place

_NOT_SAID = "not said"
_NARROW = 48


class Holder(Protocol):
    """The field around an editor; it acts in the same moment: the next key must find it done."""

    def key(self, event: events.Key) -> bool:
        """Act on a key; False where the editor shall have it."""

    def changed(self) -> None:
        """What stands in the editor changed."""

    def entered(self) -> None:
        """Somebody is in it now."""

    def left(self) -> None:
        """Nobody is in it any more."""


class Words(TextArea):
    """A field of words that grows with them; in one for a single line Enter goes on.

    Args:
        holder: The field around it.
        many: Whether Enter starts a new line.
    """

    def __init__(self, holder: Holder, *, many: bool) -> None:
        super().__init__(
            soft_wrap=True,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder="·",
        )
        self.many = many
        self._holder = holder

    def get_line(self, line_index: int) -> Text:
        """A line as shown: control characters as symbols, each in its place."""
        return Text(in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    def put(self, text: str) -> None:
        """Show a text, the cursor at its end."""
        if self.text != text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    @property
    def at_top(self) -> bool:
        """Whether up leaves the field."""
        return bool(self.navigator.is_first_wrapped_line(self.selection.end))

    @property
    def at_bottom(self) -> bool:
        """Whether down leaves the field."""
        return bool(self.navigator.is_last_wrapped_line(self.selection.end))

    async def _on_key(self, event: events.Key) -> None:
        if self._holder.key(event):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the field."""
        event.stop()
        self._holder.changed()

    def on_focus(self) -> None:
        """Tell the field."""
        self._holder.entered()

    def on_blur(self) -> None:
        """Tell the field."""
        self._holder.left()


class Choice(Static, can_focus=True):
    """A few answers side by side: arrows or a first letter choose, and so does the mouse.

    Args:
        holder: The field around it.
        choices: What may be chosen.
        empty: Whether it may also stay unsaid.
    """

    def __init__(self, holder: Holder, choices: tuple[str, ...], *, empty: bool) -> None:
        super().__init__(markup=False, classes="choice")
        self._holder = holder
        self._choices = (*choices, "") if empty else choices
        self.text = ""
        self.read_only = False
        self._said: Content | None = None

    def put(self, text: str) -> None:
        """Show a choice."""
        self.text = text
        self._paint()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._paint()

    def _paint(self) -> None:
        """A line breaks between answers, not inside one."""
        width, used = self.content_size.width or _NARROW, 0
        parts: list[Content | str] = []
        for n, choice in enumerate(self._choices):
            chosen = choice == self.text
            shown = f"({'•' if chosen else ' '}) {choice or _NOT_SAID}"
            if used and used + len(shown) > width:
                parts.append("\n")
                used = 0
            used += len(shown) + 2
            style = Style(bold=chosen, reverse=chosen and self.has_focus)
            parts += [Content.styled(shown, style + Style.from_meta({"choice": n})), "  "]
        if self.text not in self._choices:  # what a half-typed text from before says
            parts.append(self.text)
        said = Content.assemble(*parts)
        if self._said is None or not self._said.is_same(said):
            self._said = said
            self.update(said)

    def _choose(self, place: int) -> None:
        if not self.read_only:
            self.text = self._choices[place % len(self._choices)]
            self._paint()
            self._holder.changed()

    async def _on_key(self, event: events.Key) -> None:
        if self._holder.key(event) or self._act(event):
            event.stop()
            event.prevent_default()

    def _act(self, event: events.Key) -> bool:
        here = self._choices.index(self.text) if self.text in self._choices else -1
        if event.key in ("right", "space"):
            self._choose(here + 1)
        elif event.key == "left":
            self._choose(max(0, here) - 1)
        elif event.key in ("delete", "backspace") and "" in self._choices:
            self._choose(self._choices.index(""))
        elif event.is_printable and event.character:
            begins = event.character.casefold()
            after = [*range(here + 1, len(self._choices)), *range(here + 1)]
            fits = (n for n in after if self._choices[n].casefold().startswith(begins))
            found = next(fits, None)
            if found is not None:
                self._choose(found)
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        place = event.style.meta.get("choice")
        if place is not None:
            self._choose(int(place))

    def on_focus(self) -> None:
        """Tell the field."""
        self._paint()
        self._holder.entered()

    def on_blur(self) -> None:
        """Tell the field."""
        self._paint()
        self._holder.left()
