"""Markdown and other plain lines: each line as it stands, with its number."""

from __future__ import annotations

import io
import re

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.readers.encoding import Decoded, decode
from workshop_tui.intake.readers.safety import MAX_LINES

_ANYTHING = re.compile("[^\0 \t\r\n\f\v\ufeff]")
_OTHER_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def read(name: str, data: bytes) -> RawDocument:
    """Return the file's lines.

    Raises:
        UnreadableFile: The file holds no text.
    """
    return lines_of(name, readable(name, data))


def readable(name: str, data: bytes) -> Decoded:
    """Decode a file that should be text.

    Raises:
        UnreadableFile: It holds nothing but white space, or is no text at all.
    """
    decoded = decode(data)
    if not _ANYTHING.search(decoded.text):
        raise UnreadableFile(f"“{name}” is empty: there is no text in it.")
    most = 2 * MAX_LINES
    ends = decoded.text.count("\n") + decoded.text.count("\r") if len(decoded.text) > most else 0
    if ends > most:
        raise UnreadableFile(
            f"“{name}” has more than {MAX_LINES:,} lines, which no chronology has. "
            "Ask the agency for the chronology alone."
        )
    sample = decoded.text[:20_000]
    controls = sum(1 for character in sample if character < " " and character not in "\t\r\n\f\v")
    if controls > max(4, 0.05 * len(sample)) or sample.count("\ufffd") > 0.05 * len(sample):
        raise UnreadableFile(
            f"“{name}” is not a kind of file that can be read here. Ask the agency for the "
            "chronology as a Word table, an Excel sheet or a CSV file."
        )
    return decoded


def split_lines(text: str) -> list[str]:
    """Split at CR, LF or CRLF, line ends kept.

    `str.splitlines`, which is three times as fast, splits at form feeds and at characters inside
    people's prose as well.
    """
    if any(map(text.__contains__, _OTHER_ENDS)):
        return list(io.StringIO(text, newline=""))
    return text.splitlines(keepends=True)


def lines_of(name: str, decoded: Decoded) -> RawDocument:
    """Return a document of kind "lines": every line that is not blank, verbatim."""
    rows = tuple(
        RawRow(number, (Cell(line.rstrip("\r\n")),))
        for number, line in enumerate(split_lines(decoded.text), start=1)
        if line.strip()
    )
    return RawDocument(
        file=name,
        tables=(RawTable(name="lines", kind="lines", rows=rows),),
        notes=(f"Read as {decoded.encoding}.",),
    )
