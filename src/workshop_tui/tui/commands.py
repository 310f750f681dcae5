"""The one registry of commands: it feeds keys, footer, palette, help screen and key card.

A command has a letter for the chair, who has no line open most of the time, and a Ctrl or
function key for the note-taker, whose every printable key is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop_tui.practice.kinds import KINDS
from workshop_tui.practice.roles import Role
from workshop_tui.tui.area_keys import EMBED, EXPORT, OUTCOMES, SHARE, WORDS, WORK_OFF, AreaKey
from workshop_tui.tui.ending_keys import ATTENDANCE, CLOSING, PARKED, READ_BACK


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
        footer: Whether the footer shows it.
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

    def keys(self, role: Role) -> str:
        """Its keys in a seat; the observer has the chair's for whatever only reads."""
        if role is Role.OBSERVER:
            return _OBSERVER.get(self.id, self.chair if self.id in _READING else "")
        return self.notes if role is Role.NOTE_TAKER else self.chair


_READING = frozenset(
    {
        *("read_back", "closing", "parked", "attendance", "choose", "back", "next_outcome"),
        *("previous_outcome", "scroll_reading(-1)", "scroll_reading(1)"),
        *("next_entry", "previous_entry", "next_key", "previous_key", "first_entry", "last_entry"),
        *("find", "source", "said", "reckon", "interval", "chronology", "names", "outcomes"),
        *(
            "prepare",
            "embed",
            "share",
            "work_off",
            "recommendations",
            "comments",
            "line_answers",
            "people",
            "help",
            "leave",
            "lock",
            "select_up",
            "select_down",
        ),
        *("go_on", "switch_pane", "back", "next_field", "previous_field", "change"),
    }
)
"""Commands that change nothing: the observer has their keys."""

_OBSERVER = {"follow": "f", "challenge": "c", "coverage": "v"}


def _captures() -> Iterator[Command]:
    for info in KINDS:
        yield Command(
            f"capture('{info.kind.value}')",
            info.label.lower(),
            f"Capture: {info.label.lower()} ({info.meaning})",
            chair=info.key,
            notes=info.fkey,
            footer=info.kind.value
            in {"perspective", "good-practice", "finding", "escalation", "action"},
            group="Capture",
        )


def _of(area: Area, group: str, rows: Iterable[AreaKey]) -> Iterator[Command]:
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


COMMANDS: tuple[Command, ...] = (
    Command("next_entry", "next", "Next entry", "n,space", "ctrl+n,pagedown", footer=True),
    Command("previous_entry", "back", "Previous entry", "b", "ctrl+b,pageup", footer=True),
    Command(
        "next_key",
        "next key episode",
        "Next starred entry",
        "right_square_bracket,N",
        "ctrl+right_square_bracket",
    ),
    Command(
        "previous_key", "last key episode", "Previous starred entry", "left_square_bracket,B", ""
    ),
    Command("first_entry", "first", "First entry", "home", "ctrl+home"),
    Command("last_entry", "last", "Last entry", "end", "ctrl+end"),
    Command(
        "find",
        "find",
        "Go to an entry by number or reference, or search",
        "slash",
        "ctrl+f",
        footer=True,
    ),
    Command("follow", "follow", "Go where the chair is", "", "ctrl+g", footer=True),
    Command("star", "star", "Star the entry as part of a key episode", "s", ""),
    Command(
        "discussed", "discussed", "Mark the entry discussed, or open again", "d", "", footer=True
    ),
    Command("park_entry", "park entry", "Park the entry for later", "o", ""),
    Command(
        "curtain", "curtain", "Hide entries after this one from the room, or show them", "h", ""
    ),
    Command("look_ahead", "look ahead", "Look behind the curtain in your own list", "l", ""),
    Command(
        "source",
        "source",
        "Show the entry as its agency sent it: file, sheet, row, columns",
        "w",
        "ctrl+w",
    ),
    Command(
        "said",
        "said before",
        "What returns and the family said about the entry: in full, or a line each",
        "quotation_mark",
        "alt+b",
    ),
    Command("add_entry", "add entry", "Add an entry by hand", "A", "alt+a"),
    Command(
        "correct_entry",
        "correct",
        "Correct the entry; what its source said stays beside it",
        "E",
        "alt+e",
    ),
    Command(
        "dispute_entry",
        "dispute",
        "Record that an agency sees the entry otherwise; both accounts stand",
        "O",
        "alt+o",
    ),
    Command("exclude_entry", "exclude", "Leave the entry out, with a reason", "L", "alt+l"),
    Command(
        "reckon", "age", "The child's age at the entry, and the time since the last", "r", "alt+r"
    ),
    Command("interval", "interval", "The time between this entry and another", "R", "alt+t"),
    Command(
        "chronology",
        "work list",
        "Same events, gaps, disputed, corrected and excluded entries",
        "C",
        "alt+c",
        area=Area.EVERYWHERE,
    ),
    *_captures(),
    Command("save_line", "save", "Save the line", "", "", group="Capture"),
    Command(
        "details",
        "details",
        "Answer what is still missing of the newest outcome or check",
        "i",
        "ctrl+d",
        group="Capture",
    ),
    Command(
        "select_up",
        "captured",
        "Select a capture",
        "tab,ctrl+up",
        "ctrl+up",
        footer=True,
        group="Captured",
    ),
    Command(
        "select_down",
        "select down",
        "Select the next capture",
        "ctrl+down",
        "ctrl+down",
        group="Captured",
    ),
    Command("edit", "edit", "Edit the selected capture", "enter", "ctrl+e", group="Captured"),
    Command(
        "from_paper",
        "from paper",
        "Type in a note from paper, with its sheet and its real time",
        "M",
        "alt+m",
        group="Captured",
    ),
    Command(
        "retract",
        "take away",
        "Retract the selected capture",
        "delete",
        "ctrl+delete,f11",
        group="Captured",
    ),
    Command(
        "strike",
        "strike",
        "Strike the selected capture: its words are destroyed for good",
        "K",
        "",
        group="Captured",
    ),
    Command("mark", "mark", "Mark captures that belong together", "m", "ctrl+t", group="Captured"),
    Command(
        "make_finding",
        "make finding",
        "Make one finding from the marked captures",
        "F",
        "ctrl+l",
        group="Captured",
    ),
    Command(
        "join_finding",
        "join",
        "Add the selected or marked captures to a finding",
        "j",
        "ctrl+k",
        group="Captured",
    ),
    Command(
        "move",
        "move",
        "Move the selected capture, or the open line, to the entry shown",
        "v",
        "ctrl+r",
        group="Captured",
    ),
    Command(
        "also_here",
        "also here",
        "Put the selected capture under another entry too",
        "V",
        "",
        group="Captured",
    ),
    Command(
        "attribute",
        "who",
        "Say whose words the selected capture holds",
        "y",
        "alt+w",
        group="Captured",
    ),
    Command(
        "go_on",
        "go on",
        "Go on with the step, or open the form or place (a to h: to that paragraph)",
        "enter",
        "enter",
        area=Area.PREPARE,
        footer=True,
        group="Prepare",
    ),
    Command(
        "switch_pane",
        "missing",
        "Choose among what the step misses; back to the list",
        "tab",
        "tab",
        area=Area.PREPARE,
        footer=True,
        group="Prepare",
    ),
    Command(
        "back",
        "back",
        "Back to where you came from",
        "escape",
        "escape",
        area=Area.PREPARE,
        footer=True,
        group="Prepare",
    ),
    Command(
        "send",
        "send",
        "Send papers: packs, forms, requests, reminders, invitations, sheets",
        "s",
        "s",
        area=Area.PREPARE,
        group="Prepare",
    ),
    Command(
        "attendees",
        "list of people",
        "Take in a list of who takes part, as it was sent",
        "l",
        "l",
        area=Area.PREPARE,
        group="Prepare",
    ),
    Command(
        "returns",
        "returns",
        "Take in preparation forms that came back",
        "r",
        "r",
        area=Area.PREPARE,
        group="Prepare",
    ),
    Command(
        "choose",
        "choose",
        "Answer or tick what is highlighted, or accept",
        "enter",
        "enter",
        area=Area.TAKE_IN,
        footer=True,
        group="Taking in",
    ),
    Command(
        "accept",
        "accept",
        "Take everything in; nothing is kept before",
        "A",
        "A",
        area=Area.TAKE_IN,
        footer=True,
        group="Taking in",
    ),
    Command(
        "next_eye",
        "next to look at",
        "To the next row that needs an eye",
        "e",
        "e",
        area=Area.TAKE_IN,
        footer=True,
        group="Taking in",
    ),
    Command(
        "leave_out",
        "leave out",
        "Leave this file out",
        "x,delete",
        "x,delete",
        area=Area.TAKE_IN,
        group="Taking in",
    ),
    Command(
        "back",
        "back",
        "To the files, from there back; nothing is kept",
        "escape",
        "escape",
        area=Area.TAKE_IN,
        footer=True,
        group="Taking in",
    ),
    Command(
        "choose",
        "choose",
        "Change or mark what is highlighted (Space marks too), or go on",
        "enter",
        "enter",
        area=Area.SEND,
        footer=True,
        group="Sending",
    ),
    Command(
        "back",
        "back",
        "One step back; what is being made goes on",
        "escape",
        "escape",
        area=Area.SEND,
        footer=True,
        group="Sending",
    ),
    Command(
        "next_field",
        "next",
        "To the next field; what was typed is saved",
        "tab",
        "tab",
        area=Area.FORM,
        footer=True,
        group="Forms",
    ),
    Command(
        "previous_field",
        "previous",
        "To the field before",
        "shift+tab",
        "shift+tab",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "change",
        "change",
        "Change the record that is highlighted",
        "enter",
        "enter",
        area=Area.FORM,
        footer=True,
        group="Forms",
    ),
    Command(
        "new_record",
        "new",
        "A new record",
        "n",
        "ctrl+n",
        area=Area.FORM,
        footer=True,
        group="Forms",
    ),
    Command(
        "take_away",
        "take away",
        "Take the record away; undo brings it back",
        "x,delete",
        "f11,ctrl+delete",
        area=Area.FORM,
        footer=True,
        group="Forms",
    ),
    Command(
        "back",
        "back",
        "From the fields to the list, from there back",
        "escape",
        "escape",
        area=Area.FORM,
        footer=True,
        group="Forms",
    ),
    Command(
        "add_there",
        "add what is missing",
        "Add what a field wants to name (an agency, a person) and come back",
        "f4",
        "f4",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "use_agenda",
        "agenda",
        "Sessions and agenda: begin with an agenda of the practice pack",
        "g",
        "ctrl+g",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "begin_session",
        "begin",
        "Sessions: begin the one that is chosen; what is captured is its own",
        "B",
        "",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "mine",
        "keep yours",
        "Two wordings: keep what you typed",
        "f7",
        "f7",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "theirs",
        "take theirs",
        "Two wordings: take what the other seat typed",
        "f8",
        "f8",
        area=Area.FORM,
        group="Forms",
    ),
    Command(
        "recover",
        "left text",
        "Go on with a text that was left half typed in this form",
        "D",
        "alt+d",
        area=Area.FORM,
        group="Forms",
    ),
    *_of(Area.OUTCOMES, "Outcomes", OUTCOMES),
    *_of(Area.WORK_OFF, "What is missing", WORK_OFF),
    *_of(Area.EMBED, "Embed", EMBED),
    *_of(Area.SHARE, "Share", SHARE),
    *_of(Area.EXPORT, "Export", EXPORT),
    *_of(Area.WORDS, "Unknown words", WORDS),
    Command(
        "name_words",
        "name",
        "Put selected words, or words that are asked for, into the register",
        "at",
        "alt+2",
        group="Chronology",
    ),
    Command(
        "unknown_words",
        "unknown words",
        "Settle the texts' unknown words one by one: a person, a place, or ordinary",
        "w",
        "w",
        area=Area.PREPARE,
        group="Prepare",
    ),
    Command(
        "undo",
        "undo",
        "Undo your last change",
        "u",
        "ctrl+z",
        area=Area.EVERYWHERE,
        footer=True,
        group="Everywhere",
    ),
    Command(
        "redo", "redo", "Make it again", "U", "ctrl+y", area=Area.EVERYWHERE, group="Everywhere"
    ),
    Command(
        "names",
        "names",
        "Show names or pseudonyms on this screen",
        "z",
        "alt+n",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "outcomes",
        "outcomes",
        "Outcomes: findings, good practice, escalations, actions",
        "3",
        "ctrl+o",
        area=Area.EVERYWHERE,
        group="Everywhere",
        footer=True,
    ),
    Command(
        "prepare",
        "prepare",
        "Prepare: what each step still misses, the forms, people, import",
        "1",
        "f12",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "embed",
        "embed",
        "Embed: action plan, checks due, indicators, audits",
        "4",
        "alt+y",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "share",
        "share",
        "Share: what is published and told, recommendations, comments, the report's sections",
        "5",
        "alt+u",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "people",
        "people",
        "People: the register and who takes part",
        "P",
        "alt+p",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "import",
        "import",
        "Import agencies' chronologies",
        "I",
        "alt+i",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "next_step",
        "next step",
        "On to the next step of the agenda",
        "full_stop",
        "",
        footer=True,
        group="Session",
    ),
    Command("previous_step", "step back", "Back to the step before", "comma", "", group="Session"),
    Command(
        "extend_step", "extend", "Five minutes more for this step", "plus", "", group="Session"
    ),
    Command(
        "skip_step", "skip step", "Leave this step out and go on", "minus", "", group="Session"
    ),
    Command(
        "pause",
        "pause",
        "Pause: calm the room's screen, stop the clocks; or go on",
        "W",
        "",
        footer=True,
        group="Session",
    ),
    Command("adjourn", "adjourn", "Stop for today, with a word why", "Y", "", group="Session"),
    Command(
        "to_room",
        "to the room",
        "Send the entry, the step or words to the room's screen, or clear it",
        "T",
        "",
        group="Session",
    ),
    Command(
        "prompts",
        "ask",
        "A card: what to say and ask at this step, this episode, in this room",
        "Q",
        "alt+q",
        footer=True,
        group="Session",
    ),
    Command(
        "deepen",
        "in depth",
        "What lies behind the selected perspective: saw, knew, thought, did",
        "G",
        "alt+g",
        group="Captured",
    ),
    Command(
        "welfare",
        "follow-up",
        "Note who follows up with whom; for the chair alone, in no document",
        "Z",
        "",
        group="Session",
    ),
    Command(
        "attendance",
        "who is here",
        "Who is here: tick people as they arrive",
        "6",
        "alt+v",
        group="Session",
    ),
    Command(
        "parked",
        "parked",
        "What was parked, to come back to before closing",
        "7",
        "alt+s",
        group="Session",
    ),
    Command(
        "rate_episode",
        "how it went",
        "Afterwards, if the room wishes: the episode worked well, was difficult, or neither",
        "equals_sign",
        "",
        group="Session",
    ),
    Command(
        "read_back",
        "read back",
        "Read-back: each outcome to the room, agreed unless somebody says otherwise",
        "J",
        "alt+j",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    Command(
        "closing",
        "closing",
        "Closing: what is still open, challenge notes, and ending the session",
        "8",
        "alt+z",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    *_of(Area.READ_BACK, "At read-back", READ_BACK),
    *_of(Area.PARKED, "In the parked list", PARKED),
    *_of(Area.ATTENDANCE, "In the list of who is here", ATTENDANCE),
    *_of(Area.CLOSING, "In the closing list", CLOSING),
    Command("start_event", "start", "Start the event's clock", "S", "", group="Session"),
    Command(
        "challenge",
        "challenge",
        "Leave a challenge note about what is shown; each one gets an answer",
        area=Area.EVERYWHERE,
        footer=True,
        group="Everywhere",
    ),
    Command(
        "hand_over",
        "hand over",
        "Hand the chair's seat over, or take one that is offered",
        "H",
        "alt+h",
        group="Everywhere",
    ),
    Command(
        "recover",
        "left text",
        "Go on with a text that somebody left half typed",
        "D",
        "alt+d",
        group="Capture",
    ),
    Command(
        "snapshot",
        "copy",
        "Save a copy of everything beside the review",
        "ctrl+s",
        "ctrl+s",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "export",
        "export",
        "Export: the documents, who gets what, versions; looked at before anything is written",
        "X",
        "alt+x",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "lock",
        "cover",
        "Cover the screen until the passphrase is given",
        "alt+k",
        "alt+k",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
    Command(
        "help",
        "help",
        "All keys",
        "question_mark,f1",
        "f1",
        area=Area.EVERYWHERE,
        footer=True,
        group="Everywhere",
    ),
    Command(
        "leave",
        "quit",
        "Leave; everything is saved",
        "q,ctrl+q",
        "ctrl+q",
        area=Area.EVERYWHERE,
        group="Everywhere",
    ),
)


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
