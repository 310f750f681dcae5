"""Scanning a text for registered names and for what may lead to somebody else.

Documents of one export hold the same texts: what was scanned in one of them is known in the next
(``known_text``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.capitals import owns
from workshop_tui.privacy.findings import NAME, NEARLY, UNKNOWN
from workshop_tui.privacy.finished.pieces import Look
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.known_text import KnownText, Shortened
from workshop_tui.privacy.matcher import matcher_of
from workshop_tui.privacy.patterns import marks
from workshop_tui.privacy.settled import is_settled
from workshop_tui.privacy.typos import TOKEN, Near, Typos
from workshop_tui.privacy.unknown import NAME as A_NAME
from workshop_tui.privacy.unknown import UnknownWords
from workshop_tui.privacy.words import words

_LETTERS = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[^\W\d_][-‐\u00ad]\s+[^\W\d_]")
_LARGE_BEHIND = re.compile(r"\s+[A-Z][a-z]")
_EDGE = 60
_A_PSEUDONYM = "a pseudonym"
_TOLD_BESIDE = frozenset(
    {"date of birth", "reference number", "phone number", "vehicle registration", "user name"}
    | {"initials", "address", "collar number"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found at a place of a text.

    Attributes:
        kind: See ``Finding``. shown: What should stand there.
        blocks: Whether it is a registered name.
    """

    start: int
    end: int
    kind: str
    shown: str
    blocks: bool


class Scanner:
    """Scans texts; made once for a register, and shared by all documents of an export.

    Args:
        register: Who must not be named.
        settled: Where people decided that a word is no name (``View.settled``).
        known: Words that name nobody here. They never hide a registered name.
    """

    def __init__(
        self, register: Sequence[Identity], settled: Collection[str], known: Collection[str]
    ) -> None:
        self._register = tuple(register)
        self._settled = settled
        pseudonyms = {identity.pseudonym for identity in register if identity.pseudonym}
        self._pseudonyms = _any_of(pseudonyms)
        self._known_phrases = _any_of(known)
        self._known = {
            low for phrase in (*pseudonyms, *known) for low in _LETTERS.findall(fold(phrase).lower)
        }
        self._cells: dict[str, list[Hit]] = {}
        self._before = KnownText(_words_of_names(self._register))

    @cached_property
    def _typos(self) -> Typos:
        return Typos(self._register, words(), self._known)

    @cached_property
    def _unknown(self) -> UnknownWords:
        return UnknownWords(words(), self._known)

    def scan(self, text: str, level: Look) -> list[Hit]:
        """Everything found in a text, in no order.

        Args:
            level: What is looked for.
        """
        if level is not Look.WORDS:
            return list(self._found(text, level))
        spans = self._before.spans(text)
        shortened = Shortened(text, spans, self._before)
        known = [
            replace(hit, start=hit.start + span.start, end=hit.end + span.start)
            for span in spans
            for hit in self._cells[span.cell]
        ]
        told = {(hit.start, hit.end) for hit in known}
        hits: list[Hit] = []
        for hit in self._found(shortened.text, level):
            place = shortened.original(hit.start, hit.end)
            if place is None:
                continue
            start, end, is_known = place
            # Inside known words only what the words beside them tell is new ("Ref" before them).
            if not is_known or (hit.kind in _TOLD_BESIDE and (start, end) not in told):
                hits.append(replace(hit, start=start, end=end))
        hits += known
        self._learn(text, hits)
        return hits

    def _learn(self, text: str, hits: list[Hit]) -> None:
        """Keep what was found in cells that are scanned for the first time."""
        hits.sort(key=lambda hit: hit.start)
        starts = [hit.start for hit in hits]
        for cell in [*self._before.fresh(text)]:
            first = bisect_left(starts, cell.start)
            last = bisect_left(starts, cell.end)
            self._cells[cell.cell] = [
                replace(hit, start=hit.start - cell.start, end=hit.end - cell.start)
                for hit in hits[first:last]
                if hit.end <= cell.end
            ]
            self._before.learn(cell.cell)

    def _found(self, text: str, level: Look) -> Iterator[Hit]:
        taken = _Spans()
        for match in matcher_of(self._register).find(text):
            start, end = match.start, match.end
            taken.add(start, end)
            if not self._is_pseudonym(text, start, end) and not is_settled(
                text, start, end, self._settled
            ):
                shown = match.identity.pseudonym if match.identity else _A_PSEUDONYM
                yield Hit(start, end, NAME, shown, True)
        for hit in (*self._nearly_hits(text, taken), *self._cut(text, taken)):
            taken.add(hit.start, hit.end)
            yield hit
        if level < Look.MARKS:
            return
        for mark in marks(text):
            if taken.covers(mark.start, mark.end):
                continue
            if not self._is_known(text, mark.start, mark.end, mark.kind):
                taken.add(mark.start, mark.end)
                yield Hit(mark.start, mark.end, mark.kind, f"[{mark.kind}]", False)
        if level < Look.WORDS:
            return
        for unknown in self._unknown.find(text):
            if not taken.meets(unknown.start, unknown.end):
                kind = UNKNOWN if unknown.kind == A_NAME else unknown.kind
                yield Hit(unknown.start, unknown.end, kind, f"[{kind}]", False)

    def _nearly_hits(self, text: str, taken: _Spans) -> Iterator[Hit]:
        for start, end, near in self._nearly(text, taken):
            yield Hit(start, end, NEARLY, near.identity.pseudonym or _A_PSEUDONYM, True)

    def _cut(self, text: str, taken: _Spans) -> Iterator[Hit]:
        """Names that a hyphen cuts at the end of a line ("Quill-" and "feather")."""
        for gap in _CUT.finditer(text):
            first, middle = max(0, gap.start() - _EDGE), gap.start() + 1
            before, after = text[first:middle], text[gap.end() - 1 : gap.end() + _EDGE]
            for match in matcher_of(self._register).find(before + after):
                if not match.start < len(before) < match.end:
                    continue
                start = first + match.start
                end = match.end - len(before) + gap.end() - 1
                if not taken.covers(start, end):
                    shown = match.identity.pseudonym if match.identity else _A_PSEUDONYM
                    yield Hit(start, end, NAME, shown, True)

    def _nearly(self, text: str, taken: _Spans) -> Iterator[tuple[int, int, Near]]:
        """Words that are nearly a registered name."""
        typos = self._typos
        folded = fold(text)
        present = {*TOKEN.findall(folded.cased), *_LETTERS.findall(folded.cased)}
        suspects = {word: near for word in present if (near := typos.word(word)) is not None}
        if suspects:
            pattern = "|".join(sorted(map(re.escape, suspects), key=len, reverse=True))
            edge = r"[^\W\d_]"
            for found in re.finditer(rf"(?<!{edge})(?:{pattern})(?!{edge})", folded.cased):
                start, end = folded.original(*found.span())
                near = suspects[found[0]]
                if taken.meets(start, end) or self._is_pseudonym(text, start, end):
                    continue
                if near.alone and _LARGE_BEHIND.match(text, end):
                    continue
                if near.always or self._is_large(text, start, end):
                    yield start, end, near
        for first, last, near in typos.written_small(folded.lower, present):
            start, end = folded.original(first, last)
            if not taken.meets(start, end):
                yield start, end, near
        tokens = [(*found.span(), found[0]) for found in _LETTERS.finditer(folded.lower)]
        for first, last, near in typos.phrases(tokens):
            start, end = folded.original(first, last)
            if not taken.meets(start, end) and not self._is_pseudonym(text, start, end):
                yield start, end, near

    def _is_large(self, text: str, start: int, end: int) -> bool:
        """Whether an ordinary word stands as a name: large in a sentence, or with a possessive."""
        possessive = text[start].isupper() and text[end : end + 1] in ("'", "’")
        if text[start].isupper() and text[start:end].endswith("s") and owns(text, end):
            return True
        return possessive or self._unknown.is_large_inside(text, start, end)

    def _is_pseudonym(self, text: str, start: int, end: int) -> bool:
        """Pseudonyms may hold a name's words ("School 1"); standing there they name nobody."""
        return _inside(self._pseudonyms, text, start, end)

    def _is_known(self, text: str, start: int, end: int, kind: str) -> bool:
        if kind == "address" and self._pseudonyms and self._pseudonyms.search(text, start, end + 9):
            return True  # "2, Street 1" is no address
        if text[start] == "@":  # a capture's line says so whose words it holds ("@SW1")
            start += 1
        return _inside(self._known_phrases, text, start, end) or self._is_pseudonym(
            text, start, end
        )


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


def _inside(pattern: re.Pattern[str] | None, text: str, start: int, end: int) -> bool:
    """Whether a span lies inside one of a pattern's matches."""
    if pattern is None:
        return False
    first = max(0, start - 60)
    return any(
        found.start() <= start and end <= found.end()
        for found in pattern.finditer(text, first, end + 60)
    )


def _words_of_names(register: Sequence[Identity]) -> frozenset[str]:
    """The words of names that have more than one, in small letters."""
    written = [name for one in register for name in (one.name, *one.aliases)]
    words_of = (_LETTERS.findall(fold(name).lower) for name in written)
    return frozenset(word for several in words_of if len(several) > 1 for word in several)


def _any_of(phrases: Collection[str]) -> re.Pattern[str] | None:
    longest_first = sorted(filter(None, set(phrases)), key=lambda phrase: (-len(phrase), phrase))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
