"""Just enough of the compound file format (.doc, .xls, encrypted .docx) to name its streams."""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_STREAM = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A directory entry: the stream's first sector and its length."""

    start: int
    size: int


class CompoundFile:
    """The streams of a compound file, found by name.

    Raises ValueError or struct.error where the file is damaged; every chain is bounded.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("not a compound file")
        self._data = data
        (shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("unusual sector size")
        self._sector = 1 << shift
        (directory,) = struct.unpack_from("<I", data, 48)
        (self._cutoff, mini_fat) = struct.unpack_from("<II", data, 56)
        self._fat = self._read_fat()
        self._entries, root = self._read_directory(self._chain(directory))
        self._mini_fat = _numbers(self._chain(mini_fat))
        self._mini_data = self._chain(root.start)[: root.size] if root else b""

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams, wherever they stand in the tree."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; raises KeyError where there is none of this name."""
        entry = self._entries[name]
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        return self._mini_chain(entry.start)[: entry.size]

    def _read_fat(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        (following,) = struct.unpack_from("<I", self._data, 68)
        visited: set[int] = set()
        while following < _LAST_SECTOR and following not in visited:
            visited.add(following)
            numbers = _numbers(self._at(following))
            sectors += numbers[:-1]
            following = numbers[-1]
        used = dict.fromkeys(number for number in sectors if number < _LAST_SECTOR)
        return _numbers(b"".join(self._at(number) for number in used))

    def _read_directory(self, data: bytes) -> tuple[dict[str, _Entry], _Entry | None]:
        entries: dict[str, _Entry] = {}
        root = None
        for at in range(0, len(data) - 127, 128):
            (length, kind) = struct.unpack_from("<HB", data, at + 64)
            (start, size) = struct.unpack_from("<II", data, at + 116)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _STREAM:
                entries.setdefault(name, _Entry(start, size))
            elif at == 0:
                root = _Entry(start, size)
        return entries, root

    def _at(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        piece = self._data[begin : begin + self._sector]
        if not piece:
            raise ValueError("a sector lies beyond the end of the file")
        # The last sector of a file may be cut short by a sloppy writer.
        return piece.ljust(self._sector, b"\0")

    def _chain(self, sector: int) -> bytes:
        pieces = []
        for number in _follow(sector, self._fat):
            pieces.append(self._at(number))
        return b"".join(pieces)

    def _mini_chain(self, sector: int) -> bytes:
        return b"".join(
            self._mini_data[number * 64 : number * 64 + 64]
            for number in _follow(sector, self._mini_fat)
        )


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _follow(start: int, table: tuple[int, ...]) -> list[int]:
    """Return the sectors of a chain; a loop or a jump out of the file ends in ValueError."""
    chain: list[int] = []
    number = start
    while number < _LAST_SECTOR:
        if number >= len(table) or len(chain) > len(table):
            raise ValueError("a chain of sectors is broken")
        chain.append(number)
        number = table[number]
    return chain
