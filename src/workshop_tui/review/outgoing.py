"""Finished papers on their way out: looked through, written all or not at all, and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.outputs import files, standing
from workshop_tui.outputs.protecting import sealing
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import NotAllowed, Problem
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
        earlier: Makes the same as it was made the last time, where it says when that was: a file
            that says that still is not written again. None: as ``content``.
    """

    stem: str
    suffix: str
    content: bytes
    sent: tuple[Dispatch, ...] = ()
    title: str = ""
    earlier: Callable[[], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """A document that would go out.

    Attributes:
        document: Its file's name.
        to: To whom; nobody for a blank that goes with it.
        tier: For whose eyes ("room"), or "" where that does not apply.
        named: Whether it carries real names.
        held: Whether the leak check holds it back.
        there: Whether it lies there already and would not be written again.
    """

    document: str
    to: tuple[str, ...] = ()
    tier: str = ""
    named: bool = False
    held: bool = False
    there: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out.

    Attributes:
        released: The files, and what was found in those that were held back.
        said: What the person should know: what is missing, short notice.
        held: Of each document that was not written: its name, and what would have been kept.
        going: What would go out, where it was only looked at: nothing was written or kept then.
    """

    released: Released
    said: tuple[str, ...] = field(default=())
    held: tuple[tuple[str, tuple[Dispatch, ...]], ...] = field(default=())
    going: tuple[Going, ...] = field(default=())


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
    folder: Path | None,
    papers: Iterable[Outgoing],
    check: LeakCheck | None,
    keep: Callable[[list[Dispatch]], object],
    *,
    said: Sequence[str] = (),
    allowed: Allowed | None = None,
    password: str | None = None,
    told: Told = silent,
    preview: bool = False,
) -> Sent:
    """Write papers into a folder and keep that they went out.

    Each is looked through first; one in which a name is found is held back, the others go. If the
    disk is full, the folder vanishes or keeping fails, nothing of them stays behind. A paper whose
    newest file in the folder says the same already is not written again, but kept as sent.

    Args:
        seat: Who sends.
        folder: Where to; made where it is missing. None only in a preview.
        papers: The documents.
        check: What they are looked through with; None where they carry names by an explicit act.
        keep: Called with what is to be kept of those that were written.
        said: What the person should know.
        allowed: Words that are let pass, and why.
        password: Locks every paper once it is looked through. The digest that is kept is that of
            the paper before: locked, the same paper has other bytes each time.
        told: Hears how far it is.
        preview: Whether nothing is written and nothing kept.

    Raises:
        Problem: If they cannot be locked or written; nothing is kept.
    """
    made = list(papers)
    seals = {one.suffix: _seal(one, password) for one in made}
    if folder is None:
        if not preview:
            raise Problem("Say into which folder it is written.")
        folder = Path()
        documents = [(Finished(Path(f"{o.stem}{o.suffix}"), o.content, o.title), o) for o in made]
    else:
        if not preview:
            files.ready_folder(folder)
        documents = _placed(folder, made, seals, locked=password is not None)
    finished = [one for one, _ in documents]
    released = release(seat, finished, check, allowed, told=told, preview=preview)
    gone = {*released.written, *released.there}
    if preview:
        going = tuple(_going(one, paper, held=one.path not in gone) for one, paper in documents)
        return Sent(replace(released, written=(), there=()), tuple(said), going=going)
    kept = [kept for one, paper in documents if one.path in gone for kept in _kept(one, paper)]
    try:
        if kept:
            keep(kept)
    except BaseException:
        take_away(released.written)
        raise
    held = [(one.path.name, paper.sent) for one, paper in documents if one.path not in gone]
    return Sent(released, tuple(said), tuple(held))


def _placed(
    folder: Path,
    made: Sequence[Outgoing],
    seals: dict[str, Callable[[bytes], bytes]],
    *,
    locked: bool,
) -> list[tuple[Finished, Outgoing]]:
    """Each paper with its place: where it lies already, or under one free number for the others."""
    # A locked file cannot be looked into, and may have another password.
    there = (
        {} if locked else {n: lies for n, one in enumerate(made) if (lies := _lies(folder, one))}
    )
    fresh = [(one.stem, one.suffix) for n, one in enumerate(made) if n not in there]
    version = files.free_version(folder, fresh)
    documents = []
    for n, one in enumerate(made):
        if n in there:
            path, content = there[n]
            documents.append((Finished(path, content, one.title, there=True), one))
        else:
            path = folder / f"{one.stem}{version}{one.suffix}"
            documents.append((Finished(path, one.content, one.title, seals[one.suffix]), one))
    return documents


def _lies(folder: Path, one: Outgoing) -> tuple[Path, bytes] | None:
    path = standing.newest(folder, one.stem, one.suffix)
    if path is None:
        return None
    lies = standing.says(path, one.content)
    if lies is None and one.earlier is not None:
        lies = standing.says(path, one.earlier())
    return (path, lies) if lies is not None else None


def _going(one: Finished, paper: Outgoing, *, held: bool) -> Going:
    return Going(
        one.path.name,
        tuple(dict.fromkeys(sent.recipient for sent in paper.sent)),
        next((sent.tier for sent in paper.sent), ""),
        any(sent.named for sent in paper.sent),
        held,
        one.there,
    )


def _seal(one: Outgoing, password: str | None) -> Callable[[bytes], bytes]:
    if password is None:
        return lambda content: content
    return sealing(f"{one.stem}{one.suffix}", password)


def _kept(one: Finished, paper: Outgoing) -> list[Dispatch]:
    digest = hashlib.sha256(one.content).hexdigest()
    return [replace(sent, document=one.path.name, sha256=digest) for sent in paper.sent]
