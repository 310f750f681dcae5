"""A form of preparation, filled in: made from its declaration, the same screen for every form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content

from workshop_tui.practice.records import LineOfEnquiry
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.text import one_line, visible
from workshop_tui.review.evidence_beside import ANSWER, NARRATIVE, beside
from workshop_tui.review.forms import form_of
from workshop_tui.tui.commands import Area
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.filling_commands import FillingCommands
from workshop_tui.tui.form_fields import FormFields
from workshop_tui.tui.form_records import NEW, Records
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.line import Line
from workshop_tui.tui.live import Live
from workshop_tui.tui.messages import LineEdited
from workshop_tui.tui.session_commands import SessionCommands
from workshop_tui.tui.sheet import REFUSED, SINGLE, Sheet
from workshop_tui.tui.widgets.bar import Bar
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.blocks import Blocks
from workshop_tui.tui.widgets.capture_line import CaptureLine
from workshop_tui.tui.widgets.form_field import FormField
from workshop_tui.tui.widgets.line_list import LineList

_CHOOSE = "Choose a line of enquiry or a section: what belongs to it stands here."
_CAPTURED = frozenset({"capture", "capture_entry", "evidence", "outcome"})


class FillingScreen(SessionCommands, FillingCommands, FormFields):
    """The records of a form, and the fields of the one that is chosen.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.
        slug: The form's short name.
        area: What the status bar names as the area.
        new: Whether to begin with a new record.
        at: The uid of the record to begin with, or "".
    """

    CSS_PATH = "filling.tcss"
    AREA = Area.FORM
    BINDINGS: ClassVar[list[BindingType]] = [*both(Area.FORM), *keys("2,f2", "event")]

    def __init__(
        self,
        desk: Desk,
        live: Live,
        slug: str,
        area: str = "1 Prepare",
        *,
        new: bool = False,
        at: str = "",
    ) -> None:
        super().__init__(desk, live)
        self.form = form_of(slug)
        self.area = area
        self.records = Records(self.form, desk, live, self._painted, self._added)
        self._new = new
        self._at = at
        self._thrown = False
        self._ready = False
        self._sheet: Sheet | None = None
        self._fields = [FormField(field, self) for field in self.form.fields]

    def compose(self) -> ComposeResult:
        """Status, title, records and fields, notice, keys."""
        yield StatusBar(self.desk, self.area)
        yield Bar(id="form-title", markup=False)
        written = self.form.slug in (ANSWER, NARRATIVE)
        with Container(id="form-panes", classes="evidence" if written else None):
            if not self.form.single:
                yield LineList(self._shown, lambda _: self._enter(), id="records", moved=self._turn)
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._fields
            if written:
                yield Blocks(id="beside")
        yield CaptureLine(id="line")
        yield NoticeBar()
        yield KeyBar(self.live.seat.role, Area.FORM)

    def on_mount(self) -> None:
        """Read, bring back what was half typed, and begin."""
        line = self.query_one(CaptureLine)
        self.line = Line(self.desk, self.live, line, self.say, self._focus, always_open=False)
        line.display = False
        self._ready = True
        self.records.read()
        back, left = self.records.restore(), self.records.left()
        if self.form.single:
            self._sheet = self.records.sheet(SINGLE)
        elif self._new or not self.records.found:
            self.records.sheet(None)
        self.paint_all()
        if self.form.single:
            self._enter()
        elif self.records.begun and (self._new or not self.records.found):
            self._select(None)
            self._enter()
        else:
            self.focus_on(self.list)
            if self._at:
                self._select(self._at)
                self._enter()
        self._say_what_was_left(back, [draft.seat for draft in left])

    def _say_what_was_left(self, back: Sequence[str], left: Sequence[str]) -> None:
        if back:
            self.say(f"What you had half typed is back, not saved yet: {', '.join(back)}.")
        elif left:
            said = f"{left[0]} left a half-typed text in this form. "
            self.say(f"{said}{self.key_called('recover')} goes on with it.")
        elif self.form.slug == "step" and not self.records.found:
            key = self.key_called("use_agenda")
            self.say(f"{key} begins with an agenda of the practice pack, to be changed here.")

    def _shown(self, text: str) -> str:
        return one_line(self.desk.view.text(text))

    @property
    def _here(self) -> bool:
        """Whether there is still something to paint: news may come when all is taken down."""
        return self._ready and self.display

    # -- painting -----------------------------------------------------------------------------

    def take_in(self, moved: Moved, *, by_others: bool) -> None:
        """What another seat filled in appears; the field that somebody is in stays."""
        del by_others
        if self.is_current and moved.tables - _CAPTURED:
            self.paint_all()

    def on_screen_resume(self) -> None:
        """Somebody comes back from where something was added."""
        if self._here:
            self.paint_all()

    def paint_all(self) -> None:
        """Read and paint everything; the highlight stays on its record."""
        self.show_state()
        self.records.read()
        title = Content.assemble((f" {self.form.title}", "bold"), f"  {self.form.about}")
        self.query_one("#form-title", Bar).paint(title)
        self._paint_rows()
        self._paint_fields()

    def _paint_rows(self) -> None:
        if not self.form.single:
            self.list.fill(list(self.records.rows()))
            self.list.border_title = Content(f"{len(self.records.found)} · {self.form.title}")

    def _turn(self) -> None:
        """Another record is highlighted: show its fields."""
        row = self.list.row
        uid = None if row is None or row.at[0] == NEW else str(row.at[0])
        sheet = self.records.sheet(uid) if row is not None else None
        if sheet is not self._sheet:
            self._sheet, self._thrown = sheet, False
            self._paint_fields()

    def _paint_fields(self) -> None:
        sheet, names = self._sheet, self.desk.view.shows_names
        may = names and self.live.seat.role in CAPTURERS
        self.query_one("#fields").display = sheet is not None
        if sheet is None:
            return
        for field in self._fields:
            cell = sheet.cells[field.field.name]
            shown = cell.text if names else self.desk.view.text(cell.text)
            field.show(cell, shown, read_only=not may, hidden=not names)
        self._paint_beside(sheet)
        self._paint_keys()

    def _paint_beside(self, sheet: Sheet) -> None:
        """The evidence for whoever writes an answer or a section of the report."""
        for pane in self.query("#beside").results(Blocks):
            section = sheet.cells["section"].text if "section" in sheet.cells else ""
            found = self.desk.read.records(LineOfEnquiry, uid=sheet.uid or "")
            record = found[0] if found and self.form.slug == ANSWER else None
            lines = beside(self.desk.read, self.form.slug, record, section, self.desk.hides)
            pane.border_title = "Evidence"
            shown = [visible(self.desk.view.text(line)) for line in lines]
            pane.set_blocks([Content(words) for words in shown or [_CHOOSE]])

    def action_scroll_beside(self, direction: int) -> None:
        """Read on in the evidence; what is being written stays where it is."""
        for pane in self.query("#beside").results(Blocks):
            pane.scroll_relative(y=direction * 4, animate=False)

    def _paint_keys(self) -> None:
        if not self._here:
            return
        typing = self.typing
        but = {"change"} if self.field is not None else set()
        if typing or self.form.single:
            but |= {"new_record", "take_away"}
        self.query_one(KeyBar).show("TYPING" if typing else "COMMANDS", typing=typing, but=but)

    def _painted(self, sheet: Sheet) -> None:
        if self._here:
            self._take_back_refusal()
            self._paint_rows()
            if sheet is self._sheet:
                self._paint_fields()

    def _take_back_refusal(self) -> None:
        """What was refused and is saved by now is not said any longer."""
        if not any(cell.problem for one in self.records.all() for cell in one.cells.values()):
            self.query_one(NoticeBar).take_back(REFUSED)

    def _added(self, sheet: Sheet) -> None:
        if self._here:
            self._paint_rows()
            if sheet is self._sheet:
                self._select(sheet.uid)
            self._paint_fields()
            self.say(f"Added: {self.form.one}.")

    def _enter(self) -> None:
        if self._sheet is not None:
            self.focus_on(self._fields[0].editor)

    def _select(self, uid: str | None) -> None:
        at = self.list.find(lambda row: row.what == "record" and row.at == (uid or NEW,))
        self.list.go_to(at)
        self._turn()

    # -- leaving ------------------------------------------------------------------------------

    def _focus(self) -> None:
        """After the line: back to where one was."""
        self.focus_on(self._fields[0].editor if self.form.single else self.list)

    @on(LineEdited)
    def _edited(self, message: LineEdited) -> None:
        if self.line.open:
            self.line.edited(message.text)

    def _leave_field(self) -> None:
        if self.field is not None:
            self.left(self.field)

    def keep(self) -> None:
        """Save what can be saved, keep what cannot."""
        super().keep()
        self._leave_field()
        for sheet in self.records.all():
            sheet.keep()

    def action_names(self) -> None:
        """Between names and pseudonyms; a field that was typed in is saved first."""
        self._leave_field()
        super().action_names()
        if self.field is not None:
            self.entered(self.field)

    def action_back(self) -> None:
        """From the fields to the list, from there to where one came from."""
        field = self.field
        if self.line.open:
            self.line.leave()
        elif field is not None and not self.form.single:
            self.left(field)
            self.focus_on(self.list)
        else:
            super().action_back()
