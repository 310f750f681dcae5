"""Parts of an Office Open XML package and how they point at each other."""

from __future__ import annotations

import posixpath
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.intake.readers.safety import check_xml

# "Strict" files name the same elements in another namespace; readers should know only one.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@lru_cache(maxsize=4096)
def local_name(tag: str) -> str:
    """Return an element's or attribute's name without its namespace."""
    return tag.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Relation:
    """One arrow from a part to another: its id, the last word of its type, the part's path."""

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package.

    Attributes:
        name: The file's name, for sentences.
        archive: The zip, already checked by `safety.open_package`.
    """

    name: str
    archive: zipfile.ZipFile

    def has(self, part: str) -> bool:
        """Tell whether the package has this part."""
        return part in self.archive.NameToInfo

    def data(self, part: str) -> bytes:
        """Return a part's bytes; raises KeyError where there is no such part."""
        return self.archive.read(part)

    def xml(self, part: str) -> ET.Element:
        """Return a part's root element, refusing whatever `check_xml` refuses."""
        data = check_xml(self.name, self.data(part))
        for strict, usual in _STRICT:
            data = data.replace(strict, usual) if strict in data else data
        return ET.fromstring(data)

    def relations(self, part: str = "") -> list[Relation]:
        """Return where a part points to inside the package ("" means the package itself)."""
        folder, base = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(path):
            return []
        return [
            Relation(
                id=element.get("Id", ""),
                kind=element.get("Type", "").rpartition("/")[2],
                target=posixpath.normpath(
                    posixpath.join("/", folder, element.get("Target", ""))
                ).lstrip("/"),
            )
            for element in self.xml(path)
            if element.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str | None:
        """Return the first existing part of this kind that a part points to."""
        for relation in self.relations(part):
            if relation.kind == kind and self.has(relation.target):
                return relation.target
        return None

    def main_part(self) -> str | None:
        """Return the path of the document or workbook itself (it need not have the usual name)."""
        return self.related("", "officeDocument")
