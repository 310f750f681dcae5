"""Papers that are being made: in a thread of their own, so that everything else goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.review.orders import Carried, Held, Order, carry_out, together
from workshop_tui.review.releasing import Allowed
from workshop_tui.review.seat import Seat
from workshop_tui.tui.live import sentence

STOPPED = "Stopped. What was not written yet will not be."


@dataclass(frozen=True, slots=True)
class Part:
    """An order, and what may pass in it."""

    order: Order
    allowed: Allowed | None = None


class SendJob:
    """One sending, from its beginning until somebody has seen what became of it.

    Attributes:
        order: What was ordered.
        folder: Where to.
        words: How far it is.
        carried: What became of it; None while it runs, or where it failed.
        problem: Why nothing came of it, or "".
        passing: Words that a person has marked to pass.
        seen: Whether somebody has seen what became of it.
        reason: Why they may pass, as it was said last.
        before: The sending that held back what this one sends.
        future: Done when it is.
        preview: Whether it is only looked at: nothing is written or kept.
    """

    def __init__(self, parts: Sequence[Part], folder: Path, *, preview: bool = False) -> None:
        self.preview = preview
        self.order = parts[0].order
        self.folder = folder
        self.words = "beginning"
        self.carried: Carried | None = None
        self.problem = ""
        self.passing: set[str] = set()
        self.seen = False
        self.future: Future[Carried] = Future()
        self.reason = ""
        self.before: SendJob | None = None
        self._parts = parts
        self._rest: tuple[Held, ...] = ()
        self._stopped = False
        self._since = time.monotonic()

    @property
    def running(self) -> bool:
        """Whether it is not done yet."""
        return not self.future.done()

    @property
    def seconds(self) -> int:
        """For how long it has run."""
        return int(time.monotonic() - self._since)

    def stop(self) -> None:
        """Stop before anything (more) is written."""
        self._stopped = True
        self.words = "stopping"

    def start(self, seat: Seat, app_there: Callable[[], bool]) -> None:
        """Begin."""

        def told(words: str) -> None:
            if self._stopped or not app_there():
                raise Problem(STOPPED)
            self.words = words

        def work() -> None:
            done: list[Carried] = []
            failed: tuple[tuple[str, str], ...] = ()
            for part in self._parts:
                try:
                    order, allowed = part.order, part.allowed
                    carried = carry_out(
                        seat, self.folder, order, allowed, told, preview=self.preview
                    )
                    done.append(carried)
                except Exception as error:  # noqa: BLE001 - whoever waits says it as a sentence
                    if not done:
                        self.future.set_exception(error)
                        return
                    failed = tuple((code, sentence(error)) for code in part.order.codes)
            whole = together(done, failed)
            self.future.set_result(replace(whole, held=(*whole.held, *self._rest)))

        threading.Thread(target=work, name="sending").start()

    # -- letting words pass -------------------------------------------------------------------

    def again(self, reason: str) -> SendJob:
        """Another sending: of what is held back by nothing but marked words.

        Raises:
            Problem: If there is nothing of that kind.
        """
        assert self.carried is not None
        parts: list[Part] = []
        rest: list[Held] = []
        for held in self.carried.held:
            words = tuple(dict.fromkeys(one.words for one in held.findings))
            if words and set(words) <= self.passing:
                parts.append(Part(held.order, Allowed(words, reason)))
            else:
                rest.append(held)
        if not parts:
            raise Problem(_NOT_ALL)
        self.reason = reason
        again = SendJob(parts, self.folder)
        again.before, again._rest = self, tuple(rest)
        return again

    @property
    def held(self) -> Sequence[Held]:
        """What is held back."""
        return self.carried.held if self.carried else ()


_NOT_ALL = (
    "Every document is still held back by another name: mark that too, or correct the words "
    "where they come from."
)
