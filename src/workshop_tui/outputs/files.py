"""Putting finished documents on the disk: never over another, whole or not at all, private."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workshop_tui.practice.problems import Problem


class Unwritten(Problem):
    """This one file could not be written; others may."""


class Locked(Unwritten):
    """This one file could not be written, because the system says that it may not be."""


_MOST_VERSIONS = 10_000
_LONGEST = 120
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in range(10))}
)


def ready_folder(folder: Path) -> None:
    """Make sure that documents can be written into a folder; make it where it is missing.

    Raises:
        Problem: If it cannot be made, is no folder, or is read-only.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise Problem(f"{folder} is not a folder. Choose a folder to export to.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"The folder {folder} cannot be made: {error.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Problem(
            f"{folder} is read-only. Choose a folder that you may write to; nothing was written."
        )


def version_suffix(number: int, *, draft: bool) -> str:
    """What the files of a numbered version carry in their names: "-v2-DRAFT", "-v2" once agreed."""
    return f"-v{number}{'-DRAFT' if draft else ''}"


def free_version(folder: Path, names: Iterable[tuple[str, str]], version: str = "") -> str:
    """The first of "", "-1", "-2" … that makes all of these names (stem, suffix) free.

    Documents of one export have one number, so that they can be told to belong together.

    Args:
        folder: Where they shall stand.
        names: What they are called.
        version: What each carries in its name anyway; a second copy of the same version in one
            folder is then "-v2-copy2".
    """
    wanted, given = list(names), version
    for number in range(_MOST_VERSIONS):
        version = (
            f"{given}-copy{number + 1}" if number and given else f"-{number}" if number else given
        )
        if not any(os.path.lexists(folder / f"{s}{version}{end}") for s, end in wanted):
            return version
    raise Problem(f"{folder} holds too many exports already. Choose another folder.")


def stem_of(*parts: str) -> str:
    """A file's name, without its ending, that every system takes, of what is given.

    Letters, digits, dots, dashes and single spaces stay; the parts stand apart by " - ". Names
    that Windows keeps for itself ("CON") get a dash behind them.
    """
    words = (re.sub(r"[^\w.-]+", " ", part).strip(" .") for part in parts)
    stem = " - ".join(filter(None, words))[:_LONGEST].rstrip(" .-") or "paper"
    device = stem.split(".")[0].strip().upper()
    return f"{stem}-" if device in _DEVICES else stem


def write_new(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read; it appears whole or not at all.

    The name is claimed first and the finished file then moved over it, so that two exports at
    once cannot take the same name.

    Raises:
        Problem: If the name is taken or the file cannot be written; nothing is left behind.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise Unwritten(f"{path} has just been made by another export. Please try again.") from None
    except PermissionError:
        raise _locked(path) from None
    except OSError as error:
        raise Unwritten(f"{path} cannot be written: {error.strerror}.") from None
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write_whole(half, content)
        half.replace(path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(error, PermissionError):
            raise _locked(path) from None
        if isinstance(error, OSError):
            raise Unwritten(f"{path} cannot be written: {error.strerror}.") from None
        raise


def _locked(path: Path) -> Locked:
    return Locked(
        f"{path} cannot be written: it may be open in another program, or protected. Close it "
        "there and export again."
    )


def _write_whole(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
