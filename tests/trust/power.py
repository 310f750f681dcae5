"""Power cut, simulated: writes that no sync had brought to the disk are dropped.

People work on a review while their system calls are recorded. For each cut the files are put
together as a disk may hold them at that moment: what was synced, and of the rest nothing,
everything, some writes, or some sectors of some writes. Then the review must open, be whole, and
hold everything that was acknowledged before the cut.

A call counts when it returned, a sync brings down only what had returned before it was called, and
a file that was made or removed is so for sure once its folder was synced.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE
from tests.trust.crash import SEATS, expected, half_typed, make
from tests.trust.crash import captures as captures_of
from tests.trust.crash import compared as compare
from tests.trust.forking import ask, fork, import_everything
from tests.trust.people import Person

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

WAYS = ("nothing", "everything", "some writes", "some sectors")
SECTOR = 512
A_MOMENT = 2.0  # a second until drafts are synced, and the time that recorded calls take
WORK_SECONDS = 6.0
_CALLS = "openat,open,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat"
_LINE = re.compile(r"(\d+) +([\d.]+) (.*)")
_UNFINISHED = re.compile(r"(\w+)\((.*) <unfinished \.\.\.>$", re.S)
_RESUMED = re.compile(r"<\.\.\. (\w+) resumed>(.*)$", re.S)
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)(?:<(.*?)>)?", re.S)
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass
class Found:
    cuts: int = 0
    states: int = 0
    acknowledged: int = 0
    syncs: int = 0
    dropped: int = 0
    checkpoints: int = 0
    lost: list[str] = field(default_factory=list)
    oldest: float = 0.0

    def text(self) -> str:
        return (
            f"{self.cuts} cuts, {self.states} states of the disk with up to {self.dropped} writes "
            f"dropped ({self.syncs} syncs, {self.checkpoints} writes into the database itself "
            f"recorded), {self.acknowledged} acknowledged changes before the last cut, "
            f"{len(self.lost)} lost; half-typed text at most {self.oldest * 1000:.0f} ms old"
        )


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Cut the power so many times, over as many recordings as that takes."""
    if not can_record(folder):
        raise SystemExit("This needs strace, and leave to use it.")
    import_everything()
    chance, found = random.Random(seed), Found()
    number = 0
    while found.cuts < rounds and not found.lost:
        number += 1
        cuts = min(20, rounds - found.cuts)
        work = folder / f"recording-{number}"
        work.mkdir()
        _one(work, cuts, chance, found)
        if not found.lost:
            shutil.rmtree(work)
    return found


def can_record(folder: Path) -> bool:
    """Whether system calls can be recorded here."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-f", "-o", str(folder / "tried"), "true"], capture_output=True, check=False
    )
    return tried.returncode == 0


def _one(work: Path, cuts: int, chance: random.Random, found: Found) -> None:
    path = work / "case.review"
    ask(lambda: make(path), work)
    before = work / "before.review"
    shutil.copy2(path, before)
    log = work / "calls"
    subprocess.run(
        [
            *("strace", "-f", "-ttt", "-y", "-xx", "-s", "200000", "-e", f"trace={_CALLS}"),
            *("-o", str(log), sys.executable, "-m", "tests.trust.power", str(path)),
        ],
        check=True,
    )
    calls = list(_calls(log, work))
    log.unlink()
    disk = Disk(path, before.read_bytes())
    mine = [n for n, call in enumerate(calls) if call.path.startswith(str(path))]
    acks = [n for n, call in enumerate(calls) if call.path.endswith(".said")]
    first = mine[len(mine) // 10]
    places = sorted(
        chance.choice([n for n in (mine if chance.random() < 0.5 else acks) if n > first]) + 1
        for _ in range(cuts)
    )
    found.syncs += sum(call.name in ("fsync", "fdatasync") for call in calls)
    found.checkpoints += sum(c.name == "pwrite64" and c.path == str(path) for c in calls)
    done = 0
    for place in places:
        for call in calls[done:place]:
            disk.take(call)
        done = place
        found.cuts += 1
        people = _said(disk.said)
        found.dropped = max(found.dropped, disk.unsynced)
        for way in WAYS:
            target = work / f"cut-{place}-{WAYS.index(way)}.review"
            disk.after_cut(target, way, chance)
            judged = ask(lambda t=target, p=people: _judge(t, p), work)
            found.states += 1
            found.lost += [f"cut at {place}, {way} kept: {one}" for one in judged["wrong"]]
            found.oldest = max(found.oldest, judged["oldest"])
            if not judged["wrong"]:
                for left in work.glob(f"{target.name}*"):
                    left.unlink()
    found.acknowledged += sum("did" in w or "led" in w for said in people for w in said)


# -- what was recorded ------------------------------------------------------------------------


@dataclass(slots=True)
class Call:
    """A system call that succeeded.

    Attributes:
        began, number: Where among all calls it was called, and where it returned.
    """

    name: str
    path: str
    data: bytes
    offset: int
    began: int
    made: bool = False


def _calls(log: Path, work: Path) -> Iterator[Call]:
    """The calls that concern the work folder, in the order in which they returned."""
    begun: dict[str, tuple[str, int]] = {}
    number = 0
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if (found := _LINE.match(line)) is None:
                continue
            pid, rest = found[1], found[3].rstrip("\n")
            start = number
            if unfinished := _UNFINISHED.match(rest):
                begun[pid] = (f"{unfinished[1]}({unfinished[2]}", number)
                continue
            if resumed := _RESUMED.match(rest):
                head, start = begun.pop(pid)
                rest = head + resumed[2]
            call = _call(rest, start, work)
            if call is not None:
                number += 1
                yield call


def _call(text: str, began: int, work: Path) -> Call | None:
    if (found := _CALL.match(text)) is None or int(found[3]) < 0:
        return None
    name, given, returned = found[1], found[2], found[4]
    strings = [bytes.fromhex(one.replace("\\x", "")) for one in _STRING.findall(given)]
    if name in ("openat", "open"):
        path, made = _path(returned or ""), "O_CREAT" in given
    elif name in ("unlink", "unlinkat"):
        path, made = strings[-1].decode(), False
    else:
        path, made = _path(given.split("<", 1)[-1].split(">", 1)[0]), False
    if not path.startswith(str(work)):
        return None
    data, offset = b"", 0
    if name in ("pwrite64", "write"):
        data = strings[0][: int(found[3])]
        offset = int(given.rsplit(",", 1)[1]) if name == "pwrite64" else 0
    elif name == "ftruncate":
        offset = int(given.rsplit(",", 1)[1])
    return Call(name, path, data, offset, began, made)


def _path(words: str) -> str:
    return bytes.fromhex(words.replace("\\x", "")).decode() if words.startswith("\\x") else words


# -- what a disk holds ------------------------------------------------------------------------


@dataclass
class Kept:
    """One file: what the disk surely holds, and what was written since, in order."""

    sure: bytearray
    since: list[tuple[int, Call]] = field(default_factory=list)


class Disk:
    """The review and its log, as calls leave them, and what processes said.

    Attributes:
        said: By process: the bytes that it had said.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = str(path)
        first = Kept(bytearray(content))
        self._now = {self._path: first}
        self._sure = {self._path: first}
        self._number = 0
        self.said: dict[str, bytes] = {}

    @property
    def unsynced(self) -> int:
        return sum(len(kept.since) for kept in self._now.values())

    def take(self, call: Call) -> None:
        """Let one call happen."""
        self._number += 1
        if call.path.endswith(".said"):
            if call.name == "write":
                self.said[call.path] = self.said.get(call.path, b"") + call.data
        elif call.path in (self._path, self._path + "-wal", self._path + "-journal"):
            self._review(call)
        elif call.name in ("fsync", "fdatasync") and call.path == str(Path(self._path).parent):
            self._sure = dict(self._now)

    def _review(self, call: Call) -> None:
        if call.name in ("openat", "open"):
            if call.made and call.path not in self._now:
                self._now[call.path] = Kept(bytearray())
        elif call.name in ("unlink", "unlinkat"):
            self._now.pop(call.path, None)
        elif call.path in self._now:
            kept = self._now[call.path]
            if call.name in ("fsync", "fdatasync"):
                for _, write in [one for one in kept.since if one[0] <= call.began]:
                    _apply(kept.sure, write)
                kept.since = [one for one in kept.since if one[0] > call.began]
            else:
                kept.since.append((self._number, call))

    def after_cut(self, target: Path, way: str, chance: random.Random) -> None:
        """Write what the disk may hold after a cut that keeps this much of what was not synced."""
        for suffix in ("", "-wal", "-journal"):
            name = self._path + suffix
            now, sure = self._now.get(name), self._sure.get(name)
            kept = {"nothing": sure, "everything": now}.get(way, chance.choice([sure, now]))
            if kept is None:
                continue
            content = bytearray(kept.sure)
            for _, write in kept.since:
                if way == "everything" or (way.startswith("some") and chance.random() < 0.5):
                    _apply(content, write, chance if way == "some sectors" else None)
            target.with_name(target.name + suffix).write_bytes(content)


def _apply(content: bytearray, call: Call, torn: random.Random | None = None) -> None:
    if call.name == "ftruncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    for start in range(0, len(call.data), SECTOR if torn else len(call.data)):
        if torn and torn.random() < 0.5:
            continue
        piece = call.data[start : start + SECTOR] if torn else call.data
        at = call.offset + start
        content.extend(bytes(max(0, at - len(content))))
        content[at : at + len(piece)] = piece


# -- what must be there -----------------------------------------------------------------------


def _said(said: dict[str, bytes]) -> list[list[dict[str, Any]]]:
    return [
        [json.loads(line) for line in words.split(b"\n")[:-1]]
        for path, words in said.items()
        if not Path(path).name.startswith("ask")
    ]


def _judge(path: Path, people: list[list[dict[str, Any]]]) -> dict[str, Any]:
    file = ReviewFile.existing(path, PASSPHRASE)
    seat = Seat.at(file, Role.OBSERVER, "Judge")
    kept, drafts = captures_of(seat), {one.text for one in seat.read.drafts()}
    seat.close()
    wrong: list[str] = []
    cut = max((words["at"] for said in people for words in said), default=0.0)
    oldest = 0.0
    for said in people:
        wrong += compare("", expected(said), kept)
        if any("left" in words for words in said[-1:]):
            continue
        texts, none = half_typed(said, cut, A_MOMENT)
        if not drafts & set(texts) and not none:
            wrong.append(f"of the half-typed {texts} there is only {drafts}")
        typed = [(w["at"], w["typed"]) for w in said if "typed" in w]
        mine = [at for at, text in typed if text in drafts]
        if mine and drafts & set(texts):
            newer = [at for at, _ in typed if at > max(mine)]
            oldest = max(oldest, cut - min(newer) if newer else 0.0)
    wrong += examine(file).problems
    return {"wrong": wrong, "oldest": oldest}


def _work(path: Path) -> None:
    """What is recorded: three people work, then all are gone at once."""
    import_everything()
    _checkpoint_often()
    file = ReviewFile.existing(path, PASSPHRASE)
    people = [
        fork(lambda said, n=name, r=role: Person(file, r, n, 0, said).live(), path.parent, name)
        for name, role in SEATS[:3]
    ]
    time.sleep(WORK_SECONDS)
    for child in people:
        child.signal(signal.SIGKILL)
    for child in people:
        child.wait()
        failed = [words["failed"] for words in child.said() if "failed" in words]
        assert not failed, failed


def _checkpoint_often() -> None:
    """Move the log into the database every few captures; otherwise it happens every hundred."""
    whole = ReviewFile._connect

    def connect(self: ReviewFile) -> Any:
        connection = whole(self)
        connection.execute("pragma wal_autocheckpoint = 40")
        return connection

    ReviewFile._connect = connect  # type: ignore[method-assign]


if __name__ == "__main__":
    os.umask(0o077)
    _work(Path(sys.argv[1]))
