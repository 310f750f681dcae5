"""The forms of preparation: what is stored, refused, undone, and never overwritten."""

from __future__ import annotations

import pytest

from workshop_tui.practice.forms import FORMS, FieldKind
from workshop_tui.practice.preparing import FamilyWordsEntry
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Identity
from workshop_tui.review.forms import filled, form_of
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")

FILLED: dict[str, dict[str, str]] = {
    "line": {"title": "Thresholds", "question": "How were they understood?"},
    "milestone": {"title": "Report", "due": "1 June 2026"},
    "proceeding": {"kind": "criminal", "effect": "Nothing about the night of 3 May is asked."},
    "agency": {"short": "School", "name": "Larkfell Primary School", "contact": "DSL"},
    "person": {"code": "DSL1", "role": "Safeguarding lead", "agency_id": "gp", "level": "man"},
    "request": {"agency_id": "CSC", "requested": "3/2/2026", "due": "3 March 2026"},
    "return": {"participant_id": "SW1", "received": "2026-03-04"},
    "family": {"label": "Mother", "relation": "parent", "answer": "taking part"},
    "session": {"kind": "conversation", "title": "With SW1", "starts": "9.30"},
    "step": {"session_id": "1", "title": "Close of day", "minutes": "10"},
    "episode": {"title": "The autumn", "starts": "1 September 2023"},
    "invitation": {"session_id": "1", "participant_id": "HV1", "invited": "1/2/26"},
    "sent": {"what": "lines of enquiry", "recipient": "Sub-group", "sent": "2 February 2026"},
}


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


def values(seat: Seat, slug: str, uid: str = "") -> dict[str, str]:
    found = filled(seat.read, form_of(slug))
    return dict(next(one for one in found if one.uid == uid or not uid).values)


@pytest.mark.parametrize("slug", FILLED)
def test_what_is_typed_comes_back_and_can_be_typed_again(seat: Seat, slug: str) -> None:
    added = seat.forms.add(slug, FILLED[slug]).result()
    shown = values(seat, slug, added.uid)
    for name, typed in FILLED[slug].items():
        assert shown[name], (name, typed)
    seat.forms.change(slug, added.uid, shown).result()
    assert values(seat, slug, added.uid) == shown


def test_every_form_is_tried() -> None:
    single = {slug for slug, form in FORMS.items() if form.single}
    assert set(FILLED) | single | {"words", "return-item"} == set(FORMS)


@pytest.mark.parametrize("slug", [slug for slug, form in FORMS.items() if form.single])
def test_the_review_itself(seat: Seat, slug: str) -> None:
    form = FORMS[slug]
    typed = {
        field.name: {
            FieldKind.DATE: "12 March 2026",
            FieldKind.CHOICE: field.choices[-1] if field.choices else "",
        }.get(field.kind, f"<{field.label}> [b]&\n")
        for field in form.fields
    }
    seat.forms.change(slug, "", typed).result()
    shown = values(seat, slug)
    for field in form.fields:
        kept = typed[field.name]
        assert shown[field.name] == (kept if field.kind is FieldKind.LONG else kept.strip())
    assert refused(seat.forms.remove(slug, ""))
    assert refused(seat.forms.add(slug, typed))


def test_bodies_are_named_for_the_review(seat: Seat) -> None:
    seat.forms.change("bodies", "", {"bodies.board": "Vale Partnership"}).result()
    seat.forms.change("bodies", "", {"bodies.pmqag": "Quality Group"}).result()
    assert seat.read.review().bodies == {"board": "Vale Partnership", "pmqag": "Quality Group"}


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("line", {"question": "x"}, "Title"),
        ("line", {"title": "x", "colour": "red"}, "no field 'colour'"),
        ("milestone", {"title": "x", "due": "early March"}, "one day"),
        ("milestone", {"title": "x", "due": "31 June 2026"}, "one day"),
        ("session", {"kind": "conversation", "title": "x", "starts": "26:00"}, "time"),
        ("session", {"kind": "party", "title": "x"}, "one of"),
        ("person", {"code": "sw1", "role": "Another"}, "already"),
        ("person", {"code": "X1", "role": "x", "agency_id": "Nobody"}, "no agency"),
        ("agency", {"short": "csc", "name": "x"}, "already"),
        ("return", {"participant_id": "Sam"}, "nobody for certain"),
        ("return-item", {"return_id": "SW1", "part": "action", "text": "x"}, "note the return"),
        ("family", {"label": "The family", "relation": "other"}, "by themselves"),
        ("family", {"label": "Mother and father", "relation": "parent"}, "by themselves"),
        ("words", {"member_id": "Mother", "text": "x"}, "no 'Mother'"),
        ("step", {"session_id": "9", "title": "x"}, "names no one session"),
        ("step", {"session_id": "1", "title": "x", "minutes": "ten"}, "whole number"),
        ("request", {"agency_id": "GP", "requested": "2/2/26", "due": "1/2/26"}, "before"),
    ],
)
def test_what_is_refused(seat: Seat, slug: str, typed: dict[str, str], said: str) -> None:
    before = filled(seat.read, form_of(slug))
    assert said in refused(seat.forms.add(slug, typed))
    assert filled(seat.read, form_of(slug)) == before


def test_a_second_seat_overwrites_nothing(seat: Seat, chair: Seat) -> None:
    line = filled(seat.read, form_of("line"))[0]
    base = {"question": line.values["question"]}
    chair.forms.change("line", line.uid, {"question": "The chair's"}, base).result()
    said = refused(seat.forms.change("line", line.uid, {"question": "Mine"}, base))
    assert "The chair's" in said
    seat.forms.change("line", line.uid, {"question": "Both"}, {"question": "The chair's"}).result()
    assert values(seat, "line", line.uid)["question"] == "Both"


def test_a_name_goes_into_the_register_under_the_code(seat: Seat) -> None:
    typed = {"code": "T1", "role": "Teacher", "identity_id": "Ada Quill"}
    seat.forms.add("person", typed).result()
    assert ("Ada Quill", "T1") in {(i.name, i.pseudonym) for i in seat.read.register()}
    again = {"code": "T2", "role": "Teacher", "identity_id": "ruth AINSWORTH"}
    seat.forms.add("person", again).result()
    ruths = [i for i in seat.read.records(Identity) if i.name == "Ruth Ainsworth"]
    assert len(ruths) == 1


def test_words_stay_verbatim_and_find_their_entries(seat: Seat) -> None:
    seat.forms.add("family", FILLED["family"]).result()
    said = "  “He was *fine*,\nthey said.” "
    words = seat.forms.add(
        "words", {"member_id": "mother", "text": said, "entries": "2; 4, 2"}
    ).result()
    shown = values(seat, "words", words.uid)
    assert (shown["text"], shown["entries"]) == (said, "2, 4")
    seat.forms.change("words", words.uid, {"entries": "4"}).result()
    assert values(seat, "words", words.uid)["entries"] == "4"
    seat.forms.change("words", words.uid, {"text": "New"}).result()
    assert len(seat.read.records(FamilyWordsEntry)) == 1


def test_what_others_rest_on_stays_and_the_rest_comes_back(seat: Seat) -> None:
    gp = next(one for one in filled(seat.read, form_of("agency")) if one.values["short"] == "GP")
    assert "rests on it" in refused(seat.forms.remove("agency", gp.uid))
    line = filled(seat.read, form_of("line"))[-1]
    seat.forms.remove("line", line.uid).result()
    assert line.uid not in {one.uid for one in filled(seat.read, form_of("line"))}
    assert seat.undo().result().meaning == "took away: line of enquiry"
    assert line in filled(seat.read, form_of("line"))
