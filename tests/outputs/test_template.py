"""The blank template: filled in as an agency would, it is read without a question."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from workshop_tui.intake.reading import Reading, read_chronology
from workshop_tui.outputs import template
from workshop_tui.outputs.template import COLUMNS, TITLE
from workshop_tui.practice.problems import Problem

FILLED = (
    ("early 2023", "", "", "GP record", "Registered.", "", "", "", ""),
    ("03/02/2024", "09:15", "", "GP record p.2", "Cough.", "Seen.", "", "Well.", ""),
    ("March 2024", "", "", "GP letter", "=Referral <sent> & “filed”.", "", "Sent.", "", "Late."),
    ("05/04/2024", "", "09/04/2024", "Ward notes", "On the ward.", "“Fine”.", "", "", ""),
    ("not recorded", "", "", "Loose note", "Grandmother rang.", "", "", "", ""),
)  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Path]:
    paths = template.write(tmp_path / "out", "LR-07", "Thornley Vale Health")
    return {path.suffix: path for path in paths}


def _fill_word(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    (table,) = document.tables
    for row, values in zip(table.rows[2:], FILLED, strict=False):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.save(str(path))


def _fill_excel(path: Path) -> None:
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Chronology"]
    first = next(c.row for c in sheet["A"] if str(c.value).startswith("Example")) + 1
    for number, values in enumerate(FILLED, start=first):
        for column, value in enumerate(values, start=1):
            if value:
                sheet.cell(number, column).value = value
                sheet.cell(number, column).data_type = "s"
    workbook.save(path)


@pytest.fixture(params=[".docx", ".xlsx"])
def filled(request: pytest.FixtureRequest, written: dict[str, Path]) -> Reading:
    {".docx": _fill_word, ".xlsx": _fill_excel}[request.param](written[request.param])
    return read_chronology(written[request.param])


def test_every_row_is_read_and_nothing_else(filled: Reading) -> None:
    assert [entry.when.text for entry in filled.entries] == [row[0] for row in FILLED]
    assert [entry.text for entry in filled.entries] == [row[4] for row in FILLED]
    assert [entry.source for entry in filled.entries] == [row[3] for row in FILLED]


def test_there_is_no_question(filled: Reading) -> None:
    assert filled.doubts == ()
    (eye,) = filled.eyes
    assert "it has no date" in eye.reason
    assert {entry.flags for entry in filled.entries} == {(), ("partial-date",), ("undated",)}
    (found,) = filled.tables
    assert found.date_order == "dmy"


def test_every_column_has_its_field(filled: Reading) -> None:
    entries = filled.entries
    assert entries[1].when.time == "09:15"
    assert entries[1].fields == {"child": "Seen.", "outcome": "Well."}
    assert entries[2].fields == {"response": "Sent.", "comment": "Late."}
    assert entries[3].end is not None
    assert entries[3].end.text == "09/04/2024"


def test_the_example_is_left_out_with_a_word(filled: Reading) -> None:
    assert any("marked as an example; left out" in note for note in filled.notes)


def test_blank_it_holds_no_chronology(written: dict[str, Path]) -> None:
    for path in written.values():
        with pytest.raises(Problem, match="nothing that can be read as a chronology"):
            read_chronology(path)


def test_dates_are_text_in_excel(written: dict[str, Path]) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(written[".xlsx"])["Chronology"]
    rows = (8, 20)
    assert {sheet.cell(row, column).number_format for row in rows for column in (1, 2, 3)} == {"@"}
    assert sheet.column_dimensions["A"].width > 8
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.page_setup.orientation == "landscape"


def test_the_heading_is_repeated_on_wide_pages_in_word(written: dict[str, Path]) -> None:
    import docx

    document = docx.Document(str(written[".docx"]))
    section = document.sections[0]
    assert section.page_width and section.page_height and section.page_width > section.page_height
    (table,) = document.tables
    assert "tblHeader" in table.rows[0]._tr.xml
    assert [cell.text.split("\n")[0] for cell in table.rows[0].cells] == [
        c.heading for c in COLUMNS
    ]


def test_nobody_is_named_as_the_author(written: dict[str, Path]) -> None:
    for path in written.values():
        with zipfile.ZipFile(path) as package:
            parts = b"".join(
                package.read(n) for n in package.namelist() if n.startswith("docProps")
            )
        assert b"python" not in parts.lower()
        assert b"<dc:creator></dc:creator>" in parts or b"<dc:creator/>" in parts


def test_reference_and_agency_stand_above(written: dict[str, Path]) -> None:
    for path in written.values():
        assert path.stem == f"{TITLE} - LR-07 - Thornley Vale Health"
        with zipfile.ZipFile(path) as package:
            text = b"".join(package.read(name) for name in package.namelist())
        assert b"LR-07" in text and b"Thornley Vale Health" in text


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    first = template.write(tmp_path)
    kept = [path.read_bytes() for path in first]
    second = template.write(tmp_path)
    assert [path.name for path in second] == [f"{TITLE}-1.docx", f"{TITLE}-1.xlsx"]
    assert [path.read_bytes() for path in first] == kept


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    paths = template.write(tmp_path, "=1+1\x1b[31m", "../../<b>&\x00 A/B\ud800")
    assert all(path.parent == tmp_path for path in paths)
    for path in paths:
        with pytest.raises(Problem, match="nothing that can be read"):
            read_chronology(path)
