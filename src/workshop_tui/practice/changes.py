"""What a corrected document changes: which of its rows are the entries that are known already.

Rows are known again by what they say and when, not by where they stand: a row put in at the top
moves all others. Only where that leaves a doubt do the row's number and a reference of the
source's own help. Whatever is not surely the same entry is added or gone, which a person sees.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.records import Entry

_NUMBERING: Final = re.compile(
    r"(?:(?:event|entry|row|serial|item|line|record|case)[\s_-]*)?"
    r"(?:no|nr|num|number|ref|reference|id|index|seq|sequence|serial|s/n|#)\.?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")
_CROWD: Final = 60
"""Entries of one date or wording beyond which that is no hint any more."""

_SHORT: Final = 6
_FAR: Final = 31


@dataclass(frozen=True, slots=True)
class Matching:
    """Which old entries are which new ones, by position.

    Attributes:
        same: Old and new that say the same.
        altered: Old and new that are one entry in two wordings.
        gone: Old ones without a new one. added: new ones without an old one.
    """

    same: tuple[tuple[int, int], ...]
    altered: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def found(self) -> int:
        """How many were known again."""
        return len(self.same) + len(self.altered)


def match(old: Sequence[Entry], new: Sequence[Entry]) -> Matching:
    """Find the old entries among the new ones.

    Args:
        old: As the source said it last.
        new: As the source says it now.
    """
    waiting: defaultdict[tuple[object, ...], deque[int]] = defaultdict(deque)
    for position, entry in enumerate(old):
        waiting[said(entry)].append(position)
    same: list[tuple[int, int]] = []
    left: list[int] = []
    for position, entry in enumerate(new):
        known = waiting.get(said(entry))
        if known:
            same.append((known.popleft(), position))
        else:
            left.append(position)
    rest = sorted(position for many in waiting.values() for position in many)
    altered = _altered(old, new, rest, left)
    taken_old, taken_new = {a for a, _ in altered}, {b for _, b in altered}
    return Matching(
        tuple(same),
        tuple(altered),
        tuple(p for p in rest if p not in taken_old),
        tuple(p for p in left if p not in taken_new),
    )


def said(entry: Entry) -> tuple[object, ...]:
    """What an entry says, the same for two that say the same.

    They may differ in spaces, in how a day is written, and in a running number of their row.
    """
    date = (entry.earliest, entry.latest, entry.time)
    return (
        date if entry.earliest or entry.latest else (_plain(entry.date_text), entry.time),
        _plain(entry.end_text or ""),
        _plain(entry.source),
        _plain(entry.text),
        *sorted(
            (_plain(name), _plain(text))
            for name, text in entry.fields.items()
            if text.strip() and not _NUMBERING.fullmatch(name.strip())
        ),
    )


def _altered(
    old: Sequence[Entry], new: Sequence[Entry], rest: Sequence[int], left: Sequence[int]
) -> list[tuple[int, int]]:
    own = _own_references(old, new)
    scored = []
    for b, candidates in _candidates(old, new, rest, left, own):
        for a in candidates:
            score = _score(old[a], new[b], own)
            if score:
                scored.append((-score, abs(old[a].origin_row - new[b].origin_row), a, b))
    pairs: list[tuple[int, int]] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, a, b in sorted(scored):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            pairs.append((a, b))
    return sorted(pairs)


def _candidates(
    old: Sequence[Entry],
    new: Sequence[Entry],
    rest: Sequence[int],
    left: Sequence[int],
    own: str | None,
) -> Iterator[tuple[int, set[int]]]:
    """For each new entry, the old ones that share its date, wording, row or reference."""
    index: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for a in rest:
        for key in _keys(old[a], own):
            index[key].append(a)
    for b in left:
        many = (index[key] for key in _keys(new[b], own) if key in index)
        yield b, {a for positions in many if len(positions) <= _CROWD for a in positions}


def _keys(entry: Entry, own: str | None) -> Iterator[tuple[object, ...]]:
    if entry.earliest or entry.latest:
        yield "date", entry.earliest, entry.latest
    words = _WORD.findall(entry.text.casefold())
    if words:
        yield "text", _plain(entry.text)
        # A word put in or taken out somewhere leaves the beginning or the end as it was.
        yield "begins", *words[:4]
        yield "ends", *words[-4:]
    yield "row", entry.origin_table, entry.origin_row
    if own and entry.fields.get(own, "").strip():
        yield "own", entry.fields[own].strip()


def _score(old: Entry, new: Entry, own: str | None) -> float:
    """How surely two are one entry; 0 where they are not."""
    alike = _alike(old, new)
    same_date = (old.earliest, old.latest) == (new.earliest, new.latest)
    same_row = (old.origin_table, old.origin_row) == (new.origin_table, new.origin_row)
    reference = new.fields.get(own, "").strip() if own else ""
    same_own = bool(reference) and old.fields.get(own or "", "").strip() == reference
    if not (
        (same_own and (same_date or alike >= 0.3))
        or (same_date and (alike >= 0.5 or (same_row and alike >= 0.2)))
        or (alike >= 0.75 and (_says_enough(new) or not _far_apart(old, new)))
        or (same_row and said(old)[1:] == said(new)[1:])
    ):
        return 0.0
    return 0.6 * alike + 0.25 * same_date + 0.1 * same_row + 0.4 * same_own


def _alike(old: Entry, new: Entry) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    one, other = (Counter(_WORD.findall(entry.text.casefold())) for entry in (old, new))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _says_enough(entry: Entry) -> bool:
    """Whether a text says more than what happens again and again ("No answer")."""
    return len(set(_WORD.findall(entry.text.casefold()))) >= _SHORT


def _far_apart(old: Entry, new: Entry) -> bool:
    one, other = (entry.earliest or entry.latest for entry in (old, new))
    if one is None or other is None:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) > _FAR


def _own_references(old: Sequence[Entry], new: Sequence[Entry]) -> str | None:
    """A column that names each row in both versions and does not just count the rows."""
    for name in dict.fromkeys(name for entry in new[:50] for name in entry.fields):
        if not _NUMBERING.fullmatch(name.strip()):
            continue
        if all(_names_each(entries, name) for entries in (old, new)) and not _counts(new, name):
            return name
    return None


def _names_each(entries: Sequence[Entry], name: str) -> bool:
    values = [value for entry in entries if (value := entry.fields.get(name, "").strip())]
    return len(values) > len(entries) / 2 and len(set(values)) == len(values)


def _counts(entries: Sequence[Entry], name: str) -> bool:
    """Whether a column only counts: such numbers move on when a row is put in."""
    values: list[Mapping[str, str]] = [entry.fields for entry in entries]
    numbers = [fields.get(name, "").strip() for fields in values]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _plain(text: str) -> str:
    return " ".join(text.split())
