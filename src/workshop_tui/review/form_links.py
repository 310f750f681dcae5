"""The records that a form links to: entries of the family's words, outcomes of an audit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop_tui.practice.changing import (
    Audit,
    AuditAction,
    Indicator,
    IndicatorAction,
    Recommendation,
    RecommendationFinding,
)
from workshop_tui.practice.forms import FieldKind
from workshop_tui.practice.preparing import FamilyWords, FamilyWordsEntry
from workshop_tui.practice.records import Record
from workshop_tui.review.form_values import Finder
from workshop_tui.store.transaction import Transaction

LINKED = frozenset({FieldKind.ENTRIES, FieldKind.OUTCOMES})
"""Kinds of fields that are kept as links and not in the record."""

_LINKS: dict[type[Record], tuple[type[Record], str, str]] = {
    FamilyWords: (FamilyWordsEntry, "words_id", "entry_id"),
    Recommendation: (RecommendationFinding, "recommendation_id", "outcome_id"),
    Indicator: (IndicatorAction, "indicator_id", "outcome_id"),
    Audit: (AuditAction, "audit_id", "outcome_id"),
}


def linked(find: Finder, model: type[Record]) -> dict[int, tuple[int, ...]]:
    """What each record of a kind is linked to, by its id."""
    if model not in _LINKS:
        return {}
    link, own, other = _LINKS[model]
    found: dict[int, tuple[int, ...]] = {}
    for one in find(link):
        owner = getattr(one, own)
        found[owner] = (*found.get(owner, ()), getattr(one, other))
    return found


def relink(tx: Transaction, record: Record, wanted: Sequence[int] | None) -> None:
    """Link a record to just these (None: its links stay as they are)."""
    if wanted is None or type(record) not in _LINKS:
        return
    link, own, other = _LINKS[type(record)]
    mine: dict[str, Any] = {own: record.id}
    standing = {getattr(one, other): one for one in tx.find(link, **mine)}
    for row_id, one in standing.items():
        if row_id not in wanted:
            tx.retract(one)
    for row_id in wanted:
        if row_id not in standing:
            both: dict[str, Any] = {**mine, other: row_id}
            tx.add(link(**both))
