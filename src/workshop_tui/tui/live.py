"""Between the seat's threads and the app: verbs go down, news come up as messages."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from workshop_tui.practice.problems import Problem
from workshop_tui.review.seat import Followed, Seat
from workshop_tui.store.journal import Change
from workshop_tui.tui.messages import Done, ReviewChanged, Trouble

if TYPE_CHECKING:
    from workshop_tui.review.orders import Order
    from workshop_tui.tui.export_job import ExportWork
    from workshop_tui.tui.sending_job import SendJob

T = TypeVar("T")


class Live:
    """Runs verbs for the screens and brings news to them.

    Args:
        app: Where the news go.
        seat: The app's seat.
        after: The journal's end before the screens read anything; what came later is news.

    Attributes:
        pending: Verbs that are not on disk yet.
        trouble: What must be said, or "".
        sending: The papers that are being made, or were made last.
        exporting: What is being exported, chosen for it, or what became of it.
        orders: What was ordered of each kind of papers and has not gone out yet.
    """

    def __init__(self, app: App[Any], seat: Seat, after: int) -> None:
        self._app = app
        self._after = after
        self.seat = seat
        self.pending = 0
        self.trouble = ""
        self.started = False
        self.sending: SendJob | None = None
        self.exporting: ExportWork | None = None
        self.orders: dict[str, Order] = {}

    @property
    def running(self) -> bool:
        """Whether the app is still there."""
        return self._app.is_running

    def start(self) -> None:
        """Follow the review from now on."""
        self.started = True
        self.seat.follow(Followed(self._changed, self._trouble), after=self._after)

    def do(
        self,
        future: Future[T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        pending: bool = True,
    ) -> None:
        """Wait for a verb without holding up a key; ``then`` and ``failed`` run in the app.

        Where ``failed`` returns a sentence, that is what a person is told.

        Args:
            future: What is waited for.
            then, failed: Called with its result, or with what went wrong.
            pending: Whether words are not saved until then.
        """
        self.pending += pending

        def done(finished: Future[T]) -> None:
            error = finished.exception()
            result = None if error else finished.result()
            self._app.post_message(Done(result, error, then, failed, pending))

        future.add_done_callback(done)

    def finished(self, message: Done) -> str:
        """Take in a finished verb; returns a sentence to show, or ""."""
        self.pending -= message.pending
        if message.error is not None:
            said = message.failed(message.error) if message.failed is not None else None
            return said if isinstance(said, str) else sentence(message.error)
        if message.then is not None:
            message.then(message.result)
        return ""

    @property
    def state(self) -> str:
        """The saved mark in words."""
        if self.trouble:
            return "NOT SAVED"
        return "saving…" if self.pending else "saved"

    def _changed(self, changes: list[Change]) -> None:
        self._app.post_message(ReviewChanged(changes))

    def _trouble(self, error: Exception) -> None:
        self._app.post_message(Trouble(sentence(error)))


def sentence(error: BaseException) -> str:
    """What a person is told: an exception's text only where it was written for people."""
    if isinstance(error, Problem):
        return str(error)
    return f"This did not work ({type(error).__name__}). Your words are kept; please try again."
