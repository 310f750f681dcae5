"""What every screen of a review shares."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Entry, Outcome
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.ending_places import EndingPlaces
from workshop_tui.tui.keys import keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LockNow
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar


class ReviewScreen(EndingPlaces, Screen[None]):
    """A screen of a review: undo, names, the other areas, copies, help, leaving.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - likewise
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("4,alt+y", "embed"),
        *keys("5,alt+u", "share"),
    ]
    IS_EVENT = False
    PLACE = "1 Prepare"
    IS_PREPARE = False
    AREA = Area.EVERYWHERE

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__()
        self.desk = desk
        self.live = live

    def say(self, sentence: str) -> None:
        """One calm sentence in the notice line; of the screen in sight where this one was left."""
        for screen in (self, *reversed(self.app.screen_stack)):
            for notice in screen.query(NoticeBar):
                notice.say(sentence)
                return

    def say_in_trouble(self, sentence: str) -> None:
        """Say what came of a key; where there is trouble, before the trouble."""
        for notice in self.query(NoticeBar):
            notice.say(sentence, in_trouble=True)

    def trouble(self, sentence: str) -> None:
        """Something is wrong; it stays in sight until it is over."""
        self.query_one(NoticeBar).trouble(sentence)

    def show_state(self) -> None:
        """The saved mark and the clock."""
        self.query_one(StatusBar).show(self.live.state)

    def show_seats(self) -> None:
        """Who is in the room."""
        self.query_one(StatusBar).show(self.live.state)

    def arrive(self, said: str, entry_id: int | None) -> None:
        """Somebody comes back with news about an entry, or about none."""
        del entry_id
        self.say(said)

    def paint_all(self) -> None:
        """Paint everything."""
        raise NotImplementedError

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat's changes touched."""
        raise NotImplementedError

    line: Line

    @property
    def typing(self) -> bool:
        """Whether letters are text now."""
        return self.line.open

    def keep(self) -> None:
        """Keep what is half typed; the screen is about to be left."""
        self.line.keep()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are commands only while nobody types."""
        del parameters
        return not (action == "closed" and self.typing)

    async def action_closed(self, action: str) -> None:
        """Run an action whose key is text while a line is open."""
        await self.run_action(action)

    def action_undo(self) -> None:
        """Take back this seat's last change."""
        self.live.do(self.live.seat.undo(), lambda step: self.say(f"Undone: {step.meaning}."))

    def action_redo(self) -> None:
        """Make it again."""
        self.live.do(self.live.seat.redo(), lambda step: self.say(f"Made again: {step.meaning}."))

    def action_names(self) -> None:
        """Switch all screens between names and pseudonyms."""
        self.desk.switch_names()
        self.paint_all()
        shown = "names" if self.desk.view.shows_names else "pseudonyms"
        self.say(f"This screen shows {shown}.")

    # -- going elsewhere ----------------------------------------------------------------------

    def action_outcomes(self) -> None:
        """To the outcomes, or back to the event."""
        from workshop_tui.tui.screens.outcomes import OutcomesScreen

        here = isinstance(self, OutcomesScreen)
        self.action_event()
        if not here:
            self.app.push_screen(OutcomesScreen(self.desk, self.live))

    def action_prepare(self) -> None:
        """To the preparation, or back to the event."""
        from workshop_tui.tui.screens.prepare import PrepareScreen

        if self.IS_PREPARE:
            self.action_back()
        elif self._from_prepare:
            self._back_to("IS_PREPARE")
        else:
            self.action_event()
            self.app.push_screen(PrepareScreen(self.desk, self.live))

    def action_people(self) -> None:
        """To the register and the participants, or back."""
        from workshop_tui.tui.screens.people import PeopleScreen

        self.to_place(PeopleScreen)

    def action_import(self) -> None:
        """To the import of agencies' chronologies, or back."""
        from workshop_tui.tui.screens.importing import ImportScreen

        self.to_place(ImportScreen)

    def action_chronology(self) -> None:
        """To the work list of the chronology, or back."""
        from workshop_tui.tui.screens.chronology_work import ChronologyWorkScreen

        self.to_place(ChronologyWorkScreen)

    def action_embed(self) -> None:
        """To the area after the outcomes, or back to the event."""
        from workshop_tui.tui.screens.embed import EmbedScreen

        self.to_area(EmbedScreen)

    def action_share(self) -> None:
        """To the last area, or back to the event."""
        from workshop_tui.tui.screens.share import ShareScreen

        self.to_area(ShareScreen)

    def to_area(self, kind: type[ReviewScreen]) -> None:
        """To an area; back to it where it lies below, and from it to the event."""
        stack = self.app.screen_stack
        if isinstance(self, kind) or not any(isinstance(screen, kind) for screen in stack):
            self.action_event()
            if not isinstance(self, kind):
                self.app.push_screen(kind(self.desk, self.live))
            return
        while not isinstance(self.app.screen, kind):
            self.app.pop_screen()

    def to_form(self, slug: str, uid: str = "") -> None:
        """To a form.

        Args:
            slug: Its short name.
            uid: The record to begin with, or "new".
        """
        from workshop_tui.tui.screens.filling import FillingScreen

        area, new = self.PLACE, uid == "new"
        at = "" if new else uid
        self.app.push_screen(FillingScreen(self.desk, self.live, slug, area, new=new, at=at))

    def action_unknown_words(self) -> None:
        """To the texts' unknown words, or back."""
        from workshop_tui.tui.screens.unknown_words import UnknownWordsScreen

        self.to_place(UnknownWordsScreen)

    def action_event(self) -> None:
        """Back to the event."""
        self._back_to("IS_EVENT")

    def action_escalate(self) -> None:
        """Raise an escalation from anywhere: the event's line opens for it."""
        if self.live.seat.role not in CAPTURERS:
            self.say("Tell the chair or the note-taker: this seat raises no escalation.")
            return
        self._back_to("IS_EVENT")
        event = self.app.screen
        if isinstance(event, ReviewScreen):
            event.line.capture(CaptureKind.ESCALATION)

    def action_back(self) -> None:
        """Back to the screen from which this one was opened."""
        if not self.IS_EVENT and len(self.app.screen_stack) > 1:
            self.app.pop_screen()

    def to_place(self, kind: type[ReviewScreen]) -> None:
        """To a place of the preparation, or back from it.

        Opened from the preparation it lies on that, so that Escape comes back there.
        """
        if isinstance(self, kind):
            self.action_back()
            return
        self._back_to("IS_PREPARE" if self._from_prepare else "IS_EVENT")
        self.app.push_screen(kind(self.desk, self.live))

    @property
    def _from_prepare(self) -> bool:
        return any(getattr(screen, "IS_PREPARE", False) for screen in self.app.screen_stack)

    def _back_to(self, what: str) -> None:
        stack = self.app.screen_stack
        while not getattr(self.app.screen, what, False) and len(stack) > 1:
            self.app.pop_screen()
            stack = self.app.screen_stack

    def action_snapshot(self) -> None:
        """Write a copy of everything beside the review."""
        path = self.live.seat.file.path
        stamp = dt.datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        target = path.with_name(f"{path.stem} copy {stamp}{path.suffix}")

        def work() -> None:
            try:
                self.live.seat.snapshot(target)
                said = f"A copy of everything is in {target.name}."
            except Problem as problem:
                said = str(problem)
            self.app.call_from_thread(self.say_in_trouble, said)

        self.run_worker(work, thread=True, group="snapshot", exclusive=True)

    def action_export(self) -> None:
        """To the export of documents, or back."""
        from workshop_tui.tui.screens.export import ExportScreen

        if isinstance(self, ExportScreen):
            self.action_back()
            return
        try:
            self.app.push_screen(ExportScreen(self.desk, self.live))
        except Problem as problem:
            self.say(str(problem))

    def action_challenge(self) -> None:
        """Leave a challenge note about what is shown."""
        from workshop_tui.tui.challenging import challenge

        challenge(self.line, self.about())

    def about(self) -> Entry | Outcome | None:
        """What a challenge note would be about: what this screen shows."""
        return None

    def action_lock(self) -> None:
        """Cover the screen until the passphrase is given."""
        self.keep()
        self.post_message(LockNow())

    def action_help(self) -> None:
        """All keys."""
        from workshop_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.live.seat.role))

    def action_leave(self) -> None:
        """Leave; what is half typed stays kept."""
        self.app.exit(0)
