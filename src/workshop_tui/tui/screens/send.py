"""Sending papers: say what and to whom, look, have it written, see what was held back and why."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.papers import BRIEFING_PACK
from workshop_tui.practice.text import one_line
from workshop_tui.review import outgoing
from workshop_tui.review.orders import Carried, Order, session_of
from workshop_tui.tui.choosing_one import ChoosingOne, choice_rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live, sentence
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.opening import open_folder
from workshop_tui.tui.ordering import Ordering
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.sending_job import Part, SendJob
from workshop_tui.tui.sending_rows import (
    ABOUT,
    TITLES,
    finding_words,
    held_words,
    order_rows,
    outline_rows,
    result_rows,
    running_rows,
    warnings_of,
)
from workshop_tui.tui.steps import Filling, Form, Step
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


class Stage(Enum):
    """Where somebody is on the screen."""

    ORDER = "SAYING WHAT AND TO WHOM"
    FOLDER = "CHOOSING A FOLDER"
    LOOK = "LOOKING: NOTHING IS WRITTEN YET"
    JOB = "BEING MADE"


class SendScreen(ChoosingOne, Ordering, ReviewScreen):
    """An order, what it would send, and what became of it; one list for all three.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.
        what: What is ordered to begin with.

    Raises:
        NotAllowed: If the seat may not send papers.
    """

    CSS_PATH = "send.tcss"
    AREA = Area.SEND
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.SEND),
        *keys("escape", "back", always=True),
        *keys("2,f2", "event"),
    ]

    def __init__(self, desk: Desk, live: Live, what: str = BRIEFING_PACK) -> None:
        super().__init__(desk, live)
        outgoing.allow(live.seat)
        path = live.seat.file.path.absolute()
        self.folder = path.with_name(f"{path.stem}-papers")
        self.order = live.orders.get(what, Order(what))
        job = live.sending
        self.stage = Stage.JOB if job is not None and not job.seen else Stage.ORDER

    def compose(self) -> ComposeResult:
        """Status, step, folder or list and detail, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        yield Static(id="send-step", markup=False)
        yield FileChooser(self.folder.parent, self.shown, self._use, folders=True)
        with Container(id="send-panes"):
            yield LineList(
                lambda text: one_line(self.shown(text)),
                self._act,
                id="send-list",
                moved=self._paint_detail,
                other_key=self._other_key,
            )
            yield Blocks(id="send-detail")
        yield PasswordField(self._focus)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield Static(_FOLDER_KEYS, id="send-keys", markup=False)
        yield KeyBar(self.live.seat.role, Area.SEND)

    def on_mount(self) -> None:
        """Begin with the order, or with what is being made."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.set_interval(0.25, self._tick)
        self.think()
        self.go(self.stage)
        # What was painted before the style sheet came was painted for another place.
        self.call_after_refresh(self.query_one("#send-detail", Blocks).refresh)

    def shown(self, text: str) -> str:
        """Text as this seat may read it."""
        return self.desk.view.text(text)

    def say(self, sentence: str) -> None:
        """Say it as this seat may read it."""
        super().say(self.shown(sentence))

    @property
    def sheet(self) -> LineList:
        """The list."""
        return self.query_one("#send-list", LineList)

    @property
    def password(self) -> PasswordField:
        """Where a password is typed."""
        return self.query_one(PasswordField)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a folder is chosen every letter finds one."""
        if action == "closed" and (self.stage is Stage.FOLDER or self.password.open):
            return False
        return super().check_action(action, parameters)

    def _focus(self) -> None:
        if self.stage is Stage.FOLDER:
            self.query_one(FileChooser).take_focus()
        else:
            self.set_focus(self.sheet, scroll_visible=False)

    # -- stages -------------------------------------------------------------------------------

    def go(self, stage: Stage) -> None:
        """To another stage."""
        self.stage = stage
        choosing = stage is Stage.FOLDER
        self.query_one(FileChooser).display = choosing
        self.query_one("#send-panes").display = not choosing
        self.query_one("#send-keys").display = choosing
        self.query_one(KeyBar).display = not choosing
        if choosing:
            self.query_one(FileChooser).show()
        self.paint_all()
        if not choosing:
            wants = {
                Stage.LOOK: ("write",),
                Stage.JOB: ("held", "open", "before", "compose", "stop"),
            }
            for what in wants.get(stage, ()):
                place = self.sheet.find(lambda row, what=what: row.what == what)  # type: ignore[misc]
                if place >= 0:
                    self.sheet.go_to(place)
                    break
        self._focus()

    def action_back(self) -> None:
        """One step back; what is being made goes on."""
        job = self.live.sending
        if self.password.open:
            self.password.leave()
        elif self.line.open:
            kept = self.line.task.slot and self.line.text.strip()
            self.line.leave()
            if kept:
                self.say("What you typed is kept: it stands there again when you come back.")
        elif self.choice is not None:
            self._settle()
        elif self.stage in (Stage.FOLDER, Stage.LOOK):
            self.go(Stage.ORDER)
        else:
            super().action_back()
            if job is not None and job.running:
                self._tell("It goes on being made; you will hear of it.")

    def look(self) -> None:
        """Show what would go to whom."""
        self.think()
        if self.outline is None:
            self.paint_all()
            self.say(f"First: {self.problem}")
        else:
            self.go(Stage.LOOK)

    def choose_folder(self) -> None:
        """Choose a folder."""
        self.go(Stage.FOLDER)

    def _use(self, paths: list[Path]) -> None:
        self.folder = paths[0]
        self.go(Stage.ORDER)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Who is invited may have changed."""
        del moved, by_others
        if self.stage in (Stage.ORDER, Stage.LOOK):
            self.think()
            if self.stage is Stage.LOOK and self.outline is None:
                self.go(Stage.ORDER)
            self.paint_all()

    def _tick(self) -> None:
        job = self.live.sending
        if self.is_current and self.stage is Stage.JOB and job is not None and job.running:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint step, list and detail; the highlight stays on its row."""
        self.show_state()
        job, mode = self.live.sending, self.stage.value
        hint = " · nothing is written before you have looked" if self.stage is Stage.ORDER else ""
        if self.stage is Stage.JOB:
            running = job is not None and job.running
            mode = mode if running else "WHAT BECAME OF IT"
            hint = " · Esc leaves it, it goes on" if running else ""
        if self.choice is not None:
            mode = "CHOOSING"
        parts = (("SEND ", "bold"), (mode, "bold $text-primary"), hint)
        self.query_one("#send-step", Static).update(Content.assemble(*parts))
        if self.stage is not Stage.FOLDER:
            self.sheet.fill(self._rows())
            self._paint_detail()

    def _rows(self) -> Sequence[Row]:
        if self.choice is not None:
            return choice_rows(self.choice)
        job = self.live.sending
        if self.stage is Stage.JOB and job is not None:
            if job.running:
                return list(running_rows(job))
            job.seen = job.seen or self.is_current
            return list(result_rows(job, names=self.desk.view.shows_names))
        if self.stage is Stage.LOOK and self.outline is not None:
            return list(outline_rows(self.order, self.outline, self.folder))
        session = session_of(self.desk.read, self.order)
        known = self.known()
        rows = order_rows(self.order, self.folder, session, known, self.outline, self.problem)
        if job is None:
            return list(rows)
        return [*rows, Row("", "Before", style="heading"), Row("job", "▸ What became of the last")]

    def _paint_detail(self) -> None:
        pane, row = self.query_one("#send-detail", Blocks), self.sheet.row
        said = [self.choice.why] if self.choice is not None else self._detail(row)
        blocks = [line for words in said for line in words.split("\n")]
        pane.set_blocks([Content(one_line(self.shown(words))) for words in blocks])
        pane.scroll_to(y=0, animate=False, force=True, immediate=True)

    def _detail(self, row: Row | None) -> list[str]:
        job, names = self.live.sending, self.desk.view.shows_names
        if row is None:
            return []
        if row.what in ("what", "write", "check"):
            return [ABOUT[self.order.what]]
        if row.what == "look" and self.outline is not None:
            return [f"{code}: {words}" for code, words in self.outline.to]
        if row.what == "warnings" and job is not None:
            return warnings_of(job, str(row.at[0]), names=names)
        if row.what == "held" and job is not None:
            found = list(held_words(job).values())[int(row.at[0])]
            said = [f"{one.document}: {finding_words(one, names=names)}" for one in found[:5]]
            return [_HELP["held"], *said]
        return [_HELP.get(row.what, row.text.strip())]

    # -- acting -------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Act on the highlighted row."""
        self.sheet.choose()

    def _other_key(self, event: events.Key) -> bool:
        if event.key != "space" or self.sheet.row is None:
            return False
        if self.sheet.row.what in ("format", "all", "whom", "held"):
            self._act(self.sheet.row)
        return True

    def _act(self, row: Row) -> None:
        job = self.live.sending
        if self.choice is not None:
            self._take(self.choice, row)
        elif self.stage is Stage.ORDER and row.what != "job":
            self.act_on_order(row)
        elif row.what == "write":
            self.begin(SendJob([Part(self.order)], self.folder))
        elif row.what == "check":
            self.begin(SendJob([Part(self.order)], self.folder, preview=True))
        elif job is not None:
            self._act_on_job(row, job)

    def _act_on_job(self, row: Row, job: SendJob) -> None:
        if row.what == "job":
            self.go(Stage.JOB)
        elif row.what == "stop":
            job.stop()
            self.paint_all()
        elif row.what == "compose":
            self.go(Stage.ORDER)
        elif row.what == "before":
            self.live.sending = job.before
            self.go(Stage.JOB)
        elif row.what == "open" and not open_folder(job.folder):
            self.say(f"It cannot be opened from here. The folder is {job.folder}.")
        elif row.what == "held":
            words = list(held_words(job))[int(row.at[0])]
            job.passing ^= {words}
            self.paint_all()
        elif row.what == "pass":
            self._let_pass(job)

    def _let_pass(self, job: SendJob) -> None:
        if not job.passing:
            self.say("Mark the words that may pass first, with Space.")
            return

        def save(answers: Sequence[str]) -> Future[Any]:
            self.begin(job.again(answers[0]))
            begun: Future[Any] = Future()
            begun.set_result(None)
            return begun

        many = f"{len(job.passing)} marked word{'' if len(job.passing) == 1 else 's'}"
        steps = [Step(f"Why may the {many} pass? It is recorded with your name:", job.reason)]
        form = Form("LETTING PASS", "let-pass", steps, save, lambda _: None)
        self.line.begin(Filling(self.line, form))

    # -- making -------------------------------------------------------------------------------

    def begin(self, job: SendJob) -> None:
        """Have it made, in a thread; nothing else waits for it."""
        before = self.live.sending
        if before is not None and before.running:
            self.say("Something is being made already: wait for it, or stop it.")
            self.go(Stage.JOB)
            return
        self.live.sending = job
        self.live.do(
            job.future,
            lambda result: self._done(job, result),
            lambda error: self._failed(job, error),
            pending=False,
        )
        job.start(self.live.seat, lambda: self.live.running)
        self.go(Stage.JOB)

    def _done(self, job: SendJob, result: Carried) -> None:
        job.carried = result
        if job.preview:
            self._tell("Looked at: nothing is written or kept.")
            return
        if result.sent.released.written:
            self._let_go_of(job.order)
        count = len(result.sent.released.written)
        held = len({one.document for one in result.sent.released.held_back})
        said = f"{TITLES[job.order.what]}: {count} document{'' if count == 1 else 's'} written."
        if held or result.sent.released.dark:
            said += " Some were HELD BACK by the leak check: look under Send."
        self._tell(said)

    def _let_go_of(self, order: Order) -> None:
        """What went out is no longer waiting; nor is the reason for which it carried names."""
        self.live.orders.pop(order.what, None)
        if order.named:
            self.line.drop_draft(f"send:{order.what}:reason")

    def _failed(self, job: SendJob, error: BaseException) -> str:
        job.problem = sentence(error)
        self._tell("")
        return job.problem

    def _tell(self, said: str) -> None:
        """Say it where somebody is now, and show it where the sending is looked at."""
        current = self.app.screen
        for screen in self.app.screen_stack:
            if isinstance(screen, SendScreen) and screen.is_mounted and screen.stage is Stage.JOB:
                screen.go(Stage.JOB)
        if said and isinstance(current, ReviewScreen):
            current.say(said)

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)


_HELP = {
    "session": "Enter: another session. Who is invited and the agenda come from it.",
    "tier": "For whose eyes the pack is made. It holds nothing beyond its circulation.",
    "format": "Enter or Space: with it, or without.",
    "count": "Enter: how many sheets, for each or in all. Their numbers run on.",
    "due": "Enter: the day by which an answer is asked for.",
    "named": "Pseudonyms stand in papers. Enter: real names, by your explicit act and with a "
    "reason, which is kept.",
    "password": "Enter: lock every copy of the pack with a password. It is kept nowhere; tell it "
    "by another way than the papers.",
    "folder": "Enter: another folder. Nothing in it is ever written over.",
    "look": "Enter: shows what would go to whom. Nothing is written before.",
    "all": "Enter or Space: everybody whom it concerns, and nobody who must not attend.",
    "whom": "Enter or Space: for them too, or not.",
    "files": "Each document is looked through for names before it is written.",
    "held": "A registered name stands in it, so it was not written. Space marks that it may pass; "
    "or correct it where it comes from, and send again.",
    "pass": "What is marked goes out as it stands. Who let it pass and why is recorded, never the "
    "words themselves.",
    "open": "Shows the folder in the system's own window.",
    "stop": "Documents that are written already stay.",
}
