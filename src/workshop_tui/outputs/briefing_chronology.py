"""The part of a briefing pack that holds the combined chronology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop_tui.outputs.model import EntryRow, ReportModel
from workshop_tui.outputs.paper import (
    Block,
    Cell,
    Column,
    Heading,
    Part,
    Points,
    Style,
    Table,
    Words,
)
from workshop_tui.outputs.wording import papers
from workshop_tui.practice.tiers import Part as Contents

TITLE = "Combined chronology"
_COLUMNS = (
    Column("Entry", 9),
    Column("Date", 15),
    Column("Agency", 15),
    Column("What happened", 44),
    Column("Child seen, child’s voice", 17),
)
_WITHOUT_CHILD = (*_COLUMNS[:3], Column("What happened", 61))
_CHILD = "child"
_NO_REF = "excluded"
_ALSO = (("response", "Response:"), ("outcome", "Outcome:"))


def part(model: ReportModel) -> Part:
    """The part.

    Args:
        model: As its audience may read it.
    """
    if not model.rules.has(Contents.CHRONOLOGY):
        return Part(TITLE, (Words("This circulation holds no chronology."),))
    if not model.chronology:
        missing = "the combined chronology: no agency's chronology is in yet."
        return Part(TITLE, (Words(missing, "Still missing:", Style.GAP),), new_page=True)
    blocks: list[Block] = [Words(_counted(model))]
    blocks += [Words(text) for text in papers().pack.chronology.about]
    blocks += [Words(text, style=Style.SMALL) for text in model.left_out]
    if model.excluded:
        blocks.append(Heading("Entries that were left out"))
        blocks.append(Points(tuple((f"{_called(row)}.", row.excluded) for row in model.excluded)))
        blocks.append(Heading("The entries"))
    blocks.append(table(TITLE, model.chronology))
    return Part(TITLE, tuple(blocks), new_page=True)


def table(about: str, rows: Sequence[EntryRow], *, child: bool = True) -> Table:
    """A table of entries.

    Args:
        about: What it shows.
        rows: The entries.
        child: Whether what their sources say of the child being seen has a column of its own.
    """
    columns = _COLUMNS if child else _WITHOUT_CHILD
    return Table(about, columns, tuple(_row(row)[: len(columns)] for row in rows))


def _called(row: EntryRow) -> str:
    """An excluded entry by its reference, or before the first circulation by its date."""
    return f"{row.date if row.ref == _NO_REF else row.ref}, {row.agency}"


def _counted(model: ReportModel) -> str:
    agencies = {row.agency for row in model.chronology}
    entries = "1 entry" if len(model.chronology) == 1 else f"{len(model.chronology)} entries"
    return f"{entries} from {len(agencies)} agenc{'y' if len(agencies) == 1 else 'ies'}."


def _row(row: EntryRow) -> tuple[Cell, ...]:
    columns = dict(row.columns)
    return (
        tuple(_number(row)),
        tuple(_date(row)),
        tuple(_who(row)),
        tuple(_what(row, columns)),
        columns.get(_CHILD, ""),
    )


def _number(row: EntryRow) -> Iterator[Words]:
    yield Words(row.ref, style=Style.MARK)
    if row.episode:
        yield Words(f"Ep. {row.episode}", style=Style.SMALL)


def _date(row: EntryRow) -> Iterator[Words]:
    yield Words(row.date)
    if row.date_note:
        yield Words(row.date_note, style=Style.SMALL)
    if row.first_date:
        yield Words(row.first_date, "First recorded as:", Style.SMALL)


def _who(row: EntryRow) -> Iterator[Words]:
    yield Words(row.agency)
    if row.source:
        yield Words(row.source, style=Style.SMALL)


def _what(row: EntryRow, columns: dict[str, str]) -> Iterator[Words]:
    yield Words(row.text)
    for name, lead in _ALSO:
        if columns.get(name):
            yield Words(columns[name], lead)
    if row.first_text:
        yield Words(row.first_text, "First recorded as:", Style.SMALL)
    if row.first_text or row.first_date:
        yield Words(row.why or "no reason was given", "Corrected because:", Style.SMALL)
    for agency, account in row.accounts:
        yield Words(account, f"{agency} sees it otherwise:")
    if row.added:
        yield Words(row.added, "Added by hand:", Style.SMALL)
    if row.same_as:
        yield Words(f"The same event: entry {', '.join(row.same_as)}.", style=Style.SMALL)
    if row.excluded:
        yield Words(row.excluded, "Left out because:", Style.SMALL)
