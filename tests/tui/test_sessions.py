"""More than one session: the status says which, and a conversation needs no entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.records import Session
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat


def talk(alex: Seat) -> Session:
    title = "Conversation with SW1 and a colleague"
    typed = {"kind": "conversation", "title": title, "participant_id": "SW1"}
    made = alex.forms.add("session", typed).result()
    assert isinstance(made, Session)
    return made


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_status_says_which_session_it_is(
    enter: Callable[..., Any], review: Path, alex: Seat, size: tuple[int, int]
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", size) as room:
        assert "Learning event" not in room.text_of("#status")
        planned = talk(alex)
        alex.sessions.begin(planned.id).result()
        await room.until(lambda: "▸ Conversation with" in room.text_of("#status"), "it says so")
        assert "saved" in room.shown()
        alex.sessions.close(planned.id).result()
        told = size[0] >= 100  # a narrow terminal leaves the only event out
        await room.until(
            lambda: (
                ("▸ Learning event" in room.text_of("#status")) is told
                and "Conversation" not in room.text_of("#status")
            ),
            "and says it again",
        )


async def test_a_line_of_a_conversation_needs_no_entry(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    planned = talk(alex)
    alex.sessions.begin(planned.id).result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert "no entry" in room.label
        capture = await room.capture("I was new in post")
        assert (capture.entry_id, capture.session_id) == (None, planned.id)
        assert "In conversation · 1" in room.shown()
        assert "I was new in post" in room.prompts[0]
        await room.press("up", "enter")
        await room.type(", in my first year")
        await room.press("enter")
        await room.until(lambda: "in my first year" in room.prompts[0], "it reads so now")
        alex.event.go(alex.read.order()[2]).result()
        await room.until(lambda: room.here == 3, "at the chair's entry")
        await room.until(lambda: "Captured here" in room.shown(), "what was said at that entry")
        capture = await room.capture("about this visit")
        assert (capture.entry_id, capture.session_id) == (room.desk.order[2], planned.id)
