"""Where a passphrase comes from: a file, the environment, or the terminal, never the command."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from workshop_tui.practice.problems import Problem

VARIABLE = "WORKSHOP_TUI_PASSPHRASE"


def given(file: Path | None) -> str | None:
    """The passphrase from a file or else from the environment; None where neither has one.

    Raises:
        Problem: If the file cannot be read, or what it holds is not text.
    """
    if file is not None:
        return _from_file(file)
    words = os.environ.get(VARIABLE)
    if words is not None:
        _must_be_text(words, f"The environment variable {VARIABLE}")
    return words or None


def asked(question: str, *, twice: bool = False) -> str:
    """Ask on the terminal, without showing what is typed.

    Raises:
        Problem: If there is no terminal to ask on, nothing was typed, or the two differ.
    """
    if not _terminal():
        raise Problem(
            "A passphrase is needed and there is no terminal to ask on. "
            f"Give --passphrase-file FILE or set {VARIABLE}."
        )
    try:
        words = getpass.getpass(f"{question}: ")
        again = getpass.getpass("Once more, to be sure: ") if twice else words
    except EOFError:
        raise Problem("No passphrase was typed.") from None
    if not words:
        raise Problem("No passphrase was typed.")
    if words != again:
        raise Problem("The two passphrases differ; nothing was made. Please try again.")
    _must_be_text(words, "The passphrase")
    return words


def _from_file(file: Path) -> str:
    try:
        words = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Problem(f"The passphrase file {file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Problem(f"The passphrase file {file} is not UTF-8 text.") from None
    words = words.removesuffix("\n").removesuffix("\r")
    if not words:
        raise Problem(f"The passphrase file {file} is empty.")
    return words


def _must_be_text(words: str, what: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        raise Problem(f"{what} is not UTF-8 text.") from None


def _terminal() -> bool:
    """Whether a person can be asked: also while standard input is a pipe with a capture in it."""
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    if sys.stderr is None or not sys.stderr.isatty():
        return False
    if sys.platform == "win32":
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
