"""Numbers and addresses that identify somebody, told by their form.

A check digit is never asked for: a mistyped number still identifies. The forms themselves stand in
``forms_of_marks``; here is what a form alone cannot tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.privacy import forms_of_marks as forms

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_LIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d\d-\d\d.*|\d\d[.:]\d\d"
    r"|(?:19|20)\d\d[/-]\d\d(?:\d\d)?|(?:19|20)\d{6}"
)
_SECTIONS = re.compile(r"[sS](?:7|17|20|31|37|38|42|46|47|76)\b")
_STANDARDS = re.compile(r"(?:COVID|ISO|UTF|RFC|SHA|MD)-?\d")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that identifies by its form: where it stands and what kind it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of mark: its form, and a second look that may turn it down."""

    kind: str
    pattern: re.Pattern[str]
    accept: Callable[[re.Match[str]], bool] = lambda _: True
    group: int | str = 0


def marks(text: str) -> Iterator[Mark]:
    """Everything in a text that identifies by its form, none overlapping.

    Where two kinds meet, the one that stands first among the rules wins.
    """
    taken: list[tuple[int, int]] = []
    for rule in _rules():
        for match in rule.pattern.finditer(text):
            start, end = match.span(rule.group)
            if not rule.accept(match):
                continue
            at = bisect_left(taken, (start, end))
            if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
                continue
            insort(taken, (start, end))
            yield Mark(start, end, rule.kind)


def _phone(match: re.Match[str]) -> bool:
    words = match[0]
    if re.search(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)", words):
        return False  # a date and a time
    if words[0].isalpha():
        return True  # "rang 867 5309": the word says what it is
    digits = re.sub(r"\D", "", words)
    if digits.startswith("0044"):
        digits = digits[4:]
    elif words.lstrip("( ").startswith("+"):
        return 10 <= len(digits) <= 14
    return len(digits.lstrip("0")) in (9, 10)


def _postcode(match: re.Match[str]) -> bool:
    """In small letters "b1 2nd" is no postcode, and neither is "At 5pm"."""
    words = match[0]
    if words.isupper():
        return True
    return words[-2:].lower() not in ("st", "nd", "rd", "th", "pm", "am", "hr", "wk", "yr")


def _plate(match: re.Match[str]) -> bool:
    return not _SECTIONS.match(match[0])


def _reference(match: re.Match[str]) -> bool:
    words = match["ref"]
    if _YEAR.fullmatch(words):
        told = match[0][: -len(words)].lower().rstrip(" .:#-–")
        return told.endswith(("no", "number", "ref", "reference", "id", "log"))
    return not _DATE_LIKE.fullmatch(words)


def _bare_reference(match: re.Match[str]) -> bool:
    return not _DATE_LIKE.fullmatch(match[0]) and not _STANDARDS.match(match[0])


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    """The rules in the order in which they win, compiled at their first use."""
    small, exact = re.IGNORECASE | re.VERBOSE, re.VERBOSE
    return (
        _Rule("e-mail address", re.compile(forms.EMAIL, small)),
        _Rule("web address", re.compile(forms.WEB, small)),
        _Rule("date of birth", re.compile(forms.BORN, small)),
        _Rule("National Insurance number", re.compile(forms.INSURANCE, small)),
        _Rule("NHS or CHI number", re.compile(forms.HEALTH, exact)),
        _Rule("phone number", re.compile(forms.PHONE, small), _phone),
        _Rule("postcode", re.compile(forms.POSTCODE, small), _postcode),
        _Rule("vehicle registration", re.compile(forms.PLATE, exact), _plate),
        _Rule("address", re.compile(forms.ADDRESS, exact)),
        _Rule("address", re.compile(forms.SMALL_ADDRESS, exact)),
        _Rule("address", re.compile(forms.FLAT, exact)),
        _Rule("collar number", re.compile(forms.COLLAR, exact)),
        _Rule("reference number", re.compile(forms.TOLD_REFERENCE, small), _reference, "ref"),
        _Rule("reference number", re.compile(forms.BARE_REFERENCE, exact), _bare_reference),
        _Rule("user name", re.compile(forms.HANDLE, exact)),
        _Rule("user name", re.compile(forms.USER, small), group="user"),
    )
