"""Four people at one review, as they behave: each says what it will do, and what is done.

What a person says is in ``will`` before a verb is called and in ``did`` when its future is done,
so that whoever kills it knows what was acknowledged and what was on its way.
"""

from __future__ import annotations

import random
import time
from typing import Any

from tests.trust.forking import Said

from workshop_tui.practice import capture_line
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import ChairTaken, Followed, Seat
from workshop_tui.store.connection import ReviewFile

MARKS = ("", "", ":", "*", "! ", "~ ", "? ", "> ", "+ ")
WORDS = (
    "nobody",
    "asked",
    "wörter",
    "בית",
    "[b]",
    "twice",
    "👩",
    "#voice",
    "that",
    "day",
    "he",
    "was",
)

Kept = tuple[str, str, bool]
"""A capture: its line as typed, its text, whether it stands."""


class Person:
    """Somebody in a seat.

    Args:
        file: The review, its key derived already.
        role: The seat.
        name: Who it is; what it captures begins with it.
        number: Of the process, so that its lines are told from those before it.
        said: Where it says what it does.
    """

    def __init__(self, file: ReviewFile, role: Role, name: str, number: int, said: Said) -> None:
        self.file, self.role, self.name, self.number, self.say = file, role, name, number, said
        self.chance = random.Random(f"{name} {number}")
        self.count = 0
        self.done: list[tuple[str, Kept | None, Kept]] = []
        self.undone: list[tuple[str, Kept | None, Kept]] = []
        self.standing: dict[str, tuple[int, Kept]] = {}
        self.seat: Seat

    def live(self) -> None:
        """Sit down and work until somebody kills the process."""
        while True:
            self.seat = Seat.at(self.file, self.role, self.name)
            self.done, self.undone = [], []
            self.enter(take_over=True)
            self.say(sits=self.seat.uid, role=self.role.value)
            stays = self.chance.randrange(20, 200)
            for _ in range(stays):
                self.work()
            self.seat.close()
            self.say(left=True)
            time.sleep(self.chance.uniform(0, 0.1))

    def enter(self, *, take_over: bool) -> None:
        """Join; whoever finds the chair taken takes notes."""
        while True:
            try:
                self.seat.join(take_over=take_over).result()
                return
            except ChairTaken:
                self.become(Role.NOTE_TAKER)

    def become(self, role: Role) -> None:
        """Change the seat; undo hangs on it."""
        self.role = role
        self.seat.change_role(role)
        self.done, self.undone = [], []

    def work(self) -> None:
        """One thing that this person does next."""
        if self.role is Role.ROOM:
            self.watch_the_room()
        elif self.role is Role.CHAIR:
            self.chance.choice([self.lead, self.lead, self.lead, self.capture, self.hand_over])()
        else:
            deeds = [self.capture] * 6 + [self.edit, self.retract, self.undo, self.redo]
            self.chance.choice([*deeds, self.promote, self.look_for_the_chair])()

    # -- what a note-taker does ---------------------------------------------------------------

    def capture(self) -> None:
        self.count += 1
        tag = f"{self.name}-{self.number}-{self.count}"
        words = " ".join(self.chance.choices(WORDS, k=self.chance.randrange(1, 9)))
        line = f"{self.chance.choice(MARKS)}{tag} {words}"
        for end in range(3, len(line), self.chance.randrange(1, 6)):
            self.say(typed=line[:end])  # first: what is kept was typed, whenever the kill comes
            self.seat.keep_draft("line", line[:end])
            time.sleep(self.chance.uniform(0, 0.004))
        if self.chance.random() < 0.1:  # somebody thinks
            time.sleep(0.2)
        kept = (line, capture_line.parse(line, None).text, True)
        self.say(will={tag: kept}, clears=True)
        capture = self.seat.captures.add(
            line, entry_id=self.chance.randrange(1, 6), session_id=1, draft_slot="line"
        ).result()
        self.say(did={tag: kept}, clears=True)
        self._made(tag, None, kept, capture.id)

    def _made(self, tag: str, before: Kept | None, after: Kept, capture_id: int) -> None:
        self.standing[tag] = (capture_id, after)
        self.done.append((tag, before, after))
        self.undone.clear()

    def _any(self) -> tuple[str, int, Kept] | None:
        found = [(tag, key, kept) for tag, (key, kept) in self.standing.items() if kept[2]]
        return self.chance.choice(found) if found else None

    def edit(self) -> None:
        if (found := self._any()) is None:
            return
        tag, key, (line, text, _) = found
        after = (line, f"{text} edited", True)
        self.say(will={tag: after})
        self.seat.captures.edit(key, after[1], base=text).result()
        self.say(did={tag: after})
        self._made(tag, (line, text, True), after, key)

    def retract(self) -> None:
        if (found := self._any()) is None:
            return
        tag, key, before = found
        after = (before[0], before[1], False)
        self.say(will={tag: after})
        try:
            self.seat.captures.retract(key).result()
        except Problem:  # an outcome of several captures rests on it
            self.say(did={tag: before})
            return
        self.say(did={tag: after})
        self._made(tag, before, after, key)

    def undo(self) -> None:
        if not self.done:
            return
        tag, before, after = self.done.pop()
        self._step(tag, before or (after[0], after[1], False), self.seat.undo)
        self.undone.append((tag, before, after))

    def redo(self) -> None:
        if not self.undone:
            return
        tag, before, after = self.undone.pop()
        self._step(tag, after, self.seat.redo)
        self.done.append((tag, before, after))

    def _step(self, tag: str, wanted: Kept, verb: Any) -> None:
        self.say(will={tag: wanted})
        verb().result()
        self.say(did={tag: wanted})
        self.standing[tag] = (self.standing[tag][0], wanted)

    def promote(self) -> None:
        """Make a finding that rests on two captures; undo of it is not tried here."""
        found = [key for key, kept in self.standing.values() if kept[2]][:2]
        if len(found) < 2:
            return
        self.count += 1
        text = f"{self.name}-{self.number}-{self.count} finding"
        self.say(makes=text)
        self.seat.outcomes.make(OutcomeKind.FINDING, text, found).result()
        self.say(made=text)
        self.done, self.undone = [], []

    def look_for_the_chair(self) -> None:
        """Take the chair that is offered, or that a dead process left."""
        chairs = [row for row in self.seat.read.seats() if row.role is Role.CHAIR]
        if any(row.live and not row.handed_by for row in chairs):
            return
        self.become(Role.CHAIR)
        self.enter(take_over=True)
        self.say(sits=self.seat.uid, role=self.role.value)

    # -- what the chair does ------------------------------------------------------------------

    def lead(self) -> None:
        session = self.seat.read.session()
        assert session is not None
        running = session.since is not None
        self.count += 1
        deed = self.chance.choice([*["go"] * 20, *["step"] * 5, *["room"] * 5, "clock"])
        if deed == "go":
            entry = self.chance.randrange(1, 6)
            self._led({"place": entry}, lambda: self.seat.event.go(entry))
        elif deed == "step":
            step = self.chance.randrange(1, 4)
            self._led({"step": step}, lambda: self.seat.event.go_step(step))
        elif deed == "clock":
            turn = self.seat.clock.pause if running else self.seat.clock.resume
            self._led({"running": not running}, turn)
        else:
            words = f"Slide {self.name} {self.number} {self.count}"
            self._led({"slide": words}, lambda: self.seat.room.show_words(words))
        time.sleep(self.chance.uniform(0, 0.03))

    def _led(self, state: dict[str, Any], verb: Any) -> None:
        if not self.seat.renew(None).result():
            return self._lost()
        self.say(leads=state)
        verb().result()
        self.say(led=state)
        return None

    def hand_over(self) -> None:
        if self.chance.random() < 0.7:
            return
        self.seat.hand_over().result()
        self.say(offered=True)
        for _ in range(30):
            time.sleep(0.01)
            if not self.seat.renew(None).result():
                self._lost()
                return
        self.seat.hand_over(False).result()

    def _lost(self) -> None:
        self.become(Role.NOTE_TAKER)
        self.enter(take_over=False)
        self.say(sits=self.seat.uid, role=self.role.value)

    # -- what the room sees -------------------------------------------------------------------

    def watch_the_room(self) -> None:
        if self.seat._watch is None:
            self.seat.follow(Followed(lambda _: None, lambda _: None), self.seat.slide.last_seq())
        self.say(sees=self.seat.slide.now().text)
        self.seat.renew(None).result()
        time.sleep(0.02)
