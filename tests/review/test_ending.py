"""The end of an event: what was parked, who was here, fair wording, how an episode went."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.preparing import Attendance
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.review.attendance import attendance
from workshop_tui.review.escalations import state
from workshop_tui.review.parked import parked, waiting
from workshop_tui.review.readback import read_position
from workshop_tui.review.seat import Seat
from workshop_tui.review.voices import absent_agencies
from workshop_tui.review.wording import NAME, Wording, WordingHint, hints_of

pytestmark = pytest.mark.usefixtures("sound")


# -- parked --------------------------------------------------------------------------------------


def test_what_was_parked_comes_back_until_it_is_settled_or_left(chair: Seat) -> None:
    first, second = chair.read.order()[:2]
    chair.event.mark(second, "parked").result()
    idea = chair.captures.add("~ one number to call", entry_id=first).result()
    assert [one.what.id for one in parked(chair.read)] == [second, idea.id]
    assert waiting(chair.read) == (1, 1)
    chair.parked.leave("capture", idea.uid).result()
    chair.parked.leave("capture", idea.uid).result()
    assert waiting(chair.read) == (1, 0)
    chair.event.mark(second, "discussed").result()
    assert waiting(chair.read) == (0, 0)
    assert [(one.what.id, one.left) for one in parked(chair.read)] == [(idea.id, True)]
    chair.parked.leave("capture", idea.uid, left=False).result()
    assert waiting(chair.read) == (0, 1)


def test_an_idea_of_which_an_action_was_made_is_settled_and_stays_an_idea(seat: Seat) -> None:
    idea = seat.captures.add("~ one number to call").result()
    made = seat.outcomes.make(OutcomeKind.ACTION, "", [idea.id]).result()
    assert parked(seat.read) == []
    assert (made.text, made.status) == ("one number to call", "draft")
    assert seat.read.capture(idea.uid).kind is CaptureKind.PARKED


def test_an_entry_parked_anew_comes_back_again(chair: Seat) -> None:
    first = chair.read.order()[0]
    uid = chair.read.entry(first).uid
    chair.event.mark(first, "parked").result()
    chair.parked.leave("entry", uid).result()
    assert waiting(chair.read) == (0, 0)
    chair.event.mark(first, "open").result()
    with pytest.raises(Problem, match="not parked"):
        chair.parked.leave("entry", uid).result()
    chair.event.mark(first, "parked").result()
    assert waiting(chair.read) == (1, 0)


def test_a_note_is_not_parked(seat: Seat) -> None:
    note = seat.captures.add("a note").result()
    for what in (("capture", note.uid), ("outcome", note.uid), ("entry", "nowhere")):
        with pytest.raises(Problem, match="not parked"):
            seat.parked.leave(*what).result()


# -- who is here ---------------------------------------------------------------------------------


def by_code(seat: Seat) -> dict[str, int]:
    return {person.code: person.id for person in seat.read.participants()}


def test_who_is_here_is_noted_and_heard_of_by_the_voices(seat: Seat) -> None:
    people = by_code(seat)
    gp = next(a.id for a in seat.read.agencies().values() if a.short == "GP")
    assert gp not in absent_agencies(seat.read)
    seat.attendance.note([people["GP1"]], "no").result()
    assert gp in absent_agencies(seat.read)
    seat.attendance.note([people["GP1"], people["SW1"]], "yes").result()
    assert gp not in absent_agencies(seat.read)
    assert len(seat.read.records(Attendance)) == 2
    assert {one.person.code: one.present for one in attendance(seat.read)} == {
        "GP1": "yes",
        "SW1": "yes",
        "HV1": "",
        "PC1": "",
    }
    seat.attendance.note([people["SW1"]], "").result()
    assert {one.present for one in attendance(seat.read)} == {"yes", ""}
    with pytest.raises(Problem, match="is here"):
        seat.attendance.note([people["SW1"]], "perhaps").result()


def test_who_comes_although_nobody_expected_it_is_here(seat: Seat) -> None:
    person = by_code(seat)["GP1"]
    answer = {"session_id": "1", "participant_id": "GP1", "answer": "apologies"}
    seat.forms.add("invitation", answer).result()
    assert attendance(seat.read)[-1].person.code == "GP1"
    assert not attendance(seat.read)[-1].expected
    assert absent_agencies(seat.read)
    seat.attendance.note([person], "yes").result()
    assert absent_agencies(seat.read) == {}


def test_who_must_not_be_in_the_room_is_not_noted_as_here(seat: Seat) -> None:
    person = by_code(seat)["PC1"]
    uid = next(one.uid for one in seat.read.participants() if one.id == person)
    seat.forms.change("person", uid, {"must_not_attend": "A witness"}).result()
    with pytest.raises(Problem, match="must not be in the room"):
        seat.attendance.note([person], "yes").result()
    seat.attendance.note([person], "no").result()


# -- how an episode went -------------------------------------------------------------------------


def test_an_episode_is_rated_afterwards_if_at_all(chair: Seat, seat: Seat) -> None:
    with pytest.raises(Problem, match="not been started"):
        chair.event.rate_episode(1, "worked well").result()
    chair.event.start().result()
    assert chair.event.rate_episode(1, "worked well").result().rating == "worked well"
    assert chair.event.rate_episode(1, "").result().rating == ""
    for number, rating in ((1, "was awful"), (9, "worked well")):
        with pytest.raises(Problem):
            chair.event.rate_episode(number, rating).result()
    with pytest.raises(NotAllowed):
        seat.event.rate_episode(1, "worked well")


# -- escalations, positions ----------------------------------------------------------------------


def test_where_an_escalation_stands_in_words(seat: Seat) -> None:
    made = seat.outcomes.make(OutcomeKind.ESCALATION, "Unsafe tonight").result()
    seen = [state(made)]
    seat.outcomes.set(made.id, "owner", "Chair").result()
    seen.append(state(seat.outcomes.set(made.id, "told", "Duty manager").result()))
    seen.append(state(seat.escalations.acknowledge(made.id, "Duty manager").result()))
    seen.append(state(seat.escalations.resolve(made.id, "The visit was made").result()))
    seen.append(state(seat.escalations.reopen(made.id).result()))
    seen.append(state(seat.outcomes.set(made.id, "status", "set aside").result()))
    assert seen == [
        *("raised, nobody told yet", "told", "acknowledged", "closed", "acknowledged"),
        "set aside",
    ]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("GP reservation: We did ask, in May.", (2, "reservation", "We did ask, in May.")),
        ("gp Reservation We did ask", (2, "reservation", "We did ask")),
        ("GP Out of Hours not agreed: no", (3, "not agreed", "no")),
        ("GP, absent", (2, "absent", "")),
        ("  GP: agrees ", (2, "agrees", "")),
    ],
)
def test_a_position_in_one_line(line: str, read: tuple[int, str, str]) -> None:
    assert read_position(line, {"GP": 2, "GP Out of Hours": 3}) == read


@pytest.mark.parametrize("line", ["", "reservation", "GPs reservation: x", "GP thinks so", "GP"])
def test_a_position_without_agency_or_stance_is_asked_again(line: str) -> None:
    with pytest.raises(Problem):
        read_position(line, {"GP": 2, "": 9})


# -- wording -------------------------------------------------------------------------------------


@pytest.fixture
def look(seat: Seat) -> Callable[..., list[WordingHint]]:
    wording = Wording(seat.read.register())

    def hints(text: str, kind: OutcomeKind = OutcomeKind.FINDING) -> list[WordingHint]:
        return wording.hints(text, kind)

    return hints


def test_blame_and_a_name_get_a_quiet_hint(look: Callable[..., list[WordingHint]]) -> None:
    text = "Priya Nandakumar failed to protect Callum"
    found = look(text)
    assert [(hint.words, hint.rule) for hint in found] == [
        ("Priya Nandakumar", NAME),
        ("failed to protect", "failed-to-protect"),
        ("Callum", NAME),
    ]
    assert found[0].instead(text) == "HV1 failed to protect Callum"
    assert found[1].instead(text) == f"Priya Nandakumar [{found[1].neutral}] Callum"
    assert all(text[hint.start : hint.end] == hint.words for hint in found)


def test_own_words_in_quotation_marks_are_never_marked(
    look: Callable[..., list[WordingHint]],
) -> None:
    assert look("Mother said “you failed to protect Callum” at the door") == []


def test_agencies_and_places_may_be_named(seat: Seat) -> None:
    seat.people.register("agency", "Vale Constabulary", "the police").result()
    assert Wording(seat.read.register()).hints("Vale Constabulary came", OutcomeKind.FINDING) == []


def test_weak_verbs_are_looked_at_in_actions_alone(look: Callable[..., list[WordingHint]]) -> None:
    text = "Remind all staff to ask"
    assert look(text) == []
    (hint,) = look(text, OutcomeKind.ACTION)
    assert hint.rule == "weak-action" and "different in the work itself" in hint.neutral


def test_an_ordinary_word_that_was_settled_is_no_name(seat: Seat) -> None:
    made: Outcome = seat.outcomes.make(OutcomeKind.FINDING, "Cal was mentioned").result()
    wording = Wording(seat.read.register())
    assert [hint.words for hint in hints_of(seat.read, wording, made)] == ["Cal"]
    seat.people.mention(made.TABLE, made.uid, "text", 0, 3, None).result()
    assert hints_of(seat.read, wording, made) == []


def test_the_observer_notes_nothing(sit: Callable[..., Seat]) -> None:
    observer = sit(Role.OBSERVER, "Sol")
    for refused in (observer.attendance.note, observer.parked.leave):
        with pytest.raises(NotAllowed):
            refused([], "yes")
