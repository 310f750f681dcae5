"""A text that begins with a date: where the date ends and the words begin."""

from __future__ import annotations

import re
from typing import Final

from workshop_tui.intake.dates.scan import scan

_WORD: Final = re.compile(r"[^\s:–—,;(-]+(?:[:,-](?=\d)[^\s:–—,;(-]+)*|[(–—-]")
_MAY_BEGIN: Final = re.compile(
    r"[\s*_#>•(\[\"'~?-]*(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec|spring|easter|christmas|xmas|new year|good friday|boxing|half[ -]term|academic"
    r"|school y|fy|q\d|summer|autumn|winter|early|mid|late|beginning|start|end|circa|approx|about"
    r"|around|c\.|on\b|in\s|during|throughout|by\s|over\s|before|after|since|from|until|between|w/|week|month|date|day|unknown"
    r"|undated"
    r"|[^\W\d_]{3,10}\s+\d{4}))",
    re.IGNORECASE,
)


def split_date(text: str, *, longest: int = 12, yearless: bool = False) -> tuple[str, str] | None:
    """Splits a text that begins with a date into the date and the rest.

    Args:
        text: Any text.
        longest: How many words a date may have.
        yearless: Whether a day with a month's name is enough.

    Returns:
        The longest beginning that is a date with a day or a period with a year, and what
        follows it, both as written; None if the text does not begin with a date.
    """
    if not _MAY_BEGIN.match(text):
        return None
    words = [found for found, _ in zip(_WORD.finditer(text), range(longest), strict=False)]
    ends = [found.end() for found in words if found.group() not in "(–—-"]
    for end in reversed(ends):
        head = text[:end]
        phrase = scan(head)
        if phrase is None or not phrase.parts:
            continue
        last = phrase.parts[-1]
        if phrase.has_year or (yearless and last.month and last.day):
            return head, text[end:]
    return None
