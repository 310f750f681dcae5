"""Looking up commands: the registry feeds keys, footer, palette, help screen and key card."""

from __future__ import annotations

from workshop_tui.practice.roles import Role
from workshop_tui.tui.command import Area, Command, When
from workshop_tui.tui.registry import COMMANDS

__all__ = [
    "COMMANDS",
    "Area",
    "Command",
    "When",
    "commands_for",
    "here_only",
    "key_label",
    "key_of",
]


def commands_for(role: Role, area: Area) -> list[Command]:
    """The commands of a seat in an area that have a key there."""
    return [c for c in COMMANDS if c.area in (area, Area.EVERYWHERE) and c.keys(role)]


def key_of(command_id: str, role: Role) -> str:
    """How the key of a command is written in a seat; "" where it has none.

    Where several areas have the command, the event's key, or the one that works everywhere.
    """
    found = [command for command in COMMANDS if command.id == command_id]
    found.sort(key=lambda command: command.area not in (Area.EVENT, Area.EVERYWHERE))
    return key_label(found[0].keys(role)) if found else ""


def here_only(command_id: str) -> bool:
    """Whether a command works in its own area alone."""
    return not any(c.id == command_id and c.area is Area.EVERYWHERE for c in COMMANDS)


def key_label(keys: str) -> str:
    """The first of some keys as people write it: "ctrl+n" is ^N, "question_mark" is ?."""
    first = keys.split(",")[0]
    name = _KEY_NAMES.get(first, first)
    if name.startswith("ctrl+"):
        rest = name.removeprefix("ctrl+")
        return "^" + (
            _KEY_NAMES.get(rest, rest).upper() if len(rest) == 1 else _KEY_NAMES.get(rest, rest)
        )
    if len(name) > 1 and name[0] == "f" and name[1:].isdigit():
        return name.upper()
    return name


_KEY_NAMES = {
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "question_mark": "?",
    "slash": "/",
    "at": "@",
    "quotation_mark": '"',
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": "Space",
    "enter": "Enter",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}
