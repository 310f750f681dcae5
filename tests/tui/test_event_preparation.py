"""What the event has of its preparation: gaps that are said, what was said before, new names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from workshop_tui.practice.roles import Role
from workshop_tui.review.readiness import readiness
from workshop_tui.review.said_before import said_before
from workshop_tui.review.seat import Seat


def prepared(seat: Seat) -> None:
    """A return and words of the family that concern entry 3."""
    seat.forms.add("return", {"participant_id": "HV1", "received": "1/3/26"}).result()
    item = {"return_id": "HV1", "part": "decision", "entry_id": "3", "date_text": "in March"}
    long = "I left without seeing Callum because Mother said that he slept, as he often did then."
    seat.forms.add("return-item", item | {"text": long, "why": "He often slept."}).result()
    seat.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    words = {"member_id": "Mother", "text": "She was kind.", "use": "Read aloud.", "entries": "3"}
    seat.forms.add("words", words).result()


# -- beginning with gaps ---------------------------------------------------------------------------


async def test_gaps_are_said_once_and_a_second_press_starts(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("S")
        await room.settled()
        assert "Still open in the preparation: paragraphs a, b, c" in room.notice
        assert "the child and family asked" in room.notice
        assert not room.seat.read.session().started
        await room.press("S")
        await room.settled()
        assert room.seat.read.session().started
        assert "The clock is running" in room.notice


async def test_new_gaps_are_said_anew(enter: Callable[..., Any], review: Path, kim: Seat) -> None:
    async with enter(review) as room:
        await room.press("S")
        terms = {"title": "Report", "due": "1 March 2030"}
        kim.forms.add("milestone", terms).result()
        await room.settled()
        await room.press("S")
        await room.settled()
        assert not room.seat.read.session().started


async def test_without_gaps_the_first_press_starts(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop_tui.review.readiness.readiness", lambda _: [])
    async with enter(review) as room:
        assert readiness
        await room.press("S")
        await room.settled()
        assert room.seat.read.session().started


# -- said before -----------------------------------------------------------------------------------


def test_only_what_somebody_linked_stands_beside_an_entry(seat: Seat) -> None:
    prepared(seat)
    seat.forms.add(
        "return-item", {"return_id": "HV1", "part": "other", "text": "On 2023-03-02 too."}
    ).result()
    found = said_before(seat.read)
    assert list(found) == [seat.read.find_entry("3")]
    (mother, visitor) = found[seat.read.find_entry("3")]
    assert (mother.who, mother.family, mother.text, mother.use) == (
        *("Mother", True),
        *("She was kind.", "Read aloud."),
    )
    assert (visitor.who, visitor.what, visitor.why) == ("HV1", "decision", "He often slept.")


@pytest.mark.parametrize(
    ("role", "key"), [(Role.CHAIR, '"'), (Role.NOTE_TAKER, "alt+shift+b")], ids=["chair", "notes"]
)
async def test_said_before_a_line_each_and_in_full(
    enter: Callable[..., Any], review: Path, kim: Seat, role: Role, key: str
) -> None:
    prepared(kim)
    async with enter(review, role, size=(80, 24)) as room:
        room.screen.look_at(room.desk.order[2])
        pane = room.screen.entry_pane
        await room.until(lambda: f"2 said before ({key})" in str(pane.border_title), "it is said")
        quiet = [text for text in pane.texts if text[:1] in "♡◦" and text]
        assert quiet[0] == "♡ Mother “She was kind.” · use: Read aloud."
        assert quiet[1].startswith("◦ HV1 decision: “I left") and quiet[1].endswith("…”")
        await room.press(key)
        full = [text for text in pane.texts if text[:1] in "♡◦" and text]
        assert (
            "as he often did then.”" in full[1] and "Why it made sense: He often slept." in full[1]
        )
        assert "as he often did" in " ".join(room.shown().split()) or "She was kind" in room.shown()
        await room.press(key)
        assert [text for text in pane.texts if text[:1] in "♡◦" and text] == quiet
        room.screen.look_at(room.desk.order[0])
        await room.pilot.pause()
        assert pane.border_title == "Entry"


async def test_what_another_seat_links_appears_and_names_are_hidden(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        room.screen.look_at(room.desk.order[2])
        prepared(kim)
        await room.until(lambda: "HV1 decision" in room.screen.entry_pane.plain, "it appears")
        await room.press('"')
        assert "Callum" in room.screen.entry_pane.plain
        await room.press("z")
        assert "Callum" not in room.shown() and "Child A" in room.screen.entry_pane.plain


async def test_nothing_said_is_said(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press('"')
        assert "is linked to it" in room.notice


# -- names -----------------------------------------------------------------------------------------


async def test_words_that_are_asked_for_go_into_the_register(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("@")
        await room.type("Müller Street")
        await room.press("enter")
        await room.type("pl")
        await room.press("enter", "enter")
        await room.until(room.says("In the register as Street 1"), "registered")
        found = {one.name: one.kind for one in room.seat.read.register()}
        assert found["Müller Street"] == "place"
        await room.press("u")
        await room.settled()
        assert "Müller Street" not in {one.name for one in room.seat.read.register()}


async def test_selected_words_become_another_name_of_somebody(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        pane = room.screen.entry_pane
        row = next(n for n, (_, strip) in enumerate(pane._lines) if "Mother" in strip.text)
        start = pane._lines[row][1].text.index("Mother")
        room.screen.selections = {
            pane: Selection(Offset(start, row), Offset(start + len("Mother"), row))
        }
        await room.pilot.pause()
        await room.press("@")
        assert "What do they name?" in room.label
        await room.type("family")
        await room.press("enter")
        await room.type("Child A")
        await room.press("enter")
        await room.settled()
        child = next(one for one in room.seat.read.register() if one.pseudonym == "Child A")
        assert child.aliases == ("Cal", "Mother")


async def test_the_mouse_selects_words_over_a_line_break(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        pane = room.screen.entry_pane
        rows = [n for n, (_, strip) in enumerate(pane._lines) if strip.text.strip()][2:4]
        await room.pilot.mouse_down(pane, offset=(2, rows[0] + 1))
        await room.pilot.hover(pane, offset=(10, rows[1] + 1))
        await room.pilot.mouse_up(pane, offset=(10, rows[1] + 1))
        await room.pilot.pause()
        selected = room.screen.get_selected_text()
        assert selected.startswith(pane._lines[rows[0]][1].text.strip()[:12])
        assert "\n" in selected


async def test_a_kind_that_could_be_two_is_asked_again(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("@")
        await room.type("Somebody")
        await room.press("enter")
        await room.type("p")
        await room.press("enter", "enter")
        assert "could be several or none" in room.notice
        assert len(room.seat.read.register()) == 5


async def test_words_are_named_with_names_in_sight(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("z", "@")
        assert "Show names first" in room.notice
        assert not room.line.open
