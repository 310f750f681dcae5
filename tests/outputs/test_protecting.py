"""Locked documents open with their password and nothing else; no byte tells what is in them."""

from __future__ import annotations

import builtins
import io
import sys
import tempfile
from collections.abc import Callable

import msoffcrypto
import msoffcrypto.exceptions
import pytest
from docx import Document as WordDocument
from pypdf import PdfReader, PdfWriter
from xlsxwriter import Workbook

from workshop_tui.outputs.protecting import can_lock, lock, sealing
from workshop_tui.practice.problems import Problem

WORDS, PASSWORD = "Zanzibar kettledrum", "quiet otters"


def word() -> bytes:
    document, made = WordDocument(), io.BytesIO()
    document.add_paragraph(WORDS)
    document.save(made)
    return made.getvalue()


def excel() -> bytes:
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_string(0, 0, WORDS)
    return made.getvalue()


def pdf() -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": WORDS})
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(("name", "make"), [("a.docx", word), ("A.XLSX", excel)])
def test_an_office_document(name: str, make: Callable[[], bytes]) -> None:
    plain = make()
    locked = lock(name, plain, PASSWORD)
    assert WORDS.encode() not in locked and b"word/document" not in locked
    file = msoffcrypto.OfficeFile(io.BytesIO(locked))
    assert file.is_encrypted()
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password="another", verify_password=True)
    file.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    file.decrypt(opened)
    assert opened.getvalue() == plain


def test_a_pdf() -> None:
    plain = pdf()
    assert b"kettledrum" in plain
    locked = lock("report.pdf", plain, PASSWORD)
    assert b"kettledrum" not in locked and b"/AESV3" in locked
    assert not PdfReader(io.BytesIO(locked)).decrypt("another")
    reader = PdfReader(io.BytesIO(locked), password=PASSWORD)
    assert reader.metadata is not None and reader.metadata.title == WORDS
    assert len(reader.pages) == 1


def test_nothing_is_put_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [("a.docx", word()), ("b.xlsx", excel()), ("c.pdf", pdf())]
    sealed = [(sealing(name, PASSWORD), content) for name, content in made]
    lock("a.docx", made[0][1], PASSWORD)  # whatever is imported late has been read

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    assert all(seal(content) != content for seal, content in sealed)


@pytest.mark.parametrize("password", ["", "  "])
def test_a_password_that_is_none(password: str) -> None:
    with pytest.raises(Problem, match="empty"):
        sealing("a.docx", password)


@pytest.mark.parametrize("name", ["report.md", "review.json", "plan.csv", "docx", "a.docx.txt"])
def test_what_carries_no_password(name: str) -> None:
    assert not can_lock(name)
    with pytest.raises(Problem, match="only Word, Excel and PDF"):
        sealing(name, PASSWORD)


def test_without_the_library_the_command_that_brings_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "msoffcrypto.format.ooxml", None)
    with pytest.raises(Problem, match=r"pip install 'workshop-tui\[locked\]'"):
        sealing("a.docx", PASSWORD)
