"""A review changes what its circulations hold, and its documents obey at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import Role
from workshop_tui.practice.tiers import Dates, Part
from workshop_tui.privacy.view import Tier
from workshop_tui.review.exporting import export
from workshop_tui.review.seat import Seat


def data(seat: Seat, folder: Path, tier: Tier) -> dict[str, Any]:
    (path,) = export(seat, folder, ["data"], tier).written
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_change_is_obeyed_and_can_be_taken_back(chair: Seat, tmp_path: Path) -> None:
    assert data(chair, tmp_path, Tier.BOARD)["entries"] == []
    chair.tiers.change(
        "board", {"contains": "+chronology", "dates": "exact"}, "agreed by the board"
    ).result()
    rules = chair.read.tiers().rules[Tier.BOARD]
    assert rules.has(Part.CHRONOLOGY) and rules.dates is Dates.EXACT
    assert len(data(chair, tmp_path, Tier.BOARD)["entries"]) == 5
    chair.tiers.reset("board").result()
    assert data(chair, tmp_path, Tier.BOARD)["entries"] == []
    with pytest.raises(Problem, match="changed nothing of the circulation 'board'"):
        chair.tiers.reset("board").result()


def test_changes_of_one_tier_add_up(chair: Seat) -> None:
    chair.tiers.change("board", {"dates": "relative"}).result()
    chair.tiers.change("board", {"quotes": "yes"}).result()
    chair.tiers.change("board", {"contains": "+captures"}).result()
    rules = chair.read.tiers().rules[Tier.BOARD]
    assert rules.dates is Dates.RELATIVE and rules.has(Part.CAPTURES)


def test_a_wrong_change_changes_nothing(chair: Seat) -> None:
    before = chair.read.tiers()
    for tier, changes in (
        ("public", {"dates": "exact"}),
        ("board", {"names": "true"}),
        ("board", {}),
        ("bored", {"dates": "month"}),
    ):
        with pytest.raises(Problem):
            chair.tiers.change(tier, changes).result()
    assert chair.read.tiers() == before


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER, Role.ROOM])
def test_only_the_chair_changes_tiers(sit: Callable[..., Seat], role: Role) -> None:
    seat = sit(role)
    with pytest.raises(NotAllowed):
        seat.tiers.change("board", {"dates": "exact"})
    with pytest.raises(NotAllowed):
        seat.tiers.reset("board")
