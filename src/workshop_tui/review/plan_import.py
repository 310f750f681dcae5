"""What an action plan workbook that came back would change: compared, shown, then taken in whole.

Only progress comes in: notes, colours, days on which milestones were done, further milestones.
Nothing else that was typed over changes anything; that it was typed is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.intake.plan_book import BookRow, PlanBook
from workshop_tui.practice import plan_form as form
from workshop_tui.practice.changing import ActionMilestone, DocumentVersion, Progress
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE, outcome_names
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome, Review
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.readers.extras import Password
    from workshop_tui.review.form_values import Finder
    from workshop_tui.review.reader import Reader

_EXTRA_NOTE = "Only a colour was given, without a note."


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that a workbook would change.

    Attributes:
        ref: The action (A3). where: sheet and row. what: "Progress", "BRAG", "Done on",
            "Milestone". was, becomes: in words; "" for nothing.
        outcome_id: The action. step_id: the milestone that was done, or 0.
        noted: Of a progress note: the day. note, colour: what it says.
        title, due, done: Of a milestone.
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
    return _compare(reader.records, book, (today or dt.date.today()).isoformat())


@dataclass(frozen=True, slots=True)
class PlanImportVerbs:
    """The verbs of workbooks that come back.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("took in an action plan that came back", CAPTURERS)
    def accept(self, tx: Transaction, found: PlanImport, *, leave_out_unclear: bool = False) -> int:
        """Take a workbook in as it was looked at, all of it or nothing.

        Args:
            tx: The transaction.
            found: What ``look`` gave.
            leave_out_unclear: Leave out the cells that need an eye.

        Returns:
            How many progress notes and milestones were added or changed.

        Raises:
            Problem: In the future, if the plan changed since the workbook was looked at, or a
                cell needs an eye and is not to be left out.
        """
        again = _compare(tx.find, found.book, found.today)
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
        for change in found.changes:
            _take(tx, change, found.book.file, self.seat.name)
        return len(found.changes)


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


# -- comparing ------------------------------------------------------------------------------------


def _compare(find: Finder, book: PlanBook, today: str) -> PlanImport:
    review = find(Review)[0]
    if form.record_code(review.uid) != book.review:
        raise Problem(
            f"“{book.file}” is the action plan of another review, not of {review.reference}. "
            "Nothing was taken in."
        )
    return _Comparison(find, book, today).result()


@dataclass(slots=True)
class _Comparison:
    find: Finder
    book: PlanBook
    today: str
    changes: list[PlanChange] = field(default_factory=list)
    eyes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def result(self) -> PlanImport:
        names = self._names()
        self._version()
        seen: set[int] = set()
        for row in self.book.actions:
            action = self._action(row, names, seen)
            if action is not None:
                self._wording(row, form.FIXED)
                self._progress(row, names[action][0], action)
        gone = [name for id_, (name, _, counted) in names.items() if counted and id_ not in seen]
        if gone:
            self.notes.append(
                f"{', '.join(gone)}: not in the workbook. The row was deleted there, or the action "
                "is newer or was not for its readers. It stays in the plan as it is."
            )
        self._steps(names)
        found = (tuple(self.changes), tuple(self.eyes), tuple(self.notes))
        return PlanImport(self.book, *found, self.today)

    def _names(self) -> dict[int, tuple[str, Outcome, bool]]:
        """Each action's name by its id, also of those that were set aside since."""
        actions = [one for one in self.find(Outcome) if one.kind is OutcomeKind.ACTION]
        actions.sort(key=lambda one: (one.position, one.id))
        named = zip(actions, outcome_names(actions), strict=True)
        return {one.id: (name, one, one.status != SET_ASIDE) for one, name in named}

    def _version(self) -> None:
        """Whether a newer copy of the workbook went out since."""
        versions = self.find(DocumentVersion)
        mine = [one for one in versions if one.number == self.book.version]
        if self.book.version and not mine:
            raise Problem(
                f"“{self.book.file}” says that it is version {self.book.version}, and no such "
                "version went out from this review. Nothing was taken in."
            )
        newer = [
            one
            for one in versions
            if one.number > self.book.version
            and one.tier == self.book.tier
            and any(
                name.startswith("action-plan") and name.endswith(".xlsx") for name in one.documents
            )
        ]
        if newer:
            last = max(newer, key=lambda one: one.number)
            self.notes.append(
                f"This is version {self.book.version} of the plan; version {last.number} went out "
                f"on {british(last.at[:10])}. What was typed into the older one can still be taken "
                "in; look at each change."
            )

    # -- the plan's own sheet -----------------------------------------------------------------

    def _action(
        self, row: BookRow, names: dict[int, tuple[str, Outcome, bool]], seen: set[int]
    ) -> int | None:
        """The action that a row is about; None, with a sentence, where it is about none."""
        if (
            not row.code
            and not any(row.cells[heading].strip() for heading in form.TYPED)
            and (not row.ref or " " in row.ref)
        ):
            return None
        code = form.read_code(row.code)
        if code is None:
            what = "its row code was changed" if row.code else "it was added, or lost its row code"
            self.eyes.append(
                f"{row.where}{f' ({row.ref})' if row.ref else ''}: {what}, so nobody can tell "
                "which action it is about; put the code back, or note it in the plan itself."
            )
            return None
        by_code = {form.record_code(one.uid): id_ for id_, (_, one, _) in names.items()}
        found = by_code.get(code.record)
        if found is None:
            self.eyes.append(
                f"{row.where} ({row.ref}): its row code belongs to no action of this plan; the "
                "code was changed, or the action was taken away since."
            )
        elif found in seen:
            self.eyes.append(
                f"{row.where} ({row.ref}): this action stands in the workbook twice; the first row "
                "counts."
            )
            return None
        else:
            seen.add(found)
            if not names[found][2]:
                self.notes.append(f"{row.where}: {names[found][0]} was set aside since.")
        return found

    def _wording(self, row: BookRow, headings: Iterable[str]) -> None:
        code = form.read_code(row.code)
        if code and form.wording_code(row.cells[heading] for heading in headings) != code.wording:
            self.notes.append(
                f"{row.where} ({row.ref}): wording, owner or due date was typed over. That is not "
                "taken in; change it in the plan itself, if it is agreed."
            )

    def _progress(self, row: BookRow, name: str, action: int) -> None:
        note, colour = row.cells[form.NOTE].strip(), self._colour(row)
        newest = self._newest(action)
        if colour == "blue":
            self.notes.append(
                f"{row.where} ({name}): blue counts once the action is closed on evidence; the "
                "note is kept with it."
            )
        if not note and colour == newest:
            colour = ""
        if not note and not colour:
            if row.cells[form.NOTED].strip():
                self.eyes.append(f"{row.where} ({name}): a date without a note; what was noted?")
            return
        noted = self._day(row, form.NOTED, name) if row.cells[form.NOTED].strip() else self.today
        if noted is None:
            return
        note = note or _EXTRA_NOTE
        if any((p.note.strip(), p.brag) == (note, colour) for p in self._of(action)):
            self.notes.append(f"{row.where} ({name}): this note is here already.")
            return
        given = "" if row.cells[form.NOTED].strip() else ", the day it is taken in"
        words = f"{note} ({british(noted)}{given}{f'; {form.COLOURS[colour]}' if colour else ''})"
        was = form.COLOURS.get(newest, "") if colour and colour != newest else ""
        self.changes.append(
            PlanChange(
                ref=name,
                where=row.where,
                what="Progress",
                was=was,
                becomes=words,
                outcome_id=action,
                noted=noted,
                note=note,
                colour=colour,
            )
        )

    def _colour(self, row: BookRow) -> str:
        """The colour that was chosen, or "" where it stands as it went out."""
        said, code = row.cells[form.COLOUR], form.read_code(row.code)
        if code and form.wording_code([said]) == code.typed:
            return ""
        colour = form.colour_of(said)
        if colour is None:
            self.eyes.append(
                f"{row.where} ({row.ref}), {form.COLOUR}: “{said.strip()}” is no colour of the "
                "plan: blue, green, amber or red."
            )
        return colour or ""

    def _of(self, action: int) -> list[Progress]:
        return self.find(Progress, outcome_id=action)

    def _newest(self, action: int) -> str:
        notes = sorted(self._of(action), key=lambda one: (one.noted, one.id), reverse=True)
        return next((one.brag for one in notes if one.brag), "")

    def _day(self, row: BookRow, heading: str, name: str) -> str | None:
        """A day as ISO text; None, with a sentence, where the words are none."""
        from workshop_tui.review.form_values import exact_day

        words = row.cells[heading].strip()
        try:
            return exact_day(heading, words)
        except Problem:
            self.eyes.append(
                f"{row.where} ({name}), {heading}: “{words}” does not name one day. Write it as "
                "12 March 2026 or 12/3/2026."
            )
            return None

    # -- milestones ---------------------------------------------------------------------------

    def _steps(self, names: dict[int, tuple[str, Outcome, bool]]) -> None:
        known = {form.record_code(one.uid): one for one in self.find(ActionMilestone)}
        by_name = {name: id_ for id_, (name, _, counted) in names.items() if counted}
        for row in self.book.steps:
            code = form.read_code(row.code)
            if code is not None and code.record in known:
                step = known[code.record]
                name = names[step.outcome_id][0] if step.outcome_id in names else row.ref
                self._wording(row, form.STEP_FIXED)
                self._done(row, code, step, name)
            elif row.code:
                self.eyes.append(
                    f"{row.where} ({row.ref}): its row code belongs to no milestone of this plan; "
                    "it was changed, or the milestone was taken away since."
                )
            else:
                self._new_step(row, by_name)

    def _done(self, row: BookRow, code: form.RowCode, step: ActionMilestone, name: str) -> None:
        said = row.cells[form.DONE]
        if form.wording_code([said]) == code.typed:
            return
        if not said.strip():
            self.notes.append(
                f"{row.where} ({name}): the day on which it was done was emptied; it stays as "
                f"noted here ({british(step.done) or 'not done'})."
            )
            return
        day = self._day(row, form.DONE, name)
        if day is not None and day != step.done:
            self.changes.append(
                PlanChange(
                    ref=name,
                    where=row.where,
                    what="Done on",
                    was=british(step.done),
                    becomes=f"{british(day)}: {step.title}",
                    outcome_id=step.outcome_id,
                    step_id=step.id,
                    done=day,
                )
            )

    def _new_step(self, row: BookRow, by_name: dict[str, int]) -> None:
        title = row.cells[form.STEP].strip()
        action = by_name.get(row.ref.upper())
        if action is None or not title:
            lacks = "which action it belongs to (A1, A2 …)" if title else "what is to be done"
            self.eyes.append(f"{row.where}: a new milestone has to say {lacks}.")
            return
        due = self._day(row, form.DUE, row.ref) if row.cells[form.DUE].strip() else ""
        done = self._day(row, form.DONE, row.ref) if row.cells[form.DONE].strip() else ""
        if due is None or done is None:
            return
        here = self.find(ActionMilestone, outcome_id=action)
        if any(one.title.strip() == title for one in here):
            self.notes.append(f"{row.where} ({row.ref}): this milestone is here already.")
            return
        days = [f"by {british(due)}" if due else "", f"done {british(done)}" if done else ""]
        told = ", ".join(filter(None, (title, *days)))
        self.changes.append(
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
