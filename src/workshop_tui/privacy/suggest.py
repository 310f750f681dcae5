"""Suggestions for the register: what in the texts may name somebody whom nobody registered.

Each unknown name is told once, with the ways in which it is written; what it may be is a guess for
a person to settle, and goes into the register only when somebody says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.matcher import Matcher
from workshop_tui.privacy.patterns import marks
from workshop_tui.privacy.words import words

PERSON, PROFESSIONAL, AGENCY, PLACE, IDENTIFIER = (
    *("person", "professional", "agency", "place", "identifier"),
)
_EXAMPLES = 5
_PROFESSIONS: Mapping[str, str] = {
    **dict.fromkeys(("pc", "wpc", "pcso", "ps", "sgt", "sergeant", "constable"), "PC"),
    **dict.fromkeys(("dc", "ds", "di", "dci", "detective", "insp", "inspector"), "DC"),
    **dict.fromkeys(("dr", "doctor", "prof", "professor"), "Doctor "),
    **dict.fromkeys(("nurse", "matron", "sister", "sr"), "Nurse "),
    **dict.fromkeys(("sw", "ssw"), "SW"),
    **dict.fromkeys(("hv",), "HV"),
    **dict.fromkeys(("midwife",), "Midwife "),
    **dict.fromkeys(("cllr", "councillor"), "Councillor "),
    **dict.fromkeys(("judge", "hhj", "dj", "sheriff", "recorder"), "Judge "),
    **dict.fromkeys(("teacher", "coach"), "Teacher "),
}
_AGENCIES: Mapping[str, str] = {
    **dict.fromkeys(("school", "primary", "academy", "secondary", "grammar", "high"), "School "),
    **dict.fromkeys(("infants", "juniors", "college", "university"), "School "),
    **dict.fromkeys(("nursery", "playgroup", "pre-school", "preschool"), "Nursery "),
    **dict.fromkeys(("surgery", "practice", "clinic"), "Surgery "),
    **dict.fromkeys(("hospital", "infirmary", "hospice", "ward"), "Hospital "),
    **dict.fromkeys(("pharmacy",), "Pharmacy "),
    **dict.fromkeys(("constabulary", "police"), "Police force "),
    **dict.fromkeys(("council", "borough"), "Council "),
    **dict.fromkeys(("trust", "foundation", "project", "service", "services"), "Agency "),
    **dict.fromkeys(("partnership", "association", "refuge", "library", "church"), "Agency "),
    **dict.fromkeys(("centre", "center", "mosque", "temple", "club", "hub"), "Agency "),
}
_FIRST: Mapping[str, str] = {
    "child": "Child ",
    "family": "Family member ",
    "professional": "Professional ",
    "agency": "Agency ",
    "place": "Place ",
}
_IN = re.compile(r"\b(?:in|at|near|towards|outside)\s+$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words that may name somebody, somewhere or something.

    Attributes:
        words: The fullest way in which they stand in the texts.
        name: The same as it would go into the register: without "Mr" or "Dr" before a full name.
        forms: Every way in which they stand there, the commonest first.
        count: How often. places: the first places.
        kind: What they may be ("person", "professional", "agency", "place", "identifier"), or "".
        pseudonym: The next free one of that kind; for a person, of a relative.
        why: What the guess rests on: the kind of number, or what stands there.
    """

    words: str
    name: str
    forms: tuple[str, ...]
    count: int
    places: tuple[str, ...]
    kind: str
    pseudonym: str
    why: str = ""


@dataclass(slots=True)
class _Seen:
    """One way of writing as its places come in."""

    words: str
    kind: str
    count: int = 0
    after_in: int = 0
    places: dict[str, int] = field(default_factory=dict)  # each with its order in the texts


def suggest(
    texts: Iterable[tuple[str, str]],
    register: Sequence[Identity],
    known: Collection[str] = (),
) -> list[Suggestion]:
    """What the texts hold beyond the register, the commonest first.

    Args:
        texts: Places and what stands there ("entry 12", "Visit with Dr Kowalska").
        known: Words that name nobody here.
    """
    seen = _gathered(texts, LeakCheck(register, known=known))
    people = _words_of_people(seen.values())
    suggestions = [_suggestion(group, register, people) for group in _grouped(seen)]
    return sorted(suggestions, key=lambda one: (-one.count, one.words.casefold()))


def next_pseudonym(kind: str, register: Sequence[Identity], words: str = "") -> str:
    """The next free pseudonym of a kind of the register ("Child B", "SW2", "School 3").

    Args:
        words: What it shall stand for; its title or its last word may tell more than the kind.
    """
    taken = {fold(identity.pseudonym).lower for identity in register}
    first = _stem(kind, words)
    for mark in ascii_uppercase if kind == "child" else ():
        if fold(first + mark).lower not in taken:
            return first + mark
    if kind == IDENTIFIER:
        return first  # several numbers may stand as "[phone number]"
    number = 1
    while fold(f"{first}{number}").lower in taken:
        number += 1
    return f"{first}{number}"


def without_title(name: str) -> str:
    """A name as it goes into the register: "Anna Kowalska" of "Dr Anna Kowalska".

    A surname alone keeps its title, which tells it from a relative's.
    """
    parts = name.split()
    titles = words().titles
    while len(parts) > 2 and fold(parts[0]).lower.strip(".") in titles:
        parts = parts[1:]
    return " ".join(parts)


def unfound_forms(kind: str, name: str, forms: Iterable[str]) -> list[str]:
    """Those ways of writing that the name alone would not find, and so are needed as aliases."""
    matcher = Matcher([Identity(kind=kind, name=name, pseudonym="x")])
    return [
        form
        for form in forms
        if form != name and not any(m.end >= len(form) for m in matcher.find(form))
    ]


def _gathered(texts: Iterable[tuple[str, str]], check: LeakCheck) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for order, (place, text) in enumerate(texts):
        for found in check.unregistered(text):
            words_there = " ".join(found.words.split())
            key = fold(words_there).lower
            one = seen.setdefault(key, _Seen(words_there, found.kind))
            one.count += 1
            one.after_in += bool(_IN.search(text, max(0, found.start - 12), found.start))
            if len(one.places) < _EXAMPLES:
                one.places.setdefault(place, order)
    return seen


def _grouped(seen: Mapping[str, _Seen]) -> list[list[_Seen]]:
    """Ways of writing that surely mean one: "Kowalska" goes with the only "Anna Kowalska"."""
    groups: dict[tuple[str, ...], list[_Seen]] = {}
    for key, one in seen.items():
        groups.setdefault(_name_words(key) if one.kind == "name" else (key,), []).append(one)
    by_word: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    home: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in sorted(groups, key=len, reverse=True):
        longer = {home[other] for other in by_word[name[0]] if _is_part(name, other)}
        home[name] = longer.pop() if len(longer) == 1 else name
        for word in name:
            by_word[word].add(name)
    together: defaultdict[tuple[str, ...], list[_Seen]] = defaultdict(list)
    for name, some in groups.items():
        together[home[name]] += some
    return list(together.values())


def _name_words(key: str) -> tuple[str, ...]:
    """The words of a name, without its titles; "Mr" and "Mrs" tell two of one surname apart."""
    found = tuple(re.findall(r"[\w'’-]+", key))
    bare = tuple(word for word in found if word not in words().titles)
    if len(bare) == 1 and found[0] in ("mr", "mrs", "ms", "miss", "mx"):
        return found
    return bare or found or (key,)


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is the beginning or the end of a longer one."""
    return len(short) < len(long) and short in (long[: len(short)], long[-len(short) :])


def _words_of_people(seen: Iterable[_Seen]) -> set[str]:
    """Words that stand in a name with a title, an initial or a first name before them."""
    known, found = words(), set()
    for one in seen:
        first, *rest = [fold(part).lower.strip(".") for part in one.words.split()]
        if first in known.titles or first in known.given or len(first) == 1:
            found |= set(rest) - known.places
    return found


def _suggestion(
    group: list[_Seen], register: Sequence[Identity], people: Collection[str]
) -> Suggestion:
    fullest = max(group, key=lambda one: (len(one.words), one.count))
    count = sum(one.count for one in group)
    forms = [one.words for one in sorted(group, key=lambda one: -one.count)]
    order = {place: at for one in group for place, at in one.places.items()}
    places = sorted(order, key=lambda place: order[place])[:_EXAMPLES]
    kind, why = _guess(fullest, sum(one.after_in for one in group), count, people)
    registered = "family" if kind in (PERSON, "") else kind
    return Suggestion(
        words=fullest.words,
        name=without_title(fullest.words),
        forms=tuple(forms),
        count=count,
        places=tuple(places),
        kind=kind,
        pseudonym=next_pseudonym(registered, register, f"[{why}]" if why else fullest.words),
        why=why,
    )


def _guess(seen: _Seen, after_in: int, count: int, people: Collection[str]) -> tuple[str, str]:
    """What it may be, and for a number its kind."""
    if seen.kind == "address" or seen.kind == "postcode":
        return PLACE, seen.kind
    if seen.kind not in ("name", "words in another script"):
        return IDENTIFIER, seen.kind
    parts = [fold(part).lower.strip(".") for part in seen.words.split()]
    known = words()
    if parts[0] in _PROFESSIONS:
        return PROFESSIONAL, ""
    if parts[0] in known.titles:
        return PERSON, ""
    if len(parts) > 1 and parts[-1] in _AGENCIES:
        return AGENCY, ""
    if len(parts) > 1 and parts[-1] in known.places:
        return PLACE, ""
    if parts[0] in known.given or len(parts[0]) == 1 or parts[-1] in people:
        return PERSON, ""
    return (PLACE, "") if after_in * 2 > count else ("", "")


def _stem(kind: str, name: str) -> str:
    parts = [fold(part).lower.strip(".") for part in name.split()]
    if kind == IDENTIFIER:
        mark = next(marks(name), None)
        return name if name.startswith("[") else f"[{mark.kind if mark else 'identifier'}]"
    if kind == PROFESSIONAL and parts and parts[0] in _PROFESSIONS:
        return _PROFESSIONS[parts[0]]
    if kind == AGENCY and parts and parts[-1] in _AGENCIES:
        return _AGENCIES[parts[-1]]
    if kind == PLACE and parts and (parts[-1] in words().streets or name == "[address]"):
        return "Street "
    return _FIRST[kind]
