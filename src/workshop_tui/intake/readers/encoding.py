"""Which characters the bytes of a text file stand for, from the bytes alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with the encoding that was taken, in words for the preview."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

# Five bytes mean nothing in Windows-1252. They keep their number, as browsers do, so that no
# byte is lost.
_WINDOWS = "".join(bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256))

_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 100_000
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

_ALWAYS = frozenset("£€½¼¾°§®©™…\xa0")
_OPENING, _CLOSING, _DASHES = frozenset("“‘"), frozenset("”’"), frozenset("–—•·")


def decode(data: bytes) -> Decoded:
    """Return the text of a file, never failing and never dropping a byte.

    A byte order mark decides; then the pattern of zero bytes (UTF-16); then strict UTF-8; then
    UTF-8 with a few strays; then Windows-1252 or Mac Roman, whichever reads more like prose.
    """
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), label)
    utf16 = _utf16_without_mark(data)
    if utf16:
        return Decoded(data.decode(utf16, "replace"), "UTF-16")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        pass
    runs = islice(_HIGH_RUN.finditer(data), _SAMPLE)
    high = b" ".join(run[0] for run in runs)
    strays = len(_UTF8_SEQUENCE.sub(b"", high).replace(b" ", b""))
    if len(_UTF8_SEQUENCE.findall(high)) > strays:
        return Decoded(data.decode("utf-8", _STRAYS), "UTF-8 with some Windows-1252")
    windows, mac = codecs.charmap_decode(data, "strict", _WINDOWS)[0], data.decode("mac_roman")
    if _likeness(mac) > _likeness(windows):
        return Decoded(mac, "Mac Roman")
    return Decoded(windows, "Windows-1252")


def _utf16_without_mark(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in nearly every second byte, always on the same side."""
    sample = data[:4000]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    first, second = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if second > 0.6 * pairs and first < 0.1 * pairs:
        return "utf-16-le"
    if first > 0.6 * pairs and second < 0.1 * pairs:
        return "utf-16-be"
    return None


def _likeness(text: str) -> int:
    """Add up how believable each character beyond ASCII is where it stands."""
    score = 0
    for match in islice(_BEYOND_ASCII.finditer(text), _SAMPLE):
        at = match.start()
        score += _believable(text[max(0, at - 1) : at], match[0], text[at + 1 : at + 2])
    return score


def _believable(before: str, character: str, after: str) -> int:
    """Judge one character between its neighbours.

    In the wrong encoding quotes turn into accented letters at the edge of words, and letters
    into quotes or dashes in the midst of them.
    """
    if character in _ALWAYS:
        return 3
    if character in _OPENING:
        return -2 if before.isalnum() else 3
    if character in _CLOSING:
        return 0 if not before or before.isspace() else 3
    if character in _DASHES:
        return -2 if before.isalpha() and after.isalpha() else 3
    if not character.isalpha():
        return -1
    if character.isupper():
        return -2 if before.islower() else 1 if after.isalpha() else -1
    return 2 if before.isalpha() else 1 if after.isalpha() else -1


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    strays = error.object[error.start : error.end]
    return codecs.charmap_decode(strays, "strict", _WINDOWS)[0], error.end


_STRAYS = "workshop_tui.windows_strays"
codecs.register_error(_STRAYS, _stray)
