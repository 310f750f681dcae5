"""Inviting people to a session, and reminding them of their forms, by calendar files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.outputs import files, invitation
from workshop_tui.outputs.invitation import Meeting
from workshop_tui.practice.days import british, day
from workshop_tui.practice.papers import FORM_REMINDER, INVITATION
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Session
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import outgoing
from workshop_tui.review.named import Addressee, names_for
from workshop_tui.review.notice import EVENT, notice, reminded, returns_due
from workshop_tui.review.outgoing import Outgoing, Sent
from workshop_tui.review.reader import Reader
from workshop_tui.review.recipients import Guest, chosen_guests
from workshop_tui.review.releasing import Allowed, known_words, leak_check

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

_NEVER = ("child", "family")
"""Whose names stand in no calendar, whatever else does."""


def send_invitations(
    seat: Seat,
    folder: Path | None,
    codes: Sequence[str] = (),
    *,
    session: Session | None = None,
    due: str | None = None,
    named: bool = False,
    reason: str = "",
    allowed: Allowed | None = None,
    preview: bool = False,
) -> Sent:
    """Write the calendar files of a session and keep who was invited by them.

    Args:
        seat: Who invites.
        folder: Where to.
        codes: Whom; none for everybody who is involved, or whom the conversation is with.
        session: Which session; None for the learning event that is under way.
        due: The day by which preparation forms are asked for (ISO); None: as the pack counts.
        named: Whether the place stands as it is, though it is in the register; kept, with reason.
        reason: Why it does.
        allowed: Words that may pass although the leak check finds them, with the reason.
        preview: Whether it is only looked at: nothing is written, nothing kept.

    Raises:
        Problem: If the session has no date, or the files cannot be written; nothing is kept then.
    """
    outgoing.allow(seat)
    reader = Reader(seat.file)
    try:
        session, held = planned(reader, session)
        guests, said = _guests(reader, codes, session)
        recipients = ", ".join(guest.code for guest in guests)
        to = Addressee(what=INVITATION, recipient=recipients, reason=reason)
        view = names_for(seat, reader, to)[0] if named else reader.view(Tier.ROOM)
        meeting = _meeting(reader, view, session, held)
        kept = [_kept(guest, session, named, reason) for guest in guests]
        made = _files(meeting, kept, day(due) or returns_due(held))
        check = _check(reader, view, named=named)
        said += _said(session, meeting, held, named=named)
    finally:
        reader.close()
    session_id = session.id

    def keep(dispatches: list[Dispatch]) -> object:
        return seat.dispatching.invite(dispatches, session_id).result()

    return outgoing.send(
        seat, folder, made, check, keep, said=said, allowed=allowed, preview=preview
    )


def planned(reader: Reader, session: Session | None) -> tuple[Session, dt.date]:
    """The session to which people are invited, and its day.

    Raises:
        Problem: If none is planned, or it has no date.
    """
    session = session or reader.event()
    if session is None:
        raise Problem("No session is planned yet. Add one first.")
    held = day(session.date)
    if held is None:
        raise Problem(f"“{session.title}” has no date: set it before inviting people.")
    return session, held


def to_be_said(reader: Reader, session: Session, held: dt.date, *, named: bool) -> list[str]:
    """What a person should know of invitations: the notice that they give, what is missing."""
    view = reader.view(Tier.NAMES if named else Tier.ROOM)
    return _said(session, _meeting(reader, view, session, held), held, named=named)


def _guests(
    reader: Reader, codes: Sequence[str], session: Session
) -> tuple[list[Guest], list[str]]:
    guests, said = chosen_guests(reader, codes, session)
    if any(guest.participant_id is None for guest in guests):
        raise Problem("Only those who take part can be invited to a session.")
    return guests, said


def _meeting(reader: Reader, view: View, session: Session, held: dt.date) -> Meeting:
    sent = reader.records(Dispatch, what=INVITATION, session_id=session.id)
    try:
        starts = dt.time.fromisoformat(session.starts)
    except ValueError:
        starts = None
    return Meeting(
        uid=session.uid,
        sequence=len({one.at for one in sent}),
        reference=view.text(reader.review().reference),
        session=view.text(session.title),
        day=held,
        starts=starts,
        minutes=sum(step.minutes for step in reader.steps(session.id)),
        place=view.text(session.place),
        made=dt.datetime.now().astimezone(),
    )


def _files(meeting: Meeting, kept: Sequence[Dispatch], due: dt.date) -> list[Outgoing]:
    name = meeting.reference
    asked = files.stem_of(f"{name} {INVITATION}", meeting.session)
    form = files.stem_of(f"{name} {FORM_REMINDER}", meeting.session)
    reminding = tuple(replace(one, what=FORM_REMINDER) for one in kept)
    return [
        Outgoing(asked, ".ics", invitation.invitation(meeting), tuple(kept), f"{INVITATION}.ics"),
        Outgoing(
            form,
            ".ics",
            invitation.reminder(meeting, due, reminded(due)),
            reminding,
            f"{FORM_REMINDER}.ics",
        ),
    ]


def _kept(guest: Guest, session: Session, named: bool, reason: str) -> Dispatch:
    return Dispatch(
        what=INVITATION,
        recipient=guest.code,
        sent="",
        by="",
        at="",
        agency_id=guest.agency_id,
        participant_id=guest.participant_id,
        named=named,
        reason=reason.strip(),
        session_id=session.id,
    )


def _check(reader: Reader, view: View, *, named: bool) -> LeakCheck:
    """A calendar that says where the room is still names no child and nobody of a family."""
    if not named:
        return leak_check(reader, view.settled)
    never = [one for one in reader.register() if one.kind in _NEVER]
    return LeakCheck(never, view.settled, known_words(reader))


def _said(session: Session, meeting: Meeting, held: dt.date, *, named: bool) -> list[str]:
    said = []
    today = dt.date.today()
    if held < today:
        said.append(f"“{meeting.session}” was on {british(session.date)}: that is over.")
    else:
        given = notice(EVENT, today, held)
        said.append(f"{'Short notice: ' if given.short else ''}{given.words}.")
    if meeting.starts is None:
        said.append("Still missing: the time at which it starts. The whole day is kept free.")
    if not meeting.minutes:
        said.append("Still missing: the agenda's minutes. The calendar shows no end.")
    if not session.place:
        said.append("Still missing: the place.")
    elif not named and meeting.place != session.place:
        said.append(
            f"The place is in the register and stands as “{meeting.place}”. To write it as it is, "
            "invite with names, and say why."
        )
    return said
