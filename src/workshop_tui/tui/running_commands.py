"""Running the session from the event screen: steps, clock, pause, the room, prompts, depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.practice import clock
from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.records import AgendaStep
from workshop_tui.tui.room_words import RoomWords, look
from workshop_tui.tui.tasks import Answering, Asking, Writing

if TYPE_CHECKING:
    from concurrent.futures import Future
    from typing import Any

    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.widgets.captured_pane import CapturedPane
    from workshop_tui.tui.widgets.prompt_card import PromptCard

_MORE = 5  # minutes
_ON = "The clock runs on; the room sees what it saw before, or what you sent since."
_ROOM_ASKS = "TO THE ROOM: e this entry, s the step, w words, c clear, a approve this entry's words"
_DEPTH = (
    ("saw", "What did they see and hear?"),
    ("knew", "What did they know?"),
    ("thought", "What did they think was going on?"),
    ("did", "What did they do, and aim at?"),
    ("known_then", "What was known then?"),
    ("known_now", "What is known only now?"),
    ("factors", "Which conditions? # lists them."),
    ("wording", "Is it verbatim or a paraphrase?"),
)


class RunningCommands:
    """The part of the event screen that runs the session."""

    if TYPE_CHECKING:
        desk: Desk
        live: Live
        line: Line

        @property
        def captured(self) -> CapturedPane:
            """The pane of captures."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        @property
        def card(self) -> PromptCard:
            """The card of prompts."""

    # -- the agenda ---------------------------------------------------------------------------

    def action_next_step(self) -> None:
        """On to the next step of the agenda that is not skipped; each key counts."""
        self._to_step(1)

    def action_previous_step(self) -> None:
        """Back to the step before."""
        self._to_step(-1)

    def _to_step(self, direction: int) -> None:
        if not self.desk.steps:
            key = self.line.key("prepare")
            self.say(f"This session has no agenda. Prepare ({key}) gives it one.")
            return
        self.live.do(self.live.seat.event.step(direction), self._arrived)

    def _arrived(self, step: AgendaStep) -> None:
        key = self.line.key("prompts")
        self.say(f"▸ {step.title}, {step.minutes + step.extra} min. {key} shows what to say.")

    def action_extend_step(self) -> None:
        """Five minutes more for this step."""
        self.live.do(
            self.live.seat.clock.extend(_MORE),
            lambda step: self.say(f"{step.title} has {step.minutes + step.extra} minutes now."),
        )

    def action_skip_step(self) -> None:
        """Leave this step out and go on."""
        self.live.do(
            self.live.seat.clock.skip(),
            lambda step: self.say(
                f"Skipped: {step.title}. {self.line.key('previous_step')} opens it again."
            ),
        )

    def action_adjourn(self) -> None:
        """Stop for today."""
        self.line.begin(
            Writing(
                self.line,
                "ADJOURN: until when, or why?",
                "adjourn",
                self.live.seat.clock.adjourn,
                lambda: self.say("Adjourned. The pause key goes on from here."),
            ),
            "",
        )

    # -- the room -----------------------------------------------------------------------------

    def action_to_room(self) -> None:
        """Send something to the room's screen: one letter says what."""
        task = Asking(self.line, _ROOM_ASKS, self._send)
        self.line.begin(task, "")
        wording = self._approved(self.desk.here)
        if wording:
            look(self.line, wording, lambda: self.line.task is task, "This entry's words:")

    def _approved(self, entry_id: int | None) -> str:
        """The wording that is approved for an entry, or ""."""
        from workshop_tui.practice.running import RoomWording

        standing = self.desk.read.records(RoomWording, entry_id=entry_id) if entry_id else []
        return standing[-1].text if standing else ""

    def _send(self, letter: str) -> None:
        room, here = self.live.seat.room, self.desk.here
        match letter.casefold()[:1]:
            case "e" if here is not None:
                self._sent(room.show_entry(here))
            case "s":
                self._sent(room.show_step())
            case "c":
                self._sent(room.clear())
            case "w":
                self._write("WORDS FOR THE ROOM:", "room", room.show_words, "The room sees them.")
            case "a" if here is not None:
                self._approve(here)
            case _:
                self.say("e, s, w, c or a: nothing was sent.")

    def _sent(self, future: Future[Any]) -> None:
        def said(slide: Any) -> None:
            if slide.shows == "entry" and not slide.text:
                self.say(f"The room sees: {slide.about}. No wording is approved for it.")
            else:
                self.say(f"The room sees: {slide.about or slide.text or 'nothing'}.")

        self.live.do(future, said)

    def _approve(self, entry_id: int) -> None:
        standing = self._approved(entry_id)
        approve = self.live.seat.room.approve_wording

        def take_back() -> None:
            self.live.do(
                approve(entry_id, ""),
                lambda _: self.say("Taken back: the room sees only where the entry stands."),
            )

        empty = "; empty takes it back" if standing else ""

        def approved() -> None:
            said = "Approved. It is shown once it is sent to the room."
            self.say(said)
            look(self.line, self._approved(entry_id), lambda: not self.line.open, said)

        task = RoomWords(
            self.line,
            f"WORDING FOR THE ROOM of {self.desk.place(entry_id)} (no names{empty}):",
            f"room-wording:{entry_id}",
            lambda text: approve(entry_id, text),
            approved,
            emptied=take_back if standing else None,
        )
        self.line.resume(task, standing)

    def _write(self, question: str, slot: str, save: Any, said: str) -> None:
        self.line.resume(RoomWords(self.line, question, slot, save, lambda: self.say(said)), "")

    # -- prompts, wellbeing, depth --------------------------------------------------------------

    def action_prompts(self) -> None:
        """The next page of the card; after the last one it is gone."""
        self.card.turn()

    def action_welfare(self) -> None:
        """Note who follows up with whom; for the chair alone."""
        note_follow_up(self.line)

    def action_deepen(self) -> None:
        """What lies behind the selected perspective, question by question."""
        capture = self.captured.selected
        if capture is None or capture.kind is not CaptureKind.PERSPECTIVE:
            self.say(f"Select a perspective first ({self.line.key('select_up')}).")
            return
        from workshop_tui.practice.running import PerspectiveDepth
        from workshop_tui.review.depth import FACTORS, factors_of

        standing = self.desk.read.records(PerspectiveDepth, capture_id=capture.id)
        known = {f: getattr(standing[0], f, "") for f, _ in _DEPTH} if standing else {}
        known[FACTORS] = factors_of(capture)
        depth = self.live.seat.depth

        def save(field: str, text: str, slot: str) -> Future[Any]:
            self.line.drop_draft(slot)
            return depth.set(capture.id, field, text, base=known.get(field, ""))

        task = Answering(
            self.line, "In depth", f"depth:{capture.uid}", list(_DEPTH), save, dict(known)
        )
        self.line.resume(task, task.current)

    # -- how an episode went --------------------------------------------------------------------

    def action_rate_episode(self) -> None:
        """How the episode shown went, if the room wishes to say: well, difficult, neither."""
        entry = self.desk.entry
        episode = self.desk.episodes.get(entry.episode_id or 0) if entry else None
        if episode is None:
            self.say("This entry belongs to no key episode.")
            return
        from workshop_tui.review.event import RATINGS

        rating = RATINGS[(RATINGS.index(episode.rating) + 1) % len(RATINGS)]
        self.live.do(
            self.live.seat.event.rate_episode(episode.number, rating),
            lambda _: self.say(f"Episode {episode.number}: {rating or 'not rated'}."),
        )


def pause(line: Line) -> None:
    """Calm the room's screen and stop the clocks, or go on; from any screen."""
    session, clocks = line.desk.session, line.live.seat.clock
    if session is None or session.started is None:
        line.say(f"The session has not begun yet ({line.key('start_event')} begins it).")
    elif clock.runs(session):
        said = "A pause: the clocks stand, the room is calm."
        line.live.do(clocks.pause(), lambda _: line.say(said))
    else:
        line.live.do(clocks.resume(), lambda _: line.say(_ON))


def note_follow_up(line: Line) -> None:
    """Open the line for who follows up with whom; for the chair alone."""
    task = Writing(
        line,
        "FOLLOW-UP, for the chair alone: who with whom, and when?",
        "welfare",
        line.live.seat.welfare.note,
        lambda: line.say("Noted, for the chair alone; the closing page lists it."),
    )
    line.resume(task, "")
