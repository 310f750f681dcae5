"""Questions to have at hand, from the practice pack; none has to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import AgendaStep
from workshop_tui.review.reader import Reader
from workshop_tui.store.resources import pack

PART = "prompts"


@dataclass(frozen=True, slots=True)
class Prompts:
    """Some questions under a heading."""

    title: str
    questions: tuple[str, ...]


def step_prompts(read: Reader, step: AgendaStep | None) -> Prompts | None:
    """The questions for an agenda step; None where the pack has none."""
    if step is None:
        return None
    own = _own(read).get(f"step {step.slug}")
    if own is not None:
        return Prompts(step.title, own)
    for one in pack(PART)["steps"]:
        if one["id"] == step.slug:
            return Prompts(step.title, tuple(one["prompts"]))
    return None


def episode_prompts(read: Reader) -> list[Prompts]:
    """The ways to look at a key practice episode, each with its questions."""
    own = _own(read)
    return [
        Prompts(one["title"], own.get(f"episode {one['id']}", tuple(one["prompts"])))
        for one in pack(PART)["episode"]
    ]


def next_questions(read: Reader) -> list[Prompts]:
    """The card of the next good question: what is happening in the room, and what to ask."""
    own = _own(read)
    return [
        Prompts(one["when"], own.get(f"question {one['id']}", tuple(one["ask"])))
        for one in pack(PART)["questions"]
    ]


def places(steps: Sequence[AgendaStep]) -> dict[str, str]:
    """Where questions are asked: the key under which a review keeps its own, and what it is.

    Args:
        steps: Of the review's agendas; the pack's are always among them.
    """
    known = {f"step {one['id']}": f"agenda: {one['id']}" for one in pack(PART)["steps"]}
    known |= {f"step {one.slug}": f"agenda: {one.title}" for one in steps if one.slug}
    known |= {f"episode {one['id']}": f"episode: {one['title']}" for one in pack(PART)["episode"]}
    known |= {f"question {one['id']}": f"room: {one['when']}" for one in pack(PART)["questions"]}
    return known


def pack_questions(key: str) -> tuple[str, ...]:
    """The pack's own questions for a place; none where it has none."""
    kind, _, name = key.partition(" ")
    table, field = {"episode": ("episode", "prompts"), "question": ("questions", "ask")}.get(
        kind, ("steps", "prompts")
    )
    return next((tuple(one[field]) for one in pack(PART)[table] if one["id"] == name), ())


def _own(read: Reader) -> dict[str, tuple[str, ...]]:
    """The review's own questions, by "step findings", "episode seeing", "question blame"."""
    from workshop_tui.practice.preparing import PackChange

    return {
        change.key: tuple(
            line.strip() for line in change.changes.get("prompts", "").splitlines() if line.strip()
        )
        for change in read.records(PackChange, part=PART)
    }
