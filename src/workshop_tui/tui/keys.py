"""Textual's bindings from the one command registry.

Every binding is looked at before the focused widget sees the key, so that a key's command is done
when the next key comes, however fast somebody types. Letters and other keys that a line needs are
commands only while no line is open (``closed``).
"""

from __future__ import annotations

from textual.binding import Binding

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import Area, commands_for

_OF_THE_LINE = frozenset(
    {
        *("space", "enter", "tab", "delete", "backspace", "escape"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    }
)


def bindings(role: Role, area: Area) -> list[Binding]:
    """Key bindings of a seat in an area."""
    return [
        binding
        for command in commands_for(role, area)
        for binding in keys(command.keys(role), command.id, always=role is Role.NOTE_TAKER)
    ]


def both(area: Area) -> list[Binding]:
    """Key bindings of an area in which chair and note-taker do the same with their own keys."""
    found: dict[str, Binding] = {}
    for role in (Role.CHAIR, Role.NOTE_TAKER):
        for command in commands_for(role, area):
            for binding in keys(command.keys(role), command.id):
                found.setdefault(binding.key, binding)
    return list(found.values())


def keys(names: str, action: str, *, always: bool = False) -> list[Binding]:
    """Bindings of some keys to an action.

    Args:
        names: Keys, separated by commas.
        action: Textual's name of the action, with arguments in single quotes.
        always: Also keys that an open line needs (the note-taker's, who has none of those).
    """
    return [
        Binding(
            key,
            action if always or not _is_text(key) else f'closed("{action}")',
            show=False,
            priority=True,
        )
        for key in names.split(",")
    ]


def _is_text(key: str) -> bool:
    if key in _OF_THE_LINE:
        return True
    return "+" not in key and not (key[0] == "f" and key[1:].isdigit())
