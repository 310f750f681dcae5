"""Days written short: "on 11/6", "Tues 12th", "by the 3rd".

Two numbers with a stroke are as often something else: "24/7", "1/2 tablet", "6/52" (weeks), "BP
120/80". They are a date only where the words around them say so; where one cannot tell, they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workshop_tui.privacy.coarse.found import FoundDate

_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thur?s?|fri|sat|sun)"
)
_TWO: Final = re.compile(r"(?<![\w/.£-])(\d{1,2})[ ]?/[ ]?(\d{1,2})(?![\w/%]|[.]\d)")
_SURE: Final = re.compile(
    r"\b(?:on|dated?|since|until|till|before|after|due|w/?c|w/?e|week (?:commencing|ending)"
    rf"|born|b(?=\.)|{_WEEKDAY})\b[.,:]?[ \t]*(?:the[ \t]+)?$"
)
_DONE: Final = re.compile(
    r"\b(?:seen|visit(?:ed)?|rang|call(?:ed)?|letter|e-?mail(?:ed)?|appt|appointment|meeting|rec'?d"
    r"|received|sent|note|collected|given|issued|booked|rebooked|signed|opened|closed|returned"
    r"|dispensed|submitted|discharged|admitted|started|stopped|cancelled|moved|born|died)"
    r"\b[.,:]?[ \t]*$"
)
_LIKELY: Final = re.compile(r"\b(?:of|by|from|to|between)[ \t]+$")
_PAIR: Final = re.compile(
    r"(?<![\w/.£-])(\d{1,2})/(\d{1,2})[ ]?-[ ]?(\d{1,2})/(\d{1,2})(?![\w/%]|[.]\d)"
)
_PLACED: Final = re.compile(
    r"(?:\band[ \t]*|[(\[;][ \t]*|(?:^|\n)[ \t]*|\d{1,2}/\d{1,2}[ \t]*(?:-|to|and|,|&)[ \t]*)$"
)
_MEASURED: Final = re.compile(
    r"\b(?:for|x|every|last|past|over|within|in|bp|va|acuity|scor(?:e|ed|ing)(?: of)?|rated|pain"
    r"|sats|page|p|(?:history|hx|period|course|supply|total|age|duration|about) of)[ \t]*:?[ \t]*$"
)
_UNIT: Final = re.compile(
    r"[ \t]*(?:-?(?:old|ago|pregnant|gestation|tablets?|tabs?|mg|ml|cup|pint|bottle|spoon|hours?"
    r"|days|weeks?|months?|years?|course|supply|score|of (?:a|an|the|her|his|their|all)|full|empty"
    r"|way|size|inch|mile|sister|brother)\b|in\b)"
)
_OF_TIME: Final = frozenset({7, 12, 52, 40})
"""Under a stroke these count days, months and weeks in health records ("for 3/7")."""

_ORDINAL: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)\b"
_WEEKDAY_DAY: Final = re.compile(
    rf"(?<!\w){_WEEKDAY}\b\.?,?[ \t]+(?:the[ \t]+)?(?:{_ORDINAL}"
    r"|(?P<plain>\d{1,2})(?=[ \t]*(?:[,;)\n]|\.(?!\d)|$)))"
)
_FOLLOWS: Final = (
    r"[ \t]*(?:[,.;:)\n]|$|(?:and|but|or|at|when|she|he|they|we|i|it|to|with|by|as|because|so"
    r"|after|before|that|mum|dad|mother|father|of (?:this|that|the) month)\b)"
)
_THE_DAY: Final = re.compile(
    r"\b(?:(?:on|by|until|till|since|from|before|after|to|between|and|of)[ \t]+(?P<the>the[ \t]+)"
    rf"|(?:on|by|until|till|since)[ \t]+){_ORDINAL}"
    rf"(?:(?:,|,?[ ]and|[ ]&)[ ](?:the[ ])?\d{{1,2}}(?:st|nd|rd|th)\b)*(?={_FOLLOWS})"
)


def short_dates(line: str) -> Iterator[FoundDate]:
    """Days without a year in a folded text, and days of a month that is not named."""
    for found in _TWO.finditer(line):
        day, month = int(found[1]), int(found[2])
        if 1 <= day <= 31 and 1 <= month <= 12 and _is_date(line, found, day, month):
            yield FoundDate(found.start(), found.end(), month, None, day, day)
    for found in _PAIR.finditer(line):
        halves = [(int(found[n]), int(found[n + 1])) for n in (1, 3)]
        if all(1 <= d <= 31 and 1 <= m <= 12 for d, m in halves) and not _UNIT.match(
            line, found.end()
        ):
            for n, (day, month) in zip((1, 3), halves, strict=True):
                yield FoundDate(found.start(n), found.end(n + 1), month, None, day, day)
    for found in _WEEKDAY_DAY.finditer(line):
        day = int(found["day"] or found["plain"])
        if 1 <= day <= 31:
            yield FoundDate(found.start(), found.end(), None, None, day, day)
    for found in _THE_DAY.finditer(line):
        if 1 <= int(found["day"]) <= 31:
            start = found.start("the") if found["the"] else found.start("day")
            yield FoundDate(start, found.end(), None, None, int(found["day"]), int(found["day"]))


def _is_date(line: str, found: re.Match[str], day: int, month: int) -> bool:
    before, after = line[max(0, found.start() - 40) : found.start()], line[found.end() :]
    if (day, month) == (24, 7) or _UNIT.match(after) or _MEASURED.search(before):
        return False
    if _SURE.search(before):
        return True
    if day <= month == 10 or day < month <= 5:
        return False  # marks out of ten, a half, two thirds, three quarters
    if _DONE.search(before) or _LIKELY.search(before):
        return True
    return month not in _OF_TIME and (day > 12 or _PLACED.search(before) is not None)
