"""What the line is for at a moment: capturing, editing, answering a question, finding.

The label always says in words what is being written and where it will go.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from workshop_tui.practice import capture_line
from workshop_tui.practice.kinds import BY_KIND, OUTCOME_OF, CaptureKind, OutcomeKind
from workshop_tui.practice.outcomes import QUESTIONS, asked
from workshop_tui.practice.problems import ChangedMeanwhile, Problem
from workshop_tui.practice.records import Capture, Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.tui.completion import complete

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line


class Task:
    """One use of the line.

    Attributes:
        slot: Under which name its half-typed text is kept; "" for none.
        text: What is in the line while another task has it.
        arrows: Whether up and down belong to the task even when there is text.
    """

    slot = ""
    arrows = False

    def __init__(self, line: Line, text: str = "") -> None:
        self.line = line
        self.text = text

    def label(self) -> Content:
        """What Enter will do, in words."""
        raise NotImplementedError

    def submit(self, text: str) -> None:
        """Enter was pressed."""
        raise NotImplementedError

    def edited(self, text: str) -> None:
        """The text changed."""

    def context(self) -> str:
        """What must be known to go on with a half-typed text later, as JSON."""
        return ""

    def complete(self, text: str, word: str) -> tuple[str, str | None]:
        """A row of what could follow, and what Tab puts in place of the last word."""
        del text
        return complete(self.line.desk, word)

    def worded(self, text: str) -> tuple[OutcomeKind, str] | None:
        """The wording of an outcome that this text becomes; None: somebody's words, or a note."""
        del text
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is said: at an entry or at none, in a session, at a step of its agenda."""

    entry_id: int | None
    session_id: int | None
    step_id: int | None

    @classmethod
    def now(cls, desk: Desk) -> Place:
        """Where a line begun now is said."""
        session = desk.session
        return cls(
            desk.said_at, session.id if session else None, session.step_id if session else None
        )

    def kept(self) -> dict[str, object]:
        """As it is kept beside a half-typed text."""
        return {"entry": self.entry_id, "session": self.session_id, "step": self.step_id}


class Capturing(Task):
    """A new capture; it belongs to where its first character was typed."""

    slot = "line"

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self.kind: CaptureKind | None = None
        self.place: Place | None = None
        self.recovered: tuple[str, str] | None = None

    def restore(self, text: str, context: str) -> None:
        """Go on with a half-typed line from before."""
        kept = json.loads(context or "{}")
        self.text, self.place = text, None
        if "step" in kept:
            self.place = Place(kept["entry"], kept["session"], kept["step"])
        elif kept.get("entry") is not None:  # as earlier versions kept it
            self.place = replace(Place.now(self.line.desk), entry_id=kept["entry"])
        kind = kept.get("kind")
        self.kind = CaptureKind(kind) if kind else None
        recovered = kept.get("recovered")
        self.recovered = (recovered[0], recovered[1]) if recovered else None

    def context(self) -> str:
        """Place and kind."""
        kept = {"kind": self.kind.value if self.kind else None, "recovered": self.recovered}
        return json.dumps((self.place.kept() if self.place is not None else {}) | kept)

    def edited(self, text: str) -> None:
        """Bind the line to its place at its first character."""
        if not text:
            self.place = self.recovered = None
        elif self.place is None:
            self.place = Place.now(self.line.desk)

    def move_here(self) -> None:
        """Bind the line to the entry shown."""
        place = self.place or Place.now(self.line.desk)
        self.place = replace(place, entry_id=self.line.desk.said_at)

    def worded(self, text: str) -> tuple[OutcomeKind, str] | None:
        """A finding, good practice or action is being worded."""
        return _worded(text, self.kind)

    def label(self) -> Content:
        """Kind, entry, and whether the chair is elsewhere."""
        desk, text = self.line.desk, self.line.text
        info = BY_KIND[capture_line.parse(text, self.kind).kind]
        place = self.place or Place.now(desk)
        parts: list[Content | tuple[str, str] | str] = [
            (_chair_elsewhere(self.line), "bold $text-warning"),
            ("WRITING " if text else "", "bold"),
            (f"{info.sign} {info.label}", "bold $text-primary"),
            f" · {desk.place_said(place.entry_id, place.step_id)}",
            f" · begun by {self.recovered[0]}" if self.recovered else "",
        ]
        if text and place.entry_id != (here := desk.said_at):
            shown = f" (shown: {desk.number(here)}; "
            parts.append((shown, "$text-warning"))
            parts.append((f"{self.line.key('move')} moves the line here)", "$text-warning"))
        return Content.assemble(*parts)

    def submit(self, text: str) -> None:
        """Save the line; the field is free at once."""
        line, seat = self.line, self.line.live.seat
        if not text.strip():
            line.finish()
            return
        kind, place = self.kind, self.place or Place.now(line.desk)
        seat.writer.drop_draft(self.slot)
        future = seat.captures.add(
            text,
            entry_id=place.entry_id,
            kind=kind,
            session_id=place.session_id,
            step_id=place.step_id,
            draft_slot=line.draft_slot(self.slot),
            by=author_of(self.recovered),
            recovered=self.recovered,
        )
        recovered = self.recovered
        self.kind = self.place = self.recovered = None
        line.clear()
        line.live.do(future, line.captured, lambda _: self._put_back(text, kind, place, recovered))
        line.finish()

    def _put_back(
        self,
        text: str,
        kind: CaptureKind | None,
        place: Place,
        recovered: tuple[str, str] | None,
    ) -> None:
        """What could not be saved goes back into the line, before what was typed since."""
        typed = self.line.text if self.line.task is self else self.text
        self.kind, self.place, self.recovered = kind, place, recovered
        self.line.begin(self, f"{text}\n{typed}" if typed else text)


def author_of(recovered: tuple[str, str] | None) -> str | None:
    """Who typed a text that was left in another seat ("note-taker: Jo"); None: whoever saves."""
    return recovered[0].partition(": ")[2] or None if recovered else None


class Editing(Task):
    """Changing the text of a capture."""

    def __init__(self, line: Line, capture: Capture) -> None:
        super().__init__(line, capture.text)
        self.capture = capture
        self.slot = f"edit:{capture.uid}"

    def worded(self, text: str) -> tuple[OutcomeKind, str] | None:
        """A finding, good practice or action is being worded."""
        return _worded(text, self.capture.kind)

    def label(self) -> Content:
        """Which capture."""
        info = BY_KIND[self.capture.kind]
        return Content.assemble(
            ("EDITING ", "bold"),
            (f"{info.sign} {info.label}", "bold $text-primary"),
            f" · {self.line.desk.place_of(self.capture)} · Esc leaves it as it was",
        )

    def submit(self, text: str) -> None:
        """Save; a text that another seat changed meanwhile is kept beside this one."""
        line, seat = self.line, self.line.live.seat
        if text == self.capture.text or not text.strip():
            line.finish()
            return
        seat.writer.drop_draft(self.slot)
        future = seat.captures.edit(
            self.capture.id, text, base=self.capture.text, draft_slot=self.slot
        )
        line.live.do(future, self._edited, lambda _: line.begin(self, text))
        line.finish()

    def _edited(self, capture: Capture) -> None:
        if capture.variant_of:
            self.line.say("Somebody else changed it too: both wordings are kept, side by side.")


class Answering(Task):
    """Answering what an outcome or a check still lacks, one question after the other."""

    def __init__(
        self,
        line: Line,
        title: str,
        slot: str,
        questions: list[tuple[str, str]],
        save: Callable[[str, str, str], Future[Any]],
        answers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(line)
        self._answers = answers or {}
        self.title = title
        self.slot = f"{slot}:{questions[0][0]}"
        self._slot = slot
        self._questions = questions
        self._save = save

    def label(self) -> Content:
        """The question."""
        return Content.assemble(
            ("ANSWERING ", "bold"),
            f"{self.title} · ",
            (self._questions[0][1], "bold $text-primary"),
            " · Enter alone skips, Esc later",
        )

    def submit(self, text: str) -> None:
        """Save the answer and ask the next question."""
        field, _ = self._questions[0]
        rest = self._questions[1:]
        self.line.finish()
        if text.strip() and text != self.current:
            future = self._save(field, text.strip(), self.slot)
            self.line.live.do(future, None, lambda error: self._again(error, text))
        else:
            self.line.drop_draft(self.slot)
        if rest:
            task = Answering(self.line, self.title, self._slot, rest, self._save, self._answers)
            self.line.resume(task, task.current)

    @property
    def current(self) -> str:
        """The answer that there is already."""
        return self._answers.get(self._questions[0][0], "")

    def _again(self, error: BaseException, text: str) -> str | None:
        self.line.begin(self, text)
        if isinstance(error, ChangedMeanwhile):
            return f"Answered by another seat already: “{error.current}”. Yours is in the line."
        return None


class Finding(Task):
    """Going to an entry by number, or searching."""

    arrows = True

    def __init__(self, line: Line, look: Callable[[str], str], go: Callable[[str], bool]) -> None:
        super().__init__(line)
        self._look = look
        self._go = go
        self._found = ""

    def label(self) -> Content:
        """What was found so far."""
        return Content.assemble(
            ("FIND ", "bold"),
            "an entry's number, or words",
            (f" · {self._found}" if self._found else "", "$text-primary"),
        )

    def edited(self, text: str) -> None:
        """Search as one types."""
        self._found = self._look(text)

    def submit(self, text: str) -> None:
        """Go there."""
        if self._go(text):
            self.line.finish()


class Asking(Task):
    """One short answer that a command needs (an entry's number, a name).

    Args:
        line: The line.
        question: What is asked.
        answer: Takes the answer; a Problem that it raises is said, and the answer stays there.
        slot: Under which name it is kept while half typed; "" for none.
        keeps: Whether it is kept beyond its answer, until whoever asked lets go of it.
    """

    def __init__(
        self,
        line: Line,
        question: str,
        answer: Callable[[str], None],
        slot: str = "",
        *,
        keeps: bool = False,
    ) -> None:
        super().__init__(line)
        self.slot = slot
        self._question = question
        self._answer = answer
        self._keeps = keeps

    def label(self) -> Content:
        """The question."""
        return Content.assemble((self._question, "bold $text-primary"), " · Esc leaves it")

    def submit(self, text: str) -> None:
        """Hand the answer to the command."""
        self.line.finish()
        if not text.strip():
            return
        try:
            self._answer(text.strip())
        except Problem as problem:
            self.line.begin(self, text)
            self.line.say(str(problem))
            return
        if self.slot and not self._keeps:
            self.line.drop_draft(self.slot)


class Writing(Task):
    """Words that make something new: kept while half typed, back in the line if not saved.

    ``emptied`` is done where the line was emptied; without it an empty line leaves all as it is.
    """

    def __init__(
        self,
        line: Line,
        question: str,
        slot: str,
        save: Callable[[str], Future[Any]],
        saved: Callable[[], None],
        kind: OutcomeKind | None = None,
        emptied: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(line)
        self.slot = slot
        self._kind = kind
        self._emptied = emptied
        self._question = question
        self._save = save
        self._saved = saved

    def worded(self, text: str) -> tuple[OutcomeKind, str] | None:
        """The wording of the outcome that is made, where one is."""
        return (self._kind, text) if self._kind is not None else None

    def label(self) -> Content:
        """The question."""
        return Content.assemble((self._question, "bold $text-primary"), " · Esc leaves it")

    def submit(self, text: str) -> None:
        """Save; the draft goes once that is done."""
        self.line.finish()
        if not text.strip():
            self.line.drop_draft(self.slot)
            if self._emptied is not None:
                self._emptied()
            return

        def saved(_: object) -> None:
            self.line.drop_draft(self.slot)
            self._saved()

        try:
            future = self._save(text.strip())
        except Problem as problem:
            self.line.begin(self, text)
            self.line.say(str(problem))
            return
        self.line.live.do(future, saved, lambda _: self.line.begin(self, text))


def _worded(text: str, kind: CaptureKind | None) -> tuple[OutcomeKind, str] | None:
    """What a capture line words; an escalation is written in a hurry, and left alone."""
    parsed = capture_line.parse(text, kind)
    made = OUTCOME_OF.get(parsed.kind)
    return (made, parsed.words) if made not in (None, OutcomeKind.ESCALATION) else None


def _chair_elsewhere(line: Line) -> str:
    """A glance for a seat that is not where the chair is."""
    desk = line.desk
    if desk.seat.role is Role.CHAIR or desk.chair_at in (None, desk.here):
        return ""
    return f"CHAIR IS AT {desk.number(desk.chair_at)} ({line.key('follow')} follows)  "


def answer_outcome(
    line: Line, outcome: Outcome, name: str, *, further: bool = False, first: str = ""
) -> Answering | None:
    """The questions that an outcome has not answered yet; None where it lacks nothing.

    Args:
        line: The line.
        outcome: Which outcome. name: what it is called.
        further: Whether to ask what is asked after the event, too.
        first: The field to begin with, if that is still open.
    """
    every = asked(outcome.kind) if further else QUESTIONS[outcome.kind]
    questions = [(f, q) for f, q in every if not getattr(outcome, f)]
    questions.sort(key=lambda question: question[0] != first)
    if not questions:
        return None

    def save(field: str, text: str, slot: str) -> Future[Any]:
        base = getattr(outcome, field)
        return line.live.seat.outcomes.set(outcome.id, field, text, base=base, draft_slot=slot)

    return Answering(line, name, f"outcome:{outcome.uid}", questions, save)


def answer_check(line: Line, capture: Capture) -> Answering:
    """Who finds out, by when."""
    answers = {"checker": capture.checker, "due": capture.due or ""}

    def save(field: str, text: str, slot: str) -> Future[Any]:
        answers[field] = text
        line.drop_draft(slot)
        return line.live.seat.captures.set_check(capture.id, answers["checker"], answers["due"])

    questions = [("checker", "Who will find out?"), ("due", "By when?")]
    return Answering(line, "Check", f"check:{capture.uid}", questions, save, dict(answers))


class Rewording(Task):
    """Changing the wording of an outcome; an earlier wording stays in the history."""

    def __init__(self, line: Line, outcome: Outcome, name: str) -> None:
        super().__init__(line, outcome.text)
        self.outcome = outcome
        self.name = name
        self.slot = f"wording:{outcome.uid}"

    def worded(self, text: str) -> tuple[OutcomeKind, str] | None:
        """The outcome's wording."""
        return self.outcome.kind, text

    def label(self) -> Content:
        """Which outcome."""
        return Content.assemble(("REWORDING ", "bold"), (self.name, "bold $text-primary"))

    def submit(self, text: str) -> None:
        """Save; where another seat changed the wording meanwhile, show theirs and keep mine."""
        line, seat = self.line, self.line.live.seat
        if not text.strip() or text == self.outcome.text:
            line.finish()
            return
        future = seat.outcomes.set(
            self.outcome.id, "text", text, base=self.outcome.text, draft_slot=self.slot
        )
        line.live.do(future, None, lambda error: self._conflict(error, text))
        line.finish()

    def _conflict(self, error: BaseException, text: str) -> str | None:
        if isinstance(error, ChangedMeanwhile):
            fresh = self.line.desk.read.outcome(self.outcome.uid)
            task = Rewording(self.line, fresh, self.name)
            self.line.begin(task, text)
            return f"Meanwhile it was changed to: “{error.current}”. Yours is in the line."
        self.line.begin(self, text)
        return None
