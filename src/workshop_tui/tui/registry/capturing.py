"""Capturing what is said, and working on what was captured."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.practice.kinds import KINDS
from workshop_tui.tui.command import Command


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


CAPTURING: tuple[Command, ...] = (
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
)
