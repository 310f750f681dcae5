"""A paper as PDF: tagged, PDF/UA-1, in fonts that ship with the program, whatever the system has.

The page's look is data/papers/paper.typ. What a paper says reaches it as JSON and is shown, never
read as markup; nothing is fetched from anywhere.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any, Final

from workshop_tui.outputs import long_paper
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
from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import data_folder

_STANDARD: Final = "ua-1"
_ATTEMPTS: Final = 4
_LONG: Final = 100_000
_UPRIGHT_MM: Final = 168
_PER_CHARACTER_MM: Final = 2.1
_LONGEST_WORD: Final = 60
_LONG_CELL: Final = 1_500
_BREAK: Final = "\u200b"
_PIECE: Final = 4
_WORD: Final = re.compile(r"\S+")
_SMALLER: Final = 1.12
_NARROW: Final = frozenset("fijlrt.,;:!'()|-")
_BROAD: Final = frozenset("mwMW@%")
_NARROW_MM, _USUAL_MM, _CAPITAL_MM, _BROAD_MM = 1.4, 2.0, 2.4, 3.1
_MISSING: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)


def build(paper: Paper) -> bytes:
    """The PDF's bytes.

    A character for which no shipped font has a sign stands as its number, such as [U+1F642].

    Raises:
        Problem: If PDF documents cannot be made on this computer.
    """
    data = json.dumps(_paper(paper), ensure_ascii=False)
    made = long_paper.laid_out(data) if len(data) > _LONG else None
    return laid_out_here(data) if made is None else made


def laid_out_here(data: str) -> bytes:
    """The PDF of a paper that is JSON already, laid out in this process; see ``build``.

    Raises:
        Problem: If PDF documents cannot be made on this computer.
    """
    engine = _engine()
    for _ in range(_ATTEMPTS):
        try:
            return engine.pages(data)
        except engine.error as problem:
            missing = _undisplayable(str(getattr(problem, "diagnostic", problem)))
            if not missing:
                raise Problem("The PDF could not be laid out; the Word document can.") from None
            data = _numbered(data, missing)
    raise Problem("The PDF holds characters that cannot be laid out; the Word document can.")


class _Engine:
    """The typesetter, with the page's look and the fonts loaded once."""

    def __init__(self, typst: Any) -> None:
        self.error: type[Exception] = typst.TypstError
        self._alone = Lock()
        self._compiler = typst.Compiler(
            data_folder("papers") / "paper.typ",
            font_paths=[str(data_folder("fonts"))],
            ignore_system_fonts=True,
        )

    def pages(self, data: str) -> bytes:
        with self._alone:  # it refuses to work for two threads at once
            made: bytes = self._compiler.compile(
                format="pdf", sys_inputs={"paper": data}, pdf_standards=[_STANDARD]
            )
        return made


@lru_cache(maxsize=1)
def _engine() -> _Engine:
    try:
        import typst
    except ImportError:
        raise Problem(
            "PDF documents cannot be made on this computer: there is no typesetter for "
            f"{sys.platform} here. Choose --formats docx."
        ) from None
    return _Engine(typst)


def _undisplayable(diagnostic: str) -> set[str]:
    return {_ESCAPE.sub(_unescaped, found) for found in _MISSING.findall(diagnostic)}


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else {"n": "\n", "t": "\t"}.get(match[2], match[2])


def _numbered(data: str, missing: set[str]) -> str:
    """The data with characters that no font has as their numbers."""
    chars = sorted({char for words in missing for char in words if not char.isascii()})
    if not chars:
        raise Problem("The PDF could not be laid out; the Word document can.")
    pattern = f"[{''.join(map(re.escape, chars))}]+"
    return re.sub(pattern, lambda m: f"[{' '.join(f'U+{ord(c):04X}' for c in m[0])}]", data)


# -- the paper as the page's look reads it --------------------------------------------------------


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "title": _word(paper.title),
        "head": [_word(one) for one in paper.head],
        "mark": _word(paper.mark),
        "wide": paper.wide,
        "cover": _cover(paper.cover) if paper.cover else None,
        "parts": [_part(part, paper.width) for part in paper.parts],
    }


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "kicker": _word(cover.kicker),
        "title": _word(cover.title),
        "subtitle": _word(cover.subtitle),
        "facts": _pairs(cover.facts),
        "handling": [_words(one) for one in cover.handling],
        "contents": cover.contents,
        "contents_title": _word(cover.contents_title),
    }


def _part(part: Part, width: int) -> dict[str, Any]:
    return {
        "title": _word(part.title),
        "new_page": part.new_page,
        "blocks": [
            _block(block, width) | {"sticky": leads_on(part.blocks, at)}
            for at, block in enumerate(part.blocks)
        ],
    }


def _block(block: Block, width: int) -> dict[str, Any]:
    match block:
        case Words():
            return {"kind": "words", **_words(block)}
        case Heading(text, level):
            return {"kind": "heading", "text": _word(text), "level": level}
        case Points(items, numbers):
            return {
                "kind": "points",
                "numbers": list(numbers),
                "items": [{"lead": _word(lead), "text": _lines(text)} for lead, text in items],
            }
        case Facts(rows):
            return {"kind": "facts", "rows": _pairs(rows)}
        case Table():
            return _table(block, width)
        case Picture(svg, about):
            return {"kind": "picture", "svg": svg, "about": _word(about)}


def _table(table: Table, width: int) -> dict[str, Any]:
    whole = sum(column.share for column in table.columns)
    room = [_room(column.share / whole, width) for column in table.columns]
    return {
        "kind": "table",
        "about": _word(table.about),
        "headed": table.headed,
        "whole": table.whole,
        "columns": [
            _word(column.heading, longest)
            for column, longest in zip(table.columns, room, strict=True)
        ],
        "shares": [column.share for column in table.columns],
        "rows": [
            {
                # A row stays whole, unless it alone would not fit a page.
                "long": any(_length(cell) > _LONG_CELL for cell in row),
                "cells": [_cell(cell, longest) for cell, longest in zip(row, room, strict=True)],
            }
            for row in table.rows
        ],
        "blank": table.blank,
        "blank_height": table.blank_height,
    }


def _room(share: float, width: int = _UPRIGHT_MM) -> int:
    """How many characters a column surely has room for, by its share of the page's width."""
    return max(3, int((width * share - 4) / _PER_CHARACTER_MM))


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else sum(len(one.text) for one in cell)


def _cell(cell: Cell, longest: int) -> list[dict[str, Any]]:
    return [_words(one, longest) for one in ((Words(cell),) if isinstance(cell, str) else cell)]


def _words(words: Words, longest: int = _LONGEST_WORD) -> dict[str, Any]:
    if words.style is Style.SMALL:
        longest = round(longest * _SMALLER)
    return {
        "lead": _word(words.lead, longest),
        "text": _lines(words.text, longest),
        "style": words.style.value,
    }


def _pairs(rows: tuple[tuple[str, str], ...]) -> list[list[Any]]:
    return [[_word(name, 18), _lines(text)] for name, text in rows]


def _word(text: str, longest: int = _LONGEST_WORD) -> str:
    return _breakable(" ".join(clean(text).split("\n")), longest)


def _lines(text: str, longest: int = _LONGEST_WORD) -> list[str]:
    return [_breakable(line, longest) for line in lines(text)]


def _breakable(text: str, longest: int) -> str:
    """The text with places to break in words that are wider than their column."""
    if len(text) <= longest:
        return text
    return _WORD.sub(
        lambda match: match[0] if _fits(match[0], longest) else _BREAK.join(_pieces(match[0])),
        text,
    )


def _fits(word: str, longest: int) -> bool:
    """Whether a word fits where so many characters of the usual width surely do.

    Words are never divided with a hyphen: what looks for names in the finished page, and whoever
    searches it, would not find the halves.
    """
    if len(word) <= longest:
        return True
    return word.isascii() and sum(map(_width, word)) <= longest * _PER_CHARACTER_MM * 0.94


def _width(char: str) -> float:
    if char in _BROAD:
        return _BROAD_MM
    if char in _NARROW:
        return _NARROW_MM
    return _CAPITAL_MM if char.isupper() else _USUAL_MM


def _pieces(word: str) -> Iterator[str]:
    """A word in pieces of a few characters; a mark stays with its letter."""
    start = 0
    for at in range(1, len(word)):
        if at - start >= _PIECE and not unicodedata.category(word[at]).startswith(("M", "C")):
            yield word[start:at]
            start = at
    yield word[start:]
