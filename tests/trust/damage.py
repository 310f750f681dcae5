"""Damage: bits flipped and files cut short at hundreds of places, plain and encrypted.

Whatever is read of a damaged file is a sentence or the truth, the file is never written to, and the
newest good snapshot takes its place with exactly the loss that was told.
"""

from __future__ import annotations

import functools
import hashlib
import random
import shutil
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE, build
from tests.trust.forking import ask, import_everything

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import restoring, snapshots
from workshop_tui.review.seat import Seat
from workshop_tui.store import connection
from workshop_tui.store.rows import to_json

LOST = 3  # captures after the snapshot
_HOW_IT_IS_LOGGED = (18, 19)
PATIENCE = 10.0


@dataclass
class Found:
    places: int = 0
    damaged: int = 0
    told: int = 0
    refused: int = 0
    restored: int = 0
    slowest: float = 0.0
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        return (
            f"{self.places} places, of which {self.damaged} were found damaged (the rest held the "
            f"truth), {self.told} told exactly how many captures would be lost; "
            f"{self.refused} did not open at all; {self.restored} restored; slowest "
            f"{self.slowest:.1f} s; {len(self.lost)} wrong"
        )


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Damage so many places, half of them plain and half encrypted."""
    import_everything()
    found = Found()
    for words in (None, PASSPHRASE):
        work = folder / ("encrypted" if words else "plain")
        work.mkdir()
        told = ask(lambda w=words, f=work: _one(f, w, rounds // 2, seed), folder)
        for name, value in told.items():
            before = getattr(found, name)
            setattr(found, name, max(before, value) if name == "slowest" else before + value)
    return found


def _one(folder: Path, words: str | None, rounds: int, seed: int) -> dict[str, Any]:
    # The same passphrase and salt hundreds of times: each derivation takes a tenth of a second.
    connection._raw_key = functools.cache(connection._raw_key)
    good = folder / "good" / "case.review"
    good.parent.mkdir()
    _make(good, words)
    truth = _everything(good, words)
    chance, found = random.Random(seed), Found()
    work = folder / "work"
    for number in range(rounds):
        shutil.copytree(good.parent, work)
        path = work / good.name
        how = _spoil(path, chance)
        began = time.monotonic()
        wrong = _judge(path, words, truth, found, restores=number % 5 == 0)
        found.slowest = max(found.slowest, time.monotonic() - began)
        found.lost += [f"{how}: {one}" for one in wrong]
        found.places += 1
        shutil.rmtree(work)
    if found.slowest > PATIENCE:
        found.lost.append(f"it took {found.slowest:.1f} s to answer")
    return vars(found)


def _make(path: Path, words: str | None) -> None:
    build(path, words)
    seat = Seat.open(path, words, Role.CHAIR, "Alex")
    seat.event.start().result()
    for n in range(40):
        seat.captures.add(f"* line {n} " + "words " * (n % 20), entry_id=1 + n % 5).result()
    assert snapshots.take(seat)
    for n in range(LOST):
        seat.captures.add(f"after the snapshot {n}").result()
    seat.close()


def _spoil(path: Path, chance: random.Random) -> str:
    size = path.stat().st_size
    if chance.random() < 0.25:
        to = chance.choice([chance.randrange(size), 4096 * chance.randrange(size // 4096)])
        with path.open("rb+") as stream:
            stream.truncate(to)
        return f"cut at {to}"
    # A quarter in the first page, where everything hangs on a few bytes.
    at = chance.randrange(200 if chance.random() < 0.25 else size)
    while at in _HOW_IT_IS_LOGGED:  # set anew by each opening, and no damage
        at = chance.randrange(size)
    bit = 1 << chance.randrange(8)
    with path.open("rb+") as stream:
        stream.seek(at)
        old = stream.read(1)[0]
        stream.seek(at)
        stream.write(bytes([old ^ bit]))
    return f"bit {bit} at {at}"


def _everything(path: Path, words: str | None) -> str:
    """All that a reader sees, as one text."""
    seat = Seat.open(path, words, Role.OBSERVER, "Looker")
    try:
        read = seat.read
        order = read.order()
        seen = [order, read.entries(order), read.captures(), read.outcomes(), read.register()]
        seen += [read.participants(), read.session(), read.lines_of_enquiry(), read.drafts()]
        return str(seen) + to_json([change.seq for change in read.changes()])
    finally:
        seat.close()


def _judge(path: Path, words: str | None, truth: str, found: Found, *, restores: bool) -> list[str]:
    before, wrong = _state(path), []
    seen = _or_sentence(lambda: _everything(path, words), wrong)
    found.refused += seen is None
    if _state(path) != before:
        wrong.append("it was written to when it was opened")
    offer = _or_sentence(lambda: restoring.offer(path, words), wrong)
    if _state(path) != before:
        wrong.append("it was written to when it was looked at")
    if offer is None:
        return [*wrong, "nothing was offered"]
    if offer.review.state == restoring.WHOLE:
        return [*wrong, *(["it is said to be whole, and is not"] if seen != truth else [])]
    found.damaged += 1
    if offer.snapshot is None or offer.loss is None:
        return [*wrong, "no snapshot was offered"]
    if offer.loss.captures not in (LOST, None):
        wrong.append(f"{offer.loss.captures} captures are said to be lost, not {LOST}")
    found.told += offer.loss.captures == LOST and offer.loss.changes is not None
    if restores:
        done = restoring.restore(path, words)
        found.restored += 1
        if done.kept is None or hashlib.sha256(done.kept.read_bytes()).hexdigest() != before[0]:
            wrong.append("the damaged file was not kept as it was")
        after = restoring.look(path, words)
        if after.state != restoring.WHOLE:
            wrong.append(f"what was restored is {after.problems}")
    return wrong


def _state(path: Path) -> tuple[str, list[str]]:
    names = sorted(one.name for one in path.parent.iterdir() if not one.name.endswith("-shm"))
    return hashlib.sha256(path.read_bytes()).hexdigest(), names


def _or_sentence(act: Callable[[], Any], wrong: list[str]) -> Any:
    try:
        return act()
    except Problem as problem:
        if len(str(problem)) < 20:
            wrong.append(f"{problem!r} is no sentence")
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        wrong.append(f"{type(error).__name__}: {error} at {place.filename}:{place.lineno}")
    return None
