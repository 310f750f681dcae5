"""What the practice pack offers a review: names of bodies, agendas to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workshop_tui.practice.problems import NotFound
from workshop_tui.practice.records import Review
from workshop_tui.store.resources import pack


def bodies() -> list[Mapping[str, Any]]:
    """The boards and groups of the process, each with id, name and what it does."""
    return list(pack("bodies")["bodies"])


def body_name(review: Review, body: str) -> str:
    """What a body is called in this review, or else in the pack."""
    standard = {one["id"]: str(one["name"]) for one in bodies()}
    return review.bodies.get(body) or standard.get(body, body)


def agenda(name: str) -> Mapping[str, Any]:
    """An agenda of the pack ("half-day", "full-day") with its steps.

    Raises:
        NotFound: If there is none.
    """
    found = {one["id"]: one for one in pack("agendas")["agendas"]}
    if name not in found:
        raise NotFound(f"There is no agenda {name!r} in the pack: {', '.join(found)}.")
    return dict(found[name])
