"""Embed: whether practice has changed, and whether that lasts (phase 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import Any, ClassVar

from textual.binding import BindingType

from workshop_tui.practice.changing import DueCheck, Indicator
from workshop_tui.practice.problems import Problem
from workshop_tui.review.embedding import Embedding, Followed, embedding
from workshop_tui.review.forms import form_of
from workshop_tui.tui import embed_rows as rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.planning import close_action, note_progress, plan_action, today, write_into
from workshop_tui.tui.screens.overview import OverviewScreen
from workshop_tui.tui.widgets.line_list import Row
from workshop_tui.tui.widgets.missing_pane import Gap

_FORMS = {"action": "progress", "check": "check", "indicator": "indicator", "audit": "audit"}


class EmbedScreen(OverviewScreen):
    """The action plan, the calendar of checks, indicators and audits."""

    PLACE = "4 Embed"
    AREA = Area.EMBED
    BINDINGS: ClassVar[list[BindingType]] = [*both(Area.EMBED), *keys("2,f2", "event")]
    NEWS = frozenset(
        {
            *("progress", "action_milestone", "indicator", "indicator_reading", "due_check"),
            *("indicator_action", "audit", "audit_action", "recommendation", "review"),
        }
    )
    now: Embedding

    def look(self) -> None:
        """Read the plan, indicators, audits, checks."""
        self.now = embedding(self.desk.read)

    def headline(self) -> tuple[str, Sequence[str]]:
        """What is late, what is next, who owns the plan."""
        return "Embed:", rows.headline(self.now)

    def list_rows(self) -> Iterator[Row]:
        """Each under its heading."""
        yield from rows.embed_rows(self.now)

    def about_row(self, row: Row) -> tuple[str, Sequence[Gap]]:
        """Everything about an action, an indicator, an audit, a check; kind words elsewhere."""
        name = str(row.at[0])
        if row.what == "none":
            return form_of(name).title, rows.of_nothing(name)
        if row.what == "workbook":
            return "The plan's workbook", [Gap(rows.WORKBOOK, "")]
        if row.what == "form":
            return form_of(name).title, [Gap(form_of(name).about, "")]
        return row.what, list(self._about(row.what, name))

    def _about(self, what: str, uid: str) -> Iterator[Gap]:
        now = self.now
        if what == "action":
            yield from rows.of_action(self._followed(uid), self.desk.agencies)
        elif what == "indicator":
            yield from rows.of_indicator(
                next(one for one in now.indicators if one.indicator.uid == uid)
            )
        elif what == "audit":
            yield from rows.of_audit(next(one for one in now.audits if one.audit.uid == uid))
        else:
            yield from rows.of_check(next(one for one in now.checks if one.check.uid == uid))

    def _followed(self, uid: str) -> Followed:
        return next(one for one in self.now.actions if one.action.uid == uid)

    def open_row(self, row: Row) -> None:
        """To the form of the row; an action has its progress noted."""
        name = str(row.at[0])
        if row.what == "action":
            self.action_progress()
        elif row.what == "workbook":
            self.action_plan_workbook()
        elif row.what == "none" and name == "progress":
            self.say("Actions are agreed under 3 Outcomes: choose a finding there, then A.")
        elif row.what == "none":
            self.to_form(name, "new")
        else:
            self.to_form(*((name, "") if row.what == "form" else (_FORMS[row.what], name)))

    # -- working ------------------------------------------------------------------------------

    def _here(self, what: str, asked: str) -> str:
        """The uid of the highlighted row, if it is of a kind; else says what to choose."""
        row = self.rows.row
        if row is not None and row.what == what:
            return str(row.at[0])
        self.say(asked)
        return ""

    def action_settle(self) -> None:
        """Close an action on evidence, or say what a check found."""
        row = self.rows.row
        if row is not None and row.what == "check":
            self._check_done(str(row.at[0]))
            return
        uid = self._here("action", "Choose an action to close, or a check that was done.")
        if uid:
            followed = self._followed(uid)
            if followed.action.resolved:
                self.say(f"{followed.planned.name} is closed already; r opens it again.")
            else:
                close_action(self.line, followed.action, followed.planned.name)

    def _check_done(self, uid: str) -> None:
        (check,) = self.desk.read.records(DueCheck, uid=uid)

        def save(text: str) -> Future[Any]:
            values = {"done": today(), "result": text}
            return self.live.seat.forms.change("check", uid, values)

        question = f"{check.title}: what did it find?"
        write_into(self.line, question, f"checked:{uid}", save, "Noted; the check is done.")

    def action_reopen(self) -> None:
        """Open an action or a check again."""
        row = self.rows.row
        if row is not None and row.what == "check":
            future = self.live.seat.forms.change("check", str(row.at[0]), {"done": ""})
            self.live.do(future, lambda _: self.say("The check is to be done again."))
            return
        uid = self._here("action", "Choose a closed action, or a check that was done.")
        if uid:
            followed = self._followed(uid)
            name = followed.planned.name
            if not followed.action.resolved:
                self.say(f"{name} is open.")
            else:
                opened = self.live.seat.plan.reopen(followed.action.id)
                self.live.do(opened, lambda _: self.say(f"{name} is open again."))

    def action_progress(self) -> None:
        """Note what has happened on an action."""
        uid = self._here("action", "Choose the action that it is about.")
        if uid:
            followed = self._followed(uid)
            note_progress(self.line, followed.action, followed.planned.name)

    def action_plan_action(self) -> None:
        """The day, the owner's agency and the recommendation of an action."""
        uid = self._here("action", "Choose the action that it is about.")
        if uid:
            followed = self._followed(uid)
            plan_action(self.line, followed.action, followed.planned.name)

    def action_reading(self) -> None:
        """Note an indicator's value of today."""
        uid = self._here("indicator", "Choose the indicator that was read.")
        if not uid:
            return
        (indicator,) = self.desk.read.records(Indicator, uid=uid)

        def save(text: str) -> Future[Any]:
            values = {"indicator_id": uid, "read": today(), "value": text}
            return self.live.seat.forms.add("reading", values)

        unit = f" ({indicator.unit})" if indicator.unit else ""
        question = f"{self._shown(indicator.title)}: value today{unit}?"
        write_into(self.line, question, f"reading:{uid}", save, "The value is noted, for today.")

    def action_plan_workbook(self) -> None:
        """Take in the action plan's workbook that came back from its owners."""
        from workshop_tui.tui.screens.taking_in import PlanWorkbookScreen

        try:
            self.app.push_screen(PlanWorkbookScreen(self.desk, self.live))
        except Problem as problem:
            self.say(str(problem))

    def action_new_here(self) -> None:
        """Add one more of what is highlighted."""
        row = self.rows.row
        if row is not None:
            self.to_form(_FORMS.get(row.what, str(row.at[0])), "new")
