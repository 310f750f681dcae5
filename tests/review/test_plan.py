"""From findings to changed practice: forms, merging, splitting, colours, closing on evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from workshop_tui.practice.brag import rating
from workshop_tui.practice.changing import Comment, Consideration, RecommendationFinding
from workshop_tui.practice.changing_forms import CHANGE_FORMS
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.review.forms import filled, form_of
from workshop_tui.review.plan import plan
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")
TODAY = dt.date(2026, 6, 1)


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


@pytest.fixture
def finding(seat: Seat) -> Outcome:
    said = seat.captures.add(": nobody asked who lived there").result()
    return seat.outcomes.make(
        OutcomeKind.FINDING, "Nobody asks who lives there", [said.id]
    ).result()


@pytest.fixture
def action(seat: Seat, finding: Outcome) -> Outcome:
    return seat.outcomes.make(OutcomeKind.ACTION, "One question", (), finding.id).result()


def shown(seat: Seat, slug: str) -> list[dict[str, str]]:
    return [dict(one.values) for one in filled(seat.read, form_of(slug))]


FILLED: dict[str, dict[str, str]] = {
    "comment": {"outcome_id": "F1", "participant_id": "HV1", "text": "We did ask.", "reply": "Yes"},
    "narrative": {"section": "what we learned", "text": "First …"},
    "recommendation": {"text": "Ask every time", "outcomes": "F1"},
    "action-milestone": {"outcome_id": "A1", "title": "Form changed", "due": "1 July 2026"},
    "progress": {"outcome_id": "A1", "noted": "2 May 2026", "note": "Begun", "brag": "green"},
    "indicator": {"title": "Households recorded", "baseline": "40", "outcomes": "A1"},
    "audit": {"title": "Dip sample", "kind": "multi", "held": "1/9/2026", "outcomes": "A1"},
    "check": {"title": "Six months on", "due": "1 December 2026", "outcome_id": "A1"},
    "publication": {"kind": "newsletter", "title": "Spring issue", "planned": "1/4/2027"},
}


@pytest.mark.parametrize("slug", FILLED)
def test_what_is_typed_comes_back(seat: Seat, action: Outcome, slug: str) -> None:
    added = seat.forms.add(slug, FILLED[slug]).result()
    (values,) = shown(seat, slug)
    assert all(values[name] for name in FILLED[slug])
    seat.forms.change(slug, added.uid, values).result()
    assert shown(seat, slug) == [values]


def test_every_form_is_tried() -> None:
    assert set(FILLED) | {"plan", "answer", "consideration", "reading"} == set(CHANGE_FORMS)


def test_a_recommendation_is_numbered_linked_and_considered(seat: Seat, finding: Outcome) -> None:
    seat.forms.add("recommendation", FILLED["recommendation"]).result()
    assert [link.outcome_id for link in seat.read.records(RecommendationFinding)] == [finding.id]
    typed = {"recommendation_id": "R1", "body": "Business Group", "decision": "acc"}
    seat.forms.add("consideration", typed | {"considered": "2/6/2026"}).result()
    (found,) = seat.read.records(Consideration)
    assert (found.decision, found.considered) == ("accepted", "2026-06-02")
    assert "no recommendation '7'" in refused(
        seat.forms.add("consideration", typed | {"recommendation_id": "7"})
    )
    assert "rests on it" in refused(
        seat.forms.remove("recommendation", filled(seat.read, form_of("recommendation"))[0].uid)
    )


def test_the_plan_is_owned_and_lines_are_answered(seat: Seat) -> None:
    seat.forms.change("plan", "", {"plan_owner": "Practice Sub-Group"}).result()
    assert seat.read.review().plan_owner == "Practice Sub-Group"
    first = filled(seat.read, form_of("answer"))[0]
    seat.forms.change("answer", first.uid, {"answer": "Rarely, and late."}).result()
    assert seat.read.lines_of_enquiry()[0].answer == "Rarely, and late."


def test_comments_are_kept_with_their_replies(seat: Seat, action: Outcome) -> None:
    seat.forms.add("comment", FILLED["comment"]).result()
    (found,) = seat.read.records(Comment)
    assert (found.text, found.reply) == ("We did ask.", "Yes")


# -- merging, splitting ----------------------------------------------------------------------------


def test_merging_keeps_evidence_answers_and_actions(
    seat: Seat, finding: Outcome, action: Outcome
) -> None:
    other = seat.captures.add(": no form has a place for it").result()
    second = seat.outcomes.make(OutcomeKind.FINDING, "No form asks", [other.id]).result()
    seat.outcomes.answer(second.id, 2).result()
    third = seat.outcomes.make(OutcomeKind.ACTION, "A new form", (), second.id).result()
    merged = seat.plan.merge(finding.id, second.id).result()
    assert merged.text == "Nobody asks who lives there\nNo form asks"
    assert len(seat.read.evidence()[finding.id]) == 2
    assert seat.read.enquiries()[finding.id] == [2]
    assert seat.read.outcome(third.uid).finding_id == finding.id
    seat.undo().result()
    assert len(seat.read.outcomes(OutcomeKind.FINDING)) == 2
    assert "one kind" in refused(seat.plan.merge(finding.id, action.id))
    assert "one kind" in refused(seat.plan.merge(finding.id, finding.id))


def test_splitting_leaves_both_on_the_same_evidence(seat: Seat, finding: Outcome) -> None:
    second = seat.plan.split(finding.id, "No form has a place for it").result()
    assert seat.read.evidence()[second.id] == seat.read.evidence()[finding.id]
    assert [o.position for o in seat.read.outcomes(OutcomeKind.FINDING)] == [1, 2]
    assert refused(seat.plan.split(finding.id, " "))


# -- the plan --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "due", "closed", "colour"),
    [
        ("", None, False, ""),
        ("green", None, False, "green"),
        ("green", "2026-05-31", False, "red"),
        ("amber", "2026-06-01", False, "amber"),
        ("green", "2026-05-01", True, "blue"),
        ("blue", None, False, ""),
    ],
)
def test_colours(given: str, due: str | None, closed: bool, colour: str) -> None:
    assert rating(given, due, closed, TODAY.isoformat()) == colour


def test_overdue_is_shown_with_the_newest_progress(seat: Seat, action: Outcome) -> None:
    seat.plan.details(action.id, due_on="22 May 2026").result()
    for day, note in (("1/5/2026", "Begun"), ("2/5/2026", "Drafted")):
        seat.forms.add(
            "progress", {"outcome_id": "A1", "noted": day, "note": note, "brag": "green"}
        ).result()
    (planned,) = plan(seat.read, TODAY)
    assert (planned.name, planned.brag, planned.overdue) == ("A1", "red", 10)
    assert [note.note for note in planned.progress] == ["Drafted", "Begun"]
    assert "one day" in refused(seat.plan.details(action.id, due_on="soon"))


def test_an_action_is_closed_on_evidence_not_on_completion(seat: Seat, action: Outcome) -> None:
    assert "what shows" in refused(seat.plan.close(action.id, " "))
    assert "No audit and no reading" in refused(seat.plan.close(action.id, "It is done"))
    seat.forms.add("indicator", FILLED["indicator"]).result()
    assert "No audit and no reading" in refused(seat.plan.close(action.id, "It is done"))
    seat.forms.add("reading", {"indicator_id": "1", "read": "1/6/2026", "value": "85"}).result()
    closed = seat.plan.close(action.id, "85 of 100 households are recorded now").result()
    assert (closed.status, closed.resolved is not None) == ("done", True)
    assert plan(seat.read, TODAY)[0].brag == "blue"
    assert seat.plan.reopen(action.id).result().resolved is None


def test_only_an_action_is_planned_and_closed(seat: Seat, finding: Outcome) -> None:
    assert "no action" in refused(seat.plan.details(finding.id, due_on="1 July 2026"))
    assert "no action" in refused(seat.plan.close(finding.id, "x"))


# -- sharing ---------------------------------------------------------------------------------------


def test_nothing_is_public_before_the_sign_off_and_before_the_family_is_told(seat: Seat) -> None:
    item = seat.forms.add("publication", FILLED["publication"]).result()
    done = {"published": "3 April 2027"}
    assert "signed off by name" in refused(seat.forms.change("publication", item.uid, done))
    signed = {"signed_by": "Board chair", "signed": "4 April 2027"}
    assert "before it was signed" in refused(
        seat.forms.change("publication", item.uid, done | signed)
    )
    signed["signed"] = "1 April 2027"
    member = seat.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    said = refused(seat.forms.change("publication", item.uid, done | signed))
    assert "told the outcome: Mother" in said
    seat.forms.change("family", member.uid, {"told": "30 March 2027"}).result()
    seat.forms.change("publication", item.uid, done | signed).result()
    policy = {"kind": "policy", "title": "Who lives here?", "published": "1 May 2027"}
    seat.forms.add("publication", policy).result()


def test_merging_loses_nothing_that_stands_under_the_second(
    seat: Seat, finding: Outcome, action: Outcome
) -> None:
    second = seat.outcomes.make(OutcomeKind.ACTION, "A second question", (), finding.id).result()
    named = {"outcome_id": "A2", "outcomes": "A1, A2"}
    for slug in ("comment", "action-milestone", "progress", "check", "indicator", "audit"):
        own = {name: named.get(name, value) for name, value in FILLED[slug].items()}
        seat.forms.add(slug, own).result()
    seat.plan.merge(action.id, second.id).result()
    for slug in ("comment", "action-milestone", "progress", "check"):
        (values,) = shown(seat, slug)
        assert values["outcome_id"] == "A1"
    for slug in ("indicator", "audit"):
        (values,) = shown(seat, slug)
        assert values["outcomes"] == "A1"
    assert seat.plan.close(action.id, "It is asked").result().resolved
    seat.undo().result()
    seat.undo().result()
    assert shown(seat, "progress")[0]["outcome_id"] == "A2"
