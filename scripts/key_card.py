"""Write ``docs/keys.md`` from the command registry; a test compares the two."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.practice.capture_line import grammar_help
from workshop_tui.tui.commands import COMMANDS, key_label

TARGET = Path(__file__).resolve().parent.parent / "docs" / "keys.md"


def card() -> str:
    """The key card as Markdown."""
    lines = [
        "# Keys",
        "",
        "Written by `scripts/key_card.py` from the command registry. `^N` is Ctrl+N.",
        "In the chair's seat letters are commands only while no line is open.",
        "",
    ]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += [f"## {group}", "", "| what | chair | note-taker |", "|---|---|---|"]
        for command in COMMANDS:
            if command.group == group and (command.chair or command.notes):
                lines.append(
                    f"| {command.help} | {_keys(command.chair)} | {_keys(command.notes)} |"
                )
        lines.append("")
    lines += ["## The line", "", "```", grammar_help(), "```", ""]
    lines += [
        "Enter saves · Ctrl+J starts a new line in the text · Tab takes the completion · Esc",
        "leaves the line, what is typed is kept · up and down in an empty line select a capture.",
        "",
    ]
    return "\n".join(lines)


def _keys(keys: str) -> str:
    return " ".join(f"`{key_label(key)}`" for key in keys.split(",") if key).replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(card(), encoding="utf-8")
