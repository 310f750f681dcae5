"""Home, help, the palette, copies and documents: what frames the event."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Static

from workshop_tui.practice.roles import Role
from workshop_tui.store.connection import is_encrypted
from workshop_tui.tui.commands import COMMANDS, Area
from workshop_tui.tui.screens.event_seats import ChairScreen, NoteTakerScreen
from workshop_tui.tui.screens.filling import FillingScreen
from workshop_tui.tui.screens.home import HomeScreen
from workshop_tui.tui.screens.prepare import PrepareScreen
from workshop_tui.tui.screens.review_screen import ReviewScreen

PASSPHRASE = "quiet otters count stones"


def offered(room: Any) -> list[str]:
    return [str(o.prompt) for o in room.screen.query_one("#home-list", OptionList).options]


async def answer(room: Any, text: str) -> None:
    room.screen.query_one("#home-input", Input).value = text
    await room.press("enter")


async def choose(room: Any, start: str) -> None:
    """Choose the option that begins so."""
    choices = room.screen.query_one("#home-list", OptionList)
    choices.highlighted = next(n for n, text in enumerate(offered(room)) if text.startswith(start))
    choices.focus()
    await room.press("enter")


async def in_the_room(room: Any) -> None:
    await room.until(
        lambda: isinstance(room.screen, ReviewScreen) and room.screen.is_mounted, "in a review"
    )
    await room.until(lambda: room.seat.joined, "in the room")
    await room.settled()


# -- home ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_demo_in_three_keys(
    at_home: Callable[..., Any], tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_home(size) as room:
        assert offered(room)[0] == "Make the demo review and open it"
        await room.press("enter")
        await room.until(lambda: "chair" in offered(room)[0], "which seat?")
        await room.press("enter")
        await in_the_room(room)
        assert room.seat.role is Role.CHAIR
        assert len(room.desk.order) >= 110
        assert room.seat.file.path.is_relative_to(tmp_path)


async def test_a_new_review_is_encrypted(at_home: Callable[..., Any], tmp_path: Path) -> None:
    async with at_home() as room:
        await choose(room, "New review")
        for text in (str(tmp_path / "LR-08"), "LR-08", "“Child B”", "", PASSPHRASE):
            await answer(room, text)
        assert room.screen.query_one("#home-input", Input).password
        await answer(room, PASSPHRASE)
        assert "only the recovery sheet opens" in room.text_of("#home-question")
        await choose(room, "Later")
        await in_the_room(room)
        await room.until(lambda: room.screen.IS_PREPARE, "a new review begins with preparation")
        path = tmp_path / "LR-08.review"
        assert is_encrypted(path)
        assert PASSPHRASE.encode() not in path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
        assert "LR-08" in room.text_of("#status")
    async with at_home() as room:
        assert offered(room)[0].startswith("LR-08.review")


async def test_two_passphrases_that_differ(at_home: Callable[..., Any], tmp_path: Path) -> None:
    async with at_home() as room:
        await choose(room, "New review")
        for text in (str(tmp_path / "LR-08"), "LR-08", "t", "", PASSPHRASE, "another"):
            await answer(room, text)
        assert "differ" in str(room.screen.query_one("#home-said", Static).content)
        assert not (tmp_path / "LR-08.review").exists()
        assert isinstance(room.screen, HomeScreen)


async def test_a_wrong_passphrase_is_said_and_asked_again(
    at_home: Callable[..., Any], encrypted: Path
) -> None:
    before = encrypted.read_bytes()
    async with at_home() as room:
        await choose(room, "Open another")
        await answer(room, str(encrypted))
        await choose(room, "Take the note-taker's")
        await answer(room, "wrong")
        said = str(room.screen.query_one("#home-said", Static).content)
        assert "passphrase" in said.lower()
        assert encrypted.read_bytes() == before
        room.screen.query_one("#home-input", Input).focus()
        await answer(room, PASSPHRASE)
        await in_the_room(room)
        assert room.seat.role is Role.NOTE_TAKER


@pytest.mark.parametrize("what", ["nothing there", "a text", "a folder"])
async def test_what_is_not_a_review_is_a_sentence(
    at_home: Callable[..., Any], tmp_path: Path, what: str
) -> None:
    path = tmp_path / "thing.review"
    if what == "a text":
        path.write_text("Dear colleagues, " * 400)
    elif what == "a folder":
        path.mkdir()
    async with at_home((80, 24)) as room:
        await choose(room, "Open another")
        await answer(room, str(path))
        await choose(room, "Take the chair's")
        if room.screen.query_one("#home-input").display:
            await answer(room, "any")
        said = str(room.screen.query_one("#home-said", Static).content)
        assert said.endswith(".") and "Error" not in said
        assert "thing.review" in said or "passphrase" in said
        await room.press("escape")
        assert "Quit" in offered(room)


async def test_quit_from_home(at_home: Callable[..., Any]) -> None:
    async with at_home() as room:
        await choose(room, "Quit")
    assert room.app.return_code == 0


async def test_the_first_screen_has_its_style(
    enter: Callable[..., Any], at_home: Callable[..., Any], review: Path
) -> None:
    async with at_home((80, 24)) as room:
        assert room.screen.query_one("#home").region.width == 76
    async with enter(review, size=(80, 24)) as room:
        assert "╭─ Chronology " in room.shown()
        assert room.screen.query_one("#keys").size.height == 1
        assert room.screen.query_one("#agenda").size.height == 1


# -- help, palette ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "key"), [(Role.CHAIR, "question_mark"), (Role.NOTE_TAKER, "f1")])
async def test_help_lists_every_command_of_the_seat(
    enter: Callable[..., Any], review: Path, role: Role, key: str
) -> None:
    async with enter(review, role) as room:
        await room.press(key)
        card = room.text_of("#card")
        for command in COMMANDS:
            assert (command.help in card) == bool(command.keys(role)), command.id
        await room.press("escape")
        assert room.screen.IS_EVENT


@pytest.mark.parametrize("screen", [ChairScreen, NoteTakerScreen, PrepareScreen, FillingScreen])
def test_every_key_has_its_action(screen: type[ReviewScreen]) -> None:
    for command in COMMANDS:
        if command.area in (screen.AREA, Area.EVERYWHERE):
            name = command.id.partition("(")[0]
            keys = command.chair or command.notes
            assert not keys or hasattr(screen, f"action_{name}"), command.id


async def test_the_palette_has_the_commands_and_no_screenshot(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        titles = {c.title for c in room.app.get_system_commands(room.screen)}
        assert {"next", "find", "hand over", "outcomes"} <= titles
        assert not any("shot" in title.casefold() for title in titles)
        await room.press("ctrl+backslash")
        await room.burst(*"screenshot")
        await room.pilot.pause(0.2)
        shown = room.shown()
        assert "No matches" in shown or "screenshot" in shown
        assert "Save screenshot" not in shown and "SVG" not in shown
        await room.press("escape")
        await room.press("ctrl+backslash")
        await room.burst(*"discussed")
        await room.until(lambda: "Mark the entry discussed" in room.shown(), "it is found")
        await room.press("enter")
        await room.until(lambda: room.screen.IS_EVENT, "back")
        await room.until(lambda: room.desk.entry.state == "discussed", "and done")


# -- copies and documents --------------------------------------------------------------------------


async def test_a_copy_of_everything(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("ctrl+s")
        await room.until(room.says("A copy of everything is in"), "it is made")
        (copy,) = review.parent.glob("case copy *.review")
    async with enter(copy, Role.NOTE_TAKER, "Robin") as room:
        assert len(room.desk.order) == 5


async def test_documents_beside_the_review(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("f")
        await room.capture("Callum Birtwistle was not seen")
        await room.press("X", "l")
        await room.until(room.says("Looked through:"), "they are made")
        sheet = room.screen.sheet
        sheet.go_to(sheet.find(lambda row: row.what == "write"))
        await room.press("enter")
        await room.until(room.says("documents written."), "they are written")
        folder = review.parent / "case-documents"
        assert len(list(folder.iterdir())) > 20
        for document in folder.iterdir():
            assert b"Birtwistle" not in document.read_bytes()


async def test_leaving_keeps_everything(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.burst(*"one", "enter", *"two", "enter", *"half", "ctrl+q")
        await room.until(lambda: room.app.return_code == 0, "left")
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        assert [c.text for c in room.seat.read.captures()] == ["one", "two"]
        await room.until(lambda: room.line.text == "half", "the half-typed line")
        assert [s.uid for s in room.seat.read.seats()] == ["note-taker: Jo"]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_demo_event_from_end_to_end(
    enter: Callable[..., Any], demo: Path, size: tuple[int, int]
) -> None:
    async with enter(demo, size=size) as room:
        total = len(room.desk.order)
        await room.press("S", "S")
        await room.burst(*["n"] * (total + 2))
        await room.until(lambda: room.here == total, "at the last entry")
        await room.settled()
        await room.press("home", "N", "s", "d", "p")
        await room.capture("@? nobody had told us")
        await room.press("e")
        await room.capture("the younger brother is with him tonight")
        await room.press("3")
        assert "younger brother" in room.shown()
        await room.press("escape", "z", "question_mark", "escape", "1", "escape")
        assert room.screen.IS_EVENT
        assert room.seat.read.session().entry_id == room.desk.here


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_rehearsal_says_so_and_leaves_the_review_as_it_was(
    at_home: Callable[..., Any], encrypted: Path, size: tuple[int, int]
) -> None:
    before = encrypted.read_bytes()
    async with at_home(size) as room:
        await choose(room, "Open another")
        await answer(room, str(encrypted))
        await choose(room, "Rehearse as chair")
        await answer(room, PASSPHRASE)
        await in_the_room(room)
        copy = room.seat.file.path
        assert copy != encrypted and copy.is_file()
        assert "REHEARSAL" in room.shown().splitlines()[0]
        assert "saved" in room.shown().splitlines()[0]
        await room.press("n")
        await room.settled()
    assert not copy.parent.exists()
    assert encrypted.read_bytes() == before
