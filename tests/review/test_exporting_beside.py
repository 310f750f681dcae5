"""Corrections, disputes and exclusions leave the review in every document, both accounts."""

from __future__ import annotations

import json
from pathlib import Path

import papers
import pytest

from workshop_tui.privacy.view import Tier
from workshop_tui.review.exporting import export


@pytest.fixture
def documents(seat, chair, tmp_path: Path):
    order = seat.read.order()
    seat.entries.correct(
        order[0], text="Tonsillitis; Callum Birtwistle seen", date="4 March 2023", reason="GP rang"
    ).result()
    seat.entries.dispute(order[2], "GP", "Callum was awake that day.").result()
    seat.entries.exclude(order[4], "about Cal's cousin").result()
    seat.captures.add("said of what was left out", entry_id=order[4]).result()
    seat.linking.link(order[0], order[1]).result()
    seat.entries.add(agency="GP", text="Letter", date="6 April 2023", reason="found").result()
    chair.circulation.circulate("the panel").result()

    def make(tier: Tier) -> tuple[str, dict]:
        folder = tmp_path / tier.value
        chronology = ["chronology.docx"] if tier not in (Tier.BOARD, Tier.PUBLIC) else []
        result = export(seat, folder, ["report.md", "data", *chronology], tier)
        assert result.held_back == () and result.failed == ()
        texts = {path.suffix: papers.said(path) for path in result.written}
        return texts[".md"] + texts.get(".docx", ""), json.loads(texts[".json"])

    return make


def test_both_accounts_are_printed(documents) -> None:
    report, data = documents(Tier.NAMES)
    assert "Tonsillitis; Callum Birtwistle seen" in report
    assert "First recorded as: Ear infection." in report
    assert "Date first recorded as: 2 March 2023" in report
    assert "Corrected because: GP rang" in report
    assert "GP sees it otherwise: Callum was awake that day." in report
    assert "Entries left out, and why" in report
    assert "Left out because: about Cal's cousin" in report
    assert "The same event: entry 2" in report and "Added by hand: found" in report
    assert (
        "Version 1" in report and "is a document of its own" in report and "to the panel" in report
    )
    first, *_ = data["entries"]
    assert first["text"].startswith("Ear infection")
    assert first["corrections"][0]["text"].startswith("Tonsillitis")
    assert data["entries"][2]["disputed"][0]["agency"] == "GP"
    assert [one["excluded"] for one in data["excluded_entries"]] == ["about Cal's cousin"]
    assert [one["number"] for one in data["entries"]] == [1, 2, 3, 4, 5]
    (capture,) = data["captures"]
    assert (capture["entries"], len(capture["entry_uids"])) == ([], 1)


@pytest.mark.parametrize("tier", [Tier.ROOM, Tier.PANEL, Tier.BOARD, Tier.PUBLIC])
def test_no_name_leaves_with_them(documents, tier: Tier) -> None:
    report, data = documents(tier)
    whole = report + json.dumps(data)
    for name in ("Callum", "Birtwistle", "Cal's", '"Jo"', "Alex"):
        assert name not in whole
    if tier in (Tier.ROOM, Tier.PANEL):
        assert "Child A was awake that day." in report
    else:
        assert "awake" not in whole
