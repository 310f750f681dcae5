"""The forms in which ages are written in free text."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: Final = (
    {word: number for number, word in enumerate(_SMALL)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {
        f"{tens}-{_SMALL[one]}": 10 * number + one
        for number, tens in enumerate(_TENS, start=2)
        for one in range(1, 10)
    }
)
_WORDS: Final = "|".join(sorted(NUMBERS, key=len, reverse=True))
N: Final = rf"(?:\d{{1,3}}(?:\.\d)?|{_WORDS})(?:[ ]?[¼½¾]|[ ]?1/2|[ ]and[ ]a[ ]half)?"
HYPHEN: Final = r"[-‐‑–—]"
_MONTHS: Final = r"(?:months?|mths?\.?|mos?)"
UNIT: Final = rf"(?:years?|yrs?\.?|{_MONTHS}|weeks?|wks?|days?)"
_AND_MONTHS: Final = rf"(?:,?[ ]?(?:and[ ])?{N}[ ]?{_MONTHS})?"
_TO: Final = rf"{HYPHEN}?[ ]?(?:{HYPHEN}|to|or)[ ]?"
ABOUT: Final = r"(?:about|around|approx(?:imately)?\.?|nearly|almost|just|only|over|circa|c\.)[ ]"
_JOINT: Final = rf"(?:,|,?[ ](?:and|or|to|&)|[ ]?{HYPHEN})"
_END: Final = (
    r"(?=[ \t]*(?:[,.;:)\]\n]|$)"
    r"|[ ](?:and(?! over)|who|was|is|when|at|lives?|with|had|has)\b)"
)
_CHILD: Final = "(?:girl|boy|child|toddler|baby|lad|lass|woman|man|youngster)"

HINT: Final = re.compile(rf"\bage|\bold\b|\bborn\b|birth|\b(?:{_WORDS})\b|turn", re.IGNORECASE)
"""What a text without any digit must hold to be looked through for ages."""

OLD: Final = re.compile(
    rf"(?<![\w.])(?:(?P<from>{N}){_TO})?(?P<n>{N})(?P<h>[ ]?{HYPHEN}[ ]?|[ ])?(?P<unit>{UNIT})"
    rf"{_AND_MONTHS}(?:[ ]?{HYPHEN}[ ]?|[ ])?olds?\b",
    re.IGNORECASE,
)
"""\"five-year-old", "14 months old", "4 to 6 year olds"."""

SHORT_OLD: Final = re.compile(
    r"(?<![\w.])(?P<n>\d{1,3}[¼½¾]?)[ ]?(?P<unit>y|m|yrs?|mths?|wk|d)[ ]?/?[ ]?o(?:ld)?\b",
    re.IGNORECASE,
)
"""\"5yo", "14 m/o"."""

_ONE: Final = rf"{N}(?:[ ]?{UNIT})?{_AND_MONTHS}"
AGED: Final = re.compile(
    r"\b(?P<lead>aged?|ages)(?P<colon>[ ]?:)?[ ](?P<of>of[ ])?"
    rf"(?:{ABOUT})?(?P<between>between[ ])?(?P<list>{_ONE}(?:{_JOINT}[ ]?{_ONE})*)"
    rf"(?:[ ]and[ ]over)?(?![\w/%]|\.\d|{HYPHEN}\w)",
    re.IGNORECASE,
)
"""\"aged 5", "ages 3, 5 and 8", "at the age of 14 months"."""

ITEM: Final = re.compile(
    rf"(?P<joint>{_JOINT})?[ ]?(?P<n>{N})(?:[ ]?(?P<unit>{UNIT}))?{_AND_MONTHS}", re.IGNORECASE
)
"""One age of a list."""

COMPACT: Final = re.compile(
    r"(?<![\w.])(?P<n>\d{1,2})[ ]?(?P<unit>y|yrs?)[ ,]{0,2}\d{1,2}[ ]?(?:m|mths?|mos?)\b"
    r"(?![ ]?(?:ago|later|of)\b)",
    re.IGNORECASE,
)
"""\"3y 8m"."""

DURATION: Final = re.compile(
    r"\b(?:for|over|in|after|past|last|next|within|every|of|than)[ ](?:the[ ])?$", re.IGNORECASE
)
LIMIT: Final = re.compile(r"\b(?:over|under|below|above|least|most)[ ]$", re.IGNORECASE)
NOUN_FOLLOWS: Final = re.compile(
    r"\b(?:a|an|the|this|that|his|her|their|our|another|each)[ ](?:\w+[ ])?$", re.IGNORECASE
)

CHILD_OF: Final = re.compile(
    rf"\b(?P<lead>(?:a|an|the|this|by|little|small|young|older)[ ]{_CHILD}[ ]of[ ](?:{ABOUT})?"
    rf"|{_CHILD}[ ]of[ ]{ABOUT})(?P<n>{N})\b(?![ ]?{UNIT}|{HYPHEN}\d)"
    r"(?![ ](?:children|siblings|kids|brothers|sisters|them|these|those|and over)\b)",
    re.IGNORECASE,
)
"""\"a girl of about 5"."""

WHEN_WAS: Final = re.compile(
    r"\b(?P<lead>(?:(?:when|while|since|until|by the time|before|after)[ ]"
    r"(?:he|she|they|[A-Z]\w+(?:[ ][A-Z\d])?)|who)"
    rf"[ ](?:was|were|is|are|turned|turns|reached)[ ](?:{ABOUT})?)(?P<n>{N}){_END}",
    re.IGNORECASE,
)
"""\"when she was 5"."""

TURNED: Final = re.compile(
    rf"\b(?P<lead>(?:turned|turning|turns)[ ])(?P<n>{N})(?=[ \t]*(?:[,.;:)\]\n]|$)"
    r"|[ ](?:in|on|last|this|yesterday|today|when|and(?! over))\b)",
    re.IGNORECASE,
)
BIRTHDAY: Final = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|twenty-first)[ ](?P<word>birthdays?)\b",
    re.IGNORECASE,
)
BORN: Final = re.compile(
    r"\b(?P<cue>d\.?o\.?b\.?|date of birth|born|b\.)(?:[ ]?[:=-]?[ ]?(?:(?:on|in|is|was)[ ])?)$",
    re.IGNORECASE,
)
"""What stands before a date of birth."""

BORN_YEAR: Final = re.compile(
    r"\b(?P<cue>d\.?o\.?b\.?|date of birth|born)(?:[ ](?:in|c\.|circa))?[ ]?:?[ ]?"
    r"(?:19|20)\d\d\b(?![/-])",
    re.IGNORECASE,
)
MAY_BE_BORN: Final = re.compile(r"\bborn\b|\bd\.?o\.?b|date of birth|\bb\. ?\d", re.IGNORECASE)

_RELATIONS: Final = (
    "son|daughter|child|children|girl|boy|baby|toddler|infant|brother|sister|sibling|twin|pupil"
    "|mother|mum|mam|father|dad|partner|man|woman|male|female|grandmother|grandfather|nana|aunt"
    "|uncle|cousin|friend|neighbour|lad|lass"
)


def beside(people: list[str]) -> re.Pattern[str]:
    """An age behind whom it is of: "Child A (4)", "her daughter, 3,", "Child A was 5."."""
    return re.compile(
        rf"(?<!\w)(?P<lead>(?:{_who(people)})(?:,[ ]|[ ]?\(|[ ](?:is|was)[ ])(?:{ABOUT})?)"
        rf"(?P<n>{N})(?:[ ]?(?P<unit>{UNIT}))?"
        r"(?=[ ]?\)|[ ]?,(?![ ]?\d)|[ ]?[.;](?!\d)|[ ]*$"
        r"|[ ](?:and(?! over)|who|when|at the time|then)\b)",
        re.IGNORECASE,
    )


def in_brackets(people: list[str]) -> re.Pattern[str]:
    """Several ages behind several children: "children (5 and 7)"."""
    items = rf"{N}(?:(?:,[ ]|,?[ ](?:and|&)[ ]){N})+"
    return re.compile(
        rf"(?<!\w)(?P<lead>(?:{_who(people)})s?[ ]?\()(?P<list>{items})(?=\))", re.IGNORECASE
    )


def _who(people: list[str]) -> str:
    words = sorted((re.escape(one) for one in people if one), key=len, reverse=True)
    return "|".join([*words, _RELATIONS])
