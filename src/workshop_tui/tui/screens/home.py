"""The home screen: recent reviews, the demo, and how to make a new one."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.making import create, create_demo
from workshop_tui.review.recent import demo_path, recent_reviews, remember
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import is_encrypted
from workshop_tui.tui.live import sentence


class HomeScreen(Screen[None]):
    """Choose a review, then the seat; a passphrase is asked where one is needed."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("ctrl+q", "app.quit", "quit"),
    ]

    class Opened(Message):
        """A review was opened in a seat."""

        def __init__(self, seat: Seat) -> None:
            super().__init__()
            self.seat = seat

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._role = Role.CHAIR
        self._questions: list[str] = []
        self._answers: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Title, list, one field, one sentence."""
        with Vertical(id="home"):
            yield Static(Content.styled("workshop-tui", "bold"), id="home-title")
            yield Static("Guides the chair through a live learning event.", markup=False)
            yield OptionList(id="home-list", markup=False)
            yield Static(id="home-question", markup=False)
            yield Input(id="home-input")
            yield Static(id="home-said", markup=False)

    def on_mount(self) -> None:
        """Show the choices."""
        self.action_back()

    # -- choosing -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """Back to the list of reviews."""
        self._questions, self._answers = [], {}
        self._hide_field()
        options = [
            Option(Content.assemble((path.name, "bold"), f"   {path.parent}"), id=f"open:{path}")
            for path in (one.path for one in recent_reviews())
        ]
        self._offer(
            [
                *options,
                Option("Make the demo review and open it", id="demo"),
                Option("New review …", id="new"),
                Option("Open another file …", id="other"),
                Option("Quit", id="quit"),
            ]
        )

    def _offer(self, options: list[Option]) -> None:
        choices = self.query_one("#home-list", OptionList)
        choices.clear_options()
        choices.add_options(options)
        choices.highlighted = 0
        choices.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        what, _, rest = (event.option_id or "").partition(":")
        if what == "open":
            self._ask_seat(Path(rest))
        elif what == "seat":
            self._role = Role(rest)
            self._ask_passphrase()
        elif what == "demo":
            self._try(self._make_demo)
        elif what == "new":
            self._ask(["file", "reference", "title", "lead", "passphrase", "again"])
        elif what == "other":
            self._ask(["open"])
        else:
            self.app.exit(0)

    def _make_demo(self) -> None:
        path = demo_path(None)
        create_demo(path)
        self._ask_seat(path)

    def _ask_seat(self, path: Path) -> None:
        self._path = path
        self._offer(
            [
                Option("Take the chair's seat", id=f"seat:{Role.CHAIR.value}"),
                Option("Take the note-taker's seat", id=f"seat:{Role.NOTE_TAKER.value}"),
                Option(
                    "Observe: read all, leave challenge notes", id=f"seat:{Role.OBSERVER.value}"
                ),
            ]
        )

    def _ask_passphrase(self) -> None:
        assert self._path is not None
        path = self._path
        encrypted = False

        def look() -> None:
            nonlocal encrypted
            encrypted = is_encrypted(path)

        if not self._try(look):
            return
        if encrypted:
            self._ask(["unlock"])
        else:
            self._open(None)

    # -- asking -------------------------------------------------------------------------------

    def _ask(self, questions: list[str]) -> None:
        self._questions = questions
        self._next_question()

    def _next_question(self) -> None:
        name = self._questions[0]
        self.query_one("#home-question", Static).update(Content(_QUESTIONS[name]))
        field = self.query_one("#home-input", Input)
        field.display = True
        field.password = name in ("unlock", "passphrase", "again")
        field.value = ""
        field.focus()

    def _hide_field(self) -> None:
        self.query_one("#home-question", Static).update("")
        self.query_one("#home-input", Input).display = False

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        name = self._questions.pop(0)
        self._answers[name] = event.value
        self.query_one("#home-said", Static).update("")
        if self._questions:
            self._next_question()
            return
        self._hide_field()
        if name == "unlock":
            self._open(event.value)
        elif name == "open":
            self._ask_seat(Path(event.value).expanduser())
        else:
            self._try(self._make_new)

    def _make_new(self) -> None:
        answers = self._answers
        if answers["passphrase"] != answers["again"]:
            raise Problem("The two passphrases differ. Please begin again.")
        path = Path(answers["file"]).expanduser()
        path = path if path.suffix else path.with_suffix(".review")
        create(
            path,
            answers["passphrase"],
            reference=answers["reference"],
            title=answers["title"],
            lead=answers["lead"],
        )
        self._path = path
        self._open(answers["passphrase"])

    # -- opening ------------------------------------------------------------------------------

    def _open(self, passphrase: str | None) -> None:
        path = self._path
        assert path is not None

        def opening() -> None:
            seat = Seat.open(path, passphrase, self._role)
            remember(path)
            self.post_message(self.Opened(seat))

        self._answers.clear()
        if not self._try(opening) and passphrase is not None:
            self._ask(["unlock"])

    def _try(self, act: object) -> bool:
        said = self.query_one("#home-said", Static)
        try:
            act()  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - shown as a sentence, nothing is lost here
            said.update(Content(sentence(error)))
            self.query_one("#home-list", OptionList).focus()
            return False
        said.update("")
        return True


_QUESTIONS = {
    "file": "A name for the new file, without a child's name in it (for example LR-08.review):",
    "reference": "The review's reference (for example LR-08):",
    "title": "A title without names (for example “Child B”):",
    "lead": "The lead reviewer (may stay empty):",
    "passphrase": "A passphrase: several words that only you and the note-taker know:",
    "again": "The passphrase once more:",
    "unlock": "The review's passphrase:",
    "open": "The review's file, with its folder:",
}
