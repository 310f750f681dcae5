"""Where a passphrase comes from: a file, the environment, or the terminal, never the command."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from workshop_tui.practice.problems import Problem

VARIABLE = "WORKSHOP_TUI_PASSPHRASE"


def given(file: Path | None) -> str | None:
    """The passphrase from a file or else from the environment; None where neither has one.

    Raises:
        Problem: If the file cannot be read, or what it holds is not text.
    """
    if file is not None:
        return from_file(file)
    words = os.environ.get(VARIABLE)
    if words is not None:
        _must_be_text(words, f"The environment variable {VARIABLE}")
    return words or None


def asked(question: str, *, twice: bool = False, may_be_none: bool = False) -> str:
    """Ask on the terminal, without showing what is typed.

    Args:
        question: What is asked.
        twice: Whether it is asked a second time, to be sure.
        may_be_none: Whether Enter alone is an answer ("").

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
        if may_be_none and not words:
            return ""
        again = getpass.getpass("Once more, to be sure: ") if twice else words
    except EOFError:
        raise Problem("No passphrase was typed.") from None
    if not words:
        raise Problem("No passphrase was typed.")
    if words != again:
        raise Problem("The two passphrases differ; nothing was changed. Please try again.")
    _must_be_text(words, "The passphrase")
    return words


def chosen(question: str, known: Sequence[str], *, may_be_none: bool = False) -> str:
    """Ask for a new passphrase, with a suggestion before and how strong it is afterwards.

    Args:
        question: What is asked.
        known: What a guesser knows of the case: the file's name, the reference, the title.
        may_be_none: Whether Enter alone is an answer.

    Returns:
        What was chosen, however weak; "" only where that may be.
    """
    from workshop_tui.cli.output import aside
    from workshop_tui.review.passphrases import suggestion

    if _terminal():
        aside(f"Any words will do. Five random ones, for example: {suggestion()}")
    words = asked(question, twice=True, may_be_none=may_be_none)
    if words:
        say_strength(words, known)
    return words


def say_strength(words: str, known: Sequence[str]) -> None:
    """Say how strong a new passphrase is; nothing depends on it."""
    from workshop_tui.cli.output import aside
    from workshop_tui.review.passphrases import strength

    if words.strip():
        aside(strength(words, known).sentence)


def from_file(file: Path) -> str:
    """The passphrase that a file holds, but for a last line end.

    Raises:
        Problem: If it cannot be read, or what it holds is not text.
    """
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
