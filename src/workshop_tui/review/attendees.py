"""A list of who takes part, into the review: read, looked at, taken in whole (paragraph c)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, Identity, Participant, Review
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.attendee_matching import propose
from workshop_tui.review.attendee_proposal import Here, Proposal, Proposed, State
from workshop_tui.review.reader import Reader
from workshop_tui.review.verb import verb
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.attendees import AttendeeReading
    from workshop_tui.intake.readers.extras import Password

__all__ = ["AttendeeList", "AttendeeVerbs", "Proposal", "Proposed", "State", "look", "read"]


@dataclass(frozen=True, slots=True)
class AttendeeList:
    """A list that was read and compared with who is here.

    Attributes:
        reading: What it says.
        proposal: What it would change.
    """

    reading: AttendeeReading
    proposal: Proposal


def read(
    path: Path,
    *,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    password: Password | None = None,
) -> AttendeeReading:
    """Read a list of people; changes nothing. See ``intake.attendees.read_attendees``."""
    from workshop_tui.intake.attendees import read_attendees

    return read_attendees(path, sheet=sheet, columns=columns, password=password)


def look(reader: Reader, reading: AttendeeReading) -> AttendeeList:
    """Compare a list with who is in the review already; changes nothing."""
    return AttendeeList(reading, propose(reading.rows, _here(reader.records)))


def _here(find: Callable[..., list[Any]]) -> Here:
    return Here(tuple(find(Participant)), tuple(find(Identity)), tuple(find(Agency)))


@dataclass(frozen=True, slots=True)
class AttendeeVerbs:
    """The verbs of lists of people.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("took in a list of people", CAPTURERS)
    def accept(
        self,
        tx: Transaction,
        found: AttendeeList,
        *,
        make_agencies: bool = False,
        leave_out_unclear: bool = False,
    ) -> int:
        """Take a list in as it was looked at, all of it or nothing.

        Names go into the register under the codes, and the register is to be confirmed anew.
        Nobody who is not on the list is taken away.

        Args:
            tx: The transaction.
            found: What ``look`` gave.
            make_agencies: Make the agencies that are not here yet.
            leave_out_unclear: Leave out the rows that need an eye.

        Returns:
            How many people were added or changed.

        Raises:
            Problem: In the future, if people changed since the list was looked at, an agency is
                not here and not to be made, or a row needs an eye and is not to be left out.
        """
        proposal = found.proposal
        if propose(found.reading.rows, _here(tx.find)) != proposal:
            raise Problem(
                "The people of this review were changed since the list was read. "
                "Please look at it once more; nothing was taken in."
            )
        _refuse(proposal, make_agencies, leave_out_unclear)
        agencies = {agency.short: agency.id for agency in tx.find(Agency)}
        for name in proposal.new_agencies:
            agencies[name] = tx.add(Agency(name=name, short=name)).id
        taken = [one for one in proposal.rows if one.state in (State.NEW, State.CHANGED)]
        _unconfirm(tx, proposal, taken)
        for name, pseudonym in proposal.managers:
            tx.add(Identity(kind="professional", name=name, pseudonym=pseudonym))
        for one in taken:
            (_add if one.person is None else _change)(tx, one, agencies)
        return len(taken)


def _refuse(proposal: Proposal, make_agencies: bool, leave_out_unclear: bool) -> None:
    unclear = proposal.unclear
    if unclear and not leave_out_unclear:
        first = unclear[0]
        more = f" {len(unclear) - 1} more rows need an eye." if len(unclear) > 1 else ""
        raise Problem(
            f"Nothing was taken in: row {first.row.row}: {first.eyes[0]}.{more} Correct the list, "
            "or say that such rows are to be left out."
        )
    if proposal.new_agencies and not make_agencies:
        names = ", ".join(f"“{name}”" for name in proposal.new_agencies)
        raise Problem(
            f"Nothing was taken in: there is no agency {names} here yet. Say that it is to be "
            "made, or correct the list."
        )


def _unconfirm(tx: Transaction, proposal: Proposal, taken: list[Proposed]) -> None:
    """The register must be looked at again wherever a name is added to it."""
    names = [one for one in taken if one.row.name and one.identity is None]
    review = tx.find(Review)[0]
    if (names or proposal.managers) and review.register_confirmed:
        tx.change(review, register_confirmed=False)


def _identity_id(tx: Transaction, one: Proposed) -> int | None:
    if one.identity is not None:
        return one.identity.id
    if not one.row.name:
        return None
    made = Identity(kind="professional", name=one.row.name, pseudonym=one.code)
    return tx.add(made).id


def _add(tx: Transaction, one: Proposed, agencies: Mapping[str, int]) -> None:
    tx.add(
        Participant(
            code=one.code,
            role=one.row.role,
            agency_id=agencies.get(one.agency),
            identity_id=_identity_id(tx, one),
            level=one.level,
            manager=one.manager,
            why=one.row.why,
        )
    )


def _change(tx: Transaction, one: Proposed, agencies: Mapping[str, int]) -> None:
    assert one.person is not None
    values: dict[str, Any] = {
        "Role": ("role", one.row.role),
        "Agency": ("agency_id", agencies.get(one.agency)),
        "Level": ("level", one.level),
        "Why involved": ("why", one.row.why),
        "Line manager": ("manager", one.manager),
    }
    changes = dict(values[label] for label, _, _ in one.changes if label in values)
    if any(label == "Name" for label, _, _ in one.changes):
        changes["identity_id"] = _identity_id(tx, one)
    tx.change(one.person, **changes)
