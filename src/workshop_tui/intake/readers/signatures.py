"""What a file is, from its bytes; the extension only decides between kinds of plain text."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Literal, NoReturn

from workshop_tui.intake.raw import UnreadableFile, WrongKind
from workshop_tui.intake.readers import ole

Kind = Literal["word", "doc", "xlsx", "xls", "ods", "pdf", "text", "markdown", "locked"]
"""What a file is; "locked" is a Word or Excel file under a password."""

_ASK_OFFICE = "Ask the agency for the Word or Excel file that it was made from."
_ASK_TYPED = "Ask the agency for the chronology as a Word table, an Excel sheet or a CSV file."
_SAVE_XLSX = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and try again."
_SAVE_DOCX = "Open it in Word or LibreOffice, save it as a Word document (.docx), and try again."
_NO_PASSWORD = "Ask the agency to send it without a password, by a secure route."

# (where, magic, what it is, what to do instead)
_REFUSED: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\x89PNG", "a picture (PNG)", _ASK_TYPED),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", _ASK_TYPED),
    (0, b"GIF8", "a picture (GIF)", _ASK_TYPED),
    (0, b"II*\x00", "a scan or picture (TIFF)", _ASK_TYPED),
    (0, b"MM\x00*", "a scan or picture (TIFF)", _ASK_TYPED),
    (8, b"WEBP", "a picture (WebP)", _ASK_TYPED),
    (4, b"ftyp", "a picture or a film", _ASK_TYPED),
    (0, b"{\\rtf", "a Rich Text file (RTF)", _SAVE_DOCX),
    (0, b"\x09\x04\x06\x00", "a workbook of a very old Excel", _SAVE_XLSX),
    (0, b"\x09\x02\x06\x00", "a workbook of a very old Excel", _SAVE_XLSX),
    (0, b"SQLite format 3\x00", "a database, not a chronology", _ASK_TYPED),
    (0, b"\x1f\x8b", "a compressed archive", "Unpack it, and choose the documents inside."),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it, and choose the documents inside."),
    (0, b"Rar!", "a RAR archive", "Unpack it, and choose the documents inside."),
    (0, b"%!PS", "a PostScript print file", _ASK_OFFICE),
    (0, b"MZ", "a program", "Do not open it; ask the agency what they meant to send."),
    (0, b"\x7fELF", "a program", "Do not open it; ask the agency what they meant to send."),
    (0, b"ID3", "a sound recording", _ASK_TYPED),
    (0, b"OggS", "a sound recording", _ASK_TYPED),
    (0, b"RIFF", "a sound recording, film or picture", _ASK_TYPED),
)

_OPENDOCUMENT: dict[bytes, tuple[str, str]] = {
    b"application/vnd.oasis.opendocument.text": ("an OpenDocument text (.odt)", _SAVE_DOCX),
    b"application/vnd.oasis.opendocument.presentation": ("a set of slides", _ASK_TYPED),
    b"application/vnd.oasis.opendocument.graphics": ("a drawing", _ASK_TYPED),
    b"application/vnd.sun.xml.calc": ("a spreadsheet of an old OpenOffice", _SAVE_XLSX),
    b"application/vnd.sun.xml.writer": ("a text of an old OpenOffice", _SAVE_DOCX),
    b"application/epub+zip": ("an e-book", _ASK_TYPED),
}


def identify(name: str, data: bytes) -> Kind:
    """Tell what kind of file these bytes are.

    Raises:
        UnreadableFile: It is of a kind that no reader here takes; the message says what it is
            and what to ask for instead.
    """
    if data.startswith(ole.MAGIC[:4]):
        return _identify_compound(name, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _identify_zip(name, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for at, magic, what, instead in _REFUSED:
        if data.startswith(magic, at):
            _refuse(name, what, instead)
    return _identify_text(name, data)


def _refuse(name: str, what: str, instead: str) -> NoReturn:
    raise WrongKind(name, what, instead, savable=instead in (_SAVE_XLSX, _SAVE_DOCX))


def _identify_compound(name: str, data: bytes) -> Kind:
    try:
        names = ole.CompoundFile(data).names
    except (ValueError, struct.error) as error:
        raise UnreadableFile(
            f"“{name}” looks like an older Office file but is damaged or cut short. "
            "Ask the agency to send it again."
        ) from error
    if "EncryptedPackage" in names:
        return "locked"
    if "Workbook" in names or "Book" in names:
        return "xls"
    if "WordDocument" in names:
        return "doc"
    if "PowerPoint Document" in names:
        _refuse(name, "a set of slides", _ASK_TYPED)
    if any(stream.startswith("__properties_version") for stream in names):
        _refuse(name, "an Outlook e-mail", "Open it, and save the attached chronology.")
    _refuse(name, "an older Office file without a document in it", _ASK_TYPED)


def _identify_zip(name: str, data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            types = _start_of(archive, "[Content_Types].xml", names)
            mimetype = _start_of(archive, "mimetype", names).strip()
            manifest = _start_of(archive, "META-INF/manifest.xml", names)
    except Exception as error:
        raise UnreadableFile(
            f"“{name}” is damaged or cut short, so nothing was read from it. "
            "Ask the agency to send it again."
        ) from error
    if b"wordprocessingml" in types:
        return "word"
    if b"ms-excel.sheet.binary" in types:
        _refuse(name, "a binary Excel workbook (.xlsb)", _SAVE_XLSX)
    if b"spreadsheetml" in types or b"ms-excel.sheet.macroEnabled" in types:
        return "xlsx"
    if b"presentationml" in types:
        _refuse(name, "a set of slides", _ASK_TYPED)
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        if b"encryption-data" in manifest:
            _refuse(name, "protected with a password", _NO_PASSWORD)
        return "ods"
    for kind, (what, instead) in _OPENDOCUMENT.items():
        if mimetype.startswith(kind):
            _refuse(name, what, instead)
    if any(part.endswith(".iwa") for part in names):
        _refuse(
            name,
            "an Apple Pages or Numbers file",
            "Export it to Word or Excel on the Mac, and try again.",
        )
    _refuse(name, "a zip archive", "Unpack it, and choose the documents inside.")


def _start_of(archive: zipfile.ZipFile, part: str, names: frozenset[str]) -> bytes:
    """Return at most the first 200 kB of a part: it may be a bomb."""
    if part not in names:
        return b""
    with archive.open(part) as stream:
        return stream.read(200_000)


def _identify_text(name: str, data: bytes) -> Kind:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<body")):
        _refuse(name, "a web page (HTML)", _SAVE_XLSX)
    if head.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        _refuse(name, "a spreadsheet saved as XML", _SAVE_XLSX)
    if head.startswith((b"<?xml", b"<svg")):
        _refuse(name, "an XML file", _ASK_TYPED)
    if head.startswith(b"mime-version:") or b"\nmime-version:" in head:
        _refuse(name, "an e-mail or a saved web page", "Open it, and save the chronology itself.")
    if PurePath(name).suffix.lower() in {".md", ".markdown"}:
        return "markdown"
    return "text"
