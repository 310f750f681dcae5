"""SQLite files by their raw pages, without SQL: records, and what is left over between them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workshop_tui.privacy.finished.pieces import Found, Look
from workshop_tui.privacy.finished.raw import runs

_LEAF_TABLE, _LEAF_INDEX, _INNER_TABLE, _INNER_INDEX = 0x0D, 0x0A, 0x05, 0x02
_ENCODINGS = {1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}


def sqlite(data: bytes, found: Found) -> None:
    """Every value of every record on every page, and the readable runs of all other bytes."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if size < 512:
        raise ValueError("no page size")
    usable = size - data[20]
    encoding = _ENCODINGS.get(int.from_bytes(data[56:60], "big"), "utf-8")
    pages = _Pages(data, size, usable)
    records = [
        (number, " | ".join(_values(record, encoding)))
        for number in range(1, pages.count + 1)
        for record in pages.records(number)
    ]
    for number, text in records:
        look = Look.NAMES if "CREATE " in text else Look.WORDS
        found.add(text, "", "page", number, look)
    for number, left in pages.left_over():
        text = " | ".join(runs(left))
        found.add(text, "left over", "page", number, Look.MARKS)


class _Pages:
    """The pages of a file, with what the records on them take up."""

    def __init__(self, data: bytes, size: int, usable: int) -> None:
        self._data = data
        self._size = size
        self._usable = usable
        self.count = -(-len(data) // size)
        self._taken: dict[int, list[tuple[int, int]]] = {}

    def records(self, number: int) -> Iterator[bytes]:
        """The payload of every cell of a page; none where it is no page of a table or index."""
        start = (number - 1) * self._size
        page = self._data[start : start + self._size]
        at = 100 if number == 1 else 0
        kind = page[at] if len(page) > at + 8 else 0
        if kind not in (_LEAF_TABLE, _LEAF_INDEX, _INNER_INDEX, _INNER_TABLE):
            return
        count = int.from_bytes(page[at + 3 : at + 5], "big")
        header = 8 if kind in (_LEAF_TABLE, _LEAF_INDEX) else 12
        first = at + header
        self._take(number, 0, first + 2 * count)
        if kind == _INNER_TABLE:
            return
        for index in range(count):
            place = int.from_bytes(page[first + 2 * index : first + 2 * index + 2], "big")
            if first <= place < len(page):
                record = self._cell(number, page, place, kind)
                if record:
                    yield record

    def left_over(self) -> Iterator[tuple[int, bytes]]:
        """The bytes of each page that no record takes up: deleted records stay in them."""
        for number in range(1, self.count + 1):
            start = (number - 1) * self._size
            page = self._data[start : start + self._size]
            at, left = 0, []
            for first, last in sorted(self._taken.get(number, [])):
                if first > at:
                    left.append(page[at:first])
                at = max(at, last)
            left.append(page[at:])
            rest = b"\x00".join(left)
            if rest.strip(b"\x00"):
                yield number, rest

    def _take(self, number: int, first: int, last: int) -> None:
        self._taken.setdefault(number, []).append((first, last))

    def _cell(self, number: int, page: bytes, place: int, kind: int) -> bytes:
        at = place + (4 if kind == _INNER_INDEX else 0)
        length, at = _varint(page, at)
        if kind == _LEAF_TABLE:
            _, at = _varint(page, at)
        here = self._local(length, kind)
        payload = page[at : at + here]
        self._take(number, place, at + here + (4 if here < length else 0))
        if here >= length:
            return payload
        rest = [payload]
        following = int.from_bytes(page[at + here : at + here + 4], "big")
        missing, seen = length - here, set[int]()
        while missing > 0 and 0 < following <= self.count and following not in seen:
            seen.add(following)
            start = (following - 1) * self._size
            overflow = self._data[start : start + self._usable]
            piece = overflow[4 : 4 + missing]
            rest.append(piece)
            self._take(following, 0, 4 + len(piece))
            missing -= len(piece)
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(rest)

    def _local(self, length: int, kind: int) -> int:
        """How much of a payload stands on the page itself (file format, section 1.6)."""
        usable = self._usable
        most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (usable - 4)
        return here if here <= most else least


def _values(record: bytes, encoding: str) -> Iterator[str]:
    """What a record's columns hold, as text."""
    size, at = _varint(record, 0)
    kinds = []
    while at < min(size, len(record)):
        kind, at = _varint(record, at)
        kinds.append(kind)
    at = size
    for kind in kinds:
        length = _length(kind)
        value = record[at : at + length]
        at += length
        if kind >= 13 and kind % 2:
            yield value.decode(encoding, "replace")
        elif kind >= 12:
            yield from runs(value)
        elif 3 <= kind <= 6:
            yield str(int.from_bytes(value, "big", signed=True))
        elif kind == 7 and len(value) == 8:
            number = struct.unpack(">d", value)[0]
            if abs(number) < 1e15 and number == int(number):
                yield str(int(number))


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        if at >= len(data):
            return value, at
        byte = data[at]
        at += 1
        if step == 8:
            return (value << 8) | byte, at
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            break
    return value, at
