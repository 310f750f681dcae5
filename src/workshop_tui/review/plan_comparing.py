"""An action plan workbook that came back, compared with the plan as it stands; changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop_tui.intake.plan_book import BookRow, PlanBook
from workshop_tui.practice import plan_form as form
from workshop_tui.practice.changing import DocumentVersion, Progress
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE, outcome_names
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome, Review
from workshop_tui.review.plan_changes import PlanChange, PlanImport
from workshop_tui.review.plan_step_comparing import compare_steps

if TYPE_CHECKING:
    from workshop_tui.review.form_values import Finder

_EXTRA_NOTE = "Only a colour was given, without a note."


def compare(find: Finder, book: PlanBook, today: str) -> PlanImport:
    """What a workbook would change in the plan as it stands.

    Raises:
        Problem: If it is the workbook of another review, or of a version that never went out.
    """
    review = find(Review)[0]
    if form.record_code(review.uid) != book.review:
        raise Problem(
            f"“{book.file}” is the action plan of another review, not of {review.reference}. "
            "Nothing was taken in."
        )
    return Comparison(find, book, today).result()


@dataclass(slots=True)
class Comparison:
    """One workbook beside the plan as it stands; what is found is gathered."""

    find: Finder
    book: PlanBook
    today: str
    changes: list[PlanChange] = field(default_factory=list)
    eyes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def result(self) -> PlanImport:
        """Everything that was found."""
        names = self._names()
        self._version()
        seen: set[int] = set()
        for row in self.book.actions:
            action = self._action(row, names, seen)
            if action is not None:
                self.wording(row, form.FIXED)
                self._progress(row, names[action][0], action)
        gone = [name for id_, (name, _, counted) in names.items() if counted and id_ not in seen]
        if gone:
            self.notes.append(
                f"{', '.join(gone)}: not in the workbook. The row was deleted there, or the action "
                "is newer or was not for its readers. It stays in the plan as it is."
            )
        compare_steps(self, names)
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

    def wording(self, row: BookRow, headings: Iterable[str]) -> None:
        """Say where cells that do not come in were typed over."""
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
        noted = self.day(row, form.NOTED, name) if row.cells[form.NOTED].strip() else self.today
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
                meanwhile=self._meanwhile(action),
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

    def _meanwhile(self, action: int) -> str:
        """What was noted here on an action since this copy went out."""
        out = next((one.at for one in self.find(DocumentVersion, number=self.book.version)), "")
        newer = [one for one in self._of(action) if out and one.at > out]
        if not newer:
            return ""
        last = max(newer, key=lambda one: (one.noted, one.id))
        colour = f"; {form.COLOURS[last.brag]}" if last.brag else ""
        return (
            f"since it went out, this was noted here: {last.note} ({british(last.noted)}{colour})."
        )

    def _newest(self, action: int) -> str:
        notes = sorted(self._of(action), key=lambda one: (one.noted, one.id), reverse=True)
        return next((one.brag for one in notes if one.brag), "")

    def day(self, row: BookRow, heading: str, name: str) -> str | None:
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
