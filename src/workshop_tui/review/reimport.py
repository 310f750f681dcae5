"""A corrected document: what it adds, alters and no longer has; captures stay attached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workshop_tui.practice.beside import WORDS, apply
from workshop_tui.practice.changes import Matching, match
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Agency,
    Entry,
    EntryCorrection,
    EntryExclusion,
    SourceFile,
)
from workshop_tui.review.documents import entries_of, store
from workshop_tui.review.entries import keep_correction, reads_now
from workshop_tui.review.people import find_agency
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.intake.reading import Reading
    from workshop_tui.review.reader import Reader

GONE: Final = "no longer in the agency's file"
NEW: Final = "new"
"""Said in place of an earlier document: this one corrects none."""

_HALF: Final = 0.5
_SOME: Final = 0.2

Find = Callable[..., list[Any]]
"""Reads records: ``Reader.records`` or ``Transaction.find``."""


@dataclass(frozen=True, slots=True)
class Altered:
    """An entry that the corrected document words otherwise.

    Attributes:
        before: As the agency's documents said it until now, under its id.
        after: As the new one says it, without an id.
        changed: Which words differ; see ``practice.beside.WORDS``.
        corrected_here: Whether somebody corrected it in the review: the agency's new wording
            will be shown, and theirs stays listed.
    """

    before: Entry
    after: Entry
    changed: tuple[str, ...]
    corrected_here: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a document changes against what the agency sent before.

    Attributes:
        agency: Whose it is, as it was given.
        reading: What was read.
        replaces: The document that it corrects; None where it is a further one.
        added: Entries that are new, not yet stored.
        altered: Entries in a new wording.
        gone: Entries that it no longer has; they will be excluded, never deleted.
        returned: Entries that were gone, and that it has again.
        unchanged: How many are as they were.
    """

    agency: str
    reading: Reading
    replaces: SourceFile | None
    added: tuple[Entry, ...]
    altered: tuple[Altered, ...]
    gone: tuple[Entry, ...]
    returned: tuple[Entry, ...]
    unchanged: int

    @property
    def changes_anything(self) -> bool:
        """Whether accepting it changes any entry."""
        return bool(self.added or self.altered or self.gone or self.returned)


def compare(read: Reader, reading: Reading, agency: str, replaces: str | None = None) -> Comparison:
    """Compare a document with what the agency sent before; changes nothing.

    Args:
        read: The review.
        reading: What was read.
        agency: Whose it is, by short or full name; it may be new.
        replaces: The earlier document that it corrects, by name or uid; ``NEW`` where it
            corrects none; None to find out by what it says.

    Raises:
        Problem: If there is no such earlier document.
    """
    return _compare(read.records, reading, agency, replaces)


def accept(tx: Transaction, comparison: Comparison, content: bytes) -> int:
    """Take over what a comparison showed, inside a verb.

    Returns:
        How many entries were added.

    Raises:
        Problem: If the review changed since, so that it would do something else than was shown.
    """
    assert comparison.replaces is not None
    newer = tx.find(SourceFile, replaces_id=comparison.replaces.id)
    found = (
        None
        if newer
        else _compare(tx.find, comparison.reading, comparison.agency, comparison.replaces.uid)
    )
    if found is None or _shown(found) != _shown(comparison):
        raise Problem(
            "The chronology was changed since this document was compared with it. "
            "Look at the comparison again; nothing was changed."
        )
    agency = tx.get(Agency, comparison.replaces.agency_id)
    replaces = comparison.replaces.id
    source, count = store(tx, found.reading, content, agency, list(found.added), replaces)
    for one in found.altered:
        _alter(tx, one, source)
    for entry in found.returned:
        for exclusion in tx.find(EntryExclusion, entry_id=entry.id):
            if exclusion.source_file_id is not None:
                tx.retract(exclusion)
    for entry in found.gone:
        by, at = tx.actor.person, now()
        tx.add(
            EntryExclusion(entry_id=entry.id, reason=GONE, by=by, at=at, source_file_id=source.id)
        )
    return count


def _alter(tx: Transaction, altered: Altered, source: SourceFile) -> None:
    entry, after = tx.get(Entry, altered.before.id), altered.after
    names = (*WORDS, "earliest", "latest", "time", "date_note")
    keep_correction(
        tx,
        entry,
        reads_now(tx, entry),
        {name: getattr(after, name) for name in names},
        "the agency sent a corrected file",
        source_file_id=source.id,
        origin_table=after.origin_table,
        origin_row=after.origin_row,
    )


# -- comparing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sent:
    """What an agency sent in one document and those that it replaced.

    Attributes:
        source: The newest of them.
        entries: Its entries as the agency said them last.
        gone: Ids of those that it took back. excluded: ids of all excluded ones.
        by_hand: Ids of those that somebody corrected in the review.
    """

    source: SourceFile
    entries: list[Entry]
    gone: frozenset[int]
    excluded: frozenset[int]
    by_hand: frozenset[int]


def _compare(find: Find, reading: Reading, agency: str, replaces: str | None) -> Comparison:
    known = find_agency(find(Agency), agency)
    new = list(entries_of(reading, known or Agency(name=agency, short=agency)))
    sent = _sent_before(find, known) if known and replaces != NEW else []
    if replaces is not None and replaces != NEW:
        sent = [_named(sent, replaces, agency)]
    tried = [(one, match(one.entries, new)) for one in sent]
    if replaces is None:
        tried = [(one, found) for one, found in tried if _corrects(one, found, reading, new)]
    if not tried:
        return Comparison(agency, reading, None, tuple(new), (), (), (), 0)
    one, found = max(tried, key=lambda pair: (pair[1].found, pair[0].source.id))
    return _told(agency, reading, one, found, new)


def _told(
    agency: str, reading: Reading, sent: _Sent, found: Matching, new: Sequence[Entry]
) -> Comparison:
    old = sent.entries
    again = [a for a, _ in (*found.same, *found.altered) if old[a].id in sent.gone]
    return Comparison(
        agency=agency,
        reading=reading,
        replaces=sent.source,
        added=tuple(new[b] for b in found.added),
        altered=tuple(_altered(old[a], new[b], sent) for a, b in found.altered),
        gone=tuple(old[a] for a in found.gone if old[a].id not in sent.excluded),
        returned=tuple(old[a] for a in sorted(again)),
        unchanged=sum(old[a].id not in sent.gone for a, _ in found.same),
    )


def _altered(before: Entry, after: Entry, sent: _Sent) -> Altered:
    changed = tuple(name for name in WORDS if getattr(before, name) != getattr(after, name))
    return Altered(before, after, changed, before.id in sent.by_hand)


def _sent_before(find: Find, agency: Agency) -> list[_Sent]:
    """The agency's documents that nothing has replaced yet, each with what came before it."""
    sources = {one.id: one for one in find(SourceFile, agency_id=agency.id)}
    entries: dict[int | None, list[Entry]] = {}
    for entry in find(Entry, agency_id=agency.id):
        entries.setdefault(entry.source_file_id, []).append(entry)
    said: dict[int, EntryCorrection] = {}
    by_hand: set[int] = set()
    for correction in find(EntryCorrection):
        if correction.source_file_id is None:
            by_hand.add(correction.entry_id)
        else:
            said[correction.entry_id] = correction
    exclusions = find(EntryExclusion)
    gone = frozenset(one.entry_id for one in exclusions if one.source_file_id is not None)
    excluded = frozenset(one.entry_id for one in exclusions)
    replaced = {one.replaces_id for one in sources.values()}
    return [
        _Sent(
            source,
            [
                _as_said(entry, said.get(entry.id))
                for step in _chain(source, sources)
                for entry in entries.get(step, ())
            ],
            gone,
            excluded,
            frozenset(by_hand),
        )
        for source in sources.values()
        if source.id not in replaced
    ]


def _as_said(entry: Entry, correction: EntryCorrection | None) -> Entry:
    return apply(entry, correction) if correction else entry


def _chain(source: SourceFile, sources: dict[int, SourceFile]) -> list[int]:
    """The document and all that it replaced, oldest first."""
    chain: list[int] = []
    step: SourceFile | None = source
    while step is not None and step.id not in chain:
        chain.insert(0, step.id)
        step = sources.get(step.replaces_id or 0)
    return chain


def _corrects(sent: _Sent, found: Matching, reading: Reading, new: Sequence[Entry]) -> bool:
    """Whether a document corrects an earlier one: much of either is in the other.

    A further document of the same agency, for a later period, shares nothing with the first.
    """
    old = sum(entry.id not in sent.gone for entry in sent.entries)
    share = found.found / max(1, min(old, len(new)))
    return share >= (_SOME if reading.file == sent.source.name else _HALF)


def _named(sent: Sequence[_Sent], words: str, agency: str) -> _Sent:
    for one in reversed(sent):
        if words in (one.source.uid, one.source.name):
            return one
    names = ", ".join(one.source.name for one in sent) or "none"
    raise Problem(f"{agency} sent no document {words!r} that could be replaced. It sent: {names}.")


def _shown(comparison: Comparison) -> tuple[object, ...]:
    """What a person saw of a comparison, to tell whether it still is so."""
    return (
        comparison.replaces.id if comparison.replaces else None,
        comparison.added,
        tuple((one.before.id, one.after) for one in comparison.altered),
        tuple(entry.id for entry in comparison.gone),
        tuple(entry.id for entry in comparison.returned),
    )
