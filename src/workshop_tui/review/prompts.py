"""Questions to have at hand, from the practice pack; none has to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import AgendaStep, Episode
from workshop_tui.review.reader import Reader
from workshop_tui.store.resources import pack

PART = "prompts"


@dataclass(frozen=True, slots=True)
class Prompts:
    """Some questions under a heading.

    Attributes:
        title: The heading. questions: in their order.
        own: Whether they are the review's own, not the practice pack's.
        key: By which the review changes them ("step findings").
    """

    title: str
    questions: tuple[str, ...]
    own: bool = False
    key: str = ""


def step_prompts(read: Reader, step: AgendaStep | None) -> Prompts | None:
    """The questions for an agenda step; None where the pack has none."""
    if step is None:
        return None
    key = f"step {step.slug}"
    found = _of(_own(read), key, step.title)
    return found if found.questions else None


def episode_prompts(read: Reader, episode: Episode | None = None) -> list[Prompts]:
    """The ways to look at a key practice episode, each with its questions.

    Args:
        read: The review.
        episode: What the review asks of this one in particular comes first.
    """
    own = _own(read)
    ways = [_of(own, f"episode {one['id']}", one["title"]) for one in pack(PART)["episode"]]
    if episode is None or not own.get(key := f"episode {episode.number}"):
        return ways
    return [Prompts(episode.title, own[key], True, key), *ways]


def next_questions(read: Reader) -> list[Prompts]:
    """The card of the next good question: what is happening in the room, and what to ask."""
    own = _own(read)
    return [_of(own, f"question {one['id']}", one["when"]) for one in pack(PART)["questions"]]


def in_force(read: Reader) -> list[Prompts]:
    """The questions of every place, the review's own where it has some."""
    own, steps = _own(read), read.records(AgendaStep)
    return [_of(own, key, title) for key, title in places(steps, read.episodes()).items()]


def _of(own: dict[str, tuple[str, ...]], key: str, title: str) -> Prompts:
    return Prompts(title, own.get(key) or pack_questions(key), bool(own.get(key)), key)


def places(steps: Sequence[AgendaStep], episodes: Sequence[Episode] = ()) -> dict[str, str]:
    """Where questions are asked: the key under which a review keeps its own, and what it is.

    Args:
        steps: Of the review's agendas; the pack's are always among them.
        episodes: The review's key practice episodes.
    """
    known = {f"step {one['id']}": f"agenda: {one['id']}" for one in pack(PART)["steps"]}
    known |= {f"step {one.slug}": f"agenda: {one.title}" for one in steps if one.slug}
    known |= {f"episode {one['id']}": f"episode: {one['title']}" for one in pack(PART)["episode"]}
    known |= {f"episode {one.number}": f"episode {one.number}: {one.title}" for one in episodes}
    known |= {f"question {one['id']}": f"room: {one['when']}" for one in pack(PART)["questions"]}
    return known


def pack_questions(key: str) -> tuple[str, ...]:
    """The pack's own questions for a place; none where it has none.

    A numbered episode has none in the pack: the first of each way to look at one stand for it.
    """
    kind, _, name = key.partition(" ")
    if kind == "episode" and name.isdecimal():
        return tuple(one["prompts"][0] for one in pack(PART)["episode"])
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
