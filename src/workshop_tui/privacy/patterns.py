"""Numbers and addresses that identify somebody, told by their form.

A check digit is never asked for: a mistyped number still identifies. The forms themselves stand in
``forms_of_marks``; here is what a form alone cannot tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.privacy import forms_of_marks as forms
from workshop_tui.privacy.words import words

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
_AN_AGE = re.compile(
    r"\bage|\bold\b|\byrs?\b|y/?o\b|\(\d{1,3}\)|/(?:12|52) (?:old|of)|\b[FM]\b|(?:Fem|\bM)ale\b"
    r"|MALE\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_INITIALS = """
    am pm uk us usa eu ie eg dob pe re ps pps qc kc ba ma md bsc gp hv sw ssw cp cpn la ot pa
    pc dc ds di dci jp mp ed it hr tv ta id na nfa dna wnb iro dsl ewo fsw ehc ce cs ct mri
    sen nhs ae ooh iv da dv mh ld eh ep cin lac cla taf tac vs ii iii vi vii xi xii rn nn sn
    mw phn sc ai iq cv ad ss pr pp co lo ro po cc hc ptsd dm ac bc cd dr
"""
_FROM_A_DIGIT = re.compile(r"\d[\w/.-]*(?:[ \u00a0]\d{3,})*")
_LEAST_DIGITS = 3
_LEAST_NEIGHBOURS = 2
_OWN_NUMBER = re.compile(r"(\d{3,6})[a-z]?")
_BARE_WORD = re.compile(r"(?:ref(?:erence)?s?|record|row|index|no|number|id)[\s:#=–(-]*", re.I)
_HELPLINES = frozenset({"999", "101", "111", "112", "105", "119"})
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
        if self.needs and not any(one in lower for one in self.needs):
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


def _births_by_age(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """Dates of birth that an age or a sex beside them tells.

    "8 July 1992, 31 years old" is one; "3 May 2022 (aged 3)" is the day of an event.
    """
    by_age = _by_age()
    for cue in _AN_AGE.finditer(text):
        first, last = max(0, cue.start() - _DATE_LENGTH), cue.end() + _DATE_LENGTH
        for found in by_age.finditer(text, first, last):
            yield found.span(found.lastgroup or 0)


def _births_long_ago(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """Whole dates so long ago that nothing but somebody's birth is told by its day."""
    year, before = _long_ago()
    for found in year.finditer(text):
        whole = before.search(text, max(0, found.start() - _DATE_LENGTH), found.end())
        if whole:
            yield whole.span()


def _initials(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """Somebody's initials, and not those of a profession or of words beside them."""
    for found in _initials_form().finditer(text):
        group = found.lastgroup or ""
        start, end = found.span(group)
        low = "".join(char for char in text[start:end].lower() if char.isalpha())
        if group != "dotted" and (low in words().other or low in words().titles):
            continue
        if low in _NO_INITIALS.split() or (
            group != "dotted" and _is_short_for(low, text, start, end)
        ):
            continue
        yield start, end


def _is_short_for(low: str, text: str, start: int, end: int) -> bool:
    """Whether letters shorten the words before or behind them ("Health Visitor (HV)")."""
    near = len(low) * 20
    before = [word[0] for word in _WORD.findall(text[max(0, start - near) : start].lower())]
    after = [word[0] for word in _WORD.findall(text[end : end + near].lower())]
    return low in ("".join(before[-len(low) :]), "".join(after[: len(low)]))


def _told_references(text: str, _lower: str) -> Iterator[tuple[int, int]]:
    """References that the words before them tell from other numbers."""
    says, last = _says_reference(), 0
    numbered: list[tuple[int, int, int]] = []
    for found in _FROM_A_DIGIT.finditer(text):
        start, end = found.span()
        while start > last and (text[start - 1].isalnum() or text[start - 1] in "/-"):
            start -= 1
        number = text[start:end].rstrip("/.-")
        if start < last or sum(map(str.isdigit, number)) < _LEAST_DIGITS:
            continue
        told = says.search(text, max(0, start - _KEYWORD_LENGTH), start)
        if told and _is_reference(told[0], number):
            last = start + len(number)
            own = _OWN_NUMBER.fullmatch(number) if _is_bare(told[0]) else None
            if own is None:
                yield start, last
            else:
                numbered.append((start, last, int(own[1])))
    yield from _not_in_a_row(numbered)


def _is_bare(told: str) -> bool:
    """Whether only "Ref" or the like stands before a number, in its own sentence or cell."""
    return bool(_BARE_WORD.fullmatch(re.split(r"[.\n|]\s*", told.rstrip(" .:\n\t|"))[-1]))


def _not_in_a_row(numbered: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """References that are no numbers of a list's own rows ("Ref 101", "Ref 102", "Ref 103")."""
    present = {number for _, _, number in numbered}
    for start, end, number in numbered:
        near = present.intersection((*range(number - 3, number), *range(number + 1, number + 4)))
        if len(near) < _LEAST_NEIGHBOURS:
            yield start, end


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
    if words in _HELPLINES and told.strip().isalpha():
        return False  # "NHS 111"
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
def _by_age() -> re.Pattern[str]:
    return re.compile(forms.BIRTH_BY_AGE, re.IGNORECASE | re.VERBOSE)


@lru_cache(maxsize=1)
def _long_ago() -> tuple[re.Pattern[str], re.Pattern[str]]:
    flags = re.IGNORECASE | re.VERBOSE
    return re.compile(forms.LONG_AGO), re.compile(forms.DATE_LONG_AGO, flags)


@lru_cache(maxsize=1)
def _initials_form() -> re.Pattern[str]:
    return re.compile(forms.INITIALS, re.VERBOSE)


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
        ("date of birth", _births_by_age),
        ("date of birth", _births_long_ago),
        *((rule.kind, rule.find) for rule in second),
        (reference, _told_references),
        *((rule.kind, rule.find) for rule in third),
        ("initials", _initials),
    )
