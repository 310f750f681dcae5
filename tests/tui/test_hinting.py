"""Hints on a wording: quiet, under the line when typing rests, never in anybody's own words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.wording import Wording

RESTED = 0.6  # seconds, more than the pause after which a wording is looked at


def hints(room: Any) -> str:
    row = room.screen.query_one("#line-hints")
    return str(row.content) if row.display else ""


@pytest.mark.parametrize(("key", "words"), [("f", "They failed to ask"), ("a", "Remind all staff")])
async def test_a_quiet_line_under_a_finding_or_an_action(
    enter: Callable[..., Any], review: Path, key: str, words: str
) -> None:
    async with enter(review) as room:
        await room.press(key)
        await room.type(words)
        await room.until(lambda: "rather:" in hints(room), "the hint")
        row = hints(room)
        await room.type(" again")
        assert hints(room) == row, "it stays while the words stay"
        await room.press(*["backspace"] * len(f"{words} again"))
        assert hints(room) == "", "and goes with them"
        await room.press("escape")


async def test_a_name_where_a_role_belongs(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("* @HV1 Priya saw nobody awake")
        await room.until(lambda: "“Priya” is a name: rather “HV1”" in hints(room), "the hint")
        await room.press("enter")
        await room.settled()
        assert hints(room) == ""


@pytest.mark.parametrize(
    "line", [": they failed to ask Callum", "they failed to ask", "! she failed to come"]
)
async def test_nothing_is_looked_at_in_what_somebody_says(
    enter: Callable[..., Any], review: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(Wording, "hints", lambda _, text, *__: looked.append(text) or [])
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type(line)
        await asyncio.sleep(RESTED)
        assert hints(room) == "" and not looked


async def test_a_completion_comes_before_a_hint(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("* they failed to ask @H")
        await asyncio.sleep(RESTED)
        assert "@HV1" in hints(room)
        await room.press("tab")
        await room.until(lambda: "rather:" in hints(room), "the hint, once it is completed")


async def test_a_hint_never_stands_in_the_way(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("f")
        await room.type("They failed to ask")
        await room.until(lambda: "rather:" in hints(room), "the hint")
        await room.press("enter")
        await room.settled()
        assert [one.text for one in room.seat.read.outcomes()] == ["They failed to ask"]


async def test_an_answer_that_comes_too_late_is_passed_over(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("f")
        await room.type("They failed to ask")
        await room.press("enter", "p")
        await room.type("failed to ask, I did")
        await asyncio.sleep(RESTED)
        assert hints(room) == ""
