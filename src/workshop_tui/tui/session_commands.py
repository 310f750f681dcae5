"""What a form does for sessions beside filling them in: an agenda of the pack, beginning one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.records import AgendaStep, Session
from workshop_tui.tui.tasks import Asking

if TYPE_CHECKING:
    from workshop_tui.practice.forms import Form
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.sheet import Sheet

_AGENDAS = {"h": "half-day", "f": "full-day"}


class SessionCommands:
    """The part of a form's screen that works on sessions."""

    _other = ""

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line
        form: Form
        _sheet: Sheet | None

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def key_called(self, command: str) -> str:
            """How the key of a command is written."""

        def _leave_field(self) -> None: ...

    def _session(self) -> Session | None:
        """The session that is chosen; in the agenda's form that of the step, else the event."""
        sessions = self.desk.read.records(Session)
        uid = self._sheet.uid if self._sheet is not None else None
        if self.form.slug == "session":
            return next((one for one in sessions if one.uid == uid), None)
        if self.form.slug != "step":
            return None
        steps = {one.uid: one.session_id for one in self.desk.read.records(AgendaStep)}
        mine = (one for one in sessions if one.id == steps.get(uid or ""))
        event = (one for one in sessions if one.kind != CONVERSATION)
        return next(mine, None) or next(event, None)

    def action_use_agenda(self) -> None:
        """Give the session an agenda of the pack, to be changed step by step."""
        self._leave_field()
        session = self._session()
        if session is None:
            self.say("Choose a session first: an agenda belongs to one.")
            return
        standing = len(self.desk.read.steps(session.id))
        instead = f" It takes the place of {standing} steps." if standing else ""

        def use(words: str) -> None:
            name = _AGENDAS.get(words.strip().casefold()[:1])
            if name is None:
                self.say("h for half a day, f for a full day: nothing was changed.")
                return
            future = self.live.seat.sessions.use_agenda(session.id, name, replace=bool(standing))
            self.live.do(future, self._has_agenda)

        question = f"Agenda of “{session.title}”: h half a day, f full day?{instead}"
        self.line.begin(Asking(self.line, question, use), "")

    def _has_agenda(self, steps: list[AgendaStep]) -> None:
        minutes = sum(step.minutes for step in steps)
        self.say(f"{len(steps)} steps, {minutes} minutes; {self.key_called('undo')} takes it back.")

    def action_begin_session(self) -> None:
        """Begin the session: what is captured from now on is its own."""
        from workshop_tui.review.meetings import AnotherRuns

        self._leave_field()
        session = self._session() if self.form.slug == "session" else None
        if session is None:
            self.say("Choose a session in the form “Sessions” first.")
            return
        closing, self._other = self._other == session.uid, ""

        def refused(error: BaseException) -> str | None:
            if not isinstance(error, AnotherRuns):
                return None
            self._other = session.uid
            key = self.key_called("begin_session")
            return f"{error} {key} again closes that one and begins “{session.title}”."

        self.live.do(
            self.live.seat.sessions.begin(session.id, close_running=closing),
            lambda _: self.say(f"“{session.title}” has begun: what is captured is its own."),
            refused,
        )
