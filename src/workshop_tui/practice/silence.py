"""Where the chronology is silent: gaps between entries, and agencies that sent none.

A gap says that nothing was recorded, not that nothing happened. An entry with a vague date fills
no gap, since nobody knows where in its period it stands; it is named beside the gap instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

VAGUE: Final = 31
"""Days that a date may span and still stand for its place."""

DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry's agency, and what its date can mean."""

    id: int
    agency_id: int
    first: dt.date | None
    last: dt.date | None

    @property
    def vague(self) -> bool:
        """Whether its date says too little to fill a gap."""
        return self.first is None or self.last is None or (self.last - self.first).days >= VAGUE


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without entries.

    Attributes:
        first, last: Its first and last day. days: how many these are.
        before_id, after_id: The entries at its ends; None where the review's period ends there.
        vague_ids: Entries that may fall into it, for all that their dates say.
    """

    first: dt.date
    last: dt.date
    days: int
    before_id: int | None
    after_id: int | None
    vague_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """An agency from which no entries were received for a part of the review's period.

    Attributes:
        agency_id: Which.
        first, last: The part; None where the review's period is not set.
        none_at_all: Whether it sent none for any time.
    """

    agency_id: int
    first: dt.date | None
    last: dt.date | None
    none_at_all: bool


def gaps(
    entries: Iterable[Dated],
    longer_than: int,
    period: tuple[dt.date | None, dt.date | None] = (None, None),
) -> list[Gap]:
    """Times of more than so many days without an entry, oldest first.

    Args:
        entries: Of one agency, or of all.
        longer_than: The longest silence, in days, that is not shown.
        period: The review's; where it is set, silence at its beginning and end counts too.
    """
    everything = list(entries)
    clear = [e for e in everything if not e.vague]
    vague = [e for e in everything if e.vague and (e.first or e.last)]
    found: list[Gap] = []
    last, before = (period[0] - DAY if period[0] else None), None
    for entry in sorted(clear, key=lambda e: (e.first or dt.date.min, e.id)):
        assert entry.first is not None and entry.last is not None
        if last is not None:
            _add(found, last + DAY, entry.first - DAY, longer_than, before, entry.id)
        if last is None or entry.last > last:
            last, before = entry.last, entry.id
        elif before is None and entry.last == last:
            before = entry.id
    if last is not None and period[1] is not None:
        _add(found, last + DAY, period[1], longer_than, before, None)
    return [_with_vague(gap, vague) for gap in found]


def silent(
    agencies: Sequence[int],
    entries: Iterable[Dated],
    period: tuple[dt.date | None, dt.date | None],
) -> list[Silent]:
    """Agencies from which no entries were received, and the parts of the period without any.

    The parts are months, quarters or years of the calendar, by how long the period is; parts
    that follow each other are told as one. A vague entry counts for every part that it may be in.
    """
    of: dict[int, list[Dated]] = {agency: [] for agency in agencies}
    for entry in entries:
        of.setdefault(entry.agency_id, []).append(entry)
    found: list[Silent] = []
    for agency, mine in of.items():
        if not mine:
            found.append(Silent(agency, *period, none_at_all=True))
        elif period[0] and period[1]:
            found += [
                Silent(agency, first, last, none_at_all=False)
                for first, last in _joined(
                    part for part in parts(*period) if not any(_within(e, *part) for e in mine)
                )
            ]
    return found


def parts(first: dt.date | None, last: dt.date | None) -> list[tuple[dt.date, dt.date]]:
    """A period in calendar months, in quarters beyond a year, in years beyond four."""
    if first is None or last is None or last < first:
        return []
    days = (last - first).days
    months = 1 if days <= 366 else 3 if days <= 4 * 366 else 12
    found = []
    start = first
    while start <= last:
        at = start.year * 12 + (start.month - 1) // months * months + months
        following = dt.date(at // 12, at % 12 + 1, 1)
        found.append((start, min(following - DAY, last)))
        start = following
    return found


def _add(
    found: list[Gap],
    first: dt.date,
    last: dt.date,
    longer_than: int,
    before: int | None,
    after: int | None,
) -> None:
    days = (last - first).days + 1
    if days > longer_than:
        found.append(Gap(first, last, days, before, after))


def _with_vague(gap: Gap, vague: Sequence[Dated]) -> Gap:
    ids = tuple(e.id for e in vague if _within(e, gap.first, gap.last))
    return Gap(gap.first, gap.last, gap.days, gap.before_id, gap.after_id, ids)


def _within(entry: Dated, first: dt.date, last: dt.date) -> bool:
    """Whether an entry may stand in a part; an undated one may stand nowhere in particular."""
    if entry.first is None and entry.last is None:
        return False
    return (entry.first or dt.date.min) <= last and (entry.last or dt.date.max) >= first


def _joined(
    found: Iterable[tuple[dt.date, dt.date]],
) -> list[tuple[dt.date, dt.date]]:
    joined: list[tuple[dt.date, dt.date]] = []
    for first, last in found:
        if joined and joined[-1][1] + DAY == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined
