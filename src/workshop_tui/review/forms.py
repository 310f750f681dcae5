"""Filling in the forms of preparation: one verb each to add, change and take away a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from workshop_tui.practice.changing_forms import CHANGE_FORMS
from workshop_tui.practice.forms import FORMS, Field, FieldKind, Form
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Participant, Record
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review import form_rules
from workshop_tui.review.form_links import LINKED, linked, relink
from workshop_tui.review.form_values import Finds, Names, kept, text_of, value_of
from workshop_tui.review.pack_forms import PACK_FORMS
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store import chronology, seats
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction


def form_of(slug: str) -> Form:
    """The form with a short name.

    Raises:
        NotFound: If there is none.
    """
    if slug in PACK_FORMS:
        return PACK_FORMS[slug]()
    found = FORMS.get(slug) or CHANGE_FORMS.get(slug)
    if found is None:
        raise NotFound(
            f"There is no form {slug!r}: {', '.join([*FORMS, *PACK_FORMS, *CHANGE_FORMS])}."
        )
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """A record as its form shows it.

    Attributes:
        uid: Of the record.
        label: What a list calls it.
        values: The text of each field, by the field's name.
    """

    uid: str
    label: str
    values: Mapping[str, str]


def filled(read: Reader, form: Form) -> list[Filled]:
    """Every record of a form, in order, as people read it; names as they were written."""
    finds = Finds(read.records, read.find_entry, read.called)
    names = Names(finds)
    found = read.records(form.record, **dict(form.fixed))
    if not found and form.single:  # what a review has one of, and nobody has changed yet
        return [Filled("", "", dict.fromkeys((field.name for field in form.fields), ""))]
    links = linked(read.records, form.record)
    shown = [_filled(form, one, names, links.get(one.id, ())) for one in found]
    return sorted(shown, key=_by_number(form))


def _filled(form: Form, record: Record, names: Names, links: Sequence[int] = ()) -> Filled:
    values = {
        field.name: text_of(
            field,
            tuple(links) if field.kind in LINKED else kept(record, field),
            names,
        )
        for field in form.fields
    }
    label = " · ".join(values[name] for name in form.label if values[name])
    return Filled(record.uid, label, values)


def _by_number(form: Form) -> Callable[[Filled], tuple[str, int]]:
    """Numbered records in the order of their numbers, agenda steps under their sessions."""

    def key(one: Filled) -> tuple[str, int]:
        number = one.values.get("number") or one.values.get("position") or "0"
        return one.values.get("session_id", "") if form.slug == "step" else "", int(number)

    return key


@dataclass(frozen=True, slots=True)
class FormVerbs:
    """The verbs of the forms.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("added to the preparation", CAPTURERS)
    def add(
        self,
        tx: Transaction,
        slug: str,
        values: Mapping[str, str],
        draft_slots: Sequence[str] = (),
    ) -> Record:
        """Add a record with what was typed into its form.

        Args:
            tx: The transaction.
            slug: The form's.
            values: What was typed, by field; fields that are not named stay empty.
            draft_slots: The drafts that this was; they go in the same commit.

        Raises:
            Problem: In the future: which field, what is wrong, what would be right.
        """
        form = form_of(slug)
        tx.meaning = f"added: {form.one}"
        _clear(tx, draft_slots)
        return added(tx, form, values)

    @verb("changed the preparation", CAPTURERS)
    def change(
        self,
        tx: Transaction,
        slug: str,
        uid: str,
        values: Mapping[str, str],
        base: Mapping[str, str] | None = None,
        draft_slots: Sequence[str] = (),
    ) -> Record:
        """Change fields of a record; what is not named stays.

        Args:
            tx: The transaction.
            slug: The form's.
            uid: The record's; "" for a form that a review has one of.
            values: What was typed, by field.
            base: What the fields read when the person began to type. Where another seat has
                changed one since, the change is refused and both texts are still there.
            draft_slots: The drafts that this was; they go in the same commit.

        Raises:
            Problem: In the future, for words that do not fit, or because of ``base``.
        """
        form = form_of(slug)
        record = _record(tx, form, uid)
        tx.meaning = f"changed: {form.one}"
        _refuse_overwriting(tx, form, record, values, base or {})
        _clear(tx, draft_slots)
        return changed(tx, form, record, values)

    @verb("took away from the preparation", CAPTURERS)
    def remove(self, tx: Transaction, slug: str, uid: str) -> Record:
        """Take a record away; undo brings it back.

        Raises:
            Problem: In the future, if it is the only one there can be, or others rest on it.
        """
        form = form_of(slug)
        record = _record(tx, form, uid)
        if form.single:
            raise Problem(f"“{form.title}” cannot be taken away; empty its fields instead.")
        tx.meaning = f"took away: {form.one}"
        form_rules.check_removal(tx, form, record)
        return tx.retract(record)


def added(tx: Transaction, form: Form, values: Mapping[str, str]) -> Record:
    """Store a new record of a form; see ``FormVerbs.add``.

    Raises:
        Problem: Which field, what is wrong, what would be right.
    """
    if form.slug == "answer":
        raise Problem("A line of enquiry is added under “Lines of enquiry”; here it is answered.")
    if form.single:
        raise Problem(f"A review has one record of “{form.title}”: change that.")
    for field in form.fields:
        if field.required and not values.get(field.name, "").strip():
            raise Problem(f"A new {form.one} needs: {field.label}.")
    changes, entries = _understood(tx, form, values)
    fixed: dict[str, Any] = dict(form.fixed)
    record = form_rules.completed(tx, form.record(**_signed(tx, form) | fixed | changes))
    form_rules.check(tx, form, record)
    stored = tx.add(record)
    relink(tx, stored, entries)
    return stored


def changed(tx: Transaction, form: Form, record: Record, values: Mapping[str, str]) -> Record:
    """Change fields of a record of a form; see ``FormVerbs.change``.

    Raises:
        Problem: Which field, what is wrong, what would be right.
    """
    code = record.code if isinstance(record, Participant) else ""
    changes, entries = _understood(tx, form, values, code)
    for name, value in changes.items():
        if isinstance(value, dict):
            changes[name] = getattr(record, name) | value
    stored = tx.change(record, **changes)
    form_rules.check(tx, form, stored)
    relink(tx, stored, entries)
    return stored


def _record(tx: Transaction, form: Form, uid: str) -> Record:
    fixed: dict[str, Any] = dict(form.fixed)
    found = tx.find(form.record, **fixed) if form.single else tx.find(form.record, uid=uid)
    if not found and form.single and fixed:
        return tx.add(form.record(**_signed(tx, form) | fixed))
    if not found:
        raise NotFound(f"There is no such {form.one} any more.")
    return found[0]


def _finds(tx: Transaction) -> Finds:
    return Finds(
        tx.find,
        lambda words: chronology.named(tx.connection, words),
        lambda entry_id: chronology.called(tx.connection, entry_id),
    )


def _understood(
    tx: Transaction, form: Form, values: Mapping[str, str], code: str = ""
) -> tuple[dict[str, Any], tuple[int, ...] | None]:
    """What to store, and the entries to link (None: they stay).

    A name that is new to the register goes into it under the code typed, else under ``code``.
    """
    finds = _finds(tx)
    changes: dict[str, Any] = {}
    entries: tuple[int, ...] | None = None
    for name, text in values.items():
        field = form.field(name)
        if field is None:
            known = ", ".join(one.option for one in form.fields)
            raise Problem(f"{form.title} has no field {name!r}. Fields: {known}.")
        if field.kind in LINKED:
            entries = value_of(field, text, finds)
            continue
        value = _value(tx, form, field, text, values.get("code") or code, finds)
        into, _, key = field.name.partition(".")
        if key:
            changes.setdefault(into, {})[key] = value
        else:
            changes[into] = value
    return changes, entries


def _value(tx: Transaction, form: Form, field: Field, text: str, code: str, finds: Finds) -> Any:
    if form.slug == "person" and field.kind is FieldKind.IDENTITY and text.strip():
        return form_rules.identity_of(tx, text.strip(), code.strip())
    return value_of(field, text, finds)


def _signed(tx: Transaction, form: Form) -> dict[str, Any]:
    """By whom and when a record was made, and places for what ``completed`` fills in."""
    made = {"by": tx.actor.person, "at": now(), "number": 0, "position": 0, "slug": ""}
    names = {field.name for field in fields(form.record)}
    return {name: value for name, value in made.items() if name in names}


def _refuse_overwriting(
    tx: Transaction,
    form: Form,
    record: Record,
    values: Mapping[str, str],
    base: Mapping[str, str],
) -> None:
    if not base:
        return
    links = linked(tx.find, form.record).get(record.id, ())
    now_ = _filled(form, record, Names(_finds(tx)), links).values
    for name, typed in values.items():
        found = form.field(name)
        if found is None or name not in base:
            continue
        stands = now_[found.name]
        if stands not in (base[name], typed):
            raise Problem(
                f"“{found.label}” was changed by somebody else meanwhile: it now reads "
                f"“{stands}”. Yours is still in the field; put the two together and save again."
            )


def _clear(tx: Transaction, slots: Sequence[str]) -> None:
    for slot in slots:
        seats.clear_draft(tx.connection, tx.actor.seat, slot)
