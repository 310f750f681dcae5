"""For whom a document is made: a circulation, perhaps one agency's people, perhaps with names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from workshop_tui.practice.marks import Marks
from workshop_tui.practice.records import Record
from workshop_tui.privacy.view import Tier

R = TypeVar("R", bound=Record)

NO_AGENCY: Final = 0
"""The ``agency_id`` of a recipient who belongs to no agency (the lead, the note-taker)."""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a document is made.

    Attributes:
        tier: Its circulation; ``Tier.NAMES`` for the review's own working papers.
        agency_id: The recipient's agency, or ``NO_AGENCY``. None where it may reach anybody: an
            item that is not for some agency is then left out, for it would reach that agency too.
        named: Whether real names stand in it, by an explicit act for a named recipient.
    """

    tier: Tier
    agency_id: int | None = None
    named: bool = False

    @property
    def working_papers(self) -> bool:
        """Whether it is the review team's own: names, and every marked item."""
        return self.tier is Tier.NAMES and self.agency_id is None and not self.named

    @property
    def shows_names(self) -> bool:
        """Whether people stand in it with their names."""
        return self.view_tier is Tier.NAMES

    @property
    def view_tier(self) -> Tier:
        """The tier of the view that renders its texts."""
        return Tier.NAMES if self.named else self.tier

    def may_read(self, item: Record, marks: Marks) -> bool:
        """Whether an item with its marks may stand in the document."""
        if self.working_papers:
            return True
        if marks.legal_advice(item):
            return False
        not_for = marks.not_for(item)
        return self.agency_id not in not_for if self.agency_id is not None else not not_for

    def readable(self, items: Iterable[R], marks: Marks) -> tuple[R, ...]:
        """Those items that may stand in the document."""
        return tuple(item for item in items if self.may_read(item, marks))
