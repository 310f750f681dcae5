"""The review as JSON: exact, ordered, joined by uids."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hand_made import fit, make
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.outputs import building, data
from workshop_tui.outputs.material import Material
from workshop_tui.privacy.view import Tier


def load(material: Material, tier: Tier = Tier.PANEL) -> dict[str, Any]:
    ready = fit(material, tier)
    text = data.render(ready, building.build(ready))
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
    ready = fit(material, Tier.PANEL)
    model = building.build(ready)
    assert data.render(ready, model) == data.render(ready, model)


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
    assert [entry["number"] for entry in board["entries"]] == [1] and public["entries"] == []
    assert board["captures"] == public["captures"] == []
    for whole in (board, public):
        assert [o["label"] for o in whole["outcomes"]] == ["F1", "A1", "G1"]
        assert whole["outcomes"][0]["evidence"] == [] and whole["participants"] == []
    assert board["escalations_by_status"] == {"draft": 1}
    assert public["escalations_by_status"] == {} and "Escalations." in public["left_out"]
    assert len(board["agencies"]) == 1 and public["agencies"] == []
    assert public["session"] is None and public["review"]["summary"] == ""
    assert public["review"]["title"] == "“Child A”"


def test_days_are_as_coarse_as_their_tier(material: Material) -> None:
    board, public = load(material, Tier.BOARD), load(material, Tier.PUBLIC)
    assert board["review"]["period_to"] == "2024-02" and public["review"]["period_to"] is None
    assert board["outcomes"][1]["due"] == public["outcomes"][1]["due"] == "2026-06"
    (entry,) = board["entries"]
    assert (entry["earliest"], entry["latest"]) == ("2023-03", "2023-03")
    assert (entry["date_text"], entry["time"]) == ("March 2023, in the morning", None)
    assert board["session"]["date"] == "2026-03"
    assert "2023-03-02" not in json.dumps(board) and "2026-03-09T" not in json.dumps(
        board["outcomes"]
    )


def test_uids_tell_no_moment_where_days_are_not_told(material: Material) -> None:
    made = replace(material.entries[0], uid="0192f00000aa" + "b" * 20)
    with_uid = replace(material, entries=(made, *material.entries[1:]))
    assert load(with_uid, Tier.PANEL)["entries"][0]["uid"] == made.uid
    (entry,) = load(with_uid, Tier.BOARD)["entries"]
    assert entry["uid"] != made.uid and len(entry["uid"]) == 32
    assert entry["uid"] == load(with_uid, Tier.BOARD)["entries"][0]["uid"]


@pytest.mark.parametrize("tier", [Tier.NAMES, Tier.ROOM, Tier.PANEL])
@given(words=st.text())
def test_texts_are_exact(tier: Tier, words: str) -> None:
    material = make()
    captures = (replace(material.captures[0], text=words), *material.captures[1:])
    assert load(replace(material, captures=captures), tier)["captures"][0]["text"] == words
