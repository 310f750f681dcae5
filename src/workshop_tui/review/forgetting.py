"""Forgetting a review: its learning goes into a new file, and the review itself is destroyed.

Three steps, so that nothing is destroyed before somebody has seen what stays: ``build`` makes the
new file and looks it through, ``destroy`` destroys the old one once that was confirmed in words,
``discard`` takes the new one away again where it was not.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from workshop_tui.outputs.learning import Learning, learning
from workshop_tui.practice.keeping import Snapshot, Strike
from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Record
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import copies, recent
from workshop_tui.review.copies import Left
from workshop_tui.review.gathering import material_for
from workshop_tui.review.notebook_rule import refuse_in_notebook
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import leak_check
from workshop_tui.review.seat import prepare
from workshop_tui.review.striking import refuse_under_hold
from workshop_tui.store import journal
from workshop_tui.store.alone import alone, refuse_company
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.contents import Place, every_text
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.erasing import HONESTLY, erase
from workshop_tui.store.health import examine
from workshop_tui.store.journal import Actor, ChangeClass
from workshop_tui.store.transaction import Transaction

_ACTOR = Actor("forgetting", "")  # nobody's name is in what stays
_REFERS = {
    "agency_id": "agency",
    "session_id": "session",
    "step_id": "agenda_step",
    "episode_id": "episode",
    "entry_id": "entry",
    "who_id": "participant",
    "capture_id": "capture",
    "outcome_id": "outcome",
    "finding_id": "outcome",
    "line_id": "line_of_enquiry",
}
_NEEDED = frozenset({"session_id", "entry_id", "capture_id", "outcome_id", "line_id"})


@dataclass(frozen=True, slots=True)
class Built:
    """A new file with the learning, beside the review that is still whole.

    Attributes:
        review: The review to be forgotten. new: The file with its learning.
        reference: The review's, to be typed where its destruction is confirmed.
        copies: Where its known copies were put.
        out: Its notebooks, which nothing reaches.
        head: The journal's newest hash; nobody may have written since.
        warnings: What in the new file may still lead to somebody, for a person's eye.
        confirmed: Whether the register was ever confirmed as complete.
        exported: Names of documents that left the review at some time; they are not reached.
    """

    review: ReviewFile
    new: ReviewFile
    reference: str
    uid: str
    copies: tuple[Path, ...]
    out: tuple[Left, ...]
    head: str
    warnings: tuple[Finding, ...]
    confirmed: bool
    exported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was destroyed.

    Attributes:
        destroyed: The review's file and the copies that were reached.
        left: The copies that were not, with the reason; they hold everything still.
    """

    destroyed: tuple[Path, ...]
    left: tuple[Left, ...]
    honestly: str = HONESTLY


@dataclass(frozen=True, slots=True)
class _Read:
    learning: Learning
    check: LeakCheck
    built: Built


def ready_to_forget(file: ReviewFile) -> None:
    """Make sure, before anything is asked, that the review may be forgotten now.

    Raises:
        Problem: Under a legal hold, or with who is in it.
    """
    prepare(file)
    refuse_in_notebook(file, "forgetting")
    with contextlib.closing(file.connect()) as connection:
        refuse_company(connection, file)
    with contextlib.closing(Reader(file)) as reader:
        refuse_under_hold(reader.review())


def build(file: ReviewFile, target: Path, passphrase: str | None, tier: Tier = Tier.BOARD) -> Built:
    """Put a review's anonymised learning into a new file, under a new key.

    Args:
        file: The review; it is only read.
        target: The new file.
        passphrase: Of the new file; None where the review is plain, and then the new one is too.
        tier: The circulation whose rules say what stays.

    Raises:
        Problem: If it may not or cannot be done, or a registered name would stay: no new file is
            left and nothing was changed.
    """
    if tier is Tier.NAMES:
        raise Problem("What stays is without names: choose room, panel, board or public.")
    if file.encrypted is (passphrase is None):
        raise Problem("A review under a passphrase needs one for its learning, a plain one none.")
    ready_to_forget(file)
    new = ReviewFile.create(target, passphrase)
    try:
        read = _read(file, new, tier)
        _store(new, read)
        warnings = _look_through(new, read.check)
    except BaseException as error:
        erase(new.path)
        if isinstance(error, DatabaseError):
            raise Problem(
                f"{target.name} could not be written ({error}). Is there room on the disk? "
                "Nothing was changed."
            ) from None
        raise
    return replace(read.built, warnings=warnings)


def discard(built: Built) -> None:
    """Take the new file away again; the review is as it was."""
    erase(built.new.path)


def destroy(built: Built, confirmation: str) -> Forgotten:
    """Destroy the review and its known copies; its learning stays in the new file.

    Args:
        confirmation: The review's reference, as somebody typed it.

    Raises:
        Problem: If that is not the reference, or somebody came in or wrote meanwhile: nothing was
            destroyed.
    """
    file = built.review
    if confirmation.strip().casefold() != built.reference.strip().casefold():
        raise Problem(
            f"That is not the review's reference, {built.reference}. Nothing was destroyed."
        )
    with alone(file) as connection:
        if journal.head(connection) != built.head:
            raise Problem(
                f"Somebody has written in {file.path.name} meanwhile. Nothing was destroyed; "
                "begin again, so that their words are not lost."
            )
    with _uninterrupted():
        done, left = copies.reach(file, built.uid, built.copies, lambda copy: _erase_copy(copy))
        erase(file.path)
        recent.forget(file.path)
    return Forgotten((*done, file.path), (*left, *built.out))


def _erase_copy(copy: ReviewFile) -> None:
    with alone(copy):
        pass  # nobody is in it
    erase(copy.path)


# -- reading ---------------------------------------------------------------------------------------


def _read(file: ReviewFile, new: ReviewFile, tier: Tier) -> _Read:
    with contextlib.closing(Reader(file)) as reader:
        material, view = material_for(reader, Audience(tier))
        kept = learning(material, _strikes(reader, view))
        review = reader.review()
        built = Built(
            review=file,
            new=new,
            reference=review.reference,
            uid=review.uid,
            copies=tuple(copies.known(file.path, reader.records(Snapshot))),
            out=tuple(copies.out(reader.records(Notebook))),
            head=reader.journal_head(),
            warnings=(),
            confirmed=review.register_confirmed,
            exported=tuple(_exported(reader)),
        )
        return _Read(kept, leak_check(reader, view.settled), built)


def _strikes(reader: Reader, view: View) -> Mapping[int, Strike]:
    return {
        capture: replace(one, reason=view.text(one.reason))
        for capture, one in reader.strikes().items()
    }


def _exported(reader: Reader) -> Iterator[str]:
    """Documents that were exported, as the journal names them, each once."""
    meanings = dict.fromkeys(change.meaning for change in reader.changes())
    names = [
        name
        for meaning in meanings
        if meaning.startswith("exported documents (")
        for name in meaning.partition("): ")[2].split(", ")
    ]
    yield from dict.fromkeys(filter(None, names))


# -- the new file ----------------------------------------------------------------------------------


def _store(new: ReviewFile, read: _Read) -> None:
    prepare(new)
    meaning = f"kept the learning of a finished review; its journal ended with {read.built.head}"
    with contextlib.closing(new.connect()) as connection:
        with write(connection):
            tx = Transaction(connection, _ACTOR, ChangeClass.ADMINISTRATION, meaning)
            tx.add(replace(read.learning.review, id=0))
            _store_records(tx, read.learning)
        connection.execute("pragma wal_checkpoint(truncate)")


def _store_records(tx: Transaction, kept: Learning) -> None:
    ids: dict[str, dict[int, int]] = {}
    for number, record in enumerate(kept.records, start=1):
        changes = _references(record, ids)
        if changes is None:
            continue
        if record.TABLE == "entry":
            changes["sort_key"] = f"{number:08}"
        added = tx.add(replace(record, id=0, uid="", **changes))
        ids.setdefault(record.TABLE, {})[record.id] = added.id


def _references(record: Record, ids: Mapping[str, Mapping[int, int]]) -> dict[str, Any] | None:
    """What a record refers to by its new ids; None where what it cannot be without is not kept."""
    changes: dict[str, Any] = {}
    for one in fields(record):
        table = _REFERS.get(one.name)
        old = getattr(record, one.name)
        if table is None or old is None:
            continue
        changes[one.name] = ids.get(table, {}).get(old)
        if changes[one.name] is None and one.name in _NEEDED and "None" not in str(one.type):
            return None
    return changes


def _look_through(new: ReviewFile, check: LeakCheck) -> tuple[Finding, ...]:
    """Look at every text of the new file, and at its name; returns what a person should look at.

    Raises:
        Problem: If a registered name is in it, or it is not sound.
    """
    with contextlib.closing(new.connect()) as connection:
        places = list(every_text(connection))
    lines = (" ".join(place.text.split()) for place in places)
    checked = check.check_text(f"{new.path.stem}.txt", "\n".join(dict.fromkeys(lines)))
    if checked.blocking or checked.dark:
        named = [_where(finding.words, places) for finding in checked.blocking] or [*checked.dark]
        raise Problem(
            f"What would stay still names somebody: {'; '.join(named)}. Correct the text or the "
            "register and begin again. Nothing was changed."
        )
    health = examine(new)
    if health.problems:
        raise Problem(f"The new file is not sound ({health.problems[0]}). Nothing was changed.")
    return checked.warnings


def _where(words: str, places: Sequence[Place]) -> str:
    for place in places:
        if words in " ".join(place.text.split()) and place.table != "journal":
            return f"“{words}” ({place.table.replace('_', ' ')}, {place.column.replace('_', ' ')})"
    return f"“{words}”"


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl+C wait until what was begun is done: half a destroyed file helps nobody."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
