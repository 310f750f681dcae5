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
    r"|(?:19|20)\d\d[/-](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d{6}"
)
_DATE_LENGTH, _KEYWORD_LENGTH = 40, 60
_WEB = ("http", "www.", ".com", ".org", ".net", ".uk", ".scot", ".wales", ".info")
_ROOMS = ("flat", "apt", "apartment", "unit", "plot", "caravan", "pitch", "house n")
_PROGRAMS = (
    *("snap", "insta", "tiktok", "facebook", "fb", "twitter", "discord", "roblox", "xbox", "psn"),
    *("gamer", "user", "handle", "login", "profile", "account", "steam", "fortnite", "kik"),
    *("telegram", "messenger", "tag"),
)
_FROM_A_DIGIT = re.compile(r"\d[\w/.-]*(?:[ \u00a0]\d{3,})*")
_LEAST_DIGITS = 3
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
    """A kind of mark: its form, and a second look that may turn it down.

    Attributes:
        group: The part of the form that is the mark itself.
        needs: One of these must stand in the text in small letters; no need to look otherwise.
    """

    kind: str
    pattern: re.Pattern[str]
    accept: Callable[[re.Match[str]], bool] = lambda _: True
    group: int | str = 0
    needs: tuple[str, ...] = ()

    def find(self, text: str, lower: str) -> Iterator[tuple[int, int]]:
        """Where it stands."""
        if self.needs and not any(words in lower for words in self.needs):
            return
        for match in self.pattern.finditer(text):
            if self.accept(match):
                yield match.span(self.group)


def marks(text: str) -> Iterator[Mark]:
    """Everything in a text that identifies by its form, none overlapping.

    Where two kinds meet, the one that stands first among the rules wins.
    """
    lower = text.lower()
    taken: list[tuple[int, int]] = []
    for kind, find in _finders():
        for start, end in find(text, lower):
            at = bisect_left(taken, (start, end))
            if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
                continue
            insort(taken, (start, end))
            yield Mark(start, end, kind)


def _births(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """Dates of birth, by the words beside them: looking for dates first costs far more."""
    word, after, before = _birth_patterns()
    for found in word.finditer(text):
        behind = after.match(text, found.end())
        if behind:
            yield found.start(), behind.end()
            continue
        ahead = before.search(text, max(0, found.start() - _DATE_LENGTH), found.start())
        if ahead:
            yield ahead.start(), found.end()


def _told_references(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """References that the words before them tell from other numbers."""
    says, last = _says_reference(), 0
    for found in _FROM_A_DIGIT.finditer(text):
        start, end = found.span()
        while start > last and (text[start - 1].isalnum() or text[start - 1] in "/-"):
            start -= 1
        words = text[start:end].rstrip("/.-")
        if start < last or sum(map(str.isdigit, words)) < _LEAST_DIGITS:
            continue
        told = says.search(text, max(0, start - _KEYWORD_LENGTH), start)
        if told and _is_reference(told[0], words):
            last = start + len(words)
            yield start, last


def _phone(match: re.Match[str]) -> bool:
    words = match[0]
    if re.search(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)", words):
        return False  # a date and a time
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


def _is_reference(told: str, words: str) -> bool:
    if _YEAR.fullmatch(words):
        ends = ("no", "number", "ref", "reference", "id", "log")
        return told.lower().rstrip(" .:#-–").endswith(ends)
    return not _DATE_LIKE.fullmatch(words)


def _bare_reference(match: re.Match[str]) -> bool:
    return not _DATE_LIKE.fullmatch(match[0]) and not _STANDARDS.match(match[0])


_Finder = Callable[[str, str], Iterator[tuple[int, int]]]


@lru_cache(maxsize=1)
def _birth_patterns() -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE | re.VERBOSE
    return tuple(re.compile(f, flags) for f in (forms.BIRTH, forms.DATE_AFTER, forms.DATE_BEFORE))


@lru_cache(maxsize=1)
def _says_reference() -> re.Pattern[str]:
    return re.compile(forms.SAYS_REFERENCE, re.IGNORECASE | re.VERBOSE)


@lru_cache(maxsize=1)
def _finders() -> tuple[tuple[str, _Finder], ...]:
    """The kinds in the order in which they win, compiled at their first use."""
    small, exact = re.IGNORECASE | re.VERBOSE, re.VERBOSE
    reference = "reference number"
    first = (
        _Rule("e-mail address", re.compile(forms.EMAIL, small), needs=("@",)),
        _Rule(
            "e-mail address", re.compile(forms.SPELT_EMAIL, small), needs=(" dot ", "(at", "[at")
        ),
        _Rule("web address", re.compile(forms.WEB, small), needs=_WEB),
    )
    second = (
        _Rule("National Insurance number", re.compile(forms.INSURANCE, small)),
        _Rule("NHS or CHI number", re.compile(forms.HEALTH, exact)),
        _Rule("phone number", re.compile(forms.PHONE, small), _phone),
        _Rule("phone number", re.compile(forms.TOLD_PHONE, small), group="phone"),
        _Rule("postcode", re.compile(forms.POSTCODE, small), _postcode),
        _Rule("vehicle registration", re.compile(forms.PLATE, exact), _plate),
        _Rule(
            "vehicle registration",
            re.compile(forms.TOLD_PLATE, small),
            group="plate",
            needs=("reg", "vrm", "plate"),
        ),
        _Rule("address", re.compile(forms.ADDRESS, exact)),
        _Rule("address", re.compile(forms.SMALL_ADDRESS, exact)),
        _Rule("address", re.compile(forms.FLAT, exact), needs=_ROOMS),
        _Rule("collar number", re.compile(forms.COLLAR, exact)),
    )
    third = (
        _Rule(reference, re.compile(forms.DATED_REFERENCE, small), group="ref"),
        _Rule(reference, re.compile(forms.BARE_REFERENCE, exact), _bare_reference),
        _Rule("user name", re.compile(forms.HANDLE, exact), needs=("@", "_", ".")),
        _Rule("user name", re.compile(forms.USER, small), group="user", needs=_PROGRAMS),
    )
    return (
        *((rule.kind, rule.find) for rule in first),
        ("date of birth", _births),
        *((rule.kind, rule.find) for rule in second),
        (reference, _told_references),
        *((rule.kind, rule.find) for rule in third),
    )
