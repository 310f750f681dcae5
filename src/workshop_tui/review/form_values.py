"""What is typed into a form, as a record keeps it, and back as people read it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from workshop_tui.practice.changing import Indicator, Recommendation
from workshop_tui.practice.days import british
from workshop_tui.practice.forms import Field, FieldKind
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import FamilyMember, PreparationReturn
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Episode,
    Identity,
    Outcome,
    Participant,
    Record,
    Session,
)
from workshop_tui.review.people import find_agency, resolve_who

R = TypeVar("R", bound=Record)
_YES = frozenset({"yes", "y", "true", "1", "on"})
_NO = frozenset({"", "no", "n", "false", "0", "off"})
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")
_MORE = re.compile(r"[;,\n]")


class Finder(Protocol):
    """Finds the records of a kind that stand: ``Transaction.find``, ``Reader.records``."""

    def __call__(self, model: type[R], **equal: Any) -> list[R]:
        """Records whose fields have these values."""


@dataclass(frozen=True, slots=True)
class Finds:
    """Where the words of a form find what they name.

    Attributes:
        find: Finds records.
        entry_named: The id of the entry with a number, reference or uid.
        called: What an entry with an id is called: its reference or number.
    """

    find: Finder
    entry_named: Callable[[str], int]
    called: Callable[[int], str]


# -- from what is typed --------------------------------------------------------------------------


def value_of(field: Field, text: str, finds: Finds) -> Any:
    """What a record keeps of what was typed into a field; "" empties it.

    Raises:
        Problem: Naming the field, what is wrong with the words, and what would be right.
    """
    kind = field.kind
    words = text if kind is FieldKind.LONG else text.strip()
    if not words.strip():
        if field.required:
            raise Problem(f"“{field.label}” cannot be empty.")
        return _EMPTY.get(kind, "")
    if kind in (FieldKind.TEXT, FieldKind.LONG):
        return words
    return _READERS[kind](field, words, finds)


_EMPTY: dict[FieldKind, Any] = {
    FieldKind.DATE: None,
    FieldKind.NUMBER: 0,
    FieldKind.YES_NO: False,
    FieldKind.AGENCIES: (),
    FieldKind.ENTRIES: (),
    FieldKind.OUTCOMES: (),
    **dict.fromkeys(
        (
            *(FieldKind.AGENCY, FieldKind.PARTICIPANT, FieldKind.IDENTITY),
            *(FieldKind.SESSION, FieldKind.ENTRY, FieldKind.MEMBER, FieldKind.RETURN),
            *(FieldKind.OUTCOME, FieldKind.RECOMMENDATION, FieldKind.INDICATOR),
        )
    ),
}


def exact_day(label: str, words: str) -> str:
    """A single day as ISO text; "today", "yesterday" and "tomorrow" are days too.

    Raises:
        Problem: If the words name no day, or could name more than one.
    """
    from workshop_tui.intake.dates import read_date

    if words.casefold() in _NEAR:
        return (dt.date.today() + dt.timedelta(days=_NEAR[words.casefold()])).isoformat()
    when = read_date(words).when
    if when is None or when.earliest is None or when.earliest != when.latest:
        raise Problem(
            f"“{label}”: {words!r} does not name one day. Write it as 12 March 2026 or 12/3/2026."
        )
    return when.earliest.isoformat()


def _date(field: Field, words: str, _: Finds) -> str:
    return exact_day(field.label, words)


def _time(field: Field, words: str, _: Finds) -> str:
    found = _TIME.fullmatch(words)
    if found is None:
        raise Problem(f"“{field.label}”: write the time as 9:30 or 14:00.")
    return f"{int(found[1]):02d}:{found[2]}"


def _number(field: Field, words: str, _: Finds) -> int:
    if not words.isdecimal() or len(words) > 6:
        raise Problem(f"“{field.label}” is a whole number, not {words!r}.")
    return int(words)


def _yes_no(field: Field, words: str, _: Finds) -> bool:
    folded = words.casefold()
    if folded in _YES | _NO:
        return folded in _YES
    raise Problem(f"“{field.label}” is yes or no, not {words!r}.")


def _choice(field: Field, words: str, _: Finds) -> str:
    folded = words.casefold()
    exact = [choice for choice in field.choices if choice.casefold() == folded]
    found = exact or [choice for choice in field.choices if choice.casefold().startswith(folded)]
    if len(found) != 1:
        raise Problem(f"“{field.label}” is one of: {', '.join(field.choices)}; not {words!r}.")
    return found[0]


def _agency(field: Field, words: str, finds: Finds) -> int:
    agencies = finds.find(Agency)
    found = find_agency(agencies, words)
    if found is None:
        known = ", ".join(agency.short for agency in agencies) or "none yet"
        raise Problem(f"“{field.label}”: there is no agency {words!r}. Agencies: {known}.")
    return found.id


def _agencies(field: Field, words: str, finds: Finds) -> tuple[str, ...]:
    shorts = {agency.id: agency.short for agency in finds.find(Agency)}
    named = [part.strip() for part in _MORE.split(words) if part.strip()]
    return tuple(dict.fromkeys(shorts[_agency(field, one, finds)] for one in named))


def _participant(field: Field, words: str, finds: Finds) -> int:
    people = finds.find(Participant)
    found = resolve_who(words, people, finds.find(Identity))
    if found is None:
        known = ", ".join(person.code for person in people) or "nobody yet"
        raise Problem(f"“{field.label}”: {words!r} names nobody for certain. Codes: {known}.")
    return found.id


def _identity(field: Field, words: str, finds: Finds) -> int:
    folded = words.casefold()
    found = [
        one
        for one in finds.find(Identity)
        if folded in (one.pseudonym.casefold(), one.name.casefold())
    ]
    if len(found) == 1:
        return found[0].id
    if found:
        raise Problem(f"“{field.label}”: {words!r} stands in the register more than once.")
    raise Problem(f"“{field.label}”: {words!r} is not in the register. Add it there first.")


def _session(field: Field, words: str, finds: Finds) -> int:
    sessions = finds.find(Session)
    folded = words.casefold()
    found = [
        one
        for position, one in enumerate(sessions, start=1)
        if folded in (str(position), one.title.casefold(), one.uid)
    ]
    if len(found) != 1:
        known = ", ".join(f"{n} {one.title}" for n, one in enumerate(sessions, start=1))
        raise Problem(f"“{field.label}”: {words!r} names no one session: {known or 'none yet'}.")
    return found[0].id


def _member(field: Field, words: str, finds: Finds) -> int:
    members = finds.find(FamilyMember)
    found = [m for m in members if words.casefold() in (m.label.casefold(), m.uid)]
    if len(found) != 1:
        known = ", ".join(member.label for member in members) or "nobody yet"
        raise Problem(f"“{field.label}”: there is no {words!r} in the family here: {known}.")
    return found[0].id


def _return(field: Field, words: str, finds: Finds) -> int:
    returns = finds.find(PreparationReturn)
    for one in returns:
        if words == one.uid:
            return one.id
    who = _participant(field, words, finds)
    found = [one for one in returns if one.participant_id == who]
    if not found:
        raise Problem(f"“{field.label}”: nothing has come from {words} yet; note the return first.")
    return found[-1].id


def _outcomes_by_name(finds: Finds) -> dict[str, int]:
    """The outcomes by their names (F1, G1, E1, A1), as lists call them."""
    found = finds.find(Outcome, order="kind, position, id")
    return {name: one.id for name, one in zip(outcome_names(found), found, strict=True)}


def _outcome(field: Field, words: str, finds: Finds) -> int:
    known = _outcomes_by_name(finds)
    if words.upper() not in known:
        raise Problem(
            f"“{field.label}”: there is no {words!r}. There are: {', '.join(known) or 'none yet'}."
        )
    return known[words.upper()]


def _outcomes(field: Field, words: str, finds: Finds) -> tuple[int, ...]:
    named = [part.strip() for part in _MORE.split(words) if part.strip()]
    return tuple(dict.fromkeys(_outcome(field, one, finds) for one in named))


def _recommendation(field: Field, words: str, finds: Finds) -> int:
    found = {str(one.number): one.id for one in finds.find(Recommendation)}
    number = words.upper().removeprefix("R")
    if number not in found:
        known = ", ".join(found) or "none yet"
        raise Problem(f"“{field.label}”: there is no recommendation {words!r}. Numbers: {known}.")
    return found[number]


def _indicator(field: Field, words: str, finds: Finds) -> int:
    indicators = finds.find(Indicator)
    found = [
        one
        for position, one in enumerate(indicators, start=1)
        if words.casefold() in (str(position), one.title.casefold(), one.uid)
    ]
    if len(found) != 1:
        known = "; ".join(f"{n} {one.title}" for n, one in enumerate(indicators, start=1))
        raise Problem(f"“{field.label}”: {words!r} names no indicator: {known or 'none yet'}.")
    return found[0].id


def _entry(_: Field, words: str, finds: Finds) -> int:
    return finds.entry_named(words)


def _entries(_: Field, words: str, finds: Finds) -> tuple[int, ...]:
    named = [part.strip() for part in _MORE.split(words) if part.strip()]
    return tuple(dict.fromkeys(finds.entry_named(one) for one in named))


def _questions(field: Field, words: str, finds: Finds) -> str:
    from workshop_tui.review.prompts import places

    known = places(finds.find(AgendaStep), finds.find(Episode))
    folded = words.casefold()
    found = [key for key, title in known.items() if folded in (key, title.casefold())]
    found = found or [key for key in known if key.startswith(folded)]
    if len(found) != 1:
        raise Problem(
            f"“{field.label}”: {words!r} names no one place where questions are asked. Write step, "
            "episode or question and its name, such as step check-in or question silence."
        )
    return found[0]


def _rule(_: Field, words: str, __: Finds) -> str:
    from workshop_tui.review.pack_changes import GROUND_RULES, key_of

    return key_of(GROUND_RULES, words)


def _factor(_: Field, words: str, __: Finds) -> str:
    from workshop_tui.review.pack_changes import FACTORS, key_of

    return key_of(FACTORS, words)


_READERS: dict[FieldKind, Callable[[Field, str, Finds], Any]] = {
    FieldKind.DATE: _date,
    FieldKind.TIME: _time,
    FieldKind.NUMBER: _number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.AGENCY: _agency,
    FieldKind.AGENCIES: _agencies,
    FieldKind.PARTICIPANT: _participant,
    FieldKind.IDENTITY: _identity,
    FieldKind.SESSION: _session,
    FieldKind.MEMBER: _member,
    FieldKind.RETURN: _return,
    FieldKind.ENTRY: _entry,
    FieldKind.ENTRIES: _entries,
    FieldKind.OUTCOME: _outcome,
    FieldKind.OUTCOMES: _outcomes,
    FieldKind.RECOMMENDATION: _recommendation,
    FieldKind.INDICATOR: _indicator,
    FieldKind.QUESTIONS: _questions,
    FieldKind.FACTOR: _factor,
    FieldKind.RULE: _rule,
}


# -- as people read it ---------------------------------------------------------------------------


def kept(record: Record, field: Field) -> Any:
    """The value of a field as the record keeps it; "bodies.board" is a key of a field."""
    name, _, key = field.name.partition(".")
    value = getattr(record, name, None)
    return value.get(key, "") if key and isinstance(value, dict) else value


def text_of(field: Field, value: Any, names: Names) -> str:
    """A value as a person reads it, and could type it again."""
    if value is None or value == "" or value == ():
        return ""
    if field.kind is FieldKind.DATE:
        return british(value)
    if field.kind is FieldKind.YES_NO:
        return "yes" if value else "no"
    if field.kind is FieldKind.NUMBER:
        return str(value or "")
    if field.kind is FieldKind.AGENCIES:
        return ", ".join(value)
    if field.kind is FieldKind.ENTRIES:
        return ", ".join(names.of(FieldKind.ENTRY, one) for one in value)
    if field.kind is FieldKind.OUTCOMES:
        return ", ".join(names.of(FieldKind.OUTCOME, one) for one in value)
    if isinstance(value, int):
        return names.of(field.kind, value)
    return str(value)


class Names:
    """What the records are called to which fields refer, looked up once for a whole list."""

    def __init__(self, finds: Finds) -> None:
        self._finds = finds
        self._known: dict[FieldKind, dict[int, str]] = {}

    def of(self, kind: FieldKind, row_id: int) -> str:
        """What the record with an id is called; "?" where it was taken away."""
        if kind is FieldKind.ENTRY:
            return self._finds.called(row_id)
        if kind not in self._known:
            self._known[kind] = self._look(kind)
        return self._known[kind].get(row_id, "?")

    def _look(self, kind: FieldKind) -> dict[int, str]:
        if kind is FieldKind.OUTCOME:
            return {row_id: name for name, row_id in _outcomes_by_name(self._finds).items()}
        if kind is FieldKind.RETURN:
            people = self._look(FieldKind.PARTICIPANT)
            returns = self._finds.find(PreparationReturn)
            return {one.id: people.get(one.participant_id, "?") for one in returns}
        model, name = _NAMED[kind]
        return {one.id: str(getattr(one, name)) for one in self._finds.find(model)}


_NAMED: dict[FieldKind, tuple[type[Record], str]] = {
    FieldKind.AGENCY: (Agency, "short"),
    FieldKind.PARTICIPANT: (Participant, "code"),
    FieldKind.IDENTITY: (Identity, "name"),
    FieldKind.SESSION: (Session, "title"),
    FieldKind.MEMBER: (FamilyMember, "label"),
    FieldKind.RECOMMENDATION: (Recommendation, "number"),
    FieldKind.INDICATOR: (Indicator, "title"),
}
