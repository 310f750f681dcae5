"""Whether two finished documents say the same, whenever each of them was made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_CORE: Final = "docProps/core.xml"
"""Where an Office document says when it was made; nothing of what it says stands there."""

_MADE: Final = re.compile(
    rb"/(?:Mod|Creation)Date ?\(D:[^)]*\)"
    rb"|<xmp:(?:Modify|Create|Metadata)Date>[^<]*<"
    rb"|<xmpMM:(?:Instance|Document)ID>[^<]*<"
    rb"|/ID ?\[[^\]]*\]",
    re.DOTALL,
)
"""Where a PDF says when it was made, and the numbers that follow from it."""

_SLACK: Final = 64  # bytes by which packages differ whose moment of making packs differently


def same(one: bytes, other: bytes) -> bool:
    """Whether two documents differ in nothing but the moment at which they were made."""
    if one == other:
        return True
    if one.startswith(b"PK") and other.startswith(b"PK"):
        return _same_package(one, other)
    if one.startswith(b"%PDF") and other.startswith(b"%PDF"):
        return _MADE.sub(b"", one) == _MADE.sub(b"", other)
    return False


def _same_package(one: bytes, other: bytes) -> bool:
    if abs(len(one) - len(other)) > _SLACK:  # something hangs behind it
        return False
    try:
        with (
            zipfile.ZipFile(io.BytesIO(one)) as first,
            zipfile.ZipFile(io.BytesIO(other)) as second,
        ):
            sizes = [
                {part.filename: (part.file_size, part.CRC) for part in package.infolist()}
                for package in (first, second)
            ]
            for found in sizes:
                found.pop(_CORE, None)
            if sizes[0] != sizes[1]:  # also before anything is unpacked
                return False
            return all(first.read(name) == second.read(name) for name in sizes[0])
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
