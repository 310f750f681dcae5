"""Words are never left out, hidden or cut in two without being told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.readers.builders import p, run, tbl, tc, tr, word

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.reading import Reading, read_chronology


def written(path: Path, text: str) -> Reading:
    path.write_text(text, encoding="utf-8")
    return read_chronology(path)


def told(found: Reading) -> list[tuple[str, str]]:
    return [(entry.when.text, entry.text) for entry in found.entries]


def flags(found: Reading) -> list[tuple[str, ...]]:
    return [entry.flags for entry in found.entries]


def test_a_sentence_that_opens_with_a_date_is_not_swallowed(tmp_path: Path) -> None:
    path = word(
        tmp_path / "letter.docx",
        p("14/03/24 – HV: home visit, no reply.")
        + p("On 3rd March 2024 Mother called the surgery.")
        + p("She was worried.")
        + p("05/04/24 14.30 conference held"),
    )
    found = read_chronology(path)
    assert told(found) == [
        ("14/03/24", "HV: home visit, no reply."),
        ("On 3rd March 2024", "Mother called the surgery.\nShe was worried."),
        ("05/04/24 14.30", "conference held"),
    ]
    assert [("date-in-sentence" in one) for one in flags(found)] == [False, True, False]


def test_a_document_of_sentences_is_read_without_an_eye_on_each(tmp_path: Path) -> None:
    path = word(
        tmp_path / "prose.docx",
        p("The family was known to services from 2019.")
        + p("On 12 January 2023 the health visitor saw the baby. Baby was well.")
        + p("On 20 February 2023, school raised a concern.")
        + p("In March 2023 there were three missed appointments."),
    )
    found = read_chronology(path)
    assert [text for text, _ in told(found)] == [
        "On 12 January 2023",
        "On 20 February 2023",
        "In March 2023",
    ]
    assert not found.eyes
    assert any("known to services" in note for note in found.notes)


def test_a_paragraph_that_only_mentions_a_date_first_stays_and_is_shown(tmp_path: Path) -> None:
    found = written(
        tmp_path / "diary.md",
        "14 March 2024\nVisit at home.\nMay 2019 was spoken about.\n\n15 March 2024\nA call.\n",
    )
    assert [text for _, text in told(found)] == [
        "Visit at home.\nMay 2019 was spoken about.",
        "A call.",
    ]
    assert "date-inside" in flags(found)[0]


def test_two_digits_behind_a_month_may_count_something(tmp_path: Path) -> None:
    found = written(
        tmp_path / "log.txt",
        "14 March 2024 visit at home\n1 May 20 children came to the club\n2 June 2024 a call\n",
    )
    assert ["two-readings" in one for one in flags(found)] == [False, True, False]


def test_days_under_a_month_are_days_of_it(tmp_path: Path) -> None:
    path = word(
        tmp_path / "months.docx",
        p("March 2024", style="Heading2")
        + p("No contact at first.")
        + p("14th – HV visit.")
        + p("Mon 18th: GP call.")
        + p("April 2024", style="Heading2")
        + p("2nd – conference."),
    )
    found = read_chronology(path)
    assert [(str(e.when.earliest), str(e.when.latest)) for e in found.entries] == [
        ("2024-03-01", "2024-03-31"),
        ("2024-03-14", "2024-03-14"),
        ("2024-03-18", "2024-03-18"),
        ("2024-04-02", "2024-04-02"),
    ]
    assert found.entries[0].text == "No contact at first."
    assert not found.eyes


def test_paragraphs_beside_a_table_are_named_when_left_out(tmp_path: Path) -> None:
    table = tbl(tr("Date", "Event"), tr("05/01/2021", "a visit"), tr("06/01/2021", "a call"))
    path = word(tmp_path / "t.docx", table + p("Signed: A Nother") + p("Dates are approximate."))
    (skipped,) = read_chronology(path).skipped
    assert "2 left out" in skipped.reason
    assert "Signed" in skipped.reason and "approximate" in skipped.reason


def test_struck_words_stay_and_are_shown(tmp_path: Path) -> None:
    struck = run("He did not ", "<w:strike/>") + run("He did")
    table = tbl(tr("Date", "Event"), tr("05/01/2021", tc(p("", struck))), tr("06/01/2021", "b"))
    found = read_chronology(word(tmp_path / "struck.docx", table))
    assert found.entries[0].text == "He did not He did"
    assert "struck through" in found.entries[0].fields["about Event"]
    assert [eye.row for eye in found.eyes] == [2]
    off = run("He did", '<w:strike w:val="0"/>')
    table = tbl(tr("Date", "Event"), tr("05/01/2021", tc(p("", off))), tr("06/01/2021", "b"))
    assert not read_chronology(word(tmp_path / "off.docx", table)).eyes


def test_a_comma_that_cuts_a_text_is_shown(tmp_path: Path) -> None:
    found = written(
        tmp_path / "cut.csv",
        "Date,Agency,Event\n13/03/2023,School,a visit, with a comma\n14/03/2023,GP,a call\n"
        "15/03/2023,GP,another\n",
    )
    assert [eye.row for eye in found.eyes] == [2]
    assert "beyond the last heading" in found.eyes[0].reason
    assert found.entries[0].fields == {"column D": "with a comma"}


def test_a_column_of_remarks_without_a_heading_is_no_cut_text(tmp_path: Path) -> None:
    rows = "".join(f"{day}/03/2023,a visit,seen\n" for day in range(13, 20))
    assert not written(tmp_path / "notes.csv", f"Date,Event,\n{rows}").eyes


def test_hidden_columns_are_read_and_said(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Log")
        sheet.write_row(0, 0, ("Date", "Event", "For us only", "More"))
        sheet.write_row(1, 0, ("13/03/2023", "a visit", "a remark", "x"))
        sheet.set_column("C:D", None, None, {"hidden": True})
    found = read_chronology(path)
    assert "Log: The sheet hides some columns (C to D); they were read as well." in found.notes
    assert found.entries[0].fields["For us only"] == "a remark"


def test_a_file_of_headings_alone_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="headings but no rows"):
        written(tmp_path / "empty.csv", "Date,Event\n")
