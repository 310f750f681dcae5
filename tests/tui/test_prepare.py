"""Prepare: the readiness list ticks itself, and leads to everything that it misses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.tui import sending
from workshop_tui.tui.sending import Sending

LEAD = {
    "lead": "A. Reviewer",
    "lead_agreed_by": "Sub-group",
    "lead_agreed": "1 February 2026",
    "independence": "Works for no agency here.",
    "conflict": "None",
    "trigger": "near miss",
    "period_from": "1/1/2023",
    "period_to": "1/1/2025",
}


def listed(room: Any) -> list[str]:
    """The rows of the list."""
    return [row.text for row in room.screen.rows.rows]


def of(room: Any, words: str) -> str:
    """The row that holds some words."""
    return next(row for row in listed(room) if words in row)


@pytest.mark.parametrize(
    ("role", "key"), [(Role.CHAIR, "1"), (Role.NOTE_TAKER, "f12")], ids=["chair", "notes"]
)
async def test_the_readiness_list_comes_first_and_the_key_leads_back(
    enter: Callable[..., Any], review: Path, role: Role, key: str
) -> None:
    async with enter(review, role, size=(80, 24)) as room:
        await room.press(key)
        steps = [row for row in listed(room) if row[0] in "○✓"]
        assert [row[2] for row in steps if row[2] != "·"] == list("abcdefgh")
        assert "○ a 4 open" in steps[0]
        assert all(row in room.shown() for row in steps)
        await room.press(key)
        assert room.screen.IS_EVENT


async def test_a_step_ticks_itself_when_another_seat_fills_it_in(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("1", "down", "down")
        here = room.screen.rows.row
        kim.forms.change("review", "", LEAD).result()
        await room.until(lambda: "✓ a done" in of(room, "Lead reviewer"), "the step is done")
        assert room.screen.rows.row == here


async def test_what_is_missing_is_said_and_leads_on(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await room.press("1", "c")
        said = room.screen.missing.plain
        assert "○ GP: no practitioner and no manager." in said
        assert "Not told of the review yet: SW1, HV1, PC1, GP1." in said
        await room.press("c", "down", "down", "down")
        assert room.screen.rows.row.at == ("register-confirmed",)
        await room.press("enter")
        assert room.screen.query("#register")
        await room.press("escape")
        assert room.screen.rows.row.at == ("register-confirmed",)


async def test_one_of_several_gaps_is_chosen_by_key_or_mouse(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enter(review) as room:
        gone: list[str] = []
        await room.press("1", "b", "tab")
        monkeypatch.setattr(room.screen, "_go_to", gone.append)
        await room.press("down", "enter")
        assert gone == ["sent"]
        await room.press("escape")
        assert room.screen.focused is room.screen.rows
        at = room.screen.missing.texts.index(
            "○ There are no terms of reference.  → Terms of reference"
        )
        room.screen.missing._go_to = gone.append
        await room.pilot.click("#missing", offset=(5, at + 2))
        assert gone == ["sent", "terms"]


async def test_days_left_are_counted(enter: Callable[..., Any], review: Path, kim: Seat) -> None:
    async with enter(review) as room:
        await room.press("1")
        assert "nothing is due by a day" in room.text_of("#prepare-days")
        kim.forms.add("milestone", {"title": "Report", "due": "1 March 2020"}).result()
        await room.until(lambda: "Report: " in room.text_of("#prepare-days"), "the days are said")
        assert "days over" in room.text_of("#prepare-days")


async def test_places_lie_on_the_list_and_escape_comes_back(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        for key in ("P", "I", "C"):
            await room.press("1", key)
            assert not room.screen.IS_PREPARE
            await room.press("escape")
            assert room.screen.IS_PREPARE
            await room.press("2")
            assert room.screen.IS_EVENT
        await room.press("P", "escape")
        assert room.screen.IS_EVENT
        await room.press("P", "1")
        assert room.screen.IS_PREPARE


async def test_documents_are_listed_by_what_the_registry_holds(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    new = Sending("pack", "Briefing pack", "For everybody who takes part.", made.append)
    for module in ("prepare_rows", "screens.prepare"):
        monkeypatch.setattr(f"workshop_tui.tui.{module}.SENDINGS", (*sending.SENDINGS, new))
    async with enter(review) as room:
        await room.press("1", "end")
        assert "Briefing pack" in room.screen.rows.row.text
        assert room.screen.missing.plain == "For everybody who takes part."
        await room.press("enter")
        assert made == [room.screen]


async def test_names_are_hidden_with_the_pseudonyms(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.add("milestone", {"title": "Visit to Callum Birtwistle", "due": "1/3/20"}).result()
    async with enter(review) as room:
        await room.press("z", "1", "end", *["up"] * 4)
        assert "Birtwistle" not in room.shown()
        assert "Visit to Child A" in room.shown()
