"""The action plan as a table that Excel opens: UTF-8 with a mark, formulas made harmless."""

from __future__ import annotations

import csv
import io

from workshop_tui.outputs import model
from workshop_tui.practice.text import visible

HEADS = (
    "Ref",
    "Action",
    "Finding it answers",
    "Owner",
    "Expected change",
    "Measure",
    "By when",
    "Status",
    "Lines of enquiry",
    "Evidence entries",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def render(report: model.ReportModel) -> str:
    """The action plan; a document with names has a last column that says so in every row.

    The warning is a column and not a row above the table, so that sorting, filtering and pasting
    into a board's own tracker keep it, and programs still find the headings in the first row.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    mark = (report.warning,) if report.warning else ()
    writer.writerow((*HEADS, *mark))
    for row in report.actions:
        cells = [harmless(value) for value in _values(row, report.findings)]
        writer.writerow((*cells, *("yes" for _ in mark)))
    return out.getvalue()


def _values(row: model.OutcomeRow, findings: tuple[model.OutcomeRow, ...]) -> tuple[str, ...]:
    answered = next((f"{f.label}: {f.text}" for f in findings if f.label == row.answers), "")
    entries = dict.fromkeys(entry for quote in row.evidence for entry in quote.entries)
    return (
        row.label,
        row.text,
        answered or row.answers,
        row.owner,
        row.expected_change,
        row.measure,
        row.due,
        row.status,
        ", ".join(str(number) for number in row.lines),
        "; ".join(entries),
    )


def harmless(text: str) -> str:
    """A cell that a spreadsheet takes as text, whatever it begins with."""
    shown = visible(text)
    formula = text.startswith(_FORMULA) or shown.lstrip().startswith(_FORMULA)
    return f"'{shown}" if formula else shown
