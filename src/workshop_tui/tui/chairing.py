"""Handing the chair's seat over, taking it, and noticing that somebody took it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol

from textual.message import Message

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.seats import SeatRow
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LeaseSeen

_CONFIRM_SECONDS = 5.0


class Becomes(Protocol):
    """Changes this app into another seat."""

    def __call__(self, role: Role, *, take_over: bool = False) -> None:
        """Sit in that seat; ``take_over`` also where the one before has gone quiet."""


class Chairing:
    """The chair's seat as one app sees it.

    Args:
        seat: The app's seat.
        live: Its way to the store.
        say: Puts a sentence into the notice line.
        post: Brings a message to the app, from any thread.
        become: Changes the app into another seat.
    """

    def __init__(
        self,
        seat: Seat,
        live: Live,
        say: Callable[[str], None],
        post: Callable[[Message], object],
        become: Becomes,
    ) -> None:
        self._seat = seat
        self._live = live
        self._say = say
        self._post = post
        self._become = become
        self._offer: str | None = None
        self._asked = -_CONFIRM_SECONDS

    # -- the command --------------------------------------------------------------------------

    def hand_over(self) -> None:
        """In the chair's seat: offer it, or keep it. In the note-taker's: take it."""
        if self._seat.role is Role.CHAIR:
            self._offer_or_keep()
        else:
            self._take()

    def _offer_or_keep(self) -> None:
        own = next((row for row in self._rows() if row.uid == self._seat.uid), None)
        offered = own is None or own.handed_by is None
        said = (
            "You offer the chair's seat: the note-taker takes it with alt+h. "
            "It stays yours until then; H keeps it."
            if offered
            else "You keep the chair's seat."
        )
        self._live.do(self._seat.hand_over(offered), lambda _: self._say(said))

    def _take(self) -> None:
        chair = self._chair(self._rows())
        if chair is None:
            moment = time.monotonic()
            if moment - self._asked < _CONFIRM_SECONDS:
                self._become(Role.CHAIR, take_over=True)
            else:
                self._asked = moment
                self._say("Nobody is in the chair's seat. Press alt+h once more to take it.")
        elif chair.handed_by:
            self._become(Role.CHAIR)
        else:
            self._say(f"{chair.name} is in the chair's seat; H there offers it.")

    # -- what happens to the seats ------------------------------------------------------------

    def seats_moved(self, rows: list[SeatRow], here: int | None) -> None:
        """Look at who sits where: an offer is said once, a seat that is gone is looked into."""
        if self._seat.role is Role.CHAIR:
            if not any(row.uid == self._seat.uid and row.here for row in rows):
                self.renew(here)
            return
        chair = self._chair(rows)
        offer = chair.uid if chair is not None and chair.handed_by else None
        if offer != self._offer and chair is not None:
            self._say(
                f"{chair.name} offers you the chair's seat: alt+h takes it."
                if offer
                else f"{chair.name} is in the chair's seat."
            )
        self._offer = offer

    def renew(self, here: int | None) -> None:
        """Keep this seat's lease, and hear whether it is still ours."""
        if not self._seat.joined:
            return
        uid = self._seat.uid

        def tell(done: Future[bool]) -> None:
            if done.exception() is None:
                self._post(LeaseSeen(uid, done.result()))

        self._seat.renew(here).add_done_callback(tell)

    def lost(self, message: LeaseSeen) -> bool:
        """Whether that message says that this chair's seat is somebody else's now."""
        seat = self._seat
        return (
            not message.ours
            and seat.joined
            and (seat.uid, seat.role)
            == (
                message.uid,
                Role.CHAIR,
            )
        )

    def holder(self) -> str:
        """The name of whoever chairs now."""
        chair = self._chair(self._rows())
        return chair.name if chair else "Somebody else"

    def _rows(self) -> list[SeatRow]:
        return self._seat.read.seats()

    @staticmethod
    def _chair(rows: list[SeatRow]) -> SeatRow | None:
        return next((row for row in rows if row.role is Role.CHAIR), None)
