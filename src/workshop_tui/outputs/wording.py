"""The words of the papers, as the practice pack holds them and a board may change them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import pack

T = TypeVar("T")

_PLACE: Final = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True)
class ApproachSection:
    """A section of the approach: paragraphs, then points."""

    heading: str
    text: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    numbered: bool = False


@dataclass(frozen=True)
class Approach:
    """The approach, explained to people who are asked to take part."""

    title: str
    lead: str
    sections: list[ApproachSection]


@dataclass(frozen=True)
class ChronologyWords:
    """What stands above the combined chronology."""

    about: list[str]


@dataclass(frozen=True)
class PackWords:
    """Of the briefing pack. ``proceedings``: a sentence for each kind that runs beside it."""

    mark: str
    handling: str
    support: list[str]
    asked: list[tuple[str, str]]
    confidentiality: list[str]
    proceedings: dict[str, str]
    chronology: ChronologyWords


@dataclass(frozen=True)
class FormWords:
    """Of the preparation form."""

    title: str
    lead: str
    how: list[str]
    back: str
    back_undated: str
    use: str


@dataclass(frozen=True)
class RequestWords:
    """Of the letter that asks an agency for its chronology."""

    title: str
    reminder_title: str
    opening: str
    reminder_opening: str
    again_opening: str
    points: list[tuple[str, str]]
    about_heading: str
    about_unnamed: str
    closing: str


@dataclass(frozen=True)
class InvitationWords:
    """Of the calendar files."""

    summary: str
    description: list[str]
    reminder_summary: str
    reminder_description: list[str]


@dataclass(frozen=True)
class SheetWords:
    """Of the paper capture sheets."""

    title: str
    how: str


@dataclass(frozen=True)
class Papers:
    """Of all papers that go out before an event."""

    pack: PackWords
    form: FormWords
    request: RequestWords
    invitation: InvitationWords
    sheets: SheetWords


@dataclass(frozen=True)
class Rule:
    """A ground rule, by its name in the pack or in the review."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Rules:
    """The ground rules."""

    rules: list[Rule]


def approach() -> Approach:
    """The approach.

    Raises:
        Problem: If the practice pack's file is not as it must be.
    """
    return _checked("approach", Approach)


def papers() -> Papers:
    """The words of the papers; see ``approach``."""
    return _checked("papers", Papers)


def ground_rules() -> list[Rule]:
    """The ground rules; see ``approach``."""
    return _checked("ground_rules", Rules).rules


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its places filled in; braces that are no place of ours stay as they are."""
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), text)


def _checked(part: str, model: type[T]) -> T:
    if part not in _READ:
        _READ[part] = _read(part, model)
    found: T = _READ[part]
    return found


_READ: dict[str, Any] = {}


def _read(part: str, model: type[T]) -> T:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(model).validate_python(pack(part))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(one) for one in first["loc"])
        raise Problem(f"data/pack/{part}.toml, {where}: {first['msg']}.") from None
