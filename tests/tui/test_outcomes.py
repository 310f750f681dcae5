"""The outcomes screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.outcomes import OutcomeVerbs
from workshop_tui.review.seat import Seat
from workshop_tui.tui.messages import Done, ReviewChanged

Said = Callable[..., Any]


@pytest.fixture
def outcomes(said: Said) -> None:
    """Two findings, an escalation and an action."""
    said("* nobody saw the baby awake #voice-of-the-child", 1)
    said("* letters went to an old address", 2)
    said("! the child is alone tonight", 3)
    said("> one number to call", 4)


async def test_reached_and_left_from_both_seats(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    for role, there, back in ((Role.CHAIR, "3", "escape"), (Role.NOTE_TAKER, "ctrl+o", "ctrl+o")):
        async with enter(review, role) as room:
            await room.press(there)
            assert "[3 Outcomes]" in room.text_of("#status")
            shown = room.shown()
            for words in ("Findings · 2", "Escalations · 1", "Actions · 1", "F2 letters", "E1 "):
                assert words in shown
            await room.press(back)
            assert room.screen.IS_EVENT


async def test_reword(enter: Callable[..., Any], review: Path, outcomes: None) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("3", "down", "enter")
        assert "REWORDING F1" in room.label
        assert room.line.text == "nobody saw the baby awake"
        await room.type(" x1 s")
        await room.press("enter")
        await room.settled()
        finding = room.seat.read.outcomes(OutcomeKind.FINDING)[0]
        assert finding.text == "nobody saw the baby awake x1 s"
        assert finding.status == "draft"
        await room.press("u")
        await room.settled()
        assert room.seat.read.outcome(finding.uid).text == "nobody saw the baby awake"


async def test_a_half_typed_rewording_is_kept(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "enter")
        await room.type(" and cold")
        await room.until(lambda: room.seat.read.drafts(), "the draft is written")
        await room.press("escape", "escape", "3", "enter")
        assert "REWORDING" in room.label
        await room.until(
            lambda: room.line.text == "the child is alone tonight and cold", "it is back"
        )


async def test_two_reword_one_outcome(
    enter: Callable[..., Any], review: Path, outcomes: None, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("3", "enter")
        await room.type(", says Alex")
        (escalation,) = room.seat.read.outcomes(OutcomeKind.ESCALATION)
        kim.outcomes.set(escalation.id, "text", "alone until nine", base=escalation.text).result()
        await room.press("enter")
        await room.until(lambda: room.line.open, "the line is open again")
        assert room.line.text == "the child is alone tonight, says Alex"
        assert "alone until nine" in room.notice
        assert room.seat.read.outcome(escalation.uid).text == "alone until nine"
        await room.press("enter")
        await room.settled()
        assert (
            room.seat.read.outcome(escalation.uid).text == "the child is alone tonight, says Alex"
        )


async def test_status_enquiry_and_order(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "down")
        first = room.seat.read.outcomes(OutcomeKind.FINDING)[0]
        await room.press("s")
        await room.settled()
        assert room.seat.read.outcome(first.uid).status == "agreed"
        await room.press("l", "2", "enter")
        await room.settled()
        assert room.seat.read.enquiries()[first.id] == [2]
        await room.press("l", "2", "enter", "l", "9", "enter")
        await room.settled()
        assert room.seat.read.enquiries().get(first.id, []) == []
        assert "no line of enquiry 9" in room.notice
        await room.press("]")
        await room.settled()
        assert [o.id for o in room.seat.read.outcomes(OutcomeKind.FINDING)][1] == first.id
        assert room.screen._chosen.id == first.id
        await room.press("[")
        await room.settled()
        assert room.seat.read.outcomes(OutcomeKind.FINDING)[0].id == first.id


async def test_an_action_for_a_finding(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "A")
        assert "Choose the finding" in room.notice
        await room.press("down", "A")
        await room.type("see every child alone x")
        await room.press("enter")
        await room.settled()
        finding = room.seat.read.outcomes(OutcomeKind.FINDING)[0]
        action = room.seat.read.outcomes(OutcomeKind.ACTION)[-1]
        assert (action.text, action.finding_id) == ("see every child alone x", finding.id)
        assert "Answered by: A2" in room.text_of("#detail-text")
        await room.press("x")
        await room.settled()
        assert "answer this finding" in room.notice
        assert not room.seat.read.outcome(finding.uid).retracted


async def test_which_finding_it_answers(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "t")
        await room.type("2")
        await room.press("enter")
        await room.settled()
        (escalation,) = room.seat.read.outcomes(OutcomeKind.ESCALATION)
        assert escalation.finding_id == room.seat.read.outcomes(OutcomeKind.FINDING)[1].id
        await room.press("t")
        await room.type("8")
        await room.press("enter")
        assert "There is no finding 8" in room.notice


async def test_taken_away_and_brought_back(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "x")
        await room.settled()
        assert room.seat.read.outcomes(OutcomeKind.ESCALATION) == []
        assert "Taken away" in room.notice
        await room.press("u")
        await room.settled()
        assert len(room.seat.read.outcomes(OutcomeKind.ESCALATION)) == 1


async def test_what_is_missing_is_answered(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "i")
        await room.type("no adult")
        await room.press("enter", "escape")
        await room.settled()
        (escalation,) = room.seat.read.outcomes(OutcomeKind.ESCALATION)
        assert escalation.unsafe_now == "no adult"
        assert "no adult" in room.text_of("#detail-text")


async def test_grouped(enter: Callable[..., Any], review: Path, outcomes: None) -> None:
    async with enter(review) as room:
        await room.press("3", "y")
        shown = room.text_of("#detail-text")
        assert "Grouped by" in shown and "nobody saw the baby awake" in shown
        ways = {shown.splitlines()[0]}
        for _ in range(3):
            await room.press("y")
            ways.add(room.text_of("#detail-text").splitlines()[0])
        assert len(ways) == 4
        await room.press("y")
        assert "Rests on" in room.text_of("#detail-text")


async def test_evidence_is_shown_with_its_entry(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3", "down")
        shown = room.text_of("#detail-text")
        number = room.desk.number(1)
        assert f"entry {number}" in shown.split("Rests on")[1]


async def test_another_seats_outcomes_appear(
    enter: Callable[..., Any], review: Path, outcomes: None, said: Said
) -> None:
    async with enter(review) as room:
        await room.press("3", "down")
        chosen = room.screen._chosen.id
        said("! a second one", 1)
        await room.until(lambda: "Escalations · 2" in room.shown(), "it is there")
        assert room.screen._chosen.id == chosen


async def test_leaving_before_a_change_is_on_disk(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        await room.press("3")
        await room.burst("x", "escape")
        await room.settled()
        assert room.screen.IS_EVENT
        assert "Taken away" in room.notice
        assert room.seat.read.outcomes(OutcomeKind.ESCALATION) == []


@pytest.mark.parametrize(("verb", "key"), [("make", "A"), ("set", "enter"), ("set", "i")])
async def test_what_cannot_be_saved_goes_back_into_the_line(
    enter: Callable[..., Any],
    review: Path,
    outcomes: None,
    monkeypatch: pytest.MonkeyPatch,
    verb: str,
    key: str,
) -> None:
    def fails(self: OutcomeVerbs, *args: Any, **kwargs: Any) -> Any:
        def job(connection: Any) -> None:
            raise Problem("The disk is full: this was not saved.")

        return self.seat.writer.submit(job)

    async with enter(review) as room:
        await room.press("3", "down")
        with monkeypatch.context() as broken:
            broken.setattr(OutcomeVerbs, verb, fails)
            await room.press(key)
            await room.type(" in new words")
            await room.press("enter")
            await room.until(room.says("The disk is full"), "it is said")
            await room.until(lambda: "in new words" in room.line.text, "it is back")
        assert room.line.open
        seq = room.seat.read.last_seq()
        await room.press("enter")
        await room.settled()
        assert room.seat.read.last_seq() > seq
        assert "in new words" not in room.line.text


async def test_a_screen_asked_for_while_something_is_saved(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.burst("d", "3", "escape", "s", "1", "escape", "o", "question_mark", "escape")
        await room.settled()
        assert room.screen.IS_EVENT
        entry = room.desk.entry
        assert (entry.state, entry.starred) == ("parked", True)


async def test_news_for_a_screen_that_is_being_put_together(
    enter: Callable[..., Any], review: Path, outcomes: None
) -> None:
    async with enter(review) as room:
        room.screen.action_outcomes()
        assert not room.screen.is_mounted
        room.app.live.pending += 1
        room.app._done(Done(None, Problem("It did not work."), None, None))
        room.app._review_changed(ReviewChanged(room.seat.read.changes(after=0)))
        await room.pilot.pause()
        assert "Findings · 2" in room.shown()


async def test_nothing_yet(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("3")
        assert "Nothing yet" in room.text_of("#detail-text")
        await room.press("enter", "i", "s", "t", "A", "[", "]", "x", "y", "1")
        await room.press("escape")
        assert room.screen.IS_EVENT
