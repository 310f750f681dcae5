"""Taking in lists of people and forms: looked at, answered, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from preparation_form import FILLED, Form

from workshop_tui.practice.preparing import Attachment, PreparationReturn, ReturnItem
from workshop_tui.practice.records import Participant
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

LIST = (
    "E-mail,Job title,Organisation,Name,Line manager\r\n"
    "r@x.example,Senior social worker,CSC,Ruth Ainsworth,Ada Quill\r\n"
    "g@x.example,Teacher,Larkfell School,Grace Oduya,\r\n"
    "h@x.example,,HV,Nobody Known,\r\n"
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(LIST, encoding="utf-8", newline="")
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return Form("LR-99", "HV1").fill(FILLED).save(tmp_path / "from HV1.docx")


async def choose_files(room: Any, key: str, *paths: Path) -> None:
    await room.press("1" if room.seat.role is Role.CHAIR else "f12", key)
    await read_files(room, *paths)


async def read_files(room: Any, *paths: Path) -> None:
    assert room.screen.query_one("#chooser").pasted("\n".join(map(str, paths)))
    await room.press("enter")
    await is_read(room)


async def is_read(room: Any) -> None:
    screen = room.screen
    await room.until(lambda: not screen.reading, "everything is read")
    await room.pilot.pause()


def seen(room: Any) -> str:
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


async def go_to(room: Any, what: str, words: str = "") -> None:
    sheet = room.screen.sheet
    place = sheet.find(lambda row: row.what == what and words in row.text)
    assert place >= 0, seen(room)
    sheet.go_to(place)


def codes(seat: Seat) -> list[str]:
    return [one.code for one in seat.read.participants()]


# -- lists of people -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER], ids=["chair", "notes"])
async def test_a_list_is_looked_at_answered_and_taken_in(
    enter: Callable[..., Any], review: Path, people: Path, role: Role
) -> None:
    async with enter(review, role, size=(80, 24)) as room:
        await choose_files(room, "l", people)
        assert "3 people · 1 needs an eye · 1 new · 1 changed" in seen(room)
        assert "e-mail addresses are not needed here" in seen(room)
        assert "x.example" not in room.shown()
        before = room.seat.read.last_seq()
        await room.press("A")
        assert room.says("First: a new agency; rows that need an eye.")()
        assert room.screen.sheet.row.what == "agencies"
        await room.press("enter", "down", "enter", "down")
        assert room.screen.sheet.row.text == "▸ ACCEPT 1 new, 1 changed"
        assert (room.seat.read.last_seq(), codes(room.seat)) == (
            before,
            ["SW1", "HV1", "PC1", "GP1"],
        )
        await room.press("enter")
        await room.until(lambda: room.screen.IS_PREPARE, "it is taken in")
        assert room.says("2 people added or changed from who.csv.")()
        await room.settled()
        assert codes(room.seat) == ["SW1", "HV1", "PC1", "GP1", "T1"]
        assert room.seat.read.records(Participant)[0].manager == "Manager 1"
        await room.press("u" if role is Role.CHAIR else "ctrl+z")
        await room.until(lambda: "T1" not in codes(room.seat), "it is taken back")


async def test_going_back_leaves_no_trace(
    enter: Callable[..., Any], review: Path, people: Path
) -> None:
    async with enter(review) as room:
        before = room.seat.read.last_seq()
        await choose_files(room, "l", people)
        await room.press("enter", "escape", "escape")
        assert room.screen.IS_PREPARE
        await room.settled()
        assert room.seat.read.last_seq() == before
        await room.press("l")
        assert not room.screen.taking.make_agencies


async def test_what_changes_and_what_needs_an_eye_stands_beside(
    enter: Callable[..., Any], review: Path, people: Path
) -> None:
    async with enter(review) as room:
        await choose_files(room, "l", people)
        await go_to(room, "person", "changed")
        said = room.text_of("#take-detail")
        assert "Role: “Social worker” becomes “Senior social worker”" in said
        await room.press("e")
        assert "it has no role" in room.text_of("#take-detail")


async def test_names_that_nobody_registered_are_covered_with_the_others(
    enter: Callable[..., Any], review: Path, people: Path
) -> None:
    async with enter(review) as room:
        await choose_files(room, "l", people)
        assert "Grace Oduya" in seen(room) and "Ada Quill" in seen(room)
        await room.press("z")
        for place in range(len(room.screen.sheet.rows)):
            room.screen.sheet.go_to(place)
            shown = seen(room) + room.text_of("#take-detail")
            assert not any(name in shown for name in ("Oduya", "Quill", "Ainsworth", "Nobody"))


async def test_a_column_can_be_chosen_otherwise(
    enter: Callable[..., Any], review: Path, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Name,Shoes,Does\r\nJo Bell,7,Nurse\r\n", encoding="utf-8")
    async with enter(review) as room:
        await choose_files(room, "l", path)
        assert "has no column that tells people's roles" in seen(room)
        assert not room.screen.taking.ready
        await go_to(room, "column")
        await room.press("enter")
        await room.type("Does")
        await room.press("enter")
        await room.until(lambda: room.screen.taking.found is not None, "it is read again")
        await is_read(room)
        assert "roles: “Does”" in seen(room) and "Nurse" in seen(room)
        await go_to(room, "column", "names")
        await room.press("enter")
        await go_to(room, "choice", "none of them")
        await room.press("enter")
        await is_read(room)
        assert "Jo Bell" not in seen(room)


async def test_a_list_of_another_seats_review_is_compared_anew(
    enter: Callable[..., Any], review: Path, tmp_path: Path, kim: Seat
) -> None:
    path = tmp_path / "who.csv"
    path.write_text("Role,Agency\r\nMidwife,HV\r\n", encoding="utf-8")
    async with enter(review) as room:
        await choose_files(room, "l", path)
        assert "1 new" in seen(room)
        kim.forms.add("person", {"code": "MW1", "role": "Midwife", "agency": "HV"}).result()
        await room.until(lambda: "already there" in seen(room), "it is compared once more")
        assert "▸ ACCEPT 0 new" in seen(room)


async def test_one_list_at_a_time(
    enter: Callable[..., Any], review: Path, people: Path, form: Path
) -> None:
    async with enter(review) as room:
        await room.press("1", "l")
        room.screen.query_one("#chooser").pasted(f"{people}\n{form}")
        await room.press("enter")
        assert not room.screen.checking
        assert room.says("One list at a time")()


async def test_an_observer_takes_nothing_in(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.OBSERVER) as room:
        await room.press("1")
        for place in ("attendees", "returns"):
            room.screen.rows.go_to(room.screen.rows.find(lambda row, p=place: row.at == (p,)))
            await room.press("enter")
            assert room.screen.IS_PREPARE
            assert room.says("The observer's seat cannot do this")()


# -- preparation forms -----------------------------------------------------------------------------


async def test_forms_are_looked_at_and_taken_in(
    enter: Callable[..., Any], review: Path, form: Path, chair: Seat, tmp_path: Path
) -> None:
    chair.circulation.circulate("all").result()
    other = Form("LR-99", "SW1").fill({"other": [["", "More", "", ""]]})
    async with enter(review, Role.NOTE_TAKER, size=(80, 24)) as room:
        await choose_files(room, "r", form, other.save(tmp_path / "two.docx"))
        assert "2 forms from HV1, SW1" in seen(room)
        assert "→ entry 3" in seen(room)
        assert "there is no entry 99" in seen(room)
        assert room.screen.sheet.row.text == "▸ ACCEPT 2 forms"
        assert not room.seat.read.records(PreparationReturn)
        await room.press("A")
        await room.until(lambda: room.screen.IS_PREPARE, "they are taken in")
        assert room.says("2 forms taken in, from HV1, SW1.")()
        assert len(room.seat.read.records(ReturnItem)) == 3
        assert len(room.seat.read.records(Attachment)) == 2


async def test_whose_form_it_is_must_be_said(
    enter: Callable[..., Any], review: Path, tmp_path: Path
) -> None:
    gone = Form("LR-99", "HV1").fill(FILLED)
    gone.drop(gone.identifier)
    path = gone.save(tmp_path / "gone.docx")
    async with enter(review) as room:
        await choose_files(room, "r", path)
        assert "○ ACCEPT waits for: whose form it is" in seen(room)
        assert room.screen.sheet.row.what == "whose"
        await room.press("A")
        assert room.says("First: whose form it is.")()
        assert not room.seat.read.records(PreparationReturn)
        await room.press("enter")
        await go_to(room, "choice", "PC1")
        await room.press("enter")
        await is_read(room)
        assert "1 form from PC1" in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_PREPARE, "it is taken in")
        (taken,) = room.seat.read.records(PreparationReturn)
        people = {one.id: one.code for one in room.seat.read.participants()}
        assert people[taken.participant_id] == "PC1"


async def test_a_file_that_is_no_form_is_left_out_first(
    enter: Callable[..., Any], review: Path, form: Path, people: Path
) -> None:
    async with enter(review) as room:
        await choose_files(room, "r", people, form)
        assert "A preparation form comes back as the Word document" in seen(room)
        await room.press("A")
        assert room.says("First: a file that cannot be taken in.")()
        await go_to(room, "out")
        await room.press("enter")
        assert "who.csv" not in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_PREPARE, "the other is taken in")
        assert len(room.seat.read.records(PreparationReturn)) == 1


async def test_a_second_form_is_added_or_replaces_as_a_person_says(
    enter: Callable[..., Any], review: Path, form: Path, tmp_path: Path
) -> None:
    again = Form("LR-99", "HV1").fill({"other": [["", "More", "", ""]]})
    async with enter(review) as room:
        await choose_files(room, "r", form)
        await room.press("A")
        await room.until(lambda: room.screen.IS_PREPARE, "the first is taken in")
        await room.settled()
        await room.press("r")
        await read_files(room, again.save(tmp_path / "again.docx"))
        await go_to(room, "replace")
        await room.press("enter")
        assert "☒ Replace what they sent before (HV1)" in seen(room)
        await go_to(room, "received")
        await room.press("enter")
        await room.type("3 May 2026")
        await room.press("enter", "A")
        await room.until(lambda: room.screen.IS_PREPARE, "the second is taken in")
        (taken,) = room.seat.read.records(PreparationReturn)
        assert taken.received == "2026-05-03"
        assert [one.text for one in room.seat.read.records(ReturnItem)] == ["More"]


async def test_the_same_form_comes_once(
    enter: Callable[..., Any], review: Path, form: Path
) -> None:
    async with enter(review) as room:
        await choose_files(room, "r", form)
        await room.press("A")
        await room.until(lambda: room.screen.IS_PREPARE, "it is taken in")
        await room.settled()
        await room.press("r")
        await read_files(room, form)
        assert "came already" in seen(room)
        await room.press("A")
        assert len(room.seat.read.records(PreparationReturn)) == 1
