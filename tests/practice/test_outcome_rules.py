from __future__ import annotations

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import QUESTIONS, missing
from workshop_tui.practice.records import Outcome


def outcome(kind: OutcomeKind, **details: object) -> Outcome:
    return Outcome(kind=kind, position=1, text="x", at="", **details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "lacks"),
    [
        (
            OutcomeKind.FINDING,
            ["why it made sense", "still true today?", "evidence", "line of enquiry"],
        ),
        (OutcomeKind.GOOD_PRACTICE, ["what made it possible", "evidence"]),
        (
            OutcomeKind.ESCALATION,
            [
                *("what is unsafe now", "who tells them", "who is told", "route"),
                *("by when", "evidence"),
            ],
        ),
        (
            OutcomeKind.ACTION,
            [
                *("owner", "managing owner", "expected change", "measure", "by when"),
                *("evidence", "the finding it answers"),
            ],
        ),
    ],
)
def test_what_is_missing(kind: OutcomeKind, lacks: list[str]) -> None:
    assert missing(outcome(kind), 0, 0) == lacks
    details: dict[str, object] = {name: "x" for name, _ in QUESTIONS[kind]}
    if kind is OutcomeKind.ACTION:
        details["finding_id"] = 1
    assert missing(outcome(kind, **details), 1, 1) == []
