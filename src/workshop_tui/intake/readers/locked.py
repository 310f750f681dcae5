"""Word and Excel files under a password: opened with it, in memory only."""

from __future__ import annotations

import io
from typing import Any

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.readers.extras import Password, need
from workshop_tui.intake.readers.in_memory import without_temporary_files

_ASK = "Or ask the agency to send it without one, by a secure route."
# How often the password is hashed: Office does it 100,000 times; a file may ask for any number.
_MOST_ROUNDS = 10_000_000


def unlock(name: str, data: bytes, password: Password | None) -> bytes:
    """Return the bytes of the file inside.

    Args:
        name: The file's name.
        data: The locked file.
        password: Asked once; None where there is nobody to ask.

    Raises:
        UnreadableFile: The library is missing, there is no password, or it is wrong.
    """
    what = "protected with a password"
    library = need(name, what, "locked", "msoffcrypto", _ASK)
    errors = need(name, what, "locked", "msoffcrypto.exceptions", _ASK)
    for older in ("doc97", "xls97", "ppt97"):  # what they decrypt would lie in a temporary file
        without_temporary_files(need(name, what, "locked", f"msoffcrypto.format.{older}", _ASK))
    words = password(name) if password is not None else None
    if not words:
        raise UnreadableFile(f"“{name}” is {what}, and none was given. {_ASK}")
    try:
        file = library.OfficeFile(io.BytesIO(data))
        if getattr(file, "info", {}).get("spinValue", 0) > _MOST_ROUNDS:
            raise ValueError("more rounds of hashing than any Office program asks for")
        if not _opens(file, words, errors.InvalidKeyError):
            raise UnreadableFile(
                f"The password does not open “{name}”. Check it for capitals and spaces, or ask "
                "the agency again."
            )
        opened = io.BytesIO()
        file.decrypt(opened)
    except UnreadableFile:
        raise
    except Exception as error:
        # A damaged file makes the library fail in every way there is; the cause stays chained.
        raise UnreadableFile(
            f"“{name}” is {what}, and damaged or locked in a way that cannot be undone here. "
            "Ask the agency to send it without one, by a secure route."
        ) from error
    return opened.getvalue()


def _opens(file: Any, words: str, wrong: type[Exception]) -> bool:
    try:
        file.load_key(password=words, verify_password=True)
    except wrong:
        return False
    return True
