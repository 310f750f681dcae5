"""The action plan row by row, for the workbook that goes out to owners and comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workshop_tui.outputs.dates import worded
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import OutcomeRow, ReportModel
from workshop_tui.outputs.paper import clean
from workshop_tui.outputs.tally import tally
from workshop_tui.practice.brag import BRAG
from workshop_tui.practice.days import day
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE
from workshop_tui.practice.plan_form import COLOURS, RowCode, record_code, wording_code
from workshop_tui.practice.records import Outcome, Record
from workshop_tui.practice.tiers import Dates

Cell = str | dt.date
"""A cell holds words, or a day where its circulation tells days."""

_NEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A milestone: of which action, by when, when it was done."""

    ref: str
    action: str
    title: str
    due: Cell
    done: Cell
    code: RowCode


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """An action.

    Attributes:
        fixed: What stands in the columns ``plan_form.FIXED``, in their order.
        shown: The same of ``plan_form.SHOWN``.
        colour: Its colour with its word, or "".
        code: What the row is known by. steps: its milestones.
    """

    fixed: tuple[Cell, ...]
    shown: tuple[str, ...]
    colour: str
    code: RowCode
    steps: tuple[StepRow, ...]


def plan_rows(material: Material, model: ReportModel) -> tuple[PlanRow, ...]:
    """The actions that were not set aside, as their audience may read them."""
    actions = [
        one
        for one in material.outcomes
        if one.kind is OutcomeKind.ACTION and one.status != SET_ASIDE
    ]
    findings = {row.label: f"{row.label}: {row.text}" for row in model.findings}
    recommendations = {row.number: f"{row.number}: {row.text}" for row in model.recommendations}
    colours = (material.tally or tally(material)).brag
    return tuple(
        _row(material, action, row, findings, recommendations, colours.get(action.id, ""))
        for action, row in zip(actions, model.actions, strict=True)
    )


def _row(
    material: Material,
    action: Outcome,
    row: OutcomeRow,
    findings: dict[str, str],
    recommendations: dict[int, str],
    colour: str,
) -> PlanRow:
    owner = row.owner
    if row.owner_agency and row.owner_agency not in owner:
        owner = ": ".join(filter(None, (row.owner_agency, owner)))
    fixed = (
        row.label,
        clean(findings.get(row.answers, row.answers)),
        clean(recommendations.get(row.recommendation or 0, "")),
        clean(row.text),
        clean(owner),
        clean(row.manager),
        _day(action.due_on) or clean(row.due),
        clean(row.expected_change),
        clean(row.measure),
    )
    shown = (
        clean("\n".join(row.milestones)),
        clean(row.result),
        clean(_progress(material, action.id)),
    )
    said = COLOURS.get(colour, "")
    code = RowCode(code_of(material, action), wording_code(map(plain, fixed)), wording_code([said]))
    return PlanRow(
        fixed=fixed, shown=shown, colour=said, code=code, steps=_steps(material, action, row)
    )


def _steps(material: Material, action: Outcome, row: OutcomeRow) -> tuple[StepRow, ...]:
    found = []
    for step in material.after.milestones:
        if step.outcome_id == action.id:
            title, due, done = clean(step.title), _day(step.due), _day(step.done)
            fixed = (row.label, title, plain(due))
            code = RowCode(
                code_of(material, step), wording_code(fixed), wording_code([plain(done)])
            )
            found.append(
                StepRow(
                    ref=row.label,
                    action=clean(row.text),
                    title=title,
                    due=due,
                    done=done,
                    code=code,
                )
            )
    return tuple(found)


def code_of(material: Material, record: Record) -> str:
    """The code of a record; in circulations without exact days its uid is a digest already."""
    return record_code(record.uid, digest=material.rules.dates is not Dates.EXACT)


def plain(cell: Cell) -> str:
    """A cell as its code counts it: a day as ISO text."""
    return cell if isinstance(cell, str) else cell.isoformat()


def _day(said: str | None) -> Cell:
    """A day as a day; a month or "day 12" in words; "" where none is said."""
    found = day(said) if said and len(said) == len("2026-03-12") else None
    return found or clean(worded(said))


def _progress(material: Material, outcome_id: int) -> str:
    notes = [one for one in material.after.progress if one.outcome_id == outcome_id]
    lines = [
        f"{worded(one.noted)}{f' ({BRAG[one.brag]})' if one.brag else ''}: {one.note}"
        for one in notes[:_NEWEST]
    ]
    more = len(notes) - _NEWEST
    return "\n".join([*lines, *([f"and {more} earlier"] if more > 0 else [])])
