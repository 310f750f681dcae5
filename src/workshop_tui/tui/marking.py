"""What the chair marks on an entry, and the curtain before later ones."""

from __future__ import annotations

from workshop_tui.tui.line import Line


def star(line: Line) -> None:
    """Star the entry shown, or take its star away."""
    if line.desk.here is not None:
        line.live.do(line.live.seat.event.star(line.desk.here))


def mark(line: Line, state: str) -> None:
    """Mark the entry shown discussed or parked; where it is so already, open again."""
    desk, live, entry = line.desk, line.live, line.desk.entry
    if entry is not None:
        wanted = "open" if entry.state == state else state
        live.do(
            live.seat.event.mark(entry.id, wanted),
            lambda _: line.say(f"Entry {desk.number(entry.id)} is {wanted}."),
        )


def draw_curtain(line: Line) -> None:
    """Hide later entries from the room, or show them."""
    drawn = not (line.desk.session and line.desk.session.curtain)
    said = "Later entries are hidden." if drawn else "All entries are shown."
    line.live.do(line.live.seat.event.curtain(drawn), lambda _: line.say(said))
