"""Finding dates inside free text; numbers that are no date are left alone.

Texts are searched as ``fold`` makes them comparable: in lower case, with plain dashes and spaces,
without what cannot be seen. Places are given as in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from workshop_tui.practice.date_words import FIXED_DAYS
from workshop_tui.privacy.coarse.found import FoundDate, month_of, year_of
from workshop_tui.privacy.coarse.short_dates import short_dates
from workshop_tui.privacy.folding import Folded, fold

_DAY: Final = r"(?<!\d)\d{1,2}(?!\d)(?:[ ]?(?:st|nd|rd|th)\b)?"
_AND: Final = r"[ \t]*(?:-|/|&|\+|\band\b|\bto\b|\bor\b|\buntil\b|\btill\b)[ \t]*(?:the[ \t]+)?"
_DAYS: Final = rf"(?P<days>(?:{_DAY}(?:,[ \t]*{_DAY}){{0,8}}{_AND})?{_DAY})"
_MONTH: Final = r"(?P<month>[a-z]{3,10})(?![a-z])"
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thur?s?|fri|sat|sun)\b"
)
_CLOCK: Final = r"(?:[ \t]?(?:[ap]\.?m\b|hrs?\b|hours\b|h\d\d)|:\d|[.,/]\d|%)"

_DAY_MONTH: Final = re.compile(
    rf"(?<![\d_:£$€])(?<!\d[./])(?:the[ \t]+)?{_DAYS}"
    r"(?:[ \t]*\n?[ \t]*(?:(?:day[ \t]+)?of[ \t]+(?:the[ \t]+)?)?|[ \t]?[/'-][ \t]?|\."
    r"|\.[ \t]+(?=[a-z]{3,10}\.?[ \t]+\d{4}))"
    rf"{_MONTH}(?:(?P<gap>\.?[ \t]+|\.?[ \t]*[/'-][ \t]*|[ \t]*,[ \t]*(?=\d{{4}})|\.(?=\d)|)"
    rf"(?P<year>'?\d{{4}}|'?\d{{2}})(?!\d|{_CLOCK}))?"
)
_MONTH_DAY: Final = re.compile(
    rf"(?<!\w){_MONTH}(?P<dot>\.?)[ \t]*-?[ \t]*(?:the[ \t]+)?{_DAYS}(?!\d|{_CLOCK})"
    r"(?:[ \t,.-]*(?P<year>\d{4})(?!\d))?"
)
_MONTH_YEAR: Final = re.compile(
    rf"(?<!\w){_MONTH}\.?(?:[ \t,]*(?P<year>\d{{4}})|[ \t]*[-'/][ \t]*'?(?P<short>\d{{2}}))"
    rf"(?!\d|{_CLOCK})"
)
_NUMBERS: Final = re.compile(
    r"(?<![\d/])(?<!\d[.-])(?P<a>\d{4}|\d{1,2})(?P<s1>[ \t]*[/.\\-]{1,2}[ \t]*)(?P<b>\d{1,2})"
    r"(?P<s2>[ \t]*[/.\\-]{1,2}[ \t]*)(?P<c>\d{4}|\d{1,2})(?!\d|[/.-]\d)(?:t(?=\d\d))?"
)
_PLAIN: Final = r"\d{{1,2}}(?P<{0}>[/.])\d{{1,2}}(?P={0})(?:\d{{4}}|\d{{2}})"
_RANGE: Final = re.compile(
    rf"(?<![\d/.-])({_PLAIN.format('p')})[ \t]?-[ \t]?({_PLAIN.format('q')})(?!\d|[/.-]\d)"
)
_SPACED: Final = re.compile(
    r"(?<!\d)(?<!\d )(?P<a>\d{1,2}) (?P<b>\d{1,2}) (?P<c>(?:19|20)\d{2})(?! ?\d)"
)
_COMPACT: Final = re.compile(r"(?<!\w)(?P<a>(?:19|20)\d\d)(?P<b>\d\d)(?P<c>\d\d)(?!\w)")
_YEAR_MONTH: Final = re.compile(
    r"(?<![\d/.-])(?:(?P<month>\d{1,2})[ ]?[/.-][ ]?(?P<year>(?:19|20)\d\d)"
    r"|(?P<first>(?:19|20)\d\d)[/-](?P<second>\d\d))(?!\d|[/.-]\d)"
)
_FIXED: Final = re.compile(
    rf"(?<!\w)(?P<name>{'|'.join(FIXED_DAYS)})\b(?:[ \t,]*(?P<year>\d{{4}})(?!\d))?"
)
_BEFORE: Final = re.compile(
    rf"(?:(?<!\w)(?P<c>w/?[ ]?[cb]|wk\.?[ ]?(?:c|commencing|beginning)"
    r"|week[ ](?:commencing|beginning|starting|of))(?!\w)[ \t.:-]*(?:the[ \t]+)?"
    r"|(?<!\w)(?P<e>w/?[ ]?e|wk\.?[ ]?(?:e|ending)|week[ ]ending)(?!\w)[ \t.:-]*(?:the[ \t]+)?)?"
    rf"(?:(?<!\w){_WEEKDAY}\.?,?[ \t]*(?:the[ \t]+)?)?$"
)
_AFTER: Final = re.compile(
    rf"[ \t]*(?:,[ \t]*)?(?:\({_WEEKDAY}\)|{_WEEKDAY}(?=[ \t]*(?:[,.;)\n]|$)))"
)
_NOT_A_MONTH: Final = re.compile(
    r"[ \t]+(?:have|has|be|not|also|well|need|want|require|still|only|even|never|or|come|go)\b"
)
_DIGIT: Final = re.compile(r"\d")
_LOOKBACK: Final = 48
_HALVES: Final = re.compile("[¼-¾⅐-⅞]")
_STROKES: Final = str.maketrans("⁄∕", "//")


def find_dates(text: str) -> list[FoundDate]:
    """Every date in a text that can be recognised, in order, none overlapping.

    Day and month without a year count, months with a year count, bare months and years do not.
    """
    folded = _comparable(text)
    if _DIGIT.search(folded.lower) is None and not _FIXED.search(folded.lower):
        return []
    taken: list[FoundDate] = []
    for find in _FINDERS:
        for found in find(folded):
            wide = _widened(folded, found)
            if all(wide.end <= one.start or one.end <= wide.start for one in taken):
                taken.append(wide)
    taken.sort(key=lambda one: one.start)
    return [_in_original(folded, one) for one in taken]


def _comparable(text: str) -> Folded:
    """The text folded; "2½" stays two and a half and does not become 21/2."""
    if text.isascii():
        return fold(text)
    folded = fold(_HALVES.sub("\N{CURRENCY SIGN}", text))
    return replace(
        folded, lower=folded.lower.translate(_STROKES), cased=folded.cased.translate(_STROKES)
    )


def _in_original(folded: Folded, found: FoundDate) -> FoundDate:
    start, end = folded.original(found.start, found.end)
    return replace(found, start=start, end=end)


def _widened(folded: Folded, found: FoundDate) -> FoundDate:
    """With the weekday and the "w/c" beside it."""
    line, start = folded.lower, max(0, found.start - _LOOKBACK)
    before = _BEFORE.search(line[start : found.start])
    after = _AFTER.match(line, found.end)
    said = folded.cased[start + before.start() : found.start] if before else ""
    if before is not None and said and not said.startswith(("sat ", "sun ", "wed ")):
        week = 1 if before["c"] else -1 if before["e"] else 0
        found = replace(found, start=start + before.start(), week=week)
    return replace(found, end=after.end()) if after and found.first is not None else found


def _numbers(folded: Folded) -> Iterator[FoundDate]:
    for pair in _RANGE.finditer(folded.lower):
        for end in (1, 3):
            half = _NUMBERS.fullmatch(pair[end])
            date = _three(half) if half else None
            if date is not None:
                start = pair.start(end)
                yield replace(date, start=date.start + start, end=date.end + start)
    for pattern in (_NUMBERS, _SPACED, _COMPACT):
        for found in pattern.finditer(folded.lower):
            date = _three(found)
            if date is not None:
                yield date


def _three(found: re.Match[str]) -> FoundDate | None:
    group = found.groupdict()
    first, second, third = group["a"], int(group["b"]), group["c"]
    spaced = any(" " in group.get(name, "") or "\t" in group.get(name, "") for name in ("s1", "s2"))
    if len(first) == 4:
        return _calendar(found, second, int(third), int(first)) if len(third) < 4 else None
    mixed = (group.get("s1") or "").strip() != (group.get("s2") or "").strip()
    if len(third) == 1 or ((spaced or mixed) and len(third) < 4):
        return None  # "6-8/52" are weeks
    year = year_of(third)
    return (
        _calendar(found, second, int(first), year)
        or _calendar(found, int(first), second, year)
        or (_calendar(found, second, int(third), year_of(first)) if len(third) < 4 else None)
    )


def _calendar(found: re.Match[str], month: int, day: int, year: int) -> FoundDate | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1500 <= year <= 2199):
        return None
    return FoundDate(found.start(), found.end(), month, year, day, day)


def _day_and_month(folded: Folded) -> Iterator[FoundDate]:
    yield from _searched(_DAY_MONTH, folded, _read_day_month)


def _month_and_day(folded: Folded) -> Iterator[FoundDate]:
    yield from _searched(_MONTH_DAY, folded, _read_month_day)


def _month_and_year(folded: Folded) -> Iterator[FoundDate]:
    yield from _searched(_MONTH_YEAR, folded, _read_month_year)


Reader = Callable[[Folded, re.Match[str]], FoundDate | None]


def _searched(pattern: re.Pattern[str], folded: Folded, read: Reader) -> Iterator[FoundDate]:
    """All that a pattern finds; after what is no date the search goes on inside it."""
    position = 0
    while (found := pattern.search(folded.lower, position)) is not None:
        date = read(folded, found)
        if date is not None:
            yield date
            position = date.end
        else:
            position = found.start() + 1


def _read_day_month(folded: Folded, found: re.Match[str]) -> FoundDate | None:
    days = _written_days(found["days"])
    year = (found["year"] or "").lstrip("'")
    if folded.cased[max(0, found.start() - 1) : found.start()].isupper():
        return None  # a code: "SW1 March was busy"
    month = month_of(found["month"], dated=bool(year))
    if not days or month is None or not _really(folded, found, bool(year)):
        return None
    end = found.end()
    if year and _is_no_year(found, year):
        year, end = "", found.end("month")
    if "\n" in folded.lower[found.end("days") : found.start("month")] and not year:
        return None
    written = year_of(year) if year else None
    return FoundDate(found.start(), end, month, written, min(days), max(days))


def _is_no_year(found: re.Match[str], year: str) -> bool:
    """Whether a number behind day and month begins something else: "on 12 March. 2024 was …"."""
    full_stop = found["gap"].startswith(".") and len(found["month"]) > 4
    if full_stop and found["gap"] != ".":
        return True
    return not 1500 <= year_of(year) <= 2199


def _read_month_day(folded: Folded, found: re.Match[str]) -> FoundDate | None:
    days = _written_days(found["days"])
    month = month_of(found["month"], dated=False)
    sure = bool(found["year"]) or re.search(r"\d ?(?:st|nd|rd|th)", found["days"]) is not None
    verb = found["month"] == "may" and folded.cased[found.start("month")].islower()
    ended = bool(found["dot"]) and (len(found["month"]) > 4 or found["month"] == "may")
    if not days or month is None or (verb and not sure) or ended:
        return None  # "since May. 14 families came" is a month, and the next sentence
    year = int(found["year"]) if found["year"] else None
    return FoundDate(found.start(), found.end(), month, year, min(days), max(days))


def _read_month_year(folded: Folded, found: re.Match[str]) -> FoundDate | None:  # noqa: ARG001
    month = month_of(found["month"], dated=False)
    if month is None:
        return None
    return FoundDate(found.start(), found.end(), month, year_of(found["year"] or found["short"]))


def _really(folded: Folded, found: re.Match[str], has_year: bool) -> bool:
    """Whether a "may" behind a number is the month: "the 3 may have gone" is none."""
    if has_year or found["month"] not in ("may", "mar"):
        return True
    if folded.cased[found.start("month")].isupper():
        return True
    sure = re.search(r"\d ?(?:st|nd|rd|th)", found["days"]) or " of " in found[0]
    follows = folded.lower[found.end("month") : found.end("month") + _LOOKBACK]
    if sure:
        return _NOT_A_MONTH.match(follows) is None
    return re.match(r"[ \t]*(?:[,.;:)\n]|$)", follows) is not None


def _written_days(words: str) -> list[int]:
    days = [int(number) for number in re.findall(r"\d+", words)]
    return days if all(1 <= day <= 31 for day in days) else []


def _year_and_month(folded: Folded) -> Iterator[FoundDate]:
    for found in _YEAR_MONTH.finditer(folded.lower):
        month = int(found["month"] or found["second"])
        year = int(found["year"] or found["first"])
        if 1 <= month <= 12:
            yield FoundDate(found.start(), found.end(), month, year)


def _fixed_days(folded: Folded) -> Iterator[FoundDate]:
    for found in _FIXED.finditer(folded.lower):
        day, month = FIXED_DAYS[found["name"]]
        year = int(found["year"]) if found["year"] else None
        yield FoundDate(found.start(), found.end(), month, year, day, day)


def _short(folded: Folded) -> Iterator[FoundDate]:
    yield from short_dates(folded.lower)


_FINDERS: Final[tuple[Callable[[Folded], Iterator[FoundDate]], ...]] = (
    _numbers,
    _day_and_month,
    _month_and_year,
    _month_and_day,
    _year_and_month,
    _fixed_days,
    _short,
)
