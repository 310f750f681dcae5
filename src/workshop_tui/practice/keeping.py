"""The records of keeping and destroying: which copies there are, what was struck.

They follow the conventions of ``practice.records``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from workshop_tui.practice.records import Capture, Record

STRUCK: Final = "[struck from the record]"
"""What stands in the place of words that were struck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Record):
    """A copy of the whole review that workshop-tui made.

    It is remembered so that a change of passphrase, a strike and forgetting reach it as well.

    Attributes:
        path: Where it was put, in full; somebody may have moved it since.
        by, at: Who asked for it, and when.
    """

    TABLE: ClassVar[str] = "snapshot"

    path: str
    by: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike(Record):
    """That a capture was struck from the record: its words are gone for good, this stays.

    The capture's row stays as well, with where and when it was captured and by whom.

    Attributes:
        reason: Why, in words that do not repeat what was struck.
        by, at: Who struck it, and when.
    """

    TABLE: ClassVar[str] = "strike"

    capture_id: int
    reason: str
    by: str
    at: str


KEPT_NEWEST = 6
"""So many of the newest snapshots stay: half an hour of an event."""

KEPT_DAYS = 3
"""Of so many earlier days the last snapshot stays."""


def kept_snapshots(taken: Iterable[str]) -> set[str]:
    """Which of the snapshots that were taken by themselves stay.

    Args:
        taken: When each was taken (ISO 8601 with zone).
    """
    newest = sorted(taken, key=dt.datetime.fromisoformat, reverse=True)
    last_of_day: dict[str, str] = {}
    for at in newest:
        last_of_day.setdefault(at[:10], at)
    days = sorted(last_of_day, reverse=True)[: KEPT_DAYS + 1]
    return {*newest[:KEPT_NEWEST], *(last_of_day[day] for day in days)}


def is_due(keep_until: str | None, today: str) -> bool:
    """Whether the day has come on which keeping a review is looked at again; both ISO dates."""
    return bool(keep_until) and str(keep_until)[:10] <= today


def is_struck(capture: Capture) -> bool:
    """Whether a capture's words were struck: nobody can type what stands in their place."""
    return capture.text == STRUCK and not capture.line
