"""Quiet hints on a wording: under the line when typing rests, and under a wording that stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.text import one_line

if TYPE_CHECKING:
    from textual.timer import Timer

    from workshop_tui.practice.records import Outcome
    from workshop_tui.review.wording import WordingHint
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.widgets.capture_line import CaptureLine

_REST = 0.4  # seconds without a key


def shown(desk: Desk, hint: WordingHint) -> str:
    """A hint in one line, with the neutral wording."""
    from workshop_tui.review.wording import NAME

    words = one_line(desk.view.text(hint.words))
    if hint.rule == NAME:
        return f"“{words}” is a name: rather “{hint.neutral}”"
    return f"“{words}” · rather: {hint.neutral}"


class Hinting:
    """The row under the line, for what becomes the wording of an outcome.

    Nothing is looked at while keys come, and then in a thread: the first look at a long register
    takes a tenth of a second, and no key waits for it.
    """

    def __init__(self, desk: Desk, widget: CaptureLine) -> None:
        self._desk = desk
        self._widget = widget
        self._timer: Timer | None = None
        self._hint: WordingHint | None = None
        self._row = self._looked_at = ""

    def row(self, worded: tuple[OutcomeKind, str] | None) -> str:
        """What stands under the line now; what was just typed is looked at when typing rests.

        Args:
            worded: Of what kind the wording is, and its words; None where none is being worded.
        """
        if self._timer is not None:
            self._timer.stop()
        kind, words = worded or (OutcomeKind.FINDING, "")
        self._looked_at = words
        if not words:
            self._hint = None
            return ""
        self._timer = self._widget.set_timer(_REST, lambda: self._look(kind, words))
        if self._hint is not None and self._hint.words not in words:
            self._hint = None
        return self._row if self._hint is not None else ""

    def _look(self, kind: OutcomeKind, words: str) -> None:
        wording, app = self._desk.wording, self._widget.app

        def look() -> None:
            found = wording.hints(words, kind)
            app.call_from_thread(self._found, words, found)

        self._widget.run_worker(look, thread=True, exclusive=True, group="wording")

    def _found(self, words: str, hints: Sequence[WordingHint]) -> None:
        if words != self._looked_at or not self._widget.is_mounted:
            return  # something else is in the line by now
        before, self._hint = self._hint, hints[0] if hints else None
        if self._hint is not None:
            more = f"(1 of {len(hints)}) " if len(hints) > 1 else ""
            self._row = more + shown(self._desk, self._hint)
            self._widget.set_hints(self._row, None)
        elif before is not None:
            self._widget.set_hints("", None)


def hints_on(desk: Desk, outcome: Outcome) -> list[WordingHint]:
    """The hints on an outcome's wording as it stands."""
    from workshop_tui.review.wording import hints_of

    return hints_of(desk.read, desk.wording, outcome)


def put_neutral(line: Line, outcome: Outcome, name: str) -> None:
    """Open the wording with a neutral phrase in the place of the first words with a hint."""
    from workshop_tui.tui.tasks import Rewording

    task = Rewording(line, outcome, name)
    kept = line.draft(task.slot)
    if kept is not None and kept.text not in ("", outcome.text):
        line.begin(task, kept.text)
        line.say("A rewording was half typed: here it is. Save it or empty it first.")
        return
    found = hints_on(line.desk, outcome)
    if not found:
        line.say("There is no hint on this wording.")
        return
    line.begin(task, found[0].instead(outcome.text))
    line.say("Make it your own words; Enter saves, Esc leaves it as it was.")
