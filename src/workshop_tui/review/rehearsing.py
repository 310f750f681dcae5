"""Rehearsing an event: on a copy of the review that is thrown away afterwards.

The copy lies beside the review, in a folder that only its owner can enter, under the review's own
key. The review itself is only read. Where a rehearsal ended with a crash, its copy is removed the
next time that the review is rehearsed or opened.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.notebook_rule import refuse_in_notebook
from workshop_tui.review.seat import Seat, default_name, prepare
from workshop_tui.store import seats
from workshop_tui.store.connection import ReviewFile, write

_FOLDER = re.compile(r"\.workshop-tui-rehearsal-(\d+)-\w+")


def is_rehearsal(path: Path) -> bool:
    """Whether a file is the copy of a rehearsal."""
    return _FOLDER.fullmatch(path.parent.name) is not None


class RehearsalSeat(Seat):
    """A seat at a copy that goes when the seat is left."""

    def close(self) -> None:
        """Leave, and throw the copy away."""
        try:
            super().close()
        finally:
            _remove(self.file.path.parent)


def begin(file: ReviewFile, role: Role, name: str | None = None) -> RehearsalSeat:
    """Sit down at a fresh copy of a review, with nobody else in it and nothing half typed.

    Raises:
        Problem: If the file is a rehearsal already, or no copy can be made beside it.
    """
    if is_rehearsal(file.path):
        raise Problem("This is a rehearsal already; what is done here is thrown away.")
    refuse_in_notebook(file, "rehearsing")
    sweep(file.path)
    folder = _folder_beside(file.path)
    try:
        copy = file.at(_copied(file, folder / file.path.name))
        prepare(copy)
        connection = copy.connect()
        with contextlib.closing(connection), write(connection):
            seats.empty(connection)
            seats.clear_drafts(connection)
        return RehearsalSeat(copy, role, name or default_name())
    except BaseException:
        _remove(folder)
        raise


def sweep(path: Path) -> None:
    """Remove the copies that rehearsals of reviews in this folder left behind in a crash."""
    with contextlib.suppress(OSError):
        for folder in path.absolute().parent.iterdir():
            found = _FOLDER.fullmatch(folder.name)
            if found and folder.is_dir() and not _runs(int(found[1]), folder):
                _remove(folder)


def running(path: Path) -> list[Path]:
    """The copies of a review that are being rehearsed on just now; what was left is removed."""
    sweep(path)
    with contextlib.suppress(OSError):
        folders = [one for one in path.absolute().parent.iterdir() if _FOLDER.fullmatch(one.name)]
        return [copy for one in folders if (copy := one / path.name).is_file()]
    return []


def _folder_beside(path: Path) -> Path:
    import tempfile

    try:
        made = tempfile.mkdtemp(
            prefix=f".workshop-tui-rehearsal-{os.getpid()}-", dir=path.absolute().parent
        )
    except OSError as error:
        raise Problem(
            f"There is no room for a rehearsal beside {path.name}: {error.strerror}. "
            "Rehearse with a copy in a folder of your own ('snapshot' makes one)."
        ) from None
    return Path(made)


def _copied(file: ReviewFile, target: Path) -> Path:
    connection = file.connect()
    try:
        file.copy_to(connection, target)
    finally:
        connection.close()
    return target


def _runs(pid: int, folder: Path) -> bool:
    """Whether the process that made a folder still runs, and is no later one of the same number."""
    import psutil

    try:
        began = psutil.Process(pid).create_time()
    except psutil.Error:
        return False
    return began <= folder.stat().st_ctime + 1


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
