"""What keeps a review: its passphrase, and the sheet that opens it where that is forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.outputs import files, recovery_sheet
from workshop_tui.practice.keeping import Snapshot
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Review
from workshop_tui.review import copies
from workshop_tui.review.copies import Left
from workshop_tui.review.seat import default_name, prepare
from workshop_tui.store import rows
from workshop_tui.store.alone import refuse_company
from workshop_tui.store.connection import ReviewFile, new_raw_key
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Actor, ChangeClass
from workshop_tui.store.rekeying import refuse_plain, rekey
from workshop_tui.store.transaction import Transaction

CHANGED = "changed the passphrase"


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """What a change of passphrase did.

    Attributes:
        file: The review under its new passphrase.
        copies: The copies that open with it too.
        left: The copies that still open with the old one.
    """

    file: ReviewFile
    copies: tuple[Path, ...]
    left: tuple[Left, ...]


def ready_to_change(file: ReviewFile) -> None:
    """Make sure, before a new passphrase is asked for, that the file opens and nobody is in it.

    Raises:
        Problem: With who is in it, that the passphrase is wrong, or that there is none.
    """
    refuse_plain(file)
    connection = file.connect()
    try:
        refuse_company(connection, file)
    finally:
        connection.close()


def change_passphrase(file: ReviewFile, passphrase: str, name: str | None = None) -> Rekeyed:
    """Put a review and its known copies under another passphrase, while nobody is in it.

    Any passphrase will do that is not empty. The recovery sheet of before is void afterwards.

    Args:
        file: The review, opened with its passphrase or its recovery code.
        passphrase: The new one.
        name: Who does it, for the journal.

    Raises:
        Problem: If it cannot be done; the review is as it was.
    """
    key = new_raw_key(passphrase)
    review, paths = _known(file)
    actor = Actor("command line", name or default_name())
    changed = rekey(file, key, _noted(actor))
    done, left = copies.reach(file, review.uid, paths, lambda copy: _rekey_copy(copy, key, actor))
    return Rekeyed(changed, tuple(done), tuple(left))


def _rekey_copy(copy: ReviewFile, key: str, actor: Actor) -> None:
    rekey(copy, key, _noted(actor))


def _noted(actor: Actor) -> Callable[[Connection], None]:
    def note(connection: Connection) -> None:
        tx = Transaction(connection, actor, ChangeClass.ADMINISTRATION, CHANGED)
        tx.note(tx.find(Review)[0])

    return note


def _known(file: ReviewFile) -> tuple[Review, list[Path]]:
    """The review's record, and where its copies were put."""
    prepare(file)
    connection = file.connect()
    try:
        found = rows.find(connection, Review)[0]
        return found, copies.known(file.path, rows.find(connection, Snapshot))
    finally:
        connection.close()


def sheet(file: ReviewFile, suffix: str = ".txt") -> str:
    """The recovery sheet of an encrypted review, as text or Markdown to print.

    Raises:
        Problem: If the review is not encrypted.
    """
    groups, (review, _) = file.recovery_groups(), _known(file)
    return recovery_sheet.render(groups, review.reference, dt.date.today(), suffix)


def sheet_beside(review: Path) -> Path:
    """A free name for a recovery sheet beside its review, where it is only until it is printed."""
    number, target = 2, _sheet_named(review)
    while target.exists():
        target, number = _sheet_named(review, f" {number}"), number + 1
    return target


def sheet_lies_beside(review: Path) -> bool:
    """Whether a recovery sheet was left beside its review, where whoever takes one has both."""
    return _sheet_named(review).exists()


def _sheet_named(review: Path, number: str = "") -> Path:
    return review.absolute().with_name(f"{review.stem} recovery sheet{number}.txt")


def write_sheet(file: ReviewFile, target: Path) -> None:
    """Write the recovery sheet to a new file that only its owner can read.

    Raises:
        Problem: If the review is not encrypted or the file cannot be written.
    """
    if target.exists():
        raise Problem(f"{target} exists already; choose another name.")
    files.write_new(target, sheet(file, target.suffix.lower()).encode())
