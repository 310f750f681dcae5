"""From what the words say to the days that they can mean, once the order is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from workshop_tui.intake.dates.phrase import Order, Part, Phrase, day_of, full_year, readings
from workshop_tui.practice.date_words import WEEKDAY_NAMES, last_day
from workshop_tui.practice.when import When

Span = tuple[dt.date, dt.date]
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read, with short words for what a person should look at.

    Attributes:
        when: The honest date; None where the text cannot be read as one.
        flags: Short words ("partial-date", "weekday-mismatch").
        reason: Why it cannot be read, or None.
    """

    when: When | None
    flags: tuple[str, ...] = ()
    reason: str | None = None


def settle(
    phrase: Phrase,
    text: str,
    order: Order,
    *,
    year: int | None = None,
    near: int | None = None,
    headed: bool = False,
) -> Reading:
    """Decides what days a phrase means.

    Args:
        phrase: What `scan` found.
        text: The text as written, to be shown.
        order: The column's order of day and month.
        year: The year of the rows around, for dates written without one.
        near: A year that the column is about, to complete years of two digits.
        headed: Whether `year` is that of a heading above instead.

    Returns:
        A reading; its `when` is None, with a reason, where the order allows no such day.
    """
    plain = _plain_day(phrase, order, near)
    if plain is not None:
        return Reading(When(text, plain, plain, phrase.time))
    notes = [*phrase.notes, *(note for part in phrase.parts for note in part.notes)]
    flags = [*phrase.flags, *(flag for part in phrase.parts for flag in part.flags)]
    if phrase.kind in {"undated", "time"}:
        return _dateless(phrase, text, notes, flags)
    parts = _lend(phrase.parts)
    if not parts[0].has_year and year is None:
        return Reading(None, (), "the year is not written")
    if not parts[0].has_year:
        source = "the heading or the sheet's name" if headed else "the rows around"
        notes.append(f"the year {year} is taken from {source}")
        flags.append("year-from-heading" if headed else "year-from-context")
    spans = [_span(part, order, year, near) for part in parts]
    first, last = spans[0], spans[-1]
    if first is None or last is None:
        return Reading(None, (), _impossible(parts, order))
    if last[1] < first[0] or (len(spans) > 1 and last[0] < first[0]):
        rolled = _roll_back(phrase.parts, first, last)
        if rolled is None:
            return Reading(None, (), "the end is before the beginning")
        first, last = rolled
        notes.append("the turn of the year lies between the two dates")
    if phrase.weekday is not None and (len(spans) == 1 or first[0] == first[1]):
        notes, flags = _check_weekday(phrase.weekday, first, notes, flags)
    if phrase.end_weekday is not None and len(spans) > 1:
        notes, flags = _check_weekday(phrase.end_weekday, last, notes, flags)
    earliest, latest = _bounds(phrase, first, last)
    if any(day and not 1900 <= day.year <= 2100 for day in (earliest, latest)):
        flags.append("year-unusual")
    if phrase.kind == "several":
        flags.append("several-dates")
    elif earliest != latest:
        flags.append("partial-date")
    notes += _says(phrase, parts)
    when = When(text, earliest, latest, phrase.time, _joined(notes))
    return Reading(when, tuple(dict.fromkeys(flags)))


def _plain_day(phrase: Phrase, order: Order, near: int | None) -> dt.date | None:
    """The day of a phrase that is a single day and nothing else: most are, and time is short."""
    if phrase.kind != "single" or phrase.notes or phrase.flags or phrase.week:
        return None
    part = phrase.parts[0]
    if part.notes or part.flags or not (part.has_day and part.has_year):
        return None
    span = _span(part, order, None, near)
    day = span[0] if span is not None else None
    if day is None or not 1900 <= day.year <= 2100:
        return None
    return day if phrase.weekday in {None, day.weekday()} else None


def _dateless(phrase: Phrase, text: str, notes: list[str], flags: list[str]) -> Reading:
    if phrase.kind == "undated":
        return Reading(When(text, note=_joined(notes)), ("undated", *flags))
    notes = ["a time without a date", *notes]
    return Reading(When(text, time=phrase.time, note=_joined(notes)), ("time-only", *flags))


def _joined(notes: list[str]) -> str | None:
    return "; ".join(dict.fromkeys(notes)) or None


def _lend(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The two halves of a range lend each other the month and year that only one has."""
    if len(parts) < 2:
        return parts
    left, right = parts
    return _borrow(left, right), _borrow(right, left)


def _borrow(part: Part, other: Part) -> Part:
    if part.span is not None or len(part.digits) == 3:
        return part
    if part.year is None and part.short_year is None:
        year, short = other.year, other.short_year
        if year is None and len(other.digits) == 3:
            short = other.digits[2]
        if other.span is not None:
            year = other.span[0].year
        part = part._replace(year=year, short_year=short)
    day = part.day
    if part.month is None and day is not None and not part.digits:
        if other.month is not None:
            part = part._replace(month=other.month)
        elif other.digits:
            rest = (other.digits[1],) if len(other.digits) == 3 else other.digits[1:2]
            part = part._replace(day=None, digits=(day, *rest))
    return part


def _span(part: Part, order: Order, year: int | None, near: int | None) -> Span | None:
    """First and last day of a part, or None where the calendar has no such day."""
    if part.span is not None:
        return _portion(part.span, part.portion) if part.portion else part.span
    if len(part.digits) == 3:
        day = readings(part, near).get(order if part.year is None or order != "ymd" else "dmy")
        return (day, day) if day else None
    whole = part.year if part.year is not None else year
    if part.year is None and part.short_year is not None:
        whole = full_year(part.short_year, near)
    if whole is None:
        return None
    if len(part.digits) == 2:
        first, second = part.digits
        day = day_of(whole, first, second) if order == "mdy" else day_of(whole, second, first)
        return (day, day) if day else None
    return _plain_span(part, whole)


def _plain_span(part: Part, year: int) -> Span | None:
    if part.month is None:
        if part.day is not None:
            return None
        span = dt.date(year, 1, 1), dt.date(year, 12, 31)
    elif not 1 <= part.month <= 12:
        return None
    elif part.day is None:
        span = dt.date(year, part.month, 1), last_day(year, part.month)
    else:
        day = day_of(year, part.month, part.day)
        return (day, day) if day else None
    return _portion(span, part.portion) if part.portion else span


def _portion(span: Span, portion: str) -> Span:
    """A third of a period (ten days, four months, three or four years), a half, or a week."""
    first, last = span
    if portion == "first week":
        return first, first + 6 * _DAY
    if portion == "last week":
        return last - 6 * _DAY, last
    cuts = _cuts(first, last, halves="half" in portion)
    if portion in {"early", "first half"}:
        return first, cuts[0] - _DAY
    if portion in {"late", "second half"}:
        return cuts[-1], last
    return cuts[0], cuts[1] - _DAY


def _cuts(first: dt.date, last: dt.date, *, halves: bool) -> list[dt.date]:
    """Where the parts of a period after its first part begin."""
    length = (last - first).days + 1
    if length <= 31:
        return [first.replace(day=day) for day in ((16,) if halves else (11, 21))]
    if length <= 366 and (first.day, first.month, last.month) == (1, 1, 12):
        return [first.replace(month=month) for month in ((7,) if halves else (5, 9))]
    if first.month == 1 and length > 3000:
        return [first.replace(year=first.year + years) for years in (4, 7)]
    return [first + _DAY * (length * n // 3) for n in (1, 2)]


def _roll_back(written: tuple[Part, ...], first: Span, last: Span) -> tuple[Span, Span] | None:
    """Moves the half without a year of its own across the turn of the year."""
    left, right = written
    months = all(part.month is not None or len(part.digits) > 1 for part in written)
    if not months or first[0].month == last[0].month:
        return None
    try:
        if not left.has_year:
            return (
                first[0].replace(year=first[0].year - 1),
                first[1].replace(year=first[1].year - 1),
            ), last
        if not right.has_year:
            return first, (
                last[0].replace(year=last[0].year + 1),
                last[1].replace(year=last[1].year + 1),
            )
    except ValueError:
        return None
    return None


def _check_weekday(
    weekday: int, span: Span, notes: list[str], flags: list[str]
) -> tuple[list[str], list[str]]:
    if span[0] != span[1]:
        return notes, flags
    real = span[0].weekday()
    if real == weekday:
        return notes, flags
    day = f"{span[0].day} {span[0]:%B} {span[0].year}"
    note = f"the source says {WEEKDAY_NAMES[weekday]}, but {day} was a {WEEKDAY_NAMES[real]}"
    return [*notes, note], [*flags, "weekday-mismatch"]


def _bounds(phrase: Phrase, first: Span, last: Span) -> tuple[dt.date | None, dt.date | None]:
    match phrase.kind:
        case "before":
            return None, first[0] - _DAY
        case "until":
            return None, first[1]
        case "since":
            return first[0], None
        case "after":
            return first[1] + _DAY, None
    if phrase.week:
        return (
            (first[0], first[0] + 6 * _DAY) if phrase.week > 0 else (first[0] - 6 * _DAY, first[0])
        )
    return first[0], max(first[1], last[1])


def _says(phrase: Phrase, parts: tuple[Part, ...]) -> list[str]:
    """Conventions that the bounds rest on, said in plain words."""
    says = []
    if any(part.portion for part in parts):
        says.append("early, mid, late and the like are read as thirds or halves (a convention)")
    if phrase.week:
        says.append("a week of seven days")
    if phrase.kind in {"before", "until"}:
        says.append("open at the beginning")
    if phrase.kind in {"since", "after"}:
        says.append("open at the end")
    return says


def _impossible(parts: tuple[Part, ...], order: Order) -> str:
    for part in parts:
        others = [other for other in readings(part) if other != order]
        if others and order not in readings(part):
            return f"there is no such day when read {ORDER_WORDS[order]}"
    return "there is no such day in the calendar"


ORDER_WORDS: Final[dict[Order, str]] = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}
