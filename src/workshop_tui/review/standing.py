"""Where a review stands among its phases, and what is missing for the next; nothing here blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workshop_tui.practice.keeping import is_struck
from workshop_tui.practice.kinds import CONVERSATION, CaptureKind
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.review.parked import waiting
from workshop_tui.review.reader import Reader
from workshop_tui.review.readiness import readiness


class Phase(StrEnum):
    """The part of the process that a review is in."""

    PREPARE = "prepare"
    EVENT = "event"
    OUTCOMES = "outcomes"


@dataclass(frozen=True, slots=True)
class Standing:
    """A review's phase, and in a sentence each what the next one would miss."""

    phase: Phase
    missing: tuple[str, ...]


def standing(read: Reader) -> Standing:
    """Where the review stands now."""
    events = [one for one in read.sessions() if one.kind != CONVERSATION and one.started]
    if not events:
        return Standing(Phase.PREPARE, tuple(_before_the_event(read)))
    if any(not event.closed for event in events):
        return Standing(Phase.EVENT, tuple(_before_closing(read)))
    return Standing(Phase.OUTCOMES, tuple(_before_sharing(read)))


def _before_the_event(read: Reader) -> Iterator[str]:
    for step in readiness(read):
        yield from step.missing


def _before_closing(read: Reader) -> Iterator[str]:
    states = read.entry_states()
    if states.get("open"):
        yield f"Entries not discussed yet: {states['open']}."
    entries, ideas = waiting(read)
    if entries:
        yield f"Entries parked, to come back to: {entries}."
    captures = [capture for capture in read.captures() if not is_struck(capture)]
    if ideas:
        yield f"Ideas parked, to come back to: {ideas}."
    speakers = sum(capture.who_open for capture in captures)
    if speakers:
        yield f"Captures whose speaker is still to be filled in: {speakers}."
    checks = [capture for capture in captures if capture.kind is CaptureKind.CHECK]
    unsettled = sum(not (check.checker and check.due) for check in checks)
    if unsettled:
        yield f"Checks without somebody who finds out and a date: {unsettled}."
    yield from _before_sharing(read)


def _before_sharing(read: Reader) -> Iterator[str]:
    outcomes, missing = read.outcomes(), read.missing()
    if not outcomes:
        yield "There is no finding, good practice, escalation or action."
    for outcome, name in zip(outcomes, outcome_names(outcomes), strict=True):
        if missing[outcome.id]:
            yield f"{name} lacks: {', '.join(missing[outcome.id])}."
    yield from _names(read)


def _names(read: Reader) -> Iterator[str]:
    if not read.register():
        yield "The register of people is empty."
    elif not read.review().register_confirmed:
        yield "The register of people is not confirmed: exports are headed “Contains names”."
