from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.problems import NotAllowed
from workshop_tui.practice.records import Capture
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store import journal, replay
from workshop_tui.store import undo as undoing
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.journal import Actor, ChangeClass
from workshop_tui.store.transaction import Transaction
from workshop_tui.store.undo import CannotUndo

pytestmark = pytest.mark.usefixtures("sound")


def texts(seat: Seat) -> list[str]:
    return [capture.text for capture in seat.read.captures()]


def undo(seat: Seat) -> str:
    return seat.undo().result().meaning


def redo(seat: Seat) -> str:
    return seat.redo().result().meaning


def test_undo_and_redo_in_order(seat: Seat) -> None:
    one = seat.captures.add("one").result()
    seat.captures.add("two").result()
    seat.captures.edit(one.id, "one, better", base="one").result()
    seen = [texts(seat)]
    for _ in range(3):
        undo(seat)
        seen.append(texts(seat))
    assert seen == [["one, better", "two"], ["one", "two"], ["one"], []]
    for expected in reversed(seen[:-1]):
        redo(seat)
        assert texts(seat) == expected
    with pytest.raises(CannotUndo, match="nothing to redo"):
        redo(seat)


def test_a_new_change_ends_what_could_be_redone(seat: Seat) -> None:
    seat.captures.add("one").result()
    undo(seat)
    seat.captures.add("two").result()
    with pytest.raises(CannotUndo, match="nothing to redo"):
        redo(seat)
    undo(seat)
    assert texts(seat) == []
    with pytest.raises(CannotUndo, match="nothing of yours"):
        undo(seat)


def test_undo_redo_undo_many_times(seat: Seat) -> None:
    seat.captures.add("*one").result()
    for _ in range(5):
        assert undo(seat) == "captured a line"
        assert seat.read.captures() == seat.read.outcomes() == []
        assert redo(seat) == "captured a line"
        assert len(seat.read.captures()) == len(seat.read.outcomes()) == 1


def test_everything_that_a_verb_did_goes_together(seat: Seat) -> None:
    seat.captures.add("!unsafe now").result()
    assert (len(seat.read.outcomes()), len(seat.read.evidence())) == (1, 1)
    undo(seat)
    assert (seat.read.captures(), seat.read.outcomes(), seat.read.evidence()) == ([], [], {})


def test_each_seat_undoes_its_own(seat: Seat, other: Seat) -> None:
    seat.captures.add("mine").result()
    other.captures.add("theirs").result()
    undo(seat)
    assert texts(seat) == ["theirs"]
    with pytest.raises(CannotUndo):
        undo(seat)
    undo(other)
    assert texts(seat) == []
    redo(seat)
    assert texts(seat) == ["mine"]


def test_navigation_and_administration_are_not_undone(chair: Seat) -> None:
    first, second = chair.read.order()[:2]
    chair.event.star(first).result()
    chair.event.start().result()
    chair.event.go(second).result()
    assert undo(chair) == "starred an entry"
    session = chair.read.session()
    assert session
    assert (session.entry_id, bool(session.started)) == (second, True)


@pytest.mark.parametrize("then", ["edit", "attribute", "move", "retract"])
def test_undo_is_refused_where_somebody_changed_the_values(
    seat: Seat, other: Seat, then: str
) -> None:
    capture = seat.captures.add("mine", entry_id=1).result()
    seat.captures.edit(capture.id, "mine, better", base="mine").result()
    match then:
        case "edit":
            other.captures.edit(capture.id, "theirs", base="mine, better").result()
        case "attribute":
            other.captures.attribute(capture.id, "SW1").result()
        case "move":
            other.captures.move(capture.id, 2).result()
        case "retract":
            other.captures.retract(capture.id).result()
    now = seat.read.capture(str(capture.id))
    if then != "edit":  # other values than those of the newest change: that one can go
        undo(seat)
        now = seat.read.capture(str(capture.id))
        assert now.text == "mine"
    with pytest.raises(CannotUndo, match="Kim has changed this since"):
        undo(seat)
    assert seat.read.capture(str(capture.id)) == now


def test_undo_works_again_once_the_other_took_theirs_back(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("mine").result()
    other.captures.edit(capture.id, "theirs", base="mine").result()
    with pytest.raises(CannotUndo):
        undo(seat)
    undo(other)
    undo(seat)
    assert texts(seat) == []


def test_undo_is_refused_where_something_rests_on_the_row(seat: Seat, other: Seat) -> None:
    note = seat.captures.add("a note").result()
    other.outcomes.make(OutcomeKind.FINDING, "theirs", [note.id]).result()
    with pytest.raises(CannotUndo, match="rests on this now"):
        undo(seat)
    undo(other)
    undo(seat)
    assert texts(seat) == []


def test_redo_of_an_addition_keeps_what_others_did(seat: Seat, other: Seat) -> None:
    note = seat.captures.add("a note").result()
    finding = other.outcomes.make(OutcomeKind.FINDING, "theirs").result()
    seat.outcomes.add_evidence(finding.id, [note.id]).result()
    undo(seat)
    other.outcomes.retract(finding.id).result()
    with pytest.raises(CannotUndo, match="was taken away since"):
        redo(seat)
    undo(other)
    redo(seat)
    assert [c.text for c in seat.read.evidence()[finding.id]] == ["a note"]


def test_undo_does_not_bring_back_a_link_to_what_went(seat: Seat, other: Seat) -> None:
    finding = other.outcomes.make(OutcomeKind.FINDING, "theirs").result()
    action = seat.outcomes.make(OutcomeKind.ACTION, "mine", finding_id=finding.id).result()
    seat.outcomes.answers_finding(action.id, None).result()
    other.outcomes.retract(finding.id).result()
    with pytest.raises(CannotUndo, match="was taken away since"):
        undo(seat)
    assert seat.read.outcome("A1").finding_id is None


def test_undo_of_a_kind_change_brings_the_outcome_back(seat: Seat) -> None:
    capture = seat.captures.add("*lesson").result()
    seat.captures.change_kind(capture.id, CaptureKind.NOTE).result()
    assert seat.read.outcomes() == []
    undo(seat)
    assert [outcome.text for outcome in seat.read.outcomes()] == ["lesson"]
    assert seat.read.capture(str(capture.id)).kind is CaptureKind.FINDING


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ROOM])
def test_who_cannot_capture_cannot_undo(sit: Callable[..., Seat], seat: Seat, role: Role) -> None:
    seat.captures.add("mine").result()
    onlooker = sit(role, "Jo", uid=seat.uid)
    for refused in (onlooker.undo, onlooker.redo):
        with pytest.raises(NotAllowed):
            refused()
    assert texts(seat) == ["mine"]


# -- any sequence at all -----------------------------------------------------------------------


class TwoSeats(RuleBasedStateMachine):
    """Two seats add, edit, retract, undo and redo; a dictionary says what must stand."""

    template: Path
    folder: Path
    captures = Bundle("captures")

    @initialize()
    def open(self) -> None:
        path = self.folder / "stateful.review"
        for old in self.folder.glob("stateful.review*"):
            old.unlink()
        shutil.copy2(self.template, path)
        self.connection = ReviewFile.existing(path, None).connect()
        self.connection.execute("pragma synchronous = off")
        self.model: dict[int, tuple[str, bool]] = {}
        self.done: dict[str, list[dict[int, tuple[object, object]]]] = {"a": [], "b": []}
        self.undone: dict[str, list[dict[int, tuple[object, object]]]] = {"a": [], "b": []}
        self.count = 0

    def _tx(self, seat: str) -> Transaction:
        return Transaction(self.connection, Actor(seat, seat), ChangeClass.CONTENT, "did")

    def _did(self, seat: str, row: int, before: object, after: object) -> None:
        self.done[seat].append({row: (before, after)})
        self.undone[seat].clear()

    @rule(target=captures, seat=st.sampled_from("ab"))
    def add(self, seat: str) -> int:
        self.count += 1
        with write(self.connection):
            capture = self._tx(seat).add(
                Capture(
                    kind=CaptureKind.NOTE,
                    line="x",
                    text=f"t{self.count}",
                    at="",
                    seat=seat,
                    by=seat,
                )
            )
        self.model[capture.id] = (capture.text, False)
        self._did(seat, capture.id, None, self.model[capture.id])
        return capture.id

    @rule(row=captures, seat=st.sampled_from("ab"), text=st.sampled_from(["x", "y", "z"]))
    def edit(self, row: int, seat: str, text: str) -> None:
        old = self.model[row]
        with write(self.connection):
            tx = self._tx(seat)
            tx.change(tx.get(Capture, row), text=text)
        if old[0] != text:
            self.model[row] = (text, old[1])
            self._did(seat, row, ("text", old[0]), ("text", text))

    @rule(row=captures, seat=st.sampled_from("ab"))
    def retract(self, row: int, seat: str) -> None:
        old = self.model[row]
        with write(self.connection):
            tx = self._tx(seat)
            tx.retract(tx.get(Capture, row))
        if not old[1]:
            self.model[row] = (old[0], True)
            self._did(seat, row, ("retracted", False), ("retracted", True))

    def _step(self, seat: str, back: bool) -> None:
        source, target = (self.done, self.undone) if back else (self.undone, self.done)
        step = undoing.undo if back else undoing.redo
        if not source[seat]:
            with pytest.raises(CannotUndo), write(self.connection):
                step(self.connection, Actor(seat, seat))
            return
        ((row, (before, after)),) = source[seat][-1].items()
        have = self.model[row]
        if before is None:
            allowed = have == (after[0], not back)  # type: ignore[index]
            want = (have[0], back)
        else:
            name, old = before  # type: ignore[misc]
            new = after[1]  # type: ignore[index]
            expected, value = (new, old) if back else (old, new)
            at = 0 if name == "text" else 1
            allowed = have[at] == expected
            want = (value, have[1]) if name == "text" else (have[0], value)
        if allowed:
            with write(self.connection):
                step(self.connection, Actor(seat, seat))
            self.model[row] = want
            target[seat].append(source[seat].pop())
        else:
            with pytest.raises(CannotUndo), write(self.connection):
                step(self.connection, Actor(seat, seat))

    @rule(seat=st.sampled_from("ab"))
    def undo(self, seat: str) -> None:
        self._step(seat, back=True)

    @rule(seat=st.sampled_from("ab"))
    def redo(self, seat: str) -> None:
        self._step(seat, back=False)

    @invariant()
    def tables_are_as_the_model(self) -> None:
        rows = self.connection.execute("select id, text, retracted from capture").fetchall()
        assert {row[0]: (row[1], bool(row[2])) for row in rows} == self.model

    def teardown(self) -> None:
        if hasattr(self, "connection"):
            assert journal.broken_at(self.connection) is None
            assert replay.differences(self.connection) == []
            self.connection.close()


def test_any_sequence_of_two_seats(templates: dict[str, Path], tmp_path: Path) -> None:
    TwoSeats.template, TwoSeats.folder = templates["plain"], tmp_path
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        TwoSeats,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
