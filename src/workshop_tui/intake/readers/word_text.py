"""The text of Word paragraphs as a reader of the page sees it: changes accepted, hidden left out.

python-docx passes over tracked insertions, content controls and text boxes, and keeps deleted
and hidden text; each of those would change what an agency said.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workshop_tui.intake.raw import STRUCK_NOTE
from workshop_tui.intake.readers.package import local_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
_RUN, _TEXT, _VANISH, _STRUCK = f"{W}r", f"{W}t", f"{W}vanish", f"{W}strike"
_MARKS = frozenset({_VANISH, _STRUCK, f"{W}dstrike"})
_RUN_PROPERTIES, _PARAGRAPH_PROPERTIES = f"{W}rPr", f"{W}pPr"

_SPECIAL = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
# Instructions, marks for other programs, and properties: nothing that anybody reads.
_SILENT = frozenset(
    {
        "annotationRef",
        "bookmarkEnd",
        "bookmarkStart",
        "commentRangeEnd",
        "commentRangeStart",
        "continuationSeparator",
        "customXmlPr",
        "delInstrText",
        "endnoteRef",
        "fldData",
        "footnoteRef",
        "instrText",
        "lastRenderedPageBreak",
        "pPr",
        "pgNum",
        "proofErr",
        "rPr",
        "rubyPr",
        "sdtEndPr",
        "sdtPr",
        "separator",
        "smartTagPr",
    }
)
_DELETED = frozenset({"del", "moveFrom", "delText"})
_INSERTED = frozenset({"ins", "moveTo"})
_PICTURES = frozenset({"drawing", "pict", "object"})
# Ticks and crosses that forms draw with picture fonts.
_SYMBOLS = {
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("wingdings", 0xE0): "→",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x4F): "✗",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0xA3): "☐",
    ("symbol", 0xB7): "•",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What paragraphs refer to in other parts of the document.

    Attributes:
        hidden_styles: Ids of styles that hide their text.
        footnotes: Text of footnotes by id; endnotes likewise.
        comments: Text of comments by id.
    """

    hidden_styles: frozenset[str] = frozenset()
    footnotes: dict[str, str] = field(default_factory=dict)
    endnotes: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Passage:
    """Text in the making, with what had to be said about it."""

    surroundings: Surroundings
    pieces: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def remark(self, note: str) -> None:
        """Add a note, once."""
        self.notes[note] = None


def is_on(properties: ET.Element | None, name: str) -> bool:
    """Tell whether a property such as vanish is set (present and not switched off)."""
    if properties is None:
        return False
    found = properties.find(W + name)
    return found is not None and found.get(VALUE, "1") not in {"0", "false", "off"}


def is_placeholder(control: ET.Element) -> bool:
    """Tell whether a content control only shows its prompt ("Click to enter a date")."""
    return is_on(control.find(f"{W}sdtPr"), "showingPlcHdr")


def add_paragraph(paragraph: ET.Element, passage: Passage) -> None:
    """Add a paragraph's text to a passage."""
    properties = paragraph.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle") if properties is not None else None
    if style is not None and style.get(VALUE) in passage.surroundings.hidden_styles:
        _leave_out_hidden(paragraph, passage)
        return
    _add_children(paragraph, passage)


def plain_text(paragraph: ET.Element) -> str | None:
    """The text of a paragraph of plain runs, as most are; None where there is more to it.

    It gives what `add_paragraph` gives, at a fraction of the cost, where no style hides text.
    """
    pieces = []
    for child in paragraph:
        if child.tag == _RUN:
            for inner in child:
                if inner.tag == _TEXT:
                    pieces.append(inner.text or "")
                elif inner.tag != _RUN_PROPERTIES or not _MARKS.isdisjoint(m.tag for m in inner):
                    return None
        elif child.tag != _PARAGRAPH_PROPERTIES:
            return None
    return "".join(pieces)


def _add_children(element: ET.Element, passage: Passage) -> None:
    for child in element:
        _add(child, passage)


def _add(element: ET.Element, passage: Passage) -> None:
    name = local_name(element.tag)
    if name == "t":
        passage.pieces.append(element.text or "")
    elif name == "r":
        _add_run(element, passage)
    elif name in _SILENT:
        return
    elif name in _SPECIAL:
        passage.pieces.append(_SPECIAL[name])
    elif name in _DELETED:
        if any(local_name(e.tag) in {"delText", "t"} and e.text for e in element.iter()):
            passage.remark("text deleted with tracked changes was left out")
    elif name in _INSERTED:
        passage.remark("holds text inserted with tracked changes")
        _add_children(element, passage)
    elif name in _PICTURES:
        _add_picture(element, passage)
    elif name in _HANDLERS:
        _HANDLERS[name](element, passage)
    else:
        _add_children(element, passage)


def _add_run(run: ET.Element, passage: Passage) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None:
        style = properties.find(f"{W}rStyle")
        hides = style is not None and style.get(VALUE) in passage.surroundings.hidden_styles
        own = properties.find(f"{W}vanish")
        if is_on(properties, "vanish") or (hides and own is None):
            _leave_out_hidden(run, passage)
            return
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            struck = Passage(passage.surroundings, notes=passage.notes)
            _add_children(run, struck)
            if struck.text.strip():
                passage.remark(f"{STRUCK_NOTE}: “{struck.text.strip()}”")
            passage.pieces += struck.pieces
            return
    _add_children(run, passage)


def _leave_out_hidden(element: ET.Element, passage: Passage) -> None:
    if any(local_name(e.tag) in {"t", "sym", "drawing", "pict"} for e in element.iter()):
        passage.remark("hidden text was left out")


def _add_control(control: ET.Element, passage: Passage) -> None:
    if is_placeholder(control):
        passage.remark("a form field was left unfilled")
        return
    for content in control.findall(f"{W}sdtContent"):
        _add_children(content, passage)


def _add_picture(element: ET.Element, passage: Passage) -> None:
    """Add the words of a text box, or say that a picture stands here."""
    boxes = [box for box in _text_boxes(element) if "".join(box.itertext()).strip()]
    if boxes:
        passage.remark("holds a text box")
        for box in boxes:
            passage.pieces.append("\n".join(_paragraph_texts(box, passage)))
        return
    if any(key.endswith("}hr") for e in element.iter() for key in e.attrib):
        return  # a ruled line
    passage.pieces.append("[picture]")


def _text_boxes(element: ET.Element) -> Iterator[ET.Element]:
    """Find text boxes, taking one of the two versions that Word stores of each."""
    for child in element:
        name = local_name(child.tag)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            yield from _text_boxes(_alternative(child))
        else:
            yield from _text_boxes(child)


def _alternative(element: ET.Element) -> ET.Element:
    """Return the version of some content that newer programs show, or the only one there is."""
    return next(iter(element), element)


def _paragraph_texts(element: ET.Element, passage: Passage) -> Iterator[str]:
    for paragraph in element.iter(f"{W}p"):
        inner = Passage(passage.surroundings, notes=passage.notes)
        add_paragraph(paragraph, inner)
        if inner.text:
            yield inner.text


def _add_symbol(element: ET.Element, passage: Passage) -> None:
    font = element.get(f"{W}font", "").lower()
    code = int(element.get(f"{W}char", "0"), 16)
    known = _SYMBOLS.get((font, code & 0xFF if 0xF000 <= code <= 0xF0FF else code))
    if known is None:
        passage.remark(f"holds a symbol of the font {font or 'unknown'}")
    passage.pieces.append(known or (chr(code) if 0 < code < 0xD800 or code > 0xDFFF else "\ufffd"))


def _add_form_field(element: ET.Element, passage: Passage) -> None:
    """Add what an old form field shows: its choice or its tick are no text of their own."""
    choice = element.find(f"{W}ffData/{W}ddList")
    if choice is not None:
        entries = [entry.get(VALUE, "") for entry in choice.findall(f"{W}listEntry")]
        result = choice.find(f"{W}result")
        at = int(result.get(VALUE, "0")) if result is not None else 0
        passage.pieces.append(entries[at] if 0 <= at < len(entries) else "")
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        own = box.find(f"{W}checked")
        passage.pieces.append(
            "☒" if is_on(box, "checked" if own is not None else "default") else "☐"
        )


def _add_note(kind: str, element: ET.Element, passage: Passage) -> None:
    surroundings = passage.surroundings
    texts = surroundings.footnotes if kind == "footnote" else surroundings.endnotes
    text = texts.get(element.get(f"{W}id", ""), "").strip()
    if text:
        passage.pieces.append(f" [{kind}: {text}]")


def _add_comment(element: ET.Element, passage: Passage) -> None:
    text = passage.surroundings.comments.get(element.get(f"{W}id", ""), "").strip()
    if text:
        passage.remark(f"comment: {text}")


def _add_fallback(element: ET.Element, passage: Passage) -> None:
    _add_children(_alternative(element), passage)


_HANDLERS: dict[str, Callable[[ET.Element, Passage], None]] = {
    "sdt": _add_control,
    "sym": _add_symbol,
    "fldChar": _add_form_field,
    "footnoteReference": lambda element, passage: _add_note("footnote", element, passage),
    "endnoteReference": lambda element, passage: _add_note("endnote", element, passage),
    "commentReference": _add_comment,
    "AlternateContent": _add_fallback,
}
