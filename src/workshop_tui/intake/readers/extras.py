"""Libraries that only some files need: used where they are installed, asked for where not."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from workshop_tui.intake.raw import UnreadableFile

Password = Callable[[str], str | None]
"""Gives the password of the file of this name, or None where nobody knows it."""


def need(name: str, what: str, extra: str, module: str, otherwise: str) -> ModuleType:
    """Return a library that is there if its extra was installed.

    Args:
        name: The file's name.
        what: What the file is.
        extra: The extra of workshop-tui that brings the library.
        module: The library's module.
        otherwise: What to do instead of installing it.

    Raises:
        UnreadableFile: It is not installed; the message holds the command that does so.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise UnreadableFile(
            f"“{name}” is {what}. To read such files, install what it takes once: "
            f"pip install 'workshop-tui[{extra}]'. {otherwise}"
        ) from error
