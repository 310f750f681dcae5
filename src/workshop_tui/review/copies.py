"""The copies of a review that workshop-tui made: remembered, so that destroying reaches them too.

A copy is remembered before it is made, so that there is none that nobody knows of. Copies that
people make themselves (a stick, a backup) cannot be known; what is said afterwards says so.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.keeping import Snapshot
from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.verb import verb
from workshop_tui.store.connection import NotAReview, ReviewFile, WrongPassphrase
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.erasing import review_uid
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction
from workshop_tui.store.writer import as_problem

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

GONE = "it is no longer there (moved, deleted, or on a stick that is not plugged in)"


@dataclass(frozen=True, slots=True)
class Left:
    """A copy that could not be reached and still is what it was.

    Attributes:
        path: Where it is, or was.
        why: The reason, as the end of a sentence.
    """

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class CopiesVerbs:
    """The verbs of the list of copies.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("said that a copy was deleted", LEADERS, ChangeClass.ADMINISTRATION)
    def deleted(self, tx: Transaction, path: Path) -> None:
        """Take a copy that somebody deleted off the list.

        Raises:
            Problem: In the future, if it is not on the list, or still there.
        """
        if path.exists():
            raise Problem(f"{path} is still there. Delete it first, then say so.")
        for one in _at(tx, path):
            tx.retract(one)

    @verb("said where a copy is now", LEADERS, ChangeClass.ADMINISTRATION)
    def moved(self, tx: Transaction, path: Path, to: Path) -> None:
        """Say where a copy is that somebody moved.

        Raises:
            Problem: In the future, if it is not on the list, or there is no file at its new place.
        """
        if not to.is_file():
            raise Problem(f"There is no file {to}.")
        for one in _at(tx, path):
            tx.change(one, path=str(to.absolute()))


def _at(tx: Transaction, path: Path) -> list[Snapshot]:
    found = tx.find(Snapshot, path=str(path.absolute()))
    if not found:
        raise NotFound(f"{path} is not on the list of copies: see 'workshop-tui snapshots'.")
    return found


@contextlib.contextmanager
def remembered(seat: Seat, target: Path) -> Iterator[None]:
    """Remember a copy that is made inside the block; it is forgotten again where that fails."""
    record = Snapshot(path=str(target.absolute()), by=seat.name, at=now())
    kept = _try(seat, "made a copy", lambda tx: tx.add(record))
    try:
        yield
    except BaseException:
        if kept is not None:
            known = kept
            _try(seat, "no copy was made", lambda tx: tx.retract(known))
        raise
    if kept is None:
        _try(seat, "made a copy", lambda tx: tx.add(record))


def _try(seat: Seat, meaning: str, job: Callable[[Transaction], Snapshot]) -> Snapshot | None:
    """Write to the list of copies, if it can be written to.

    A full disk, or a review that is gone, keeps no copy from being made: it may be the last one.
    """
    try:
        return seat.run(meaning, ChangeClass.ADMINISTRATION, job).result()
    except Problem:
        return None


def known(review: Path, snapshots: Iterable[Snapshot]) -> list[Path]:
    """Where copies of a review are, each place once; those of rehearsals that run are among them.

    Args:
        review: The review's file.
        snapshots: The copies that it remembers.
    """
    from workshop_tui.review.rehearsing import running

    return list(dict.fromkeys([*(Path(one.path) for one in snapshots), *running(review)]))


def out(notebooks: Iterable[Notebook]) -> list[Left]:
    """The notebooks that are out: they open with passphrases of their own, so nothing reaches them.

    Args:
        notebooks: Those that were given out and of which nobody said that they were destroyed.
    """
    why = "a notebook; destroy it there, then say so with 'workshop-tui notebooks --destroyed'"
    return [Left(Path(one.path), why) for one in notebooks if one.path and not one.here]


def reach(
    file: ReviewFile, uid: str, paths: Iterable[Path], act: Callable[[ReviewFile], None]
) -> tuple[list[Path], list[Left]]:
    """Do something to every copy of a review that is where it was put and opens with its key.

    Args:
        file: The review, with the key of its copies; a copy that is this very file is left out.
        uid: The review's.
        paths: Where its copies were put.
        act: What is done to each.

    Returns:
        The copies to which it was done, and those to which it was not, with the reason.
    """
    done: list[Path] = []
    left: list[Left] = []
    for path in paths:
        with contextlib.suppress(OSError):
            if path.samefile(file.path):
                continue
        try:
            act(_copy_at(file, path, uid))
        except (Problem, DatabaseError, OSError) as error:
            left.append(Left(path, _why(error, file)))
        else:
            done.append(path)
    return done, left


def _copy_at(file: ReviewFile, path: Path, uid: str) -> ReviewFile:
    try:
        copy = file.at(path)
    except OSError:
        raise Problem(GONE) from None
    if review_uid(copy) != uid:
        raise Problem("another review is there now")
    return copy


def _why(error: Exception, file: ReviewFile) -> str:
    if isinstance(error, WrongPassphrase):
        return "it opens with another passphrase than the review"
    if isinstance(error, NotAReview):
        return "something else is there now"
    if isinstance(error, OSError):
        return f"it cannot be written to ({error.strerror})"
    return str(as_problem(error, file, reading=True))
