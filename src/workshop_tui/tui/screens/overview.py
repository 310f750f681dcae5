"""A calm page of an area: a list, beside it what the highlighted line is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.widgets.bar import Bar
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.line_list import LineList, Row
from workshop_tui.tui.widgets.missing_pane import Gap, MissingPane


class OverviewScreen(ReviewScreen):
    """What these pages share; each says what it reads, its rows, and what a row is about.

    A line of the details leads to a form: "audit" to its list, "audit:new" to a new record,
    "audit:" and a uid to that record.
    """

    CSS_PATH = "overview.tcss"
    PLACE = ""
    NEWS: ClassVar[frozenset[str]] = frozenset()
    """Tables of which a change makes the page anew."""

    def __init__(self, desk: Desk, live: Live) -> None:
        super().__init__(desk, live)
        self._ready = False

    def look(self) -> None:
        """Read what the page shows."""
        raise NotImplementedError

    def headline(self) -> tuple[str, Sequence[str]]:
        """A word, and what matters first."""
        raise NotImplementedError

    def list_rows(self) -> Iterable[Row]:
        """The rows as they stand now."""
        raise NotImplementedError

    def about_row(self, row: Row) -> tuple[str, Sequence[Gap]]:
        """A title, and lines that may lead to a form."""
        raise NotImplementedError

    def open_row(self, row: Row) -> None:
        """Enter was pressed on a row."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Status, headline, list and details, line, notice, keys."""
        yield StatusBar(self.desk, self.PLACE)
        yield Bar(id="headline", markup=False)
        with Container(id="overview-panes"):
            yield LineList(self._shown, self.open_row, id="overview", moved=self._paint_detail)
            yield MissingPane(self.go_to)
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyBar(self.live.seat.role, self.AREA)

    def on_mount(self) -> None:
        """Read and paint."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self._ready = True
        self.paint_all()
        self._focus()

    def _shown(self, text: str) -> str:
        return one_line(self.desk.view.text(text)) if text else ""

    @property
    def rows(self) -> LineList:
        """The list."""
        return self.query_one("#overview", LineList)

    @property
    def details(self) -> MissingPane:
        """What the highlighted row is about."""
        return self.query_one(MissingPane)

    def _focus(self) -> None:
        self.set_focus(self.rows, scroll_visible=False)

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """Make the page anew where some seat changed what it tells of."""
        del by_others
        if moved.tables & self.NEWS or moved.outcomes or moved.people:
            self.paint_all()

    def on_screen_resume(self) -> None:
        """Somebody comes back from a form."""
        if self._ready and self.display:
            self.paint_all()

    def paint_all(self) -> None:
        """Read and paint everything; the highlight stays on its row."""
        self.show_state()
        self.look()
        word, parts = self.headline()
        said = self._shown("  ·  ".join(parts))
        self.query_one("#headline", Bar).paint(Content.assemble(" ", (f"{word} ", "bold"), said))
        self.rows.fill(list(self.list_rows()))
        self._paint_detail()

    def _paint_detail(self) -> None:
        row = self.rows.row
        if row is None or not self._ready:
            return
        title, gaps = self.about_row(row)
        shown = [Gap(self._kept_apart(gap.text), gap.form, gap.called) for gap in gaps]
        self.details.show(self._shown(title), shown)

    def _kept_apart(self, text: str) -> str:
        """Made fit to be shown, with the spaces that line a chart up."""
        indent = len(text) - len(text.lstrip(" "))
        return f"{' ' * indent}{self._shown(text)}"

    # -- going on -----------------------------------------------------------------------------

    def go_to(self, name: str) -> None:
        """To a form, to a new record of it, or to one of its records."""
        slug, _, uid = name.partition(":")
        self.to_form(slug, uid)

    def action_go_on(self) -> None:
        """Open what is highlighted."""
        if self.focused is self.details and self.details.chosen:
            self.go_to(self.details.chosen)
        else:
            self.rows.choose()

    def action_switch_pane(self) -> None:
        """Between the list and its details."""
        if self.focused is self.details or not self.details.enter():
            self.details.highlighted = None
            self._focus()
        else:
            self.set_focus(self.details, scroll_visible=False)

    def action_back(self) -> None:
        """Out of the line, then out of the details, then to where one came from."""
        if self.line.open:
            self.line.leave()
        elif self.focused is self.details:
            self.action_switch_pane()
        else:
            super().action_back()

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)
