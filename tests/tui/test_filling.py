"""Filling in a form: nothing typed is lost, nobody overwrites anybody, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.forms import FORMS
from workshop_tui.practice.roles import Role
from workshop_tui.review.forms import filled, form_of
from workshop_tui.review.seat import Seat
from workshop_tui.tui.screens.filling import FillingScreen
from workshop_tui.tui.widgets.form_field import FormField


async def fill_in(room: Any, slug: str) -> None:
    """Open a form."""
    await room.press("1")
    room.screen._go_to(slug)
    await room.until(lambda: isinstance(room.screen, FillingScreen), "the form is open")
    await room.until(lambda: room.screen.is_mounted and room.screen.focused, "somewhere to begin")
    await room.pilot.pause()


def field(room: Any, name: str) -> FormField:
    return next(one for one in room.screen._fields if one.field.name == name)


async def go_to(room: Any, name: str) -> None:
    """Tab to a field."""
    for _ in room.screen._fields:
        if room.screen.field is not None and room.screen.field.field.name == name:
            return
        await room.press("tab")
    assert room.screen.field.field.name == name


async def type_in(room: Any, text: str) -> None:
    """Type into the field that has the focus."""
    before = room.screen.field.text
    await room.burst(*text)
    await room.until(lambda: room.screen.field.text == before + text, f"{text!r} is there")


def note(room: Any, name: str) -> str:
    return str(field(room, name).note.content)


def stored(room: Any, slug: str, uid: str = "") -> dict[str, str]:
    return dict(
        next(one.values for one in filled(room.seat.read, form_of(slug)) if uid in ("", one.uid))
    )


def drafts(room: Any) -> dict[str, str]:
    return {draft.slot: draft.text for draft in room.seat.read.drafts()}


def listed(room: Any) -> list[str]:
    return [row.text for row in room.screen.list.rows]


# -- every form is made from its declaration -------------------------------------------------------


@pytest.mark.parametrize("slug", [*FORMS, "bodies"])
async def test_every_form_opens_and_fits_into_a_small_terminal(
    enter: Callable[..., Any], review: Path, slug: str
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await fill_in(room, slug)
        if room.screen.field is None:
            await room.press("n")
        for one in form_of(slug).fields:
            await go_to(room, one.name)
            shown = room.shown()
            assert one.label.split()[0] in shown
            if one.help:
                assert one.help.split()[0] in shown
        assert form_of(slug).title in room.text_of("#form-title")


async def test_labels_say_what_is_needed_and_what_stands_in_no_document(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "family")
        assert "(needed)" in str(field(room, "label").label.content)
        assert "in no document" in " ".join(str(field(room, "safe_contact").label.content).split())


# -- saving ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["tab", "shift+tab", "down", "up", "escape", "enter", "1", "quit"])
async def test_a_field_is_saved_when_it_is_left_in_whatever_way(
    enter: Callable[..., Any], review: Path, key: str
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        await type_in(room, "A. Reviewer")
        await room.press({"1": "f12", "quit": "ctrl+q"}.get(key, key))
        if key == "quit":
            room.seat.close()
            again = Seat.open(review, None, Role.CHAIR, "Alex")
            assert again.read.review().lead == "A. Reviewer"
            assert again.read.drafts() == []
            again.close()
            return
        await room.settled()
        assert room.seat.read.review().lead == "A. Reviewer"
        assert drafts(room) == {}


async def test_a_field_is_saved_when_the_mouse_goes_elsewhere(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        await type_in(room, "A. Reviewer")
        await room.pilot.click(field(room, "requested_by").editor)
        await room.settled()
        assert room.seat.read.review().lead == "A. Reviewer"
        assert room.screen.field is field(room, "requested_by")


async def test_a_day_is_typed_freely_and_shown_back_in_full(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead_agreed")
        await type_in(room, "12/3/26")
        await room.press("tab")
        await room.settled()
        assert room.seat.read.review().lead_agreed == "2026-03-12"
        assert field(room, "lead_agreed").text == "12 March 2026"


async def test_what_is_refused_stays_with_the_reason_and_as_a_draft(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead_agreed")
        await type_in(room, "some time in March")
        await room.press("tab")
        await room.settled()
        assert "does not name one day" in note(room, "lead_agreed")
        assert "✎" in str(field(room, "lead_agreed").label.content)
        assert field(room, "lead_agreed").text == "some time in March"
        assert drafts(room) == {"form:review::lead_agreed": "some time in March"}
        assert "Not saved yet: “Lead agreed on” in The review" in room.notice
        await room.press("escape")
        assert "The review" in next(
            row.text for row in room.screen.rows.rows if "✎ half typed" in row.text
        )


async def test_what_was_refused_is_no_longer_said_once_it_is_saved(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead_agreed")
        await type_in(room, "12/3/")
        await room.press("tab")
        await room.settled()
        assert "Not saved yet" in room.notice
        await room.press("shift+tab")
        await type_in(room, "26")
        await room.press("tab")
        await room.settled()
        assert "Not saved yet" not in room.notice
        assert field(room, "lead_agreed").text == "12 March 2026"


async def test_long_text_takes_lines_and_tab_goes_on(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "reason")
        assert "Enter starts a new line; Tab goes on" in note(room, "reason")
        await room.burst(*"one", "enter", *"two", "tab")
        await room.until(lambda: room.seat.read.review().reason == "one\ntwo", "saved")
        assert room.screen.field is field(room, "requested_by")


async def test_letters_are_text_in_a_field_and_undo_goes_step_by_step(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        await type_in(room, "un1z?3xq")
        await room.press("ctrl+z")
        await room.until(lambda: field(room, "lead").text == "", "typing undone")
        await type_in(room, "somebody")
        await room.press("tab")
        await room.settled()
        await room.press("ctrl+z")
        await room.settled()
        assert room.seat.read.review().lead == ""
        assert field(room, "lead").text == ""


# -- choices ---------------------------------------------------------------------------------------


async def test_a_choice_by_arrow_by_letter_and_by_mouse(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await fill_in(room, "review")
        await go_to(room, "trigger")
        await room.press("n")
        assert field(room, "trigger").text == "near miss"
        await room.press("left")
        assert field(room, "trigger").text == "outcome of a case"
        await room.press("tab")
        await room.settled()
        assert room.seat.read.review().trigger == "outcome of a case"
        await room.pilot.click(field(room, "trigger").editor, offset=(5, 0))
        await room.press("tab")
        await room.settled()
        assert room.seat.read.review().trigger == "concern about a practice area"
        await go_to(room, "trigger")
        await room.press("delete", "tab")
        await room.settled()
        assert room.seat.read.review().trigger == ""


async def test_yes_and_no(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await fill_in(room, "person")
        uid = room.screen.list.row.at[0]
        await room.press("enter")
        await go_to(room, "attending")
        assert field(room, "attending").text == "yes"
        await room.press("n", "tab")
        await room.settled()
        assert stored(room, "person", uid)["attending"] == "no"


# -- naming something ------------------------------------------------------------------------------


async def test_an_agency_is_offered_and_taken(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await fill_in(room, "request")
        await room.burst(*"po")
        await room.until(lambda: "Police   Vale Constabulary" in note(room, "agency_id"), "offered")
        await room.press("enter")
        await room.settled()
        assert stored(room, "request")["agency_id"] == "Police"
        assert room.screen.field is field(room, "requested")


async def test_one_of_several_offers_is_chosen_by_arrow_or_mouse(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "request")
        await room.until(lambda: "CSC" in note(room, "agency_id"), "all are offered")
        await room.press("down", "down", "enter")
        await room.settled()
        assert stored(room, "request")["agency_id"] == "Police"
        await room.press("escape", "n")
        lines = note(room, "agency_id").splitlines()
        at = next(n for n, line in enumerate(lines) if line.strip().startswith("GP"))
        print(
            lines,
            at,
            field(room, "agency_id").note.region,
            field(room, "agency_id").note.content_region,
        )
        print(room.shown())
        await room.pilot.click(field(room, "agency_id").note, offset=(38, at))
        assert field(room, "agency_id").text == "GP"


async def test_half_a_name_is_never_taken_for_a_whole_one(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "request")
        await type_in(room, "Pol")
        await room.press("tab")
        await room.settled()
        assert room.screen.records.found == []
        assert "there is no agency 'Pol'" in note(room, "agency_id")


async def test_something_that_is_missing_is_added_and_the_field_waits(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "words")
        assert "Nobody is entered under the child and family yet. F4" in note(room, "member_id")
        await type_in(room, "Mother")
        await room.press("f4")
        await room.until(lambda: "The child and family" in room.text_of("#form-title"), "the form")
        await room.until(lambda: room.screen.field is not None, "a field")
        await type_in(room, "Mother")
        await room.press("tab", "p", "tab")
        await room.until(lambda: len(room.screen.records.found) == 1, "added")
        await room.settled()
        await room.press("escape", "escape")
        await room.until(lambda: "Their words" in room.text_of("#form-title"), "back")
        assert field(room, "member_id").text == "Mother"
        assert "⚠" not in note(room, "member_id")
        await go_to(room, "text")
        await type_in(room, "It was loud.")
        await room.press("tab")
        await room.settled()
        assert stored(room, "words")["member_id"] == "Mother"


async def test_entries_are_named_by_number_or_words(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    kim.forms.add("words", {"member_id": "Mother", "text": "It was loud."}).result()
    async with enter(review) as room:
        await fill_in(room, "words")
        await room.press("enter")
        await go_to(room, "entries")
        await type_in(room, "2, antibiotics")
        await room.until(lambda: "1   2023-03-02 GP Ear" in note(room, "entries"), "found")
        await room.press("enter")
        await room.settled()
        assert stored(room, "words")["entries"] == "2, 1"


# -- many records ----------------------------------------------------------------------------------


async def test_a_new_record_is_added_once_its_needed_fields_are_there(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await fill_in(room, "agency")
        await room.press("n")
        await type_in(room, "School")
        await room.press("tab")
        await room.settled()
        assert "+ new agency · still needs: Full name" in listed(room)
        assert drafts(room) == {"form:agency:new:short": "School"}
        await type_in(room, "Larkfell School")
        await room.press("tab")
        await room.settled()
        assert drafts(room) == {}
        uid = room.screen._sheet.uid
        assert stored(room, "agency", uid)["name"] == "Larkfell School"
        assert room.screen.field is field(room, "kind")
        await type_in(room, "school")
        await room.press("escape")
        await room.settled()
        assert stored(room, "agency", uid)["kind"] == "school"
        assert room.screen.list.row.text.startswith("School")


async def test_a_refused_field_does_not_hold_a_new_record_back(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "milestone")
        await go_to(room, "due")
        await type_in(room, "soon")
        await room.press("shift+tab")
        await type_in(room, "Report")
        await room.press("tab")
        await room.settled()
        (one,) = room.screen.records.found
        assert (one.values["title"], one.values["due"]) == ("Report", "")
        assert drafts(room) == {f"form:milestone:{one.uid}:due": "soon"}
        await room.press("tab")
        await room.settled()
        assert "does not name one day" in note(room, "due")


async def test_a_record_that_contradicts_another_is_not_added_and_says_why(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "person")
        await room.press("n")
        await type_in(room, "SW1")
        await room.press("tab")
        await type_in(room, "Social worker")
        await room.press("tab")
        await room.settled()
        assert "There is a person SW1 already." in note(room, "code")
        assert len(room.screen.records.found) == 4
        await go_to(room, "note")
        await room.press("tab", "enter")
        await type_in(room, "b")
        await room.press("tab")
        await room.settled()
        assert [one.values["code"] for one in room.screen.records.found][-1] == "SW1b"


async def test_a_name_goes_into_the_register_under_the_code(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "person")
        await room.press("n")
        for words in ("HT1", "Head teacher", "", "Nuala Nixon"):
            await type_in(room, words)
            await room.press("tab")
        await room.settled()
        found = {one.name: one.pseudonym for one in room.seat.read.register()}
        assert found["Nuala Nixon"] == "HT1"


async def test_taken_away_and_brought_back(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await fill_in(room, "line")
        await room.press("x")
        await room.settled()
        assert [one.values["title"] for one in room.screen.records.found] == ["Working together"]
        await room.press("u")
        await room.settled()
        assert len(room.screen.records.found) == 2


async def test_a_new_record_is_thrown_away_only_when_asked_twice(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "line")
        await room.press("n", "tab")
        await type_in(room, "Half a title")
        await room.press("ctrl+z", "escape", "n", "tab")
        await type_in(room, "x")
        await room.press("shift+tab", "escape")
        await room.settled()
        assert len(room.screen.records.found) == 3
        await room.press("n", "tab", "tab")
        await type_in(room, "Only a question")
        await room.press("escape", "x")
        assert "Once more" in room.notice
        await room.press("x")
        await room.settled()
        assert drafts(room) == {}
        assert not room.screen.records.begun


# -- other seats -----------------------------------------------------------------------------------


async def test_what_another_seat_fills_in_appears(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await fill_in(room, "line")
        await room.press("down")
        here = room.screen.list.row.at
        kim.forms.add("line", {"number": "0", "title": "Before all"}).result()
        kim.forms.change("line", str(here[0]), {"question": "How?"}).result()
        await room.until(lambda: field(room, "question").text == "How?", "it appears")
        assert room.screen.list.row.at == here


async def test_the_field_that_somebody_is_in_stays_as_it_is(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        kim.forms.change("review", "", {"lead": "B. Reviewer", "reason": "Because."}).result()
        await room.until(lambda: field(room, "reason").text == "Because.", "the others appear")
        assert field(room, "lead").text == ""
        await room.press("tab")
        await room.until(lambda: field(room, "lead").text == "B. Reviewer", "then it appears")
        assert room.seat.read.review().lead == "B. Reviewer"


@pytest.mark.parametrize("mine", [True, False])
async def test_two_seats_in_one_field_overwrite_nothing(
    enter: Callable[..., Any], review: Path, kim: Seat, mine: bool
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        await type_in(room, "A. Reviewer")
        kim.forms.change("review", "", {"lead": "B. Reviewer"}).result()
        await room.until(lambda: "It now reads: B. Reviewer" in note(room, "lead"), "both are seen")
        assert field(room, "lead").text == "A. Reviewer"
        await room.press("tab")
        await room.settled()
        assert room.seat.read.review().lead == "B. Reviewer"
        assert "F7 keeps yours" in note(room, "lead")
        await room.press("f7" if mine else "f8")
        await room.settled()
        wanted = "A. Reviewer" if mine else "B. Reviewer"
        assert room.seat.read.review().lead == wanted
        assert field(room, "lead").text == wanted
        assert "now reads" not in note(room, "lead")
        assert drafts(room) == {}


async def test_the_mouse_chooses_between_two_texts(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await fill_in(room, "review")
        await go_to(room, "lead")
        await type_in(room, "A. Reviewer")
        kim.forms.change("review", "", {"lead": "B. Reviewer"}).result()
        await room.until(lambda: "F8 takes theirs" in note(room, "lead"), "both are seen")
        under = field(room, "lead").note
        at = note(room, "lead").splitlines()[-1].index("takes")
        await room.until(lambda: under.region.height > 1, "it is laid out")
        await room.pilot.click(under, offset=(33 + at, under.region.height - 1))
        await room.settled()
        assert field(room, "lead").text == "B. Reviewer"


async def test_entries_of_words_are_not_overwritten_either(seat: Seat, kim: Seat) -> None:
    seat.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    words = seat.forms.add("words", {"member_id": "Mother", "text": "Loud."}).result()
    kim.forms.change("words", words.uid, {"entries": "1"}, {"entries": ""}).result()
    refused = seat.forms.change("words", words.uid, {"entries": "2"}, {"entries": ""})
    assert "somebody else meanwhile" in str(refused.exception())


async def test_a_record_that_is_taken_away_while_one_types_loses_nothing(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await fill_in(room, "line")
        uid = str(room.screen.list.row.at[0])
        await room.press("enter", "tab")
        await type_in(room, ", always")
        kim.forms.remove("line", uid).result()
        await room.until(lambda: any("taken away" in row for row in listed(room)), "it is said")
        await room.press("tab")
        await room.settled()
        assert "no such line of enquiry" in note(room, "title")
        assert drafts(room)[f"form:line:{uid}:title"] == "The child's voice, always"


# -- coming back -----------------------------------------------------------------------------------


async def test_half_typed_text_is_back_and_said(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await fill_in(room, "line")
        await room.press("n", "tab", "tab")
        await type_in(room, "How was")
        await room.until(lambda: drafts(room) == {"form:line:new:question": "How was"}, "kept")
    async with enter(review) as room:
        await room.until(room.says("Lines of enquiry"), "it is said in the room")
        await fill_in(room, "line")
        assert "half typed is back" in room.notice and "Question" in room.notice
        assert "+ new line of enquiry · still needs: Title" in listed(room)
        await room.press("end")
        assert field(room, "question").text == "How was"


async def test_half_typed_text_over_something_that_changed_meanwhile(
    enter: Callable[..., Any], review: Path, kim: Seat, sit: Callable[..., Seat]
) -> None:
    died = sit(Role.CHAIR, "Alex")
    died.keep_draft("form:review::lead", "A. Rev", '{"base": ""}')
    died.close()
    kim.forms.change("review", "", {"lead": "B. Reviewer"}).result()
    async with enter(review) as room:
        await fill_in(room, "review")
        assert field(room, "lead").text == "A. Rev"
        assert "It now reads: B. Reviewer" in note(room, "lead")


async def test_what_somebody_else_left_is_offered(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    gone = sit(Role.NOTE_TAKER, "Lee")
    gone.keep_draft("form:review::lead", "A. Rev", '{"base": ""}')
    gone.close()
    async with enter(review) as room:
        await fill_in(room, "review")
        assert "note-taker: Lee left a half-typed text" in room.notice
        await room.press("alt+d")
        await room.until(lambda: field(room, "lead").text == "A. Rev", "taken")
        await room.until(
            lambda: [d.seat for d in room.seat.read.drafts()] == [room.seat.uid], "ours"
        )
        await type_in(room, "iewer")
        await room.press("tab")
        await room.settled()
        assert room.seat.read.review().lead == "A. Reviewer"
        assert room.seat.read.drafts() == []


async def test_text_of_a_form_is_not_put_into_the_line_of_the_event(
    enter: Callable[..., Any], review: Path, sit: Callable[..., Seat]
) -> None:
    gone = sit(Role.NOTE_TAKER, "Lee")
    gone.keep_draft("form:review::lead", "A. Rev", "")
    gone.close()
    async with enter(review) as room:
        await room.until(room.says("The review"), "where it is")
        await room.press("D")
        assert room.line.text == ""


# -- names -----------------------------------------------------------------------------------------


async def test_nothing_is_typed_over_a_pseudonym(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review) as room:
        await room.press("z")
        await fill_in(room, "person")
        await room.press("enter")
        await go_to(room, "identity_id")
        assert field(room, "identity_id").text == "SW1"
        assert "Press z to show names first" in note(room, "identity_id")
        await room.burst(*"abc")
        assert field(room, "identity_id").text == "SW1"
        await room.press("tab")
        await room.settled()
        assert stored(room, "person")["identity_id"] == "Ruth Ainsworth"
        for name in ("Ainsworth", "Ruth"):
            assert name not in room.shown()
        await room.press("z")
        assert field(room, "identity_id").text == "Ruth Ainsworth"
        await go_to(room, "identity_id")
        assert "Press" not in note(room, "identity_id")


async def test_what_is_confidential_is_hidden_with_the_names(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.change("review", "", {"child_born": "1 May 2019"}).result()
    async with enter(review) as room:
        await fill_in(room, "review")
        assert field(room, "child_born").text == "1 May 2019"
        await room.press("alt+n")
        assert "2019" not in room.shown()
        assert "hidden" in field(room, "child_born").text
        await room.press("tab", "tab", "alt+n")
        await room.settled()
        assert room.seat.read.review().child_born == "2019-05-01"
        assert field(room, "child_born").text == "1 May 2019"


async def test_text_is_shown_safely_and_kept_exactly(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    odd = "[bold]\x1b[2J one\r\ntwo\u2028three"
    kim.forms.change("review", "", {"reason": odd, "requested_by": "a\nb"}).result()
    async with enter(review) as room:
        await fill_in(room, "review")
        assert "\x1b" not in room.shown() and "[bold]" in room.shown()
        for _ in room.screen._fields:
            await room.press("tab")
        await room.settled()
        assert room.seat.read.review().reason == odd
        assert room.seat.read.review().requested_by == "a\nb"


# -- sessions --------------------------------------------------------------------------------------


async def test_an_agenda_of_the_pack_is_the_beginning(
    enter: Callable[..., Any], review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "session")
        await room.press("g")
        assert "It takes the place of 3 steps" in room.label
        await room.type("h")
        await room.press("enter")
        await room.settled()
        session = room.seat.read.session()
        assert len(room.seat.read.steps(session.id)) > 5
        await room.press("u")
        await room.settled()
        assert len(room.seat.read.steps(session.id)) == 3


async def test_the_form_of_an_empty_agenda_says_how_to_begin(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    for step in kim.read.steps(kim.read.session().id):
        kim.forms.remove("step", step.uid).result()
    async with enter(review) as room:
        await fill_in(room, "step")
        assert "^G begins with an agenda" in room.notice
        await room.press("ctrl+g")
        await room.type("full")
        await room.press("enter")
        await room.settled()
        assert len(room.screen.records.found) > 5


async def test_a_conversation_is_begun_and_the_one_before_closed_only_when_asked_again(
    enter: Callable[..., Any], review: Path, kim: Seat
) -> None:
    kim.forms.add("session", {"kind": "conversation", "title": "With HV1"}).result()
    async with enter(review) as room:
        await fill_in(room, "session")
        await room.press("B")
        await room.settled()
        assert room.seat.read.session().started
        await room.press("down", "B")
        await room.settled()
        assert "is under way" in room.notice and "B again closes that one" in room.notice
        assert room.seat.read.session().title != "With HV1"
        await room.press("B")
        await room.settled()
        assert room.seat.read.session().title == "With HV1"


# -- both seats ------------------------------------------------------------------------------------


async def test_the_note_taker_fills_in_forms_too(enter: Callable[..., Any], review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo", (80, 24)) as room:
        await room.press("f12")
        room.screen._go_to("line")
        await room.until(lambda: isinstance(room.screen, FillingScreen), "open")
        await room.press("ctrl+n", "tab")
        await type_in(room, "What helped")
        await room.press("ctrl+n")
        await room.settled()
        assert len(room.screen.records.found) == 3
        await room.press("tab")
        await type_in(room, "Another")
        await room.press("escape", "f11")
        await room.settled()
        await room.press("alt+p")
        assert room.screen.query("#register")


async def test_report_text_gets_a_quiet_hint_once_it_is_left(
    enter: Any, review: Path, kim: Seat
) -> None:
    async with enter(review) as room:
        await fill_in(room, "narrative")
        await room.press("right")
        await go_to(room, "text")
        await type_in(room, "Staff failed to visit. She said “you failed to come”.")
        assert "rather" not in note(room, "text")
        await room.press("shift+tab")
        await room.until(lambda: "failed to" in note(room, "text"), "the hint is there")
        assert note(room, "text").count("rather") == 1
        await room.until(lambda: filled(room.seat.read, form_of("narrative")), "saved all the same")
        off = {"key": "failed-to", "reason": "Not here."}
        kim.forms.add("hint-off", off).result()
        await room.until(lambda: "failed to" not in note(room, "text"), "the hint is gone")


async def test_the_review_s_own_questions_are_written_from_the_pack_s(
    enter: Any, review: Path
) -> None:
    async with enter(review) as room:
        await fill_in(room, "prompts")
        await type_in(room, "step child")
        await room.press("tab")
        await room.until(lambda: "Tuesday" in field(room, "changes.prompts").text, "the pack's")
        await room.press("enter")
        await type_in(room, "Who knew this?")
        await room.press("shift+tab")
        await room.until(
            lambda: stored(room, "prompts")["changes.prompts"].endswith("Who knew this?"), "saved"
        )


async def test_the_set_of_factors_is_chosen_and_offered_behind_the_sign(
    enter: Any, review: Path, kim: Seat
) -> None:
    from workshop_tui.tui.completion import matching_themes

    async with enter(review) as room:
        assert ("workload", "Volume of work") in matching_themes(room.screen.desk, "wo")
        await fill_in(room, "factor-set")
        await room.press("y", "escape")
        await room.until(lambda: stored(room, "factor-set")["changes.set"] == "yorkshire", "saved")
        assert ("workload", "Volume of work") not in matching_themes(room.screen.desk, "wo")
        kim.undo()
        kim.forms.change("factor-set", "", {"changes.set": "child-review"}).result()
        assert ("workload", "Volume of work") in matching_themes(room.screen.desk, "wo")
