"""Commands of the Outcomes screen: merging, splitting, planning, working off what is missing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome
from workshop_tui.tui.planning import ask_enquiry, plan_action, write_into
from workshop_tui.tui.tasks import Asking, Rewording, answer_outcome

if TYPE_CHECKING:
    from textual.app import App

    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live


class OutcomeWork:
    """The part of the Outcomes screen that works on what is there."""

    if TYPE_CHECKING:
        app: App[int]
        desk: Desk
        live: Live
        line: Line
        _names: dict[int, str]
        _outcomes: list[Outcome]
        say: Callable[[str], None]
        show_detail: Callable[[Content], None]
        to_form: Callable[..., None]
        action_answers: Callable[[], None]

        @property
        def _chosen(self) -> Outcome | None: ...
        def _highlight(self, outcome_id: int | None) -> None: ...

    def action_enquiry(self) -> None:
        """Link to a line of enquiry, or no longer."""
        if self._chosen is not None:
            ask_enquiry(self.line, self._chosen, self._names[self._chosen.id])

    def action_merge(self) -> None:
        """Make one of two: ask which one goes into the chosen one."""
        first = self._chosen
        if first is None:
            return
        name = self._names[first.id]
        peers = {
            self._names[one.id]: one
            for one in self._outcomes
            if one.kind is first.kind and one.id != first.id
        }
        if not peers:
            self.say(f"There is no other {first.kind.value} to merge with {name}.")
            return

        def merge(words: str) -> None:
            wanted = words.strip().upper()
            second = peers.get(wanted) or peers.get(f"{name[0]}{wanted}")
            if second is None:
                self.say(f"{words} is none of {', '.join(peers)}.")
                return
            called = self._names[second.id]
            future = self.live.seat.plan.merge(first.id, second.id)
            self.live.do(future, lambda merged: self._merged(merged, name, called))

        question = f"Which one goes into {name}: {', '.join(peers)}?"
        self.line.begin(Asking(self.line, question, merge), "")

    def _merged(self, merged: Outcome, name: str, called: str) -> None:
        self.line.resume(Rewording(self.line, merged, name), merged.text)
        self.say(f"{called} went into {name}: word them together. Undo takes them apart again.")

    def action_split(self) -> None:
        """Make a second one of the chosen one."""
        first = self._chosen
        if first is None:
            return

        def save(text: str) -> Future[Outcome]:
            return self.live.seat.plan.split(first.id, text)

        question = f"Split {self._names[first.id]}: the second one's own wording:"
        said = "It is two now, both on the same evidence; reword the first (Enter)."
        write_into(self.line, question, f"split:{first.uid}", save, said)

    def action_plan_action(self) -> None:
        """The day, the owner's agency and the recommendation of an action."""
        action = self._chosen
        if action is None or action.kind is not OutcomeKind.ACTION:
            self.say("Choose an action first.")
        else:
            plan_action(self.line, action, self._names[action.id])

    def action_wordings(self) -> None:
        """Show how the chosen one was worded before; moving on shows the outcome again."""
        from workshop_tui.practice.days import british, clock_time
        from workshop_tui.practice.text import visible
        from workshop_tui.review.wordings import wordings

        chosen = self._chosen
        if chosen is None:
            return
        found = wordings(self.desk.read, chosen)
        many = f"{len(found)} wording{'' if len(found) == 1 else 's'}, the newest first"
        parts = [Content.styled(f"{self._names[chosen.id]} · {many}", "bold")]
        for one in reversed(found):
            when = f"{british(one.at[:10])} {clock_time(one.at)}"
            by = f"{when} · {self.desk.view.text(one.by)} · {one.meaning}"
            parts += [Content(""), Content.styled(by, "$text-muted")]
            parts.append(Content(visible(self.desk.view.text(one.text))))
        self.show_detail(Content("\n").join(parts))

    # -- what is missing ----------------------------------------------------------------------

    def action_work_off(self) -> None:
        """To the list of what is missing."""
        from workshop_tui.tui.screens.work_off import WorkOffScreen

        self.app.push_screen(WorkOffScreen(self.desk, self.live))

    def work_on(self, uid: str, field: str) -> None:
        """Go to an outcome and ask what it lacks.

        Args:
            uid: The outcome's.
            field: What it lacks, as ``review.work_off`` names it.
        """
        outcome = next((one for one in self._outcomes if one.uid == uid), None)
        if outcome is None:
            return
        self._highlight(outcome.id)
        name = self._names[outcome.id]
        if field == "line":
            ask_enquiry(self.line, outcome, name)
        elif field == "finding":
            self.action_answers()
        elif field == "day":
            plan_action(self.line, outcome, name)
        elif field == "evidence":
            self.say("In the event (2): select what was captured (Tab), and j adds it here.")
        elif field == "read-back":
            self.say(f"J leads to the read-back: {name} is read out, each agency says yes or no.")
        else:
            task = answer_outcome(self.line, outcome, name, further=True, first=field)
            if task is not None:
                self.line.resume(task, "")

    # -- the forms around ---------------------------------------------------------------------

    def action_recommendations(self) -> None:
        """Recommendations, made from findings."""
        self.to_form("recommendation")

    def action_comments(self) -> None:
        """What participants say about drafts, and the replies."""
        self.to_form("comment")

    def action_line_answers(self) -> None:
        """The lead's answer to each line of enquiry."""
        self.to_form("answer")
