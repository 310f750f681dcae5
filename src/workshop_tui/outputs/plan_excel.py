"""The action plan as a workbook for its owners: what is theirs to fill in comes back in.

Its layout is ``practice.plan_form``; the columns that owners fill in have another ground.
"""

from __future__ import annotations

from typing import Any, Final

from workshop_tui.outputs import sheet as sheets
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.plan_rows import Cell, PlanRow, StepRow, code_of, plain, plan_rows
from workshop_tui.practice import plan_form as form

_HEADS: Final = (*form.FIXED, *form.SHOWN, *form.TYPED, form.CODE)
_STEP_HEADS: Final = (*form.STEP_COLUMNS, form.CODE)
_WIDTHS: Final = {
    **dict(enumerate((6, 24, 22, 28, 17, 15, 12, 22, 22))),
    **dict(enumerate((22, 18, 24, 28, 13, 12, 12), start=9)),
}
_STEP_WIDTHS: Final = dict(enumerate((6, 46, 46, 13, 13, 12)))
_TOP: Final = 3
_READY: Final = 15
_FILLS: Final = {
    "blue": ("#1F4E9E", "#FFFFFF"),
    "green": ("#2E7D32", "#FFFFFF"),
    "amber": ("#FFC000", "#000000"),
    "red": ("#B71C1C", "#FFFFFF"),
}
_MAY: Final = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "select_locked_cells": True,
}
_HOW: Final = (
    (
        "What is yours",
        "The cells on a yellow ground: your note, its date, the colour; on the sheet "
        "“Milestones” the day on which a step was done, and further steps in the rows below.",
    ),
    ("Dates", "Write a day as 12 March 2026 or 12/3/2026."),
    (
        "BRAG",
        "Blue: embedded, seen in practice. Green: on track. Amber: at risk. Red: overdue. "
        "Choose from the list in the cell.",
    ),
    (
        "What stays",
        "Wording, owners and due dates are agreed in the group that owns the plan; a "
        "change typed over them here is shown, and not taken in. Please add and delete no rows on "
        "the sheet “Action plan”, and leave the row codes as they are.",
    ),
    (
        "Sending it back",
        "Save it as an Excel workbook and send it back by the way it came. What "
        "you wrote is looked at before it is taken in.",
    ),
    ("Please", "Name no child, family member or colleague; write roles, as the plan does."),
)


def build(material: Material, model: ReportModel) -> bytes:
    """The workbook's bytes."""
    rows = plan_rows(material, model)
    with sheets.workbook(f"Action plan {model.reference}") as (book, content):
        _plan(book, model, rows)
        _steps(book, model, rows)
        _about(book, material, model, len(rows))
    return content.getvalue()


class _Looks:
    """The formats of a workbook's cells."""

    def __init__(self, book: Any) -> None:
        fill = {"bg_color": sheets.TYPED_WASH, "locked": False}
        self.words = book.add_format(sheets.look(num_format="@"))
        self.days = book.add_format(sheets.look(num_format=sheets.DATE, align="left"))
        self.bold = book.add_format(sheets.look(num_format="@", bold=True))
        self.typed = book.add_format(sheets.look(num_format="@", **fill))
        # General, so that a day that is typed becomes a day whatever the computer's country is.
        self.typed_days = book.add_format(sheets.look(num_format=sheets.DATE, align="left", **fill))
        self.code = book.add_format({"font_size": 6, "font_color": "#8A979E", "num_format": "@"})
        self.head = book.add_format(
            sheets.look(bold=True, bg_color=sheets.WASH, font_color=sheets.ACCENT)
        )
        self.typed_head = book.add_format(
            sheets.look(bold=True, bg_color="#FFEFB0", font_color=sheets.ACCENT)
        )


def _plan(book: Any, model: ReportModel, rows: tuple[PlanRow, ...]) -> None:
    sheet = book.add_worksheet(form.PLAN_SHEET)
    looks = _Looks(book)
    texts = [[*map(plain, row.fixed), *row.shown, "", "", row.colour] for row in rows]
    across = sheets.widths(texts, _WIDTHS, len(_HEADS))
    _top(book, sheet, model, _HEADS, across, sheets.A3, looks)
    typed = len(form.FIXED) + len(form.SHOWN)
    for at, (row, text) in enumerate(zip(rows, texts, strict=True), start=_TOP + 1):
        for column, value in enumerate((*row.fixed, *row.shown)):
            words = looks.bold if column == 0 else looks.words
            sheets.put(sheet, at, column, value, words, looks.days)
        sheet.write_blank(at, typed, None, looks.typed)
        sheet.write_blank(at, typed + 1, None, looks.typed_days)
        sheets.put(sheet, at, typed + 2, row.colour, looks.typed, looks.typed)
        sheet.write_string(at, typed + 3, str(row.code), looks.code)
        sheet.set_row(at, sheets.height(text, across))
    last = _TOP + max(1, len(rows))
    _colours(book, sheet, last, typed + 2)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.print_area(0, 0, last, typed + 2)
    sheet.autofilter(_TOP, 0, last, typed + 2)
    if not rows:
        sheet.write_string(_TOP + 1, 0, "No actions have been proposed yet.")
    sheet.protect("", _MAY)


def _steps(book: Any, model: ReportModel, rows: tuple[PlanRow, ...]) -> None:
    sheet = book.add_worksheet(form.STEPS_SHEET)
    looks = _Looks(book)
    steps = [step for row in rows for step in row.steps]
    texts = [[one.ref, one.action, one.title, plain(one.due), plain(one.done)] for one in steps]
    across = sheets.widths(texts, _STEP_WIDTHS, len(_STEP_HEADS))
    _top(book, sheet, model, _STEP_HEADS, across, sheets.A4, looks)
    for at, (step, text) in enumerate(zip(steps, texts, strict=True), start=_TOP + 1):
        for column, value in enumerate(_cells(step)):
            mine = column == len(form.STEP_COLUMNS) - 1
            words = looks.typed if mine else looks.bold if column == 0 else looks.words
            days = looks.typed_days if mine else looks.days
            sheets.put(sheet, at, column, value, days if mine else words, days)
        sheet.write_string(at, len(form.STEP_COLUMNS), str(step.code), looks.code)
        sheet.set_row(at, sheets.height(text, across))
    first, last = _TOP + 1 + len(steps), _TOP + len(steps) + _READY
    for at in range(first, last + 1):
        for column in range(len(form.STEP_COLUMNS)):
            blank = looks.typed_days if column > 2 else looks.typed
            sheet.write_blank(at, column, None, looks.words if column == 1 else blank)
        sheet.set_row(at, 21)
    refs = [str(row.fixed[0]) for row in rows]
    if refs and len(",".join(refs)) <= 255:
        sheet.data_validation(first, 0, last, 0, {"validate": "list", "source": refs})
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.print_area(0, 0, last, len(form.STEP_COLUMNS) - 1)
    sheet.protect("", _MAY)


def _cells(step: StepRow) -> tuple[Cell, ...]:
    return (step.ref, step.action, step.title, step.due, step.done)


def _top(
    book: Any,
    sheet: Any,
    model: ReportModel,
    heads: tuple[str, ...],
    across: list[float],
    paper: int,
    looks: _Looks,
) -> None:
    """Title, page and headings of a sheet."""
    sheets.page(sheet, model, paper)
    for column, wide in enumerate(across):
        sheet.set_column(column, column, wide)
    below = model.plan or "Please fill in the cells on a yellow ground, and send it back."
    sheets.title(book, sheet, model, sheet.get_name(), below)
    mine = (*form.TYPED, form.DONE)
    for column, heading in enumerate(heads):
        chosen = looks.typed_head if heading in mine else looks.head
        sheet.write_string(_TOP, column, heading, looks.code if heading == form.CODE else chosen)
    sheet.set_row(_TOP, 32)
    sheet.repeat_rows(_TOP)


def _colours(book: Any, sheet: Any, last: int, column: int) -> None:
    """The list of colours in each cell, and the ground that shows what was chosen."""
    first = _TOP + 1
    wrong = "Please choose one of the colours in the list, or leave the cell empty."
    sheet.data_validation(
        first,
        column,
        last,
        column,
        {
            "validate": "list",
            "source": list(form.COLOURS.values()),
            "error_title": "BRAG",
            "error_message": wrong,
        },
    )
    for key, said in form.COLOURS.items():
        ground, ink = _FILLS[key]
        filled = book.add_format({"bg_color": ground, "font_color": ink, "bold": True})
        rule = {"type": "cell", "criteria": "==", "value": f'"{said}"', "format": filled}
        sheet.conditional_format(first, column, last, column, rule)


def _about(book: Any, material: Material, model: ReportModel, actions: int) -> None:
    sheet = book.add_worksheet(form.ABOUT_SHEET)
    sheets.page(sheet, model)
    sheet.fit_to_pages(1, 1)
    name = book.add_format(sheets.look(bold=True, bg_color=sheets.WASH))
    text = book.add_format(sheets.look(num_format="@"))
    across = (24, 96)
    for column, wide in enumerate(across):
        sheet.set_column(column, column, wide)
    sheets.title(book, sheet, model, "About this copy of the action plan", "")
    number = model.version.number
    review = code_of(material, material.review)
    facts = (
        ("Circulation", f"{model.rules.label}. {model.rules.for_whom} {model.rules.handling}"),
        (
            "Version",
            f"{number}, made on {model.making.made}, journal {model.making.journal_head[:12]}",
        ),
        ("Actions in this copy", str(actions)),
        *_HOW,
        (form.WORKBOOK, form.workbook_code(review, model.tier.value, number)),
    )
    for at, (heading, words) in enumerate(facts, start=_TOP):
        sheet.write_string(at, 0, heading, name)
        sheet.write_string(at, 1, sheets.fit(words), text)
        sheet.set_row(at, sheets.height((heading, words), across))
    sheet.protect("", _MAY)
