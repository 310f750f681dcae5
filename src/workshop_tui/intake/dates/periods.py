"""Periods that have a name: decades, school and financial years, seasons, terms, holidays.

A name seldom says the days; what is taken for it is a convention, wide enough for every part of
the country, and the note says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from workshop_tui.intake.dates.phrase import Part, full_year
from workshop_tui.practice.date_words import FIXED_DAYS, MONTH_NAMES, last_day, month_number

FIRST_YEAR: Final = 1500
LAST_YEAR: Final = 2199

_SEASON_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_TERM_MONTHS: Final = {"spring": (1, 4), "summer": (4, 7), "autumn": (9, 12)}
_HALF_TERMS: Final = {"spring": 2, "summer": 5, "autumn": 10, "whitsun": 5, "may": 5}
_EASTER_DAYS: Final = {
    "good friday": -2,
    "easter saturday": -1,
    "easter sunday": 0,
    "easter day": 0,
    "easter monday": 1,
}
_WEEK: Final = dt.timedelta(days=7)


def plain(
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


def two_years(first: int) -> Part | None:
    """A year and the next, written "2019/20"."""
    if not 1700 <= first <= 2100:
        return None
    note = "two years are written: which year (calendar, school, financial) is not said"
    return Part(span=(dt.date(first, 1, 1), dt.date(first + 1, 12, 31)), notes=(note,))


def _whole(year: str) -> int | None:
    """A year of four digits or two; None outside the years that are read."""
    number = int(year.lstrip("'"))
    number = full_year(number) if number < 100 else number
    return number if FIRST_YEAR <= number < LAST_YEAR else None


def _follows(year: int, following: str) -> bool:
    return (year + 1) % 100 == int(following) % 100 and int(following) in {
        year + 1,
        (year + 1) % 100,
    }


def _school_year(found: re.Match[str]) -> Part | None:
    """Two years: "2019/20" as they follow each other, "2019-21" as from one to the other."""
    first = int(found["year"])
    if _follows(first, found["next"]):
        return two_years(first)
    last = first - first % 100 + int(found["next"])
    if len(found["next"]) == 4 or "/" in found[0] or last % 100 <= 12 or last <= first:
        return None
    return Part(span=(dt.date(first, 1, 1), dt.date(last, 12, 31)), notes=("from year to year",))


def _named_year(found: re.Match[str]) -> Part | None:
    """A school year or a financial year that is called so."""
    first = _whole(found["year"])
    if first is None or not _follows(first, found["next"]):
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
    season, year = found["season"], _whole(found["year"])
    following = found["next"]
    if year is None or (following and not _follows(year, following)):
        return None
    if found["term"]:
        return _term(season, year, school_year=bool(following))
    if following and season != "winter":
        return None
    start = _SEASON_MONTHS[season]
    end_year, end = (year + 1, 2) if season == "winter" else (year, start + 2)
    note = f"{season} taken as {_between(start, end)} (a convention)"
    if season == "winter" and not following:
        note = f"winter taken as December {year} to February {year + 1} (a convention)"
    return Part(span=(dt.date(year, start, 1), last_day(end_year, end)), notes=(note,))


def _term(season: str, year: int, *, school_year: bool) -> Part | None:
    months = _TERM_MONTHS.get(season)
    if months is None:
        return None
    year += school_year and season != "autumn"
    note = f"{season} term taken as {_between(*months)} (a convention)"
    return Part(span=(dt.date(year, months[0], 1), last_day(year, months[1])), notes=(note,))


def _two_seasons(found: re.Match[str]) -> Part | None:
    first, second = found["season"], found["second"]
    year = _whole(found["year"])
    months = _SEASON_MONTHS
    if year is None or months[second] != months[first] + 3 or second == "winter":
        return None
    note = f"{first} and {second} taken as {_between(months[first], months[second] + 2)}"
    span = dt.date(year, months[first], 1), last_day(year, months[second] + 2)
    return Part(span=span, notes=(f"{note} (a convention)",))


def _quarter(found: re.Match[str]) -> Part | None:
    """A quarter of a year that is not said to be a calendar or a financial year: both."""
    quarter, year = int(found["quarter"]), int(found["year"])
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    first = dt.date(year, 3 * quarter - 2, 1)
    last = last_day(year, 3 * quarter + 3) if quarter < 4 else last_day(year + 1, 3)
    if found["next"]:
        if not _follows(year, found["next"]):
            return None
        first = last_day(year, 3 * quarter) + dt.timedelta(days=1)
        return Part(span=(first, last), notes=("a quarter of the financial year (from April)",))
    note = "covers the calendar quarter and the financial quarter (from April): not said which"
    return Part(span=(first, last), notes=(note,))


def _fixed_day(found: re.Match[str]) -> Part | None:
    day, month = FIXED_DAYS[found["name"].replace("xmas", "christmas")]
    return plain(found["year"], month, day)


def _easter_day(found: re.Match[str]) -> Part | None:
    year = _whole(found["year"])
    if year is None or year < 1753:
        return None
    day = _easter(year) + dt.timedelta(days=_EASTER_DAYS[found["name"]])
    note = f"Easter Sunday was {_easter(year).day} {_easter(year):%B} {year}"
    return Part(year=day.year, month=day.month, day=day.day, notes=(note,))


def _holidays(found: re.Match[str]) -> Part | None:
    """Easter, Christmas, New Year and the school holidays around them."""
    year, following = _whole(found["year"]), found["next"]
    name = found["name"].replace("xmas", "christmas")
    if year is None or year < 1753 or (following and name != "christmas"):
        return None
    if following and not _follows(year, following):
        return None
    if name == "summer" and not found["school"]:
        return None  # a season
    if name == "easter":
        span = _easter(year) - 2 * _WEEK, _easter(year) + 2 * _WEEK
    elif name == "christmas":
        span = dt.date(year, 12, 16), dt.date(year + 1, 1, 6)
    elif name == "new year":
        span = dt.date(year - 1, 12, 31), dt.date(year, 1, 2)
    else:
        span = dt.date(year, 6, 24), dt.date(year, 9, 10)
    words = " to ".join(f"{day.day} {day:%B} {day.year}" for day in span)
    shown = f"{name.title()}{' holidays' if found['school'] else ''}"
    return Part(span=span, notes=(f"{shown} taken as {words} (a convention)",))


def _half_term(found: re.Match[str]) -> Part | None:
    """A half term by the month or the season that it lies in; it may end in the month after."""
    word, year = found["when"], _whole(found["year"])
    month = month_number(word)
    number = _HALF_TERMS.get(word, month[0] if month is not None else 0)
    if year is None or number not in {2, 5, 6, 10, 11}:
        return None
    last = last_day(year, number) + _WEEK
    note = f"half term taken as some days of {MONTH_NAMES[number - 1]} or just after (a convention)"
    return Part(span=(dt.date(year, number, 1), last), notes=(note,))


def _easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _between(first: int, last: int) -> str:
    return f"{MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}"


Reader = Callable[[re.Match[str]], Part | None]
_SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)"
NEXT: Final = r"(?:\s?[/-]\s?(?P<next>\d{4}|\d{2}))?"
FOUR: Final = r"(?P<year>\d{4})"
_ANY: Final = r"(?P<year>\d{4}|'?\d{2})"
_DAYS: Final = "|".join((*FIXED_DAYS, "xmas day", "xmas eve"))
# Tried after the forms of single days, by what a line begins with: a digit or a word.
DIGIT_PERIODS: Final[tuple[tuple[str, Reader], ...]] = (
    (rf"{FOUR}\s?[-/]\s?(?P<next>\d{{4}}|\d{{2}})", _school_year),
    (rf"{FOUR}'?s", _decade),
)
WORD_PERIODS: Final[tuple[tuple[str, Reader], ...]] = (
    (rf"{_SEASON}(?P<term>\s+term)?\s*(?:of\s+|,\s*)?{_ANY}{NEXT}", _season),
    (rf"{_SEASON}\s?(?:/|-|and|&)\s?(?P<second>summer|autumn|fall)[\s,]+{_ANY}", _two_seasons),
    (
        rf"(?:the\s+)?(?:(?P<kind>academic|school|financial)\s+year|fy)\s*{_ANY}\s?[/-]\s?"
        r"(?P<next>\d{4}|\d{2})",
        _named_year,
    ),
    (rf"the\s+{FOUR}'?s", _decade),
    (rf"(?:q|quarter\s?)(?P<quarter>[1-4])[\s,/-]*{FOUR}{NEXT}", _quarter),
    (rf"(?P<name>{_DAYS})[\s,]*{FOUR}", _fixed_day),
    (rf"(?P<name>{'|'.join(_EASTER_DAYS)})[\s,]*{FOUR}", _easter_day),
    (
        r"(?P<name>christmas|xmas|easter|new year|summer)(?P<school>(?:\s+school)?\s+(?:holidays?"
        rf"|break|vacation)|)(?:\s+(?:time|period))?[\s,]*(?:of\s+)?{FOUR}{NEXT}",
        _holidays,
    ),
    (rf"(?P<when>[^\W\d_]{{3,9}})\s+half[\s-]?term(?:\s+\w+)?[\s,]*{FOUR}", _half_term),
    (rf"half[\s-]?term,?\s+\(?(?P<when>[^\W\d_]{{3,9}})\s+{FOUR}\)?", _half_term),
)
