"""What a record of preparation must be, beyond each field by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar, cast

from workshop_tui.practice import sharing
from workshop_tui.practice.changing import Narrative, Publication, Recommendation
from workshop_tui.practice.forms import Form
from workshop_tui.practice.preparing import (
    Attendance,
    ChronologyRequest,
    FamilyMember,
    PackChange,
)
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Episode,
    Identity,
    LineOfEnquiry,
    Participant,
    Record,
    Review,
)
from workshop_tui.review import pack_changes
from workshop_tui.store.dependents import tables_resting_on
from workshop_tui.store.transaction import Transaction

R = TypeVar("R", bound=Record)
_UNSUITABLE = re.compile(r"[^a-z0-9]+")
_TOGETHER = re.compile(r"\b(family|parents|carers|children)\b|\band\b|&", re.IGNORECASE)


def completed(tx: Transaction, record: R) -> R:
    """A new record with its number or position, where none was typed."""
    if isinstance(record, LineOfEnquiry | Episode | Recommendation) and not record.number:
        found = [one.number for one in tx.find(type(record))]
        return cast("R", replace(record, number=max(found, default=0) + 1))
    if isinstance(record, PackChange):
        return cast("R", pack_changes.completed(record))
    if isinstance(record, AgendaStep):
        found = [one.position for one in tx.find(AgendaStep, session_id=record.session_id)]
        position = record.position or max(found, default=0) + 1
        slug = _UNSUITABLE.sub("-", record.title.casefold()).strip("-")
        return cast("R", replace(record, position=position, slug=slug))
    return record


def check(tx: Transaction, form: Form, record: Record) -> None:
    """Refuse a record that contradicts another or itself.

    Raises:
        Problem: With what is wrong and what to do.
    """
    if isinstance(record, Participant):
        _one_of_a_kind(tx, record, "code", f"There is a person {record.code} already.")
    elif isinstance(record, Agency):
        _one_of_a_kind(tx, record, "short", f"There is an agency {record.short} already.")
    elif isinstance(record, FamilyMember):
        _one_person(tx, record)
    elif isinstance(record, Attendance):
        _one_invitation(tx, record)
    elif isinstance(record, ChronologyRequest):
        _in_order(record.requested, record.due, "The chronology is due before it was asked for.")
    elif isinstance(record, Review):
        _in_order(record.period_from, record.period_to, "The period ends before it begins.")
    elif isinstance(record, Publication):
        _sharing(tx, record)
    elif isinstance(record, PackChange):
        pack_changes.check(tx, record)
    elif isinstance(record, Narrative):
        _one_of_a_kind(tx, record, "section", f"“{record.section}” is written already: change it.")
    elif isinstance(record, LineOfEnquiry | Episode | Recommendation):
        _one_of_a_kind(tx, record, "number", f"There is a {form.one} {record.number} already.")


def check_removal(tx: Transaction, form: Form, record: Record) -> None:
    """Refuse to take away what others rest on.

    Raises:
        Problem: Naming what rests on it.
    """
    for table in tables_resting_on(tx.connection, record.TABLE, record.id):
        raise Problem(
            f"This {form.one} cannot be taken away: something rests on it "
            f"({table.replace('_', ' ')})."
        )


def identity_of(tx: Transaction, name: str, code: str) -> int:
    """The line of the register for a person's name; made, with the code as pseudonym, if new.

    Raises:
        Problem: If the name belongs to several lines, or there is no code to stand for it.
    """
    folded = name.casefold()
    found = [
        one
        for one in tx.find(Identity)
        if folded
        in (one.pseudonym.casefold(), one.name.casefold(), *map(str.casefold, one.aliases))
    ]
    if len(found) > 1:
        raise Problem(f"“Name”: {name!r} stands in the register more than once; give it in full.")
    if found:
        return found[0].id
    if not code:
        raise Problem("“Name”: give the code too; it stands for the name in the register.")
    review = tx.find(Review)[0]
    if review.register_confirmed:
        tx.change(review, register_confirmed=False)
    return tx.add(Identity(kind="professional", name=name, pseudonym=code)).id


def _one_of_a_kind(tx: Transaction, record: Record, field: str, sentence: str) -> None:
    mine = str(getattr(record, field)).casefold()
    for other in tx.find(type(record)):
        if other.uid != record.uid and str(getattr(other, field)).casefold() == mine:
            raise Problem(sentence)


def _one_person(tx: Transaction, member: FamilyMember) -> None:
    """Each is asked and heard separately: one combined "family view" hides the child's."""
    if _TOGETHER.search(member.label):
        raise Problem(
            f"{member.label!r} sounds like several people. Add the child and each parent or carer "
            "by themselves: their views differ, and each is asked separately."
        )
    _one_of_a_kind(tx, member, "label", f"{member.label} is there already.")


def _sharing(tx: Transaction, publication: Publication) -> None:
    """A named sign-off before anything public, and the family told first (post review)."""
    if publication.published is None or publication.kind not in sharing.PUBLIC:
        return
    if not (publication.signed_by and publication.signed):
        raise Problem(
            "Before anything is public it is signed off by name: fill in “Signed off by” and "
            "“Signed off on” first."
        )
    _in_order(
        publication.signed, publication.published, "It is published before it was signed off."
    )
    waiting = sharing.not_told(tx.find(FamilyMember))
    if waiting:
        raise Problem(
            f"Before anything is public, the family is told the outcome: {', '.join(waiting)}. "
            "Note under the child and family when they were told."
        )


def _one_invitation(tx: Transaction, invitation: Attendance) -> None:
    for other in tx.find(
        Attendance, session_id=invitation.session_id, participant_id=invitation.participant_id
    ):
        if other.uid != invitation.uid:
            raise Problem("This person has an invitation to this session already; change that one.")
    if invitation.spoken_by_id is not None and invitation.answer != "represented":
        raise Problem("“Spoken for by” goes with the answer “represented”.")
    if invitation.spoken_by_id == invitation.participant_id:
        raise Problem("Nobody can be represented by themselves.")


def _in_order(first: str | None, last: str | None, sentence: str) -> None:
    if first and last and last < first:
        raise Problem(sentence)
