"""PDF files: the text of each page, and every string beside it (metadata, notes, bookmarks)."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from workshop_tui.privacy.finished.pieces import CannotLook, Found, Look

if TYPE_CHECKING:
    from pypdf import PdfReader

Looker = Callable[[str, bytes, Found | None], Found]
_END = re.compile(rb"%%EOF[\r\n \0]*")
_HYPHEN = re.compile(r"[-\u00ad‐]\n[ ]*")
_SPACES = re.compile(r"[ \t]+\n")
_SOFT = "\u00ad"  # some programs write every hyphen so
_TECHNICAL = re.compile(r"<(\w+:(?:DocumentID|InstanceID|VersionID))\b[^>]*>[^<]*</\1>")
_MOST_PAGES = 5_000


def pdf(data: bytes, found: Found, look: Looker) -> None:
    """A PDF as it is now, and as it was before each change that was saved onto its end.

    Raises:
        CannotLook: If it is under a password or damaged.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    ends = [match.end() for match in _END.finditer(data)]
    _version(data, found, look, "")
    for end in ends[:-1]:
        earlier = Found(room=found.room, depth=found.depth)
        try:
            _version(data[:end], earlier, look, "an earlier version")
        except CannotLook:
            continue  # the first half of a file made for the web is no version of its own
        found.pieces += earlier.pieces


def _version(data: bytes, found: Found, look: Looker, part: str) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise CannotLook("it is under a password")
        if len(reader.pages) > _MOST_PAGES:
            raise CannotLook(f"it has more than {_MOST_PAGES:,} pages")
        _pages(reader, found, part)
        _beside(reader, found, look, part)
    except (CannotLook, RecursionError):
        raise
    except (
        PyPdfError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        OSError,
    ):
        raise CannotLook("it is damaged or cut short") from None


def _pages(reader: PdfReader, found: Found, part: str) -> None:
    for number, page in enumerate(reader.pages, start=1):
        text = _SPACES.sub("\n", page.extract_text())
        found.take(len(text))
        whole = _HYPHEN.sub("", text).replace(_SOFT, "-")
        found.add(whole, part, "page", number)
        if _HYPHEN.search(text):  # halves of words are no names, but a number may have a hyphen
            found.add(_HYPHEN.sub("-", text), part, "page", number, Look.MARKS)
        pictures = _pictures(page)
        found.pictures += pictures
        if pictures and not text.strip():
            found.dark.append(f"page {number} is a picture without text")


def _pictures(page: Any) -> int:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    if drawn is None:
        return 0
    objects = [one.get_object() for one in drawn.get_object().values()]
    return sum(1 for one in objects if one.get("/Subtype") == "/Image")


def _beside(reader: PdfReader, found: Found, look: Looker, part: str) -> None:
    """Every string of every object, and streams that are metadata or files."""
    from pypdf.generic import StreamObject

    told: set[str] = set()
    for generation, numbers in reader.xref.items():
        for number in numbers:
            _object(reader, number, generation, told, found, look)
    for number in reader.xref_objStm:
        _object(reader, number, 0, told, found, look)
    for value in _strings(reader.trailer.get("/Info"), {}):
        told.add(value)
    for text in sorted(told):
        found.add(text, ", ".join(filter(None, (part, "properties and notes"))))
    xmp = reader.root_object.get("/Metadata")
    if xmp is not None and isinstance(xmp.get_object(), StreamObject):
        from workshop_tui.privacy.finished.markup import xml

        inner = Found()
        packet = xmp.get_object().get_data().decode("utf-8", "replace")
        xml(_TECHNICAL.sub("", packet), inner)
        found.inside(inner, "properties")


def _object(
    reader: PdfReader, number: int, generation: int, told: set[str], found: Found, look: Looker
) -> None:
    from pypdf.generic import IndirectObject, StreamObject

    one = IndirectObject(number, generation, reader).get_object()
    if one is None:
        return
    told.update(_strings(one, {}))
    if isinstance(one, StreamObject) and one.get("/Type") == "/EmbeddedFile":
        content = one.get_data()
        found.take(len(content))
        inner = look("attachment", content, found)
        inner.pieces = [piece for piece in inner.pieces if piece.part != "the file's name"]
        found.inside(inner, "an attached file")


def _strings(value: Any, seen: dict[int, Any], depth: int = 0) -> Iterator[str]:
    """The strings of an object, without following its references."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, TextStringObject

    if depth > 30 or id(value) in seen:
        return
    if isinstance(value, IndirectObject) and depth == 0:
        value = value.get_object()
    if isinstance(value, TextStringObject):
        if len(value) > 1:
            yield str(value)
    elif isinstance(value, DictionaryObject):
        seen[id(value)] = value
        for item in value.values():
            yield from _strings(item, seen, depth + 1)
    elif isinstance(value, ArrayObject):
        seen[id(value)] = value
        for item in value:
            yield from _strings(item, seen, depth + 1)
