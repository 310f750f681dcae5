"""The chair strikes a selected capture: a reason, then a word that says that it is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.keeping import STRUCK
from workshop_tui.practice.records import Capture
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

WORDS = "Zanzibar kettledrum was said about the neighbour"


@pytest.fixture
def capture(kim: Seat, said: Callable[..., Capture]) -> Capture:
    """A perspective at the entry that is shown first."""
    return said(f": {WORDS}", kim.read.order()[0])


async def test_struck_by_a_reason_and_a_word(
    enter: Callable[..., Any], review: Path, capture: Capture
) -> None:
    async with enter(review) as room:
        await room.press("tab", "K")
        assert "STRIKING 1 of 2" in room.label and "Why?" in room.label
        await room.type("of somebody outside the case")
        await room.press("enter")
        assert "Type STRIKE" in room.label and "Zanzibar" in room.label
        await room.type("yes")
        await room.press("enter")
        assert "Nothing was struck. Type STRIKE" in room.notice
        assert room.seat.read.capture(capture.uid).text == WORDS
        await room.press("backspace", "backspace", "backspace")
        await room.type("strike")
        await room.press("enter")
        await room.until(room.says("gone for good"), "it is struck")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == STRUCK
        assert room.seat.read.strikes()[capture.id].reason == "of somebody outside the case"
        assert [prompt for prompt in room.prompts if STRUCK in prompt]
        assert "Zanzibar" not in room.shown()
        assert room.seat.read.drafts() == []
        await room.press("tab", "K")
        await room.until(room.says("gone for good"), "struck once more, without questions")
    assert b"Zanzibar" not in b"".join(p.read_bytes() for p in review.parent.glob("case*"))


async def test_escape_leaves_everything(
    enter: Callable[..., Any], review: Path, capture: Capture
) -> None:
    async with enter(review) as room:
        await room.press("K")
        assert "Select a capture first" in room.notice
        await room.press("tab", "K")
        await room.type("a reason")
        await room.press("enter", "escape")
        await room.settled()
        assert room.seat.read.capture(capture.uid).text == WORDS
        assert not room.line.open


async def test_whoever_is_editing_it_lets_go_of_its_words(
    enter: Callable[..., Any], review: Path, capture: Capture, alex: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half typed")
        await room.press("ctrl+up", "ctrl+e")
        await room.type(" and more")
        await room.until(lambda: len(alex.read.drafts()) == 2, "both are kept")
        alex.captures.strike(capture.id, "of somebody else").result()
        await room.until(room.says("was struck from the record"), "it is said")
        await room.settled()
        assert room.line.text == "half typed"
        assert [d.text for d in alex.read.drafts()] == ["half typed"]
    assert b"Zanzibar" not in b"".join(p.read_bytes() for p in review.parent.glob("case*"))


async def test_the_note_taker_has_no_such_key_and_sees_it_happen(
    enter: Callable[..., Any], review: Path, capture: Capture, alex: Seat
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("half typed")
        assert "Zanzibar" in " ".join(room.prompts)
        alex.captures.strike(capture.id, "of somebody else").result()
        await room.until(lambda: STRUCK in " ".join(room.prompts), "the stub is shown")
        assert "Zanzibar" not in room.shown()
        assert room.line.text == "half typed"
