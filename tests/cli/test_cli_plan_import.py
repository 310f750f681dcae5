"""The action plan's workbook by commands: out, filled in, looked at, taken in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from workshop_tui.practice import plan_form as form


@pytest.fixture
def book(run: Callable[..., Result], case: Path, tmp_path: Path) -> Path:
    run("capture", case, "> One question at each visit")
    run("export", case, "--to", tmp_path / "out", "--only", "plan.xlsx")
    return tmp_path / "out" / "action-plan-v1-DRAFT.xlsx"


def fill(path: Path, heading: str, value: object) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[form.PLAN_SHEET]
    column = next(cell.column for cell in sheet[4] if cell.value == heading)
    sheet.cell(5, column).value = value
    book.save(path)


def test_preview_accept_and_what_it_says(
    run: Callable[..., Result], case: Path, book: Path
) -> None:
    fill(book, form.NOTE, "Trialled [b]twice[/b]")
    fill(book, form.COLOUR, form.COLOURS["amber"])
    said = run("plan-import", case, book, "--preview").stdout
    assert "A1" in said and "Trialled [b]twice[/b]" in said and "Amber: at risk" in said
    shown = json.loads(run("action", "show", case, "--json").stdout)
    assert shown[0]["progress"] == []
    found = json.loads(run("plan-import", case, book, "--accept", "--json").stdout)
    assert found["accepted"] and found["changes"][0]["brag"] == "amber"
    shown = json.loads(run("action", "show", case, "--json").stdout)
    assert shown[0]["progress"][0]["note"] == "Trialled [b]twice[/b]"


def test_what_needs_an_eye_stops_it_unless_it_is_left_out(
    run: Callable[..., Result], case: Path, book: Path
) -> None:
    fill(book, form.NOTE, "x")
    fill(book, form.NOTED, "some day")
    refused = run("plan-import", case, book, "--accept", code=2)
    assert "some day" in refused.stderr and "--leave-out-unclear" in refused.stderr
    assert "0 changes" in run("plan-import", case, book, "--accept", "--leave-out-unclear").stdout
    assert "terminal" in run("plan-import", case, book, code=2).stderr
    run("plan-import", case, book, "--accept", "--preview", code=2)


def test_changes_are_left_out_by_their_number(
    run: Callable[..., Result], case: Path, book: Path
) -> None:
    fill(book, form.NOTE, "Trialled")
    assert "1  Action plan" in run("plan-import", case, book, "--preview").stdout
    run("plan-import", case, book, "--accept", "--leave-out", "first", code=2)
    said = run("plan-import", case, book, "--accept", "--leave-out", "1").stdout
    assert "0 changes" in said
    assert "1 change." in run("plan-import", case, book, "--accept").stdout
