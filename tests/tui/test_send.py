"""Sending papers: looked at first, written only then, and what was held back is said."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.papers import BRIEFING_PACK, CHRONOLOGY_REQUEST
from workshop_tui.practice.preparing import Dispatch, LeakOverride
from workshop_tui.practice.roles import Role
from workshop_tui.tui import opening, sending_job
from workshop_tui.tui.screens import send
from workshop_tui.tui.screens.send import Stage


def seen(room: Any) -> str:
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


async def go_to(room: Any, what: str, words: str = "") -> None:
    sheet = room.screen.sheet
    place = sheet.find(lambda row: row.what == what and words in row.text)
    assert place >= 0, seen(room)
    sheet.go_to(place)


async def choose(room: Any, what: str, words: str = "") -> None:
    await go_to(room, what, words)
    await room.press("enter")


async def answer(room: Any, what: str, words: str) -> None:
    await choose(room, what)
    room.line.widget.set_text("")
    await room.type(words)
    await room.press("enter")


async def order(room: Any, label: str) -> None:
    """Choose something in the preparation's list."""
    if not room.screen.IS_PREPARE:
        await room.press("1")
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: row.what == "send" and label in row.text))
    await room.press("enter")
    assert room.screen.stage is Stage.ORDER


async def done(room: Any) -> None:
    live = room.app.live
    await room.until(
        lambda: live.sending is not None and (live.sending.carried or live.sending.problem),
        "it is done",
    )
    await room.settled()


def papers(review: Path) -> list[str]:
    folder = review.with_name("case-papers")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def test_nothing_is_written_before_somebody_has_looked(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await order(room, "Preparation forms")
        before = room.seat.read.last_seq()
        assert "☒ All who are invited" in seen(room)
        await choose(room, "look")
        assert "Preparation forms · nothing is written yet" in seen(room)
        assert "SW1    a form with their code, as Word document" in seen(room)
        assert "4 documents" in seen(room)
        assert room.screen.sheet.row.what == "write"
        assert (papers(review), room.seat.read.last_seq()) == ([], before)
        await room.press("enter")
        await done(room)
        assert "4 documents written" in seen(room)
        assert papers(review)[0] == "LR-99 preparation form - GP1.docx"
        assert len(room.seat.read.records(Dispatch)) == 4
        assert room.says("Preparation forms: 4 documents written.")()


async def test_going_back_leaves_no_trace(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("1", "s")
        before = room.seat.read.last_seq()
        await choose(room, "look")
        await room.press("escape")
        assert room.screen.stage is Stage.ORDER
        await room.press("escape")
        assert room.screen.IS_PREPARE
        await room.settled()
        assert room.seat.read.last_seq() == before
        assert not review.with_name("case-papers").exists()


async def test_a_half_typed_reason_is_kept_and_offered_again(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        await choose(room, "named")
        await room.type("the agency must find the")
        await room.press("escape")
        assert room.says("What you typed is kept")()
        assert not room.screen.order.named
        await room.press("escape")
        await room.settled()
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        await choose(room, "named")
        assert room.line.text == "the agency must find the"
        await room.type(" right child")
        await room.press("enter")
        assert room.screen.order.reason == "the agency must find the right child"
        await answer(room, "due", "12/3/2027")
        await room.press("escape")
        assert room.screen.IS_PREPARE
        await order(room, "Requests for chronologies")
        assert room.screen.order.reason == "the agency must find the right child"
        assert room.screen.order.due == "2027-03-12", "what was ordered waits too"


async def test_an_answer_that_is_refused_stays_in_the_line(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        await answer(room, "due", "the week after next")
        assert room.line.open and room.line.text == "the week after next"
        await room.press("escape", "escape")
        await order(room, "Sheets for capturing")
        await answer(room, "count", "many")
        assert room.line.open and room.line.text == "many"
        assert room.says("is no number of sheets between 1 and 500")()


async def test_a_reason_is_asked_anew_once_it_was_used(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        await answer(room, "due", "12/3/2027")
        await answer(room, "named", "they must find the file")
        await go_to(room, "whom", "GP")
        await room.press("space")
        await choose(room, "look")
        await choose(room, "write")
        await done(room)
        assert room.seat.read.records(Dispatch)[0].reason == "they must find the file"
        await room.press("escape")
        await order(room, "Requests for chronologies")
        if room.screen.stage is not Stage.ORDER:
            await choose(room, "compose")
        assert not room.screen.order.named
        await choose(room, "named")
        assert room.line.text == ""


async def test_chosen_people_formats_and_folder(
    enter: Callable[..., Any], review: Path, tmp_path: Path
) -> None:
    async with enter(review) as room:
        await room.press("1", "s")
        await go_to(room, "whom", "HV1")
        await room.press("space")
        assert "☐ HV1" in seen(room) and "☒ SW1" in seen(room)
        assert "☐ All who are invited" in seen(room)
        for code in ("PC1", "GP1"):
            await go_to(room, "whom", code)
            await room.press("space")
        await go_to(room, "format", "PDF")
        await room.press("space")
        await choose(room, "folder")
        await room.burst(*"for the event", "enter")
        assert room.screen.folder == tmp_path / "for the event"
        await choose(room, "look")
        assert "SW1    copy 1 of 4, Word" in seen(room)
        assert "HV1" not in seen(room)
        await room.press("enter")
        await done(room)
        (path,) = (tmp_path / "for the event").iterdir()
        assert path.name == "LR-99 briefing pack - copy 01 - SW1.docx"


async def test_the_last_mark_stays(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await order(room, "Preparation forms")
        for code in ("SW1", "HV1", "PC1", "GP1"):
            await go_to(room, "whom", code)
            await room.press("space")
        assert room.screen.order.codes == ("GP1",)
        assert room.says("At least one must be marked")()


async def test_what_is_missing_is_said_before_anything_is_made(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        assert "○ First: Say by when the chronology is asked for." in seen(room)
        await choose(room, "look")
        assert room.screen.stage is Stage.ORDER
        await answer(room, "due", "14 March")
        assert room.says("does not name one day")()
        await answer(room, "due", "14 March 2036")
        assert "was asked or has answered" in seen(room)
        await choose(room, "whom", "GP")
        await choose(room, "look")
        assert "GP     a letter asking by 14 March 2036, with two blank forms" in seen(room)
        await room.press("enter")
        await done(room)
        (kept,) = room.seat.read.records(Dispatch)
        assert (kept.what, kept.recipient) == (CHRONOLOGY_REQUEST, "GP")


async def test_names_go_out_only_with_a_reason(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await order(room, "Requests for chronologies")
        await answer(room, "due", "14 March 2036")
        await choose(room, "whom", "GP")
        await choose(room, "named")
        await room.press("enter")
        assert not room.screen.order.named
        await choose(room, "named")
        await room.type("to find the rec")
        await room.press("escape")
        assert not room.line.open and not room.screen.order.named
        await choose(room, "named")
        assert room.line.text == "to find the rec"
        await room.type("ords")
        await room.press("enter")
        assert "because: to find the records" in seen(room)
        await choose(room, "look")
        assert "with the names of the child and family" in seen(room)
        assert "⚑ Letters with names are not looked through" in seen(room)
        await room.press("enter")
        await done(room)
        (kept,) = room.seat.read.records(Dispatch)
        assert (kept.named, kept.reason) == (True, "to find the records")


async def test_a_held_back_copy_is_said_and_passes_only_with_a_reason(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        room.seat.people.register("child", "Agenda", "Child B").result()
        await room.settled()
        await room.press("1", "s")
        await go_to(room, "format", "PDF")
        await room.press("space")
        await choose(room, "look")
        await room.press("enter")
        await done(room)
        assert "4 documents HELD BACK by the leak check, not written" in seen(room)
        assert "which should be Child B" in seen(room)
        assert room.says("HELD BACK by the leak check")()
        assert (papers(review), room.seat.read.records(Dispatch)) == ([], [])
        assert room.screen.sheet.row.what == "held"
        await choose(room, "pass")
        assert room.says("Mark the words that may pass first")()
        for row in [row for row in room.screen.sheet.rows if row.what == "held"]:
            room.screen.sheet.go_to(room.screen.sheet.find(lambda one, k=row.key: one.key == k))
            await room.press("space")
        await choose(room, "pass")
        await room.press("enter")
        assert room.says("This cannot stay empty")()
        assert room.seat.read.records(LeakOverride) == []
        await room.type("a heading of the pack")
        first = room.app.live.sending
        await room.press("enter")
        await room.until(lambda: room.app.live.sending is not first, "it is sent again")
        await done(room)
        assert len(papers(review)) == 4
        assert len(room.seat.read.records(Dispatch, what=BRIEFING_PACK)) == 4
        reasons = {one.reason for one in room.seat.read.records(LeakOverride)}
        assert reasons == {"a heading of the pack"}
        assert "HELD BACK" not in seen(room)


async def test_what_holds_a_copy_back_is_not_read_out_while_pseudonyms_are_shown(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        room.seat.people.register("child", "Ottolina Firth", "Child B").result()
        texts = "Seen with Ottoline Firth."  # one letter from it: no view knows that
        room.seat.entries.add(agency="GP", date="1/4/2023", text=texts, source="", reason="")
        await room.settled()
        await room.press("1", "s")
        await go_to(room, "format", "PDF")
        await room.press("space")
        await choose(room, "look")
        await room.press("enter")
        await done(room)
        assert "“Ottoline" in seen(room)
        await room.press("z")
        assert "Ottoline" not in seen(room) + room.text_of("#send-detail")
        assert "a name that should be Child B" in seen(room)


async def test_warnings_are_counted_by_kind_and_listed_beside(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        texts = "Seen with Dorothea Vance and Ottoline Firth at TS1 4QQ."
        room.seat.entries.add(agency="GP", date="1/4/2023", text=texts, source="", reason="")
        await room.settled()
        await room.press("1", "s")
        await go_to(room, "format", "PDF")
        await room.press("space")
        await choose(room, "look")
        await room.press("enter")
        await done(room)
        assert "Please look at these before you pass it on" in seen(room)
        kinds = [row for row in room.screen.sheet.rows if row.what == "warnings"]
        assert 1 <= len(kinds) <= 4
        assert "Vance" not in seen(room)
        await go_to(room, "warnings", "unknown name")
        assert "Vance" in room.text_of("#send-detail")


async def test_everything_else_goes_on_while_papers_are_made(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, real = threading.Event(), sending_job.carry_out

    def slowly(*args: Any, **more: Any) -> Any:
        goes.wait(10)
        return real(*args, **more)

    monkeypatch.setattr(sending_job, "carry_out", slowly)
    async with enter(review) as room:
        await order(room, "Preparation forms")
        await choose(room, "look")
        await room.press("enter")
        assert "Everything else can be done meanwhile" in seen(room)
        await room.press("escape")
        assert room.says("It goes on being made")()
        await room.press("2", "p")
        await room.capture("The letter was never opened.")
        goes.set()
        await done(room)
        assert room.screen.IS_EVENT
        assert room.says("Preparation forms: 4 documents written.")()
        await room.press("1", "s")
        assert "4 documents written" in seen(room)
        await room.press("escape", "s")
        assert room.screen.stage is Stage.ORDER


async def test_it_can_be_stopped(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, real = threading.Event(), sending_job.carry_out

    def slowly(*args: Any, **more: Any) -> Any:
        goes.wait(10)
        return real(*args, **more)

    monkeypatch.setattr(sending_job, "carry_out", slowly)
    async with enter(review) as room:
        await order(room, "Preparation forms")
        await choose(room, "look")
        await room.press("enter")
        await choose(room, "stop")
        goes.set()
        await done(room)
        assert "Stopped." in seen(room)
        assert (papers(review), room.seat.read.records(Dispatch)) == ([], [])
        await choose(room, "compose")
        assert room.screen.stage is Stage.ORDER


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER], ids=["notes", "observer"])
async def test_only_the_chair_sends(enter: Callable[..., Any], review: Path, role: Role) -> None:
    async with enter(review, role) as room:
        await room.press("1" if role is Role.OBSERVER else "f12")
        rows = room.screen.rows
        for label in ("Briefing packs", "Invitations", "Requests"):
            rows.go_to(rows.find(lambda row, label=label: row.what == "send" and label in row.text))
            await room.press("enter")
            assert room.screen.IS_PREPARE
            assert room.says("seat cannot send papers")()


async def test_a_password_is_typed_twice(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("1", "s")
        await choose(room, "password")
        await room.burst(*"one", "enter", *"two", "enter")
        assert room.screen.order.password is None
        assert room.says("The two were not the same")()
        await choose(room, "password")
        await room.burst(*"one", "enter", *"one", "enter")
        assert room.screen.order.password == "one"
        assert "one" not in room.text_of("#send-detail").split()
        assert "Password for each copy: given" in seen(room)


async def test_the_folder_is_only_offered(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(send, "open_folder", lambda folder: bool(opened.append(folder)))
    async with enter(review) as room:
        await order(room, "Preparation forms")
        await choose(room, "look")
        await room.press("enter")
        await done(room)
        assert opened == []
        await choose(room, "open")
        assert opened == [review.with_name("case-papers")]
        assert room.says("It cannot be opened from here. The folder is")()


def test_a_folder_is_opened_without_a_shell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[tuple[Any, dict[str, Any]]] = []
    monkeypatch.setattr(opening, "opener", lambda: "opener")
    monkeypatch.setattr(subprocess, "Popen", lambda words, **more: begun.append((words, more)))
    folder = tmp_path / "a; b $(c)"
    assert opening.open_folder(folder)
    ((words, more),) = begun
    assert words == ["opener", str(folder)]
    assert not more.get("shell")
    monkeypatch.setattr(opening, "opener", lambda: None)
    assert not opening.open_folder(folder)


async def test_what_the_leak_check_says_is_seen_before_anything_is_written(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await order(room, "Preparation forms")
        before = room.seat.read.last_seq()
        await choose(room, "look")
        await choose(room, "check")
        await done(room)
        assert "looked at, nothing is written" in seen(room)
        assert "The leak check holds none back" in seen(room)
        assert "LR-99 preparation form - GP1.docx · GP1 · for the room" in seen(room)
        assert (papers(review), room.seat.read.last_seq()) == ([], before)
        await choose(room, "compose")
        await choose(room, "look")
        await choose(room, "write")
        await done(room)
        assert len(papers(review)) == 4
