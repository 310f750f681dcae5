"""Web pages, pictures made of text, and other XML."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser

from workshop_tui.privacy.finished.pieces import CannotLook, Found, Look

_INLINE_TAGS = frozenset(
    {
        *("a", "b", "i", "u", "s", "em", "strong", "span", "small", "mark", "sub", "sup", "code"),
        *("abbr", "cite", "q", "font", "big", "tt", "kbd", "wbr", "tspan", "del", "ins"),
    }
)
_SHOWN = frozenset(
    {
        *("alt", "title", "content", "value", "placeholder", "href", "src", "label", "summary"),
        *("aria-label", "download", "data"),
    }
)


def html(text: str, found: Found) -> None:
    """A web page: its text by blocks, attributes that are read, comments, scripts."""
    reader = _Page(found)
    reader.feed(text)
    reader.close()
    reader.flush()


def xml(text: str, found: Found) -> None:
    """Any XML, such as an SVG picture: text by elements, attributes, comments."""
    root = parsed(text.encode("utf-8"))
    for number, (words, attributes) in enumerate(_elements(root), start=1):
        found.add(words, "", "element", number)
        for name, value in attributes:
            look = Look.WORDS if name in _SHOWN else Look.NAMES
            found.add(value, "an attribute", look=look)


def parsed(data: bytes) -> ET.Element:
    """The root of an XML part, with its comments.

    Raises:
        CannotLook: If it declares entities of its own, which can expand without end.
        xml.etree.ElementTree.ParseError: If it is damaged.
    """
    seen = data.decode("utf-16", "replace").encode() if b"\0" in data[:4] else data
    if b"<!ENTITY" in seen[:100_000].upper():
        raise CannotLook("it declares entities of its own, which no Office program does")
    if seen is not data:
        declared = rb"^(\s*<\?xml[^>]*?)\s+encoding=[\"'][^\"']*[\"']"
        data = re.sub(declared, rb"\1", seen)
    builder = ET.TreeBuilder(insert_comments=True, insert_pis=True)
    return ET.fromstring(data, parser=ET.XMLParser(target=builder))


def local(tag: object) -> str:
    """An element's or attribute's name without its namespace; "" for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _elements(element: ET.Element) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each element's own text with that of inline elements in it, and its attributes."""
    words = [element.text or ""]
    inner: list[ET.Element] = []
    for child in element:
        if local(child.tag) in _INLINE_TAGS:
            words.append("".join(child.itertext()))
            inner.append(child)
        else:
            words.append("\n")
            yield from _elements(child)
        words.append(child.tail or "")
    attributes = [(local(n), v) for one in (element, *inner) for n, v in one.attrib.items()]
    yield "".join(words).strip(), attributes


class _Page(HTMLParser):
    def __init__(self, found: Found) -> None:
        super().__init__(convert_charrefs=True)
        self._found = found
        self._words: list[str] = []
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE_TAGS:
            self.flush()
        for name, value in attrs:
            look = Look.WORDS if name in _SHOWN else Look.NAMES
            self._found.add(value or "", "an attribute", "line", self.getpos()[0], look)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE_TAGS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:  # a script or a style
            self._found.add(data, "a script", "line", self.getpos()[0], Look.MARKS)
            return
        if not self._words:
            self._line = self.getpos()[0]
        self._words.append(data)

    def handle_comment(self, data: str) -> None:
        self._found.add(data, "a comment", "line", self.getpos()[0])

    def flush(self) -> None:
        """A block has ended."""
        text = " ".join("".join(self._words).split())
        self._found.add(text, "", "line", self._line)
        self._words = []
