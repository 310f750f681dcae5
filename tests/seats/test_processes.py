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

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"  # the one of the fixture "encrypted"

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
        say(typed=line[:end])  # first: what is kept was typed, whenever the kill comes
        seat.keep_draft("line", line[:end])
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
    def __init__(self, path: Path, name: str, count: int, out: Path, code: str) -> None:
        self.out = out
        with out.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, str(path), name, str(count)],
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

    def start(name: str, count: int, code: str = WORKER) -> Worker:
        worker = Worker(encrypted, name, count, tmp_path / f"{len(started)}.out", code)
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
    before: set[object] = set()
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
        seat = look(encrypted)
        assert seat.read.seats() == []
        for uid, line in acknowledged.items():
            assert seat.read.capture(str(uid)).line == line
        typed = {w["typed"] for worker in (first, second) for w in worker.said() if "typed" in w}
        assert {draft.text for draft in seat.read.drafts()} <= typed | {""} | before
        before = {draft.text for draft in seat.read.drafts()}
        seat.close()
    assert len(acknowledged) >= 35
    health = examine(ReviewFile.existing(encrypted, PASSPHRASE))
    assert health.problems == ()


TYPIST = """
import json, os, sys, time
from pathlib import Path
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat


seat = Seat.open(Path(sys.argv[1]), os.environ["PASSPHRASE"], Role.NOTE_TAKER, sys.argv[2])
def say(**words): os.write(1, (json.dumps(words) + "\\n").encode())
say(uid=seat.join().result())
sys.stdin.readline()
for n in range(1, 100_000):
    seat.keep_draft("line", "é" * n, "entry 3")
    say(typed=n, at=time.monotonic())
    time.sleep(0.005)
"""


def test_a_draft_is_at_most_a_moment_old(work: Callable[..., Worker], encrypted: Path) -> None:
    for _ in range(2):
        worker = work("Jo", 0, TYPIST)
        worker.go()
        worker.wait_for(lambda said: len(said) > 250)
        worker.kill()
        typed = [(int(str(w["typed"])), float(str(w["at"]))) for w in worker.said()[1:]]
        before = max(n for n, at in typed if at < typed[-1][1] - 0.75)
        seat = look(encrypted)
        (draft,) = seat.read.drafts()
        assert draft.text == "é" * len(draft.text)
        assert before <= len(draft.text) <= typed[-1][0] + 1
        assert (draft.seat, draft.context) == ("note-taker: Jo", "entry 3")
        seat.close()
    assert examine(ReviewFile.existing(encrypted, PASSPHRASE)).problems == ()
