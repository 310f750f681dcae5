"""The chronology's work list: same events, what was disputed, corrected or excluded, gaps."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workshop_tui.practice.records import Entry
from workshop_tui.practice.same_event import Offer
from workshop_tui.practice.text import one_line, visible
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.keys import keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live, sentence
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.work_rows import work_rows

_KEYS = (
    "↑↓ move   Enter go to the entry   l link as one event   d different events\n"
    "w take back what was decided   u undo   Esc back   ? keys"
)


@dataclass
class _Looked(Message):
    """Pairs that may be the same event were looked for."""

    offers: Sequence[Offer]
    problem: str


class ChronologyWorkScreen(ReviewScreen):
    """A list above, the entries that a row is about side by side below."""

    CSS_PATH = "chronology_work.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("escape,C,alt+c", "back"),
        *keys("2,f2", "event"),
        *keys("exclamation_mark,alt+shift+e", "escalate"),
        *keys("1,f12", "prepare"),
        *keys("l", "link"),
        *keys("d", "decline"),
        *keys("w", "withdraw"),
        *keys("u,ctrl+z", "undo"),
        *keys("U,ctrl+y", "redo"),
        *keys("z,alt+n", "names"),
        *keys("question_mark,f1", "help"),
        *keys("q,ctrl+q", "leave"),
    ]

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self.offers: Sequence[Offer] | None = None

    def compose(self) -> ComposeResult:
        """Status, list, two entries, line, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        yield LineList(
            lambda text: one_line(self.desk.view.text(text)),
            self._go,
            id="work",
            moved=self._paint_entries,
        )
        with Horizontal(id="beside"):
            yield Blocks(id="one")
            yield Blocks(id="other")
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield Static(_KEYS, id="work-keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list, and look for pairs meanwhile."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.paint_all()
        self._focus()
        self._look()

    def _focus(self) -> None:
        self.set_focus(self.work, scroll_visible=False)

    @property
    def work(self) -> LineList:
        """The list."""
        return self.query_one(LineList)

    # -- looking for pairs --------------------------------------------------------------------

    def _look(self) -> None:
        """Look for pairs in a thread with a reader of its own: it takes seconds in a long one."""
        file = self.live.seat.file

        def work() -> None:
            from workshop_tui.review.linking import possible
            from workshop_tui.review.reader import Reader

            try:
                reader = Reader(file)
                try:
                    looked = _Looked(possible(reader), "")
                finally:
                    reader.close()
            except Exception as error:  # noqa: BLE001 - any failure is a sentence here
                looked = _Looked((), sentence(error))
            self.post_message(looked)

        threading.Thread(target=work, name="same events", daemon=True).start()

    @on(_Looked)
    def _looked(self, message: _Looked) -> None:
        self.offers = message.offers
        self.work.fill(())
        self.paint_all()
        if message.problem:
            self.say(message.problem)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Paint what some seat changed."""
        del by_others
        if moved.entries or moved.people:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint the list; the highlight stays on its row."""
        self.show_state()
        self.work.fill(work_rows(self.desk, self.offers))
        self._paint_entries()

    def _paint_entries(self) -> None:
        ids = self._ids()
        panes = (self.query_one("#one", Blocks), self.query_one("#other", Blocks))
        for place, pane in enumerate(panes):
            blocks, title = [], ""
            if place < len(ids):
                entry = self.desk.read_now(self.desk.read.entry(ids[place]))
                title = f"{self.desk.number(entry.id)} · {one_line(self.desk.agency(entry))}"
                blocks = self._entry(entry)
            pane.border_title = Content(title)
            pane.set_blocks(blocks)

    def _entry(self, entry: Entry) -> list[Content]:
        view = self.desk.view
        if self.desk.hides(entry):
            return [Content(entry.text)]
        date = one_line(view.text(entry.date_text)) or "undated"
        parts = [Content.styled(f"{date} {entry.time or ''}".strip(), "bold")]
        parts.append(Content(visible(view.field("entry", entry.uid, "text", entry.text))))
        for name, value in view.fields(entry.fields).items():
            parts.append(Content.assemble((f"{one_line(name)}: ", "$text-muted"), visible(value)))
        for dispute in self.desk.beside.disputes_of(entry.id):
            agency = self.desk.agencies.get(dispute.agency_id)
            whose = view.text(agency.short) if agency else "?"
            label = f"⚑ {one_line(whose)} says: "
            parts.append(
                Content.assemble((label, "$text-warning"), visible(view.text(dispute.account)))
            )
        return parts

    def _ids(self) -> list[int]:
        """The entries that the highlighted row is about."""
        row = self.work.row
        if row is None or row.what == "silent":
            return []
        return [at for at in row.at if isinstance(at, int) and at]

    # -- doing --------------------------------------------------------------------------------

    def _go(self, row: Row) -> None:
        """Go to an entry on the event screen."""
        ids = [entry for entry in self._ids() if self.desk.position_of(entry) >= 0]
        if not ids or row.what == "excluded":
            self.say("There is no entry of the chronology to go to.")
            return
        self.action_event()
        event = self.app.screen
        if isinstance(event, ReviewScreen):
            event.arrive("", ids[0])

    def action_link(self) -> None:
        """Say that the two entries tell of the same event."""
        ids = self._pair()
        if ids is not None:
            self.live.do(
                self.live.seat.linking.link(*ids),
                lambda _: self.say("Linked; each keeps its own account."),
            )

    def action_decline(self) -> None:
        """Say that the two entries tell of different events."""
        ids = self._pair()
        if ids is not None:
            self.live.do(
                self.live.seat.linking.decline(*ids),
                lambda _: self.say("Different events; they are not offered again."),
            )

    def _pair(self) -> tuple[int, int] | None:
        row = self.work.row
        if row is None or row.what != "pair":
            self.say("Choose two entries that may be the same event.")
            return None
        one, other = self._ids()
        return one, other

    def action_withdraw(self) -> None:
        """Take back what the row tells of."""
        row, seat = self.work.row, self.live.seat
        ids = self._ids()
        if row is None or not ids:
            return
        beside = self.desk.beside
        if row.what == "pair" and beside.decided(ids[0], ids[1]):
            future = seat.linking.unlink(ids[0], ids[1])
        elif row.what == "excluded":
            self.live.do(seat.entries.include(ids[0]), lambda _: self._taken_back())
            return
        elif row.what == "disputed":
            newest = beside.disputes_of(ids[0])[-1]
            self.live.do(seat.entries.withdraw_dispute(newest.id), lambda _: self._taken_back())
            return
        elif row.what == "corrected":
            last = beside.corrections_of(ids[0])[-1]
            self.live.do(seat.entries.withdraw_correction(last.id), lambda _: self._taken_back())
            return
        else:
            self.say("Nothing was decided here that could be taken back.")
            return
        self.live.do(future, lambda _: self._taken_back())

    def _taken_back(self) -> None:
        self.say("Taken back; u brings it back.")

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)
