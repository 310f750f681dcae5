"""A snapshot in the place of a review that is damaged or gone; the damaged one is kept.

Nothing is written to the review's file: it is looked at in a copy, and set aside under another
name before a snapshot takes its place.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.practice.keeping import Snapshot
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Review
from workshop_tui.practice.roles import ROLE_LABELS
from workshop_tui.review import snapshots
from workshop_tui.review.seat import default_name, prepare
from workshop_tui.store import looking, rows
from workshop_tui.store.connection import ReviewFile, WrongPassphrase, is_encrypted, write
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.guards import refuse_unsafe_place
from workshop_tui.store.health import examine
from workshop_tui.store.journal import Actor, ChangeClass, now
from workshop_tui.store.looking import Contents
from workshop_tui.store.rekeying import sync_folder
from workshop_tui.store.transaction import Transaction

WHOLE, DAMAGED, MISSING = "whole", "damaged", "missing"


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was looked at.

    Attributes:
        state: "whole", "damaged" or "missing".
        problems: What is wrong with it, in sentences.
        contents: What of it can be read.
    """

    path: Path
    state: str
    problems: tuple[str, ...] = ()
    contents: Contents = Contents()  # noqa: RUF009 - it is frozen


@dataclass(frozen=True, slots=True)
class Loss:
    """What is in the review and not in the snapshot.

    Attributes:
        since: The time of the snapshot's newest change; all after it is lost.
        changes, captures: How many; None where the damaged file does not tell.
    """

    since: str
    changes: int | None
    captures: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done for a review.

    Attributes:
        review: The review as it is. snapshot: The newest good snapshot, or the one asked for.
        loss: What would be lost by it. bad: Snapshots before it that are not good, and why.
    """

    review: Looked
    snapshot: Looked | None
    loss: Loss | None
    bad: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done.

    Attributes:
        kept: Where the damaged file is now; None where there was none.
    """

    path: Path
    snapshot: Path
    kept: Path | None
    loss: Loss


def needs_passphrase(path: Path, wanted: Path | None = None) -> bool:
    """Whether the review, or a snapshot of it, is encrypted; it may be too damaged to tell."""
    for one in (*([wanted] if wanted else []), *snapshots.in_folder(path), path):
        with contextlib.suppress(Problem):
            if is_encrypted(one):
                return True
    return False


def look(path: Path, passphrase: str | None) -> Looked:
    """Look at a review or snapshot without writing to it."""
    if not path.is_file():
        return Looked(path, MISSING, (f"{path.name} is not there.",))
    with looking.aside(path) as copy:
        try:
            file = ReviewFile.existing(copy, passphrase)
            prepare(file)
            health, found = examine(file), looking.contents(file)
        except (Problem, DatabaseError, UnicodeDecodeError) as error:
            return Looked(path, DAMAGED, (str(error),), _readable(copy, passphrase))
    return Looked(path, DAMAGED if health.problems else WHOLE, health.problems, found)


def _readable(copy: Path, passphrase: str | None) -> Contents:
    try:
        return looking.contents(ReviewFile.existing(copy, passphrase))
    except (Problem, DatabaseError):
        return Contents()


def offer(path: Path, passphrase: str | None, wanted: Path | None = None) -> Offer:
    """Say how a review is, and which snapshot could take its place.

    Args:
        path: Where the review is, or was.
        passphrase: Its passphrase, or the code of its recovery sheet.
        wanted: A snapshot to take, whatever is newer.

    Raises:
        Problem: If somebody is in it; or the passphrase opens neither it nor a snapshot.
    """
    path = path.absolute()
    review = look(path, passphrase)
    if review.contents.sitting:
        who = ", ".join(f"{row.name} ({ROLE_LABELS[row.role]})" for row in review.contents.sitting)
        raise Problem(f"{who}: still in {path.name}. Ask them to leave it, then try again.")
    good, bad, refused = None, [], 0
    for candidate in _candidates(path, passphrase, review.contents.uid, wanted):
        found = look(candidate, passphrase)
        uids = {review.contents.uid, found.contents.uid} - {None}
        if len(uids) > 1:
            raise Problem(f"{candidate.name} is of another review; nothing was changed.")
        if found.state == WHOLE:
            good = found
            break
        bad.append(found)
        refused += any("passphrase does not open" in one for one in found.problems)
    if review.state == MISSING and good is None and not bad:
        raise Problem(f"There is no file {path}, and no snapshot of it beside it.")
    if good is None and review.state != WHOLE and refused == len(bad) and bad:
        raise WrongPassphrase(f"This passphrase opens neither {path.name} nor a snapshot of it.")
    return Offer(review, good, _loss(review, good) if good else None, tuple(bad))


def _loss(review: Looked, snapshot: Looked) -> Loss:
    had, has = review.contents, snapshot.contents
    changes = None
    if had.last_seq is not None and has.last_seq is not None:
        changes = max(0, had.last_seq - has.last_seq)
    captures = None
    if had.captures is not None:
        # Either will do: of a damaged file one of them may be garbled.
        uids = {uid for uid, _, _ in has.captures or ()}
        moments = {(number, at) for _, number, at in has.captures or ()}
        captures = sum(
            uid not in uids and (number, at) not in moments for uid, number, at in had.captures
        )
    if review.state == MISSING:
        changes = captures = None
    return Loss(has.newest or "", changes, captures)


def _candidates(
    path: Path, passphrase: str | None, uid: str | None, wanted: Path | None
) -> Iterator[Path]:
    """Snapshots of the review, that with the newest change first.

    Those that do not tell it come before all: that they are not good should be heard.
    """
    if wanted is not None:
        yield wanted.absolute()
        return
    folders = (snapshots.folder_of(path), path.parent)
    found = {
        one: one.stat().st_mtime
        for folder in folders
        for one in sorted(folder.glob(f"*{path.suffix}"))
        if one.is_file() and _is_named_after(one, path, folder)
    }
    told: list[tuple[dt.datetime, float, Path]] = []
    for one, changed in found.items():
        try:
            with looking.aside(one) as copy:
                inside = looking.contents(ReviewFile.existing(copy, passphrase))
        except (Problem, DatabaseError):
            inside = Contents()
        if uid is None or inside.uid in (None, uid):
            told.append((_moment(inside.newest), changed, one))
    for _, _, one in sorted(told, reverse=True):
        yield one


def _moment(at: str | None) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(at or "").astimezone(dt.UTC)
    except ValueError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def _is_named_after(one: Path, path: Path, folder: Path) -> bool:
    if one == path or _SET_ASIDE in one.stem:
        return False
    return folder != path.parent or one.stem.startswith(f"{path.stem} ")


_SET_ASIDE = " damaged "


def restore(
    path: Path, passphrase: str | None, wanted: Path | None = None, name: str | None = None
) -> Restored:
    """Put the newest good snapshot, or the one that is wanted, into the review's place.

    Killed at any moment, the review is as it was or as it was restored, and the damaged file is
    kept under a name of its own.

    Raises:
        Problem: If there is no good snapshot, the review is whole and none was asked for, or
            somebody is in it; nothing was changed.
    """
    path = path.absolute()
    refuse_unsafe_place(path)
    found = offer(path, passphrase, wanted)
    if found.review.state == WHOLE and wanted is None:
        raise Problem(
            f"{path.name} is whole; nothing was changed. To go back to a snapshot all the same, "
            "name it with --from."
        )
    if found.snapshot is None or found.loss is None:
        raise Problem(f"There is no good snapshot of {path.name} here. Name one with --from.")
    real = path.resolve()
    part = real.with_name(f".{real.name}.restored")
    part.unlink(missing_ok=True)
    try:
        looking.copy_with_log(found.snapshot.path, part)
        kept = _free_name(real) if real.exists() else None
        _note(part, passphrase, name or default_name(), found, kept)
        _sync(part)
        if kept is not None:
            _set_aside(real, kept)
        part.replace(real)
        sync_folder(real.parent)
    except OSError as error:
        raise Problem(
            f"{path.name} could not be restored ({error.strerror}). It is as it was."
        ) from None
    finally:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                part.with_name(part.name + suffix).unlink()
    return Restored(path, found.snapshot.path, kept, found.loss)


def _free_name(path: Path) -> Path:
    stamp = dt.datetime.now().strftime("%Y-%m-%d %H%M%S")
    target, number = path.with_name(f"{path.stem}{_SET_ASIDE}{stamp}{path.suffix}"), 2
    while target.exists():
        target = path.with_name(f"{path.stem}{_SET_ASIDE}{stamp} {number}{path.suffix}")
        number += 1
    return target


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _set_aside(path: Path, kept: Path) -> None:
    """Keep a damaged file with its log; only then may the log go from where it lies.

    A log that stayed would be moved into the snapshot.
    """
    looking.copy_with_log(path, kept)
    _sync(kept)
    with contextlib.suppress(FileNotFoundError):
        _sync(kept.with_name(kept.name + "-wal"))
    sync_folder(path.parent)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _note(part: Path, passphrase: str | None, name: str, found: Offer, kept: Path | None) -> None:
    """Journal in the restored file what happened, and which copies there are now."""
    file = ReviewFile.existing(part, passphrase)
    prepare(file)
    review, snapshot = found.review.path, found.snapshot
    assert snapshot is not None
    there = [one for one in snapshots.in_folder(review) if one != snapshot.path]
    copies = [str(one) for one in (snapshot.path, *there, *([kept] if kept else []))]
    with contextlib.closing(file.connect()) as connection:
        with write(connection):
            tx = Transaction(
                connection, Actor("command line", name), ChangeClass.ADMINISTRATION, "restored"
            )
            tx.note(tx.find(Review)[0])
            known = {one.path for one in rows.find(connection, Snapshot)}
            for one in copies:
                if one not in known:
                    tx.add(Snapshot(path=one, by=name, at=now()))
        connection.execute("pragma wal_checkpoint(truncate)")
