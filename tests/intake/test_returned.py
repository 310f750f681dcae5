"""Preparation forms as they come back: filled in as meant, and in every other way."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from preparation_form import FILLED, Form

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.returned import FormReading, read_form, understand
from workshop_tui.practice.return_form import SECTIONS, SUPPORT

HEADINGS = {section.part: section.heading for section in SECTIONS}


@pytest.fixture
def back(tmp_path: Path):
    """Reads a form as it would be read after it was saved."""

    def read(form: Form, **more: object) -> FormReading:
        return read_form(form.save(tmp_path / "form.docx"), **more)  # type: ignore[arg-type]

    return read


def said(reading: FormReading) -> list[tuple[str, str, str, str, str]]:
    return [(i.part, i.when, i.text, i.why, i.entry) for i in reading.items]


def reasons(reading: FormReading) -> str:
    return " | ".join(f"{eye.place}: {eye.reason}" for eye in reading.eyes)


def test_a_form_as_it_was_meant(back) -> None:
    reading = back(Form().fill(FILLED).answer("TM1", "12 May", ""))
    assert reading.identifiers == (("P1", "LR-99", "HV1"),)
    assert said(reading) == [
        ("intervention", "May 2023", "I saw the baby at home", "It was my third visit", "3"),
        ("decision", "", "We closed the case", "The plan had been kept", "99"),
    ]
    assert reading.items[0].place == "Key interventions, row 2"
    assert reading.support == ((SUPPORT[0], "TM1"), (SUPPORT[1], "12 May"))
    assert reading.eyes == ()


def test_rows_are_added_and_left_empty(back) -> None:
    rows = [["", "", "", ""], *[["", f"thing {n}", "", ""] for n in range(8)], ["", " ", "", ""]]
    reading = back(Form().fill({"action": rows}))
    assert [item.text for item in reading.items] == [f"thing {n}" for n in range(8)]


def test_cells_merged_down_repeat_the_day_and_never_the_words(back) -> None:
    form = Form().fill({"action": [["June", "one", "", ""], ["", "two", "", ""]]})
    table = form.tables["action"]
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 2).merge(table.cell(3, 2))
    reading = back(form)
    assert [item[1:3] for item in said(reading)] == [("June", "one"), ("June", "two")]


def test_cells_merged_across_are_one_text(back) -> None:
    form = Form().fill({"action": [["I rang the school", "", "nobody answered", "2"]]})
    table = form.tables["action"]
    table.cell(1, 0).merge(table.cell(1, 1))
    reading = back(form)
    assert said(reading) == [("action", "", "I rang the school", "nobody answered", "2")]
    assert "cells were merged" in reasons(reading)


def test_a_whole_row_merged_into_one(back) -> None:
    form = Form().fill({"other": [["She loved the sand tray", "", "", ""]]})
    table = form.tables["other"]
    table.cell(1, 0).merge(table.cell(1, 3))
    assert said(back(form)) == [("other", "", "She loved the sand tray", "", "")]


def test_words_outside_the_tables_are_kept_where_they_stand(back) -> None:
    form = Form().fill(FILLED)
    guidance = form.paragraph(next(s.guidance for s in SECTIONS if s.part == "opportunity"))
    guidance.insert_paragraph_before("We could have asked")
    guidance.insert_paragraph_before("in the summer.")
    form.document.add_paragraph("Sorry that it is so short.")
    reading = back(form)
    assert ("opportunity", "", "We could have asked\nin the summer.", "", "") in said(reading)
    assert reading.support == (("", "Sorry that it is so short."),)
    assert reasons(reading).count("words outside the table") == 2


def test_what_the_form_says_by_itself_is_no_answer(back) -> None:
    form = Form().fill(FILLED)
    form.paragraph(HEADINGS["intervention"]).insert_paragraph_before("For HV1. Please look back.")
    assert len(back(form).items) == 3
    assert len(back(form, fixed=[re.compile(r"For \w+\. Please look back\.")]).items) == 2


def test_tracked_changes_read_as_they_would_be_accepted(back) -> None:
    form = Form().fill(FILLED)
    paragraph = form.tables["intervention"].cell(1, 1).paragraphs[0]._element
    for kind, words in (("del", "<w:delText> twice</w:delText>"), ("ins", "<w:t> once</w:t>")):
        paragraph.append(parse_xml(f"<w:{kind} {nsdecls('w')}><w:r>{words}</w:r></w:{kind}>"))
    row = form.tables["decision"].rows[1]._tr
    row.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    reading = back(form)
    assert [item.text for item in reading.items] == ["I saw the baby at home once"]
    assert "inserted with tracked changes" in reasons(reading)
    assert "Decisions: Row 2: deleted with tracked changes" in reasons(reading)


@pytest.mark.parametrize("part", ["intervention", "opportunity", "action", "decision", "other"])
def test_a_heading_that_is_gone_leaves_no_doubt_while_every_table_is_there(back, part: str) -> None:
    row = [["", "words", "", ""]]
    reading = back(Form().fill({part: row}).drop(HEADINGS[part]))
    assert [(item.part, item.text) for item in reading.items] == [(part, "words")]


def test_without_heading_and_order_a_table_is_not_given_to_another_section(back) -> None:
    form = Form().fill({"intervention": [["", "one", "", ""]], "action": [["", "two", "", ""]]})
    for part in ("opportunity", "decision"):
        form.drop(HEADINGS[part])
        element = form.tables[part]._tbl
        element.getparent().remove(element)
    reading = back(form.drop(HEADINGS["action"]))
    assert [(i.part, i.text) for i in reading.items] == [("intervention", "one"), ("other", "two")]
    assert "the heading above this table is missing" in reasons(reading)


def test_headings_that_were_retyped(back) -> None:
    form = Form().fill({"decision": [["", "words", "", ""]]})
    form.paragraph("Decisions").runs[0].text = "4. Decision:"
    for part in ("other", "action"):
        element = form.tables[part]._tbl
        element.getparent().remove(element)
    assert said(back(form))[0][0] == "decision"


def test_columns_that_were_changed(back) -> None:
    form = Form().fill({"action": [["May", "I rang", "", ""]], "decision": [["a", "b", "c", "d"]]})
    form.tables["action"].add_column(9_000).cells[1].text = "after hours"
    form.tables["action"].cell(0, 4).text = "Remarks"
    header = form.tables["decision"].rows[0]._tr
    header.getparent().remove(header)
    reading = back(form)
    assert said(reading) == [
        ("action", "May", "I rang — Remarks: after hours", "", ""),
        ("decision", "a", "b", "c", "d"),
    ]
    assert "a column was added" in reasons(reading)
    assert "the row of headings is missing" in reasons(reading)


def test_a_row_with_only_the_reason_or_a_number_is_kept(back) -> None:
    rows = [["", "", "I was alone on duty", ""], ["June", "", "", ""], ["", "", "", "4"]]
    reading = back(Form().fill({"action": rows}))
    assert [item.text for item in reading.items] == ["I was alone on duty", "June", "4"]
    assert reasons(reading).count("please look") == 3


def test_answers_about_support_in_the_question_s_cell(back) -> None:
    form = Form().fill(FILLED)
    form.tables["support"].cell(2, 0).text = f"{SUPPORT[2]}: a lift home"
    assert back(form).support == ((SUPPORT[2], "a lift home"),)


@pytest.mark.parametrize("level", [2, 3])
def test_a_form_inside_the_whole_briefing_pack(back, level: int) -> None:
    form = Form(level=level).fill(FILLED)
    first = form.document.paragraphs[0]
    for words in ("Briefing pack", "The approach", "Reflective, never about blame."):
        first.insert_paragraph_before(words)
    assert len(back(form).items) == 2


def test_identifiers_missing_altered_or_two(back) -> None:
    form = Form().fill(FILLED)
    form.document.paragraphs[0].runs[0].text = "form p1 · LR-99 · SW1"
    assert back(form).identifiers == (("P1", "LR-99", "SW1"), ("P1", "LR-99", "HV1"))
    assert back(Form().fill(FILLED).drop(Form().identifier)).identifiers == ()


def test_an_empty_form_is_refused(back) -> None:
    with pytest.raises(UnreadableFile, match=r"came back empty: nothing is filled in"):
        back(Form())


def test_another_document_is_refused(tmp_path: Path) -> None:
    import docx

    other = docx.Document()
    other.add_paragraph("Minutes of a meeting")
    other.add_table(rows=2, cols=4).cell(1, 1).text = "Something else"
    other.save(str(tmp_path / "minutes.docx"))
    with pytest.raises(UnreadableFile, match=r"is not the preparation form .*“Key interventions”"):
        read_form(tmp_path / "minutes.docx")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.pdf", b"%PDF-1.7 x", "is a PDF. A preparation form comes back as the Word document"),
        ("f.png", b"\x89PNG\r\n", "a picture"),
        ("f.txt", b"What I did", "is a text file"),
        ("f.rtf", b"{\\rtf1 x", "save it as a Word document"),
        ("f.docx", b"PK\x03\x04cut short", "damaged or cut short"),
        ("f.docx", b"", "is empty"),
    ],
)
def test_other_kinds_are_refused_with_a_way_on(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        read_form(tmp_path / name)
    assert said in str(refused.value)


def test_an_opendocument_text_says_what_to_save(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "f.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(UnreadableFile, match=r"OpenDocument text .* save it as a Word document"):
        read_form(tmp_path / "f.odt")


_WORDS = st.integers(0, 10_000).map(lambda n: f"word{n}")
_CELL = st.one_of(st.just(""), st.just(" "), _WORDS)
_HEADINGS = st.sampled_from([*HEADINGS.values(), "Support", "Notes of my own"])


@st.composite
def _documents(draw: st.DrawFn) -> tuple[RawDocument, set[str]]:
    """A form with anything done to it, and every word that somebody wrote into it."""
    paragraphs: list[RawRow] = [RawRow(1, (Cell("Form P1 · LR-99 · HV1"), Cell("")))]
    tables: list[RawTable] = []
    written: set[str] = set()
    for number in range(2, draw(st.integers(2, 9))):
        kind = draw(st.sampled_from(["heading", "words", "table"]))
        if kind != "table":
            text = draw(_HEADINGS if kind == "heading" else _WORDS)
            paragraphs.append(
                RawRow(number, (Cell(text), Cell(draw(st.sampled_from(["", "Heading 2"])))))
            )
            written |= {text} if text.startswith("word") else set()
            continue
        width = draw(st.integers(1, 6))
        rows = draw(st.lists(st.lists(_CELL, min_size=width, max_size=width), max_size=4))
        if draw(st.booleans()):
            rows.insert(0, [*draw(st.sampled_from([s.columns for s in SECTIONS])), "", ""][:width])
        written |= {text for row in rows for text in row if text.startswith("word")}
        cells = (
            RawRow(n, tuple(map(Cell, row)))
            for n, row in enumerate(rows, 1)
            if any(map(str.strip, row))
        )
        name = f"table {len(tables) + 1}"
        tables.append(RawTable(name, "table", tuple(cells), after=number - 1))
    found = RawTable("paragraphs", "paragraphs", tuple(paragraphs))
    return RawDocument("form.docx", (found, *tables)), written


@given(_documents())
def test_nothing_that_somebody_wrote_is_dropped(made: tuple[RawDocument, set[str]]) -> None:
    document, written = made
    try:
        reading = understand(document, "")
    except UnreadableFile as refused:
        assert not written, refused
        return
    kept = " ".join(
        " ".join((item.when, item.text, item.why, item.entry)) for item in reading.items
    ) + " ".join(f" {question} {answer} " for question, answer in reading.support)
    assert written <= set(re.findall(r"word\d+", kept))
