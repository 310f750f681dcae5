"""Zip files: Word, Excel, PowerPoint and OpenDocument files, and plain archives of any of these."""

from __future__ import annotations

import copy
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

from workshop_tui.privacy.finished import office, sheets
from workshop_tui.privacy.finished.markup import parsed
from workshop_tui.privacy.finished.pieces import MAX_PARTS, CannotLook, Found, Look
from workshop_tui.privacy.finished.raw import runs

Looker = Callable[[str, bytes, Found | None], Found]

_XML = (".xml", ".rels", ".vml", ".svg", ".rdf", ".xhtml")
_FONTS = (".odttf", ".ttf", ".otf", ".fntdata", ".woff", ".woff2")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp")
_PASSED_BY = re.compile(r"(?:^|/)(?:theme/.*|fontTable\.xml|webSettings\.xml)$")
_EMPTY_THUMBNAIL = "96367138dc44ce09bf2c8f0f8e49348a1478d2c5c0af69bbc2bbc38b63cdcead"
"""The picture of an empty page that python-docx puts into every new document."""

_COMPOUND = b"\xd0\xcf\x11\xe0"


def package(data: bytes, found: Found, look: Looker) -> None:
    """Every part of a zip file.

    Raises:
        CannotLook: If it is under a password or unpacks to too much.
        zipfile.BadZipFile: If it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if len(parts) > MAX_PARTS:
            raise CannotLook(f"it holds more than {MAX_PARTS:,} parts")
        if any(part.flag_bits & 0x1 for part in parts):
            raise CannotLook("it is under a password")
        names = {part.filename for part in parts}
        if archive.comment:
            found.add(archive.comment.decode("utf-8", "replace"), "the archive's comment")
        if "[Content_Types].xml" in names or _is_opendocument(archive, names):
            _office(archive, parts, found, look)
            return
        for part in parts:
            inner = look(part.filename, _read(archive, part, found), found)
            found.inside(inner, part.filename)


def _is_opendocument(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "mimetype" not in names:
        return False
    with archive.open("mimetype") as stream:
        if not stream.read(100).startswith(b"application/vnd.oasis.opendocument"):
            return False
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as stream:
            if b"encryption-data" in stream.read(1_000_000):
                raise CannotLook("it is under a password")
    return True


def _office(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], found: Found, look: Looker
) -> None:
    workbook = sheets.Workbook()
    for part in sorted(parts, key=lambda part: sheets.order(part.filename)):
        name = part.filename
        if _PASSED_BY.search(name):
            continue
        data = _read(archive, part, found)
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in _FONTS or name in ("mimetype", "Thumbnails/thumbnail.png"):
            continue
        if suffix in _XML or name == "[Content_Types].xml":
            _xml(name, data, workbook, found)
        elif suffix in _PICTURES:
            if hashlib.sha256(data).hexdigest() == _EMPTY_THUMBNAIL:
                continue
            found.pictures += 1
            found.add(" | ".join(runs(data, 8)), name, look=Look.NAMES)
        elif data.startswith(_COMPOUND):
            found.dark.append(f"{name}: an object of another program or macros")
        elif data.startswith((b"PK\x03\x04", b"%PDF-")):
            found.inside(look(name, data, found), name)
        else:
            found.add(" | ".join(runs(data)), name, look=Look.NAMES)
    workbook.finish(found)


def _xml(name: str, data: bytes, workbook: sheets.Workbook, found: Found) -> None:
    if not data.strip():
        return
    root = parsed(data)
    if sheets.takes(name):
        workbook.part(name, root, found)
    else:
        office.part(name, root, found)


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, found: Found) -> bytes:
    """Unpack a part piece by piece: the size that its header declares can be a lie."""
    probe = copy.copy(part)
    probe.file_size = found.room + (4 << 20)
    pieces = []
    with archive.open(probe) as stream:
        while piece := stream.read(1 << 20):
            found.take(len(piece))
            pieces.append(piece)
    return b"".join(pieces)
