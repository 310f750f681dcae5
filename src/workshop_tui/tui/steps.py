"""Several short questions in the line, one after the other, that make one change together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from workshop_tui.practice.problems import Problem
from workshop_tui.tui.tasks import Task

if TYPE_CHECKING:
    from workshop_tui.tui.line import Line


@dataclass(frozen=True, slots=True)
class Step:
    """One question.

    Attributes:
        question: What is asked.
        text: What stands in the line to begin with.
        empty: Whether it may stay empty.
    """

    question: str
    text: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of one change.

    Attributes:
        title: What is being done, in words.
        slot: Under which name half-typed answers are kept.
        steps: The questions.
        save: Makes the change from the answers.
        saved: Called once it is on disk.
    """

    title: str
    slot: str
    steps: Sequence[Step]
    save: Callable[[Sequence[str]], Future[Any]]
    saved: Callable[[Any], None]


class Filling(Task):
    """One question of a form; nothing is changed before the last one is answered."""

    def __init__(self, line: Line, form: Form, answers: Sequence[str] = ()) -> None:
        self.slot = f"{form.slot}:{len(answers)}"
        kept = line.draft(self.slot)
        super().__init__(line, kept.text if kept else form.steps[len(answers)].text)
        self._form = form
        self._answers = answers

    def label(self) -> Content:
        """What is being done, and the question."""
        form, at = self._form, len(self._answers)
        count = f" {at + 1} of {len(form.steps)} · " if len(form.steps) > 1 else " "
        empty = " · may stay empty" if form.steps[at].empty else ""
        return Content.assemble(
            (form.title, "bold"),
            count,
            (form.steps[at].question, "bold $text-primary"),
            f"{empty} · Esc leaves it",
        )

    def submit(self, text: str) -> None:
        """Ask the next question, or make the change."""
        form, line = self._form, self.line
        if not text.strip() and not form.steps[len(self._answers)].empty:
            line.say("This cannot stay empty. Esc leaves it.")
            return
        answers = [*self._answers, text.strip()]
        line.finish()
        if len(answers) < len(form.steps):
            line.begin(Filling(line, form, answers))
            return
        try:
            future = form.save(answers)
        except Problem as problem:
            line.begin(self, text)
            line.say(str(problem))
            return
        line.live.do(future, self._saved, lambda _: line.begin(self, text))

    def _saved(self, result: object) -> None:
        for at in range(len(self._form.steps)):
            self.line.drop_draft(f"{self._form.slot}:{at}")
        self._form.saved(result)
