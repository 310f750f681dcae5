"""From the text of a cell to what its words say, without yet deciding day or month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from workshop_tui.intake.dates.clock import bare_time, find_times, stamp
from workshop_tui.intake.dates.parts import read_part
from workshop_tui.intake.dates.phrase import Kind, Phrase
from workshop_tui.practice.date_words import weekday_number

LONGEST: Final = 120

_TIDY: Final = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ`´", "'"),
        "\ufeff": "",
        "\u200b": "",
        "⁄": "/",
        "∕": "/",
        "／": "/",
        "：": ":",
        "\u200e": "",
        "\u200f": "",
        "\u00ad": "",
    }
)
_UNDATED: Final = re.compile(
    r"undated|not dated|no dates?(?: given| recorded| known)?|(?:exact )?dates? (?:is )?"
    r"(?:unknown|not (?:known|recorded|given|stated|clear)|unclear|unrecorded|tbc|n/?k)"
    r"|(?:unknown|unclear)(?: date)?|not (?:known|recorded|stated|given|specified)|n\.?/?k\.?"
    r"|n\.?/?a\.?|n\.?d\.?|t\.?b\.?[ca]\.?|to be confirmed|none(?: given| recorded)?|nil"
    r"|d?d/m?m/y{2,4}|[?_x]+(?:[/.-][?_x]+)*|\?+"
)
_LABEL: Final = re.compile(
    r"(?:(?:date(?: and time)?(?: of (?:the )?(?:contact|event|visit|incident|entry|call|meeting"
    r"|referral|record))?|dated|on|the)\b\s*:?|in)\s*(?<![a-z])(?=\S)"
)
_BEFORE_HEDGE: Final = re.compile(
    r"(approx(?:imately|\.)?|circa|ca?\.\s?|c\s?(?=\d)|ca\s|around(?: about)?|about|abt\.?|roughly"
    r"|est(?:imated|\.)|(?:on|in) or (?:about|around|near)|o/a|possibly|probably"
    r"|perhaps|maybe|likely|(?:believed|thought|said|reported)(?: to be)?|~|\?)\s*:?\s*"
)
_AFTER_HEDGE: Final = re.compile(
    r"\s*,?\s*\(?\s*(approx(?:imately|\.)?|circa|or (?:thereabouts|so)|estimated?|est\.?|\?+|~|tbc"
    r"|to be confirmed|provisional|(?:exact )?(?:date|day)s? (?:is )?(?:(?:un|not )(?:known|clear"
    r"|certain)|not (?:recorded|given|stated)|uncertain|unconfirmed|n/?k)"
    r"|times? (?:is )?(?:unknown|unclear|n/?k|not (?:known|recorded|given|stated)))\s*\)?"
)
_VAGUE: Final = re.compile(
    r"((?:at )?some\s?(?:time|point)(?: in| during)?|during|throughout|over(?: the)?"
    r"|(?:exact )?dates? (?:unknown|not known|n/?k)(?: but)?(?:,? in)?"
    r"|unknown date (?:in|during)|undated,?(?: in)?|one day in)\s*[:,-]?\s*(?:the\s+)?(?=\S)"
)
_DAY_PART: Final = (
    r"(?:early |mid[- ]?|late )?(?:hours of(?: the)? )?(?:morning|afternoon|evening|night"
    r"|lunch ?time|overnight|a\.?m\.?|p\.?m\.?)|early hours"
)
_LEADING_PART: Final = re.compile(
    rf"(?:in the |on the )?({_DAY_PART})(?: of(?: the)?)?[\s,:-]+(?=\S)"
)
_TRAILING_PART: Final = re.compile(rf"[\s,-]+\(?(?:in the |at )?({_DAY_PART})\)?")
_WEEKDAY: Final = re.compile(
    r"(?<![^\W_])((?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,4}day|mon|tues?|weds?|thur?s?|fri|sat"
    r"|sun)s?(?![^\W_])\.?,?"
)
_WEEK: Final = re.compile(
    r"(?:the )?(?:(w/?\s?c|w/?\s?b|wk\.?\s?(?:commencing|beginning|comm|beg|c|b)"
    r"|week\s?(?:commencing|beginning|starting|of))"
    r"|(w/?\s?e|wk\.?\s?(?:ending|e)|week\s?ending))(?![a-z])[\s.:-]*(?:the )?"
)
_OPENING_WORDS: Final[tuple[tuple[str, Kind], ...]] = (
    (r"(?:(?:just |shortly |some ?time )?before|prior to|pre-?)\s*(.+)", "before"),
    (
        r"(?:until|till|up ?to(?: and including)?|by|no later than|(?:on )?or before|to)\s+(.+)",
        "until",
    ),
    (r"(?:(?:just |shortly |some ?time )?after|post-?)\s*(.+)", "after"),
    (r"(?:on-?going )?(?:since|starting(?: from)?|(?:on )?or after)\s+(.+)", "since"),
    (
        r"(?:from\s+|between\s+)?(.+?)[\s,-]+(?:(?:and )?on-?wards?|(?:to|till|until|and)?\s*"
        r"(?:the )?(?:present|ongoing|on-going|now|today|current(?:ly)?|to date|date"
        r"|continuing))",
        "since",
    ),
    (r"from\s+(.+)", "since"),
)
_OPENINGS: Final = tuple((re.compile(words), kind) for words, kind in _OPENING_WORDS)
_JOINTS: Final = (
    re.compile(r"\s+(?:up )?(?:to|until|till?|through|thru)\s+(?:the\s+)?"),
    re.compile(r"\s+-\s+"),
    re.compile(r"\s*-\s*"),
    re.compile(r"\s*/\s*(?=[^\W\d])"),
    re.compile(r"(?<=[^\W\d_])\s*/\s*(?=\d)"),
)
_BESIDE_TIME: Final = re.compile(
    r"(?:(?:\b(?:at|from|approx(?:imately|\.)?|about|around|circa|c\.?|t)|@|\(|(?<=\d)t)\s*)+$"
)
_BETWEEN: Final = (re.compile(r"\s+and\s+(?:the\s+)?"),)
_LISTS: Final = (
    re.compile(r"\s*(?:\band\b|&|;|\bor\b|\+)\s*"),
    re.compile(r"\s*,\s*"),
    # Two days on two lines of a cell.
    re.compile(r"(?<=[/.-]\d\d)\s+(?=\d{1,2}[/.-]\d{1,2}[/.-]\d)|(?<=\d{4})\s+(?=\d)"),
)
_NIGHT: Final = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?\s?/\s?(?P<rest>(?P<second>\d{1,2})(?:st|nd|rd|th)?\s[^\W\d].*)"
)
# "12/03/2024 1300 - 1400": behind a whole date only.
_BARE_SPAN: Final = re.compile(
    r"(?P<date>\S.*)\s(?P<start>\d{4}|\d{1,2}[.:]\d{2})\s?(?:-|to|until)\s?"
    r"(?P<end>\d{4}|\d{1,2}[.:]\d{2})",
    re.ASCII,
)
_MOMENT: Final = re.compile(r"(?P<day>.*\S) (?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d))?", re.ASCII)
# "1?/03/2024" may be any day from the 10th; "12?/03/2024" is only unsure.
_DIGIT_MISSING: Final = re.compile(
    r"(?<!\d)\d\?(?=\s*\S)|[/.-]\s?\?\d(?!\d)|(?<!\d)\?\d[/.-]0\d|\d\?\d"
)
_ISO_PAIR: Final = re.compile(r"(\d{4}-\d\d(?:-\d\d)?)/(\d{4}-\d\d(?:-\d\d)?)", re.ASCII)
_HINT: Final = re.compile(
    r"\d|noon|midday|midnight|undated|date|unknown|known|recorded|stated|given|specified|none|nil"
)
_DASH_ENDS: Final = re.compile(r"[-–—]\s*$")
_SHORT: Final = 14
_UNSURE: Final = frozenset(
    ("possibly", "probably", "perhaps", "maybe", "likely", "?", "tbc", "provisional")
)
_NO_DATE: Final = Phrase("undated", notes=("the source gives no date",))


@lru_cache(maxsize=32_768)
def scan(text: str) -> Phrase | None:
    """Reads a text as a date, a period, a time or a plain "not known".

    Args:
        text: The whole text of a cell. Words that are no part of a date make it unreadable.

    Returns:
        What the words say, or None if they are not a date in a known form.
    """
    if len(text) > 4 * LONGEST:
        return None
    line = tidy(text)
    if not line:
        return _NO_DATE if text.strip() else None
    if len(line) > LONGEST or (len(line) > _SHORT and not _HINT.search(line)):
        return None
    part = read_part(line)
    if part is not None and part.has_year:
        # "2015 -" goes on; "12/03/2015 -" is only untidy.
        goes_on = not part.has_day and _DASH_ENDS.search(text)
        return Phrase("since" if goes_on else "single", (part,))
    moment = _MOMENT.fullmatch(line)
    if moment is not None and (phrase := _plain_moment(moment)) is not None:
        return phrase
    if _UNDATED.fullmatch(line):
        return _NO_DATE
    if "?" in line and _DIGIT_MISSING.search(line):
        return None
    phrase = _with_hedges(line)
    if phrase is None and "?" in line:
        phrase = _with_hedges(f"? {' '.join(line.replace('?', ' ').split())}")
    return phrase


def _plain_moment(found: re.Match[str]) -> Phrase | None:
    """A day and a time of 24 hours: the commonest cell with both, so it is tried first."""
    time = stamp(int(found["h"]), int(found["m"]), int(found["s"]) if found["s"] else None)
    phrase = _dated(found["day"]) if time is not None else None
    if phrase is None or not (phrase.parts[0].has_day and phrase.parts[0].has_year):
        return None
    return phrase._replace(time=time)


def tidy(text: str) -> str:
    """One lower-case line with plain dashes, slashes and spaces, without brackets around it."""
    text = text if text.isascii() and "`" not in text else text.translate(_TIDY)
    line = " ".join(text.casefold().split()).lstrip("'").strip(" .,;:-*•")
    line = line.rstrip("¹²³⁴⁵⁶⁷⁸⁹†‡")
    while len(line) > 2 and line[0] + line[-1] in {"()", "[]", '""', "''"}:
        line = line[1:-1].strip(" .,;:-")
    return line


def _with_hedges(line: str) -> Phrase | None:
    """Takes the words of doubt off both ends, reads the rest, and keeps them as notes."""
    hedges: list[str] = []
    notes: list[str] = []
    while True:
        if (hedge := _BEFORE_HEDGE.match(line)) and hedge.end() < len(line):
            hedges.append(hedge[1].strip())
        elif vague := _VAGUE.match(line) or _LEADING_PART.match(line):
            notes.append(f'the source says "{vague[1].strip()}"')
            hedge = vague
        else:
            hedge = _LABEL.match(line)
        if hedge is None:
            break
        line = line[hedge.end() :]
    while (end := _last(_AFTER_HEDGE, line)) is not None:
        hedges.append(end[1].strip())
        line = line[: end.start()].strip(" ,;-")
    notes += [_hedge_note(words) for words in hedges]
    phrase = _whole(line.strip(" ,;:-"))
    if phrase is None:
        return None
    return phrase._replace(
        notes=(*phrase.notes, *notes),
        flags=(*phrase.flags, *(("approximate",) if any(map(_unsure, hedges)) else ())),
    )


def _unsure(words: str) -> bool:
    """Whether words cast doubt on the day; that the time is not known does not."""
    return not words.startswith("time")


def _hedge_note(words: str) -> str:
    if "date" in words or "day" in words or "time" in words:
        return f'the source says "{words}"'
    return f'{"uncertain" if words in _UNSURE else "approximate"}: the source says "{words}"'


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """The match that ends where the line ends and leaves something before it."""
    for found in pattern.finditer(line):
        if found.end() == len(line) and found.start() > 0 and found.group().strip():
            return found
    return None


def _whole(line: str) -> Phrase | None:
    """A single date, an open period or a range: the first that explains the whole line."""
    single = _single(line)
    if single is not None and (single.kind == "time" or single.parts[0].has_year):
        return single
    return _open(line) or _range(line) or single


def _open(line: str) -> Phrase | None:
    for pattern, kind in _OPENINGS:
        found = pattern.fullmatch(line)
        phrase = _single(_unlabelled(found[1])) if found is not None else None
        if phrase is not None and phrase.kind == "single" and phrase.parts[0].has_year:
            return phrase._replace(kind=kind)
    return None


def _unlabelled(line: str) -> str:
    label = _LABEL.match(line)
    hedge = _BEFORE_HEDGE.match(line[label.end() :] if label else line)
    line = line[label.end() :] if label else line
    return line[hedge.end() :] if hedge and hedge.end() < len(line) else line


def _range(line: str) -> Phrase | None:
    """Two dates with something between: each half is read on its own, then they help each other."""
    between = line.startswith("between ")
    line = re.sub(r"^(?:from|between)\s+", "", line)
    pair = _ISO_PAIR.fullmatch(line)
    if pair is not None:
        return _pair(pair[1], pair[2], "range")
    night = _NIGHT.fullmatch(line)
    if night is not None and int(night["second"]) == int(night["first"]) + 1:
        phrase = _pair(night["first"], night["rest"], "range")
        note = "two days are written with a stroke: either of them, or the night between"
        return phrase and phrase._replace(notes=(*phrase.notes, note))
    for pattern in (*_JOINTS, *(_BETWEEN if between else ())):
        for left, right in _splits(pattern, line):
            phrase = _pair(left, right, "range")
            if phrase is not None:
                return phrase
    for pattern in _LISTS:
        for left, right in _splits(pattern, line):
            phrase = _pair(left, right, "several")
            if pattern is _LISTS[-1] and phrase is not None:
                whole = all(part.has_day and part.has_year for part in phrase.parts)
                phrase = phrase if whole else None
            if phrase is not None and (phrase.parts[1].has_year or phrase.parts[1].month):
                return phrase._replace(notes=(*phrase.notes, "two dates are written in one cell"))
    return None


def _splits(pattern: re.Pattern[str], line: str) -> Iterator[tuple[str, str]]:
    for found in pattern.finditer(line):
        if found.start() > 0 and found.end() < len(line):
            yield line[: found.start()], line[found.end() :]


def _pair(left: str, right: str, kind: Kind) -> Phrase | None:
    first, second = _single(_unlabelled(left)), _single(_unlabelled(right))
    if first is None or second is None or second.kind != "single" or first.kind != "single":
        return None
    parts = (first.parts[0], second.parts[0])
    if not parts[1].has_year and not parts[0].has_year and not all(p.has_day for p in parts):
        return None
    if first.week or second.week:
        return None
    notes = (*first.notes, *second.notes, *((f"until {second.time}",) if second.time else ()))
    return first._replace(kind=kind, parts=parts, notes=notes, end_weekday=second.weekday)


def _single(line: str) -> Phrase | None:
    """One date with what may stand beside it: a time, a weekday, "w/c", "evening"."""
    part = read_part(line)
    if part is not None and (part.has_year or part.month is not None):
        return Phrase("single", (part,))
    for way in find_times(line):
        rest = _joined(way.before, way.after)
        phrase = _dated(rest) if rest else Phrase("time")
        if phrase is not None:
            notes = (*phrase.notes, *way.notes, *_about(way.before))
            flags = (*phrase.flags, *way.flags)
            return phrase._replace(time=way.time, notes=notes, flags=flags)
    return _dated(line) or _beside_bare_time(line)


def _joined(before: str, after: str) -> str:
    """What is left of a line once its time is taken out of it."""
    before = _BESIDE_TIME.sub("", before.rstrip(" ,-(")).rstrip(" ,-(@")
    after = re.sub(r"^\s*(?:on\b|of\b)", "", after.lstrip(" ,-)")).lstrip(" ,-)")
    return f"{before} {after}".strip(" ,-()")


def _beside_bare_time(line: str) -> Phrase | None:
    """A whole date and four bare digits ("12/03/2020 1430"): the digits are a time."""
    spanned = _BARE_SPAN.fullmatch(line)
    if spanned is not None:
        line = f"{spanned['date']} {spanned['start']}"
    head, _, tail = line.replace("@", " ").rpartition(" ")
    time = bare_time(tail)
    before = _BESIDE_TIME.sub("", head.rstrip(" ,-"))
    phrase = _dated(before.rstrip(" ,-")) if time and before else None
    if phrase is None or not (phrase.parts[0].has_day and phrase.parts[0].has_year):
        return None
    note = f'"{tail}" read as a time of 24 hours'
    until = bare_time(spanned["end"]) if spanned is not None else None
    if spanned is not None and until is None:
        return None
    note = f"{note}, until {until}" if until else note
    return phrase._replace(time=time, notes=(*phrase.notes, note, *_about(head)))


def _about(before: str) -> tuple[str, ...]:
    """A note where the words before a time make it approximate."""
    vague = re.search(r"\b(?:approx|about|around|circa|c\b)", before)
    return ("the time is approximate",) if vague else ()


def _dated(line: str) -> Phrase | None:
    """A date with a weekday, "w/c" or part of the day, but without a clock time."""
    notes: list[str] = []
    beside = _last(_TRAILING_PART, line)
    if beside is not None:
        notes.append(f'the source says "{beside[1].strip()}"')
        line = line[: beside.start()].strip()
    week = _WEEK.match(line)
    sign = 0 if week is None else (1 if week[1] else -1)
    line = line if week is None else line[week.end() :]
    day = _WEEKDAY.search(line)
    if day is not None:
        line = " ".join(f"{line[: day.start()]} {line[day.end() :]}".split()).strip(" ,-()")
        line = line.removeprefix("the ")
    part = read_part(line) if line else None
    if part is None:
        return None
    if sign and not part.has_day:
        return None
    weekday = weekday_number(day[1]) if day is not None else None
    return Phrase("single", (part,), weekday=weekday, week=sign, notes=tuple(notes))
