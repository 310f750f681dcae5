"""Closing a session: what is still open, and the one thing that keeps it open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.records import Outcome, Session
from workshop_tui.review.escalations import nobody_told
from workshop_tui.review.parked import waiting
from workshop_tui.review.readback import to_read_back
from workshop_tui.review.reader import Reader
from workshop_tui.review.readiness import days_left


@dataclass(frozen=True, slots=True)
class Closing:
    """One thing to look at before closing.

    Attributes:
        id: read-back, parked, escalations, dates. title: what is to be done.
        missing: What is still open, a sentence each.
        gate: Whether the session cannot be closed while something is missing here.
    """

    id: str
    title: str
    missing: tuple[str, ...]
    gate: bool = False


def closing(read: Reader) -> list[Closing]:
    """What is to be seen to before the session under way is closed."""
    outcomes = read.outcomes()
    names = dict(zip((o.id for o in outcomes), outcome_names(outcomes), strict=True))
    return [
        Closing("read-back", "Everything is read back", tuple(_unread(outcomes, names))),
        Closing("parked", "What was parked has come back", tuple(_parked(read))),
        Closing("escalations", "Escalations are in hand", tuple(_untold(outcomes, names)), True),
        Closing("dates", "The next dates are said", tuple(_dates(read))),
    ]


def _unread(outcomes: list[Outcome], names: dict[int, str]) -> Iterator[str]:
    waiting = [names[o.id] for o in to_read_back(outcomes) if o.read_back is None]
    if waiting:
        yield f"Not read back yet: {', '.join(waiting)}."
    unasked = [names[o.id] for o in outcomes if names[o.id].startswith("F") and not o.still_current]
    if unasked:
        yield f"Still true today? Not asked of: {', '.join(unasked)}."


def _parked(read: Reader) -> Iterator[str]:
    entries, ideas = waiting(read)
    if entries:
        yield f"Entries parked: {entries}."
    if ideas:
        yield f"Ideas parked: {ideas}."


def _untold(outcomes: list[Outcome], names: dict[int, str]) -> Iterator[str]:
    for outcome in outcomes:
        if nobody_told(outcome):
            yield f"{names[outcome.id]}: nobody is named who tells somebody."


def _dates(read: Reader) -> Iterator[str]:
    ahead = [one for one in read.records(Session) if one.date and not one.started]
    if not ahead and not days_left(read):
        yield "No next date is set: neither a session nor a milestone."
