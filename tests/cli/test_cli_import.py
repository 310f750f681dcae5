"""Importing: look first, accept then, all or none."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def empty(run, tmp_path: Path) -> Path:
    path = tmp_path / "empty.review"
    run("new", path, "--reference", "LR-3", "--title", "T", "--plain")
    return path


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_preview_changes_nothing_and_says_everything(run, read, empty, chronology: Path) -> None:
    before = read("history", empty)
    (found,) = read("import", empty, chronology, "--agency", "HV", "--preview")
    assert found["file"] == "hv record.csv"
    assert (found["events"], found["accepted"]) == (3, False)
    assert found["last"] == "2024-03-25"
    (table,) = found["tables"]
    assert table["columns"]["date"] == "Date" and table["events"] == 3
    assert {"skipped", "eyes", "doubts", "notes", "first"} <= set(found)
    text = run("import", empty, chronology, "--preview").stdout
    assert "3 events" in text and "date = Date" in text
    assert read("history", empty) == before


def test_without_a_terminal_it_asks_nobody(refused, run, empty, chronology: Path) -> None:
    result = run("import", empty, chronology, "--agency", "HV", code=2)
    assert "--accept" in result.stderr and "--preview" in result.stderr


def test_accepting_reports(read, empty, chronology: Path) -> None:
    (found,) = read("import", empty, chronology, "--agency", "HV", "--accept")
    assert (found["accepted"], found["events"], found["agency"]) == (True, 3, "HV")
    assert len(read("entries", empty)) == 3


def test_the_same_document_comes_once(run, refused, read, empty, chronology: Path) -> None:
    run("import", empty, chronology, "--agency", "HV", "--accept")
    again = refused("import", empty, chronology, "--agency", "hv", "--accept")
    assert "already" in again
    assert "already" in refused(
        "import", empty, chronology, chronology, "--agency", "GP", "--accept"
    )
    assert len(read("entries", empty)) == 3


def test_several_files_go_in_all_or_none(refused, read, run, empty, tmp_path: Path) -> None:
    good = write(tmp_path / "a.csv", "Date,Event", "12/03/2024,One", "13/03/2024,Two")
    more = write(tmp_path / "b.csv", "Date,Event", "14/03/2024,Three", "25/03/2024,Four")
    bad = write(tmp_path / "c.csv", "nothing here")
    assert "c.csv" in refused("import", empty, good, bad, "--agency", "GP", "--accept")
    assert read("entries", empty) == []
    assert "4 entries" in run("import", empty, good, more, "--agency", "GP", "--accept").stdout
    assert [one["text"] for one in read("entries", empty)] == ["One", "Two", "Three", "Four"]


def test_an_open_question_about_dates_refuses(refused, run, read, empty, tmp_path: Path) -> None:
    both = write(
        tmp_path / "d.csv",
        "Date,Event",
        *("25/03/2024,One", "03/25/2024,Two", "04/05/2024,Three", "14/05/2024,Four"),
        *("05/14/2024,Five", "06/07/2024,Six"),
    )
    (found,) = read("import", empty, both, "--agency", "GP", "--preview")
    assert found["doubts"], "the example must be doubtful"
    assert "--date-order" in refused("import", empty, both, "--agency", "GP", "--accept")
    assert read("entries", empty) == []
    run("import", empty, both, "--agency", "GP", "--date-order", "dmy", "--accept")
    assert len(read("entries", empty)) == 6


def test_columns_by_hand(run, read, empty, refused, tmp_path: Path) -> None:
    odd = write(tmp_path / "e.csv", "Wann,Was,Wer", "12/03/2024,One,Jo", "25/03/2024,Two,Al")
    words = ("--agency", "GP", "--map", "date=Wann", "--map", "event=Was", "--map", "source=Wer")
    run("import", empty, odd, *words, "--accept")
    assert [(one["text"], one["source"]) for one in read("entries", empty)] == [
        ("One", "Jo"),
        ("Two", "Al"),
    ]
    assert "FIELD=COLUMN" in run("import", empty, odd, "--agency", "X", "--map", "x", code=2).stderr


def test_agency_is_needed_to_import(run, empty, chronology: Path) -> None:
    assert "--agency" in run("import", empty, chronology, "--accept", code=2).stderr
