"""One date in words or numbers, nothing beside it: "12th March 2020", "3/4/19", "early 2018"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from workshop_tui.intake.dates.phrase import Part, day_of, full_year
from workshop_tui.practice.date_words import FIXED_DAYS, MONTH_NAMES, last_day, month_number

FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2199

_GAP: Final = r"[\s,.'/-]*"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d{2})"
_UNKNOWN: Final = r"\?+|x{1,2}|_+|-+|d{1,2}|m{1,2}|0{1,2}|day|month|n/?k|"
_SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)"

_SEASON_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_TERM_MONTHS: Final = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
_PORTIONS: Final = {
    "early": "early",
    "beginning of": "early",
    "start of": "early",
    "the beginning of": "early",
    "the start of": "early",
    "mid": "mid",
    "middle of": "mid",
    "the middle of": "mid",
    "late": "late",
    "end of": "late",
    "the end of": "late",
    "first half of": "first half",
    "second half of": "second half",
    "first week of": "first week",
    "last week of": "last week",
}
_PORTION: Final = re.compile(
    r"(?:the\s+)?(early|mid(?:dle of)?|late|(?:beginning|start|end) of|(?:first|second) half of"
    r"|(?:first|last) week of|(?:beginning|start|end)(?=\s))(?:(?:\s+in)?\s*-?\s*)(?:the\s+)?(.+)"
)


def read_part(line: str) -> Part | None:
    """Reads one date from a tidied, lower-case line that holds nothing else.

    Returns:
        What is written; None if the whole line is not one date in a known form. The day may
        still be impossible (30 February): that is found when the part is settled.
    """
    for pattern, reader in _BY_DIGIT if line[:1].isdigit() else _BY_WORD:
        found = pattern.fullmatch(line)
        if found is not None:
            part = reader(found)
            if part is not None:
                return part
    return None


def _three_numbers(found: re.Match[str]) -> Part | None:
    first, second, third = int(found["a"]), int(found["b"]), int(found["year"])
    if not first or not second:
        return None  # "00/03/2019" is a month without its day
    if len(found["year"]) == 4:
        if not FIRST_YEAR <= third <= LAST_YEAR:
            return None
        return Part(year=third, digits=(first, second, third), notes=_doubled(found))
    return Part(digits=(first, second, third), notes=_doubled(found))


def _doubled(found: re.Match[str]) -> tuple[str, ...]:
    clumsy = any(len(found[name].strip()) > 1 for name in ("s1", "s2"))
    return ("separator written twice",) if clumsy else ()


def _iso(found: re.Match[str]) -> Part | None:
    return _plain(found["year"], int(found["month"]), int(found["day"]))


def _year_month(found: re.Match[str]) -> Part | None:
    if int(found["month"]) > 12 or int(found["month"]) == 0:
        return None
    following = (int(found["year"]) + 1) % 100
    if found.start("month") < found.start("year") or int(found["month"]) != following:
        return _plain(found["year"], int(found["month"]))
    if "/" in found[0]:
        return _two_years(int(found["year"]))
    note = f"read as a month; could also be the years {found['year']} and after"
    return Part(
        year=int(found["year"]),
        month=following,
        notes=(note,),
        flags=("two-readings",),
    )


def _month_in_words(found: re.Match[str]) -> Part | None:
    """Any order of day, month's name and year; what the pattern lacks is missing."""
    group = found.groupdict()
    month = month_number(group["month"])
    if month is None:
        return None
    notes: tuple[str, ...] = ()
    if month[1]:
        notes = (f'"{group["month"].capitalize()}" read as {MONTH_NAMES[month[0] - 1]}',)
    day = int(group["day"]) if group.get("day") else None
    return _plain(group.get("year"), month[0], day, notes)


def _month_and_two_digits(found: re.Match[str]) -> Part | None:
    """Reads "Mar-19" as a month of a year; "March 19" too, but says that it can be a day."""
    part = _month_in_words(found)
    if part is None or part.month is None or part.short_year is None:
        return part
    if "-" in found["gap"] or "'" in found["gap"] or not 1 <= part.short_year <= 31:
        return part
    name = MONTH_NAMES[part.month - 1]
    note = f"read as {name} {full_year(part.short_year)}; could also be {part.short_year} {name}"
    return Part(
        short_year=part.short_year,
        month=part.month,
        notes=(*part.notes, note),
        flags=("two-readings",),
    )


def _unknown_first(found: re.Match[str]) -> Part | None:
    part = _plain(found["year"], int(found["b"])) if 1 <= int(found["b"]) <= 12 else None
    return part and Part(part.year, part.short_year, part.month, notes=("the day is not given",))


def _unknown_month(found: re.Match[str]) -> Part | None:
    part = _plain(found["year"])
    return part and Part(part.year, notes=("day and month are not given in full",))


def _year(found: re.Match[str]) -> Part | None:
    return _plain(found["year"]) if 1700 <= int(found["year"]) <= 2100 else None


def _compact(found: re.Match[str]) -> Part | None:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if not 1900 <= year <= 2100 or day_of(year, month, day) is None:
        return None
    return Part(year=year, month=month, day=day, notes=("written without separators",))


def _school_year(found: re.Match[str]) -> Part | None:
    first, second = int(found["year"]), int(found["next"])
    if (first + 1) % 100 != second % 100 or (second > 99 and second != first + 1):
        return None
    return _two_years(first)


def _two_years(first: int) -> Part | None:
    if not 1700 <= first <= 2100:
        return None
    note = "two years are written: which year (calendar, school, financial) is not said"
    return Part(span=(dt.date(first, 1, 1), dt.date(first + 1, 12, 31)), notes=(note,))


def _named_year(found: re.Match[str]) -> Part | None:
    """A school year or a financial year that is called so."""
    first = int(found["year"])
    if not FIRST_YEAR <= first < LAST_YEAR or (first + 1) % 100 != int(found["next"]) % 100:
        return None
    if found["kind"] in {"academic", "school"}:
        span = dt.date(first, 9, 1), dt.date(first + 1, 8, 31)
        return Part(span=span, notes=("school year taken as September to August (a convention)",))
    span = dt.date(first, 4, 1), dt.date(first + 1, 3, 31)
    return Part(span=span, notes=("the financial year, April to March",))


def _decade(found: re.Match[str]) -> Part | None:
    first = int(found["year"])
    if not 1700 <= first <= 2100 or first % 10:
        return None
    return Part(span=(dt.date(first, 1, 1), dt.date(first + 9, 12, 31)), notes=("a decade",))


def _season(found: re.Match[str]) -> Part | None:
    season, year = found["season"], full_or(found["year"])
    following = found["next"]
    if year is None or (
        following and (season != "winter" or (year + 1) % 100 != int(following[-2:]))
    ):
        return None
    if found["term"]:
        months = _TERM_MONTHS.get(season)
        if months is None:
            return None
        note = f"{season} term taken as {_between(*months)} (a convention)"
        return Part(span=(dt.date(year, months[0], 1), last_day(year, months[1])), notes=(note,))
    start = _SEASON_MONTHS[season]
    end_year, end = (year + 1, 2) if season == "winter" else (year, start + 2)
    note = f"{season} taken as {_between(start, end)} (a convention)"
    if season == "winter" and not following:
        note = f"winter taken as December {year} to February {year + 1} (a convention)"
    return Part(span=(dt.date(year, start, 1), last_day(end_year, end)), notes=(note,))


def _quarter(found: re.Match[str]) -> Part | None:
    """A quarter of a year that is not said to be a calendar or a financial year: both."""
    quarter, year = int(found["quarter"]), int(found["year"])
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    first = dt.date(year, 3 * quarter - 2, 1)
    last = last_day(year, 3 * quarter + 3) if quarter < 4 else last_day(year + 1, 3)
    if found["next"]:
        if (year + 1) % 100 != int(found["next"]) % 100:
            return None
        first = last_day(year, 3 * quarter) + dt.timedelta(days=1)
        return Part(span=(first, last), notes=("a quarter of the financial year (from April)",))
    note = "covers the calendar quarter and the financial quarter (from April): not said which"
    return Part(span=(first, last), notes=(note,))


def _fixed_day(found: re.Match[str]) -> Part | None:
    day, month = FIXED_DAYS[found["name"]]
    return _plain(found["year"], month, day)


def _portion(found: re.Match[str]) -> Part | None:
    whole = read_part(found[2])
    words = found[1] if found[1] in _PORTIONS else f"{found[1]} of"
    portion = _PORTIONS.get(words)
    if whole is None or portion is None or whole.has_day or whole.portion:
        return None
    if "week" in portion and whole.month is None:
        return None
    if whole.span is not None and portion not in {"early", "mid", "late"}:
        return None
    return Part(
        whole.year,
        whole.short_year,
        whole.month,
        span=whole.span,
        portion=portion,
        notes=whole.notes,
        flags=whole.flags,
    )


def _bare_day(found: re.Match[str]) -> Part | None:
    return Part(day=int(found["day"]))


def _two_numbers(found: re.Match[str]) -> Part | None:
    return Part(digits=(int(found["a"]), int(found["b"])))


def _plain(
    year: str | None,
    month: int | None = None,
    day: int | None = None,
    notes: tuple[str, ...] = (),
) -> Part | None:
    """A part of plain numbers; None for a year that no chronology is about."""
    if year is None:
        return Part(month=month, day=day, notes=notes)
    short = year.lstrip("'")
    if len(short) == 2:
        return Part(short_year=int(short), month=month, day=day, notes=notes)
    if not FIRST_YEAR <= int(short) <= LAST_YEAR:
        return None
    return Part(year=int(short), month=month, day=day, notes=notes)


def full_or(year: str) -> int | None:
    """A year of four digits or two; None outside the years that are read."""
    number = int(year.lstrip("'"))
    number = full_year(number) if number < 100 else number
    return number if FIRST_YEAR <= number < LAST_YEAR else None


def _between(first: int, last: int) -> str:
    return f"{MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}"


_Reader = Callable[[re.Match[str]], Part | None]
_SLASHES: Final = r"\s*[/.\\,-]{1,2}\s*|\s+"
_NEXT: Final = r"(?:\s?[/-]\s?(?P<next>\d{4}|\d{2}))?"
_STROKE: Final = r"\s?[/.\-]{1,2}\s?"
_FOUR: Final = r"(?P<year>\d{4})"
_OF: Final = r"(?:\s+(?:day\s+)?of\b(?:\s+the\b)?|\s+de\b)?"
# The likeliest form first; a line is tried only with forms that can begin as it does.
_DIGIT_FORMS: Final[tuple[tuple[str, _Reader], ...]] = (
    (
        rf"(?P<a>\d{{1,2}})(?P<s1>{_SLASHES})(?P<b>\d{{1,2}})(?P<s2>{_SLASHES})"
        r"(?P<year>\d{4}|\d{2})",
        _three_numbers,
    ),
    (rf"{_DAY}{_OF}{_GAP}{_MONTH}(?:\s+de\b)?{_GAP}{_YEAR}", _month_in_words),
    (rf"{_FOUR}\s?[-/. ]\s?(?P<month>\d{{1,2}})\s?[-/. ]\s?(?P<day>\d{{1,2}})", _iso),
    (_FOUR, _year),
    (rf"{_FOUR}{_GAP}{_MONTH}(?:[\s./-]*{_DAY})?", _month_in_words),
    (rf"{_DAY}(?:\s+of\b)?{_GAP}{_MONTH}", _month_in_words),
    (rf"{_FOUR}[-/](?P<month>\d{{1,2}})", _year_month),
    (rf"(?P<month>\d{{1,2}})\s?[/.-]\s?{_FOUR}", _year_month),
    (rf"{_FOUR}[-/](?P<next>\d{{4}}|\d{{2}})", _school_year),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _compact),
    (rf"{_FOUR}'?s", _decade),
    (_DAY, _bare_day),
    (r"(?P<a>\d{1,2})\s?[/.]\s?(?P<b>\d{1,2})", _two_numbers),
)
_WORD_FORMS: Final[tuple[tuple[str, _Reader], ...]] = (
    (rf"{_MONTH}(?P<gap>(?:\s+of\b|\s+de\b)?{_GAP}){_YEAR}", _month_and_two_digits),
    (rf"{_MONTH}[\s.-]*(?:the\s+)?{_DAY}[\s,.-]+{_FOUR}", _month_in_words),
    (rf"{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)", _month_in_words),
    (_PORTION.pattern, _portion),
    (
        rf"{_SEASON}(?P<term>\s+term)?\s*(?:of\s+|,\s*)?(?P<year>\d{{4}}|'?\d{{2}}){_NEXT}",
        _season,
    ),
    (
        rf"(?:the\s+)?(?:(?P<kind>academic|school|financial)\s+year|fy)\s*{_FOUR}\s?[/-]\s?"
        r"(?P<next>\d{4}|\d{2})",
        _named_year,
    ),
    (rf"(?:the\s+)?year\s+{_FOUR}", _year),
    (rf"the\s+{_FOUR}'?s", _decade),
    (rf"(?:q|quarter\s?)(?P<quarter>[1-4])[\s,/-]*{_FOUR}{_NEXT}", _quarter),
    (rf"(?P<name>{'|'.join(FIXED_DAYS)})[\s,]*{_FOUR}", _fixed_day),
    (rf"the\s+{_DAY}", _bare_day),
    (_MONTH, _month_in_words),
)
_PLACEHOLDERS: Final[tuple[tuple[str, _Reader], ...]] = (
    (
        rf"(?:{_UNKNOWN}){_STROKE}(?P<b>\d{{1,2}}){_STROKE}(?P<year>\d{{4}}|\d{{2}})",
        _unknown_first,
    ),
    (rf"(?:\d{{1,2}}|{_UNKNOWN}){_STROKE}(?:{_UNKNOWN}){_STROKE}{_FOUR}", _unknown_month),
)


def _compiled(*forms: tuple[str, _Reader]) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in forms)


_BY_DIGIT: Final = _compiled(*_DIGIT_FORMS, *_PLACEHOLDERS)
_BY_WORD: Final = _compiled(*_WORD_FORMS, *_PLACEHOLDERS)
