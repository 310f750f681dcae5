"""What of a text was looked through before: documents of one export say the same things.

A cell or paragraph that was scanned once is known wherever it stands again: within another
document's line, wrapped at other places. Of a known one only its edges are scanned again, and
between two cells only where something may reach across: half a name, "Ref" before a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workshop_tui.privacy import forms_of_marks as forms
from workshop_tui.privacy.folding import fold

_SEPARATORS = '\n\t"|'
_CELL = re.compile(r"[^\n\t|]+")
_QUOTED = re.compile(r'[^\n\t"|]+')
_LONG, _PREFIX = 40, 24
_EDGE = 60
_SHORT_EDGE = 24
_START = re.compile(r'(?<![^\s"|(\[*:])[^\s"|]')
_WORDS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|\d{1,3}|\d\d:\d\d")
_CUT = re.compile(r'[\n\t"|]')
_MARKED = re.compile(r".{0,30}\d|\S*[\d_.@]|[\"'“‘]|[A-Z]{1,3}\b", re.DOTALL)
_OPEN_END = re.compile(r"[-‐\u00ad/@_&+(]$|\b[A-Z]\.?\s?[A-Z]?\.?$")
_OPEN_START = re.compile(r"[/@._&+)]|[A-Z]\.?\s?[A-Z]\b")


@dataclass(frozen=True, slots=True)
class Span:
    """Where something known stands in a text."""

    start: int
    end: int
    cell: str


@dataclass(frozen=True, slots=True)
class _Ending:
    """A cell's end, and what of it may reach into the next cell.

    Attributes:
        is_open: It is not finished, or ends with initials.
        label: It says what a number or a sign behind it is.
        number: A number stands near its end. unfinished: it may go on in the next cell.
        word: Its last word, in small letters.
    """

    is_open: bool
    label: bool
    number: bool
    unfinished: bool
    word: str

    @classmethod
    def of(cls, text: str) -> _Ending:
        last = _WORDS.findall(fold(text[-_SHORT_EDGE:]).lower)
        return cls(
            bool(_OPEN_END.search(text)),
            bool(_labels().search(text)),
            bool(_DIGIT.search(text[-_SHORT_EDGE:])),
            text[-1:].isdigit() and not _WHOLE.fullmatch(text),
            last[-1] if last else "",
        )


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A cell's beginning, and what of it may belong to the cell before.

    Attributes:
        is_open: It goes on with what stands before it, or begins with initials.
        marked: It begins with a number or a sign that a label may stand before.
        tells: It says of a number before it what it was. unfinished: it may go on with one.
        word: Its first word, in small letters.
    """

    is_open: bool
    marked: bool
    tells: bool
    unfinished: bool
    word: str

    @classmethod
    def of(cls, text: str) -> _Beginning:
        first = _WORDS.search(fold(text[:_SHORT_EDGE]).lower)
        return cls(
            bool(_OPEN_START.match(text)),
            bool(_MARKED.match(text)),
            bool(_labels_behind().match(text) or _street().match(text)),
            text[:1].isdigit() and not _WHOLE.fullmatch(_CUT.split(text, maxsplit=1)[0].strip()),
            first[0] if first else "",
        )


class KnownText:
    """The cells and paragraphs that were scanned, by what they say.

    Args:
        names: The words of registered names of more than one word, in small letters: half a name
            may end one cell, and the other half begin the next.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._known: set[str] = set()
        self._by_start: dict[str, list[str]] = {}
        self._ends: dict[str, _Ending] = {}
        self._begins: dict[str, _Beginning] = {}

    def learn(self, cell: str) -> None:
        """Take in that a cell was scanned, as ``fresh`` told it."""
        if cell in self._known:
            return
        self._known.add(cell)
        if len(cell) >= _LONG:
            beginning = self._by_start.setdefault(cell[:_PREFIX], [])
            beginning.append(cell)
            beginning.sort(key=len, reverse=True)

    def spans(self, text: str) -> list[Span]:
        """What of a text is known, in order, none overlapping."""
        flat = text.replace("\n", " ")
        found: list[Span] = []
        at = 0
        for long in self._long(text, flat):
            found += self._short(text, at, long.start)
            found.append(long)
            at = long.end
        found += self._short(text, at, len(text))
        return found

    def fresh(self, text: str) -> Iterator[Span]:
        """The cells and paragraphs of a text that are not known yet."""
        for pattern in (_CELL, _QUOTED):
            yield from _cells(pattern.finditer(text), lambda cell: cell not in self._known)

    def reaches_across(self, text: str, end: int, start: int) -> bool:
        """Whether something may reach from one cell to the next: then its edge is scanned again.

        Args:
            end: Where the first cell ends. start: Where the second one begins.
        """
        before, after = text[max(0, end - _EDGE) : end], text[start : start + _EDGE]
        ending = self._ends.get(before)
        if ending is None:
            ending = self._ends[before] = _Ending.of(before[_last_separator(before) + 1 :])
        beginning = self._begins.get(after)
        if beginning is None:
            beginning = self._begins[after] = _Beginning.of(after)
        return (
            ending.is_open
            or beginning.is_open
            or (ending.label and beginning.marked)
            or (ending.number and beginning.tells)
            or (ending.unfinished and beginning.unfinished)
            or (ending.word in self._names and beginning.word in self._names)
        )

    def _long(self, text: str, flat: str) -> Iterator[Span]:
        """Long cells, wherever they stand, wrapped or not."""
        if not self._by_start:
            return
        at = 0
        for found in _START.finditer(text):
            start = found.start()
            if start < at:
                continue
            for cell in self._by_start.get(flat[start : start + _PREFIX], ()):
                end = start + len(cell)
                if flat.startswith(cell, start) and not text[end : end + 1].isalnum():
                    yield Span(start, end, cell)
                    at = end
                    break

    def _short(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Whole cells between them."""
        yield from _cells(_CELL.finditer(text, start, end), self._known.__contains__)


class Shortened:
    """A text without what is known of it, but for the edges at which something may reach across.

    Attributes:
        text: What is left to scan.
    """

    def __init__(self, text: str, spans: Sequence[Span], known: KnownText) -> None:
        parts: list[str] = []
        self._here: list[int] = []
        self._whole: list[int] = []
        self._length = 0
        self._spans = spans
        self._starts = [span.start for span in spans]
        at = 0
        for span in spans:
            left = _edge_after(text, span, known)
            right = _edge_before(text, span, known)
            if left < right:
                self._keep(parts, text, at, left)
                at = right
        self._keep(parts, text, at, len(text))
        self.text = "\n".join(parts)

    def _keep(self, parts: list[str], text: str, start: int, end: int) -> None:
        if start >= end or text[start:end].isspace():
            return
        self._here.append(self._length)
        self._whole.append(start)
        parts.append(text[start:end])
        self._length += end - start + 1

    def original(self, start: int, end: int) -> tuple[int, int, bool] | None:
        """A span in the whole text, and whether it lies inside something known.

        None across a cut.
        """
        at = bisect_right(self._here, start) - 1
        if at + 1 < len(self._here) and end >= self._here[at + 1]:
            return None
        shift = self._whole[at] - self._here[at]
        start, end = start + shift, end + shift
        before = bisect_right(self._starts, start) - 1
        return start, end, before >= 0 and end <= self._spans[before].end


def _cells(found: Iterable[re.Match[str]], wanted: Callable[[str], bool]) -> Iterator[Span]:
    """Cells without the spaces around them, those that are wanted and are whole."""
    for one in found:
        cell = one[0].strip()
        if cell and wanted(cell):
            first = one.start() + len(one[0]) - len(one[0].lstrip())
            if _is_bounded(one.string, first, first + len(cell)):
                yield Span(first, first + len(cell), cell)


def _edge_after(text: str, span: Span, known: KnownText) -> int:
    """Where the edge at a known cell's beginning ends; at its beginning, where none is needed."""
    end = span.start
    while end > 0 and text[end - 1] in _SEPARATORS + " ":
        end -= 1
    edge = _edge(text, end, span.start, known) if end else 0
    if span.end - span.start <= edge:
        return span.end
    at = text.find(" ", span.start + edge, span.end) if edge else span.start
    return span.end if at < 0 else at


def _edge_before(text: str, span: Span, known: KnownText) -> int:
    """Where the edge at a known cell's end begins; at its end, where none is needed."""
    start = span.end
    while start < len(text) and text[start] in _SEPARATORS + " ":
        start += 1
    edge = _edge(text, span.end, start, known) if start < len(text) else 0
    if span.end - span.start <= edge:
        return span.start
    at = text.rfind(" ", span.start, span.end - edge) if edge else span.end
    return span.start if at < 0 else at


def _edge(text: str, end: int, start: int, known: KnownText) -> int:
    """How much of a known cell is scanned again beside what ends and begins here."""
    if known.reaches_across(text, end, start):
        return _EDGE
    apart = any(char in _SEPARATORS for char in text[end:start])
    return 0 if apart else _SHORT_EDGE


def _is_bounded(text: str, start: int, end: int) -> bool:
    """Whether a cell is one: it begins and ends beside a separator, or at the text's ends."""
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    return (start == 0 or text[start - 1] in _SEPARATORS) and (
        end == len(text) or text[end] in _SEPARATORS
    )


def _last_separator(text: str) -> int:
    return max(text.rfind(separator) for separator in _SEPARATORS)


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """What says of a number or a sign behind it what it is."""
    born = rf"(?:{forms.BIRTH})[^\d.;!?]{{0,30}}$"
    others = rf"(?:{forms.LABELS})[\w\s.:,()'’\"-]{{0,16}}$"
    age = r"\b(?:aged?|[FM]|male|female)[:,;)]?\s?$|\(\d{1,3}\)$"
    reference = forms.SAYS_REFERENCE.replace("{1,4}$", "{0,4}$")
    return re.compile(rf"{reference}|{born}|{others}|{age}", re.IGNORECASE | re.VERBOSE)


@lru_cache(maxsize=1)
def _labels_behind() -> re.Pattern[str]:
    """What says of a number before it what it was."""
    return re.compile(
        rf"[(\[,\-–:]?\s*(?:{forms.BIRTH})|\(?(?:now\s+|aged?\s+)?\d{{1,3}}(?:\s|-)?(?:y|m|w|/)"
        r"|\(?[FM]\b",
        re.IGNORECASE | re.VERBOSE,
    )


@lru_cache(maxsize=1)
def _street() -> re.Pattern[str]:
    return re.compile(rf"(?:[A-Z][\w'’.\-]*\s+){{0,3}}{forms.STREET}(?![\w'’])", re.VERBOSE)
