"""The seats of an event and what each may do."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who sits in a seat."""

    CHAIR = "chair"
    NOTE_TAKER = "note-taker"
    ROOM = "room"
    OBSERVER = "observer"
    COMMAND_LINE = "command-line"


CAPTURERS: frozenset[Role] = frozenset({Role.CHAIR, Role.NOTE_TAKER, Role.COMMAND_LINE})
READERS: frozenset[Role] = CAPTURERS | {Role.OBSERVER}
CHALLENGERS: frozenset[Role] = frozenset({Role.OBSERVER, Role.COMMAND_LINE})
LEADERS: frozenset[Role] = frozenset({Role.CHAIR, Role.COMMAND_LINE})

ROLE_LABELS: dict[Role, str] = {
    Role.CHAIR: "chair",
    Role.NOTE_TAKER: "note-taker",
    Role.ROOM: "room",
    Role.OBSERVER: "observer",
    Role.COMMAND_LINE: "command line",
}
