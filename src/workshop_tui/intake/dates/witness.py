"""Which of day and month comes first: what a column itself bears witness to.

A witness is a date that can be read in one order only ("25/03/2019"), a weekday that fits one
order only, the header ("dd/mm/yyyy"), or rows that run in date order in one order only. Where
witnesses contradict each other there is a doubt, and a person decides; nothing is swapped.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from workshop_tui.intake.dates.phrase import ORDERS, Order
from workshop_tui.intake.dates.settle import ORDER_WORDS

DoubtKind = Literal["both-orders", "row-order", "swapped-dates", "two-digit-years", "header-order"]
_ENOUGH: Final = 3


class Sample(NamedTuple):
    """One date of the column as far as it bears on the question; rows that say the same share it.

    Attributes:
        text: As written.
        options: For three numbers, the day in every order that the calendar allows.
        fixed: The day, where it does not hang on the order (a month's name, a stored date).
        stored: Whether it is a stored date, which may have been swapped before it was stored.
        short: Whether the year has two digits, so that it might also come first.
        sole: The one order of day and month that it can be read in, or None.
        contested: Whether the order makes a difference to it.
        settled: The day, where the order does not or no longer matter; else None.
    """

    text: str
    options: Mapping[Order, dt.date]
    fixed: dt.date | None
    stored: bool
    short: bool
    sole: Order | None
    contested: bool
    settled: dt.date | None

    @classmethod
    def of_day(cls, text: str, day: dt.date, *, stored: bool = False) -> Sample:
        """A day that does not hang on the order."""
        return cls(text, {}, day, stored, False, None, False, day)

    @classmethod
    def of_numbers(
        cls,
        text: str,
        options: Mapping[Order, dt.date],
        *,
        short: bool = False,
        weekday: int | None = None,
    ) -> Sample:
        """Numbers, perhaps with a weekday (Monday is 0) beside them."""
        sole = _sole(options, weekday)
        days = set(options.values())
        contested = sole is None and len(days) > 1
        settled = options[sole] if sole is not None else days.pop() if len(days) == 1 else None
        return cls(text, options, None, False, short, sole, contested, settled)


class Column(NamedTuple):
    """A column's dates from top to bottom, with the rows' numbers in the file."""

    rows: Sequence[int]
    samples: Sequence[Sample]

    def where(self, holds: Callable[[Sample], object]) -> list[tuple[int, Sample]]:
        """The rows whose date is such."""
        return [(row, s) for row, s in zip(self.rows, self.samples, strict=True) if holds(s)]


def _sole(options: Mapping[Order, dt.date], weekday: int | None) -> Order | None:
    """The one order that numbers can be read in. A year that comes first is left aside."""
    dmy, mdy = options.get("dmy"), options.get("mdy")
    if dmy is not None and mdy is not None and weekday is not None:
        fits_dmy, fits_mdy = (day.weekday() == weekday for day in (dmy, mdy))
        if fits_dmy != fits_mdy:
            return "dmy" if fits_dmy else "mdy"
    if (dmy is None) != (mdy is None):
        return "dmy" if mdy is None else "mdy"
    return "ymd" if dmy is None and "ymd" in options else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that a person must answer before these dates can be trusted.

    Attributes:
        kind: What contradicts what.
        question: The question in a sentence or two, with examples.
        rows: The rows that it is about.
        options: The answers that `date_order` takes.
    """

    kind: DoubtKind
    question: str
    rows: tuple[int, ...]
    options: tuple[str, ...] = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The order of a column, why, and what is doubtful about it."""

    order: Order
    witnesses: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def judge(column: Column, declared: Order | None = None) -> Verdict:
    """Hears a column's witnesses.

    Args:
        column: The column's dates.
        declared: The order that the header or the file itself names, or None.
    """
    numeric = [sample for sample in column.samples if sample.options]
    if not numeric:
        return Verdict("dmy")
    votes = Counter(sample.sole for sample in numeric)
    named = [order for order in ORDERS if votes[order]]
    if len(named) > 1:
        order = max(named, key=lambda name: (votes[name], name == "dmy"))
        return Verdict(order, _say(column, named), (_both_orders(column, named),))
    if declared is not None and named and declared != named[0]:
        return Verdict(named[0], _say(column, named), (_header(column, declared, named[0]),))
    if _year_may_come_first(column.samples, numeric):
        return Verdict("dmy", (), (_three_ways(column),))
    if named:
        return _check(Verdict(named[0], _say(column, named)), column)
    if declared is not None:
        return _check(Verdict(declared, (f"the header says {ORDER_WORDS[declared]}",)), column)
    return _by_rows(column, numeric)


def _say(column: Column, named: Sequence[Order]) -> tuple[str, ...]:
    return tuple(_said(column.where(_read_only(order)), order) for order in named)


def _said(found: Sequence[tuple[int, Sample]], order: Order) -> str:
    row, first = found[0]
    return (
        f'row {row} "{first.text.strip()}" can only be read {ORDER_WORDS[order]} '
        f"({len(found)} such)"
    )


def _read_only(order: Order) -> Callable[[Sample], bool]:
    return lambda sample: sample.sole == order


def _both_orders(column: Column, named: Sequence[Order]) -> Doubt:
    question = (
        f"The dates contradict each other: {' and '.join(_say(column, named))}. "
        "Which order is meant in the others?"
    )
    return Doubt("both-orders", question, _rows(column.where(_is_contested)), tuple(named))


def _header(column: Column, declared: Order, witnessed: Order) -> Doubt:
    against = column.where(_read_only(witnessed))
    row, first = against[0]
    question = (
        f'The header says {ORDER_WORDS[declared]}, but row {row} "{first.text.strip()}" cannot '
        "be read so. Which order is meant?"
    )
    return Doubt("header-order", question, _rows(against))


def _is_contested(sample: Sample) -> bool:
    return sample.contested


def _rows(found: Sequence[tuple[int, Sample]]) -> tuple[int, ...]:
    return tuple(row for row, _ in found)


def _by_rows(column: Column, numeric: Sequence[Sample]) -> Verdict:
    """No date settles the order: asks whether the rows run in date order in one of them."""
    default: Order = "dmy"
    if all(not sample.contested for sample in numeric):
        return Verdict(default)
    steps = {order: _disorder(column.samples, order) for order in ORDERS}
    if all(s.short and len(s.options) == 3 for s in numeric) and not _year_stands_last(numeric):
        return _by_rows_short(column, steps)
    if steps["mdy"] < steps["dmy"] and steps["dmy"] >= 2:
        return Verdict(default, (), (_runs(column, default, "mdy"),))
    if steps["dmy"] < steps["mdy"]:
        return Verdict(default, ("the rows run in date order when read day first",))
    return Verdict(default, ("no date settles the order; read day first, as in the UK",))


def _by_rows_short(column: Column, steps: dict[Order, int]) -> Verdict:
    """Two-digit years where every date can be read three ways ("03/04/05")."""
    enough = sum(bool(sample.options) for sample in column.samples) > _ENOUGH
    if enough and steps["dmy"] == 0 and min(steps["mdy"], steps["ymd"]) > 1:
        return Verdict("dmy", ("the rows run in date order when read day first",))
    return Verdict("dmy", (), (_three_ways(column),))


def _three_ways(column: Column) -> Doubt:
    numeric = column.where(lambda s: s.options)
    row, first = numeric[0]
    others = f" and {len(numeric) - 1} others" if len(numeric) > 1 else ""
    question = (
        f'Row {row} "{first.text.strip()}"{others} can be read day first, month first or '
        "year first. Which is meant?"
    )
    rows = _rows(column.where(lambda s: len(set(s.options.values())) > 1))
    return Doubt("two-digit-years", question, rows, ORDERS)


def _year_stands_last(numeric: Sequence[Sample]) -> bool:
    """Whether the last numbers vary less than the first ones, as years do."""
    last = {s.options["dmy"].year for s in numeric if "dmy" in s.options}
    return len(last) < len({s.options["ymd"].year for s in numeric if "ymd" in s.options})


def _year_may_come_first(samples: Sequence[Sample], numeric: Sequence[Sample]) -> bool:
    """Whether two-digit numbers look like year, month, day: few different years, rows in order."""
    if len(numeric) <= _ENOUGH or not all("ymd" in s.options and s.short for s in numeric):
        return False
    years_last = {s.options["dmy"].year for s in numeric if "dmy" in s.options}
    years_first = {s.options["ymd"].year for s in numeric}
    if 2 * len(years_first) < len(years_last):
        return True
    steps, against = _disorder(samples, "ymd"), _disorder(samples, "dmy")
    return steps < against and against >= 2 and len(years_first) < len(years_last)


def _runs(column: Column, order: Order, other: Order) -> Doubt:
    found = column.where(_is_contested)
    differ = (pair for pair in found if pair[1].options.get(order) != pair[1].options.get(other))
    row, example = next(differ, found[0])
    question = (
        f"Read {ORDER_WORDS[order]} the rows jump backwards and forwards, read "
        f"{ORDER_WORDS[other]} they run in date order (for example row {row} "
        f'"{example.text.strip()}"). Which order is meant?'
    )
    return Doubt("row-order", question, _rows(found), (order, other))


def _check(verdict: Verdict, column: Column) -> Verdict:
    """Tests a settled order against the order of the rows and against stored dates."""
    order = verdict.order
    other: Order = "mdy" if order == "dmy" else "dmy"
    samples, doubts = column.samples, []
    anchors = [(n, s.settled) for n, s in enumerate(samples) if s.settled and not s.stored]
    here, there = _votes(samples, anchors, order, other)
    if there >= 2 and there > here:
        doubts.append(_runs(column, order, other))
    swapped = _swapped(column, anchors)
    if swapped is not None:
        doubts.append(swapped)
    return Verdict(order, verdict.witnesses, (*verdict.doubts, *doubts))


def _swapped(column: Column, anchors: Sequence[tuple[int, dt.date | None]]) -> Doubt | None:
    """The pattern of a sheet opened in another country's settings.

    Dates that could be read the wrong way round became real dates, the others stayed text: so
    the text has only days above 12, and the real dates have none.
    """
    stored = column.where(lambda s: s.stored)
    turned = [
        (row, s.fixed)
        for row, s in stored
        if s.fixed and s.fixed.day <= 12 and s.fixed.day != s.fixed.month
    ]
    if not turned or any(s.fixed and s.fixed.day > 12 for _, s in stored):
        return None
    text = column.where(lambda s: s.options)
    if any(s.contested for _, s in text):
        return None
    here, there = _stored_votes(column.samples, anchors)
    if there <= here and (here > 1 or len(turned) < 2):
        return None
    question = (
        f"{len(stored)} dates are stored as dates and none of them has a day above 12; the other "
        f'{len(text)} stayed text and all do (row {text[0][0]} "{text[0][1].text.strip()}"). That '
        "happens when a sheet is opened with another country's settings, which silently swaps day "
        f"and month. Is row {turned[0][0]} really {_long(turned[0][1])}?"
    )
    rows = tuple(row for row, _ in turned)
    return Doubt("swapped-dates", question, rows, ("as-stored", "swapped"))


def _long(day: dt.date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _votes(
    samples: Sequence[Sample],
    anchors: Sequence[tuple[int, dt.date | None]],
    order: Order,
    other: Order,
) -> tuple[int, int]:
    """How many contested dates lie between their settled neighbours in one order only."""
    pairs = [
        (n, s.options.get(order), s.options.get(other))
        for n, s in enumerate(samples)
        if s.contested
    ]
    return _count(pairs, anchors)


def _stored_votes(
    samples: Sequence[Sample], anchors: Sequence[tuple[int, dt.date | None]]
) -> tuple[int, int]:
    """The same for stored dates: as stored, or with day and month exchanged."""
    pairs: list[tuple[int, dt.date | None, dt.date | None]] = [
        (n, s.fixed, swapped(s.fixed)) for n, s in enumerate(samples) if s.stored and s.fixed
    ]
    return _count(pairs, anchors)


def _count(
    pairs: Sequence[tuple[int, dt.date | None, dt.date | None]],
    anchors: Sequence[tuple[int, dt.date | None]],
) -> tuple[int, int]:
    here = there = place = 0
    for n, one, two in pairs:
        while place < len(anchors) and anchors[place][0] < n:
            place += 1
        before = anchors[place - 1][1] if place else None
        after = anchors[place][1] if place < len(anchors) else None
        if before is None or after is None:
            continue
        low, high = min(before, after), max(before, after)
        fits_one = one is not None and low <= one <= high
        fits_two = two is not None and low <= two <= high
        here += fits_one and not fits_two
        there += fits_two and not fits_one
    return here, there


def swapped(day: dt.date | None) -> dt.date | None:
    """The day with day and month exchanged, or None where there is no such day."""
    if day is None or day.day > 12:
        return None
    return day.replace(month=day.day, day=day.month)


def _disorder(samples: Sequence[Sample], order: Order) -> int:
    """How many steps go against the direction that most rows go in, newest first included."""
    days = [s.fixed or s.options.get(order) for s in samples]
    known = [day for day in days if day is not None]
    ups = sum(a < b for a, b in pairwise(known))
    downs = sum(a > b for a, b in pairwise(known))
    return min(ups, downs)
