"""One module a kind of file: bytes in, raw rows with their origin out."""

from workshop_tui.intake.readers.dispatch import read_document

__all__ = ["read_document"]
