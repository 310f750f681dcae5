"""What a form does for its fields: keeps and saves what is typed, says what can be named."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from workshop_tui.practice.forms import Field, FieldKind, Form
from workshop_tui.practice.roles import CAPTURERS, ROLE_LABELS, Role
from workshop_tui.tui.commands import key_of
from workshop_tui.tui.form_offers import Offer, Where, none_yet, offers
from workshop_tui.tui.screens.review_screen import ReviewScreen
from workshop_tui.tui.sheet import Sheet
from workshop_tui.tui.widgets.form_field import FormField
from workshop_tui.tui.widgets.line_list import LineList

_MOST_HINTS = 3


class FormFields(ReviewScreen):
    """The part of a form's screen to which its fields speak.

    Attributes:
        form: The form.
    """

    form: Form
    _sheet: Sheet | None
    _fields: Sequence[FormField]

    @property
    def list(self) -> LineList:
        """The records."""
        return self.query_one(LineList)

    def say(self, sentence: str) -> None:
        """Say it as this seat may read it: a title or a word can name somebody."""
        super().say(self.desk.view.text(sentence))

    def focus_on(self, widget: Widget) -> None:
        """Go to a widget at once: the next key is its."""
        self.set_focus(widget)

    def _paint_keys(self) -> None:
        raise NotImplementedError

    @property
    def field(self) -> FormField | None:
        """The field that somebody is in."""
        return next((field for field in self._fields if field.editor is self.focused), None)

    @property
    def typing(self) -> bool:
        """Letters are text in a field, where names are shown, and in the line."""
        field = self.field
        return self.line.open or (field is not None and not field.read_only)

    def key_called(self, command: str) -> str:
        """How the key of a command is written where letters are text."""
        return key_of(command, Role.NOTE_TAKER if self.typing else self.live.seat.role)

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
        self.say(self.why_not())

    def why_not(self) -> str:
        """Why nothing can be typed."""
        if self.live.seat.role not in CAPTURERS:
            return f"The {ROLE_LABELS[self.live.seat.role]}'s seat reads this and changes nothing."
        return f"Press {self.key_called('names')} to show names first; then it can be changed."

    def hints(self, field: Field, text: str) -> Sequence[str]:
        """Where report text could be worded more fairly; said once it is left, never blocking."""
        if not field.worded or not text.strip():
            return ()
        from workshop_tui.practice.kinds import OutcomeKind
        from workshop_tui.tui.hinting import shown

        found = self.desk.wording.hints(text, OutcomeKind.FINDING)
        more = [f"and {len(found) - _MOST_HINTS} more"] if len(found) > _MOST_HINTS else []
        return [*(shown(self.desk, hint) for hint in found[:_MOST_HINTS]), *more]

    def offers(self, field: Field, text: str) -> tuple[Sequence[Offer], int, Where | None]:
        """What a field can name."""
        found, many = offers(self.desk, field, text)
        own_names = self.form.slug == "person" and field.kind is FieldKind.IDENTITY
        return found, many, None if own_names else none_yet(self.desk, field)
