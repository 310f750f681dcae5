"""Excel workbooks: every sheet row by row, hidden ones too, with strings and numbers in place."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET

from workshop_tui.privacy.finished import office
from workshop_tui.privacy.finished.markup import local
from workshop_tui.privacy.finished.pieces import Found, Look
from workshop_tui.privacy.finished.tables import Columns

_SHEET = re.compile(r"^xl/(?:work|chart|dialog|macro)sheets/[^/]+\.xml$")
_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|[A-Z]|\d+)")
"""What stands in a page's head and foot for its number, its side and its letters."""

_COLUMN = re.compile(r"[A-Z]+")
_WHOLE = re.compile(r"^(\d+)\.0+$")
_POWER = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")


def takes(name: str) -> bool:
    """Whether this part is read here and not like other XML parts."""
    return name in ("xl/sharedStrings.xml", "xl/workbook.xml") or bool(
        _SHEET.match(name) or name == "xl/_rels/workbook.xml.rels"
    )


def order(name: str) -> tuple[int, str]:
    """Strings and the workbook come before the sheets that point at them."""
    first = ("xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/sharedStrings.xml")
    return (first.index(name) if name in first else len(first)), name


class Workbook:
    """A workbook as its parts come in."""

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._strings: list[str] = []
        self._used: set[int] = set()

    def part(self, name: str, root: ET.Element, found: Found) -> None:
        """Read one of the parts that ``takes`` names."""
        if name == "xl/_rels/workbook.xml.rels":
            for one in root:
                target = posixpath.normpath(posixpath.join("xl", one.get("Target", "")))
                self._targets[one.get("Id", "")] = target.lstrip("/")
        elif name == "xl/workbook.xml":
            self._workbook(root)
            office.part(name, root, found)
        elif name == "xl/sharedStrings.xml":
            self._strings = ["".join(_texts(one)) for one in root if local(one.tag) == "si"]
            for one in root.iter():
                if local(one.tag) == "rPh":
                    found.add("".join(one.itertext()), "pronunciation")
        else:
            self._sheet(self._names.get(name, name), root, found)

    def finish(self, found: Found) -> None:
        """Strings that no cell shows any more are still in the file."""
        for at, text in enumerate(self._strings):
            if at not in self._used:
                found.add(text, "text left in the file")

    def _workbook(self, root: ET.Element) -> None:
        for one in root.iter():
            if local(one.tag) == "sheet":
                link = next((v for n, v in one.attrib.items() if local(n) == "id"), "")
                hidden = "" if one.get("state", "visible") == "visible" else " (hidden)"
                name = f"sheet “{one.get('name', '')}”{hidden}"
                self._names[self._targets.get(link, "")] = name

    def _sheet(self, label: str, root: ET.Element, found: Found) -> None:
        columns = Columns()
        rest = ET.Element("rest")
        for child in root:
            if local(child.tag) != "sheetData":
                rest.append(child)
                continue
            for at, row in enumerate(child, start=1):
                number = int(row.get("r", at)) if row.get("r", "1").isdigit() else at
                cells = self._cells(row, label, found)
                by_column = [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]
                text = " | ".join(cell for cell in by_column if cell)
                found.add(text, label, "row", number)
                found.add(columns.told(by_column), label, "row", number)
        reader_label = f"{label}, beside the cells"
        for child in rest.iter():
            found.add(_CODES.sub(" ", child.text or ""), reader_label)
            for name, value in child.attrib.items():
                if local(name) in ("display", "tooltip", "prompt", "promptTitle", "error", "val"):
                    found.add(value, reader_label)
                elif len(value) > 3 and not value.isdigit():
                    found.add(value, reader_label, look=Look.NAMES)

    def _cells(self, row: ET.Element, label: str, found: Found) -> dict[int, str]:
        cells: dict[int, str] = {}
        for at, cell in enumerate(row):
            column = _column(cell.get("r", ""), at)
            kind = cell.get("t", "n")
            for child in cell:
                tag = local(child.tag)
                if tag == "is":
                    cells[column] = "".join(_texts(child))
                elif tag == "v" and child.text:
                    cells[column] = self._value(kind, child.text)
                elif tag == "f" and child.text:
                    found.add(child.text, f"{label}, a formula", "row", int(row.get("r", "0") or 0))
        return cells

    def _value(self, kind: str, text: str) -> str:
        if kind == "s":
            at = int(text)
            self._used.add(at)
            return self._strings[at] if at < len(self._strings) else ""
        if kind == "n":
            whole = _WHOLE.match(text)
            if whole:
                return whole[1]
            if _POWER.match(text) and float(text).is_integer():
                return str(int(float(text)))
        return text


def _texts(element: ET.Element) -> list[str]:
    """The text of a string, joined over its formatting, without how it is pronounced."""
    told = []
    for child in element:
        tag = local(child.tag)
        if tag == "t":
            told.append(child.text or "")
        elif tag == "r":
            told += _texts(child)
    return told


def _column(reference: str, at: int) -> int:
    letters = _COLUMN.match(reference)
    if not letters or len(letters[0]) > 3:
        return at
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1
