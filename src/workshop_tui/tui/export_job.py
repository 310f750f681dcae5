"""An export from what is chosen to what became of it; made in a thread, so that all else goes on.

It outlives the screen: whoever leaves and comes back finds everything as it was.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum
from pathlib import Path
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.view import Tier
from workshop_tui.review.exporting import Prepared, Wanted, prepare, write
from workshop_tui.review.releasing import Allowed, Looked, Released
from workshop_tui.review.seat import Seat

STOPPED = "Stopped. Nothing of it was written."


class Stage(Enum):
    """How far an export is."""

    ORDER = "WHAT, FOR WHOM"
    MAKING = "BEING MADE: NOTHING IS WRITTEN YET"
    LOOK = "LOOK: NOTHING IS WRITTEN YET"
    WRITING = "BEING WRITTEN"
    RESULT = "WHAT BECAME OF IT"


class ExportWork:
    """What is chosen, what was made of it, what became of it.

    Attributes:
        folder, tier, agency_id, password: See ``Wanted``.
        left_out: Names of documents that are not wanted.
        stage: How far it is. words: how far within that. problem: why it came to nothing, or "".
        prepared: What was made and looked through. released: what became of it.
        passing, reason: Words that a person lets pass, and why.
        again: Whether the review had changed after the look, so that all was made anew.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tier = Tier.PANEL
        self.agency_id: int | None = None
        self.password: str | None = None
        self.left_out: set[str] = set()
        self.stage = Stage.ORDER
        self.words = ""
        self.problem = ""
        self.prepared: Prepared | None = None
        self.released: Released | None = None
        self.passing: set[str] = set()
        self.reason = ""
        self.again = False
        self._stopped = False
        self._since = 0.0

    @property
    def running(self) -> bool:
        """Whether something is being made or written now."""
        return self.stage in (Stage.MAKING, Stage.WRITING)

    @property
    def seconds(self) -> int:
        """For how long it has run."""
        return int(time.monotonic() - self._since)

    def stop(self) -> None:
        """Stop before the next document; nothing of it is then written."""
        self._stopped = True
        self.words = "stopping before the next document"

    def wanted(self, names: list[str]) -> Wanted:
        """What is asked for, of the documents that can be made."""
        only = tuple(name for name in names if name not in self.left_out)
        return Wanted(self.folder, only, self.tier, self.agency_id, self.password)

    # -- running ------------------------------------------------------------------------------

    def make(self, seat: Seat, wanted: Wanted, there: Callable[[], bool]) -> Future[Prepared]:
        """Make everything and look it through; writes nothing."""
        self.stage, self.prepared, self.released, self.problem = Stage.MAKING, None, None, ""
        self.passing.clear()
        return self._run(lambda told: prepare(seat, wanted, told), there)

    def write(self, seat: Seat, there: Callable[[], bool]) -> Future[Released]:
        """Write what was looked at; made anew first where the review has changed since."""
        prepared = self.prepared
        assert prepared is not None
        self.stage, self.problem, self.again = Stage.WRITING, "", False
        allowed = Allowed(tuple(sorted(self.passing)), self.reason)

        def work(told: Callable[[str], object]) -> Released:
            now = prepared
            if _head(seat) != prepared.head:
                self.again = True
                now = prepare(seat, prepared.wanted, told)
            return write(seat, now, allowed, told)

        return self._run(work, there)

    def _run(
        self, work: Callable[[Callable[[str], object]], Any], there: Callable[[], bool]
    ) -> Future[Any]:
        future: Future[Any] = Future()
        self._stopped, self.words, self._since = False, "beginning", time.monotonic()

        def told(words: str) -> None:
            if self._stopped or not there():
                raise Problem(STOPPED)
            self.words = words

        def run() -> None:
            try:
                future.set_result(work(told))
            except Exception as error:  # noqa: BLE001 - whoever waits says it as a sentence
                future.set_exception(error)

        threading.Thread(target=run, name="exporting").start()
        return future

    # -- what is held back --------------------------------------------------------------------

    def held_words(self) -> dict[str, list[Finding]]:
        """What holds documents back, each word once: of the look, or of what became of it."""
        found: dict[str, list[Finding]] = {}
        if self.stage is Stage.RESULT and self.released is not None:
            for finding in self.released.held_back:
                found.setdefault(finding.words, []).append(finding)
        elif self.prepared is not None:
            for one in self.prepared.looked:
                for finding in one.blocking:
                    found.setdefault(finding.words, []).append(finding)
        return found

    def going(self) -> list[Looked]:
        """Those documents that would be written as things stand."""
        from workshop_tui.review.export_outline import state_of

        if self.prepared is None:
            return []
        passing = list(self.passing)
        return [one for one in self.prepared.looked if state_of(one, passing) == "goes"]


def _head(seat: Seat) -> str:
    from workshop_tui.review.reader import Reader

    reader = Reader(seat.file)
    try:
        return reader.journal_head()
    finally:
        reader.close()
