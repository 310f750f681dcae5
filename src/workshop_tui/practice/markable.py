"""What can bear a mark, by what people call it."""

from __future__ import annotations

from typing import Final

from workshop_tui.practice.preparing import FamilyWords, ReturnItem
from workshop_tui.practice.records import Capture, Entry, LineOfEnquiry, Outcome, Record

MARKABLE: Final[dict[str, type[Record]]] = {
    "entry": Entry,
    "capture": Capture,
    "outcome": Outcome,
    "line": LineOfEnquiry,
    "words": FamilyWords,
    "return-item": ReturnItem,
}
"""What can be marked, by what people call it; the names of forms are theirs."""
