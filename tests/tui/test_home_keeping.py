"""The home screen: choosing a passphrase, changing it, the recovery sheet, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList

from workshop_tui.practice.records import Review
from workshop_tui.practice.recovery_code import decode
from workshop_tui.practice.roles import Role
from workshop_tui.review.recent import recent_reviews, remember
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.journal import ChangeClass
from workshop_tui.tui.screens.review_screen import ReviewScreen

PASSPHRASE, NEW = "quiet otters count stones", "other words altogether"


def offered(room: Any) -> list[str]:
    return [str(o.prompt) for o in room.screen.query_one("#home-list", OptionList).options]


def field(room: Any) -> Input:
    found = room.screen.query_one("#home-input", Input)
    assert isinstance(found, Input)
    return found


async def answer(room: Any, text: str) -> None:
    field(room).value = text
    await room.press("enter")


async def choose(room: Any, start: str) -> None:
    choices = room.screen.query_one("#home-list", OptionList)
    choices.highlighted = next(n for n, text in enumerate(offered(room)) if text.startswith(start))
    choices.focus()
    await room.press("enter")


async def in_the_room(room: Any) -> None:
    await room.until(
        lambda: isinstance(room.screen, ReviewScreen) and room.screen.is_mounted, "in a review"
    )
    await room.until(lambda: room.seat.joined, "in the room")
    await room.settled()


def opened(path: Path, passphrase: str) -> ReviewFile:
    file = ReviewFile.existing(path, passphrase)
    file.connect().close()
    return file


async def test_how_strong_it_is_is_said_while_it_is_typed(
    at_home: Callable[..., Any], tmp_path: Path
) -> None:
    async with at_home((80, 24)) as room:
        await choose(room, "New review")
        for text in (str(tmp_path / "LR-08"), "LR-08", "“Child B”", ""):
            await answer(room, text)
        suggested = (
            room.text_of("#home-hint").splitlines()[0].removeprefix("Random words, for example: ")
        )
        assert len(suggested.split()) == 5
        assert field(room).password
        await room.burst(*"child b")
        await room.until(lambda: "Weak:" in room.text_of("#home-hint"), "weak")
        assert suggested in room.text_of("#home-hint"), "it can be typed off"
        await room.press("ctrl+t")
        assert not field(room).password and "child b" in room.shown()
        await room.press("ctrl+r")
        assert suggested not in room.text_of("#home-hint")
        field(room).value = suggested
        await room.until(lambda: "Strong:" in room.text_of("#home-hint"), "strong")
        assert suggested not in str(room.screen.query_one("#home-said").content)
        await room.press("enter")
        assert field(room).password, "what was shown is hidden again for the next question"


async def test_a_weak_one_is_its_choosers_affair_an_empty_one_is_none(
    at_home: Callable[..., Any], tmp_path: Path
) -> None:
    for words, made in ((" ", False), ("x", True)):
        path = tmp_path / f"{made}.review"
        async with at_home() as room:
            await choose(room, "New review")
            for text in (str(path), "LR-08", "t", "", words, words):
                await answer(room, text)
            assert path.exists() is made
            assert ("empty" in room.text_of("#home-said")) is not made


async def test_the_recovery_sheet_of_a_new_review(
    at_home: Callable[..., Any], tmp_path: Path
) -> None:
    async with at_home() as room:
        await choose(room, "New review")
        for text in (str(tmp_path / "LR-08"), "LR-08", "t", "", PASSPHRASE, PASSPHRASE):
            await answer(room, text)
        assert offered(room) == ["Write its recovery sheet now, to be printed", "Later"]
        await room.press("enter")
        await in_the_room(room)
    sheet = tmp_path / "LR-08 recovery sheet.txt"
    assert "LR-08" in sheet.read_text()
    groups = [line.split() for line in sheet.read_text().splitlines()]
    code = " ".join(g for line in groups if [len(one) for one in line] == [5] * 7 for g in line)
    assert decode(code)
    opened(tmp_path / "LR-08.review", code)
    async with at_home() as room:
        assert "its recovery sheet lies beside it" in offered(room)[0]
        sheet.unlink()
        await room.press("escape")
        assert "recovery sheet" not in offered(room)[0]


async def test_the_passphrase_is_changed_from_the_home_screen(
    at_home: Callable[..., Any], encrypted: Path, tmp_path: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Alex")
    seat.snapshot(tmp_path / "gone.review")
    seat.close()
    (tmp_path / "gone.review").unlink()
    remember(encrypted)
    async with at_home((80, 24)) as room:
        await choose(room, "secret.review")
        await choose(room, "Change its passphrase")
        await answer(room, "wrong")
        assert "does not open" in room.text_of("#home-said")
        await answer(room, PASSPHRASE)
        await answer(room, NEW)
        await answer(room, NEW)
        said = room.text_of("#home-hint")
        assert "sheet of before is void" in said
        assert "gone.review still opens with the old one" in said
        await choose(room, "Later")
        assert "Quit" in offered(room)
        await choose(room, "secret.review")
        await choose(room, "Write its recovery sheet")
        await answer(room, NEW)
        assert "Print it, then delete that file" in room.text_of("#home-hint")
    opened(encrypted, NEW)
    assert (tmp_path / "secret recovery sheet.txt").exists()
    with pytest.raises(WrongPassphrase):
        opened(encrypted, PASSPHRASE)


async def test_not_while_somebody_is_in_it_and_before_a_new_one_is_asked(
    at_home: Callable[..., Any], encrypted: Path
) -> None:
    seat = Seat.open(encrypted, PASSPHRASE, Role.CHAIR, "Alex")
    seat.join().result()
    remember(encrypted)
    async with at_home() as room:
        await choose(room, "secret.review")
        await choose(room, "Change its passphrase")
        await answer(room, PASSPHRASE)
        assert "Alex (chair) is in secret.review" in room.text_of("#home-said")
    seat.close()
    opened(encrypted, PASSPHRASE)


@pytest.mark.parametrize("new", [NEW, ""])
async def test_opened_by_the_code_a_new_passphrase_is_offered_at_once(
    at_home: Callable[..., Any], encrypted: Path, new: str
) -> None:
    code = " ".join(opened(encrypted, PASSPHRASE).recovery_groups())
    remember(encrypted)
    async with at_home() as room:
        await choose(room, "secret.review")
        await choose(room, "Take the chair's")
        await answer(room, code[:-1] + ("2" if code[-1] != "2" else "3"))
        assert "group 14 is mistyped" in room.text_of("#home-said")
        await answer(room, code)
        assert "opened with its recovery code" in room.text_of("#home-question")
        await answer(room, new)
        if new:
            await answer(room, new)
            await choose(room, "Later")
        await in_the_room(room)
    opened(encrypted, new or PASSPHRASE)


async def test_two_new_passphrases_that_differ_change_nothing(
    at_home: Callable[..., Any], encrypted: Path
) -> None:
    remember(encrypted)
    async with at_home() as room:
        await choose(room, "secret.review")
        await choose(room, "Change its passphrase")
        for words in (PASSPHRASE, NEW, "another"):
            await answer(room, words)
        assert "differ" in room.text_of("#home-said")
    opened(encrypted, PASSPHRASE)


async def test_a_plain_review_has_no_passphrase_to_change(
    at_home: Callable[..., Any], review: Path
) -> None:
    remember(review)
    async with at_home() as room:
        await choose(room, "case.review")
        assert [text.split()[0] for text in offered(room)] == [
            "Take",
            "Take",
            "Observe,",
            "Rehearse",
        ]


@pytest.mark.parametrize(("days", "said"), [(-1, True), (0, True), (1, False)])
async def test_a_review_whose_keeping_is_due_is_marked(
    at_home: Callable[..., Any], review: Path, days: int, said: bool
) -> None:
    until = (dt.date.today() + dt.timedelta(days)).isoformat()
    seat = Seat.open(review, None, Role.CHAIR, "Alex")
    seat.run(
        "set",
        ChangeClass.ADMINISTRATION,
        lambda tx: tx.change(tx.find(Review)[0], keep_until=until),
    ).result()
    seat.close()
    remember(review)
    async with at_home() as room:
        assert "look at it again" not in offered(room)[0], "it was not opened since"
        await choose(room, "case.review")
        await choose(room, "Take the chair's")
        await in_the_room(room)
    assert recent_reviews()[0].keep_until == until
    async with at_home() as room:
        assert ("look at it again" in offered(room)[0]) is said


def test_a_list_of_an_earlier_version_is_read(review: Path, tmp_path: Path) -> None:
    from workshop_tui.review import recent

    recent._settings().parent.mkdir(parents=True)
    recent._settings().write_text(f'["{review.as_posix()}", 7, {{"path": 3}}, {{}}]')
    assert recent_reviews() == [recent.Recent(review)]
    remember(review, "2026-01-01")
    assert recent_reviews() == [recent.Recent(review, "2026-01-01")]
