"""What is still missing in the outcomes, as one list to work off; Enter goes where it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from workshop_tui.review.forms import form_of
from workshop_tui.review.work_off import Beside, Open, open_outcomes, waiting
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.screens.overview import OverviewScreen
from workshop_tui.tui.widgets.line_list import Row
from workshop_tui.tui.widgets.missing_pane import Gap

FORMS = ("recommendation", "consideration", "comment", "answer", "narrative")


class WorkOffScreen(OverviewScreen):
    """Outcomes with what each lacks, what waits beside them, and the forms to write in."""

    PLACE = "3 Outcomes"
    AREA = Area.WORK_OFF
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.WORK_OFF),
        *keys("2,f2", "event"),
        *keys("g", "back"),
    ]
    NEWS = frozenset(
        {
            *("recommendation", "recommendation_finding", "consideration", "comment"),
            *("line_of_enquiry", "position", "narrative"),
        }
    )
    outcomes: Sequence[Open]
    beside: Sequence[Beside]

    def look(self) -> None:
        """Read what is missing."""
        found = open_outcomes(self.desk.read)
        self.outcomes = [one for one in found if not self.desk.hides(one.outcome)]
        self.beside = waiting(self.desk.read)

    def headline(self) -> tuple[str, Sequence[str]]:
        """How much is left."""
        points = sum(len(one.points) for one in self.outcomes) + len(self.beside)
        if not points:
            return "Still missing:", ["nothing. Every outcome is complete."]
        return "Still missing:", [f"{points} to work off; nothing here holds anything up"]

    def list_rows(self) -> Iterator[Row]:
        """Each outcome as a heading over what it lacks; what waits beside; the forms."""
        for one in self.outcomes:
            yield Row("", f"{one.name} {one.outcome.text}", style="heading")
            for field, words in one.points:
                yield Row("point", f"  ○ {words}", (one.outcome.uid, field))
        if self.beside:
            yield Row("", "Beside the outcomes", style="heading")
        for at in self.beside:
            yield Row("form", f"  ○ {at.words}", (at.form, at.uid, at.words))
        yield Row("", "Write and decide", style="heading")
        for slug in FORMS:
            yield Row("form", f"  {form_of(slug).title}", (slug, "", ""))

    def about_row(self, row: Row) -> tuple[str, Sequence[Gap]]:
        """The outcome, or what the form is for."""
        if row.what == "point":
            one = next(one for one in self.outcomes if one.outcome.uid == row.at[0])
            title = f"{one.name} · {one.outcome.kind.value} · {one.outcome.status}"
            return title, [Gap(one.outcome.text, "")]
        form = form_of(str(row.at[0]))
        lines = [Gap(str(row.at[2]), ""), Gap("", "")] if row.at[2] else []
        return form.title, [*lines, Gap(form.about, "")]

    def open_row(self, row: Row) -> None:
        """To the outcome, with its question in the line; or to the form."""
        if row.what == "form":
            self.to_form(str(row.at[0]), str(row.at[1]))
            return
        uid, field = map(str, row.at)
        self.app.pop_screen()
        work_on = getattr(self.app.screen, "work_on", None)
        if work_on is not None:
            work_on(uid, field)
