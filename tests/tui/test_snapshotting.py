"""Snapshots while the app runs, and bringing one back from the home screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tui.test_home_keeping import answer, choose, in_the_room, offered

from workshop_tui.practice.roles import Role
from workshop_tui.review import snapshots
from workshop_tui.review.recent import remember
from workshop_tui.review.seat import Seat
from workshop_tui.store.health import examine

PASSPHRASE = "quiet otters count stones"


async def test_an_event_is_snapshot_by_itself(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.start().result()
    alex.close()
    async with enter(review) as room:
        await room.press("n")
        await room.settled()
        room.app._look_for_snapshot()
        await room.until(lambda: snapshots.in_folder(review), "a snapshot")
        await room.settled()
        assert len(snapshots.in_folder(review)) == 1


async def test_closing_a_session_takes_one(
    enter: Callable[..., Any], review: Path, alex: Seat, kim: Seat
) -> None:
    session = alex.event.start().result()
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.settled()
        alex.sessions.close(session.id).result()
        await room.until(lambda: snapshots.in_folder(review), "a snapshot")


async def test_what_keeps_one_from_being_taken_is_said_once(
    enter: Callable[..., Any], review: Path, alex: Seat
) -> None:
    alex.event.start().result()
    alex.close()
    snapshots.folder_of(review).write_text("in the way")
    async with enter(review) as room:
        room.app._look_for_snapshot()
        await room.until(room.says("No snapshot could be written"), "it is said")
        await room.press("n")
        await room.settled()
        assert "● saved" in room.shown(), "what is captured is saved all the same"


async def test_leaving_takes_one(review: Path, kim: Seat) -> None:
    from workshop_tui.tui.snapshotting import Snapshotting

    kim.captures.add("a line").result()
    Snapshotting(kim, lambda _: None).leave()
    assert len(snapshots.in_folder(review)) == 1


def damaged(path: Path, words: str | None) -> None:
    seat = Seat.open(path, words, Role.NOTE_TAKER, "Jo")
    seat.captures.add("before it").result()
    assert snapshots.take(seat, during_event=False)
    seat.captures.add("after it").result()
    seat.close()
    with path.open("rb+") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * (path.stat().st_size - 4096))


async def test_a_damaged_review_is_brought_back_from_the_home_screen(
    at_home: Callable[..., Any], encrypted: Path
) -> None:
    damaged(encrypted, PASSPHRASE)
    remember(encrypted)
    async with at_home() as room:
        await choose(room, encrypted.name)
        await choose(room, "Bring back a snapshot")
        await answer(room, PASSPHRASE)
        said = room.text_of("#home-hint")
        assert f"{encrypted.name} is damaged" in said and "The newest good snapshot" in said
        assert "what the damaged file does not tell" in said
        assert offered(room) == ["Put that snapshot in its place", "Leave it as it is"]
        await choose(room, "Put that snapshot")
        assert "It is as it was in" in room.text_of("#home-hint")
        await choose(room, "Take the chair's seat")
        await answer(room, PASSPHRASE)
        await in_the_room(room)
        assert [one.text for one in room.seat.read.captures()] == ["before it"]
        assert examine(room.seat.file).problems == ()


async def test_a_whole_review_is_left_as_it_is(at_home: Callable[..., Any], review: Path) -> None:
    seat = Seat.open(review, None, Role.NOTE_TAKER, "Jo")
    seat.captures.add("a line").result()
    snapshots.take(seat, during_event=False)
    seat.close()
    remember(review)
    async with at_home() as room:
        await choose(room, review.name)
        await choose(room, "Bring back a snapshot")
        assert f"{review.name} is whole." in room.text_of("#home-hint")
        assert offered(room) == ["Leave it as it is"]
