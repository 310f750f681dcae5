"""Number formats, errors, comments and extent of .xlsx sheets, in one fast pass.

calamine gives the values and hides all of this. openpyxl would give it at twelve times the
cost of the values, so the sheet's XML is scanned for the few tags that matter: no tag name
and no attribute value can hold a "<", and calamine parses the same XML properly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import unescape

from workshop_tui.intake.readers.marks import Marks, error_cell, place, uncalculated_cell
from workshop_tui.intake.readers.number_format import BUILT_IN
from workshop_tui.intake.readers.package import Package, local_name
from workshop_tui.intake.readers.safety import MAX_CELLS

_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})\Z")
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")


class _Patterns:
    """The tags of a sheet, for the namespace prefix that the file gives them (mostly none).

    A pattern that begins with fixed letters is several times faster than one that does not,
    and most cells of a chronology are shared strings (t="s") that should cost nothing.
    """

    def __init__(self, prefix: bytes) -> None:
        cell, row, formula, value = (b"<" + prefix + tag for tag in (b"c", b"row", b"f", b"v"))
        content = (
            rb"([^<>]*[^<>/])>"
            rb"\s*(?:" + formula + rb"\b[^<>]*?(?:/>|>([^<]*)</[^<>]*>))?"
            rb"\s*(?:" + value + rb"\b[^<>]*?(?:/>|>([^<]*)))?"
        )
        self.first_cell = re.compile(cell + rb"\b([^<>]*)>")
        self.column = re.compile(cell + rb" (?:[^<>]*? )?r=[\"']([A-Z]+)")
        self.row = re.compile(row + rb" (?:[^<>]*? )?r=[\"'](\d+)")
        self.filled = re.compile(
            cell + rb" (?:[^<>]*? )?r=[\"']([A-Z]+)(\d+)[\"'](?:[^<>]*[^<>/])?>"
        )
        self.hidden_row = re.compile(row + rb" [^<>]*?hidden=[\"'](?:1|true)[\"'][^<>]*>")
        self.styled_number = re.compile(
            cell + rb"\b(?=[^<>]*? s=[\"'](\d+))(?![^<>]*? t=[\"'][sbei])"
            rb"(?=[^<>]*? r=[\"']([A-Z]+)(\d+))[^<>]*[^<>/]>"
        )
        self.formula_or_error = re.compile(
            cell + rb"\b(?=[^<>]*>\s*" + formula + rb"\b|[^<>]*? t=[\"']e)" + content
        )
        self.row_or_cell = re.compile(
            row + rb"\b([^<>]*)>|" + cell + rb"\b" + content + rb"|" + cell + rb"\b[^<>]*/>"
        )


class Workbook:
    """The parts of an .xlsx package that tell what its sheets look like."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.main_part()
        if main is None:
            raise ValueError("the package names no workbook")
        styles = package.related(main, "styles")
        self._codes = _codes(package, styles) if styles else []
        targets = {relation.id: relation.target for relation in package.relations(main)}
        self._sheets = {
            element.get("name", ""): targets.get(_relation_id(element.attrib), "")
            for element in package.xml(main).iter()
            if local_name(element.tag) == "sheet"
        }

    def marks(self, sheet: str) -> Marks:
        """Return the marks of a sheet; empty ones where it has no part of its own."""
        part = self._sheets.get(sheet, "")
        if not self._package.has(part):
            return Marks()
        marks = _scan(self._package.data(part), self._codes)
        comments = self._package.related(part, "comments")
        if comments:
            marks.comments = _comments(self._package, comments)
        return marks


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if local_name(key) == "id"), "")


def _codes(package: Package, part: str) -> list[str | None]:
    """Return the number format of each cell style, None for "General"."""
    root = package.xml(part)
    own: dict[int, str] = {}
    codes: list[str | None] = []
    for element in root:
        if local_name(element.tag) == "numFmts":
            own = {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in element}
    for element in root:
        if local_name(element.tag) == "cellXfs":
            for style in element:
                number = int(style.get("numFmtId", "0"))
                code = own.get(number) or BUILT_IN.get(number)
                codes.append(None if code is None or code.lower() == "general" else code)
    return codes


def _comments(package: Package, part: str) -> dict[int, str]:
    comments = {}
    for element in package.xml(part).iter():
        if local_name(element.tag) == "comment":
            at = _position(element.get("ref", "").encode())
            texts = (e.text or "" for e in element.iter() if local_name(e.tag) == "t")
            if at is not None:
                comments[place(*at)] = "".join(texts).strip()
    return comments


def _scan(data: bytes, codes: list[str | None]) -> Marks:
    root = _ROOT.search(data)
    patterns = _Patterns((root[1] or b"") if root else b"")
    marks = Marks()
    first = patterns.first_cell.search(data)
    if first is not None and b" r=" not in first[1]:
        _count_cells(data, codes, patterns, marks)
        return marks
    _measure(data, patterns, marks)
    by_style = {b"%d" % number: code for number, code in enumerate(codes) if code is not None}
    formats = marks.formats
    for match in patterns.styled_number.finditer(data):
        code = by_style.get(match[1])
        if code is not None:
            formats[place(int(match[3]) - 1, _column(match[2]))] = code
    for match in patterns.formula_or_error.finditer(data):
        attributes = _attributes(match[1])
        at = _position(attributes.get(b"r", b""))
        if at is not None:
            _mark_formula(marks, place(*at), attributes.get(b"t", b"n"), match[2], match[3])
    for tag in patterns.hidden_row.findall(data):
        if number := patterns.row.match(tag):
            marks.hidden_rows.append(int(number[1]))
    return marks


def _measure(data: bytes, patterns: _Patterns, marks: Marks) -> None:
    """Find how far the sheet spreads; calamine makes room for that rectangle, however empty.

    The first count also takes in blank cells that only have a border; the exact one is slower
    and only made when that matters.
    """
    marks.height = max(map(int, patterns.row.findall(data)), default=0)
    names = set(patterns.column.findall(data))
    marks.width = max((_column(name) + 1 for name in names), default=0)
    if marks.height * marks.width > MAX_CELLS:
        marks.height = marks.width = 0
        for match in patterns.filled.finditer(data):
            marks.stretch(int(match[2]) - 1, _column(match[1]))


def _count_cells(data: bytes, codes: list[str | None], patterns: _Patterns, marks: Marks) -> None:
    """Mark a sheet whose cells do not say where they are, as some programs write it."""
    row = column = -1
    for match in patterns.row_or_cell.finditer(data):
        if match[1] is not None:
            stated = _attributes(match[1]).get(b"r", b"")
            row, column = int(stated) - 1 if stated.isdigit() else row + 1, -1
            continue
        column += 1
        if match[2] is None:
            continue
        marks.stretch(row, column)
        attributes = _attributes(match[2])
        kind, style = attributes.get(b"t", b"n"), int(attributes.get(b"s", b"0"))
        code = codes[style] if style < len(codes) else None
        if kind == b"n" and code is not None:
            marks.formats[place(row, column)] = code
        _mark_formula(marks, place(row, column), kind, match[3], match[4])


def _mark_formula(
    marks: Marks, at: int, kind: bytes, formula: bytes | None, value: bytes | None
) -> None:
    """Note an error, or a formula whose result the file does not hold."""
    if kind == b"e":
        marks.errors[at] = error_cell((value or b"").decode("utf-8", "replace"))
    elif formula is not None and not value and kind != b"str":
        text = formula.decode("utf-8", "replace")
        marks.errors[at] = uncalculated_cell(unescape(text, {"&quot;": '"', "&apos;": "'"}))


def _attributes(text: bytes) -> dict[bytes, bytes]:
    pieces = text.replace(b"'", b'"').split(b'"')
    return {
        name.strip().rstrip(b"=").rstrip(): value
        for name, value in zip(pieces[::2], pieces[1::2], strict=False)
    }


def _position(reference: bytes) -> tuple[int, int] | None:
    match = _REFERENCE.match(reference)
    if match is None or match[2] == b"0":
        return None
    return int(match[2]) - 1, _column(match[1])


@lru_cache(maxsize=1024)
def _column(name: bytes) -> int:
    number = 0
    for letter in name[:4]:
        number = number * 26 + letter - 64
    return number - 1
