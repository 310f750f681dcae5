"""Reading finished papers back with other libraries than those that wrote them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from pypdf import PdfReader

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_parts(content: bytes) -> dict[str, ElementTree.Element]:
    """Every XML part of a Word document; each must be well formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name: ElementTree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def word_text(content: bytes) -> str:
    """What a Word document says, paragraph by paragraph."""
    body = word_parts(content)["word/document.xml"]
    return "\n".join(_said(paragraph) for paragraph in body.iter(f"{W}p"))


def word_edges(content: bytes) -> str:
    """What stands at the head and the foot of its pages."""
    parts = word_parts(content)
    edges = [root for name, root in parts.items() if "/header" in name or "/footer" in name]
    return "\n".join(_said(paragraph) for root in edges for paragraph in root.iter(f"{W}p"))


def _said(paragraph: ElementTree.Element) -> str:
    signs = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        (one.text or "") if signs[one.tag] is None else str(signs[one.tag])
        for one in paragraph.iter()
        if one.tag in signs
    )


def pages(content: bytes) -> list[str]:
    """What each page of a PDF says, on one line and without places to break."""
    reader = PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def said(path: Path) -> str:
    """Everything that a paper says, head and foot of its pages as well."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return word_text(content) + word_edges(content)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value)
    if path.suffix == ".sqlite":
        return content.decode(errors="replace")
    return "\n".join(pages(content)) if path.suffix == ".pdf" else content.decode()
