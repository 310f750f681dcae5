"""What answers a finding: actions and escalations written for it, or linked to it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome
from workshop_tui.tui.tasks import Asking, Writing

if TYPE_CHECKING:
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live


class FindingCommands:
    """The part of the Outcomes screen that links actions and escalations to findings."""

    if TYPE_CHECKING:
        live: Live
        line: Line
        _outcomes: list[Outcome]
        _names: dict[int, str]

        @property
        def _chosen(self) -> Outcome | None:
            """The chosen outcome."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

    def action_answers(self) -> None:
        """Say which finding this action or escalation answers."""
        outcome = self._chosen
        if outcome is None:
            return
        findings = {self._names[o.id]: o for o in self._outcomes if o.kind is OutcomeKind.FINDING}

        def link(words: str) -> None:
            wanted = words.strip().upper()
            found = findings.get(wanted if wanted.startswith("F") else f"F{wanted}")
            if found is None:
                self.say(f"There is no finding {words}.")
            else:
                self.live.do(self.live.seat.outcomes.answers_finding(outcome.id, found.id))

        self.line.begin(Asking(self.line, "Which finding does it answer? F1, F2 …", link), "")

    def action_child(self, kind: str) -> None:
        """Write an action or escalation for the chosen finding."""
        finding = self._chosen
        if finding is None or finding.kind is not OutcomeKind.FINDING:
            self.say("Choose the finding that it answers first.")
            return

        def make(text: str) -> Future[Outcome]:
            return self.live.seat.outcomes.make(OutcomeKind(kind), text, (), finding.id)

        name = self._names[finding.id]
        task = Writing(
            self.line,
            f"{kind.capitalize()} for {name}:",
            f"{kind}:{finding.uid}",
            make,
            lambda: self.say(f"Written down as {kind} for {name}."),
            OutcomeKind(kind) if kind == "action" else None,
        )
        self.line.resume(task, "")
