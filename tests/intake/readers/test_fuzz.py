"""Whatever the bytes are: a document, or one sentence; never another exception."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop_tui.intake.raw import RawDocument, UnreadableFile
from workshop_tui.intake.readers import read_document

from .builders import excel, opendocument, p, tbl, tc, tr, word
from .test_opendocument import MONTH, cell, date, row, sheet
from .test_spreadsheet import old_workbook

# Damage shows as wrong values; these would be slips of ours that the last resort hides.
OUR_FAULT = (AttributeError, TypeError, NameError, AssertionError)


def outcome(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    try:
        document = read_document(path)
    except UnreadableFile as error:
        assert path.name in str(error)
        assert not isinstance(error.__cause__, OUR_FAULT)
    else:
        assert isinstance(document, RawDocument)


def make_word(path: Path) -> None:
    merged = tc("12/03/2019", '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>')
    word(path, p("x") + tbl(tr(merged, "y"), tr(tc("", "<w:vMerge/>"), "z")))


def make_excel(path: Path) -> None:
    excel(
        path,
        '<sheetData><row r="1"><c r="A1" s="1"><v>43525</v></c>'
        '<c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2"><c r="B2"><f>A1</f></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        '<numFmts><numFmt numFmtId="164" formatCode="mmm-yy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
    )


def make_opendocument(path: Path) -> None:
    merged = date("2019-03-01", "Mar-19", 'table:style-name="ce1" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    opendocument(path, sheet(row(merged, cell("a")), row(covered, cell("b"))), MONTH)


def make_csv(path: Path) -> None:
    path.write_bytes('sep=;\r\nDate;Event\r\n1;"two\r\nlines"\r\n2;café\r\n'.encode())


MAKERS = [make_word, make_excel, make_opendocument, old_workbook, make_csv]


@pytest.mark.parametrize("make", MAKERS)
def test_files_with_changed_bytes(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.bin"
    make(path)
    original, chance = path.read_bytes(), random.Random(7)
    for _ in range(150):
        data = bytearray(original)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at] = chance.choice((0, 0xFF, chance.randrange(256)))
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        outcome(path, bytes(data))


@pytest.mark.parametrize("make", [make_word, make_excel, make_opendocument])
def test_packages_with_changed_xml(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Checksums hide the XML from plain mutation: change the parts and zip them again."""
    path = tmp_path / "a.bin"
    make(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(11)
    for _ in range(150):
        changed = dict(parts)
        name = chance.choice([n for n in parts if n not in {"mimetype", "[Content_Types].xml"}])
        changed[name] = mutated(parts[name], chance)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for part, content in changed.items():
                archive.writestr(part, content)
        outcome(path, buffer.getvalue())


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change numbers, drop tags, double pieces: what stays is often well-formed."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    out = bytearray(data)
    kind = chance.randrange(4)
    if kind == 0 and digits:
        at = chance.choice(digits)
        out[at : at + 1] = chance.choice(
            (b"-1", b"99999999", b"x", b"", b"0", b"1e400", b"4294967296")
        )
    elif kind == 1:
        pieces = data.split(b"<")
        at = chance.randrange(1, len(pieces))
        pieces[at : at + 1] = chance.choice(([], [pieces[at]] * 2, [pieces[at][:3]]))
        return b"<".join(pieces)
    elif kind == 2:
        pieces = data.split(b'"')
        pieces[chance.randrange(len(pieces))] = chance.choice(
            (b"", b"true", b"\xc2", b"A0", b"XFD1")
        )
        return b'"'.join(pieces)
    else:
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.txt", "a.md", "a.docx"]))
def test_any_bytes(tmp_path: Path, data: bytes, name: str) -> None:
    outcome(tmp_path / name, data)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.text(alphabet='ab",;\t\n\r é“', max_size=6), max_size=4), max_size=6))
def test_no_letter_of_a_csv_is_lost(tmp_path: Path, rows: list[list[str]]) -> None:
    text = "\n".join(";".join(fields) for fields in rows)
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        document = read_document(path)
    except UnreadableFile:
        return
    read = "".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    for letter in "abé“":
        assert read.count(letter) == text.count(letter)
