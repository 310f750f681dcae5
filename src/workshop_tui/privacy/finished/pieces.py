"""What is found in a finished document: pieces of text with their places, and what stays dark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from workshop_tui.practice.problems import Problem

MEGABYTE = 1_000_000
MAX_EXPANDED = 200 * MEGABYTE
"""What a document may unpack to, everything inside it together."""

MAX_PARTS = 10_000
MAX_NESTING = 3


_ENDLESS, _OVERLAP = 400, 80
_UID_LENGTH = 32
_UID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
"""The name of a row, as programs give it: made of a time and chance, and nothing of a person."""

_ENDLESS_WORD = re.compile(rf"\S{{{_ENDLESS},}}")


class Look(IntEnum):
    """What is looked for in a piece; each includes what stands before it."""

    NAMES = 1
    """Registered names: in technical text, such as the names of styles."""

    MARKS = 2
    """Numbers, addresses and the like as well: in what is left over in a database's pages."""

    WORDS = 3
    """Unknown names as well: in everything that people read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where it stands.

    Attributes:
        part: Which part of the document ("header", "sheet “Plan”"); "" for its body.
        unit, number: The place in it ("paragraph", 3); "" and 0 where there is none.
        look: What is looked for in it.
    """

    text: str
    part: str = ""
    unit: str = ""
    number: int = 0
    look: Look = Look.WORDS

    @property
    def place(self) -> str:
        """The place in words ("header, paragraph 3")."""
        numbered = f"{self.unit} {self.number}" if self.unit else ""
        return ", ".join(word for word in (self.part, numbered) if word)


class CannotLook(Problem):
    """A document or a part of it that cannot be looked through; the words say why."""


@dataclass(slots=True)
class Found:
    """What was found in a document, filled while it is looked through.

    Attributes:
        pieces: Every text.
        dark: What could not be looked through, and why: such a document is not clean.
        pictures: How many pictures it holds. Their own words are not read.
        room: How many bytes may still be unpacked. depth: How deep documents may still nest.
    """

    pieces: list[Piece] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    pictures: int = 0
    room: int = MAX_EXPANDED
    depth: int = MAX_NESTING

    def add(
        self,
        text: str,
        part: str = "",
        unit: str = "",
        number: int = 0,
        look: Look = Look.WORDS,
    ) -> None:
        """Keep a text, unless it is blank.

        Rows' own names are passed over. Endless words, such as pictures written as letters, are
        cut, each part with the end of the one before: patterns would take for ever over them.
        """
        if len(text) >= _UID_LENGTH:
            text = _UID.sub("", text)
        if len(text) > _ENDLESS and _ENDLESS_WORD.search(text):
            text = _ENDLESS_WORD.sub(_cut, text)
        if text and not text.isspace():
            self.pieces.append(Piece(text, part, unit, number, look))

    def technical(self, values: Iterable[str], part: str) -> None:
        """Keep values that no reader of the document sees; each once."""
        told = " | ".join(sorted({v for v in values if len(v) > 1 and not v.isdigit()}))
        self.add(told, f"{part}, settings" if part else "settings", look=Look.NAMES)

    def take(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            CannotLook: If the document unpacks to more than it may.
        """
        self.room -= size
        if self.room < 0:
            raise CannotLook(f"it unpacks to more than {MAX_EXPANDED // MEGABYTE} MB")

    def inside(self, other: Found, name: str) -> None:
        """Take over what was found in a document inside this one."""
        for piece in other.pieces:
            part = f"{name}: {piece.part}" if piece.part else name
            self.pieces.append(replace(piece, part=part))
        self.dark += [f"{name}: {reason}" for reason in other.dark]
        self.pictures += other.pictures
        self.room = other.room


def _cut(word: re.Match[str]) -> str:
    whole, step = word[0], _ENDLESS - _OVERLAP
    return " ".join(whole[at : at + _ENDLESS] for at in range(0, len(whole) - _OVERLAP, step))
