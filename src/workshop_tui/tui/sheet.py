"""One record being filled in: what the review holds, what is in the fields, what is on its way.

It knows no widget. Whatever is typed is kept as a draft at once and saved by its verb when the
field is left; what the verb refuses stays, with the sentence that says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import MISSING, dataclass, fields
from typing import Protocol

from workshop_tui.practice.forms import Field, FieldKind, Form
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Record
from workshop_tui.review.form_values import Finds, value_of
from workshop_tui.store.seats import Draft
from workshop_tui.tui.live import Live, sentence

SINGLE = ""
"""The uid under which a form that a review has one of is changed."""

REFUSED = "Not saved yet: "
"""How the sentence begins that says of a field that it was refused."""


@dataclass(slots=True)
class Cell:
    """One field of the record.

    Attributes:
        stored: What the review reads now.
        base: What it read when this seat's text was begun: a save builds on it.
        settled: What stands in the field for ``base``; not typed, or typed and saved.
        text: What is in the field.
        problem: Why the text was refused, or "".
        sending: The text that is on its way to the disk, or None.
    """

    stored: str = ""
    base: str = ""
    settled: str = ""
    text: str = ""
    problem: str = ""
    sending: str | None = None

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not in the review."""
        return self.text != self.settled

    @property
    def clash(self) -> bool:
        """Whether another seat changed what was typed over; a person must choose."""
        return self.dirty and self.sending is None and self.stored not in (self.base, self.text)

    def settle(self, stored: str) -> None:
        """Show what the review holds."""
        self.stored = self.base = self.settled = self.text = stored
        self.problem = ""


class Owner(Protocol):
    """Who shows a sheet."""

    def painted(self, sheet: Sheet) -> None:
        """Something of it changed that was not typed."""

    def added(self, sheet: Sheet) -> None:
        """It was a new record and is in the review now."""

    def values(self, uid: str | None) -> Mapping[str, str] | None:
        """What the review reads for a record now; None where there is no such record."""


class Sheet:
    """A record, or one that is to be.

    Args:
        form: Its form.
        uid: The record's; SINGLE for a form with one record, None for a new record.
        live: The way to the store.
        finds: Where typed words find what they name.
        owner: Who shows it.

    Attributes:
        cells: The fields, by name.
        focused: The field that somebody is in, or None.
        gone: Whether the record was taken away meanwhile.
    """

    def __init__(self, form: Form, uid: str | None, live: Live, finds: Finds, owner: Owner) -> None:
        self.form = form
        self.uid = uid
        self.focused: str | None = None
        self.gone = False
        self._live = live
        self._finds = finds
        self._owner = owner
        self._adding: dict[str, str] | None = None
        start = _defaults(form) if uid is None else {}
        self.cells = {field.name: Cell() for field in form.fields}
        for name, text in start.items():
            self.cells[name].settle(text)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed and is not in the review."""
        return {name: cell.text for name, cell in self.cells.items() if cell.dirty}

    @property
    def lacks(self) -> list[str]:
        """The labels of required fields that are still empty or refused."""
        return [
            field.label
            for field in self.form.fields
            if field.required and not self._usable(self.cells[field.name])
        ]

    @staticmethod
    def _usable(cell: Cell) -> bool:
        return bool(cell.text.strip()) and not cell.problem

    # -- what happens in the fields -----------------------------------------------------------

    def type(self, name: str, text: str) -> None:
        """The text of a field changed: keep it."""
        cell = self.cells[name]
        if text == cell.text:
            return
        cell.text, cell.problem = text, ""
        self._keep(name)

    def leave(self, name: str) -> None:
        """Somebody goes on to something else: save, or show what the review holds now."""
        if self.focused == name:
            self.focused = None
        cell = self.cells[name]
        if not cell.dirty and cell.sending is None:
            cell.settle(cell.stored)
            self._owner.painted(self)
        elif not cell.clash:
            cell.problem = ""
            self._save(name)

    def settle(self, name: str, *, mine: bool) -> None:
        """Choose one of two texts, where another seat changed what was typed over."""
        cell = self.cells[name]
        if not cell.clash:
            return
        if mine:
            cell.base = cell.stored
            self._save(name)
        else:
            cell.settle(cell.stored)
            self._keep(name)
        self._owner.painted(self)

    def restore(self, drafts: Mapping[str, Draft]) -> list[str]:
        """Put half-typed texts back into the fields, by field; returns the labels of those."""
        back: list[str] = []
        for field in self.form.fields:
            draft, cell = drafts.get(field.name), self.cells[field.name]
            if draft is None or cell.dirty:
                continue
            if draft.text == cell.stored:
                self._drop(field.name)
                continue
            cell.base = json.loads(draft.context or "{}").get("base", cell.base)
            cell.text = draft.text
            self._check(field)
            back.append(field.label)
        return back

    def forget(self) -> None:
        """Throw away what was typed for a new record."""
        for name, cell in self.cells.items():
            self._drop(name)
            cell.settle("")

    def keep(self) -> None:
        """Save what can be saved: all is being left. The rest is kept since it was typed."""
        for name, cell in self.cells.items():
            if cell.dirty and not (cell.clash or cell.problem):
                self._save(name)

    # -- what the review says -----------------------------------------------------------------

    def refresh(self) -> None:
        """Read the record anew; what somebody types or looks at in a field stays."""
        values = self._owner.values(self.uid)
        self.gone = values is None and self.uid is not None
        for name, stored in (values or {}).items():
            cell = self.cells[name]
            cell.stored = stored
            if not cell.dirty and name != self.focused and cell.sending is None:
                cell.settle(stored)

    # -- drafts -------------------------------------------------------------------------------

    def slot(self, name: str) -> str:
        """Under which name the half-typed text of a field is kept."""
        return f"form:{self.form.slug}:{'new' if self.uid is None else self.uid}:{name}"

    def _keep(self, name: str) -> None:
        cell = self.cells[name]
        context = json.dumps({"base": cell.base})
        self._live.seat.keep_draft(self.slot(name), cell.text if cell.dirty else "", context)

    def _drop(self, name: str) -> None:
        self._live.seat.keep_draft(self.slot(name), "")

    # -- saving -------------------------------------------------------------------------------

    def _save(self, name: str) -> None:
        cell = self.cells[name]
        if self.uid is None:
            self._check(self._field(name))
            self._add()
        elif cell.sending is None:
            cell.sending, values, base = cell.text, {name: cell.text}, {name: cell.base}
            uid, slots = self.uid, [self.slot(name)]
            self._do(
                lambda: self._live.seat.forms.change(self.form.slug, uid, values, base, slots),
                lambda _: self._saved(name),
                lambda error: self._refused(name, error),
            )

    def _saved(self, name: str) -> None:
        """Read back what is on disk; save again what was typed and left meanwhile."""
        cell = self.cells[name]
        sent, cell.sending = cell.sending, None
        values = self._owner.values(self.uid) or {}
        stored = values.get(name, sent or "")
        cell.stored = cell.base = stored
        cell.settled = sent or ""
        if cell.text == sent:
            if name != self.focused:
                cell.settle(stored)
        elif name != self.focused:
            self._save(name)
        self._owner.painted(self)

    def _refused(self, name: str, error: BaseException) -> str:
        cell = self.cells[name]
        sent, cell.sending = cell.sending, None
        self.refresh()
        if cell.text == sent and not cell.clash:
            cell.problem = sentence(error)
        self._keep(name)
        self._owner.painted(self)
        label = self._field(name).label
        return f"{REFUSED}“{label}” in {self.form.title}. What you typed is kept there."

    def _do(
        self,
        act: Callable[[], Future[Record]],
        done: Callable[[Record], None],
        failed: Callable[[BaseException], str],
    ) -> None:
        try:
            future = act()
        except Problem as problem:  # this seat may not: said under the field, kept as a draft
            failed(problem)
            return
        self._live.do(future, done, failed)

    # -- a new record -------------------------------------------------------------------------

    def _add(self) -> None:
        """Add the record as soon as its required fields are there."""
        if self._adding is not None or self.lacks:
            self._owner.painted(self)
            return
        self._adding = adding = {
            name: text for name, text in self.typed.items() if not self.cells[name].problem
        }
        slots = [self.slot(name) for name in adding]
        self._do(
            lambda: self._live.seat.forms.add(self.form.slug, adding, slots),
            lambda record: self._added(record, adding),
            lambda error: self._not_added(error, adding),
        )

    def _added(self, record: Record, sent: Mapping[str, str]) -> None:
        for name in self.typed.keys() - sent.keys():
            self._drop(name)
        self._adding, self.uid = None, record.uid
        values = self._owner.values(self.uid) or {}
        for name, stored in values.items():
            cell = self.cells[name]
            cell.stored = cell.base = stored
            begun = name == self.focused and (name in sent or cell.text)
            if cell.text == sent.get(name, cell.settled) and not begun:
                cell.settle(stored)  # what the review filled in by itself appears at once
            elif name in sent:
                cell.settled = sent[name]
            if cell.dirty:
                self._keep(name)
        self._owner.added(self)
        for name, cell in self.cells.items():
            if cell.dirty and name != self.focused and not cell.problem:
                self._save(name)

    def _not_added(self, error: BaseException, sent: Mapping[str, str]) -> str:
        """Say it under the field that the sentence names, else under the one that names all."""
        self._adding = None
        said = sentence(error)
        named = (f for f in self.form.fields if said.startswith(f"“{f.label}”"))
        field = next(named, None) or self._field(self.form.label[0])
        cell = self.cells[field.name]
        if cell.text == sent.get(field.name, cell.text):
            cell.problem = said
        self._owner.painted(self)
        return f"Not added yet: {self.form.one}. What you typed is kept in {self.form.title}."

    def _check(self, field: Field) -> None:
        """Say early what a verb would refuse; a name may be new to the register."""
        cell = self.cells[field.name]
        if field.kind is FieldKind.IDENTITY or not cell.text.strip():
            return
        try:
            value_of(field, cell.text, self._finds)
        except Problem as problem:
            cell.problem = str(problem)

    def _field(self, name: str) -> Field:
        return next(field for field in self.form.fields if field.name == name)


def _defaults(form: Form) -> dict[str, str]:
    """What a new record says by itself: that somebody takes part, for example."""
    known = {one.name: one.default for one in fields(form.record) if one.default is not MISSING}
    return {
        field.name: "yes" if known.get(field.name) else "no"
        for field in form.fields
        if field.kind is FieldKind.YES_NO
    }
