"""The combined chronology as a paper of its own: each entry with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.outputs.model import EntryRow, ReportModel
from workshop_tui.outputs.paper import Block, Cell, Column, Paper, Part, Style, Table, Words
from workshop_tui.outputs.plan_paper import document
from workshop_tui.outputs.wording import papers

TITLE = "Combined chronology"
_COLUMNS = (
    *(Column("Entry", 8), Column("Date", 12), Column("Agency and source", 14)),
    *(Column("What happened", 38), Column("Child", 14), Column("Response", 14)),
    Column("Outcome", 14),
)


def paper(model: ReportModel) -> Paper:
    """The chronology; entries that were left out stand after it, with the reason."""
    blocks: list[Block] = [Words(text) for text in papers().pack.chronology.about]
    blocks += [Words(f"{sentence}.", "Sent out:") for sentence in model.circulated]
    blocks += [Words(text, style=Style.SMALL) for text in model.left_out]
    if model.chronology:
        rows = tuple(_row(row) for row in model.chronology)
        blocks.append(Table(TITLE, _COLUMNS, rows))
    else:
        blocks.append(Words("No agency's chronology is in yet.", style=Style.GAP))
    parts = [Part(TITLE, tuple(blocks))]
    if model.excluded:
        table = Table("Entries left out", _COLUMNS, tuple(_row(row) for row in model.excluded))
        parts.append(Part("Entries left out, and why", (table,)))
    return document(model, TITLE, tuple(parts))


def beside(row: EntryRow) -> Iterator[tuple[str, str]]:
    """What stands beside an entry, each with what it is: nothing of it is ever left out."""
    if row.first_date:
        yield "Date first recorded as", row.first_date
    if row.first_text:
        yield "First recorded as", row.first_text
    if row.first_text or row.first_date:
        yield "Corrected because", row.why or "no reason was given"
    for agency, account in row.accounts:
        yield f"{agency} sees it otherwise", account
    if row.added:
        yield "Added by hand", row.added
    if row.same_as:
        yield "The same event", f"entry {', '.join(row.same_as)}"
    if row.excluded:
        yield "Left out because", row.excluded


def further(row: EntryRow) -> Iterator[tuple[str, str]]:
    """A source's columns that have none of their own here."""
    for name, words in row.columns:
        if name not in ("child", "response", "outcome") and words.strip():
            yield name, words


def _row(row: EntryRow) -> tuple[Cell, ...]:
    columns = dict(row.columns)
    number = [Words(row.ref, style=Style.MARK)]
    if row.episode:
        number.append(Words(f"Episode {row.episode}", style=Style.SMALL))
    when = [Words(row.date)]
    if row.date_note:
        when.append(Words(row.date_note, style=Style.SMALL))
    whose = [Words(row.agency)]
    if row.source:
        whose.append(Words(row.source, style=Style.SMALL))
    said = [Words(row.text)]
    said += [Words(words, f"{name}:", Style.SMALL) for name, words in further(row)]
    said += [Words(words, f"{name}:", Style.SMALL) for name, words in beside(row)]
    also = (columns.get(name, "") for name in ("child", "response", "outcome"))
    return (tuple(number), tuple(when), tuple(whose), tuple(said), *also)
