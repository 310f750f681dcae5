"""What a person may choose for a table besides its fields: the headings' row, columns left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.reading import read_chronology

TEXT = "Date,Event,Private\n25/03/2023,Home visit.,mobile number\n02/04/2023,Telephone call.,\n"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / "sent.csv"
    path.write_text(TEXT)
    return path


def test_a_column_is_left_out_and_that_is_noted(sent: Path) -> None:
    reading = read_chronology(sent, columns={"leave_out": "Private"})
    assert all(entry.fields == {} for entry in reading.entries)
    assert any("“Private” is left out, as chosen." in note for note in reading.notes)
    assert reading.tables[0].columns["leave_out"] == "Private"


def test_a_column_left_out_is_no_text_either(sent: Path) -> None:
    reading = read_chronology(sent, columns={"leave_out": "Event+Private"})
    assert "mobile number" not in str(reading.entries)
    assert "Home visit" not in str(reading.entries)


def test_headings_stand_where_somebody_says(sent: Path) -> None:
    assert read_chronology(sent, columns={"heading": "2"}).tables[0].header_row == 2
    none = read_chronology(sent, columns={"heading": "none"})
    assert none.tables[0].header_row is None
    assert len(none.entries) == 3  # what was the heading is a row like any other


def test_headings_in_a_row_that_is_not_there(sent: Path) -> None:
    with pytest.raises(UnreadableFile, match="no row 9"):
        read_chronology(sent, columns={"heading": "9"})
