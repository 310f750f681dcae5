"""A seat's process: started without a shell, spoken to in packets, kept while a browser is away."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_tui.practice.roles import Role

_READY = b"__GANGLION__\n"
_PRELUDE = 20
# What Textual's driver says to a terminal once, and a new one has to hear too.
_MODES = b"\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1003h\x1b[?2004h"
_LONGEST_PACKET = 8_000_000
_GOING = 5.0
_KEPT = (
    *("PATH", "HOME", "USER", "LOGNAME", "USERNAME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    *("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "TZ", "PYTHONPATH"),
    *("XDG_CONFIG_HOME", "VIRTUAL_ENV"),
)
"""What of the host's environment a seat gets: no passphrase stands in it."""

Write = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Chair:
    """Which seat a process takes.

    Attributes:
        path: The review. passphrase: of it, or None. role, name: the seat.
    """

    path: Path
    passphrase: str | None
    role: Role
    name: str


class SeatProcess:
    """One seat.

    Args:
        chair: Which.
        ended: Called when the process is gone.

    Attributes:
        alive: Whether it runs.
        said: What it said where it could not begin.
    """

    def __init__(self, chair: Chair, ended: Callable[[], None]) -> None:
        self.chair = chair
        self.alive = False
        self.said = ""
        self._ended = ended
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._write: Write | None = None
        self._close: Callable[[], Awaitable[object]] | None = None
        self._size = (80, 24)

    @property
    def shown(self) -> bool:
        """Whether a browser shows it."""
        return self._write is not None

    async def start(self, width: int, height: int) -> None:
        """Start it at a size, in cells."""
        self._size = (width, height)
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {
            "TEXTUAL_DRIVER": "workshop_tui.serve.driver:SeatDriver",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_FPS": "60",
            "COLUMNS": str(width),
            "ROWS": str(height),
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUNBUFFERED": "1",
        }
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "workshop_tui.serve.seat"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=environment,
        )
        first = {
            "path": str(self.chair.path.absolute()),
            "passphrase": self.chair.passphrase,
            "role": self.chair.role.value,
            "name": self.chair.name,
        }
        await self._put(json.dumps(first).encode() + b"\n")
        self.alive = True
        self._task = asyncio.create_task(self._run())

    async def attach(self, write: Write, close: Callable[[], Awaitable[object]]) -> None:
        """Show it in a browser; one that showed it before is let go."""
        before, self._write, self._close = self._close, write, close
        await write(_MODES)
        if before is not None:  # only now: whoever ends with it finds the seat shown
            await before()
        await self._meta({"type": "repaint"})

    def detach(self, write: Write) -> None:
        """A browser is gone; the process goes on."""
        if self._write is write:
            self._write = self._close = None

    async def keys(self, text: str) -> None:
        """What was typed or clicked."""
        await self._packet(b"D", text.encode("utf-8", "replace"))

    async def resize(self, width: int, height: int) -> None:
        """Another size, in cells."""
        self._size = (width, height)
        await self._meta({"type": "resize", "width": width, "height": height})

    async def focus(self, *, here: bool) -> None:
        """Whether the browser's window has the keyboard."""
        await self._meta({"type": "focus" if here else "blur"})

    async def stop(self) -> None:
        """Leave the seat: what is half typed is kept, and the process ends."""
        await self._meta({"type": "quit"})
        if self._task is not None:
            done, _ = await asyncio.wait({self._task}, timeout=_GOING)
            if not done and self._process is not None:
                self._process.kill()
        await self._let_go()

    async def _let_go(self) -> None:
        close, self._write, self._close = self._close, None, None
        if close is not None:
            await close()

    async def _meta(self, said: dict[str, Any]) -> None:
        await self._packet(b"M", json.dumps(said).encode())

    async def _packet(self, kind: bytes, payload: bytes) -> None:
        await self._put(kind + len(payload).to_bytes(4, "big") + payload)

    async def _put(self, data: bytes) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        try:
            process.stdin.write(data)
            await process.stdin.drain()
        except (ConnectionError, RuntimeError):
            return

    async def _run(self) -> None:
        process = self._process
        assert process is not None and process.stdout is not None and process.stderr is not None
        errors = asyncio.create_task(process.stderr.read())
        try:
            await self._read(process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            self.alive = False
            await process.wait()
            self.said = (await errors).decode("utf-8", "replace").strip()[-500:]
            await self._let_go()
            self._ended()

    async def _read(self, out: asyncio.StreamReader) -> None:
        for _ in range(_PRELUDE):
            if await out.readline() in (_READY, b""):
                break
        while True:
            kind, size = await out.readexactly(1), int.from_bytes(await out.readexactly(4), "big")
            if size > _LONGEST_PACKET:
                raise ValueError("too long a packet")
            payload = await out.readexactly(size)
            if kind == b"D" and self._write is not None:
                try:
                    await self._write(payload)
                except (ConnectionError, RuntimeError):
                    self._write = self._close = None
            elif kind == b"M" and json.loads(payload).get("type") == "exit":
                return
