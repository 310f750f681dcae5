"""Stepping through the chronology, and working on its entries."""

from __future__ import annotations

from workshop_tui.tui.command import Area, Command

CHRONOLOGY: tuple[Command, ...] = (
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
    Command(
        "no_entry",
        "no entry",
        "No entry is open: what is said belongs to the step; in other seats, look at that",
        "0",
        "ctrl+p",
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
        "alt+shift+b",
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
    Command(
        "name_words",
        "name",
        "Put selected words, or words that are asked for, into the register",
        "at",
        "alt+shift+r",
        group="Chronology",
    ),
)
