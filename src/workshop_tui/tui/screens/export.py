"""Export: choose for whom and what, look at what goes to whom, write it, see what came out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.problems import NotAllowed
from workshop_tui.practice.roles import CAPTURERS, ROLE_LABELS
from workshop_tui.practice.text import one_line
from workshop_tui.review.export_outline import folder_words, holds, withheld_words
from workshop_tui.review.settings import export_folder, remember_export_folder
from workshop_tui.review.versions import changed_since, since_words
from workshop_tui.tui import export_rows as rows
from workshop_tui.tui.choosing_one import ChoosingOne, choice_rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.export_choosing import ExportChoosing
from workshop_tui.tui.export_job import ExportWork, Stage
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live, sentence
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.opening import open_folder
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.file_chooser import FileChooser
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.widgets.password_field import PasswordField

_FOLDER_KEYS = (
    "↑↓ move   Enter open a folder, or use it   type a name for a new one\n"
    "← folder above   Esc back"
)
_FIRST = {
    Stage.ORDER: ("look",),
    Stage.LOOK: ("held", "write", "nothing"),
    Stage.RESULT: ("open", "compose"),
}


class ExportScreen(ChoosingOne, ExportChoosing, ReviewScreen):
    """What is chosen, the look before anything is written, and what came out; one list for all.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.

    Raises:
        NotAllowed: If the seat may not export.
    """

    CSS_PATH = "export.tcss"
    AREA = Area.EXPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.EXPORT),
        *keys("escape", "back", always=True),
        *keys("2,f2", "event"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        if live.seat.role not in CAPTURERS:
            raise NotAllowed(f"The {ROLE_LABELS[live.seat.role]}'s seat cannot export documents.")
        if live.exporting is None:
            live.exporting = ExportWork(export_folder(live.seat.file.path))
        self.work = live.exporting
        self.choosing = False
        self.listing = False

    def compose(self) -> ComposeResult:
        """Status, step, folder or list and detail, line, notice, keys."""
        yield StatusBar(self.desk, "5 Share")
        yield Static(id="export-step", markup=False)
        yield FileChooser(self.work.folder.parent, self.shown, self._use, folders=True)
        with Container(id="export-panes"):
            yield LineList(
                lambda text: one_line(self.shown(text)),
                self._act,
                id="export-list",
                moved=self._paint_detail,
                other_key=self._other_key,
            )
            yield Blocks(id="export-detail")
        yield PasswordField(self._focus)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield Static(_FOLDER_KEYS, id="export-keys", markup=False)
        yield KeyBar(self.live.seat.role, Area.EXPORT)

    def on_mount(self) -> None:
        """Begin with what was chosen, or with what is being made."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.set_interval(0.25, self._tick)
        self.show_stage()
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        """The first rows are in sight, now that it is known how many are."""
        self.sheet.scroll_home(animate=False, force=True, immediate=True)
        self.sheet.on_resize()
        self.query_one("#export-detail", Blocks).refresh()

    def shown(self, text: str) -> str:
        """Text as this seat may read it."""
        return self.desk.view.text(text)

    def say(self, sentence: str) -> None:
        """Say it as this seat may read it."""
        super().say(self.shown(sentence))

    @property
    def sheet(self) -> LineList:
        """The list."""
        return self.query_one("#export-list", LineList)

    @property
    def password(self) -> PasswordField:
        """Where a password is typed."""
        return self.query_one(PasswordField)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a folder or a password is typed every letter is text."""
        if action == "closed" and (self.choosing or self.password.open):
            return False
        return super().check_action(action, parameters)

    def _focus(self) -> None:
        if self.choosing:
            self.query_one(FileChooser).take_focus()
        else:
            self.set_focus(self.sheet, scroll_visible=False)

    # -- stages -------------------------------------------------------------------------------

    def show_stage(self) -> None:
        """Show how far it is, with the highlight on what comes next."""
        self.query_one(FileChooser).display = self.choosing
        self.query_one("#export-panes").display = not self.choosing
        self.query_one("#export-keys").display = self.choosing
        self.query_one(KeyBar).display = not self.choosing
        if self.choosing:
            self.query_one(FileChooser).show()
        self.paint_all()
        for what in () if self.choosing or self.listing else _FIRST.get(self.work.stage, ()):
            place = self.sheet.find(lambda row, what=what: row.what == what)  # type: ignore[misc]
            if place >= 0:
                self.sheet.go_to(place)
                break
        self._focus()

    def action_back(self) -> None:
        """One step back; what is being made goes on, what was chosen stays."""
        work = self.work
        if self.password.open:
            self.password.leave()
        elif self.line.open:
            self.line.leave()
        elif self.choice is not None:
            self._settle()
        elif self.choosing or self.listing:
            self.choosing = self.listing = False
            self.show_stage()
        elif work.stage in (Stage.LOOK, Stage.RESULT):
            work.stage = Stage.ORDER
            self.show_stage()
        else:
            super().action_back()
            if work.running:
                self._tell("It goes on; you will hear of it.")

    def action_look(self) -> None:
        """Make everything and look it through; nothing is written."""
        if self.choice is not None or self.work.running or self.listing:
            return
        names = [one.name for one in self.documents() if not one.why_not]
        wanted = self.work.wanted(names)
        if not wanted.only:
            self.say("Mark at least one document first.")
            return
        self._wait(self.work.make(self.live.seat, wanted, lambda: self.live.running), self._looked)

    def _write(self) -> None:
        if self.work.passing and not self.work.reason.strip():
            self.ask_reason(self._write)
            return
        future = self.work.write(self.live.seat, lambda: self.live.running)
        self._wait(future, self._written)

    def _wait(self, future: Future[Any], then: Callable[[Any], None]) -> None:
        self.live.do(future, then, self._failed, pending=False)
        self.show_stage()

    def _looked(self, prepared: Any) -> None:
        self.work.prepared, self.work.stage = prepared, Stage.LOOK
        going = len(self.work.going())
        self._tell(f"Looked through: {going} of {len(prepared.looked)} documents can be written.")

    def _written(self, released: Any) -> None:
        work = self.work
        work.released, work.stage = released, Stage.RESULT
        if released.written:
            remember_export_folder(self.live.seat.file.path, work.folder)
        count = len(released.written)
        said = f"{count} document{'' if count == 1 else 's'} written."
        if released.held_back or released.dark:
            said += " Some were HELD BACK by the leak check."
        if released.failed:
            said += f" {len(released.failed)} did not come out: X shows why."
        self._tell(said)

    def _failed(self, error: BaseException) -> str:
        work = self.work
        work.problem = sentence(error)
        looked = work.stage is Stage.WRITING and work.prepared is not None
        work.stage = Stage.LOOK if looked else Stage.ORDER
        self._tell("")
        return work.problem

    def _tell(self, said: str) -> None:
        """Say it where somebody is now, and show it where the export is looked at."""
        current = self.app.screen
        for screen in self.app.screen_stack:
            if isinstance(screen, ExportScreen) and screen.is_mounted:
                if screen.listing or screen.choosing or screen.choice is not None:
                    screen.paint_all()
                else:
                    screen.show_stage()
        if said and isinstance(current, ReviewScreen):
            current.say(said)

    def action_versions(self) -> None:
        """The versions, or back from them."""
        if self.choice is None and not self.choosing:
            self.listing = not self.listing
            self.show_stage()

    def action_open_folder(self) -> None:
        """Show the folder in the system's own window."""
        folder = self.work.folder
        if not folder.is_dir():
            self.say("Nothing was written there yet, so there is no folder to show.")
        elif not open_folder(folder):
            self.say(f"It cannot be opened from here. The folder is {folder}.")

    def _use(self, paths: list[Path]) -> None:
        self.work.folder, self.choosing = paths[0], False
        self.show_stage()
        if folder_words(paths[0]):
            self.say(folder_words(paths[0]))

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Versions, agencies and circulations may have changed."""
        del moved, by_others
        if not self.choosing:
            self.paint_all()

    def _tick(self) -> None:
        if self.is_current and self.work.running and not self.choosing:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint step, list and detail; the highlight stays on its row."""
        self.show_state()
        mode = "VERSIONS" if self.listing else self.work.stage.value
        mode = "CHOOSING" if self.choice is not None else mode
        mode = "CHOOSING A FOLDER" if self.choosing else mode
        hint = " · Esc leaves it, it goes on" if self.work.running and not self.listing else ""
        parts = (("EXPORT ", "bold"), (mode, "bold $text-primary"), hint)
        self.query_one("#export-step", Static).update(Content.assemble(*parts))
        if not self.choosing:
            self.sheet.fill(self._rows())
            self._paint_detail()

    def _rows(self) -> Sequence[Row]:
        work, names = self.work, self.desk.view.shows_names
        if self.choice is not None:
            return choice_rows(self.choice)
        if self.listing:
            return list(rows.version_rows(self.versions()))
        if work.running:
            return list(rows.running_rows(work))
        if work.stage is Stage.LOOK:
            whose = rows.whose(work.agency_id, self.agencies())
            return list(rows.look_rows(work, self.rules, whose, names=names))
        if work.stage is Stage.RESULT:
            return list(rows.result_rows(work, names=names))
        found = (self.documents(), self.agencies(), self.versions())
        return list(rows.order_rows(work, self.rules, *found))

    def _paint_detail(self) -> None:
        pane, row = self.query_one("#export-detail", Blocks), self.sheet.row
        said = [self.choice.why] if self.choice is not None else self._detail(row)
        blocks = [line for words in said for line in words.split("\n")]
        pane.set_blocks([Content(one_line(self.shown(words))) for words in blocks])
        pane.scroll_to(y=0, animate=False, force=True, immediate=True)

    def _detail(self, row: Row | None) -> list[str]:
        work, names = self.work, self.desk.view.shows_names
        if row is None:
            return []
        if row.what == "tier":
            return holds(self.rules)
        if row.what == "cloud":
            return [folder_words(work.folder)]
        if row.what == "withheld" and work.prepared is not None:
            return [withheld_words(work.prepared)]
        if row.what == "looked" and work.prepared is not None:
            return rows.of_looked(work.prepared.looked[int(row.at[0])], names=names)
        if row.what == "held":
            found = list(work.held_words().values())[int(row.at[0])]
            return [*rows.of_findings(found, names=names), _HELP["held"]]
        if row.what == "warnings":
            return rows.of_warnings(work, str(row.at[0]), names=names)
        if row.what == "version" and self.listing:
            one = next(one for one in self.versions() if one.number == row.at[0])
            return rows.of_version(one, since_words(changed_since(self.desk.read, one)))
        return [_HELP.get(row.what, row.text.strip())]

    # -- acting -------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Act on the highlighted row."""
        self.sheet.choose()

    def _other_key(self, event: events.Key) -> bool:
        row = self.sheet.row
        if event.key != "space" or row is None:
            return False
        if self.choice is None and row.what in ("document", "all", "held"):
            self._act(row)
        return True

    def _act(self, row: Row) -> None:
        work = self.work
        if self.choice is not None:
            self._take(self.choice, row)
        elif self.listing:
            agreed = "✓" in row.text
            self.action_reopen() if agreed else self.action_agree()
        elif row.what == "stop":
            work.stop()
            self.paint_all()
        elif row.what == "look":
            self.action_look()
        elif row.what == "write":
            self._write()
        elif row.what == "held":
            self.mark(row)
        elif row.what == "pass":
            self.ask_reason(self.paint_all)
        elif row.what == "open":
            self.action_open_folder()
        elif row.what == "folder":
            self.choosing = True
            self.show_stage()
        elif row.what == "versions":
            self.action_versions()
        elif row.what in ("job", "compose"):
            work.stage = Stage.RESULT if row.what == "job" else Stage.ORDER
            self.show_stage()
        elif work.stage is Stage.ORDER:
            self.act_on_order(row)

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


_HELP = {
    "agency": "Enter: whose people receive them. What is marked as not for an agency stays out of "
    "what may reach it.",
    "password": "Enter: lock each document with a password, once it is looked through. It is kept "
    "nowhere; tell it by another way than the papers. Only Word, Excel and PDF can carry one.",
    "folder": "Enter: another folder; it is remembered. Nothing in it is ever written over.",
    "look": "Enter: everything is made and looked through for names. Nothing is written before you "
    "have seen what goes to whom.",
    "all": "Enter or Space: every document that this circulation has, or none.",
    "document": "Enter or Space: with it, or without.",
    "versions": "Each export is a numbered version, a draft until a named person agrees it. Enter "
    "or v lists them.",
    "version": "The files carry the number in their names. A version that is agreed and still says "
    "the same is exported without DRAFT.",
    "held": "A registered name stands in it. Best: correct the words where they come from, and "
    "look again. Or Space: it may pass, with a reason, which is recorded.",
    "pass": "Enter: why they may pass. Who let them pass and why is recorded, never the words.",
    "write": "Enter: writes what can be written, and nothing else. Nothing is ever written over.",
    "open": "Shows the folder in the system's own window.",
    "stop": "It stops between two documents. Nothing of it is written.",
    "none": "A version is everything that was exported together for one circulation.",
}
