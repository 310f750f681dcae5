"""Notebooks: capture files for laptops without a connection, given out and taken in again.

A notebook is a new file, under a passphrase of its own, in which stands what its seat needs in the
room (``notebook_contents``). The review remembers each before it is made, with the hash of its
journal as it was handed out: what comes back must begin with that.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Capture, Entry, Record
from workshop_tui.practice.roles import LEADERS, Role
from workshop_tui.review.merging import Taken, take_in
from workshop_tui.review.notebook_contents import kept
from workshop_tui.review.seat import prepare
from workshop_tui.review.verb import verb
from workshop_tui.store import journal
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.erasing import erase
from workshop_tui.store.health import examine
from workshop_tui.store.joining import Carried
from workshop_tui.store.journal import Actor, ChangeClass, now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

ROLES = (Role.NOTE_TAKER,)
"""The seats that a notebook can be."""


@dataclass(frozen=True, slots=True)
class Given:
    """What goes into a notebook, read in the moment in which the review remembered it.

    Attributes:
        notebook: What the review remembers. records: What goes into it.
        withheld: How many marked items stay behind.
    """

    notebook: Notebook
    records: tuple[Record, ...]
    withheld: int


@dataclass(frozen=True, slots=True)
class Made:
    """A notebook that was made.

    Attributes:
        path: Where it is. entries, captures: How many are in it.
        withheld: How many marked items are not.
    """

    path: Path
    notebook: Notebook
    entries: int
    captures: int
    withheld: int


@dataclass(frozen=True, slots=True)
class NotebookVerbs:
    """The verbs of notebooks.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("gave out a notebook", LEADERS, ChangeClass.ADMINISTRATION)
    def give(
        self, tx: Transaction, name: str, role: Role, path: Path, pseudonyms: bool = False
    ) -> Given:
        """Remember a notebook, and read what goes into it; ``make`` makes the file of it.

        Args:
            tx: The transaction.
            name: For whom it is.
            role: Which seat: one of ``ROLES``.
            path: Where it is put.
            pseudonyms: Whether its texts hold pseudonyms and no register goes along.

        Raises:
            Problem: In the future, without a name, or for another seat.
        """
        if not name.strip():
            raise Problem("Say for whom the notebook is: --for NAME.")
        if role not in ROLES:
            raise Problem("A notebook is a note-taker's seat: --role note-taker.")
        chosen = kept(tx, pseudonyms=pseudonyms)
        added = tx.add(
            Notebook(
                name=_told_apart(tx, name.strip()),
                role=role.value,
                by=tx.actor.person,
                made=now(),
                pseudonyms=pseudonyms,
                path=str(path),
            )
        )
        return Given(added, chosen.records, chosen.withheld)

    @verb("said that a notebook was destroyed", LEADERS, ChangeClass.ADMINISTRATION)
    def destroyed(self, tx: Transaction, name: str) -> Notebook:
        """Take a notebook that was destroyed off the list of those that are out.

        Args:
            tx: The transaction.
            name: For whom it was.

        Raises:
            NotFound: In the future, if none of that name is out.
        """
        for one in tx.find(Notebook):
            if one.name.casefold() == name.strip().casefold():
                return tx.retract(one)
        raise NotFound(f"No notebook for {name!r} is out: see 'workshop-tui notebooks'.")

    @verb("took in a notebook", LEADERS)
    def take_in(
        self, tx: Transaction, carried: Carried, clock_off: int = 0, preview: bool = False
    ) -> Taken:
        """Bring what was made in a notebook into the review, as one group of the journal.

        Args:
            tx: The transaction.
            carried: What it brings (``merging.carry``).
            clock_off: By how many seconds its clock was found ahead: its times are corrected by
                that, each in an entry of its own after the one with the time as it came.
            preview: Whether nothing of it is kept.

        Raises:
            Problem: In the future, if somebody took it in since it was read; or the end of a
                preview (``Previewed``).
        """
        return take_in(tx, carried, clock_off, preview=preview)


def _told_apart(tx: Transaction, name: str) -> str:
    """The name, with a number where somebody of that name has had a notebook before.

    The seats of two notebooks must differ: by them what was made in each is told apart.
    """
    taken = {one.name for one in tx.find(Notebook, retracted=None)}
    found, number = name, 2
    while found in taken:
        found, number = f"{name} {number}", number + 1
    return found


def make(
    seat: Seat,
    target: Path,
    passphrase: str | None,
    *,
    name: str,
    role: Role = Role.NOTE_TAKER,
    pseudonyms: bool = False,
) -> Made:
    """Make a notebook; slow enough for a thread of its own.

    Args:
        seat: Who makes it.
        target: The new file.
        passphrase: Its own; None only where the review is plain, too.
        name: For whom it is.
        role: Which seat it is.
        pseudonyms: Whether its texts hold pseudonyms and no register goes along.

    Raises:
        Problem: If it may not or cannot be made; no file is left behind.
    """
    refuse_to_make(seat, target, plain=passphrase is None)
    if passphrase is not None and seat.file.encrypted and seat.file.opens_with(passphrase):
        raise Problem(
            "The notebook needs a passphrase of its own: who has the notebook must not be able to "
            "open the review with it."
        )
    file = ReviewFile.create(target, passphrase)
    try:
        prepare(file)
        given = seat.notebooks.give(name, role, file.path, pseudonyms).result()
        try:
            began, head = _fill(file, given, Actor(seat.uid, seat.name))
            notebook = _remember(seat, given.notebook, began, head)
        except BaseException:
            _forget(seat, given.notebook)
            raise
    except BaseException as error:
        erase(file.path)
        if isinstance(error, DatabaseError):
            raise Problem(
                f"{target.name} could not be written ({error}). Is there room on the disk? "
                "Nothing was changed."
            ) from None
        raise
    count = [type(one) for one in given.records].count
    return Made(file.path, notebook, count(Entry), count(Capture), given.withheld)


def refuse_to_make(seat: Seat, target: Path, *, plain: bool) -> None:
    """Refuse what cannot be made, before a passphrase is asked for.

    Raises:
        Problem: If this is a notebook itself, the file exists, or it would be left unprotected.
    """
    seat.allow("notebook.give", "a notebook of a notebook")
    if target.exists():
        raise Problem(f"{target.name} exists already; choose another name. Nothing was changed.")
    if plain and seat.file.encrypted:
        raise Problem("A notebook of an encrypted review needs a passphrase of its own.")


def _fill(file: ReviewFile, given: Given, actor: Actor) -> tuple[int, str]:
    """Write everything into the new file; returns the length and the head of its journal."""
    meaning = "made a notebook"
    with contextlib.closing(file.connect()) as connection:
        with write(connection):
            tx = Transaction(connection, actor, ChangeClass.ADMINISTRATION, meaning)
            tx.rest_later()
            entries = [one for one in given.records if isinstance(one, Entry)]
            for one in given.records:
                if not isinstance(one, Entry):
                    tx.add(one)
                elif one is entries[0]:
                    tx.place_entries(entries)
            mine = given.notebook
            tx.add(
                Notebook(
                    uid=mine.uid,
                    name=mine.name,
                    role=mine.role,
                    by=mine.by,
                    made=mine.made,
                    pseudonyms=mine.pseudonyms,
                    here=True,
                )
            )
        began, head = journal.last_seq(connection), journal.head(connection)
        connection.execute("pragma wal_checkpoint(truncate)")
    problems = examine(file).problems
    if problems:
        raise Problem(f"The notebook was not written as it should be ({problems[0]}).")
    return began, head


def _remember(seat: Seat, notebook: Notebook, began: int, head: str) -> Notebook:
    return seat.run(
        "noted how a notebook begins",
        ChangeClass.ADMINISTRATION,
        lambda tx: tx.change(notebook, began=began, began_head=head),
    ).result()


def _forget(seat: Seat, notebook: Notebook) -> None:
    with contextlib.suppress(Problem):
        seat.run(
            "no notebook was made",
            ChangeClass.ADMINISTRATION,
            lambda tx: tx.retract(tx.get(Notebook, notebook.id)),
        ).result()
