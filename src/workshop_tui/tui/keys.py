"""Textual's bindings from the one command registry."""

from __future__ import annotations

from textual.binding import Binding

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import Area, commands_for


def bindings(role: Role, area: Area) -> list[Binding]:
    """Key bindings of a seat in an area.

    The note-taker's keys come before the line's own, since the line always has the focus; the
    chair's letters come after, so that they are text while a line is open.
    """
    return [
        Binding(
            command.keys(role),
            command.id,
            command.label,
            show=False,
            priority=role is Role.NOTE_TAKER,
        )
        for command in commands_for(role, area)
    ]
