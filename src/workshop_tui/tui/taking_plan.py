"""The action plan's workbook that came back from its owners, on its way in: each change shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

from textual.content import Content

from workshop_tui.practice.text import one_line
from workshop_tui.review import plan_import
from workshop_tui.review.plan_changes import PlanChange, PlanImport
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.live import sentence
from workshop_tui.tui.taking_in import Asks, Looked, Secret, TakingIn, accept_row, ticked
from workshop_tui.tui.widgets.line_list import Row


class PlanWorkbook(TakingIn):
    """One workbook; each change can be left out by itself.

    Attributes:
        left_out: Changes that are not taken in, by what they say.
        without_unclear: Whether cells that need an eye are left out.
    """

    title = "ACTION PLAN WORKBOOK"
    verb = "planimport.accept"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.path: Path | None = None
        self.secret = Secret()
        self.found: PlanImport | None = None
        self.problem = ""
        self.left_out: set[PlanChange] = set()
        self.without_unclear = False

    def begin(self, paths: Sequence[Path]) -> None:
        """Begin with this file; what was left out of the same file stays left out."""
        if paths[0] != self.path:
            self.left_out.clear()
            self.secret, self.without_unclear = Secret(), False
        self.path, self.found, self.problem = paths[0], None, ""

    def look(self, read: Reader) -> Looked:
        """Read the workbook and compare it with the plan as it stands."""
        assert self.path is not None
        found, problem = None, ""
        try:
            found = plan_import.look(read, plan_import.read(self.path, self.secret))
        except Exception as error:  # noqa: BLE001 - any failure is a sentence on the screen
            problem = sentence(error)

        def take() -> None:
            self.found, self.problem = found, problem

        return take

    # -- what is said -------------------------------------------------------------------------

    @property
    def lacks(self) -> Sequence[str]:
        """What must be answered first."""
        if self.problem:
            return ["a password" if self.secret.asked else "a file that can be taken in"]
        if self.found is None:
            return []
        if self.found.eyes and not self.without_unclear:
            return ["what needs an eye: correct the workbook, or leave it out"]
        return [] if self._wanted else ["a change that is marked"]

    @property
    def ready(self) -> bool:
        """Whether there is something to take in."""
        return self.found is not None and not self.lacks

    @property
    def _wanted(self) -> list[PlanChange]:
        changes = self.found.changes if self.found else ()
        return [one for one in changes if one not in self.left_out]

    def rows(self) -> list[Row]:
        """What must be answered, accepting, then each change."""
        return list(self._rows())

    def _rows(self) -> Iterator[Row]:
        name = self.path.name if self.path else ""
        if self.problem:
            yield Row("problem", f"{name}: {self.problem}", style="warn")
            if self.secret.asked:
                yield Row("locked", "▸ Give the file's password", style="good")
            return
        found = self.found
        if found is None:
            yield Row("", f"{name} is being read …", style="heading")
            return
        version = f"version {found.book.version}" if found.book.version else "a preview"
        yield Row("", f"{found.book.file} · {version} · {found.book.tier}", style="heading")
        if not found.changes and not found.eyes:
            yield Row("same", "Nothing in it differs from the plan as it stands.", style="good")
        else:
            yield accept_row(f"{_changes(len(self._wanted))} of {len(found.changes)}", self.lacks)
        if found.eyes:
            words = f"Leave out what needs an eye ({len(found.eyes)})"
            yield Row("unclear", ticked(self.without_unclear, words), style="warn")
            for place, eye in enumerate(found.eyes):
                yield Row("eye", f"⚑ {eye}", (place,), "faint" if self.without_unclear else "warn")
        if found.changes:
            yield Row("", "What changes (Enter: with it, or without)", style="heading")
        for place, one in enumerate(found.changes):
            yield self._change(place, one)
        if found.notes:
            yield Row("", "What else is to be known", style="heading")
        for place, note in enumerate(found.notes):
            yield Row("note", note, (place,), "faint")

    def _change(self, place: int, one: PlanChange) -> Row:
        was = f"{one.was} → " if one.was else ""
        text = f"{one.ref} · {one.what}: {was}{one.becomes}"
        sign = "⚑ " if one.meanwhile else ""
        style = "warn" if one.meanwhile else ""
        return Row("change", ticked(one not in self.left_out, f"{sign}{text}"), (place,), style)

    def detail(self, row: Row) -> list[Content]:
        """A row in full."""
        return [Content(one_line(self.desk.view.text(words))) for words in self._detail(row)]

    def _detail(self, row: Row) -> list[str]:
        if row.what == "change" and self.found is not None:
            one = self.found.changes[int(row.at[0])]
            said = [f"{one.ref}: {self._action(one)}", f"{one.what} · {one.where}"]
            said += [f"Was: {one.was or 'nothing'}", f"Becomes: {one.becomes}"]
            if one.meanwhile:
                said.append(f"⚑ The review changed meanwhile: {one.meanwhile}")
            return said
        return [_HELP[row.what]] if row.what in _HELP else [row.text]

    def _action(self, one: PlanChange) -> str:
        found = [o for o in self.desk.read.outcomes() if o.id == one.outcome_id]
        return found[0].text if found else ""

    # -- what is chosen -----------------------------------------------------------------------

    def act(self, row: Row, screen: Asks) -> None:
        """Tick, give the password, or accept."""
        if row.what in self._ACTS:
            self._ACTS[row.what](self, row, screen)

    def _tick(self, row: Row, screen: Asks) -> None:
        assert self.found is not None
        self.left_out ^= {self.found.changes[int(row.at[0])]}
        screen.paint_all()

    def _unclear(self, _: Row, screen: Asks) -> None:
        self.without_unclear = not self.without_unclear
        screen.paint_all()

    def _locked(self, _: Row, screen: Asks) -> None:
        def take(words: str) -> None:
            self.secret, self.problem = Secret(words), ""
            screen.changed()

        screen.ask_password(self.path.name if self.path else "the workbook", take)

    def leave_out(self, row: Row, screen: Asks) -> str:
        """Leave out the change of a row, or take it in after all."""
        if row.what != "change":
            return "Go to a change first: it is left out, or taken in after all."
        self._tick(row, screen)
        return ""

    _ACTS: ClassVar[dict[str, Callable[[PlanWorkbook, Row, Asks], None]]] = {
        "change": _tick,
        "unclear": _unclear,
        "locked": _locked,
        "accept": lambda _self, _row, screen: screen.accept(),
    }

    # -- taking it in -------------------------------------------------------------------------

    def accept(self, seat: Seat) -> Future[Any]:
        """Take in what is marked."""
        assert self.found is not None
        places = [n for n, one in enumerate(self.found.changes) if one in self.left_out]
        return seat.plan_import.accept(
            self.found, leave_out_unclear=self.without_unclear, leave_out=tuple(places)
        )

    def taken(self, result: Any) -> str:
        """How much came in."""
        return f"{_changes(int(result))} taken in from {self.path.name if self.path else ''}."


def _changes(count: int) -> str:
    return f"{count} change{'' if count == 1 else 's'}"


_HELP = {
    "accept": "Takes in what is marked, all of it or nothing; undo takes it back.",
    "unclear": "Ticked: cells that nobody can be sure about change nothing. Better: ask the owner, "
    "correct the workbook, and read it again.",
    "locked": "The file has a password. It is used now and kept nowhere.",
    "eye": "It cannot be taken in as it stands, and nothing is guessed.",
    "note": "It stands in nobody's way and changes nothing.",
}
