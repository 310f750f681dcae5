"""Commands on the entry shown: add, correct, dispute, exclude, reckon with its date."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Entry
from workshop_tui.tui.steps import Filling, Form, Step
from workshop_tui.tui.tasks import Asking

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live

_DATE = "When, as 12/03/2024 14:30 or early March 2024?"


class EntryCommands:
    """The part of the event screen that works on entries; what a source said never changes."""

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def look_at(self, entry_id: int | None) -> None:
            """Show an entry."""

    def action_add_entry(self) -> None:
        """Add an entry that no document gave."""
        entry = self.desk.entry
        agency = self.desk.agencies.get(entry.agency_id) if entry else None

        def save(answers: Sequence[str]) -> Future[Any]:
            whose, date, text, source, reason = answers
            return self.live.seat.entries.add(
                agency=whose, date=date, text=text, source=source, reason=reason
            )

        steps = [
            Step("Whose account is it? The agency:", agency.short if agency else ""),
            Step(_DATE, empty=True),
            Step("What happened?"),
            Step("Who or what says so?", empty=True),
            Step("Why is it added?", empty=True),
        ]
        form = Form("ADDING AN ENTRY", "entry", steps, save, self._added)
        self.line.begin(Filling(self.line, form))

    def _added(self, entry: Entry) -> None:
        self.desk.load_entries()
        self.say(f"Added as entry {self.desk.number(entry.id)}. {self._undo()}")

    def action_correct_entry(self) -> None:
        """Say how the entry should read; its source's words stay beside it."""
        entry = self._to_change()
        if entry is None:
            return

        def save(answers: Sequence[str]) -> Future[Any]:
            text, date, reason = answers
            return self.live.seat.entries.correct(
                entry.id, text=text, date=date, reason=reason, base=entry.text
            )

        steps = [
            Step("How should it read?", entry.text),
            Step(_DATE, entry.date_text, empty=True),
            Step("Why, or who says so?", empty=True),
        ]
        self._fill("CORRECTING", "correct", entry, steps, save, "is corrected; the source's words")

    def action_dispute_entry(self) -> None:
        """Record that an agency sees the entry otherwise; both accounts stand."""
        entry = self._to_change()
        if entry is None:
            return

        def save(answers: Sequence[str]) -> Future[Any]:
            return self.live.seat.entries.dispute(entry.id, *answers)

        steps = [Step("Which agency sees it otherwise?"), Step("What happened, as it sees it?")]
        self._fill("A DISPUTE", "dispute", entry, steps, save, "is disputed; both accounts")

    def action_exclude_entry(self) -> None:
        """Leave the entry out of the chronology, with a reason."""
        entry = self._to_change()
        if entry is None:
            return

        def save(answers: Sequence[str]) -> Future[Any]:
            return self.live.seat.entries.exclude(entry.id, answers[0])

        steps = [Step("Why is it left out?")]
        self._fill("EXCLUDING", "exclude", entry, steps, save, "is excluded; it and its captures")

    def _fill(
        self, title: str, slot: str, entry: Entry, steps: Sequence[Step], save: Any, said: str
    ) -> None:
        number = self.desk.number(entry.id)

        def saved(_: object) -> None:
            self.say(f"Entry {number} {said} are kept. {self._undo()}")

        form = Form(f"{title} entry {number}", f"{slot}:{entry.uid}", steps, save, saved)
        self.line.begin(Filling(self.line, form))

    def _to_change(self) -> Entry | None:
        """The entry shown, if it may be changed with the names that stand in it in sight."""
        if self.desk.entry is None:
            self.say("There is no entry here.")
            return None
        if not self.desk.view.shows_names:
            self.say(f"Show names first ({self.line.key('names')}): the words stand in the line.")
            return None
        return self.desk.entry

    def _undo(self) -> str:
        return f"{self.line.key('undo')} takes it back."

    # -- reckoning ----------------------------------------------------------------------------

    def action_reckon(self) -> None:
        """Say the child's age at the entry, and the time since the one before."""
        from workshop_tui.review import reckoning

        desk, here = self.desk, self.desk.here
        if here is None or desk.position < 0:
            return
        try:
            said = f"The child's age at entry {desk.number(here)}: "
            said += f"{reckoning.age_at(desk.read, here)}."
        except Problem as problem:
            said = str(problem)
        if desk.position > 0:
            before = desk.order[desk.position - 1]
            words = reckoning.interval(desk.read, before, here)
            said += f" From entry {desk.number(before)} to here: {words}."
        self.say(said)

    def action_interval(self) -> None:
        """Say how much time lies between the entry shown and another."""
        from workshop_tui.review import reckoning

        desk, here = self.desk, self.desk.here
        if here is None or desk.position < 0:
            return

        def answer(words: str) -> None:
            try:
                other = desk.read.find_entry(words)
                time = reckoning.interval(desk.read, here, other)
            except Problem as problem:
                self.say(str(problem))
                return
            self.say(f"Between entries {desk.number(here)} and {desk.number(other)}: {time}.")

        question = f"Time between entry {desk.number(here)} and which other? Its number:"
        self.line.begin(Asking(self.line, question, answer), "")
