"""Inviting people by calendar files, with the notice that they have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest

from workshop_tui.practice.papers import FORM_REMINDER, INVITATION
from workshop_tui.practice.preparing import Attendance, Dispatch
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Identity, Session
from workshop_tui.practice.roles import Role
from workshop_tui.review import notice
from workshop_tui.review.invitations import send_invitations
from workshop_tui.review.outgoing import Sent
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass

pytestmark = pytest.mark.usefixtures("sound")
TODAY = dt.date.today()


def do(seat: Seat, job: Any) -> None:
    seat.run("changed for a test", ChangeClass.CONTENT, job).result()


def planned(seat: Seat, days: int = 90, **changes: Any) -> Session:
    """The review's event, set so many days from now."""
    session = seat.read.event()
    assert session is not None
    date = (TODAY + dt.timedelta(days=days)).isoformat()
    settings = {"date": date, "starts": "10:00", "place": "Room 2"} | changes
    do(seat, lambda tx: tx.change(session, **settings))
    for step in seat.read.steps(session.id):
        do(seat, lambda tx, step=step: tx.change(step, minutes=30))
    found = seat.read.event()
    assert found is not None
    return found


def event(sent: Sent, what: str = INVITATION) -> Any:
    path = next(path for path in sent.released.written if what in path.name)
    return icalendar.Calendar.from_ical(path.read_bytes()).events[0]


def test_the_session_and_the_reminder(chair: Seat, tmp_path: Path) -> None:
    session = planned(chair)
    sent = send_invitations(chair, tmp_path)
    assert [path.name for path in sent.released.written] == [
        "LR-99 invitation - Learning event.ics",
        "LR-99 preparation reminder - Learning event.ics",
    ]
    found = event(sent)
    assert found.start.replace(tzinfo=None) == dt.datetime.fromisoformat(f"{session.date}T10:00")
    assert found.end - found.start == dt.timedelta(minutes=90)
    assert found["location"] == "Room 2"
    held = dt.date.fromisoformat(session.date or "")
    assert event(sent, FORM_REMINDER).start == notice.returns_due(held)


def test_who_is_invited_is_kept(chair: Seat, tmp_path: Path) -> None:
    session = planned(chair)
    send_invitations(chair, tmp_path, ["SW1", "hv1"])
    people = {person.id: person.code for person in chair.read.participants()}
    asked = chair.read.records(Attendance)
    assert {people[one.participant_id] for one in asked} == {"SW1", "HV1"}
    assert {(one.session_id, one.invited) for one in asked} == {(session.id, TODAY.isoformat())}
    kept = chair.read.records(Dispatch)
    assert sorted((one.what, one.recipient) for one in kept) == [
        (INVITATION, "HV1"),
        (INVITATION, "SW1"),
        (FORM_REMINDER, "HV1"),
        (FORM_REMINDER, "SW1"),
    ]
    assert {one.session_id for one in kept} == {session.id}


def test_who_was_invited_before_keeps_day_and_answer(chair: Seat, tmp_path: Path) -> None:
    session = planned(chair)
    person = chair.read.participants()[0]
    before = Attendance(
        session_id=session.id, participant_id=person.id, invited="2026-01-05", answer="attending"
    )
    do(chair, lambda tx: tx.add(before))
    send_invitations(chair, tmp_path, [person.code])
    (asked,) = chair.read.records(Attendance)
    assert (asked.invited, asked.answer) == ("2026-01-05", "attending")


def test_sent_again_it_moves_the_meeting(chair: Seat, tmp_path: Path) -> None:
    planned(chair)
    first = event(send_invitations(chair, tmp_path))
    planned(chair, days=100)
    second = event(send_invitations(chair, tmp_path))
    assert first["uid"] == second["uid"]
    assert (int(first["sequence"]), int(second["sequence"])) == (0, 1)


@pytest.mark.parametrize(("days", "short"), [(5, True), (90, False)])
def test_the_notice_is_said(chair: Seat, tmp_path: Path, days: int, short: bool) -> None:
    planned(chair, days)
    said = " ".join(send_invitations(chair, tmp_path).said)
    assert ("Short notice: " in said) is short
    assert "of notice" in said
    assert ("at least 20 are asked for" in said) is short


def test_what_is_missing_is_said(chair: Seat, tmp_path: Path) -> None:
    session = planned(chair, starts="", place="")
    for step in chair.read.steps(session.id):
        do(chair, lambda tx, step=step: tx.change(step, minutes=0))
    sent = send_invitations(chair, tmp_path)
    for words in ("time at which it starts", "agenda's minutes", "the place"):
        assert words in " ".join(sent.said)
    assert event(sent)["status"] == "TENTATIVE"


def test_a_registered_place_needs_an_explicit_act(chair: Seat, tmp_path: Path) -> None:
    do(chair, lambda tx: tx.add(Identity(kind="place", name="Marlbeck", pseudonym="Town 1")))
    planned(chair, place="Room 2, Marlbeck")
    sent = send_invitations(chair, tmp_path)
    assert event(sent)["location"] == "Room 2, Town 1"
    assert "stands as “Room 2, Town 1”" in " ".join(sent.said)
    with pytest.raises(Problem, match="needs a reason"):
        send_invitations(chair, tmp_path, named=True)
    sent = send_invitations(chair, tmp_path, named=True, reason="they must find it")
    assert event(sent)["location"] == "Room 2, Marlbeck"
    named = [one for one in chair.read.records(Dispatch) if one.named]
    assert {one.reason for one in named} == {"they must find it"}


def test_even_then_no_child_is_named(chair: Seat, tmp_path: Path) -> None:
    planned(chair, title="Event about Callum", place="Cal's room")
    sent = send_invitations(chair, tmp_path / "plain")
    assert event(sent)["summary"] == "Learning review LR-99: Event about Child A"
    sent = send_invitations(chair, tmp_path / "named", named=True, reason="the place")
    assert sent.released.written == ()
    assert sent.released.held_back
    assert not [one for one in chair.read.records(Dispatch) if one.named]


def test_a_conversation_is_for_whom_it_is_with(chair: Seat, tmp_path: Path) -> None:
    person = chair.read.participants()[1]
    date = (TODAY + dt.timedelta(days=30)).isoformat()

    def plan(tx: Any) -> None:
        for who in (person.id, None):
            title = f"Talk {who or 'open'}"
            one = Session(kind="conversation", title=title, date=date, participant_id=who)
            tx.add(one)

    do(chair, plan)
    with_one, with_nobody = [s for s in chair.read.sessions() if s.kind == "conversation"]
    send_invitations(chair, tmp_path, session=with_one)
    assert [one.participant_id for one in chair.read.records(Attendance)] == [person.id]
    with pytest.raises(Problem, match="not said with whom"):
        send_invitations(chair, tmp_path, session=with_nobody)


def test_refusals(chair: Seat, sit: Any, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="has no date"):
        send_invitations(chair, tmp_path / "out")
    planned(chair)
    with pytest.raises(Problem, match="Only those who take part"):
        send_invitations(chair, tmp_path / "out", ["CRSG"])
    with pytest.raises(NotAllowed):
        send_invitations(sit(Role.OBSERVER, "O"), tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert chair.read.records(Attendance) == []
