"""Hints on wording: found where they belong, and never in anybody's verbatim words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.language import hints, rules
from workshop_tui.store.resources import pack

RULES = rules(pack("language")["hints"])


def found(text: str, *, action: bool = False) -> set[str]:
    return {hint.rule.id for hint in hints(text, RULES, action=action)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The health visitor failed to share it", "failed-to"),
        ("They should have asked", "should-have"),
        ("This was a missed opportunity", "missed-opportunity"),
        ("With hindsight the pattern shows", "hindsight"),
        ("Mother was hard to reach", "hard-to-reach"),
    ],
)
def test_blame_and_hindsight_are_seen(text: str, rule: str) -> None:
    assert rule in found(text)


def test_verbatim_words_are_never_marked() -> None:
    assert found("SW1 said “I should have rung, I failed to”; caseloads were high.") == set()
    assert found('Mother: "they failed to listen"') == set()
    assert "should-have" in found("“I was alone”, and somebody should have rung")


@pytest.mark.parametrize(
    "text", ["Remind staff to ask", "Raise awareness of neglect", "Provide training on thresholds"]
)
def test_weak_verbs_are_hinted_at_in_actions_alone(text: str) -> None:
    assert "weak-action" in found(text, action=True)
    assert "weak-action" not in found(text)


def test_fair_wording_is_left_alone() -> None:
    assert (
        found(
            "Notices about incidents waited in an inbox that nobody owned; on call, the duty "
            "worker had no way to see them.",
            action=True,
        )
        == set()
    )


def test_a_rule_that_is_no_pattern_is_named() -> None:
    bad = {"id": "x", "patterns": ["("], "why": "", "neutral": "", "ask": ""}
    with pytest.raises(ValueError, match="'x'"):
        rules([bad])


@given(st.text(max_size=200))
def test_places_are_in_the_text(text: str) -> None:
    for hint in hints(text, RULES, action=True):
        assert text[hint.start : hint.end] == hint.words
