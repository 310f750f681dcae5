"""What is still missing in the outcomes and around them, as one list to work off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.changing import Comment, RecommendationFinding
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import FURTHER, SET_ASIDE, open_points, outcome_names
from workshop_tui.practice.records import Outcome
from workshop_tui.review.reader import Reader
from workshop_tui.review.sharing import sharing

_FURTHER = {
    "prevalence": "how common it is",
    "question": "its question for the board",
    "shared_with": "with whom it is shared",
    "shared_how": "how it is shared",
    "due": "by when it is shared",
}


_ORDER = (
    *(OutcomeKind.ESCALATION, OutcomeKind.FINDING, OutcomeKind.GOOD_PRACTICE, OutcomeKind.ACTION),
)


@dataclass(frozen=True, slots=True)
class Open:
    """An outcome with what it lacks.

    Attributes:
        name: F1, A2 …
        points: A field, or "evidence", "line", "finding", "day", "read-back", and words for it.
    """

    outcome: Outcome
    name: str
    points: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that waits beside the outcomes: words, the form, the uid of its record or "new"."""

    words: str
    form: str
    uid: str


def open_outcomes(read: Reader) -> list[Open]:
    """The outcomes that lack something, in their order; those set aside or done lack nothing."""
    evidence, enquiries = read.evidence(), read.enquiries()
    outcomes = read.outcomes()
    found = []
    for outcome, name in zip(outcomes, outcome_names(outcomes), strict=True):
        if outcome.status in (SET_ASIDE, "done"):
            continue
        points = open_points(
            outcome, len(evidence.get(outcome.id, ())), len(enquiries.get(outcome.id, ()))
        )
        for field, _ in FURTHER.get(outcome.kind, ()):
            if not getattr(outcome, field):
                points.append((field, _FURTHER[field]))
        if outcome.kind is OutcomeKind.ACTION and outcome.due_on is None:
            points.append(("day", "an exact day"))
        if outcome.read_back is None:
            points.append(("read-back", "the agencies' position (not read back yet)"))
        if points:
            found.append(Open(outcome, name, points))
    return sorted(found, key=lambda one: _ORDER.index(one.outcome.kind))


def waiting(read: Reader) -> list[Beside]:
    """Lines of enquiry, recommendations and comments that wait for somebody."""
    now = sharing(read)
    found = [
        Beside(f"Line of enquiry {one.number} has no answer yet: {one.title}", "answer", one.uid)
        for one in read.lines_of_enquiry()
        if not one.answer
    ]
    outcomes = read.outcomes()
    linked = {one.outcome_id for one in read.records(RecommendationFinding)}
    found += [
        Beside(f"{name} is in no recommendation yet", "recommendation", "new")
        for outcome, name in zip(outcomes, outcome_names(outcomes), strict=True)
        if outcome.kind is OutcomeKind.FINDING
        and outcome.status != SET_ASIDE
        and outcome.id not in linked
    ]
    for one in now.recommendations:
        number = one.recommendation.number
        if not one.decisions:
            found.append(Beside(f"R{number} was sent to nobody yet", "consideration", "new"))
        found += [
            Beside(f"R{number}: {each.body} has not decided yet", "consideration", each.uid)
            for each in one.decisions
            if not each.decision
        ]
    found += [
        Beside(f"{one.who}'s comment on {one.outcome} has no reply", Comment.TABLE, one.comment.uid)
        for one in now.comments
        if not one.comment.reply
    ]
    return found
