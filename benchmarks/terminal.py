"""A program in a pseudo-terminal, timed to the bytes that it draws. POSIX only."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence


class Terminal:
    """A child process in a terminal of its own, 120 × 40.

    Args:
        arguments: Arguments of this Python.
        environment: Added to the present one.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str] = {}) -> None:
        self.seen = b""
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.environ.update(
                TERM="xterm-256color",
                COLORTERM="truecolor",
                LINES="40",
                COLUMNS="120",
                **environment,
            )
            os.execv(sys.executable, [sys.executable, *arguments])
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def wait_for(self, marker: str, timeout: float = 30.0) -> float:
        """Read until the marker has been drawn; returns the moment (perf_counter)."""
        wanted, deadline = marker.encode(), time.perf_counter() + timeout
        while wanted not in self.seen:
            left = deadline - time.perf_counter()
            if left <= 0 or not self._read(left):
                raise TimeoutError(f"{marker!r} was not drawn; last bytes: {self.seen[-300:]!r}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.15, most: float = 5.0) -> None:
        """Read until nothing has been drawn for a while, and forget it."""
        deadline = time.perf_counter() + most
        while time.perf_counter() < deadline and self._read(quiet):
            pass
        self.seen = b""

    def press(self, keys: str) -> float:
        """Send keys; returns the moment."""
        self.seen = b""
        moment = time.perf_counter()
        os.write(self._handle, keys.encode())
        return moment

    def close(self) -> None:
        """End the process."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._handle], [], [], timeout)
        if not ready:
            return False
        try:
            chunk = os.read(self._handle, 1 << 16)
        except OSError:
            return False
        self.seen += chunk
        return bool(chunk)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
