"""The texts' unknown words, each asked once: somebody, somewhere, or an ordinary word."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message

from workshop_tui.practice.text import one_line
from workshop_tui.privacy.suggest import Suggestion
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live, sentence
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.steps import Filling, Form, Step
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.line_list import LineList
from workshop_tui.tui.word_rows import about, still_unknown, word_rows

_REGISTERED = frozenset({"identity", "ordinary_word"})


@dataclass
class _Looked(Message):
    """The texts were looked through."""

    found: Sequence[Suggestion]
    problem: str


class UnknownWordsScreen(ReviewScreen):
    """Words on the left, where they stand on the right; one key each settles them."""

    CSS_PATH = "unknown_words.tcss"
    AREA = Area.WORDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *both(Area.WORDS),
        *keys("2,f2", "event"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self.found: Sequence[Suggestion] | None = None
        self._waiting: dict[str, Suggestion] = {}

    def compose(self) -> ComposeResult:
        """Status, list and detail, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        with Container(id="word-panes"):
            yield LineList(
                one_line, lambda _: self.action_as_guessed(), id="words", moved=self._paint_detail
            )
            yield Blocks(id="word-detail")
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyBar(self.live.seat.role, Area.WORDS)

    def on_mount(self) -> None:
        """Look through the texts meanwhile."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.paint_all()
        self._focus()
        self._look()

    def _focus(self) -> None:
        self.set_focus(self.words, scroll_visible=False)

    def say(self, sentence: str) -> None:
        """Say it as this seat may read it: a title or a word can name somebody."""
        super().say(self.desk.view.text(sentence))

    @property
    def words(self) -> LineList:
        """The list."""
        return self.query_one(LineList)

    @property
    def _chosen(self) -> Suggestion | None:
        row = self.words.row
        return self._waiting.get(str(row.at[0])) if row is not None else None

    # -- looking ------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look in a thread with a reader of its own: long chronologies take a moment."""
        file = self.live.seat.file

        def work() -> None:
            from workshop_tui.review.naming import suggestions
            from workshop_tui.review.reader import Reader

            try:
                reader = Reader(file)
                try:
                    looked = _Looked(suggestions(reader), "")
                finally:
                    reader.close()
            except Exception as error:  # noqa: BLE001 - any failure is a sentence here
                looked = _Looked((), sentence(error))
            self.post_message(looked)

        threading.Thread(target=work, name="unknown words", daemon=True).start()

    @on(_Looked)
    def _looked(self, message: _Looked) -> None:
        self.found = message.found
        self.paint_all()
        if message.problem:
            self.say(message.problem)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """What somebody settled goes from the list; what was taken back returns."""
        del by_others
        if moved.tables & _REGISTERED:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint the list; the highlight stays on its words, or goes to the next."""
        self.show_state()
        left = still_unknown(self.desk.read, self.found or ())
        self._waiting = {one.words: one for one in left}
        self.words.fill(list(word_rows(left, looking=self.found is None)))
        self.words.border_title = Content(f"Unknown words · {len(left)}")
        self._paint_detail()

    def _paint_detail(self) -> None:
        pane, chosen = self.query_one("#word-detail", Blocks), self._chosen
        pane.set_blocks(about(self.desk, chosen) if chosen is not None else [])

    # -- settling -----------------------------------------------------------------------------

    def action_as_guessed(self) -> None:
        """Take what the words were taken for."""
        chosen = self._chosen
        if chosen is not None and chosen.kind in ("", "person"):
            self.say("Who is it? f family, w worker, h child; a agency, l place, o ordinary word.")
        elif chosen is not None:
            self.action_settle(chosen.kind)

    def action_settle(self, kind: str) -> None:
        """Put the words into the register under the next free pseudonym."""
        chosen = self._chosen
        if chosen is not None:
            forms = [form for form in chosen.forms if form != chosen.words]
            self._do(self.live.seat.naming.settle(chosen.words, kind, "", forms), chosen)

    def action_ordinary(self) -> None:
        """Say that the words name nobody."""
        chosen = self._chosen
        if chosen is not None:
            self.live.do(
                self.live.seat.naming.call_ordinary(chosen.words),
                lambda _: self.say(f"“{chosen.words}”: ordinary. u takes it back."),
            )

    def action_settle_with(self) -> None:
        """Say the kind and the pseudonym, or whose other name it is."""
        chosen = self._chosen
        if chosen is None:
            return
        from workshop_tui.tui.naming_words import KINDS, into_register, kind_of

        def save(answers: Sequence[str]) -> Future[Any]:
            name, kind, pseudonym = answers
            return into_register(self.live.seat, name, kind_of(kind), pseudonym)

        steps = [
            Step("The name, as it goes into the register:", chosen.name),
            Step(f"What does it name? {KINDS}", chosen.kind if chosen.kind != "person" else ""),
            Step(
                "Which pseudonym? Empty: the next free; one in use: another name of it", empty=True
            ),
        ]
        slot = f"unknown:{chosen.words}"
        form = Form("INTO THE REGISTER", slot, steps, save, lambda one: self._said(one, chosen))
        self.line.begin(Filling(self.line, form))

    def _do(self, future: Future[Any], chosen: Suggestion) -> None:
        self.live.do(future, lambda one: self._said(one, chosen))

    def _said(self, identity: Any, chosen: Suggestion) -> None:
        self.say(f"“{chosen.words}” is {identity.pseudonym} from now on. u takes it back.")

    def action_look_again(self) -> None:
        """Look through the texts anew."""
        self.found = None
        self.paint_all()
        self._look()

    def action_back(self) -> None:
        """Out of the line, else to where one came from."""
        if self.line.open:
            self.line.leave()
        else:
            super().action_back()

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)
