"""What stands beside the chronology's entries: corrections, disputes, exclusions, links.

An entry keeps what its source said. Whoever shows it asks here how it reads now, who sees it
otherwise, and which other entries tell of the same event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeVar

from workshop_tui.practice.records import (
    Entry,
    EntryAddition,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
    SameEvent,
)
from workshop_tui.practice.when import When

SAME: Final = "same"
DIFFERENT: Final = "different"

WORDS: Final = ("date_text", "end_text", "source", "text", "fields")
"""What of an entry can be corrected, as people read it."""

_TAKEN: Final = (*WORDS, "earliest", "latest", "time", "date_note")

E = TypeVar("E", EntryAddition, EntryCorrection, EntryDispute, EntryExclusion)


@dataclass(frozen=True)
class Beside:
    """Everything beside the entries, as it stands at one moment.

    Attributes:
        additions, corrections, disputes, exclusions: Those that stand, oldest first.
        decisions: What was decided about pairs of entries.
    """

    additions: Sequence[EntryAddition] = ()
    corrections: Sequence[EntryCorrection] = ()
    disputes: Sequence[EntryDispute] = ()
    exclusions: Sequence[EntryExclusion] = ()
    decisions: Sequence[SameEvent] = ()

    def corrected(self, entry: Entry) -> Entry:
        """The entry as it reads now; the same object where nobody corrected it."""
        found = self.corrections_of(entry.id)
        return apply(entry, found[-1]) if found else entry

    def corrections_of(self, entry_id: int) -> list[EntryCorrection]:
        """Corrections of an entry, the oldest first; the last one is how it reads now."""
        return self._corrections.get(entry_id, [])

    def disputes_of(self, entry_id: int) -> list[EntryDispute]:
        """Other agencies' accounts of what an entry says."""
        return self._disputes.get(entry_id, [])

    def exclusion_of(self, entry_id: int) -> EntryExclusion | None:
        """Why an entry is excluded, or None."""
        return self._exclusions.get(entry_id, [None])[-1]

    def addition_of(self, entry_id: int) -> EntryAddition | None:
        """Who added an entry by hand and why; None where a document gave it."""
        return self._additions.get(entry_id, [None])[-1]

    def linked_to(self, entry_id: int) -> list[int]:
        """Ids of the entries that were linked to it as telling of the same event."""
        return self._links.get(entry_id, [])

    def decided(self, entry_id: int, other_id: int) -> str | None:
        """What was decided about two entries: "same", "different", or None."""
        return self._decided.get(pair(entry_id, other_id))

    def only(self, entries: Container[int]) -> Beside:
        """What stands beside these entries, by id; a link needs both of its entries."""
        return Beside(
            tuple(one for one in self.additions if one.entry_id in entries),
            tuple(one for one in self.corrections if one.entry_id in entries),
            tuple(one for one in self.disputes if one.entry_id in entries),
            tuple(one for one in self.exclusions if one.entry_id in entries),
            tuple(
                one for one in self.decisions if one.entry_id in entries and one.other_id in entries
            ),
        )

    @cached_property
    def _corrections(self) -> dict[int, list[EntryCorrection]]:
        return _by_entry(self.corrections)

    @cached_property
    def _disputes(self) -> dict[int, list[EntryDispute]]:
        return _by_entry(self.disputes)

    @cached_property
    def _exclusions(self) -> dict[int, list[EntryExclusion]]:
        return _by_entry(self.exclusions)

    @cached_property
    def _additions(self) -> dict[int, list[EntryAddition]]:
        return _by_entry(self.additions)

    @cached_property
    def _decided(self) -> dict[tuple[int, int], str]:
        return {pair(one.entry_id, one.other_id): one.decision for one in self.decisions}

    @cached_property
    def _links(self) -> dict[int, list[int]]:
        links: dict[int, list[int]] = {}
        for (first, second), decision in self._decided.items():
            if decision == SAME:
                links.setdefault(first, []).append(second)
                links.setdefault(second, []).append(first)
        return links


def apply(entry: Entry, correction: EntryCorrection) -> Entry:
    """An entry with a correction's wording and date; its place and its flags stay its own."""
    return replace(entry, **{name: getattr(correction, name) for name in _TAKEN})


def when_of(entry: Entry) -> When:
    """An entry's date as the rules of dates know it."""
    first, last = (
        dt.date.fromisoformat(day) if day is not None else None
        for day in (entry.earliest, entry.latest)
    )
    return When(entry.date_text, first, last, entry.time, entry.date_note)


def changed(before: Entry, after: Entry) -> list[str]:
    """Which of an entry's ``WORDS`` differ between two versions of it."""
    return [name for name in WORDS if getattr(before, name) != getattr(after, name)]


def pair(first: int, second: int) -> tuple[int, int]:
    """Two entries in the order in which a decision about them is kept."""
    return (first, second) if first < second else (second, first)


def _by_entry(records: Iterable[E]) -> dict[int, list[E]]:
    found: dict[int, list[E]] = {}
    for record in records:
        found.setdefault(record.entry_id, []).append(record)
    return found
