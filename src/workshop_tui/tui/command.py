"""What a command is: its keys in each seat, where it works, what the footer and the help say.

A command has a letter for the chair, who has no line open most of the time, and a Ctrl or
function key for the note-taker, whose every printable key is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop_tui.practice.roles import Role
from workshop_tui.tui.area_keys import AreaKey


class Area(StrEnum):
    """Where a command works."""

    EVENT = "event"
    PREPARE = "prepare"
    FORM = "form"
    TAKE_IN = "take in"
    WORDS = "words"
    SEND = "send"
    OUTCOMES = "outcomes"
    WORK_OFF = "work-off"
    EMBED = "embed"
    SHARE = "share"
    EXPORT = "export"
    PEOPLE = "people"
    READ_BACK = "read-back"
    PARKED = "parked"
    ATTENDANCE = "attendance"
    CLOSING = "closing"
    CHALLENGES = "challenges"
    EVERYWHERE = "everywhere"


class When(StrEnum):
    """In which state of the capture line a command is available."""

    ALWAYS = "always"
    SELECTED = "a capture is selected"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do by key.

    Attributes:
        id: Name of the action, as Textual calls it ("next_entry").
        label: A word or two for the footer.
        help: One line for the help screen and the palette.
        chair: Keys in the chair's seat, separated by commas; "" for none.
        notes: Keys in the note-taker's seat.
        area: Where it works.
        when: In which state.
        footer: Whether the footer shows it. footer_in: the only area whose footer does, if any.
        group: Heading in the help screen.
    """

    id: str
    label: str
    help: str
    chair: str = ""
    notes: str = ""
    area: Area = Area.EVENT
    when: When = When.ALWAYS
    footer: bool = False
    group: str = "Chronology"
    footer_in: Area | None = None

    def keys(self, role: Role) -> str:
        """Its keys in a seat; the observer has the chair's for whatever only reads."""
        if role is Role.OBSERVER:
            return _OBSERVER.get(self.id, self.chair if self.id in _READING else "")
        return self.notes if role is Role.NOTE_TAKER else self.chair


_READING = frozenset(
    {
        *("next_entry", "previous_entry", "next_key", "previous_key", "first_entry", "last_entry"),
        *("find", "no_entry", "source", "said", "reckon", "interval", "chronology", "names"),
        *("prepare", "outcomes", "embed", "share", "people", "help", "leave", "lock"),
        *("read_back", "closing", "parked", "attendance", "challenges", "work_off"),
        *("recommendations", "comments", "line_answers", "group", "event", "wordings"),
        *("scroll_beside(1)", "scroll_beside(-1)"),
        *("select_up", "select_down", "choose", "go_on", "switch_pane", "back", "change"),
        *("next_field", "previous_field", "next_outcome", "previous_outcome"),
        *("scroll_reading(-1)", "scroll_reading(1)", "scroll_detail(-1)", "scroll_detail(1)"),
    }
)
"""Commands that change nothing: the observer has their keys."""

_OBSERVER = {"follow": "f", "challenge": "c", "coverage": "v"}


def of_area(area: Area, group: str, rows: Iterable[AreaKey]) -> Iterator[Command]:
    """The commands of an area in which every seat has the same keys."""
    for row in rows:
        yield Command(
            row.id,
            row.label,
            row.help,
            row.keys,
            row.keys,
            area=area,
            footer=row.footer,
            group=group,
        )
