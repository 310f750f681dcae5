"""A form of preparation, filled in: made from its declaration, the same screen for every form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from workshop_tui.practice.forms import Field, FieldKind
from workshop_tui.practice.roles import Role
from workshop_tui.practice.text import one_line
from workshop_tui.review.forms import form_of
from workshop_tui.tui.commands import Area, key_of
from workshop_tui.tui.desk import Desk, Moved
from workshop_tui.tui.filling_commands import FillingCommands
from workshop_tui.tui.form_offers import Offer, Where, none_yet, offers
from workshop_tui.tui.form_records import NEW, Records
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.live import Live
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.sheet import SINGLE, Sheet
from workshop_tui.tui.widgets.bar import Bar
from workshop_tui.tui.widgets.bars import KeyBar, NoticeBar, StatusBar
from workshop_tui.tui.widgets.form_field import FormField
from workshop_tui.tui.widgets.line_list import LineList

_CAPTURED = frozenset({"capture", "capture_entry", "evidence", "outcome"})


class FillingScreen(FillingCommands, ReviewScreen):
    """The records of a form, and the fields of the one that is chosen.

    Args:
        desk: What the seat has in front of it.
        live: Its way to the store.
        slug: The form's short name.
        new: Whether to begin with a new record.
    """

    CSS_PATH = "filling.tcss"
    AREA = Area.FORM
    BINDINGS: ClassVar[list[BindingType]] = [*both(Area.FORM), *keys("2,f2", "event")]

    def __init__(self, desk: Desk, live: Live, slug: str, *, new: bool = False) -> None:
        super().__init__(desk, live)
        self.form = form_of(slug)
        self.records = Records(self.form, desk, live, self._painted, self._added)
        self._new = new
        self._thrown = False
        self._ready = False
        self._sheet: Sheet | None = None
        self._fields = [FormField(field, self) for field in self.form.fields]

    def compose(self) -> ComposeResult:
        """Status, title, records and fields, notice, keys."""
        yield StatusBar(self.desk, "1 Prepare")
        yield Bar(id="form-title", markup=False)
        with Container(id="form-panes"):
            if not self.form.single:
                yield LineList(self._shown, lambda _: self._enter(), id="records", moved=self._turn)
            with VerticalScroll(id="fields", can_focus=False):
                yield from self._fields
        yield NoticeBar()
        yield KeyBar(self.live.seat.role, Area.FORM)

    def on_mount(self) -> None:
        """Read, bring back what was half typed, and begin."""
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
        self._say_what_was_left(back, [draft.seat for draft in left])

    def _say_what_was_left(self, back: Sequence[str], left: Sequence[str]) -> None:
        if back:
            self.say(f"What you had half typed is back, not saved yet: {', '.join(back)}.")
        elif left:
            said = f"{left[0]} left a half-typed text in this form. "
            self.say(f"{said}{self.key_called('recover')} goes on with it.")

    def _shown(self, text: str) -> str:
        return one_line(self.desk.view.text(text))

    @property
    def _here(self) -> bool:
        """Whether there is still something to paint: news may come when all is taken down."""
        return self._ready and self.display

    @property
    def list(self) -> LineList:
        """The records."""
        return self.query_one(LineList)

    @property
    def field(self) -> FormField | None:
        """The field that somebody is in."""
        return next((field for field in self._fields if field.editor is self.focused), None)

    @property
    def typing(self) -> bool:
        """Letters are text in a field, where names are shown."""
        field = self.field
        return field is not None and not field.read_only

    def key_called(self, command: str) -> str:
        """How the key of a command is written where letters are text."""
        return key_of(command, Role.NOTE_TAKER if self.typing else self.live.seat.role)

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
        self.query_one("#fields").display = sheet is not None
        if sheet is None:
            return
        for field in self._fields:
            cell = sheet.cells[field.field.name]
            shown = cell.text if names else self.desk.view.text(cell.text)
            field.show(cell, shown, read_only=not names)
        self._paint_keys()

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
            self._paint_rows()
            if sheet is self._sheet:
                self._paint_fields()

    def _added(self, sheet: Sheet) -> None:
        if self._here:
            self._paint_rows()
            if sheet is self._sheet:
                self._select(sheet.uid)
            self._paint_fields()
            self.say(f"Added: {self.form.one}.")

    # -- fields -------------------------------------------------------------------------------

    def edited(self, field: FormField) -> None:
        """Keep what is typed."""
        if self._sheet is not None:
            self._sheet.type(field.field.name, field.text)

    def entered(self, field: FormField) -> None:
        """Somebody is in a field."""
        if self._sheet is not None:
            self._sheet.focused = field.field.name
        self._paint_keys()

    def left(self, field: FormField) -> None:
        """Save what was typed."""
        if self._sheet is not None:
            if not field.read_only:
                self._sheet.type(field.field.name, field.text)
            self._sheet.leave(field.field.name)
        self._paint_keys()

    def go(self, field: FormField, by: int) -> None:
        """To the next or the previous field; before the first and after the last comes the list."""
        self.left(field)
        place = self._fields.index(field) + by
        if 0 <= place < len(self._fields):
            self.focus_on(self._fields[place].editor)
        elif not self.form.single:
            self.focus_on(self.list)
        elif by < 0 or len(self._fields) > 1:
            self.focus_on(self._fields[place % len(self._fields)].editor)

    def back(self) -> None:
        """Out of the fields."""
        self.action_back()

    def chosen(self, field: FormField, mine: bool) -> None:
        """One of two texts was chosen."""
        if self._sheet is not None:
            self._sheet.settle(field.field.name, mine=mine)

    def names_first(self) -> None:
        """Where pseudonyms are shown nothing is typed: they would end up in the text."""
        self.say(f"Press {self.key_called('names')} to show names first; then it can be changed.")

    def offers(self, field: Field, text: str) -> tuple[Sequence[Offer], int, Where | None]:
        """What a field can name."""
        found, many = offers(self.desk, field, text)
        own_names = self.form.slug == "person" and field.kind is FieldKind.IDENTITY
        return found, many, None if own_names else none_yet(self.desk, field)

    def focus_on(self, widget: Widget) -> None:
        """Go to a widget at once: the next key is its."""
        self.set_focus(widget)

    def _enter(self) -> None:
        if self._sheet is not None:
            self.focus_on(self._fields[0].editor)

    def _select(self, uid: str | None) -> None:
        at = self.list.find(lambda row: row.what == "record" and row.at == (uid or NEW,))
        self.list.go_to(at)
        self._turn()

    # -- leaving ------------------------------------------------------------------------------

    def _leave_field(self) -> None:
        if self.field is not None:
            self.left(self.field)

    def keep(self) -> None:
        """Save what can be saved, keep what cannot."""
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
        if field is not None and not self.form.single:
            self.left(field)
            self.focus_on(self.list)
        else:
            super().action_back()
