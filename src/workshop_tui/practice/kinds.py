"""The kinds of capture and of outcome, and how each is reached by key, mark and word.

The three outcomes of a learning event (escalations, key findings, agreed actions) are Phase 2 of
the Learning Review Approach; good practice is its aim b). The other kinds are what is said on
the way there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CaptureKind(StrEnum):
    """What a captured line is."""

    NOTE = "note"
    PERSPECTIVE = "perspective"
    GOOD_PRACTICE = "good-practice"
    FINDING = "finding"
    ESCALATION = "escalation"
    ACTION = "action"
    PARKED = "parked"
    CHECK = "check"
    CORRECTION = "correction"


class OutcomeKind(StrEnum):
    """What leaves the event."""

    FINDING = "finding"
    GOOD_PRACTICE = "good-practice"
    ESCALATION = "escalation"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class KindInfo:
    """How a kind of capture looks and is reached.

    Attributes:
        kind: The kind.
        label: What people read.
        sign: One character that stands for it in lists, beside the label's colour.
        mark: Leading character of a capture line, or "" for a note.
        key: The chair's letter while no line is open.
        fkey: The note-taker's function key.
        meaning: One line of help.
    """

    kind: CaptureKind
    label: str
    sign: str
    mark: str
    key: str
    fkey: str
    meaning: str


KINDS: tuple[KindInfo, ...] = (
    KindInfo(CaptureKind.NOTE, "Note", "·", "", "t", "f2", "anything said or noticed"),
    KindInfo(
        CaptureKind.PERSPECTIVE,
        "Perspective",
        "◇",
        ":",
        "p",
        "f3",
        "how somebody saw it at the time",
    ),
    KindInfo(
        CaptureKind.GOOD_PRACTICE,
        "Good practice",
        "+",
        "+",
        "g",
        "f4",
        "what helped; worth sharing",
    ),
    KindInfo(CaptureKind.FINDING, "Finding", "★", "*", "f", "f5", "a key finding or lesson"),
    KindInfo(
        CaptureKind.ESCALATION, "Escalation", "!", "!", "e", "f6", "unsafe now: somebody must act"
    ),
    KindInfo(CaptureKind.ACTION, "Action", "▸", ">", "a", "f7", "an idea for practice change"),
    KindInfo(CaptureKind.PARKED, "Parked", "~", "~", "k", "f8", "comes back before closing"),
    KindInfo(CaptureKind.CHECK, "Check", "?", "?", "c", "f9", "somebody will find out, by when"),
    KindInfo(
        CaptureKind.CORRECTION, "Correction", "≠", "=", "x", "f10", "the entry says it otherwise"
    ),
)

BY_KIND: dict[CaptureKind, KindInfo] = {info.kind: info for info in KINDS}
BY_MARK: dict[str, CaptureKind] = {info.mark: info.kind for info in KINDS if info.mark}
BY_WORD: dict[str, CaptureKind] = {
    **{info.label.lower(): info.kind for info in KINDS},
    **{info.kind.value: info.kind for info in KINDS},
}

OUTCOME_OF: dict[CaptureKind, OutcomeKind] = {
    CaptureKind.FINDING: OutcomeKind.FINDING,
    CaptureKind.GOOD_PRACTICE: OutcomeKind.GOOD_PRACTICE,
    CaptureKind.ESCALATION: OutcomeKind.ESCALATION,
    CaptureKind.ACTION: OutcomeKind.ACTION,
}

OUTCOME_LABELS: dict[OutcomeKind, str] = {
    OutcomeKind.FINDING: "Findings",
    OutcomeKind.GOOD_PRACTICE: "Good practice",
    OutcomeKind.ESCALATION: "Escalations",
    OutcomeKind.ACTION: "Actions",
}

CONVERSATION = "conversation"
"""The kind of a one-to-one conversation; every other kind of session is an event."""
