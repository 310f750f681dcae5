"""The action plan's workbook goes out, is filled in by its owners, and comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from workshop_tui.practice import plan_form as form
from workshop_tui.practice.changing import ActionMilestone, Progress
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review import making, plan_import
from workshop_tui.review.exporting import export
from workshop_tui.review.plan import plan
from workshop_tui.review.plan_import import PlanImport
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")
TODAY = dt.date(2026, 6, 1)
HOSTILE = "=cmd|' /C calc'!A1 <b> & {{ x }} \x07\u202e " + "w" * 200
Fill = Callable[..., Path]


@pytest.fixture
def planned(seat: Seat) -> Seat:
    """Two actions; the first has a milestone, a day and a colour."""
    said = seat.captures.add(": nobody asked who lived there").result()
    finding = seat.outcomes.make(OutcomeKind.FINDING, "Nobody asks\nwho lives there", [said.id])
    first = seat.outcomes.make(OutcomeKind.ACTION, "One question", (), finding.result().id).result()
    seat.outcomes.make(OutcomeKind.ACTION, HOSTILE, ()).result()
    seat.plan.details(first.id, due_on="22 December 2099").result()
    step = {"outcome_id": "A1", "title": "Form changed", "due": "1 July 2099"}
    seat.forms.add("action-milestone", step).result()
    note = {"outcome_id": "A1", "noted": "2 May 2026", "note": "Begun", "brag": "green"}
    seat.forms.add("progress", note).result()
    return seat


@pytest.fixture
def fill(planned: Seat, tmp_path: Path) -> Fill:
    """Exports the plan, types into its cells as an owner would, and saves it."""

    def filled(
        cells: dict[tuple[str, int, str], Any] | None = None, tier: Tier = Tier.PANEL
    ) -> Path:
        (path,) = export(planned, tmp_path / "out", ["plan.xlsx"], tier=tier).written
        book = openpyxl.load_workbook(path)
        for (sheet, row, heading), value in (cells or {}).items():
            target = book[sheet]
            target.cell(4 + row, column(target, heading)).value = value
        book.save(path)
        return path

    return filled


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[4] if cell.value == heading)


def look(seat: Seat, path: Path) -> PlanImport:
    return plan_import.look(seat.read, plan_import.read(path), TODAY)


PLAN, STEPS, ABOUT = form.PLAN_SHEET, form.STEPS_SHEET, form.ABOUT_SHEET
CIRCULATIONS = [tier for tier in Tier if tier is not Tier.NAMES]


@pytest.mark.parametrize("tier", list(Tier))
def test_a_workbook_that_nobody_touched_changes_nothing(
    planned: Seat, fill: Fill, tier: Tier
) -> None:
    found = look(planned, fill(tier=tier))
    assert (found.changes, found.eyes, found.notes) == ((), (), ())
    assert [row.ref for row in found.book.actions] == ["A1", "A2"]


@pytest.mark.parametrize("tier", CIRCULATIONS)
def test_what_owners_typed_comes_in(planned: Seat, fill: Fill, tier: Tier) -> None:
    path = fill(
        {
            (PLAN, 1, form.NOTE): "Trialled in two teams",
            (PLAN, 1, form.NOTED): dt.date(2026, 5, 20),
            (PLAN, 1, form.COLOUR): form.COLOURS["amber"],
            (PLAN, 2, form.COLOUR): "green",
            (STEPS, 1, form.DONE): "3/6/2026",
            (STEPS, 2, form.REF): "a2",
            (STEPS, 2, form.STEP): "Staff told",
            (STEPS, 2, form.DUE): "1 August 2026",
        },
        tier,
    )
    found = look(planned, path)
    assert found.eyes == () and found.notes == ()
    assert [(one.ref, one.what) for one in found.changes] == [
        ("A1", "Progress"),
        ("A2", "Progress"),
        ("A1", "Done on"),
        ("A2", "Milestone"),
    ]
    assert found.changes[0].was == form.COLOURS["green"]
    assert "20 May 2026; Amber" in found.changes[0].becomes
    assert "the day it is taken in" in found.changes[1].becomes
    assert planned.plan_import.accept(found).result() == 4
    newest = plan(planned.read, TODAY)[0].progress[0]
    assert (newest.note, newest.brag, newest.noted) == (
        "Trialled in two teams",
        "amber",
        "2026-05-20",
    )
    assert newest.source == path.name and newest.by == "Jo"
    first, second = planned.read.records(ActionMilestone)
    assert (first.done, second.title, second.due) == ("2026-06-03", "Staff told", "2026-08-01")
    # Taken in a second time, nothing is there twice.
    again = look(planned, path)
    assert again.changes == () and all("already" in note for note in again.notes)
    planned.undo().result()
    assert len(planned.read.records(Progress)) == 1


def test_wording_that_was_typed_over_changes_nothing_and_is_said(planned: Seat, fill: Fill) -> None:
    path = fill({(PLAN, 1, "Action"): "Something else", (STEPS, 1, form.DUE): "1 July 2100"})
    found = look(planned, path)
    assert found.changes == () and len(found.notes) == 2
    assert all("typed over" in note for note in found.notes)


EYES: list[tuple[dict[tuple[str, int, str], Any], str]] = [
    ({(PLAN, 1, form.CODE): "mine", (PLAN, 1, form.NOTE): "x"}, "row code was changed"),
    ({(PLAN, 1, form.CODE): f"{'b' * 16}-{'b' * 8}-{'b' * 8}"}, "belongs to no action"),
    ({(PLAN, 3, form.REF): "A3", (PLAN, 3, "Action"): "New"}, "was added"),
    ({(PLAN, 1, form.NOTE): "x", (PLAN, 1, form.NOTED): "soon"}, "“soon” does not name one day"),
    ({(PLAN, 1, form.NOTED): "1 May 2026"}, "a date without a note"),
    ({(PLAN, 1, form.COLOUR): "purple"}, "“purple” is no colour"),
    ({(STEPS, 1, form.DONE): "32/1/2026"}, "does not name one day"),
    ({(STEPS, 1, form.CODE): "mine"}, "belongs to no milestone"),
    ({(STEPS, 2, form.STEP): "Homeless"}, "which action it belongs to"),
    ({(STEPS, 2, form.REF): "A1"}, "what is to be done"),
]


@pytest.mark.parametrize(("cells", "said"), EYES)
def test_what_needs_an_eye_is_said_and_holds_the_rest_back(
    planned: Seat, fill: Fill, cells: dict[tuple[str, int, str], Any], said: str
) -> None:
    found = look(planned, fill({(PLAN, 2, form.NOTE): "Fine", **cells}))
    assert len(found.eyes) == 1 and said in found.eyes[0] and "row" in found.eyes[0]
    error = planned.plan_import.accept(found).exception(20)
    assert isinstance(error, Problem) and said in str(error)
    assert len(planned.read.records(Progress)) == 1
    taken = planned.plan_import.accept(found, leave_out_unclear=True).result()
    assert taken == len(found.changes) >= 1


def test_rows_that_were_deleted_or_stand_twice_are_said(
    planned: Seat, fill: Fill, tmp_path: Path
) -> None:
    path = fill()
    book = openpyxl.load_workbook(path)
    codes = [book[PLAN].cell(4 + row, column(book[PLAN], form.CODE)) for row in (1, 2)]
    codes[1].value = codes[0].value
    book.save(path)
    found = look(planned, path)
    assert "twice" in found.eyes[0] and "A2: not in the workbook" in found.notes[0]
    book[PLAN].delete_rows(6)
    book.save(path)
    found = look(planned, path)
    assert found.eyes == () and "A2: not in the workbook" in found.notes[0]


def test_columns_and_rows_may_be_moved(planned: Seat, fill: Fill) -> None:
    path = fill({(PLAN, 2, form.NOTE): "Fine"})
    book = openpyxl.load_workbook(path)
    book[PLAN].insert_cols(2)
    book[PLAN].insert_rows(1, 2)
    book.save(path)
    found = look(planned, path)
    assert [one.ref for one in found.changes] == ["A2"] and found.eyes == found.notes == ()


def test_an_older_copy_and_a_newer_plan(planned: Seat, fill: Fill, tmp_path: Path) -> None:
    path = fill({(PLAN, 1, form.NOTE): "From the old copy"})
    planned.outcomes.set(planned.read.outcome("A1").id, "text", "Two questions").result()
    export(planned, tmp_path / "newer", ["plan.xlsx"])
    found = look(planned, path)
    assert len(found.changes) == 1 and "version 2 went out" in found.notes[0]


def test_what_is_no_workbook_of_this_review(
    planned: Seat, fill: Fill, sit: Callable[..., Seat], tmp_path: Path
) -> None:
    path = fill()
    making.create(tmp_path / "b.review", None, reference="LR-2", title="Child B", name="Maker")
    with pytest.raises(Problem, match="another review"):
        look(sit(path=tmp_path / "b.review"), path)
    for sheet, cell, value, said in (
        (ABOUT, None, "W1 · nonsense", "workbook code"),
        (PLAN, "A4", "Reference", "row of headings"),
    ):
        book = openpyxl.load_workbook(path)
        target = book[sheet]
        place = (
            target[cell]
            if cell
            else next(
                target.cell(row[0].row, 2) for row in target.rows if row[0].value == form.WORKBOOK
            )
        )
        place.value = value
        book.save(tmp_path / "changed.xlsx")
        with pytest.raises(Problem, match=said):
            look(planned, tmp_path / "changed.xlsx")
    book = openpyxl.load_workbook(path)
    del book[STEPS]
    book.save(tmp_path / "less.xlsx")
    with pytest.raises(Problem, match="no sheet “Milestones”"):
        look(planned, tmp_path / "less.xlsx")
    (tmp_path / "plain.csv").write_text("Ref,Action\nA1,x\n")
    with pytest.raises(Problem, match="no action plan workbook"):
        look(planned, tmp_path / "plain.csv")


def test_a_plan_that_changed_meanwhile_is_looked_at_again(planned: Seat, fill: Fill) -> None:
    found = look(planned, fill({(PLAN, 1, form.NOTE): "Fine", (PLAN, 1, form.COLOUR): "amber"}))
    note = {"outcome_id": "A1", "noted": "3 May 2026", "note": "Worse", "brag": "red"}
    planned.forms.add("progress", note).result()
    assert "once more" in str(planned.plan_import.accept(found).exception(20))


def test_an_observer_takes_nothing_in(planned: Seat, fill: Fill, sit: Callable[..., Seat]) -> None:
    found = look(planned, fill({(PLAN, 1, form.NOTE): "Fine"}))
    with pytest.raises(NotAllowed):
        sit(Role.OBSERVER, "Olive").plan_import.accept(found)


def test_changes_can_be_left_out_one_by_one(planned: Seat, fill: Fill) -> None:
    path = fill(
        {
            (PLAN, 1, form.NOTE): "Trialled in two teams",
            (STEPS, 1, form.DONE): "12/05/2026",
        }
    )
    found = look(planned, path)
    assert [one.what for one in found.changes] == ["Progress", "Done on"]
    with pytest.raises(Problem, match="no change 3"):
        planned.plan_import.accept(found, leave_out=(2,)).result()
    assert planned.plan_import.accept(found, leave_out=(0,)).result() == 1
    assert [one.note for one in planned.read.records(Progress)] == ["Begun"]
    assert planned.read.records(ActionMilestone)[0].done == "2026-05-12"


def test_what_the_review_noted_meanwhile_stands_beside_the_change(
    planned: Seat, fill: Fill
) -> None:
    path = fill({(PLAN, 1, form.NOTE): "Trialled", (STEPS, 1, form.DONE): "12/05/2026"})
    assert [one.meanwhile for one in look(planned, path).changes] == ["", ""]
    note = {"outcome_id": "A1", "noted": "20 May 2026", "note": "Stalled", "brag": "red"}
    planned.forms.add("progress", note).result()
    (step,) = planned.read.records(ActionMilestone)
    planned.forms.change("action-milestone", step.uid, {"done": "1 May 2026"}).result()
    told, done = (one.meanwhile for one in look(planned, path).changes)
    assert "Stalled (20 May 2026; Red" in told and "1 May 2026 was noted here" in done
