"""One question of a form: its label, where it is answered, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any, Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from workshop_tui.practice.forms import Field, FieldKind
from workshop_tui.practice.text import one_line, visible
from workshop_tui.tui.form_offers import Offer, Where, taken
from workshop_tui.tui.sheet import Cell
from workshop_tui.tui.widgets.form_editors import Choice, Words

_NARROW = 26
_HANGING: dict[str, Any] = {"subsequent_indent": "  ", "break_on_hyphens": False}
HIDDEN = "(hidden while pseudonyms are shown)"


class FieldOwner(Protocol):
    """The form around a field."""

    def edited(self, field: FormField) -> None:
        """The text of a field changed."""

    def entered(self, field: FormField) -> None:
        """Somebody is in a field."""

    def left(self, field: FormField) -> None:
        """Somebody left a field."""

    def go(self, field: FormField, by: int) -> None:
        """To the next (1) or the previous (-1) field."""

    def back(self) -> None:
        """Out of the fields."""

    def chosen(self, field: FormField, mine: bool) -> None:
        """Of two texts the person's own, or the other's, shall stand."""

    def add_there(self) -> None:
        """To where something that a field wants to name is added."""

    def names_first(self) -> None:
        """Somebody types where pseudonyms are shown."""

    def why_not(self) -> str:
        """Why nothing can be typed."""

    def hints(self, field: Field, text: str) -> Sequence[str]:
        """Where the wording of a field could be fairer."""

    def offers(self, field: Field, text: str) -> tuple[Sequence[Offer], int, Where | None]:
        """What can be named: a few, how many, and where to add one if there is none."""

    def key_called(self, command: str) -> str:
        """How the key of a command is written."""


class Text(Static):
    """Words that are painted, and the form laid out again, only where they change."""

    _said: Content | None = None

    def put(self, said: Content) -> None:
        """Say this; nothing takes no room."""
        if self._said is None or not self._said.is_same(said):
            self._said = said
            self.display = bool(said.plain)
            self.update(said)


class Note(Text):
    """What is said under a field; some of it can be clicked."""

    def __init__(self, field: FormField) -> None:
        super().__init__(markup=False, classes="note")
        self._field = field

    def on_click(self, event: events.Click) -> None:
        """Act on what was clicked."""
        if "do" in event.style.meta:
            self._field.clicked(str(event.style.meta["do"]))


class FormField(Vertical):
    """A field.

    Args:
        field: What is asked.
        owner: The form around it.

    Attributes:
        here: Whether somebody is in it.
    """

    def __init__(self, field: Field, owner: FieldOwner) -> None:
        super().__init__(classes="field")
        self.field = field
        self.here = False
        self.read_only = False
        self._owner = owner
        self._cell = Cell()
        self._offers: Sequence[Offer] = ()
        self._at = -1
        self.label = Text(markup=False, classes="label")
        self.note = Note(self)
        self.editor: Words | Choice
        if field.kind is FieldKind.CHOICE:
            self.editor = Choice(self, field.choices, empty=not field.required)
        elif field.kind is FieldKind.YES_NO:
            self.editor = Choice(self, ("yes", "no"), empty=False)
        else:
            self.editor = Words(self, many=field.kind is FieldKind.LONG)

    def compose(self) -> ComposeResult:
        """Label and editor side by side, the note below."""
        with Horizontal(classes="row"):
            yield self.label
            yield self.editor
        yield self.note

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.editor.text

    def on_resize(self) -> None:
        """Break the lines anew."""
        self.paint()

    # -- painting -----------------------------------------------------------------------------

    def show(self, cell: Cell, shown: str, *, read_only: bool, hidden: bool) -> None:
        """Show a cell.

        Args:
            cell: The cell.
            shown: Its text as this seat may read it.
            read_only: Whether it can only be read.
            hidden: Whether what is confidential does not show.
        """
        self._cell, self.read_only = cell, read_only
        self.editor.read_only = read_only
        self.editor.put(HIDDEN if hidden and self.field.confidential and shown else shown)
        if not read_only and not cell.dirty:
            # An editor may keep line ends in its own way; that is nothing that somebody typed.
            cell.settled = cell.text = self.editor.text
        self.paint()

    def paint(self) -> None:
        """Label and note."""
        field, cell = self.field, self._cell
        sign = "› " if self.here else "✎ " if cell.dirty else "  "
        needed = " (needed)" if field.required else ""
        secret = " · in no document" if field.confidential else ""
        width = self.label.content_size.width or _NARROW
        said = fill(f"{field.label}{needed}{secret}", width, initial_indent=sign, **_HANGING)
        self.label.put(Content.styled(said, "bold" if self.here else ""))
        self._look_for_offers()
        self.note.put(Content("\n").join(self._notes()))

    def _look_for_offers(self) -> None:
        self._offers, self._many, self._where = (), 0, None
        if self.here and not self.read_only:
            self._offers, self._many, self._where = self._owner.offers(self.field, self.text)
        self._at = min(self._at, len(self._offers) - 1)

    def _notes(self) -> list[Content]:
        cell, notes, key = self._cell, [], self._owner.key_called
        if cell.problem:
            # The sentence quotes what was typed, which may name somebody.
            said = "Not saved yet." if self.read_only else one_line(cell.problem)
            notes.append(Content.styled(f"⚠ {said}", "$text-warning"))
        if cell.clash and not self.read_only:
            notes.append(
                Content.assemble(
                    ("⇄ Changed by another seat meanwhile. It now reads: ", "$text-warning"),
                    (visible(cell.stored) or "(nothing)", "bold"),
                )
            )
            notes.append(
                Content.assemble(
                    _button(f"{key('mine')} keeps yours", "mine"),
                    "   ",
                    _button(f"{key('theirs')} takes theirs", "theirs"),
                )
            )
        if self.here:
            notes += self._help()
        else:
            hints = self._owner.hints(self.field, self.text)
            notes += [Content.styled(f"~ {one}", "$text-muted") for one in hints]
        return notes

    def _help(self) -> list[Content]:
        key = self._owner.key_called
        if self.read_only:
            return [Content.styled(self._owner.why_not(), "$text-warning")]
        counted = "Empty takes the next one." if self.field.name in _COUNTED else ""
        helps = [self.field.help, _HINTS.get(self.field.kind, ""), counted]
        said = " ".join(one for one in helps if one)
        notes = [Content.styled(said, "$text-muted")] if said else []
        if self._where is not None:
            where = f"{self._where.none} {key('add_there')} goes to where one is added."
            notes.append(_button(where, "add"))
        width = self.note.content_size.width or _NARROW
        for n, offer in enumerate(self._offers):
            sign = "›" if n == self._at else " "
            line = f"{sign} {one_line(offer.value)}   {one_line(offer.more)}"
            line = line if len(line) <= width else f"{line[: width - 1]}…"
            notes.append(_button(line, f"offer {n}", bold=n == self._at))
        if self._many > len(self._offers) > 0:
            more = f"  and {self._many - len(self._offers)} more: type to find one"
            notes.append(Content.styled(more, "$text-muted"))
        return notes

    # -- what happens in the editor -----------------------------------------------------------

    def entered(self) -> None:
        """Somebody is in it now."""
        self.here, self._at = True, -1
        self._owner.entered(self)
        self.paint()

    def left(self) -> None:
        """Nobody is in it any more."""
        self.here = False
        self._owner.left(self)
        self.paint()

    def changed(self) -> None:
        """What stands in the editor changed."""
        if not self.read_only:
            self._owner.edited(self)
            self.paint()

    def key(self, event: events.Key) -> bool:
        """Moving between fields, offers, and new lines; the rest is the editor's."""
        key = event.key
        if key in ("tab", "shift+tab"):
            self._owner.go(self, 1 if key == "tab" else -1)
        elif key == "escape":
            self._owner.back()
        elif key in ("up", "down"):
            return self._arrow(1 if key == "down" else -1)
        elif key in ("enter", "ctrl+j", "shift+enter"):
            return self._enter(key)
        elif self.read_only and event.is_printable:
            self._owner.names_first()
        else:
            return False
        return True

    def _arrow(self, by: int) -> bool:
        if self._offers and -1 <= self._at + by < len(self._offers):
            self._at += by
            self.paint()
        elif isinstance(self.editor, Words) and not (
            self.editor.at_bottom if by > 0 else self.editor.at_top
        ):
            return False
        else:
            self._owner.go(self, by)
        return True

    def _enter(self, key: str) -> bool:
        if isinstance(self.editor, Words) and self.editor.many:
            if self.read_only:
                self._owner.go(self, 1)
            else:
                self.editor.insert("\n")
            return True
        if key == "enter":
            # One that is marked is taken, or the only one there is, where one is wanted.
            wanted = bool(self.text.strip()) or self.field.required
            sole = 0 if len(self._offers) == 1 and wanted else -1
            at = self._at if self._at >= 0 else sole
            if at >= 0:
                self.take(at)
            self._owner.go(self, 1)
        return True

    def take(self, place: int) -> None:
        """Put what is offered into the field."""
        self._at = -1
        self.editor.put(taken(self.field, self.text, self._offers[place]))
        self._owner.edited(self)

    def clicked(self, what: str) -> None:
        """Something under the field was clicked."""
        word, _, place = what.partition(" ")
        if word == "offer":
            self.take(int(place))
            self.paint()
        elif word == "add":
            self._owner.add_there()
        else:
            self._owner.chosen(self, word == "mine")


_COUNTED = ("number", "position")
_HINTS = {
    FieldKind.DATE: "A day, as 12 March 2026, 12/3/26 or today.",
    FieldKind.TIME: "As 9:30 or 14:00.",
    FieldKind.NUMBER: "A number.",
    FieldKind.LONG: "Enter starts a new line; Tab goes on.",
    FieldKind.CHOICE: "← → or a first letter choose.",
    FieldKind.YES_NO: "← → or y and n choose.",
    FieldKind.AGENCIES: "Several with commas between.",
    FieldKind.ENTRIES: "Numbers or a few words of an entry; several with commas between.",
    FieldKind.ENTRY: "Its number, or a few of its words.",
}


def _button(text: str, what: str, *, bold: bool = False) -> Content:
    return Content.styled(text, Style(bold=bold) + Style.from_meta({"do": what}))
