"""Every corner of a finished document in which a name can stand is looked into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
import xlsxwriter
from docx.oxml.parser import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.finished import pieces
from workshop_tui.privacy.finished.look import look
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.store.connection import ReviewFile

NAME = "Josie Tarrant"
REGISTER = [Identity(id=1, kind="child", name=NAME, pseudonym="Child A")]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def places(data: bytes, name: str = "report.bin") -> tuple[str, ...]:
    """Where the check finds the name."""
    found = LeakCheck(REGISTER).check(name, data)
    return tuple(place for finding in found.blocking for place in finding.places)


def saved(document: docx.document.Document) -> bytes:  # type: ignore[name-defined]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes | str) -> bytes:
    """A zip with one part more, or another in its place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def paragraph(inner: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("Nothing here.")
    document.element.body.insert(1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return saved(document)


def run(text: str, properties: str = "", tag: str = "t") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:{tag}>{text}</w:{tag}></w:r>"


@pytest.mark.parametrize(
    "inner",
    [
        run("Jo", "<w:b/>") + run("sie"),
        run("Jos") + "<w:r><w:softHyphen/><w:t>ie</w:t></w:r>",
        f'<w:del w:id="1" w:author="x">{run("Josie", tag="delText")}</w:del>{run("Child A")}',
        f'{run("x")}<w:ins w:id="1" w:author="x">{run("Josie")}</w:ins>',
        f'{run("Jo")}<w:del w:id="1" w:author="x">{run("el", tag="delText")}</w:del>{run("sie")}',
        run("Josie", "<w:vanish/>"),
        f"{run('Jo')}{run('--', '<w:vanish/>')}{run('sie')}",
        f'{run("Child A")}<w:ins w:id="1" w:author="Josie T">{run("x")}</w:ins>',
        run("HYPERLINK mailto:josie@x", tag="instrText"),
        f'<w:fldSimple w:instr="REF Josie">{run("x")}</w:fldSimple>',
        f'<w:sdt><w:sdtPr><w:alias w:val="Josie"/></w:sdtPr><w:sdtContent>{run("x")}'
        "</w:sdtContent></w:sdt>",
        f'<w:bookmarkStart w:id="0" w:name="Josie_visit"/>{run("x")}',
        f'<w:smartTag w:element="Josie">{run("x")}</w:smartTag>',
        f"<!-- Josie -->{run('x')}",
    ],
)
def test_word_paragraphs(inner: str) -> None:
    assert places(paragraph(inner))


def test_word_says_which_paragraph_header_table() -> None:
    document = docx.Document()
    document.add_paragraph("Nothing.")
    document.add_paragraph("Josie came.")
    document.sections[0].header.paragraphs[0].text = "About Josie"
    document.sections[0].footer.paragraphs[0].text = "x"
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "Josie"
    document.core_properties.author = "josie"
    document.core_properties.comments = "x"
    found = set(places(saved(document)))
    assert {"paragraph 2", "table 1, row 2", "properties"} <= found
    assert any(place.startswith("header") for place in found)


def test_word_parts_that_no_page_shows() -> None:
    plain = saved(docx.Document())
    for name, content in {
        "docProps/custom.xml": '<P><property name="who"><v>Josie</v></property></P>',
        "word/comments.xml": f'<w:c {W}><w:comment w:author="Josie"><w:p/></w:comment></w:c>',
        "word/footnotes.xml": f"<w:f {W}><w:p><w:r><w:t>Josie</w:t></w:r></w:p></w:f>",
        "customXml/item1.xml": "<case><child>Josie</child></case>",
        "word/_rels/extra.rels": '<R><r TargetMode="External" Target="mailto:josie@x.test"/></R>',
        "word/Josie.bin": b"\0\1\2 nothing \0",
        "word/embeddings/sheet.xlsx": workbook(lambda book: book.active.append(["Josie"])),
        "word/printer.bin": b"\0\0J\0o\0s\0i\0e\0 \0T\0\0\0",
    }.items():
        found = LeakCheck(REGISTER).check("a.docx", with_part(plain, name, content))
        assert bool(found.blocking) is (name != "word/Josie.bin"), name


def test_alternative_text_and_pictures() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(PNG))
    document.inline_shapes[0]._inline.docPr.set("descr", "Drawing by Josie")
    found = LeakCheck(REGISTER).check("a.docx", saved(document))
    assert found.blocking[0].places == ("docPr descr",)
    assert [f.kind for f in found.warnings if f.kind == "picture"] == ["picture"]
    assert found.dark == ()


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc000000301010018dd8db00000000049454e44ae426082"
)


def workbook(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _hidden(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Notes")
    sheet["B3"] = "seen with Josie"
    sheet.sheet_state = "veryHidden"


def _comment(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment("about Josie", "me")


def _name(book: openpyxl.Workbook) -> None:
    book.defined_names["Josie"] = DefinedName("Josie", attr_text="Sheet!$A$1")


def _header(book: openpyxl.Workbook) -> None:
    book.active.oddHeader.center.text = "Josie"


def _formula(book: openpyxl.Workbook) -> None:
    book.active["A1"] = '=IF(B1="Josie",1,0)'


def _title(book: openpyxl.Workbook) -> None:
    book.active.title = "Josie"


def _properties(book: openpyxl.Workbook) -> None:
    book.properties.creator = "Josie"


@pytest.mark.parametrize("fill", [_hidden, _comment, _name, _header, _formula, _title, _properties])
def test_workbooks(fill: Callable[[openpyxl.Workbook], None]) -> None:
    assert places(workbook(fill), "plan.xlsx")


def test_a_workbook_says_sheet_and_row() -> None:
    assert places(workbook(_hidden), "plan.xlsx") == ("sheet “Notes” (hidden), row 3",)


def test_strings_that_no_cell_shows_any_more() -> None:
    data = workbook(lambda book: book.active.append(["x"]))
    left = "<sst><si><t>x</t></si><si><r><t>Jo</t></r><r><t>sie</t></r></si></sst>"
    assert places(with_part(data, "xl/sharedStrings.xml", left)) == ("text left in the file",)


def test_numbers_of_a_workbook_are_whole(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NHS", "DOB", "Tel"])
        sheet.write_number(1, 0, 9434765919.0)
        sheet.write_row(1, 1, ["14/05/2019", "01632 960142"])
    found = LeakCheck([]).check("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    kinds = {finding.kind for finding in found.warnings}
    assert {"NHS or CHI number", "date of birth", "phone number"} <= kinds


ODF = "application/vnd.oasis.opendocument.text"


def opendocument(content: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    spaces = 'xmlns:text="t" xmlns:table="b" xmlns:office="o" xmlns:dc="d"'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", ODF)
        archive.writestr("content.xml", f"<office:doc {spaces}>{content}</office:doc>")
        for name, text in parts.items():
            archive.writestr(f"{name}.xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "<text:p>Jo<text:span>sie</text:span></text:p>",
        "<text:p>x<office:annotation><dc:creator>Josie</dc:creator></office:annotation></text:p>",
        "<text:tracked-changes><text:deletion><text:p>Josie</text:p></text:deletion></text:tracked-changes>",
        '<table:table table:name="Josie"/>',
    ],
)
def test_opendocument(content: str) -> None:
    assert places(opendocument(content), "a.odt")


def test_opendocument_rows_and_properties() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}</table:table-row>"
    many = row.replace("table-row>", 'table-row table:number-rows-repeated="4">', 1)
    content = (
        f'<table:table table:name="List">{many.format("x")}{row.format("Josie")}</table:table>'
    )
    assert places(opendocument(content), "a.ods") == ("sheet “List”, row 5",)
    assert places(opendocument("<text:p>x</text:p>", meta="<m><creator>Josie</creator></m>"))


def test_slides() -> None:
    stream = io.BytesIO()
    a = 'xmlns:a="a"'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "ppt/slides/slide3.xml",
            f"<a:x {a}><a:p><a:r><a:t>Jo</a:t></a:r><a:r><a:t>sie</a:t></a:r></a:p></a:x>",
        )
        archive.writestr(
            "ppt/notesSlides/notesSlide1.xml", f"<a:x {a}><a:p><a:t>Josie</a:t></a:p></a:x>"
        )
    assert places(stream.getvalue()) == ("notes of slide 1, paragraph 1", "slide 3, paragraph 1")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p>Jo<b>sie</b></p>"),
        ("a.html", "<p>x</p><!-- Josie -->"),
        ("a.html", "<img alt='Josie'>"),
        ("a.html", "<p>&#74;osie</p>"),
        ("a.html", "<p class='josie'>x</p>"),
        ("a.html", "<script>var who = 'Josie'</script>"),
        ("a.svg", "<svg><text>Jo<tspan>sie</tspan></text></svg>"),
        ("a.svg", "<svg><title>Josie</title></svg>"),
        ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Visit to Jo\r\n sie\\, at home\r\n"),
        ("a.ics", "BEGIN:VCALENDAR\r\nATTENDEE;CN=Josie:mailto:x@x.test\r\n"),
        ("a.csv", 'a;"x ""Josie"""\n'),
        ("a.csv", "a,b\n1,Tarrant\n"),
        ("a.json", '{"Jos\\u0069e": 1}'),
        ("a.md", "x<!-- Josie -->"),
        ("a.txt", "Josie"),
        ("no-ending", "<html><body>Jo<i>sie</i></body></html>"),
        ("Josie.txt", "x"),
    ],
)
def test_text_formats(name: str, text: str) -> None:
    assert places(text.encode(), name)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert places("Josie’s visit, naïve".encode(encoding), "a.txt")


def test_an_archive_and_the_names_in_it() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("letters/Josie.txt", "x")
        archive.writestr("plan.xlsx", workbook(_hidden))
        archive.comment = b"for Josie"
    found = places(stream.getvalue(), "all.zip")
    assert "plan.xlsx: sheet “Notes” (hidden), row 3" in found
    assert "letters/Josie.txt: the file's name" in found and "the archive's comment" in found


def _sqlite(path: Path, *statements: str) -> bytes:
    file = ReviewFile.create(path, None)
    connection = file.connect()
    for statement in statements:
        connection.execute(statement)
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    return path.read_bytes()


def test_a_database_by_its_pages(tmp_path: Path) -> None:
    table = "create table t(a, b, c)"
    row = "insert into t values ('kind', 'Josie', 'SW1')"
    assert places(_sqlite(tmp_path / "a.review", table, row), "a.db")
    filler = "printf('%.9000c', 'y')"
    long = f"insert into t values ('x', {filler} || ' Josie ' || {filler}, 1)"
    assert places(_sqlite(tmp_path / "b.review", table, long), "b.db")
    number = "insert into t values (1, 9434765919, 9434765919.0)"
    found = LeakCheck([]).check("c.db", _sqlite(tmp_path / "c.review", table, number))
    assert [(f.kind, f.count) for f in found.warnings] == [("NHS or CHI number", 2)]


def test_what_was_deleted_from_a_database(tmp_path: Path) -> None:
    row = "insert into t values ('person', 'Josie Tarrant')"
    data = _sqlite(
        tmp_path / "a.review",
        "pragma secure_delete = off",
        "create table t(a, b)",
        *[row] * 3,
        "insert into t values ('x', 'y')",
        "delete from t where b <> 'y'",
    )
    assert any(place.startswith("left over") for place in places(data, "a.db"))


def pdf(text: str, *, author: str = "", password: str = "", note: str = "") -> bytes:
    from pypdf import PdfWriter
    from pypdf.annotations import Text
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(width=300, height=300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    lines = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
    stream.set_data(f"BT /F1 12 Tf 20 200 Td {lines} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if author:
        writer.add_metadata({"/Author": author})
    if note:
        writer.add_annotation(page_number=0, annotation=Text(rect=(1, 1, 9, 9), text=note))
        writer.add_outline_item(title=note, page_number=0)
        writer.add_attachment(filename="notes.txt", data=note.encode())
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_pages_and_what_stands_beside_them() -> None:
    assert places(pdf("seen with Josie"), "a.pdf") == ("page 1",)
    assert places(pdf("seen with Jo-\nsie"), "a.pdf") == ("page 1",)
    assert places(pdf("x", author="Josie"), "a.pdf") == ("properties and notes",)
    found = places(pdf("x", note="Josie"), "a.pdf")
    assert "properties and notes" in found and "an attached file, line 1" in found


def drawn(content: bytes) -> bytes:
    """A PDF of one page that is drawn so."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 300))
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica))
    page.Contents = document.make_stream(content)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 3 Tr 20 200 Td (Josie) Tj ET",
        b"1 1 1 rg BT /F1 12 Tf 20 200 Td (Josie) Tj ET",
        b"BT /F1 12 Tf -500 2000 Td (Josie) Tj ET",
        b"q 0 0 1 1 re W n BT /F1 12 Tf 20 200 Td (Josie) Tj ET Q",
        b"BT /F1 0.01 Tf 20 200 Td (Josie) Tj ET",
        b"BT /F1 0 Tf 20 200 Td (Josie) Tj ET",
        b"BT /F1 12 Tf 0 Tz 20 200 Td (Josie) Tj ET",
        b"BT /F1 12 Tf 20 200 Td [(Jo) -50 (sie)] TJ ET",
        b"BT /F1 12 Tf 20 200 Td /Span <</ActualText (Josie)>> BDC (x) Tj EMC ET",
        b"BT /F1 12 Tf 20 200 Td /Span <</ActualText (x)>> BDC (Josie) Tj EMC ET",
        b"BT /F1 12 Tf 20 200 Td /Span <</ActualText (J)>> BDC (\\112) Tj EMC (osie) Tj ET",
    ],
    ids=(
        *("invisible", "white", "off the page", "clipped", "tiny", "without size"),
        *("without width", "in pieces", "read instead", "read otherwise", "one letter replaced"),
    ),
)
def test_a_name_on_a_page_however_it_is_drawn(content: bytes) -> None:
    assert places(drawn(content), "a.pdf") == ("page 1",)


def test_a_stream_of_a_pdf_that_unpacks_without_end() -> None:
    found = look("a.pdf", drawn(b" " * 3_000_000), pieces.Found(room=2_000_000))
    assert any("unpacks to more than" in why for why in found.dark)


def test_an_earlier_version_of_a_pdf() -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(io.BytesIO(pdf("Josie")), incremental=True)
    page = writer.pages[0]
    clean = PdfReader(io.BytesIO(pdf("Child A"))).pages[0].get_contents()
    assert clean is not None
    page[NameObject("/Contents")] = writer._add_object(clean.clone(writer))
    out = io.BytesIO()
    writer.write(out)
    assert "Josie" not in PdfReader(io.BytesIO(out.getvalue())).pages[0].extract_text()
    assert places(out.getvalue(), "a.pdf") == ("an earlier version, page 1",)


def _zip_under_password() -> bytes:
    data = bytearray(with_part(_zip(), "x.txt", "x"))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = _zip(inner=data)
    return data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "older Office file"),
        (PNG, "picture"),
        (b"{\\rtf1 x}", "Rich Text"),
        (bytes(range(256)) * 40, "not known"),
        (b"%PDF-1.7 nothing", "damaged"),
        (pdf("x", password="p"), "password"),
        (_zip_under_password(), "password"),
        (saved(docx.Document())[:-700], "damaged"),
        (b"SQLite format 3\x00" + bytes(50), "damaged"),
        (_nested(6), "nested"),
        (b"MIME-Version: 1.0\r\n\r\nx", "e-mail"),
        (with_part(saved(docx.Document()), "word/embeddings/o.bin", b"\xd0\xcf\x11\xe0"), "object"),
        (with_part(saved(docx.Document()), "word/x.xml", b"<a><b></a>"), "damaged"),
        (
            with_part(saved(docx.Document()), "word/x.xml", b"<!DOCTYPE a [<!ENTITY e 'x'>]><a/>"),
            "entities",
        ),
        (with_part(saved(docx.Document()), "word/x.xml", b"<a>" * 5000 + b"</a>" * 5000), "nested"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bytes",
)
def test_what_cannot_be_looked_through_is_not_clean(data: bytes, reason: str) -> None:
    found = LeakCheck([]).check("x.bin", data)
    assert not found.clean and any(reason in why for why in found.dark)


def test_a_file_that_unpacks_without_end() -> None:
    bomb = _zip(a=bytes(3_000_000), b=bytes(3_000_000))
    room = pieces.Found(room=4_000_000)
    found = look("a.zip", bomb, room)
    assert any("unpacks to more than" in why for why in found.dark)


def test_one_dark_part_does_not_hide_the_others() -> None:
    data = _zip(dark=PNG, light=b"seen with Josie")
    found = LeakCheck(REGISTER).check("a.zip", data)
    assert found.dark and found.blocking[0].place == "light, line 1"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["a.pdf", "a.docx", "a.html", "a.db", "a.json"]))
def test_no_bytes_end_the_check(data: bytes, name: str) -> None:
    magic = {"a.pdf": b"%PDF-1.4\n", "a.docx": b"PK\x03\x04", "a.db": b"SQLite format 3\x00"}
    assert look(name, magic.get(name, b"") + data).pieces


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4), st.sampled_from([0, 1, 2]))
def test_no_damage_ends_the_check(at: int, bite: bytes, which: int) -> None:
    whole = bytearray((DOCUMENT, SHEET, PAGE)[which])
    at %= len(whole)
    whole[at : at + len(bite)] = bite
    assert look("x", bytes(whole)).pieces


DOCUMENT = paragraph(run("Josie"))
SHEET = workbook(_hidden)
PAGE = pdf("Josie", author="Josie", note="x")
