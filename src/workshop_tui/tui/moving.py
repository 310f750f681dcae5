"""Going through the chronology: who leads, who follows, and when an entry is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workshop_tui.practice.roles import Role
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live


class Moving:
    """The moves of one event screen.

    Args:
        line: The seat's line, with its desk and its way to the store.
        turned: Paints another entry.
        paint: Paints what depends on where the event is.
        once_painted: Does something once the screen is painted.
    """

    def __init__(
        self,
        line: Line,
        turned: Callable[[], None],
        paint: Callable[[], None],
        once_painted: Callable[[Callable[[], None]], object],
    ) -> None:
        self._desk: Desk = line.desk
        self._live: Live = line.live
        self._line = line
        self._turned = turned
        self._paint = paint
        self._once_painted = once_painted
        self._going: int | None = None
        self._goal: int | None = None

    # -- leading and following ----------------------------------------------------------------

    def look_at(self, entry_id: int | None) -> None:
        """Show an entry; in the chair's seat the whole event goes there."""
        desk = self._desk
        opens = desk.opens_here or desk.apart
        if entry_id is None or (entry_id == desk.here and not opens):
            return
        desk.turn_to(entry_id)
        if desk.seat.role is Role.CHAIR:
            self._lead_to(entry_id)
        else:
            desk.following = entry_id == desk.chair_at
        self._turned()

    def _lead_to(self, entry_id: int) -> None:
        """Move the event; while one move is on its way to the disk, only the newest follows."""
        if self._desk.session is not None:
            self._desk.session = replace(self._desk.session, entry_id=entry_id)
        self._goal = entry_id
        if self._going is None:
            self._going = entry_id
            # First the chair sees the entry, then the disk hears of it.
            self._once_painted(self._go_now)

    def _go_now(self) -> None:
        goal, self._goal = self._goal, None
        self._going = goal
        if goal is not None:
            self._live.do(self._live.seat.event.go(goal), self._gone, self._gone)

    def _gone(self, _: object) -> None:
        self._going = None
        if self._goal is not None:
            self._go_now()

    def should_follow(self, by_others: bool) -> bool:
        """The note-taker follows unless in mid-line; the chair only a move made elsewhere."""
        desk = self._desk
        if desk.chair_at is None:
            return False
        if desk.seat.role is Role.CHAIR:
            return by_others
        return desk.following and not self._line.unfinished

    def catch_up(self, *, by_others: bool) -> bool:
        """Go where the chair is, if this seat follows; whether it went anywhere."""
        desk = self._desk
        if not self.should_follow(by_others) or desk.here == desk.chair_at:
            return False
        desk.turn_to(desk.chair_at)
        return True

    def follow(self) -> None:
        """Back to where the chair is, and along from now on."""
        desk = self._desk
        desk.following = True
        if desk.chair_at is None:
            self._line.say("The chair has not opened an entry yet.")
        elif desk.chair_at == desk.here and not desk.apart:
            self._line.say("You are where the chair is.")
        else:
            self.look_at(desk.chair_at)
            desk.following = True

    # -- stepping -----------------------------------------------------------------------------

    def step(self, by: int, at_the_end: str) -> None:
        """So many entries on or back."""
        self.to(self._desk.stepped(by), at_the_end)

    def to(self, entry_id: int | None, at_the_end: str) -> None:
        """To an entry; where there is none, or it is shown already, a sentence."""
        if entry_id is None or (entry_id == self._desk.here and not self._desk.opens_here):
            self._line.say(at_the_end)
        self.look_at(entry_id)

    def on(self) -> None:
        """One entry on; at the end, what was parked is remembered."""
        onward = self._desk.stepped(1)
        waits = self._parked_waits() if onward in (None, self._desk.here) else ""
        self.to(onward, f"This is the last entry.{waits}")

    def _parked_waits(self) -> str:
        from workshop_tui.review.parked import waiting

        waits, key = sum(waiting(self._desk.read)), self._line.key("parked")
        return f" What was parked comes back now ({waits}): {key}." if waits else ""

    # -- no entry -----------------------------------------------------------------------------

    def no_entry(self) -> None:
        """In the chair's seat close the entry; else look at what was said at none, or back."""
        desk, session, say = self._desk, self._desk.session, self._line.say
        going = session is not None and session.started is not None and session.closed is None
        if desk.nothing_open and going:
            say(f"No entry is open: this is what was said so far ({self._opens()}).")
        elif going and session is not None and desk.seat.role is Role.CHAIR:
            self._goal = None
            desk.session = replace(session, entry_id=None)
            self._live.do(self._live.seat.event.go(None))
            say(f"No entry is open now: what is said belongs to the step. {self._opens()}.")
        else:
            desk.apart = not desk.apart
            key = self._line.key("no_entry")
            say(f"What was said at no entry; {key} goes back." if desk.apart else "")
        self._paint()

    def _opens(self) -> str:
        if self._desk.seat.role is not Role.CHAIR:
            return "the chair opens one"
        return f"{self._line.key('next_entry')} opens {self._desk.place(self._desk.here)}"
