"""What the event screen has of the preparation: its gaps, what was said before, new names."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from workshop_tui.tui.steps import Filling, Form, Step

if TYPE_CHECKING:
    from workshop_tui.practice.readiness import Step as Readiness
    from workshop_tui.practice.records import Identity
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.entry_pane import EntryPane


class PreparingCommands:
    """The part of the event screen that goes back to the preparation."""

    _gaps: tuple[str, ...] = ()

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        @property
        def entry_pane(self) -> EntryPane:
            """The entry."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def paint_entry(self) -> None:
            """Paint the entry."""

        def get_selected_text(self) -> str | None:
            """What is selected with the mouse."""

    # -- beginning ----------------------------------------------------------------------------

    def action_start_event(self) -> None:
        """Start the clock; where the preparation has gaps they are said first, once."""
        session = self.desk.session
        if session is None or session.started is None:
            from workshop_tui.review.readiness import readiness

            waiting = [step for step in readiness(self.desk.read) if not step.done]
            said, self._gaps = self._gaps, tuple(step.id for step in waiting)
            if waiting and self._gaps != said:
                self._say_gaps(waiting)
                return
        begun = session is not None and session.started is not None
        self.live.do(self.live.seat.event.start(), lambda _: self._started(begun))

    def _started(self, before: bool) -> None:
        if before or self.desk.position < 0:
            self.say("The clock is running.")
        else:
            key = self.line.key("next_entry")
            self.say(
                f"The clock is running. {key} opens the entry shown; what is said until then "
                "belongs to the agenda step."
            )

    def _say_gaps(self, waiting: Sequence[Readiness]) -> None:
        letters = ", ".join(step.paragraph for step in waiting if step.paragraph)
        words = [step.short[:1].lower() + step.short[1:] for step in waiting if not step.paragraph]
        names = [f"paragraphs {letters}"] * bool(letters) + words
        key = self.line.key
        self.say(
            f"Still open in the preparation: {'; '.join(names)}. {key('prepare')} shows what; "
            f"{key('start_event')} again starts the clock all the same."
        )

    # -- said before --------------------------------------------------------------------------

    def action_said(self) -> None:
        """What was said before about the entry: in full, or a line each."""
        if not self.desk.said_here():
            self.say("No preparation return and none of the family's words is linked to it.")
            return
        self.entry_pane.expanded = not self.entry_pane.expanded
        self.paint_entry()
        self.entry_pane.scroll_to(y=0, animate=False, force=True, immediate=True)

    # -- names --------------------------------------------------------------------------------

    def action_name_words(self) -> None:
        """Put selected words into the register; where none are selected they are asked for."""
        if not self.desk.view.shows_names:
            self.say(f"Show names first ({self.line.key('names')}): the words stand in the line.")
            return
        from workshop_tui.tui.naming_words import KINDS

        area = self.line.widget.area
        words = area.selected_text if self.line.open else ""
        words = " ".join((words or self.get_selected_text() or "").split())
        steps = [
            Step("Which words, as they stand in the texts?", words),
            Step(f"What do they name? {KINDS}"),
            Step(
                "Which pseudonym? Empty: the next free; one in use: another name of it", empty=True
            ),
        ]
        form = Form("INTO THE REGISTER", "name-words", steps, self._into_register, self._named)
        # Selected words need not be asked for.
        self.line.begin(Filling(self.line, form, [words] if words else []))

    def _into_register(self, answers: Sequence[str]) -> Future[Any]:
        from workshop_tui.tui.naming_words import into_register, kind_of

        words, kind, pseudonym = answers
        return into_register(self.live.seat, words, kind_of(kind), pseudonym)

    def _named(self, identity: Identity) -> None:
        key = self.line.key("undo")
        self.say(f"In the register as {identity.pseudonym}; {key} takes it out.")
