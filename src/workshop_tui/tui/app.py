"""The app: owns the seat, brings news to the screens, and ends without a trace of content."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.actions import ActionParseResult
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.screen import Screen
from textual.timer import Timer

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import ChairTaken, Seat
from workshop_tui.store.journal import Change
from workshop_tui.store.seats import RENEW_SECONDS
from workshop_tui.tui import crash
from workshop_tui.tui.chairing import Chairing
from workshop_tui.tui.commands import Area, commands_for
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.hanging_up import Terminal
from workshop_tui.tui.live import Live
from workshop_tui.tui.locking import Locking
from workshop_tui.tui.messages import (
    Done,
    HandOver,
    LeaseSeen,
    LockNow,
    ReviewChanged,
    Said,
    Trouble,
)
from workshop_tui.tui.screens.event import Carried, EventScreen
from workshop_tui.tui.screens.event_seats import SCREENS
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.snapshotting import LOOK_SECONDS, Snapshotting

if TYPE_CHECKING:
    from workshop_tui.tui.screens.home import HomeScreen


_JOIN_AGAIN = 1.0  # seconds
_SEATS_SOON = 0.1  # seconds
_KEY_PATIENCE = 0.5  # seconds; a widget that is busy for longer must not hold up every key


class WorkshopApp(App[int]):
    """One seat's app.

    Args:
        seat: The seat; None begins with the home screen.
    """

    TITLE = "workshop-tui"
    # Textual does not load the style sheet of the screen that is there from the beginning.
    CSS_PATH: ClassVar[Any] = ["app.tcss", "screens/home.tcss", "screens/event.tcss"]
    COMMAND_PALETTE_BINDING = "ctrl+backslash"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, seat: Seat | None) -> None:
        super().__init__()
        self.seat = seat
        self.desk: Desk | None = None
        self.live: Live | None = None
        self.chairing: Chairing | None = None
        self.locking: Locking | None = None
        self.snapshotting: Snapshotting | None = None
        self._seats_due: Timer | None = None
        self._terminal = Terminal()

    @classmethod
    def launch(cls, seat: Seat | None) -> int:
        """Run until the person leaves."""
        app = cls(seat)
        with crash.quiet():
            try:
                code = app.run()
            finally:
                if app.snapshotting is not None:
                    app.snapshotting.leave()
                if app.seat is not None:
                    app.seat.close()
        return int(code or app.return_code or 0)

    def get_default_screen(self) -> Screen[Any]:
        """The first screen; not Textual's blank one, which would be painted before it."""
        if self.seat is None:
            from workshop_tui.tui.screens.home import HomeScreen

            return HomeScreen()
        screen = self._sit_down(self.seat)
        # switch_screen takes one from every screen, and Textual gives none to the first.
        screen._push_result_callback(self, None)
        return screen

    def on_mount(self) -> None:
        """Everything that can wait comes after the first screen is painted."""
        self.set_interval(RENEW_SECONDS, self._renew)
        self.set_interval(15, self._tick)
        self.set_interval(LOOK_SECONDS, self._look_for_snapshot)
        # What is here now stays: a collection that walks all of it would hold up a key.
        self.call_after_refresh(gc.freeze)

    def _sit_down(self, seat: Seat) -> EventScreen:
        """Take a seat at a review; returns its event screen."""
        self.seat = seat
        after = seat.read.last_seq()  # before anything is read: what comes later is told
        self.desk = Desk(seat)
        self.live = Live(self, seat, after)
        self.chairing = Chairing(seat, self.live, self._say, self.post_message, self.become)
        self.locking = Locking(self, seat)
        self.snapshotting = Snapshotting(seat, lambda said: self.post_message(Said(said)))
        return self._event_screen(self._join)

    def _event_screen(
        self, entered: Callable[[], None], carried: Carried | None = None
    ) -> EventScreen:
        assert self.seat is not None and self.desk is not None and self.live is not None
        return SCREENS[self.seat.role](self.desk, self.live, entered, carried)

    def on_home_screen_opened(self, message: HomeScreen.Opened) -> None:
        """A review was chosen on the home screen."""
        screen = self._sit_down(message.seat)
        self.push_screen(screen)
        if message.new:
            screen.call_after_refresh(screen.action_prepare)

    async def on_event(self, event: events.Event) -> None:
        """Let each key take effect before the next one is looked at.

        Textual hands a key to the focused widget's queue and goes on: what follows in the same
        burst would be judged by a focus that is about to change, a word's letter by the chair's
        commands.
        """
        if self.locking is not None and isinstance(event, events.InputEvent | events.Paste):
            self.locking.touched()
        await super().on_event(event)
        if not isinstance(event, events.Key) or not self.screen_stack:
            return
        focused = self.focused
        if focused is not None and focused.is_running:
            taken = asyncio.Event()
            focused.call_later(taken.set)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), _KEY_PATIENCE)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run a key's action; a refusal (this seat may not do that) is a sentence."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Problem as problem:
            for screen in self._review_screens():
                screen.say(str(problem))
            return True

    # -- being in the room --------------------------------------------------------------------

    def _join(self, *, take_over: bool = False) -> None:
        assert self.live is not None and self.seat is not None
        if self.seat is not None and not self.live.started:
            self.live.start()
        self.live.do(self.seat.join(take_over=take_over), self._joined, self._not_joined)

    def _joined(self, _: str) -> None:
        for screen in self._event_screens():
            screen.joined()
        self._show_seats()

    def _not_joined(self, error: BaseException) -> None:
        if isinstance(error, ChairTaken):
            from workshop_tui.tui.screens.chair_taken import ChairTakenScreen

            self.push_screen(ChairTakenScreen(error), self._chair_choice)
        else:
            self.set_timer(_JOIN_AGAIN, self._join)

    def _chair_choice(self, choice: str | None) -> None:
        assert self.seat is not None
        if choice in ("take", "again"):
            self._join(take_over=choice == "take")
        elif choice == "notes":
            self.become(Role.NOTE_TAKER)
        else:
            self.exit(0)

    def become(self, role: Role, *, take_over: bool = False) -> None:
        """Change into another seat, keeping the place and what is half typed."""
        assert self.seat is not None and self.desk is not None and self.chairing is not None
        said = "You are in the chair's seat." if role is Role.CHAIR else "You take notes now."
        if self.seat.role is Role.CHAIR and self.seat.joined:
            said = f"{self.chairing.holder()} has the chair's seat. You take notes now."
        carried = Carried(said)
        for screen in self._event_screens():
            carried = screen.carry(said)
        self.seat.change_role(role)
        self.desk.following = role is not Role.CHAIR
        if role is Role.CHAIR and self.desk.chair_at is not None:
            self.desk.turn_to(self.desk.chair_at)
        while not isinstance(self.screen, EventScreen) and len(self.screen_stack) > 1:
            self.pop_screen()
        self.switch_screen(self._event_screen(lambda: self._join(take_over=take_over), carried))
        if self.locking is not None:
            self.locking.cover_again()

    def _renew(self) -> None:
        if self._terminal.is_gone():
            self.exit(0)
        if self.desk is not None and self.chairing is not None:
            self.chairing.renew(self.desk.here)

    @on(LeaseSeen)
    def _lease_seen(self, message: LeaseSeen) -> None:
        """What was just written proves that the review takes words again."""
        if self.live is None or self.chairing is None:
            return
        if self.chairing.lost(message):
            self.become(Role.NOTE_TAKER)
        elif message.ours and self.live.trouble:
            self._trouble(Trouble(""))

    @on(HandOver)
    def _hand_over(self) -> None:
        if self.chairing is not None:
            self.chairing.hand_over()

    @on(LockNow)
    def _lock_now(self) -> None:
        if self.locking is not None:
            self.locking.lock()

    def _look_for_snapshot(self) -> None:
        if self.snapshotting is not None:
            self.snapshotting.look()

    @on(Said)
    def _said(self, message: Said) -> None:
        self._say(message.sentence)

    def _say(self, sentence: str) -> None:
        for screen in self._event_screens():
            screen.say(sentence)

    # -- news ---------------------------------------------------------------------------------

    @on(ReviewChanged)
    def _review_changed(self, message: ReviewChanged) -> None:
        if self.desk is None or self.seat is None:
            return
        try:
            self._take_in(message.changes)
        except Problem as problem:  # the disk does not answer: say so, and go on trying
            self._trouble(Trouble(str(problem)))

    def _take_in(self, changes: list[Change]) -> None:
        assert self.desk is not None and self.seat is not None
        self._look_at_seats()
        if not changes:
            return
        moved = self.desk.apply(changes)
        by_others = any(change.seat != self.seat.uid for change in changes)
        for screen in self._review_screens():
            screen.take_in(moved, by_others=by_others)
            if moved.place or "challenge" in moved.tables:
                screen.show_state()
            if moved.said and by_others:
                screen.say(moved.said)
        if moved.said and self.snapshotting is not None:
            self.snapshotting.closed()

    @on(Done)
    def _done(self, message: Done) -> None:
        if self.live is not None:
            said = self.live.finished(message)
            for screen in self._review_screens():
                if said:
                    screen.say(said)
                screen.show_state()

    @on(Trouble)
    def _trouble(self, message: Trouble) -> None:
        if self.live is not None:
            self.live.trouble = message.sentence
        for screen in self._review_screens():
            screen.trouble(message.sentence)
            screen.show_state()

    def _look_at_seats(self) -> None:
        """Who is here, soon: not once for every line that somebody captures."""
        if self._seats_due is None:
            self._seats_due = self.set_timer(_SEATS_SOON, self._show_seats)

    def _show_seats(self) -> None:
        self._seats_due = None
        seats = self.desk.read.seats() if self.desk else []
        if self.desk is not None:
            self.desk.seats = seats
        for screen in self._review_screens():
            screen.show_seats()
        if self.chairing is not None and self.desk is not None:
            self.chairing.seats_moved(seats, self.desk.here)

    def _tick(self) -> None:
        if self.locking is not None:
            self.locking.look()
        for screen in self._review_screens():
            screen.show_state()

    def exit(self, *args: Any, **kwargs: Any) -> None:
        """Leave; the last keys are kept, even those of this very moment."""
        for screen in self._review_screens():
            screen.keep()
        super().exit(*args, **kwargs)

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen; what is half typed on it is kept first."""
        screen = self.screen
        if isinstance(screen, ReviewScreen) and screen.is_mounted:
            screen.keep()
        return super().pop_screen()

    def _review_screens(self) -> list[ReviewScreen]:
        """The review's screens; one that is being put together reads what is so by itself.

        One that is taken down has nothing left to paint.
        """
        found = (s for s in self.screen_stack if isinstance(s, ReviewScreen))
        return [screen for screen in found if screen.is_mounted and screen.display]

    def _event_screens(self) -> list[EventScreen]:
        return [screen for screen in self._review_screens() if isinstance(screen, EventScreen)]

    # -- commands that are the same everywhere --------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette lists this app's commands; Textual's screenshot is left out.

        A screenshot would put the words on the screen into an unprotected file.
        """
        role = self.seat.role if self.seat else Role.CHAIR
        area = screen.AREA if isinstance(screen, ReviewScreen) else Area.EVERYWHERE
        for command in commands_for(role, area):
            yield SystemCommand(
                command.label, command.help, lambda c=command: screen.run_action(c.id)
            )

    def _fatal_error(self) -> None:
        """Replace Textual's crash screen, which prints every local variable."""
        self._exit_renderables.append(crash.farewell(self._exception))
        self._close_messages_no_wait()
