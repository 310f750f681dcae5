"""Who is heard here: the child and each parent first, then the agencies.

Some professionals' knowledge outweighs others', and the child's voice goes missing: so the child
heads the list, with what was said or why it is absent, and an agency that was involved is shown
until it is heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workshop_tui.practice.records import Participant
from workshop_tui.review.reader import Reader

if TYPE_CHECKING:
    from workshop_tui.practice.preparing import Attendance, FamilyMember


class Heard(StrEnum):
    """How a voice stands."""

    YES = "heard"
    NOT_YET = "not yet"
    NOT_INVOLVED = "not involved"
    ABSENT = "absent"
    DECLINED = "declined"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice.

    Attributes:
        name: The agency's short name, or what documents call the child or parent.
        heard: How it stands at these entries (a family member: in the review).
        note: Who can speak for an absent agency, or why a family member is not heard; or "".
        family: Whether it is the child's, a parent's or a carer's.
    """

    name: str
    heard: Heard
    note: str = ""
    family: bool = False


_RELATIONS = ("child", "parent", "carer", "sibling", "other")
_ANSWERS = {"declined": Heard.DECLINED, "not asked": Heard.NOT_ASKED}


def family_voices(read: Reader) -> list[Voice]:
    """The child, each parent and carer, in that order."""
    from workshop_tui.practice.preparing import FamilyMember, FamilyWords

    words = {one.member_id for one in read.records(FamilyWords)}
    members = sorted(
        read.records(FamilyMember), key=lambda one: (_RELATIONS.index(one.relation), one.id)
    )
    return [_of_member(one, one.id in words) for one in members]


def _of_member(member: FamilyMember, said: bool) -> Voice:
    if said:
        return Voice(member.label, Heard.YES, family=True)
    heard = _ANSWERS.get(member.answer, Heard.NOT_YET)
    return Voice(member.label, heard, member.reason, family=True)


def agency_voices(
    read: Reader, entry_ids: Sequence[int], absent: dict[int, str] | None = None
) -> list[Voice]:
    """The agencies at some entries: heard, involved and not yet heard, or absent.

    Args:
        read: The review.
        entry_ids: The entries of the episode shown, or the entry.
        absent: What ``absent_agencies`` found, where it is known already.
    """
    heard = read.agencies_heard(list(entry_ids)) if entry_ids else set()
    involved = {entry.agency_id for entry in read.entries(list(entry_ids))}
    away = absent_agencies(read) if absent is None else absent
    found = []
    for agency in read.agencies().values():
        if agency.id in heard:
            found.append(Voice(agency.short, Heard.YES))
        elif agency.id in involved and agency.id in away:
            found.append(Voice(agency.short, Heard.ABSENT, away[agency.id]))
        elif agency.id in involved:
            found.append(Voice(agency.short, Heard.NOT_YET))
    return found


def absent_agencies(read: Reader) -> dict[int, str]:
    """Agencies nobody of whom is there, by id, with who can speak for them ("" for nobody)."""
    from workshop_tui.practice.preparing import Attendance

    session = read.session()
    answers = (
        {one.participant_id: one for one in read.records(Attendance, session_id=session.id)}
        if session
        else {}
    )
    people = read.participants()
    there = {p.agency_id for p in people if _is_there(p, answers.get(p.id))}
    found = {}
    for agency in read.agencies().values():
        own = [p for p in people if p.agency_id == agency.id]
        if agency.id in there or not own:
            continue
        spoken = {a.spoken_by_id for p in own if (a := answers.get(p.id)) and a.spoken_by_id}
        speakers = [p.code for p in people if p.id in spoken or agency.short in p.speaks_for]
        found[agency.id] = ", ".join(dict.fromkeys(speakers))
    return found


def _is_there(person: Participant, answer: Attendance | None) -> bool:
    if person.must_not_attend:
        return False
    if answer is not None and answer.present:
        return answer.present == "yes"
    if answer is None or not person.attending:
        return person.attending
    return answer.answer not in ("apologies", "represented")
