"""The server: pages, the socket of each seat, and what the host sees and does."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from ssl import SSLContext
from typing import Any, Final

from aiohttp import WSMsgType, web

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.serve import pages
from workshop_tui.serve.guarding import guard
from workshop_tui.serve.joining import Invitation, Joining, Refused, Visitor
from workshop_tui.serve.process import Chair, SeatProcess

COOKIE: Final = "workshop_seat"
LARGEST_MESSAGE: Final = 64_000
AWAY_SECONDS: Final = 15 * 60.0
_FONT, _LARGE = 16, 28

Told = Callable[[str], None]
Noted = Callable[[str, str], None]


class Server:
    """Serves the seats of one review.

    Args:
        path: The review. passphrase: of it, or None.
        hosts: What browsers may call this server: each an address with its port.
        tls: For https; None for http, on this computer alone.
        told: Hears what happens, in words for the host's terminal.
        noted: Called with a name ("" where nobody is known) and what happened, for the journal.
    """

    def __init__(
        self,
        path: Path,
        passphrase: str | None,
        hosts: Sequence[str],
        tls: SSLContext | None,
        told: Told,
        noted: Noted,
    ) -> None:
        self.joining = Joining(time.monotonic)
        self.hosts = tuple(hosts)
        self.scheme = "https" if tls is not None else "http"
        self._path, self._passphrase, self._tls = path, passphrase, tls
        self._told, self._noted = told, noted
        self._seats: dict[str, SeatProcess] = {}
        self._away: dict[str, asyncio.TimerHandle] = {}
        self._going: set[asyncio.Task[None]] = set()
        self._seating = asyncio.Lock()  # two sockets of one browser begin one process, not two
        self._runner: web.AppRunner | None = None

    # -- beginning and ending -------------------------------------------------------------------

    async def listen(self, address: str, port: int) -> int:
        """Begin to listen; returns the port.

        Raises:
            Problem: If the port cannot be had.
        """
        app = guard(frozenset(self.hosts), self.scheme, self._refuse)
        app.add_routes(
            [
                web.get("/join/{code}", self._ask),
                web.post("/join/{code}", self._join),
                web.get("/seat", self._seat),
                web.get("/ws", self._socket),
                web.get("/alive", self._alive),
                web.get("/out", self._out),
                web.get("/static/{name}", self._static),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, address, port, ssl_context=self._tls)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise Problem(
                f"Port {port} of {address} cannot be used: {error.strerror}. Choose another with "
                "--port."
            ) from None
        return int(self._runner.addresses[0][1])

    async def close(self) -> None:
        """Every seat is left as if its person had left it; then nothing listens any more."""
        for timer in self._away.values():
            timer.cancel()
        await asyncio.gather(*(seat.stop() for seat in list(self._seats.values())))
        if self._runner is not None:
            await self._runner.cleanup()

    def link(self, invitation: Invitation) -> str:
        """What a person opens to use an invitation."""
        return f"{self.scheme}://{self.hosts[0]}/join/{invitation.code}"

    async def put_out(self, name: str) -> int:
        """Put the seats of a name out; returns how many."""
        found = self.joining.put_out(name)
        for visitor in found:
            seat = self._seats.pop(visitor.token, None)
            if seat is not None:
                await seat.stop()
            self._happened(visitor, "was put out by the host")
        return len(found)

    def here(self) -> list[tuple[Visitor, bool]]:
        """Who has joined, and whether their seat runs."""
        return [
            (one, one.token in self._seats and self._seats[one.token].alive)
            for one in self.joining.visitors
            if not one.out
        ]

    # -- pages ----------------------------------------------------------------------------------

    async def _ask(self, request: web.Request) -> web.Response:
        code = request.match_info["code"]
        try:
            invitation = self.joining.invited(code, request.remote or "?")
        except Refused as refused:
            return self._refused(request, refused)
        return _page(pages.join(ROLE_LABELS[invitation.role], invitation.code))

    async def _join(self, request: web.Request) -> web.Response:
        code, given = request.match_info["code"], await request.post()
        name = given.get("name", "")
        try:
            visitor = self.joining.come_in(
                code, name if isinstance(name, str) else "", request.remote or "?"
            )
        except Refused as refused:
            return self._refused(request, refused)
        self._happened(visitor, "joined in a browser")
        response = web.Response(status=303, headers={"Location": "/seat"})
        response.set_cookie(
            COOKIE,
            visitor.token,
            httponly=True,
            samesite="Strict",
            secure=self._tls is not None,
            path="/",
        )
        return response

    async def _seat(self, request: web.Request) -> web.Response:
        visitor = self._visitor(request)
        if visitor is None:
            return _page(pages.message("No seat here", _NO_SEAT), 403)
        scheme = "wss" if self._tls is not None else "ws"
        size = _LARGE if visitor.role is Role.ROOM else _FONT
        return _page(pages.seat(f"{scheme}://{request.host}/ws", size))

    async def _alive(self, request: web.Request) -> web.Response:
        if self._visitor(request) is None:
            raise web.HTTPForbidden
        return web.Response(text="yes")

    async def _out(self, _: web.Request) -> web.Response:
        return _page(pages.message("You have left", _NO_SEAT))

    async def _static(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name in _OWN:
            words, kind = _OWN[name]
            return web.Response(text=words, content_type=kind)
        if name not in _STATIC:
            raise web.HTTPNotFound
        where, kind = _STATIC[name]
        content = files("textual_serve").joinpath("static", *where.split("/")).read_bytes()
        return web.Response(body=content, content_type=kind)

    # -- the socket -----------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        visitor = self._visitor(request)
        if visitor is None:
            self._refuse(request.remote or "?", "a socket without a seat")
            raise web.HTTPForbidden
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        width, height = (
            _number(request.query.get("width"), 80),
            _number(request.query.get("height"), 24),
        )
        async with self._seating:
            seat = await self._running(visitor, width, height)
        if visitor.out:  # while the process began
            await seat.stop()
            raise web.HTTPForbidden
        await socket.prepare(request)
        await seat.resize(width, height)
        write = socket.send_bytes
        await seat.attach(write, socket.close)
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT or not await _obey(
                    seat, message.data, socket
                ):
                    break
        finally:
            seat.detach(write)
            self._wait_for(visitor)
        return socket

    async def _running(self, visitor: Visitor, width: int, height: int) -> SeatProcess:
        """The visitor's seat: the one that runs still, or a new one with what was half typed."""
        timer = self._away.pop(visitor.token, None)
        if timer is not None:
            timer.cancel()
        seat = self._seats.get(visitor.token)
        if seat is None or not seat.alive:
            chair = Chair(self._path, self._passphrase, visitor.role, visitor.name)
            seat = self._seats[visitor.token] = SeatProcess(chair, lambda: self._ended(visitor))
            await seat.start(width, height)
        return seat

    def _wait_for(self, visitor: Visitor) -> None:
        """A browser that is away for long leaves its seat; its words are kept."""
        seat = self._seats.get(visitor.token)
        if seat is None or not seat.alive or seat.shown:
            return  # gone, or shown by the browser that took this one's place
        timer = self._away.pop(visitor.token, None)
        if timer is not None:
            timer.cancel()
        loop = asyncio.get_running_loop()

        def leave() -> None:
            self._away.pop(visitor.token, None)
            going = loop.create_task(seat.stop())
            self._going.add(going)
            going.add_done_callback(self._going.discard)

        self._away[visitor.token] = loop.call_later(AWAY_SECONDS, leave)

    def _ended(self, visitor: Visitor) -> None:
        seat = self._seats.get(visitor.token)
        if seat is not None and seat.said:
            self._told(f"{visitor.name} ({ROLE_LABELS[visitor.role]}): {seat.said}")

    # -- what happened --------------------------------------------------------------------------

    def _visitor(self, request: web.Request) -> Visitor | None:
        return self.joining.known(request.cookies.get(COOKIE))

    def _refused(self, request: web.Request, refused: Refused) -> web.Response:
        self._refuse(request.remote or "?", refused.why)
        return _page(pages.message("Not yet", str(refused)), 429 if refused.too_often else 403)

    def _refuse(self, address: str, what: str) -> None:
        self._told(f"Refused, from {address}: {what}.")
        self._noted("", f"refused at the door: {what}")

    def _happened(self, visitor: Visitor, what: str) -> None:
        self._told(f"{visitor.name} ({ROLE_LABELS[visitor.role]}) {what}.")
        self._noted(visitor.name, what)


async def _obey(seat: SeatProcess, text: str, socket: web.WebSocketResponse) -> bool:
    """Do what a browser's message says; whether it was one."""
    try:
        message: Any = json.loads(text)
        match message:
            case ["stdin", str(typed)]:
                await seat.keys(typed)
            case ["resize", {"width": int(width), "height": int(height)}]:
                await seat.resize(_number(width, 80), _number(height, 24))
            case ["ping", str(at)]:
                await socket.send_json(["pong", at[:40]])
            case ["focus" | "blur" as what]:
                await seat.focus(here=what == "focus")
            case _:
                return False
    except (ValueError, RecursionError):
        return False
    return True


def _number(given: str | int | None, otherwise: int) -> int:
    """A size in cells that a terminal can have."""
    try:
        return min(500, max(10, int(given or otherwise)))
    except ValueError:
        return otherwise


def _page(words: str, status: int = 200) -> web.Response:
    return web.Response(text=words, status=status, content_type="text/html")


_NO_SEAT = "This browser has no seat. Ask the host for a link; a link works once."
_OWN = {
    "page.css": (pages.STYLE, "text/css"),
    "seat.js": (pages.SCRIPT, "text/javascript"),
}
_STATIC = {
    "textual.js": ("js/textual.js", "text/javascript"),
    "xterm.css": ("css/xterm.css", "text/css"),
    "RobotoMono.ttf": ("fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
