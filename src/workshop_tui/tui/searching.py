"""Finding an entry from the line: by number or reference, or by words as one types."""

from __future__ import annotations

from collections.abc import Callable

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.tui.line import Line
from workshop_tui.tui.tasks import Finding
from workshop_tui.tui.widgets.chronology_list import ChronologyList


class Searching:
    """One search.

    Args:
        line: The line, in which the words are typed.
        rows: The list, which shows what was found.
        look_at: Goes to an entry.
    """

    def __init__(
        self, line: Line, rows: ChronologyList, look_at: Callable[[int | None], None]
    ) -> None:
        self._line = line
        self._rows = rows
        self._look_at = look_at

    def begin(self) -> None:
        """Give it the line."""
        self._line.begin(Finding(self._line, self._look, self._go_to), "")

    def _look(self, words: str) -> str:
        desk = self._line.desk
        if not words.strip() or words.strip().isdecimal():
            self._rows.show_found(None)
            return ""
        entries, captures = desk.read.search(words, desk.view)
        visible = set(desk.order[: desk.shown])
        found = sorted((e.id for e in entries if e.id in visible), key=desk.position_of)
        self._rows.show_found(found)
        return f"{len(found)} entries, {len(captures)} captures"

    def _go_to(self, words: str) -> bool:
        desk, found = self._line.desk, self._rows.found
        self._rows.show_found(None)
        if not words.strip():
            return True
        try:
            target = desk.read.find_entry(words)
        except Problem as problem:
            if not found:
                self._line.say(str(problem))
                return False
            target = found[0]
        if desk.position_of(target) >= desk.shown and desk.seat.role is not Role.CHAIR:
            self._line.say("This entry is still behind the curtain.")
            return False
        self._look_at(target)
        return True
