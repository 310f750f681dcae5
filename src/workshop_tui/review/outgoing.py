"""Finished papers on their way out: looked through, written all or not at all, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.outputs import files
from workshop_tui.outputs.protecting import sealing
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import NotAllowed
from workshop_tui.practice.roles import LEADERS, ROLE_LABELS
from workshop_tui.review.releasing import (
    Allowed,
    Finished,
    Released,
    Told,
    release,
    silent,
    take_away,
)

if TYPE_CHECKING:
    from workshop_tui.privacy.leaks import LeakCheck
    from workshop_tui.review.seat import Seat


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A finished document.

    Attributes:
        stem, suffix: Its file's name; a number goes between them where the name is taken.
        content: Its bytes.
        sent: What is kept of it, once for each recipient; nothing for a blank that goes with it.
        title: Its kind and ending; what was let pass is kept under it.
    """

    stem: str
    suffix: str
    content: bytes
    sent: tuple[Dispatch, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out.

    Attributes:
        released: The files, and what was found in those that were held back.
        said: What the person should know: what is missing, short notice.
        held: Of each document that was not written: its name, and what would have been kept.
    """

    released: Released
    said: tuple[str, ...] = field(default=())
    held: tuple[tuple[str, tuple[Dispatch, ...]], ...] = field(default=())


def counted(papers: Iterable[Outgoing], total: int, told: Told) -> Iterator[Outgoing]:
    """Papers as they are made, telling how many there are."""
    told(f"making document 1 of {total}")
    for number, paper in enumerate(papers, start=1):
        yield paper
        told(f"{number} of {total} documents are made")


def allow(seat: Seat) -> None:
    """Refuse a seat that may not send anything, before anything is made.

    Raises:
        NotAllowed: If it may not.
    """
    if seat.role not in LEADERS:
        raise NotAllowed(f"The {ROLE_LABELS[seat.role]}'s seat cannot send papers.")


def send(
    seat: Seat,
    folder: Path,
    papers: Iterable[Outgoing],
    check: LeakCheck | None,
    keep: Callable[[list[Dispatch]], object],
    *,
    said: Sequence[str] = (),
    allowed: Allowed | None = None,
    password: str | None = None,
    told: Told = silent,
) -> Sent:
    """Write papers into a folder and keep that they went out.

    Each is looked through first; one in which a name is found is held back, the others go. If the
    disk is full, the folder vanishes or keeping fails, nothing of them stays behind.

    Args:
        seat: Who sends.
        folder: Where to; made where it is missing.
        papers: The documents.
        check: What they are looked through with; None where they carry names by an explicit act.
        keep: Called with what is to be kept of those that were written.
        said: What the person should know.
        allowed: Words that are let pass, and why.
        password: Locks every paper once it is looked through. The digest that is kept is that of
            the paper before: locked, the same paper has other bytes each time.
        told: Hears how far it is.

    Raises:
        Problem: If they cannot be locked or written; nothing is kept.
    """
    made = list(papers)
    seals = {one.suffix: _seal(one, password) for one in made}
    files.ready_folder(folder)
    version = files.free_version(folder, [(one.stem, one.suffix) for one in made])
    paths = {folder / f"{one.stem}{version}{one.suffix}": one for one in made}
    finished = [
        Finished(path, one.content, one.title, seals[one.suffix]) for path, one in paths.items()
    ]
    released = release(seat, finished, check, allowed, told=told)
    kept = [kept for path in released.written for kept in _kept(path, paths[path])]
    try:
        if kept:
            keep(kept)
    except BaseException:
        take_away(released.written)
        raise
    held = [(path.name, one.sent) for path, one in paths.items() if path not in released.written]
    return Sent(released, tuple(said), tuple(held))


def _seal(one: Outgoing, password: str | None) -> Callable[[bytes], bytes]:
    if password is None:
        return lambda content: content
    return sealing(f"{one.stem}{one.suffix}", password)


def _kept(path: Path, one: Outgoing) -> list[Dispatch]:
    digest = hashlib.sha256(one.content).hexdigest()
    return [replace(sent, document=path.name, sha256=digest) for sent in one.sent]
