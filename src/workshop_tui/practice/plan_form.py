"""The action plan's workbook: its sheets, its columns, and the codes by which it is known again.

`outputs.plan_excel` writes it, `intake.plan_book` reads it when it comes back from the owners.
Columns are found by their headings, so that their order does not matter. Each row ends with a
code of three groups of letters: which record it is, what its wording was, what stood in the cells
that owners fill in. A code tells nothing by itself, not even when its record was made.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workshop_tui.practice.brag import BRAG

VERSION: Final = "W1"
"""The layout's version; it changes whenever headings or codes do."""

PLAN_SHEET: Final = "Action plan"
STEPS_SHEET: Final = "Milestones"
ABOUT_SHEET: Final = "About this copy"
CODE: Final = "Row code: please leave as it is"
REF: Final = "Ref"
DUE: Final = "Due"

FIXED: Final = (
    *(REF, "Finding", "Recommendation", "Action", "Owner: agency and role", "Managing owner"),
    *(DUE, "Expected change", "How it will be measured"),
)
"""Columns of the plan whose wording comes back as it went out."""

SHOWN: Final = ("Milestones", "Evidence of change so far", "Progress so far")
"""Columns that are there to be read."""

NOTE: Final = "Progress: your note"
NOTED: Final = "Date of your note"
COLOUR: Final = "BRAG"
TYPED: Final = (NOTE, NOTED, COLOUR)
"""Columns that owners fill in."""

STEP: Final = "Milestone"
DONE: Final = "Done on"
STEP_FIXED: Final = (REF, STEP, DUE)
STEP_COLUMNS: Final = (REF, "Action", STEP, DUE, DONE)

WORKBOOK: Final = "Workbook code"
_CODE: Final = re.compile(r"[bcdfghjkmnpqrstv]{16}-[bcdfghjkmnpqrstv]{8}-[bcdfghjkmnpqrstv]{8}")
_LETTERS: Final = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")

COLOURS: Final = {key: f"{key.capitalize()}: {word}" for key, word in BRAG.items()}
"""What the drop-down offers, by colour: the colour never stands without its word."""


@dataclass(frozen=True, slots=True)
class RowCode:
    """A row's code in its parts.

    Attributes:
        record: Which action or milestone it is. wording: its fixed cells as they went out.
        typed: The cells that owners fill in, as they went out.
    """

    record: str
    wording: str
    typed: str

    def __str__(self) -> str:
        return f"{self.record}-{self.wording}-{self.typed}"


def read_code(text: str) -> RowCode | None:
    """A row's code; None where the text is none."""
    words = text.strip()
    return RowCode(*words.split("-")) if _CODE.fullmatch(words) else None


def record_code(uid: str, *, digest: bool = False) -> str:
    """The code of a record. Only consonants: no number and no name can come about by chance.

    Args:
        uid: Its uid. As the review has it, it tells when the record was made; its code does not.
        digest: Whether it is the digest already that stands for it where days are not told.
    """
    return _letters(uid if digest else hashlib.sha256(uid.encode()).hexdigest()[:32], 16)


def wording_code(cells: Iterable[str]) -> str:
    """The code of what cells say; spaces and line breaks do not count."""
    return _letters("|".join(" ".join(cell.split()) for cell in cells), 8)


def _letters(text: str, length: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:length].translate(_LETTERS)


def workbook_code(review: str, tier: str, version: int) -> str:
    """The line that says of which review a workbook is, for which circulation, which version.

    Args:
        review: The ``record_code`` of the review.
    """
    return f"{VERSION} · {review} · {tier} · {version}"


_WORKBOOK: Final = re.compile(r"\s*(W\d+) · ([bcdfghjkmnpqrstv]{16}) · ([a-z]+) · (\d{1,6})\s*")


def read_workbook_code(line: str) -> tuple[str, str, str, int] | None:
    """Layout, review, circulation and version of a line that `workbook_code` wrote, or None."""
    found = _WORKBOOK.fullmatch(line)
    return (found[1], found[2], found[3], int(found[4])) if found else None


def colour_of(text: str) -> str | None:
    """The colour that a cell names ("Amber: at risk", "amber", "at risk"); None if none does."""
    words = " ".join(text.split()).casefold()
    if not words:
        return ""
    for key, word in BRAG.items():
        if words in (key, word, COLOURS[key].casefold(), key[0]):
            return key
    return None
