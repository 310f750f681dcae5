"""Dated paragraphs, headings and bullets read as a chronology where there is no table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from workshop_tui.intake.dates import Order, read_column, read_time, split_date
from workshop_tui.intake.entries import Eye, Harvest, Origin, Question, ReadEntry, eye_of
from workshop_tui.intake.raw import Cell, RawRow, RawTable
from workshop_tui.practice.when import When

Shape = Literal["heading", "bullet", "text", "rule"]

_HEADING_STYLE: Final = re.compile(r"(?:heading|title|subtitle)\b", re.IGNORECASE)
_HEADING_MARK: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET: Final = re.compile(r"(\s*)(?:[-*+•‣◦–]|\(?\d{1,3}[.)])\s+(?=\S)")
_RULE: Final = re.compile(r"\s*(?:[-*_=]\s?){3,}$")
_CLOSING: Final = re.compile(
    r"(?:(?:other|further|more|useful)\s+)?(?:sources|references|links|bibliography|see also"
    r"|further reading|footnotes|appendix|glossary)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_UNDATED: Final = re.compile(
    r"(undated|no date|date (?:not known|unknown|n/k)|n/k)(\s*[:–—]\s*\S.*|\s+-\s+\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_STRONG: Final = re.compile(r"\s*[:–—|\t]|\s+-\s|\s*-\s|\s*,?\s*\n|\s{3,}")
_EDGES: Final = "*_`#>~ \t\u00a0"
_TIME_FIRST: Final = re.compile(
    r"\(?(?:at\s+)?(\d{1,2}(?:[:.]\d{2}){1,2}(?:\s*[ap]\.?m\.?|\s*hrs)?|\d{1,2}\s*[ap]m|\d{4}\s*hrs?)"
    r"\)?\s*[:–—,-]*\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph or line: its shape, its words without marks, and a date it begins with."""

    row: int
    shape: Shape
    text: str
    indent: int = 0
    level: int = 0
    date: str | None = None
    rest: str = ""
    gap: bool = False
    note: str | None = None
    year: int | None = None

    @property
    def whole(self) -> bool:
        """Whether the block is a date and nothing else."""
        return self.date is not None and not self.rest


@dataclass(slots=True)
class _Draft:
    """An entry while its text is being gathered."""

    row: int
    date: str
    texts: list[str] = field(default_factory=list)
    time: str | None = None
    notes: list[str] = field(default_factory=list)
    year: int | None = None


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
    blocks = _starts(_with_years(list(_blocks(table))))
    if not any(block.date for block in blocks):
        return harvest
    gatherer = _Gatherer(table, harvest, beside_table)
    for block in blocks:
        gatherer.take(block)
    gatherer.close()
    _settle(file, table, gatherer.drafts, harvest, order, beside_table)
    return harvest


def _blocks(table: RawTable) -> Iterator[_Block]:
    """Tells headings, bullets, rules and text apart."""
    marked = table.kind == "lines"
    before = 0
    for row in table.rows:
        # A paragraph's second cell, where there is one, names its style and is no text.
        raw = row.cells[0].text if row.cells else ""
        gap, before = row.number > before + 1, row.number
        if not raw.strip():
            continue
        yield _block(row, raw, gap, marked=marked)


def _block(row: RawRow, raw: str, gap: bool, *, marked: bool) -> _Block:
    style = row.cells[1].text if len(row.cells) > 1 else ""
    heading = _HEADING_MARK.match(raw) if marked else None
    bullet = _BULLET.match(raw) if marked else None
    shape: Shape = "text"
    text, indent, level = raw.strip(), 0, 0
    if marked and _RULE.match(raw):
        shape = "rule"
    elif heading is not None:
        shape, text, level = "heading", heading[2], len(heading[1])
    elif not marked and _HEADING_STYLE.match(style):
        found = re.search(r"\d", style)
        shape, level = "heading", int(found[0]) if found else 1
    elif bullet is not None and not _is_date_number(raw):
        shape, text, indent = "bullet", raw[bullet.end() :].strip(), len(bullet[1].expandtabs(4))
    if marked:
        text = text.lstrip("> ")
    date, rest = _leading_date(text)
    note = row.cells[0].note if row.cells else None
    return _Block(row.number, shape, text, indent, level, date, rest, gap, note)


def _is_date_number(raw: str) -> bool:
    """Tells "12. March 2020", a date, from the twelfth item of a list."""
    found = split_date(raw.strip())
    return found is not None and raw.strip()[0].isdigit()


def _leading_date(text: str, *, yearless: bool = False) -> tuple[str | None, str]:
    bare = text.lstrip(_EDGES + "[(")
    undated = _UNDATED.match(bare)
    if undated is not None:
        return undated[1], undated[2]
    found = split_date(bare, yearless=yearless)
    if found is None:
        return None, ""
    head, rest = found
    if not rest.strip(_EDGES + ".,:;–—-)]|"):
        return bare.strip(_EDGES), ""
    closing = re.match(r"[*_`~]+", rest)
    return head.rstrip(_EDGES), rest[closing.end() :] if closing else rest


def _with_years(blocks: list[_Block]) -> list[_Block]:
    """Days without a year under a line that is only a year: the year is theirs."""
    whole: list[_Block] = []
    heading: int | None = None
    for block in blocks:
        year = _YEAR.fullmatch(block.text.strip(_EDGES + ":"))
        if year is not None:
            heading = len(whole)
        elif block.date is None and heading is not None:
            date, rest = _leading_date(block.text, yearless=True)
            if date is not None:
                found = _YEAR.search(whole[heading].text)
                lent = int(found[0]) if found else None
                whole[heading] = replace(whole[heading], date=None, shape="rule")
                block = replace(block, date=date, rest=rest, year=lent)
        whole.append(block)
    return whole


def _starts(blocks: list[_Block]) -> list[_Block]:
    """Decides which blocks that begin with a date start an entry.

    A block that is a date and nothing else, a heading and a bullet do; so does a date followed by
    a colon, a dash or a new line. Running text that begins with a day does only where dates do
    not stand alone in this document, and with a year or a month never.
    """
    alone = sum(block.whole for block in blocks)
    leading = sum(block.date is not None and not block.whole for block in blocks)
    kept = []
    for block in blocks:
        starts = block.date is not None and (
            block.whole
            or bool(_STRONG.match(block.rest.lstrip("*_`)]")))
            or ((block.shape == "bullet" or leading > alone) and _has_day(block))
        )
        kept.append(block if starts or block.date is None else _undated(block))
    return kept


def _undated(block: _Block) -> _Block:
    return replace(block, date=None, rest="")


def _has_day(block: _Block) -> bool:
    when = read_column([Cell(block.date or "")], years=[block.year]).whens[0]
    return when is not None and when.earliest is not None and when.earliest == when.latest


class _Gatherer:
    """Takes one block after another and gathers entries; what is left over is reported."""

    def __init__(self, table: RawTable, harvest: Harvest, beside_table: bool) -> None:
        self.drafts: list[_Draft] = []
        self._table = table
        self._harvest = harvest
        self._beside = beside_table
        self._date: tuple[int, str, int | None] | None = None
        self._open: _Draft | None = None
        self._bullets = False
        self._indent = 0
        self._stray: list[_Block] = []
        self._begun = False

    def take(self, block: _Block) -> None:
        """Takes the next block."""
        self._take(block)
        if self._open is not None and block.note:
            self._open.notes.append(block.note)

    def _take(self, block: _Block) -> None:
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

    def _start(self, block: _Block) -> None:
        nested = block.shape == "bullet" and self._bullets and block.indent > self._indent
        if nested and self._open is not None:
            self._open.texts.append(block.text)
            return
        self._end()
        self._report_stray()
        self._begun = True
        self._bullets, self._indent = False, block.indent
        if block.date is None or (self._beside and block.whole):
            self._date = None
            return
        self._date = (block.row, block.date, block.year)
        if block.rest:
            words = block.rest.strip(_EDGES + "|")
            words = re.sub(r"^[:–—,;.\])-]+\s*", "", words).strip(_EDGES)
            self._open = _Draft(block.row, block.date, [words] if words else [], year=block.year)
            self.drafts.append(self._open)
            self._bullets = block.shape == "bullet"

    def _bullet(self, block: _Block) -> None:
        if self._date is None:
            return
        if self._open is not None and (not self._bullets or block.indent > self._indent):
            self._open.texts.append(f"- {block.text}")
            return
        self._bullets, self._indent = True, block.indent
        found = _TIME_FIRST.match(block.text)
        time = read_time(Cell(found[1])) if found else None
        self._open = _Draft(
            block.row, self._date[1], [block.text], time[0] if time else None, year=self._date[2]
        )
        self.drafts.append(self._open)

    def _text(self, block: _Block) -> None:
        if self._date is None:
            return
        if self._bullets and block.gap:
            self._end()
            self._date = None
            self._stray.append(block)
        elif self._open is not None:
            self._open.texts.append(block.text)
        else:
            self._open = _Draft(self._date[0], self._date[1], [block.text], year=self._date[2])
            self.drafts.append(self._open)

    def _break(self, block: _Block) -> None:
        self._end()
        self._report_stray()
        self._date, self._bullets = None, False
        if block.shape != "rule":
            self._stray.append(block)

    def _end(self) -> None:
        """Ends the entry; a date with nothing under it is reported."""
        if self._date is not None and self._open is None:
            row, date, _ = self._date
            reason = f"the date “{date}” has no text under it; not read as an entry"
            self._harvest.eyes.append(Eye(row, self._table.name, reason))
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
        years=[draft.year for draft in drafts],
    )
    harvest.order, harvest.witnesses = dates.order, dates.witnesses
    harvest.doubts = [Question(table.name, doubt) for doubt in dates.doubts]
    for draft, reading in zip(drafts, dates.readings, strict=True):
        flags = reading.flags
        when = reading.when
        if when is None:
            note = f"cannot be read as a date: {reading.reason}"
            when, flags = When(draft.date, note=note), ("undated", "date-unreadable")
        if draft.time and not when.time:
            when = When(when.text, when.earliest, when.latest, draft.time, when.note)
        if beside_table:
            flags = (*flags, "outside-table")
        text = "\n".join(draft.texts).strip()
        flags = flags if text else (*flags, "no-text")
        origin = Origin(file, table.name, table.kind, draft.row)
        fields = {"about the text": "; ".join(draft.notes)} if draft.notes else {}
        entry = ReadEntry(when, None, None, "", text, fields, flags, origin)
        harvest.entries.append(entry)
        if (eye := eye_of(entry)) is not None:
            harvest.eyes.append(eye)
    harvest.eyes.sort(key=lambda eye: eye.row)
