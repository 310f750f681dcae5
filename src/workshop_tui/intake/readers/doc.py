"""Older Word documents (.doc): turned into the newer format, then read like those."""

from __future__ import annotations

from dataclasses import replace

from workshop_tui.intake.raw import RawDocument, UnreadableFile
from workshop_tui.intake.readers import word
from workshop_tui.intake.readers.extras import need
from workshop_tui.intake.readers.in_memory import private_folder

_SAVE_DOCX = "Or open it in Word or LibreOffice, save it as a Word document (.docx), and try again."
_NOTE = "An older Word document (.doc); it was converted to be read. Compare it with the file."


def read(name: str, data: bytes) -> RawDocument:
    """Return what a Word document of before 2007 holds.

    Raises:
        UnreadableFile: The library for it is missing, or the document has a password.
    """
    what = "an older Word document (.doc)"
    library = need(name, what, "doc", "doc2docx", _SAVE_DOCX)
    errors = need(name, what, "doc", "doc2docx.errors", _SAVE_DOCX)
    # The library takes and makes files.
    with private_folder() as folder:
        source, made = folder / "a.doc", folder / "a.docx"
        source.write_bytes(data)
        try:
            library.convert(source, made)
        except errors.EncryptedDocumentError as error:
            raise UnreadableFile(
                f"“{name}” is protected with a password. Ask the agency to send it without one, "
                "by a secure route."
            ) from error
        except errors.UnsupportedFeatureError as error:
            raise UnreadableFile(
                f"“{name}” is {what} of a kind that cannot be converted here. "
                f"{_SAVE_DOCX.removeprefix('Or ').capitalize()}"
            ) from error
        converted = made.read_bytes()
    document = word.read(name, converted)
    return replace(document, notes=(_NOTE, *document.notes))
