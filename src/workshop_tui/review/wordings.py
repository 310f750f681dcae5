"""How an outcome was worded before: every wording it has had, from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_tui.practice.records import Outcome

if TYPE_CHECKING:
    from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Worded:
    """A wording: since when (ISO 8601), by whom, and by what ("reworded an outcome")."""

    at: str
    by: str
    meaning: str
    text: str


def wordings(read: Reader, outcome: Outcome) -> list[Worded]:
    """Every wording of an outcome, oldest first; what was destroyed since is not among them."""
    found: list[Worded] = []
    for change in read.changes():
        if change.table != Outcome.TABLE or change.row_uid != outcome.uid:
            continue
        text = (change.after or {}).get("text")
        if isinstance(text, str) and (not found or found[-1].text != text):
            found.append(Worded(change.at, change.person, change.meaning, text))
    return found
