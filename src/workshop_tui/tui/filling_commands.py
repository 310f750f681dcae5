"""Commands in a form: moving between fields, new records, choosing between two wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.tui.form_offers import WHERE
from workshop_tui.tui.places import screen_of
from workshop_tui.tui.widgets.form_editors import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.widget import Widget

    from workshop_tui.practice.forms import Form
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.form_records import Records
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.sheet import Sheet
    from workshop_tui.tui.widgets.form_field import FormField
    from workshop_tui.tui.widgets.line_list import LineList


class FillingCommands:
    """The part of a form's screen that acts on commands."""

    if TYPE_CHECKING:
        app: App[int]
        desk: Desk
        live: Live
        form: Form
        records: Records
        _sheet: Sheet | None
        _fields: Sequence[FormField]
        _thrown: bool

        @property
        def list(self) -> LineList:
            """The records."""

        @property
        def field(self) -> FormField | None:
            """The field that somebody is in."""

        def say(self, sentence: str) -> None:
            """Say something in the notice line."""

        def key_called(self, command: str) -> str:
            """How the key of a command is written."""

        def focus_on(self, widget: Widget) -> None:
            """Go to a widget."""

        def paint_all(self) -> None:
            """Read and paint everything."""

        def names_first(self) -> None:
            """Say that names must be shown first."""

        def chosen(self, field: FormField, mine: bool) -> None:
            """One of two texts was chosen."""

        def go(self, field: FormField, by: int) -> None:
            """To another field."""

        def _paint_rows(self) -> None: ...
        def _paint_fields(self) -> None: ...
        def _turn(self) -> None: ...
        def _enter(self) -> None: ...
        def _select(self, uid: str | None) -> None: ...
        def _leave_field(self) -> None: ...

    def action_change(self) -> None:
        """Into the fields."""
        self._enter()

    def action_next_field(self) -> None:
        """From the list into the fields."""
        field = self.field
        if field is None:
            self._enter()
        else:
            self.go(field, 1)

    def action_previous_field(self) -> None:
        """From the list to the last field."""
        field = self.field
        if field is not None:
            self.go(field, -1)
        elif self._sheet is not None:
            self.focus_on(self._fields[-1].editor)

    def action_new_record(self) -> None:
        """Begin a new record, or go on with the one begun."""
        if self.form.single:
            self.say("This form has one record only.")
            return
        self._leave_field()
        if not self.desk.view.shows_names:
            self.names_first()
            return
        self.records.sheet(None)
        self._paint_rows()
        self._select(None)
        self._enter()

    def action_take_away(self) -> None:
        """Take the record away; undo brings it back."""
        sheet = self._sheet
        if self.form.single or sheet is None:
            self.say("This cannot be taken away; its fields can be emptied.")
        elif sheet.uid is None:
            self._throw_away()
        else:
            self.live.do(
                self.live.seat.forms.remove(self.form.slug, sheet.uid),
                lambda _: self.say(f"Taken away; {self.key_called('undo')} brings it back."),
            )

    def _throw_away(self) -> None:
        """What was typed for a new record goes only when that is asked for twice."""
        if self._sheet is not None and self._sheet.typed and not self._thrown:
            self._thrown = True
            self.say("Once more throws away what was typed for the new record.")
            return
        self.focus_on(self.list)
        self.records.drop_new()
        self._sheet = None
        self.paint_all()
        self._turn()

    def action_undo(self) -> None:
        """In a field that was typed in: undo typing; else take back this seat's last change."""
        field = self.field
        editor = field.editor if field is not None else None
        if isinstance(editor, Words) and self._sheet and field and self._dirty(field):
            editor.undo()
        else:
            super().action_undo()  # type: ignore[misc]

    def _dirty(self, field: FormField) -> bool:
        return self._sheet is not None and self._sheet.cells[field.field.name].dirty

    def action_mine(self) -> None:
        """Of two wordings keep one's own."""
        self._choose(mine=True)

    def action_theirs(self) -> None:
        """Of two wordings take the other's."""
        self._choose(mine=False)

    def _choose(self, *, mine: bool) -> None:
        """In the field that somebody is in, else in the first where there are two."""
        two = [f for f in self._fields if self._sheet and self._sheet.cells[f.field.name].clash]
        if not two:
            self.say("Nobody else has changed this.")
        else:
            self.chosen(self.field if self.field in two else two[0], mine)

    def action_recover(self) -> None:
        """Go on with the oldest text that was left half typed in this form."""
        left = self.records.left()
        if not left:
            self.say("Nobody has left a half-typed text in this form.")
            return
        taken = self.records.take(left[0])
        if taken is None:
            self.say("Something else is half typed in that field: save or empty it first.")
            return
        sheet, name = taken
        self.paint_all()
        if not self.form.single:
            self._select(sheet.uid)
        self._paint_fields()
        self.focus_on(next(f for f in self._fields if f.field.name == name).editor)
        self.say(f"This is what {left[0].seat} had half typed. Leaving the field saves it.")

    def action_add_there(self) -> None:
        """To where something is added that a field wants to name; Escape comes back."""
        field = self.field
        where = WHERE.get(field.field.kind) if field is not None else None
        if where is None:
            self.say("This field names nothing that is added elsewhere.")
            return
        # Half typed it waits; saving it now could only be refused.
        self.app.push_screen(screen_of(where.place, self.desk, self.live, new=True))

    def add_there(self) -> None:
        """The same with the mouse."""
        self.action_add_there()
