"""All keys of a seat on one screen, from the command registry."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from workshop_tui.practice.capture_line import grammar_help
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.tui.commands import COMMANDS, key_label

_LINE_KEYS = (
    ("Enter", "save the line"),
    ("^J", "a new line in the text"),
    ("Tab", "take the completion"),
    ("Esc", "leave the line; what is typed is kept"),
    ("↑ ↓", "in an empty line: select what was captured here"),
)


class HelpScreen(Screen[None]):
    """The key card; any of Escape, Enter, q and F1 goes back."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,f1,question_mark", "dismiss", "back", priority=True)
    ]

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll():
            yield Static(key_card(self._role), id="card", markup=False)


def key_card(role: Role) -> Content:
    """Every command of a seat with its keys, by group, and the grammar of the line."""
    parts = [Content.styled(f"Keys in the {ROLE_LABELS[role]}'s seat   (Esc goes back)", "bold")]
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        keys = [key_label(key) for key in command.keys(role).split(",") if key]
        if keys:
            groups.setdefault(command.group, []).append((" ".join(keys), command.help))
    groups["In the line"] = list(_LINE_KEYS)
    for group, rows in groups.items():
        parts += [Content(""), Content.styled(group, "bold $text-primary")]
        parts += [Content.assemble((f"  {keys:<14}", "bold"), text) for keys, text in rows]
    parts += [Content(""), Content.styled("Marks at the start of a line", "bold $text-primary")]
    parts.append(Content(grammar_help()))
    return Content("\n").join(parts)
