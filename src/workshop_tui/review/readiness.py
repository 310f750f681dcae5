"""The readiness list: it ticks itself from what the review holds, and says what each step misses.

Nothing here blocks: the event can be opened with gaps, with the gaps said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workshop_tui.practice.days import british, day, days_between
from workshop_tui.practice.forms import REVIEW_TEAM
from workshop_tui.practice.papers import (
    BRIEFING_PACK,
    LINES,
    LINES_SHARED,
    TERMS,
    THINGS_SENT,
)
from workshop_tui.practice.preparing import (
    Attendance,
    ChronologyRequest,
    Dispatch,
    FamilyMember,
    FamilyWords,
    Milestone,
    PreparationReturn,
    Proceeding,
)
from workshop_tui.practice.readiness import Step
from workshop_tui.practice.records import Agency, Participant, Session
from workshop_tui.review.notice import EVENT, notice
from workshop_tui.review.reader import Reader
from workshop_tui.store.resources import pack


def readiness(read: Reader, today: dt.date | None = None) -> list[Step]:
    """The steps of phase 1 in their order, each with what it still misses.

    Args:
        read: The review.
        today: From which days left are counted; the day it is where not given.
    """
    state = _State(read, (today or dt.date.today()).isoformat())
    steps = next(one for one in pack("phases")["phases"] if one["id"] == "prepare")["steps"]
    found = []
    for step in steps:
        lacks = list(_MISSING[step["id"]](state))
        found.append(
            Step(
                step["id"],
                step["paragraph"],
                step["title"],
                step["short"],
                step["form"],
                tuple(sentence for _, sentence in lacks),
                tuple(form for form, _ in lacks),
            )
        )
    return found


_Lack = tuple[str, str]
"""The form that fills it, and what is missing in a sentence."""


class _State:
    """What the checks look at, read once."""

    def __init__(self, read: Reader, today: str) -> None:
        self.read = read
        self.today = today
        self.review = read.review()
        self.agencies = list(read.agencies().values())
        self.people = [
            person
            for person in read.participants()
            if not person.must_not_attend and person.level != REVIEW_TEAM
        ]
        self.sessions = read.records(Session)
        self.event = _event(self.sessions)
        self.sent = read.records(Dispatch)
        self.invitations = read.records(Attendance)

    def lines_shared(self) -> bool:
        """Whether the lines of enquiry or terms of reference are noted as shared (paragraph b).

        A briefing pack that a group was sent holds them too. A note from before there was a
        choice of what was shared is read by its words.
        """
        return any(_shares_lines(one) for one in self.sent)


def _shares_lines(sent: Dispatch) -> bool:
    what = sent.what.casefold()
    if sent.what in THINGS_SENT:
        to_group = sent.what == BRIEFING_PACK and bool(sent.document) and not sent.participant_id
        return sent.what in LINES_SHARED or to_group
    return any(words in what for words in (LINES, TERMS))


def _event(sessions: list[Session]) -> Session | None:
    """The learning event itself: the first session that is no conversation."""
    return next((one for one in sessions if one.kind != "conversation"), None)


def _lead(state: _State) -> Iterator[_Lack]:
    review = state.review
    if not review.lead:
        yield "review", "No lead reviewer is named."
    elif not review.lead_agreed or not review.lead_agreed_by:
        yield "review", "It is not noted who agreed the lead reviewer, and when."
    if not review.independence or not review.conflict:
        yield "review", "The lead's independence and conflicts of interest are not stated."
    if not review.trigger:
        yield "review", "It is not said why the case was chosen."
    if not review.period_from or not review.period_to:
        yield "review", "The period under review is open."
    for one in state.read.records(Proceeding):
        if not one.effect:
            yield (
                "proceeding",
                f"It is not said what the {one.kind} proceedings mean for the review.",
            )


def _lines(state: _State) -> Iterator[_Lack]:
    if not state.review.terms:
        yield "terms", "There are no terms of reference."
    if not state.read.lines_of_enquiry():
        yield "line", "There is no line of enquiry."
    elif not state.lines_shared():
        yield "sent", "The lines of enquiry are not noted as shared with the sub-group."


def _people(state: _State) -> Iterator[_Lack]:
    if not state.people:
        yield "person", "There are no participants."
        return
    for agency in state.agencies:
        levels = {p.level for p in state.people if p.agency_id == agency.id and p.attending}
        absent = [level for level in ("practitioner", "manager") if level not in levels]
        if absent:
            yield "person", f"{agency.short}: no {' and no '.join(absent)}."
    untold = [p.code for p in state.people if not p.notified]
    if untold:
        yield "person", f"Not told of the review yet: {_some(untold)}."


def _chronologies(state: _State) -> Iterator[_Lack]:
    imported = {source.agency_id for source in state.read.source_files().values()}
    requests = {one.agency_id: one for one in state.read.records(ChronologyRequest)}
    if not state.agencies:
        yield "agency", "There is no agency."
    for agency in state.agencies:
        request = requests.get(agency.id)
        if agency.id in imported or (request and request.nothing_held):
            continue
        yield _chronology(agency, request, state.today)


def _chronology(agency: Agency, request: ChronologyRequest | None, today: str) -> _Lack:
    if request is None or not request.requested:
        return "request", f"{agency.short}: not asked for its chronology."
    if request.received:
        return "import", f"{agency.short}: received, not imported yet."
    if request.due and request.due < today:
        return "request", f"{agency.short}: late, due {british(request.due)}."
    due = f", due {british(request.due)}" if request.due else ""
    return "request", f"{agency.short}: asked {british(request.requested)}{due}, not received."


def _circulated(state: _State) -> Iterator[_Lack]:
    if not state.read.circulations():
        yield "sent", "The combined chronology is not circulated."
    briefed = {one.participant_id for one in state.sent if "briefing" in one.what.casefold()}
    waiting = [p.code for p in state.people if p.attending and p.id not in briefed]
    if waiting and state.people:
        yield "sent", f"No briefing pack sent to: {_some(waiting)}."


def _invited(state: _State) -> Iterator[_Lack]:
    event = state.event
    if event is None or not event.date:
        yield "session", "The learning event has no date."
        return
    if not state.read.steps(event.id):
        yield "step", "The learning event has no agenda."
    mine = {one.participant_id: one for one in state.invitations if one.session_id == event.id}
    going = [p for p in state.people if p.attending]
    uninvited = [p.code for p in going if not (p.id in mine and mine[p.id].invited)]
    if uninvited:
        yield "invitation", f"Not invited: {_some(uninvited)}."
    yield from _short_notice(event, going, mine)
    silent = [
        p.code for p in going if p.id in mine and mine[p.id].invited and not mine[p.id].answer
    ]
    if silent:
        yield "invitation", f"No answer yet: {_some(silent)}."
    lost = [p.code for p in state.people if p.id in mine and _unspoken(mine[p.id])]
    if lost:
        yield "invitation", f"Apologies, and nobody speaks for: {_some(lost)}."


def _short_notice(
    event: Session, going: list[Participant], mine: dict[int, Attendance]
) -> Iterator[_Lack]:
    held = day(event.date)
    given = {p.code: day(mine[p.id].invited) for p in going if p.id in mine}
    notices = {code: notice(EVENT, told, held) for code, told in given.items() if told and held}
    short = {code: one for code, one in notices.items() if one.short}
    if short:
        least = next(iter(short.values())).least
        those = _some([f"{code} {one.days} days" for code, one in short.items()])
        yield "invitation", f"Short notice (under {least} working days): {those}."


def _unspoken(invitation: Attendance) -> bool:
    return invitation.answer == "apologies" or (
        invitation.answer == "represented" and invitation.spoken_by_id is None
    )


def _prepared(state: _State) -> Iterator[_Lack]:
    came = {one.participant_id for one in state.read.records(PreparationReturn)}
    waiting = [p.code for p in state.people if p.attending and p.id not in came]
    if waiting:
        yield "return", f"No preparation return from: {_some(waiting)}."
    elif not state.people:
        yield "person", "There are no participants."


def _supported(state: _State) -> Iterator[_Lack]:
    without = [p.code for p in state.people if p.attending and not (p.support or p.manager)]
    if without:
        yield "person", f"No line manager, supervisor or support noted for: {_some(without)}."
    elif not state.people:
        yield "person", "There are no participants."


def _family(state: _State) -> Iterator[_Lack]:
    members = state.read.records(FamilyMember)
    if not any(one.relation == "child" for one in members):
        yield "family", "The child is not entered under the child and family."
    if not any(one.relation in ("parent", "carer") for one in members):
        yield "family", "No parent or carer is entered."
    heard = {one.member_id for one in state.read.records(FamilyWords)}
    for one in members:
        if not one.answer:
            asked = f"asked {british(one.asked)}, no answer yet" if one.asked else "not asked yet"
            yield "family", f"{one.label}: {asked}."
        elif one.answer == "taking part" and one.id not in heard:
            yield "words", f"{one.label}: takes part, no words noted yet."
        elif one.answer != "taking part" and not one.reason:
            yield "family", f"{one.label}: {one.answer}, no reason noted."


def _names(state: _State) -> Iterator[_Lack]:
    if not state.read.register():
        yield "register", "The register of people is empty."
    elif not state.review.register_confirmed:
        yield (
            "register",
            "The register of people is not confirmed: exports are headed “Contains names”.",
        )


def _timescales(state: _State) -> Iterator[_Lack]:
    milestones = state.read.records(Milestone)
    if not any(one.due for one in milestones):
        yield "milestone", "No day is set by which a step is to be done."
    for one in milestones:
        if one.due and not one.done and one.due < state.today:
            yield "milestone", f"{one.title}: {days_between(one.due, state.today)} days over."


_MISSING: dict[str, Callable[[_State], Iterator[_Lack]]] = {
    "lead-agreed": _lead,
    "lines-written": _lines,
    "people-identified": _people,
    "chronologies-in": _chronologies,
    "pack-circulated": _circulated,
    "date-set": _invited,
    "people-prepared": _prepared,
    "people-supported": _supported,
    "family-asked": _family,
    "register-confirmed": _names,
    "timescales": _timescales,
}


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """A milestone that is not done: its title and the days until it is due (negative: over)."""

    title: str
    due: str
    days: int


def days_left(read: Reader, today: dt.date | None = None) -> list[DaysLeft]:
    """The milestones that have a day and are not done, the next first."""
    now = (today or dt.date.today()).isoformat()
    waiting = [m for m in read.records(Milestone) if m.due and not m.done]
    found = [DaysLeft(m.title, m.due or "", days_between(now, m.due or "")) for m in waiting]
    return sorted(found, key=lambda one: one.due)


def _some(words: list[str], most: int = 8) -> str:
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
