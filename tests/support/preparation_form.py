"""The preparation form, made here as `return_form` lays it out, blank or filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import docx

from workshop_tui.practice.return_form import (
    BLANK_ROWS,
    SECTIONS,
    SUPPORT,
    SUPPORT_HEADING,
    identifier,
)

Rows = Mapping[str, Sequence[Sequence[str]]]

FILLED: Rows = {
    "intervention": [["May 2023", "I saw the baby at home", "It was my third visit", "3"]],
    "decision": [["", "We closed the case", "The plan had been kept", "99"]],
}


class Form:
    """A form in the making; ``document`` is python-docx's.

    Args:
        reference: The review's.
        code: Whose form it is.
        level: The level of the sections' headings: one lower inside a briefing pack.
    """

    def __init__(self, reference: str = "LR-99", code: str = "HV1", level: int = 2) -> None:
        self.document = document = docx.Document()
        self.identifier = identifier(reference, code)
        document.add_paragraph(self.identifier)
        self.tables: dict[str, Any] = {}
        for section in SECTIONS:
            document.add_heading(section.heading, level)
            document.add_paragraph(section.guidance)
            table = document.add_table(rows=1 + BLANK_ROWS, cols=4)
            for cell, words in zip(table.rows[0].cells, section.columns, strict=True):
                cell.text = words
            self.tables[section.part] = table
        document.add_heading(SUPPORT_HEADING, level)
        support = document.add_table(rows=len(SUPPORT), cols=2)
        for row, question in zip(support.rows, SUPPORT, strict=True):
            row.cells[0].text = question
        self.tables["support"] = support
        document.add_paragraph(self.identifier)

    def fill(self, rows: Rows) -> Form:
        """Write rows into the sections' tables; more are added where they are needed."""
        for part, wanted in rows.items():
            table = self.tables[part]
            while len(table.rows) < 1 + len(wanted):
                table.add_row()
            for row, words in zip(table.rows[1:], wanted, strict=False):
                for cell, word in zip(row.cells, words, strict=True):
                    cell.text = word
        return self

    def answer(self, *answers: str) -> Form:
        """Write the answers about support."""
        for row, words in zip(self.tables["support"].rows, answers, strict=False):
            row.cells[1].text = words
        return self

    def paragraph(self, text: str) -> Any:
        """The first paragraph with a text."""
        return next(p for p in self.document.paragraphs if p.text == text)

    def drop(self, text: str) -> Form:
        """Delete every paragraph with a text."""
        for one in [p for p in self.document.paragraphs if p.text == text]:
            one._element.getparent().remove(one._element)
        return self

    def save(self, path: Path) -> Path:
        """Write it."""
        self.document.save(str(path))
        return path
