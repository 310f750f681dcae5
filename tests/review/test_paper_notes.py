"""Notes from paper: kept with the time at which they were said, and with when they were typed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.on_paper import on_paper
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Session
from workshop_tui.review.paper_notes import from_paper
from workshop_tui.review.seat import Seat
from workshop_tui.review.sheets import send_sheets, sheet_states
from workshop_tui.store.journal import ChangeClass

pytestmark = pytest.mark.usefixtures("sound")


def dated(seat: Seat, date: str | None = "2026-03-12") -> Session:
    session = seat.read.event()
    assert session is not None
    seat.run("dated", ChangeClass.CONTENT, lambda tx: tx.change(session, date=date)).result()
    return session


def local(words: str) -> str:
    """A time of this computer's zone."""
    return dt.datetime.fromisoformat(words).astimezone().isoformat(timespec="milliseconds")


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("14:30", "2026-03-12T14:30"),
        ("14.30", "2026-03-12T14:30"),
        ("2.30pm", "2026-03-12T14:30"),
        ("12 March 2026 14:30", "2026-03-12T14:30"),
        ("11/03/2026 9:05", "2026-03-11T09:05"),
    ],
)
def test_a_time_as_people_write_it(chair: Seat, words: str, at: str) -> None:
    dated(chair)
    assert from_paper(chair.read, at=words).at == local(at)


@pytest.mark.parametrize("words", ["soon", "March 2026", "12 March 2026", "25:00", "about 3", "x"])
def test_no_minute_is_guessed(chair: Seat, words: str) -> None:
    dated(chair)
    with pytest.raises(Problem, match="does not name one minute"):
        from_paper(chair.read, at=words)


def test_a_bare_time_needs_the_sessions_day(chair: Seat) -> None:
    with pytest.raises(Problem, match="needs the day as well"):
        from_paper(chair.read, at="14:30")


def test_it_is_kept_as_said_and_as_entered(chair: Seat, seat: Seat, tmp_path: Path) -> None:
    dated(chair)
    send_sheets(chair, tmp_path, 2)
    note = from_paper(seat.read, sheet=2, at="14:30")
    assert note.session is not None
    kept = seat.captures.add(
        ": @HV1 nobody rang back", session_id=note.session.id, at=note.at, sheet=2
    ).result()
    assert (kept.at, kept.sheet) == (local("2026-03-12T14:30"), 2)
    assert kept.entered is not None
    assert kept.entered > kept.at
    assert on_paper(kept).startswith("on paper 12 March 2026 14:30 (sheet 2), entered ")
    change = next(one for one in seat.read.changes() if one.row_uid == kept.uid)
    assert change.at[:16] == kept.entered[:16]
    assert [(one.number, one.captures, one.out) for one in sheet_states(seat.read)] == [
        (1, 0, True),
        (2, 1, False),
    ]


def test_on_the_same_day_the_times_are_enough(seat: Seat) -> None:
    kept = seat.captures.add("words").result()
    assert on_paper(kept) == ""
    from dataclasses import replace

    said = replace(kept, at="2026-03-12T14:30:00.000+00:00", entered="2026-03-12T16:05:01+00:00")
    assert on_paper(said) == "on paper 14:30, entered 16:05"
    assert on_paper(replace(kept, sheet=3)) == "on paper (sheet 3)"


def test_a_time_that_has_not_come_is_refused(seat: Seat) -> None:
    ahead = (dt.datetime.now().astimezone() + dt.timedelta(hours=1)).isoformat()
    with pytest.raises(Problem, match="has not come yet"):
        seat.captures.add("words", at=ahead).result()
    assert seat.read.captures() == []


def test_a_sheet_that_was_never_given_out_is_refused(seat: Seat) -> None:
    with pytest.raises(NotFound, match="No capture sheet has the number 7"):
        from_paper(seat.read, sheet=7)
    with pytest.raises(NotFound, match="No capture sheet has the number 7"):
        seat.captures.add("words", sheet=7).result()
    assert seat.read.captures() == []


def test_a_note_from_paper_belongs_to_its_session_though_that_is_closed(
    chair: Seat, seat: Seat, tmp_path: Path
) -> None:
    session = dated(chair)
    send_sheets(chair, tmp_path, 1)
    chair.sessions.begin(session.id).result()
    chair.sessions.close(session.id).result()
    note = from_paper(seat.read, sheet=1, at="14:30")
    assert note.session is not None
    assert note.session.id == session.id
    kept = seat.captures.add(
        "after all", session_id=session.id, at=note.at, sheet=note.sheet
    ).result()
    assert kept.session_id == session.id
    assert seat.captures.add("late", session_id=session.id).result().session_id is None


def test_it_can_be_undone_like_every_capture(seat: Seat) -> None:
    at = local("2026-03-12T14:30")
    seat.captures.add("words", at=at).result()
    seat.undo().result()
    assert seat.read.captures() == []
    seat.redo().result()
    (back,) = seat.read.captures()
    assert back.at == at


def test_a_sheets_session_counts_before_the_one_under_way(
    chair: Seat, tmp_path: Path, sit: Any
) -> None:
    event = dated(chair)
    other = chair.run(
        "planned",
        ChangeClass.CONTENT,
        lambda tx: tx.add(Session(kind="recall event", title="Recall", date="2026-05-05")),
    ).result()
    send_sheets(chair, tmp_path, 1, session=other)
    chair.sessions.begin(event.id).result()
    note = from_paper(chair.read, sheet=1, at="9:00")
    assert note.session is not None
    assert note.session.id == other.id
    assert note.at == local("2026-05-05T09:00")
    assert from_paper(chair.read, sheet=1, session=event).session == event
