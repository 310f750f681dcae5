"""The circulation tiers of the practice pack, checked, with a review's own changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workshop_tui.practice.age_bands import AgeBands
from workshop_tui.practice.preparing import PackChange
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.tiers import CHANGEABLE, WORKING_PAPERS, Part, TierRules, too_wide
from workshop_tui.privacy.view import Tier
from workshop_tui.store.resources import pack

PART = "tiers"
"""What changes of tiers are kept under (``PackChange.part``)."""

_FILE = "tiers.toml"
_MEND = "Correct it, or install workshop-tui again."


@dataclass(frozen=True, slots=True)
class Tiers:
    """The rules of every tier of a review.

    Attributes:
        rules: By tier. bands: the bands in which ages are given.
    """

    rules: Mapping[Tier, TierRules]
    bands: AgeBands


def tiers(changes: Iterable[PackChange] = ()) -> Tiers:
    """The pack's tiers with a review's own changes; the later change of a key wins.

    Raises:
        Problem: If the pack or a change is wrong, naming file, tier and key.
    """
    standard = _standard()
    rules = dict(standard.rules)
    for change in changes:
        if change.part == PART:
            tier = named(change.key)
            rules[tier] = changed(rules[tier], change.changes)
    return Tiers(rules, standard.bands)


def named(tier: str) -> Tier:
    """The circulation tier of a name.

    Raises:
        Problem: If there is none, or it is that of the working papers, which has no rules.
    """
    circulations = [one.value for one in Tier if one is not Tier.NAMES]
    if tier not in circulations:
        raise Problem(f"There is no circulation {tier!r}: {', '.join(circulations)}.")
    return Tier(tier)


def changed(rules: TierRules, changes: Mapping[str, str]) -> TierRules:
    """A tier's rules with some keys changed, each value as somebody types it.

    ``contains`` is a list with commas; where every part of it begins with "+" or "-" these are
    added or taken away.

    Raises:
        Problem: Naming the tier and the key that is wrong.
    """
    where = f'Tier "{rules.id}"'
    values: dict[str, Any] = {name: getattr(rules, name) for name in TierRules.__dataclass_fields__}
    for key, value in changes.items():
        if key not in CHANGEABLE:
            raise Problem(f"{where} has no key {key!r} to change: {', '.join(CHANGEABLE)}.")
        values[key] = _parts(rules, value, where) if key == "contains" else value.strip()
    return _checked(values, where, "")


def _parts(rules: TierRules, words: str, where: str) -> tuple[str, ...]:
    asked = [word.strip() for word in words.split(",") if word.strip()]
    signed = [word for word in asked if word.startswith(("+", "-"))]
    if not signed:
        return tuple(dict.fromkeys(asked))
    if len(signed) != len(asked):
        raise Problem(
            f"{where}, contains: either list every part, or put + or - before each, such as "
            '"+themes, -captures".'
        )
    known = {part.value for part in Part}
    unknown = next((word[1:] for word in signed if word[1:] not in known), None)
    if unknown is not None:
        raise Problem(f"{where}, contains: {_unlike(unknown, known)}.")
    kept: dict[str, None] = dict.fromkeys(part.value for part in rules.contains)
    for word in signed:
        if word[0] == "+":
            kept[word[1:]] = None
        else:
            kept.pop(word[1:], None)
    return tuple(kept)


@cache
def _standard() -> Tiers:
    """The pack's own tiers."""
    return read(pack(PART))


def read(raw: Mapping[str, Any]) -> Tiers:
    """Tiers from what the pack's file holds.

    Raises:
        Problem: Naming the tier and the key that is wrong.
    """
    listed = raw.get("tiers")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Problem(f"{_FILE} has no list [[tiers]]. {_MEND}")
    rules: dict[Tier, TierRules] = {Tier.NAMES: WORKING_PAPERS}
    for number, one in enumerate(listed, start=1):
        where = f'{_FILE}, tier "{one.get("id", number)}"'
        checked = _checked(one, where, f" {_MEND}")
        try:
            tier = named(checked.id)
        except Problem as problem:
            raise Problem(f"{where}, id: {problem} {_MEND}") from None
        if tier in rules:
            raise Problem(f"{where} stands there twice. {_MEND}")
        rules[tier] = checked
    missing = [tier.value for tier in Tier if tier not in rules]
    if missing:
        raise Problem(f"{_FILE} lacks the tier {missing[0]!r}. {_MEND}")
    return Tiers(rules, _bands(raw.get("age_bands")))


def _bands(labels: object) -> AgeBands:
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise Problem(f'{_FILE}, age_bands: must be a list such as ["0–1", "2–4"]. {_MEND}')
    try:
        return AgeBands.read(labels)
    except Problem as problem:
        raise Problem(f"{_FILE}, age_bands: {problem} {_MEND}") from None


def _checked(values: Mapping[str, Any], where: str, mend: str) -> TierRules:
    """Rules out of plain values, checked by pydantic and by the practice."""
    from pydantic import TypeAdapter, ValidationError

    unknown = next((key for key in values if key not in TierRules.__dataclass_fields__), None)
    if unknown is not None:
        known = ", ".join(TierRules.__dataclass_fields__)
        raise Problem(f"{where}, {unknown}: there is no such key; the keys are {known}.{mend}")
    try:
        rules = TypeAdapter(TierRules).validate_python(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else "?"
        raise Problem(f"{where}, {key}: {_why(dict(first))}.{mend}") from None
    wide = too_wide(rules)
    if wide is not None:
        raise Problem(f"{where}, {wide[0]}: {wide[1]}{mend}")
    return rules


def _why(error: Mapping[str, Any]) -> str:
    """What is wrong with a value, and what it may be."""
    if error["type"] == "missing":
        return "is missing"
    given = error["input"]
    allowed = str((error.get("ctx") or {}).get("expected", ""))
    if allowed:
        names = allowed.replace("'", "").replace(" or ", ", ").split(", ")
        return _unlike(str(given), names)
    if error["type"].startswith("bool"):
        return f"{str(given)!r} is neither true nor false"
    if error["type"].startswith(("tuple", "list")):
        return "must be a list of parts"
    return f"{str(given)!r} does not fit ({error['msg']})"


def _unlike(given: str, allowed: Iterable[str]) -> str:
    return f"{given!r} is not one of {', '.join(sorted(allowed))}"
