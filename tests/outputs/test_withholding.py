"""Marked items leave a document with everything that hangs on them; what stays keeps its name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from workshop_tui.outputs import actions, building, data, report
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.withholding import withhold
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR, Marks
from workshop_tui.practice.records import (
    EntryCorrection,
    EntryDispute,
    Restriction,
    SameEvent,
    Session,
)
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.tiers import tiers
from workshop_tui.privacy.view import Tier

POLICE, SCHOOL = 7, 8


def marks(*items: tuple[str, str]) -> Marks:
    return Marks(
        Restriction(table_name=table, row_uid=uid, mark=NOT_FOR, agency_id=POLICE)
        for table, uid in items
    )


def documents(material: Material) -> str:
    ready = replace(material, rules=tiers().rules[Tier.PANEL])
    model = building.build(ready)
    return report.render(model) + actions.render(model) + data.render(ready, model)


@pytest.fixture
def noted(material: Material) -> Material:
    stamp = {"by": "", "at": ""}
    return replace(
        material,
        beside=Beside(
            corrections=(
                EntryCorrection(entry_id=1, text="Seen by two", date_text="", reason="r", **stamp),
            ),
            disputes=(EntryDispute(entry_id=1, agency_id=1, account="Not seen", **stamp),),
            decisions=(SameEvent(entry_id=1, other_id=2, decision="same", **stamp),),
        ),
    )


def test_an_entry_goes_with_what_stands_beside_it(noted: Material) -> None:
    left = withhold(noted, Audience(Tier.PANEL, POLICE), marks(("entry", "entry1")))
    text = documents(left)
    for words in ("Josie seen", "Seen by two", "Not seen", "entry 1,", "same event as"):
        assert words not in text
    assert left.withheld == 1 and "1 item that is not for everybody" in text
    assert left.beside == Beside()


def test_what_stays_keeps_its_number(noted: Material) -> None:
    left = withhold(noted, Audience(Tier.PANEL, POLICE), marks(("entry", "entry1")))
    whole = json.loads(data.render(left, building.build(left)))
    assert [one["number"] for one in whole["entries"]] == [2, 3]
    assert whole["captures"][1]["entries"] == [3]


def test_an_outcome_goes_and_nothing_says_that_its_line_is_unanswered(material: Material) -> None:
    left = withhold(material, Audience(Tier.PANEL, POLICE), marks(("outcome", "o1")))
    model = building.build(left)
    assert model.findings == () and model.actions[0].answers == ""
    assert [line.number for line in model.gaps.lines] == [2]
    assert "F1" not in documents(left)


def test_a_capture_goes_from_the_evidence_too(material: Material) -> None:
    left = withhold(material, Audience(Tier.PANEL, POLICE), marks(("capture", "capture1")))
    assert "Nobody asked" not in documents(left)
    (finding,) = building.build(left).findings
    assert [quote.words for quote in finding.evidence] == ["I assumed others knew"]


def test_a_line_of_enquiry_goes_from_what_answers_it(material: Material) -> None:
    left = withhold(material, Audience(Tier.PANEL, POLICE), marks(("line_of_enquiry", "l1")))
    assert building.build(left).findings[0].lines == ()
    assert [line.number for line in left.lines] == [2]


def test_another_agencys_people_get_everything(material: Material) -> None:
    all_marks = marks(("entry", "entry1"), ("outcome", "o1"), ("capture", "capture1"))
    left = withhold(material, Audience(Tier.PANEL, SCHOOL), all_marks)
    assert left == replace(material, audience=left.audience) and left.withheld == 0
    assert "not for everybody" not in documents(left)


def test_legal_advice_is_in_working_papers_alone(material: Material) -> None:
    advice = Marks([Restriction(table_name="outcome", row_uid="o1", mark=LEGAL_ADVICE)])
    assert withhold(material, Audience(Tier.NAMES), advice).withheld == 0
    assert withhold(material, Audience(Tier.NAMES, named=True), advice).withheld == 1
    assert withhold(material, Audience(Tier.PANEL, SCHOOL), advice).withheld == 1


def test_what_was_said_one_to_one_and_led_nowhere_stays_with_the_working_papers(
    material: Material,
) -> None:
    talk = Session(id=9, uid="talk", kind="conversation", title="Talk with HV1")
    said = tuple(replace(capture, session_id=talk.id) for capture in material.captures)
    private = replace(material, captures=said, sessions=(talk,))
    cited = {1, 2, 4}
    for tier in (Tier.ROOM, Tier.PANEL):
        kept = withhold(private, Audience(tier), Marks(()))
        assert {capture.id for capture in kept.captures} == cited
        assert kept.withheld == len(said) - len(cited)
        assert "said in a one-to-one conversation" in documents(kept)
    assert withhold(private, Audience(Tier.NAMES), Marks(())).captures == said
    assert withhold(material, Audience(Tier.ROOM), Marks(())).captures == material.captures
