"""Word documents (.docx): tables as tables, everything else as numbered paragraphs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable
from workshop_tui.intake.readers.package import Package, local_name
from workshop_tui.intake.readers.safety import MAX_CELLS, open_package, too_many_cells
from workshop_tui.intake.readers.word_text import (
    VALUE,
    Passage,
    Surroundings,
    W,
    add_paragraph,
    is_on,
    plain_text,
)

EMPTY = Cell("")
_MAX_COLUMNS = 1_000
# Elements that only wrap others: content controls, custom markup, tracked insertions.
_WRAPPERS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"})


def read(name: str, data: bytes) -> RawDocument:
    """Return a document's paragraphs and its tables, in the order of the document.

    Raises:
        UnreadableFile: The document is damaged, unsafe, or larger than memory should hold.
    """
    package = Package(name, open_package(name, data))
    main = package.main_part()
    if main is None:
        raise ValueError("the package names no document")
    body = package.xml(main).find(f"{W}body")
    if body is None:
        raise ValueError("the document has no body")
    styles = _Styles.read(package, main)
    surroundings = _surroundings(package, main, styles)
    walk = _Walk(name, surroundings, styles.names)
    walk.body(body)
    return RawDocument(file=name, tables=walk.tables(), notes=_notes(package, main))


def _notes(package: Package, main: str) -> tuple[str, ...]:
    kinds = {relation.kind for relation in package.relations(main)}
    notes = []
    if kinds & {"header", "footer"}:
        notes.append("Page headers and footers were left out.")
    if "aFChunk" in kinds:
        notes.append("A document embedded in this one was left out.")
    return tuple(notes)


@dataclass(frozen=True, slots=True)
class _Styles:
    """Names of styles by id, and the ids of those that hide their text."""

    names: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @classmethod
    def read(cls, package: Package, main: str) -> _Styles:
        part = package.related(main, "styles")
        if part is None:
            return cls()
        names, parents, hidden = {}, {}, set()
        for style in package.xml(part).findall(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            name, parent = style.find(f"{W}name"), style.find(f"{W}basedOn")
            names[key] = name.get(VALUE, key) if name is not None else key
            parents[key] = parent.get(VALUE, "") if parent is not None else ""
            if is_on(style.find(f"{W}rPr"), "vanish"):
                hidden.add(key)
        for key in names:
            lineage, ancestor = {key}, parents.get(key, "")
            while ancestor and ancestor not in lineage and not lineage & hidden:
                lineage.add(ancestor)
                ancestor = parents.get(ancestor, "")
            if lineage & hidden:
                hidden.add(key)
        return cls(names, frozenset(hidden))


def _surroundings(package: Package, main: str, styles: _Styles) -> Surroundings:
    texts: dict[str, dict[str, str]] = {}
    for kind in ("footnotes", "endnotes", "comments"):
        part = package.related(main, kind)
        found: dict[str, str] = {}
        for note in package.xml(part) if part else ():
            passage = Passage(Surroundings(styles.hidden))
            for paragraph in note.iter(f"{W}p"):
                add_paragraph(paragraph, passage)
                passage.pieces.append("\n")
            found[note.get(f"{W}id", "")] = passage.text
        texts[kind] = found
    return Surroundings(styles.hidden, texts["footnotes"], texts["endnotes"], texts["comments"])


def _children(parent: ET.Element, wanted: frozenset[str]) -> Iterator[tuple[ET.Element, bool]]:
    """Give the wanted children however they are wrapped, each with whether it was inserted."""
    for child in parent:
        name = local_name(child.tag)
        if name in wanted:
            yield child, local_name(parent.tag) in {"ins", "moveTo"}
        elif name == "AlternateContent":
            yield from _children(next(iter(child), child), wanted)
        elif name in _WRAPPERS or name == "sdt":
            yield from _children(child, wanted)


_BLOCKS = frozenset({"p", "tbl"})
_ROW = frozenset({"tr"})
_CELL = frozenset({"tc"})
_PARAGRAPH, _CELL_PROPERTIES = f"{W}p", f"{W}tcPr"


@dataclass(slots=True)
class _Walk:
    """One walk over a document's body."""

    name: str
    surroundings: Surroundings
    style_names: dict[str, str]
    _paragraphs: list[RawRow] = field(default_factory=list)
    _tables: list[RawTable] = field(default_factory=list)
    _paragraph_notes: dict[str, None] = field(default_factory=dict)
    _number: int = 0
    _cells: int = 0
    _above: str = ""
    _heading: str = ""

    def tables(self) -> tuple[RawTable, ...]:
        """Return what was found: the paragraphs, if there are any, and then the tables."""
        if not self._paragraphs and not self._paragraph_notes:
            return tuple(self._tables)
        paragraphs = RawTable(
            name="paragraphs",
            kind="paragraphs",
            rows=tuple(self._paragraphs),
            notes=tuple(self._paragraph_notes),
        )
        return (paragraphs, *self._tables)

    def body(self, body: ET.Element) -> None:
        """Walk all blocks of the body."""
        for block, _ in _children(body, _BLOCKS):
            if local_name(block.tag) == "p":
                self._paragraph(block)
            else:
                self._tables.append(self._table(block))

    def _paragraph(self, paragraph: ET.Element) -> None:
        self._number += 1
        passage = Passage(self.surroundings)
        add_paragraph(paragraph, passage)
        note = "; ".join(passage.notes) or None
        if passage.text.strip():
            style = self._style(paragraph)
            cells = (Cell(passage.text, note=note), Cell(style))
            self._paragraphs.append(RawRow(self._number, cells))
            self._above = passage.text.strip()
            self._heading = self._above if style.startswith("Heading") else self._heading
        elif note:
            self._paragraph_notes[f"Paragraph {self._number}: {note}."] = None

    def _style(self, paragraph: ET.Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is None:
            return ""
        key = style.get(VALUE, "")
        name = self.style_names.get(key, key)
        # Word itself shows its built-in "heading 3" with a capital.
        return name[:1].upper() + name[1:]

    def _table(self, table: ET.Element) -> RawTable:
        rows: list[RawRow] = []
        notes = [f"Stands after paragraph {self._number}."] if self._number else []
        above: dict[int, tuple[int, Cell]] = {}
        for number, (row, _) in enumerate(_children(table, _ROW), start=1):
            left_out = _why_left_out(row)
            if left_out:
                notes.append(f"Row {number}: {left_out}.")
                continue
            cells, filled = self._row(row, number, above)
            if filled:
                rows.append(RawRow(number, tuple(cells)))
        return RawTable(
            name=f"table {len(self._tables) + 1}",
            kind="table",
            rows=tuple(rows),
            notes=tuple(notes),
            titles=tuple(filter(None, (self._above, self._heading))),
            after=self._number,
        )

    def _row(
        self, row: ET.Element, number: int, above: dict[int, tuple[int, Cell]]
    ) -> tuple[list[Cell], bool]:
        """Return a row's cells, one a column of the table's grid, and whether it holds anything.

        Args:
            row: The row.
            number: Its number in the table.
            above: By column, the merged cell that is open from above; brought up to date here.
        """
        cells = [EMPTY] * _grid(row.find(f"{W}trPr"), "gridBefore")
        filled = False
        for tc, _ in _children(row, _CELL):
            column = len(cells)
            properties = tc.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            cell = self._cell(tc)
            if merge is not None and merge.get(VALUE, "continue") == "continue":
                top, source = above.get(column, (number, cell))
                cell = replace(source, note=f"merged from row {top}") if top != number else cell
            else:
                filled = filled or bool(cell.text.strip() or cell.note)
                above.pop(column, None)
                if merge is not None:
                    above[column] = (number, cell)
            cells.append(cell)
            if (span := _grid(properties, "gridSpan", 1)) > 1:
                cells += [Cell("", note="merged with the cell to its left")] * (span - 1)
        self._cells += len(cells)
        if self._cells > MAX_CELLS:
            raise too_many_cells(self.name, "a table")
        return cells, filled

    def _cell(self, tc: ET.Element) -> Cell:
        if len(tc) and tc[-1].tag == _PARAGRAPH and not self.surroundings.hidden_styles:
            alone = len(tc) == 1 or (len(tc) == 2 and tc[0].tag == _CELL_PROPERTIES)
            plain = plain_text(tc[-1]) if alone else None
            if plain is not None:
                plain = plain.strip("\n")
                return Cell(plain) if plain else EMPTY
        passage = Passage(self.surroundings)
        text = self._blocks(tc, passage).strip("\n")
        if not text and not passage.notes:
            return EMPTY
        return Cell(text, note="; ".join(passage.notes) or None)

    def _blocks(self, parent: ET.Element, passage: Passage) -> str:
        """Return the text of a cell: a line for each paragraph, a line for each inner row."""
        lines = []
        for block, _ in _children(parent, _BLOCKS):
            if local_name(block.tag) == "p":
                inner = Passage(self.surroundings, notes=passage.notes)
                add_paragraph(block, inner)
                lines.append(inner.text)
                continue
            passage.remark("holds a table inside the cell")
            for row, _ in _children(block, _ROW):
                texts = (self._blocks(tc, passage) for tc, _ in _children(row, _CELL))
                lines.append("\t".join(texts))
        return "\n".join(lines)


def _why_left_out(row: ET.Element) -> str | None:
    """Return why a row does not count: somebody deleted or hid it."""
    properties = row.find(f"{W}trPr")
    if properties is None:
        return None
    if properties.find(f"{W}del") is not None:
        return "deleted with tracked changes, left out"
    if is_on(properties, "hidden"):
        return "hidden, left out"
    return None


def _grid(properties: ET.Element | None, name: str, default: int = 0) -> int:
    """Return a count of grid columns, from a cell's or a row's properties."""
    found = properties.find(W + name) if properties is not None else None
    if found is None:
        return default
    return min(max(int(found.get(VALUE, str(default))), default), _MAX_COLUMNS)
