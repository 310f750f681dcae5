"""The leak check: the last look at a finished document before it leaves.

Registered names hold it back, however they are written and with one letter wrong; whatever else
may lead to somebody is told as a warning. The document is looked through as bytes, so that nothing
that a program would hide is passed by.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.findings import LEAST_PLACES, PICTURES, UNKNOWN, Checked, Finding
from workshop_tui.privacy.finished.look import look
from workshop_tui.privacy.finished.pieces import Found, Look, Piece
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.scanning import Scanner


@dataclass(slots=True)
class _Hits:
    """One word of a document as its places come in."""

    kind: str
    words: str
    shown: str
    blocks: bool
    places: list[str] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True, slots=True)
class Unregistered:
    """Words in a text that may lead to somebody: where they stand, and "name" or their kind."""

    start: int
    words: str
    kind: str


class LeakCheck:
    """Looks finished documents through; made once for all documents of an export.

    Args:
        register: Who must not be named.
        settled: Where people decided that a word is no name (``View.settled``).
        known: Words that name nobody here: roles and codes, the review's reference, and what
            somebody called an ordinary word. They never hide a registered name.
    """

    def __init__(
        self,
        register: Sequence[Identity],
        settled: Collection[str] = (),
        known: Collection[str] = (),
    ) -> None:
        self._scanner = Scanner(register, settled, known)

    def check(self, document: str, data: bytes) -> Checked:
        """Look a finished document through.

        Args:
            document: The file's name, which is looked at as well.
            data: Its bytes, before it is encrypted.
        """
        return self._checked(document, look(document, data))

    def check_text(self, document: str, text: str) -> Checked:
        """The same for a document of plain text; its name's ending tells the format."""
        return self.check(document, text.encode("utf-8", "surrogatepass"))

    def unregistered(self, text: str) -> list[Unregistered]:
        """What in a text may lead to somebody whom the register does not hold."""
        return [
            Unregistered(hit.start, text[hit.start : hit.end], _plain_kind(hit.kind))
            for hit in self._scanner.scan(text, Look.WORDS)
            if not hit.blocks
        ]

    def _checked(self, document: str, found: Found) -> Checked:
        hits: dict[tuple[str, str], _Hits] = {}
        seen: set[tuple[str, str, str]] = set()
        for level in (Look.WORDS, Look.MARKS, Look.NAMES):
            pieces = [piece for piece in found.pieces if piece.look is level]
            whole = _Whole(pieces)
            for one in self._scanner.scan(whole.text, level):
                at = whole.text[one.start : one.end]
                place = whole.place(one.start)
                key = (one.kind, " ".join(fold(at).lower.split()))
                hit = hits.setdefault(key, _Hits(one.kind, at, one.shown, one.blocks))
                told = (*key, f"{place}@{whole.offset(one.start)}")
                if told in seen:
                    continue
                seen.add(told)
                hit.count += 1
                if place not in hit.places and len(hit.places) < LEAST_PLACES:
                    hit.places.append(place)
        if found.pictures:
            hits["", ""] = _Hits(
                PICTURES, f"{found.pictures} pictures, not read", "", False, [""], found.pictures
            )
        findings = [
            Finding(document, h.kind, h.words, h.shown, h.blocks, tuple(h.places), h.count)
            for h in hits.values()
        ]
        findings.sort(key=lambda finding: not finding.blocks)
        count = sum(len(piece.text.split()) for piece in found.pieces if piece.look is Look.WORDS)
        return Checked(document, tuple(findings), tuple(dict.fromkeys(found.dark)), count)


def _plain_kind(kind: str) -> str:
    return "name" if kind == UNKNOWN else kind


class _Whole:
    """Pieces as one text, so that each pattern runs once, with the way back to their places."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += len(piece.text) + 1
        self.text = "\n".join(piece.text for piece in pieces)

    def place(self, start: int) -> str:
        """The place of the piece that holds this character."""
        return self._pieces[bisect_right(self._starts, start) - 1].place

    def offset(self, start: int) -> int:
        """Where in its piece it stands, so that two readings of one paragraph count once."""
        return start - self._starts[bisect_right(self._starts, start) - 1]
