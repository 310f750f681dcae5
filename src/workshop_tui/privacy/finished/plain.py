"""Plain text of every kind: lines without their format's own signs."""

from __future__ import annotations

import codecs
import csv
import html
import io
import re

from workshop_tui.privacy.finished.pieces import CannotLook, Found, Look
from workshop_tui.privacy.finished.tables import Columns, is_telling

_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKDOWN = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|~~|`+|(?<![^\W_])_+|_+(?![^\W_])")
_JSON_ESCAPE = re.compile(r'\\(u[0-9a-fA-F]{4}|["\\/bfnrt])')
_TECHNICAL = frozenset(
    {"BEGIN", "END", "PRODID", "VERSION", "METHOD", "UID", "TZID", "CALSCALE", "CLASS", "STATUS"}
    | {"TRANSP", "ACTION", "TRIGGER", "SEQUENCE", "DTSTART", "DTEND", "DTSTAMP", "DUE", "DURATION"}
    | {"CREATED", "LAST-MODIFIED", "RRULE", "RDATE", "EXDATE", "TZNAME", "TZOFFSETFROM"}
    | {"TZOFFSETTO"}
)
_NAMED = re.compile(r'\s*"([^"]{1,60})":(.*)', re.DOTALL)
_EMPTY = re.compile(r'(?:[\s{}\[\],]|null|true|false|"[0-9a-f]{20,64}")*')
_CALENDAR_ESCAPE = re.compile(r"\\([nN,;\\])")


def decode(data: bytes) -> str:
    """The text of these bytes: by its mark, as UTF-8, or as Windows writes Western letters.

    Raises:
        CannotLook: If it is no text.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if not data.isascii() and b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    elif data[1::2].count(0) * 3 > len(data):
        text = data.decode("utf-16-le", "replace")
    elif data[::2].count(0) * 3 > len(data):
        text = data.decode("utf-16-be", "replace")
    else:
        text = data.decode("utf-8", "replace")
    if len(_BINARY.findall(text, 0, 100_000)) * 200 > min(len(text), 100_000):
        raise CannotLook("it is of a kind that is not known here, or it is encrypted")
    return text


def lines(text: str, found: Found) -> None:
    """A text, line by line."""
    for number, line in enumerate(text.splitlines(), start=1):
        found.add(line, "", "line", number)


def markdown(text: str, found: Found) -> None:
    """Markdown: without its escapes and its signs of emphasis, which can stand inside a word."""
    plain = _MARKDOWN.sub(lambda sign: sign[1] or "", text)
    lines(html.unescape(plain) if "&" in plain else plain, found)


def json(text: str, found: Found) -> None:
    """JSON, line by line, without its escapes; a name that stands on many lines is told once."""
    names: set[str] = set()
    for number, line in enumerate(_JSON_ESCAPE.sub(_json_char, text).splitlines(), start=1):
        match = _NAMED.match(line)
        if match and not is_telling(match[1]):
            if match[1] not in names:
                names.add(match[1])
                found.add(match[1], "", "line", number)
            line = match[2]
        if not _EMPTY.fullmatch(line):
            found.add(line, "", "line", number)


def table(text: str, found: Found) -> None:
    """Comma, semicolon or tab separated values, row by row."""
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    columns = Columns()
    csv.field_size_limit(10_000_000)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
            found.add(" | ".join(row), "", "row", number)
            found.add(columns.told(row), "", "row", number)
    except csv.Error:
        lines(text, found)


def calendar(text: str, found: Found) -> None:
    """A calendar or address card: folded lines joined, without escapes."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for number, line in enumerate(unfolded.splitlines(), start=1):
        plain = _CALENDAR_ESCAPE.sub(lambda sign: " " if sign[1] in "nN" else sign[1], line)
        name, sign, value = plain.partition(":")
        look = Look.NAMES if name.partition(";")[0].upper() in _TECHNICAL else Look.WORDS
        if ";" in name:
            found.add(name, "", "line", number, look)
        found.add(value if sign else plain, "", "line", number, look)


def _json_char(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] != "u":
        return code if code in '"\\/' else " "
    char = chr(int(code[1:], 16))
    return " " if char in "\r\n" or "\ud800" <= char <= "\udfff" else char
