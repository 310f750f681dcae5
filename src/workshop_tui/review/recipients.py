"""Who is sent papers: those who are invited to a session, or those who are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.preparing import Attendance
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Participant, Session
from workshop_tui.privacy.audience import NO_AGENCY
from workshop_tui.review.pack import bodies, body_name
from workshop_tui.review.people import resolve_who
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is sent papers.

    Attributes:
        code, role: What papers call them.
        participant_id: None for a body (a sub-group, a board).
        agency_id: Their agency, or None.
    """

    code: str
    role: str
    participant_id: int | None = None
    agency_id: int | None = None

    @property
    def audience(self) -> int | None:
        """The ``Audience.agency_id`` of what they may read; a body may have members of any."""
        return None if self.participant_id is None else self.agency_id or NO_AGENCY


def invited(reader: Reader, session: Session | None) -> list[Guest]:
    """Who is invited to a session; before anybody is, everybody who is involved.

    A conversation is for whom it is held with. Nobody who must not attend is among them.
    """
    people = [person for person in reader.participants() if not person.must_not_attend]
    if session is not None and session.kind == CONVERSATION:
        return [_guest(person) for person in people if person.id == session.participant_id]
    asked = reader.records(Attendance, session_id=session.id) if session else []
    going = {one.participant_id for one in asked if one.invited}
    return [_guest(person) for person in people if not going or person.id in going]


def chosen_guests(
    reader: Reader, codes: Sequence[str], session: Session | None
) -> tuple[list[Guest], list[str]]:
    """Those who are sent papers, and what should be said about the choice.

    Args:
        reader: The review.
        codes: Participants by code or role, bodies by short or full name; none for all invited.
        session: The session that the papers are for.

    Raises:
        Problem: If somebody is not known or must not attend, or nobody is left.
    """
    if codes:
        return list(dict.fromkeys(_named(reader, words) for words in codes)), []
    guests = invited(reader, session)
    talk = session is not None and session.kind == CONVERSATION
    if not guests and session is not None and talk:
        raise Problem(f"It is not said with whom “{session.title}” is held. Say so first.")
    if not guests:
        raise Problem("There is nobody to send papers to yet. Add who takes part first.")
    said: list[str] = []
    if talk:
        return guests, said
    asked = reader.records(Attendance, session_id=session.id) if session else []
    if not any(one.invited for one in asked):
        said.append("Nobody is invited yet: these are for everybody who is involved.")
    kept_out = [person.code for person in reader.participants() if person.must_not_attend]
    if kept_out:
        said.append(f"Nothing was made for {', '.join(kept_out)}, who must not attend.")
    return guests, said


def _named(reader: Reader, words: str) -> Guest:
    people = reader.participants()
    person = resolve_who(words, people, reader.register())
    if person is not None:
        if person.must_not_attend:
            raise Problem(f"{person.code} must not attend, and is sent nothing.")
        return _guest(person)
    review = reader.review()
    for body in bodies():
        name = body_name(review, body["id"])
        if words.casefold() in (name.casefold(), str(body["short"]).casefold(), body["id"]):
            return Guest(name, "members of this group")
    known = ", ".join(person.code for person in people) or "nobody yet"
    raise NotFound(f"Nobody taking part has the code {words!r}: {known}.")


def _guest(person: Participant) -> Guest:
    return Guest(person.code, person.role, person.id, person.agency_id)
