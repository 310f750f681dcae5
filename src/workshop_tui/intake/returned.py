"""A preparation form that came back, however it was filled in: its layout is ``return_form``'s.

Nothing that somebody wrote is dropped and nothing is guessed: what stands where the form has no
place for it becomes an item of its own, and every such place is named for a person's eye.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workshop_tui.intake.raw import RawDocument, RawTable, UnreadableFile, WrongKind
from workshop_tui.intake.readers.extras import Password
from workshop_tui.intake.returned_table import (
    ItemTable,
    ReturnedItem,
    SupportTable,
    columns_of,
    plain,
)
from workshop_tui.practice.return_form import SECTIONS, SUPPORT_HEADING, read_identifier

_TYPE_IT: Final = "or type in what it says under “Preparation returns”"
_WORD_KINDS: Final = frozenset({"word", "doc", "locked"})
_KINDS: Final = {
    "pdf": "a PDF",
    "xlsx": "an Excel workbook",
    "xls": "an Excel workbook",
    "ods": "an OpenDocument spreadsheet",
    "text": "a text file",
    "markdown": "a text file",
}
_OTHER: Final = "other"
_SUPPORT: Final = "support"
_CLOSE: Final = 0.88


@dataclass(frozen=True, slots=True)
class FormEye:
    """A place of the form that needs a person's eye, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormReading:
    """What a form says.

    Attributes:
        file: The file's name. sha256: the digest of its bytes.
        identifiers: Version, reference and code of each line that identifies it, each once.
        items: What was written, in the form's order.
        support: Question and answer of the section about support; "" where it stands apart.
        eyes: What a person should look at.
        notes: What the reader says of the file as a whole.
    """

    file: str
    sha256: str
    identifiers: tuple[tuple[str, str, str], ...]
    items: tuple[ReturnedItem, ...]
    support: tuple[tuple[str, str], ...]
    eyes: tuple[FormEye, ...]
    notes: tuple[str, ...] = ()


def read_form(
    path: Path, *, fixed: Sequence[re.Pattern[str]] = (), password: Password | None = None
) -> FormReading:
    """Read a preparation form.

    Args:
        path: The file.
        fixed: What else the form says by itself (its title, its introduction), as patterns of
            whole paragraphs: none of it is an answer.
        password: Asked for the password of a file that has one.

    Raises:
        UnreadableFile: It is no Word document, is damaged, is not the form, or nothing is
            filled in; the message says what to do.
    """
    from workshop_tui.intake.readers import read_document
    from workshop_tui.intake.readers.safety import load
    from workshop_tui.intake.readers.signatures import identify

    name, data = load(path)
    try:
        kind = identify(name, data)
    except WrongKind as wrong:
        raise wrong if wrong.savable else _not_a_form(name, wrong.what) from None
    if kind not in _WORD_KINDS:
        raise _not_a_form(name, _KINDS[kind])
    document = read_document(path, password)
    return understand(document, hashlib.sha256(data).hexdigest(), fixed)


def _not_a_form(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}” is {what}. A preparation form comes back as the Word document (.docx) that was "
        f"sent out: ask for that, {_TYPE_IT}."
    )


def understand(
    document: RawDocument, sha256: str, fixed: Sequence[re.Pattern[str]] = ()
) -> FormReading:
    """Read a form from a document that a reader has opened; for the arguments see above."""
    blocks = _from_the_form_on(list(_blocks(document)))
    walk = _Walk(fixed, _by_order(blocks))
    for block in blocks:
        walk.take(block)
    walk.close()
    if not walk.recognised:
        headings = ", ".join(f"“{section.heading}”" for section in SECTIONS)
        raise UnreadableFile(
            f"“{document.file}” is not the preparation form that was sent out: none of its "
            f"headings is there ({headings}). Ask for the form, {_TYPE_IT}."
        )
    if not walk.items and not walk.support:
        raise UnreadableFile(
            f"“{document.file}” came back empty: nothing is filled in. Ask whether another copy "
            f"was meant; a conversation instead of the form is as good."
        )
    return FormReading(
        document.file,
        sha256,
        tuple(dict.fromkeys(walk.identifiers)),
        tuple(walk.items),
        tuple(walk.support),
        tuple(dict.fromkeys(walk.eyes)),
        document.notes,
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text and style, and what the reader had to say about it."""

    text: str
    style: str = ""
    note: str | None = None


_Block = _Paragraph | RawTable


def _blocks(document: RawDocument) -> Iterator[_Block]:
    """Paragraphs and tables in the order of the document."""
    placed: list[tuple[int, int, _Block]] = []
    for number, table in enumerate(document.tables, start=1):
        if table.kind == "table":
            placed.append((table.after, number, table))
            continue
        for row in table.rows:
            text = row.cells[0]
            style = row.cells[1].text if len(row.cells) > 1 else ""
            placed.append((row.number, 0, _Paragraph(text.text, style, text.note)))
    for _, _, block in sorted(placed, key=lambda one: one[:2]):
        yield block


def _from_the_form_on(blocks: list[_Block]) -> list[_Block]:
    """The form without what stands before it: it may come back inside the whole briefing pack."""
    for find in (_identifier_of, _heading_of):
        for at, block in enumerate(blocks):
            if find(block):
                return blocks[at:]
    return blocks


def _identifier_of(block: _Block) -> tuple[str, str, str] | None:
    return read_identifier(block.text) if isinstance(block, _Paragraph) else None


def _heading_of(block: _Block) -> str | None:
    """Which section a paragraph heads; None where it heads none."""
    if not isinstance(block, _Paragraph) or len(block.text) > 80:
        return None
    words = plain(block.text)
    if words in _HEADINGS:
        return _HEADINGS[words]
    if block.style.startswith("Heading"):
        near = difflib.get_close_matches(words, _HEADINGS, n=1, cutoff=_CLOSE)
        return _HEADINGS[near[0]] if near else None
    return None


def _by_order(blocks: Sequence[_Block]) -> dict[int, str]:
    """The section of each table, by the table's identity.

    Only where every section's table is there with its headings and in order: then it stays clear
    which is which, should the heading above one be gone. Empty otherwise.
    """
    found = [
        (at, next((plain(c.text) for c in block.rows[0].cells if plain(c.text) in _WHATS), ""))
        for at, block in enumerate(blocks)
        if isinstance(block, RawTable) and columns_of(block) is not None
    ]
    if [what for _, what in found] != [plain(section.what) for section in SECTIONS]:
        return {}
    return {id(blocks[at]): section.part for (at, _), section in zip(found, SECTIONS, strict=True)}


_WHAT_OF: Final = {section.part: plain(section.what) for section in SECTIONS}
_WHATS: Final = frozenset(_WHAT_OF.values())
_HEADINGS: Final = {plain(section.heading): section.part for section in SECTIONS} | {
    plain(SUPPORT_HEADING): _SUPPORT
}
_TITLES: Final = {section.part: section.heading for section in SECTIONS} | {
    _SUPPORT: SUPPORT_HEADING
}
_FIXED: Final = frozenset(plain(section.guidance) for section in SECTIONS)
_BY_COLUMN: Final = {
    plain(section.what): section.part
    for section in SECTIONS
    if [other.what for other in SECTIONS].count(section.what) == 1
}


@dataclass
class _Walk:
    """One walk through a form, from its first line to its last."""

    fixed: Sequence[re.Pattern[str]]
    by_order: dict[int, str]
    identifiers: list[tuple[str, str, str]] = field(default_factory=list)
    items: list[ReturnedItem] = field(default_factory=list)
    support: list[tuple[str, str]] = field(default_factory=list)
    eyes: list[FormEye] = field(default_factory=list)
    recognised: bool = False
    _section: str = ""
    _had_table: bool = False
    _outside: list[str] = field(default_factory=list)

    def take(self, block: _Block) -> None:
        """Take in the next paragraph or table."""
        if isinstance(block, RawTable):
            self.close()
            self._table(block)
            return
        named, heads = _identifier_of(block), _heading_of(block)
        if named or heads:
            self.close()
        if named:
            self.recognised = True
            self.identifiers.append(named)
        elif heads:
            self.recognised = True
            self._section, self._had_table = heads, False
        elif not self._is_fixed(block.text):
            self._outside.append(block.text.strip())
        if block.note and not named:
            self._look(self._title(), block.note)

    def close(self) -> None:
        """End a run of paragraphs that the form has no place for: one thing that somebody said."""
        words = "\n".join(self._outside)
        self._outside.clear()
        if not words:
            return
        if self._section == _SUPPORT:
            self.support.append(("", words))
        else:
            place = f"{self._title()}, outside the table"
            self.items.append(ReturnedItem(self._section or _OTHER, "", words, "", "", place))
        self._look(self._title(), "words outside the table: they are kept as an item of their own")

    def _is_fixed(self, text: str) -> bool:
        words = " ".join(text.split())
        return plain(words) in _FIXED or any(one.fullmatch(words) for one in self.fixed)

    def _title(self) -> str:
        return _TITLES.get(self._section, "Above the first section")

    def _look(self, place: str, reason: str) -> None:
        self.eyes.append(FormEye(place, reason))

    # -- tables -------------------------------------------------------------------------------

    def _table(self, table: RawTable) -> None:
        for note in table.notes:
            if note.startswith("Row "):
                self._look(self._title(), note.rstrip("."))
        if self._section == _SUPPORT or SupportTable.is_one(table):
            self.recognised = True
            answers = SupportTable(table)
            self.support += answers.answers
            self._seen(SUPPORT_HEADING, answers.eyes)
            return
        if not table.rows:
            return
        part, title = self._part_of(table)
        found = ItemTable(table, part, title)
        self.recognised = self.recognised or found.headed
        if found.items and title == table.name:
            self._look(title, "the heading above this table is missing: kept under “Anything else”")
        self.items += found.items
        self._seen(title, found.eyes)

    def _part_of(self, table: RawTable) -> tuple[str, str]:
        """What a table's items are, and under which title; "other" where that is not certain."""
        if id(table) in self.by_order:
            self._section = self.by_order[id(table)]
            return self._section, self._title()
        headed = columns_of(table) is not None
        what = next((w for c in table.rows[0].cells if (w := plain(c.text)) in _WHATS), "")
        other = bool(what) and what != _WHAT_OF.get(self._section)
        if headed and what in _BY_COLUMN:
            self._section = _BY_COLUMN[what]
        elif not self._section or (headed and (self._had_table or other)):
            return _OTHER, table.name  # the heading that stood above it is gone
        self._had_table = self._had_table or headed
        return self._section, self._title()

    def _seen(self, title: str, eyes: Sequence[tuple[str, str]]) -> None:
        for row, reason in eyes:
            self._look(f"{title}, {row}" if row else title, reason)


__all__ = ["FormEye", "FormReading", "ReturnedItem", "read_form", "understand"]
