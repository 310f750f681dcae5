"""Two documents say the same whenever they were made, or they do not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.outputs import paper_pdf, paper_word, standing, template, template_excel
from workshop_tui.outputs.paper import Paper, Part, Words
from workshop_tui.outputs.sameness import same

HEADER = template.Header("LR-1", "School")


def paper(words: str) -> Paper:
    return Paper("T", ("a", "b"), "m", (Part("x", (Words(words),)),))


@pytest.mark.parametrize("build", [paper_word.build, paper_pdf.build])
def test_a_word_more_is_seen_a_moment_later_is_not(build: Callable[[Paper], bytes]) -> None:
    first = build(paper("what was learned"))
    assert same(first, first)
    assert same(first, _later(first))
    assert not same(first, build(paper("what was learnt!")))


def _later(document: bytes) -> bytes:
    """The document as it would be had it been made in another year."""
    if document.startswith(b"%PDF"):
        later = re.sub(rb"\(D:\d{4}", b"(D:2031", document)
        assert later != document
        return later
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(b"T", b"t")
            new.writestr(part.filename, content)
    return out.getvalue()


@pytest.mark.parametrize("wrong", [b"", b"PK", b"PK\x03\x04 no package", b"%PDF-1.7", b"text"])
def test_what_is_no_document_says_nothing_else(wrong: bytes) -> None:
    whole = template_excel.build(HEADER)
    assert not same(whole, wrong)
    assert same(wrong, wrong)


def test_the_newest_of_a_name(tmp_path: Path) -> None:
    folder = tmp_path
    assert standing.newest(folder / "nowhere", "a", ".docx") is None
    for name in ("a.docx", "a-2.docx", "a-10.docx", "a-b.docx", "a-11.pdf", "ab-12.docx"):
        (folder / name).write_bytes(b"x")
    assert standing.newest(folder, "a", ".docx") == folder / "a-10.docx"
    assert standing.says(folder / "a.docx", b"x") == b"x"
    assert standing.says(folder / "a.docx", b"y") is None
    assert standing.says(folder, b"y") is None
