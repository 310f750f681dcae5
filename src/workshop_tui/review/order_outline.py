"""What an order would send to whom, in words, before anything is made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop_tui.practice.days import british
from workshop_tui.practice.papers import (
    BRIEFING_PACK,
    CAPTURE_SHEET,
    CHRONOLOGY_REMINDER,
    PREPARATION_FORM,
)
from workshop_tui.practice.preparing import ChronologyRequest, Dispatch
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Session
from workshop_tui.practice.tiers import Part
from workshop_tui.review.dispatching import next_sheet
from workshop_tui.review.invitations import planned
from workshop_tui.review.invitations import to_be_said as said_of_invitations
from workshop_tui.review.orders import (
    TO_AGENCIES,
    Order,
    agencies_of,
    owes,
    session_of,
)
from workshop_tui.review.pack import bodies, body_name
from workshop_tui.review.packs import numbers_of_copies
from workshop_tui.review.reader import Reader
from workshop_tui.review.recipients import Guest, chosen_guests, invited
from workshop_tui.review.requests import to_be_said as said_of_requests
from workshop_tui.review.sheets import ANYBODY


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom it can be sent.

    Attributes:
        code: By which an order names them.
        words: Who that is.
        note: What is so about them now: "not invited", "asked on …".
    """

    code: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """What would be sent.

    Attributes:
        to: To whom, by code, and what each gets.
        files: What lands in the folder, in words.
        said: What a person should know before.
    """

    to: tuple[tuple[str, str], ...]
    files: str
    said: tuple[str, ...] = ()


def recipients(reader: Reader, order: Order) -> list[Recipient]:
    """Everybody to whom such papers can be sent; nobody who must not attend is among them."""
    if order.what in TO_AGENCIES:
        return _agencies(reader, order)
    session = session_of(reader, order)
    going = {guest.code for guest in invited(reader, session)}
    found = [
        Recipient(one.code, one.role, "" if one.code in going else "not invited")
        for one in reader.participants()
        if not one.must_not_attend
    ]
    if order.what == BRIEFING_PACK:
        review = reader.review()
        names = [body_name(review, one["id"]) for one in bodies()]
        found += [Recipient(name, "members of this group") for name in names]
    return found


def _agencies(reader: Reader, order: Order) -> list[Recipient]:
    asked = {one.agency_id: one for one in reader.records(ChronologyRequest)}
    found = []
    for agency in reader.agencies().values():
        request = asked.get(agency.id)
        if order.what == CHRONOLOGY_REMINDER and (request is None or not owes(request)):
            continue
        found.append(Recipient(agency.short, agency.name, _standing(request)))
    return found


def _standing(request: ChronologyRequest | None) -> str:
    if request is None:
        return ""
    if request.received:
        return f"received {british(request.received)}"
    if request.nothing_held:
        return "holds nothing"
    due = f", due {british(request.due)}" if request.due else ""
    return f"asked {british(request.requested)}{due}" if request.requested else ""


def outline(reader: Reader, order: Order) -> Outline:
    """Say what an order would send to whom; changes nothing.

    Raises:
        Problem: If it cannot be carried out as it is: nobody to send to, a day that is missing.
    """
    if order.named and not order.reason.strip():
        raise Problem("Real names need a reason; it is kept.")
    if order.what in TO_AGENCIES:
        return _letters(reader, order)
    session = session_of(reader, order)
    if order.what == CAPTURE_SHEET:
        return _sheets(reader, order, session)
    guests, said = chosen_guests(reader, order.codes, session)
    if order.what == BRIEFING_PACK:
        return _packs(reader, order, session, guests, said)
    if any(guest.participant_id is None for guest in guests):
        raise Problem("A group takes no part: choose those who do.")
    if order.what == PREPARATION_FORM:
        to = tuple((one.code, "a form with their code, as Word document") for one in guests)
        return Outline(to, _count(len(guests), "document"), tuple(said))
    session, held = planned(reader, session)
    names = " with the place as it is" if order.named else ""
    to = tuple((one.code, f"is kept as invited{names}") for one in guests)
    due = f" The reminder says {british(order.due)}." if order.due else ""
    files = f"2 calendar files, the same for everybody: the invitation, and the reminder.{due}"
    more = said_of_invitations(reader, session, held, named=order.named)
    return Outline(to, files, (*said, *more))


def _packs(
    reader: Reader,
    order: Order,
    session: Session | None,
    guests: list[Guest],
    said: list[str],
) -> Outline:
    if not order.formats:
        raise Problem("No format was chosen.")
    numbers, of = numbers_of_copies(reader, session, guests)
    formats = _formats(order)
    to = tuple((one.code, f"copy {numbers[one]} of {of}, {formats}") for one in guests)
    files = _count(len(guests) * len(order.formats), "document")
    if order.password:
        files += ", each locked with the password"
    rules = reader.tiers().rules[order.tier]
    more = [f"Circulation “{rules.label}”: {rules.for_whom}"]
    if rules.has(Part.CHRONOLOGY) and reader.order() and reader.standing_circulation() is None:
        more.append("The chronology is circulated by this: its numbers stay from then on.")
    before = {one.recipient for one in reader.records(Dispatch, what=BRIEFING_PACK)}
    again = [one.code for one in guests if one.code in before]
    if again:
        more.append(f"Sent a pack before: {', '.join(again)}.")
    return Outline(to, files, (*said, *more))


def _sheets(reader: Reader, order: Order, session: Session | None) -> Outline:
    guests = chosen_guests(reader, order.codes, session)[0] if order.codes else []
    first = next_sheet(reader.records(Dispatch))
    each = _count(order.count, "sheet")
    to = tuple((one.code, f"{each} with their code") for one in guests)
    total = order.count * max(1, len(guests))
    numbers = f"number {first}" if total == 1 else f"numbers {first} to {first + total - 1}"
    made = f"{_count(total, 'sheet')}, {numbers}, in {_count(len(order.formats), 'document')}"
    said = [] if session else ["Still missing: the session. None is planned."]
    return Outline(to or ((ANYBODY, each),), f"{made} ({_formats(order)})", tuple(said))


def _letters(reader: Reader, order: Order) -> Outline:
    reminder = order.what == CHRONOLOGY_REMINDER
    if not reminder and order.due is None:
        raise Problem("Say by when the chronology is asked for.")
    agencies = agencies_of(reader, order)
    asked = {one.agency_id: one for one in reader.records(ChronologyRequest)}
    by_name = ", with the names of the child and family" if order.named else ""
    to = []
    for agency in agencies:
        request = asked.get(agency.id)
        due = order.due or (request.due if request else None)
        by = f" by {british(due)}" if due else ""
        to.append((agency.short, f"a letter asking{by}{by_name}, with two blank forms"))
    files = _count(3 * len(agencies), "document")
    said = said_of_requests(reader, order.due, reminder=reminder)
    if order.named:
        said.append("Letters with names are not looked through for names.")
    return Outline(tuple(to), files, tuple(said))


def _formats(order: Order) -> str:
    return " and ".join({"docx": "Word", "pdf": "PDF"}.get(one, one) for one in order.formats)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def with_everybody(reader: Reader, order: Order, codes: tuple[str, ...]) -> Order:
    """The order for these; where they are all whom it concerns anyway, it is for all."""
    if not codes:
        return replace(order, codes=())
    try:
        everybody = tuple(code for code, _ in outline(reader, replace(order, codes=())).to)
    except Problem:
        everybody = ()
    same = order.what != CAPTURE_SHEET and sorted(everybody) == sorted(codes)
    return replace(order, codes=() if same else codes)
