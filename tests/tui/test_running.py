"""Running the session by keys: steps, pause, the room, prompts, depth, follow-ups, voices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice import clock
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import PerspectiveDepth, RoomWording
from workshop_tui.review.seat import Seat


def agenda(room: Any) -> str:
    return room.text_of("#agenda")


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
        assert "▸ Chronology" in room.notice
        await room.press(",")
        await room.until(lambda: "CHECK-IN" in agenda(room), "and back")
        await room.press("+")
        await room.settled()
        assert room.desk.step.extra == 5
        await room.press("-")
        await room.until(lambda: "CHRONOLOGY" in agenda(room), "skipped")
        await room.press(".", ".")
        await room.settled()
        assert "last step" in room.notice


async def test_a_pause_calms_the_room_and_stops_the_clock_while_a_line_is_open(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("W")
        assert "not begun" in room.notice
        await begun(room)
        await room.press("W")
        await room.settled()
        assert not clock.runs(room.desk.session) and "PAUSED" in agenda(room)
        assert room.seat.slide.now().shows == "pause"
        kim.captures.add("the end of the sentence").result()
        await room.press("W")
        await room.settled()
        assert clock.runs(room.desk.session)
        assert room.seat.slide.now().shows == "nothing"


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
        seen = []
        for _ in range(3):
            await room.press("Q")
            assert room.screen.card.display
            seen.append(room.text_of("#card-text"))
        assert len(set(seen)) == 3 and "What were you seeing" in seen[1]
        await room.press("Q")
        assert not room.screen.card.display
        await room.press("Q", "escape")
        assert not room.screen.card.display
        assert room.screen.focused is not None


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


async def test_a_closed_session_is_not_said_to_be_paused(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    session = alex.event.start().result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        alex.sessions.close(session.id).result()
        await room.until(lambda: "CLOSED" in agenda(room), "it is closed")
        assert "PAUSED" not in agenda(room)
