"""What the dated rows before and after a date say about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from workshop_tui.intake.dates.phrase import Order, Phrase, day_of
from workshop_tui.intake.dates.settle import Reading, settle
from workshop_tui.intake.raw import Cell

_Pair = tuple[dt.date, dt.date]
_HALF_A_YEAR = dt.timedelta(days=183)


def lean_on_neighbours(
    found: Sequence[Reading],
    cells: Sequence[Cell],
    phrases: Sequence[Phrase | None],
    order: Order,
) -> list[Reading]:
    """Completes or doubts dates by the nearest exact days above and below them.

    Returns:
        The readings, where a date without a year has the year that both neighbours agree on,
        and where "May-14" is flagged if the rows around make the 14th of May of it.
    """
    whole = list(found)
    around: list[_Pair | None] | None = None
    for n, phrase in enumerate(phrases):
        if phrase is None:
            continue
        known = found[n].when is not None
        if known and not ("partial-date" in found[n].flags and _may_be_a_day(phrase)):
            continue
        if not known and phrase.has_year:
            continue
        around = around if around is not None else _around(found)
        pair = around[n]
        if pair is not None and known:
            whole[n] = _month_or_day(found[n], phrase, pair)
        elif pair is not None and pair[0].year == pair[1].year:
            reading = settle(phrase, cells[n].text, order, year=pair[0].year)
            when = reading.when
            low, high = min(pair), max(pair)
            if when and when.earliest and when.latest and low <= when.earliest:
                whole[n] = reading if when.latest <= high else whole[n]
    return whole


def compare_with_headings(found: Sequence[Reading], years: Sequence[int | None]) -> list[Reading]:
    """Doubts a heading's year where the rows under it jump, and a stored year that is another.

    A day typed without a year is stored with the year in which it was typed.
    """
    whole = list(found)
    last: tuple[int | None, dt.date] | None = None
    for n, (reading, year) in enumerate(zip(found, years, strict=True)):
        when, day = reading.when, _exact(reading)
        if when is None or year is None or when.earliest is None:
            continue
        if "year-not-shown" in reading.flags and when.earliest.year != year:
            note = f"the heading or the sheet's name says {year}"
            whole[n] = _flagged(reading, "year-mismatch", note)
        elif "year-from-heading" in reading.flags and _jumps(day, year, last):
            whole[n] = _flagged(reading, "year-jumps", "the rows around may be of another year")
        last = (year, day) if day is not None else last
    return whole


def _jumps(day: dt.date | None, year: int, last: tuple[int | None, dt.date] | None) -> bool:
    """Whether a day is far from the one above it, under the same heading."""
    if day is None or last is None or last[0] != year:
        return False
    return abs(day - last[1]) > _HALF_A_YEAR


def _flagged(reading: Reading, flag: str, note: str) -> Reading:
    when = reading.when
    if when is None:
        return reading
    note = "; ".join(filter(None, (when.note, note)))
    return replace(reading, when=when._replace(note=note), flags=(*reading.flags, flag))


def _around(found: Sequence[Reading]) -> list[_Pair | None]:
    """The exact days before and after each place; None where there is none on one side."""
    below: list[dt.date | None] = []
    nearest = None
    for reading in reversed(found):
        below.append(nearest)
        nearest = _exact(reading) or nearest
    pairs: list[_Pair | None] = []
    above = None
    for reading, after in zip(found, reversed(below), strict=True):
        pairs.append((above, after) if above and after else None)
        above = _exact(reading) or above
    return pairs


def _exact(reading: Reading) -> dt.date | None:
    when = reading.when
    return when.earliest if when is not None and when.earliest == when.latest else None


def _may_be_a_day(phrase: Phrase) -> bool:
    """Whether the phrase is a month and two digits, taken for a year ("May-14")."""
    part = phrase.parts[0]
    single = phrase.kind == "single" and part.month is not None and part.day is None
    return single and part.short_year is not None and "two-readings" not in part.flags


def _month_or_day(reading: Reading, phrase: Phrase, pair: _Pair) -> Reading:
    """Doubts "May-14" as May 2014 where only the 14th of May lies between its neighbours."""
    when, part = reading.when, phrase.parts[0]
    if when is None or when.earliest is None or part.month is None or part.short_year is None:
        return reading
    low, high = min(pair), max(pair)
    day = day_of(pair[0].year, part.month, part.short_year)
    fits = low.replace(day=1) <= when.earliest <= high
    if fits or day is None or not low <= day <= high:
        return reading
    note = f"could also be {day.day} {day:%B} {day.year}, as the rows around it"
    return _flagged(reading, "two-readings", note)
