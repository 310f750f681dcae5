"""The shorter papers: what they say, what their circulation lets them say, one page of seven."""

from __future__ import annotations

from dataclasses import replace

import papers
import pytest
from hand_made import fit, make

from workshop_tui.outputs import building, paper_markdown, paper_pdf, paper_word, short_papers
from workshop_tui.outputs.model import ReportModel
from workshop_tui.privacy.view import Tier

HOSTILE = "<b> & {{ 7*7 }} =cmd \x07 \u202eevil\u202c " + "w" * 90
ALL = (
    *(short_papers.summary, short_papers.seven_minutes),
    *(short_papers.newsletter, short_papers.annual_report),
)


def model(tier: Tier, words: str = "") -> ReportModel:
    material = make()
    outcomes = tuple(replace(one, text=f"{one.text}{words}") for one in material.outcomes)
    return building.build(fit(replace(material, outcomes=outcomes), tier))


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("build", ALL)
def test_each_says_what_it_is_and_nothing_beyond_its_circulation(build, tier: Tier) -> None:
    made = model(tier, HOSTILE)
    said = paper_markdown.render(build(made))
    assert said.startswith("# DRAFT – ") and made.rules.label in said
    assert made.making.journal_head[:12] in said
    if tier is Tier.PUBLIC:
        assert "Lock boxes" not in said and "To learn." not in said
    assert "{{ 7*7 }} =cmd ␇" in papers.word_text(paper_word.build(build(made)))


def test_the_summary_holds_every_outcome() -> None:
    said = paper_markdown.render(short_papers.summary(model(Tier.ROOM)))
    for words in (
        "F1 (draft): Ask",
        "G1: Dated drawings",
        "E1 (draft): Lock boxes",
        "HV1, 30 June",
    ):
        assert words in said


@pytest.mark.parametrize(
    "words",
    [
        *(pytest.param("", id="short"), pytest.param(". It says more." * 90, id="sentences")),
        pytest.param("w" * 3000, id="one long word"),
    ],
)
def test_seven_minutes_are_one_page(words: str) -> None:
    made = model(Tier.PANEL, words)
    row = replace(made.findings[0], why=f"Why{words}", question=f"Who{words}")
    long = replace(made, findings=(row,) * 9, summary=words, reason=words)
    pages = papers.pages(paper_pdf.build(short_papers.seven_minutes(long)))
    assert len(pages) == 1
    assert all(f"{number} " in pages[0] for number in range(1, 8)) and "Talk about it" in pages[0]


def test_an_empty_review_says_that_nothing_is_noted() -> None:
    empty = replace(make(), outcomes=(), captures=(), lines=())
    made = building.build(fit(empty, Tier.PUBLIC))
    for build in ALL:
        assert paper_word.build(build(made))
