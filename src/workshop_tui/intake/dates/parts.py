"""One date in words or numbers, nothing beside it: "12th March 2020", "3/4/19", "early 2018"."""

from __future__ import annotations

import re
from typing import Final

from workshop_tui.intake.dates.periods import (
    DIGIT_PERIODS,
    FIRST_YEAR,
    FOUR,
    LAST_YEAR,
    WORD_PERIODS,
    Reader,
    plain,
    two_years,
)
from workshop_tui.intake.dates.phrase import Part, day_of, full_year
from workshop_tui.practice.date_words import MONTH_NAMES, month_number

_GAP: Final = r"[\s,.'/-]*"
_MONTH: Final = r"(?P<month>[^\W\d_]{3,10})\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d{2})"
_UNKNOWN: Final = r"\?+|x{1,2}|_+|-+|d{1,2}|m{1,2}|0{1,2}|day|month|n/?k|"

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
    "first week in": "first week",
    "last week in": "last week",
    "last week of": "last week",
}
_PORTION: Final = re.compile(
    r"(?:the\s+)?(early|mid(?:dle of)?|late|(?:beginning|start|end) of|(?:first|second) half of"
    r"|(?:first|last) week (?:of|in)|(?:beginning|start|end)(?=\s))(?:(?:\s+in)?\s*-?\s*)"
    r"(?:the\s+)?(.+)"
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
    a, stroke, b, second_stroke, year = found.group("a", "s1", "b", "s2", "year")
    digits = int(a), int(b), int(year)
    if not digits[0] or not digits[1]:
        return None  # "00/03/2019" is a month without its day
    clumsy = len(stroke.strip()) > 1 or len(second_stroke.strip()) > 1
    notes = ("separator written twice",) if clumsy else ()
    if len(year) == 4:
        if not FIRST_YEAR <= digits[2] <= LAST_YEAR:
            return None
        return Part(year=digits[2], digits=digits, notes=notes)
    return Part(digits=digits, notes=notes)


def _iso(found: re.Match[str]) -> Part | None:
    return plain(found["year"], int(found["month"]), int(found["day"]))


def _year_month(found: re.Match[str]) -> Part | None:
    if int(found["month"]) > 12 or int(found["month"]) == 0:
        return None
    following = (int(found["year"]) + 1) % 100
    if found.start("month") < found.start("year") or int(found["month"]) != following:
        return plain(found["year"], int(found["month"]))
    if "/" in found[0]:
        return two_years(int(found["year"]))
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
    return plain(group.get("year"), month[0], day, notes)


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
    part = plain(found["year"], int(found["b"])) if 1 <= int(found["b"]) <= 12 else None
    return part and Part(part.year, part.short_year, part.month, notes=("the day is not given",))


def _unknown_month(found: re.Match[str]) -> Part | None:
    part = plain(found["year"])
    return part and Part(part.year, notes=("day and month are not given in full",))


def _year(found: re.Match[str]) -> Part | None:
    return plain(found["year"]) if 1700 <= int(found["year"]) <= 2100 else None


def _compact(found: re.Match[str]) -> Part | None:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if not 1900 <= year <= 2100 or day_of(year, month, day) is None:
        return None
    return Part(year=year, month=month, day=day, notes=("written without separators",))


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


_SLASHES: Final = r"\s*[/.\\,-]{1,2}\s*|\s+"
_STROKE: Final = r"\s?[/.\-]{1,2}\s?"
_OF: Final = r"(?:\s+(?:day\s+)?of\b(?:\s+the\b)?|\s+de\b)?"
# The likeliest form first; a line is tried only with forms that can begin as it does.
_DIGIT_FORMS: Final[tuple[tuple[str, Reader], ...]] = (
    (
        rf"(?P<a>\d{{1,2}})(?P<s1>{_SLASHES})(?P<b>\d{{1,2}})(?P<s2>{_SLASHES})"
        r"(?P<year>\d{4}|\d{2})",
        _three_numbers,
    ),
    (rf"{_DAY}{_OF}{_GAP}{_MONTH}(?:\s+de\b)?{_GAP}{_YEAR}", _month_in_words),
    (rf"{FOUR}\s?[-/. ]\s?(?P<month>\d{{1,2}})\s?[-/. ]\s?(?P<day>\d{{1,2}})", _iso),
    (FOUR, _year),
    (rf"{FOUR}{_GAP}{_MONTH}(?:[\s./-]*{_DAY})?", _month_in_words),
    (rf"{_DAY}(?:\s+of\b)?{_GAP}{_MONTH}", _month_in_words),
    (rf"{FOUR}[-/](?P<month>\d{{1,2}})", _year_month),
    (rf"(?P<month>\d{{1,2}})\s?[/.-]\s?{FOUR}", _year_month),
    (r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _compact),
    *DIGIT_PERIODS,
    (_DAY, _bare_day),
    (r"(?P<a>\d{1,2})\s?[/.]\s?(?P<b>\d{1,2})", _two_numbers),
)
_WORD_FORMS: Final[tuple[tuple[str, Reader], ...]] = (
    (rf"{_MONTH}(?P<gap>(?:\s+of\b|\s+de\b)?{_GAP}){_YEAR}", _month_and_two_digits),
    (rf"{_MONTH}[\s.-]*(?:the\s+)?{_DAY}[\s,.-]+{FOUR}", _month_in_words),
    (rf"{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)", _month_in_words),
    (_PORTION.pattern, _portion),
    *WORD_PERIODS,
    (rf"(?:the\s+)?year\s+{FOUR}", _year),
    (rf"the\s+{_DAY}", _bare_day),
    (_MONTH, _month_in_words),
)
_PLACEHOLDERS: Final[tuple[tuple[str, Reader], ...]] = (
    (
        rf"(?:{_UNKNOWN}){_STROKE}(?P<b>\d{{1,2}}){_STROKE}(?P<year>\d{{4}}|\d{{2}})",
        _unknown_first,
    ),
    (rf"(?:\d{{1,2}}|{_UNKNOWN}){_STROKE}(?:{_UNKNOWN}){_STROKE}{FOUR}", _unknown_month),
)


def _compiled(*forms: tuple[str, Reader]) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in forms)


_BY_DIGIT: Final = _compiled(*_DIGIT_FORMS, *_PLACEHOLDERS)
_BY_WORD: Final = _compiled(*_WORD_FORMS, *_PLACEHOLDERS)
