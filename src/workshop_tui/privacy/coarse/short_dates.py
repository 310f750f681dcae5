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
_LIKELY: Final = re.compile(
    r"\b(?:of|by|from|to|between|seen|visit(?:ed)?|rang|call(?:ed)?|letter|e-?mail|appt"
    r"|appointment|meeting|rec'?d|received|sent|note|collected|given|issued"
    r"|booked|signed|opened|closed|returned)\b[.,:]?[ \t]*$"
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
_THE_DAY: Final = re.compile(
    r"\b(?:on|by|until|till|since|from|before|after|to|between|and|of)[ \t]+(?P<the>the[ \t]+)"
    rf"{_ORDINAL}(?=[ \t]*(?:[,.;:)\n]|$|(?:and|but|or|at|when|she|he|they|we|i|it|to|with|by|as"
    r"|because|so|after|before|that|mum|dad|mother|father|of (?:this|that|the) month)\b))"
)


def short_dates(line: str) -> Iterator[FoundDate]:
    """Days without a year in a folded text, and days of a month that is not named."""
    for found in _TWO.finditer(line):
        day, month = int(found[1]), int(found[2])
        if 1 <= day <= 31 and 1 <= month <= 12 and _is_date(line, found, day, month):
            yield FoundDate(found.start(), found.end(), month, None, day, day)
    for pattern in (_WEEKDAY_DAY, _THE_DAY):
        for found in pattern.finditer(line):
            group = found.groupdict()
            day = int(group.get("day") or group["plain"])
            if 1 <= day <= 31:
                start = found.start("the") if "the" in group else found.start()
                yield FoundDate(start, found.end(), None, None, day, day)


def _is_date(line: str, found: re.Match[str], day: int, month: int) -> bool:
    before, after = line[max(0, found.start() - 40) : found.start()], line[found.end() :]
    if (day, month) == (24, 7) or _UNIT.match(after) or _MEASURED.search(before):
        return False
    if _SURE.search(before):
        return True
    if month == 10 or (day < month <= 5):
        return False  # marks out of ten, a half, two thirds, three quarters
    if _LIKELY.search(before):
        return True
    return month not in _OF_TIME and (day > 12 or _PLACED.search(before) is not None)
