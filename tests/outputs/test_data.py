"""The review as JSON: exact, ordered, joined by uids."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.outputs import building, data
from workshop_tui.outputs.material import Material
from workshop_tui.privacy.view import Tier


def load(material: Material, tier: Tier = Tier.PANEL) -> dict[str, Any]:
    text = data.render(material, building.build(material, tier))
    loaded = json.loads(text)
    assert isinstance(loaded, dict)
    return loaded


def test_it_begins_with_warning_format_and_version(material: Material) -> None:
    whole = load(material)
    assert list(whole)[:3] == ["warning", "format", "format_version"]
    assert whole["warning"] == "Contains names"
    assert (whole["format"], whole["format_version"]) == ("workshop-tui review", 1)
    confirmed = replace(material, review=replace(material.review, register_confirmed=True))
    assert load(confirmed)["warning"] == ""
    assert load(confirmed, Tier.NAMES)["warning"] == "Contains names"


def test_it_is_the_same_each_time(material: Material) -> None:
    model = building.build(material, Tier.PANEL)
    assert data.render(material, model) == data.render(material, model)


def test_everything_is_there_and_joined(material: Material) -> None:
    whole = load(material)
    assert [entry["number"] for entry in whole["entries"]] == [1, 2, 3]
    assert whole["entries"][1]["fields"] == {"By": "B. Castell"}
    assert whole["entries"][2]["date_text"] == "w/c 4/3/24"
    assert whole["entries"][2]["origin"]["file"] == "Josie Tarrant.docx"
    assert [capture["uid"] for capture in whole["captures"]] == [f"capture{n}" for n in range(1, 7)]
    assert whole["captures"][1]["entry_uids"] == ["entry1", "entry3"]
    finding = whole["outcomes"][0]
    assert finding["evidence"] == ["capture1", "capture2"]
    assert finding["lines_of_enquiry"] == [1]
    assert whole["outcomes"][1]["answers"] == "F1"
    assert [line["answered_by"] for line in whole["lines_of_enquiry"]] == [["F1"], []]
    assert "child_born" not in whole["review"]


def test_what_the_wider_tiers_leave_out(material: Material) -> None:
    board, public = load(material, Tier.BOARD), load(material, Tier.PUBLIC)
    assert [entry["number"] for entry in board["entries"]] == [1]
    assert [c["uid"] for c in board["captures"]] == ["capture1", "capture2", "capture4"]
    assert [c["uid"] for c in public["captures"]] == ["capture1", "capture2"]
    assert "E1" in [o["label"] for o in board["outcomes"]]
    assert "E1" not in [o["label"] for o in public["outcomes"]]
    assert "text" in board["entries"][0] and "text" not in public["entries"][0]
    assert public["entries"][0]["earliest"] == "2023-03"
    assert public["review"]["period_to"] == "2024-02" and public["outcomes"][1]["due"] == "2026-06"
    assert "Escalations." in public["left_out"]


@pytest.mark.parametrize("tier", list(Tier))
@given(words=st.text())
def test_texts_are_exact(tier: Tier, words: str) -> None:
    from hand_made import make

    material = make()
    captures = (replace(material.captures[0], text=words), *material.captures[1:])
    assert load(replace(material, captures=captures), tier)["captures"][0]["text"] == words
