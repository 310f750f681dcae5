"""Limits that keep a hostile or broken file from costing more than a sentence."""

from __future__ import annotations

import copy
import io
import re
import stat
import zipfile
import zlib
from pathlib import Path

from workshop_tui.intake.raw import UnreadableFile

MEGABYTE = 1_000_000
MAX_FILE = 100 * MEGABYTE
MAX_EXPANDED = 200 * MEGABYTE
MAX_PARTS = 10_000
MAX_CELLS = 5_000_000
MAX_ROWS = 1_100_000
MAX_LINES = 2_500_000
MAX_TAGS = 6_000_000

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def load(path: Path) -> tuple[str, bytes]:
    """Return the file's name and its bytes.

    Raises:
        UnreadableFile: There is no such file, it is a folder or a device, it is empty, too
            large, or this user may not read it.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(f"“{name}” is a folder. Choose the files inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"“{name}” is not a file. Choose a document.")
        if status.st_size > MAX_FILE:
            raise UnreadableFile(
                f"“{name}” is {status.st_size // MEGABYTE} MB; the limit is "
                f"{MAX_FILE // MEGABYTE} MB. Ask for the chronology alone, without pictures."
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"“{name}” is not there any more, or the name is wrong.") from error
    except PermissionError as error:
        raise UnreadableFile(
            f"“{name}” may not be read by you: it is protected, or open in another program. "
            "Close it there, or ask whoever owns it."
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"“{name}” cannot be read from the disk ({error}).") from error
    if not data:
        raise UnreadableFile(f"“{name}” is empty (0 bytes). Ask the agency to send it again.")
    return name, data


def open_package(name: str, data: bytes) -> zipfile.ZipFile:
    """Open a zip-based document after checking what it really unpacks to.

    Raises:
        UnreadableFile: The package is damaged, encrypted, or unpacks past the limit.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
        if len(parts) > MAX_PARTS:
            raise UnreadableFile(
                f"“{name}” holds more than {MAX_PARTS:,} parts: refused as unsafe."
            )
        expanded = 0
        for part in parts:
            expanded += _true_size(name, package, part, MAX_EXPANDED - expanded)
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(
            f"“{name}” is damaged or cut short, so nothing was read from it. "
            "Ask the agency to send it again."
        ) from error
    return package


def _true_size(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part piece by piece: the size that its header declares can be a lie."""
    if part.flag_bits & 0x1:
        raise UnreadableFile(
            f"“{name}” is protected with a password. Ask the agency to send it without one."
        )
    probe = copy.copy(part)
    probe.file_size = left + (4 << 20)  # past the limit, so that reading never stops short of it
    size = 0
    try:
        with package.open(probe) as stream:
            while piece := stream.read(1 << 20):
                size += len(piece)
                if size > left:
                    raise UnreadableFile(
                        f"“{name}” unpacks to more than {MAX_EXPANDED // MEGABYTE} MB: refused as "
                        "unsafe. Ask for the chronology alone, without pictures or other sheets."
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return size  # a damaged part matters only if a reader needs it, and then it fails there
    return size


def check_xml(name: str, data: bytes) -> bytes:
    """Return the XML unchanged, once it is known to declare no entities and to be of a sane size.

    Raises:
        UnreadableFile: It declares a document type, or has more elements than memory should hold.
    """
    # UTF-16 (two bytes a letter) is legal in these files, and a way to hide the declaration.
    text = data.decode("utf-16", "replace").encode() if b"\0" in data[:4] else data
    if _DOCTYPE.search(text):
        raise _entities(name)
    if text.count(b"<") > MAX_TAGS:
        raise UnreadableFile(
            f"“{name}” is too large to read safely. Ask for the chronology in several files."
        )
    return data


def check_well_formed(name: str, data: bytes) -> str:
    """Return the encoding that the XML declares, once it is known to be well-formed.

    Raises:
        UnreadableFile: It declares a document type.
        xml.parsers.expat.ExpatError: It is damaged.
    """
    from xml.parsers import expat

    declared = "utf-16" if b"\0" in data[:4] else "utf-8"

    def declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        nonlocal declared
        declared = (encoding or declared).lower()

    def doctype(*_: object) -> None:
        raise _entities(name)

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declaration
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)
    return declared


def _entities(name: str) -> UnreadableFile:
    """Office formats never declare a document type: a file that does was made to cause harm.

    (By entities that expand without end, or that read other files.)
    """
    return UnreadableFile(
        f"“{name}” declares its own XML entities, which no Office program does: "
        "refused as unsafe. Ask the agency to save it again."
    )


def too_many_cells(name: str, sheet: str) -> UnreadableFile:
    """Return the refusal for a sheet that spreads further than any chronology does."""
    return UnreadableFile(
        f"“{name}”, {sheet}: spreads over more than {MAX_CELLS:,} cells. Something stands far "
        "below or far to the right of the chronology: delete those rows and columns, save, "
        "and try again."
    )
