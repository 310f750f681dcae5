"""Asking agencies for their chronologies, and reminding them (paragraph d)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_tui.outputs import files, request_letter, template
from workshop_tui.outputs.dates import span
from workshop_tui.outputs.request_letter import Letter
from workshop_tui.practice.days import british, day
from workshop_tui.practice.papers import CHRONOLOGY_REMINDER, CHRONOLOGY_REQUEST
from workshop_tui.practice.preparing import ChronologyRequest, Dispatch, FamilyMember
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Agency, Identity
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import outgoing
from workshop_tui.review.named import Addressee, names_for
from workshop_tui.review.notice import CHRONOLOGY, notice
from workshop_tui.review.outgoing import Outgoing, Sent
from workshop_tui.review.people import find_agency
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import Allowed, leak_check
from workshop_tui.review.whats_new import PERIOD, editions, whats_new

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

FAMILY: Final = ("child", "sibling", "parent", "carer")
"""Of whom a letter with names tells, where the review has entered them."""


def send_request(
    seat: Seat,
    folder: Path | None,
    agency: str,
    due: str | None,
    *,
    reminder: bool = False,
    named: bool = False,
    reason: str = "",
    allowed: Allowed | None = None,
    preview: bool = False,
) -> Sent:
    """Write the letter that asks an agency for its chronology, with the blank forms beside it.

    Args:
        seat: Who sends.
        folder: Where to.
        agency: Which, by short or full name.
        due: The day by which it is asked for (ISO). None only in a reminder: as it was asked.
        reminder: Whether it was asked before; the day on which it was stays.
        named: Whether the letter says by name whom it is about; kept, with the reason.
        reason: Why it does.
        allowed: Words that may pass although the leak check finds them, with the reason.
        preview: Whether it is only looked at: nothing is written, nothing kept.

    Raises:
        Problem: If the agency is not known, was not asked before it is reminded, or the letter
            cannot be written; nothing is kept then.
    """
    outgoing.allow(seat)
    reader = Reader(seat.file)
    try:
        found = _agency(reader, agency)
        asked = next(iter(reader.records(ChronologyRequest, agency_id=found.id)), None)
        _refuse(found, asked, reminder, due)
        by = due or (asked.due if asked else None)
        to = Addressee(what=CHRONOLOGY_REQUEST, recipient=found.name, reason=reason)
        view = names_for(seat, reader, to)[0] if named else reader.view(Tier.PANEL)
        made = _papers(
            reader, view, found, by, asked, reminder=reminder, named=named, reason=reason
        )
        check = None if named else leak_check(reader, view.settled)
        said = to_be_said(reader, by, reminder=reminder) + _again(found, asked, by, reminder)
    finally:
        reader.close()

    def keep(kept: list[Dispatch]) -> object:
        return seat.dispatching.ask_for_chronology(kept, found.id, due).result()

    return outgoing.send(
        seat, folder, made, check, keep, said=said, allowed=allowed, preview=preview
    )


def _agency(reader: Reader, words: str) -> Agency:
    agencies = list(reader.agencies().values())
    found = find_agency(agencies, words)
    if found is None:
        known = ", ".join(agency.short for agency in agencies) or "none yet"
        raise NotFound(f"There is no agency {words!r}. Agencies: {known}.")
    return found


def _refuse(
    agency: Agency, asked: ChronologyRequest | None, reminder: bool, due: str | None
) -> None:
    if not reminder and due is None:
        raise Problem("Say by when the chronology is asked for.")
    if reminder and (asked is None or not asked.requested):
        raise Problem(f"{agency.short} was not asked for its chronology yet: ask before reminding.")
    if reminder and asked is not None and (asked.received or asked.nothing_held):
        raise Problem(f"{agency.short} has answered already: there is nothing to remind of.")


def _papers(
    reader: Reader,
    view: View,
    agency: Agency,
    due: str | None,
    asked: ChronologyRequest | None,
    *,
    reminder: bool,
    named: bool,
    reason: str,
) -> list[Outgoing]:
    from workshop_tui.outputs import template_excel, template_word
    from workshop_tui.outputs.paper_word import build

    review = reader.review()
    reference = view.text(review.reference)
    called = view.text(agency.name if named else agency.short)
    header = template.Header(reference, called)
    blank = files.stem_of(template.TITLE, reference, called)
    letter = Letter(
        reference=reference,
        agency=called,
        contact=view.text(agency.contact) if named else "",
        made=dt.date.today().isoformat(),
        period=span(review.period_from, review.period_to),
        due=due,
        requested=asked.requested if asked else None,
        reminds=reminder,
        new=_new(reader, agency, asked, due) if asked and not reminder else (),
        about=tuple(_about(reader)) if named else (),
        sender=review.lead if named else "",
        enclosed=(f"{blank}.docx", f"{blank}.xlsx"),
    )
    what = CHRONOLOGY_REMINDER if reminder else CHRONOLOGY_REQUEST
    kept = Dispatch(
        what=what,
        recipient=called,
        sent="",
        by="",
        at="",
        agency_id=agency.id,
        named=named,
        reason=reason.strip(),
    )
    stem = files.stem_of(f"{reference} {what}", called)
    return [
        Outgoing(
            stem,
            ".docx",
            build(request_letter.build(letter)),
            (kept,),
            f"{what}.docx",
            _earlier(reader, agency, what, letter, asked),
        ),
        Outgoing(blank, ".docx", template_word.build(header)),
        Outgoing(blank, ".xlsx", template_excel.build(header)),
    ]


def _sent(reader: Reader, agency: Agency, what: str) -> list[Dispatch]:
    return editions(reader.records(Dispatch, what=what, agency_id=agency.id))


def _new(
    reader: Reader, agency: Agency, asked: ChronologyRequest, due: str | None
) -> tuple[str, ...]:
    """What a letter that takes the place of another says that the other did not."""
    new = []
    if due and asked.due and due != asked.due:
        new.append(
            f"the day by which it is asked for, {british(due)} instead of {british(asked.due)}"
        )
    before = _sent(reader, agency, CHRONOLOGY_REQUEST)
    if before and PERIOD in whats_new(reader, before[-1].at):
        new.append(PERIOD)
    return tuple(new)


def _earlier(
    reader: Reader, agency: Agency, what: str, letter: Letter, asked: ChronologyRequest | None
) -> Callable[[], bytes] | None:
    """The first letter once more, as it would be if nothing but the day had changed since."""
    before = _sent(reader, agency, what)
    if asked is None or len(before) != 1:
        return None
    sent = before[0].sent
    first = replace(letter, made=sent)
    if what == CHRONOLOGY_REQUEST:
        if letter.new:
            return None
        first = replace(first, requested=None)

    def made() -> bytes:
        from workshop_tui.outputs.paper_word import build

        return build(request_letter.build(first))

    return made


def _again(
    agency: Agency, asked: ChronologyRequest | None, due: str | None, reminder: bool
) -> list[str]:
    """What a person should know of a letter that was sent before."""
    if reminder or asked is None or not asked.requested:
        return []
    said = f"{agency.short} was asked on {british(asked.requested)} already"
    if due and asked.due and due != asked.due:
        said += f"; new: {british(due)} instead of {british(asked.due)}"
    return [f"{said}. Blank forms that lie there already are not written again."]


def _about(reader: Reader) -> list[tuple[str, str]]:
    """Whom the letter is about: the family as it is entered, or else the children registered.

    Neighbours and friends stand in the register too, and are no agency's business here.
    """
    register = {one.id: one for one in reader.register()}
    members = [one for one in reader.records(FamilyMember) if one.relation in FAMILY]
    known = [(one.relation, register.get(one.identity_id or 0)) for one in members]
    people = [(relation, person) for relation, person in known if person is not None]
    if not people:
        people = [("child", one) for one in register.values() if one.kind == "child"]
    facts = [(relation.capitalize(), _known_as(person)) for relation, person in people]
    born = reader.review().child_born
    return [*facts, ("Child born", british(born))] if born else facts


def _known_as(person: Identity) -> str:
    others = {name.casefold(): name for name in person.aliases if " " in name}
    others.pop(person.name.casefold(), None)
    full = list(others.values())
    return f"{person.name} (also: {', '.join(full)})" if full else person.name


def to_be_said(reader: Reader, due: str | None, *, reminder: bool) -> list[str]:
    """What a person should know of a request: the notice that it gives, what is missing."""
    said = []
    by = day(due)
    if by is not None and not reminder:
        given = notice(CHRONOLOGY, dt.date.today(), by)
        said.append(f"{'Short notice: ' if given.short else ''}{given.words}.")
    if not reader.review().period_from and not reader.review().period_to:
        said.append("Still missing in the letter: the period that the chronology should cover.")
    return said
