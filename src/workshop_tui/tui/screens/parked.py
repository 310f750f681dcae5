"""What was parked comes back: entries to open or discuss, ideas to promote, or to be left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Capture, Entry, Outcome
from workshop_tui.practice.text import visible
from workshop_tui.review.parked import Parked, parked
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.screens.list_screen import ListScreen
from workshop_tui.tui.tasks import answer_outcome
from workshop_tui.tui.widgets.line_list import Row


class ParkedScreen(ListScreen):
    """Parked entries, then parked ideas."""

    AREA = Area.PARKED
    NEWS = frozenset({"entry", "capture", "evidence", "outcome", "came_back", "restriction"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.PARKED),
        *keys("2,f2", "event"),
    ]

    def heading(self) -> str:
        """What waits."""
        waiting = sum(not one.left for one in self._found())
        return f"Parked · {waiting} to come back to"

    def _found(self) -> list[Parked]:
        return [one for one in parked(self.desk.read) if not self.desk.hides(one.what)]

    def list_rows(self) -> Iterator[Row]:
        """Entries in their order, then ideas."""
        found = self._found()
        entries = [one for one in found if isinstance(one.what, Entry)]
        ideas = [one for one in found if isinstance(one.what, Capture)]
        for title, some in (("Entries", entries), ("Ideas", ideas)):
            if some:
                yield Row("", f"{title} · {len(some)}", style="heading")
            yield from map(self._row, some)
        if not found:
            yield Row("", "Nothing is parked.", style="faint")

    def _row(self, one: Parked) -> Row:
        sign = "✓ left as it is ·" if one.left else "~"
        style = "faint" if one.left else ""
        what = one.what
        if isinstance(what, Entry):
            entry = self.desk.read_now(what)
            called = f"{self.desk.number(entry.id)} {self.desk.agency(entry)}"
            when = entry.date_text or "undated"
            return Row("entry", f"{sign} {called} {when} · {entry.text}", (what.id,), style)
        who = f"{self.desk.who(what.who_id)} " if what.who_id else ""
        text = self._words(what)
        return Row(
            "idea",
            f"{sign} {who}{text}  ({self.desk.place_of(what)})",
            (what.id,),
            style,
        )

    def _words(self, what: Entry | Capture) -> str:
        return self.desk.view.field(what.TABLE, what.uid, "text", what.text)

    def about_row(self, row: Row) -> Sequence[Content]:
        """The whole of it."""
        one = self._of(row)
        if one is None:
            return ()
        what = self.desk.read_now(one.what) if isinstance(one.what, Entry) else one.what
        return [Content(visible(self._words(what)))]

    def _of(self, row: Row | None) -> Parked | None:
        kinds = {"entry": Entry, "idea": Capture}
        return next(
            (
                one
                for one in self._found()
                if row
                and isinstance(one.what, kinds.get(row.what, ()))
                and one.what.id == row.at[0]
            ),
            None,
        )

    @property
    def _chosen(self) -> Entry | Capture | None:
        one = self._of(self.rows.row)
        return one.what if one is not None else None

    # -- settling -----------------------------------------------------------------------------

    def act_on(self, row: Row) -> None:
        """To the entry, or to that of the idea."""
        one = self._of(row)
        if one is None:
            return
        entry_id = one.what.id if isinstance(one.what, Entry) else one.what.entry_id
        if entry_id is None or self.desk.position_of(entry_id) < 0:
            self.say("This idea belongs to no entry, but to the step at which it was said.")
        else:
            self.go_to_entry(entry_id)

    def action_open_again(self) -> None:
        """Open the entry again, and go there."""
        self._mark("open")

    def action_now_discussed(self) -> None:
        """The entry is discussed."""
        self._mark("discussed")

    def _mark(self, state: str) -> None:
        entry = self._chosen
        if not isinstance(entry, Entry):
            self.say("Choose a parked entry first; of an idea make an action (a) or a finding (f).")
            return
        said = f"Entry {self.desk.number(entry.id)} is {state}."
        self.live.do(self.live.seat.event.mark(entry.id, state), lambda _: self.say(said))

    def action_make_action(self) -> None:
        """A candidate action that rests on the idea."""
        self._make(OutcomeKind.ACTION)

    def action_make_finding(self) -> None:
        """A finding that rests on the idea."""
        self._make(OutcomeKind.FINDING)

    def _make(self, kind: OutcomeKind) -> None:
        idea = self._chosen
        if not isinstance(idea, Capture):
            self.say("Choose a parked idea first.")
            return

        def made(outcome: Outcome) -> None:
            what = "a candidate action" if kind is OutcomeKind.ACTION else "a finding"
            name = self.desk.outcome_name(outcome.uid)
            self.say(f"{name} is {what} now. i answers what it still lacks.")

        self.live.do(self.live.seat.outcomes.make(kind, "", [idea.id]), made)

    def action_details(self) -> None:
        """What the newest action or finding still lacks."""
        lacks = self.desk.read.missing()
        kinds = (OutcomeKind.ACTION, OutcomeKind.FINDING)
        found = [o for o in self.desk.read.outcomes() if lacks[o.id] and o.kind in kinds]
        for outcome in sorted(found, key=lambda one: one.id, reverse=True)[:1]:
            task = answer_outcome(self.line, outcome, self.desk.outcome_name(outcome.uid))
            if task is not None:
                self.line.resume(task, "")
                return
        self.say("Nothing is waiting for details.")

    def action_leave_parked(self) -> None:
        """It came back and stays as it is; once more: it comes back again."""
        one = self._of(self.rows.row)
        if one is None:
            self.say("Choose what came back first.")
            return
        said = "It comes back once more." if one.left else "It came back, and is left as it is."
        self.live.do(
            self.live.seat.parked.leave(one.what.TABLE, one.what.uid, left=not one.left),
            lambda _: self.say(said),
        )
