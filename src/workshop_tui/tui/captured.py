"""Commands on what has been captured: select, edit, mark, make findings, move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from workshop_tui.practice.keeping import is_struck
from workshop_tui.practice.kinds import BY_KIND, CaptureKind, OutcomeKind
from workshop_tui.practice.on_paper import on_paper
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture, Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.practice.text import one_line
from workshop_tui.tui.steps import Filling, Form, Step
from workshop_tui.tui.tasks import Asking, Editing, Writing, answer_check, answer_outcome

if TYPE_CHECKING:
    from workshop_tui.review.striking import Struck
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.captured_pane import CapturedPane

_RECENT = 9
_STRIKE = "STRIKE"


class CapturedCommands:
    """The part of the event screen that works on captures."""

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line
        ROLE: Role

        @property
        def captured(self) -> CapturedPane:
            """The pane of captures."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

    # -- selecting ----------------------------------------------------------------------------

    def action_select_up(self) -> None:
        """Select a capture; the newest first."""
        self._select(-1)

    def action_select_down(self) -> None:
        """Select the next capture."""
        self._select(1)

    def _select(self, direction: int) -> None:
        selected = self.captured.step(direction)
        if self.ROLE is Role.CHAIR and selected is not None and not self.line.open:
            self.captured.focus()
        if selected is None:
            self.line.paint()
            if not self.captured.captures:
                self.say("Nothing has been captured at this entry yet.")
            return
        self.say_selected()

    def say_selected(self) -> None:
        """What can be done with the selected capture."""
        selected, key = self.captured.selected, self.line.key
        if selected is None:
            return
        if self.desk.locked(selected):
            self.say(
                f"{BY_KIND[selected.kind].label} by {selected.by}. Its session is closed: Enter "
                "adds a dated correction beside it, Esc goes back."
            )
            return
        self.say(
            f"{BY_KIND[selected.kind].label} by {selected.by}, "
            f"{on_paper(selected) or selected.at[11:16]}. Enter edits, "
            f"{key('mark')} marks, {key('join_finding')} adds to a finding, {key('move')} moves, "
            f"{key('retract')} takes away, Esc goes back."
        )

    def _chosen_captures(self) -> list[int]:
        """The marked captures, else the selected one, else the newest of this entry."""
        if self.desk.marked:
            return sorted(self.desk.marked)
        selected = self.captured.selected
        return [selected.id] if selected else []

    # -- changing -----------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Edit the selected capture, or the newest one here."""
        here = self.captured.captures if self.ROLE is Role.NOTE_TAKER else []
        capture = self.captured.selected or (here[-1] if here else None)
        if capture is None:
            self.say(f"Select a capture first ({self.line.key('select_up')}).")
            return
        self.captured.highlighted = None
        if self.desk.locked(capture) and not is_struck(capture):
            self._correct(capture)
        else:
            self.line.resume(Editing(self.line, capture), capture.text)

    def _correct(self, capture: Capture) -> None:
        """Its session is closed: what was captured stays, a dated correction stands beside it."""
        text = one_line(self.desk.view.field("capture", capture.uid, "text", capture.text))
        task = Writing(
            self.line,
            f"CORRECTION, its session is closed: what is right? “{text[:30]}” stays",
            f"correct:{capture.uid}",
            lambda words: self.live.seat.captures.correct(capture.id, words),
            lambda: self.say("The correction stands beside it, with its date."),
        )
        self.line.resume(task, "")

    def change_kind(self, capture: Capture, kind: CaptureKind) -> None:
        """Make a capture another kind."""
        label = BY_KIND[kind].label.lower()
        self.live.do(
            self.live.seat.captures.change_kind(capture.id, kind),
            lambda _: self.say(f"It is now: {label}."),
        )

    def action_retract(self) -> None:
        """Take the selected capture away; undo brings it back."""
        self._on_selected(
            lambda capture: self.live.do(
                self.live.seat.captures.retract(capture.id),
                lambda _: self.say(f"Taken away. {self.line.key('undo')} brings it back."),
            )
        )

    def action_strike(self) -> None:
        """Destroy what the selected capture says, for good, once that was confirmed in words."""
        self._on_selected(self._ask_to_strike)

    def _ask_to_strike(self, capture: Capture) -> None:
        strike = self.live.seat.captures.strike
        if is_struck(capture):  # once more, for the copies that were not reached before
            self.live.do(strike(capture.id, ""), lambda struck: self.say(struck.short()))
            return

        def save(answers: Sequence[str]) -> Future[Struck]:
            if answers[1].upper() != _STRIKE:
                raise Problem(f"Nothing was struck. Type {_STRIKE} to do it, Esc leaves it.")
            return strike(capture.id, answers[0])

        text = one_line(self.desk.view.field("capture", capture.uid, "text", capture.text))
        question = f"Type {_STRIKE} to destroy for good: “{text[:40]}”"
        steps = [Step("Why? The reason stays on record, so without the words:"), Step(question)]
        form = Form("STRIKING", f"strike:{capture.uid}", steps, save, self._struck)
        self.line.begin(Filling(self.line, form))

    def _struck(self, struck: Struck) -> None:
        self.captured.highlighted = None
        self.say(struck.short())

    def action_move(self) -> None:
        """Move the open line here; else move the selected capture to an entry that is asked for."""
        selected = self.captured.selected
        if self.line.unfinished and selected is None:
            self.line.rebind()
        else:
            self._on_selected(self._ask_where)

    def _ask_where(self, capture: Capture) -> None:
        question = "Move to which entry? Its number; - none, E3 key episode 3, S2 agenda step 2:"
        self.line.begin(Asking(self.line, question, lambda words: self._move(capture, words)), "")

    def _move(self, capture: Capture, words: str) -> None:
        """Put a capture under an entry, an episode, an agenda step, or under no entry."""
        captures, desk = self.live.seat.captures, self.desk
        letter, number = words[:1].upper(), words[1:].strip()
        episodes = {str(e.number): e.id for e in desk.episodes.values()}
        steps = {str(step.position): step.id for step in desk.steps}
        try:
            if words == "-":
                future, place = captures.move(capture.id, None), "no entry"
            elif letter == "E" and number in episodes:
                future = captures.place(capture.id, episode_id=episodes[number])
                place = f"key episode {number}"
            elif letter == "S" and number in steps:
                future, place = captures.place(capture.id, step_id=steps[number]), f"step {number}"
            else:
                target = desk.read.find_entry(words)
                future, place = captures.move(capture.id, target), f"entry {desk.number(target)}"
        except Problem as problem:
            self.say(str(problem))
            return
        self.live.do(future, lambda _: self.say(f"It belongs to {place} now."))

    def action_also_here(self) -> None:
        """Put the selected capture under a further entry."""

        def ask(capture: Capture) -> None:
            def add(words: str) -> None:
                try:
                    target = self.desk.read.find_entry(words)
                except Problem as problem:
                    self.say(str(problem))
                    return
                self.live.do(
                    self.live.seat.captures.also_at(capture.id, target),
                    lambda _: self.say(f"It stands at entry {self.desk.number(target)} too."),
                )

            self.line.begin(Asking(self.line, "Under which other entry too? Its number:", add), "")

        self._on_selected(ask)

    def action_attribute(self) -> None:
        """Say whose words the selected capture holds."""

        def ask(capture: Capture) -> None:
            def set_who(words: str) -> None:
                self.live.do(
                    self.live.seat.captures.attribute(capture.id, words.lstrip("@")),
                    lambda _: self.say("Filled in."),
                )

            self.line.begin(
                Asking(self.line, "Whose words? Code, role or first name:", set_who), "@"
            )

        self._on_selected(ask)

    def _on_selected(self, act: Callable[[Capture], None]) -> None:
        selected = self.captured.selected
        if selected is None:
            self.say(f"Select a capture first ({self.line.key('select_up')}).")
        else:
            act(selected)

    # -- findings -----------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark or unmark the selected capture to go with others."""

        def mark(capture: Capture) -> None:
            self.desk.marked ^= {capture.id}
            self.captured.show()
            self.say(
                f"{len(self.desk.marked)} marked. {self.line.key('make_finding')} makes one "
                f"finding of them, {self.line.key('join_finding')} adds them to another."
            )

        self._on_selected(mark)

    def action_make_finding(self) -> None:
        """Make one finding from the marked captures, or from the selected one."""
        chosen = self._chosen_captures()
        if not chosen:
            self.say(f"Mark the captures that belong together first ({self.line.key('mark')}).")
            return

        def make(text: str) -> Future[Outcome]:
            return self.live.seat.outcomes.make(OutcomeKind.FINDING, text, chosen)

        first = self.desk.read.capture(str(chosen[0])).text
        question = f"The finding that {len(chosen)} capture(s) show, in a sentence:"
        slot = f"finding:{','.join(map(str, chosen))}"
        task = Writing(
            self.line,
            question,
            slot,
            make,
            lambda: self._made(len(chosen)),
            OutcomeKind.FINDING,
        )
        self.line.resume(task, first)

    def _made(self, count: int) -> None:
        self.desk.marked.clear()
        self.captured.show()
        self.say(f"Finding made from {count} capture(s); they stay where they are.")

    def action_join_finding(self) -> None:
        """Add the marked or selected captures to a finding that exists."""
        chosen = self._chosen_captures()
        findings = self.desk.read.outcomes(OutcomeKind.FINDING)
        names = outcome_names(findings)
        if not chosen or not findings:
            self.say("Select or mark captures first." if findings else "There is no finding yet.")
            return
        recent = list(zip(names, findings, strict=True))[-_RECENT:][::-1]

        def join(words: str) -> None:
            finding = self._finding_named(words, recent)
            if finding is None:
                self.say(f"There is no finding {words}.")
                return
            self.desk.marked.clear()
            self.live.do(
                self.live.seat.outcomes.add_evidence(finding.id, chosen),
                lambda _: self.say(f"Added to: {finding.text[:60]}"),
            )
            self.captured.show()

        shown = " · ".join(
            f"{name} {one_line(self.desk.view.text(f.text))[:24]}" for name, f in recent[:4]
        )
        newest = recent[0][0]
        self.line.begin(Asking(self.line, f"To which finding? {shown}", join), newest)

    @staticmethod
    def _finding_named(words: str, recent: list[tuple[str, Outcome]]) -> Outcome | None:
        wanted = words.strip().upper()
        wanted = wanted if wanted.startswith("F") else f"F{wanted}"
        return next((finding for name, finding in recent if name == wanted), None)

    def action_details(self) -> None:
        """Answer what is still missing of the selected capture's outcome, or of the newest."""
        capture = self.captured.selected
        if capture is not None and capture.kind is CaptureKind.CHECK:
            task = answer_check(self.line, capture)
            self.line.resume(task, task.current)
            return
        read = self.desk.read
        outcomes = read.outcomes_of(capture.id) if capture else []
        if not outcomes:
            lacks = read.missing()
            open_ones = [o for o in read.outcomes() if lacks[o.id]]
            outcomes = sorted(open_ones, key=lambda o: o.id)[-1:]
        everything = read.outcomes()
        names = dict(zip((o.id for o in everything), outcome_names(everything), strict=True))
        for outcome in outcomes:
            text = one_line(self.desk.view.text(outcome.text))[:30]
            questions = answer_outcome(self.line, outcome, f"{names[outcome.id]} {text}")
            if questions is not None:
                self.line.resume(questions, "")
                return
        self.say("Nothing is waiting for details.")
