"""The end of a session by keys: who is here, what was parked, escalations, closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.preparing import Attendance, Dispatch
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge, WelfareNote
from workshop_tui.review.seat import Seat

Said = Callable[..., Any]
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])


def listed(room: Any) -> list[str]:
    return [row.text for row in room.screen.rows.rows]


async def to_row(room: Any, start: str) -> None:
    """Highlight the row that begins so."""
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: row.text.strip().startswith(start)))
    assert rows.row is not None and rows.row.text.strip().startswith(start), listed(room)


@pytest.fixture
def begun(alex: Seat) -> int:
    """A session that has begun; the chair's seat is free again."""
    session = alex.event.start().result()
    alex.close()
    return session.id


# -- closing -------------------------------------------------------------------------------------


@SIZES
async def test_a_session_is_closed_once_everything_is_in_hand(
    enter: Callable[..., Any], review: Path, begun: int, kim: Seat, size: tuple[int, int]
) -> None:
    first = kim.read.order()[0]
    kim.captures.add("* Nobody asked", entry_id=first, session_id=begun).result()
    escalation = kim.captures.add("! Alone tonight", entry_id=first, session_id=begun).result()
    async with enter(review, size=size) as room:
        await room.press("8")
        assert "the session stays open until then" in " ".join(listed(room))
        await to_row(room, "▸ Close")
        await room.press("enter")
        assert "Type close" in room.label
        await room.type("yes")
        await room.press("enter")
        assert "Nothing was closed" in room.notice
        await room.press("enter")
        await room.type("close")
        await room.press("enter")
        await room.until(room.says("nobody who tells anybody"), "it is refused in words")
        await to_row(room, "E1: nobody")
        await room.press("enter")
        for answer in ("No adult", "Chair", "Duty manager", "By phone", "Tonight"):
            await room.type(answer)
            await room.press("enter")
            await room.settled()
        assert "✓ Escalations are in hand" in listed(room)
        await to_row(room, "▸ Close")
        await room.press("enter")
        await room.type("Close")
        await room.press("enter")
        await room.until(room.says("is closed. Captures are locked"), "it is closed")
        await room.settled()
        assert room.seat.read.sessions()[0].closed
        assert "Locked now" in " ".join(listed(room)) and "CLOSED" in room.text_of("#status")
        await room.press("escape")
        assert "⚿" in " ".join(room.prompts)
        await room.press("tab", "enter")
        assert "CORRECTION" in room.label
        await room.type("It was two nights")
        await room.press("enter")
        await room.settled()
        (made,) = room.seat.read.captures("correction")
        assert made.corrects_id == escalation.id
        assert "corrects “Alone tonight”: It was two nights" in " ".join(room.prompts)
        await room.press("8")
        await to_row(room, "▸ Open")
        await room.press("enter")
        await room.type("A page was missing")
        await room.press("enter")
        await room.settled()
        session = room.seat.read.sessions()[0]
        assert (session.closed, session.reopened) == (None, "A page was missing")
        assert any(text.startswith("▸ Close") for text in listed(room))


async def test_the_cursor_lands_on_open_again_though_the_news_come_late(
    enter: Callable[..., Any], review: Path, begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("8")
        assert "e ends the session" in room.shown(), "the way is in sight at any height"
        late: list[Any] = []
        take_in = room.app._take_in
        monkeypatch.setattr(room.app, "_take_in", late.append)
        await room.press("e")
        await room.type("close")
        await room.press("enter")
        await room.until(room.says("is closed. Captures are locked"), "it is closed")
        await room.until(lambda: late, "and the news are there")
        await room.pilot.pause()
        for changes in late:
            take_in(changes)
        await room.pilot.pause()
        assert room.screen.rows.row.what == "reopen", listed(room)
        assert "e ends the session" not in room.shown()


PLACES = {
    "1": "PrepareScreen",
    "3": "OutcomesScreen",
    "4": "EmbedScreen",
    "5": "ShareScreen",
    "6": "AttendanceScreen",
    "7": "ParkedScreen",
    "8": "ClosingScreen",
    "9": "ChallengesScreen",
    "J": "ReadBackScreen",
    "2": "ChairScreen",
    "P": "PeopleScreen",
    "C": "ChronologyWorkScreen",
}


@pytest.mark.parametrize("start", ["2", "3", "6", "7", "8", "9", "J"])
async def test_the_keys_of_the_places_work_from_every_screen_of_the_event(
    enter: Callable[..., Any], review: Path, begun: int, start: str
) -> None:
    async with enter(review) as room:
        for key, name in PLACES.items():
            if key == start:
                continue
            await room.press("2", start)
            await room.press(key)
            assert type(room.screen).__name__ == name, f"{key} from {start}"
            while not room.screen.IS_EVENT:
                await room.press("2" if key != "2" else "escape")


@pytest.mark.parametrize("start", ["3", "6", "7", "8", "9", "J"])
async def test_a_pause_is_one_key_from_every_screen_of_the_event(
    enter: Callable[..., Any], review: Path, begun: int, start: str
) -> None:
    async with enter(review) as room:
        await room.press(start, "W")
        await room.until(room.says("the clocks stand"), "a pause")
        await room.settled()
        assert room.seat.slide.now().shows == "pause"
        await room.press("W")
        await room.until(room.says("The clock runs on"), "and on again")


@pytest.mark.parametrize("where", ["", "ctrl+o", "alt+j", "f12"])
async def test_a_session_closed_elsewhere_shows_on_every_screen(
    enter: Callable[..., Any], review: Path, alex: Seat, where: str
) -> None:
    session = alex.event.start().result()
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        await room.press(*filter(None, [where]))
        assert "CLOSED" not in room.text_of("#status")
        alex.sessions.close(session.id).result()
        await room.until(lambda: "CLOSED" in room.text_of("#status"), "the status bar")
        assert "its captures are locked" in room.notice
        alex.sessions.reopen(session.id, "too early").result()
        await room.until(lambda: "CLOSED" not in room.text_of("#status"), "and open again")


async def test_each_line_leads_to_where_it_is_settled(
    enter: Callable[..., Any], review: Path, begun: int, said: Said
) -> None:
    said("* Nobody asked", 1)
    said("~ an idea", 1)
    async with enter(review) as room:
        await room.press("8")
        for row, seen in (("Not read back", "reading"), ("Ideas parked", "list")):
            await to_row(room, row)
            await room.press("enter")
            assert room.screen.query_one(f"#{seen}")
            await room.press("escape")
            assert "▸ Close" in " ".join(listed(room)), "and back to the closing"
        await to_row(room, "No next date")
        await room.press("enter")
        assert type(room.screen).__name__ == "FillingScreen" and "Timescales" in room.shown()
        while type(room.screen).__name__ == "FillingScreen":
            await room.press("escape")
        await room.press("p")
        assert "~" in " ".join(listed(room))
        await room.press("escape", "J", "8")
        assert "▸ Close" in " ".join(listed(room)), "it is not opened twice"
        await room.press("escape")
        assert room.screen.IS_EVENT


async def test_follow_ups_are_settled_in_the_chairs_seat_alone(
    enter: Callable[..., Any], review: Path, begun: int
) -> None:
    async with enter(review) as room:
        await room.press("8", "Z")
        await room.type("Ring HV1 tonight")
        await room.press("enter")
        await room.settled()
        await to_row(room, "○ Ring HV1")
        await room.press("enter")
        await room.settled()
        assert [one.done for one in room.seat.read.records(WelfareNote)] == [True]
        assert "✓ Ring HV1 tonight" in listed(room)
    for role, key in ((Role.NOTE_TAKER, "alt+z"), (Role.OBSERVER, "8")):
        async with enter(review, role, "Jo") as room:
            await room.press(key)
            assert "○ The next dates are said" in listed(room)
            assert "Ring" not in room.shown() and "Follow-ups" not in room.shown()
            await room.press("Z")
            await room.type("x")
            await room.press("enter")
            await room.until(room.says("seat cannot"), "and nobody else adds one")


async def test_each_challenge_note_gets_an_answer(
    enter: Callable[..., Any], review: Path, begun: int, sit: Callable[..., Seat]
) -> None:
    observer = sit(Role.OBSERVER, "Sol")
    entry = observer.read.entry(observer.read.order()[1])
    observer.challenges.leave("Where is the child?", "entry", entry.uid).result()
    async with enter(review) as room:
        await room.press("8")
        assert "○ Where is the child?  (Sol, entry 2)" in listed(room)
        await room.press("a")
        await room.type("It was read out first.")
        await room.press("enter")
        await room.settled()
        (note,) = room.seat.read.records(Challenge)
        assert note.answer == "It was read out first."
        assert "    ↳ It was read out first.  (Alex)" in listed(room)
        await room.press("a")
        assert "has an answer" in room.notice


async def test_an_episode_is_rated_if_the_room_wishes(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.put_in_episode(1, 1).result()
    alex.event.go(1).result()
    alex.close()
    async with enter(review) as room:
        await room.press("=")
        await room.until(room.says("rated afterwards"), "not before")
        await room.press("8")
        assert "Spring" not in " ".join(listed(room))
        await room.press("escape", "S", "S")
        await room.settled()
        await room.press("=")
        await room.settled()
        assert "Key episode 1: Spring  (worked well)" in room.text_of("#entry")
        await room.press("8")
        await to_row(room, "+ 1 Spring")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.episodes()[0].rating == "was difficult"
        await room.press("enter")
        await room.settled()
        assert room.seat.read.episodes()[0].rating == ""


# -- parked --------------------------------------------------------------------------------------


@SIZES
async def test_what_was_parked_comes_back_at_the_end(
    enter: Callable[..., Any], review: Path, said: Said, size: tuple[int, int]
) -> None:
    said("~ one number to call", 2)
    said("~ a second idea", 2)
    async with enter(review, size=size) as room:
        await room.press("o", "end", "n")
        await room.until(room.says("comes back now (3): 7"), "it is remembered")
        await room.press("7")
        assert "Parked · 3 to come back to" in room.shown()
        await room.press("a")
        assert "Choose a parked idea" in room.notice
        await room.press("d")
        await room.settled()
        assert room.seat.read.entry_states().get("parked") is None
        await to_row(room, "~ one number")
        await room.press("a")
        await room.settled()
        (action,) = room.seat.read.outcomes(OutcomeKind.ACTION)
        assert (action.text, action.status) == ("one number to call", "draft")
        assert "A1 is a candidate action" in room.notice
        await room.press("i")
        await room.type("Named nurse")
        await room.press("enter", "escape")
        await room.settled()
        assert room.seat.read.outcome("A1").owner == "Named nurse"
        await to_row(room, "~ a second")
        await room.press("l")
        await room.settled()
        assert "Parked · 0 to come back to" in room.shown()
        await room.press("f")
        await room.settled()
        assert [one.text for one in room.seat.read.outcomes(OutcomeKind.FINDING)] == [
            "a second idea"
        ]
        assert all(one.kind is CaptureKind.PARKED for one in room.seat.read.captures())
        assert listed(room) == ["Nothing is parked."]


async def test_enter_goes_to_the_entry(enter: Callable[..., Any], review: Path, said: Said) -> None:
    async with enter(review) as room:
        third = room.desk.order[2]
        said("~ an idea", third)
        said("~ nowhere", None)
        await room.press("7")
        await to_row(room, "~ nowhere")
        await room.press("enter")
        assert "belongs to no entry" in room.notice
        await to_row(room, "~ an idea")
        await room.press("enter")
        assert room.screen.IS_EVENT and room.here == 3


async def test_the_note_taker_makes_actions_and_marks_no_entry(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.mark(1, "parked").result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+s", "o")
        await room.until(room.says("note-taker's seat cannot"), "the chair opens entries")
        await room.press("l")
        await room.settled()
        assert "✓ left as it is" in " ".join(listed(room))


# -- who is here ---------------------------------------------------------------------------------


@SIZES
async def test_people_are_ticked_as_they_arrive(
    enter: Callable[..., Any], review: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        await room.press("6")
        assert "Expected · 0 of 4 here" in listed(room)
        await to_row(room, "· GP1")
        await room.press("enter")
        await room.settled()
        assert room.screen.rows.row.text.startswith("● GP1")
        await room.press("enter")
        await room.settled()
        assert "GP" in room.desk.absent.values() or room.desk.absent
        await room.press("a")
        await room.settled()
        assert sorted(one.present for one in room.seat.read.records(Attendance)) == [
            *("no", "yes", "yes", "yes"),
        ]
        await room.press("a")
        assert "somebody has said" in room.notice
        await room.press("x")
        await room.settled()
        assert "· GP1" in " ".join(listed(room))
        await room.press("6")
        assert room.screen.IS_EVENT


async def test_who_must_not_come_is_not_ticked(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        uid = next(one.uid for one in room.seat.read.participants() if one.code == "PC1")
        room.seat.forms.change("person", uid, {"must_not_attend": "A witness"}).result()
        await room.press("alt+v")
        await to_row(room, "· PC1")
        assert "Must not be in the room: A witness" in room.text_of("#about")
        await room.press("enter")
        await room.until(room.says("must not be in the room"), "it is refused in words")


# -- escalations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "raise_it", "ask", "there"),
    [(Role.CHAIR, "e", "i", "3"), (Role.NOTE_TAKER, "f6", "ctrl+d", "ctrl+o")],
)
async def test_an_escalation_from_raised_to_closed(
    enter: Callable[..., Any], review: Path, role: Role, raise_it: str, ask: str, there: str
) -> None:
    async with enter(review, role) as room:
        await room.press(raise_it)
        await room.capture("Alone tonight")
        assert "who tells them" in room.notice and "what is unsafe now" in room.notice
        await room.press(ask)
        for answer in ("No adult", "Chair", "Duty manager", "Phone", "Tonight"):
            await room.type(answer)
            await room.press("enter")
            await room.settled()
        made = room.seat.read.outcome("E1")
        assert (made.owner, made.told, made.route, made.due) == (
            *("Chair", "Duty manager"),
            *("Phone", "Tonight"),
        )
        await room.press(there)
        assert "It is: told" in room.text_of("#detail-text")
        assert "It replaces none" in room.text_of("#detail-text")
        await room.press("k")
        await room.type("Duty manager, CSC")
        await room.press("enter")
        await room.settled()
        assert "It is: acknowledged" in room.text_of("#detail-text")
        await room.press("d")
        await room.type("A visit was made")
        await room.press("enter")
        await room.settled()
        assert "What came of it: A visit was made" in room.text_of("#detail-text")
        assert room.seat.read.outcome("E1").status == "done"
        await room.press("r")
        await room.settled()
        assert "It is: acknowledged" in room.text_of("#detail-text")
        await room.press("r")
        assert "It is open" in room.notice


async def test_the_questions_wait_while_somebody_types_on(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("! Alone tonight")
        await room.press("enter")
        await room.type("the next sentence")
        await room.settled()
        assert room.line.text == "the next sentence"
        await room.press("ctrl+d")
        assert "ANSWERING" in room.label and room.line.text == ""
        await room.press("escape")
        assert room.line.text == "the next sentence"


async def test_the_notice_of_an_escalation(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    said("! Cal is alone tonight", 1)
    async with enter(review) as room:
        await room.press("3", "n")
        assert "to which agency" in room.label
        await room.type("nobody")
        await room.press("enter")
        assert "no agency nobody" in room.notice
        await room.press("n")
        await room.type("CS")
        await room.press("tab", "enter")
        assert "real names" in room.label
        await room.press("enter")
        await room.until(room.says("The notice"), "it is written")
        folder = review.with_name("case-documents")
        found = sorted(path.suffix for path in folder.iterdir())
        assert found == [".docx", ".md"]
        assert "Cal" not in next(folder.glob("*.md")).read_text()
        await room.settled()
        (sent,) = room.seat.read.records(Dispatch)
        assert (sent.what, sent.named) == ("escalation notice", False)


async def test_only_an_escalation_is_acknowledged(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    said("* a finding", 1)
    async with enter(review) as room:
        await room.press("3")
        for key in ("k", "d", "r", "n"):
            await room.press(key)
            assert "Choose an escalation" in room.notice and not room.line.open


async def test_a_hint_on_the_outcomes_screen(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    said("> Remind all staff", 1)
    async with enter(review) as room:
        await room.press("3")
        assert "≈ “Remind” · rather:" in room.text_of("#detail-text")
        assert "candidate" in room.shown()
        await room.press("h")
        assert "[Say what will be different" in room.line.text
