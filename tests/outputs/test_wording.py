"""The words of the papers are data; where they are not as they must be, it is said where."""

from __future__ import annotations

from typing import Any

import pytest

from workshop_tui.outputs import wording
from workshop_tui.practice.problems import Problem
from workshop_tui.review import notice


def test_the_packs_own_words_are_as_they_must_be() -> None:
    assert wording.approach().sections
    assert wording.papers().pack.asked
    assert len(wording.ground_rules()) > 5
    assert set(wording.papers().pack.proceedings) >= {"criminal", "inquest", "care", "other"}


def test_places_are_filled_in_once_and_others_stay() -> None:
    text = wording.filled("{code} and {unknown} and {{x}} { code }", {"code": "{due}", "due": "no"})
    assert text == "{due} and {unknown} and {{x}} { code }"


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ({}, "title"),
        ({"title": "T", "lead": 3, "sections": []}, "lead"),
        ({"title": "T", "lead": "L", "sections": [{"text": []}]}, "sections.0.heading"),
    ],
)
def test_wrong_words_are_refused_with_their_place(
    monkeypatch: pytest.MonkeyPatch, found: dict[str, Any], where: str
) -> None:
    monkeypatch.setattr(wording, "pack", lambda _: found)
    monkeypatch.setattr(wording, "_READ", {})
    with pytest.raises(Problem, match=f"data/pack/approach.toml, {where}: "):
        wording.approach()


@pytest.mark.parametrize(
    ("found", "where"),
    [
        ({}, "notice.event"),
        ({"notice": {"event": "x", "chronology": 1, "returns": 1, "reminder": 1}}, "notice.event"),
        (
            {"notice": {"event": 1, "chronology": 1, "returns": 1, "reminder": 1, "closed": ["x"]}},
            "notice.closed",
        ),
    ],
)
def test_wrong_days_are_refused_with_their_place(
    monkeypatch: pytest.MonkeyPatch, found: dict[str, Any], where: str
) -> None:
    import datetime as dt

    monkeypatch.setattr(notice, "pack", lambda _: found)
    with pytest.raises(Problem, match=where):
        notice.returns_due(dt.date(2026, 7, 3))
