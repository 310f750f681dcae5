"""Documents with real names: by an explicit act, to a named recipient, and that is kept.

Every other document goes through a view with pseudonyms. ``named_document`` is the one place that
hands a view with names to whoever makes a document: only to the chair, only for somebody, only
with a reason. Nothing stays on the disk that could not be kept in the review.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.outputs import files
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import LEADERS, ROLE_LABELS
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import Allowed, Finished, Released, leak_check, release
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """For whom a document is made, and why.

    Attributes:
        what: What it is, as ``Dispatch.what`` calls it ("escalation notice").
        recipient: To whom, as written on it.
        reason: Why it carries names.
        agency_id, participant_id: Who the recipient is, where the review knows them.
        tier: The circulation that it belongs to; ``Tier.NAMES`` for a letter of its own, which
            belongs to none.
    """

    what: str
    recipient: str
    reason: str = ""
    agency_id: int | None = None
    participant_id: int | None = None
    tier: Tier = Tier.NAMES


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was made: its file's name without and its ending, and its bytes."""

    stem: str
    suffix: str
    content: bytes


Making = Callable[[Reader, View, Audience], Sequence[Made]]
"""Makes documents from what a view shows; it leaves out what the audience may not read."""


@dataclass(frozen=True, slots=True)
class NamedVerbs:
    """The verbs of what is sent to somebody.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("sent a document", LEADERS, ChangeClass.ADMINISTRATION)
    def keep(self, tx: Transaction, sent: Dispatch) -> Dispatch:
        """Keep what was sent to whom, with its digests; it cannot be undone: it is out."""
        at = now()
        return tx.add(replace(sent, by=tx.actor.person, at=at, sent=at[:10]))


def named_document(seat: Seat, folder: Path, to: Addressee, make: Making) -> Released:
    """Make documents that carry real names, write them, and keep that they were sent.

    Args:
        seat: Who sends.
        folder: Where to; made where it is missing.
        to: For whom and why; both are needed.
        make: Gets the view with names, and makes the documents.

    Raises:
        Problem: If nobody or no reason is named, the circulation never carries names, or the
            documents cannot be written; nothing is written or kept then.
    """
    _allow(seat)
    reader = Reader(seat.file)
    try:
        made = make(reader, *names_for(seat, reader, to))
    finally:
        reader.close()
    return _send(seat, folder, to, made, lambda done: release(seat, done, None), named=True)


def names_for(seat: Seat, reader: Reader, to: Addressee) -> tuple[View, Audience]:
    """The view with names for somebody, and what they may read: the one door to it for documents.

    Whoever calls this by itself keeps a ``Dispatch`` with ``named`` set for what is written.

    Raises:
        Problem: See ``named_document``.
    """
    _allow(seat)
    if not to.recipient.strip():
        raise Problem("A document with names needs a recipient: say to whom it goes.")
    if not to.reason.strip():
        raise Problem("A document with names needs a reason; it is kept. Nothing was written.")
    if to.tier is not Tier.NAMES and not reader.tiers().rules[to.tier].names:
        raise Problem(
            f"Documents of the circulation {to.tier.value!r} never carry names. Send a letter of "
            "its own, or one with pseudonyms."
        )
    audience = Audience(to.tier, to.agency_id, named=True)
    return reader.view(audience.view_tier), audience


def pseudonymised_document(
    seat: Seat, folder: Path, to: Addressee, make: Making, allowed: Allowed | None = None
) -> Released:
    """The same without names: every document goes through the leak check first.

    Args:
        seat: Who sends.
        folder: Where to.
        to: For whom; ``tier`` says how much they may read.
        make: Gets a view with pseudonyms.
        allowed: Words that may pass although the leak check finds them, with the reason.
    """
    _allow(seat)
    tier = Tier.PANEL if to.tier is Tier.NAMES else to.tier
    audience = Audience(tier, to.agency_id)
    reader = Reader(seat.file)
    try:
        view = reader.view(audience.view_tier)
        made = make(reader, view, audience)
        check = leak_check(reader, view.settled)
    finally:
        reader.close()
    to = replace(to, tier=tier)
    return _send(
        seat, folder, to, made, lambda done: release(seat, done, check, allowed), named=False
    )


def _allow(seat: Seat) -> None:
    if seat.role not in LEADERS:
        raise NotAllowed(f"The {ROLE_LABELS[seat.role]}'s seat cannot send documents.")


def _send(
    seat: Seat,
    folder: Path,
    to: Addressee,
    made: Sequence[Made],
    letting: Callable[[list[Finished]], Released],
    *,
    named: bool,
) -> Released:
    """Write what may leave and keep it; where it cannot be kept, nothing stays behind."""
    files.ready_folder(folder)
    version = files.free_version(folder, [(one.stem, one.suffix) for one in made])
    paths = {folder / f"{one.stem}{version}{one.suffix}": one for one in made}
    titles = {path: f"{to.what}{one.suffix}" for path, one in paths.items()}
    released = letting([Finished(p, one.content, titles[p]) for p, one in paths.items()])
    try:
        if released.written:
            sent = _kept(to, [(path.name, paths[path].content) for path in released.written], named)
            seat.named.keep(sent).result()
    except BaseException:
        for path in released.written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return released


def _kept(to: Addressee, documents: Sequence[tuple[str, bytes]], named: bool) -> Dispatch:
    """What is kept of one act of sending: its files and their digests, in one order."""
    return Dispatch(
        what=to.what,
        recipient=to.recipient.strip(),
        sent="",
        by="",
        at="",
        agency_id=to.agency_id,
        participant_id=to.participant_id,
        tier="" if to.tier is Tier.NAMES else to.tier.value,
        named=named,
        reason=to.reason.strip(),
        document=", ".join(name for name, _ in documents),
        sha256=" ".join(hashlib.sha256(content).hexdigest() for _, content in documents),
    )
