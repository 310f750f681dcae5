"""Closing: what is still open, each line leading to where it is settled; then the closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome, Session
from workshop_tui.practice.roles import LEADERS
from workshop_tui.practice.running import Challenge, WelfareNote
from workshop_tui.practice.text import visible
from workshop_tui.review.escalations import LANE, nobody_told
from workshop_tui.review.event import RATINGS
from workshop_tui.tui.challenging import answer
from workshop_tui.tui.closing_rows import closing_rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.live import Live
from workshop_tui.tui.running_commands import note_follow_up
from workshop_tui.tui.screens.list_screen import ListScreen
from workshop_tui.tui.tasks import Asking, Writing, answer_outcome
from workshop_tui.tui.widgets.line_list import Row

_CLOSE = "close"
_LEADS = {
    "read-back": "Enter goes to the read-back.",
    "parked": "Enter lists what was parked.",
    "escalations": f"Enter asks who tells whom, here in the line. {LANE}",
    "dates": "Enter opens the form of the timescales.",
    "welfare": "Enter: done, or not yet. In no document and no export.",
    "episode": "Enter: worked well, was difficult, neither. Nobody has to say.",
    "close": "Captures are locked then; Outcomes stay open. It can be opened again with a reason.",
}


class ClosingScreen(ListScreen):
    """The chair's list at the end of a session."""

    AREA = Area.CLOSING
    NEWS = frozenset(
        {
            *("entry", "capture", "evidence", "outcome", "came_back", "milestone"),
            *("welfare_note", "challenge", "episode", "position"),
        }
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.CLOSING),
        *keys("2,f2", "event"),
        *keys("c", "challenge"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._follow_ups: list[WelfareNote] | None = None
        self._just_closed = False

    def heading(self) -> str:
        """What it is."""
        return "Closing"

    def list_rows(self) -> Iterable[Row]:
        """Read everything anew."""
        seat = self.live.seat
        self._follow_ups = seat.welfare.notes() if seat.role in LEADERS else None
        return closing_rows(self.desk, self._follow_ups)

    def about_row(self, row: Row) -> Sequence[Content]:
        """The whole of a note, or of the line."""
        view = self.desk.view
        if row.what == "challenge":
            note = self._challenge(str(row.at[0]))
            if note is not None:
                words = note.answer or "No answer yet; Enter answers it."
                return [Content(visible(view.text(note.text))), Content(visible(view.text(words)))]
        said = [Content(visible(view.text(row.text.strip())))]
        leads = _LEADS.get(str(row.at[0])) or _LEADS.get(row.what)
        return [*said, Content.styled(leads, "$text-muted")] if leads else said

    def _challenge(self, uid: str) -> Challenge | None:
        found = self.desk.read.records(Challenge, uid=uid)
        return found[0] if found else None

    # -- settling -----------------------------------------------------------------------------

    def act_on(self, row: Row) -> None:
        """Settle what the row tells of."""
        match row.what:
            case "closing":
                self._settle(str(row.at[0]))
            case "welfare":
                self._follow_up(str(row.at[0]))
            case "challenge":
                self._answer(str(row.at[0]))
            case "episode":
                self._rate(int(row.at[0]))
            case "close":
                self._ask_to_close()
            case "reopen":
                self._ask_to_reopen(int(row.at[0]), row.text)

    def _settle(self, what: str) -> None:
        match what:
            case "read-back":
                self.action_read_back()
            case "parked":
                self.action_parked()
            case "escalations":
                self._ask_who_tells()
            case "dates":
                self.to_form("milestone")

    def _ask_who_tells(self) -> None:
        """What the first escalation in nobody's hands still lacks, asked here and now."""
        waiting = [one for one in self.desk.read.outcomes() if nobody_told(one)]
        for outcome in waiting[:1]:
            task = answer_outcome(self.line, outcome, self.desk.outcome_name(outcome.uid))
            if task is not None:
                self.line.resume(task, "")
                return
        if self.desk.read.outcomes(OutcomeKind.ESCALATION):
            self.action_outcomes()
        else:
            self.say("There is no escalation.")

    def _follow_up(self, uid: str) -> None:
        note = next((one for one in self._follow_ups or () if one.uid == uid), None)
        if note is not None:
            said = "Not done yet." if note.done else "Done."
            self.live.do(
                self.live.seat.welfare.settle(uid, not note.done), lambda _: self.say(said)
            )

    def action_welfare(self) -> None:
        """Note who follows up with whom; for the chair alone."""
        note_follow_up(self.line)

    def action_challenge_answer(self) -> None:
        """To the next note that has no answer."""
        waiting = {one.uid for one in self.desk.read.records(Challenge) if not one.answer}
        place = self.rows.find(
            lambda row: row.what == "challenge" and row.at[0] in waiting, self.rows.highlighted
        )
        if place < 0:
            self.say("Every challenge note has an answer.")
        else:
            self.rows.go_to(place)
            self.act_on(self.rows.rows[place])

    def _answer(self, uid: str) -> None:
        note = self._challenge(uid)
        if note is not None:
            answer(self.line, note)

    def _rate(self, number: int) -> None:
        episode = next((one for one in self.desk.episodes.values() if one.number == number), None)
        if episode is not None:
            rating = RATINGS[(RATINGS.index(episode.rating) + 1) % len(RATINGS)]
            said = f"Episode {number}: {rating or 'not rated'}."
            self.live.do(
                self.live.seat.event.rate_episode(number, rating), lambda _: self.say(said)
            )

    # -- closing ------------------------------------------------------------------------------

    def action_end_session(self) -> None:
        """To the last row, and ask whether it shall be closed."""
        place = self.rows.find(lambda row: row.what == "close")
        if place < 0:
            self.say("No session is under way.")
        else:
            self.rows.go_to(place)
            self._ask_to_close()

    def _ask_to_close(self) -> None:
        session = self.desk.session
        if session is None:
            return

        def close(words: str) -> None:
            if words.casefold() != _CLOSE:
                self.say(f"Nothing was closed. Type {_CLOSE} to do it.")
                return
            self.live.do(self.live.seat.sessions.close(session.id), self._was_closed)

        question = f"Type {_CLOSE} to end the session: captures are locked then, outcomes are not."
        self.line.begin(Asking(self.line, question, close), "")

    def _was_closed(self, session: Session) -> None:
        self.say(f"“{session.title}” is closed. Captures are locked; Outcomes stay open.")
        self._just_closed = True
        self._to_reopen()

    def _to_reopen(self) -> None:
        """To the row that opens it again; the list may hear of the closing only after this."""
        place = self.rows.find(lambda row: row.what == "reopen")
        if self._just_closed and place >= 0:
            self._just_closed = False
            self.rows.go_to(place)

    def paint_all(self) -> None:
        """Paint everything, and below the list how the session is closed."""
        super().paint_all()
        self._to_reopen()
        keys = {row.what for row in self.rows.rows}
        self.rows.border_subtitle = "e ends the session" if "close" in keys else ""

    def _ask_to_reopen(self, session_id: int, words: str) -> None:
        del words
        task = Writing(
            self.line,
            "OPEN IT AGAIN: why? The reason is kept.",
            f"reopen:{session_id}",
            lambda reason: self.live.seat.sessions.reopen(session_id, reason),
            lambda: self.say("It is open again; its clock stands until it is resumed."),
        )
        self.line.resume(task, "")

    def about(self) -> Outcome | None:
        """A challenge note left here is about the whole."""
        return None
