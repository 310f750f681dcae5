"""The tables of a preparation form, with whatever was done to their rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workshop_tui.intake.raw import Cell, RawRow, RawTable
from workshop_tui.practice.return_form import ENTRY, SECTIONS, SUPPORT, WHEN, WHY

WHAT: Final = "what"
_JOIN: Final = " — "
_MERGED_DOWN: Final = "merged from"
_MERGED_ACROSS: Final = "merged with"
_WIDTH: Final = 4


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """One row of a form, as it was written.

    Attributes:
        part: Which section it stands in, as ``ReturnItem.part`` keeps it.
        when, text, why, entry: The four columns.
        place: Where it stands, for people ("Actions, row 3").
    """

    part: str
    when: str
    text: str
    why: str
    entry: str
    place: str


def plain(text: str) -> str:
    """Words in lower case, without numbering, punctuation and doubled space."""
    words = re.sub(r"[^\w]+", " ", text.casefold())
    return re.sub(r"^\d+\s+", "", " ".join(words.split()))


_COLUMNS: Final = {
    plain(WHEN): WHEN,
    plain(WHY): WHY,
    plain(ENTRY): ENTRY,
    **{plain(section.what): WHAT for section in SECTIONS},
}
_QUESTIONS: Final = {plain(question): question for question in SUPPORT}


def columns_of(table: RawTable) -> dict[int, str] | None:
    """What the columns are, where the first row is the form's row of headings; else None."""
    if not table.rows:
        return None
    found = {n: _COLUMNS.get(plain(cell.text), "") for n, cell in enumerate(table.rows[0].cells)}
    known = [field for field in found.values() if field]
    return found if len(known) >= 2 and len(set(known)) == len(known) else None


class ItemTable:
    """A table of items.

    Attributes:
        items: What stands in its rows.
        eyes: Row ("row 3", or "" for the table) and reason of what a person should look at.
        headed: Whether it has the form's row of headings.
    """

    def __init__(self, table: RawTable, part: str, title: str) -> None:
        self.items: list[ReturnedItem] = []
        self.eyes: list[tuple[str, str]] = []
        self._part = part
        self._title = title
        columns = columns_of(table)
        self.headed = columns is not None
        self._headings = [cell.text.strip() for cell in table.rows[0].cells] if columns else []
        width = max((len(row.cells) for row in table.rows), default=0)
        self._columns = columns or self._by_place(width)
        self._say_columns(width)
        for row in table.rows[1 if columns else 0 :]:
            self._row(row)

    def _by_place(self, width: int) -> dict[int, str]:
        if width == _WIDTH:
            return dict(enumerate((WHEN, WHAT, WHY, ENTRY)))
        return {}

    def _say_columns(self, width: int) -> None:
        filled = self._columns
        if not self.headed and filled:
            self.eyes.append(("", "the row of headings is missing: the columns are read in order"))
        elif not filled and width:
            self.eyes.append(("", "the columns are not the form's: each row is kept as one text"))
        elif width > _WIDTH or "" in filled.values():
            self.eyes.append(("", "a column was added: what it says stands in the text"))

    def _row(self, row: RawRow) -> None:
        label = f"row {row.number}"
        cells: dict[str, list[str]] = {field: [] for field in (WHEN, WHAT, WHY, ENTRY)}
        continued = self._columns.get(0) == WHEN and _is_down(row.cells[:1])
        spread = self._spread(row)
        for n, cell in enumerate(row.cells):
            self._note(label, cell)
            if _is_down((cell,)) and not (n == 0 and continued):
                continue
            words = cell.text.strip()
            field = self._columns.get(n, "")
            if not words or (not field and plain(words) in _COLUMNS):
                continue
            if field == WHEN and n in spread:
                field = WHAT
                self.eyes.append((label, "cells were merged: the words of both stand in the text"))
            cells[field or WHAT].append(self._with_heading(n, words) if not field else words)
        self._keep(row, label, {field: _JOIN.join(words) for field, words in cells.items()})

    def _spread(self, row: RawRow) -> set[int]:
        """Columns whose cell reaches over the next one to the right."""
        return {
            n - 1
            for n, cell in enumerate(row.cells)
            if cell.note and cell.note.startswith(_MERGED_ACROSS)
        }

    def _with_heading(self, n: int, words: str) -> str:
        heading = self._headings[n] if n < len(self._headings) else ""
        return f"{heading}: {words}" if heading else words

    def _note(self, label: str, cell: Cell) -> None:
        note = cell.note or ""
        if note and not note.startswith((_MERGED_DOWN, _MERGED_ACROSS)):
            self.eyes.append((label, note))

    def _keep(self, row: RawRow, label: str, said: dict[str, str]) -> None:
        when, text, why, entry = (said[field] for field in (WHEN, WHAT, WHY, ENTRY))
        if not (text or why or entry) and (not when or _is_down(row.cells[:1])):
            return
        if all(plain(words) in _COLUMNS for words in (when, text, why, entry) if words):
            return  # the headings once more
        if not text:
            text, why = (why, "") if why else (when or entry, "")
            when = "" if text == when else when
            self.eyes.append((label, "the column of what was done is empty: please look"))
        place = f"{self._title}, {label}"
        self.items.append(ReturnedItem(self._part, when, text, why, entry, place))


class SupportTable:
    """The table about support: a question on the left, the answer on the right.

    Attributes:
        answers: Question and answer, where there is one.
        eyes: What a person should look at, as in ``ItemTable``.
    """

    def __init__(self, table: RawTable) -> None:
        self.answers: list[tuple[str, str]] = []
        self.eyes: list[tuple[str, str]] = []
        for row in table.rows:
            self._row(row)

    @staticmethod
    def is_one(table: RawTable) -> bool:
        """Whether a table asks the form's questions about support."""
        asked = [row.cells[0].text for row in table.rows if row.cells]
        return any(plain(words) in _QUESTIONS for words in asked)

    def _row(self, row: RawRow) -> None:
        label = f"row {row.number}"
        words = [cell.text.strip() for cell in row.cells if not _is_down((cell,))]
        for cell in row.cells:
            note = cell.note or ""
            if note and not note.startswith((_MERGED_DOWN, _MERGED_ACROSS)):
                self.eyes.append((label, note))
        question, answer = (words[0] if words else ""), _JOIN.join(filter(None, words[1:]))
        known = _QUESTIONS.get(plain(question))
        if answer:
            self.answers.append((known or question, answer))
        elif question and not known:
            self.answers.extend(self._inside(question, label))

    def _inside(self, words: str, label: str) -> Iterator[tuple[str, str]]:
        """An answer that was typed behind its question, or stands alone."""
        first, _, rest = words.partition("\n")
        for question in SUPPORT:
            if words.casefold().startswith(question.casefold()):
                answer = words[len(question) :].strip(" :?\n")
                self.eyes.append((label, "the answer stands in the question's cell"))
                yield question, answer
                return
        if plain(first) in _QUESTIONS and rest.strip():
            yield _QUESTIONS[plain(first)], rest.strip()
        else:
            yield "", words


def _is_down(cells: Sequence[Cell]) -> bool:
    """Whether a cell only repeats the one above, with which it is merged."""
    return any(cell.note and cell.note.startswith(_MERGED_DOWN) for cell in cells)
