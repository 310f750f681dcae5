from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import excel, opendocument, p, package, table_of, tbl, texts, tr, word


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    return str(caught.value)


def compound(path: Path, *streams: str) -> Path:
    """Write the smallest compound file with streams of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    for at, number in ((44, 1), (48, 1), (56, 4096), (60, 0xFFFFFFFE), (68, 0xFFFFFFFE)):
        header[at : at + 4] = number.to_bytes(4, "little")
    header[76:512] = b"\xff" * 436
    header[76:80] = bytes(4)
    fat = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    directory = b""
    for kind, name in ((5, "Root Entry"), *((2, stream) for stream in streams)):
        entry = bytearray(128)
        raw = name.encode("utf-16-le")
        entry[: len(raw)] = raw
        entry[64:66] = (len(raw) + 2).to_bytes(2, "little")
        entry[66] = kind
        entry[116:120] = b"\xfe\xff\xff\xff"
        directory += entry
    path.write_bytes(bytes(header) + fat + directory.ljust(512, b"\0"))
    return path


REFUSED = [
    (b"%PDF-1.7\n", "is a PDF.*Ask the agency for the Word or Excel file|is a PDF.*ask the agency"),
    (b"junk before %PDF-1.7\n", "is a PDF"),
    (b"\x89PNG\r\n\x1a\n....", "is a picture"),
    (b"\xff\xd8\xff\xe0....", "is a picture"),
    (b"GIF89a....", "is a picture"),
    (b"II*\x00....", "is a scan"),
    (b"\x00\x00\x00\x18ftypheic", "is a picture or a film"),
    (b"{\\rtf1 x}", "is a Rich Text file"),
    (b"  <!DOCTYPE html><html>", "is a web page"),
    (b"\xef\xbb\xbf<html><table>", "is a web page"),
    (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
     b'xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "is a spreadsheet saved as XML"),
    (b'<?xml version="1.0"?><x/>', "is an XML file"),
    (b"SQLite format 3\x00....", "is a database"),
    (b"MZ\x90....", "is a program"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "is an e-mail"),
    (b"", "is empty \\(0 bytes\\)"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
@pytest.mark.parametrize("extension", ["docx", "csv"])
def test_what_cannot_be_read_is_named(
    tmp_path: Path, content: bytes, sentence: str, extension: str
) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read_document(path)


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("EncryptedPackage", "password"),
        ("WordDocument", "an older Word document"),
        ("PowerPoint Document", "slides"),
        ("__properties_version1.0", "Outlook"),
        ("Anything", "without a document in it"),
    ],
)
def test_older_office_files_are_told_apart(tmp_path: Path, stream: str, sentence: str) -> None:
    assert sentence in refusal(compound(tmp_path / "a.docx", stream))


def test_zip_files_are_told_apart(tmp_path: Path) -> None:
    assert "is a zip archive" in refusal(package(tmp_path / "a.docx", {"x.docx": b"y"}))
    odt = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
    assert "OpenDocument text" in refusal(package(tmp_path / "b.docx", odt))
    assert "Apple" in refusal(package(tmp_path / "c.xlsx", {"Index/Document.iwa": b"x"}))
    types = {"[Content_Types].xml": "application/vnd.ms-excel.sheet.binary.macroEnabled.main"}
    assert ".xlsb" in refusal(package(tmp_path / "d.xlsx", types))


def test_a_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    assert table_of(read_document(word(tmp_path / "a.xlsx", tbl(tr("x"))))).kind == "table"
    with xlsxwriter.Workbook(str(tmp_path / "b.csv")) as book:
        book.add_worksheet("S").write(0, 0, "x")
    assert texts(read_document(tmp_path / "b.csv").tables[0]) == [["x"]]


def test_paths_that_are_no_files(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "not there" in refusal(tmp_path / "missing.docx")
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a file" in refusal(tmp_path / "pipe.csv")
    assert "cannot be read" in refusal(Path("nul\0byte.csv"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "may not be read by you" in refusal(path)


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as stream:
        stream.truncate(101_000_000)
    assert "the limit is 100 MB" in refusal(tmp_path / "a.csv")


@pytest.mark.parametrize("part", [0.3, 0.9, 0.99])
def test_truncated_files(tmp_path: Path, part: float) -> None:
    for make in (
        lambda path: word(path, tbl(tr("x"))),
        lambda path: excel(path, "<sheetData/>"),
        lambda path: opendocument(path, ""),
    ):
        path = make(tmp_path / "a.docx")
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * part)])
        assert "damaged or cut short" in refusal(path)


def test_missing_parts_are_damage(tmp_path: Path) -> None:
    types = {"[Content_Types].xml": "wordprocessingml"}
    assert "looks like a Word document but is damaged" in refusal(package(tmp_path / "a", types))
    types = {"[Content_Types].xml": "spreadsheetml"}
    assert "looks like an Excel workbook but" in refusal(package(tmp_path / "b", types))


def test_damage_to_a_part_that_nobody_reads(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", tbl(tr("x")), thumbnail="<picture/>" * 50)
    data = bytearray(path.read_bytes())
    at = data.index(b"word/thumbnail.xml") + len(b"word/thumbnail.xml")
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    assert texts(table_of(read_document(path))) == [["x"]]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("x"), bomb="\0" * 201_000_000)
    assert path.stat().st_size < 1_000_000
    assert "unpacks to more than 200 MB" in refusal(path)


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("x"), bomb="A" * 201_000_000)
    data = path.read_bytes()
    lie = data.replace((201_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lie != data
    path.write_bytes(lie)
    assert "unpacks to more than 200 MB" in refusal(path)


BILLION = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BILLION, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_tricks_are_refused(tmp_path: Path, doctype: str, encoding: str) -> None:
    for make, part in (
        (lambda path: word(path, tbl(tr("x"))), "word/document.xml"),
        (lambda path: excel(path, "<sheetData/>"), "xl/workbook.xml"),
        (lambda path: opendocument(path, ""), "content.xml"),
    ):
        path = make(tmp_path / "a.docx")
        with zipfile.ZipFile(path) as archive:
            parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
        original = parts[part]
        assert isinstance(original, bytes)
        parts[part] = (doctype + original.decode()).encode(encoding)
        assert "declares its own XML entities" in refusal(package(path, parts))


def test_too_many_elements_are_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "<w:p/>" * 6_100_000)
    assert "too large to read safely" in refusal(path)


def test_importing_the_readers_is_cheap() -> None:
    code = (
        "import sys, workshop_tui.intake.readers\n"
        "heavy = {'lxml', 'openpyxl', 'docx', 'python_calamine', 'xml.etree.ElementTree', 'csv'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
