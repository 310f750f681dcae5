"""A real browser: headless Chromium joins, writes, is cut off, comes back and is put out."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

pytest.importorskip("aiohttp", reason="the extra 'serve' is not installed")
api = pytest.importorskip("playwright.async_api", reason="playwright is not installed")

from workshop_tui.serve import hosting, server  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
ALONE = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PATIENCE = 30.0


@asynccontextmanager
async def served(review: Path) -> AsyncIterator[server.Server]:
    port = hosting._free_port("127.0.0.1")
    hosts = [f"127.0.0.1:{port}"]
    one = server.Server(review, None, hosts, None, lambda _: None, lambda *_: None)
    await one.listen("127.0.0.1", port)
    try:
        yield one
    finally:
        await one.close()


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Any]:
    async with api.async_playwright() as play:
        context = await play.chromium.launch_persistent_context(
            str(folder),
            executable_path=CHROMIUM,
            headless=True,
            args=ALONE,
            viewport={"width": 1200, "height": 720},
        )
        try:
            yield context
        finally:
            await context.close()


async def until(holds: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        await asyncio.sleep(0.1)


async def join(context: Any, one: server.Server, role: Role, name: str) -> Any:
    page = await context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(one.link(one.joining.invite(role)))
    await page.fill("#name", name)
    await page.click("button")
    await page.wait_for_selector("body.-first-byte", timeout=PATIENCE * 1000)
    page.asked = asked
    return page


async def test_a_note_taker_in_a_browser(review: Path, seat: Seat, tmp_path: Path) -> None:
    async with served(review) as one, browser(tmp_path / "profile") as context:
        page = await join(context, one, Role.NOTE_TAKER, "Kim")
        here = f"{one.scheme}://{one.hosts[0]}"
        assert all(url.startswith((here, "data:", "blob:")) for url in page.asked)
        await until(lambda: any(s.name == "Kim" and s.live for s in seat.read.seats()), "seated")
        await page.keyboard.type("said in a browser")
        await page.keyboard.press("Enter")
        await until(lambda: [c.text for c in seat.read.captures()] == ["said in a browser"], "kept")
        await page.keyboard.type("half a")
        await until(lambda: any(d.text == "half a" for d in seat.read.drafts()), "a draft")
        await context.set_offline(True)
        (process,) = one._seats.values()
        await process._let_go()
        await page.wait_for_selector("body.-closed", timeout=PATIENCE * 1000)
        await context.set_offline(False)
        await page.wait_for_selector("body.-first-byte:not(.-closed)", timeout=PATIENCE * 1000)
        await asyncio.sleep(0.5)
        await page.keyboard.type(" word")
        await page.keyboard.press("Enter")
        await until(lambda: len(seat.read.captures()) == 2, "the second")
        assert seat.read.captures()[1].text == "half a word"
        assert await one.put_out("Kim") == 1
        await page.wait_for_url("**/out", timeout=PATIENCE * 1000)
        assert "no seat" in await page.inner_text("main")


async def test_the_room_in_a_browser_shows_what_is_sent(
    review: Path, chair: Seat, tmp_path: Path
) -> None:
    async with served(review) as one, browser(tmp_path / "profile") as context:
        page = await join(context, one, Role.ROOM, "Screen")
        await until(lambda: any(s.name == "Screen" for s in chair.read.seats()), "seated")
        await asyncio.sleep(1.0)
        before = await page.screenshot()
        chair.room.show_words("Please welcome each other").result()
        end = time.monotonic() + PATIENCE
        while await page.screenshot() == before:
            assert time.monotonic() < end, "what was sent is shown"
            await asyncio.sleep(0.2)
        await page.evaluate("document.body.style.zoom = 2")
        assert await page.screenshot()
