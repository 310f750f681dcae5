"""Read-back and accuracy check: one outcome at a time, agreed unless somebody says otherwise."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Position
from workshop_tui.review.readback import coverage, to_read_back
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.hinting import put_neutral
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.naming_agencies import TakingPosition
from workshop_tui.tui.outcome_detail import status_of
from workshop_tui.tui.reading import NOTHING, coverage_blocks, reading
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.tasks import Asking, Rewording, answer_outcome
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.key_rows import KeyRows

_NEWS = frozenset({"outcome", "evidence", "outcome_enquiry", "position", "capture", "restriction"})
_STILL = ("", "yes", "no")


class ReadBackScreen(ReviewScreen):
    """The outcome in a large reading view, the coverage of the lines of enquiry beside it."""

    CSS_PATH = "read_back.tcss"
    AREA = Area.READ_BACK
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for binding in both(Area.READ_BACK) if binding.key != "c"),
        *keys("c", "cover_or_challenge"),
        *keys("2,f2", "event"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._outcomes: list[Outcome] = []
        self._place = 0
        self._covering = False

    def compose(self) -> ComposeResult:
        """Status, reading view and coverage, line, notice, keys."""
        yield StatusBar(self.desk, "3 Outcomes")
        with Horizontal(id="panes"):
            yield Reading(id="reading")
            yield Blocks(id="coverage")
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyRows(self.live.seat.role, Area.READ_BACK)

    def on_mount(self) -> None:
        """Begin with what has not been read back yet."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self._read()
        waiting = (n for n, one in enumerate(self._outcomes) if one.read_back is None)
        self._place = next(waiting, 0)
        self.paint_all()
        self._focus()

    def _focus(self) -> None:
        self.set_focus(self.query_one(Reading), scroll_visible=False)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat changed; the outcome that is read stays in sight."""
        del by_others
        if moved.tables & _NEWS or moved.people or moved.lines or moved.place:
            self.paint_all()

    def _read(self) -> None:
        kept = self.outcome
        found = to_read_back(self.desk.read.outcomes())
        self._outcomes = [one for one in found if not self.desk.hides(one)]
        ids = [one.id for one in self._outcomes]
        if kept is not None and kept.id in ids:
            self._place = ids.index(kept.id)
        self._place = max(0, min(self._place, len(ids) - 1))

    @property
    def outcome(self) -> Outcome | None:
        """The outcome that is read."""
        return self._outcomes[self._place] if self._place < len(self._outcomes) else None

    def paint_all(self) -> None:
        """Read and paint everything."""
        self._read()
        self.show_state()
        self.set_class(self._covering, "-covering")
        outcome = self.outcome
        place = f"{self._place + 1} of {len(self._outcomes)}"
        parts = reading(self.desk, outcome, place) if outcome else [Content(NOTHING)]
        self.query_one(Reading).set_blocks(parts)
        waiting = sum(one.read_back is None for one in self._outcomes)
        self.query_one(Reading).border_title = f"Read back · {waiting} to go"
        pane, covered = self.query_one("#coverage", Blocks), coverage(self.desk.read)
        pane.border_title = "Lines of enquiry"
        pane.set_blocks(coverage_blocks(self.desk, covered))
        gaps = sum(bool(one.gap) for one in covered)
        said = f"{gaps} of {len(covered)} lines of enquiry not answered yet" if gaps else ""
        self.query_one(Reading).border_subtitle = said

    def _called(self, outcome: Outcome) -> str:
        return self.desk.outcome_name(outcome.uid)

    # -- reading ------------------------------------------------------------------------------

    def action_next_outcome(self) -> None:
        """The next one."""
        self._go(1, f"This was the last. {self.line.key('closing')} is the closing.")

    def action_previous_outcome(self) -> None:
        """The one before."""
        self._go(-1, "This is the first.")

    def _go(self, by: int, at_the_end: str) -> None:
        if not 0 <= self._place + by < len(self._outcomes):
            self.say(at_the_end)
            return
        self._place += by
        self.query_one(Reading).scroll_to(y=0, animate=False, force=True, immediate=True)
        self.paint_all()

    def action_scroll_reading(self, direction: int) -> None:
        """Scroll a long outcome."""
        self.query_one(Reading).scroll_relative(y=direction * 3, animate=False)

    def action_coverage(self) -> None:
        """The lines of enquiry in the place of the outcome, where there is no room for both."""
        self._covering = not self._covering
        self.set_class(self._covering, "-covering")

    def action_cover_or_challenge(self) -> None:
        """In the observer's seat this key leaves a note, as it does everywhere."""
        if self.live.seat.role is Role.OBSERVER:
            self.action_challenge()
        else:
            self.action_coverage()

    # -- saying -------------------------------------------------------------------------------

    def action_agree(self) -> None:
        """Read back; the room is on to the next at once."""
        outcome = self.outcome
        if outcome is None:
            return
        name = self._called(outcome)
        stances = self.desk.read.records(Position, outcome_id=outcome.id)
        but = f", but for {len(stances)} position(s)" if stances else ""

        def agreed(done: Outcome) -> None:
            self.say(f"{name}: read back, {status_of(done)}{but}.")

        self.live.do(self.live.seat.read_back.agree(outcome.id), agreed)
        if self._place + 1 < len(self._outcomes):
            self._go(1, "")

    def action_position(self) -> None:
        """An agency has a reservation, does not agree, or is absent."""
        outcome = self.outcome
        if outcome is not None:
            self.line.resume(TakingPosition(self.line, outcome, self._called(outcome)), "")

    def action_still_true(self) -> None:
        """Yes, no, not asked yet."""
        outcome = self.outcome
        if outcome is None or outcome.kind is not OutcomeKind.FINDING:
            self.say("This is asked of findings.")
            return
        before = outcome.still_current
        at = _STILL.index(before) if before in _STILL else 0
        wanted = _STILL[(at + 1) % len(_STILL)]
        said = f"Still true today? {(wanted or 'not asked yet').capitalize()}."
        self.live.do(
            self.live.seat.outcomes.set(outcome.id, "still_current", wanted, base=before),
            lambda _: self.say(said),
        )

    def action_reword(self) -> None:
        """Change the wording; the earlier one stays in the history."""
        outcome = self.outcome
        if outcome is not None:
            task = Rewording(self.line, outcome, self._called(outcome))
            self.line.resume(task, outcome.text)

    def action_neutral(self) -> None:
        """A neutral wording in the place of the first words with a hint, to be edited."""
        if self.outcome is not None:
            put_neutral(self.line, self.outcome, self._called(self.outcome))

    def action_details(self) -> None:
        """Answer what is missing."""
        outcome = self.outcome
        task = answer_outcome(self.line, outcome, self._called(outcome)) if outcome else None
        if task is None:
            self.say("Nothing is missing here that a sentence could answer.")
        else:
            self.line.resume(task, "")

    def action_enquiry(self) -> None:
        """Link to a line of enquiry, or no longer."""
        outcome = self.outcome
        if outcome is None:
            return

        def link(words: str) -> None:
            if words.isdecimal() and len(words) < 9:
                self.live.do(self.live.seat.outcomes.answer(outcome.id, int(words)))
            else:
                self.say("A line of enquiry is a number.")

        self.line.begin(Asking(self.line, "Which line of enquiry does it answer? 1, 2 …", link), "")

    def action_outcome_to_room(self) -> None:
        """The room sees the wording, with pseudonyms."""
        outcome = self.outcome
        if outcome is not None:
            self.live.do(
                self.live.seat.room.show_outcome(outcome.id),
                lambda slide: self.say(f"The room sees: {slide.about}."),
            )

    def about(self) -> Outcome | None:
        """What a challenge note is about."""
        return self.outcome

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


class Reading(Blocks, can_focus=True):
    """The outcome that is read."""
