"""What an action plan workbook that came back would change: plain values, to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.intake.plan_book import PlanBook


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that a workbook would change.

    Attributes:
        ref: The action (A3). where: sheet and row. what: "Progress", "BRAG", "Done on",
            "Milestone". was, becomes: in words; "" for nothing.
        outcome_id: The action. step_id: the milestone that was done, or 0.
        noted: Of a progress note: the day. note, colour: what it says.
        title, due, done: Of a milestone.
        meanwhile: What the review changed there since the workbook went out, as a sentence; ""
            where nothing.
    """

    ref: str
    where: str
    what: str
    was: str
    becomes: str
    outcome_id: int
    step_id: int = 0
    noted: str = ""
    note: str = ""
    colour: str = ""
    title: str = ""
    due: str | None = None
    done: str | None = None
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What a workbook that came back would change.

    Attributes:
        book: What it says.
        changes: What would be taken in.
        eyes: What cannot be taken in as it stands, a sentence each, with its place.
        notes: What somebody should know, a sentence each; it stands in nobody's way.
        today: The day of notes for which the workbook gives none.
    """

    book: PlanBook
    changes: tuple[PlanChange, ...] = ()
    eyes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    today: str = ""
