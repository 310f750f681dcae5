"""The preparation form that each participant fills in (phase 1, paragraphs g and h): its layout.

The Word document has, from top to bottom and in this order:

1. The line that identifies it, a paragraph of its own: ``Form P1 · LR-07 · SW1`` (`identifier`
   writes it, `read_identifier` reads it): the form's version, the review's reference, the
   participant's code. It stands above the title, and again, alone in its paragraph, after the
   last table.
2. For each of `SECTIONS`, in order: a heading (style "Heading 2") with exactly `Section.heading`,
   guidance (`Section.guidance`), then one table with four columns. Its first row holds the
   headings `Section.columns`; every further row is one item, blank until somebody writes into
   it. Rows may be added by whoever fills it in. A row in which all four cells are blank is no item.

   * column 1: when, as the participant writes it (`ReturnItem.date_text`)
   * column 2: what they did, decided or saw as possible (`ReturnItem.text`)
   * column 3: why it made sense at the time, what they saw (`ReturnItem.why`)
   * column 4: the entry's number in the circulated chronology, if they know it (``42``, ``42a``)

3. A heading `SUPPORT_HEADING` and one table with two columns and no row of headings: each row
   has a question of `SUPPORT` on the left, the answer on the right.

The tables hold no merged cells, no nested tables, no content controls. A form that is found
inside a briefing pack is the same, one heading level lower.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

VERSION: Final = "P1"
"""The layout's version; it changes whenever headings or columns do."""

SEPARATOR: Final = " · "

WHEN: Final = "When"
WHY: Final = "Why it made sense at the time, what I saw"
ENTRY: Final = "Entry number, if known"

BLANK_ROWS: Final = 3
"""Rows that each table has ready to be filled in."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the form, with its table.

    Attributes:
        part: What its items are, as ``ReturnItem.part`` keeps it.
        heading: Its heading, exactly.
        guidance: What to write there.
        what: The heading of the second column.
    """

    part: str
    heading: str
    guidance: str
    what: str = "What I did or decided"

    @property
    def columns(self) -> tuple[str, str, str, str]:
        """The headings of its table."""
        return (WHEN, self.what, WHY, ENTRY)


SECTIONS: Final = (
    Section(
        "intervention",
        "Key interventions",
        "Where did you, or your service, step in? Choose the two or three that mattered most.",
    ),
    Section(
        "opportunity",
        "Opportunities for intervention",
        "Where, as you see it, might another response have been possible? What would have had to "
        "be different for it?",
        "What might have been possible",
    ),
    Section(
        "action",
        "Actions",
        "What else did you do that the chronology does not show, or shows otherwise than you "
        "remember it?",
    ),
    Section(
        "decision",
        "Decisions",
        "Which decisions were you part of? What did you know then, and whom did you ask?",
    ),
    Section(
        "other",
        "Anything else",
        "What should the review hear that no question has asked: about the child, the work, what "
        "went well?",
        "What the review should hear",
    ),
)

SUPPORT_HEADING: Final = "Support"
SUPPORT: Final = (
    "My line manager or supervisor",
    "I have talked with them about this review on",
    "What would help me before, during or after the event",
)


def identifier(reference: str, code: str) -> str:
    """The line that says which form this is, of which review and of whom."""
    return SEPARATOR.join((f"Form {VERSION}", reference, code))


_IDENTIFIER: Final = re.compile(r"\s*form\s+(\w+)\s*·\s*(.+)\s*·\s*([^·]+?)\s*", re.IGNORECASE)


def read_identifier(line: str) -> tuple[str, str, str] | None:
    """Version, reference and code of a line that `identifier` wrote; None where it is no such."""
    found = _IDENTIFIER.fullmatch(line)
    return (found[1].upper(), found[2].strip(), found[3]) if found else None
