"""What is read to the room, and how far the lines of enquiry are covered."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from workshop_tui.practice.kinds import OUTCOME_LABELS, OutcomeKind
from workshop_tui.practice.outcomes import QUESTIONS
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.text import one_line, visible
from workshop_tui.review.readback import Covered
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.outcome_detail import (
    escalation_lines,
    evidence_line,
    hint_lines,
    position_lines,
    read_back_of,
    status_of,
)

NOTHING = (
    "There is nothing to read back yet.\n\nFindings, good practice, escalations and actions come "
    "here by themselves once they are captured."
)
_SAID = ("still true today?", "line of enquiry")
"""What the reading view says by itself."""


def reading(desk: Desk, outcome: Outcome, place: str) -> list[Content]:
    """An outcome as it is read to the room.

    Args:
        desk: What the seat has in front of it.
        outcome: Which.
        place: Which one of how many, in words.
    """
    kind = OUTCOME_LABELS[outcome.kind].removesuffix("s").upper()
    stands = f"{status_of(outcome)} · {read_back_of(outcome)}"
    wording = visible(desk.view.field(outcome.TABLE, outcome.uid, "text", outcome.text))
    beside = [*hint_lines(desk, outcome), *position_lines(desk, outcome)]
    parts = [
        Content.assemble(
            (f"{place} · ", "$text-muted"),
            (f"{kind} {desk.outcome_name(outcome.uid)}", "bold $text-primary"),
            (f" · {stands}", "$text-muted"),
        ),
        Content(""),
        Content.styled(wording, "bold"),
        Content(""),
        *(beside and [*beside, Content("")]),
        evidence_line(desk, outcome),
        *_facts(desk, outcome),
    ]
    marks = desk.signs(outcome)
    return [*parts, Content.styled(marks, "bold $text-warning")] if marks else parts


def _facts(desk: Desk, outcome: Outcome) -> list[Content]:
    numbers = desk.read.enquiries().get(outcome.id, [])
    titles = {line.number: one_line(desk.view.text(line.title)) for line in desk.lines}
    answers = " · ".join(f"{number} {titles.get(number, '')}" for number in numbers)
    facts = [
        Content.assemble((f"{question} ", "$text-muted"), visible(desk.view.text(answer)))
        for field, question in QUESTIONS[outcome.kind]
        if field != "still_current" and (answer := getattr(outcome, field))
    ]
    if outcome.finding_id is not None:
        found = {one.id: one.uid for one in desk.read.outcomes(OutcomeKind.FINDING)}
        facts.append(_named("Answers", desk.outcome_name(found.get(outcome.finding_id, ""))))
    facts.append(_named("Lines of enquiry", answers or "none yet"))
    if outcome.kind is OutcomeKind.FINDING:
        facts.append(_named("Still true today?", outcome.still_current or "not asked yet"))
    if outcome.kind is OutcomeKind.ESCALATION:
        facts += escalation_lines(desk, outcome)[1:]
    lacks = [lack for lack in desk.read.missing()[outcome.id] if lack not in _SAID]
    if lacks:
        facts.append(Content.styled(f"Still open: {', '.join(lacks)}", "$text-warning"))
    return facts


def coverage_blocks(desk: Desk, covered: Sequence[Covered]) -> list[Content]:
    """Each line of enquiry with what answers it, and its gap."""
    blocks: list[Content] = []
    for one in covered:
        title = one_line(desk.view.text(one.line.title))
        blocks.append(Content.styled(f"{one.line.number} {title}", "bold"))
        if one.outcomes:
            captures = "capture" if one.evidence == 1 else "captures"
            rests = f"  {' '.join(one.outcomes)} · {one.evidence} {captures}"
            blocks.append(Content.styled(rests, "$text-muted"))
        if one.gap:
            blocks.append(Content.styled(f"  ○ {one.gap}", "$text-warning"))
    return blocks or [Content("There are no lines of enquiry.")]


def _named(name: str, words: str) -> Content:
    return Content.assemble((f"{name}: ".replace("?:", "?"), "$text-muted"), words)
