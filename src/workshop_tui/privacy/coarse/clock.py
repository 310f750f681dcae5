"""Times of day in a text as parts of the day: a minute can lead back to a call that was logged."""

from __future__ import annotations

import re
from typing import Final

SOME_TIME: Final = "some time that day"

_HALF: Final = r"(?P<h1>\d{1,2})(?:[:.](?P<m1>\d\d))?[ \t]*(?P<half>[ap])\.?[ ]?m\b\.?"
_COLON: Final = (
    r"(?P<h2>\d{1,2}):(?P<m2>\d\d)(?::\d\d)?(?![\d:])(?:z\b|[ \t]*(?:hrs?|hours|h)\b\.?)?"
)
_HOURS: Final = (
    r"(?P<h3>\d{1,2}(?=[.;])|\d\d)[.;]?(?P<m3>\d\d)[ \t]?(?:hrs?|hours|h)\b\.?(?![ \t]of\b)"
)
_LETTER: Final = r"(?P<h4>\d{1,2})h(?P<m4>\d\d)\b"
_HOUR: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_SPOKEN: Final = (
    r"(?P<spoken>(?:half past|quarter (?:past|to)|(?:five|ten|twenty|\d{1,2})(?: minutes)? past"
    rf"|(?:five|ten|twenty|\d{{1,2}}) minutes to) {_HOUR}\b(?: ?o['’]clock)?"
    rf"|\b{_HOUR} ?o['’]clock)"
)
_DOTTED: Final = (
    r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )|(?<=\babout )|(?<=\bapprox )"
    r"|(?<=\bapprox\. ))(?P<h5>\d{1,2})\.(?P<m5>[0-5]\d)(?!\d|\.\d"
    r"|[ \t]?(?:%|k?g\b|mg|m?l\b|mmol|c?m\b|miles|units?|hours|per\b|x\b|p\b))"
)
_NOUGHT: Final = r"(?<![\d.£$€])(?P<h7>0\d)\.(?P<m7>[0-5]\d)(?!\d|\.\d|%|[ ]?(?:k?g|mg|m?l|m)\b)"
_ALONE: Final = r"(?:(?<=[a-z], )|(?<=[A-Z]\d, ))(?P<h6>\d{1,2})\.(?P<m6>[0-5]\d)(?=[,.;](?!\d)|$)"

_TIME: Final = re.compile(
    rf"(?<![\d.:/£$€+])(?:{_HALF}|{_COLON}|{_HOURS}|{_LETTER}|{_DOTTED}|{_ALONE}|{_NOUGHT})|(?<!\w){_SPOKEN}",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"[ \t]*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\band\b)[ \t]*", re.IGNORECASE
)
_AT: Final = re.compile(
    r"(?<!\w)(?:(?:at|approx(?:imately|\.)?|around|about|circa|c\.)[ \t]+|@[ \t]*)+$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?<!\w)(?:between|from)[ \t]+$", re.IGNORECASE)
_SINCE: Final = re.compile(
    r"(?<!\w)(?:by|until|till|from|since|before|after|to|between|of|and)[ \t]+$", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_PARTS: Final = ((5, "night"), (12, "morning"), (18, "afternoon"), (22, "evening"), (24, "night"))


def part_of_day(hour: int) -> str:
    """The part of the day of an hour from 0 to 23: "morning", "afternoon", "evening", "night"."""
    return next(name for end, name in _PARTS if hour < end)


def at_part_of_day(time: str | None) -> str:
    """A stored time ("14:30") in words: "in the afternoon"; "" without one."""
    return _at(part_of_day(int(time[:2]))) if time and time[:2].isdecimal() else ""


def without_times(text: str) -> str:
    """A text with the times of day that can be recognised given as parts of the day."""
    if _DIGIT.search(text) is None and "clock" not in text and "past" not in text:
        return text
    parts: list[str] = []
    position = 0
    for start, end, said, several in _spans(text):
        before = text[position:start]
        between = _BETWEEN.search(before) if several else None
        at, since = _AT.search(before), _SINCE.search(before)
        if between is not None:
            before = before[: between.start()]
        elif at is not None:
            before = before[: at.start()]
        words = _since(said) if since and not between else _at(said)
        opens = not text[:start].strip() or (at is not None and at[0][:2].istitle())
        parts += [before, words[0].upper() + words[1:] if opens else words]
        position = end
    return "".join([*parts, text[position:]]) if parts else text


def _spans(text: str) -> list[tuple[int, int, str, bool]]:
    """Place and part of the day of each time; two ends of one span in one part are one."""
    spans: list[tuple[int, int, str, bool]] = []
    for found in _TIME.finditer(text):
        said = _read(found)
        if said is None:
            continue
        if spans and spans[-1][2] == said and _JOINT.fullmatch(text, spans[-1][1], found.start()):
            spans[-1] = (spans[-1][0], found.end(), said, True)
        else:
            spans.append((found.start(), found.end(), said, False))
    return spans


def _at(part: str) -> str:
    if part == SOME_TIME:
        return f"at {part}"
    return f"at {part}" if part == "night" else f"in the {part}"


def _since(part: str) -> str:
    return part if part == SOME_TIME else f"the {part}"


def _read(found: re.Match[str]) -> str | None:
    """The part of the day; None where the numbers are no possible time."""
    if found["spoken"]:
        return SOME_TIME
    number = next(n for n in "1234567" if found[f"h{n}"] is not None)
    hour, minute = int(found[f"h{number}"]), int(found[f"m{number}"] or 0)
    if found["half"]:
        if hour > 12:
            return part_of_day(hour) if hour < 24 and minute < 60 else None
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None
    if not found["half"] and 0 < hour < 8 and len(found[f"h{number}"]) == 1:
        return SOME_TIME  # neither am nor pm is written
    return part_of_day(hour)
