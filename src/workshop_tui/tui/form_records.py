"""The records of a form as a seat fills them in: one sheet each, with what is half typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from workshop_tui.practice.forms import Form
from workshop_tui.review.form_values import Finds
from workshop_tui.review.forms import Filled, filled
from workshop_tui.store.seats import Draft
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.live import Live
from workshop_tui.tui.recovering import of_form
from workshop_tui.tui.sheet import SINGLE, Sheet
from workshop_tui.tui.widgets.line_list import Row

NEW = "new"


class Records:
    """The sheets of one form.

    Args:
        form: The form.
        desk: What the seat has in front of it.
        live: Its way to the store.
        painted: Called when something of a sheet changed that was not typed.
        added: Called when a new record is in the review.
    """

    def __init__(
        self,
        form: Form,
        desk: Desk,
        live: Live,
        painted: Callable[[Sheet], None],
        added: Callable[[Sheet], None],
    ) -> None:
        self.form = form
        self._desk = desk
        self._live = live
        self._finds = Finds(desk.read.records, desk.read.find_entry, desk.read.called)
        self.painted = painted
        self._tell_added = added
        self._sheets: dict[str | None, Sheet] = {}
        self.found: Sequence[Filled] = ()

    def read(self) -> None:
        """Read the review anew; what is half typed stays."""
        self.found = filled(self._desk.read, self.form)
        for sheet in self._sheets.values():
            sheet.refresh()

    def values(self, uid: str | None) -> Mapping[str, str] | None:
        """What the review reads for a record now."""
        self.found = filled(self._desk.read, self.form)
        return next((one.values for one in self.found if uid in (SINGLE, one.uid)), None)

    def added(self, sheet: Sheet) -> None:
        """A new record is in the review."""
        self._sheets.pop(None, None)
        self._sheets[sheet.uid] = sheet
        self._tell_added(sheet)

    def sheet(self, uid: str | None) -> Sheet:
        """The sheet of a record; None: of a new one."""
        if uid not in self._sheets:
            sheet = self._sheets[uid] = Sheet(self.form, uid, self._live, self._finds, self)
            sheet.refresh()
        return self._sheets[uid]

    @property
    def begun(self) -> bool:
        """Whether there is a new record that is not added yet."""
        return None in self._sheets

    def drop_new(self) -> None:
        """Throw away what was typed for a new record."""
        self._sheets.pop(None).forget()

    def all(self) -> list[Sheet]:
        """Every sheet that was looked at."""
        return list(self._sheets.values())

    # -- rows ---------------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """The records as rows of a list, and the new one."""
        for one in self.found:
            sheet = self._sheets.get(one.uid)
            half = "   ✎ half typed" if sheet is not None and sheet.typed else ""
            yield Row("record", f"{one.label or '(empty)'}{half}", (one.uid,))
        for uid, sheet in self._sheets.items():
            if sheet.gone and sheet.typed:
                yield Row("record", "✗ taken away by another seat · half typed", (uid or NEW,))
        if self.begun:
            lacks = ", ".join(self.sheet(None).lacks)
            state = f"still needs: {lacks}" if lacks else "being added"
            yield Row("record", f"+ new {self.form.one} · {state}", (NEW,), "warn")
        elif not self.found:
            yield Row("", f"None yet. A new {self.form.one} begins with n.", style="heading")

    # -- half typed ---------------------------------------------------------------------------

    def restore(self) -> list[str]:
        """Put this seat's own half-typed texts back; returns the labels of their fields."""
        mine: dict[str, dict[str, Draft]] = {}
        for draft in self._desk.read.drafts():
            form, uid, name = of_form(draft)
            if form == self.form.slug and draft.seat == self._live.seat.uid:
                mine.setdefault(uid, {})[name] = draft
        back = []
        for uid, drafts in mine.items():
            if self._stands(uid):
                back += self.sheet(None if uid == NEW else uid).restore(drafts)
        return back

    def left(self) -> list[Draft]:
        """Texts that nobody comes back to: other people's, or of records taken away."""
        own = self._live.seat.uid
        found = [draft for draft in self._desk.read.orphan_drafts() if draft.seat != own]
        found += [draft for draft in self._desk.read.drafts() if draft.seat == own]
        return [
            draft
            for draft in found
            if of_form(draft)[0] == self.form.slug
            and of_form(draft)[2] in {field.name for field in self.form.fields}
            and (draft.seat != own or not self._stands(of_form(draft)[1]))
        ]

    def take(self, draft: Draft) -> tuple[Sheet, str] | None:
        """Go on with a text that was left: in its record, or in a new one.

        Returns:
            The sheet and the field's name; None where something else is half typed there.
        """
        _, uid, name = of_form(draft)
        sheet = self.sheet(uid if uid != NEW and self._stands(uid) else None)
        if sheet.cells[name].dirty:
            return None
        self._live.do(self._live.seat.take_draft(draft, sheet.slot(name)))
        sheet.restore({name: draft})
        return sheet, name

    def _stands(self, uid: str) -> bool:
        return uid == NEW or (uid == SINGLE and self.form.single) or uid in self._uids

    @property
    def _uids(self) -> set[str]:
        return {one.uid for one in self.found}
