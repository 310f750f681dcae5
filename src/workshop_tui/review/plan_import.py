"""What an action plan workbook that came back would change: compared, shown, then taken in.

Only progress comes in: notes, colours, days on which milestones were done, further milestones.
Nothing else that was typed over changes anything; that it was typed is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.changing import ActionMilestone, Progress
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.plan_changes import PlanChange, PlanImport
from workshop_tui.review.plan_comparing import compare
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.plan_book import PlanBook
    from workshop_tui.intake.readers.extras import Password
    from workshop_tui.review.reader import Reader

__all__ = ["PlanChange", "PlanImport", "PlanImportVerbs", "look", "read"]


def read(path: Path, password: Password | None = None) -> PlanBook:
    """Read a workbook; changes nothing. See ``intake.plan_book.read_plan_book``."""
    from workshop_tui.intake.plan_book import read_plan_book

    return read_plan_book(path, password)


def look(reader: Reader, book: PlanBook, today: dt.date | None = None) -> PlanImport:
    """Compare a workbook with the plan as it stands; changes nothing.

    Args:
        reader: Reads the review.
        book: What ``read`` gave.
        today: The day of a note for which the workbook gives none.

    Raises:
        Problem: If it is the workbook of another review, or of a version that never went out.
    """
    return compare(reader.records, book, (today or dt.date.today()).isoformat())


@dataclass(frozen=True, slots=True)
class PlanImportVerbs:
    """The verbs of workbooks that come back.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("took in an action plan that came back", CAPTURERS)
    def accept(
        self,
        tx: Transaction,
        found: PlanImport,
        *,
        leave_out_unclear: bool = False,
        leave_out: Collection[int] = (),
    ) -> int:
        """Take a workbook in as it was looked at, all of it or nothing but what is left out.

        Args:
            tx: The transaction.
            found: What ``look`` gave.
            leave_out_unclear: Leave out the cells that need an eye.
            leave_out: Places, from 0, of changes that are not taken in.

        Returns:
            How many progress notes and milestones were added or changed.

        Raises:
            Problem: In the future, if the plan changed since the workbook was looked at, a cell
                needs an eye and is not to be left out, or there is no such change.
        """
        again = compare(tx.find, found.book, found.today)
        if [_told(one) for one in again.changes] != [_told(one) for one in found.changes]:
            raise Problem(
                "The plan was changed since the workbook was looked at. Please look at it once "
                "more; nothing was taken in."
            )
        if found.eyes and not leave_out_unclear:
            raise Problem(
                f"Nothing was taken in: {found.eyes[0]} Correct the workbook, or say that such "
                "cells are to be left out."
            )
        unknown = sorted(set(leave_out) - set(range(len(found.changes))))
        if unknown:
            raise Problem(
                f"There is no change {unknown[0] + 1} in this workbook: it has "
                f"{len(found.changes)}. Nothing was taken in."
            )
        wanted = [one for place, one in enumerate(found.changes) if place not in leave_out]
        for change in wanted:
            _take(tx, change, found.book.file, self.seat.name)
        return len(wanted)


def _told(change: PlanChange) -> tuple[str, ...]:
    return (change.where, change.what, change.was, change.becomes)


def _take(tx: Transaction, change: PlanChange, file: str, person: str) -> None:
    if change.what == "Progress":
        tx.add(
            Progress(
                outcome_id=change.outcome_id,
                noted=change.noted,
                note=change.note,
                brag=change.colour,
                source=file,
                by=person,
                at=now(),
            )
        )
    elif change.step_id:
        tx.change(tx.get(ActionMilestone, change.step_id), done=change.done)
    else:
        tx.add(
            ActionMilestone(
                outcome_id=change.outcome_id, title=change.title, due=change.due, done=change.done
            )
        )
