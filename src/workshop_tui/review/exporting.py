"""Export: the review out of the file into documents, each looked through before it is written.

``prepare`` makes everything and looks it through without writing anything; ``write`` lets out what
may leave. ``export`` is both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from workshop_tui.outputs import building, files, report
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.protecting import sealing
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import CAPTURERS, ROLE_LABELS
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier
from workshop_tui.review.exportable import DOCUMENTS, Document, chosen, lockable, with_template
from workshop_tui.review.gathering import material_for
from workshop_tui.review.reader import Reader
from workshop_tui.review.releasing import (
    Allowed,
    Finished,
    Looked,
    Released,
    Told,
    leak_check,
    let_go,
    look_through,
    silent,
    take_away,
)
from workshop_tui.review.seat import Seat
from workshop_tui.review.versions import keep, next_number, said, version_of
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported.

    Attributes:
        folder: Where to; it is made if it is missing.
        only: Names of the documents ("report", "report.pdf", "plan", "data"); None for all that
            its circulation has.
        tier: For whose eyes.
        agency_id: The agency whose people receive them; see ``Audience``.
        password: Locks the documents, once they are looked through. Those that can carry none
            are then left out, and refused where they were asked for by name.
        template: A board's own template of the report as a Word document.
    """

    folder: Path
    only: tuple[str, ...] | None = None
    tier: Tier = Tier.PANEL
    agency_id: int | None = None
    password: str | None = None
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Documents that are made and looked through, and not yet written.

    Attributes:
        wanted: What was asked for.
        looked: Each document with what the leak check says of it.
        failed: Documents that cannot be made, with the reason.
        number: Of the version. draft: whether it is one. agreed_by: who agreed it, or "".
        withheld: How many marked items are left out for these readers.
        content: What tells the version from another: see ``DocumentVersion``.
        head: The journal's newest entry when it was read; what is newer is not in it.
    """

    wanted: Wanted
    looked: tuple[Looked, ...]
    failed: tuple[tuple[str, str], ...]
    number: int
    draft: bool
    agreed_by: str
    withheld: int
    content: str
    head: str


def export(
    seat: Seat,
    folder: Path,
    only: Sequence[str] | None = None,
    tier: Tier = Tier.PANEL,
    agency_id: int | None = None,
    allowed: Allowed | None = None,
    password: str | None = None,
    template: Path | None = None,
    told: Told = silent,
) -> Released:
    """Write a review's documents into a folder; may be called in any thread.

    Each finished document is looked through before it is written. One in which a registered name
    stands is held back, the others are written. Nothing is ever overwritten.

    Args:
        seat: Who exports.
        folder, only, tier, agency_id, password, template: See ``Wanted``.
        allowed: Words that may pass although the leak check finds them, with the reason.
        told: Hears how far it is, before each document; what it raises ends it.

    Raises:
        Problem: If a document's name is unknown, it cannot be locked, or the folder cannot be
            written to.
    """
    names = None if only is None else tuple(only)
    wanted = Wanted(folder, names, tier, agency_id, password, template)
    return write(seat, prepare(seat, wanted, told), allowed, told)


def prepare(seat: Seat, wanted: Wanted, told: Told = silent) -> Prepared:
    """Make the documents and look them through; writes nothing. May be called in any thread.

    Raises:
        Problem: See ``export``; that the folder can be written to is not looked at yet.
    """
    _allow(seat)
    only = wanted.only
    names = chosen(only) if wanted.password is None else lockable(only)
    documents = {name: DOCUMENTS[name] for name in names}
    if wanted.template is not None:
        documents = with_template(documents, wanted.template)
    told("reading the review")
    material, check, known = _read(seat, Audience(wanted.tier, wanted.agency_id))
    model, content = known
    asked = set(only or ())  # by its own name; "tables" means those that the circulation has
    documents = {n: d for n, d in documents.items() if n in asked or d.fits(material.rules)}
    if not documents:
        raise Problem(f"The circulation {wanted.tier.value!r} holds none of these documents.")
    made, failed = _made(documents, material, model, told, asked=only is not None)
    number, draft = model.version.number, model.draft
    version = files.version_suffix(number, draft=draft)
    version = files.free_version(
        wanted.folder, [(d.stem, d.suffix) for d in documents.values()], version
    )
    finished = [
        Finished(
            wanted.folder / f"{document.stem}{version}{document.suffix}",
            rendered,
            f"{document.stem}{document.suffix}",
            _seal(document, wanted.password),
        )
        for document, rendered in made
    ]
    named = material.audience.shows_names
    return Prepared(
        wanted,
        tuple(look_through(finished, None if named else check, told)),
        tuple(failed),
        number,
        draft,
        model.version.agreed_by,
        material.withheld,
        content,
        material.journal_head,
    )


def write(
    seat: Seat, prepared: Prepared, allowed: Allowed | None = None, told: Told = silent
) -> Released:
    """Write what may leave of prepared documents, and keep which version it was.

    A document that cannot be written (open in another program, the disk full, the folder gone)
    does not stop the others.

    Raises:
        Problem: If the folder cannot be written to, not one document could be written, or words
            are to pass that stand in none; nothing is written then.
    """
    _allow(seat)
    files.ready_folder(prepared.wanted.folder)
    released = let_go(seat, prepared.looked, allowed, each=True, told=told)
    if released.written:
        written = [path.name for path in released.written]
        try:
            _remember(seat, written, prepared)
        except BaseException:
            take_away(released.written)
            raise
    elif released.failed and len(released.failed) == len(prepared.looked):
        raise Problem(f"Nothing was written. {released.failed[0][1]}")
    return replace(released, failed=(*prepared.failed, *released.failed))


def _allow(seat: Seat) -> None:
    if seat.role not in CAPTURERS:
        raise NotAllowed(f"The {ROLE_LABELS[seat.role]}'s seat cannot export documents.")


def _made(
    documents: Mapping[str, Document],
    material: Material,
    model: ReportModel,
    told: Told,
    *,
    asked: bool,
) -> tuple[list[tuple[Document, bytes]], list[tuple[str, str]]]:
    """Each document's bytes; one that cannot be made on this computer does not stop the others.

    Pages are laid out beside the others, in a thread of their own: the typesetter needs none of
    this one's time.
    """
    made: dict[str, bytes] = {}
    failed: list[tuple[str, str]] = []
    with ThreadPoolExecutor(1, "pages") as pages:
        laid_out = {
            name: pages.submit(document.content, material, model)
            for name, document in documents.items()
            if document.suffix == ".pdf"
        }
        try:
            for number, (name, document) in enumerate(_pages_last(documents), start=1):
                title = f"{document.stem}{document.suffix}"
                told(f"making document {number} of {len(documents)}: {title}")
                try:
                    waits = laid_out.get(name)
                    made[name] = waits.result() if waits else document.content(material, model)
                except Problem as problem:
                    if asked and len(documents) == 1:
                        raise
                    failed.append((title, str(problem)))
        finally:
            pages.shutdown(wait=False, cancel_futures=True)
    return [(documents[name], made[name]) for name in documents if name in made], failed


def _pages_last(documents: Mapping[str, Document]) -> list[tuple[str, Document]]:
    return sorted(documents.items(), key=lambda item: item[1].suffix == ".pdf")


def _seal(document: Document, password: str | None) -> Callable[[bytes], bytes]:
    if password is None:
        return lambda content: content
    return sealing(f"{document.stem}{document.suffix}", password)


def _read(seat: Seat, audience: Audience) -> tuple[Material, LeakCheck, tuple[ReportModel, str]]:
    """The material as an audience may read it, the check that its documents go through, the model.

    The model knows its version: an agreed one that says just the same is no draft any more.
    """
    reader = Reader(seat.file)
    try:
        material, view = material_for(reader, audience)
        model = building.build(material)
        content = report.content(model)
        standing = version_of(reader, audience.tier, content)
        version = said(standing, next_number(reader))
        version = replace(version, agreed_by=view.text(version.agreed_by))
        model = replace(model, version=version, draft=model.draft or not version.agreed_by)
        return material, leak_check(reader, view.settled), (model, content)
    finally:
        reader.close()


def _remember(seat: Seat, names: Sequence[str], prepared: Prepared) -> None:
    """Note what left the review: files' names, circulation and version, nothing that they say."""
    head, tier = prepared.head, prepared.wanted.tier.value
    meaning = f"exported documents ({tier}, journal {head[:12]}): {', '.join(names)}"

    def job(tx: Transaction) -> None:
        keep(tx, prepared.number, tier, prepared.content, names, head)

    seat.run(meaning, ChangeClass.ADMINISTRATION, job).result()
