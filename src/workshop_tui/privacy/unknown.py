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
_ARTICLE = re.compile(r"^(?:an?|the) ")
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
            low = fold(run[0]).lower
            if low in self._words.phrases or _ARTICLE.sub("", low) in self._words.phrases:
                continue
            for first, last in self._in_run(text, *run.span()):
                yield Unknown(first.start, last.end, text[first.start : last.end])
        if not text.isascii():
            for found in capitals.OTHER_SCRIPT.finditer(text):
                yield Unknown(*found.span(), found[0], OTHER_SCRIPT)
        for pattern in (capitals.COMPANY, capitals.NAME_AND_INITIAL):
            for found in pattern.finditer(text):
                yield Unknown(*found.span(), found[0])
        yield from self._small(text)

    def is_large_inside(self, text: str, start: int, end: int) -> bool:
        """Whether a word stands large inside a sentence, where only a name does."""
        if text[start].islower() or capitals.opens(text, start):
            return False
        run = capitals.runs().match(text, start)
        return run is None or not capitals.is_heading(text, start, end)

    def _small(self, text: str) -> Iterator[Unknown]:
        """Names that nobody wrote large ("darren rang", "mrs pryor")."""
        words = self._words
        for found in capitals.SMALL_TITLE.finditer(text):
            low = found[1]
            known_name = low in words.names and low not in words.word_names
            strange = not words.is_ordinary(low) or (known_name and found[0][:2] != "mi")
            if strange and low not in self._known:
                yield Unknown(*found.span(), found[0])
        wanted = {
            low
            for low in self._given.intersection(_SMALL_WORD.findall(text))
            if len(low) > 2 and low not in self._known
        }
        if wanted:
            for found in re.finditer(
                rf"(?<![\w@./-])(?:{'|'.join(sorted(wanted))})(?![\w@])", text
            ):
                yield Unknown(*found.span(), found[0])
        for start, end in capitals.small_lines(text):
            for found in _SMALL_WORD.finditer(text, start, end):
                if len(found[0]) > 3 and found[0] not in wanted and self._is_strange(found[0]):
                    yield Unknown(*found.span(), found[0])

    def _is_strange(self, low: str) -> bool:
        """Whether a word in small letters is none, however people spell when they text."""
        words = self._words
        return not (
            low in self._known
            or low in words.chat
            or low in words.abbreviations
            or words.is_ordinary(low)
            or words.is_ordinary(f"{low}g")  # "comin"
            or (low.endswith("s") and words.is_ordinary(low[:-1]))
        )

    def _in_run(self, text: str, start: int, end: int) -> Iterator[tuple[_Token, _Token]]:
        """The first and last words of each name in a run."""
        tokens = self._tokens(text, start, end)
        if all(token.kind in _SILENT for token in tokens) and len(tokens) < 2:
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
        words = self._words
        for at in range(1, len(run.tokens)):
            token, before = run.tokens[at], run.tokens[at - 1]
            initial = _is_initial(run, at - 1)
            named = before.kind in (Kind.TITLE, Kind.WORD_NAME) or initial
            surname = token.low in words.names and token.kind is Kind.GENERIC  # "J. Brown"
            if (named and token.kind in _MAY_NAME) or (initial and surname):
                return [(at - 1, self._with_places(run, run.last(at)))]
            polite = before.low in words.polite and token.kind is not Kind.TITLE
            if polite and not (token.kind is Kind.ABBREVIATION and len(token.low) > 2):
                return [(at - 1, run.last(at))]  # "Mr Green", "Dr Q"
        return []

    def _place(self, run: _Run) -> list[tuple[int, int]]:
        """Ordinary words that name a place by their end: "Harbour View Primary"."""
        tokens, words = run.tokens, self._words
        for at in range(1, len(tokens)):
            if tokens[at].low in words.streets and not run.has(at - 1, (Kind.TITLE,)):
                return [(self._from(run, at - 1), self._with_places(run, at))]
            if tokens[at].low not in words.places:
                continue
            first = at - 1
            while first and tokens[first].low in words.between:
                first -= 1
            if not run.has(first, _MAY_NAME):
                continue
            first = self._from(run, first)
            sure = first or not run.opens or at > 1 or tokens[0].low in words.rare
            if sure or tokens[0].kind is Kind.WORD_NAME:
                return [(first, self._with_places(run, at))]
        return []

    @staticmethod
    def _from(run: _Run, first: int) -> int:
        """Where a name begins whose later words are known."""
        while run.has(first - 1, _MAY_NAME):
            first -= 1
        return first

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
                owner = token.low[:-1] in self._words.word_names and token.low.endswith("s")
                is_name = (
                    (owner and capitals.owns(run.text, token.end))
                    or (self._is_plural_name(run, token))
                    or (
                        token.kind is Kind.ORDINARY
                        and (
                            capitals.is_named_so(run.text, token.start)
                            or (not first and capitals.names_what_follows(run.text, token.end))
                            or (
                                not first and len(run.tokens) <= 2 and self._led_to(run.text, token)
                            )
                        )
                    )
                )
            if is_name:
                found.append((at, at))
        return found or self._several(run)

    def _is_plural_name(self, run: _Run, token: _Token) -> bool:
        """A family by its name ("the Browns")."""
        return (
            token.low.endswith("s")
            and len(token.low) > 4
            and token.low[:-1] in self._words.names
            and token.kind in (Kind.ORDINARY, Kind.GENERIC)
            and run.text[max(0, token.start - 4) : token.start].lower() == "the "
        )

    def _led_to(self, text: str, token: _Token) -> bool:
        """Whether a word that is some name or is rare stands behind one that leads to a name."""
        words = self._words
        return (token.low in words.names or token.low in words.rare) and capitals.leads_to_a_name(
            text, token.start
        )

    def _several(self, run: _Run) -> list[tuple[int, int]]:
        """Ordinary words written large beside each other inside a sentence ("Open Gate")."""
        first = 1 if run.opens else 0
        for at in range(first, len(run.tokens) - 1):
            if run.has(at, (Kind.ORDINARY,)) and run.has(at + 1, (Kind.ORDINARY,)):
                first_word, next_word = run.tokens[at], run.tokens[at + 1]
                if run.text[first_word.start : next_word.end].isupper():
                    continue  # where all is in capitals they tell nothing
                return [(at, run.last(at))]
        return []

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
            return word.isupper() or low not in words.given
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
