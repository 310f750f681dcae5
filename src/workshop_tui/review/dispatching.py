"""Keeping what went out: to whom, when, which copy. It cannot be undone: the paper is out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workshop_tui.practice.papers import BRIEFING_PACK, CAPTURE_SHEET, INVITATION
from workshop_tui.practice.preparing import Attendance, ChronologyRequest, Dispatch
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Circulation, Entry
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.circulation import circulate, standing
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DispatchVerbs:
    """The verbs of dispatch.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("sent papers", LEADERS, ChangeClass.ADMINISTRATION)
    def send(self, tx: Transaction, dispatches: Sequence[Dispatch]) -> list[Dispatch]:
        """Keep what was sent; by whom and when is filled in."""
        return _keep(tx, dispatches)

    @verb("sent the briefing pack", LEADERS, ChangeClass.ADMINISTRATION)
    def send_pack(
        self,
        tx: Transaction,
        dispatches: Sequence[Dispatch],
        printed: Mapping[int, str],
        sent_to: str = "",
        label: str = "",
    ) -> list[Dispatch]:
        """Keep that the pack was sent; the chronology in it is circulated by that.

        Args:
            tx: The transaction.
            dispatches: What was sent, a copy each.
            printed: The references that stand in the pack, by entry id.
            sent_to: To whom the chronology goes; "" where it went out before as it stands.
            label: What this version is called in the pack.

        Raises:
            Problem: In the future, if the chronology changed since the pack was made.
        """
        if label and label != _next_label(tx, bool(sent_to)):
            raise Problem(_MEANWHILE)
        if sent_to:
            circulate(tx, sent_to, label)
        stand = {entry.id: entry.ref for entry in tx.find(Entry)}
        if any(stand.get(entry_id) != ref for entry_id, ref in printed.items()):
            raise Problem(_MEANWHILE)
        return _keep(tx, dispatches)

    @verb("asked an agency for its chronology", LEADERS, ChangeClass.ADMINISTRATION)
    def ask_for_chronology(
        self, tx: Transaction, dispatches: Sequence[Dispatch], agency_id: int, due: str | None
    ) -> ChronologyRequest:
        """Keep that an agency was asked; a reminder (``due`` None) leaves the day it was asked."""
        kept = _keep(tx, dispatches)
        asked = kept[0].sent
        requests = tx.find(ChronologyRequest, agency_id=agency_id)
        if not requests:
            return tx.add(ChronologyRequest(agency_id=agency_id, requested=asked, due=due))
        if due is None:
            return requests[0]
        return tx.change(requests[0], requested=requests[0].requested or asked, due=due)

    @verb("sent invitations", LEADERS, ChangeClass.ADMINISTRATION)
    def invite(
        self, tx: Transaction, dispatches: Sequence[Dispatch], session_id: int
    ) -> list[Attendance]:
        """Keep who was invited to a session; who was before keeps the day on which that was."""
        found = []
        for sent in _keep(tx, dispatches):
            if sent.participant_id is None or sent.what != INVITATION:
                continue
            asked = tx.find(Attendance, session_id=session_id, participant_id=sent.participant_id)
            if not asked:
                invitation = Attendance(
                    session_id=session_id, participant_id=sent.participant_id, invited=sent.sent
                )
                found.append(tx.add(invitation))
            else:
                found.append(tx.change(asked[0], invited=asked[0].invited or sent.sent))
        return found

    @verb("took papers back", LEADERS, ChangeClass.ADMINISTRATION)
    def take_back(
        self, tx: Transaction, what: str, numbers: Collection[int], day: str | None
    ) -> list[Dispatch]:
        """Keep that numbered copies or sheets came back, on a day; None: they did not, after all.

        Raises:
            NotFound: In the future, if one of the numbers was never given out.
        """
        sent = [one for one in tx.find(Dispatch, what=what) if one.copy in numbers]
        unknown = sorted(set(numbers) - {one.copy for one in sent})
        if unknown:
            raise NotFound(f"There is no {what} with the number {unknown[0]}.")
        return [tx.change(one, returned=day) for one in sent]


_MEANWHILE = (
    "The chronology was changed by another seat while the pack was being made. "
    "Nothing was sent; please make it again."
)


def _next_label(tx: Transaction, anew: bool) -> str:
    """What a circulation made now is called; not ``anew``: what the one that stands is called."""
    if anew:
        return f"Version {len(tx.find(Circulation)) + 1}"
    stands = standing(tx.connection)
    return stands.label if stands else ""


def _keep(tx: Transaction, dispatches: Iterable[Dispatch]) -> list[Dispatch]:
    at = now()
    return [
        tx.add(replace(one, by=tx.actor.person, at=at, sent=one.sent or at[:10]))
        for one in dispatches
    ]


def next_sheet(sent: Iterable[Dispatch]) -> int:
    """The number of the next paper sheet."""
    return 1 + max((one.copy for one in sent if one.what == CAPTURE_SHEET), default=0)


def copy_numbers(
    sent: Iterable[Dispatch], recipients: Iterable[tuple[int | None, str]]
) -> list[int]:
    """The number of each recipient's copy of the briefing pack.

    Whoever has a copy keeps its number for every later one; others get the next free numbers.

    Args:
        sent: Everything that was sent.
        recipients: Each by participant's id (None for a body) and by what the copy calls it.
    """
    numbers: dict[object, int] = {}
    for one in sent:
        if one.what == BRIEFING_PACK and one.copy:
            numbers.setdefault(one.participant_id or one.recipient, one.copy)
    found = []
    for participant_id, called in recipients:
        number = numbers.setdefault(participant_id or called, 1 + max(numbers.values(), default=0))
        found.append(number)
    return found
