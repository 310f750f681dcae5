"""PDF files: the text of each page, and every string beside it (metadata, notes, bookmarks).

Two engines look, each where it is strong: PDFium reads what the pages show, qpdf (pikepdf) opens
every object. A page can show one text and be read as another; then it is read a second time with
what replaces its text taken out.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from workshop_tui.privacy.finished.pieces import CannotLook, Found, Look

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

Looker = Callable[[str, bytes, Found | None], Found]
_END = re.compile(rb"%%EOF[\r\n \0]*")
_HYPHEN = re.compile(r"[-\u00ad‐\ufffe\u0002][ \t]*\n[ ]*|[\ufffe\u0002]")
_SPACES = re.compile(r"[ \t]+\n")
_SOFT = "\u00ad"  # some programs write every hyphen so
_TECHNICAL = re.compile(r"<(\w+:(?:DocumentID|InstanceID|VersionID))\b[^>]*>[^<]*</\1>")
_STRING = re.compile(rb"\(|(?<!<)<(?!<)")
_OF_TAGS = frozenset({"/Type", "/S", "/P", "/K", "/Pg"})
_MOST_PAGES = 5_000
_CHUNK = 1_000_000
_ONE_READS = Lock()  # PDFium works for one thread at a time

_READ_INSTEAD = re.compile(rb"/ActualText\b")
_REPLACED = re.compile(rb"/ActualText\s*(?:<[^>]*>|\([^)]*\))[^B]*?BDC(.*?)EMC", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:\\.|[^()\\])*)\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:[0-7]{1,3}|.)", re.DOTALL)
_NO_SIZE = re.compile(rb"(?<=\s)[-+]?[0.]+\s+(T[fz])\b")
_A_LETTER = 4
"""How many bytes one letter takes at most, with the sign of no width that goes with it."""


def pdf(data: bytes, found: Found, look: Looker) -> None:
    """A PDF as it is now, and as it was before each change that was saved onto its end.

    Raises:
        CannotLook: If it is under a password or damaged.
    """
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
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
    import pikepdf
    import pypdfium2

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if document.is_encrypted:
                raise CannotLook("it is under a password")
            if len(document.pages) > _MOST_PAGES:
                raise CannotLook(f"it has more than {_MOST_PAGES:,} pages")
            if not len(document.pages):
                raise CannotLook("it is damaged or cut short")
            streams = _Streams(found)
            _beside(document, streams, found, look, part)
            pages = [_seen(page, streams) for page in document.pages]
            _pages(data, pages, found, part)
            if any(page.otherwise for page in pages):
                _pages(_as_shown(document, streams), [], found, part)
    except pikepdf.PasswordError:
        raise CannotLook("it is under a password") from None
    except (
        pikepdf.PdfError,
        pypdfium2.PdfiumError,
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        if isinstance(error, (CannotLook, RecursionError)):
            raise
        raise CannotLook("it is damaged or cut short") from None


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page's objects say of it.

    Attributes:
        pictures: How many pictures it shows.
        otherwise: Whether its text may be another than the one that is read from it.
    """

    pictures: int
    otherwise: bool


class _Streams:
    """The contents of streams but pictures, measured first, so that none unpacks without end."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._known: dict[tuple[int, int], bytes] = {}

    def content(self, stream: Object) -> bytes:
        """What a stream holds, unpacked."""
        known = self._known.get(stream.objgen)
        if known is None:
            known = self._known[stream.objgen] = self._unpacked(stream)
        return known

    def _unpacked(self, stream: Object) -> bytes:
        packed = stream.read_raw_bytes()
        filters = stream.get("/Filter")
        if filters is None:
            self._found.take(len(packed))
            return packed
        if str(filters) == "/FlateDecode":
            self._measure(packed)
            return stream.read_bytes()
        content = stream.read_bytes()
        self._found.take(len(content))
        return content

    def _measure(self, packed: bytes) -> None:
        unpacking = zlib.decompressobj()
        while packed and not unpacking.eof:
            try:
                self._found.take(len(unpacking.decompress(packed, _CHUNK)))
            except zlib.error:
                return
            packed = unpacking.unconsumed_tail


def _pages(data: bytes, pages: list[_Page], found: Found, part: str) -> None:
    for number, read in enumerate(_texts(data), start=1):
        text = _SPACES.sub("\n", read.replace("\r\n", "\n"))
        found.take(len(text))
        whole = _HYPHEN.sub("", text).replace(_SOFT, "-")
        found.add(whole, part, "page", number)
        if _HYPHEN.search(text):  # halves of words are no names, but a number may have a hyphen
            found.add(_HYPHEN.sub("-", text), part, "page", number, Look.MARKS)
        if number > len(pages):
            continue
        pictures = pages[number - 1].pictures
        found.pictures += pictures
        if pictures and not text.strip():
            found.dark.append(f"page {number} is a picture without text")


def _texts(data: bytes) -> Iterator[str]:
    """What is read from each page, however it is drawn: hidden, white, off the page."""
    import pypdfium2

    with _ONE_READS:
        document = pypdfium2.PdfDocument(data)
        try:
            texts = []
            for at in range(len(document)):
                page = document[at]
                words = page.get_textpage()
                texts.append(words.get_text_range())
                words.close()
                page.close()
        finally:
            document.close()
    yield from texts


def _seen(page: Page, streams: _Streams) -> _Page:
    """A page's pictures, and whether it hides text from who reads it out."""
    drawn = page.resources.get("/XObject") if page.resources is not None else None
    objects = list(drawn.values()) if drawn is not None else []
    pictures = sum(1 for one in objects if one.get("/Subtype") == "/Image")
    contents = page.obj.get("/Contents")
    parts = contents if contents is not None and contents._type_name == "array" else [contents]
    forms = (one for one in objects if one.get("/Subtype") == "/Form")
    written = [streams.content(one) for one in (*parts, *forms) if one is not None]
    return _Page(pictures, any(map(_reads_otherwise, written)))


def _reads_otherwise(content: bytes) -> bool:
    """Whether more than single letters are replaced when it is read, or drawn without size."""
    if _NO_SIZE.search(content):
        return True
    replaced = _REPLACED.findall(content)
    if len(replaced) < len(_READ_INSTEAD.findall(content)):
        return True
    return any(_length_shown(inside) > _A_LETTER for inside in replaced)


def _length_shown(drawing: bytes) -> int:
    """How many bytes of text a piece of a page's drawing shows."""
    return sum(
        len(_ESCAPED.sub(b"x", plain)) + len(coded) // 2 for plain, coded in _SHOWN.findall(drawing)
    )


def _as_shown(document: Pdf, streams: _Streams) -> bytes:
    """The file with nothing read in place of what is drawn, and no text without size."""
    for one in document.objects:
        if one._type_name != "stream" or one.get("/Subtype") == "/Image":
            continue
        content = streams.content(one)
        drawn = _READ_INSTEAD.sub(b"/OtherText", _NO_SIZE.sub(rb"1 \1", content))
        if drawn != content:
            one.write(drawn)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _beside(document: Pdf, streams: _Streams, found: Found, look: Looker, part: str) -> None:
    """Every string of every object, and streams that are metadata or files."""
    told: set[str] = set()
    for one in document.objects:
        is_stream = one._type_name == "stream"
        if is_stream or not _is_bare(one):
            told.update(_strings(one))
        if is_stream and one.get("/Type") == "/EmbeddedFile":
            inner = look("attachment", streams.content(one), found)
            inner.pieces = [piece for piece in inner.pieces if piece.part != "the file's name"]
            found.inside(inner, "an attached file")
    told.update(_strings(document.trailer.get("/Info")))
    for text in sorted(told):
        found.add(text, ", ".join(filter(None, (part, "properties and notes"))))
    xmp = document.Root.get("/Metadata")
    if xmp is not None and xmp._type_name == "stream":
        from workshop_tui.privacy.finished.markup import xml

        properties = Found()
        packet = streams.content(xmp).decode("utf-8", "replace")
        xml(_TECHNICAL.sub("", packet), properties)
        found.inside(properties, "properties")


def _is_bare(one: Object) -> bool:
    """Whether an object surely holds no string; asked of some thousand in each tagged file."""
    if one._type_name == "dictionary" and one.keys() <= _OF_TAGS:
        return one.get("/K") is None or one.K._type_name in ("integer", "array")
    return not _STRING.search(one.unparse(resolved=True))


def _strings(value: Any, depth: int = 0) -> Iterator[str]:
    """The strings of an object, without following its references."""
    from pikepdf import Object

    if depth > 30 or not isinstance(value, Object) or (depth and value.is_indirect):
        return
    kind = value._type_name
    if kind == "string":
        text = str(value)
        if len(text) > 1:
            yield text
    elif kind in ("dictionary", "stream"):
        for _, item in value.items():
            yield from _strings(item, depth + 1)
    elif kind == "array":
        for item in value:
            yield from _strings(item, depth + 1)
