"""Paragraphs and lines told apart: headings, bullets, text, and which of them begin with a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from workshop_tui.intake.dates import read_column, read_date, split_date
from workshop_tui.intake.raw import Cell, RawRow, RawTable

Shape = Literal["heading", "bullet", "text", "rule"]

EDGES: Final = "*_`#>~ \t\u00a0"
_HEADING_STYLE: Final = re.compile(r"(?:heading|title|subtitle)\b", re.IGNORECASE)
_HEADING_MARK: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET: Final = re.compile(r"(\s*)(?:[-*+•‣◦–]|\(?\d{1,3}[.)])\s+(?=\S)")
_RULE: Final = re.compile(r"\s*(?:[-*_=]\s?){3,}$")
_UNDATED: Final = re.compile(
    r"(undated|no date|date (?:not known|unknown|n/k)|n/k)(\s*[:–—]\s*\S.*|\s+-\s+\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_STRONG: Final = re.compile(r"\s*[:–—|\t]|\s+-\s|\s*-\s|\s*,?\s*\n|\s{3,}")
# How a sentence opens that tells when: "In March 2023 there were ...".
_SENTENCE: Final = re.compile(
    r"(?:on|in|during|throughout|between|by|from|around|over|since|until|before|after)\s",
    re.IGNORECASE,
)
_SHORT_YEAR: Final = re.compile(r"[^\W\d_]\.?\s+\d\d$")
_GOES_ON: Final = re.compile(r"\s+[a-z]")
_DAY_OF_MONTH: Final = re.compile(
    r"((?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?\d{1,2}"
    r"(?:(?:st|nd|rd|th)\b|(?=\s*[:–—-])))(?=\s*[:–—,.-]|\s+\S)(.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or line.

    Attributes:
        row: Its number in the file.
        shape: What it is.
        text: Its words without marks.
        indent: How far a bullet is moved to the right.
        level: A heading's level.
        date: The date that it begins with, where that starts an entry, or None.
        rest: What follows the date.
        gap: Whether a blank line stands above it.
        note: What the reader says about it, or None.
        year: The year of a line above, for a date written without one.
        under: The month in a line above that a bare day belongs to ("March 2024"), or None.
        lends: Whether it is a month that days below belong to.
        inner: A date that it begins with without starting an entry, or None.
        sentence: Whether its date opens a sentence.
        doubtful: Whether its year may be the number of something: "1 May 20 children came".
    """

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
    under: str | None = None
    lends: bool = False
    inner: str | None = None
    sentence: bool = False
    doubtful: bool = False

    @property
    def whole(self) -> bool:
        """Whether the block is a date and nothing else."""
        return self.date is not None and not self.rest


def dated_blocks(table: RawTable, *, sentences: bool) -> list[Block]:
    """Tells headings, bullets, rules and text apart, and which of them start an entry.

    Args:
        table: The paragraphs or lines.
        sentences: Whether a sentence that opens with a date may start an entry.
    """
    return _starts(_with_months(_with_years(list(_blocks(table)))), sentences=sentences)


def _blocks(table: RawTable) -> Iterator[Block]:
    marked = table.kind == "lines"
    before = 0
    for row in table.rows:
        # A paragraph's second cell, where there is one, names its style and is no text.
        raw = row.cells[0].text if row.cells else ""
        gap, before = row.number > before + 1, row.number
        if not raw.strip():
            continue
        yield _block(row, raw, gap, marked=marked)


def _block(row: RawRow, raw: str, gap: bool, *, marked: bool) -> Block:
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
    return Block(row.number, shape, text, indent, level, date, rest, gap, note)


def _is_date_number(raw: str) -> bool:
    """Tells "12. March 2020", a date, from the twelfth item of a list."""
    found = split_date(raw.strip())
    return found is not None and raw.strip()[0].isdigit()


def _leading_date(text: str, *, yearless: bool = False) -> tuple[str | None, str]:
    bare = text.lstrip(EDGES + "[(")
    undated = _UNDATED.match(bare)
    if undated is not None:
        return undated[1], undated[2]
    found = split_date(bare, yearless=yearless)
    if found is None:
        return None, ""
    head, rest = found
    if not rest.strip(EDGES + ".,:;–—-)]|"):
        return bare.strip(EDGES), ""
    closing = re.match(r"[*_`~]+", rest)
    return head.rstrip(EDGES), rest[closing.end() :] if closing else rest


def _with_years(blocks: list[Block]) -> list[Block]:
    """Days without a year under a line that is only a year: the year is theirs."""
    whole: list[Block] = []
    heading: int | None = None
    for block in blocks:
        year = _YEAR.fullmatch(block.text.strip(EDGES + ":"))
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


def _with_months(blocks: list[Block]) -> list[Block]:
    """Bare days under a line that is only a month ("March 2024", "14th - visit"): it is theirs."""
    whole: list[Block] = []
    heading: int | None = None
    for block in blocks:
        if block.date is not None:
            heading = len(whole) if block.whole and _is_month(block.date) else None
        elif heading is not None and (day := _DAY_OF_MONTH.match(block.text.lstrip(EDGES))):
            month = whole[heading].date or ""
            if read_date(f"{day[1]} {month}").when is not None:
                whole[heading] = replace(whole[heading], lends=True)
                block = replace(block, date=day[1], rest=day[2] or " ", under=month)
        whole.append(block)
    return whole


def _is_month(text: str) -> bool:
    when = read_date(text).when
    if when is None or when.earliest is None or when.latest is None or text[:1].isdigit():
        return False
    return when.earliest.day == 1 and 27 <= (when.latest - when.earliest).days <= 30


def _starts(blocks: list[Block], *, sentences: bool) -> list[Block]:
    """Decides which blocks that begin with a date start an entry.

    A block that is a date and nothing else, a heading and a bullet do; so does a date followed by
    a colon, a dash or a new line. Running text that begins with a day does only where dates do
    not stand alone in this document; with a year or a month only if it is a sentence that says
    when ("In March 2023 there were ...").
    """
    alone = sum(block.whole and not block.lends for block in blocks)
    leading = sum(block.date is not None and not block.whole for block in blocks)
    kept = []
    for block in blocks:
        if block.date is None:
            kept.append(block)
            continue
        strong = block.whole or bool(_STRONG.match(block.rest.lstrip("*_`)]"))) or block.under
        opens = _SENTENCE.match(block.date) is not None
        runs = leading > alone and (_has_day(block) or opens) and (sentences or not opens)
        if strong or runs or (block.shape == "bullet" and _has_day(block)):
            doubtful = not strong and bool(
                _SHORT_YEAR.search(block.date) and _GOES_ON.match(block.rest)
            )
            kept.append(replace(block, sentence=not strong and opens, doubtful=doubtful))
        else:
            kept.append(replace(block, date=None, rest="", inner=block.date))
    return kept


def _has_day(block: Block) -> bool:
    when = read_column([Cell(block.date or "")], years=[block.year]).whens[0]
    return when is not None and when.earliest is not None and when.earliest == when.latest
