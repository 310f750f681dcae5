"""The home screen: recent reviews, the demo, a new one, and each review's passphrase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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

from workshop_tui.practice.days import british
from workshop_tui.practice.keeping import is_due
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.keeping import sheet_beside, sheet_lies_beside
from workshop_tui.review.making import create, create_demo
from workshop_tui.review.recent import Recent, demo_path, recent_reviews, remember
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, is_encrypted
from workshop_tui.tui.live import sentence
from workshop_tui.tui.questions import ABOUT_SHEET, CHOOSING, QUESTIONS, hint


class HomeScreen(Screen[None]):
    """Choose a review, then the seat; a passphrase is asked where one is needed."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back"),
        Binding("ctrl+q", "app.quit", "quit"),
        Binding("ctrl+r", "suggest", "five other words"),
        Binding("ctrl+t", "reveal", "show what is typed"),
    ]

    class Opened(Message):
        """A review was opened in a seat.

        Attributes:
            seat: The seat.
            new: Whether the review was made just now: its preparation comes first.
        """

        def __init__(self, seat: Seat, new: bool = False) -> None:
            super().__init__()
            self.seat = seat
            self.new = new

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._role = Role.CHAIR
        self._rehearses = False
        self._new = False
        self._questions: list[str] = []
        self._answers: dict[str, str] = {}
        self._then: Callable[[], None] = lambda: None
        self._suggested = ""
        self._passphrase = ""

    def compose(self) -> ComposeResult:
        """Title, list, one field, what is said of it, one sentence."""
        with Vertical(id="home"):
            yield Static(Content.styled("workshop-tui", "bold"), id="home-title")
            yield Static("Guides the chair through a live learning event.", markup=False)
            yield OptionList(id="home-list", markup=False)
            yield Static(id="home-question", markup=False)
            yield Input(id="home-input")
            yield Static(id="home-hint", markup=False)
            yield Static(id="home-said", markup=False)

    def on_mount(self) -> None:
        """Show the choices."""
        self.action_back()

    # -- choosing -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """Back to the list of reviews."""
        self._questions, self._answers = [], {}
        self._hide_field()
        today = dt.date.today().isoformat()
        self._offer(
            [
                *(_listed(one, today) for one in recent_reviews()),
                Option("Make the demo review and open it", id="demo"),
                Option("New review …", id="new"),
                Option("Open another file …", id="other"),
                Option("Quit", id="quit"),
            ]
        )

    def _offer(self, options: list[Option]) -> None:
        choices = self.query_one("#home-list", OptionList)
        choices.display = True
        choices.clear_options()
        choices.add_options(options)
        choices.highlighted = 0
        choices.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        what, _, rest = (event.option_id or "").partition(":")
        if what == "open":
            self._ask_seat(Path(rest))
        elif what in ("seat", "rehearse"):
            self._role, self._rehearses = Role(rest), what == "rehearse"
            self._try(self._unlock)
        elif what == "demo":
            self._try(self._make_demo)
        elif what == "new":
            questions = ["file", "reference", "title", "lead", "passphrase", "again"]
            self._ask(questions, self._make_new)
        elif what == "other":
            self._ask(["open"], lambda: self._ask_seat(self._answered_path("open")))
        elif what == "passphrase":
            self._ask(["unlock"], self._ready_to_change)
        elif what == "sheet":
            self._ask(["unlock"], self._sheet_again)
        elif what == "restore":
            self._try(self._look_at_snapshots)
        elif what == "restore-now":
            self._try(self._restore)
        elif what == "leave":
            self.action_back()
        elif what in ("sheet-now", "sheet-later"):
            if what == "sheet-later" or self._try(self._write_sheet):
                self._try(self._then)
        else:
            self.app.exit(0)

    def _make_demo(self) -> None:
        path = demo_path(None)
        create_demo(path)
        self._ask_seat(path)

    def _ask_seat(self, path: Path) -> None:
        self._path = path
        options = [
            Option("Take the chair's seat", id=f"seat:{Role.CHAIR.value}"),
            Option("Take the note-taker's seat", id=f"seat:{Role.NOTE_TAKER.value}"),
            Option("Observe, and leave challenge notes", id=f"seat:{Role.OBSERVER.value}"),
            Option("Rehearse as chair, on a copy that is thrown away", id="rehearse:chair"),
        ]
        from workshop_tui.review import snapshots

        if snapshots.in_folder(path):
            options.append(Option("Bring back a snapshot, if it is damaged …", id="restore"))
        try:
            if is_encrypted(path):
                options += [
                    Option("Change its passphrase …", id="passphrase"),
                    Option("Write its recovery sheet …", id="sheet"),
                ]
        except Problem:
            pass  # said when a seat is chosen
        self._offer(options)

    def _home(self) -> None:
        """Back to the list, with what was said still in sight."""
        said = str(self.query_one("#home-hint", Static).content)
        self.action_back()
        self._say(said)

    # -- asking -------------------------------------------------------------------------------

    def _ask(self, questions: list[str], then: Callable[[], None]) -> None:
        self._questions, self._then = questions, then
        self._next_question()

    def _next_question(self) -> None:
        name = self._questions[0]
        self.query_one("#home-list", OptionList).display = False
        self.query_one("#home-question", Static).update(Content(QUESTIONS[name].text))
        field = self.query_one("#home-input", Input)
        field.display = True
        field.password = QUESTIONS[name].secret
        field.value = ""
        field.focus()
        if name in CHOOSING:
            self.action_suggest()
        self._hint(field.value)

    def _hide_field(self) -> None:
        self.query_one("#home-question", Static).update("")
        self.query_one("#home-hint", Static).update("")
        self.query_one("#home-input", Input).display = False

    def _hint(self, typed: str) -> None:
        name = self._questions[0] if self._questions else ""
        known = [self._answers.get(one, "") for one in ("file", "reference", "title")]
        known += [self._path.stem] if self._path else []
        said = hint(name, typed, self._suggested, known)
        self.query_one("#home-hint", Static).update(Content(said))

    def action_suggest(self) -> None:
        """Suggest five other random words."""
        from workshop_tui.review.passphrases import suggestion

        self._suggested = suggestion()
        self._hint(self.query_one("#home-input", Input).value)

    def action_reveal(self) -> None:
        """Show what is typed into a hidden field, or hide it again."""
        field = self.query_one("#home-input", Input)
        if self._questions and QUESTIONS[self._questions[0]].secret:
            field.password = not field.password

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._questions:
            self._hint(event.value)

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        if not self._questions:
            return
        name = self._questions.pop(0)
        self._answers[name] = event.value
        self.query_one("#home-said", Static).update("")
        if name == "renewed" and not event.value:
            self._questions = []
        if self._questions:
            self._next_question()
            return
        self._hide_field()
        if not self._try(self._then) and name == "unlock":
            self._ask(["unlock"], self._then)

    def _answered_path(self, name: str) -> Path:
        return Path(self._answers[name].strip()).expanduser()

    # -- making and opening -------------------------------------------------------------------

    def _make_new(self) -> None:
        answers = self._answers
        self._refuse_different(answers["passphrase"])
        path = self._answered_path("file")
        path = path if path.suffix else path.with_suffix(".review")
        create(
            path,
            answers["passphrase"],
            reference=answers["reference"],
            title=answers["title"],
            lead=answers["lead"],
        )
        self._path, self._new = path, True
        self._offer_sheet(answers["passphrase"], lambda: self._open(answers["passphrase"]))

    def _refuse_different(self, passphrase: str) -> None:
        if passphrase != self._answers["again"]:
            raise Problem("The two passphrases differ. Please begin again.")

    def _unlock(self) -> None:
        assert self._path is not None
        if not is_encrypted(self._path):
            self._open(None)
        else:
            self._ask(["unlock"], self._unlocked)

    def _unlocked(self) -> None:
        words = self._answers["unlock"]
        if self._file(words).by_code:
            self._ask(["renewed", "again"], lambda: self._renewed(words))
        else:
            self._open(words)

    def _renewed(self, code: str) -> None:
        """A new passphrase in the place of a forgotten one, or the code for this time."""
        new = self._answers["renewed"]
        if not new:
            self._open(code)
            return
        self._change(code, new)
        self._offer_sheet(new, lambda: self._open(new))

    def _open(self, passphrase: str | None) -> None:
        assert self._path is not None
        seat = self._seat(passphrase)
        remember(self._path, seat.read.review().keep_until)
        self._answers.clear()
        self._passphrase = ""
        self.post_message(self.Opened(seat, self._new))
        self._new = False

    def _seat(self, passphrase: str | None) -> Seat:
        from workshop_tui.review import rehearsing
        from workshop_tui.review.notebook_rule import notebook_of
        from workshop_tui.review.seat import prepare

        assert self._path is not None
        if self._rehearses:
            return rehearsing.begin(ReviewFile.existing(self._path, passphrase), self._role)
        rehearsing.sweep(self._path)
        file = ReviewFile.existing(self._path, passphrase)
        prepare(file)
        if notebook_of(file) is not None:  # it has one seat, whichever was chosen
            return Seat.of_its_own(file)
        return Seat.at(file, self._role)

    def _file(self, passphrase: str) -> ReviewFile:
        """The review's file, known to open."""
        assert self._path is not None
        file = ReviewFile.existing(self._path, passphrase)
        file.connect().close()
        return file

    # -- passphrase and sheet -----------------------------------------------------------------

    def _ready_to_change(self) -> None:
        from workshop_tui.review.keeping import ready_to_change

        old = self._answers["unlock"]
        ready_to_change(self._file(old))
        self._ask(["passphrase", "again"], lambda: self._changed(old))

    def _sheet_again(self) -> None:
        self._passphrase = self._answers["unlock"]
        self._write_sheet()
        self._home()

    def _changed(self, old: str) -> None:
        new = self._answers["passphrase"]
        self._change(old, new)
        self._offer_sheet(new, self._home)

    def _change(self, old: str, new: str) -> None:
        from workshop_tui.review.keeping import change_passphrase

        self._refuse_different(new)
        changed = change_passphrase(self._file(old), new)
        said = "The passphrase is changed. The recovery sheet of before is void: destroy it."
        for one in changed.left:
            said += f"\nThe copy {one.path.name} still opens with the old one: {one.why}."
        self._say(said)

    def _offer_sheet(self, passphrase: str, then: Callable[[], None]) -> None:
        """Offer the recovery sheet; whichever is chosen, ``then`` follows."""
        self._passphrase, self._then = passphrase, then
        self._offer(
            [
                Option("Write its recovery sheet now, to be printed", id="sheet-now"),
                Option("Later", id="sheet-later"),
            ]
        )
        self.query_one("#home-question", Static).update(Content(ABOUT_SHEET))

    def _write_sheet(self) -> None:
        from workshop_tui.review.keeping import write_sheet

        assert self._path is not None
        target = sheet_beside(self._path)
        write_sheet(self._file(self._passphrase), target)
        self._say(f"The recovery sheet is in “{target.name}”. Print it, then delete that file.")

    # -- snapshots ----------------------------------------------------------------------------

    def _look_at_snapshots(self) -> None:
        from workshop_tui.review import restoring

        assert self._path is not None
        if restoring.needs_passphrase(self._path):
            self._ask(["unlock"], self._offer_snapshot)
        else:
            self._offer_snapshot()

    def _offer_snapshot(self) -> None:
        """Say what the newest good snapshot is and what would be lost by it."""
        from workshop_tui.review import restoring
        from workshop_tui.review.restoring_words import offered

        assert self._path is not None
        found = restoring.offer(self._path, self._answers.get("unlock"))
        options = [Option("Leave it as it is", id="leave")]
        if found.snapshot is not None and found.review.state != restoring.WHOLE:
            options.insert(0, Option("Put that snapshot in its place", id="restore-now"))
        self._offer(options)
        self._say("\n".join(offered(found)))

    def _restore(self) -> None:
        from workshop_tui.review import restoring
        from workshop_tui.review.restoring_words import lost

        assert self._path is not None
        done = restoring.restore(self._path, self._answers.get("unlock"))
        kept = f" The damaged file is kept as {done.kept.name}." if done.kept else ""
        self._ask_seat(self._path)
        self._say(f"It is as it was in {done.snapshot.name}. {lost(done.loss, 'was lost')}{kept}")

    def _say(self, sentence: str) -> None:
        """Something good to know; it stays until the next question."""
        self.query_one("#home-hint", Static).update(Content(sentence))

    def _try(self, act: Callable[[], None]) -> bool:
        said = self.query_one("#home-said", Static)
        try:
            act()
        except Exception as error:  # noqa: BLE001 - shown as a sentence, nothing is lost here
            said.update(Content(sentence(error)))
            choices = self.query_one("#home-list", OptionList)
            choices.display = True
            choices.focus()
            return False
        return True


def _listed(one: Recent, today: str) -> Option:
    """A review of the list; whether keeping it is to be looked at is said as well."""
    due = ""
    if is_due(one.keep_until, today):
        due = f"   keeping it: look at it again ({british(one.keep_until)})"
    if sheet_lies_beside(one.path):
        due += "   its recovery sheet lies beside it: print it, delete it"
    path = one.path
    label = Content.assemble((path.name, "bold"), f"   {path.parent}", (due, "$text-warning"))
    return Option(label, id=f"open:{path}")
