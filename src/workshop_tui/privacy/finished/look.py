"""Looking into a finished document of any format, by its bytes and then by its name's ending."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable
from pathlib import PurePath
from zipfile import BadZipFile

from workshop_tui.privacy.finished import markup, plain
from workshop_tui.privacy.finished.pieces import CannotLook, Found

_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xd0\xcf\x11\xe0", "it is an older Office file, or one under a password"),
    (0, b"{\\rtf", "it is a Rich Text file"),
    (0, b"\x1f\x8b", "it is a compressed archive of a kind that is not unpacked here"),
    (0, b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip archive"),
    (0, b"Rar!", "it is a RAR archive"),
    (0, b"BZh", "it is a compressed archive of a kind that is not unpacked here"),
    (0, b"\xfd7zXZ", "it is a compressed archive of a kind that is not unpacked here"),
    (4, b"ftyp", "it is a film or picture"),
    (0, b"OggS", "it is a recording"),
    (0, b"ID3", "it is a recording"),
)
PICTURES: tuple[tuple[int, bytes], ...] = (
    *((0, b"\x89PNG"), (0, b"\xff\xd8\xff"), (0, b"GIF8"), (0, b"II*\x00"), (0, b"MM\x00*")),
    *((8, b"WEBP"), (0, b"BM"), (0, b"\xd7\xcd\xc6\x9a"), (40, b" EMF")),
)
_TEXTS: dict[str, Callable[[str, Found], None]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), markup.html),
    **dict.fromkeys((".svg", ".xml"), markup.xml),
    **dict.fromkeys((".md", ".markdown"), plain.markdown),
    **dict.fromkeys((".ics", ".ical", ".vcf"), plain.calendar),
    **dict.fromkeys((".csv", ".tsv"), plain.table),
    ".json": plain.json,
}
_STARTS: tuple[tuple[str, Callable[[str, Found], None]], ...] = (
    *(("<!doctype html", markup.html), ("<html", markup.html)),
    *(("<svg", markup.xml), ("<?xml", markup.xml), ("begin:v", plain.calendar)),
)
_BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError, ET.ParseError),
    *(ValueError, LookupError, ArithmeticError, NotImplementedError),
)
_MAIL = re.compile(r"(?:^|\n)(?:MIME-Version|Content-Transfer-Encoding):", re.IGNORECASE)


def look(name: str, data: bytes, room: Found | None = None) -> Found:
    """Every text in a document, and in its file's name.

    Nothing is raised: what cannot be looked through is said in ``dark``.

    Args:
        name: The file's name; only its ending tells kinds of plain text apart.
        data: The finished bytes.
        room: For a document inside another: what that one has left.
    """
    found = Found()
    if room is not None:
        found.room, found.depth = room.room, room.depth - 1
    found.add(name, "the file's name")
    try:
        _look(name, data, found)
    except CannotLook as reason:
        found.dark.append(str(reason))
    except RecursionError:
        found.dark.append("it is nested too deeply")
    except _BROKEN:
        found.dark.append("it is damaged or cut short")
    return found


def is_picture(data: bytes) -> bool:
    """Whether these are a picture's bytes."""
    return any(data.startswith(magic, at) for at, magic in PICTURES)


def _look(name: str, data: bytes, found: Found) -> None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from workshop_tui.privacy.finished.package import package

        if found.depth < 0:
            raise CannotLook("it is nested too deeply")
        package(data, found, look)
    elif b"%PDF-" in data[:1024]:
        from workshop_tui.privacy.finished.pdf import pdf

        pdf(data, found, look)
    elif data.startswith(b"SQLite format 3\x00"):
        from workshop_tui.privacy.finished.sqlite import sqlite

        sqlite(data, found)
    else:
        _look_at_text(name, data, found)


def _look_at_text(name: str, data: bytes, found: Found) -> None:
    for at, magic, reason in _OTHERS:
        if data.startswith(magic, at):
            raise CannotLook(reason)
    if is_picture(data):
        raise CannotLook("it is a picture, whose words cannot be read here")
    text = plain.decode(data)
    start = text[:400].lstrip("\ufeff \t\r\n").lower()
    if _MAIL.search(text[:4000]):
        raise CannotLook("it is an e-mail; save its text and its attachments as files")
    by_name = _TEXTS.get(PurePath(name).suffix.lower())
    by_start = next((reader for words, reader in _STARTS if start.startswith(words)), plain.lines)
    (by_name or by_start)(text, found)
