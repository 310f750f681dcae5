"""Preparation forms taken in by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from preparation_form import FILLED, Form


@pytest.fixture
def form(tmp_path: Path) -> Path:
    filled = Form("LR-1", "HV1").fill(FILLED).answer("TM1", "", "A lift home")
    return filled.save(tmp_path / "from HV1.docx")


def test_a_form_is_looked_at_and_taken_in(run, read, case: Path, form: Path) -> None:
    run("circulate", case, "--to", "everybody")
    shown = run("return", case, form, "--preview").stdout
    assert "from HV1.docx: from HV1, items: 2" in shown
    assert "[entry 3]" in shown and "there is no entry 99" in shown and "A lift home" in shown
    assert read("prepare", "return", "show", case) == []
    (taken,) = read("return", case, form, "--accept", "--received", "3 May 2026")
    assert (taken["from"], taken["accepted"]) == ("HV1", True)
    assert [one["entry"] for one in taken["items"]] == ["3", None]
    (kept,) = read("prepare", "return", "show", case)
    assert kept["fields"]["received"] == "3 May 2026"
    beside = read("entry", "show", case, "3")["returns"]
    assert [(one["who"], one["part"]) for one in beside] == [("HV1", "intervention")]
    assert "from the returns" in run("entry", "show", case, "3").stdout
    assert read("check", case)["sound"]
    run("undo", case)
    assert read("prepare", "return-item", "show", case) == []


def test_a_second_return_says_what_becomes_of_the_first(
    run, read, case: Path, form: Path, tmp_path: Path
) -> None:
    run("return", case, form, "--accept", "--received", "3 May 2026")
    again = Form("LR-1", "HV1").fill({"other": [["", "More", "", ""]]}).save(tmp_path / "b.docx")
    assert "added beside it; --replace" in run("return", case, again, "--preview").stdout
    assert "this replaces it" in run("return", case, again, "--preview", "--replace").stdout
    run("return", case, again, "--accept", "--replace")
    assert [i["fields"]["text"] for i in read("prepare", "return-item", "show", case)] == ["More"]


def test_what_is_refused_names_the_option(refused, run, case: Path, tmp_path: Path) -> None:
    gone = Form("LR-1", "HV1").fill(FILLED)
    gone.drop(gone.identifier)
    path = gone.save(tmp_path / "gone.docx")
    assert "--from CODE says it" in refused("return", case, path, "--accept")
    assert "no terminal to ask on" in refused("return", case, path, "--from", "HV1")
    other = Form("LR-1", "SW1").fill(FILLED).save(tmp_path / "other.docx")
    assert "one form at a time" in run("return", case, path, other, "--from", "HV1", code=2).stderr
    assert "not both" in run("return", case, path, "--preview", "--accept", code=2).stderr
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    assert "is a PDF" in refused("return", case, tmp_path / "x.pdf", "--accept")


def test_several_forms_go_in_all_or_none(refused, read, case: Path, form: Path, tmp_path: Path):
    empty = Form("LR-1", "SW1").save(tmp_path / "empty.docx")
    assert "came back empty" in refused("return", case, form, empty, "--accept")
    assert read("prepare", "return", "show", case) == []
