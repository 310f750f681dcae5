"""How a paper looks as a Word document: its styles, its page, what stands at head and foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.outputs.paper import Style

if TYPE_CHECKING:
    from docx.document import Document

FONT: Final = "Arial"
INK, ACCENT, QUIET, EDGE = "1B2A33", "1F4E5F", "51626B", "B9C4CA"
WASH, GAP_WASH, GAP_EDGE = "EAF0F2", "FFF4DC", "B36B00"

# A paragraph knows its style by the style's id, which is its name without spaces.
KICKER: Final = "PaperKicker"
FACT: Final = "PaperFact"
FACT_NAME: Final = "PaperFactName"
NUMBERED: Final = "PaperNumbered"
CONTENTS: Final = "PaperContents"
CONTENTS_TITLE: Final = "PaperContentsTitle"
EDGE_STYLE: Final = "PaperEdge"
AFTER_TABLE: Final = "PaperAfterTable"
CELL: Final = "PaperCell"
CELL_HEAD: Final = "PaperCellHead"
CELL_SMALL: Final = "PaperCellSmall"
STYLES: Final = {
    Style.PLAIN: "Normal",
    Style.LEAD: "PaperLead",
    Style.SMALL: "PaperSmall",
    Style.NOTE: "PaperNote",
    Style.GAP: "PaperGap",
    Style.MARK: "PaperCode",
}
BEHIND_HEADINGS: Final = f'<w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'


def apply(document: Document) -> None:
    """Give an empty document the page and the styles of a paper."""
    _page(document)
    without_leftovers(document)
    _as_word_now_does(document)
    _in_british_english(document)
    styles = document.styles
    _look(styles["Normal"], 11, INK, after=7, line=1.12)
    _look(styles["Title"], 30, ACCENT, bold=True, before=4, after=4)
    _look(styles["Subtitle"], 13, INK, after=22)
    for level, size, before, after in ((1, 17, 20, 8), (2, 12.5, 15, 5), (3, 11, 12, 4)):
        _look(styles[f"Heading {level}"], size, ACCENT, bold=True, before=before, after=after)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _look(styles["List Bullet"], 11, INK, after=4, line=1.12)
    styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")
    _added(document)
    _cells(document)
    _table_style(document)


def head_and_foot(document: Document, head: list[str], mark: str) -> None:
    """What stands at the top and the foot of every page, in place of what stood there."""
    section = document.sections[0]
    for part, side in ((section.header, "bottom"), (section.footer, "top")):
        paragraph = part.paragraphs[0]
        paragraph._p.getparent().replace(paragraph._p, _element("w:p"))
        paragraph = part.paragraphs[0]
        paragraph.style = document.styles[_named(EDGE_STYLE)]
        _border(paragraph._p.get_or_add_pPr(), (side, EDGE), size=4, space=4)
    top, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    top.add_run(f"{head[0]}\t{head[1]}")
    marked = foot.add_run(mark)
    marked.bold, marked.font.color.rgb = True, _colour(INK)
    foot.add_run("\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)


def lay(document: Document, *, wide: bool) -> None:
    """Lay the pages on their long side, or stand them upright."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    stops = document.styles[_named(EDGE_STYLE)].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(255 if wide else 168), WD_TAB_ALIGNMENT.RIGHT)


def without_leftovers(document: Document) -> None:
    """Take out what the library's own template brings: a picture, a program's properties."""
    for part in (document.part.package, document.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_LEFTOVERS):
                del part.rels[key]


_LEFTOVERS: Final = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects")


def _as_word_now_does(document: Document) -> None:
    """Ask for the layout of today's Word: in that of 2010 tables hang out over the margin."""
    from docx.oxml.ns import qn

    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _in_british_english(document: Document) -> None:
    """Have Word spell, and a screen reader speak, as people here do."""
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _added(document: Document) -> None:
    """The styles that Word does not bring."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    _style(document, KICKER, 11, QUIET, before=60, after=2)
    _style(document, STYLES[Style.LEAD], 12.5, ACCENT, after=9, line=1.15)
    _style(document, STYLES[Style.SMALL], 9.5, QUIET, after=5)
    _style(document, STYLES[Style.MARK], 9.5, INK, bold=True, after=6)
    _style(document, AFTER_TABLE, 6, INK, after=2)
    _style(document, CONTENTS_TITLE, 11, ACCENT, bold=True, before=16, after=4)
    for name, left, hanging in ((CONTENTS, 8, 8), (NUMBERED, 8, 8), (FACT, 42, 42)):
        added = _style(document, name, 11, INK, after=4, line=1.12)
        added.paragraph_format.left_indent = Mm(left)
        added.paragraph_format.first_line_indent = -Mm(hanging)
        added.paragraph_format.tab_stops.add_tab_stop(Mm(left))
    name = document.styles.add_style(_named(FACT_NAME), WD_STYLE_TYPE.CHARACTER)
    name.font.color.rgb = _colour(QUIET)
    edge_style = _style(document, EDGE_STYLE, 8.5, QUIET, after=0)
    edge_style.paragraph_format.tab_stops.add_tab_stop(Mm(168), WD_TAB_ALIGNMENT.RIGHT)
    for style, fill, edge in ((Style.NOTE, WASH, WASH), (Style.GAP, GAP_WASH, GAP_EDGE)):
        boxed = _style(document, STYLES[style], 11, INK, before=8, after=11, line=1.12)
        boxed.paragraph_format.left_indent = boxed.paragraph_format.right_indent = Mm(3)
        boxed.paragraph_format.keep_together = True
        properties = boxed.element.get_or_add_pPr()
        _border(properties, ("top", fill), ("left", edge), ("bottom", fill), ("right", fill))
        _shade(properties, fill)


def _cells(document: Document) -> None:
    for name, size, colour, bold in (
        (CELL, 9.5, INK, False),
        (CELL_HEAD, 9, ACCENT, True),
        (CELL_SMALL, 8.5, QUIET, False),
    ):
        _style(document, name, size, colour, bold=bold, before=1, after=1)


def _table_style(document: Document) -> None:
    """Thin rules, and room within each cell; the library's hundred other styles go."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    for style in list(document.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            document.styles.element.remove(style)

    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>' for s in sides)
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PaperTable">'
            '<w:name w:val="Paper Table"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>"
            '<w:top w:w="45" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
            '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr></w:style>"
        )
    )


# -- small steps -----------------------------------------------------------------------------------


def _style(
    document: Document,
    style_id: str,
    size: float,
    colour: str,
    bold: bool = False,
    **spacing: float,
) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style(_named(style_id), WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _look(style, size, colour, bold=bold, **spacing)
    return style


def _look(
    style: Any,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = _colour(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # a theme's font would win over ours
    fonts.set(qn("w:cs"), FONT)
    style.element.rPr.remove_all("w:spacing")  # letters stand as the font has them
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing = line


def _named(style_id: str) -> str:
    """The name of a style as Word's list of styles shows it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", style_id)


def _colour(value: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(value)


def _border(properties: Any, *sides: tuple[str, str], size: int = 24, space: int = 5) -> None:
    """Borders of a paragraph, each a side with its colour, in the order that Word's format asks."""
    borders = _element("w:pBdr")
    for side, colour in sides:
        borders.append(_element(f"w:{side}", val="single", sz=size, space=space, color=colour))
    properties.insert_element_before(
        borders,
        *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def _shade(properties: Any, fill: str) -> None:
    shade = _element("w:shd", val="clear", color="auto", fill=fill)
    properties.insert_element_before(
        shade, *("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    )


def _field(paragraph: Any, name: str) -> None:
    """A number that Word keeps up to date."""
    field = _element("w:fldSimple", instr=name)
    run = _element("w:r")
    shown = _element("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _element(name: str, **attributes: object) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
