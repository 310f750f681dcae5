"""Two seats at one review against a simple model: nothing is overwritten, nothing is lost.

The model knows captures and findings by their values alone, and each seat's own stack. It says what
must be there after each deed, and which deed must be refused.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine
from workshop_tui.store.undo import CannotUndo

WHO = st.sampled_from(["Jo", "Kim"])
WORDS = st.sampled_from(["asleep", "not seen", "rang twice", "wörter", "@SW1 there", "#voice"])
PICK = st.integers(0, 50)
TEMPLATE: dict[str, Path] = {}


@dataclass
class Line:
    """A capture as the model knows it. first: its text when it was added."""

    text: str
    there: bool = True
    first: str = ""


@dataclass
class Finding:
    rests_on: list[int]
    there: bool = True


Values = tuple[Any, ...]


@dataclass
class Deed:
    """One row that a seat changed. made: whether the row came with it."""

    table: str
    row: int
    before: Values
    after: Values
    made: bool = False


@dataclass
class Stacks:
    done: list[list[Deed]] = field(default_factory=list)
    undone: list[list[Deed]] = field(default_factory=list)

    def did(self, *deeds: Deed) -> None:
        self.done.append(list(deeds))
        self.undone.clear()


class TwoSeats(RuleBasedStateMachine):
    @initialize()
    def sit_down(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy2(TEMPLATE["plain"], self.folder / "case.review"))
        self.seats = {n: Seat.open(self.path, None, Role.NOTE_TAKER, n) for n in ("Jo", "Kim")}
        self.stacks = {name: Stacks() for name in self.seats}
        self.lines: dict[int, Line] = {}
        self.findings: dict[int, Finding] = {}
        self.ever: set[str] = set()

    # -- deeds ----------------------------------------------------------------------------

    @rule(who=WHO, words=WORDS)
    def capture(self, who: str, words: str) -> None:
        text = f"{words} {len(self.lines)}"
        made = self.seats[who].captures.add(text, kind=CaptureKind.NOTE).result()
        self.lines[made.id] = Line(made.text, first=made.text)
        self.ever.add(made.text)
        self.stacks[who].did(Deed("line", made.id, (), (made.text, True), made=True))

    @rule(who=WHO, words=WORDS, pick=PICK, stale=st.booleans())
    def edit(self, who: str, words: str, pick: int, stale: bool) -> None:
        if not self.lines:
            return
        key = sorted(self.lines)[pick % len(self.lines)]
        line, text = self.lines[key], f"{words} edited {pick}"
        base = "what it never said" if stale else line.text
        kept = self.seats[who].captures.edit(key, text, base=base).result()
        self.ever.add(text)
        if line.there and (not stale or line.text == text):
            assert kept.id == key
            if line.text != text:
                self.stacks[who].did(Deed("line", key, (line.text,), (text,)))
            line.text = text
        else:  # somebody else's words stand: these become a second wording
            assert kept.id != key and kept.variant_of == key
            self.lines[kept.id] = Line(text, first=text)
            self.stacks[who].did(Deed("line", kept.id, (), (text, True), made=True))

    @rule(who=WHO, pick=PICK)
    def retract(self, who: str, pick: int) -> None:
        if not self.lines:
            return
        key = sorted(self.lines)[pick % len(self.lines)]
        future = self.seats[who].captures.retract(key)
        if self._resting_on(key):
            assert isinstance(future.exception(), Problem)
            return
        future.result()
        if self.lines[key].there:
            self.lines[key].there = False
            self.stacks[who].did(Deed("line", key, (True,), (False,)))

    @rule(who=WHO, pick=PICK, more=PICK)
    def promote(self, who: str, pick: int, more: int) -> None:
        there = sorted(key for key, line in self.lines.items() if line.there)
        if not there:
            return
        keys = sorted({there[pick % len(there)], there[more % len(there)]})
        made = self.seats[who].outcomes.make(OutcomeKind.FINDING, f"F {pick}", keys).result()
        self.findings[made.id] = Finding(keys)
        self.stacks[who].did(Deed("finding", made.id, (), (True,), made=True))

    @rule(who=WHO, pick=PICK)
    def retract_finding(self, who: str, pick: int) -> None:
        there = sorted(key for key, one in self.findings.items() if one.there)
        if not there:
            return
        key = there[pick % len(there)]
        self.seats[who].outcomes.retract(key).result()
        self.findings[key].there = False
        self.stacks[who].did(Deed("finding", key, (True,), (False,)))

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        stacks, future = self.stacks[who], self.seats[who].undo()
        if not stacks.done:
            assert isinstance(future.exception(), CannotUndo)
            return
        (deed,) = stacks.done[-1]
        if not self._may(deed, deed.after, back=True):
            assert isinstance(future.exception(), CannotUndo), deed
            return
        future.result()
        self._set(deed, (False,) if deed.made else deed.before)
        stacks.undone.append(stacks.done.pop())

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        stacks, future = self.stacks[who], self.seats[who].redo()
        if not stacks.undone:
            assert isinstance(future.exception(), CannotUndo)
            return
        (deed,) = stacks.undone[-1]
        if not self._may(deed, (*deed.after[:-1], False) if deed.made else deed.before, back=False):
            assert isinstance(future.exception(), CannotUndo), deed
            return
        future.result()
        self._set(deed, deed.after)
        stacks.done.append(stacks.undone.pop())

    # -- what the model knows -----------------------------------------------------------------

    def _resting_on(self, key: int) -> bool:
        return any(one.there and key in one.rests_on for one in self.findings.values())

    def _may(self, deed: Deed, expected: Values, *, back: bool) -> bool:
        if self._values(deed, expected) != expected:
            return False
        leaves = (deed.after == (False,) and not back) or (deed.made and back)
        if deed.table == "line":
            return not (leaves and self._resting_on(deed.row))
        rests_on = self.findings[deed.row].rests_on
        return leaves or all(self.lines[key].there for key in rests_on)

    def _values(self, deed: Deed, like: Values) -> Values:
        """The row's values now, as many and of the kinds that a deed names."""
        if deed.table == "finding":
            return (self.findings[deed.row].there,)
        line = self.lines[deed.row]
        return tuple(line.there if isinstance(one, bool) else line.text for one in like)

    def _set(self, deed: Deed, values: Values) -> None:
        row: Any = (self.lines if deed.table == "line" else self.findings)[deed.row]
        for value in values:
            setattr(row, "there" if isinstance(value, bool) else "text", value)

    # -- what must hold -----------------------------------------------------------------------

    @invariant()
    def both_see_what_the_model_says(self) -> None:
        if not hasattr(self, "seats"):
            return
        for seat in self.seats.values():
            there = {one.id: one.text for one in seat.read.captures()}
            assert there == {key: line.text for key, line in self.lines.items() if line.there}
            gone = {one.id for one in seat.read.captures(retracted=True)} - set(there)
            assert gone == {key for key, line in self.lines.items() if not line.there}
            found = {one.id for one in seat.read.outcomes()}
            assert found == {key for key, one in self.findings.items() if one.there}
            evidence = {key: sorted(c.id for c in of) for key, of in seat.read.evidence().items()}
            assert {key: of for key, of in evidence.items() if key in found} == {
                key: self.findings[key].rests_on for key in found
            }

    def teardown(self) -> None:
        if not hasattr(self, "seats"):
            return
        (first, second) = self.seats.values()
        said = {
            side["text"]
            for change in first.read.changes()
            for side in (change.before, change.after)
            if change.table == "capture" and side and "text" in side
        }
        first.close()
        second.close()
        assert self.ever <= said, "each wording that ever was is in the journal"
        assert examine(ReviewFile.existing(self.path, None)).problems == ()
        shutil.rmtree(self.folder)


def test_two_seats_never_overwrite_each_other(templates: dict[str, Path]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    TEMPLATE.update(templates)
    run_state_machine_as_test(
        TwoSeats,
        settings=settings(
            max_examples=int(os.environ.get("TRUST_EXAMPLES", "25")),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
