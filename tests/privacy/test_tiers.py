"""The tiers of the pack, what a review may change of them, and sentences for what is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from workshop_tui.practice.preparing import PackChange
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.tiers import Ages, Dates, Part, Places
from workshop_tui.privacy.tiers import read, tiers
from workshop_tui.privacy.view import Tier
from workshop_tui.store.resources import pack

RULES = tiers().rules


def change(tier: str, **changes: str) -> PackChange:
    return PackChange(part="tiers", key=tier, changes=changes)


def test_each_tier_holds_less_than_the_one_before() -> None:
    assert [tier for tier in Tier if RULES[tier].names] == [Tier.NAMES, Tier.ROOM]
    assert [RULES[tier].dates for tier in Tier][-2:] == [Dates.MONTH, Dates.RELATIVE]
    assert [RULES[tier].ages for tier in Tier][-3:] == [Ages.EXACT, Ages.BANDS, Ages.BANDS]
    assert [tier for tier in Tier if RULES[tier].has(Part.CHRONOLOGY)] == [*Tier][:3]
    assert [tier for tier in Tier if RULES[tier].places is Places.GENERIC] == [*Tier][3:]


def test_a_review_changes_its_own_copy() -> None:
    changed = tiers(
        [
            change("board", dates="relative"),
            change("board", dates="exact", quotes="yes", contains="+captures,-themes"),
            PackChange(part="prompts", key="board", changes={"dates": "month"}),
        ]
    ).rules[Tier.BOARD]
    assert changed.dates is Dates.EXACT and changed.quotes
    assert changed.has(Part.CAPTURES, Part.THEMES) and Part.THEMES not in changed.contains
    assert tiers().rules[Tier.BOARD] == RULES[Tier.BOARD] != changed


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (change("board", dates="weekly"), 'Tier "board", dates: \'weekly\' is not one of'),
        (change("board", quotes="ja"), 'Tier "board", quotes: \'ja\' is neither true nor false'),
        (change("board", contains="minutes"), 'contains: \'minutes\' is not one of act'),
        (change("board", contains="+minutes"), "'minutes' is not one of"),
        (change("board", contains="+themes, captures"), "put \\+ or - before each"),
        (change("board", contains=""), "nothing is left to circulate"),
        (change("board", id="x"), "has no key 'id' to change: label"),
        (change("board", names="true"), "only the room's papers may ever carry names"),
        (change("board", contains="+captures"), "captures are words spoken in the room"),
        (change("public", dates="exact"), "what is public gives no exact dates"),
        (change("public", ages="exact"), "what is public gives no exact ages"),
        (change("public", places="pseudonym"), "tells no place from another"),
        (change("public", contains="+chronology"), "chronology never stands in what is public"),
        (change("everybody", dates="month"), "no circulation 'everybody': room, panel, board"),
        (change("names", dates="month"), "no circulation 'names'"),
    ],
)  # fmt: skip
def test_a_change_that_is_wrong_is_refused_in_a_sentence(wrong: PackChange, said: str) -> None:
    with pytest.raises(Problem, match=said):
        tiers([wrong])


def _set(number: int, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["tiers"][number].update(values)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set(2, dates="weekly"), 'tiers.toml, tier "board", dates: \'weekly\' is not one of'),
        (_set(2, colour="red"), 'tiers.toml, tier "board", colour: there is no such key'),
        (_set(2, contains="chronology"), "contains: must be a list of parts"),
        (_set(2, label=3), "label: '3' does not fit"),
        (_set(2, id="panel"), 'tier "panel" stands there twice'),
        (_set(2, id="boad"), "id: There is no circulation 'boad'"),
        (lambda raw: raw["tiers"][2].pop("quotes"), 'tier "board", quotes: is missing'),
        (lambda raw: raw["tiers"].pop(), "tiers.toml lacks the tier 'public'"),
        (lambda raw: raw.pop("tiers"), "has no list"),
        (lambda raw: raw.update(tiers=["room"]), "has no list"),
        (lambda raw: raw.update(age_bands=["0–1", "3+"]), "age_bands: .* should begin at 2"),
        (lambda raw: raw.pop("age_bands"), "age_bands: must be a list"),
    ],
)  # fmt: skip
def test_a_pack_that_is_wrong_is_refused_in_a_sentence(
    spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    raw = copy.deepcopy(pack("tiers"))
    spoil(raw)
    with pytest.raises(Problem, match=said) as found:
        read(raw)
    assert "install workshop-tui again" in str(found.value)
