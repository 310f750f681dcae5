"""Sessions of a review: conversations and events, one under way at a time."""

from __future__ import annotations

import pytest

from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Session
from workshop_tui.review import pack
from workshop_tui.review.meetings import AnotherRuns
from workshop_tui.review.seat import Seat
from workshop_tui.review.sessions import under_way
from workshop_tui.review.standing import Phase, standing


def plan(seat: Seat, title: str, kind: str = "conversation", **more: str) -> Session:
    made = seat.forms.add("session", {"kind": kind, "title": title} | more).result()
    assert isinstance(made, Session)
    return made


def event(seat: Seat) -> Session:
    found = next((s for s in seat.read.sessions() if s.title == "Learning event"), None)
    assert found is not None
    return found


def current(seat: Seat) -> str:
    found = seat.read.session()
    return found.title if found else ""


def test_a_planned_conversation_is_not_the_event(chair: Seat) -> None:
    plan(chair, "With SW1", participant_id="SW1")
    assert current(chair) == event(chair).title == "Learning event"


def test_the_session_that_runs_is_the_one_under_way(chair: Seat, sound: None) -> None:
    talk = plan(chair, "With SW1", participant_id="SW1")
    begun = chair.sessions.begin(talk.id).result()
    assert begun.started and current(chair) == "With SW1"
    chair.event.go(chair.read.order()[1]).result()
    assert chair.read.records(Session, id=talk.id)[0].entry_id == chair.read.order()[1]
    assert event(chair).entry_id is None
    closed = chair.sessions.close(talk.id).result()
    assert closed.closed and closed.since is None
    assert current(chair) == "Learning event"


def test_one_runs_at_a_time(chair: Seat) -> None:
    talk = plan(chair, "With SW1")
    chair.event.start().result()
    with pytest.raises(AnotherRuns, match=r"“Learning event” is under way since \d\d:\d\d"):
        chair.sessions.begin(talk.id).result()
    assert current(chair) == "Learning event"
    chair.sessions.begin(talk.id, close_running=True).result()
    assert current(chair) == "With SW1" and event(chair).closed


def test_beginning_again_goes_on(chair: Seat) -> None:
    first = chair.sessions.begin(event(chair).id).result()
    assert chair.sessions.begin(event(chair).id).result() == first
    steps = chair.read.steps(first.id)
    assert first.step_id == steps[0].id


def test_what_cannot_be_begun_or_closed(chair: Seat) -> None:
    talk = plan(chair, "With SW1")
    with pytest.raises(Problem, match="has not begun"):
        chair.sessions.close(talk.id).result()
    chair.sessions.begin(talk.id).result()
    chair.sessions.close(talk.id).result()
    for verb, said in ((chair.sessions.begin, "is closed"), (chair.sessions.close, "already")):
        with pytest.raises(Problem, match=said):
            verb(talk.id).result()
    gone = plan(chair, "With HV1")
    chair.forms.remove("session", gone.uid).result()
    with pytest.raises(Problem, match="taken away"):
        chair.sessions.begin(gone.id).result()


def test_the_next_event_follows_the_one_that_was_held(chair: Seat) -> None:
    recall = plan(chair, "Recall", "recall event", date="1 July 2026")
    chair.forms.change("session", event(chair).uid, {"date": "1 June 2026"}).result()
    chair.event.start().result()
    assert standing(chair.read).phase is Phase.EVENT
    chair.sessions.close(event(chair).id).result()
    assert current(chair) == "Recall"
    assert standing(chair.read).phase is Phase.OUTCOMES
    chair.sessions.begin(recall.id).result()
    assert standing(chair.read).phase is Phase.EVENT
    chair.sessions.close(recall.id).result()
    assert current(chair) == "Recall"


def test_a_conversation_leaves_the_review_in_preparation(chair: Seat) -> None:
    talk = plan(chair, "With SW1")
    chair.sessions.begin(talk.id).result()
    assert standing(chair.read).phase is Phase.PREPARE


def test_without_an_event_there_is_none_under_way() -> None:
    assert under_way([]) is None
    assert under_way([Session(id=1, kind="conversation", title="With SW1")]) is None


@pytest.mark.parametrize("name", ["half-day", "full-day"])
def test_an_agenda_of_the_pack_becomes_the_session_s_own(
    chair: Seat, name: str, sound: None
) -> None:
    managers = plan(chair, "Managers", "managers' event")
    steps = chair.sessions.use_agenda(managers.id, name).result()
    wanted = pack.agenda(name)["steps"]
    assert [(s.title, s.minutes, s.say) for s in chair.read.steps(managers.id)] == [
        (step["title"], step["minutes"], step["say"]) for step in wanted
    ]
    chair.forms.change("step", steps[0].uid, {"minutes": "45"}).result()
    assert chair.read.steps(managers.id)[0].minutes == 45
    assert pack.agenda(name)["steps"][0]["minutes"] != 45
    chair.undo().result()
    chair.undo().result()
    assert chair.read.steps(managers.id) == []


def test_an_agenda_is_replaced_only_when_asked_and_when_nothing_rests_on_it(chair: Seat) -> None:
    held = event(chair)
    with pytest.raises(Problem, match="3 steps already"):
        chair.sessions.use_agenda(held.id, "half-day").result()
    with pytest.raises(NotFound, match="no agenda 'tea'"):
        chair.sessions.use_agenda(held.id, "tea", replace=True).result()
    step = chair.read.steps(held.id)[0]
    chair.event.go_step(step.id).result()
    chair.sessions.use_agenda(held.id, "half-day", replace=True).result()
    assert event(chair).step_id is None
    here = chair.read.steps(held.id)[0]
    chair.captures.add("said", session_id=held.id, step_id=here.id).result()
    with pytest.raises(Problem, match="its agenda stays"):
        chair.sessions.use_agenda(held.id, "full-day", replace=True).result()
