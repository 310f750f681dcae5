"""Working on what was captured, in both seats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

Said = Callable[..., Any]


async def test_select_edit_and_undo_in_the_chairs_seat(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        said("first", room.desk.here)
        capture = said("second words", room.desk.here)
        await room.until(lambda: len(room.screen.captured.captures) == 2, "both are shown")
        await room.press("tab")
        assert room.screen.captured.selected.id == capture.id
        assert "Enter edits" in room.notice
        await room.press("enter")
        assert room.line.text == "second words"
        assert "EDITING" in room.label
        await room.type(" and n")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == "second words and n"
        assert room.seat.read.capture(capture.uid).line == "second words"
        await room.press("u")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == "second words"


async def test_select_edit_and_undo_in_the_note_takers_seat(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        capture = await room.capture("what was said")
        await room.press("up", "enter")
        assert room.line.text == "what was said"
        await room.type(" today")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == "what was said today"
        assert room.line.text == "" and room.line.task is room.line.base
        await room.press("ctrl+up", "f11")
        await room.settled()
        assert room.seat.read.captures() == []
        assert "^Z brings it back" in room.notice
        await room.press("ctrl+z")
        await room.settled()
        assert [c.text for c in room.seat.read.captures()] == ["what was said today"]


async def test_an_edit_that_is_left_changes_nothing_and_is_kept(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        capture = said("as it was", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("up", "enter")
        await room.type(" or not")
        await room.press("escape")
        assert room.line.text == ""
        assert room.seat.read.capture(capture.uid).text == "as it was"
        await room.press("up", "enter")
        await room.until(lambda: room.line.text == "as it was or not", "the edit is still there")


async def test_a_half_typed_line_waits_while_a_capture_is_edited(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        capture = said("old", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.type("half of a new")
        await room.press("ctrl+up", "ctrl+e")
        assert room.line.text == "old"
        await room.type("er")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == "older"
        assert room.line.text == "half of a new"


async def test_two_edit_one_capture_and_both_texts_are_kept(
    enter: Callable[..., Any], review: Path, said: Said, kim: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        capture = said("the visit was on Monday", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("up", "enter")
        await room.type(", said SW1")
        kim.captures.edit(capture.id, "the visit was on Tuesday", base=capture.text).result()
        await room.press("enter")
        await room.settled()
        texts = {c.text for c in room.seat.read.captures()}
        assert texts == {"the visit was on Tuesday", "the visit was on Monday, said SW1"}
        assert "both wordings are kept" in room.notice
        assert "second wording" in room.shown().replace("\n", " ")


async def test_the_kind_is_changed_by_a_function_key(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        capture = said("nobody is with her now", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("ctrl+up", "f6")
        await room.settled()
        assert room.seat.read.capture(capture.uid).kind is CaptureKind.ESCALATION
        assert [o.kind for o in room.seat.read.outcomes()] == [OutcomeKind.ESCALATION]
        assert "It is now: escalation" in room.notice


async def test_marked_captures_make_one_finding(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        first = said(":@HV1 I did not see the baby", room.desk.here)
        said("not this one", room.desk.here)
        third = said("nobody asked", room.desk.order[1])
        await room.until(lambda: len(room.screen.captured.captures) == 2, "they are shown")
        await room.press("tab", "up", "m")
        assert room.desk.marked == {first.id}
        assert "☒" in room.shown()
        await room.press("escape", "n", "tab", "m", "F")
        assert "2 capture(s)" in room.label
        room.line.widget.set_text("Nobody saw the baby awake")
        await room.pilot.pause()
        await room.press("enter")
        await room.settled()
        (finding,) = room.seat.read.outcomes()
        assert (finding.kind, finding.text) == (OutcomeKind.FINDING, "Nobody saw the baby awake")
        assert {c.id for c in room.seat.read.evidence()[finding.id]} == {first.id, third.id}
        assert room.desk.marked == set()
        assert "☒" not in room.shown()


async def test_a_capture_joins_a_recent_finding(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        said("* the first finding", room.desk.here)
        said("* the second finding", room.desk.here)
        capture = said("more of the first", room.desk.here)
        await room.until(lambda: len(room.screen.captured.captures) == 3, "they are shown")
        await room.press("ctrl+up", "ctrl+k")
        assert "F1 the first finding" in room.label
        assert room.line.text == "F2"
        await room.press("backspace")
        await room.type("1")
        await room.press("enter")
        await room.settled()
        first = room.seat.read.outcomes(OutcomeKind.FINDING)[0]
        assert capture.id in {c.id for c in room.seat.read.evidence()[first.id]}


async def test_join_says_what_is_missing(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        await room.press("j")
        assert "There is no finding yet" in room.notice
        await room.press("m")
        assert "Select a capture first" in room.notice
        await room.press("F")
        assert "Mark the captures" in room.notice
        said("* a finding", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("tab", "j")
        room.line.widget.set_text("F7")
        await room.pilot.pause()
        await room.press("enter")
        assert "There is no finding F7" in room.notice


async def test_moved_and_put_under_another_entry_too(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        capture = said("about the third", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("tab", "v")
        await room.type("3")
        await room.press("enter")
        await room.settled()
        order = room.desk.order
        assert room.seat.read.capture(capture.uid).entry_id == order[2]
        assert "It belongs to entry 3" in room.notice
        await room.press("n", "n", "tab", "V")
        await room.type("5")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.further_entries()[capture.id] == [order[4]]
        await room.press("end")
        assert [c.id for c in room.screen.captured.captures] == [capture.id]
        await room.press("tab", "v")
        await room.type("99")
        await room.press("enter")
        assert "There is no entry 99" in room.notice


async def test_an_escalation_asks_and_nothing_blocks(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("f6")
        await room.capture("the child is alone tonight")
        assert "Still to say" in room.notice and "^D" in room.notice
        await room.type("typing goes on")
        assert room.line.text == "typing goes on"
        await room.press("ctrl+d")
        assert "ANSWERING" in room.label
        said = (
            *("no adult in the house", "the chair"),
            *("on-call social worker", "by phone, tonight", "today 18:00"),
        )
        for answer in said:
            await room.type(answer)
            await room.press("enter")
            await room.settled()
        (escalation,) = room.seat.read.outcomes()
        answers = (escalation.unsafe_now, escalation.owner, escalation.told)
        assert (*answers, escalation.route, escalation.due) == said
        while room.line.task is not room.line.base:
            await room.press("enter")
        assert room.line.text == "typing goes on"


async def test_an_action_asks_who_what_and_when(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("a")
        await room.capture("one number to call")
        await room.press("i")
        await room.type("Service manager")
        await room.press("enter", "enter")
        assert "ANSWERING" in room.label
        await room.press("escape")
        await room.settled()
        (action,) = room.seat.read.outcomes()
        assert action.owner == "Service manager"
        assert room.seat.read.missing()[action.id]
        await room.press("i")
        assert "ANSWERING" in room.label


async def test_a_check_asks_who_finds_out(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("c")
        capture = await room.capture("was the clinic letter sent")
        assert "who finds out?" in room.prompts[0]
        await room.press("tab", "i")
        await room.type("GP1")
        await room.press("enter")
        await room.type("next Friday")
        await room.press("enter")
        await room.settled()
        kept = room.seat.read.capture(capture.uid)
        assert (kept.checker, kept.due) == ("GP1", "next Friday")
        assert "who finds out?" not in room.prompts[0]


async def test_a_half_typed_answer_is_kept(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("e")
        await room.capture("alone tonight")
        await room.press("i")
        await room.type("no adult in the")
        await room.press("escape")
        assert room.line.text == ""
        await room.press("i")
        await room.until(lambda: room.line.text == "no adult in the", "the answer is back")


async def test_a_half_typed_finding_survives_the_seat(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        said("nobody asked", room.desk.here)
        await room.until(lambda: room.screen.captured.captures, "it is shown")
        await room.press("tab", "m", "F")
        await room.type(" the child what")
        await room.until(
            lambda: any("the child what" in d.text for d in room.seat.read.drafts()), "kept"
        )


@pytest.mark.parametrize(
    ("words", "entry", "in_episode"), [("-", None, False), ("E1", 2, True), ("3", 3, False)]
)
async def test_a_capture_moves_to_an_episode_another_entry_or_none(
    enter: Callable[..., Any], demo: Path, words: str, entry: int, in_episode: bool
) -> None:
    async with enter(demo) as room:
        room.screen.look_at(room.desk.order[1])
        capture = room.seat.captures.add("what was said", entry_id=room.desk.here).result()
        await room.until(lambda: len(room.screen.captured.captures) == 1, "it is shown")
        await room.press("tab", "v")
        await room.type(words)
        await room.press("enter")
        await room.settled()
        moved = room.seat.read.capture(capture.uid)
        assert moved.entry_id == (room.desk.order[entry - 1] if entry else None)
        assert (moved.episode_id is not None) is in_episode


async def test_the_chair_changes_the_kind_of_a_selected_capture(
    enter: Callable[..., Any], review: Path, said: Said
) -> None:
    async with enter(review) as room:
        capture = said("what was said", room.desk.here)
        await room.until(lambda: len(room.screen.captured.captures) == 1, "it is shown")
        await room.press("tab", "f")
        await room.settled()
        assert room.seat.read.capture(capture.uid).kind is CaptureKind.FINDING
        assert not room.line.open
