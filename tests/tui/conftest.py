"""What the screens' tests share: an app without a terminal, who sits where, a demo."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from workshop_tui.practice.records import Capture
from workshop_tui.practice.roles import Role
from workshop_tui.review.making import create_demo
from workshop_tui.review.seat import Seat
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.line import Line
from workshop_tui.tui.widgets.blocks import Blocks

_WIDE = (120, 40)
PATIENCE = 8.0
_SIGNS = {"slash": "/", "question_mark": "?"}


class Room:
    """One app under test, with its seat."""

    def __init__(self, app: WorkshopApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def seat(self) -> Seat:
        assert self.app.seat is not None
        return self.app.seat

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def line(self) -> Line:
        return self.screen.line

    # -- doing --------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each settled before the next."""
        for key in keys:
            self._send(key)
            await self.pilot.pause()

    async def burst(self, *keys: str) -> None:
        """Send keys as a paste or a fast typist does: nothing waits for anything."""
        for key in keys:
            self._send(key)
        await self.pilot.pause()

    def _send(self, key: str) -> None:
        assert self.app._driver is not None
        key = _SIGNS.get(key, key)
        char = key if len(key) == 1 else " " if key == "space" else None
        named = _character_to_key(key) if len(key) == 1 else key
        self.app._driver.send_message(events.Key(named, char))

    async def type(self, text: str) -> None:
        """Type into the open line and wait until it is there."""
        before = self.line.text
        await self.burst(*text)
        await self.until(lambda: self.line.text == before + text, f"{text!r} is in the line")

    async def capture(self, text: str) -> Capture:
        """Type a line, save it, and give back what is in the review."""
        known = {c.id for c in self.seat.read.captures()}
        await self.type(text)
        await self.press("enter")
        await self.until(lambda: len(self.seat.read.captures()) > len(known), "it is captured")
        await self.settled()
        return next(c for c in self.seat.read.captures() if c.id not in known)

    async def until(self, holds: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"It never came to this: {what}\n{self.shown()}")
            await asyncio.sleep(0.005)

    async def settled(self) -> None:
        """Wait until everything that was begun is on disk and painted."""
        live = self.app.live
        assert live is not None
        await self.until(lambda: live.pending == 0, "everything is saved")
        await self.until(self._up_to_date, "the screen has taken everything in")
        await self.pilot.pause()

    def _up_to_date(self) -> bool:
        watch = self.seat._watch
        return watch is not None and watch._last == self.seat.read.last_seq()

    # -- looking ------------------------------------------------------------------------------

    def says(self, words: str) -> Callable[[], bool]:
        """Whether the notice line says these words."""
        return lambda: words in self.text_of("#notice")

    def text_of(self, selector: str) -> str:
        """What a text widget of the present screen shows."""
        widget = self.screen.query_one(selector)
        return widget.plain if isinstance(widget, Blocks) else str(cast(Static, widget).content)

    @property
    def prompts(self) -> list[str]:
        """What the pane of captures shows, one text a capture."""
        return self.screen.captured.texts

    @property
    def notice(self) -> str:
        return self.text_of("#notice")

    @property
    def label(self) -> str:
        return self.text_of("#line-label")

    @property
    def here(self) -> int:
        """The number of the entry shown, from 1."""
        return self.desk.position + 1

    def shown(self) -> str:
        """The screen's text, row by row."""
        width, height = self.screen.size
        strips = self.screen._compositor.render_strips()
        return "\n".join(strip.text[:width] for strip in strips[:height])


@asynccontextmanager
async def _enter(
    seat: Seat | Path, role: Role = Role.CHAIR, name: str = "Alex", size: tuple[int, int] = _WIDE
) -> AsyncIterator[Room]:
    """Run the app in a seat until it is in the room."""
    if isinstance(seat, Path):
        seat = Seat.open(seat, None, role, name)
    app = WorkshopApp(seat)
    try:
        async with app.run_test(size=size) as pilot:
            room = Room(app, pilot)
            await room.until(lambda: seat.joined and app.live and app.live.pending == 0, "joined")
            await pilot.pause()
            yield room
    finally:
        if app.seat is not None:
            app.seat.close()


@asynccontextmanager
async def _at_home(size: tuple[int, int] = _WIDE) -> AsyncIterator[Room]:
    """Run the app from its home screen."""
    app = WorkshopApp(None)
    try:
        async with app.run_test(size=size) as pilot:
            yield Room(app, pilot)
    finally:
        if app.seat is not None:
            app.seat.close()


@pytest.fixture
def enter() -> Callable[..., Any]:
    """``async with enter(review, role, name, size) as room``: a seat's app, in the room."""
    return _enter


@pytest.fixture
def at_home() -> Callable[..., Any]:
    """``async with at_home() as room``: the app from its home screen."""
    return _at_home


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings or the home of whoever runs it."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.review"
    create_demo(path, "Maker")
    return path


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Path:
    """A demo review of its own."""
    return Path(shutil.copy2(demo_made, tmp_path / "demo.review"))


@pytest.fixture
def alex(sit: Callable[..., Seat]) -> Seat:
    """The chair in the room, without a screen."""
    seat = sit(Role.CHAIR, "Alex")
    seat.join().result()
    return seat


@pytest.fixture
def kim(sit: Callable[..., Seat]) -> Seat:
    """A second note-taker in the room, without a screen."""
    seat = sit(Role.NOTE_TAKER, "Kim")
    seat.join().result()
    return seat


@pytest.fixture
def said(kim: Seat) -> Callable[..., Capture]:
    """Captures a line as Kim, at an entry (1 is the first)."""

    def capture(line: str, entry_id: int = 1) -> Capture:
        return kim.captures.add(line, entry_id=entry_id).result()

    return capture
