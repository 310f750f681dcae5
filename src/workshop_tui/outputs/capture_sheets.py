"""Numbered paper sheets for people who capture without a screen: one sheet a page."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.outputs.paper import Column, Facts, Paper, Part, Table, Words
from workshop_tui.outputs.wording import papers
from workshop_tui.practice.kinds import KINDS
from workshop_tui.practice.return_form import SEPARATOR

_COLUMNS = (
    Column("Time", 10),
    Column("Entry", 9),
    Column("Mark", 8),
    Column("Who (code)", 12),
    Column("What was said or noticed, in the words that were used", 61),
)
_ROWS = 13
_BLANK = "_" * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """What the sheets say.

    Attributes:
        session: Title and day of the session.
        codes: Whose each sheet is, or "" for whoever takes it; as many as there are sheets.
        first: The number of the first.
    """

    reference: str
    session: str
    codes: tuple[str, ...]
    first: int = 1


def build(sheets: Sheets) -> Paper:
    """All sheets as one paper."""
    title = papers().sheets.title
    last = sheets.first + len(sheets.codes) - 1
    span = f"{title} {last}" if last == sheets.first else f"{title}s {sheets.first} to {last}"
    mark = SEPARATOR.join((sheets.reference, "please hand in, also if it is empty"))
    head = (f"Learning review {sheets.reference}", sheets.session)
    parts = (_sheet(sheets, number, code) for number, code in enumerate(sheets.codes, sheets.first))
    return Paper(f"{span}: {sheets.reference}", head, mark, tuple(parts))


def _sheet(sheets: Sheets, number: int, code: str) -> Part:
    # A mark stays with its word at the end of a line.
    marked = (f"{info.mark}\N{NO-BREAK SPACE}{info.label.lower()}" for info in KINDS if info.mark)
    blocks = (
        Facts((("Session", sheets.session), ("Code", code or _BLANK))),
        Words(papers().sheets.how),
        Words(f"{', '.join(marked)}; no mark: a note.", "Marks:"),
        Table(f"Lines of sheet {number}", _COLUMNS, blank=_ROWS, blank_height=12),
    )
    return Part(f"{papers().sheets.title} {number}", blocks, new_page=True)
