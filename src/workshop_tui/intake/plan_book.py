"""An action plan workbook that came back from its owners, read as ``practice.plan_form`` has it.

What was typed is read and nothing decided: that it fits the review is for ``review.plan_import``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable
from workshop_tui.practice import plan_form as form
from workshop_tui.practice.problems import Problem

if TYPE_CHECKING:
    from workshop_tui.intake.readers.extras import Password

__all__ = ["BookRow", "PlanBook", "read_plan_book"]


@dataclass(frozen=True, slots=True)
class BookRow:
    """A row of the workbook.

    Attributes:
        sheet, row: Where it stands, as the file counts.
        ref: What stands in its first column. code: its row code as it stands there.
        cells: What stands under each heading: a day as ISO text, everything else as it is shown.
    """

    sheet: str
    row: int
    ref: str
    code: str
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """Sheet and row, for a sentence."""
        return f"{self.sheet}, row {self.row}"


@dataclass(frozen=True, slots=True)
class PlanBook:
    """What a workbook says.

    Attributes:
        file: Its name.
        review: The code of its review. tier: its circulation. version: which version went out.
        actions, steps: The rows of its sheets, in the file's order.
    """

    file: str
    review: str
    tier: str
    version: int
    actions: tuple[BookRow, ...]
    steps: tuple[BookRow, ...]


def read_plan_book(path: Path, password: Password | None = None) -> PlanBook:
    """Read a workbook; changes nothing.

    Raises:
        Problem: If it cannot be read, or is no action plan workbook that was made here.
    """
    from workshop_tui.intake.readers.dispatch import read_document

    document = read_document(path, password)
    layout, review, tier, version = _identity(document)
    if layout != form.VERSION:
        raise Problem(
            f"“{document.file}” has the layout {layout}, and this version of workshop-tui reads "
            f"{form.VERSION}. Export the plan again and copy the owners' notes over."
        )
    actions = _rows(document, form.PLAN_SHEET, (*form.FIXED, *form.TYPED, form.CODE))
    steps = _rows(document, form.STEPS_SHEET, (*form.STEP_COLUMNS, form.CODE))
    return PlanBook(document.file, review, tier, version, tuple(actions), tuple(steps))


def _identity(document: RawDocument) -> tuple[str, str, str, int]:
    table = _sheet(document, form.ABOUT_SHEET)
    for row in table.rows if table else ():
        if row.text(0).strip() == form.WORKBOOK:
            found = form.read_workbook_code(row.text(1))
            if found is not None:
                return found
            raise Problem(
                f"In “{document.file}” the workbook code on the sheet “{form.ABOUT_SHEET}” was "
                "changed, so nobody can tell which review it belongs to. Copy the owners' notes "
                "into a fresh export of the plan; nothing was taken in."
            )
    raise Problem(
        f"“{document.file}” is no action plan workbook made here: it has no sheet "
        f"“{form.ABOUT_SHEET}” with a workbook code. Export one with 'export --only plan.xlsx'."
    )


def _sheet(document: RawDocument, name: str) -> RawTable | None:
    return next((one for one in document.tables if one.name.strip() == name), None)


def _rows(document: RawDocument, name: str, headings: Sequence[str]) -> Iterator[BookRow]:
    """The rows under a sheet's headings in which anything stands."""
    table = _sheet(document, name)
    if table is None:
        raise Problem(
            f"“{document.file}” has no sheet “{name}” any more. Ask for the whole workbook; "
            "nothing was taken in."
        )
    columns: dict[str, int] = {}
    for row in table.rows:
        if not columns:
            columns = _columns(row, headings)
            continue
        cells = {heading: _said(row.cell(at)) for heading, at in columns.items()}
        if any(text.strip() for text in cells.values()):
            code = cells.pop(form.CODE)
            yield BookRow(name, row.number, cells[form.REF].strip(), code.strip(), cells)
    if not columns:
        raise Problem(
            f"“{document.file}”, sheet “{name}”: the row of headings is not as it was "
            f"({', '.join(headings[:-1])}, and the row code). Put the headings back; nothing was "
            "taken in."
        )


def _columns(row: RawRow, headings: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, if this is the row of headings; else nothing."""
    stands = {" ".join(text.split()): at for at, text in reversed(list(enumerate(row.texts)))}
    return (
        {heading: stands[heading] for heading in headings} if stands.keys() >= set(headings) else {}
    )


def _said(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else cell.text
