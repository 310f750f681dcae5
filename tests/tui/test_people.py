"""The people screen, and what is shown of names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.widgets import OptionList

from workshop_tui.practice.roles import Role


def rows(room: Any) -> list[str]:
    """The register as the screen lists it."""
    return [str(o.prompt) for o in room.screen.query_one("#register", OptionList).options]


async def test_the_register_and_who_takes_part(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("P")
        shown = rows(room)
        assert any("Child A" in row and "Callum Birtwistle (Cal)" in row for row in shown)
        assert "SW1    Social worker  CSC" in room.text_of("#participants-text")
        await room.press("escape")
        assert room.screen.IS_EVENT


async def test_a_line_is_added_changed_taken_out_and_confirmed(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("P", "n")
        assert room.line.text == "professional; "
        await room.type("Nuala Nixon; TA1; Nu, NN")
        await room.press("enter")
        await room.settled()
        (added,) = (i for i in room.seat.read.register() if i.name == "Nuala Nixon")
        assert (added.kind, added.pseudonym, added.aliases) == ("professional", "TA1", ("Nu", "NN"))
        index = [o.id for o in room.screen.query_one("#register").options].index(str(added.id))
        room.screen.query_one("#register", OptionList).highlighted = index
        await room.press("enter")
        assert room.line.text == "professional; Nuala Nixon; TA1; Nu, NN"
        await room.type(", Nell")
        await room.press("enter")
        await room.settled()
        changed = next(i for i in room.seat.read.register() if i.id == added.id)
        assert changed.aliases == ("Nu", "NN", "Nell")
        await room.press("c")
        await room.settled()
        assert room.seat.read.review().register_confirmed
        await room.press("x")
        await room.settled()
        assert added.id not in {i.id for i in room.seat.read.register()}
        assert not room.seat.read.review().register_confirmed
        await room.press("u")
        await room.settled()
        assert added.id in {i.id for i in room.seat.read.register()}


async def test_what_cannot_be_understood_goes_back_into_the_line(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("P", "n")
        await room.type("only a name")
        await room.press("enter")
        assert room.line.text == "professional; only a name"
        assert "Write it as" in room.notice
        room.line.widget.set_text("child; Callum Birtwistle; Child Z")
        await room.pilot.pause()
        await room.press("enter")
        await room.until(lambda: room.line.text.startswith("child; Callum"), "doubled: refused")


async def test_somebody_who_takes_part_stays(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("P")
        listed = rows(room)
        wanted = next(n for n, row in enumerate(listed) if "Ruth Ainsworth" in row)
        room.screen.query_one("#register", OptionList).highlighted = wanted
        await room.press("x")
        await room.settled()
        assert "must stay" in room.notice
        assert rows(room) == listed


async def test_the_note_taker_may_not_confirm(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("alt+p", "c", "x")
        await room.settled()
        assert "cannot do this" in room.notice
        assert not room.seat.read.review().register_confirmed


async def test_pseudonyms_on_every_screen(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any]
) -> None:
    said(": Ruth Ainsworth never met Callum Birtwistle", 1)
    said("* Callum was not seen", 1)
    async with enter(review) as room:
        room.screen.look_at(1)
        assert "Ainsworth" in " ".join(room.prompts)
        await room.press("z")
        shown = " ".join(room.prompts)
        assert "SW1 never met Child A" in shown
        assert "pseudonyms" in room.text_of("#status")
        for key in ("3", "escape", "P", "escape", "1", "escape"):
            await room.press(key)
            for name in ("Ainsworth", "Callum", "Birtwistle"):
                assert name not in room.shown(), (key, name)
        await room.press("z")
        assert "Ainsworth" in " ".join(room.prompts)


async def test_a_name_finds_nothing_where_pseudonyms_are_shown(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any]
) -> None:
    said("Callum Birtwistle slept", 1)
    async with enter(review) as room:
        await room.press("slash")
        await room.type("Birtwistle")
        await room.until(lambda: "1 captures" in room.label, "found by name")
        await room.press("escape", "z", "slash")
        await room.type("Birtwistle")
        await room.until(lambda: "0 entries, 0 captures" in room.label, "not found by name")


async def test_the_register_is_changed_with_names_in_sight(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.press("z", "P", "enter")
        assert "Show names first" in room.notice
        assert not room.line.open
