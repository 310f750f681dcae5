"""Running the room: what is sent to it, read-back, challenge, escalations, depth, closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.problems import ChangedMeanwhile, NotAllowed, Problem
from workshop_tui.practice.records import Outcome, Restriction
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge, PerspectiveDepth, Position
from workshop_tui.review.closing import closing
from workshop_tui.review.readback import coverage
from workshop_tui.review.room import RoomReader, RoomView
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

pytestmark = pytest.mark.usefixtures("sound")


@pytest.fixture
def sees(review: Path) -> Callable[[], RoomView]:
    """What the room sees at a moment."""

    def look() -> RoomView:
        reader = RoomReader(ReviewFile.existing(review, None))
        try:
            return reader.now()
        finally:
            reader.close()

    return look


def finding(seat: Seat, text: str = "Nobody asked Callum Birtwistle") -> Outcome:
    return seat.outcomes.make(OutcomeKind.FINDING, text).result()


# -- the room ------------------------------------------------------------------------------------


def test_an_entry_without_an_approved_wording_shows_where_it_stands(
    chair: Seat, sees: Callable[[], RoomView]
) -> None:
    second = chair.read.order()[1]
    chair.room.show_entry(second).result()
    seen = sees()
    assert (seen.shows, seen.text) == ("entry", "")
    assert seen.about == "Entry 2 · Police · March 2023"


def test_an_approved_wording_is_shown_with_pseudonyms(
    chair: Seat, sees: Callable[[], RoomView]
) -> None:
    first = chair.read.order()[0]
    chair.room.approve_wording(first, "Cal was seen at the surgery.").result()
    chair.room.show_entry(first).result()
    assert sees().text == "Child A was seen at the surgery."
    chair.room.approve_wording(first, "Changed since").result()
    assert sees().text == "Child A was seen at the surgery."
    chair.room.approve_wording(first, " ").result()
    chair.room.show_entry(first).result()
    assert sees().text == ""


def test_only_what_was_sent_is_seen(chair: Seat, sees: Callable[[], RoomView]) -> None:
    made = finding(chair)
    chair.captures.add("! unsafe now").result()
    assert sees().shows == "nothing" and sees().text == ""
    chair.room.show_outcome(made.id).result()
    assert (sees().about, sees().text) == ("Finding 1", "Nobody asked Child A")
    chair.room.show_words("Where was Callum Birtwistle?", "A question").result()
    assert sees().text == "Where was Child A?"
    chair.room.calm().result()
    assert (sees().shows, sees().text) == ("pause", "")
    chair.room.clear().result()
    assert sees().shows == "nothing"


def test_the_room_sees_the_step_and_what_is_left_of_it(
    chair: Seat, sees: Callable[[], RoomView]
) -> None:
    with pytest.raises(Problem, match="no step"):
        chair.room.show_step().result()
    chair.event.start().result()
    chair.clock.extend(10).result()
    chair.room.show_step().result()
    seen = sees()
    assert (seen.shows, seen.text, seen.step_minutes, seen.running) == (
        "step",
        "Check-in",
        10,
        True,
    )


def test_the_step_stays_under_what_is_sent_next_and_no_longer_than_it_lasts(
    chair: Seat, sees: Callable[[], RoomView]
) -> None:
    chair.event.start().result()
    chair.clock.extend(10).result()
    chair.room.show_words("What did she like?").result()
    assert (sees().step, sees().step_minutes) == ("", None), "it was not sent"
    chair.room.show_step().result()
    chair.room.show_words("What did she like?").result()
    assert (sees().text, sees().step, sees().step_minutes) == ("What did she like?", "Check-in", 10)
    chair.event.step(1).result()
    assert (sees().text, sees().step) == ("What did she like?", ""), "the next one was not sent"
    chair.event.step(-1).result()
    assert sees().step == "Check-in"
    chair.room.clear().result()
    assert (sees().shows, sees().step) == ("nothing", "")


@pytest.mark.parametrize("sends", ["nothing", "words", "entry", "step"])
def test_a_pause_covers_what_the_room_sees_and_gives_it_back(
    chair: Seat, sees: Callable[[], RoomView], sends: str
) -> None:
    chair.event.start().result()
    chair.room.show_step().result()
    if sends == "words":
        chair.room.show_words("What did Cal like?", "Ask").result()
    elif sends == "entry":
        chair.room.approve_wording(1, "Seen by the GP").result()
        chair.room.show_entry(1).result()
    elif sends == "nothing":
        chair.room.clear().result()
    before = sees()
    chair.clock.pause().result()
    chair.clock.pause().result()
    paused = sees()
    assert (paused.shows, paused.text, paused.about, paused.step) == ("pause", "", "", "")
    chair.clock.resume().result()
    assert sees() == before


def test_what_is_sent_during_a_pause_stays(chair: Seat, sees: Callable[[], RoomView]) -> None:
    chair.event.start().result()
    chair.room.show_words("before").result()
    chair.clock.pause().result()
    chair.room.show_words("Back at eleven").result()
    assert sees().text == "Back at eleven"
    chair.clock.resume().result()
    assert sees().text == "Back at eleven"


def test_a_wording_that_is_taken_back_leaves_the_rooms_screen(
    chair: Seat, sees: Callable[[], RoomView]
) -> None:
    chair.event.start().result()
    chair.room.approve_wording(1, "Seen by the GP").result()
    chair.room.show_entry(1).result()
    chair.room.approve_wording(1, "Changed since it was sent").result()
    chair.clock.pause().result()
    chair.room.approve_wording(1, "").result()
    chair.clock.resume().result()
    assert (sees().shows, sees().text) == ("entry", "")
    chair.undo().result()
    assert sees().text == "Seen by the GP"


# -- the agenda and the entry that is open ---------------------------------------------------------


def test_each_step_on_counts_from_where_the_event_is_then(chair: Seat) -> None:
    chair.event.start().result()
    steps = chair.read.steps(1)
    first, second = chair.event.step(1), chair.event.step(1)
    assert [first.result().id, second.result().id] == [steps[1].id, steps[2].id]
    assert [step.state for step in chair.read.steps(1)] == ["done", "done", ""]
    with pytest.raises(Problem, match="last step"):
        chair.event.step(1).result()
    chair.clock.skip(steps[1].id).result()
    chair.event.go_step(steps[0].id).result()
    assert chair.event.step(1).result().id == steps[2].id, "it passes over what is skipped"
    assert chair.event.step(-1).result().id == steps[1].id, "and back opens it again"
    assert chair.read.steps(1)[1].state == ""


def test_no_entry_is_open_at_the_beginning_and_the_place_is_kept_after(chair: Seat) -> None:
    second = chair.read.order()[1]
    chair.event.go(second).result()  # somebody prepares
    assert chair.event.start().result().entry_id is None
    chair.event.go(second).result()
    chair.clock.adjourn("tomorrow").result()
    chair.clock.resume().result()
    chair.sessions.close(1).result()
    assert chair.sessions.reopen(1, "a page was missing").result().entry_id == second
    assert chair.event.go(None).result().entry_id is None


def test_an_event_that_is_begun_late_keeps_its_entry(chair: Seat) -> None:
    second = chair.read.order()[1]
    chair.event.step(1).result()
    chair.event.go(second).result()
    assert chair.event.start().result().entry_id == second


def test_what_is_restricted_cannot_be_sent(chair: Seat) -> None:
    first = chair.read.entry(chair.read.order()[0])

    def mark(tx: Transaction) -> None:
        tx.add(Restriction(table_name="entry", row_uid=first.uid, mark="legal advice"))

    chair.run("marked", ChangeClass.CONTENT, mark).result()
    with pytest.raises(Problem, match="restricted"):
        chair.room.show_entry(first.id).result()


def test_the_note_taker_sends_nothing(seat: Seat) -> None:
    with pytest.raises(NotAllowed):
        seat.room.show_words("x")


# -- read-back -----------------------------------------------------------------------------------


def test_agreed_unless_somebody_says_otherwise(seat: Seat) -> None:
    made = finding(seat)
    assert seat.read_back.agree(made.id).result().status == "agreed"
    gp = next(a for a in seat.read.agencies().values() if a.short == "GP")
    with pytest.raises(Problem, match="own words"):
        seat.read_back.position(made.id, gp.id, "reservation").result()
    seat.read_back.position(made.id, gp.id, "reservation", "We did ask, in May.").result()
    seat.read_back.position(made.id, gp.id, "not agreed", "We asked.").result()
    assert [(p.stance, p.words) for p in seat.read.records(Position)] == [
        ("not agreed", "We asked.")
    ]
    with pytest.raises(Problem, match="A position is"):
        seat.read_back.position(made.id, gp.id, "furious", "x").result()
    seat.read_back.withdraw_position(made.id, gp.id).result()
    assert seat.read.records(Position) == []


def test_other_words_are_read_back_anew(seat: Seat) -> None:
    made = finding(seat)
    seat.read_back.agree(made.id).result()
    assert seat.outcomes.set(made.id, "text", made.text).result().status == "agreed"
    assert seat.outcomes.set(made.id, "why", "Caseloads").result().read_back is not None
    reworded = seat.outcomes.set(made.id, "text", "Nobody had the time to ask").result()
    assert (reworded.read_back, reworded.status) == (None, "draft")
    seat.undo().result()
    assert seat.read.outcome(made.uid).status == "agreed"


def test_coverage_names_the_gaps(seat: Seat) -> None:
    assert [one.gap for one in coverage(seat.read)] == ["nothing answers it yet"] * 2
    made = finding(seat)
    seat.outcomes.answer(made.id, 1).result()
    assert coverage(seat.read)[0].gap == "no evidence under its findings yet"
    said = seat.captures.add(": as it was").result()
    seat.outcomes.add_evidence(made.id, [said.id]).result()
    good = seat.outcomes.make(OutcomeKind.GOOD_PRACTICE, "They rang").result()
    seat.outcomes.answer(good.id, 2).result()
    assert [(one.outcomes, one.gap) for one in coverage(seat.read)] == [
        (("F1",), ""),
        (("G1",), "no finding answers it yet"),
    ]


# -- challenge, welfare, escalations ---------------------------------------------------------------


def test_each_challenge_gets_an_answer(sit: Callable[..., Seat], chair: Seat) -> None:
    observer = sit(Role.OBSERVER, "Sol")
    note = observer.challenges.leave("Is this the voice of the child?").result()
    with pytest.raises(NotAllowed):
        observer.challenges.answer(note.uid, "x")
    with pytest.raises(NotAllowed):
        observer.captures.add("x")
    with pytest.raises(Problem, match="gets an answer"):
        chair.challenges.answer(note.uid, " ").result()
    chair.challenges.answer(note.uid, "It was read out first.").result()
    (found,) = observer.read.records(Challenge)
    assert (found.by, found.answered_by, found.answer) == (
        *("Sol", "Alex"),
        "It was read out first.",
    )


def test_welfare_is_for_the_chair_alone(chair: Seat, seat: Seat, sit: Callable[..., Seat]) -> None:
    note = chair.welfare.note("HV1 was shaken", "Named nurse, tonight").result()
    chair.welfare.settle(note.uid).result()
    assert [(n.text, n.done) for n in chair.welfare.notes()] == [("HV1 was shaken", True)]
    for other in (seat, sit(Role.OBSERVER, "Sol")):
        with pytest.raises(NotAllowed):
            other.welfare.notes()


def test_an_escalation_is_followed_to_its_end(seat: Seat) -> None:
    made = seat.outcomes.make(OutcomeKind.ESCALATION, "Notices wait").result()
    with pytest.raises(Problem, match="who acknowledged"):
        seat.escalations.acknowledge(made.id, " ").result()
    assert seat.escalations.acknowledge(made.id, "Duty manager, CSC").result().acknowledged
    with pytest.raises(Problem, match="what came of it"):
        seat.escalations.resolve(made.id, "").result()
    done = seat.escalations.resolve(made.id, "The inbox is read daily.").result()
    assert (done.status, done.resolved is not None) == ("done", True)
    again = seat.escalations.reopen(made.id).result()
    assert (again.status, again.resolved, again.result) == (
        "draft",
        None,
        "The inbox is read daily.",
    )
    with pytest.raises(Problem, match="no escalation"):
        seat.escalations.resolve(finding(seat).id, "x").result()


# -- depth ---------------------------------------------------------------------------------------


def test_the_conditions_behind_a_perspective_are_its_themes(seat: Seat, chair: Seat) -> None:
    said = seat.captures.add("perspective: @HV1 I was #alone that week #workload").result()
    tags = "#alone #workload"
    seat.depth.set(said.id, "factors", "#workload, Staffing", base=tags).result()
    found = seat.read.capture(str(said.id))
    assert (found.themes, found.line) == (("workload", "staffing"), said.line)
    assert found.text == said.text.replace("#alone", "alone") + " #staffing"
    with pytest.raises(ChangedMeanwhile):
        chair.depth.set(said.id, "factors", "#training", base=tags).result()
    with pytest.raises(Problem, match="cannot stand behind #"):
        chair.depth.set(said.id, "factors", "#work [b]").result()
    seat.undo().result()
    assert seat.read.capture(str(said.id)).text == said.text


def test_a_perspective_in_depth(seat: Seat, chair: Seat) -> None:
    said = seat.captures.add(": @HV1 I was alone that week").result()
    seat.depth.set(said.id, "saw", "A tired mother", base="").result()
    seat.depth.set(said.id, "known_now", "That he had moved in").result()
    seat.depth.set(said.id, "wording", "verbatim").result()
    seat.depth.set(said.id, "named", "yes").result()
    with pytest.raises(ChangedMeanwhile):
        chair.depth.set(said.id, "saw", "Something else", base="").result()
    (found,) = seat.read.records(PerspectiveDepth)
    assert (found.saw, found.known_now, found.wording, found.named) == (
        *("A tired mother", "That he had moved in"),
        *("verbatim", True),
    )
    for field, value in (("felt", "x"), ("wording", "loud")):
        with pytest.raises(Problem):
            seat.depth.set(said.id, field, value).result()
    note = seat.captures.add("a note").result()
    with pytest.raises(Problem, match="Only a perspective"):
        seat.depth.set(note.id, "saw", "x").result()


# -- closing -------------------------------------------------------------------------------------


def begun(chair: Seat) -> int:
    return chair.event.start().result().id


def missing(seat: Seat, what: str) -> str:
    return " ".join(next(one for one in closing(seat.read) if one.id == what).missing)


def test_what_is_open_is_said(chair: Seat, seat: Seat) -> None:
    begun(chair)
    made = finding(seat)
    seat.captures.add("~ a thought for later").result()
    assert "F1" in missing(seat, "read-back") and "Ideas parked: 1." in missing(seat, "parked")
    assert "No next date" in missing(seat, "dates")
    seat.read_back.agree(made.id).result()
    seat.outcomes.set(made.id, "still_current", "yes").result()
    seat.forms.add("milestone", {"title": "Report", "due": "1 June 2036"}).result()
    assert missing(seat, "read-back") == missing(seat, "dates") == ""


def test_no_closing_while_nobody_tells_anybody(chair: Seat) -> None:
    session = begun(chair)
    made = chair.outcomes.make(OutcomeKind.ESCALATION, "Unsafe tonight").result()
    assert "E1" in missing(chair, "escalations")
    with pytest.raises(Problem, match="nobody who tells anybody"):
        chair.sessions.close(session).result()
    chair.outcomes.set(made.id, "owner", "Chair").result()
    chair.outcomes.set(made.id, "told", "Duty manager").result()
    assert chair.sessions.close(session).result().closed


def test_closing_locks_captures_never_outcomes(chair: Seat, seat: Seat) -> None:
    session = begun(chair)
    said = seat.captures.add(": as typed", session_id=session).result()
    made = finding(seat)
    chair.sessions.close(session).result()
    for refused in (
        seat.captures.edit(said.id, "other", base=said.text),
        seat.captures.retract(said.id),
        seat.captures.change_kind(said.id, CaptureKind.NOTE),
        seat.captures.attribute(said.id, "SW1"),
        seat.depth.set(said.id, "saw", "x"),
    ):
        with pytest.raises(Problem, match="session is closed"):
            refused.result()
    assert seat.outcomes.set(made.id, "text", "Worded anew").result().text == "Worded anew"
    assert seat.outcomes.add_evidence(made.id, [said.id]).result()


def test_undo_does_not_reach_into_a_closed_session(chair: Seat, seat: Seat) -> None:
    session = begun(chair)
    said = seat.captures.add("as typed", session_id=session).result()
    chair.sessions.close(session).result()
    with pytest.raises(Problem, match="session is closed"):
        seat.undo().result()
    assert [capture.id for capture in seat.read.captures()] == [said.id]


def test_a_line_finished_after_the_closing_is_kept(chair: Seat, seat: Seat) -> None:
    session = begun(chair)
    chair.sessions.close(session).result()
    late = seat.captures.add("the last sentence", session_id=session).result()
    assert late.session_id is None and late.text == "the last sentence"


def test_corrections_are_dated_and_stand_beside(chair: Seat, seat: Seat) -> None:
    session = begun(chair)
    said = seat.captures.add("It was Monday", session_id=session).result()
    with pytest.raises(Problem, match="is open"):
        seat.captures.correct(said.id, "It was Tuesday").result()
    chair.sessions.close(session).result()
    made = seat.captures.correct(said.id, "It was Tuesday").result()
    assert (made.kind, made.corrects_id, made.session_id) == (CaptureKind.CORRECTION, said.id, None)
    assert seat.read.capture(said.uid).text == "It was Monday"


def test_a_session_is_reopened_with_a_reason(chair: Seat, seat: Seat) -> None:
    session = begun(chair)
    said = seat.captures.add("as typed", session_id=session).result()
    with pytest.raises(Problem, match="not closed"):
        chair.sessions.reopen(session, "x").result()
    chair.sessions.close(session).result()
    with pytest.raises(Problem, match="why"):
        chair.sessions.reopen(session, " ").result()
    opened = chair.sessions.reopen(session, "A page was missing").result()
    assert (opened.closed, opened.since, opened.reopened) == (None, None, "A page was missing")
    assert seat.captures.edit(said.id, "mended", base=said.text).result().text == "mended"
    chair.clock.resume().result()
