"""Processes that cost a fork each: everything is imported once, before the first of them."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any


def import_everything() -> None:
    """Load what verbs load when they are first called; nothing of it may start a thread."""
    from workshop_tui import review, store

    for package in (store, review):
        for module in iter_modules(package.__path__):
            import_module(f"{package.__name__}.{module.name}")
    for name in ("psutil", "sqlite_utils"):
        import_module(name)


class Said:
    """Where a process writes what it did: out of it before the next thing happens."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def __call__(self, **words: Any) -> None:
        line = json.dumps({"at": time.monotonic()} | words) + "\n"
        os.write(self._file, line.encode())


@dataclass
class Child:
    """A forked process and what it said.

    Attributes:
        killed: When it was killed, by the clock that all processes share.
    """

    pid: int
    path: Path
    code: int | None = None
    killed: float = 0.0
    _read: int = field(default=0, repr=False)

    def said(self) -> list[dict[str, Any]]:
        """Everything that it said; half a line at the end is none."""
        lines = self.path.read_bytes().split(b"\n")
        return [json.loads(line) for line in lines[:-1]]

    def alive(self) -> bool:
        """Whether it still runs; one that ended is taken note of."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is None

    def signal(self, number: int = signal.SIGKILL) -> None:
        """Send a signal; the moment of a kill is kept."""
        self.killed = time.monotonic()
        if self.alive():
            os.kill(self.pid, number)

    def wait(self) -> int:
        """Wait for its end; returns its exit code, negative for a signal."""
        if self.code is None:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.code


def fork(work: Callable[[Said], object], folder: Path, name: str) -> Child:
    """Run something in a process of its own; it ends with it, whatever happens."""
    handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".said", dir=folder)
    os.close(handle)
    pid = os.fork()
    if pid:
        return Child(pid, Path(path))
    code = 70
    try:
        said = Said(Path(path))
        try:
            work(said)
            code = 0
        except BaseException:  # noqa: BLE001 - the parent says it
            said(failed=traceback.format_exc())
    finally:
        os._exit(code)


def ask(work: Callable[[], Any], folder: Path) -> Any:
    """What a function returns (JSON), computed in a process of its own.

    Raises:
        AssertionError: With its traceback, where it raises.
    """
    child = fork(lambda said: said(answer=work()), folder, "ask")
    child.wait()
    (last,) = child.said()
    child.path.unlink()
    assert "answer" in last, last.get("failed")
    return last["answer"]
