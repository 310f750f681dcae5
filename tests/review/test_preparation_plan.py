"""The preparation of a review from a plan: checked, refused with its place, stored as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.practice.preparing import (
    Attendance,
    Dispatch,
    FamilyWordsEntry,
    Milestone,
    Proceeding,
    ReturnItem,
)
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Session
from workshop_tui.review import preparation_plan
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass


@pytest.fixture
def stored(seat: Seat, tmp_path: Path):
    """Stores a plan in the small review."""

    def store(text: str) -> None:
        path = tmp_path / "plan.toml"
        path.write_text(text, encoding="utf-8")
        plan = preparation_plan.load(path)
        seat.run(
            "prepared", ChangeClass.ADMINISTRATION, lambda tx: preparation_plan.store(tx, plan)
        ).result()

    return store


def test_forms_are_stored_as_they_would_be_typed(seat: Seat, stored, sound: None) -> None:
    stored(
        "[review]\nlead_agreed = 2026-03-01\n[terms]\nterms = 'To learn.'\n"
        "[[person]]\ncode = 'SW1'\nnotified = 2026-03-02\nattending = false\n"
        "[[milestone]]\ntitle = 'Report'\ndue = 2026-04-01\n"
        "[[proceeding]]\nkind = 'inquest'\neffect = '''Two\nlines'''\n"
    )
    review = seat.read.review()
    assert (review.lead_agreed, review.terms) == ("2026-03-01", "To learn.")
    sw1 = seat.read.participants()[0]
    assert (sw1.notified, sw1.attending) == ("2026-03-02", False)
    assert seat.read.records(Milestone)[0].due == "2026-04-01"
    assert seat.read.records(Proceeding)[0].effect == "Two\nlines"


def test_a_list_of_people_makes_one_for_each(seat: Seat, stored, sound: None) -> None:
    stored(
        "[[invitation]]\nsession = 'Learning event'\nparticipant = ['SW1', 'HV1']\n"
        "invited = 2026-03-01\n[[sent]]\nwhat = 'briefing pack'\nrecipient = 'to {each}'\n"
        "participant = ['SW1', 'HV1']\nsent = 2026-03-01\n"
    )
    assert len(seat.read.records(Attendance)) == 2
    assert [one.recipient for one in seat.read.records(Dispatch)] == ["to SW1", "to HV1"]


def test_entries_are_told_by_words_that_only_they_have(seat: Seat, stored, sound: None) -> None:
    stored(
        "[[return]]\nparticipant = 'HV1'\n[[return-item]]\nreturn = 'HV1'\npart = 'action'\n"
        "text = 'x'\nentry = 'HV: baby asleep upstairs, not seen'\n"
        "[[family]]\nlabel = 'Child A'\nrelation = 'child'\n[[words]]\nmember = 'Child A'\n"
        "text = 'x'\nentries = ['GP: Ear infection', 'CSC: Referral from school; NFA']\n"
    )
    order = seat.read.order()
    assert seat.read.records(ReturnItem)[0].entry_id == order[2]
    assert {one.entry_id for one in seat.read.records(FamilyWordsEntry)} == {order[0], order[3]}


def test_a_conversation_that_was_held(seat: Seat, stored) -> None:
    stored(
        "[[session]]\nkind = 'conversation'\ntitle = 'With SW1'\n[[held]]\nsession = 'With SW1'\n"
        "started = 2026-03-01T10:00:00+00:00\nclosed = 2026-03-01T11:00:00+00:00\n"
    )
    talk = seat.read.records(Session, title="With SW1")[0]
    assert (talk.started, talk.closed) == ("2026-03-01T10:00:00+00:00", "2026-03-01T11:00:00+00:00")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[review", "cannot be read"),
        ("[[tea]]\nx = 1\n", "there is no form 'tea'"),
        ("[[milestone]]\ntitle = 'x'\nshoe = 'y'\n", "milestone.0: the form has no field 'shoe'"),
        ("[[milestone]]\ntitle = 3.5\n", "records.milestone.0.title"),
        ("[milestone]\ntitle = 'x'\n", "records.milestone"),
        ("[[review]]\nlead = 'x'\n", "single.review"),
        ("[[held]]\nsession = 'x'\n", "held.0.started"),
        ("[[milestone]]\ndue = 2026-01-01\n", "milestone.0: A new milestone needs: Step"),
        ("[[milestone]]\ntitle = 'x'\n[[proceeding]]\nkind = 'tea'\n", "proceeding.0: “Kind”"),
        ("[[person]]\ncode = 'XY'\n", "person.0: there is no person 'XY'"),
        (
            "[[return]]\nparticipant = 'HV1'\n[[return-item]]\nreturn = 'HV1'\npart = 'other'\n"
            "text = 'x'\nentry = 'HV: nowhere'\n",
            "return-item.0: 0 entries of HV hold 'nowhere'; exactly one must",
        ),
        (
            "[[held]]\nsession = 'x'\nstarted = 2026-03-01T10:00:00Z\n"
            "closed = 2026-03-01T10:00:00Z\n",
            "there is no one session 'x'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(seat: Seat, stored, text: str, said: str) -> None:
    before = seat.read.last_seq()
    with pytest.raises(Problem) as refused:
        stored(text)
    assert str(refused.value).startswith("plan.toml")
    assert said in str(refused.value)
    assert seat.read.last_seq() == before
