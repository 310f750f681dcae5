"""Faults: each write and each sync of a seat fails once, or fails from then on until it is mended.

The kernel itself answers "no space left" or "input/output error" (injected by strace into the
running process). Whatever was acknowledged is there, whatever was refused was refused with a
sentence and is not there, half-typed text is kept as soon as the disk takes it, and once the fault
is over the same seat goes on.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE, build
from tests.trust.forking import Child, Said, ask, fork, import_everything

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

KINDS = (
    ("pwrite64", "ENOSPC"),
    ("pwrite64", "EIO"),
    ("fdatasync,fsync", "EIO"),
)
_WAIT = 20.0


@dataclass
class Found:
    places: int = 0
    faults: int = 0
    refused: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        return (
            f"{self.faults} faults at {self.places} writes and syncs, {self.refused} changes "
            f"refused with a sentence, {self.acknowledged} acknowledged, "
            f"{len(self.lost)} lost or told wrongly"
        )


def can_inject(folder: Path) -> bool:
    """Whether strace may attach itself to a process here."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    child = fork(lambda _: time.sleep(_WAIT), folder, "sleeper")
    try:
        with _injected(child, ["-e", "trace=pwrite64"]) as attached:
            return attached
    finally:
        child.signal()
        child.wait()


class _injected:  # noqa: N801 - it is used like a function
    """Attaches strace with some options, and takes it away again."""

    def __init__(self, child: Child, options: list[str], log: str = os.devnull) -> None:
        self._child, self._options, self._log = child, options, log

    def __enter__(self) -> bool:
        command = ["strace", "-f", "-p", str(self._child.pid), "-o", self._log, *self._options]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE)
        assert self._process.stderr is not None
        return b"attached" in self._process.stderr.readline()

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.communicate()


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Inject so many faults, evenly over all kinds and places."""
    import_everything()
    if not can_inject(folder):
        raise SystemExit("This needs strace, and leave to attach it to a process.")
    found, chance = Found(), random.Random(seed)
    template = folder / "template.review"
    ask(lambda: build(template, PASSPHRASE), folder)
    places = {calls: _count(folder, template, calls) for calls, _ in KINDS}
    found.places = sum(places.values())
    wanted = [
        (calls, error, place, lasts)
        for calls, error in KINDS
        for place, lasts in itertools.product(range(1, places[calls] + 1), (False, True))
    ]
    chance.shuffle(wanted)
    for number, fault in enumerate(itertools.islice(itertools.cycle(wanted), rounds)):
        path = Path(shutil.copy2(template, folder / f"case-{number}.review"))
        wrong = _one(path, folder, *fault, found)
        found.faults += 1
        found.lost += [f"{fault}: {one}" for one in wrong]
        if not wrong:
            for left in folder.glob(f"{path.name}*"):
                left.unlink()
    return found


def _count(folder: Path, template: Path, calls: str) -> int:
    """How many such calls a seat makes in one run."""
    path = Path(shutil.copy2(template, folder / "count.review"))
    child = _start(path, folder)
    log = folder / "count"
    options = ["-e", f"trace={calls}", "-P", str(path), "-P", f"{path}-wal"]
    with _injected(child, options, str(log)) as ready:
        assert ready
        _turn(child, "first")
    _turn(child, "second")
    child.wait()
    return max(1, len(log.read_text().splitlines()))


def _one(
    path: Path, folder: Path, calls: str, error: str, place: int, lasts: bool, found: Found
) -> list[str]:
    child = _start(path, folder)
    when = f"{place}+" if lasts else str(place)
    options = ["-P", str(path), "-P", f"{path}-wal", "-e", f"trace={calls}"]
    for call in calls.split(","):
        options += ["-e", f"inject={call}:error={error}:when={when}"]
    with _injected(child, options) as ready:
        assert ready
        _turn(child, "first")
    _turn(child, "second")
    code = child.wait()
    said = child.said()
    wrong = [words["wrong"] for words in said if "wrong" in words]
    wrong += [words["failed"] for words in said if "failed" in words]
    if code:
        wrong.append(f"it ended with {code}")
    done = [words["done"] for words in said if "done" in words]
    refused = [words["refused"] for words in said if "refused" in words]
    found.acknowledged += len(done)
    found.refused += len(refused)
    child.path.unlink()
    return wrong + ask(lambda: _judge(path, done, refused), folder)


def _judge(path: Path, done: list[str], refused: list[str]) -> list[str]:
    seat = Seat.open(path, PASSPHRASE, Role.OBSERVER, "Judge")
    kept = [capture.line for capture in seat.read.captures()]
    drafts = [draft.text for draft in seat.read.drafts()]
    seat.close()
    wrong = [f"{line!r} was acknowledged and is gone" for line in done if line not in kept]
    wrong += [f"{line!r} was refused and is there" for line in refused if line in kept]
    if drafts != ["half typed at the end"]:
        wrong.append(f"half typed is {drafts}")
    wrong += examine(ReviewFile.existing(path, PASSPHRASE)).problems
    return wrong


# -- the seat ---------------------------------------------------------------------------------


def _start(path: Path, folder: Path) -> Child:
    file = ReviewFile.existing(path, PASSPHRASE)
    child = fork(lambda said: _work(file, said), folder, path.stem)
    _until(lambda: any("sits" in words for words in child.said()), child)
    return child


def _turn(child: Child, name: str) -> None:
    """Let the seat do its next part, and wait until it is done."""
    child.path.with_suffix(f".{name}").touch()
    _until(lambda: any(words.get("part") == name for words in child.said()), child)
    child.path.with_suffix(f".{name}").unlink()


def _until(holds: Callable[[], bool], child: Child) -> None:
    end = time.monotonic() + _WAIT
    while not holds():
        assert child.alive() or holds(), child.said()
        assert time.monotonic() < end, f"it hangs: {child.said()}"
        time.sleep(0.005)


def _work(file: ReviewFile, said: Said) -> None:
    seat = Seat.at(file, Role.NOTE_TAKER, "Jo")
    seat.join().result()
    mine = Path(f"/proc/self/fd/{said._file}").readlink()
    said(sits=True)
    _wait_for(mine.with_suffix(".first"))
    for n in range(4):
        line = f"* line {n} " + "words " * 300
        seat.keep_draft("line", line[: 20 + n])
        _say(seat.captures.add(line, entry_id=1 + n, draft_slot="line"), line, said)
    said(part="first")
    _wait_for(mine.with_suffix(".second"))
    # The fault is over: the same seat goes on.
    line = "after the fault"
    if not _say(seat.captures.add(line, draft_slot="line"), line, said):
        said(wrong="it did not go on after the fault")
    seat.keep_draft("line", "half typed at the end")
    seat.close()
    said(part="second")


def _say(future: Future[Any], line: str, said: Said) -> bool:
    try:
        future.result(_WAIT)
    except Problem as problem:
        said(refused=line, why=str(problem))
        if "not saved" not in str(problem) and "try again" not in str(problem):
            said(wrong=f"the sentence does not say that it was not saved: {problem}")
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        said(refused=line, wrong=f"{type(error).__name__}: {error}")
    else:
        said(done=line)
        return True
    return False


def _wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.002)
