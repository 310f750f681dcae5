"""Letting finished documents leave: looked through, held back or let pass, and then written.

Every kind of document leaves through here, as bytes and before it is encrypted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from workshop_tui.outputs import files
from workshop_tui.practice.preparing import LeakDecision, LeakOverride, OrdinaryWord
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.findings import Checked, Finding
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier
from workshop_tui.review.deciding import Key, decided, decisions, keep, plain
from workshop_tui.review.gathering import material_for
from workshop_tui.review.notebook_rule import refuse_in_notebook
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

_OWN_WORDS = ("Typst", "NUMPAGES")
"""What documents made here say of themselves: a PDF's maker, a Word document's count of pages."""

Told = Callable[[str], object]
"""Hears how far a sending is, in words; what it raises stops it before anything is written."""


def silent(words: str) -> None:
    """Hear how far a sending is, and do nothing about it."""


_PASSED = "let words pass at the leak check"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished document, not yet on the disk.

    Attributes:
        path: Where it will be.
        content: Its bytes, not encrypted.
        title: Its name without the number that tells versions apart; overrides are kept under it.
        seal: Encrypts the bytes, once they are known to be clean.
        there: Whether it lies there already, saying the same: it is looked through, not written.
    """

    path: Path
    content: bytes
    title: str = ""
    seal: Callable[[bytes], bytes] = field(default=lambda content: content)
    there: bool = False


@dataclass(frozen=True, slots=True)
class Allowed:
    """Words that whoever exports lets pass, and why."""

    words: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of the documents.

    Attributes:
        written: Those on the disk now.
        held_back: Every registered name in those that were not written.
        warnings: What else was found, in any of them.
        dark: Documents that could not be looked through, with the reason; they are held back.
        passed: What was let pass by name, and is recorded so.
        failed: Documents that did not come out although the others did, with the reason.
        there: Those that lay there already, saying the same, and were not written again.
        decided: Warnings about which somebody decided before, each with the decision.
    """

    written: tuple[Path, ...] = ()
    held_back: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    dark: tuple[tuple[str, str], ...] = ()
    passed: tuple[Finding, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    there: tuple[Path, ...] = ()
    decided: tuple[tuple[Finding, LeakDecision], ...] = ()


class ReviewCheck(LeakCheck):
    """The leak check of a review, with what people decided about its warnings.

    Attributes:
        decisions: Those, by words and kind.
    """

    decisions: Mapping[Key, LeakDecision] = MappingProxyType({})


def leak_check(reader: Reader, settled: set[str] | None = None) -> ReviewCheck:
    """The leak check of a review, as its register and its decisions about words stand now.

    Args:
        settled: ``View.settled`` of the view that rendered the documents; where documents come
            from elsewhere it is made here, by rendering the review once.
    """
    if settled is None:
        settled = material_for(reader, Audience(Tier.PANEL))[1].settled
    check = ReviewCheck(reader.register(), settled, known_words(reader))
    check.decisions = decisions(reader)
    return check


def known_words(reader: Reader) -> set[str]:
    """Words of the review that name nobody: roles, its reference, ordinary words."""
    known = {word.word for word in reader.records(OrdinaryWord)}
    for participant in reader.participants():
        known |= {participant.code, participant.role}
    return known | {reader.review().reference, *_OWN_WORDS}


@dataclass(frozen=True, slots=True)
class Looked:
    """A finished document and what the leak check says of it; None where it is not asked.

    ``blocking`` holds it back, unless a person lets each of those words pass.
    """

    document: Finished
    checked: Checked | None = None
    decided: tuple[tuple[Finding, LeakDecision], ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The registered names in it."""
        return tuple(self.checked.blocking) if self.checked else ()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What else somebody should look at, and nobody has decided about."""
        settled = [finding for finding, _ in self.decided]
        found = self.checked.warnings if self.checked else ()
        return tuple(one for one in found if one not in settled)

    @property
    def dark(self) -> tuple[str, ...]:
        """Why it cannot be looked through."""
        return tuple(self.checked.dark) if self.checked else ()


def look_through(
    documents: Sequence[Finished], check: LeakCheck | None, told: Told = silent
) -> list[Looked]:
    """Look finished documents through; nothing is written.

    Args:
        documents: Which.
        check: The review's leak check; None for documents that carry names by an explicit act.
        told: Hears how far it is, before each document.
    """
    looked: list[Looked] = []
    for number, one in enumerate(documents, start=1):
        if check is not None:
            told(f"looking through document {number} of {len(documents)} for names")
        result = check.check(one.path.name, one.content) if check is not None else None
        known = check.decisions if isinstance(check, ReviewCheck) else {}
        looked.append(Looked(one, result, tuple(decided(result.warnings, known)) if result else ()))
    return looked


def release(
    seat: Seat,
    documents: Sequence[Finished],
    check: LeakCheck | None,
    allowed: Allowed | None = None,
    *,
    each: bool = False,
    told: Told = silent,
    preview: bool = False,
) -> Released:
    """Look finished documents through and write those that may leave; may be called in any thread.

    Args:
        check: The review's leak check; None for documents that carry names by an explicit act.
        allowed: What is let pass; each word in each document is recorded with who and why.
        each: Whether the others are written where one cannot be: it is locked, the disk is full.
        told: Hears how far it is.
        preview: Whether nothing is written and nothing recorded: what would be is in ``written``.

    Raises:
        Problem: If words are to pass without a reason or stand in no document: nothing is written.
    """
    refuse_in_notebook(seat.file, "letting documents out")
    _has_reason(allowed)
    return let_go(seat, look_through(documents, check, told), allowed, each=each, preview=preview)


def let_go(
    seat: Seat,
    looked: Sequence[Looked],
    allowed: Allowed | None = None,
    *,
    each: bool = False,
    told: Told = silent,
    preview: bool = False,
) -> Released:
    """Write those documents that may leave, as they were looked through.

    Args:
        seat: Who lets them.
        looked: What ``look_through`` gave.
        allowed, each, preview: See ``release``.
        told: Hears of each document before it is written.

    Raises:
        Problem: See ``release``.
    """
    refuse_in_notebook(seat.file, "letting documents out")
    if seat.remote:
        raise NotAllowed(
            "Documents are let out on the host's computer, not from a seat in a browser."
        )
    _has_reason(allowed)
    allowed = allowed or Allowed()
    wanted = _wanted([one.checked for one in looked if one.checked is not None], allowed)
    failed: list[tuple[str, str]] = []
    held_back: list[Finding] = []
    dark: list[tuple[str, str]] = []
    warnings: list[Finding] = []
    passed: list[Finding] = []
    stays: list[Path] = []
    settled: list[tuple[Finding, LeakDecision]] = []
    with _all_or_none(preview) as written:
        for number, one in enumerate(looked, start=1):
            if not preview:
                told(f"writing document {number} of {len(looked)}")
            document = one.document
            findings = one.checked.findings if one.checked else ()
            let_pass = [f for f in findings if plain(f.words) in wanted]
            blocking = [f for f in one.blocking if f not in let_pass]
            held_back += blocking
            dark += [(document.path.name, reason) for reason in one.dark]
            warnings += [f for f in one.warnings if f not in let_pass]
            settled += [(f, why) for f, why in one.decided if f not in let_pass]
            if not blocking and not one.dark:
                passed += let_pass
                if not preview:
                    title = document.title or document.path.name
                    _record(seat, title, let_pass, allowed.reason)
                if document.there:
                    stays.append(document.path)
                else:
                    _add(document, written, failed if each else None, preview=preview)
    found = (tuple(held_back), tuple(warnings), tuple(dark), tuple(passed), tuple(failed))
    return Released(tuple(written), *found, tuple(stays), tuple(settled))


def _has_reason(allowed: Allowed | None) -> None:
    if allowed is not None and allowed.words and not allowed.reason.strip():
        raise Problem("Letting words pass needs a reason; it is recorded. Nothing was written.")


@contextmanager
def _all_or_none(preview: bool) -> Iterator[list[Path]]:
    """What is written meanwhile goes again if the disk is full or the folder vanishes."""
    written: list[Path] = []
    try:
        yield written
    except BaseException:
        if not preview:  # else what has such a name is somebody's
            take_away(written)
        raise


def take_away(written: Iterable[Path]) -> None:
    """Remove documents that were just written, since not all could be, or none be kept."""
    for path in written:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _add(
    document: Finished,
    written: list[Path],
    failed: list[tuple[str, str]] | None,
    *,
    preview: bool,
) -> None:
    """Write a document; one that cannot be is noted where the others shall come out."""
    if preview:
        written.append(document.path)
        return
    try:
        written.append(_write(document))
    except files.Unwritten as problem:
        if failed is None:
            raise
        failed.append((document.path.name, str(problem)))


def _write(document: Finished) -> Path:
    files.write_new(document.path, document.seal(document.content))
    return document.path


def _wanted(checked: Sequence[Checked], allowed: Allowed) -> set[str]:
    """The words that are let pass, as they are compared."""
    wanted = {plain(words): words for words in allowed.words if words.strip()}
    found = {plain(finding.words) for result in checked for finding in result.findings}
    unused = set(wanted) - found
    if unused:
        raise Problem(
            f"“{wanted[min(unused)]}” was not found in any of these documents, so it cannot be let "
            "pass. Give the words as the check shows them; nothing was written."
        )
    return set(wanted)


def _record(seat: Seat, document: str, passed: Sequence[Finding], reason: str) -> None:
    """Keep who let what pass and why; the words themselves only where they are no name.

    A registered name passes this once. About what only warns, it is a decision that stays.
    """
    if not passed:
        return

    def job(tx: Transaction) -> None:
        for finding in passed:
            tx.add(
                LeakOverride(
                    document=document,
                    kind=finding.kind,
                    words_shown=finding.shown,
                    reason=reason.strip(),
                    by=seat.name,
                    at=now(),
                )
            )
            if not finding.blocks:
                with suppress(Problem):  # alone they may be a registered name: decided once only
                    keep(tx, finding.words, finding.kind, reason)

    seat.run(_PASSED, ChangeClass.ADMINISTRATION, job).result()
