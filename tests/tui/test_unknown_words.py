"""The texts' unknown words are settled one by one, with one key each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workshop_tui.practice.preparing import OrdinaryWord
from workshop_tui.review.seat import Seat


def waiting(room: Any) -> list[str]:
    return [str(row.at[0]) for row in room.screen.words.rows if row.what == "word"]


async def looked(enter_room: Any) -> None:
    await enter_room.press("1", "w")
    await enter_room.until(lambda: enter_room.screen.found is not None, "the texts were looked at")
    await enter_room.pilot.pause()


async def test_each_unknown_word_is_settled_by_one_key(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.captures.add("Derek Wainwright rang Larkfell School twice", entry_id=1).result()
    async with enter(review, size=(80, 24)) as room:
        await looked(room)
        assert "Derek Wainwright" in waiting(room) and "Larkfell School" in waiting(room)
        row = room.screen.words.find(lambda row: row.at == ("Derek Wainwright",))
        room.screen.words.go_to(row)
        assert "capture" in room.text_of("#word-detail")
        assert "rang" in room.text_of("#word-detail")
        await room.press("f")
        await room.settled()
        found = {one.name: (one.kind, one.pseudonym) for one in room.seat.read.register()}
        assert found["Derek Wainwright"] == ("family", "Family member 1")
        assert "Derek Wainwright" not in waiting(room)
        room.screen.words.go_to(room.screen.words.find(lambda row: row.at == ("Larkfell School",)))
        await room.press("enter")
        await room.settled()
        found = {one.name: one.pseudonym for one in room.seat.read.register()}
        assert found["Larkfell School"] == "School 1"
        await room.press("u")
        await room.settled()
        assert "Larkfell School" in waiting(room)


async def test_an_ordinary_word_is_not_asked_about_again(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.captures.add("Derek Wainwright rang twice", entry_id=1).result()
    async with enter(review) as room:
        await looked(room)
        room.screen.words.go_to(room.screen.words.find(lambda row: row.at == ("Derek Wainwright",)))
        await room.press("o")
        await room.settled()
        assert [one.word for one in room.seat.read.records(OrdinaryWord)] == ["Derek Wainwright"]
        await room.press("escape", "w")
        await room.until(lambda: room.screen.found is not None, "looked at again")
        assert "Derek Wainwright" not in waiting(room)


async def test_who_it_is_is_never_guessed(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.captures.add("Derek Wainwright rang twice", entry_id=1).result()
    before = len(kim.read.register())
    async with enter(review) as room:
        await looked(room)
        room.screen.words.go_to(room.screen.words.find(lambda row: row.at == ("Derek Wainwright",)))
        await room.press("enter")
        assert "Who is it?" in room.notice
        assert len(room.seat.read.register()) == before


async def test_another_name_of_somebody_who_is_registered(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.captures.add("Derek Wainwright rang twice", entry_id=1).result()
    async with enter(review) as room:
        await looked(room)
        room.screen.words.go_to(room.screen.words.find(lambda row: row.at == ("Derek Wainwright",)))
        await room.press("e", "enter")
        await room.type("child")
        await room.press("enter")
        await room.type("child a")
        await room.press("enter")
        await room.settled()
        child = next(one for one in room.seat.read.register() if one.pseudonym == "Child A")
        assert "Derek Wainwright" in child.aliases
        assert "Derek Wainwright" not in waiting(room)
