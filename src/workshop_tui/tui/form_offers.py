"""What can be named in a field that names something else: agencies, people, sessions, entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workshop_tui.practice.changing import Indicator, Recommendation
from workshop_tui.practice.days import british
from workshop_tui.practice.forms import Field, FieldKind
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import FamilyMember, PreparationReturn
from workshop_tui.practice.problems import NotFound
from workshop_tui.practice.records import Agency, AgendaStep, Identity, Participant, Session
from workshop_tui.practice.text import one_line
from workshop_tui.tui.desk import Desk

_MOST = 5
_WORDS = 3  # letters from which an entry is looked for by its words
_MORE = re.compile(r"[;,\n]")
_MANY = (FieldKind.AGENCIES, FieldKind.ENTRIES, FieldKind.OUTCOMES)
_NUMBERED = (
    *(FieldKind.ENTRY, FieldKind.ENTRIES, FieldKind.OUTCOME, FieldKind.OUTCOMES),
    FieldKind.RECOMMENDATION,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be named.

    Attributes:
        value: What then stands in the field.
        more: What tells it from the others.
    """

    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where something that is not there yet is added.

    Attributes:
        place: A form, or "register", "import" or "outcomes".
        none: That there is none yet, in a sentence.
    """

    place: str
    none: str


WHERE: dict[FieldKind, Where] = {
    FieldKind.AGENCY: Where("agency", "There is no agency yet."),
    FieldKind.AGENCIES: Where("agency", "There is no agency yet."),
    FieldKind.PARTICIPANT: Where("person", "Nobody is entered under staff and managers yet."),
    FieldKind.IDENTITY: Where("register", "Nobody stands in the register yet."),
    FieldKind.SESSION: Where("session", "There is no session yet."),
    FieldKind.MEMBER: Where("family", "Nobody is entered under the child and family yet."),
    FieldKind.RETURN: Where("return", "No preparation return is noted yet."),
    FieldKind.ENTRY: Where("import", "There are no entries yet."),
    FieldKind.ENTRIES: Where("import", "There are no entries yet."),
    FieldKind.OUTCOME: Where("outcomes", "There are no outcomes yet."),
    FieldKind.OUTCOMES: Where("outcomes", "There are no outcomes yet."),
    FieldKind.RECOMMENDATION: Where("recommendation", "There is no recommendation yet."),
    FieldKind.INDICATOR: Where("indicator", "There is no indicator yet."),
    FieldKind.QUESTIONS: Where("step", "There is no agenda yet."),
    FieldKind.FACTOR: Where("factor-set", "The set holds no factors."),
    FieldKind.RULE: Where("ground-rule", "There are no ground rules."),
}


def offers(desk: Desk, field: Field, text: str) -> tuple[list[Offer], int]:
    """What fits what is typed so far, the best first; none where it names something already.

    Returns:
        A few, and how many there are in all.
    """
    if field.kind not in WHERE:
        return [], 0
    part = last_part(field, text).casefold()
    if field.kind in (FieldKind.ENTRY, FieldKind.ENTRIES):
        found = list(_entries(desk, part))
    else:
        found = [one for one in _KNOWN[field.kind](desk) if _fits(one, part)]
    named = [one for one in found if one.value.casefold() == part]
    if named:  # a number says little by itself: what it names stays in sight
        return (named, 1) if field.kind in _NUMBERED else ([], 0)
    return found[:_MOST], len(found)


def none_yet(desk: Desk, field: Field) -> Where | None:
    """Where to add what a field wants to name, if there is nothing of the kind."""
    where = WHERE.get(field.kind)
    if where is None:
        return None
    if field.kind in (FieldKind.ENTRY, FieldKind.ENTRIES):
        return None if desk.order else where
    return None if any(_KNOWN[field.kind](desk)) else where


def last_part(field: Field, text: str) -> str:
    """What is being typed: the last of several with commas between, or all of it."""
    return (_MORE.split(text)[-1] if field.kind in _MANY else text).strip()


def taken(field: Field, text: str, offer: Offer) -> str:
    """The text once an offer was taken."""
    if field.kind not in _MANY:
        return offer.value
    parts = [part.strip() for part in _MORE.split(text)[:-1]]
    return ", ".join([*filter(None, parts), offer.value])


def _fits(offer: Offer, part: str) -> bool:
    words = f"{offer.value} {offer.more}".casefold()
    return words.startswith(part) or any(word.startswith(part) for word in words.split())


def _agencies(desk: Desk) -> Iterator[Offer]:
    for one in desk.read.records(Agency):
        yield Offer(one.short, one.name)


def _participants(desk: Desk) -> Iterator[Offer]:
    agencies = {one.id: one.short for one in desk.read.records(Agency)}
    for one in desk.read.records(Participant):
        yield Offer(one.code, f"{one.role} {agencies.get(one.agency_id or 0, '')}".strip())


def _identities(desk: Desk) -> Iterator[Offer]:
    """By name; two of one name by the pseudonym, which tells them apart."""
    register = desk.read.records(Identity)
    many = Counter(one.name.casefold() for one in register)
    for one in register:
        alone = many[one.name.casefold()] == 1
        yield Offer(*((one.name, one.pseudonym) if alone else (one.pseudonym, one.name)))


def _sessions(desk: Desk) -> Iterator[Offer]:
    for one in desk.read.records(Session):
        yield Offer(one.title, british(one.date))


def _members(desk: Desk) -> Iterator[Offer]:
    for one in desk.read.records(FamilyMember):
        yield Offer(one.label, one.relation)


def _returns(desk: Desk) -> Iterator[Offer]:
    codes = {one.id: one.code for one in desk.read.records(Participant)}
    for one in desk.read.records(PreparationReturn):
        yield Offer(codes.get(one.participant_id, "?"), f"received {british(one.received) or '?'}")


def _outcomes(desk: Desk) -> Iterator[Offer]:
    found = desk.read.outcomes()
    for name, one in zip(outcome_names(found), found, strict=True):
        yield Offer(name, one.text)


def _recommendations(desk: Desk) -> Iterator[Offer]:
    for one in desk.read.records(Recommendation):
        yield Offer(str(one.number), one.text)


def _indicators(desk: Desk) -> Iterator[Offer]:
    for one in desk.read.records(Indicator):
        yield Offer(one.title, one.target)


def _questions(desk: Desk) -> Iterator[Offer]:
    from workshop_tui.review.prompts import places

    for key, title in places(desk.read.records(AgendaStep), desk.read.episodes()).items():
        yield Offer(key, title)


def _factors(desk: Desk) -> Iterator[Offer]:
    from workshop_tui.review.factors import factors

    for one in factors(desk.read):
        yield Offer(one.slug, one.label)


def _rules(desk: Desk) -> Iterator[Offer]:
    from workshop_tui.review.ground_rules import rules_in_force

    for one in rules_in_force(desk.read):
        yield Offer(one.id, one.title)


_KNOWN: dict[FieldKind, Callable[[Desk], Iterator[Offer]]] = {
    FieldKind.AGENCY: _agencies,
    FieldKind.AGENCIES: _agencies,
    FieldKind.PARTICIPANT: _participants,
    FieldKind.IDENTITY: _identities,
    FieldKind.SESSION: _sessions,
    FieldKind.MEMBER: _members,
    FieldKind.RETURN: _returns,
    FieldKind.OUTCOME: _outcomes,
    FieldKind.OUTCOMES: _outcomes,
    FieldKind.RECOMMENDATION: _recommendations,
    FieldKind.INDICATOR: _indicators,
    FieldKind.QUESTIONS: _questions,
    FieldKind.FACTOR: _factors,
    FieldKind.RULE: _rules,
}


def _entries(desk: Desk, part: str) -> Iterator[Offer]:
    """The entry with that number or reference, else those that hold the words."""
    try:
        ids = [desk.read.find_entry(part)] if part else []
    except NotFound:
        ids = []
        if len(part) >= _WORDS and not part.isdecimal():
            ids = [entry.id for entry in desk.read.search(part, desk.view)[0]]
    for entry in desk.read.entries([i for i in ids if desk.position_of(i) >= 0]):
        words = one_line(f"{entry.date_text or 'undated'} {desk.agency(entry)} {entry.text}")
        yield Offer(desk.number(entry.id), words[:100])
