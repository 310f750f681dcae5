"""Running the session by keys: steps, pause, the room, prompts, depth, follow-ups, voices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice import clock
from workshop_tui.practice.records import AgendaStep, Restriction, Session
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import PerspectiveDepth, RoomWording
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction


def agenda(room: Any) -> str:
    return room.text_of("#agenda")


def minutes_pass(seat: Seat, minutes: int) -> None:
    """As if the clock had been let run so many minutes earlier."""

    def job(tx: Transaction) -> None:
        session = tx.find(Session)[0]
        earlier = {
            name: (dt.datetime.fromisoformat(moment) - dt.timedelta(minutes=minutes)).isoformat()
            for name in ("started", "since")
            if (moment := getattr(session, name))
        }
        tx.change(session, **earlier)

    seat.run("let minutes pass", ChangeClass.ADMINISTRATION, job).result()


async def begun(room: Any) -> None:
    room.live = room.app.live
    room.seat.event.start().result()
    await room.until(lambda: room.desk.session and room.desk.session.started, "it has begun")
    await room.settled()


async def test_one_key_to_the_next_step_and_back(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await begun(room)
        assert "CHECK-IN" in agenda(room)
        await room.press(".")
        await room.until(lambda: "CHRONOLOGY" in agenda(room), "the next step")
        await room.until(room.says("▸ Chronology"), "it is said")
        await room.press(",")
        await room.until(lambda: "CHECK-IN" in agenda(room), "and back")
        await room.press("+")
        await room.settled()
        assert room.desk.step.extra == 5
        await room.press("-")
        await room.until(lambda: "CHRONOLOGY" in agenda(room), "skipped")
        await room.press(".")
        await room.until(lambda: "CLOSE" in agenda(room), "the last one")
        await room.settled()
        await room.press(".")
        assert "last step" in room.notice


async def test_each_key_to_the_next_step_counts_however_fast(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await begun(room)
        await room.burst(".", ".")
        await room.until(lambda: "CLOSE" in agenda(room), "two steps on")
        await room.burst(",", ",")
        await room.until(lambda: "CHECK-IN" in agenda(room), "and two back")


async def test_a_pause_calms_the_room_and_stops_the_clock_while_a_line_is_open(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("W")
        assert "not begun" in room.notice
        await begun(room)
        await room.press("T", "s", "enter")
        await room.press("W")
        await room.settled()
        assert not clock.runs(room.desk.session) and "PAUSED" in agenda(room)
        assert room.seat.slide.now().shows == "pause"
        kim.captures.add("the end of the sentence").result()
        await room.press("W")
        await room.settled()
        assert clock.runs(room.desk.session)
        assert room.seat.slide.now().text == "Check-in", "it comes back"


async def test_the_clock_is_the_same_in_every_seat(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.start().result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert "CHECK-IN" in agenda(room)
        alex.clock.pause().result()
        await room.until(lambda: "PAUSED" in agenda(room), "it is paused here as well")


async def test_sending_to_the_room(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await begun(room)
        await room.press("T")
        assert "TO THE ROOM" in room.label
        await room.press("a", "enter")
        await room.type("The child was seen.")
        await room.press("enter")
        await room.settled()
        (wording,) = room.seat.read.records(RoomWording)
        assert wording.text == "The child was seen."
        assert room.seat.slide.now().shows == "nothing"
        await room.press("T", "e", "enter")
        await room.settled()
        assert room.seat.slide.now().text == "The child was seen."
        await room.press("T", "s", "enter")
        await room.settled()
        assert room.seat.slide.now().text == "Check-in"
        await room.press("T", "x", "enter")
        await room.until(room.says("nothing was sent"), "another letter sends nothing")
        await room.press("T", "c", "enter")
        await room.settled()
        assert room.seat.slide.now().shows == "nothing"


async def test_the_card_turns_and_goes(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await begun(room)
        seen = {}
        for _ in range(20):
            await room.press("Q")
            if not room.screen.card.display:
                break
            seen[room.screen.card.page] = room.text_of("#card-text")
        assert list(seen) == ["step", "episode", "room"]
        assert "What were you seeing" in seen["episode"]
        assert not room.screen.card.display, "after the end of the last page it is gone"
        await room.press("Q", "escape")
        assert not room.screen.card.display
        assert room.screen.focused is not None


@pytest.mark.parametrize("line", [False, True])
async def test_the_card_leaves_the_entry_its_words_in_a_small_terminal(
    enter: Callable[..., Any], review: Path, line: bool
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await begun(room)
        room.seat.run("worded", ChangeClass.ADMINISTRATION, long_step).result()
        await room.settled()
        words = " ".join(f"wording{n}" for n in range(40))
        made = room.seat.entries.add(agency="GP", text=words, date="2023-05-01").result()
        await room.settled()
        room.screen.look_at(made.id)
        await room.press("Q", *(["p"] if line else []))
        await room.settled()
        seen = [row for row in room.shown().splitlines() if "wording" in row]
        assert len(seen) >= (3 if line else 4), room.shown()
        if line:
            return
        assert "more: Q" in room.shown() and "say0 " in room.shown()
        while "more: Q" in room.shown():
            await room.press("Q")
        assert "say59" in room.shown()
        await room.press("Q")
        assert "Ask: this episode" in room.shown()


def long_step(tx: Transaction) -> None:
    step = tx.find(AgendaStep)[0]
    tx.change(step, say=" ".join(f"say{n}" for n in range(60)))


async def test_the_card_shows_the_reviews_questions_whole_and_nobodys_name(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    name = kim.read.register()[0].name
    words = f"First?\nSecond?\n[b]{name}[/b] \x1b]0;x\x07 third?"
    kim.forms.add("prompts", {"key": "episode seeing", "changes.prompts": words}).result()
    async with enter(review) as room:
        while room.screen.card.page != "episode":
            await room.press("Q")
        await room.until(lambda: "Second?" in room.text_of("#card-text"), "all of one's own")
        text = room.text_of("#card-text")
        assert "[b]" in text and "\x1b" not in text and "third?" in text
        assert (name in text) == room.desk.view.shows_names


async def test_the_note_taker_has_the_card_while_typing(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half a sen")
        await room.press("alt+q")
        assert room.screen.card.display and room.line.text == "half a sen"
        await room.type("tence")


async def test_a_perspective_in_depth_question_by_question(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("p")
        await room.capture("@HV1 I was alone that week")
        await room.press("tab", "G")
        for answer in ("A tired mother", "", "She would ring"):
            if answer:
                await room.type(answer)
            await room.press("enter")
            await room.settled()
        await room.press("escape")
        (found,) = room.seat.read.records(PerspectiveDepth)
        assert (found.saw, found.knew, found.thought) == ("A tired mother", "", "She would ring")
        await room.press("tab", "G")
        assert room.line.text == "A tired mother"


async def test_the_conditions_of_a_perspective_follow_the_set(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.change("factor-set", "", {"changes.set": "seips"}).result()
    async with enter(review) as room:
        await room.press("p")
        await room.capture("@HV1 I was alone that week")
        await room.press("tab", "G", *(["enter"] * 6))
        await room.type("#tas")
        assert "Tasks" in room.shown()
        await room.press("tab", "enter")
        await room.settled()
        assert room.seat.read.captures()[-1].themes == ("tasks",)


async def test_follow_ups_are_for_the_chair(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("Z")
        await room.type("Ring HV1 tonight")
        await room.press("enter")
        await room.settled()
        assert [note.text for note in room.seat.welfare.notes()] == ["Ring HV1 tonight"]
        assert "Ring HV1" not in room.shown()


async def test_the_child_heads_the_voices(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.add(
        "family",
        {"label": "Mother", "relation": "parent", "answer": "declined", "reason": "Too soon"},
    ).result()
    kim.forms.add("family", {"label": "Child A", "relation": "child"}).result()
    async with enter(review) as room:
        voices = room.text_of("#voices")
        assert voices.index("▯Child A not yet") < voices.index("–Mother declined")
        assert voices.index("Mother") < voices.index("GP")
        kim.forms.add("words", {"member_id": "Child A", "text": "It was loud"}).result()
        await room.until(lambda: "▮Child A" in room.text_of("#voices"), "the child is heard")


async def test_who_can_speak_for_an_absent_agency(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    invited = {"session_id": "1", "participant_id": "GP1", "answer": "represented"}
    kim.forms.add("invitation", invited | {"spoken_by_id": "HV1"}).result()
    async with enter(review) as room:
        assert "▯GP absent, HV1 speaks" in room.text_of("#voices")


@pytest.mark.parametrize("key", [".", "W", "T", "Z", "+"])
async def test_the_keys_of_the_session_are_text_in_an_open_line(
    enter: Callable[..., Any], review: Path, key: str
) -> None:
    async with enter(review) as room:
        await begun(room)
        before = room.seat.read.last_seq()
        await room.press("t")
        await room.type(f"a{key}b")
        assert room.line.text == f"a{key}b"
        assert room.seat.read.last_seq() == before


# -- what the bars say ---------------------------------------------------------------------------


async def test_that_nobody_chairs_and_that_all_is_saved_stay_in_sight(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.forms.change("review", alex.read.review().uid, {"title": "“Child A” and " * 6}).result()
    alex.event.start().result()
    alex.close()
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        status = room.shown().splitlines()[0]
        assert "LR-99" in status and "● saved" in status and "no chair here" in status


@pytest.mark.parametrize("key", ["ctrl+o", "alt+j", "f12", "alt+z"])
async def test_who_is_in_the_room_is_known_on_every_screen(
    enter: Callable[..., Any], review: Path, alex: Seat, key: str
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        await room.press(key)
        assert "note-taker +1" in room.shown().splitlines()[0]
        alex.close()
        await room.until(lambda: "no chair here" in room.shown(), "the chair is gone")


async def test_a_closed_session_is_not_said_to_be_paused(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    session = alex.event.start().result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        alex.sessions.close(session.id).result()
        await room.until(lambda: "CLOSED" in agenda(room), "it is closed")
        assert "PAUSED" not in agenda(room)


async def test_minutes_steps_and_the_end_stand_apart(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.start().result()
    async with enter(review, Role.OBSERVER, "Sol") as room:
        assert "   then: Chronology · Close" in agenda(room)


# -- steps, pace, adjourning -----------------------------------------------------------------------


async def test_a_skipped_step_is_opened_again_by_going_back(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await begun(room)
        await room.press("-")
        await room.until(room.says(", opens it again"), "how it comes back is said")
        await room.settled()
        await room.press(",")
        await room.until(lambda: "CHECK-IN" in agenda(room), "it is there again")
        assert [step.state for step in room.desk.steps] == ["", "", ""]


async def test_an_episode_that_runs_over_is_said_gently(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    first = alex.read.order()[0]

    def plan(tx: Transaction) -> None:
        step = tx.find(AgendaStep, order="position")[1]
        tx.change(step, slug="chronology", minutes=20)
        tx.change(tx.find(Session)[0], step_id=step.id)

    alex.run("planned", ChangeClass.ADMINISTRATION, plan).result()
    alex.event.put_in_episode(first, 1).result()
    alex.event.start().result()
    alex.event.go(first).result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert "episode 0 of 20 min" in agenda(room)
        assert "chronology 20 min left" in agenda(room)
        minutes_pass(alex, 25)
        await room.until(lambda: "episode 25 of 20 min · over" in agenda(room), "over its share")
        assert "chronology 0 min left" in agenda(room) and "(+5 min)" in agenda(room)
        assert len(room.app.screen_stack) == 1 and room.line.text == ""
        assert room.notice == ""


async def test_stopping_for_today_says_why_and_goes_on(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await begun(room)
        minutes_pass(kim, 7)
        await room.press("Y", "enter")
        await room.settled()
        assert clock.runs(room.desk.session)
        await room.press("Y")
        await room.type("Until Tuesday at ten")
        await room.press("enter")
        await room.until(lambda: "PAUSED" in agenda(room), "it stands")
        session = room.seat.read.session()
        assert (session.adjourned, session.spent // 60) == ("Until Tuesday at ten", 7)
        await room.press("W")
        await room.until(lambda: "PAUSED" not in agenda(room), "it runs on")
        assert room.seat.read.session().adjourned == ""


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER])
async def test_place_and_clock_of_a_seat_that_comes_late(
    enter: Callable[..., Any], review: Path, alex: Seat, role: Role
) -> None:
    order = alex.read.order()
    alex.event.start().result()
    alex.event.go_step(alex.read.steps(1)[1].id).result()
    alex.event.go(order[3]).result()
    minutes_pass(alex, 9)
    async with enter(review, role, "Late") as room:
        assert room.here == 4 and "CHRONOLOGY 9/0 min" in agenda(room)
        alex.clock.pause().result()
        await room.until(lambda: "PAUSED" in agenda(room), "the clock stands here too")


async def test_the_seat_is_taken_over_in_a_pause_and_the_clock_stands_on(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.start().result()
    minutes_pass(alex, 9)
    before = alex.clock.pause().result()
    alex.hand_over().result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+h")
        await room.until(lambda: room.seat.joined and room.screen.ROLE is Role.CHAIR, "chair")
        await room.settled()
        assert room.seat.read.session() == before and "PAUSED" in agenda(room)
        await room.press("W")
        await room.until(lambda: clock.runs(room.desk.session), "the new chair lets it run on")


# -- what the room gets ----------------------------------------------------------------------------


async def test_what_is_restricted_is_refused_in_words(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await begun(room)
        entry = room.desk.entry

        def mark(tx: Transaction) -> None:
            tx.add(Restriction(table_name="entry", row_uid=entry.uid, mark="legal advice"))

        room.seat.run("marked", ChangeClass.CONTENT, mark).result()
        await room.press("T", "e", "enter")
        await room.until(room.says("cannot be shown to the whole room"), "refused")
        assert room.seat.slide.now().shows == "nothing"


async def test_an_approved_wording_is_there_to_be_reworded_and_half_typed_words_are_kept(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await begun(room)
        await room.press("T", "a", "enter")
        await room.type("The child was seen.")
        await room.press("enter")
        await room.settled()
        await room.press("T", "a", "enter")
        assert room.line.text == "The child was seen."
        for _ in "The child was seen.":
            await room.press("backspace")
        await room.press("enter")
        await room.until(room.says("Taken back"), "an empty line takes it back")
        assert room.seat.read.records(RoomWording) == []
        await room.press("T", "a", "enter", "enter")
        assert not room.line.open
        await room.press("escape", "T", "w", "enter")
        await room.type("What did she wa")
        await room.press("escape", "n", "T", "w", "enter")
        assert room.line.text == "What did she wa"
        assert room.seat.slide.now().shows == "nothing"


async def test_a_step_and_an_entry_are_not_sent_by_going_there(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await begun(room)
        await room.press("T", "s", "enter")
        await room.settled()
        await room.press(".", "n", "d", "s", "n")
        await room.press("f")
        await room.capture("Nobody asked")
        seen = room.seat.slide.now()
        assert (seen.shows, seen.text, seen.about) == ("step", "Check-in", "")


async def test_what_is_in_no_register_is_said_before_the_room_reads_it(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("S", "S")
        await room.settled()
        await room.press("T", "a", "enter")
        await room.type("Wharfedale Mill rang 01632 960 123")
        await room.until(room.says("Look once more"), "it is said while it is typed")
        await room.press("enter")
        await room.settled()
        await room.until(room.says("Approved. It is shown once"), "it is approved all the same")
        await room.until(room.says("01632 960 123"), "and said again")
        await room.press("T")
        await room.until(room.says("This entry's words: Look once more"), "before it is sent")
        await room.type("e")
        await room.press("enter")
        await room.until(lambda: room.says("The room sees")(), "it is sent")


@pytest.mark.parametrize("keys", ["3", "6", "7", "1", "4", "5", "P", "C", "I", ""])
async def test_an_escalation_is_raised_by_one_key_from_anywhere(
    enter: Callable[..., Any], review: Path, keys: str
) -> None:
    async with enter(review) as room:
        await room.press(*keys)
        await room.settled()
        # While files are chosen every letter and sign finds one.
        await room.press("alt+shift+e" if keys == "I" else "exclamation_mark")
        await room.until(lambda: room.screen.IS_EVENT and room.line.open, "the line is open")
        await room.type("the door is unlocked")
        await room.press("enter")
        await room.settled()
        (one,) = room.seat.read.captures()
        assert (one.kind.value, one.text) == ("escalation", "the door is unlocked")
