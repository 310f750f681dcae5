"""A list above, the whole of the highlighted row below: parked, who is here, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.widgets.bars import NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.key_rows import KeyRows
from workshop_tui.tui.widgets.line_list import LineList, Row


class ListScreen(ReviewScreen):
    """What these screens share; each says which rows there are and what a row is about."""

    CSS_PATH = "list_screen.tcss"
    PLACE = "2 Event"
    NEWS: ClassVar[frozenset[str]] = frozenset()
    """Tables of which a change makes the rows anew."""

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)

    def heading(self) -> str:
        """What the list is called."""
        raise NotImplementedError

    def list_rows(self) -> Iterable[Row]:
        """The rows as they stand now."""
        raise NotImplementedError

    def about_row(self, row: Row) -> Sequence[Content]:
        """The whole of a row."""
        del row
        return ()

    def act_on(self, row: Row) -> None:
        """Enter was pressed on a row."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Status, list, detail, line, notice, keys."""
        yield StatusBar(self.desk, self.PLACE)
        yield LineList(self._shown, self.act_on, id="list", moved=self._paint_detail)
        yield Blocks(id="about")
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyRows(self.live.seat.role, self.AREA)

    def on_mount(self) -> None:
        """Fill the list."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self.paint_all()
        self._focus()

    def _shown(self, text: str) -> str:
        return one_line(self.desk.view.text(text)) if text else ""

    def _focus(self) -> None:
        self.set_focus(self.rows, scroll_visible=False)

    @property
    def rows(self) -> LineList:
        """The list."""
        return self.query_one("#list", LineList)

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Make the rows anew where some seat changed what they tell of."""
        del by_others
        if moved.tables & self.NEWS or moved.people or moved.place:
            self.paint_all()

    def on_screen_resume(self) -> None:
        """Somebody comes back from where a row led."""
        if self.is_mounted:
            self.paint_all()

    def paint_all(self) -> None:
        """Paint everything; the highlight stays on its row."""
        self.show_state()
        self.rows.border_title = Content(self._shown(self.heading()))
        self.rows.fill(list(self.list_rows()))
        self._paint_detail()

    def _paint_detail(self) -> None:
        if self.is_mounted:
            row = self.rows.row
            self.query_one("#about", Blocks).set_blocks(self.about_row(row) if row else ())

    def action_choose(self) -> None:
        """Act on the highlighted row."""
        self.rows.choose()

    def go_to_entry(self, entry_id: int) -> None:
        """To an entry on the event screen; in the chair's seat the event goes there."""
        self.action_event()
        event = self.app.screen
        look_at = getattr(event, "look_at", None)
        if look_at is not None:
            look_at(entry_id)

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)
