"""Working on outcomes: merging, splitting, further questions, and what is missing as one list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

Enter = Callable[..., Any]


@pytest.fixture
def findings(kim: Seat) -> list[Outcome]:
    first = kim.captures.add(": nobody asked who lived there", entry_id=1).result()
    second = kim.captures.add(": no form asks", entry_id=2).result()
    return [
        kim.outcomes.make(OutcomeKind.FINDING, "Nobody asks", [first.id]).result(),
        kim.outcomes.make(OutcomeKind.FINDING, "No form asks", [second.id]).result(),
    ]


def listed(room: Any) -> list[str]:
    return [row.text for row in room.screen.rows.rows]


async def choose(room: Any, words: str) -> None:
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: words in row.text and bool(row.what)))
    await room.pilot.pause()


async def test_two_are_merged_worded_together_and_taken_apart(
    enter: Enter, review: Path, kim: Seat, findings: list[Outcome]
) -> None:
    async with enter(review) as room:
        await room.press("3", "m")
        assert "Which one goes into F1: F2?" in room.label
        await room.type("2")
        await room.press("enter")
        await room.until(lambda: room.line.text == "Nobody asks\nNo form asks", "to be worded")
        await room.press("escape")
        await room.settled()
        assert [one.text for one in kim.read.outcomes()] == ["Nobody asks\nNo form asks"]
        assert len(kim.read.evidence()[findings[0].id]) == 2
        await room.press("m")
        assert "no other finding" in room.notice
        await room.press("u")
        await room.settled()
        assert [one.text for one in kim.read.outcomes()] == ["Nobody asks", "No form asks"]


async def test_one_that_is_not_there_is_not_merged(
    enter: Enter, review: Path, kim: Seat, findings: list[Outcome]
) -> None:
    async with enter(review) as room:
        await room.press("3", "m")
        await room.type("A1")
        await room.press("enter")
        assert "A1 is none of F2" in room.notice
        assert len(kim.read.outcomes()) == 2


async def test_one_is_split(enter: Enter, review: Path, kim: Seat, findings: list[Outcome]) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        await room.press("ctrl+o", "v")
        await room.type("No place for it")
        await room.press("enter")
        await room.settled()
        made = kim.read.outcomes()[-1]
        assert made.text == "No place for it"
        assert kim.read.evidence()[made.id] == kim.read.evidence()[findings[0].id]


async def test_after_the_event_more_is_asked(
    enter: Enter, review: Path, kim: Seat, findings: list[Outcome]
) -> None:
    good = kim.outcomes.make(OutcomeKind.GOOD_PRACTICE, "Two visits a week").result()
    async with enter(review) as room:
        await room.press("3", "i")
        for words in ("No form", "yes", "In every second file", "Why does no form ask?"):
            await room.type(words)
            await room.press("enter")
        await room.settled()
        found = kim.read.outcome("F1")
        assert (found.prevalence, found.question) == (
            "In every second file",
            "Why does no form ask?",
        )
        assert "In every second file" in room.text_of("#detail-text")
        await room.press("down", "down", "i")
        for words in ("Time", "All teams", "Newsletter", "Easter"):
            await room.type(words)
            await room.press("enter")
        await room.settled()
        shared = kim.read.outcome(good.uid)
        assert (shared.shared_with, shared.shared_how) == ("All teams", "Newsletter")
        assert shared.due == "Easter"


async def test_in_the_event_no_more_is_asked_than_before(
    enter: Enter, review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("f")
        await room.capture("nobody asks")
        await room.press("i")
        for words in ("No form", "yes"):
            await room.type(words)
            await room.press("enter")
        await room.settled()
        assert not room.line.open


async def test_what_is_missing_is_worked_off(
    enter: Enter, review: Path, kim: Seat, findings: list[Outcome]
) -> None:
    action = kim.outcomes.make(OutcomeKind.ACTION, "Ask", (), findings[0].id).result()
    async with enter(review) as room:
        await room.press("3", "g")
        points = listed(room)
        for words in ("why it made sense", "line of enquiry", "its question for the board"):
            assert f"  ○ {words}" in points
        assert "F1 is in no recommendation yet" in "".join(points)
        assert "Line of enquiry 1 has no answer yet" in "".join(points)
        before = room.text_of("#headline")
        await choose(room, "how common it is")
        await room.press("enter")
        assert "How common is it?" in room.label
        await room.type("Often")
        await room.press("enter", "escape")
        await room.settled()
        assert kim.read.outcome("F1").prevalence == "Often"
        await room.press("g")
        assert room.text_of("#headline") != before
        await choose(room, "line of enquiry")
        await room.press("enter")
        await room.type("1")
        await room.press("enter")
        await room.settled()
        assert kim.read.enquiries()[findings[0].id] == [1]
        await room.press("g")
        await choose(room, "an exact day")
        await room.press("enter")
        assert "By which day?" in room.label and room.screen._chosen.uid == action.uid
        await room.type("1 July 2027")
        await room.press("enter", "escape")
        await room.settled()
        assert kim.read.outcome("A1").due_on == "2027-07-01"


async def test_the_list_leads_to_the_forms_and_back(
    enter: Enter, review: Path, kim: Seat, findings: list[Outcome]
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("3", "g")
        await choose(room, "Line of enquiry 2")
        await room.press("enter")
        assert room.screen.form.slug == "answer"
        assert "Working together" not in kim.read.lines_of_enquiry()[0].title
        assert room.screen.list.row.at == (kim.read.lines_of_enquiry()[1].uid,)
        await room.press("escape", "escape")
        assert "Line of enquiry 2" in room.screen.rows.row.text
        await room.press("g")
        assert room.screen.query("#outcomes")
        for key, slug in (("R", "recommendation"), ("K", "comment"), ("L", "answer")):
            await room.press(key)
            assert room.screen.form.slug == slug
            await room.press("escape")
            if room.screen.query("#fields"):
                await room.press("escape")
            assert room.screen.query("#outcomes")


async def test_names_are_hidden_in_the_list_too(enter: Enter, review: Path, kim: Seat) -> None:
    kim.outcomes.make(OutcomeKind.FINDING, "Nobody asked Callum Birtwistle").result()
    async with enter(review) as room:
        await room.press("z", "3", "g")
        assert "Nobody asked Child A" in room.shown()
        for _ in range(len(listed(room))):
            await room.press("down")
            assert "Birtwistle" not in room.shown()
