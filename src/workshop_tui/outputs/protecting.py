"""Locking finished documents with a password: Word and Excel as Office does it, PDF with AES-256.

Bytes go in and come out; nothing is put on the disk in between. The leak check comes before: what
is locked cannot be looked through any more.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from types import ModuleType

from workshop_tui.practice.problems import Problem

_OFFICE = frozenset({".docx", ".xlsx", ".pptx"})
_PDF = ".pdf"


def can_lock(name: str) -> bool:
    """Whether a document of this name can carry a password."""
    suffix = PurePath(name).suffix.lower()
    return suffix in _OFFICE or suffix == _PDF


def sealing(name: str, password: str) -> Callable[[bytes], bytes]:
    """What locks a document of this name, ready to be used: the library is known to be there.

    Args:
        name: The file's name; its ending says what it is.
        password: Which opens it. Anything but nothing will do.

    Raises:
        Problem: If the password is empty, such a document carries none, or the library is missing.
    """
    if not password.strip():
        raise Problem("The documents' password is empty. Choose a few words.")
    if not can_lock(name):
        raise Problem(
            f"{name} cannot be locked: only Word, Excel and PDF documents carry a password."
        )
    if PurePath(name).suffix.lower() == _PDF:
        return lambda content: _lock_pdf(content, password)
    office = _need("msoffcrypto.format.ooxml")
    return lambda content: _lock_office(office, content, password)


def lock(name: str, content: bytes, password: str) -> bytes:
    """A document locked with a password; see ``sealing``."""
    return sealing(name, password)(content)


def _lock_office(office: ModuleType, content: bytes, password: str) -> bytes:
    locked = io.BytesIO()
    office.OOXMLFile(io.BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()


def _lock_pdf(content: bytes, password: str) -> bytes:
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        rule = pikepdf.Encryption(owner=password, user=password, R=6)  # AES with 256 bits
        document.save(locked, encryption=rule)
    return locked.getvalue()


def _need(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError:
        raise Problem(
            "To lock documents with a password, install what it takes once: "
            "pip install 'workshop-tui[locked]'. Nothing was written."
        ) from None
