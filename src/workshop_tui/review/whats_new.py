"""What a paper that is sent again says that the one before did not, in words and by no name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from workshop_tui.practice.preparing import Dispatch
from workshop_tui.review.reader import Reader
from workshop_tui.store.journal import Change

_ENTRY: Final = frozenset(
    {"text", "date_text", "earliest", "latest", "time", "date_note", "end_text", "source", "fields"}
)
_ABOUT: Final = frozenset(
    {"title", "trigger", "reason", "requested_by", "lead", "independence", "summary", "departures"}
)
_CHRONOLOGY: Final = "the chronology"
_WORDS: Final[tuple[tuple[str, frozenset[str] | None, str], ...]] = (
    ("review", frozenset({"period_from", "period_to"}), "the period"),
    ("review", _ABOUT, "what is said about the review"),
    ("review", frozenset({"terms"}), "the terms of reference"),
    ("review", frozenset({"disclosure"}), "what is said about disclosure"),
    ("line_of_enquiry", None, "the lines of enquiry"),
    ("session", frozenset({"title", "date", "starts", "place"}), "when and where it is"),
    ("agenda_step", frozenset({"title", "minutes", "position"}), "the agenda"),
    ("participant", frozenset({"code", "role", "agency_id", "attending"}), "who takes part"),
    ("attendance", frozenset({"invited", "answer"}), "who takes part"),
    ("proceeding", None, "the proceedings beside it"),
    ("source_file", None, _CHRONOLOGY),
    ("entry", _ENTRY, _CHRONOLOGY),
    ("entry_correction", None, _CHRONOLOGY),
    ("entry_dispute", None, _CHRONOLOGY),
    ("entry_exclusion", None, _CHRONOLOGY),
    ("episode", None, _CHRONOLOGY),
)
"""Tables, the fields of them that stand in papers (None: all), and what people call that."""

PERIOD: Final = _WORDS[0][2]


def whats_new(reader: Reader, after: str, until: str = "") -> tuple[str, ...]:
    """What was changed between two moments, as papers show it; each only once.

    Args:
        reader: The review.
        after: The moment (ISO, with zone) at which the paper before was kept.
        until: The moment at which the paper was kept that is asked about; "" for now.
    """
    first = dt.datetime.fromisoformat(after)
    last = dt.datetime.fromisoformat(until) if until else None
    found: set[str] = set()
    for change in reader.changes():
        at = dt.datetime.fromisoformat(change.at)
        if at > first and (last is None or at < last):
            found.update(_said(change))
    return tuple(words for words in dict.fromkeys(words for *_, words in _WORDS) if words in found)


def _said(change: Change) -> Iterable[str]:
    before, after = change.before or {}, change.after or {}
    moved = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    for table, fields, words in _WORDS:
        if change.table == table and (fields is None or moved & fields or "retracted" in moved):
            yield words


def editions(sent: Iterable[Dispatch]) -> list[Dispatch]:
    """Of what was sent to somebody, the first sending of each file, oldest first."""
    found: dict[str, Dispatch] = {}
    for one in sorted(sent, key=lambda one: one.id):
        found.setdefault(one.document, one)
    return list(found.values())
