"""The milestones of an action plan workbook that came back, compared with those of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.intake.plan_book import BookRow
from workshop_tui.practice import plan_form as form
from workshop_tui.practice.changing import ActionMilestone
from workshop_tui.practice.days import british
from workshop_tui.practice.records import Outcome
from workshop_tui.review.plan_changes import PlanChange

if TYPE_CHECKING:
    from workshop_tui.review.plan_comparing import Comparison


def compare_steps(one: Comparison, names: dict[int, tuple[str, Outcome, bool]]) -> None:
    """Gather what the milestones' sheet says.

    Args:
        one: The comparison, which gathers it.
        names: Each action's name by its id; whether it counts.
    """
    known = {form.record_code(step.uid): step for step in one.find(ActionMilestone)}
    by_name = {name: id_ for id_, (name, _, counted) in names.items() if counted}
    for row in one.book.steps:
        code = form.read_code(row.code)
        if code is not None and code.record in known:
            step = known[code.record]
            name = names[step.outcome_id][0] if step.outcome_id in names else row.ref
            one.wording(row, form.STEP_FIXED)
            _done(one, row, code, step, name)
        elif row.code:
            one.eyes.append(
                f"{row.where} ({row.ref}): its row code belongs to no milestone of this plan; "
                "it was changed, or the milestone was taken away since."
            )
        else:
            _new_step(one, row, by_name)


def _done(
    one: Comparison, row: BookRow, code: form.RowCode, step: ActionMilestone, name: str
) -> None:
    said = row.cells[form.DONE]
    if form.wording_code([said]) == code.typed:
        return
    if not said.strip():
        one.notes.append(
            f"{row.where} ({name}): the day on which it was done was emptied; it stays as "
            f"noted here ({british(step.done) or 'not done'})."
        )
        return
    day = one.day(row, form.DONE, name)
    if day is not None and day != step.done:
        one.changes.append(
            PlanChange(
                ref=name,
                where=row.where,
                what="Done on",
                was=british(step.done),
                becomes=f"{british(day)}: {step.title}",
                outcome_id=step.outcome_id,
                step_id=step.id,
                done=day,
                meanwhile=_meanwhile(code, step),
            )
        )


def _new_step(one: Comparison, row: BookRow, by_name: dict[str, int]) -> None:
    title = row.cells[form.STEP].strip()
    action = by_name.get(row.ref.upper())
    if action is None or not title:
        lacks = "which action it belongs to (A1, A2 …)" if title else "what is to be done"
        one.eyes.append(f"{row.where}: a new milestone has to say {lacks}.")
        return
    due = one.day(row, form.DUE, row.ref) if row.cells[form.DUE].strip() else ""
    done = one.day(row, form.DONE, row.ref) if row.cells[form.DONE].strip() else ""
    if due is None or done is None:
        return
    here = one.find(ActionMilestone, outcome_id=action)
    if any(step.title.strip() == title for step in here):
        one.notes.append(f"{row.where} ({row.ref}): this milestone is here already.")
        return
    days = [f"by {british(due)}" if due else "", f"done {british(done)}" if done else ""]
    told = ", ".join(filter(None, (title, *days)))
    one.changes.append(
        PlanChange(
            ref=row.ref.upper(),
            where=row.where,
            what="Milestone",
            was="",
            becomes=told,
            outcome_id=action,
            title=title,
            due=due or None,
            done=done or None,
        )
    )


def _meanwhile(code: form.RowCode, step: ActionMilestone) -> str:
    """What was noted here since: the cell was empty when it went out, and there is a day now."""
    if step.done and code.typed == form.wording_code([""]):
        return f"since it went out, {british(step.done)} was noted here as the day."
    return ""
