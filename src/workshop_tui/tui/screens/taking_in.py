"""Taking in what people sent before the event: choose files, look, answer, accept or go back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.text import one_line
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import VERBS
from workshop_tui.tui.choosing_one import ChoosingOne, choice_rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.taking_forms import ReturnForms
from workshop_tui.tui.taking_in import Looked, TakingIn
from workshop_tui.tui.taking_people import PeopleList
from workshop_tui.tui.taking_plan import PlanWorkbook
from workshop_tui.tui.tasks import Asking
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.file_chooser import FileChooser
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.widgets.password_field import PasswordField

_FILE_KEYS = (
    "↑↓ move   Enter open or read   {more}type to find\n"
    "← folder above   Esc back   paste a path, or drop a file on this window"
)
_SEVERAL = "Space choose several   "
_TO_ANSWER = ("whose", "locked", "out", "agencies", "unclear", "column", "accept")


@dataclass
class _Looked(Message):
    """The files were read, as they were chosen when the reading began."""

    job: int
    take: Looked


class TakeInScreen(ChoosingOne, ReviewScreen):
    """Two steps: files, then what they say. Nothing is changed before it is accepted."""

    CSS_PATH = "taking_in.tcss"
    AREA = Area.TAKE_IN
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.TAKE_IN),
        *keys("escape", "back", always=True),
        *keys("2,f2", "event"),
    ]
    MAKE: Callable[[Desk], TakingIn]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self.taking = type(self).MAKE(desk)
        VERBS[self.taking.verb].allow(live.seat.role)
        self._job = 0
        self.reading = False

    def compose(self) -> ComposeResult:
        """Status, step, chooser or check, line, notice, keys."""
        yield StatusBar(self.desk, self.PLACE)
        yield Static(id="take-step", markup=False)
        yield FileChooser(self.live.seat.file.path.absolute().parent, self.shown, self._chosen)
        with Vertical(id="take-check"):
            yield LineList(
                lambda text: one_line(self.shown(text)),
                self._act,
                id="take-list",
                moved=self._paint_detail,
            )
            yield Blocks(id="take-detail")
        yield PasswordField(self._focus)
        yield CaptureLine(id="line")
        yield NoticeBar()
        more = _SEVERAL if self.taking.several else ""
        yield Static(_FILE_KEYS.format(more=more), id="take-keys", markup=False)
        yield KeyBar(self.live.seat.role, Area.TAKE_IN)

    def on_mount(self) -> None:
        """Begin with the files."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self._to_files()

    def shown(self, text: str) -> str:
        """Text as this seat may read it."""
        return self.desk.view.text(text)

    def say(self, sentence: str) -> None:
        """Say it as this seat may read it: a file's name can name somebody."""
        super().say(self.shown(sentence))

    # -- which keys are whose -----------------------------------------------------------------

    @property
    def checking(self) -> bool:
        """Whether files are being looked at, not chosen."""
        return self.query_one("#take-check").display

    @property
    def sheet(self) -> LineList:
        """What was found."""
        return self.query_one("#take-list", LineList)

    @property
    def password(self) -> PasswordField:
        """Where a file's password is typed."""
        return self.query_one(PasswordField)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While files are chosen every letter finds a file."""
        if action == "closed" and (not self.checking or self.password.open):
            return False
        return super().check_action(action, parameters)

    def _focus(self) -> None:
        if self.checking:
            self.set_focus(self.sheet, scroll_visible=False)
        else:
            self.query_one(FileChooser).take_focus()

    def action_back(self) -> None:
        """One step back; from the files to where one came from."""
        if self.password.open:
            self.password.leave()
        elif self.line.open:
            self.line.leave()
        elif self.choice is not None:
            self._settle()
        elif self.checking:
            self._to_files()
        else:
            super().action_back()

    # -- choosing files -----------------------------------------------------------------------

    def _to_files(self) -> None:
        self._job += 1
        self.reading = False
        self._show_check(False)
        self.query_one(FileChooser).show(keep=True)
        self._focus()
        self.paint_all()

    def _show_check(self, on: bool) -> None:
        self.query_one("#take-check").display = on
        self.query_one(FileChooser).display = not on
        self.query_one(KeyBar).display = on
        self.query_one("#take-keys").display = not on

    def _chosen(self, paths: list[Path]) -> None:
        paths = list(dict.fromkeys(paths))
        if len(paths) > 1 and not self.taking.several:
            self.say("One list at a time: unmark the others with Space, or press Enter on one.")
            return
        self.taking.begin(paths)
        self._show_check(True)
        self.choice = None
        self.say("")
        self.sheet.fill([], keep=False)
        self._focus()
        self.changed()

    # -- reading ------------------------------------------------------------------------------

    def changed(self) -> None:
        """Read the files as they are chosen now, in a thread with a reader of its own."""
        self._job += 1
        self.reading = True
        job, taking, file = self._job, self.taking, self.live.seat.file

        def work() -> None:
            reader = Reader(file)
            try:
                take = taking.look(reader)
            finally:
                reader.close()
            self.post_message(_Looked(job, take))

        threading.Thread(target=work, name="taking in", daemon=True).start()
        self.paint_all()

    @on(_Looked)
    def _looked(self, message: _Looked) -> None:
        if message.job != self._job:
            return
        self.reading = False
        message.take()
        self.paint_all()
        wanted = [
            (_TO_ANSWER.index(row.what), n)
            for n, row in enumerate(self.sheet.rows)
            if row.what in _TO_ANSWER and row.style in ("warn", "good")
        ]
        if wanted:
            self.sheet.go_to(min(wanted)[1], top=True)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Who takes part may have changed meanwhile: compare once more."""
        if by_others and self.checking and moved.people and not self.reading:
            self.changed()

    def paint_all(self) -> None:
        """Paint step, list and detail; the highlight stays on its row."""
        self.show_state()
        self._paint_step()
        if not self.checking:
            return
        rows = choice_rows(self.choice) if self.choice is not None else self.taking.rows()
        self.sheet.fill(rows)
        self._paint_detail()

    def _paint_step(self) -> None:
        mode = "CHECKING" if self.checking else "CHOOSING FILES"
        mode = "CHOOSING" if self.choice is not None else mode
        hint = " · nothing is kept before you accept"
        if self.reading:
            hint = " · READING … Esc stops"
        elif self.checking and self.taking.ready:
            hint = " · A accepts · Esc leaves no trace"
        parts = ((f"{self.taking.title} ", "bold"), (mode, "bold $text-primary"), hint)
        self.query_one("#take-step", Static).update(Content.assemble(*parts))

    def _paint_detail(self) -> None:
        pane, row = self.query_one("#take-detail", Blocks), self.sheet.row
        if self.choice is not None:
            pane.set_blocks([Content(self.shown(self.choice.why))])
        else:
            pane.set_blocks(self.taking.detail(row) if row is not None else [])
        pane.scroll_to(y=0, animate=False, force=True, immediate=True)

    # -- what whatever is taken in asks for ------------------------------------------------------

    def ask(self, question: str, answer: Callable[[str], None], text: str = "") -> None:
        """Ask for a few words in the line."""
        self.line.begin(Asking(self.line, question, answer), text)

    def ask_password(self, name: str, answer: Callable[[str], None]) -> None:
        """Ask for a password; what is typed is hidden."""
        self.password.ask(f"The password of {one_line(self.shown(name))}, then Enter", answer)

    # -- acting -------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Act on the highlighted row."""
        self.sheet.choose()

    def _act(self, row: Row) -> None:
        if self.choice is not None:
            self._take(self.choice, row)
        elif self.reading:
            self.say("It is still being read.")
        else:
            self.taking.act(row, self)

    def action_next_eye(self) -> None:
        """The next row that needs an eye."""
        place = self.sheet.find(
            lambda row: row.what in ("eye", "person") and row.style == "warn",
            self.sheet.highlighted,
        )
        if place < 0:
            self.say("No row needs an eye.")
        self.sheet.go_to(place)

    def action_leave_out(self) -> None:
        """Leave out the file of the highlighted row."""
        if self.sheet.row is not None and self.choice is None and not self.reading:
            self.say(self.taking.leave_out(self.sheet.row, self))

    def action_accept(self) -> None:
        """Take everything in."""
        self.accept()

    def accept(self) -> None:
        """Take everything in, if nothing stands in the way."""
        if self.reading or self.choice is not None:
            return
        if not self.taking.ready:
            lacks = "; ".join(self.taking.lacks) or "a file that can be read"
            self.say(f"First: {lacks}.")
            return
        self.say("Taking in …")
        try:
            future = self.taking.accept(self.live.seat)
        except Problem as problem:
            self.say(str(problem))
            return
        self.live.do(future, self._taken, lambda _: self.changed())

    def _taken(self, result: object) -> None:
        said = self.taking.taken(result)
        if result:
            said += f" {self.line.key('undo')} takes it back."
        self.desk.load_people()
        self._leave_behind()
        screen = self.app.screen
        if isinstance(screen, ReviewScreen):
            screen.say(self.shown(said))

    def _leave_behind(self) -> None:
        """To where one came from, with nothing left of what was chosen."""
        self._job += 1
        super().action_back()

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


class PeopleListScreen(TakeInScreen):
    """Taking in a list of staff and managers."""

    MAKE = PeopleList


class ReturnFormsScreen(TakeInScreen):
    """Taking in preparation forms."""

    MAKE = ReturnForms


class PlanWorkbookScreen(TakeInScreen):
    """Taking in the action plan's workbook that came back from its owners."""

    PLACE = "4 Embed"
    MAKE = PlanWorkbook
