"""Excel workbooks (.xlsx, .xlsm): values, formats, errors, merges and comments in one pass.

Written here because no library does all of it: calamine hides number formats and errors, and
a damaged or hostile file can make it end the whole process (it reserves the memory that the
file asks for); openpyxl takes twelve times as long. Tests compare the values with calamine's.

A sheet is first parsed by expat, which proves it well-formed; then its tags are picked out
with regular expressions, several times faster than with one Python call a tag. That is sound
because in such XML no "<" stands inside a value; comments and CDATA are resolved beforehand.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable
from workshop_tui.intake.readers.cells import (
    EMPTY,
    Merges,
    Span,
    boolean_cell,
    column_name,
    error_cell,
    hidden_columns_note,
    hidden_rows_note,
    holds_anything,
    iso_value,
    number_cell,
    uncalculated_cell,
    with_comment,
)
from workshop_tui.intake.readers.number_format import BUILT_IN
from workshop_tui.intake.readers.package import Package, Relation, local_name
from workshop_tui.intake.readers.safety import (
    MAX_CELLS,
    MAX_ROWS,
    check_well_formed,
    open_package,
    too_many_cells,
)

_ROOT = re.compile(rb"<(\w+:)?(?:worksheet|sst)\b")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MAX_RUNS = 200_000  # tags; a cell holds at most 32,767 characters
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(name: str, data: bytes) -> RawDocument:
    """Return every worksheet of a workbook, hidden ones flagged.

    Raises:
        UnreadableFile: The workbook is damaged or unsafe, or spreads over too many cells.
    """
    workbook = _Workbook(Package(name, open_package(name, data)))
    tables, notes = [], []
    for sheet in workbook.sheets():
        title = sheet.get("name", "")
        relation = workbook.relation(sheet)
        if relation is None or relation.kind != "worksheet":
            notes.append(f"“{title}” is a chart or a macro sheet; it was left out.")
            continue
        reader = _Sheet(workbook, title, relation.target)
        rows = tuple(reader.rows())
        hidden = sheet.get("state", "visible") != "visible"
        said = hidden_rows_note(reader.hidden_rows) + hidden_columns_note(reader.hidden_columns())
        tables.append(RawTable(title, "sheet", rows, hidden, said))
    return RawDocument(file=name, tables=tuple(tables), notes=tuple(notes))


class _Patterns:
    """The tags of a sheet, for the namespace prefix that the file gives them (mostly none)."""

    def __init__(self, prefix: bytes) -> None:
        def tag(name: bytes) -> bytes:
            return b"<" + prefix + name

        def end(name: bytes) -> bytes:
            return b"</" + prefix + name + rb"\s*>"

        self.row_end = b"</" + prefix + b"row"
        self.cell_start = tag(b"c")
        self.row = re.compile(tag(rb"row\b([^<>]*)(?<!/)>"))
        self.blank_row = re.compile(tag(rb"row\b[^<>]*/>"))
        # The usual order of attributes is picked apart right here, any other one from the rest.
        self.cell = re.compile(
            tag(rb'c(?: r="([A-Z]{1,3})(\d{1,7})")?(?: s="(\d{1,7})")?(?: t="(\w+)")?')
            + rb"(|\s[^<>]*)(?<!/)>"
            + rb"(?:\s*" + tag(rb"f\b[^<>]*(?:/>|>([^<]*)") + end(b"f") + rb"))?"
            + rb"(?:\s*" + tag(rb"v\b[^<>]*(?:/>|>([^<]*)") + end(b"v") + rb"))?"
            + rb"(?:\s*" + tag(rb"is\b[^<>]*>(.*?)") + end(b"is") + rb")?",
            re.DOTALL,
        )  # fmt: skip
        self.any_cell = re.compile(tag(rb"c\b[^<>]*>"))
        self.column = re.compile(tag(rb"col\b([^<>]*)>"))
        self.merge = re.compile(tag(rb"mergeCell\b[^<>]*\bref=[\"']([A-Z0-9:]+)"))
        self.string = re.compile(tag(rb"si\b[^<>]*(?:/>|>(.*?)") + end(b"si") + rb")", re.DOTALL)
        self.phonetic = re.compile(tag(rb"rPh\b.*?") + end(b"rPh"), re.DOTALL)
        self.text = re.compile(tag(rb"t(?:\s[^<>]*)?(?<!/)>([^<]*)"))


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> _Patterns:
    return _Patterns(prefix)


def _prepared(package: Package, part: str) -> tuple[bytes, _Patterns]:
    """Return a part's XML in a form that patterns can be trusted with, and the patterns."""
    data = package.data(part)
    encoding = check_well_formed(package.name, data)
    if encoding not in {"utf-8", "us-ascii"} or b"<!" in data or b"<?" in data[5:]:
        data = ET.tostring(ET.fromstring(data), encoding="utf-8")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    root = _ROOT.search(data)
    return data, _patterns((root[1] or b"") if root else b"")


class _Workbook:
    """What the sheets of a package share: styles, strings, epoch."""

    def __init__(self, package: Package) -> None:
        main = package.main_part()
        if main is None:
            raise ValueError("the package names no workbook")
        self.package = package
        self._root = package.xml(main)
        self._relations = {relation.id: relation for relation in package.relations(main)}
        self.from_1904 = any(
            element.get("date1904", "0") in {"1", "true", "on"}
            for element in self._root
            if local_name(element.tag) == "workbookPr"
        )
        styles = package.related(main, "styles")
        self.codes = _codes(package, styles) if styles else []
        strings = package.related(main, "sharedStrings")
        self.strings = _strings(package, strings) if strings else []
        self._numbers: dict[tuple[bytes, bytes], Cell] = {}

    def sheets(self) -> Iterator[ET.Element]:
        """Give the sheets in the order of the workbook."""
        for element in self._root:
            if local_name(element.tag) == "sheets":
                yield from element

    def relation(self, sheet: ET.Element) -> Relation | None:
        """Return where a sheet's content is; None where the package has none."""
        ids = (value for key, value in sheet.attrib.items() if local_name(key) == "id")
        relation = self._relations.get(next(ids, ""))
        return relation if relation and self.package.has(relation.target) else None

    def number(self, value: bytes, style: bytes) -> Cell:
        """Return the cell for a stored number; dates repeat, so each is worked out once."""
        cell = self._numbers.get((value, style))
        if cell is None:
            at = int(style or b"0")
            code = self.codes[at] if at < len(self.codes) else None
            try:
                cell = number_cell(float(value), code, from_1904=self.from_1904)
            except (ValueError, OverflowError):
                cell = Cell(_text(value), note="the number in this cell is damaged")
            if len(self._numbers) < 50_000:
                self._numbers[value, style] = cell
        return cell


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


def _strings(package: Package, part: str) -> list[Cell]:
    """Return the shared strings as cells: the same text in many rows is one object."""
    data, patterns = _prepared(package, part)
    if data.count(b"si>") > 2 * MAX_CELLS or data.count(b"si/>") > MAX_CELLS:
        raise ValueError("more strings than a workbook can use")
    found = (_rich_text(inside, patterns) for inside in patterns.string.findall(data))
    return [Cell(text) if text else EMPTY for text in found]


def _rich_text(inside: bytes, patterns: _Patterns) -> str:
    """Return the text of a string that may be cut into runs, without its pronunciation."""
    if inside.count(b"<") > _MAX_RUNS:
        raise ValueError("more runs of text than a cell has characters")
    if b"rPh" in inside:
        inside = patterns.phonetic.sub(b"", inside)
    return _text(b"".join(patterns.text.findall(inside)))


def _text(data: bytes) -> str:
    """Decode a value: XML's escapes, then Excel's own for control characters (_x000D_)."""
    text = data.decode("utf-8")
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


_Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]


class _Sheet:
    """One worksheet while it is read."""

    def __init__(self, workbook: _Workbook, title: str, part: str) -> None:
        self.hidden_rows: list[int] = []
        self._workbook = workbook
        self._title = title
        self._data, self._patterns = _prepared(workbook.package, part)
        self._comments = _comments(workbook.package, part)
        self._merges = Merges(_spans(self._data, self._patterns))
        first = self._patterns.any_cell.search(self._data)
        self._placed = first is None or b" r=" in first[0]
        self._left = MAX_CELLS

    def rows(self) -> Iterator[RawRow]:
        """Give the rows that hold anything of their own."""
        number = 0
        if self._data.count(self._patterns.row_end) > MAX_ROWS:
            raise ValueError("more rows than a sheet can have")
        for piece in self._data.split(self._patterns.row_end):
            start = self._patterns.row.search(piece)
            if start is None:
                continue
            attributes = _attributes(start[1]) if start[1] else {}
            if "r" in attributes:
                number = int(attributes["r"])
            else:
                number += 1 + len(self._patterns.blank_row.findall(piece))
            if attributes.get("hidden", "0") in {"1", "true"}:
                self.hidden_rows.append(number)
            if b"</" not in piece and number not in self._comments:
                continue  # cells that have a style and nothing in them, often by the million
            cells = self._cells(number, piece)
            filled = holds_anything(cells)
            self._merges.fill(number, cells)
            if filled:
                yield RawRow(number, tuple(cells))

    def hidden_columns(self) -> list[tuple[int, int]]:
        """Return the runs of columns that the sheet hides, as far as a chronology can reach."""
        head = self._data[: max(self._data.find(b"sheetData"), 0)]
        columns = [_attributes(found) for found in self._patterns.column.findall(head)]
        return [
            (int(column.get("min", "1")) - 1, int(column.get("max", "1")) - 1)
            for column in columns
            if column.get("hidden", "0") in {"1", "true"} and int(column.get("max", "1")) < 16_384
        ]

    def _cells(self, number: int, piece: bytes) -> list[Cell]:
        """Return a row's cells up to the last one that holds anything."""
        cells: list[Cell] = []
        strings = self._workbook.strings
        if not self._placed:
            piece = self._numbered(number, piece)
        if piece.count(self._patterns.cell_start) > 2 * 16_384:
            raise ValueError("more cells than a row can have")
        for found in self._patterns.cell.findall(piece):
            letters, _, style, kind, rest, formula, value, _ = found
            if rest and not rest.isspace():
                letters, style, kind = _picked_out(found)
            if kind == b"s":
                cell = strings[int(value)] if value else EMPTY
            elif kind or formula or not value:
                cell = self._unusual(kind, style, found)
            else:
                cell = self._workbook.number(value, style)
            column = _column(letters)
            if column > len(cells):
                cells += [EMPTY] * (column - len(cells))
            if column == len(cells):
                cells.append(cell)
            else:
                cells[column] = cell
        for column, comment in self._comments.get(number, ()):
            cells += [EMPTY] * (column + 1 - len(cells))
            cells[column] = with_comment(cells[column], comment)
        self._left -= len(cells)
        if self._left < 0:
            raise too_many_cells(self._workbook.package.name, f"sheet “{self._title}”")
        return cells

    def _unusual(self, kind: bytes, style: bytes, found: _Found) -> Cell:
        """Return the cell for anything but a shared string or a plain number."""
        formula, value, inline = found[5:]
        if kind == b"inlineStr":
            text = _rich_text(inline, self._patterns)
        elif kind == b"e":
            return error_cell(_text(value))
        elif kind == b"str":
            text = _text(value)
        elif not value:
            return uncalculated_cell(_text(formula)) if formula else EMPTY
        elif kind == b"b":
            return boolean_cell(value.strip() == b"1")
        elif kind == b"d":
            return Cell(_text(value), iso_value(_text(value)))
        else:
            return self._workbook.number(value, style)
        return Cell(text) if text else EMPTY

    def _numbered(self, number: int, piece: bytes) -> bytes:
        """Give each cell its place where the program that wrote the file left places out."""
        columns = iter(range(16_384))

        def place(match: re.Match[bytes]) -> bytes:
            at = f' r="{column_name(next(columns))}{number}"'.encode()
            head = 2 + match[0][1:].index(b"c")
            return match[0][:head] + at + match[0][head:]

        return self._patterns.any_cell.sub(place, piece)


def _picked_out(found: _Found) -> tuple[bytes, bytes, bytes]:
    """Return column letters, style and type of a cell whose attributes are in unusual order."""
    letters, _, style, kind, rest, *_ = found
    attributes = _attributes(rest)
    if "r" in attributes:
        match = _REFERENCE.match(attributes["r"])
        if match is None:
            raise ValueError("a cell stands nowhere")
        letters = match[1].encode()
    return (
        letters,
        attributes["s"].encode() if "s" in attributes else style,
        attributes["t"].encode() if "t" in attributes else kind,
    )


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): (double or single).decode()
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _spans(data: bytes, patterns: _Patterns) -> Iterator[Span]:
    """Give the merged ranges; they stand behind the rows that they are about."""
    if data.count(b"mergeCell ") > MAX_ROWS:
        raise ValueError("more merged ranges than a sheet can have")
    for reference in patterns.merge.findall(data):
        first, _, last = reference.decode().partition(":")
        top, bottom = _REFERENCE.match(first), _REFERENCE.match(last)
        if top and bottom:
            yield Span(
                int(top[2]),
                _column(top[1].encode()),
                int(bottom[2]),
                _column(bottom[1].encode()),
            )


def _comments(package: Package, sheet: str) -> dict[int, list[tuple[int, str]]]:
    """Return by row number the columns that somebody wrote a comment on, with the comment."""
    part = package.related(sheet, "comments")
    comments: dict[int, list[tuple[int, str]]] = {}
    for element in package.xml(part).iter() if part else ():
        match = _REFERENCE.match(element.get("ref", ""))
        if local_name(element.tag) == "comment" and match:
            texts = (e.text or "" for e in element.iter() if local_name(e.tag) == "t")
            at = (_column(match[1].encode()), "".join(texts).strip())
            comments.setdefault(int(match[2]), []).append(at)
    return comments


@lru_cache(maxsize=20_000)
def _column(letters: bytes) -> int:
    """Return a column's index: A is 0, AB is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    if not 0 < column <= 16_384:
        raise ValueError("a column lies outside of the sheet")
    return column - 1
