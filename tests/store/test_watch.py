from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workshop_tui.practice.records import Agency
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Followed, Seat
from workshop_tui.store import watch
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.engine import Connection
from workshop_tui.store.guards import FileGone
from workshop_tui.store.journal import Actor, Change, ChangeClass
from workshop_tui.store.transaction import Transaction

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file in its place")


class Heard:
    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.calls: list[int] = []
        self.troubles: list[Exception] = []
        self.changed = threading.Condition()

    def on_changes(self, changes: list[Change]) -> None:
        with self.changed:
            self.changes += changes
            self.calls.append(len(changes))
            self.changed.notify_all()

    def on_trouble(self, error: Exception) -> None:
        with self.changed:
            self.troubles.append(error)
            self.changed.notify_all()

    def until(self, condition: Callable[[], object]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, 20), "it never came"


@pytest.fixture
def heard(seat: Seat) -> Iterator[Heard]:
    made = Heard()
    seat.follow(Followed(made.on_changes, made.on_trouble), seat.read.last_seq())
    yield made


def test_own_commits_arrive(seat: Seat, heard: Heard) -> None:
    capture = seat.captures.add("*mine").result()
    heard.until(lambda: len(heard.changes) == 3)
    assert [change.table for change in heard.changes] == ["capture", "outcome", "evidence"]
    assert heard.changes[0].row_uid == capture.uid
    assert heard.changes[0].after
    assert heard.changes[0].after["text"] == "mine"


def test_changes_of_another_process_arrive_once_and_in_order(
    seat: Seat, heard: Heard, review: Path
) -> None:
    code = (
        "from pathlib import Path\n"
        "from workshop_tui.review.seat import Seat\n"
        "from workshop_tui.practice.roles import Role\n"
        f"seat = Seat.open(Path({str(review)!r}), None, Role.NOTE_TAKER, 'Kim')\n"
        "for n in range(30): seat.captures.add(f'line {n}').result()\n"
        "seat.close()"
    )
    before = seat.read.last_seq()
    subprocess.run([sys.executable, "-c", code], check=True)
    heard.until(lambda: len(heard.changes) == 30)
    assert [change.seq for change in heard.changes] == list(range(before + 1, before + 31))
    assert {(change.seat, change.person) for change in heard.changes} == {
        ("note-taker: Kim", "Kim")
    }


def test_seats_and_drafts_that_move_are_news_without_changes(
    seat: Seat, other: Seat, heard: Heard
) -> None:
    heard.until(lambda: heard.calls)
    count = len(heard.calls)
    other.join().result()
    heard.until(lambda: len(heard.calls) > count)
    count = len(heard.calls)
    other.keep_draft("line", "half")
    heard.until(lambda: len(heard.calls) > count)
    assert heard.changes == []


def test_more_changes_than_one_reading_takes(
    seat: Seat, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_MOST", 3)

    def job(tx: Transaction) -> None:
        for n in range(20):
            tx.add(Agency(name=f"{n}", short=f"{n}"))

    seat.run("added", ChangeClass.CONTENT, job).result()
    heard.until(lambda: len(heard.changes) == 20)
    assert max(heard.calls) == 3


@posix
def test_a_file_that_went_is_trouble_without_a_word_typed(heard: Heard, review: Path) -> None:
    review.rename(review.with_name("elsewhere"))
    heard.until(lambda: heard.troubles)
    assert isinstance(heard.troubles[0], FileGone)
    review.with_name("elsewhere").rename(review)


def test_a_listener_that_fails_is_told_and_hears_the_next(
    sit: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_LOOK_SECONDS", 0.05)
    seat, heard = sit(), Heard()

    def fail_once(changes: list[Change]) -> None:
        if any(change.table == "capture" for change in changes) and not heard.troubles:
            raise RuntimeError("not now")
        heard.on_changes(changes)

    seat.follow(Followed(fail_once, heard.on_trouble), seat.read.last_seq())
    seat.captures.add("one").result()
    heard.until(lambda: heard.troubles)
    seat.captures.add("two").result()
    heard.until(lambda: heard.changes)


def test_an_idle_watch_keeps_no_lock(heard: Heard, raw: Connection) -> None:
    """A reading transaction left open would let the log grow for ever."""
    heard.until(lambda: heard.calls)
    for n in range(3):
        with write(raw):
            actor = Actor("x", "x")
            Transaction(raw, actor, ChangeClass.CONTENT, "x").add(Agency(name=f"{n}", short="x"))
        heard.until(lambda n=n: len(heard.changes) == n + 1)
        time.sleep(0.05)
        busy, *_ = raw.execute("pragma wal_checkpoint(truncate)").fetchone()
        assert busy == 0


def test_closing_is_quick_and_may_be_repeated(review: Path) -> None:
    seat, heard = Seat.open(review, None, Role.NOTE_TAKER, "Jo"), Heard()
    seat.follow(Followed(heard.on_changes, heard.on_trouble), 0)
    heard.until(lambda: heard.changes)
    for _ in range(3):
        seat.close()
    names = {thread.name for thread in threading.enumerate()}
    assert not names & {"watch", "writer"}


def test_a_file_that_cannot_be_followed_is_trouble(review: Path) -> None:
    file, heard = ReviewFile.existing(review, None), Heard()
    review.rename(review.with_name("elsewhere"))
    follower = watch.Watch(file, 0, heard.on_changes, heard.on_trouble)
    follower.start()
    heard.until(lambda: heard.troubles)
    follower.close()
