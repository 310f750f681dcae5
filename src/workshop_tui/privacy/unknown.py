"""Capitalised words that may be somebody's name: of people, places and agencies nobody registered.

Agencies write much large that names nobody ("the Health Visitor"), so runs of large words are
looked at as wholes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from workshop_tui.privacy import capitals
from workshop_tui.privacy.folding import fold
from workshop_tui.privacy.words import Words

NAME = "name"
OTHER_SCRIPT = "words in another script"

_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-zà-ÿ]+(?![\w@])")
_OF_IRELAND = re.compile(r"[od]'")


class Kind(Enum):
    """What kind of word a large one is."""

    TITLE = "before a name"
    INITIAL = "one letter"
    GENERIC = "written large and naming nobody"
    ABBREVIATION = "in capitals"
    WORD_NAME = "a first name that is a word"
    ORDINARY = "a word"
    LOUD = "a word in capitals that looks like a surname"
    UNKNOWN = "nothing that is known"


_MAY_NAME = frozenset({Kind.ORDINARY, Kind.WORD_NAME})
_OF_A_NAME = _MAY_NAME | {Kind.UNKNOWN}
_SILENT = frozenset({Kind.GENERIC, Kind.ABBREVIATION, Kind.INITIAL})


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that may name somebody.

    Attributes:
        kind: ``NAME`` or ``OTHER_SCRIPT``.
    """

    start: int
    end: int
    words: str
    kind: str = NAME


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    low: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Run:
    """Large words beside each other.

    Attributes:
        opens: Whether a sentence begins with them, so that the first says little.
    """

    text: str
    tokens: Sequence[_Token]
    opens: bool

    def has(self, at: int, kinds: Collection[Kind]) -> bool:
        """Whether the word at a place is there and of these kinds."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind in kinds

    def last(self, at: int) -> int:
        """The last of the words that may belong to the same name."""
        while self.has(at + 1, _OF_A_NAME):
            at += 1
        return at

    def first(self, at: int) -> int:
        """The first of them; a sentence's first word only where it is no ordinary one."""
        while self.has(at - 1, _OF_A_NAME) and not (
            self.opens and at == 1 and self.has(0, (Kind.ORDINARY,))
        ):
            at -= 1
        return at


class UnknownWords:
    """Finds what may be a name and is not known.

    Args:
        words: What is ordinary.
        known: Words in lower case that name nobody here: pseudonyms, roles, the review's reference,
            what somebody called ordinary.
    """

    def __init__(self, words: Words, known: Collection[str]) -> None:
        self._words = words
        self._known = known
        self._kinds: dict[str, Kind] = {}
        self._given = words.given - words.word_names - words.ordinary - words.generic - words.other

    def find(self, text: str) -> Iterator[Unknown]:
        """Every place where words may name somebody."""
        for run in capitals.runs().finditer(text):
            for first, last in self._in_run(text, *run.span()):
                yield Unknown(first.start, last.end, text[first.start : last.end])
        if not text.isascii():
            for found in capitals.OTHER_SCRIPT.finditer(text):
                yield Unknown(*found.span(), found[0], OTHER_SCRIPT)
        yield from self._small(text)

    def is_large_inside(self, text: str, start: int, end: int) -> bool:
        """Whether a word stands large inside a sentence, where only a name does."""
        if text[start].islower() or capitals.opens(text, start):
            return False
        run = capitals.runs().match(text, start)
        return run is None or not capitals.is_heading(text, start, end)

    def _small(self, text: str) -> Iterator[Unknown]:
        """Names that nobody wrote large ("darren rang")."""
        wanted = {
            low
            for low in self._given.intersection(_SMALL_WORD.findall(text))
            if len(low) > 3 and low not in self._known
        }
        if wanted:
            for found in re.finditer(
                rf"(?<![\w@./-])(?:{'|'.join(sorted(wanted))})(?![\w@])", text
            ):
                yield Unknown(*found.span(), found[0])

    def _in_run(self, text: str, start: int, end: int) -> Iterator[tuple[_Token, _Token]]:
        """The first and last words of each name in a run."""
        tokens = self._tokens(text, start, end)
        if all(token.kind in _SILENT for token in tokens):
            return
        run = _Run(text, tokens, capitals.opens(text, start))
        if len(tokens) > 2 and capitals.is_heading(text, start, end):
            unknown = [(at, at) for at, token in enumerate(tokens) if token.kind is Kind.UNKNOWN]
            found = unknown or self._place(run)
        else:
            found = self._unknown(run) or self._titled(run) or self._place(run) or self._single(run)
        for first, last in found:
            yield tokens[first], tokens[last]

    def _tokens(self, text: str, start: int, end: int) -> list[_Token]:
        tokens = []
        for found in capitals.WORD.finditer(text[start:end]):
            if found[0][0].isupper():
                word = capitals.bare(found[0])
                kind = self._kinds.get(word) or self._kinds.setdefault(word, self._kind(word))
                first = start + found.start()
                if kind is Kind.LOUD:
                    alone = capitals.stands_alone_in_capitals(text, start, end)
                    kind = Kind.UNKNOWN if alone else Kind.ORDINARY
                tokens.append(_Token(first, first + len(word), fold(word).lower, kind))
        return tokens

    def _unknown(self, run: _Run) -> list[tuple[int, int]]:
        """Unknown words, each with the words beside it that belong to the same name."""
        found: list[tuple[int, int]] = []
        for at, token in enumerate(run.tokens):
            if token.kind is not Kind.UNKNOWN or (found and found[-1][1] >= at):
                continue
            first, last = run.first(at), run.last(at)
            while first and (_is_initial(run, first - 1) or run.tokens[first - 1].low == "st"):
                first -= 1
            if run.has(first - 1, (Kind.TITLE,)):
                first -= 1
            found.append((first, self._with_places(run, last)))
        return found

    def _titled(self, run: _Run) -> list[tuple[int, int]]:
        """Ordinary words that a title, an initial or a first name makes a name: "Mr Carver"."""
        for at in range(1, len(run.tokens)):
            named = run.has(at - 1, (Kind.TITLE, Kind.WORD_NAME)) or _is_initial(run, at - 1)
            if run.has(at, _MAY_NAME) and named:
                return [(at - 1, self._with_places(run, run.last(at)))]
            if run.has(at, (Kind.INITIAL,)) and run.has(at - 1, (Kind.TITLE,)):
                return [(at - 1, at)]  # "Dr Q"
        return []

    def _place(self, run: _Run) -> list[tuple[int, int]]:
        """Ordinary words that name a place by their end: "Harbour View Primary"."""
        tokens, words = run.tokens, self._words
        for ends in (words.streets, words.places):
            place = next((at for at, token in enumerate(tokens) if at and token.low in ends), 0)
            if not place or not run.has(place - 1, _MAY_NAME):
                continue
            first = place - 1
            while run.has(first - 1, _MAY_NAME):
                first -= 1
            sure = first or not run.opens or place > 1 or tokens[0].low in words.rare
            if sure or ends is words.streets:
                return [(first, self._with_places(run, place))]
        return []

    def _with_places(self, run: _Run, last: int) -> int:
        """Up to the "Primary School" at the end of a name."""
        while last + 1 < len(run.tokens) and run.tokens[last + 1].low in self._words.places:
            last += 1
        return last

    def _single(self, run: _Run) -> list[tuple[int, int]]:
        """Words that are names only where they stand as one: "Mark said", "with Carver"."""
        found = []
        for at, token in enumerate(run.tokens):
            first = run.opens and at == 0
            if token.kind is Kind.WORD_NAME:
                is_name = capitals.stands_as_name(run.text, token.start, token.end, first=first)
            else:
                is_name = (
                    token.kind is Kind.ORDINARY
                    and not first
                    and len(run.tokens) <= 2
                    and (token.low in self._words.names or token.low in self._words.rare)
                    and capitals.leads_to_a_name(run.text, token.start)
                )
            if is_name:
                found.append((at, at))
        several = len(run.tokens) > 1 and all(t.kind is Kind.ORDINARY for t in run.tokens)
        if not found and several and not run.opens:
            found.append((0, len(run.tokens) - 1))
        return found

    def _kind(self, word: str) -> Kind:
        words = self._words
        low = fold(word).lower
        if low in self._known:
            return Kind.GENERIC
        if len(low) == 1:
            return Kind.INITIAL
        if low in words.titles:
            return Kind.TITLE
        if low in words.word_names:
            return Kind.WORD_NAME
        if low in words.generic or low in words.other:
            return Kind.GENERIC
        if self._is_abbreviation(word, low):
            return Kind.ABBREVIATION
        if low in words.ordinary:
            loud = word.isupper() and len(low) > 3 and (low in words.names or low in words.rare)
            return Kind.LOUD if loud else Kind.ORDINARY
        return Kind.GENERIC if self._is_made_of_known(low) else Kind.UNKNOWN

    def _is_abbreviation(self, word: str, low: str) -> bool:
        words = self._words
        if low in words.ordinary:
            return word.isupper() and low in words.abbreviations
        if len(low) == 2:
            return low not in words.given
        if not word.isupper():
            return False
        if low in words.abbreviations:
            return True
        is_name = low in (words.given if len(low) < 4 else words.names)
        return not is_name and (len(low) <= 4 or (len(low) == 5 and low.endswith("s")))

    def _is_made_of_known(self, low: str) -> bool:
        """Compounds ("E-mail"), shortened words ("I've"), several of them ("Sundays")."""
        words = self._words
        parts = [part for part in re.split(r"['-]", low) if part]
        if len(parts) > 1 and all(len(part) < 3 or words.is_ordinary(part) for part in parts):
            return not _OF_IRELAND.match(low)
        several = low[:-1] if low.endswith("s") else ""
        return several in words.other or several in words.generic or several in self._known


def _is_initial(run: _Run, at: int) -> bool:
    """Whether a single letter is somebody's initial ("S Amble") and no word ("A Safe Place")."""
    if not run.has(at, (Kind.INITIAL,)):
        return False
    token = run.tokens[at]
    if run.text[token.end : token.end + 1] == ".":
        return True
    return token.low != "i" and not (run.opens and at == 0 and token.low == "a")
