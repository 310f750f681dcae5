"""What a person wants sent, to whom, said in one piece: looked at first, then carried out.

Sending itself is done by the functions of ``packs``, ``requests``, ``invitations`` and ``sheets``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_tui.practice.papers import (
    BRIEFING_PACK,
    CAPTURE_SHEET,
    CHRONOLOGY_REMINDER,
    CHRONOLOGY_REQUEST,
    INVITATION,
    PREPARATION_FORM,
)
from workshop_tui.practice.preparing import ChronologyRequest, Dispatch
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, Session
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.view import Tier
from workshop_tui.review import outgoing
from workshop_tui.review.outgoing import Sent
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import Allowed, Released, Told, silent

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

KINDS: Final = (
    BRIEFING_PACK,
    PREPARATION_FORM,
    CHRONOLOGY_REQUEST,
    CHRONOLOGY_REMINDER,
    INVITATION,
    CAPTURE_SHEET,
)
TO_AGENCIES: Final = (CHRONOLOGY_REQUEST, CHRONOLOGY_REMINDER)
HAS_FORMATS: Final = (BRIEFING_PACK, CAPTURE_SHEET)
HAS_DUE: Final = (CHRONOLOGY_REQUEST, INVITATION)
HAS_NAMES: Final = (CHRONOLOGY_REQUEST, CHRONOLOGY_REMINDER, INVITATION)
HAS_SESSION: Final = (BRIEFING_PACK, PREPARATION_FORM, INVITATION, CAPTURE_SHEET)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent, and to whom.

    Attributes:
        what: One of ``KINDS``.
        codes: For whom: participants and bodies by code, agencies by short name. None for all
            whom it concerns: who is invited, agencies not asked yet, agencies that still owe it.
        session_id: The session; None for the event that comes next.
        tier: For whose eyes a pack is made.
        formats: Of packs and sheets.
        due: The ISO day by which an answer is asked for.
        count: How many sheets: for each of ``codes``, or in all.
        named: Whether it carries real names; ``reason`` says why.
        password: Locks every copy of a pack; kept nowhere.
    """

    what: str
    codes: tuple[str, ...] = ()
    session_id: int | None = None
    tier: Tier = Tier.ROOM
    formats: tuple[str, ...] = ("docx", "pdf")
    due: str | None = None
    count: int = 5
    named: bool = False
    reason: str = ""
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What did not go out, because a name was found in it.

    Attributes:
        order: Sends it, and only it, once words may pass.
        findings: The names.
    """

    order: Order
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an order.

    Attributes:
        sent: What was written, what was found, what should be said.
        held: What was held back.
    """

    sent: Sent
    held: tuple[Held, ...] = ()


def session_of(reader: Reader, order: Order) -> Session | None:
    """The session that an order is for."""
    if order.session_id is None:
        return reader.event()
    return next((one for one in reader.sessions() if one.id == order.session_id), None)


def agencies_of(reader: Reader, order: Order) -> list[Agency]:
    """The agencies to which letters go.

    Raises:
        Problem: If there are none.
    """
    agencies = list(reader.agencies().values())
    if order.codes:
        return [one for one in agencies if one.short in order.codes]
    asked = {one.agency_id: one for one in reader.records(ChronologyRequest)}
    if order.what == CHRONOLOGY_REQUEST:
        sent = {source.agency_id for source in reader.source_files().values()}
        found = [
            one
            for one in agencies
            if one.id not in sent and not _answered(asked.get(one.id, _NOT_ASKED))
        ]
        nobody = "Every agency was asked or has answered. Choose those whom you want to ask again."
    else:
        found = [one for one in agencies if owes(asked.get(one.id, _NOT_ASKED))]
        nobody = "No agency owes its chronology: there is nobody to remind."
    if not found:
        nobody = nobody if agencies else "There is no agency yet. Add those who are involved first."
        raise Problem(nobody)
    return found


_NOT_ASKED = ChronologyRequest(agency_id=0)


def _answered(asked: ChronologyRequest) -> bool:
    return bool(asked.requested or asked.received or asked.nothing_held)


def owes(asked: ChronologyRequest) -> bool:
    """Whether an agency was asked for its chronology and has not answered."""
    return bool(asked.requested) and not asked.received and not asked.nothing_held


def carry_out(
    seat: Seat,
    folder: Path,
    order: Order,
    allowed: Allowed | None = None,
    told: Told = silent,
    *,
    preview: bool = False,
) -> Carried:
    """Send what is ordered; may be called in any thread.

    Args:
        seat: Who sends.
        folder: Where to.
        order: What, and to whom.
        allowed: Words that may pass although the leak check finds them, with the reason.
        told: Hears how far it is; what it raises stops it before anything (more) is written.
        preview: Whether it is only looked at: nothing is written, nothing kept.

    Raises:
        Problem: If nothing of it could be sent; nothing is kept then.
    """
    outgoing.allow(seat)
    if order.what in TO_AGENCIES:
        return _to_agencies(seat, folder, order, allowed, told, preview)
    reader = Reader(seat.file)
    try:
        session = session_of(reader, order)
    finally:
        reader.close()
    sent = _SENDERS[order.what](seat, folder, order, session, allowed, told, preview)
    return Carried(sent, _held(order, sent))


def _held(order: Order, sent: Sent) -> tuple[Held, ...]:
    """What is to be sent again, in as few orders as its words allow."""
    if not sent.held:
        return ()
    if order.what not in (BRIEFING_PACK, PREPARATION_FORM):
        return (Held(order, sent.released.held_back),)
    words: dict[str, list[Finding]] = {}
    for document, dispatches in sent.held:
        found = [one for one in sent.released.held_back if one.document == document]
        for one in dispatches:
            words.setdefault(one.recipient, []).extend(found)
    groups: dict[frozenset[str], tuple[list[str], list[Finding]]] = {}
    for code, found in words.items():
        key = frozenset(one.words for one in found)
        codes, findings = groups.setdefault(key, ([], []))
        codes.append(code)
        findings += found
    return tuple(
        Held(replace(order, codes=tuple(codes)), tuple(findings))
        for codes, findings in groups.values()
    )


# -- what is sent to people ----------------------------------------------------------------------

Sender = Callable[["Seat", Path, Order, Session | None, Allowed | None, Told, bool], Sent]


def _packs(
    seat: Seat,
    folder: Path,
    order: Order,
    session: Session | None,
    allowed: Allowed | None,
    told: Told,
    preview: bool,
) -> Sent:
    from workshop_tui.review.packs import send_packs

    return send_packs(
        seat,
        folder,
        order.codes,
        session=session,
        tier=order.tier,
        formats=order.formats,
        allowed=allowed,
        password=order.password,
        told=told,
        preview=preview,
    )


def _forms(
    seat: Seat,
    folder: Path,
    order: Order,
    session: Session | None,
    allowed: Allowed | None,
    told: Told,
    preview: bool,
) -> Sent:
    from workshop_tui.review.packs import send_forms

    return send_forms(
        seat, folder, order.codes, session=session, allowed=allowed, told=told, preview=preview
    )


def _invitations(
    seat: Seat,
    folder: Path,
    order: Order,
    session: Session | None,
    allowed: Allowed | None,
    told: Told,
    preview: bool,
) -> Sent:
    from workshop_tui.review.invitations import send_invitations

    told("writing the calendar files")
    return send_invitations(
        seat,
        folder,
        order.codes,
        session=session,
        due=order.due,
        named=order.named,
        reason=order.reason,
        allowed=allowed,
        preview=preview,
    )


def _sheets(
    seat: Seat,
    folder: Path,
    order: Order,
    session: Session | None,
    allowed: Allowed | None,
    told: Told,
    preview: bool,
) -> Sent:
    from workshop_tui.review.sheets import send_sheets

    told("making the sheets")
    return send_sheets(
        seat,
        folder,
        order.count,
        order.codes,
        session=session,
        formats=order.formats,
        allowed=allowed,
        preview=preview,
    )


_SENDERS: dict[str, Sender] = {
    BRIEFING_PACK: _packs,
    PREPARATION_FORM: _forms,
    INVITATION: _invitations,
    CAPTURE_SHEET: _sheets,
}


# -- what is sent to agencies --------------------------------------------------------------------


def _to_agencies(
    seat: Seat,
    folder: Path,
    order: Order,
    allowed: Allowed | None,
    told: Told,
    preview: bool,
) -> Carried:
    """A letter each. Where one cannot be written, those before it have gone: both is said."""
    from workshop_tui.review.requests import send_request

    reader = Reader(seat.file)
    try:
        agencies = [agency.short for agency in agencies_of(reader, order)]
    finally:
        reader.close()
    gone: list[Sent] = []
    held: list[Held] = []
    failed: list[tuple[str, str]] = []
    for number, agency in enumerate(agencies, start=1):
        try:
            told(f"letter {number} of {len(agencies)}")
            sent = send_request(
                seat,
                folder,
                agency,
                order.due,
                reminder=order.what == CHRONOLOGY_REMINDER,
                named=order.named,
                reason=order.reason,
                allowed=allowed,
                preview=preview,
            )
        except Problem as problem:
            if not gone:
                raise
            failed = [(rest, str(problem)) for rest in agencies[number - 1 :]]
            break
        gone.append(sent)
        if _letters(sent):
            held.append(Held(replace(order, codes=(agency,)), sent.released.held_back))
    return Carried(_as_one(gone, failed), tuple(held))


def _letters(sent: Sent) -> list[Dispatch]:
    return [one for _, dispatches in sent.held for one in dispatches]


def together(carried: Sequence[Carried], failed: Sequence[tuple[str, str]] = ()) -> Carried:
    """What became of several orders as one; ``failed``: for whom nothing came of it, and why."""
    before = [failed for one in carried for failed in one.sent.released.failed]
    sent = _as_one([one.sent for one in carried], [*before, *failed])
    return Carried(sent, tuple(held for one in carried for held in one.held))


def _as_one(gone: Sequence[Sent], failed: Sequence[tuple[str, str]]) -> Sent:
    """Several sendings as one; what is said of each of them is said once."""
    released = [one.released for one in gone]
    return Sent(
        Released(
            tuple(path for one in released for path in one.written),
            tuple(found for one in released for found in one.held_back),
            tuple(found for one in released for found in one.warnings),
            tuple(dark for one in released for dark in one.dark),
            tuple(found for one in released for found in one.passed),
            tuple(failed),
            tuple(path for one in released for path in one.there),
            tuple(found for one in released for found in one.decided),
        ),
        tuple(dict.fromkeys(words for one in gone for words in one.said)),
        tuple(held for one in gone for held in one.held),
        tuple(going for one in gone for going in one.going),
    )
