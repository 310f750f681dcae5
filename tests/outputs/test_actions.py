"""The action plan: opens in Excel, does nothing there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hand_made import fit
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.outputs import actions, building
from workshop_tui.outputs.material import Material
from workshop_tui.privacy.view import Tier


def render(material: Material, **changes: str) -> tuple[str, list[dict[str, str]]]:
    outcomes = list(material.outcomes)
    outcomes[1] = replace(outcomes[1], **changes)
    changed = replace(material, outcomes=tuple(outcomes), evidence={**material.evidence, 2: (1, 2)})
    text = actions.render(building.build(fit(changed, Tier.PANEL)))
    return text, list(csv.DictReader(io.StringIO(text, newline="")))


def test_one_row_an_action(material: Material) -> None:
    text, rows = render(material, expected_change="HVs ask, always", measure="audit")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert rows == [
        {
            "Ref": "A1",
            "Action": "Ask at each visit",
            "Finding it answers": "F1: Ask",
            "Owner": "HV1",
            "Expected change": "HVs ask, always",
            "Measure": "audit",
            "By when": "30 June 2026",
            "Status": "draft",
            "Lines of enquiry": "",
            "Evidence entries": "entry 1, 2 March 2023, 09:30; entry 3, w/c 4/3/24",
            "Contains names": "yes",
        }
    ]


def test_the_warning_is_the_last_column_even_where_there_is_no_action(material: Material) -> None:
    empty = replace(material, outcomes=())
    assert actions.render(building.build(fit(empty, Tier.PANEL))).endswith(",Contains names\r\n")
    confirmed = replace(empty, review=replace(empty.review, register_confirmed=True))
    assert "Contains names" not in actions.render(building.build(fit(confirmed, Tier.BOARD)))
    assert "Contains names" in actions.render(building.build(fit(confirmed, Tier.NAMES)))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", " =", "\n=", "＝"])
def test_formulas_are_made_harmless(material: Material, first: str) -> None:
    _, rows = render(material, owner=f"{first}cmd|' /C calc'!A1")
    assert rows[0]["Owner"].startswith("'")


def test_control_characters_show(material: Material) -> None:
    _, rows = render(material, owner="a\x1b[2J\x00\u202eb")
    assert rows[0]["Owner"] == "a␛[2J␀�b"


@given(st.text())
def test_any_text_stays_one_cell(words: str) -> None:
    from hand_made import make

    _, rows = render(make(), text=f"x{words}", measure=words)
    assert len(rows) == 1 and set(rows[0]) == {*actions.HEADS, "Contains names"}
    assert rows[0]["Status"] == "draft"
    assert not rows[0]["Measure"].startswith(("=", "+", "-", "@", "\t", "\r"))
