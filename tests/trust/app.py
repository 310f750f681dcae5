"""Kill the app itself: four real terminals on one review, killed while people type.

Whatever a screen showed as captured is in the review, in the order typed and nothing between; the
person who comes back is where the event is.
"""

from __future__ import annotations

import random
import re
import shutil
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import PASSPHRASE
from tests.seats.conftest import Terminal
from tests.trust.crash import SEATS, make
from tests.trust.forking import ask, import_everything

from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

_LINE_ROWS = 4
_TAG = re.compile(r"\b(?:Alex|Jo|Kim)-\d+-\d+\b")


@dataclass
class Found:
    kills: int = 0
    lines: int = 0
    shown: int = 0
    lost: list[str] = field(default_factory=list)

    def text(self) -> str:
        return (
            f"{self.kills} apps killed, {self.lines} lines in the review, of which "
            f"{self.shown} had been seen on a screen as captured at a kill; {len(self.lost)} lost"
        )


class Typist(threading.Thread):
    """Types line after line into one terminal, until it is gone."""

    def __init__(self, terminal: Terminal, name: str, number: int, opening: str) -> None:
        super().__init__(daemon=True)
        self.terminal, self.name_, self.number, self.opening = terminal, name, number, opening
        self.chance = random.Random(f"{name} {number}")
        self.lines: list[str] = []
        self.stop = False

    def run(self) -> None:
        while not self.stop:
            tag = f"{self.name_}-{self.number}-{len(self.lines) + 1}"
            line = f"{tag} " + "nobody asked " * self.chance.randrange(4) + "wörter"
            self.lines.append(line)
            keys = self.opening + line + "\r"
            while keys and not self.stop:
                size = self.chance.randrange(1, 20)
                try:
                    self.terminal.type(keys[:size])
                except OSError:
                    return
                keys = keys[size:]
                time.sleep(self.chance.choice([0, 0.002, 0.02]))


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Kill at least so many apps."""
    import_everything()
    chance, found = random.Random(seed), Found()
    template, home = folder / "template.review", folder / "home"
    home.mkdir()
    ask(lambda: make(template), folder)
    event = 0
    while found.kills < rounds and not found.lost:
        event += 1
        path = Path(shutil.copy2(template, folder / f"event-{event}.review"))
        _event(path, home, chance, found, min(3, rounds))
        if not found.lost:
            path.unlink()
    return found


def _event(path: Path, home: Path, chance: random.Random, found: Found, deaths: int) -> None:
    sitting: dict[str, tuple[Terminal, Typist | None]] = {}
    typists: list[Typist] = []

    def sit(number: int, name: str, role: Role) -> None:
        waiting = any(f": {name}" in seat for seat in _half_typed(path))
        app = Terminal(path, role.value, name, passphrase=PASSPHRASE, home=home, size=(100, 30))
        sitting[name] = (app, None)
        if role is Role.ROOM:
            app.until("LR-99")
            return
        app.in_the_room()
        if waiting:
            app.until("half-typed line from before is back")
            app.type(" (half)\r")
            app.until(" saved at ")
        typist = Typist(app, name, number, "nt" if role is Role.CHAIR else "")
        typists.append(typist)
        typist.start()
        sitting[name] = (app, typist)

    def kill(*names: str) -> None:
        shown: set[str] = set()
        apps = [sitting[name] for name in names]
        for app, _ in apps:
            # The lowest rows hold the line that is being typed.
            shown |= set(_TAG.findall("\n".join(app.text.splitlines()[:-_LINE_ROWS])))
        for app, _ in apps:
            app.process.kill()
        for app, typist in apps:
            found.kills += 1
            app.process.wait()
            if typist:
                typist.stop = True
                typist.join(10)
            app.close()
        kept = {line.split(" ")[0] for line in _lines(path)}
        found.shown += len(shown & kept)
        found.lost += [f"{tag} stood on a screen as captured" for tag in shown - kept]

    try:
        for name, role in SEATS:
            sit(0, name, role)
        for number in range(1, deaths + 1):
            time.sleep(chance.uniform(0.3, 2.0))
            name, role = chance.choice(SEATS)
            kill(name)
            sit(number, name, role)
        time.sleep(chance.uniform(0.3, 2.0))
        kill(*sitting)
    finally:
        for typist in typists:
            typist.stop = True
        for app, _ in sitting.values():
            if app.process.poll() is None:
                app.close()
    kept = _lines(path)
    found.lines += len(kept)
    for typist in typists:
        mine = [one for one in kept if one.startswith(f"{typist.name_}-{typist.number}-")]
        mine = [one for one in mine if not one.endswith("(half)")]
        if mine != typist.lines[: len(mine)]:
            odd = next(n for n, line in enumerate(mine) if line not in typist.lines[n : n + 1])
            found.lost.append(f"{typist.name_} typed {typist.lines[odd : odd + 1]}: {mine[odd:]}")
    found.lost += examine(ReviewFile.existing(path, PASSPHRASE)).problems


def _half_typed(path: Path) -> list[str]:
    """The seats in which a half-typed line waits."""
    seat = Seat.open(path, PASSPHRASE, Role.OBSERVER, "Judge")
    try:
        return [draft.seat for draft in seat.read.drafts()]
    finally:
        seat.close()


def _lines(path: Path) -> list[str]:
    seat = Seat.open(path, PASSPHRASE, Role.OBSERVER, "Judge")
    try:
        return [capture.line for capture in seat.read.captures()]
    finally:
        seat.close()
