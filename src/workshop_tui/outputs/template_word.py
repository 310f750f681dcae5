"""The blank chronology as a Word document: rules first, then a table over landscape pages."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.outputs.template import (
    BEGIN_HERE,
    COLUMNS,
    RULES,
    SUBJECT,
    TITLE,
    Column,
    Header,
)
from workshop_tui.outputs.word_style import without_leftovers

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row

_READY_ROWS: Final = 20
_BLANK: Final = "_" * 40
_WIDTH_CM: Final = 27.0
_HEADING_FILL: Final = "DCE6F1"
_EXAMPLE_FILL: Final = "F2F2F2"


def build(header: Header) -> bytes:
    """The document's bytes."""
    import docx

    document = docx.Document()
    without_leftovers(document)
    _describe(document)
    _page(document)
    _above(document, header)
    _table(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _describe(document: Document) -> None:
    """Properties of the document that name no program and nobody."""
    properties = document.core_properties
    properties.title, properties.subject = TITLE, SUBJECT
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.category = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    properties.language = "en-GB"


def _page(document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.35)
    section.top_margin = section.bottom_margin = Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(1)


def _above(document: Document, header: Header) -> None:
    from docx.shared import Pt

    document.add_heading(TITLE, 1)
    for name, value in (("Review reference", header.reference), ("Agency", header.agency)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value or _BLANK)
    document.add_heading("How to fill this in", 2)
    document.add_paragraph(BEGIN_HERE)
    _listed(document, RULES)
    document.add_heading("Column by column", 2)
    _listed(document, [(f"{column.heading}:", column.guidance) for column in COLUMNS])
    document.add_heading("The chronology", 2).paragraph_format.page_break_before = True


def _listed(document: Document, lines: Any) -> None:
    for name, words in lines:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{name} ").bold = True
        paragraph.add_run(words)


def _table(document: Document) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=2 + _READY_ROWS, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    rows = list(table.rows)
    _repeat(rows[0])
    for row in rows:
        _keep_whole(row)
        row.height = Cm(0.9)  # at least; it grows with what is written
    for column, heading, example in zip(COLUMNS, rows[0].cells, rows[1].cells, strict=True):
        _heading(heading, column)
        _example(example, column.example)
    _widths(table)


def _widths(table: Any) -> None:
    from docx.shared import Cm

    whole = sum(column.width for column in COLUMNS)
    widths = [Cm(_WIDTH_CM * column.width / whole) for column in COLUMNS]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _heading(cell: _Cell, column: Column) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    name = paragraph.add_run(column.heading)
    name.bold, name.font.size = True, Pt(9)
    hint = paragraph.add_run(f"\n({column.hint})")
    hint.font.size = Pt(7.5)
    _fill(cell, _HEADING_FILL)


def _example(cell: _Cell, words: str) -> None:
    from docx.shared import Pt, RGBColor

    run = cell.paragraphs[0].add_run(words)
    run.italic, run.font.size, run.font.color.rgb = True, Pt(9), RGBColor(0x59, 0x59, 0x59)
    _fill(cell, _EXAMPLE_FILL)


def _fill(cell: _Cell, colour: str) -> None:
    _add(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)


def _repeat(row: _Row) -> None:
    """Have Word print this row at the top of every page."""
    _add(row._tr.get_or_add_trPr(), "w:tblHeader")


def _keep_whole(row: _Row) -> None:
    """Have Word put a row that does not fit on the next page, instead of cutting it in two."""
    _add(row._tr.get_or_add_trPr(), "w:cantSplit")


def _add(parent: Any, name: str, **attributes: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
