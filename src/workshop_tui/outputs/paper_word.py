"""A paper as a Word document, with real headings, lists and tables.

Its body is put together as XML text: python-docx asks the whole document again for every
paragraph that it adds. `word_style` has the styles, by the ids that are used here.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from workshop_tui.outputs import word_style
from workshop_tui.outputs.paper import (
    Block,
    Cell,
    Cover,
    Facts,
    Heading,
    Paper,
    Part,
    Picture,
    Points,
    Style,
    Table,
    Words,
    clean,
    leads_on,
    lines,
)

if TYPE_CHECKING:
    from docx.document import Document

_UPRIGHT_MM: Final = 168
_TWIPS_PER_MM: Final = 56.6929
_LONG_CELL: Final = 1_500
_BOLD: Final = "<w:rPr><w:b/></w:rPr>"
_TAB: Final = "<w:r><w:tab/></w:r>"
_STAY: Final = "<w:keepNext/>"
_AT_TOP: Final = '<w:spacing w:before="0"/>'
_NEW_PAGE: Final = f"<w:pageBreakBefore/>{_AT_TOP}"
_ROOM_BELOW: Final = '<w:spacing w:after="200"/>'


def build(paper: Paper) -> bytes:
    """The document's bytes."""
    return Writer().build(paper)


class Writer:
    """Writes papers, one after another; what several of them share is put together once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Part, str]] = {}

    @cached_property
    def _document(self) -> Document:
        import docx

        document = docx.Document()
        word_style.apply(document)
        return document

    def build(self, paper: Paper) -> bytes:
        """The document's bytes."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        document = self._document
        word_style.lay(document, wide=paper.wide)
        describe(document, paper)
        word_style.head_and_foot(document, [_one(words) for words in paper.head], _one(paper.mark))
        xml = "".join(self._parts(paper))
        body = document.element.body
        del body[:-1]  # the last is the page itself
        for element in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
            body.insert(len(body) - 1, element)
        content = io.BytesIO()
        document.save(content)
        return content.getvalue()

    def _parts(self, paper: Paper) -> Iterator[str]:
        if paper.cover:
            yield from _cover(paper.cover, paper.parts)
        for number, part in enumerate(paper.parts):
            first = number == 0
            new_page = paper.cover is not None if first else part.new_page
            look = _NEW_PAGE if new_page else _AT_TOP * first
            if part.title:
                yield _paragraph(_words(_one(part.title)), "Heading1", look)
            yield self._blocks(part, paper.width)

    def _blocks(self, part: Part, width: int) -> str:
        # Kept with the part: an id is its own only while the part lives.
        if id(part) not in self._made:
            self._made[id(part)] = (part, "".join(_all(part.blocks, width)))
        return self._made[id(part)][1]


def part_elements(part: Part, *, title: bool = True) -> list[Any]:
    """A part of a paper as elements of a Word document, to be put into another one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    heading = _paragraph(_words(_one(part.title)), "Heading1", _NEW_PAGE * part.new_page)
    xml = (heading if title and part.title else "") + "".join(_all(part.blocks))
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def describe(document: Document, paper: Paper) -> None:
    """Properties of the document that name no program and nobody."""
    properties = document.core_properties
    properties.title = _one(paper.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.category = properties.subject = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    properties.language = "en-GB"


def _cover(cover: Cover, parts: Iterable[Part]) -> Iterator[str]:
    yield _paragraph(_words(_one(cover.kicker)), word_style.KICKER)
    yield _paragraph(_words(_one(cover.title)), "Title")
    if cover.subtitle:
        yield _paragraph(_words(_one(cover.subtitle)), "Subtitle")
    yield from _block(Facts(cover.facts))
    for words in cover.handling:
        yield from _block(words)
    if cover.contents:
        yield _paragraph(_words(_one(cover.contents_title)), word_style.CONTENTS_TITLE)
        titles = (_one(part.title) for part in parts if part.title)
        for number, title in enumerate(titles, start=1):
            listed = _words(str(number)) + _TAB + _words(title)
            yield _paragraph(listed, word_style.CONTENTS)


def _all(blocks: tuple[Block, ...], width: int = _UPRIGHT_MM) -> Iterator[str]:
    for at, block in enumerate(blocks):
        yield from _block(block, _STAY * leads_on(blocks, at), width)


def _block(block: Block, more: str = "", width: int = _UPRIGHT_MM) -> Iterator[str]:
    match block:
        case Words():
            yield _paragraph(_runs(block), word_style.STYLES[block.style], more)
        case Heading(text, level):
            yield _paragraph(_words(_one(text)), f"Heading{level}")
        case Points(items, ()):
            for lead, text in items:
                yield _paragraph(_runs(Words(text, lead)), "ListBullet")
        case Points(items, numbers):
            for number, (lead, text) in zip(numbers, items, strict=True):
                numbered = _words(f"{number}.") + _TAB + _runs(Words(text, lead))
                yield _paragraph(numbered, word_style.NUMBERED)
        case Facts(rows):
            look = f'<w:rPr><w:rStyle w:val="{word_style.FACT_NAME}"/></w:rPr>'
            for at, (name, text) in enumerate(rows, start=1):
                fact = _words(_one(name), look) + _TAB + _runs(Words(text))
                yield _paragraph(fact, word_style.FACT, _ROOM_BELOW * (at == len(rows)))
        case Picture(_, about):  # a picture of dots could not be looked through for names
            yield _paragraph(_runs(Words(about)), word_style.STYLES[Style.SMALL], more)
        case Table():
            yield _table(block, width)
            yield _paragraph("", word_style.AFTER_TABLE)


# -- paragraphs ------------------------------------------------------------------------------------


def _one(text: str) -> str:
    return " ".join(clean(text).split("\n"))


def _paragraph(runs: str, style: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _runs(words: Words, look: str = "") -> str:
    lead = _words(f"{_one(words.lead)} ", _BOLD) if words.lead else ""
    return lead + "<w:r><w:br/></w:r>".join(_words(line, look) for line in lines(words.text))


def _words(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


# -- tables ----------------------------------------------------------------------------------------


def _table(table: Table, width: int) -> str:
    whole = sum(column.share for column in table.columns)
    widths = [round(width * _TWIPS_PER_MM * column.share / whole) for column in table.columns]
    return "".join(
        [
            '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>',
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>',
            '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
            f'<w:tblLook w:val="0000" w:firstRow="{int(table.headed)}" w:lastRow="0"',
            f' w:firstColumn="{int(not table.headed)}" w:lastColumn="0" w:noHBand="1"',
            f' w:noVBand="1"/><w:tblDescription w:val={quoteattr(_one(table.about))}/>',
            "</w:tblPr><w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
            *_rows(table, widths),
            "</w:tbl>",
        ]
    )


def _rows(table: Table, widths: list[int]) -> Iterator[str]:
    """The rows; of a short table each but the last stays on the page of the next."""
    last = len(table.rows) + table.blank
    stay = [table.whole and number < last for number in range(last + 1)]
    if table.headed:
        heads = [(Words(column.heading),) for column in table.columns]
        top = "<w:cantSplit/><w:tblHeader/>"
        yield _row(heads, widths, top, word_style.CELL_HEAD, len(heads), stay[0])
    washed = 0 if table.headed else 1
    for number, row in enumerate(table.rows, start=1):
        yield _row(row, widths, _uncut(row), word_style.CELL, washed, stay[number])
    height = round(table.blank_height * _TWIPS_PER_MM)
    ready = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    for number in range(len(table.rows) + 1, last + 1):
        yield _row([""] * len(widths), widths, ready, word_style.CELL, washed, stay[number])


def _uncut(row: Iterable[Cell]) -> str:
    """Rows stay whole, unless one alone would not fit a page."""
    longest = max(sum(len(one.text) for one in _in_cell(cell)) for cell in row)
    return "<w:cantSplit/>" if longest < _LONG_CELL else ""


def _row(
    cells: Iterable[Cell], widths: list[int], properties: str, style: str, washed: int, stay: bool
) -> str:
    """A row; so many cells from the left have a wash behind them.

    A table's style could give them one, but not every program that opens Word files asks it.
    """
    made = [f"<w:tr><w:trPr>{properties}</w:trPr>"]
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        wash = word_style.BEHIND_HEADINGS if number < washed else ""
        made.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wash}</w:tcPr>')
        made += [_cell_paragraph(words, style, stay) for words in _in_cell(cell)]
        made.append("</w:tc>")
    made.append("</w:tr>")
    return "".join(made)


def _in_cell(cell: Cell) -> tuple[Words, ...]:
    return (Words(cell),) if isinstance(cell, str) else cell or (Words(""),)


def _cell_paragraph(words: Words, style: str, stay: bool) -> str:
    style = word_style.CELL_SMALL if words.style is Style.SMALL else style
    look = _BOLD if words.style is Style.MARK else ""
    return _paragraph(_runs(words, look), style, _STAY * stay)
