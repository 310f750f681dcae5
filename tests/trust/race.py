"""Races: several processes open a review of an earlier format, or a new one, at the same moment."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE
from tests.trust.forking import Child, Said, ask, fork, import_everything

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store import schema
from workshop_tui.store.connection import ReviewFile, new_raw_key
from workshop_tui.store.health import examine

FIXTURES = Path(__file__).parent.parent / "fixtures"
PROCESSES = 4
_NEW = 0


@dataclass
class Found:
    rounds: int = 0
    opened: int = 0
    migrated: int = 0
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        return (
            f"{self.rounds} files opened by {PROCESSES} processes at once ({self.migrated} of them "
            f"of an earlier format), {self.opened} seats taken and lines saved, "
            f"{len(self.lost)} lost or refused"
        )


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Race for so many files; every third of them is new and encrypted."""
    del seed
    import_everything()
    found = Found()
    kinds = [_NEW, *range(1, schema.SCHEMA_VERSION)]
    for number in range(rounds):
        kind = kinds[number % len(kinds)]
        path = folder / f"race-{number}.review"
        if kind == _NEW:
            ask(lambda p=path: str(ReviewFile.create(p, PASSPHRASE)) and None, folder)
            key = new_raw_key(PASSPHRASE)
            file = ReviewFile(path, key)
        else:
            shutil.copy2(FIXTURES / f"schema-{kind}.review", path)
            file = ReviewFile(path, None)
        found.lost += [f"format {kind}: {one}" for one in _race(file, folder, found)]
        found.rounds += 1
        found.migrated += kind != _NEW
        for left in folder.glob(f"race-{number}*"):
            left.unlink()
    return found


def _race(file: ReviewFile, folder: Path, found: Found) -> list[str]:
    at = time.monotonic() + 0.1
    children: list[Child] = [
        fork(lambda said, n=n: _open(file, n, at, said), folder, "racer") for n in range(PROCESSES)
    ]
    wrong: list[str] = []
    for child in children:
        child.wait()
        said = child.said()
        wrong += [words["failed"] for words in said if "failed" in words]
        found.opened += sum("line" in words for words in said)
        child.path.unlink()
    return wrong + ask(lambda: _judge(file), folder)


def _open(file: ReviewFile, number: int, at: float, said: Said) -> None:
    time.sleep(max(0.0, at - time.monotonic()))
    seat = Seat.at(file, Role.NOTE_TAKER, f"Racer {number}")
    seat.join().result()
    said(line=seat.captures.add(f"line of {number}").result().line)
    seat.close()


def _judge(file: ReviewFile) -> list[str]:
    seat = Seat.at(file, Role.OBSERVER, "Judge")
    lines = {capture.line for capture in seat.read.captures()}
    seat.close()
    wrong: list[Any] = [
        f"the line of {n} is gone" for n in range(PROCESSES) if f"line of {n}" not in lines
    ]
    with_schema = file.connect()
    if schema.version(with_schema) != schema.SCHEMA_VERSION:
        wrong.append("it was not brought up to date")
    with_schema.close()
    return [*wrong, *examine(file).problems]
