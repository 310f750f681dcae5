"""Reckoning with the chronology's dates: the child's age, intervals, gaps, who sent nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workshop_tui.practice import ages, silence
from workshop_tui.practice.beside import when_of
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.silence import Dated, Gap, Silent
from workshop_tui.practice.when import When
from workshop_tui.review.reader import Reader

LONGER_THAN = 30
"""Days without an entry that are not yet a gap, unless somebody chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Where the chronology is silent.

    Attributes:
        overall: Times in which no agency has an entry.
        by_agency: Times in which one agency has none, by agency id; only agencies with entries.
        silent: Agencies and parts of the review's period from which no entries were received.
    """

    overall: tuple[Gap, ...]
    by_agency: dict[int, tuple[Gap, ...]]
    silent: tuple[Silent, ...]


def gaps(read: Reader, longer_than: int = LONGER_THAN) -> Gaps:
    """Where the chronology is silent for more than so many days, with corrected dates.

    Raises:
        Problem: If that is less than a day.
    """
    if longer_than < 1:
        raise Problem("A gap is longer than a day at the least.")
    review, beside = read.review(), read.beside()
    period = (_day(review.period_from), _day(review.period_to))
    dated = []
    for entry in map(beside.corrected, read.entries(read.order())):
        when = when_of(entry)
        dated.append(Dated(entry.id, entry.agency_id, when.earliest, when.latest))
    agencies = list(read.agencies())
    mine = {agency: [e for e in dated if e.agency_id == agency] for agency in agencies}
    return Gaps(
        overall=tuple(silence.gaps(dated, longer_than, period)),
        by_agency={
            agency: tuple(silence.gaps(entries, longer_than, period))
            for agency, entries in mine.items()
            if entries
        },
        silent=tuple(silence.silent(agencies, dated, period)),
    )


def age_at(read: Reader, entry_id: int) -> str:
    """The child's age at an entry, in words; between two ages where its date is vague.

    Raises:
        Problem: If the child's date of birth is not recorded.
    """
    born = read.review().child_born
    if born is None:
        raise Problem("The child's date of birth is not recorded in this review.")
    return ages.age(dt.date.fromisoformat(born), _when(read, entry_id))


def interval(read: Reader, entry_id: int, other_id: int) -> str:
    """How much time lies between two entries, in words."""
    return ages.interval(_when(read, entry_id), _when(read, other_id))


def _when(read: Reader, entry_id: int) -> When:
    return when_of(read.beside().corrected(read.entry(entry_id)))


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None
