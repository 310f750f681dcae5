"""Leaving marked items out of a document, with everything that hangs on them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import TypeVar

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.tally import tally
from workshop_tui.practice.marks import Marks
from workshop_tui.practice.records import Capture, Record
from workshop_tui.privacy.audience import Audience

V = TypeVar("V")


def withhold(material: Material, audience: Audience, marks: Marks) -> Material:
    """The material without the items that this audience may not read.

    What is left keeps its number and its label, so that everybody who has a document of the
    review speaks of the same entry 12 and the same F2.
    """
    kept = replace(
        material,
        audience=audience,
        lines=audience.readable(material.lines, marks),
        entries=audience.readable(material.entries, marks),
        excluded=audience.readable(material.excluded, marks),
        captures=_captures(material, audience, marks),
        outcomes=audience.readable(material.outcomes, marks),
        after=replace(material.after, words=audience.readable(material.after.words, marks)),
    )
    withheld = _count(material) - _count(kept)
    if not withheld:
        return kept
    entries = {entry.id for entry in (*kept.entries, *kept.excluded)}
    captures = {capture.id for capture in kept.captures}
    outcomes = {outcome.id for outcome in kept.outcomes}
    numbers = {line.number for line in kept.lines}
    gone = {one.uid for one in _items(material)} - {one.uid for one in _items(kept)}
    after = replace(
        kept.after.of(outcomes, captures),
        challenges=tuple(one for one in kept.after.challenges if one.row_uid not in gone),
    )
    return replace(
        kept,
        withheld=withheld,
        after=after,
        tally=tally(material),
        beside=material.beside.only(entries),
        entries_of={
            capture: tuple(one for one in found if one in entries)
            for capture, found in _only(material.entries_of, captures).items()
        },
        evidence={
            outcome: tuple(one for one in found if one in captures)
            for outcome, found in _only(material.evidence, outcomes).items()
        },
        enquiries={
            outcome: tuple(one for one in found if one in numbers)
            for outcome, found in _only(material.enquiries, outcomes).items()
        },
        labels=_only(material.labels, outcomes),
        missing=_only(material.missing, outcomes),
    )


def _captures(material: Material, audience: Audience, marks: Marks) -> tuple[Capture, ...]:
    """What was captured, without what was said one to one and supports no outcome.

    Somebody spoke in confidence: only the working papers hold words of theirs that went nowhere.
    """
    readable = audience.readable(material.captures, marks)
    if audience.working_papers:
        return readable
    cited = {capture for found in material.evidence.values() for capture in found}
    return tuple(one for one in readable if one.id in cited or not material.in_conversation(one))


def _count(material: Material) -> int:
    return len(_items(material))


def _items(material: Material) -> list[Record]:
    """Everything that can carry a mark."""
    return [
        *(*material.lines, *material.entries, *material.excluded, *material.captures),
        *(*material.outcomes, *material.after.words),
    ]


def _only(found: Mapping[int, V], ids: Container[int]) -> dict[int, V]:
    return {one: value for one, value in found.items() if one in ids}
