"""Bad input from end to end: one sentence or flagged rows, never half an import, always bounded.

Every import is a process of its own with a limit on its memory and on its processor time, so that
a file which costs too much fails here instead of filling a laptop.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from workshop_tui.store.connection import ReviewFile

resource = pytest.importorskip("resource")

_MEMORY = 1_500_000_000
_SECONDS = 60
_HEAD = ("Date", "Source", "What happened")
_GOOD = ("12/03/2024", "HV record", "Home visit.")
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
    '{kind}.main+xml"/></Types>'
)
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

Make = Callable[[Path], None]


# -- files --


def _word_parts(document: str | bytes) -> dict[str, str | bytes]:
    part = "word/document.xml"
    return {
        "[Content_Types].xml": _TYPES.format(part=part, kind="wordprocessingml.document"),
        "_rels/.rels": _RELATION.format(kind="officeDocument", target=part),
        part: document,
    }


def _excel_parts(sheet: str | bytes) -> dict[str, str | bytes]:
    part = "xl/workbook.xml"
    return {
        "[Content_Types].xml": _TYPES.format(part=part, kind="spreadsheetml.sheet"),
        "_rels/.rels": _RELATION.format(kind="officeDocument", target=part),
        part: f'<workbook {_S} {_R}><sheets><sheet name="Events" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": _RELATION.format(kind="worksheet", target="s.xml"),
        "xl/s.xml": sheet,
    }


def _zip(path: Path, parts: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
        for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def _document(body: str, before: str = "") -> str:
    return f"{before}<w:document {_W}><w:body>{body}</w:body></w:document>"


def _sheet(*rows: tuple[str, ...], more: str = "", before: str = "") -> str:
    cells = (
        "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) for row in rows
    )
    data = "".join(f"<row>{row}</row>" for row in cells)
    return f"{before}<worksheet {_S}><sheetData>{data}{more}</sheetData></worksheet>"


def _word(*rows: tuple[str, ...]) -> Make:
    return lambda path: _zip(path, _word_parts(_document(_table(*rows))))


def _excel(*rows: tuple[str, ...], more: str = "") -> Make:
    return lambda path: _zip(path, _excel_parts(_sheet(*rows, more=more)))


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content) and None


def _csv(*rows: tuple[str, ...]) -> Make:
    return _bytes("".join(",".join(row) + "\r\n" for row in rows).encode())


def _cut(make: Make, share: float) -> Make:
    def cut(path: Path) -> None:
        make(path)
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])

    return cut


def _damaged(make: Make) -> Make:
    """The right length, but zeros in the middle."""

    def damage(path: Path) -> None:
        make(path)
        whole = path.read_bytes()
        third = len(whole) // 3
        path.write_bytes(whole[:third] + bytes(third) + whole[2 * third :])

    return damage


def _bomb(parts: Callable[[str], dict[str, str | bytes]], start: str, end: str) -> Make:
    """A small file that unpacks to 300 MB."""

    def write(path: Path) -> None:
        _zip(path, parts(start + " " * 300_000_000 + end))
        assert path.stat().st_size < 1_000_000

    return write


def _lying_bomb(path: Path) -> None:
    """The same, with a header that says it is a kilobyte."""
    _bomb(_excel_parts, "<a>", "</a>")(path)
    content = path.read_bytes()
    size = (300_000_007).to_bytes(4, "little")
    assert size in content
    path.write_bytes(content.replace(size, (1024).to_bytes(4, "little")))


def _many_parts(path: Path) -> None:
    _zip(path, _word_parts(_document("")) | {f"x/{n}": "" for n in range(20_000)})


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _entities(path: Path) -> None:
    _zip(path, _word_parts(_document(_table(_HEAD, ("12/03/2024", "x", "&j;")), _LAUGHS)))


def _entities_in_utf16(path: Path) -> None:
    _zip(
        path,
        _word_parts(_document(_table(_HEAD, ("12/03/2024", "x", "&j;")), _LAUGHS).encode("utf-16")),
    )


def _outside_entity(path: Path) -> None:
    _zip(path, _excel_parts(_sheet(_HEAD, ("12/03/2024", "x", "&a;"), before=_OUTSIDE)))


def _locked(path: Path) -> None:
    """The smallest compound file with a stream of the name that tells an encrypted package."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    for at, number in ((44, 1), (48, 1), (56, 4096), (60, 0xFFFFFFFE), (68, 0xFFFFFFFE)):
        header[at : at + 4] = number.to_bytes(4, "little")
    header[76:512] = b"\0\0\0\0" + b"\xff" * 432
    fat = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    directory = b""
    for kind, name in ((5, "Root Entry"), (2, "EncryptedPackage")):
        raw = name.encode("utf-16-le")
        entry = bytearray(128)
        entry[: len(raw)] = raw
        entry[64:66] = (len(raw) + 2).to_bytes(2, "little")
        entry[66] = kind
        entry[116:120] = b"\xfe\xff\xff\xff"
        directory += entry
    path.write_bytes(bytes(header) + fat + directory.ljust(512, b"\0"))


def _far_cells(path: Path) -> None:
    """Rows that each reach to the last column of the sheet: 16,384 × 1,000 cells."""
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(3, 1_003))
    _excel(_HEAD, _GOOD, more=far)(path)


def _cut_inside(path: Path) -> None:
    """A whole zip with a sheet that is not."""
    _zip(path, _excel_parts(_sheet(_HEAD)[:-20]))


_NOISE = random.Random(3).randbytes(20_000)

REFUSED: dict[str, tuple[str, Make, str]] = {
    "no bytes": ("a.docx", _bytes(b""), r"is empty \(0 bytes\)"),
    "no bytes, sheet": ("a.csv", _bytes(b""), r"is empty \(0 bytes\)"),
    "white space": ("a.csv", _bytes(b"\r\n \r\n\t\r\n"), "there is no text in it"),
    "headings alone": ("a.csv", _csv(_HEAD), "nothing that can be read"),
    "an empty document": ("a.docx", _word(), "nothing that can be read"),
    "an empty sheet": ("a.xlsx", _excel(), "nothing that can be read"),
    "a table without dates": ("a.csv", _csv(("Name", "Role"), ("Jo", "SW")), "nothing that can"),
    "truncated Word": ("a.docx", _cut(_word(_HEAD, _GOOD), 0.6), "damaged or cut short"),
    "truncated at once": ("a.docx", _cut(_word(_HEAD, _GOOD), 0.02), "“a.docx”"),
    "truncated Excel": ("a.xlsx", _cut(_excel(_HEAD, _GOOD), 0.9), "damaged or cut short"),
    "damaged Word": ("a.docx", _damaged(_word(_HEAD, *[_GOOD] * 500)), "damaged or cut short"),
    "damaged Excel": ("a.xlsx", _damaged(_excel(_HEAD, *[_GOOD] * 500)), "damaged or cut short"),
    "XML cut short": ("a.xlsx", _cut_inside, "damaged or cut short"),
    "under a password": ("a.docx", _locked, "“a.docx” is protected with a password"),
    "a picture": ("a.docx", _bytes(b"\x89PNG\r\n\x1a\n" + _NOISE), r"a picture \(PNG\)"),
    "a web page": ("a.xls", _bytes(b"<html><table><tr><td>12/03/2024"), "a web page"),
    "a program": ("a.csv", _bytes(b"MZ\x90" + _NOISE), "a program"),
    "noise": ("a.csv", _bytes(b"\x07" + _NOISE), "“a.csv”"),
    "noise in a zip": ("a.xlsx", _bytes(b"PK\x03\x04" + _NOISE), "damaged or cut short"),
    "noise in a compound": ("a.xls", _bytes(b"\xd0\xcf\x11\xe0" + _NOISE), "damaged or cut short"),
    "a bomb, Word": ("a.docx", _bomb(_word_parts, "<a>", "</a>"), "unpacks to more than 200 MB"),
    "a bomb, Excel": ("a.xlsx", _bomb(_excel_parts, "<a>", "</a>"), "unpacks to more than 200 MB"),
    "a bomb that lies": ("a.xlsx", _lying_bomb, "“a.xlsx” (unpacks to more than|is damaged)"),
    "too many parts": ("a.docx", _many_parts, "more than 10,000 parts"),
    "a billion laughs": ("a.docx", _entities, "declares its own XML entities"),
    "the same in UTF-16": ("a.docx", _entities_in_utf16, "declares its own XML entities"),
    "another file's words": ("a.xlsx", _outside_entity, "declares its own XML entities"),
    "cells far to the right": ("a.xlsx", _far_cells, "“a.xlsx”, sheet “Events”: spreads over more"),
}  # fmt: skip


def _formulas(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Events")
        sheet.write_row(0, 0, _HEAD)
        sheet.write_row(1, 0, _GOOD)
        sheet.write_string(2, 0, "13/03/2024")
        sheet.write_formula(2, 2, "=1/0", value="#DIV/0!")
        sheet.write_string(3, 0, "14/03/2024")
        sheet.write_formula(3, 2, '=CONCAT("a","b")', value="")
        sheet.write_formula(4, 0, "=TODAY()", value="#N/A")
        sheet.write_string(4, 2, "A day that no one can say.")
        sheet.write_string(5, 0, "15/03/2024")
        sheet.write_string(5, 2, "=cmd|' /C calc'!A0")


def _huge(kind: str) -> Make:
    words = "The flat was cold. " * (5_000_000 // 19)
    row = ("13/03/2024", "HV record", words)
    return {"csv": _csv, "docx": _word, "xlsx": _excel}[kind](_HEAD, _GOOD, row)


_BLANKS = "".join(
    f'<row r="{n}"><c r="A{n}" s="0"/><c r="C{n}"/></row>' for n in range(3, 1_000_003)
)
_CONTROLS = "\x1b[31mred\x07 \x9b2J </w:t><script>alert(1)</script> [bold]x[/] \u202eevil\x00"


def _says(*reasons: str) -> Callable[[dict[str, Any]], None]:
    """Rows 3, 4 … of the report need an eye, for these reasons."""

    def check(report: dict[str, Any]) -> None:
        eyes = {eye["row"]: eye["reason"] for eye in report["eyes"]}
        for row, reason in enumerate(reasons, start=3):
            assert reason in eyes.get(row, "") or not reason, (row, eyes)

    return check


def _nothing(_: dict[str, Any]) -> None:
    """No more than the number of events."""


READ: dict[str, tuple[str, Make, int, Callable[[dict[str, Any]], None]]] = {
    "Word as Excel": ("a.xlsx", _word(_HEAD, _GOOD), 1, _nothing),
    "Excel as CSV": ("a.csv", _excel(_HEAD, _GOOD), 1, _nothing),
    "CSV as Word": ("a.docx", _csv(_HEAD, _GOOD, _GOOD), 2, _nothing),
    "no extension": ("record", _csv(_HEAD, _GOOD, _GOOD), 2, _nothing),
    "formulas and errors": ("a.xlsx", _formulas, 5, _says("a formula", "a formula", "a formula")),
    "5 MB in a cell, CSV": ("a.csv", _huge("csv"), 2, _nothing),
    "5 MB in a cell, Word": ("a.docx", _huge("docx"), 2, _nothing),
    "5 MB in a cell, Excel": ("a.xlsx", _huge("xlsx"), 2, _nothing),
    "5 MB in a date": ("a.csv", _csv(_HEAD, _GOOD, ("9" * 5_000_000, "x", "y")), 2,
                       _says("cannot be read")),
    "a million blank rows, Excel": ("a.xlsx", _excel(_HEAD, _GOOD, more=_BLANKS), 1, _nothing),
    "a million blank rows, CSV": ("a.csv", _bytes(b"Date,Source,What happened\r\n12/03/2024,a,b\r\n"
                                                  + b",,\r\n" * 1_000_000), 1, _nothing),
    "control characters": ("a.csv", _csv(_HEAD, _GOOD, ("13/03/2024", "x", _CONTROLS)), 2,
                           _nothing),
}  # fmt: skip


# -- running --


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _import(review: Path, path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workshop_tui", "import", review, path, "--agency", "GP", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
        preexec_fn=_limit,
    )


def _held(review: Path) -> tuple[Any, ...]:
    """What the review holds: agencies, documents, entries and the journal, by number."""
    connection = ReviewFile.existing(review, None).connect()
    try:
        return tuple(
            connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("agency", "source_file", "source_content", "entry", "journal")
        )
    finally:
        connection.close()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_one_sentence_and_nothing_is_imported(
    case: str, review: Path, tmp_path: Path
) -> None:
    name, make, sentence = REFUSED[case]
    path = tmp_path / name
    make(path)
    before = _held(review)
    for way in ("--preview", "--accept"):
        done = _import(review, path, way)
        assert done.returncode == 2, done
        assert done.stdout == ""
        assert name in done.stderr
        assert re.search(sentence, done.stderr), done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert not {"Traceback", "Error(", "/tmp"} & set(done.stderr.split())
    assert _held(review) == before


@pytest.mark.parametrize("case", READ)
def test_it_is_read_and_what_needs_an_eye_is_said(case: str, review: Path, tmp_path: Path) -> None:
    name, make, events, check = READ[case]
    path = tmp_path / name
    make(path)
    before = _held(review)
    done = _import(review, path, "--preview", "--json")
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)
    assert report["events"] == events
    check(report)
    assert _held(review) == before


def test_text_is_kept_exactly_and_shown_harmlessly(review: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    READ["control characters"][1](path)
    assert _import(review, path, "--accept").returncode == 0
    command = [sys.executable, "-m", "workshop_tui", "entries", review]
    kept = subprocess.run([*command, "--json"], capture_output=True, check=True).stdout
    assert _CONTROLS in [entry["text"] for entry in json.loads(kept)]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert not {"\x1b", "\x07", "\x9b", "\x00", "\u202e"} & set(shown)
    assert "<script>" in shown and "[bold]" in shown


def test_of_several_files_one_bad_one_stops_all(review: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.docx"
    _csv(_HEAD, _GOOD)(good)
    _cut(_word(_HEAD, _GOOD), 0.6)(bad)
    before = _held(review)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "workshop_tui", "import", review, good, bad),
            *("--agency", "GP", "--accept"),
        ],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "bad.docx" in done.stderr.decode()
    assert _held(review) == before
