"""What a command that reads a document asks: its columns, its password, whether to go on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click


def columns_chosen(maps: Sequence[str]) -> dict[str, str]:
    """Field to column, from ``--map FIELD=COLUMN``.

    Raises:
        BadParameter: If one of them is not of that form.
    """
    columns = {}
    for words in maps:
        field, equals, column = words.partition("=")
        if not equals or not field.strip():
            raise click.BadParameter(f"{words!r} is not FIELD=COLUMN.", param_hint="--map")
        columns[field.strip()] = column.strip()
    return columns


def document_password(file: Path | None) -> Callable[[str], str | None]:
    """How the password of a document is found: in a file or on the terminal, or not at all."""

    def find(name: str) -> str | None:
        from workshop_tui.cli import passphrase

        if file is not None:
            return passphrase.given(file)
        if sys.stdin is None or not sys.stdin.isatty():
            return None
        return passphrase.asked(f"Password of {name}")

    return find


def confirm(question: str, otherwise: str) -> None:
    """Go on only where somebody at the terminal says so.

    Args:
        question: What is asked.
        otherwise: What is said where the answer is no ("Nothing was imported.").

    Raises:
        Problem: If the answer is no, or there is no terminal to ask on.
    """
    from workshop_tui.practice.problems import Problem

    refuse_without_terminal()
    if not click.confirm(question, err=True):
        raise Problem(otherwise)


def refuse_without_terminal() -> None:
    """Refuse where nobody can be asked.

    Raises:
        Problem: With the options that go without.
    """
    from workshop_tui.practice.problems import Problem

    if sys.stdin is None or not sys.stdin.isatty():
        raise Problem(
            "There is no terminal to ask on: look at it with --preview, then go on with --accept."
        )
