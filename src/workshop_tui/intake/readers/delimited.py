"""CSV, TSV and delimited text, however it was exported."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, takewhile
from pathlib import PurePath

from workshop_tui.intake.raw import RawDocument, RawRow, RawTable
from workshop_tui.intake.readers.markdown import lines_of, readable, split_lines
from workshop_tui.intake.readers.safety import MAX_CELLS, MAX_FILE, too_many_cells

# The csv module's own limit (131,072 characters) would refuse a long pasted record. It is one
# setting for the process; files are already bounded by `safety.MAX_FILE`.
csv.field_size_limit(MAX_FILE)

_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n?\Z', re.IGNORECASE)
_SAMPLE_LINES = 2_000
_SAMPLE_CHARACTERS = 1_000_000

_Record = tuple[int, list[str]]
"""The number of the line on which a record begins, and its fields."""


def read(name: str, data: bytes) -> RawDocument:
    """Return the file's one table, or its lines where it has no table structure.

    Raises:
        UnreadableFile: The file holds no text, or far more cells than a chronology has.
    """
    decoded = readable(name, data)
    lines = split_lines(decoded.text)
    notes = [f"Read as {decoded.encoding}."]
    first = 0
    stated = _SEP_LINE.match(lines[0])
    if stated:
        delimiter, first = stated[1], 1
        notes.append("Line 1 only names the delimiter; it was left out.")
    else:
        sample = _sample(lines)
        delimiter = _widest(sample)
        if not _is_table(name, sample, delimiter):
            return lines_of(name, decoded)
    if len(decoded.text) > MAX_CELLS and decoded.text.count(delimiter) > MAX_CELLS:
        raise too_many_cells(name, "the table")
    notes.append(f"Columns are separated by {_NAMES.get(delimiter, repr(delimiter))}.")
    records, complaint = _records(lines[first:], delimiter)
    rows = tuple(
        RawRow.of_texts(line + first, fields)
        for line, fields in records
        if any(map(str.strip, fields))
    )
    table = RawTable(name="table 1", kind="table", rows=rows, notes=complaint)
    return RawDocument(file=name, tables=(table,), notes=tuple(notes))


def _parse(lines: list[str], delimiter: str, **options: object) -> Iterator[_Record]:
    reader = csv.reader(lines, delimiter=delimiter, **options)  # type: ignore[arg-type]
    line = 1
    for fields in reader:
        yield line, fields
        line = reader.line_num + 1


def _records(lines: list[str], delimiter: str) -> tuple[list[_Record], tuple[str, ...]]:
    """Parse as CSV says; where the quotes break its rules, in the way that keeps rows apart."""
    try:
        return list(_parse(lines, delimiter, strict=True)), ()
    except csv.Error:
        pass
    lenient = list(_parse(lines, delimiter))
    verbatim = list(_parse(lines, delimiter, quoting=csv.QUOTE_NONE))
    if _score(lenient) >= _score(verbatim):
        return lenient, (
            "Some quotation marks do not follow the CSV rules: compare with the file.",
        )
    return verbatim, ("Quotation marks are not balanced, so they were kept as ordinary text.",)


def _shape(records: list[_Record]) -> tuple[int, int]:
    """Return the width that most records share (one-field title rows aside), and how many do."""
    widths = Counter(len(fields) for _, fields in records if len(fields) > 1)
    if not widths:
        return 1, len(records)
    return max(widths.items(), key=lambda item: (item[1], item[0]))


def _score(records: list[_Record]) -> int:
    """A delimiter is right when many records agree on many columns."""
    width, count = _shape(records)
    return (width - 1) * count


def _likeliness(records: list[_Record]) -> float:
    """Trust a delimiter less that has a space behind it nearly everywhere: prose has commas too."""
    later = [field for _, fields in records for field in fields[1:] if field]
    spaced = sum(field[0] == " " for field in later)
    return _score(records) * (0.5 if spaced > 0.8 * len(later) else 1)


def _sample(lines: list[str]) -> list[str]:
    """Return enough lines to tell the delimiter by, at least one of them whole."""
    ends = accumulate(map(len, lines[:_SAMPLE_LINES]))
    whole = sum(1 for _ in takewhile(lambda end: end <= _SAMPLE_CHARACTERS, ends))
    return lines[:whole] or [lines[0][:_SAMPLE_CHARACTERS]]


def _widest(lines: list[str]) -> str:
    # One that stands nowhere has no likeliness at all, and need not be tried.
    found = [name for name in _NAMES if any(name in line for line in lines)]
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda name: _likeliness(list(_parse(lines, name))), default=",")


def _is_table(name: str, lines: list[str], delimiter: str) -> bool:
    """A .csv is a table whatever it holds; other text must look like one.

    Prose has commas too, so outside a .csv they only count when nearly every line agrees on
    three columns or more.
    """
    if PurePath(name).suffix.lower() in {".csv", ".tsv", ".tab"}:
        return True
    records = [record for record in _parse(lines, delimiter) if any(record[1])]
    width, count = _shape(records)
    if delimiter == ",":
        return width >= 3 and len(records) >= 2 and count >= 0.9 * len(records)
    return width >= 2 and len(records) >= 2 and count >= 0.6 * len(records)
