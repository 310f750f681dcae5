"""The readiness list ticks itself, and says what each step misses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import Problem
from workshop_tui.review.readiness import days_left, readiness
from workshop_tui.review.seat import Seat

TODAY = dt.date(2026, 3, 1)


def missing(seat: Seat, step: str) -> str:
    return " ".join(next(s for s in readiness(seat.read, TODAY) if s.id == step).missing)


def test_the_paragraphs_are_those_of_the_approach(seat: Seat) -> None:
    found = [step.paragraph for step in readiness(seat.read, TODAY)]
    assert [paragraph for paragraph in found if paragraph] == list("abcdefgh")


def test_the_lead(seat: Seat) -> None:
    assert "No lead reviewer" in missing(seat, "lead-agreed")
    seat.forms.change(
        "review",
        "",
        {
            "lead": "A. Reviewer",
            "lead_agreed_by": "Sub-group",
            "lead_agreed": "1 February 2026",
            "independence": "Works for no agency here.",
            "conflict": "None",
            "trigger": "near miss",
            "period_from": "1/1/2023",
            "period_to": "1/1/2025",
        },
    ).result()
    assert missing(seat, "lead-agreed") == ""
    seat.forms.add("proceeding", {"kind": "inquest"}).result()
    assert "inquest" in missing(seat, "lead-agreed")


def test_lines_of_enquiry_are_written_and_shared(seat: Seat) -> None:
    seat.forms.change("terms", "", {"terms": "To learn."}).result()
    assert "not noted as shared" in missing(seat, "lines-written")
    sent = {"what": "Lines of enquiry", "recipient": "Sub-group", "sent": "1/2/26"}
    seat.forms.add("sent", sent).result()
    assert missing(seat, "lines-written") == ""


@pytest.mark.parametrize(
    ("what", "ticks"),
    [
        ("terms of reference and lines of enquiry", True),
        ("terms of reference", True),
        ("agenda", False),
        ("something else", False),
    ],
)
def test_what_was_shared_is_chosen_and_a_note_ticks_nothing(
    seat: Seat, what: str, ticks: bool
) -> None:
    seat.forms.change("terms", "", {"terms": "To learn."}).result()
    note = {"reason": "not the lines of enquiry, and no terms of reference"}
    sent = {"what": what, "recipient": "Sub-group", "sent": "1/2/26"}
    seat.forms.add("sent", sent | note).result()
    assert (missing(seat, "lines-written") == "") is ticks
    with pytest.raises(Problem, match="“What” is one of: terms of reference and lines"):
        seat.forms.add("sent", sent | {"what": "the lines, more or less"}).result()


def test_a_note_from_before_the_choice_is_read_by_its_words(chair: Seat) -> None:
    chair.forms.change("terms", "", {"terms": "To learn."}).result()
    old = Dispatch(what="Draft lines of enquiry v2", recipient="CRSG", sent="", by="", at="")
    kept = chair.dispatching.send([old]).result()[0]
    assert missing(chair, "lines-written") == ""
    changed = chair.forms.change("sent", kept.uid, {"recipient": "Sub-group"}).result()
    assert changed.what == "Draft lines of enquiry v2", "another field can still be corrected"


def test_a_pack_for_a_group_holds_the_lines_one_for_a_person_is_not_the_group(chair: Seat) -> None:
    chair.forms.change("terms", "", {"terms": "To learn."}).result()
    person = chair.read.participants()[0]
    pack = Dispatch(
        what="briefing pack", recipient="SW1", sent="", by="", at="", document="pack.pdf"
    )
    chair.dispatching.send([replace(pack, participant_id=person.id)]).result()
    assert "not noted as shared" in missing(chair, "lines-written")
    chair.dispatching.send([replace(pack, recipient="Case Review Sub-Group")]).result()
    assert missing(chair, "lines-written") == ""


def test_both_levels_of_each_agency(seat: Seat) -> None:
    assert "GP: no practitioner and no manager." in missing(seat, "people-identified")
    seat.forms.change("person", uid(seat, "GP1"), {"level": "practitioner"}).result()
    assert "GP: no manager." in missing(seat, "people-identified")


def test_the_review_team_is_asked_for_nothing(seat: Seat) -> None:
    assert "SW1" in missing(seat, "people-prepared")
    seat.forms.change("person", uid(seat, "SW1"), {"level": "review team"}).result()
    for step in ("people-identified", "pack-circulated", "people-prepared", "people-supported"):
        assert "SW1" not in missing(seat, step)


def uid(seat: Seat, code: str) -> str:
    return next(p.uid for p in seat.read.participants() if p.code == code)


def test_a_late_chronology_is_said_and_nothing_held_is_an_answer(seat: Seat) -> None:
    seat.forms.add("agency", {"short": "School", "name": "Larkfell School"}).result()
    assert "School: not asked" in missing(seat, "chronologies-in")
    asked = {"agency_id": "School", "requested": "1/2/26", "due": "20/2/26"}
    request = seat.forms.add("request", asked).result()
    assert "School: late, due 20 February 2026." in missing(seat, "chronologies-in")
    seat.forms.change("request", request.uid, {"nothing_held": "yes"}).result()
    assert missing(seat, "chronologies-in") == ""


@pytest.mark.parametrize(("date", "short"), [("20 March 2026", True), ("20 May 2026", False)])
def test_short_notice_is_said(seat: Seat, date: str, short: bool) -> None:
    event = seat.read.session()
    assert event is not None
    seat.forms.change("session", event.uid, {"date": date}).result()
    invited = {"session_id": "1", "participant_id": "SW1", "invited": "1 March 2026"}
    seat.forms.add("invitation", invited).result()
    assert ("SW1 14 days" in missing(seat, "date-set")) is short
    assert "Not invited: HV1, PC1, GP1." in missing(seat, "date-set")


def test_who_is_away_must_be_spoken_for(seat: Seat) -> None:
    event = seat.read.session()
    assert event is not None
    seat.forms.change("session", event.uid, {"date": "1 June 2026"}).result()
    typed = {"session_id": "1", "participant_id": "SW1", "invited": "1/3/26"}
    made = seat.forms.add("invitation", typed | {"answer": "apologies"}).result()
    assert "nobody speaks for: SW1" in missing(seat, "date-set")
    spoken = {"answer": "represented", "spoken_by_id": "HV1"}
    seat.forms.change("invitation", made.uid, spoken).result()
    assert "nobody speaks for" not in missing(seat, "date-set")


def test_each_of_the_family_by_themselves(seat: Seat) -> None:
    assert "No parent or carer" in missing(seat, "family-asked")
    child = seat.forms.add("family", {"label": "Child A", "relation": "child"}).result()
    mother = {"label": "Mother", "relation": "parent", "answer": "declined"}
    parent = seat.forms.add("family", mother).result()
    said = missing(seat, "family-asked")
    assert "Child A: not asked yet." in said and "Mother: declined, no reason noted." in said
    seat.forms.change("family", parent.uid, {"reason": "Too soon."}).result()
    seat.forms.change("family", child.uid, {"answer": "taking part"}).result()
    assert missing(seat, "family-asked") == "Child A: takes part, no words noted yet."
    seat.forms.add("words", {"member_id": "Child A", "text": "It was loud."}).result()
    assert missing(seat, "family-asked") == ""


def test_days_left(seat: Seat) -> None:
    seat.forms.add("milestone", {"title": "Report", "due": "11 March 2026"}).result()
    seat.forms.add("milestone", {"title": "Event", "due": "27 February 2026"}).result()
    seat.forms.add("milestone", {"title": "Asked", "due": "1/1/26", "done": "1/1/26"}).result()
    assert [(one.title, one.days) for one in days_left(seat.read, TODAY)] == [
        ("Event", -2),
        ("Report", 10),
    ]
    assert missing(seat, "timescales") == "Event: 2 days over."
