"""What an outcome still lacks, so that it can be worked off; nothing here ever blocks."""

from __future__ import annotations

from collections.abc import Sequence

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome

SET_ASIDE = "set aside"
STATUSES = ("draft", "agreed", "done", SET_ASIDE)

QUESTIONS: dict[OutcomeKind, tuple[tuple[str, str], ...]] = {
    OutcomeKind.FINDING: (
        ("why", "Why did it make sense at the time?"),
        ("still_current", "Is it still true today? (yes / no)"),
    ),
    OutcomeKind.GOOD_PRACTICE: (("why", "What made it possible?"),),
    OutcomeKind.ESCALATION: (
        ("unsafe_now", "What is unsafe now?"),
        ("owner", "Who tells them?"),
        ("told", "Who is told?"),
        ("route", "By which route?"),
        ("due", "By when?"),
    ),
    OutcomeKind.ACTION: (
        ("owner", "Who owns it at the front line?"),
        ("manager", "Which manager owns it with them?"),
        ("expected_change", "What change in practice is expected?"),
        ("measure", "How will one see that it has changed?"),
        ("due", "By when?"),
    ),
}
"""The questions each kind asks, as field and wording. A finding is kept insofar as it relates to
current practice (Methodology); an escalation names what is urgent (Phase 2, outcome a)."""

FURTHER: dict[OutcomeKind, tuple[tuple[str, str], ...]] = {
    OutcomeKind.FINDING: (
        ("prevalence", "How common is it?"),
        ("question", "Which question does it put to the board?"),
    ),
    OutcomeKind.GOOD_PRACTICE: (
        ("shared_with", "With whom is it shared?"),
        ("shared_how", "How is it shared?"),
        ("due", "By when is it shared?"),
    ),
}
"""What is asked after the event as well; an outcome is not called incomplete for want of it."""


def asked(kind: OutcomeKind) -> tuple[tuple[str, str], ...]:
    """All questions of a kind, those of the event first."""
    return QUESTIONS[kind] + FURTHER.get(kind, ())


_LACKS = {
    "why": "why it made sense",
    "still_current": "still true today?",
    "unsafe_now": "what is unsafe now",
    "told": "who is told",
    "due": "by when",
    "owner": "owner",
    "manager": "managing owner",
    "measure": "measure",
    "route": "route",
    "expected_change": "expected change",
}


def _lack(kind: OutcomeKind, field: str) -> str:
    if kind is OutcomeKind.GOOD_PRACTICE and field == "why":
        return "what made it possible"
    if kind is OutcomeKind.ESCALATION and field == "owner":
        return "who tells them"
    return _LACKS[field]


def missing(outcome: Outcome, evidence: int, enquiries: int) -> list[str]:
    """What the outcome lacks, in a word or two each; see ``open_points``."""
    return [words for _, words in open_points(outcome, evidence, enquiries)]


def open_points(outcome: Outcome, evidence: int, enquiries: int) -> list[tuple[str, str]]:
    """What the outcome lacks: the field, or "evidence", "line", "finding"; and a word or two.

    What was set aside lacks nothing: nobody works on it any more.

    Args:
        outcome: The outcome.
        evidence: How many captures it rests on.
        enquiries: How many lines of enquiry it answers.
    """
    kind = outcome.kind
    if outcome.status == SET_ASIDE:
        return []
    lacks = [(n, _lack(kind, n)) for n, _ in QUESTIONS[kind] if not getattr(outcome, n)]
    if not evidence:
        lacks.append(("evidence", "evidence"))
    if kind is OutcomeKind.FINDING and not enquiries:
        lacks.append(("line", "line of enquiry"))
    if kind is OutcomeKind.ACTION and outcome.finding_id is None:
        lacks.append(("finding", "the finding it answers"))
    return lacks


_LETTERS = {
    OutcomeKind.FINDING: "F",
    OutcomeKind.GOOD_PRACTICE: "G",
    OutcomeKind.ESCALATION: "E",
    OutcomeKind.ACTION: "A",
}


def outcome_names(outcomes: Sequence[Outcome]) -> list[str]:
    """Short names of outcomes in their order: F1, F2, G1, E1, A1."""
    counts: dict[OutcomeKind, int] = {}
    names = []
    for outcome in outcomes:
        counts[outcome.kind] = counts.get(outcome.kind, 0) + 1
        names.append(f"{_LETTERS[outcome.kind]}{counts[outcome.kind]}")
    return names
