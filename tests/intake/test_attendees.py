"""Lists of people as agencies send them: any order, any naming, any format."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from workshop_tui.intake.attendees import AttendeeReading, read_attendees, straight
from workshop_tui.intake.raw import UnreadableFile

ROWS = (("Jo Bell", "Social worker", "CSC"), ("", "Health visitor", "HV"))


@pytest.fixture
def sent(tmp_path: Path):
    """Writes a list as CSV and reads it."""

    def read(*rows: Sequence[str], **more: object) -> AttendeeReading:
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return read_attendees(path, **more)  # type: ignore[arg-type]

    return read


def said(reading: AttendeeReading) -> list[tuple[str, str, str]]:
    return [(row.name, row.role, row.agency) for row in reading.rows]


@pytest.mark.parametrize(
    "headings",
    [
        ("Name", "Role", "Agency"),
        ("Attendee name", "Job Title", "Organisation"),
        ("Full name:", "Post title", "Name of agency"),
        ("Member of staff", "Designation (current)", "Employer"),
        ("NAME", "Rôle", "Agencies"),
    ],
)
def test_headings_of_any_naming(sent, headings: tuple[str, ...]) -> None:
    headings = tuple(heading.replace("Rôle", "Role ") for heading in headings)
    assert said(sent(headings, *ROWS)) == list(ROWS)


def test_columns_in_any_order_and_titles_above(sent) -> None:
    reading = sent(
        ["Learning event, 3 July"],
        [],
        [
            "Agency",
            "Line manager",
            "Name",
            "Practitioner or manager",
            "Role",
            "Code",
            "Why involved",
        ],
        ["CSC", "A. Frayne", "Jo Bell", "Practitioner", "Social worker", "SW7", "Visited"],
        ["", "", "", "", "", "", ""],
    )
    (row,) = reading.rows
    assert (row.row, row.name, row.role, row.agency) == (4, "Jo Bell", "Social worker", "CSC")
    assert (row.level, row.manager, row.code, row.why) == (
        "Practitioner",
        "A. Frayne",
        "SW7",
        "Visited",
    )


def test_first_name_and_surname_are_one_name(sent) -> None:
    reading = sent(["Surname", "Job", "First name"], ["Bell", "Teacher", "Jo"])
    assert said(reading) == [("Jo Bell", "Teacher", "")]
    assert reading.columns["name"] == "First name + Surname"


def test_what_is_not_needed_is_not_kept_and_said(sent) -> None:
    reading = sent(
        ["Name", "Role", "E-mail", "Tel.", "Team", "Agency", "Lunch"],
        ["Jo Bell", "Teacher", "jo@school.example", "0000", "Year 2", "School", "yes"],
    )
    assert dict(reading.not_kept) == {
        "E-mail": "e-mail addresses are not needed here, so they are not kept",
        "Tel.": "telephone numbers are not needed here, so they are not kept",
        "Team": "“Agency” says this already",
        "Lunch": "it is not needed here",
    }
    assert "jo@school" not in repr(reading.rows)


def test_the_headings_once_more_are_no_person(sent) -> None:
    assert said(sent(["Name", "Role"], ["Jo", "Teacher"], ["Name", "Role"], ["", "Nurse"])) == [
        ("Jo", "Teacher", ""),
        ("", "Nurse", ""),
    ]


def test_wrong_columns_are_told_with_what_was_found(sent) -> None:
    with pytest.raises(UnreadableFile) as refused:
        sent(["Name", "Shoe size", "Agency"], ["Jo Bell", "7", "CSC"])
    assert "Its columns are: “Name”, “Shoe size”, “Agency”" in str(refused.value)
    assert "role=COLUMN" in str(refused.value)
    with pytest.raises(UnreadableFile, match=r"columns are: “Jo Bell”, “7”"):
        sent(["Jo Bell", "7"], ["Kim Hale", "8"])


def test_a_person_names_the_columns(sent) -> None:
    rows = (["Who is it", "Function", "x"], ["Jo Bell", "Teacher", "School"])
    chosen = {"role": "Function", "name": "a", "agency": "3"}
    assert said(sent(*rows, columns=chosen)) == [("Jo Bell", "Teacher", "School")]
    with pytest.raises(UnreadableFile, match=r"no column “Job”\. Its columns are: Who is it"):
        sent(*rows, columns={"role": "Job"})
    with pytest.raises(UnreadableFile, match=r"no field “shoe”. The fields are: name, role"):
        sent(*rows, columns={"shoe": "x"})
    rows = (["Jo Bell", "Teacher"], ["Name", "Role"], ["Kim Hale", "Nurse"])
    assert said(sent(*rows, columns={"heading": "2"})) == [("Kim Hale", "Nurse", "")]
    with pytest.raises(UnreadableFile, match="no row 9"):
        sent(*rows, columns={"heading": "9"})


def test_nobody_under_the_headings(sent) -> None:
    with pytest.raises(UnreadableFile, match="nobody under them"):
        sent(["Name", "Role"], ["", ""])


def test_excel_with_a_hidden_and_another_sheet(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Name", "Job title"])
    book.active.append(["Jo Bell", "Teacher"])
    book.create_sheet("Rooms").append(["Room", "Floor"])
    secret = book.create_sheet("Old")
    secret.append(["Name", "Role"])
    secret.append(["Kim Hale", "Nurse"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    reading = read_attendees(tmp_path / "list.xlsx")
    assert said(reading) == [("Jo Bell", "Teacher", "")]
    assert "Rooms was left out: it has no column of roles." in reading.notes
    assert "Old was left out: it is hidden." in reading.notes
    assert said(read_attendees(tmp_path / "list.xlsx", sheet="old")) == [("Kim Hale", "Nurse", "")]
    with pytest.raises(UnreadableFile, match="has no sheet or table “none”"):
        read_attendees(tmp_path / "list.xlsx", sheet="none")


def test_tables_in_a_word_document(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Who was involved")
    for rows in ((("Role", "Name"), ("Teacher", "Jo Bell")), (("Role", "Name"), ("Nurse", ""))):
        table = document.add_table(rows=2, cols=2)
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    document.save(str(tmp_path / "list.docx"))
    assert said(read_attendees(tmp_path / "list.docx")) == [
        ("Jo Bell", "Teacher", ""),
        ("", "Nurse", ""),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.png", b"\x89PNG\r\n", "An attendee list is a spreadsheet"),
        ("list.rtf", b"{\\rtf1", "save it as a Word document"),
        ("list.txt", b"Jo Bell, teacher", "holds no table. An attendee list is"),
        ("list.csv", b"", "is empty"),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_attendees(tmp_path / name)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Bell, Jo", "Jo Bell"), ("Jo Bell", "Jo Bell"), ("Bell,", "Bell,"), ("A, B, C", "A, B, C")],
)
def test_a_name_is_put_straight(written: str, name: str) -> None:
    assert straight(written) == name
