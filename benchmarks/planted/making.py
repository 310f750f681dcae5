"""Planted documents in every format, with names split as real documents split them."""

from __future__ import annotations

import html
import io
import json
import re
import sqlite3
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
_PLANTED = re.compile(r"\[\[([\w-]+)\|([^\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Plant:
    """A planted identifier: its kind, and where it stands in the text."""

    kind: str
    words: str
    start: int

    @property
    def registered(self) -> bool:
        """Whether the register holds it."""
        return self.kind.startswith("r-")


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with what is planted in it."""

    title: str
    text: str
    plants: tuple[Plant, ...]


def prose(name: str) -> list[Prose]:
    """The texts of a corpus."""
    whole = (FOLDER / f"{name}.txt").read_text("utf-8")
    return [_parsed(part) for part in re.split(r"^== ", whole, flags=re.MULTILINE)[1:]]


def _parsed(part: str) -> Prose:
    title, _, body = part.partition("\n")
    text, plants = "", []
    at = 0
    body = body.strip()
    for found in _PLANTED.finditer(body):
        text += body[at : found.start()]
        plants.append(Plant(found[1], found[2], len(text)))
        text += found[2]
        at = found.end()
    return Prose(title.strip(), text + body[at:], tuple(plants))


def without(one: Prose, *kinds: str) -> Prose:
    """The text without what is planted of some kinds."""
    text = one.text
    for plant in reversed(one.plants):
        if plant.kind in kinds:
            text = text[: plant.start] + "they" + text[plant.start + len(plant.words) :]
    return Prose(one.title, text, ())


def pieces(one: Prose) -> Iterator[str]:
    """The text cut in the middle of everything that is planted in it."""
    at = 0
    for plant in one.plants:
        middle = plant.start + max(1, len(plant.words) // 2)
        yield one.text[at:middle]
        at = middle
    yield one.text[at:]


def sentences(one: Prose) -> list[str]:
    """The text in cells, lines or rows."""
    return re.split(r"(?<=[.?!]) (?=[A-Z“])", one.text)


def plain(one: Prose) -> bytes:
    return one.text.encode()


def markdown(one: Prose) -> bytes:
    signs = re.sub(r"([\\`*_#|~@])", r"\\\1", one.text)
    return f"# Record\n\n**{signs[:9]}**{signs[9:]}\n".encode()


def csv(one: Prose) -> bytes:
    rows = [f'{n};"{line.replace(chr(34), chr(34) * 2)}"' for n, line in enumerate(sentences(one))]
    return ("No;Entry\r\n" + "\r\n".join(rows)).encode("utf-8-sig")


def data(one: Prose) -> bytes:
    return json.dumps({"entries": sentences(one)}, ensure_ascii=True, indent=1).encode()


def page(one: Prose) -> bytes:
    body = "".join(f"<b>{html.escape(piece)}</b>" for piece in pieces(one))
    return f"<!doctype html><html><body><p>{body}</p></body></html>".encode()


def drawing(one: Prose) -> bytes:
    lines = "".join(f"<text>{html.escape(line)}</text>" for line in sentences(one))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{lines}</svg>'.encode()


def calendar(one: Prose) -> bytes:
    escaped = re.sub(r"([,;\\])", r"\\\1", one.text).replace("\n", "\\n")
    folded = "\r\n ".join(textwrap.wrap(f"DESCRIPTION:{escaped}", 60, drop_whitespace=False))
    return (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    )


def word(one: Prose) -> bytes:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, piece in enumerate(pieces(one)):
        paragraph.add_run(piece).bold = bool(number % 2)
    return _saved(document)


def word_aside(one: Prose) -> bytes:
    """In a header, a footer, hidden text, a table and the properties."""
    import docx

    document = docx.Document()
    first, *rest = sentences(one)
    document.sections[0].header.paragraphs[0].text = first
    table = document.add_table(1, 1)
    hidden = document.add_paragraph()
    for number, line in enumerate(rest):
        if number % 3 == 0:
            document.sections[0].footer.add_paragraph(line)
        elif number % 3 == 1:
            hidden.add_run(line + " ").font.hidden = True
        else:
            table.add_row().cells[0].text = line
    return _saved(document)


def word_tracked(one: Prose) -> bytes:
    """As deleted text, in whose place other text stands."""
    import docx
    from docx.oxml.parser import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "".join(
        f'<w:del w:id="{n}" w:author="A"><w:r><w:delText xml:space="preserve">{html.escape(piece)}'
        f'</w:delText></w:r></w:del><w:ins w:id="9{n}" w:author="A"><w:r><w:t>x</w:t></w:r></w:ins>'
        for n, piece in enumerate(pieces(one))
    )
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {space}>{inner}</w:p>"))
    return _saved(document)


def workbook(one: Prose) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_numbers": True}) as book:
        shown, hidden = book.add_worksheet("Plan"), book.add_worksheet("Notes")
        hidden.hide()
        for row, line in enumerate(sentences(one)):
            (shown if row % 2 else hidden).write(row, 1, line)
        shown.write_comment(0, 0, sentences(one)[0])
    return stream.getvalue()


def slides(one: Prose) -> bytes:
    runs = "".join(f"<a:r><a:t>{html.escape(piece)}</a:t></a:r>" for piece in pieces(one))
    xml = f'<p:sld xmlns:p="p" xmlns:a="a"><a:p>{runs}</a:p></p:sld>'
    return _zip({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": xml})


def opendocument(one: Prose) -> bytes:
    spans = "".join(f"<text:span>{html.escape(piece)}</text:span>" for piece in pieces(one))
    kind = "application/vnd.oasis.opendocument.text"
    xml = f'<office:x xmlns:office="o" xmlns:text="t"><text:p>{spans}</text:p></office:x>'
    return _zip({"mimetype": kind, "content.xml": xml})


def spreadsheet(one: Prose) -> bytes:
    cells = [f"<text:p>{html.escape(line)}</text:p>" for line in sentences(one)]
    cell = "<table:table-row><table:table-cell>{}</table:table-cell></table:table-row>"
    rows = "".join(map(cell.format, cells))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:table="b"'
    xml = f'<office:x {spaces}><table:table table:name="A">{rows}</table:table></office:x>'
    return _zip({"mimetype": kind, "content.xml": xml})


def pdf(one: Prose) -> bytes:
    """Wrapped at 80 characters, so that some identifiers stand on two lines."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    sheet = writer.add_blank_page(width=595, height=842)
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in names.items()})
    font[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    lines = [
        line
        for part in one.text.split("\n")
        for line in textwrap.wrap(part, 80, break_on_hyphens=False, break_long_words=False)
    ]
    shown = "".join("(" + re.sub(r"([()\\])", r"\\\1", line) + ") Tj 0 -14 Td " for line in lines)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 11 Tf 40 790 Td {shown} ET".encode("cp1252"))
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def database(one: Prose) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        connection = sqlite3.connect(path)
        connection.execute("create table entry(kind text, words text, other text)")
        rows = [("record", line, "other") for line in sentences(one)]
        connection.executemany("insert into entry values (?, ?, ?)", rows)
        connection.commit()
        connection.close()
        return path.read_bytes()


def archive(one: Prose) -> bytes:
    return _zip({"letters/letter.txt": one.text, "sheet.csv": csv(one)})


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _zip(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


FORMATS: dict[str, Callable[[Prose], bytes]] = {
    "record.txt": plain,
    "record.md": markdown,
    "record.csv": csv,
    "record.json": data,
    "record.html": page,
    "record.svg": drawing,
    "record.ics": calendar,
    "record.docx": word,
    "aside.docx": word_aside,
    "tracked.docx": word_tracked,
    "record.xlsx": workbook,
    "record.pptx": slides,
    "record.odt": opendocument,
    "record.ods": spreadsheet,
    "record.pdf": pdf,
    "record.db": database,
    "record.zip": archive,
}


def documents(corpus: list[Prose]) -> Iterator[tuple[Prose, str, bytes]]:
    """Each text as one document, the formats in turn."""
    names = list(FORMATS)
    for number, one in enumerate(corpus):
        name = names[number % len(names)]
        if name == "record.pdf" and not _western(one.text):
            name = "record.docx"
        yield one, name, FORMATS[name](one)


def _western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
