"""Hostile text in every text field there is, in every document of every circulation.

Each document is then opened by a library that did not write it, and by LibreOffice where it is.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import icalendar
import openpyxl
import pikepdf
import pytest

from workshop_tui.outputs import building
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.shown import shown
from workshop_tui.practice.records import Record
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.after_playing import create_demo_after
from workshop_tui.review.exportable import DOCUMENTS
from workshop_tui.review.gathering import gather
from workshop_tui.review.seat import Seat

WORDS = (
    "=cmd|' /C calc'!A1 <b>&amp; ]]> {{ 7*7 }} {% raw %} #panic() `x` |\\ "
    "\x07\x00\x1b[31m \u202eevil\u202c \ud800 שלום \U0001f642 " + "w" * 400
)
STRUCTURE = frozenset(
    {
        *("uid", "slug", "kind", "status", "state", "stance", "decision", "relation", "brag"),
        *("wording", "section", "table_name", "row_uid", "known", "level", "in_report", "seat"),
        *("present", "sha256", "still_current", "edtf", "sort_key"),
    }
)
"""Fields that hold one of a few words of the program's own, or tell a row."""
CHOSEN = frozenset({"taking part", "declined", "not asked", "attending", "apologies"})
_TOLD = re.compile(r"\d{4}-\d\d(-\d\d.*)?|\d\d:\d\d|")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    path = tmp_path_factory.mktemp("hostile") / "demo.review"
    create_demo_after(path, "Maker")
    seat = Seat.open(path, None, Role.COMMAND_LINE, "Reader")
    try:
        return gather(seat.read, Audience(Tier.PANEL))
    finally:
        seat.close()


def hostile(value: Any, name: str = "") -> Any:
    """The same with the words at the end, and a formula's sign at the beginning, of every text."""
    if isinstance(value, str):
        structural = isinstance(value, StrEnum) or name in STRUCTURE or value in CHOSEN
        return value if structural or _TOLD.fullmatch(value) else f"={value}{WORDS}"
    if isinstance(value, tuple):
        return tuple(hostile(one, name) for one in value)
    if isinstance(value, dict):
        return {key: hostile(one, name) for key, one in value.items()}
    if isinstance(value, Record):
        return replace(value, **_fields(value))
    return value


def _fields(one: Any) -> dict[str, Any]:
    return {field.name: hostile(getattr(one, field.name), field.name) for field in fields(one)}


def everywhere(material: Material, tier: Tier) -> Material:
    from workshop_tui.privacy.tiers import tiers

    changed: dict[str, Any] = {}
    for field in fields(material):
        value = getattr(material, field.name)
        if field.name in ("tally", "rules", "bands", "audience", "version", "journal_head"):
            continue
        whole = is_dataclass(value) and not isinstance(value, Record)
        changed[field.name] = replace(value, **_fields(value)) if whole else hostile(value)  # type: ignore[type-var]
    rules = tiers().rules[tier]
    audience = Audience(tier)
    whole_material = replace(material, **changed, audience=audience, rules=rules, tally=None)
    return shown(whole_material, View(audience.view_tier, ()))


def documents(material: Material) -> Iterator[tuple[str, bytes]]:
    model = building.build(material)
    for name, document in DOCUMENTS.items():
        if document.fits(model.rules):
            yield name, document.content(material, model)


def test_the_words_are_in_every_text_of_the_material(material: Material) -> None:
    made = everywhere(material, Tier.PANEL)
    assert len(made.entries) > 100 and all("wwww" in one.text for one in made.entries)
    for one in (*made.outcomes, *made.captures, *made.lines, *made.after.recommendations):
        assert "wwww" in one.text if hasattr(one, "text") else "wwww" in one.question
    assert "wwww" in made.review.title and "wwww" in made.after.challenges[0].answer


@pytest.mark.slow
@pytest.mark.parametrize("tier", [Tier.ROOM, Tier.PANEL, Tier.BOARD, Tier.PUBLIC])
def test_every_document_opens(material: Material, tier: Tier, tmp_path: Path) -> None:
    seen = set()
    for name, content in documents(everywhere(material, tier)):
        suffix = DOCUMENTS[name].suffix
        READERS[suffix](content)
        (tmp_path / f"{name}{suffix}").write_bytes(content)
        seen.add(suffix)
    assert seen >= {".docx", ".pdf", ".html", ".md", ".xlsx", ".csv", ".json", ".sqlite", ".svg"}
    if tier is Tier.PANEL:
        _by_libreoffice(tmp_path)


def _by_libreoffice(folder: Path) -> None:
    """LibreOffice opens each Word and Excel document and finds pages in it."""
    office = shutil.which("soffice")
    if office is None:
        return
    sources = [path for path in folder.iterdir() if path.suffix in (".docx", ".xlsx")]
    out = folder / "pages"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(out)),
            *map(str, sources),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    for source in sources:
        with pikepdf.open(out / f"{source.stem}.pdf") as pdf:
            assert len(pdf.pages) >= 1, source.name


def _word(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    document = docx.Document(io.BytesIO(content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    said += "\n".join(cell.text for t in document.tables for row in t.rows for cell in row.cells)
    assert "{{ 7*7 }}" in said
    assert "<b>&amp;" in said


def _pdf(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and pdf.Root.Lang in ("en-GB", "en")
        assert "StructTreeRoot" in [key.lstrip("/") for key in pdf.Root]
        with pdf.open_metadata() as about:
            assert about.get("dc:title") and about.get("pdfuaid:part") == "1"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def _html(content: bytes) -> None:
    page = _Page()
    page.feed(content.decode())
    assert "script" not in page.tags and "b" not in page.tags and "h1" in page.tags


def _text(content: bytes) -> None:
    said = content.decode("utf-8")
    assert "<b>" not in said and "\x1b" not in said and "\u202e" not in said


def _excel(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("wwww" in str(cell.value) for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def _csv(content: bytes) -> None:
    import csv

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def _json(content: bytes) -> None:
    import jsonschema

    from workshop_tui.store.resources import data_folder

    schemas = sorted((data_folder("schema")).glob("*.json"))
    jsonschema.validate(json.loads(content), json.loads(schemas[-1].read_text(encoding="utf-8")))


def _sqlite(content: bytes) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        for (name,) in names.fetchall():
            connection.execute(f'SELECT * FROM "{name}"').fetchall()


def _calendar(content: bytes) -> None:
    found = icalendar.Calendar.from_ical(content)
    events = found.walk("VEVENT")
    assert events and all(isinstance(one["DTSTART"].dt, dt.date) for one in events)


def _svg(content: bytes) -> None:
    root = ElementTree.fromstring(content)
    assert root.get("role") == "img" and not [one for one in root.iter() if "script" in one.tag]


READERS = {
    ".docx": _word,
    ".pdf": _pdf,
    ".html": _html,
    ".md": _text,
    ".xlsx": _excel,
    ".csv": _csv,
    ".json": _json,
    ".sqlite": _sqlite,
    ".ics": _calendar,
    ".svg": _svg,
}
