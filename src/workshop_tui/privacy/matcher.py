"""Finding registered names in text: people, agencies, places, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.practice.records import Identity
from workshop_tui.privacy import written_dates
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.ordinary import MONTHS, PARTICLES, TITLES, WORD_NAMES
from workshop_tui.privacy.words import is_usual

PERSON_KINDS = frozenset({"child", "family", "professional"})
UNSETTLED = "[name]"
"""What stands for a name that two registered people share, until a mention settles it."""

_SPLIT = re.compile(r"[\s_.\-]+")
_BETWEEN = r"[\s_.\-]"
_IN_NUMBERS = r"[\s_.\-/\\]"
_LETTER = r"[^\W\d_]"
_LETTER_OR_DIGIT = r"[^\W_]"
_SURNAME = 4  # shorter last words of aliases may be anything ("Nana Mo")
_JOINED = 8  # "BethSmith" is found without a space, "An Other" is not found in "another"
_DATE_WORDS = ("early", "late", "mid", "in", "since", "until", "during", "last", "next", "end of")
_NO_DATE_BEFORE = r"(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)" + "".join(
    rf"(?<!\b{word}[\s-])" for words in _DATE_WORDS for word in (words, words.capitalize())
)
_DOTTED = r"(?:\.\s?)?"  # initials: "JT", "J.T.", "J. T."
_SPACED = r"(?:\.\s?|[\s-])?"  # three of them: "J N-B" as well
_NO_DATE_AFTER = r"(?!\s+\d)"


@dataclass(frozen=True, slots=True)
class Match:
    """Words that name somebody: where they stand, and whom they mean (None: two share them)."""

    start: int
    end: int
    words: str
    identity: Identity | None


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which somebody is named.

    Attributes:
        words: As written.
        case: Whether letter case counts.
        surname: The last part of a longer name, which relatives may share.
    """

    words: str
    identity: Identity
    case: bool = False
    surname: bool = False


class Matcher:
    """Finds every registered name of a register.

    Full names, aliases and, for people, each part of a full name and its usual short forms
    ("B Lane", "Beth L", "Lane, Beth") are found, longest first, not inside other words. Accents,
    curly apostrophes and letter case make no difference, except that short forms and names that
    are ordinary words count only as they are written in the register or in capitals.
    """

    def __init__(self, register: Sequence[Identity]) -> None:
        self._owners: dict[str, tuple[bool, list[Identity]]] = {}
        free: set[tuple[str, str]] = set()
        exact: set[tuple[str, str]] = set()
        for form in (form for identity in register for form in forms(identity)):
            self._own(form)
            for written in _cases(form):
                pattern = _form_pattern(written, form)
                if pattern:
                    (exact if form.case else free).add((_key(written), pattern))
        self._free = _pattern(free)
        self._exact = _pattern(exact)

    def find(self, text: str) -> Iterator[Match]:
        """Every registered name in the text, from left to right, none overlapping."""
        folded = fold(text)
        for start, end in self._spans(folded.lower, folded.cased):
            owners = self._owners.get(_key(folded.lower[start:end]), (False, []))[1]
            first, last = folded.original(start, end)
            whose = owners[0] if len(owners) == 1 else None
            yield Match(first, last, text[first:last], whose)

    def replace(self, text: str) -> str:
        """The text with every registered name replaced by its pseudonym."""
        shown, position = [], 0
        for match in self.find(text):
            shown.append(text[position : match.start])
            shown.append(match.identity.pseudonym if match.identity else UNSETTLED)
            position = match.end
        return "".join([*shown, text[position:]]) if position else text

    def shared_with(self, identity: Identity) -> list[tuple[str, list[Identity]]]:
        """The ways of writing this line's name that mean others of the register as well."""
        found = []
        for form in forms(identity):
            owners = self._owners.get(_key(fold(form.words).lower), (False, []))[1]
            if identity in owners and len(owners) > 1:
                found.append((form.words, [owner for owner in owners if owner != identity]))
        return found

    def _own(self, form: Form) -> None:
        """Who is meant by a form: a surname that stands alone is whose it was registered as."""
        key = _key(fold(form.words).lower)
        surname, owners = self._owners.get(key, (form.surname, []))
        if surname and not form.surname:
            surname, owners = False, []
        if surname is form.surname and all(o.pseudonym != form.identity.pseudonym for o in owners):
            owners = [*owners, form.identity]
        self._owners[key] = (surname, owners)

    def _spans(self, lower: str, cased: str) -> Iterator[tuple[int, int]]:
        free = _next(self._free, lower, 0)
        exact = _next(self._exact, cased, 0)
        while (best := min(free, exact, key=_first_and_longest)) != _NOWHERE:
            yield best
            if free[0] < best[1]:
                free = _next(self._free, lower, best[1])
            if exact[0] < best[1]:
                exact = _next(self._exact, cased, best[1])


_NOWHERE = (1 << 60, 1 << 60)


def _next(pattern: re.Pattern[str] | None, text: str, start: int) -> tuple[int, int]:
    found = pattern.search(text, start) if pattern else None
    return found.span() if found else _NOWHERE


def _first_and_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


@lru_cache(maxsize=2)
def matcher_of(register: tuple[Identity, ...]) -> Matcher:
    """The matcher of a register, made once: views and leak checks ask for it again and again."""
    return Matcher(register)


def forms(identity: Identity) -> Iterator[Form]:
    """Every way in which a line of the register may be written."""
    for words in dict.fromkeys(w.strip() for w in (identity.name, *identity.aliases)):
        if _key(fold(words).lower):
            yield Form(words, identity, case=_case_counts(words, identity))
    if identity.kind in PERSON_KINDS:
        yield from _parts(identity)
    elif identity.kind == "identifier":
        for words in dict.fromkeys(
            words for one in (identity.name, *identity.aliases) for words in written_dates.ways(one)
        ):
            yield Form(words, identity)


def _parts(identity: Identity) -> Iterator[Form]:
    parts = [part.strip(".,()[]\"'“”‘’") for part in identity.name.split()]
    parts = [part for part in parts if part and part.casefold() not in TITLES]
    names = [part for part in parts if len(part) > 1 and part.casefold() not in PARTICLES]
    if len(names) >= 2:
        given, family = names[0], names[-1]
        yield Form(f"{given[0]} {family}", identity, case=True)
        yield Form(f"{given} {family[0]}", identity, case=True)
        yield Form(f"{family}, {given}", identity, case=family.casefold() in WORD_NAMES)
        yield Form(f"{given} {family}", identity)
    if names == [identity.name.strip()]:
        names = []
    for name in names:
        last = name == names[-1] and len(parts) > 1
        halves = [half for half in name.split("-") if len(half) > 2] if "-" in name else []
        for words in (name, *halves):
            yield Form(words, identity, case=_case_counts(words, identity), surname=last)
    for alias in identity.aliases:
        yield from _former_surname(alias, identity)


def _former_surname(alias: str, identity: Identity) -> Iterator[Form]:
    """The surname of a full name among the aliases; a description ("the lodger") has none."""
    parts = [part for part in alias.replace(",", " ").split() if part[:1].isupper()]
    if len(parts) != 2 or len(alias.split()) != 2 or "," in alias:
        return
    first, last = parts
    if len(first) > 1 and len(last) >= _SURNAME and first.casefold() not in TITLES:
        if not WORD_NAMES.isdisjoint((first.casefold(), last.casefold())):
            return
        yield Form(last, identity, case=_case_counts(last, identity), surname=True)


def _case_counts(words: str, identity: Identity) -> bool:
    """Short forms and ordinary words: "Will" is a name, "will" is not, "AB" is, "ab" is not."""
    key = _key(fold(words).lower)
    if key in WORD_NAMES or len(key) <= 2:
        return True
    if identity.kind in PERSON_KINDS and key.isalpha() and is_usual(key):
        return True
    return len(key) == 3 and (identity.kind not in PERSON_KINDS or words.isupper())


def _key(lower: str) -> str:
    return "".join(char for char in lower if char.isalnum())


def _cases(form: Form) -> list[str]:
    folded = fold(form.words)
    if not form.case:
        return [folded.lower]
    written = {folded.cased, folded.cased.upper()}
    return sorted(written | {folded.cased.title()} if folded.cased.islower() else written)


def _pattern(patterns: Iterable[tuple[str, str]]) -> re.Pattern[str] | None:
    """One pattern of all forms, longest first; sorted by first letters, to be quick."""
    by_start: dict[str, list[tuple[str, str]]] = {}
    for key, pattern in patterns:
        by_start.setdefault(key[0], []).append((key, pattern))
    if not by_start:
        return None
    groups = []
    for start, found in sorted(by_start.items()):
        longest_first = sorted(found, key=lambda pair: (-len(pair[0]), pair[1]))
        groups.append(f"(?={re.escape(start)})(?:{'|'.join(p for _, p in longest_first)})")
    first = "".join(re.escape(start) for start in sorted(by_start))
    return re.compile(f"(?<!{_LETTER})(?=[{first}])(?:{'|'.join(groups)})")


def _form_pattern(written: str, form: Form) -> str:
    """The pattern of one form, with what may stand between its words and around it."""
    key = _key(written)
    if form.identity.kind == "identifier" and (date := written_dates.pattern(written)):
        return date
    if form.identity.kind == "identifier" and len(key) >= 5:
        body = rf"{_IN_NUMBERS}?".join(re.escape(char) for char in key)
        return rf"(?<!{_LETTER_OR_DIGIT}){body}(?!{_LETTER_OR_DIGIT})"
    if form.case and len(key) <= 3 and written.isupper() and written.isalpha():
        before, after = _edges(key, form)
        between = _SPACED if len(key) > 2 else _DOTTED
        return f"{before}{between.join(re.escape(char) for char in written)}{after}"
    many = "*" if len(key) >= _JOINED else "+"
    start = next(i for i, char in enumerate(written) if char.isalnum())
    parts = [_part_pattern(part) for part in _SPLIT.split(written[start:]) if part]
    body = f"{_BETWEEN}{many}".join(parts)
    before, after = _edges(key, form)
    return f"{before}{body}{after}"


def _part_pattern(part: str) -> str:
    """A word of a form; a comma or an apostrophe in it may be missing or have a space behind it."""
    return re.escape(part).replace(",", r",?").replace("'", r"['\s]?")


def _edges(key: str, form: Form) -> tuple[str, str]:
    """What may not stand before and after a form, so that it is not found inside other words.

    A long name is found before a digit and before an "s" without its apostrophe as well.
    """
    lower = key.lower()
    short = len(key) <= 3
    before = rf"(?<!{_LETTER_OR_DIGIT if short or key[0].isdigit() else _LETTER})"
    if lower in MONTHS:
        return _NO_DATE_BEFORE + before, rf"(?!{_LETTER_OR_DIGIT}){_NO_DATE_AFTER}"
    if len(form.words.split()[-1]) == 1:
        return before, rf"(?!{_LETTER_OR_DIGIT}|['-]{_LETTER}{{2}})"
    if short or form.case or not form.words[-1].isalpha():
        own = form.identity.kind in PERSON_KINDS and not form.case and not is_usual(f"{lower}s")
        return before, rf"(?={'s?' if own else ''}(?!{_LETTER_OR_DIGIT}))"  # "Sams coat"
    if form.identity.kind in PERSON_KINDS:
        return before, rf"(?=s?(?!{_LETTER}))"
    return before, rf"(?!{_LETTER})"
