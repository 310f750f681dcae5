from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workshop_tui.cli.verbs import registered
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.roles import CAPTURERS, CHALLENGERS, LEADERS, READERS, Role
from workshop_tui.review.seat import ChairTaken, Seat
from workshop_tui.review.verb import VERBS
from workshop_tui.store import seats, undo
from workshop_tui.store.engine import Connection

for _group in ("captures", "chronology", "event", "outcomes", "people"):
    __import__(f"workshop_tui.review.{_group}")

GROUPS = {
    "attendance": "attendance",
    "parked": "parked",
    "attendee": "attendees",
    "capture": "captures",
    "chronology": "chronology",
    "circulation": "circulation",
    "copies": "copies",
    "clock": "clock",
    "deciding": "deciding",
    "dispatch": "dispatching",
    "entry": "entries",
    "event": "event",
    "form": "forms",
    "challenge": "challenges",
    "depth": "depth",
    "escalation": "escalations",
    "readback": "read_back",
    "room": "room",
    "welfare": "welfare",
    "linking": "linking",
    "mark": "marks",
    "named": "named",
    "naming": "naming",
    "notebook": "notebooks",
    "outcome": "outcomes",
    "people": "people",
    "plan": "plan",
    "planimport": "plan_import",
    "return": "returns",
    "session": "sessions",
    "version": "versions",
    "tier": "tiers",
}


@pytest.fixture
def elsewhere(review: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Sits somebody down in another process, and says when they sit."""
    started: list[subprocess.Popen[str]] = []

    def start(role: str, name: str, then: str = "") -> subprocess.Popen[str]:
        code = (
            "import sys; from pathlib import Path\n"
            "from workshop_tui.review.seat import Seat\n"
            "from workshop_tui.practice.roles import Role\n"
            f"seat = Seat.open(Path({str(review)!r}), None, Role({role!r}), {name!r})\n"
            "print(seat.join().result(), flush=True)\n"
            f"{then}\n"
            "sys.stdin.readline()\n"
            "seat.close()"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        assert process.stdout
        process.uid = process.stdout.readline().strip()  # type: ignore[attr-defined]
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()


def test_joined_seats_are_seen(seat: Seat, chair: Seat) -> None:
    assert seat.join().result() == "note-taker: Jo"
    assert chair.join().result() == "chair: Alex"
    assert {(s.uid, s.role, s.pid) for s in seat.read.seats()} == {
        ("note-taker: Jo", Role.NOTE_TAKER, os.getpid()),
        ("chair: Alex", Role.CHAIR, os.getpid()),
    }
    assert chair.renew(3).result() is True
    assert {s.uid: s.entry_id for s in seat.read.seats()}["chair: Alex"] == 3
    chair.close()
    assert [s.uid for s in seat.read.seats()] == ["note-taker: Jo"]


def test_a_living_chair_is_not_taken(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat]
) -> None:
    elsewhere("chair", "Alex")
    for name in ("Robin", "Alex"):
        for take_over in (False, True):
            with pytest.raises(ChairTaken, match="Alex is chairing") as refused:
                sit(Role.CHAIR, name).join(take_over=take_over).result()
            assert refused.value.alive is True
    assert [s.uid for s in sit().read.seats()] == ["chair: Alex"]


def test_a_dead_chair_is_taken_after_one_confirmation(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat]
) -> None:
    kill(elsewhere("chair", "Alex"))
    robin = sit(Role.CHAIR, "Robin")
    with pytest.raises(ChairTaken, match="gone quiet") as refused:
        robin.join().result()
    assert refused.value.alive is False
    assert robin.join(take_over=True).result() == "chair: Robin"
    assert [s.uid for s in robin.read.seats()] == ["chair: Robin"]


def test_a_lease_that_ran_out_is_dead_too(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat], raw: Connection
) -> None:
    elsewhere("chair", "Alex")
    raw.execute("update seat set lease_until = ?, host = 'another machine'", (time.time() + 5,))
    robin = sit(Role.CHAIR, "Robin")
    with pytest.raises(ChairTaken, match="ask them"):
        robin.join(take_over=True).result()
    raw.execute("update seat set lease_until = ?", (time.time() - 1,))
    with pytest.raises(ChairTaken, match="gone quiet"):
        robin.join().result()
    robin.join(take_over=True).result()


def test_who_lost_the_seat_hears_of_it(chair: Seat, raw: Connection) -> None:
    chair.join().result()
    raw.execute("delete from seat")
    assert chair.renew(None).result() is False


def test_the_same_name_after_a_crash_gets_seat_and_draft_back(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat]
) -> None:
    then = (
        "seat.captures.add('said before').result(); seat.keep_draft('line', 'half typed', '7')\n"
        "seat.captures.move(1, None).result(); print('ready', flush=True)"
    )
    for role, name in (("note-taker", "Jo"), ("chair", "Alex")):
        process = elsewhere(role, name, then)
        assert process.stdout
        process.stdout.readline()
        kill(process)
        back = sit(Role(role), name)
        assert back.join().result() == f"{role}: {name}"
        (draft,) = (d for d in back.read.drafts() if d.seat == back.uid)
        assert (draft.slot, draft.text, draft.context) == ("line", "half typed", "7")
        assert back.undo().result().meaning == "captured a line"


def test_two_living_people_of_one_name_are_told_apart(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat]
) -> None:
    elsewhere("note-taker", "Jo")
    assert elsewhere("note-taker", "Jo").uid == "note-taker: Jo 2"  # type: ignore[attr-defined]
    third = sit(Role.NOTE_TAKER, "Jo")
    assert third.join().result() == "note-taker: Jo 3"
    third.captures.add("mine").result()
    third.keep_draft("line", "mine too")
    third.captures.add("more").result()
    assert {c.seat for c in third.read.captures()} == {"note-taker: Jo 3"}
    assert {d.seat for d in third.read.drafts()} == {"note-taker: Jo 3"}


def test_the_chair_is_handed_over(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat], chair: Seat
) -> None:
    chair.join().result()
    robin = sit(Role.CHAIR, "Robin")
    with pytest.raises(ChairTaken):
        robin.join().result()
    chair.hand_over().result()
    assert robin.join().result() == "chair: Robin"
    assert chair.renew(None).result() is False
    chair.change_role(Role.NOTE_TAKER)
    assert chair.join().result() == "note-taker: Alex"
    with pytest.raises(NotAllowed):
        chair.event.go(1)
    assert {s.uid for s in robin.read.seats()} == {"chair: Robin", "note-taker: Alex"}


def test_the_chair_is_handed_to_somebody_of_the_same_name(
    elsewhere: Callable[..., subprocess.Popen[str]], sit: Callable[..., Seat]
) -> None:
    then = "seat.hand_over().result(); print('offered', flush=True)"
    process = elsewhere("chair", "Alex", then)
    assert process.stdout
    process.stdout.readline()
    second = sit(Role.CHAIR, "Alex")
    assert second.join().result() == "chair: Alex 2"  # the first one's drafts stay apart
    assert second.renew(None).result() is True
    kill(process)
    assert [s.pid for s in second.read.seats()] == [os.getpid()]


def test_only_the_chair_hands_over(seat: Seat) -> None:
    with pytest.raises(Problem):
        seat.hand_over()


# -- roles -------------------------------------------------------------------------------------


def test_the_verbs_are_all_here() -> None:
    assert registered() == sorted(VERBS)
    assert len(VERBS) >= 27
    assert {verb.name.split(".")[0] for verb in VERBS.values()} == set(GROUPS)
    assert {verb.roles for verb in VERBS.values()} <= {CAPTURERS, LEADERS, CHALLENGERS}


@pytest.mark.parametrize("role", list(Role))
def test_every_verb_is_refused_to_whom_it_does_not_belong(
    sit: Callable[..., Seat], role: Role
) -> None:
    seat, witness = sit(role, "Somebody"), sit(Role.CHAIR, "Witness")
    before = witness.read.last_seq()
    for verb in VERBS.values():
        group, name = verb.name.split(".")
        method = getattr(getattr(seat, GROUPS[group]), name)
        if role in verb.roles:
            if role not in (Role.CHAIR, Role.COMMAND_LINE):  # without arguments it gets no further
                assert isinstance(method("", "", "", "", "", "", "", "").exception(), TypeError)
        else:
            with pytest.raises(NotAllowed, match=verb.meaning):
                method()
    assert witness.read.last_seq() == before


@pytest.mark.parametrize(
    ("role", "may"), [(Role.OBSERVER, {"challenge.leave"}), (Role.ROOM, set())]
)
def test_onlookers_change_nothing(role: Role, may: set[str]) -> None:
    registered()
    assert {verb.name for verb in VERBS.values() if role in verb.roles} == may


def test_the_room_reads_the_slide_and_nothing_else(sit: Callable[..., Seat]) -> None:
    room = sit(Role.ROOM, "Projector")
    with pytest.raises(NotAllowed):
        room.read  # noqa: B018
    assert room.slide.now().shows == "nothing"


@pytest.mark.parametrize(
    "name",
    ["go", "go_step", "start", "curtain", "star", "put_in_episode", "mark"],
)
def test_the_note_taker_does_not_lead(seat: Seat, name: str) -> None:
    with pytest.raises(NotAllowed):
        getattr(seat.event, name)(1)


def test_the_room_makes_no_copies(sit: Callable[..., Seat], tmp_path: Path) -> None:
    for role in Role:
        target = tmp_path / f"{role}.review"
        if role in READERS:
            sit(role, "A").snapshot(target)
        else:
            with pytest.raises(NotAllowed):
                sit(role, "A").snapshot(target)
        assert target.exists() is (role in READERS)


# -- leading, closing --------------------------------------------------------------------------


def test_leading_the_event(chair: Seat, seat: Seat, sound: None) -> None:
    first, second = chair.read.order()[:2]
    assert chair.event.go(second).result().entry_id == second
    session = seat.read.session()
    assert session
    steps = seat.read.steps(session.id)
    assert chair.event.go_step(steps[1].id).result().step_id == steps[1].id
    assert chair.event.curtain(True).result().curtain is True
    started = chair.event.start().result().started
    assert chair.event.start().result().started == started
    assert chair.event.star(first).result().starred is True
    assert chair.event.star(first).result().starred is False
    assert chair.event.put_in_episode(first, 1).result().starred is True
    assert seat.read.key_entries() == {first}
    assert chair.event.put_in_episode(first, None).result().episode_id is None
    chair.event.mark(first, "discussed").result()
    assert seat.read.entry_states() == {"discussed": 1, "open": 4}
    for refused in (
        chair.event.mark(first, "gone"),
        chair.event.go(99),
        chair.event.go_step(99),
        chair.event.put_in_episode(first, 9),
        chair.event.star(99),
    ):
        assert isinstance(refused.exception(), Problem)


def test_a_seat_closes_after_errors(sit: Callable[..., Seat], review: Path) -> None:
    seat = sit(Role.CHAIR, "Alex")
    seat.join().result()
    assert seat.captures.add("").exception()
    assert isinstance(seat.undo().exception(), undo.CannotUndo)
    moved = review.with_name("elsewhere")
    review.rename(moved)
    assert seat.captures.add("x").exception()
    seat.close()
    seat.close()
    moved.rename(review)


def test_drafts_and_leases_are_not_journaled(seat: Seat) -> None:
    before = seat.read.last_seq()
    seat.join().result()
    seat.keep_draft("line", "x")
    seat.renew(1).result()
    assert seat.read.last_seq() == before


def test_a_draft_with_half_a_symbol_is_kept(seat: Seat) -> None:
    seat.keep_draft("line", "words \ud83d more")
    seat.renew(None).result()
    assert [draft.text for draft in seat.read.drafts()] == ["words ? more"]


def test_a_pid_of_another_machine_is_not_ours() -> None:
    row = seats.SeatRow("u", "n", Role.CHAIR, "", time.time() + 9, "other", os.getpid(), None, None)
    assert row.live
    assert not row.here


def test_half_typed_texts_go_along_into_another_seat(chair: Seat, seat: Seat) -> None:
    chair.join().result()
    chair.keep_draft("line", "typed in the chair")
    seat.name = "Alex"
    seat.keep_draft("line", "older")
    seat.writer.seat = "note-taker: Alex"
    seat.captures.add("so that the draft is written").result()
    chair.change_role(Role.NOTE_TAKER)
    assert chair.join().result() == "note-taker: Alex"
    kept = {(draft.seat, draft.text) for draft in chair.read.drafts()}
    assert kept == {
        ("note-taker: Alex", "typed in the chair"),
        ("note-taker: Alex (earlier)", "older"),
    }
    assert [draft.text for draft in chair.read.orphan_drafts()] == ["older"]


def test_an_offer_can_be_taken_back(chair: Seat, sit: Callable[..., Seat]) -> None:
    chair.join().result()
    chair.hand_over().result()
    chair.hand_over(False).result()
    with pytest.raises(ChairTaken):
        sit(Role.CHAIR, "Robin").join().result()


def test_a_recovered_line_leaves_its_old_place_with_the_capture(seat: Seat, other: Seat) -> None:
    other.keep_draft("line", "half typed by Kim")
    other.captures.add("so that the draft is written").result()
    (draft,) = seat.read.orphan_drafts()
    seat.captures.add(draft.text, recovered=(draft.seat, draft.slot)).result()
    assert seat.read.orphan_drafts() == []


def test_nobody_sits_in_a_copy(sit: Callable[..., Seat], tmp_path: Path) -> None:
    chair = sit(Role.CHAIR, "Alex")
    chair.join().result()
    chair.snapshot(tmp_path / "copy.review")
    assert [seat.name for seat in chair.read.seats()] == ["Alex"]
    other = Seat(chair.file.at(tmp_path / "copy.review"), Role.CHAIR, "Jo")
    assert other.read.seats() == []
    assert other.join().result() == "chair: Jo"
    other.close()
