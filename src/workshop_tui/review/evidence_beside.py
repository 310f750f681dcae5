"""What the lead has beside the page while writing: findings and what was said, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.preparing import FamilyWords
from workshop_tui.practice.records import LineOfEnquiry, Outcome, Record
from workshop_tui.practice.running import Challenge

if TYPE_CHECKING:
    from workshop_tui.review.reader import Reader

ANSWER, NARRATIVE = "answer", "narrative"

_OF_SECTION: dict[str, tuple[OutcomeKind, ...]] = {
    "what we learned": (OutcomeKind.FINDING,),
    "good practice": (OutcomeKind.GOOD_PRACTICE,),
    "summary of events": (OutcomeKind.FINDING, OutcomeKind.GOOD_PRACTICE),
    "why this case": (),
    "limits": (),
}


def beside(
    read: Reader,
    form: str,
    record: Record | None,
    section: str = "",
    hides: Callable[[Record], bool] = lambda _: False,
) -> list[str]:
    """What belongs beside an answer to a line of enquiry, or a section of the report.

    Args:
        read: Reads the review.
        form: ``ANSWER`` or ``NARRATIVE``; for any other form there is nothing.
        record: The line of enquiry; None where none is chosen.
        section: The section's name.
        hides: Whether an item is not for whoever reads.

    Returns:
        Lines, the first ones telling what it is.
    """
    if form == ANSWER and isinstance(record, LineOfEnquiry):
        return list(_of_line(read, record, hides))
    if form == NARRATIVE and section:
        return list(_of_section(read, section, hides))
    return []


def _of_line(read: Reader, line: LineOfEnquiry, hides: Callable[[Record], bool]) -> Iterator[str]:
    yield f"{line.number}. {line.title}"
    if line.question:
        yield line.question
    linked = {outcome for outcome, lines in read.enquiries().items() if line.id in lines}
    outcomes = [one for one in _named(read) if one[1].id in linked]
    yield from _outcomes(read, outcomes, hides)
    if not outcomes:
        yield "No outcome answers this line yet: l on the Outcomes screen links one."


def _of_section(read: Reader, section: str, hides: Callable[[Record], bool]) -> Iterator[str]:
    if section == "independent challenge":
        notes = read.records(Challenge)
        for note in notes:
            yield f"{note.text}"
            yield f"    Answer: {note.answer or 'none yet'}"
        if not notes:
            yield "No challenge note was left."
    elif section == "the child and family":
        words = [one for one in read.records(FamilyWords) if not hides(one)]
        yield from (one.text for one in words)
        if not words:
            yield "Nothing that the family said is noted yet: “Their words” under 1 Prepare."
    else:
        review = read.review()
        if section in ("why this case", "process and people"):
            yield from filter(None, (review.trigger, review.reason, review.summary))
        kinds = _OF_SECTION.get(section, ())
        yield from _outcomes(read, [one for one in _named(read) if one[1].kind in kinds], hides)


def _named(read: Reader) -> list[tuple[str, Outcome]]:
    outcomes = read.outcomes()
    named = zip(outcome_names(outcomes), outcomes, strict=True)
    return [(name, one) for name, one in named if one.status != "set aside"]


def _outcomes(
    read: Reader, outcomes: Sequence[tuple[str, Outcome]], hides: Callable[[Record], bool]
) -> Iterator[str]:
    evidence = read.evidence()
    for name, outcome in outcomes:
        if hides(outcome):
            continue
        yield f"{name} {outcome.text}"
        if outcome.why:
            yield f"    Why it made sense: {outcome.why}"
        for capture in (one for one in evidence.get(outcome.id, []) if not hides(one)):
            place = f"{read.called(capture.entry_id)}: " if capture.entry_id else ""
            yield f"    · {place}{capture.text}"
