"""Real processes at one encrypted file: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import PASSPHRASE
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

WORKER = """
import json, os, random, sys, time
from pathlib import Path
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
# os.write: what was said is out of this process before the next thing happens.
def say(**words): os.write(1, (json.dumps(words) + "\\n").encode())
seat = Seat.open(path, os.environ["PASSPHRASE"], Role.NOTE_TAKER, name)
say(uid=seat.join().result())
sys.stdin.readline()
chance = random.Random(name)
marks = ["", ":", "*", "! ", "~ ", "? ", "> "]
for n in range(count):
    line = f"{chance.choice(marks)}{name} {n} #t{n % 5} " + "wörter " * chance.randrange(30)
    for end in range(5, min(len(line), 40), 7):
        seat.keep_draft("line", line[:end])
        say(typed=line[:end], at=time.time())
        time.sleep(0.002)
    capture = seat.captures.add(line, entry_id=1 + n % 5, draft_slot="line").result()
    say(uid=capture.uid, line=line)
    if n % 7 == 3:
        text = capture.text + " edited"
        seat.captures.edit(capture.id, text, base=capture.text).result()
        say(uid=capture.uid, edited=text)
    if n % 11 == 5:
        seat.undo().result()
        say(undone=True)
seat.close()
say(closed=True)
"""


class Worker:
    def __init__(self, path: Path, name: str, count: int, out: Path) -> None:
        self.out = out
        with out.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-c", WORKER, str(path), name, str(count)],
                stdin=subprocess.PIPE,
                stdout=stream,
                env=os.environ | {"PASSPHRASE": PASSPHRASE},
            )

    def said(self) -> list[dict[str, object]]:
        lines = self.out.read_bytes().split(b"\n")
        return [json.loads(line) for line in lines[:-1]]

    def wait_for(self, condition: Callable[[list[dict[str, object]]], object]) -> None:
        end = time.monotonic() + 40
        while not condition(self.said()):
            assert time.monotonic() < end
            assert self.process.poll() is None, "it stopped by itself"
            time.sleep(0.01)

    def go(self) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        self.process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        self.process.wait()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@pytest.fixture
def work(encrypted: Path, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    started: list[Worker] = []

    def start(name: str, count: int) -> Worker:
        worker = Worker(encrypted, name, count, tmp_path / f"{len(started)}.out")
        started.append(worker)
        worker.wait_for(lambda said: said)
        return worker

    yield start
    for worker in started:
        worker.end()


def captured(said: list[dict[str, object]]) -> dict[object, object]:
    return {words["uid"]: words["line"] for words in said if "line" in words}


def look(path: Path) -> Seat:
    return Seat.open(path, PASSPHRASE, Role.OBSERVER, "Onlooker")


def test_two_writers_at_once_row_for_row(work: Callable[..., Worker], encrypted: Path) -> None:
    workers = [work("Jo", 60), work("Jo", 60), work("Kim", 60)]
    assert [worker.said()[0]["uid"] for worker in workers] == [
        *("note-taker: Jo", "note-taker: Jo 2", "note-taker: Kim")
    ]
    for worker in workers:
        worker.go()
    for worker in workers:
        assert worker.process.wait(60) == 0
        assert worker.said()[-1] == {"closed": True}
    seat = look(encrypted)
    rows = {capture.uid: capture for capture in seat.read.captures()}
    rows |= {
        c.row_uid: seat.read.capture(c.row_uid) for c in seat.read.changes() if c.table == "capture"
    }
    for worker in workers:
        said, uid = worker.said(), worker.said()[0]["uid"]
        mine = [capture for capture in rows.values() if capture.seat == uid]
        lines = captured(said)
        assert {capture.uid: capture.line for capture in mine} == lines
        assert [c.line for c in sorted(mine, key=lambda c: c.id)] == list(lines.values())
        texts = {words["uid"]: words["edited"] for words in said if "edited" in words}
        undone = sum("undone" in words for words in said)
        edited = [capture for capture in mine if capture.text in texts.values()]
        assert len(edited) <= len(texts) <= len(edited) + undone
        assert sum(capture.retracted for capture in mine) <= undone
    assert seat.read.drafts() == []
    assert seat.read.seats() == []
    seat.close()
    health = examine(ReviewFile.existing(encrypted, PASSPHRASE))
    assert health.problems == ()


def test_killed_in_the_middle_of_typing(work: Callable[..., Worker], encrypted: Path) -> None:
    acknowledged: dict[object, object] = {}
    edited: dict[object, object] = {}
    for number in range(5):
        first, second = work("Jo", 5000), work("Kim", 5000)
        assert first.said()[0]["uid"] == "note-taker: Jo", "the dead seat is free again"
        for worker in (first, second):
            worker.go()
        first.wait_for(lambda said, n=number: len(captured(said)) >= 4 + n)
        second.wait_for(lambda said: len(captured(said)) >= 1)
        first.kill()
        second.kill()
        for worker in (first, second):
            acknowledged |= captured(worker.said())
            edited |= {w["uid"]: w["edited"] for w in worker.said() if "edited" in w}
        seat = look(encrypted)
        assert seat.read.seats() == []
        for uid, line in acknowledged.items():
            assert seat.read.capture(str(uid)).line == line
        drafts = {draft.seat: draft.text for draft in seat.read.drafts()}
        for worker in (first, second):
            _draft_is_at_most_a_moment_old(worker, drafts, seat)
        seat.close()
    assert len(acknowledged) >= 35
    health = examine(ReviewFile.existing(encrypted, PASSPHRASE))
    assert health.problems == ()


def _draft_is_at_most_a_moment_old(worker: Worker, drafts: dict[str, str], seat: Seat) -> None:
    """What was typed a quarter of a second before the last key is in the draft or captured."""
    said = worker.said()
    typed = [words for words in said if "typed" in words]
    last = said.index(typed[-1])
    since = [w for w in said[last:] if "line" in w]
    if since:  # the line was captured after its last key: nothing is half typed
        return
    uid = str(said[0]["uid"])
    line_began = max((said.index(w) for w in said if "line" in w), default=0)
    moment = float(str(typed[-1]["at"])) - 0.25
    old = [w for w in typed if said.index(w) > line_began and float(str(w["at"])) <= moment]
    texts = [str(w["typed"]) for w in typed if said.index(w) > line_began]
    newest = seat.read.captures()[-40:]
    if any(c.seat == uid and c.line.startswith(texts[-1]) for c in newest):
        return  # committed, but killed before it could say so
    kept = drafts.get(uid, "")
    assert not kept or kept in texts or line_began
    if old:
        assert len(kept) >= len(str(old[-1]["typed"]))
