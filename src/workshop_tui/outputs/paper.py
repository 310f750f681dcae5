"""A document on paper as plain values: what it says, in which order; how it looks is a writer's.

`paper_word` and `paper_pdf` both write it, so that the Word and the PDF copy of a document never
say different things. Whoever builds a paper has pseudonymised every text that goes into it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workshop_tui.practice.text import visible

DAMAGED: Final = "\ufffd"


def clean(text: str) -> str:
    """Text that both formats can hold: control characters as signs, half characters replaced."""
    return "".join(DAMAGED if _impossible(char) else char for char in visible(text))


def _impossible(char: str) -> bool:
    """Whether XML has no place for a character: half a pair, or no character at all."""
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"


class Style(StrEnum):
    """How a text stands out."""

    PLAIN = "plain"
    LEAD = "lead"
    SMALL = "small"
    NOTE = "note"
    GAP = "gap"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; line breaks in it are kept.

    Attributes:
        text: What it says.
        lead: Words before it that stand out ("Why this case:").
        style: GAP says what is still missing, in a way that nobody overlooks; NOTE stands in a
            box; MARK is an identifier that stands alone.
    """

    text: str
    lead: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a part; 2 stands directly under the part's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points.

    Attributes:
        items: Each with the words before it that stand out, or "".
        numbers: The number of each, or none for a list without numbers.
    """

    items: tuple[tuple[str, str], ...]
    numbers: tuple[int, ...] = ()


def numbered(items: tuple[tuple[str, str], ...]) -> Points:
    """A list of points that are numbered from 1."""
    return Points(items, tuple(range(1, len(items) + 1)))


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a name and what is said under it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width."""

    heading: str
    share: int


Cell = str | tuple[Words, ...]
"""A cell holds a text, or paragraphs."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose row of headings is repeated on every page.

    Attributes:
        about: What it shows, for somebody who cannot see it.
        blank: Empty rows after the others, to write into.
        blank_height: How high each of those is at least, in millimetres.
        headed: Whether the columns' headings stand above; else the first column names each row.
    """

    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    blank: int = 0
    blank_height: int = 12
    headed: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is short enough to stand on one page, and should.

        A table that takes up a good part of a page would leave the page before it half empty.
        """
        rows = len(self.rows) + self.blank
        return rows <= _SHORT and sum(map(_longest, self.rows)) <= _SHORT_TEXT


_SHORT: Final = 13
_SHORT_TEXT: Final = 700
"""Characters, of the longest cell of each row."""


def _longest(row: tuple[Cell, ...]) -> int:
    return max((_length(cell) for cell in row), default=0)


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else sum(len(one.text) for one in cell)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where a format can hold one whose words can be looked through; else its words.

    Attributes:
        svg: Made by ``pictures``, where every text in it is escaped.
        about: What it shows, in words that stand in its place for whoever cannot see it.
    """

    svg: str
    about: str


Block = Words | Heading | Points | Facts | Table | Picture


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document under its heading, which may begin a new page."""

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page.

    Attributes:
        kicker: A line above the title. title, subtitle: what the document is.
        facts: For whom it is, its number and so on.
        handling: How to treat it.
        contents: Whether the parts' titles are listed. contents_title: what stands above.
    """

    kicker: str
    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    handling: tuple[Words, ...] = ()
    contents: bool = True
    contents_title: str = "In this pack"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document.

    Attributes:
        title: Its title, also in the file's properties.
        head: What stands at the top of every page, left and right.
        mark: What stands at the foot of every page: whose copy it is.
        cover: The first page, or None for a letter or form that begins at once.
        wide: Whether its pages lie on their long side, for tables of many columns.
        parts: In order; a part without a title goes on from the one before.
    """

    title: str
    head: tuple[str, str]
    mark: str
    parts: tuple[Part, ...]
    cover: Cover | None = None
    wide: bool = False

    @property
    def width(self) -> int:
        """How wide its text runs, in millimetres."""
        return 255 if self.wide else 168


def leads_on(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a block must not stand alone at the foot of a page: its table or list follows it."""
    block, following = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if not isinstance(block, Words):
        return False
    announces = f"{block.lead} {block.text}".rstrip().endswith(":")
    return isinstance(following, Table) or (isinstance(following, Points) and announces)


def lines(text: str) -> tuple[str, ...]:
    """A text's lines as a document shows them."""
    return tuple(clean(text).split("\n"))
