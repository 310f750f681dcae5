"""Capturing in both seats: what is typed is text, and reaches the review as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import KINDS, CaptureKind, OutcomeKind
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role
from workshop_tui.review.captures import CaptureVerbs
from workshop_tui.review.seat import Seat

HOSTILE = [
    "[bold]not bold[/bold] [@click=app.quit]x[/] [",
    "clear \x1b[2J\x1b[31mred\x07 and \x9b1m",
    "emoji 👩‍👧 🇬🇧 and e\u0301 done",
    "right to left: היא אמרה שלום \u202eevil\u202c left",
    "tab\tin the middle \\ and 'quotes' \"too\"",
]


# -- kinds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("info", KINDS, ids=lambda info: info.kind.value)
async def test_each_kind_has_its_letter_in_the_chairs_seat(
    enter: Callable[..., Any], review: Path, info: Any
) -> None:
    async with enter(review) as room:
        await room.press(info.key)
        assert info.label in room.label
        capture = await room.capture("said in the room")
        assert (capture.kind, capture.line) == (info.kind, "said in the room")
        assert capture.entry_id == room.desk.here
        assert not room.line.open
        assert f"{info.label} saved at entry 1" in room.notice


async def test_each_kind_has_its_key_in_the_note_takers_seat(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        for info in KINDS:
            await room.press(info.fkey)
            assert info.label in room.label
            capture = await room.capture(f"a {info.kind}")
            assert capture.kind is info.kind
        kinds = [c.kind for c in room.seat.read.captures_at(room.desk.here)]
        assert kinds == [info.kind for info in KINDS]
        assert [o.kind for o in room.seat.read.outcomes()].count(OutcomeKind.FINDING) == 1


async def test_each_kind_has_its_mark(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        for info in KINDS:
            capture = await room.capture(f"{info.mark} what was said".strip())
            assert capture.kind is info.kind
            assert capture.text == "what was said"


async def test_a_kind_chosen_while_writing_keeps_the_words(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("nobody asked the child")
        await room.press("f5")
        assert "Finding" in room.label
        await room.press("enter")
        await room.settled()
        (capture,) = room.seat.read.captures()
        assert (capture.kind, capture.text) == (CaptureKind.FINDING, "nobody asked the child")


# -- letters are text ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_letters_are_text_while_a_line_is_open(
    enter: Callable[..., Any], review: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        where, seq = room.desk.here, room.seat.read.last_seq()
        await room.press("f", *"safe n b e a !", "home", "end", "delete", "pagedown", "space", "X")
        assert room.line.text == "safe n b e a ! X"
        assert (room.desk.here, room.seat.read.last_seq()) == (where, seq)
        await room.press("enter")
        await room.settled()
        (capture,) = room.seat.read.captures()
        assert (capture.kind, capture.line) == (CaptureKind.FINDING, "safe n b e a ! X")


async def test_letters_are_text_when_they_come_all_at_once(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await room.burst(*"fsafe n b e a !", "enter", *"nnpqueue", "enter", "b")
        await room.until(lambda: len(room.seat.read.captures()) == 2, "both lines are saved")
        await room.settled()
        first, second = room.seat.read.captures()
        assert (first.kind, first.line) == (CaptureKind.FINDING, "safe n b e a !")
        assert (second.kind, second.line) == (CaptureKind.PERSPECTIVE, "queue")
        order = room.desk.order
        assert (first.entry_id, second.entry_id) == (order[0], order[2])
        assert room.here == 2
        assert not room.line.open


async def test_the_mode_is_said_in_words(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        assert "COMMANDS" in room.text_of("#keys")
        await room.press("t")
        assert "WRITING" in room.text_of("#keys")
        await room.press("escape")
        assert "COMMANDS" in room.text_of("#keys")


async def test_a_burst_of_lines_in_the_note_takers_seat(
    enter: Callable[..., Any], review: Path
) -> None:
    lines = [f"line {n}: she said q and n" for n in range(12)]
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.burst(*[key for line in lines for key in (*line, "enter")])
        await room.until(lambda: len(room.seat.read.captures()) == 12, "all are saved")
        assert [c.line for c in room.seat.read.captures()] == lines


# -- the line --------------------------------------------------------------------------------------


async def test_escape_keeps_what_is_half_typed(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("p")
        await room.type("half a sent")
        await room.press("escape")
        assert not room.line.open
        assert "kept" in room.notice
        await room.press("n")
        assert room.here == 2
        await room.press("p")
        assert room.line.text == "half a sent"
        capture = await room.capture("ence")
        assert capture.line == "half a sentence"
        assert capture.entry_id == room.desk.order[0]


async def test_half_typed_text_is_in_the_file(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.press("f4")
        await room.type("half a")
        await room.until(
            lambda: [d.text for d in room.seat.read.drafts()] == ["half a"], "the draft is written"
        )
        await room.press(*["backspace"] * 6)
        await room.until(lambda: not room.seat.read.drafts(), "an emptied line leaves nothing")
        await room.type("half b")
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.until(lambda: room.line.text == "half b", "the line is back")
        assert "Good practice" in room.label
        await room.press("enter")
        await room.settled()
        assert room.seat.read.captures()[0].kind is CaptureKind.GOOD_PRACTICE
        await room.until(lambda: not room.seat.read.drafts(), "no draft stays")


async def test_a_first_key_before_the_seat_has_joined_replaces_nothing(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    before = sit(name="Jo")
    before.keep_draft("line", "half typed before the crash")
    before.close()
    from workshop_tui.tui.app import WorkshopApp

    seat = sit(name="Jo")
    app = WorkshopApp(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "o")
        while not seat.joined or app.live.pending:
            await pilot.pause()
        await pilot.pause()
        assert app.screen.line.text == "half typed before the crash\nso"


@pytest.mark.parametrize(
    ("role", "name", "key"), [(Role.CHAIR, "Alex", "f"), (Role.NOTE_TAKER, "Jo", "f5")]
)
async def test_a_line_that_came_back_and_was_saved_does_not_come_back_again(
    enter: Callable[..., Any],
    review: Path,
    sit: Callable[..., Seat],
    role: Role,
    name: str,
    key: str,
) -> None:
    before = sit(role, name)
    before.keep_draft("line", "half typed")
    before.close()
    async with enter(review, role, name) as room:
        await room.settled()
        assert room.line.text == "half typed"
        await room.press("enter")
        await room.settled()
        await room.press(key)
        assert room.line.text == ""
        await room.type("another")
        await room.press("enter")
        await room.settled()
        assert [one.text for one in room.seat.read.captures()] == ["half typed", "another"]


async def test_several_lines_in_one_capture(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.burst(*"one", "ctrl+j", *"two", "shift+enter", *"three")
        await room.press("enter")
        await room.settled()
        assert room.seat.read.captures()[0].text == "one\ntwo\nthree"


async def test_an_empty_line_is_no_capture(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("f", "enter")
        assert not room.line.open
        await room.press("f", "space", "space", "enter")
        await room.settled()
        assert room.seat.read.captures() == []


async def test_people_and_themes_complete(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("@Pri")
        await room.until(lambda: "@HV1" in room.text_of("#line-hints"), "her code is offered")
        assert "Priya" not in room.text_of("#line-hints")
        await room.press("tab")
        await room.type("saw it #work")
        await room.until(lambda: "Tab: #" in room.text_of("#line-hints"), "themes are offered")
        await room.press("tab")
        capture = await room.capture("today")
        assert capture.line.startswith("@HV1 saw it #work")
        assert capture.who_id is not None
        assert room.desk.who(capture.who_id) == "HV1"
        assert capture.themes and capture.themes[0].startswith("work")


async def test_a_name_shared_by_two_is_never_guessed(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("@Sam")
        hints = room.text_of("#line-hints")
        assert "@PC1" in hints and "@GP1" in hints
        capture = await room.capture(" was there")
        assert capture.who_id is None


async def test_a_speaker_to_be_filled_in_later(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("p")
        capture = await room.capture("@? I was told it was closed ^then")
        assert (capture.who_open, capture.who_id, capture.known) == (True, None, "then")
        assert "whose words?" in room.prompts[0]
        await room.press("tab", "y")
        await room.type("SW1")
        await room.press("enter")
        await room.settled()
        assert room.desk.who(room.seat.read.captures()[0].who_id) == "SW1"
        assert "whose words?" not in room.prompts[0]


async def test_a_new_theme_is_offered_the_next_time(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.capture("nobody had the key #zebra-crossing")
        await room.type("#zeb")
        await room.press("tab")
        assert room.line.text == "#zebra-crossing "


# -- hostile text ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_kept_as_typed_and_shown_safely(
    enter: Callable[..., Any], review: Path, said: Callable[..., Any], text: str
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        said(text, room.desk.here)
        await room.until(lambda: len(room.screen.captured.captures) == 1, "it is there")
        room.line.widget.set_text(text)
        await room.press("enter")
        await room.until(lambda: len(room.seat.read.captures()) == 2, "saved")
        await room.settled()
        assert [c.line for c in room.seat.read.captures()] == [text, text]
        shown = room.shown()
        assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
        if text.startswith("["):
            assert "[bold]not bold" in shown.replace("\n", " ")
        await room.press("ctrl+o")
        await room.press("escape")


async def test_escape_sequences_are_signs_in_the_line_too(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        room.line.widget.set_text("a\x1b[2Jb")
        await room.pilot.pause()
        assert "a␛[2Jb" in room.shown()
        await room.press("enter")
        await room.settled()
        assert room.seat.read.captures()[0].line == "a\x1b[2Jb"


async def test_twenty_thousand_characters(enter: Callable[..., Any], review: Path) -> None:
    text = "She said it again and again. " * 690
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        room.line.widget.set_text(text)
        await room.press("f5", "enter")
        await room.settled()
        assert room.seat.read.captures()[0].line == text
        assert "Finding saved" in room.notice
        await room.press("ctrl+o", "enter", "escape", "escape")


# -- what goes wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER])
async def test_what_cannot_be_saved_goes_back_into_the_line(
    enter: Callable[..., Any], review: Path, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    def fails(self: CaptureVerbs, *args: Any, **kwargs: Any) -> Any:
        def job(connection: Any) -> None:
            raise Problem("The disk is full: this was not saved.")

        return self.seat.writer.submit(job)

    async with enter(review, role) as room:
        await room.press("n" if role is Role.CHAIR else "pagedown")
        await room.press("g" if role is Role.CHAIR else "f4")
        await room.type("she noticed")
        with monkeypatch.context() as broken:
            broken.setattr(CaptureVerbs, "add", fails)
            await room.press("enter")
            await room.until(room.says("The disk is full"), "it is said")
        assert room.line.open
        assert room.line.text == "she noticed"
        assert "Good practice · entry 2" in room.label
        await room.press("enter")
        await room.settled()
        (capture,) = room.seat.read.captures()
        assert (capture.kind, capture.line) == (CaptureKind.GOOD_PRACTICE, "she noticed")
        assert capture.entry_id == room.desk.order[1]


async def test_a_review_deleted_under_the_seat_is_said_and_stays_said(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        moved = review.with_name("moved.review")
        review.rename(moved)
        await room.until(room.says("⚠"), "trouble is said")
        assert "NOT SAVED" in room.text_of("#status")
        said = room.notice
        await room.type("written into nothing")
        await room.press("enter", "ctrl+up", "alt+n", "alt+n")
        await room.until(lambda: room.line.text == "written into nothing", "it is back")
        assert room.notice == said
        moved.rename(review)
        await room.until(lambda: "● saved" in room.text_of("#status"), "over with the next lease")
        assert "⚠" not in room.notice
        await room.press("enter")
        await room.until(lambda: len(room.seat.read.captures()) == 1, "saved at last")
