"""The app in real pseudo-terminals: what a person would see, and what the process wrote."""

from __future__ import annotations

import codecs
import os
import re
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

POSIX = os.name == "posix"

STARTER = """
import os, sys
from pathlib import Path
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
import workshop_tui.tui as tui
{before}
path, role, name = sys.argv[1:]
seat = Seat.open(Path(path), os.environ.get("TEST_PASSPHRASE"), Role(role), name)
code = tui.start(seat)
{after}
sys.exit(code)
"""

_SEQUENCE = re.compile(
    r"\x1b(?:\[([?>=]?)([0-9;:]*)([ $]?[@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()]."
    r"|[=>78cDEHM])"
)


class Screen:
    """As much of a terminal as Textual uses: text at places, nothing of its colours."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rest = ""
        self._clear()

    def _clear(self) -> None:
        self.cells = [[" "] * self.width for _ in range(self.height)]
        self.x = self.y = 0

    def feed(self, text: str) -> None:
        text = self._rest + text
        self._rest = ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                found = _SEQUENCE.match(text, at)
                if found is None:
                    if len(text) - at < 200:  # the rest of it is still on its way
                        self._rest = text[at:]
                        return
                    at += 1
                    continue
                self._obey(found)
                at = found.end()
            else:
                self._put(text[at])
                at += 1

    def _obey(self, found: re.Match[str]) -> None:
        private, numbers, final = found[1], found[2], found[3]
        if final is None or private:
            return
        given = [int(n) if n else 0 for n in re.split("[;:]", numbers or "")]
        if final in "Hf":
            self.y = min(self.height, max(1, given[0])) - 1
            self.x = min(self.width, max(1, given[1] if len(given) > 1 else 1)) - 1
        elif final == "J" and given[0] == 2:
            self._clear()
        elif final == "K":
            self.cells[self.y][self.x :] = [" "] * (self.width - self.x)
        elif final in "ABCD":
            step = max(1, given[0])
            self.y = max(0, min(self.height - 1, self.y + {"A": -step, "B": step}.get(final, 0)))
            self.x = max(0, min(self.width - 1, self.x + {"C": step, "D": -step}.get(final, 0)))

    def _put(self, char: str) -> None:
        if char == "\r":
            self.x = 0
        elif char == "\n":
            self.y = min(self.height - 1, self.y + 1)
        elif char >= " ":
            size = cell_len(char)
            if size == 0 and self.x:
                self.cells[self.y][self.x - 1] += char
            for extra in range(size):
                if self.x < self.width:
                    self.cells[self.y][self.x] = "" if extra else char
                    self.x += 1

    @property
    def text(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Terminal:
    """One seat's app in a pseudo-terminal.

    Attributes:
        screen: What it shows now. written: Everything that the app wrote.
        seen: With ``keep``, every screen that there ever was, also half painted ones.
    """

    def __init__(
        self,
        path: Path,
        role: str,
        name: str,
        *,
        size: tuple[int, int] = (120, 40),
        passphrase: str | None = None,
        before: str = "",
        after: str = "",
        environment: dict[str, str] | None = None,
        home: Path,
        keep: bool = False,
    ) -> None:
        import fcntl
        import pty
        import termios

        self.screen = Screen(*size)
        self.written = b""
        self.seen: set[str] = set()
        self._keep = keep
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._handle, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        variables = os.environ | {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": str(size[0]),
            "LINES": str(size[1]),
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            **({"TEST_PASSPHRASE": passphrase} if passphrase else {}),
            **(environment or {}),
        }
        code = STARTER.format(before=before, after=after)
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, str(path), role, name],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=variables,
            start_new_session=True,
        )
        os.close(inner)
        self._news = threading.Condition()
        self._over = self._hung_up = False
        # A screen that nobody reads stops its program: read on whatever the test does.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                chunk = os.read(self._handle, 1 << 16)
            except OSError:  # the other end was closed
                chunk = b""
            with self._news:
                self.written += chunk
                self.screen.feed(self._decoder.decode(chunk))
                if self._keep:
                    self.seen.add(self.screen.text)
                self._over = not chunk
                self._news.notify_all()
            if not chunk:
                return

    @property
    def text(self) -> str:
        """The screen as it is now."""
        with self._news:
            return self.screen.text

    def type(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def resize(self, width: int, height: int) -> None:
        """Make the terminal another size, as a window is dragged."""
        import fcntl
        import signal
        import termios

        with self._news:
            self.screen = Screen(width, height)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> None:
        """Close the terminal's window: there is nothing to read from or write to any more."""
        self._hung_up = True
        os.close(self._handle)

    def until(self, holds: Callable[[str], object] | str, timeout: float = 20.0) -> float:
        """Wait until the screen shows something; returns how long it took."""
        begun = time.monotonic()
        with self._news:
            while not (
                holds in self.screen.text if isinstance(holds, str) else holds(self.screen.text)
            ):
                left = begun + timeout - time.monotonic()
                if left <= 0 or self._over:
                    raise AssertionError(f"It never showed {holds!r}:\n{self.screen.text}")
                self._news.wait(left)
        return time.monotonic() - begun

    def in_the_room(self) -> Terminal:
        self.until("● saved")
        self.until("⌂")
        return self

    def end(self, timeout: float = 20.0) -> int:
        """Wait until the process is over and all was read; returns its exit code."""
        code = self.process.wait(timeout)
        self._reader.join(timeout)
        return code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        self._reader.join(5)
        if not self._hung_up:
            os.close(self._handle)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the app: ``terminal(review, role, name, …)``; all end with the test."""
    if not POSIX:
        pytest.skip("pseudo-terminals are POSIX")
    home = tmp_path / "home"
    home.mkdir()
    started: list[Terminal] = []

    def start(path: Path, role: str, name: str, **more: Any) -> Terminal:
        started.append(Terminal(path, role, name, home=home, **more))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def holds() -> Callable[..., None]:
    """Waits until something is so, in the file for instance."""

    def wait(is_so: Callable[[], object], what: str, timeout: float = 20.0) -> None:
        end = time.monotonic() + timeout
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"It never came to this: {what}")
            time.sleep(0.01)

    return wait
