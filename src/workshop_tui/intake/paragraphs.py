"""Dated paragraphs, headings and bullets read as a chronology where there is no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workshop_tui.intake.dated_blocks import EDGES, Block, dated_blocks
from workshop_tui.intake.dates import DateReading, Order, read_column, read_time
from workshop_tui.intake.entries import Eye, Harvest, Origin, Question, ReadEntry, eye_of
from workshop_tui.intake.raw import Cell, RawTable
from workshop_tui.practice.when import When

_CLOSING: Final = re.compile(
    r"(?:(?:other|further|more|useful)\s+)?(?:sources|references|links|bibliography|see also"
    r"|further reading|footnotes|appendix|glossary)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_TIME_FIRST: Final = re.compile(
    r"\(?(?:at\s+)?(\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?m\.?|\s*hrs)?|\d{1,2}\s*[ap]m|\d{4}\s*hrs?)"
    r"\)?\s*[:–—,-]*\s+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Draft:
    """An entry while its text is being gathered; `start` is the block with its date."""

    row: int
    start: Block
    texts: list[str] = field(default_factory=list)
    time: str | None = None
    notes: list[str] = field(default_factory=list)
    inner: bool = False

    @property
    def date(self) -> str:
        """The date as written, with the month above that it belongs to."""
        return " ".join(filter(None, (self.start.date, self.start.under)))


def read_paragraphs(
    file: str, table: RawTable, *, order: Order | None = None, beside_table: bool = False
) -> Harvest:
    """Reads a run of paragraphs or lines.

    Args:
        file: The file's name, for the origin of every entry.
        table: The paragraphs or lines.
        order: The order of day and month, if a person has decided it.
        beside_table: Whether the chronology itself is a table, so that only a paragraph that
            holds both a date and words is an entry.

    Returns:
        An entry for every paragraph or heading that begins with a date, with the paragraphs
        after it; one for every bullet under a date. Nothing where no paragraph does.
    """
    harvest = Harvest(notes=[f"{table.name}: {note}" for note in table.notes])
    blocks = dated_blocks(table, sentences=not beside_table)
    if not any(block.date for block in blocks):
        return harvest
    gatherer = _Gatherer(table, harvest, beside_table)
    for block in blocks:
        gatherer.take(block)
    gatherer.close()
    _settle(file, table, gatherer.drafts, harvest, order, beside_table)
    return harvest


class _Gatherer:
    """Takes one block after another and gathers entries; what is left over is reported."""

    def __init__(self, table: RawTable, harvest: Harvest, beside_table: bool) -> None:
        self.drafts: list[_Draft] = []
        self._table = table
        self._harvest = harvest
        self._beside = beside_table
        self._date: Block | None = None
        self._open: _Draft | None = None
        self._bullets = False
        self._indent = 0
        self._stray: list[Block] = []
        self._begun = False

    def take(self, block: Block) -> None:
        """Takes the next block."""
        self._take(block)
        if self._open is not None and block.note:
            self._open.notes.append(block.note)
        if self._open is not None and block.inner:
            self._open.inner = True
        elif block.inner and self._beside:
            words = " ".join(block.text.split())[:80]
            sentence = f"a paragraph beside the table, not read as an entry: “{words}”"
            self._harvest.eyes.append(Eye(block.row, self._table.name, sentence))

    def _take(self, block: Block) -> None:
        if block.date is not None:
            self._start(block)
        elif block.shape in {"heading", "rule"} or _CLOSING.match(block.text):
            self._break(block)
        elif self._date is None:
            self._stray.append(block)
        elif block.shape == "bullet":
            self._bullet(block)
        else:
            self._text(block)

    def close(self) -> None:
        """Ends the last entry and reports what belongs to none."""
        self._end()
        self._report_stray()

    def _start(self, block: Block) -> None:
        nested = block.shape == "bullet" and self._bullets and block.indent > self._indent
        if nested and self._open is not None:
            self._open.texts.append(block.text)
            self._open.inner = True
            return
        self._end()
        self._report_stray()
        self._begun = True
        self._bullets, self._indent = False, block.indent
        if block.date is None or (self._beside and block.whole):
            self._date = None
            return
        self._date = block
        if block.rest:
            words = block.rest.strip(EDGES + "|")
            words = re.sub(r"^[:–—,;.\])-]+\s*", "", words).strip(EDGES)
            self._open = _Draft(block.row, block, [words] if words else [])
            self.drafts.append(self._open)
            self._bullets = block.shape == "bullet"

    def _bullet(self, block: Block) -> None:
        if self._date is None:
            return
        if self._open is not None and (not self._bullets or block.indent > self._indent):
            self._open.texts.append(f"- {block.text}")
            return
        self._bullets, self._indent = True, block.indent
        found = _TIME_FIRST.match(block.text)
        time = read_time(Cell(found[1])) if found else None
        self._open = _Draft(block.row, self._date, [block.text], time[0] if time else None)
        self.drafts.append(self._open)

    def _text(self, block: Block) -> None:
        if self._date is None:
            return
        if self._bullets and block.gap:
            self._end()
            self._date = None
            self._stray.append(block)
        elif self._open is not None:
            self._open.texts.append(block.text)
        else:
            self._open = _Draft(self._date.row, self._date, [block.text])
            self.drafts.append(self._open)

    def _break(self, block: Block) -> None:
        self._end()
        self._report_stray()
        self._date, self._bullets = None, False
        if block.shape != "rule":
            self._stray.append(block)

    def _end(self) -> None:
        """Ends the entry; a date with nothing under it is reported."""
        date = self._date
        if date is not None and self._open is None and not date.lends:
            reason = f"the date “{date.date}” has no text under it; not read as an entry"
            self._harvest.eyes.append(Eye(date.row, self._table.name, reason))
        self._open = None

    def _report_stray(self) -> None:
        if not self._stray:
            return
        first, last = self._stray[0], self._stray[-1]
        rows = f"rows {first.row} to {last.row} have" if last is not first else "the row has"
        words = " ".join(first.text.split())[:80]
        if not self._begun:
            sentence = f"the text before the first date was left out: “{words}”"
            self._harvest.notes.append(f"{self._table.name}: {sentence}")
        elif not self._beside:
            sentence = f"{rows} no date and no date above; not read as an entry: “{words}”"
            self._harvest.eyes.append(Eye(first.row, self._table.name, sentence))
        self._stray = []


def _settle(
    file: str,
    table: RawTable,
    drafts: Sequence[_Draft],
    harvest: Harvest,
    order: Order | None,
    beside_table: bool,
) -> None:
    """Reads all dates of the document together, as one column."""
    dates = read_column(
        [Cell(draft.date) for draft in drafts],
        order=order,
        rows=[draft.row for draft in drafts],
        years=[draft.start.year for draft in drafts],
    )
    harvest.order, harvest.witnesses = dates.order, dates.witnesses
    harvest.doubts = [Question(table.name, doubt) for doubt in dates.doubts]
    # Where every entry is a sentence, that is how the document is written.
    mixed = not all(draft.start.sentence for draft in drafts)
    for draft, reading in zip(drafts, dates.readings, strict=True):
        when, flags = _when(draft, reading)
        if beside_table:
            flags = (*flags, "outside-table")
        if draft.inner:
            flags = (*flags, "date-inside")
        if mixed and draft.start.sentence:
            flags = (*flags, "date-in-sentence")
        text = "\n".join(draft.texts).strip()
        flags = flags if text else (*flags, "no-text")
        origin = Origin(file, table.name, table.kind, draft.row)
        fields = {"about the text": "; ".join(draft.notes)} if draft.notes else {}
        entry = ReadEntry(when, None, None, "", text, fields, flags, origin)
        harvest.entries.append(entry)
        if (eye := eye_of(entry)) is not None:
            harvest.eyes.append(eye)
    harvest.eyes.sort(key=lambda eye: eye.row)


def _when(draft: _Draft, reading: DateReading) -> tuple[When, tuple[str, ...]]:
    """The date of an entry with its flags; never without a When."""
    when = reading.when
    if when is None:
        note = f"cannot be read as a date: {reading.reason}"
        return When(draft.date, note=note), ("undated", "date-unreadable")
    if draft.start.under:
        note = "; ".join(filter(None, (when.note, f"“{draft.start.under}” stands above it")))
        when = when._replace(note=note)
    if draft.time and not when.time:
        when = when._replace(time=draft.time)
    return when, (*reading.flags, "two-readings") if draft.start.doubtful else reading.flags
