"""Importing agencies' chronologies: choose files, look, correct, answer, accept or go back."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.import_commands import ImportCommands
from workshop_tui.tui.import_corrections import Choice
from workshop_tui.tui.import_detail import Detail
from workshop_tui.tui.import_reader import FileRead, FileReader, ReadingRows
from workshop_tui.tui.import_rows import lacks, outline
from workshop_tui.tui.incoming import Incoming
from workshop_tui.tui.keys import keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.file_chooser import FileChooser, size_words
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.widgets.password_field import PasswordField

_FILE_KEYS = (
    "↑↓ move   Enter open or read   Space choose several   type to find\n"
    "← folder above   Esc back   paste a path, or drop a file on this window"
)
_CHECK_KEYS = (
    "↑↓ move   Enter change   a agency   e next to look at   A accept   Esc files\n"
    "n b other file   x leave file out   u take back   ←→ scroll the text   ? keys"
)
_CHOICE_KEYS = "↑↓ move   Enter take it   Esc leaves it as it was"


class ImportScreen(ImportCommands, ReviewScreen):
    """Two steps: files, then what was found in them. Nothing is added before it is accepted."""

    CSS_PATH = "importing.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("escape", "back", always=True),
        *keys("2,f2", "event"),
        *keys("exclamation_mark,alt+shift+e", "escalate"),
        *keys("1,f12", "prepare"),
        *keys("a", "agency"),
        *keys("A", "accept"),
        *keys("e", "next_eye"),
        *keys("n", "other_file(1)"),
        *keys("b", "other_file(-1)"),
        *keys("x,delete", "leave_out"),
        *keys("u,ctrl+z", "undo"),
        *keys("right", "scroll_detail(1)"),
        *keys("left", "scroll_detail(-1)"),
        *keys("z,alt+n", "names"),
        *keys("question_mark,f1", "help"),
        *keys("q,ctrl+q", "leave"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self.files: list[Incoming] = []
        self.current: Incoming | None = None
        self._reader = FileReader(live.seat.file, self.post_message)
        self.choice: Choice | None = None

    def compose(self) -> ComposeResult:
        """Status, step, chooser or check, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        yield Static(id="import-step", markup=False)
        yield FileChooser(self.live.seat.file.path.absolute().parent, self.shown, self._chosen)
        with Vertical(id="check"):
            yield LineList(
                lambda text: one_line(self.shown(text)),
                self.act,
                id="sheet",
                moved=self._paint_detail,
            )
            with Container(id="sheet-beside"):
                yield Blocks(id="sheet-detail")
                yield Blocks(id="sheet-other")
        yield PasswordField(self._focus)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield Static(id="import-keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the files."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.set_interval(0.25, self._paint_step)
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
        return self.query_one("#check").display

    @property
    def sheet(self) -> LineList:
        """The list of what was found."""
        return self.query_one("#sheet", LineList)

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
            self.settle()
        elif self.checking:
            self._to_files()
        else:
            self._reader.cancel()
            super().action_back()

    # -- choosing files -----------------------------------------------------------------------

    def _to_files(self) -> None:
        stopped = self._reader.one
        self._reader.cancel()
        self.query_one("#check").display = False
        chooser = self.query_one(FileChooser)
        chooser.display = True
        chooser.show(keep=True)
        self._focus()
        self.paint_all()
        if stopped is not None:
            self.say(f"Reading {stopped.path.name} was stopped. Nothing was added.")

    def _chosen(self, paths: list[Path]) -> None:
        known = {one.path: one for one in self.files}
        self.files = [known.get(path) or Incoming(path) for path in dict.fromkeys(paths)]
        for one in self.files:
            if one.problem:
                one.found = None
        self.current = self.files[0]
        self.query_one(FileChooser).display = False
        self.query_one("#check").display = True
        self.choice = None
        self._read_next()
        self.sheet.fill([])
        self.paint_all()
        self._focus()
        self.say("")

    # -- reading ------------------------------------------------------------------------------

    def _read_next(self) -> None:
        """Read what has not been read as it is chosen now, the current file first."""
        waiting = [one for one in self.files if one.stale]
        if waiting and self._reader.one is None:
            self._reader.start(self.current if self.current in waiting else waiting[0])

    @on(ReadingRows)
    def _reading(self, message: ReadingRows) -> None:
        self._reader.hears(message)
        self._paint_step()

    @on(FileRead)
    def _read(self, message: FileRead) -> None:
        if not self._reader.hears(message):
            return
        before = message.one.found
        first = before is None or before.comparison is not message.found.comparison
        message.one.found = message.found
        self._read_next()
        self.paint_all()
        if first and message.one is self.current:
            self.go_on(stay=True)

    def changed(self) -> None:
        """Something was chosen: read the file again."""
        self._read_next()
        self.paint_all()

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Agencies or names may have changed."""
        del by_others
        if moved.people:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint step, list and detail; the highlight stays on its row."""
        self.show_state()
        self._paint_step()
        if not self.checking:
            self.query_one(FileChooser).show(keep=True)
            return
        if self.choice is not None:
            rows = [Row("", self.choice.title, style="heading")]
            rows += [Row("choice", o, (n,)) for n, o in enumerate(self.choice.options)]
            self.sheet.fill(rows)
        elif self.current is not None:
            self.sheet.fill(outline(self.files, self.current, self.owner))
        self._paint_detail()

    def _paint_step(self) -> None:
        reading = self._reader.one
        mode = "CHOOSING FILES" if not self.checking else "CHECKING"
        hint = _FILE_KEYS if not self.checking else _CHECK_KEYS
        if self.choice is not None:
            mode, hint = "CHOOSING", _CHOICE_KEYS
        parts: list[tuple[str, str] | str] = [("IMPORT ", "bold"), (mode, "bold $text-primary")]
        if reading is not None:
            rows = f"{self._reader.rows} rows" if self._reader.rows else _size(reading.path)
            name = one_line(self.shown(reading.path.name))
            waiting = sum(one.stale for one in self.files) - 1
            more = f", {waiting} more wait" if waiting > 0 else ""
            words = f" · READING {name} ({rows}, {self._reader.seconds} s{more}) · Esc stops"
            parts.append((words, "$text-warning"))
        elif self.checking and self.choice is None:
            to_do = {words for one in self.files for words in lacks(one)}
            ready = " · A accepts" if any(one.reading for one in self.files) else ""
            parts.append(f" · to do: {', '.join(sorted(to_do))}" if to_do else ready)
        self.query_one("#import-step", Static).update(Content.assemble(*parts))
        self.query_one("#import-keys", Static).update(Content(hint))

    def _paint_detail(self) -> None:
        pane, beside = (
            self.query_one("#sheet-detail", Blocks),
            self.query_one("#sheet-other", Blocks),
        )
        blocks: list[Content] = []
        other: list[Content] = []
        if self.current is not None:
            detail = Detail(self.current, self.desk.view)
            if self.choice is None:
                blocks, other = detail.of(self.sheet.row), detail.other(self.sheet.row)
            else:
                blocks = [Content(self.choice.why), Content(""), *detail.of(self.choice.about)]
        pane.set_blocks(blocks)
        beside.set_blocks(other)
        beside.display = bool(other)
        pane.scroll_to(y=0, animate=False, force=True, immediate=True)

    def action_scroll_detail(self, direction: int) -> None:
        """Scroll what stands beside the list."""
        for pane in self.query(Blocks):
            pane.scroll_relative(y=direction * 5, animate=False)

    # -- acting -------------------------------------------------------------------------------

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)

    # -- ending -------------------------------------------------------------------------------

    def finished(self, words: str, first: int | None) -> None:
        """Everything was accepted: go to the first of the new entries."""
        self._reader.cancel()
        self.files, self.current = [], None
        self.action_event()
        event = self.app.screen
        if isinstance(event, ReviewScreen):
            event.arrive(words, first)


def _size(path: Path) -> str:
    try:
        return size_words(path.stat().st_size)
    except OSError:
        return "not known how large"
