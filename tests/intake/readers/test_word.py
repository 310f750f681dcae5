from __future__ import annotations

from pathlib import Path

import docx
import pytest

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import W, notes, numbers, p, run, table_of, tbl, tc, texts, tr, word

HEADER = tr("Date", "Event")


def read_table(tmp_path: Path, *rows: str, **others: str) -> object:
    return table_of(read_document(word(tmp_path / "a.docx", tbl(*rows), **others)))


def test_a_table_made_by_a_library(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Date", "Event", "12/03/2019", "Home visit"], strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    found = table_of(read_document(tmp_path / "a.docx"))
    assert found.name == "table 1"
    assert texts(found) == [["Date", "Event"], ["12/03/2019", "Home visit"]]
    assert numbers(found) == [1, 2]


def test_merged_cells_are_filled_downwards(tmp_path: Path) -> None:
    restart, carry = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = read_table(
        tmp_path,
        HEADER,
        tr(tc("12/03/2019", restart), "First"),
        tr(tc("", carry), "Second"),
        tr(tc("", carry), "Third"),
        tr(tc("13/03/2019"), "Fourth"),
    )
    assert [row[0] for row in texts(table)] == [
        "Date", "12/03/2019", "12/03/2019", "12/03/2019", "13/03/2019",
    ]  # fmt: skip
    assert notes(table) == ["merged from row 2"] * 2


def test_a_cell_merged_across_keeps_the_columns_in_place(tmp_path: Path) -> None:
    table = read_table(
        tmp_path, tr("A", "B", "C"), tr(tc("2020", '<w:gridSpan w:val="3"/>')), tr("1", "2", "3")
    )
    assert texts(table) == [["A", "B", "C"], ["2020", "", ""], ["1", "2", "3"]]
    assert "merged with the cell to its left" in notes(table)


def test_a_row_that_begins_further_right(tmp_path: Path) -> None:
    table = read_table(tmp_path, HEADER, tr("Event only", properties='<w:gridBefore w:val="1"/>'))
    assert texts(table)[1] == ["", "Event only"]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    changed = (
        "<w:p>"
        + run("The baby was ")
        + '<w:del w:id="1"><w:r><w:delText>not </w:delText></w:r></w:del>'
        + f'<w:ins w:id="2">{run("seen")}</w:ins>'
        + f'<w:moveFrom w:id="3">{run("moved away")}</w:moveFrom>'
        + f'<w:moveTo w:id="4">{run(" at home")}</w:moveTo></w:p>'
    )
    table = read_table(
        tmp_path,
        HEADER,
        tr("12/03/2019", tc(changed)),
        tr("13/03/2019", "Struck out", properties='<w:del w:id="5"/>'),
        tr("14/03/2019", "Inserted row", properties='<w:ins w:id="6"/>'),
    )
    assert texts(table)[1:] == [
        ["12/03/2019", "The baby was seen at home"],
        ["14/03/2019", "Inserted row"],
    ]
    assert numbers(table) == [1, 2, 4]
    assert any("deleted" in note and "inserted" in note for note in notes(table))
    assert table.notes == ("Row 3: deleted with tracked changes, left out.",)


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_content_controls_around_text_cell_row_and_table(tmp_path: Path) -> None:
    body = sdt(
        tbl(
            HEADER,
            tr(sdt(tc("12/03/2019"), "<w:date/>"), tc(p("", sdt(run("Picked"))))),
            sdt(tr("13/03/2019", "Whole row")),
        )
    )
    found = table_of(read_document(word(tmp_path / "a.docx", body)))
    assert texts(found)[1:] == [["12/03/2019", "Picked"], ["13/03/2019", "Whole row"]]


def test_an_unfilled_control_is_no_text(tmp_path: Path) -> None:
    prompt = p("", sdt(run("Click to enter a date."), "<w:showingPlcHdr/>"))
    table = read_table(tmp_path, HEADER, tr(tc(prompt), "Visit"))
    assert texts(table)[1] == ["", "Visit"]
    assert notes(table) == ["a form field was left unfilled"]


def test_hidden_text_is_left_out_with_a_note(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Base"/>'
        "</w:style></w:styles>"
    )
    table = read_table(
        tmp_path,
        HEADER,
        tr("1", tc(p("Seen", run(" secret", "<w:vanish/>")))),
        tr("2", tc(p("Seen", run(" secret", '<w:rStyle w:val="Child"/>')))),
        tr("3", tc(p("Seen", run(" shown", '<w:vanish w:val="0"/>')))),
        tr("4", tc(p("secret", style="Child"))),
        tr("5", "secret", properties="<w:hidden/>"),
        styles=styles,
    )
    assert [row[1] for row in texts(table)[1:]] == ["Seen", "Seen", "Seen shown", ""]
    assert notes(table) == ["hidden text was left out"] * 3
    assert table.notes == ("Row 6: hidden, left out.",)


def test_pictures_lines_and_text_boxes(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("In a box") + "</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    table = read_table(
        tmp_path,
        tr(tc(p("See ", "<w:r><w:drawing/></w:r>")), tc(p("", "<w:r><w:pict/></w:r>"))),
        tr(tc(p("", both)), tc(p("", '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'))),
    )
    assert texts(table) == [["See [picture]", "[picture]"], ["In a box", ""]]


def test_tables_inside_cells_keep_their_text(tmp_path: Path) -> None:
    inner = p("Present:") + tbl(tr("Health", "Yes"), tr("Police", "No")) + p("")
    table = read_table(tmp_path, HEADER, tr("12/03/2019", tc(inner)))
    assert texts(table)[1][1] == "Present:\nHealth\tYes\nPolice\tNo"
    assert notes(table) == ["holds a table inside the cell"]
    assert numbers(table) == [1, 2]


def test_breaks_tabs_hyphens_symbols_and_fields(tmp_path: Path) -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>e</w:t></w:r>'
        "<w:hyperlink><w:r><w:t>f</w:t></w:r></w:hyperlink>"
    )
    table = read_table(tmp_path, tr(tc(p("", inside))))
    assert texts(table) == [["a\nb\tc\u2011d✓ef".replace(" ", "")]]


def test_old_form_fields_show_their_choice(tmp_path: Path) -> None:
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Yes"/><w:listEntry w:val="No"/></w:ddList></w:ffData>'
        "</w:fldChar></w:r>"
    )
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>'
        "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
    )
    assert texts(read_table(tmp_path, tr(tc(p("", choice)), tc(p("", box))))) == [["No", "☒"]]


def test_footnotes_and_comments_are_not_lost(tmp_path: Path) -> None:
    footnotes = (
        f'<w:footnotes {W}><w:footnote w:id="2">{p("By telephone")}</w:footnote></w:footnotes>'
    )
    comments = f'<w:comments {W}><w:comment w:id="0">{p("Check this")}</w:comment></w:comments>'
    inside = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    table = read_table(tmp_path, tr(tc(p("Spoke", inside))), footnotes=footnotes, comments=comments)
    assert texts(table) == [["Spoke [footnote: By telephone]"]]
    assert notes(table) == ["comment: Check this"]


def test_paragraphs_keep_their_numbers_and_styles(tmp_path: Path) -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="H3"><w:name w:val="heading 3"/></w:style></w:styles>'
    )
    body = (
        p() + p("12 March 2019", style="H3") + p("  Home visit ") + tbl(tr("x", "y")) + p("After")
    )
    document = read_document(word(tmp_path / "a.docx", body, styles=styles))
    paragraphs = table_of(document, "paragraphs")
    assert numbers(paragraphs) == [2, 3, 4]
    assert texts(paragraphs) == [
        ["12 March 2019", "Heading 3"],
        ["  Home visit ", ""],
        ["After", ""],
    ]
    assert table_of(document).notes == ("Stands after paragraph 3.",)


def test_several_tables_are_numbered(tmp_path: Path) -> None:
    document = read_document(word(tmp_path / "a.docx", tbl(tr("a")) + p() + tbl(tr("b"))))
    assert [table.name for table in document.tables] == ["table 1", "table 2"]


def test_paragraphs_inside_a_cell_are_lines(tmp_path: Path) -> None:
    table = read_table(tmp_path, tr(tc(p("One") + p() + p("Two") + p())))
    assert texts(table) == [["One\n\nTwo"]]


def test_a_document_part_by_another_name_and_strict_files(tmp_path: Path) -> None:
    assert texts(
        table_of(read_document(word(tmp_path / "a.docx", tbl(tr("x")), part="word/document2.xml")))
    ) == [["x"]]
    path = tmp_path / "strict.docx"
    word(path, tbl(tr("x")))
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(usual, strict))
    assert texts(table_of(read_document(path))) == [["x"]]


def test_markup_in_text_stays_text(tmp_path: Path) -> None:
    table = read_table(tmp_path, tr("&lt;b&gt;[red]&amp;amp;&#9;x"))
    assert texts(table) == [["<b>[red]&amp;\tx"]]


def test_a_five_megabyte_cell_is_read(tmp_path: Path) -> None:
    table = read_table(tmp_path, tr("x" * 5_000_000, "y"))
    assert [len(text) for text in texts(table)[0]] == [5_000_000, 1]


def test_a_document_without_text_has_no_rows(tmp_path: Path) -> None:
    assert read_document(word(tmp_path / "a.docx", p())).tables == ()


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = "x"
    for _ in range(600):
        deep = tbl(tr(tc(deep)))
    with pytest.raises(UnreadableFile, match="damaged"):
        read_document(word(tmp_path / "a.docx", deep))


def test_every_word_that_mammoth_finds_is_found(tmp_path: Path) -> None:
    mammoth = pytest.importorskip("mammoth")
    body = p("Heading") + tbl(
        HEADER,
        tr("12/03/2019", tc(p("", f'<w:ins w:id="1">{run("Inserted words")}</w:ins>'))),
        sdt(tr("13/03/2019", "Row in a control")),
    )
    path = word(tmp_path / "a.docx", body)
    ours = " ".join(
        cell.text
        for table in read_document(path).tables
        for row in table.rows
        for cell in row.cells
    )
    with path.open("rb") as stream:
        theirs = mammoth.extract_raw_text(stream).value
    assert set(theirs.split()) <= set(ours.split())
