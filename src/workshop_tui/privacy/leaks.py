"""The leak check: the last look at a finished document before it leaves.

Registered names hold it back, however they are written and with one letter wrong; whatever else
may lead to somebody is told as a warning. The document is looked through as bytes, so that nothing
that a program would hide is passed by.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.findings import (
    LEAST_PLACES,
    NAME,
    NEARLY,
    PICTURES,
    UNKNOWN,
    Checked,
    Finding,
)
from workshop_tui.privacy.finished.look import look
from workshop_tui.privacy.finished.pieces import Found, Look, Piece
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.matcher import matcher_of
from workshop_tui.privacy.patterns import marks
from workshop_tui.privacy.settled import is_settled
from workshop_tui.privacy.typos import Near, Typos
from workshop_tui.privacy.unknown import UnknownWords
from workshop_tui.privacy.words import words

_TOKEN = re.compile(r"[^\W\d_]+")
_A_PSEUDONYM = "a pseudonym"


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
        self._register = tuple(register)
        self._settled = settled
        pseudonyms = {identity.pseudonym for identity in register if identity.pseudonym}
        self._pseudonyms = _any_of(pseudonyms)
        self._known_phrases = _any_of(known)
        self._known = {
            low for phrase in (*pseudonyms, *known) for low in _TOKEN.findall(fold(phrase).lower)
        }

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self._register, words(), self._known)

    @cached_property
    def _unknown(self) -> UnknownWords:
        return UnknownWords(words(), self._known)

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
            Unregistered(start, text[start:end], "name" if kind == UNKNOWN else kind)
            for start, end, kind, _, blocks in self._found(text, Look.WORDS)
            if not blocks
        ]

    def _checked(self, document: str, found: Found) -> Checked:
        hits: dict[tuple[str, str], _Hits] = {}
        seen: set[tuple[str, str, str]] = set()
        for level in (Look.WORDS, Look.MARKS, Look.NAMES):
            pieces = [piece for piece in found.pieces if piece.look is level]
            whole = _Whole(pieces)
            for start, end, kind, shown, blocks in self._found(whole.text, level):
                at = whole.text[start:end]
                place = whole.place(start)
                key = (kind, " ".join(fold(at).lower.split()))
                hit = hits.setdefault(key, _Hits(kind, at, shown, blocks))
                if (*key, f"{place}@{whole.offset(start)}") in seen:
                    continue
                seen.add((*key, f"{place}@{whole.offset(start)}"))
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

    def _found(self, text: str, level: Look) -> Iterator[tuple[int, int, str, str, bool]]:
        """Start, end, kind, what should stand there, and whether it blocks."""
        taken = _Spans()
        for match in matcher_of(self._register).find(text):
            start, end = match.start, match.end
            if self._is_pseudonym(text, start, end) or is_settled(text, start, end, self._settled):
                taken.add(start, end)
                continue
            taken.add(start, end)
            shown = match.identity.pseudonym if match.identity else _A_PSEUDONYM
            yield start, end, NAME, shown, True
        for start, end, near in self._nearly(text, taken):
            taken.add(start, end)
            yield start, end, NEARLY, near.identity.pseudonym or _A_PSEUDONYM, True
        if level < Look.MARKS:
            return
        for mark in marks(text):
            if taken.covers(mark.start, mark.end):
                continue
            if not self._is_known(text, mark.start, mark.end, mark.kind):
                taken.add(mark.start, mark.end)
                yield mark.start, mark.end, mark.kind, f"[{mark.kind}]", False
        if level < Look.WORDS:
            return
        for unknown in self._unknown.find(text):
            if not taken.meets(unknown.start, unknown.end):
                kind = UNKNOWN if unknown.kind == "name" else unknown.kind
                yield unknown.start, unknown.end, kind, f"[{kind}]", False

    def _nearly(self, text: str, taken: _Spans) -> Iterator[tuple[int, int, Near]]:
        typos = self._typos
        folded = fold(text)
        suspects = {
            word: near
            for word in set(_TOKEN.findall(folded.cased))
            if (near := typos.word(word)) is not None
        }
        if suspects:
            pattern = "|".join(sorted(map(re.escape, suspects), key=len, reverse=True))
            for found in re.finditer(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", folded.cased):
                start, end = folded.original(*found.span())
                near = suspects[found[0]]
                if taken.meets(start, end) or self._is_pseudonym(text, start, end):
                    continue
                if near.always or self._unknown.is_large_inside(text, start, end):
                    yield start, end, near
        tokens = [(*found.span(), found[0]) for found in _TOKEN.finditer(folded.lower)]
        for first, last, near in typos.phrases(tokens):
            start, end = folded.original(first, last)
            if not taken.meets(start, end) and not self._is_pseudonym(text, start, end):
                yield start, end, near

    def _is_pseudonym(self, text: str, start: int, end: int) -> bool:
        """Pseudonyms may hold a name's words ("School 1"); standing there they name nobody."""
        return _inside(self._pseudonyms, text, start, end)

    def _is_known(self, text: str, start: int, end: int, kind: str) -> bool:
        if kind == "address" and self._pseudonyms and self._pseudonyms.search(text, start, end + 9):
            return True  # "2, Street 1" is no address
        return _inside(self._known_phrases, text, start, end) or self._is_pseudonym(
            text, start, end
        )


def _inside(pattern: re.Pattern[str] | None, text: str, start: int, end: int) -> bool:
    """Whether a span lies inside one of a pattern's matches."""
    if pattern is None:
        return False
    first = max(0, start - 60)
    return any(
        found.start() <= start and end <= found.end()
        for found in pattern.finditer(text, first, end + 60)
    )


def _any_of(phrases: Collection[str]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, set(phrases)), key=lambda phrase: (-len(phrase), phrase))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


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


class _Spans:
    """Spans of a text that are spoken for."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        if self.covers(start, end):
            return
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)

    def covers(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start)
        return at > 0 and self._ends[at - 1] >= end

    def meets(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, start)
        return (at > 0 and self._ends[at - 1] > start) or (
            at < len(self._starts) and self._starts[at] < end
        )
