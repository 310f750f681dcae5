"""Who is here: ticked as people arrive; the voices know it at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from workshop_tui.review.attendance import Attends, attendance
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.screens.list_screen import ListScreen
from workshop_tui.tui.widgets.line_list import Row

_SIGNS = {"yes": "●", "no": "○", "": "·"}
_WORDS = {"yes": "here", "no": "not here", "": ""}
_STYLES = {"yes": "good", "no": "faint", "": ""}


class AttendanceScreen(ListScreen):
    """Everybody involved: here, not here, or not said."""

    AREA = Area.ATTENDANCE
    NEWS = frozenset({"attendance", "participant"})
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.ATTENDANCE),
        *keys("2,f2", "event"),
    ]

    def heading(self) -> str:
        """Of which session."""
        here = sum(one.present == "yes" for one in self._people())
        session = self.desk.session.title if self.desk.session else "Learning event"
        return f"Who is here · {session} · {here} here"

    def _people(self) -> list[Attends]:
        return attendance(self.desk.read)

    def list_rows(self) -> Iterator[Row]:
        """The expected first."""
        people = self._people()
        expected = [one for one in people if one.expected]
        here = sum(one.present == "yes" for one in expected)
        if expected:
            yield Row("", f"Expected · {here} of {len(expected)} here", style="heading")
            yield from map(self._row, expected)
        others = [one for one in people if not one.expected]
        if others:
            yield Row("", f"Not expected · {len(others)}", style="heading")
            yield from map(self._row, others)

    def _row(self, one: Attends) -> Row:
        agency = self.desk.agencies.get(one.person.agency_id or 0)
        of = f" · {agency.short}" if agency else ""
        answer = "" if one.answer in ("", "attending") else f"  {one.answer}"
        speaks = f", {one.spoken_by} speaks" if one.spoken_by else ""
        text = f"{_SIGNS[one.present]} {one.person.code:<7}{_WORDS[one.present]:<9}"
        style = _STYLES[one.present]
        return Row(
            "person", f"{text} {one.person.role}{of}{answer}{speaks}", (one.person.id,), style
        )

    def about_row(self, row: Row) -> Sequence[Content]:
        """Why somebody must not be in the room, who supports them."""
        one = self._of(row)
        if one is None:
            return ()
        view, person = self.desk.view, one.person
        lines = [f"{person.code} · {person.role}"]
        if person.must_not_attend:
            lines.append(f"Must not be in the room: {person.must_not_attend}")
        if person.speaks_for:
            lines.append(f"Can speak for: {', '.join(person.speaks_for)}")
        if person.support:
            lines.append(f"Support: {person.support}")
        return [Content(view.text(line)) for line in lines]

    def _of(self, row: Row | None) -> Attends | None:
        return next((o for o in self._people() if row and (o.person.id,) == row.at), None)

    def act_on(self, row: Row) -> None:
        """Here, then not here."""
        one = self._of(row)
        if one is not None:
            self._note([one], "no" if one.present == "yes" else "yes")

    def action_unsaid(self) -> None:
        """As if nobody had said."""
        one = self._of(self.rows.row)
        if one is not None:
            self._note([one], "")

    def action_all_here(self) -> None:
        """Everybody expected of whom nobody has said anything."""
        waiting = [one for one in self._people() if one.expected and not one.present]
        if waiting:
            self._note(waiting, "yes")
        else:
            self.say("Of everybody expected somebody has said whether they are here.")

    def _note(self, people: Sequence[Attends], present: str) -> None:
        ids = [one.person.id for one in people]
        codes = ", ".join(one.person.code for one in people)
        said = _WORDS[present] or "not said"
        self.live.do(
            self.live.seat.attendance.note(ids, present), lambda _: self.say(f"{codes}: {said}.")
        )
