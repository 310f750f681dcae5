"""Small files with one trap each, made from raw XML where no library would make them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from workshop_tui.intake.raw import RawDocument, RawTable

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
    '{kind}.main+xml"/></Types>'
)


def relations(**targets: str) -> str:
    """Return a .rels part: kind=target."""
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), start=1)
    )
    ns = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{ns}">{inner}</Relationships>'


def package(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def word(path: Path, body: str, part: str = "word/document.xml", **others: str) -> Path:
    """Write a .docx with this body; others are parts of the document by kind (styles=…)."""
    folder = part.rpartition("/")[0]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(part=part, kind="wordprocessingml.document"),
        "_rels/.rels": relations(officeDocument=part),
        part: f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    parts[f"{folder}/_rels/{part.rpartition('/')[2]}.rels"] = relations(
        **{kind: f"{kind}.xml" for kind in others}
    )
    parts |= {f"{folder}/{kind}.xml": content for kind, content in others.items()}
    return package(path, parts)


def p(text: str = "", inside: str = "", style: str = "") -> str:
    """Return a paragraph: a run with this text, then raw XML."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{run(text) if text else ''}{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "", properties: str = "") -> str:
    """Return a table cell: raw blocks, or plain text."""
    blocks = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a table row of raw cells or plain texts."""
    inner = "".join(c if c.startswith(("<w:tc>", "<w:sdt>", "<w:ins")) else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def excel(path: Path, sheet: str, styles: str = "", **others: str) -> Path:
    """Write a .xlsx whose one sheet has this raw XML inside <worksheet>."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    workbook = (
        f'<workbook {ns} xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Chronology" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(part="xl/workbook.xml", kind="spreadsheetml.sheet"),
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", styles="styles.xml"
        ),
        "xl/styles.xml": f"<styleSheet {ns}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {ns}>{sheet}</worksheet>",
    }
    return package(path, parts | others)


_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"


def opendocument(path: Path, tables: str, styles: str = "", manifest: str = "<m/>") -> Path:
    """Write a .ods with this raw XML inside <office:spreadsheet>."""
    spaces = " ".join(
        f'xmlns:{prefix}="{_OPEN}{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "number": "datastyle",
        }.items()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package(
        path,
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        },
    )


def table_of(document: RawDocument, kind: str = "table") -> RawTable:
    """Return the document's only table of a kind."""
    (table,) = [table for table in document.tables if table.kind == kind]
    return table


def texts(table: RawTable) -> list[list[str]]:
    """Return the texts of all rows."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def numbers(table: RawTable) -> list[int]:
    """Return the row numbers."""
    return [row.number for row in table.rows]


def notes(table: RawTable) -> list[str]:
    """Return the notes of all cells that have one."""
    return [cell.note for row in table.rows for cell in row.cells if cell.note]
