"""What a list of people would change, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workshop_tui.practice.records import Agency, Identity, Participant

if TYPE_CHECKING:
    from workshop_tui.intake.attendees import AttendeeRow


class State(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    THERE = "already there"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    UNCLEAR = "needs an eye"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for a row of the list.

    Attributes:
        row: As it was written.
        state: What becomes of it; one that needs an eye is not taken in before somebody looked.
        code: The person's code, as it is or would be.
        person: Whom it means, where they are here already.
        identity: The line of the register that the name stands for, where there is one.
        agency: The agency's short name, or the name under which it would be made.
        level, manager: As they would be kept.
        changes: Of somebody who is here: the field's label, what it was, what it becomes.
        eyes: What a person should look at, a sentence each.
    """

    row: AttendeeRow
    state: State
    code: str = ""
    person: Participant | None = None
    identity: Identity | None = None
    agency: str = ""
    level: str = ""
    manager: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    eyes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """Who and what the review knows.

    Attributes:
        people, register, agencies: The records that stand.
    """

    people: tuple[Participant, ...]
    register: tuple[Identity, ...]
    agencies: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a list would change.

    Attributes:
        rows: Each row of the list.
        new_agencies: Agencies that are not here yet.
        managers: Line managers who are not on the list: name, and the pseudonym for the register.
        absent: Codes of those who are here and not on the list; they stay.
    """

    rows: tuple[Proposed, ...]
    new_agencies: tuple[str, ...]
    managers: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]

    @property
    def unclear(self) -> tuple[Proposed, ...]:
        """The rows that need an eye before they can be taken in."""
        return tuple(one for one in self.rows if one.state is State.UNCLEAR)
