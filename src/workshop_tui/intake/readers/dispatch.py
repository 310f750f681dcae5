"""The one door: look at what a file really is, and hand its bytes to the reader for that kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from workshop_tui.intake.raw import RawDocument, UnreadableFile
from workshop_tui.intake.readers.extras import Password
from workshop_tui.intake.readers.safety import load
from workshop_tui.intake.readers.signatures import Kind, identify

Reader = Callable[[str, bytes], RawDocument]

# Reader modules load only when a file of their kind turns up: the launch path imports this one.
_READERS: dict[Kind, tuple[str, str]] = {
    "word": ("word", "a Word document"),
    "doc": ("doc", "an older Word document (.doc)"),
    "pdf": ("pdf", "a PDF"),
    "xlsx": ("xlsx", "an Excel workbook"),
    "xls": ("xls", "an older Excel workbook (.xls)"),
    "ods": ("opendocument", "an OpenDocument spreadsheet"),
    "text": ("delimited", "a text file"),
    "markdown": ("markdown", "a Markdown file"),
}


def read_document(path: Path, password: Password | None = None) -> RawDocument:
    """Read one file that an agency sent, whatever its extension says it is.

    Args:
        path: The file. It is read once, in full, and never written to.
        password: Asked for the password of a file that has one.

    Returns:
        Every table, paragraph or line of the file, with row numbers as the file counts them.

    Raises:
        UnreadableFile: The file cannot be read, for whatever reason; nothing else is raised.
            The message is a sentence for the person who chose the file.
    """
    name, data = load(path)
    digest = hashlib.sha256(data).hexdigest()
    kind = identify(name, data)
    if kind == "locked":
        from workshop_tui.intake.readers.locked import unlock

        data = unlock(name, data, password)
        kind = identify(name, data)
    if kind not in _READERS:
        raise UnreadableFile(f"“{name}” is locked twice over. Ask the agency to unlock it.")
    module, description = _READERS[kind]
    read = cast(Reader, import_module(f"{__package__}.{module}").read)
    try:
        return replace(read(name, data), sha256=digest)
    except UnreadableFile:
        raise
    except MemoryError as error:
        raise UnreadableFile(
            f"“{name}” needs more memory than this computer has free. "
            "Ask for the chronology alone, without pictures or other sheets."
        ) from error
    except Exception as error:
        # Damaged files make the libraries fail in every way there is. The person needs one
        # sentence; whoever debugs finds the cause chained to it.
        raise UnreadableFile(
            f"“{name}” looks like {description} but is damaged or cut short, so nothing was "
            "read from it. Ask the agency to send it again."
        ) from error
