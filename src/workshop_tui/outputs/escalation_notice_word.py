"""The escalation notice as a Word document of one page."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from workshop_tui.outputs.escalation_notice import (
    EscalationNotice,
    confidential,
    facts,
    sections,
    title,
)
from workshop_tui.practice.text import visible

if TYPE_CHECKING:
    from docx.document import Document


def build(notice: EscalationNotice) -> bytes:
    """The document's bytes."""
    import docx

    document = docx.Document()
    _describe(document, notice)
    _without_leftovers(document)
    _page(document)
    document.add_heading(_clean(title(notice)), 1)
    document.add_paragraph().add_run(_clean(confidential(notice))).bold = True
    _facts(document, facts(notice))
    for heading, words in sections(notice):
        if words:
            document.add_heading(heading, 2)
            for line in _clean(words).split("\n"):
                document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _describe(document: Document, notice: EscalationNotice) -> None:
    """Properties of the document that name no program and nobody."""
    properties = document.core_properties
    properties.title = _clean(f"{title(notice)}: {notice.reference}")
    properties.subject = properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    properties.language = "en-GB"


def _without_leftovers(document: Document) -> None:
    """Take out what the library's own template brings: a picture, a program's properties."""
    relations = document.part.package.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del relations[key]


def _page(document: Document) -> None:
    from docx.shared import Cm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    # Word's styles have no stubs that say what they are.
    styles: Any = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    for name, size, before in (("Heading 1", 18, 0), ("Heading 2", 12, 8)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)


def _facts(document: Document, rows: list[tuple[str, str]]) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2)
    table.style, table.autofit = "Table Grid", False
    for name, words in rows:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].paragraphs[0].add_run(_clean(words))
    for column, width in zip(table.columns, (3.0, 13.6), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _clean(text: str) -> str:
    """Text that XML can hold: control characters as signs, half characters replaced."""
    return visible(text).encode("utf-8", "replace").decode().translate({0xFFFE: None, 0xFFFF: None})
