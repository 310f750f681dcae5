"""What a lead has at hand while writing: evidence, earlier wordings, drafts sent for comment."""

from __future__ import annotations

from pathlib import Path

import papers
import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.privacy.view import Tier
from workshop_tui.review.evidence_beside import ANSWER, NARRATIVE, beside
from workshop_tui.review.exporting import export
from workshop_tui.review.seat import Seat
from workshop_tui.review.wordings import wordings


@pytest.fixture
def finding(seat: Seat) -> Outcome:
    seat.forms.add("line", {"title": "The household", "question": "Who lives there?"}).result()
    said = seat.captures.add(": nobody asked about the uncle").result()
    made = seat.outcomes.make(OutcomeKind.FINDING, "Nobody asks who lives there", [said.id])
    return made.result()


def test_every_wording_is_kept_with_who_and_when(seat: Seat, finding: Outcome) -> None:
    seat.outcomes.set(finding.id, "text", "Few ask <b>").result()
    seat.outcomes.set(finding.id, "why", "No form asks").result()
    seat.undo().result()
    seat.undo().result()
    found = wordings(seat.read, finding)
    assert [one.text for one in found] == [
        "Nobody asks who lives there",
        "Few ask <b>",
        "Nobody asks who lives there",
    ]
    assert all(one.by and one.at for one in found)


def test_an_answer_has_its_evidence_beside_it(seat: Seat, finding: Outcome) -> None:
    line = next(one for one in seat.read.lines_of_enquiry() if one.title == "The household")
    assert "No outcome answers this line yet" in beside(seat.read, ANSWER, line)[-1]
    seat.outcomes.answer(finding.id, line.number).result()
    shown = "\n".join(beside(seat.read, ANSWER, line))
    assert "Who lives there?" in shown and "F1 Nobody asks who lives there" in shown
    assert "nobody asked about the uncle" in shown
    hidden = beside(seat.read, ANSWER, line, hides=lambda one: isinstance(one, Outcome))
    assert "F1" not in "\n".join(hidden)


def test_a_section_has_its_evidence_beside_it(seat: Seat, finding: Outcome) -> None:
    shown = "\n".join(beside(seat.read, NARRATIVE, None, "what we learned"))
    assert finding.text in shown and "uncle" in shown
    assert finding.text not in "\n".join(beside(seat.read, NARRATIVE, None, "good practice"))
    (none,) = beside(seat.read, NARRATIVE, None, "independent challenge")
    assert none == "No challenge note was left."
    assert beside(seat.read, "session", None, "what we learned") == []


def test_drafts_go_out_for_comment_to_those_who_took_part(
    seat: Seat, finding: Outcome, tmp_path: Path
) -> None:
    agreed = seat.outcomes.make(OutcomeKind.ACTION, "Ask at each visit", ()).result()
    seat.outcomes.set(agreed.id, "status", "agreed").result()
    (path,) = export(seat, tmp_path, ["comments"], Tier.ROOM).written
    said = papers.said(path)
    assert finding.text in said and "Your comment" in said and "Ask at each visit" not in said
    with pytest.raises(Problem, match="holds none of these"):
        export(seat, tmp_path, ["comments"], Tier.PUBLIC)
