from __future__ import annotations

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.problems import ChangedMeanwhile, Problem
from workshop_tui.review.outcomes import EDITABLE
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")
FINDING, ACTION, ESCALATION = OutcomeKind.FINDING, OutcomeKind.ACTION, OutcomeKind.ESCALATION


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


def test_one_finding_from_several_captures(seat: Seat) -> None:
    notes = [seat.captures.add(f"@SW1 note {n} #theme{n} #both").result() for n in range(3)]
    ids = [note.id for note in notes]
    finding = seat.outcomes.make(FINDING, "", [*ids, ids[0]]).result()
    assert (finding.text, finding.themes) == ("note 0", ("theme0", "both", "theme1", "theme2"))
    assert [c.id for c in seat.read.evidence()[finding.id]] == ids
    more = seat.captures.add("more").result()
    seat.outcomes.add_evidence(finding.id, [more.id, more.id, ids[0]]).result()
    seat.outcomes.remove_evidence(finding.id, ids[1]).result()
    assert [c.id for c in seat.read.evidence()[finding.id]] == [ids[0], ids[2], more.id]
    seat.outcomes.add_evidence(finding.id, [ids[1]]).result()
    assert len(seat.read.evidence()[finding.id]) == 4


def test_what_cannot_be_made(seat: Seat) -> None:
    gone = seat.captures.add("gone").result()
    seat.captures.retract(gone.id).result()
    action = seat.outcomes.make(ACTION, "an action").result()
    finding = seat.outcomes.make(FINDING, "a finding").result()
    retracted = seat.outcomes.make(FINDING, "another").result()
    seat.outcomes.retract(retracted.id).result()
    for future in (
        seat.outcomes.make(FINDING, " "),
        seat.outcomes.make(FINDING, "x", [99]),
        seat.outcomes.make(FINDING, "x", [gone.id]),
        seat.outcomes.make(ACTION, "x", finding_id=action.id),
        seat.outcomes.make(ACTION, "x", finding_id=retracted.id),
        seat.outcomes.make(FINDING, "x", finding_id=finding.id),
        seat.outcomes.add_evidence(finding.id, [gone.id]),
        seat.outcomes.add_evidence(99, []),
        seat.outcomes.answers_finding(finding.id, finding.id),
        seat.outcomes.answers_finding(action.id, action.id),
        seat.outcomes.answers_finding(action.id, retracted.id),
        seat.outcomes.answer(finding.id, 9),
        seat.outcomes.answer(99, 1),
        seat.outcomes.set(99, "text", "x"),
    ):
        assert refused(future)
    assert len(seat.read.outcomes()) == 2


@pytest.mark.parametrize("field", EDITABLE)
def test_every_field_is_set_and_refused_where_it_changed(
    seat: Seat, other: Seat, field: str
) -> None:
    outcome = seat.outcomes.make(ACTION, "draft").result()
    base = getattr(outcome, field)
    theirs, mine = ("agreed", "done") if field == "status" else ("theirs", "mine")
    other.outcomes.set(outcome.id, field, theirs, base=base).result()
    seat.keep_draft("field", mine)
    future = seat.outcomes.set(outcome.id, field, mine, base=base, draft_slot="field")
    error = future.exception()
    assert isinstance(error, ChangedMeanwhile)
    assert error.current == theirs
    assert [draft.text for draft in seat.read.drafts()] == [mine], "the words stay half typed"
    seat.outcomes.set(outcome.id, field, mine, base=theirs, draft_slot="field").result()
    assert getattr(seat.read.outcome("A1"), field) == mine
    assert seat.read.drafts() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "perhaps"), ("text", " "), ("position", "1"), ("kind", "finding"), ("x", "y")],
)
def test_what_cannot_be_set(seat: Seat, field: str, value: str) -> None:
    outcome = seat.outcomes.make(FINDING, "x").result()
    assert refused(seat.outcomes.set(outcome.id, field, value))
    assert seat.read.outcomes() == [outcome]


@pytest.mark.parametrize("verb", ["set", "add_evidence", "answer", "answers_finding", "reorder"])
def test_an_outcome_that_was_taken_away_is_not_worked_on(
    seat: Seat, other: Seat, verb: str
) -> None:
    outcome = seat.outcomes.make(ACTION, "x").result()
    other.outcomes.retract(outcome.id).result()
    args = {"set": ("text", "y"), "add_evidence": ([],), "answer": (1,), "reorder": (1,)}
    future = getattr(seat.outcomes, verb)(outcome.id, *args.get(verb, (None,)))
    assert "taken away meanwhile" in refused(future)


def test_lines_of_enquiry(seat: Seat) -> None:
    outcome = seat.outcomes.make(FINDING, "x").result()
    for number in (2, 1):
        seat.outcomes.answer(outcome.id, number).result()
    assert seat.read.enquiries() == {outcome.id: [1, 2]}
    seat.outcomes.answer(outcome.id, 2).result()
    assert seat.read.enquiries() == {outcome.id: [1]}
    seat.outcomes.answer(outcome.id, 2).result()
    assert seat.read.enquiries() == {outcome.id: [1, 2]}


def test_order(seat: Seat, other: Seat) -> None:
    made = [seat.outcomes.make(FINDING, text).result() for text in "abcd"]
    seat.outcomes.make(ACTION, "action").result()

    def texts() -> str:
        return "".join(outcome.text for outcome in seat.read.outcomes(FINDING))

    for index, by, expected in [
        (0, 1, "bacd"),
        (3, -1, "badc"),
        (0, -99, "abdc"),
        (1, 99, "adcb"),
        (1, 0, "adcb"),
    ]:
        seat.outcomes.reorder(made[index].id, by).result()
        assert texts() == expected
    other.outcomes.retract(made[3].id).result()
    other.outcomes.make(FINDING, "e").result()
    assert texts() == "acbe"
    assert outcome_names(seat.read.outcomes()) == ["A1", "F1", "F2", "F3", "F4"]


def test_a_finding_with_actions_stays(seat: Seat) -> None:
    finding = seat.outcomes.make(FINDING, "f").result()
    action = seat.outcomes.make(ACTION, "a", finding_id=finding.id).result()
    escalation = seat.outcomes.make(ESCALATION, "e").result()
    seat.outcomes.answers_finding(escalation.id, finding.id).result()
    assert "2 action(s)" in refused(seat.outcomes.retract(finding.id))
    seat.outcomes.retract(action.id).result()
    seat.outcomes.answers_finding(escalation.id, None).result()
    seat.outcomes.retract(finding.id).result()
    assert [o.id for o in seat.read.outcomes()] == [escalation.id]
    seat.undo().result()
    assert len(seat.read.outcomes()) == 2


def test_retracted_outcomes_leave_their_captures(seat: Seat) -> None:
    capture = seat.captures.add("*x").result()
    seat.outcomes.retract(1).result()
    assert [c.id for c in seat.read.captures()] == [capture.id]
    assert seat.read.evidence() == {}
    seat.undo().result()
    assert [c.id for c in seat.read.evidence()[1]] == [capture.id]


def test_what_is_missing_is_worked_off(seat: Seat) -> None:
    seat.captures.add("*a finding").result()
    assert seat.read.missing() == {1: ["why it made sense", "still true today?", "line of enquiry"]}
    seat.outcomes.set(1, "why", "x").result()
    seat.outcomes.set(1, "still_current", "yes").result()
    seat.outcomes.answer(1, 1).result()
    assert seat.read.missing() == {1: []}
    action = seat.outcomes.make(ACTION, "an action").result()
    assert seat.read.missing()[action.id] == [
        *("owner", "managing owner", "expected change", "measure", "by when"),
        *("evidence", "the finding it answers"),
    ]
