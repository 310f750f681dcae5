"""The event screen of each seat that has one, with its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import bindings, keys
from workshop_tui.tui.screens.event import EventScreen

_READING = (
    *keys("down", "arrow(1)"),
    *keys("up", "arrow(-1)"),
    *keys("pagedown", "scroll_entry(1)"),
    *keys("pageup", "scroll_entry(-1)"),
    *keys("escape", "to_list"),
)


class ChairScreen(EventScreen):
    """The chair's seat: letters are commands while no line is open."""

    ROLE = Role.CHAIR
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Role.CHAIR, Area.EVENT),
        *_READING,
    ]


class NoteTakerScreen(EventScreen):
    """The note-taker's seat: the line always has the focus."""

    ROLE = Role.NOTE_TAKER
    BINDINGS: ClassVar[list[BindingType]] = bindings(Role.NOTE_TAKER, Area.EVENT)  # type: ignore[assignment]


class ObserverScreen(EventScreen):
    """The observer's seat: reads all, leaves challenge notes, changes nothing."""

    ROLE = Role.OBSERVER
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Role.OBSERVER, Area.EVENT),
        *_READING,
    ]


SCREENS: dict[Role, type[EventScreen]] = {
    Role.CHAIR: ChairScreen,
    Role.NOTE_TAKER: NoteTakerScreen,
    Role.OBSERVER: ObserverScreen,
}
"""The event screen of each seat; the room's seat has an app of its own."""
