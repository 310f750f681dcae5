"""Files that take an extra library: read where it is installed, kindly refused where not."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.intake.raw import UnreadableFile
from workshop_tui.intake.readers import read_document
from workshop_tui.intake.reading import read_chronology

from .builders import excel, p, table_of, tbl, texts, tr, word

OLDER = Path(__file__).parent / "files" / "older.doc"  # made with LibreOffice 7.4
HEAD = ("Date", "Source", "What happened")
PASSWORD = "quiet otters count"


# -- by hand: no library here makes PDFs


def pdf(path: Path, *pages: str) -> Path:
    """Write a PDF with these content streams, one a page."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, content in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n".encode()
    path.write_bytes(out + b"%%EOF\n")
    return path


def say(text: str, x: int, y: int) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 10 Tf {x} {y} Td ({escaped}) Tj ET"


def drawn(*rows: Sequence[str], left: int = 50, top: int = 350) -> str:
    """A ruled table of three columns; a "|" in a text begins a new line in its cell."""
    edges = (left, left + 100, left + 220, left + 500)
    heights = [12 * max(text.count("|") + 1 for text in row) + 8 for row in rows]
    bottom = top - sum(heights)
    parts = [f"{x} {bottom} m {x} {top} l S" for x in edges]
    y = top
    for row, height in zip(rows, heights, strict=True):
        parts.append(f"{edges[0]} {y} m {edges[-1]} {y} l S")
        for text, x in zip(row, edges, strict=False):
            for n, line in enumerate(text.split("|")):
                parts.append(say(line, x + 4, y - 12 - 12 * n) if line else "")
        y -= height
    parts.append(f"{edges[0]} {y} m {edges[-1]} {y} l S")
    return "\n".join(parts)


@pytest.fixture
def pdf_in() -> None:
    pytest.importorskip("pdfplumber")


def refusal(path: Path, password: Callable[[str], str | None] | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_document(path, password)
    return str(caught.value)


@pytest.mark.usefixtures("pdf_in")
class TestPdf:
    def test_a_table_over_pages_is_one_table(self, tmp_path: Path) -> None:
        first = drawn(
            HEAD, ("12/03/2024", "HV p.1", "Home visit."), ("13/03/2024", "GP", "Cough;|and")
        )
        second = drawn(HEAD, ("", "", "a fever."), ("14/03/2024", "Police", "Call-out."))
        document = read_document(pdf(tmp_path / "a.pdf", first, second))
        table = table_of(document)
        assert texts(table) == [
            list(HEAD),
            ["12/03/2024", "HV p.1", "Home visit."],
            ["13/03/2024", "GP", "Cough; and a fever."],
            ["14/03/2024", "Police", "Call-out."],
        ]
        assert any("heading is repeated on page 2" in note for note in table.notes)
        assert any("joined: 3." in note for note in table.notes)

    def test_a_row_made_whole_says_so(self, tmp_path: Path) -> None:
        first = drawn(HEAD, ("12/03/2024", "HV", "Home"))
        second = drawn(("", "", "visit."))
        reading = read_chronology(pdf(tmp_path / "a.pdf", first, second))
        (entry,) = reading.entries
        assert entry.text == "Home visit."
        assert "cut in two by the end of a page" in entry.fields["about What happened"]

    def test_an_undated_row_that_says_more_is_a_row_of_its_own(self, tmp_path: Path) -> None:
        first = drawn(HEAD, ("12/03/2024", "", "Home visit."))
        second = drawn(("", "Letter", "No date."))
        table = table_of(read_document(pdf(tmp_path / "a.pdf", first, second)))
        assert texts(table)[1:] == [["12/03/2024", "", "Home visit."], ["", "Letter", "No date."]]

    def test_a_table_elsewhere_on_the_page_is_another(self, tmp_path: Path) -> None:
        first, second = drawn(HEAD, ("12/03/2024", "a", "b")), drawn(HEAD, ("", "", "c"), left=20)
        assert len(read_document(pdf(tmp_path / "a.pdf", first, second)).tables) == 2

    def test_lines_without_a_table_are_lines(self, tmp_path: Path) -> None:
        content = say("12/03/2024 Home visit by the health visitor.", 50, 300)
        reading = read_chronology(pdf(tmp_path / "a.pdf", content))
        assert [entry.when.text for entry in reading.entries] == ["12/03/2024"]

    def test_text_beside_the_table_is_left_out_with_a_word(self, tmp_path: Path) -> None:
        content = say("Kept by the agency", 50, 380) + "\n" + drawn(HEAD, ("12/03/2024", "a", "b"))
        document = read_document(pdf(tmp_path / "a.pdf", content))
        assert any("(1 lines): “Kept by the agency”" in note for note in document.notes)

    def test_a_scan_is_refused_with_the_reason(self, tmp_path: Path) -> None:
        said = refusal(pdf(tmp_path / "scan.pdf", "0 0 m 9 9 l S", say("2", 300, 20)))
        assert "“scan.pdf” is a scanned PDF" in said and "Ask the agency for the Word" in said

    def test_a_page_without_text_is_named(self, tmp_path: Path) -> None:
        path = pdf(tmp_path / "a.pdf", drawn(HEAD, ("12/03/2024", "HV", "Visit.")), "0 0 m 9 9 l S")
        assert any("on page 2" in note for note in read_document(path).notes)

    def test_a_damaged_one_is_refused(self, tmp_path: Path) -> None:
        whole = pdf(tmp_path / "a.pdf", drawn(HEAD, ("12/03/2024", "HV", "Visit."))).read_bytes()
        for cut in (9, 60, 300):
            (tmp_path / "a.pdf").write_bytes(whole[:cut])
            assert "“a.pdf” is a" in refusal(tmp_path / "a.pdf")


class TestOlderWord:
    def test_it_is_read_as_word_is(self) -> None:
        pytest.importorskip("doc2docx")
        document = read_document(OLDER)
        assert texts(table_of(document)) == [
            list(HEAD),
            ["12/03/2024", "HV record", "Home visit. Mother tired; café."],
            ["March 2024", "GP letter", "Referral “sent”."],
            ["25/03/2024", "Police", "Call-out."],
        ]
        assert "An older Word document (.doc)" in document.notes[0]

    def test_a_damaged_one_is_refused(self, tmp_path: Path) -> None:
        pytest.importorskip("doc2docx")
        path = tmp_path / "old.doc"
        for cut in (3_000, 9_000, 15_000):
            path.write_bytes(OLDER.read_bytes()[:cut])
            assert "“old.doc” looks like an older" in refusal(path)


@pytest.fixture(params=["docx", "xlsx"])
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file under PASSWORD."""
    pytest.importorskip("msoffcrypto")
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = tmp_path / f"plain.{request.param}"
    if request.param == "docx":
        word(plain, p("Title") + tbl(tr(*HEAD), tr("12/03/2024", "HV", "Visit.")))
    else:
        cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in HEAD)
        row = "".join(
            f'<c t="inlineStr"><is><t>{text}</t></is></c>'
            for text in ("12/03/2024", "HV", "Visit.")
        )
        excel(plain, f"<sheetData><row>{cells}</row><row>{row}</row></sheetData>")
    # The library's own encryption, used here only, spoils packages of less than a sector or two.
    with zipfile.ZipFile(plain, "a") as package:
        package.writestr("docProps/filler.bin", random.Random(1).randbytes(9_000))
    made = io.BytesIO()
    with plain.open("rb") as stream:
        OOXMLFile(stream).encrypt(PASSWORD, made)
    path = tmp_path / f"locked.{request.param}"
    path.write_bytes(made.getvalue())
    return path


class TestLocked:
    def test_the_password_opens_it(self, locked: Path) -> None:
        asked: list[str] = []

        def give(name: str) -> str:
            asked.append(name)
            return PASSWORD

        reading = read_chronology(locked, password=give)
        assert [entry.text for entry in reading.entries] == ["Visit."]
        assert asked == [locked.name]

    def test_a_wrong_password_is_a_sentence(self, locked: Path) -> None:
        said = refusal(locked, lambda _: "quiet badgers")
        assert f"The password does not open “{locked.name}”." in said
        assert "badgers" not in said

    @pytest.mark.parametrize("nobody", [None, lambda _: None, lambda _: ""])
    def test_without_one_it_is_refused(self, locked: Path, nobody: Any) -> None:
        assert "protected with a password, and none was given" in refusal(locked, nobody)

    def test_a_damaged_one_is_refused(self, locked: Path) -> None:
        content = bytearray(locked.read_bytes())
        content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
        locked.write_bytes(content)
        assert f"“{locked.name}”" in refusal(locked, lambda _: PASSWORD)


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if none of the extras were installed."""
    gone = {"pdfplumber", "doc2docx", "msoffcrypto"}
    for name in [name for name in sys.modules if name.partition(".")[0] in gone]:
        monkeypatch.delitem(sys.modules, name)

    class Blocked:
        def find_spec(self, name: str, *_: object) -> None:
            if name.partition(".")[0] in gone:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(sys, "meta_path", [Blocked(), *sys.meta_path])


@pytest.mark.usefixtures("bare")
class TestAbsent:
    def test_pdf(self, tmp_path: Path) -> None:
        said = refusal(pdf(tmp_path / "a.pdf", say("12/03/2024 x", 50, 300)))
        assert "“a.pdf” is a PDF." in said
        assert "pip install 'workshop-tui[pdf-in]'" in said
        assert "ask the agency for the Word or Excel file" in said

    def test_older_word(self) -> None:
        said = refusal(OLDER)
        assert "“older.doc” is an older Word document (.doc)." in said
        assert "pip install 'workshop-tui[doc]'" in said
        assert "save it as a Word document (.docx)" in said

    def test_locked(self, tmp_path: Path) -> None:
        from .test_dispatch import compound

        said = refusal(compound(tmp_path / "a.docx", "EncryptedPackage"), lambda _: "x")
        assert "“a.docx” is protected with a password." in said
        assert "pip install 'workshop-tui[locked]'" in said
        assert "without one, by a secure route" in said


def test_nothing_of_them_is_loaded_for_other_files(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", tbl(tr(*HEAD)))
    script = (
        "import sys; from pathlib import Path\n"
        "from workshop_tui.intake.readers import read_document\n"
        f"read_document(Path({str(path)!r}))\n"
        "assert not {'pdfplumber', 'doc2docx', 'msoffcrypto'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
