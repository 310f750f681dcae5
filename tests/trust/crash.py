"""Kill: a chair, two note-takers and the room on one encrypted review, killed at random moments.

Each round kills one of them or several at the same moment; whoever was killed is judged by what
was acknowledged, and comes back. At the end of each event all four are killed at once and the file
is examined whole: pages, chain, replay, search.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.conftest import PASSPHRASE, build
from tests.trust.forking import Child, ask, fork, import_everything
from tests.trust.people import Person

from workshop_tui.practice.clock import session_seconds
from workshop_tui.practice.records import Session
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

SEATS = (
    ("Alex", Role.CHAIR),
    ("Jo", Role.NOTE_TAKER),
    ("Kim", Role.NOTE_TAKER),
    ("Screen", Role.ROOM),
)
A_MOMENT = 1.0
ROUNDS_AN_EVENT = 12


@dataclass
class Found:
    """What all rounds together have shown.

    Attributes:
        kills: Processes killed. acknowledged: captures, edits, undos … that were judged.
        ages: How old half-typed text was at the kill, in seconds.
    """

    kills: int = 0
    acknowledged: int = 0
    captures: int = 0
    lost: list[str] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)
    handed: int = 0
    left: int = 0
    entries: int = 0

    def text(self) -> str:
        ages = sorted(self.ages) or [0.0]
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged changes ({self.captures} "
            f"captures) judged, {len(self.lost)} lost; half-typed text at most "
            f"{ages[-1] * 1000:.0f} ms old (median {ages[len(ages) // 2] * 1000:.0f}); chair's "
            f"seat changed hands {self.handed} times, {self.left} left and came back; "
            f"{self.entries} journal entries verified"
        )


def run(rounds: int, folder: Path, seed: int = 1) -> Found:
    """Kill at least so many processes; what was lost stands in the answer."""
    import_everything()
    chance, found = random.Random(seed), Found()
    template = folder / "template.review"
    ask(lambda: make(template), folder)
    event = 0
    while found.kills < rounds and not found.lost:
        event += 1
        path = Path(shutil.copy2(template, folder / f"event-{event}.review"))
        _event(ReviewFile.existing(path, PASSPHRASE), folder, chance, found)
        if found.lost:
            break
        for left in folder.glob(f"event-{event}.review*"):
            left.unlink()
        for said in folder.glob("*.said"):
            said.unlink()
    return found


def make(path: Path) -> None:
    build(path, PASSPHRASE)
    seat = Seat.open(path, PASSPHRASE, Role.CHAIR, "Maker")
    seat.event.start().result()
    seat.close()


def _event(file: ReviewFile, folder: Path, chance: random.Random, found: Found) -> None:
    history: dict[str, list[Child]] = {name: [] for name, _ in SEATS}

    def sit(name: str, role: Role) -> None:
        number = len(history[name])
        history[name].append(
            fork(lambda said: Person(file, role, name, number, said).live(), folder, name)
        )

    for name, role in SEATS:
        sit(name, role)
    for _ in range(ROUNDS_AN_EVENT):
        time.sleep(chance.uniform(0.05, 0.9))
        some = chance.sample(SEATS, chance.choice([1, 1, 1, 2, 3]))
        victims = [(name, role, history[name][-1]) for name, role in some]
        _kill([child for _, _, child in victims], found)
        for name, _, child in victims:
            said = child.said()
            judged = ask(lambda n=name, s=said: _judge(file, n, s), folder)
            _take_in(judged, said, child, name, found)
        for name, role, _ in victims:
            if chance.random() < 0.9:
                sit(name, role)
            else:  # somebody comes back late
                time.sleep(0.2)
                sit(name, role)
    time.sleep(chance.uniform(0.1, 0.5))
    _kill([history[name][-1] for name, _ in SEATS], found)
    everything = {name: [child.said() for child in history[name]] for name in history}
    verdict = ask(lambda: _whole(file, everything), folder)
    found.lost += verdict["wrong"]
    found.entries += verdict["entries"]
    for name, children in everything.items():
        for number, said in enumerate(children):
            found.captures += sum("did" in words and "clears" in words for words in said)
            found.acknowledged += sum("did" in words or "led" in words for words in said)
            found.left += sum("left" in words for words in said)
            found.handed += sum(words.get("role") == "chair" for words in said)
            failed = [words["failed"] for words in said if "failed" in words]
            found.lost += [f"{name} {number} stopped by itself: {text}" for text in failed]


def _kill(victims: Sequence[Child], found: Found) -> None:
    for child in victims:
        child.signal()
    for child in victims:
        child.wait()
        found.kills += 1


# -- what must be there -----------------------------------------------------------------------


def expected(said: Sequence[dict[str, Any]]) -> dict[str, list[Any]]:
    """By tag: the states in which a capture may be (None: not there)."""
    sure: dict[str, Any] = {}
    may: dict[str, list[Any]] = {}
    for words in said:
        if "will" in words:
            may = {tag: [sure.get(tag), kept] for tag, kept in words["will"].items()}
        elif "did" in words:
            sure |= words["did"]
            may = {}
    return {tag: [kept] for tag, kept in sure.items()} | may


def half_typed(
    said: Sequence[dict[str, Any]], killed: float, moment: float = A_MOMENT
) -> tuple[list[str], bool]:
    """Which half-typed texts may be there, oldest first, and whether there may be none."""
    texts: list[tuple[float, str]] = []
    none, pending = True, False
    for words in said:
        if "typed" in words:
            texts.append((words["at"], words["typed"]))
        elif words.get("clears"):
            pending = "will" in words
            if "did" in words:
                texts, none = [], True
    settled = [n for n, (at, _) in enumerate(texts) if at < killed - moment]
    if settled:
        none = False
    return [text for _, text in texts[settled[-1] if settled else 0 :]], none or pending


def captures(seat: Seat) -> dict[str, list[Any]]:
    found = {}
    for kept in seat.read.captures() + seat.read.captures(retracted=True):
        words = kept.line.lstrip(":*!~?>+ ").split(" ")[0]
        found[words] = [kept.line, kept.text, not kept.retracted]
    return found


def _judge(file: ReviewFile, name: str, said: list[dict[str, Any]]) -> dict[str, Any]:
    """Look at what a killed person left, while the others go on."""
    seat = Seat.at(file, Role.OBSERVER, "Judge")
    try:
        kept = captures(seat)
        wrong = list(compared(name, expected(said), kept))
        outcomes = {outcome.text for outcome in seat.read.outcomes()}
        made = [words["made"] for words in said if "made" in words]
        wrong += [f"{name}: the finding {text!r} is gone" for text in made if text not in outcomes]
        drafts = [one.text for one in seat.read.drafts() if f": {name}" in one.seat]
        return {"wrong": wrong, "drafts": drafts}
    finally:
        seat.close()


def compared(name: str, wanted: dict[str, list[Any]], kept: dict[str, Any]) -> Iterator[str]:
    for tag, states in wanted.items():
        if kept.get(tag) not in [list(state) if state else None for state in states]:
            yield f"{name}: {tag} is {kept.get(tag)}, and may be {states}"


def _take_in(
    judged: dict[str, Any], said: list[dict[str, Any]], child: Child, name: str, found: Found
) -> None:
    found.lost += judged["wrong"]
    texts, none = half_typed(said, child.killed)
    if not any(draft in texts for draft in judged["drafts"]) and not none:
        found.lost.append(f"{name}: of the half-typed {texts} there is only {judged['drafts']}")
    typed = {words["typed"]: words["at"] for words in said if "typed" in words}
    kept = [typed[draft] for draft in judged["drafts"] if draft in typed and draft in texts]
    if kept and texts:
        newer = [typed[text] for text in texts if typed[text] > max(kept)]
        found.ages.append(child.killed - min(newer) if newer else 0.0)


def _whole(file: ReviewFile, everything: dict[str, list[list[dict[str, Any]]]]) -> dict[str, Any]:
    """Look at the whole file after everybody was killed at once."""
    seat = Seat.at(file, Role.OBSERVER, "Judge")
    kept, session = captures(seat), seat.read.session()
    chairs = [row.uid for row in seat.read.seats() if row.role is Role.CHAIR]
    slide = Seat.at(file, Role.ROOM, "Judge").slide.now().text
    seat.close()
    assert session is not None
    wrong = []
    for name, children in everything.items():
        for said in children:
            wrong += compared(name, expected(said), kept)
    if len(chairs) > 1:
        wrong.append(f"two chairs: {chairs}")
    state = {
        "place": session.entry_id,
        "step": session.step_id,
        "running": session.since is not None,
        "slide": slide or None,
    }
    deeds = list(_deeds(everything))
    for key, value in state.items():
        may = _last(deeds, key)
        if may and value not in may:
            wrong.append(f"{key} is {value!r}, and may be {may}")
    sees = [w["sees"] for said in everything["Screen"] for w in said if w.get("sees")]
    sent = {deed["slide"] for deed in deeds if "slide" in deed}
    wrong += [f"the room saw {text!r}, which nobody sent" for text in set(sees) - sent]
    wrong += _clock(deeds, session)
    health = examine(file)
    wrong += health.problems
    return {"wrong": wrong, "entries": health.entries}


def _deeds(everything: dict[str, list[list[dict[str, Any]]]]) -> Iterator[dict[str, Any]]:
    """What chairs did: the state, from when it was called till when it was acknowledged."""
    for children in everything.values():
        for said in children:
            for n, words in enumerate(said):
                if "leads" in words:
                    after = next((w for w in said[n + 1 :] if "led" in w), None)
                    end = after["at"] if after else None
                    yield words["leads"] | {"from": words["at"], "to": end}


def _last(deeds: Sequence[dict[str, Any]], key: str) -> list[Any]:
    """The values that may be the last: those after which no other was surely written."""
    mine = [deed for deed in deeds if key in deed]
    sure = max((deed["from"] for deed in mine if deed["to"] is not None), default=None)
    if sure is None:
        return []
    return [deed[key] for deed in mine if deed["to"] is None or deed["to"] >= sure]


def _clock(deeds: Sequence[dict[str, Any]], session: Session) -> list[str]:
    """Whether the clock shows what passed while it ran, through all kills."""
    turns = sorted((deed for deed in deeds if "running" in deed), key=lambda deed: deed["from"])
    if any(deed["to"] is None for deed in turns):
        return []  # whether that one was done is judged above
    if any(a["to"] > b["from"] for a, b in pairwise(turns)):
        return []
    offset = time.time() - time.monotonic()
    now, ran, slack, running = time.time(), 0.0, 1.0, True
    since = dt.datetime.fromisoformat(session.started or "").timestamp()
    for deed in turns:
        at = (deed["from"] + deed["to"]) / 2 + offset
        slack += deed["to"] - deed["from"] + (0.6 if not deed["running"] else 0)
        if running and not deed["running"]:
            ran += at - since
        since, running = at, deed["running"]
    ran += now - since if running else 0
    shown = session_seconds(session, dt.datetime.fromtimestamp(now).astimezone())
    if abs(shown - ran) > slack:
        return [f"the clock shows {shown} s, and {ran:.1f} s passed (give or take {slack:.1f})"]
    return []
