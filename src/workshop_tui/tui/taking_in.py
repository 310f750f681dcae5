"""What people sent in before the event, on its way into the review: what both kinds have in common.

No widget is in here: a screen shows the rows, and what is chosen goes back into these objects.
Reading, comparing and taking in are the code of the commands ``attendees`` and ``return``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from textual.content import Content

from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.widgets.line_list import Row

Looked = Callable[[], None]
"""Takes in what a reading found; called on the screen, not in the reading's thread."""


class Asks(Protocol):
    """What a screen offers to whatever is taken in."""

    def say(self, sentence: str) -> None:
        """Say something in the notice line."""

    def offer(self, choice: Choice) -> None:
        """Let a person choose one of several."""

    def ask(self, question: str, answer: Callable[[str], None], text: str = "") -> None:
        """Ask for a few words."""

    def ask_password(self, name: str, answer: Callable[[str], None]) -> None:
        """Ask for a file's password."""

    def changed(self) -> None:
        """Something was chosen that has the files read again."""

    def paint_all(self) -> None:
        """Something was chosen that only the list shows."""

    def accept(self) -> None:
        """Take everything in, if nothing stands in the way."""


class TakingIn(ABC):
    """Files that were chosen, what they say, and what a person has answered.

    Attributes:
        title: What is taken in, in capitals.
        verb: The name of the verb that takes it in.
        several: Whether more than one file can be taken in at once.
    """

    title = ""
    verb = ""
    several = False

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @abstractmethod
    def begin(self, paths: Sequence[Path]) -> None:
        """Begin with these files; the answers for those that were there before are kept."""

    @abstractmethod
    def look(self, read: Reader) -> Looked:
        """Read the files as chosen now and compare them with the review; changes nothing.

        Called in a thread. What it returns is called on the screen.
        """

    @property
    @abstractmethod
    def lacks(self) -> Sequence[str]:
        """What must be answered first, a few words each."""

    @property
    @abstractmethod
    def ready(self) -> bool:
        """Whether there is something to take in, and nothing is to be answered first."""

    @abstractmethod
    def rows(self) -> list[Row]:
        """The list."""

    @abstractmethod
    def detail(self, row: Row) -> list[Content]:
        """What a row is about."""

    @abstractmethod
    def act(self, row: Row, screen: Asks) -> None:
        """Enter was pressed on a row."""

    def leave_out(self, row: Row, screen: Asks) -> str:
        """Leave out what a row is about; returns what is said."""
        del row, screen
        return "Nothing is left out by itself here. Esc goes back to the files."

    @abstractmethod
    def accept(self, seat: Seat) -> Future[Any]:
        """Take everything in, all of it or nothing."""

    @abstractmethod
    def taken(self, result: Any) -> str:
        """What is said once it is taken in."""


@dataclass
class Secret:
    """A file's password as a person gave it, and whether the file asked for it."""

    words: str = ""
    asked: bool = False

    def __call__(self, name: str) -> str | None:
        """Give it to a reader of documents."""
        del name
        self.asked = True
        return self.words or None


def hidden(desk: Desk, text: str, *names: str) -> str:
    """A text as this seat may read it now.

    Names that nobody has registered yet are covered while pseudonyms are shown.
    """
    if not desk.view.shows_names:
        for name in names:
            if name:
                text = text.replace(name, COVERED)
    return desk.view.text(text)


COVERED = "▒▒▒"


def accept_row(what: str, lacks: Sequence[str]) -> Row:
    """The row that takes everything in, or says what must be answered first."""
    if lacks:
        return Row("accept", f"○ ACCEPT waits for: {'; '.join(lacks)}", style="warn")
    return Row("accept", f"▸ ACCEPT {what}", style="good")


def ticked(on: bool, words: str) -> str:
    """A line that Enter ticks."""
    return f"{'☒' if on else '☐'} {words}"
