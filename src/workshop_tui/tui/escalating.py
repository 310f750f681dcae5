"""Escalations after they were raised: acknowledged, closed, opened again; the notice."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.tui.naming_agencies import NamingAgency
from workshop_tui.tui.steps import Filling, Form, Step
from workshop_tui.tui.tasks import Writing

if TYPE_CHECKING:
    from textual.app import App

    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live


class EscalationCommands:
    """The part of the Outcomes screen that follows escalations up."""

    if TYPE_CHECKING:
        app: App[Any]
        desk: Desk
        live: Live
        line: Line
        _names: dict[int, str]

        @property
        def _chosen(self) -> Outcome | None:
            """The chosen outcome."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def run_worker(self, *args: Any, **kwargs: Any) -> Any:
            """Run something that takes longer."""

    def _escalation(self) -> Outcome | None:
        outcome = self._chosen
        if outcome is None or outcome.kind is not OutcomeKind.ESCALATION:
            self.say("Choose an escalation first.")
            return None
        return outcome

    def action_acknowledge(self) -> None:
        """Note who acknowledged it."""
        one = self._escalation()
        if one is not None:
            verbs, name = self.live.seat.escalations, self._names[one.id]
            self._write(
                f"{name} ACKNOWLEDGED: by whom? A role and an agency:",
                f"acknowledge:{one.uid}",
                lambda words: verbs.acknowledge(one.id, words),
                f"{name} is acknowledged.",
            )

    def action_resolve(self) -> None:
        """Close it with what came of it."""
        one = self._escalation()
        if one is not None:
            verbs, name = self.live.seat.escalations, self._names[one.id]
            self._write(
                f"CLOSE {name}: what came of it? Is it safe now, and how is that known?",
                f"resolve:{one.uid}",
                lambda words: verbs.resolve(one.id, words),
                f"{name} is closed; r opens it again.",
                one.result,
            )

    def action_reopen(self) -> None:
        """Open it again."""
        one = self._escalation()
        if one is None:
            return
        if not one.resolved and one.status != "done":
            self.say("It is open.")
            return
        self.live.do(
            self.live.seat.escalations.reopen(one.id),
            lambda _: self.say("It is open again; what came of it so far stays."),
        )

    def _write(self, question: str, slot: str, save: Any, said: str, text: str = "") -> None:
        task = Writing(self.line, question, slot, save, lambda: self.say(said))
        self.line.resume(task, text)

    # -- the notice ---------------------------------------------------------------------------

    def action_notice(self) -> None:
        """Write the notice of one page for the agency that must act."""
        one = self._escalation()
        if one is not None:
            name = self._names[one.id]
            question = f"NOTICE of {name}, one page: to which agency?"
            ask = NamingAgency(self.line, question, lambda agency: self._ask_names(one, agency))
            self.line.begin(ask, "")

    def _ask_names(self, outcome: Outcome, agency_id: int) -> None:
        agency = self.desk.agencies[agency_id].short
        steps = [Step("With real names? Say why; empty: with pseudonyms.", empty=True)]

        def save(answers: Sequence[str]) -> Future[Any]:
            self._send(self._names[outcome.id], agency, answers[0])
            done: Future[Any] = Future()
            done.set_result(None)
            return done

        form = Form("NOTICE", f"notice:{outcome.uid}", steps, save, lambda _: None)
        self.line.begin(Filling(self.line, form))

    def _send(self, name: str, agency: str, reason: str) -> None:
        """Write it beside the review, in a thread: making a document takes a moment."""
        seat, app, said = self.live.seat, self.app, self.say
        folder = seat.file.path.with_name(f"{seat.file.path.stem}-documents")

        def work() -> None:
            from workshop_tui.review.escalation_notice import send_notice

            try:
                sent = send_notice(seat, folder, name, agency, reason=reason, named=bool(reason))
                held = len(sent.released.held_back)
                told = f"The notice is in {folder.name}, as Word and Markdown."
                if held:
                    told = f"The notice was held back: {held} name(s) were found in it."
                elif sent.lacks:
                    told += f" It still lacks: {', '.join(sent.lacks)}."
            except Problem as problem:
                told = str(problem)
            app.call_from_thread(said, told)

        self.say("Writing the notice …")
        self.run_worker(work, thread=True, group="notice")
