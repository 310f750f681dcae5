"""Snapshots that are taken by themselves: when, by whom, which stay, and that they open."""

from __future__ import annotations

import datetime as dt
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workshop_tui.practice.keeping import KEPT_NEWEST, Snapshot, kept_snapshots
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review import rehearsing, snapshots
from workshop_tui.review.copies import reach
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine

pytestmark = pytest.mark.usefixtures("sound")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets minutes pass, for the journal and for snapshots."""
    passed = dt.timedelta()

    def now() -> str:
        return (dt.datetime.now().astimezone() + passed).isoformat(timespec="milliseconds")

    def wait(minutes: float) -> None:
        nonlocal passed
        passed += dt.timedelta(minutes=minutes)

    monkeypatch.setattr("workshop_tui.store.journal.now", now)
    monkeypatch.setattr("workshop_tui.review.snapshots.now", now)
    return wait


def test_an_event_has_one_every_five_minutes_while_something_changes(
    chair: Seat, seat: Seat, later: Callable[[float], None]
) -> None:
    assert snapshots.take(chair) is None  # nothing runs yet
    chair.event.start().result()
    first = snapshots.take(chair)
    assert first is not None
    seat.captures.add("after it").result()
    later(4)
    assert snapshots.take(chair) is None
    later(1.1)
    second = snapshots.take(seat)  # whoever comes first
    assert second is not None and second != first
    assert snapshots.take(chair) is None
    later(6)
    assert snapshots.take(chair) is None  # nothing has changed since
    assert snapshots.in_folder(seat.file.path) == [first, second]
    taken = [Path(one.path) for one in seat.read.snapshots()]
    assert sorted(taken) == [first, second]


def test_it_opens_whole_with_nobody_in_it_and_what_is_half_typed(
    encrypted: Path, later: Callable[[float], None]
) -> None:
    words = "quiet otters count stones"
    seat = Seat.open(encrypted, words, Role.CHAIR, "Alex")
    seat.join().result()
    seat.event.start().result()
    seat.captures.add("* a finding", entry_id=1).result()
    seat.keep_draft("line", "half")
    taken = snapshots.take(seat)
    assert taken is not None
    seat.close()
    assert examine(ReviewFile.existing(taken, words)).problems == ()
    copy = Seat.open(taken, words, Role.OBSERVER, "Looker")
    assert [one.text for one in copy.read.captures()] == ["a finding"]
    assert [one.text for one in copy.read.drafts()] == ["half"]
    assert copy.read.seats() == []
    copy.close()
    if os.name == "posix":
        assert stat.S_IMODE(taken.stat().st_mode) == 0o600
        assert stat.S_IMODE(taken.parent.stat().st_mode) == 0o700
    assert [one.name for one in taken.parent.iterdir()] == [taken.name]


def test_leaving_takes_one_where_something_changed(
    seat: Seat, later: Callable[[float], None]
) -> None:
    assert snapshots.take(seat, during_event=False) is not None
    later(1)
    assert snapshots.take(seat, during_event=False) is None
    seat.forms.add("line", {"title": "Thresholds"}).result()
    assert snapshots.take(seat, during_event=False) is not None


def test_two_seats_at_once_take_one(chair: Seat, seat: Seat) -> None:
    chair.event.start().result()
    with ThreadPoolExecutor(2) as both:
        taken = list(both.map(snapshots.take, (chair, seat)))
    assert sorted(one is None for one in taken) == [False, True]


def test_the_newest_stay_and_the_last_of_each_day(
    chair: Seat, later: Callable[[float], None]
) -> None:
    chair.event.start().result()
    taken = []
    for n in range(KEPT_NEWEST + 4):
        later(6)
        chair.captures.add(f"line {n}").result()
        taken.append(snapshots.take(chair))
    there = snapshots.in_folder(chair.file.path)
    assert [one for one in taken if one in there][-KEPT_NEWEST:] == taken[-KEPT_NEWEST:]
    assert len(there) <= KEPT_NEWEST + 1  # it may be midnight
    assert sorted(Path(one.path) for one in chair.read.snapshots()) == there


def test_which_stay() -> None:
    days = [f"2026-03-{day:02}T{hour:02}:00:00+00:00" for day in range(1, 8) for hour in (9, 12)]
    kept = kept_snapshots(days)
    assert kept == {*days[-KEPT_NEWEST:], days[7]}
    assert kept_snapshots([]) == set()


def test_a_copy_that_somebody_asked_for_is_never_let_go(
    chair: Seat, tmp_path: Path, later: Callable[[float], None]
) -> None:
    mine = tmp_path / "mine.review"
    chair.snapshot(mine)
    chair.event.start().result()
    for n in range(KEPT_NEWEST + 3):
        later(6)
        chair.captures.add(f"line {n}").result()
        snapshots.take(chair)
    assert mine.exists()
    assert str(mine) in [one.path for one in chair.read.snapshots()]


def test_one_that_does_not_open_is_said_and_lets_no_older_one_go(
    chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair.event.start().result()
    first = snapshots.take(chair)
    chair.captures.add("a line").result()
    copy_to = ReviewFile.copy_to

    def torn(self: ReviewFile, connection: object, target: Path) -> None:
        copy_to(self, connection, target)
        with target.open("rb+") as stream:
            stream.seek(4096 * 20)
            stream.write(b"\xff" * 4096)

    monkeypatch.setattr(ReviewFile, "copy_to", torn)
    with pytest.raises(Problem, match="damaged"):
        snapshots.take(chair, during_event=False)
    assert snapshots.in_folder(chair.file.path) == [first]
    assert [Path(one.path) for one in chair.read.records(Snapshot)] == [first]
    assert list(first.parent.iterdir()) == [first]


def test_no_room_for_one_is_a_sentence(chair: Seat) -> None:
    chair.event.start().result()
    snapshots.folder_of(chair.file.path).write_text("a file where the folder would be")
    with pytest.raises(Problem, match="No snapshot could be written"):
        snapshots.take(chair)
    assert chair.read.records(Snapshot) == []
    chair.captures.add("saved all the same").result()


def test_onlookers_and_rehearsals_take_none(
    sit: Callable[..., Seat], chair: Seat, review: Path
) -> None:
    chair.event.start().result()
    assert snapshots.take(sit(Role.OBSERVER, "Robin")) is None
    rehearsal = rehearsing.begin(ReviewFile.existing(review, None), Role.CHAIR)
    rehearsal.captures.add("for practice").result()
    assert snapshots.take(rehearsal, during_event=False) is None
    rehearsal.close()
    assert not snapshots.folder_of(review).exists()


def test_what_reaches_copies_reaches_them(chair: Seat) -> None:
    chair.captures.add("a line").result()
    taken = snapshots.take(chair, during_event=False)
    assert taken is not None
    found: list[Path] = []
    uid = chair.read.review().uid
    paths = [Path(one.path) for one in chair.read.snapshots()]
    reach(chair.file, uid, paths, lambda copy: found.append(copy.path))
    assert found == [taken]
