"""Whatever is done in the review and in two notebooks, in any order: each capture comes once."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.conftest import build

from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture
from workshop_tui.practice.roles import Role
from workshop_tui.review import merging, notebooks
from workshop_tui.review.seat import Seat
from workshop_tui.store.health import examine

NOTEBOOKS = ("Jo", "Kim")
WHERE = st.sampled_from(NOTEBOOKS)


class Apart(RuleBasedStateMachine):
    """A review and two notebooks whose clocks are wrong, each by its own difference."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        build(self.folder / "case.review", None)
        self.chair = Seat.open(self.folder / "case.review", None, Role.COMMAND_LINE, "Alex")
        self.seats: dict[str, Seat] = {}
        self.number = 0
        self.made: dict[str, list[str]] = {"": [], **{name: [] for name in NOTEBOOKS}}
        self.words: dict[str, str] = {}
        self.gone: set[str] = set()
        self.merged = False

    @initialize(offs=st.tuples(*[st.integers(-5000, 5000)] * 2))
    def give(self, offs: tuple[int, int]) -> None:
        self.offs = dict(zip(NOTEBOOKS, offs, strict=True))
        for name in NOTEBOOKS:
            path = self.folder / f"{name}.review"
            notebooks.make(self.chair, path, None, name=name)
            self.seats[name] = Seat.open(path, None, Role.NOTE_TAKER, name)

    def _clock(self, name: str):  # type: ignore[no-untyped-def]
        off = dt.timedelta(seconds=self.offs[name])

        def now() -> str:
            moment = dt.datetime.now().astimezone() + off
            return moment.isoformat(timespec="milliseconds")

        return patch.multiple("workshop_tui.review.captures", now=now)

    def _next(self) -> str:
        self.number += 1
        return f"line {self.number}"

    @rule(entry=st.integers(1, 5), kind=st.sampled_from(["", "* ", ": "]))
    def capture_in_the_review(self, entry: int, kind: str) -> None:
        made = self.chair.captures.add(kind + self._next(), entry_id=entry).result()
        self.made[""].append(made.uid)
        self.words[made.uid] = made.text

    @rule(name=WHERE, entry=st.integers(1, 5), kind=st.sampled_from(["", "* ", ": ", "! "]))
    def capture_in_a_notebook(self, name: str, entry: int, kind: str) -> None:
        with self._clock(name):
            made = self.seats[name].captures.add(kind + self._next(), entry_id=entry).result()
        self.made[name].append(made.uid)
        self.words[made.uid] = made.text

    def _own(self, name: str, data: st.DataObject) -> Capture | None:
        mine = [uid for uid in self.made[name] if uid not in self.gone]
        if not mine:
            return None
        uid = data.draw(st.sampled_from(mine))
        return self.seats[name].read.capture(uid)

    @rule(name=WHERE, data=st.data())
    def edit_in_a_notebook(self, name: str, data: st.DataObject) -> None:
        capture = self._own(name, data)
        if capture is not None:
            text = self._next()
            self.seats[name].captures.edit(capture.id, text, base=capture.text).result()
            self.words[capture.uid] = text

    @rule(name=WHERE, data=st.data())
    def retract_in_a_notebook(self, name: str, data: st.DataObject) -> None:
        capture = self._own(name, data)
        if capture is not None:
            self.seats[name].captures.retract(capture.id).result()
            self.gone.add(capture.uid)

    @rule(name=WHERE, preview=st.booleans())
    def take_in(self, name: str, preview: bool) -> None:
        before = self.chair.read.last_seq()
        merging.merge(
            self.chair,
            self.seats[name].file.path,
            None,
            clock_off=self.offs[name],
            preview=preview,
        )
        assert not preview or self.chair.read.last_seq() == before
        self.merged = self.merged or not preview

    @precondition(lambda self: self.merged)
    @rule()
    def undo(self) -> None:
        """Takes back a merge or a capture of the review; the latter is gone for good."""
        before = {one.uid for one in self.chair.read.captures()}
        try:
            self.chair.undo().result()
        except Problem:
            return
        gone = before - {one.uid for one in self.chair.read.captures()}
        for uid in gone & set(self.made[""]):
            self.made[""].remove(uid)
            del self.words[uid]

    @invariant()
    def each_once(self) -> None:
        found = [one.uid for one in self.chair.read.captures(retracted=True)]
        assert len(found) == len(set(found))

    def teardown(self) -> None:
        try:
            if self.seats:
                self._all_is_there()
        finally:
            for seat in (*self.seats.values(), self.chair):
                seat.close()
            shutil.rmtree(self.folder)

    def _all_is_there(self) -> None:
        for name in (*NOTEBOOKS, *NOTEBOOKS):
            path = self.seats[name].file.path
            merging.merge(self.chair, path, None, clock_off=self.offs[name])
        found = [one for one in self.chair.read.captures() if one.kind is not CaptureKind.CHECK]
        words = {uid: text for uid, text in self.words.items() if uid not in self.gone}
        assert {one.uid: one.text for one in found} == words
        assert len(found) == len(words)
        assert not self.chair.read.captures("check")
        order = [one.uid for one in found]
        for made in self.made.values():
            assert [uid for uid in order if uid in made] == [
                uid for uid in made if uid not in self.gone
            ]
        times = [dt.datetime.fromisoformat(one.at) for one in found]
        assert times == sorted(times)  # as they were made, all in all
        outcomes = {one.kind for one in found if one.kind.value in ("finding", "escalation")}
        assert bool(outcomes) is bool(self.chair.read.outcomes())
        assert examine(self.chair.file).problems == ()


TestApart = Apart.TestCase
TestApart.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
