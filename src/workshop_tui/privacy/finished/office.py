"""The XML parts of Word, PowerPoint and OpenDocument files, and those that all formats share.

Text is joined within a paragraph, so that a name that formatting splits is whole. Where changes
are tracked or text is hidden, the paragraph is told in each of its readings.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workshop_tui.privacy.finished.markup import local
from workshop_tui.privacy.finished.pieces import Found
from workshop_tui.privacy.finished.tables import Columns

_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"^word/document\d*\.xml$|^content\.xml$", ""),
        (r"/header(\d*)\.xml$", "header"),
        (r"/footer(\d*)\.xml$", "footer"),
        (r"/(?:threadedC|c)omments?\w*?(\d*)\.xml$", "comments"),
        (r"/footnotes\.xml$", "footnotes"),
        (r"/endnotes\.xml$", "endnotes"),
        (r"^docProps/|^meta\.xml$", "properties"),
        (r"/settings\.xml$|^settings\.xml$", "settings"),
        (r"^styles\.xml$|/styles\.xml$", "styles"),
        (r"/slides/slide(\d+)\.xml$", "slide"),
        (r"/notesSlides/notesSlide(\d+)\.xml$", "notes of slide"),
    )
)
_PARAGRAPHS = frozenset({"p", "h", "si", "is", "text"})
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " "}
_SIGNS = {"noBreakHyphen": "-", "softHyphen": ""}
_READ = frozenset(
    {"descr", "title", "author", "initials", "tooltip", "display", "displayText", "prompt"}
    | {"promptTitle", "error", "errorTitle", "alt", "displayName", "userId", "instr", "href"}
    | {"string-value", "formula", "caption", "lastModifiedBy", "creator"}
)
_ALL_READ = frozenset(
    {"alias", "tag", "docVar", "listItem", "statusText", "helpText", "bookmarkStart", "fldSimple"}
    | {"docPr", "cNvPr", "sheet", "tableColumn", "definedName", "property", "cacheField", "default"}
    | {"user-defined", "table", "bookmark", "bookmark-start", "person"}
)
_NEVER = frozenset({"rFonts", "latin", "ea", "cs", "sym", "font", "font-face", "lsdException"})
_NUMBERS = re.compile(r"^(?:id|embed|link|space|lang|rsid\w*|paraId|textId|val|w|h|type|x|y)$")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is read: runs of text, each kept, inserted, deleted, hidden or a field."""

    runs: list[tuple[str, str]] = field(default_factory=list)

    def readings(self) -> Iterator[str]:
        """The text in each way in which it may be read; the same one only once."""
        told = set()
        kinds = {kind for _, kind in self.runs}
        changed = [kind for kind in ("deleted", "inserted") if kind in kinds]
        # Text that was put in place of other text never stands beside it: that reading is none.
        for left_out in changed if len(changed) == 2 else ["", *changed]:
            for aside in ("", "hidden"):
                dropped = ("field", left_out, aside)
                text = "".join(text for text, kind in self.runs if kind not in dropped)
                if text not in told:
                    told.add(text)
                    yield text
        for only in ("deleted", "inserted", "field", "hidden"):
            text = "".join(text for text, kind in self.runs if kind == only)
            if text and text not in told:
                told.add(text)
                yield text


def part(name: str, root: ET.Element, found: Found) -> None:
    """Every text of a part: paragraphs, loose text, and attributes that people read."""
    reader = _Reader(part_label(name), found)
    reader.walk(root, None, "plain")
    reader.finish()


def part_label(name: str) -> str:
    """What people call a part ("header", "slide 3"); its path where they have no word for it."""
    for pattern, words in _PARTS:
        match = pattern.search(name)
        if match:
            number = match[1] if match.groups() else ""
            return f"{words} {number}".strip()
    return name


class _Reader:
    def __init__(self, label: str, found: Found) -> None:
        self._label = label
        self._found = found
        self._count = 0
        self._tables = 0
        self._rows: list[list[Any]] = []  # of each table that is open: its name, the row's number
        self._technical: set[str] = set()

    def walk(self, element: ET.Element, paragraph: _Paragraph | None, kind: str) -> None:
        """Read an element; text in it belongs to the paragraph that is under way."""
        tag = local(element.tag)
        if not tag:  # a comment or an instruction to a program
            self._found.add(element.text or "", self._place("a comment in the file"))
            self._tail(element, paragraph, kind)
            return
        if element.attrib:
            self._attributes(tag, element)
        if tag in _BREAKS or tag in _SIGNS:
            if paragraph is not None:
                paragraph.runs.append(({**_BREAKS, **_SIGNS}[tag], kind))
        elif tag in _PARAGRAPHS:
            self._paragraph(element)
            if paragraph is not None:
                paragraph.runs.append(("\n", "plain"))
        else:
            inner = _kind(tag, element, kind)
            if tag in ("tr", "table-row") and self._rows:
                self._rows[-1][1] += 1
            if tag in ("tbl", "table"):
                self._open_table(element)
            self._text(element.text, paragraph, inner)
            for child in element:
                self.walk(child, paragraph, inner)
            if tag in ("tbl", "table"):
                self._columns(element)
                self._rows.pop()
            if tag == "table-row" and self._rows:
                self._rows[-1][1] += _repeated(element) - 1
        self._tail(element, paragraph, kind)

    def finish(self) -> None:
        """The part is read to its end."""
        self._found.technical(self._technical, self._label)

    def _paragraph(self, element: ET.Element) -> None:
        self._count += 1
        number = self._count
        inner = _Paragraph()
        if element.text:
            inner.runs.append((element.text, "plain"))
        for child in element:
            self.walk(child, inner, "plain")
        label, unit = self._label, "paragraph"
        if self._rows:
            table, number = self._rows[-1]
            label, unit = self._place(table), "row"
        for text in inner.readings():
            self._found.add(text, label, unit, number)

    def _text(self, text: str | None, paragraph: _Paragraph | None, kind: str) -> None:
        if not text:
            return
        if paragraph is not None:
            paragraph.runs.append((text, kind))
        else:
            self._found.add(text, self._label)

    def _tail(self, element: ET.Element, paragraph: _Paragraph | None, kind: str) -> None:
        self._text(element.tail, paragraph, kind)

    def _attributes(self, tag: str, element: ET.Element) -> None:
        if tag in _NEVER:
            return
        outside = element.get("TargetMode") == "External"
        for full, value in element.attrib.items():
            name = local(full)
            whole = tag in _ALL_READ and (name == "val" or not _NUMBERS.match(name))
            if name in _READ or whole or (outside and name == "Target"):
                if not value.isdigit():
                    self._found.add(value, self._place(f"{tag} {name}"))
            elif not _NUMBERS.match(name) or len(value) > 3:
                self._technical.add(value)

    def _open_table(self, table: ET.Element) -> None:
        self._tables += 1
        name = next((value for key, value in table.attrib.items() if local(key) == "name"), "")
        self._rows.append([f"sheet “{name}”" if name else f"table {self._tables}", 0])

    def _columns(self, table: ET.Element) -> None:
        """Bare values under a heading that says what they are."""
        columns = Columns()
        rows = _children(table, ("tr", "table-row"), within=("sdt", "sdtContent"))
        for number, row in enumerate(rows, start=1):
            cells = [
                _cell_text(cell)
                for cell in _children(row, ("tc", "table-cell"), within=("sdt", "sdtContent"))
            ]
            told = columns.told(cells)
            if told:
                self._found.add(told, self._place(str(self._rows[-1][0])), "row", number)

    def _place(self, what: str) -> str:
        return f"{self._label}, {what}" if self._label else what


def _repeated(row: ET.Element) -> int:
    """How many rows of a spreadsheet an element stands for."""
    for name, value in row.attrib.items():
        if local(name) == "number-rows-repeated" and value.isdigit():
            return int(value)
    return 1


def _kind(tag: str, element: ET.Element, kind: str) -> str:
    if tag in ("del", "moveFrom", "delText", "deletion") or tag == "delInstrText":
        return "deleted"
    if tag in ("ins", "moveTo"):
        return "inserted"
    if tag == "instrText":
        return "field"
    if (
        tag == "r"
        and kind == "plain"
        and any(local(c.tag) == "vanish" for c in _properties(element))
    ):
        return "hidden"
    return kind


def _properties(run: ET.Element) -> Iterable[ET.Element]:
    first = next(iter(run), None)
    return first if first is not None and local(first.tag) == "rPr" else ()


def _children(
    element: ET.Element, wanted: tuple[str, ...], within: tuple[str, ...]
) -> Iterator[ET.Element]:
    for child in element:
        tag = local(child.tag)
        if tag in wanted:
            yield child
        elif tag in within or tag in ("table-header-rows", "table-rows"):
            yield from _children(child, wanted, within)


def _cell_text(cell: ET.Element) -> str:
    """What a cell says, a line for each paragraph: two of them side by side are no one word."""
    paragraphs = [one for one in cell.iter() if local(one.tag) in _PARAGRAPHS]
    if not paragraphs:
        return "".join(cell.itertext())
    return "\n".join("".join(one.itertext()) for one in paragraphs)
