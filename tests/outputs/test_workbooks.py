"""The action plan and the chronology as workbooks and papers, read with other libraries."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import papers
import pytest
from hand_made import fit, make
from planned import HOSTILE, disputed, planned

from workshop_tui.outputs import (
    building,
    chronology_excel,
    chronology_paper,
    paper_pdf,
    paper_word,
    plan_excel,
    plan_paper,
    sheet,
)
from workshop_tui.outputs.material import Material
from workshop_tui.practice import plan_form as form
from workshop_tui.privacy.view import Tier


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def row_of(found: openpyxl.Workbook, name: str, row: int = 5) -> dict[str, object]:
    target = found[name]
    return {str(head.value): cell.value for head, cell in zip(target[4], target[row], strict=True)}


def plan_of(material: Material, tier: Tier = Tier.PANEL) -> openpyxl.Workbook:
    ready = fit(material, tier)
    return book(plan_excel.build(ready, building.build(ready)))


def test_an_action_with_everything_that_hangs_on_it() -> None:
    found = plan_of(planned())
    row = row_of(found, form.PLAN_SHEET)
    assert row["Ref"] == "A1" and row["Finding"] == "F1: Ask"
    assert row["Recommendation"] == "1: Ask fathers" and row["Managing owner"] == "@Head"
    assert row["Due"] == dt.datetime(2027, 3, 4)
    assert str(row["Progress so far"]).startswith("5 May 2026 (at risk): Note 5\n4 May 2026: ")
    assert str(row["Progress so far"]).endswith("and 1 earlier")
    assert row["BRAG"] == "Amber: at risk"
    assert form.read_code(str(row[form.CODE])) is not None
    step = row_of(found, form.STEPS_SHEET)
    assert (step["Milestone"], step["Due"]) == ("=Step", dt.datetime(2027, 1, 2))


def test_it_is_laid_out_for_reading_and_printing() -> None:
    target = plan_of(planned())[form.PLAN_SHEET]
    assert target.freeze_panes == "B5" and target.page_setup.orientation == "landscape"
    assert target.print_title_rows == "$4:$4" and target.sheet_properties.pageSetUpPr.fitToPage
    (listed,) = target.data_validations.dataValidation
    assert listed.formula1 == f'"{",".join(form.COLOURS.values())}"'
    rules = [rule for one in target.conditional_formatting for rule in one.rules]
    assert sorted(rule.formula[0] for rule in rules) == sorted(
        f'"{said}"' for said in form.COLOURS.values()
    )
    heads = {str(cell.value): cell.column for cell in target[4]}
    assert "mmm" in target.cell(5, heads["Due"]).number_format
    for heading, column in heads.items():
        locked = target.cell(5, column).protection.locked
        assert locked == (heading not in form.TYPED)


@pytest.mark.parametrize("tier", [Tier.BOARD, Tier.PUBLIC])
def test_where_days_are_not_told_no_day_stands(tier: Tier) -> None:
    found = plan_of(planned(), tier)
    assert row_of(found, form.PLAN_SHEET)["Due"] == "March 2027"
    assert row_of(found, form.STEPS_SHEET)["Due"] == "January 2027"


@pytest.mark.parametrize("tier", list(Tier))
def test_no_text_becomes_a_formula_and_none_breaks_the_file(tier: Tier) -> None:
    found = plan_of(planned(HOSTILE), tier)
    row = row_of(found, form.PLAN_SHEET)
    assert str(row["Action"]).startswith("= <b>&amp; {{ 7*7 }} =cmd|")
    for target in found:
        for cells in target:
            for cell in cells:
                assert cell.data_type != "f"
                assert not any(ord(c) < 32 and c != "\n" for c in str(cell.value or ""))


def test_a_row_is_as_high_as_its_words() -> None:
    short, long = "word " * 5, "word " * 300
    assert sheet.height([short], [30]) < sheet.height([long], [30]) <= 409
    assert sheet.height(["w" * 600], [20]) > 13 * 20
    (wide,) = sheet.widths([["word " * 900]], {0: 20}, 1)
    assert wide > 20 and not sheet.too_tall("word " * 900, wide)


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    found = plan_of(planned("x" * 40_000))
    assert str(row_of(found, form.PLAN_SHEET)["Action"]).endswith("stands in the report)")


@pytest.mark.parametrize("tier", list(Tier))
def test_the_plan_as_a_paper(tier: Tier) -> None:
    content = paper_word.build(plan_paper.paper(building.build(fit(planned(HOSTILE), tier))))
    said = papers.word_text(content)
    assert "Action plan" in said and "Circulation:" in said
    assert ("@Head" in said) == (tier is not Tier.PUBLIC)


# -- chronology ------------------------------------------------------------------------------------


SAID = ("First recorded as", "Misread", "sees it otherwise", "We rang", "same event", "Quiet")


def test_the_chronology_says_both_accounts_in_every_format() -> None:
    ready = fit(disputed(), Tier.PANEL)
    model = building.build(ready)
    paper = chronology_paper.paper(model)
    found = book(chronology_excel.build(ready, model))
    cells = [str(c.value) for target in found for row in target for c in row if c.value]
    word, pdf = papers.word_text(paper_word.build(paper)), papers.pages(paper_pdf.build(paper))
    for said in (word, " ".join(pdf), "\n".join(cells)):
        for words in (*SAID, "Another child"):
            assert words in said
    assert row_of(found, chronology_paper.TITLE, 6)["Child"] == "Quiet"
    assert found[chronology_paper.TITLE].print_title_rows == "$4:$4"
    assert found.sheetnames[1] == "Entries left out"


def test_hostile_words_stay_words_in_the_chronology() -> None:
    ready = fit(disputed(HOSTILE), Tier.PANEL)
    model = building.build(ready)
    found = book(chronology_excel.build(ready, model))
    assert all(c.data_type != "f" for target in found for row in target for c in row)
    paper = chronology_paper.paper(model)
    assert "{{ 7*7 }} =cmd" in papers.word_text(paper_word.build(paper))
    assert "{{ 7*7 }} =cmd" in " ".join(papers.pages(paper_pdf.build(paper)))


def test_an_entry_that_fits_no_row_goes_on_below() -> None:
    material = make()
    long = " ".join(f"word{n}" for n in range(3_000))
    entries = (replace(material.entries[0], text=long), *material.entries[1:])
    ready = fit(replace(material, entries=entries), Tier.PANEL)
    found = book(chronology_excel.build(ready, building.build(ready)))[chronology_paper.TITLE]
    column = next(cell.column for cell in found[4] if cell.value == "What happened")
    rows = [row for row in found.iter_rows(min_row=5) if str(row[0].value).startswith("1")]
    assert len(rows) > 1 and str(rows[1][0].value) == "1 (continued)"
    assert " ".join(str(row[column - 1].value) for row in rows).split() == long.split()
    assert all((found.row_dimensions[row[0].row].height or 0) <= 409 for row in rows)


@pytest.mark.parametrize("paper_of", [plan_paper.paper, chronology_paper.paper])
def test_wide_papers_lie_on_their_long_side_and_others_stand(paper_of: object) -> None:
    from pypdf import PdfReader

    model = building.build(fit(planned(), Tier.PANEL))
    wide = paper_of(model)  # type: ignore[operator]
    for paper, lies in ((wide, True), (replace(wide, wide=False), False)):
        box = PdfReader(io.BytesIO(paper_pdf.build(paper))).pages[0].mediabox
        assert (box.width > box.height) == lies
    writer = paper_word.Writer()
    sizes = []
    for paper in (wide, replace(wide, parts=tuple(replace(p) for p in wide.parts), wide=False)):
        root = papers.word_parts(writer.build(paper))["word/document.xml"]
        (size,) = root.iter(f"{papers.W}pgSz")
        sizes.append(int(size.get(f"{papers.W}w", "0")) > int(size.get(f"{papers.W}h", "0")))
    assert sizes == [True, False]
