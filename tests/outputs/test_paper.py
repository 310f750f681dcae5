"""A paper as Word and as PDF: both say the same, whatever is in it, and both can be read."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import docx
import pikepdf
import pytest
from papers import W, pages, word_edges, word_parts, word_text

from workshop_tui.outputs import long_paper, paper_pdf, paper_word
from workshop_tui.outputs.paper import (
    Column,
    Cover,
    Facts,
    Heading,
    Paper,
    Part,
    Points,
    Style,
    Table,
    Words,
    numbered,
)
from workshop_tui.practice.problems import Problem
from workshop_tui.store.resources import data_folder

COLUMNS = (Column("Entry", 8), Column("Date", 16), Column("What happened", 60), Column("Child", 16))
HOSTILE = (
    "<b>&amp;</b> & <neglect>",
    "{{ review }} {% if %} #panic() $x^2$ *bold* _it_ `raw` @ref <label> \\u{7}",
    '#import "@preview/x:1.0.0"; #sys.inputs',
    "control \x00\x07\x1b[31m\x0b end",
    "שלום מרחבא مرحبا نمونہ",
    "first line\nsecond\r\nthird\rfourth",
    "half \ud800 a pair \ufffe",
    "emoji \U0001f642 and 中文",
    "नमस्ते বাংলা ਪੰਜਾਬੀ ગુજરાતી தமிழ் ትግርኛ Łódź Źródło",
    "x" * 700,
    "a\u0301" * 90,
    "]]>%PDF\\(\\) \t tab",
)


def paper(text: str = "Plain words.", rows: int = 3, **changes: Any) -> Paper:
    table = Table(
        f"About {text[:20]}",
        COLUMNS,
        tuple((str(n), "12 March 2024", text, (Words(text, "Child:"),)) for n in range(rows)),
        blank=2,
    )
    blocks = (
        Words(text, style=Style.LEAD),
        Words(text, "Lead:"),
        Heading(text[:80]),
        Points((("A.", text), ("", text))),
        numbered((("One.", text), ("", text))),
        Facts(((text[:40], text), ("Name", "value"))),
        Words(text, "Still missing:", Style.GAP),
        Words(text, style=Style.NOTE),
        Words(text, style=Style.MARK),
        table,
    )
    cover = Cover("Review", "Briefing pack", text[:60], (("For", text),), (Words(text),))
    made = Paper(
        f"Pack {text[:60]}",
        ("Learning review LR-07", text[:60]),
        "Copy 7 of 21 · SW1 · not to be passed on",
        (Part("First", blocks), Part("Second", (table,), new_page=True)),
        cover,
    )
    return replace(made, **changes)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_in_it_both_are_whole(text: str) -> None:
    made = paper(text)
    word = paper_word.build(made)
    word_parts(word)
    docx.Document(io.BytesIO(word))
    assert "Second" in word_text(word)
    printed = pages(paper_pdf.build(made))
    assert printed[-1].count("Copy 7 of 21") == 1
    assert any("Second" in page for page in printed)


def test_text_is_shown_and_never_obeyed() -> None:
    text = "{{ x }} #panic() $y$ <b>&amp;</b>"
    made = paper(text, rows=1)
    assert text in word_text(paper_word.build(made))
    assert any(text in page for page in pages(paper_pdf.build(made)))


def test_lines_stay_lines() -> None:
    made = paper("first\nsecond", rows=1)
    assert "first\nsecond" in word_text(paper_word.build(made))


def test_a_character_without_a_sign_stands_as_its_number() -> None:
    printed = " ".join(pages(paper_pdf.build(paper("so \U0001f642 中文 there", rows=1))))
    assert "so [U+1F642] [U+4E2D U+6587] there" in printed
    assert "so \U0001f642 中文 there" in word_text(
        paper_word.build(paper("so \U0001f642 中文 there"))
    )


def test_right_to_left_letters_are_in_the_pdf() -> None:
    printed = " ".join(pages(paper_pdf.build(paper("שלום", rows=1))))
    assert "[U+" not in printed
    assert any("\u0590" < char < "\u05ff" for char in printed)


def test_every_page_says_whose_copy_it_is() -> None:
    made = paper("word " * 12, rows=60)
    printed = pages(paper_pdf.build(made))
    assert len(printed) > 5
    for number, page in enumerate(printed, start=1):
        assert made.mark in page
        assert f"Page {number} of {len(printed)}" in page
    edges = word_edges(paper_word.build(made))
    assert made.mark in edges
    assert "Learning review LR-07" in edges


def test_the_row_of_headings_is_repeated() -> None:
    made = paper("word " * 12, rows=60)
    printed = pages(paper_pdf.build(made))
    with_rows = [page for page in printed if page.count("12 March") > 1]
    assert len(with_rows) > 4
    assert all("What happened" in page for page in with_rows)
    rows = list(word_parts(paper_word.build(made))["word/document.xml"].iter(f"{W}tr"))
    headings = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert len(headings) == 2
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_row_that_fits_no_page_is_cut_and_not_lost() -> None:
    long = "word " * 3000
    made = Paper("T", ("", ""), "m", (Part("P", (Table("t", COLUMNS, (("1", "d", long, ""),)),)),))
    printed = pages(paper_pdf.build(made))
    assert sum(page.count("word") for page in printed) == 3000
    (row,) = list(word_parts(paper_word.build(made))["word/document.xml"].iter(f"{W}tr"))[1:]
    assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_wide_words_stay_inside_their_column() -> None:
    wide = Table("t", COLUMNS, (("1" * 40, "Safeguardingpartnership", "x" * 300, "y" * 90),))
    content = paper_pdf.build(Paper("T", ("", ""), "m", (Part("P", (wide,)),)))
    from pypdf import PdfReader

    right: list[float] = []

    def seen(text: str, _: Any, matrix: list[float], *__: Any) -> None:
        if text.strip():
            right.append(matrix[4])

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=seen)
    assert max(right) < 595 - 50


# -- what programs read ----------------------------------------------------------------------------


def test_the_pdf_is_tagged_and_says_so() -> None:
    with pikepdf.open(io.BytesIO(paper_pdf.build(paper()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        tags = set(_tags(pdf.Root.StructTreeRoot))
        assert {"H1", "H2", "P", "L", "LI", "Table", "TR", "TH", "TD", "TOC"} <= tags
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Pack Plain words."
            assert "dc:creator" not in metadata
        assert not pdf.Root.get("/Names", {}).get("/EmbeddedFiles")
        fonts = {str(font) for font in _fonts(pdf)}
        assert any("NotoSans-Regular" in font for font in fonts)


def _tags(element: Any) -> list[str]:
    found = [str(element.S).lstrip("/")] if "/S" in element else []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += _tags(kid)
    return found


def _fonts(pdf: pikepdf.Pdf) -> set[Any]:
    return {
        font.BaseFont
        for page in pdf.pages
        for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()
    }


def test_the_word_document_has_headings_lists_and_properties() -> None:
    document = docx.Document(io.BytesIO(paper_word.build(paper())))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == 2
    assert {"Title", "Heading 2", "List Bullet", "Paper Gap", "Paper Note"} <= set(styles)
    properties = document.core_properties
    assert properties.title == "Pack Plain words."
    assert properties.author == properties.last_modified_by == properties.comments == ""
    names = word_parts(paper_word.build(paper()))
    languages = {one.get(f"{W}val") for one in names["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert not [name for name in names if "app.xml" in name or "thumbnail" in name]


def test_one_writer_makes_copy_after_copy() -> None:
    writer = paper_word.Writer()
    first = paper("Shared words.")
    second = replace(first, mark="Copy 8 of 21 · HV1", title="Another")
    made = [writer.build(first), writer.build(second), writer.build(first)]
    assert [word_text(one) for one in made] == [word_text(made[0])] * 3
    assert "Copy 8" in word_edges(made[1])
    assert "Copy 7" not in word_edges(made[1])
    assert word_edges(made[2]) == word_edges(made[0])


def test_both_say_the_same() -> None:
    made = paper("Nobody was seen at home.", rows=4)
    printed = " ".join(pages(paper_pdf.build(made)))
    for line in word_text(paper_word.build(made)).splitlines():
        if line.strip() and "\t" not in line:
            assert " ".join(line.split()) in printed, line


# -- this computer ---------------------------------------------------------------------------------


def test_where_there_is_no_typesetter_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    paper_pdf._engine.cache_clear()
    with pytest.raises(Problem, match="--formats docx"):
        paper_pdf.build(paper())
    paper_pdf._engine.cache_clear()


def test_a_page_that_cannot_be_laid_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = paper_pdf._engine()

    def fail(_: str) -> bytes:
        raise engine.error("out of ideas")

    monkeypatch.setattr(engine, "pages", fail)
    with pytest.raises(Problem, match="could not be laid out"):
        paper_pdf.build(paper())


def test_two_threads_may_print_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda n: paper_pdf.build(paper(f"Copy {n}.")), range(6)))
    assert [f"Copy {n}." in " ".join(pages(one)) for n, one in enumerate(made)] == [True] * 6


def test_data_reaches_the_page_as_json_alone() -> None:
    text = '"}, {"title": "no'
    data = json.loads(json.dumps(paper_pdf._paper(paper(text, rows=1))))
    assert data["parts"][0]["blocks"][0]["text"] == [text]


def test_the_fonts_ship_with_their_licence() -> None:
    folder = data_folder("fonts")
    assert (folder / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright")
    assert len(list(folder.glob("NotoSans*.ttf"))) >= 10


def test_a_long_paper_is_laid_out_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper("Nobody was seen at home, Łódź – “quoted”, {{ x }}.", rows=1_500)
    asked: list[int] = []
    here = paper_pdf.laid_out_here

    def counted(data: str) -> bytes:
        asked.append(len(data))
        return here(data)

    monkeypatch.setattr(paper_pdf, "laid_out_here", counted)
    elsewhere = paper_pdf.build(made)
    assert asked == []
    monkeypatch.setattr(long_paper.sys, "executable", "/nowhere/python")
    assert pages(paper_pdf.build(made)) == pages(elsewhere) and len(asked) == 1


def test_what_cannot_be_laid_out_elsewhere_is_said() -> None:
    with pytest.raises(Problem, match="could not be laid out"):
        long_paper.laid_out('{"title": 7}')
