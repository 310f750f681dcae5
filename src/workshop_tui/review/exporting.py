"""Export: the review out of the file into documents, each looked through before it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.outputs import actions, building, data, files, report
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.protecting import can_lock, sealing
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Review
from workshop_tui.practice.roles import CAPTURERS, ROLE_LABELS
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier
from workshop_tui.review.gathering import material_for
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import Allowed, Finished, Released, leak_check, release
from workshop_tui.review.seat import Seat
from workshop_tui.store import journal
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be made.

    Attributes:
        stem, suffix: Its file's name; a number goes between them where the name is taken.
        render: Makes its text.
        encoding: Of the file.
    """

    stem: str
    suffix: str
    render: Callable[[Material, ReportModel], str]
    encoding: str = "utf-8"


DOCUMENTS: dict[str, Document] = {
    "report": Document("learning-review-report", ".md", lambda _, model: report.render(model)),
    "actions": Document("action-plan", ".csv", lambda _, model: actions.render(model), "utf-8-sig"),
    "data": Document("review", ".json", data.render),
}


def export(
    seat: Seat,
    folder: Path,
    only: Sequence[str] | None = None,
    tier: Tier = Tier.PANEL,
    agency_id: int | None = None,
    allowed: Allowed | None = None,
    password: str | None = None,
) -> Released:
    """Write a review's documents into a folder; may be called in any thread.

    Each finished document is looked through before it is written. One in which a registered name
    stands is held back, the others are written. Nothing is ever overwritten.

    Args:
        seat: Who exports.
        folder: Where to; it is made if it is missing.
        only: Names of the documents ("report", "actions", "data"); None for all.
        tier: For whose eyes.
        agency_id: The agency whose people receive them; see ``Audience``.
        allowed: Words that may pass although the leak check finds them, with the reason.
        password: Locks the documents, once they are looked through. Those that can carry none
            are then left out, and refused where they were asked for by name.

    Raises:
        Problem: If a document's name is unknown, it cannot be locked, or the folder cannot be
            written to.
    """
    if seat.role not in CAPTURERS:
        raise NotAllowed(f"The {ROLE_LABELS[seat.role]}'s seat cannot export documents.")
    names = _chosen(only) if password is None else _lockable(only)
    files.ready_folder(folder)
    material, check = _read(seat, Audience(tier, agency_id))
    model = building.build(material)
    chosen = [DOCUMENTS[name] for name in names]
    version = files.free_version(folder, [(d.stem, d.suffix) for d in chosen])
    finished = [
        Finished(
            folder / f"{document.stem}{version}{document.suffix}",
            document.render(material, model).encode(document.encoding),
            f"{document.stem}{document.suffix}",
            _seal(document, password),
        )
        for document in chosen
    ]
    released = release(seat, finished, None if material.audience.shows_names else check, allowed)
    if released.written:
        _remember(seat, [path.name for path in released.written], material)
    return released


def _chosen(only: Sequence[str] | None) -> list[str]:
    if only is None:
        return list(DOCUMENTS)
    unknown = [name for name in only if name not in DOCUMENTS]
    if unknown or not only:
        wrong = f"There is no document {unknown[0]!r}." if unknown else "No document was chosen."
        raise Problem(f"{wrong} The documents are: {', '.join(DOCUMENTS)}.")
    return list(dict.fromkeys(only))


def _lockable(only: Sequence[str] | None) -> list[str]:
    """The documents asked for, all of which can carry a password; all that can, where none was."""
    names = _chosen(only)
    can = [name for name in names if can_lock(f"x{DOCUMENTS[name].suffix}")]
    cannot = [name for name in names if name not in can]
    if not can or (only is not None and cannot):
        files_ = ", ".join(f"{name} ({DOCUMENTS[name].suffix})" for name in cannot)
        raise Problem(
            f"These cannot be locked with a password: {files_}. Only Word, Excel and PDF documents "
            "can. Leave them out with --only, or export without a password; nothing was written."
        )
    return can


def _seal(document: Document, password: str | None) -> Callable[[bytes], bytes]:
    if password is None:
        return lambda content: content
    return sealing(f"{document.stem}{document.suffix}", password)


def _read(seat: Seat, audience: Audience) -> tuple[Material, LeakCheck]:
    """The material as an audience may read it, and the check that its documents go through."""
    reader = Reader(seat.file)
    try:
        material, view = material_for(reader, audience)
        return material, leak_check(reader, view.settled)
    finally:
        reader.close()


def _remember(seat: Seat, names: Sequence[str], material: Material) -> None:
    """Note in the journal what left the review: files' names and circulation, no content."""
    head, tier = material.journal_head[:12], material.audience.tier.value
    meaning = f"exported documents ({tier}, journal {head}): {', '.join(names)}"

    def job(tx: Transaction) -> None:
        # A change of the review's record in which nothing changes: replay and undo know it.
        nothing: dict[str, object] = {}
        uid, klass = tx.find(Review)[0].uid, ChangeClass.ADMINISTRATION
        journal.append(
            tx.connection, tx.actor, klass, meaning, Review.TABLE, uid, tx.group, nothing, nothing
        )

    seat.run(meaning, ChangeClass.ADMINISTRATION, job).result()
