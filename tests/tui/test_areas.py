"""Embed and Share: calm pages that say what is late, what waits, and lead into the forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.changing import (
    Comment,
    DueCheck,
    IndicatorReading,
    Progress,
    Publication,
)
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat

Enter = Callable[..., Any]
TODAY = dt.date.today().isoformat()


def day(days: int) -> str:
    """A day so many days from now, as people write it."""
    return british((dt.date.today() + dt.timedelta(days)).isoformat())


def listed(room: Any) -> list[str]:
    return [row.text for row in room.screen.rows.rows]


def of(room: Any, words: str) -> str:
    return next(row for row in listed(room) if words in row)


async def choose(room: Any, words: str) -> None:
    """Highlight the row that holds some words."""
    rows = room.screen.rows
    rows.go_to(rows.find(lambda row: words in row.text))
    await room.pilot.pause()


def details(room: Any) -> str:
    return room.screen.details.plain


@pytest.fixture
def action(kim: Seat) -> Outcome:
    finding = kim.outcomes.make(OutcomeKind.FINDING, "Nobody asks who lives there").result()
    made = kim.outcomes.make(OutcomeKind.ACTION, "Ask every time", (), finding.id).result()
    kim.outcomes.set(made.id, "owner", "HV lead").result()
    return made


def audit(seat: Seat, held: str = "1 May 2026") -> None:
    seat.forms.add(
        "audit", {"title": "Dip sample", "kind": "multi", "held": held, "outcomes": "A1"}
    ).result()


# -- getting there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "embed", "share"),
    [(Role.CHAIR, "4", "5"), (Role.NOTE_TAKER, "alt+y", "alt+u"), (Role.OBSERVER, "4", "5")],
    ids=["chair", "notes", "observer"],
)
async def test_the_keys_lead_there_and_back(
    enter: Enter, review: Path, role: Role, embed: str, share: str
) -> None:
    async with enter(review, role) as room:
        for key, area in ((embed, "[4 Embed]"), (share, "[5 Share]")):
            await room.press(key)
            assert area in room.text_of("#status")
            await room.press(key)
            assert room.screen.IS_EVENT
        await room.press(embed, share, "escape")
        assert room.screen.IS_EVENT


@pytest.mark.parametrize("place", ["1", "3", "P", "I", "C", "4", "5"])
async def test_the_keys_work_from_every_screen(enter: Enter, review: Path, place: str) -> None:
    typing = place == "I"  # it begins by asking for a file
    async with enter(review, size=(80, 24)) as room:
        for key, area in (("4", "[4 Embed]"), ("5", "[5 Share]")):
            if key == place:
                continue
            key = {"4": "alt+y", "5": "alt+u"}[key] if typing else key
            await room.press(place)
            assert not room.screen.IS_EVENT
            await room.press(key)
            assert area in room.text_of("#status")
            await room.press("2")
            assert room.screen.IS_EVENT


async def test_digits_are_text_while_somebody_writes(enter: Enter, review: Path) -> None:
    async with enter(review, Role.NOTE_TAKER, "Jo") as room:
        await room.type("45 minutes late")
        assert room.screen.IS_EVENT
    async with enter(review) as room:
        await room.press("5", "n", "down")
        await room.press("escape", "escape")
        assert "[5 Share]" in room.text_of("#status")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_empty_says_kindly_what_it_is_for(
    enter: Enter, review: Path, size: tuple[int, int]
) -> None:
    async with enter(review, size=size) as room:
        await room.press("4")
        assert "agreed in the event" in details(room)
        await choose(room, "No audits yet")
        assert "Only then can an action be closed" in details(room)
        await room.press("enter")
        assert room.screen.form.slug == "audit" and room.screen.records.begun
        assert "[4 Embed]" in room.text_of("#status") or size[0] < 100
        await room.press("escape", "escape")
        assert "No audits yet" in room.screen.rows.row.text
        await room.press("5")
        assert "Nothing is planned yet" in room.screen.rows.row.text


# -- embed -----------------------------------------------------------------------------------------


async def test_an_action_stands_with_its_colour_owner_day_and_progress(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    kim.forms.change("plan", "", {"plan_owner": "Practice Sub-Group"}).result()
    async with enter(review) as room:
        await room.press("4")
        assert of(room, "A1") == "· not said  A1 · no day · Ask every time"
        kim.plan.details(action.id, due_on=day(-3)).result()
        values = {"outcome_id": "A1", "noted": day(-5), "note": "Begun", "brag": "green"}
        kim.forms.add("progress", values).result()
        await room.until(lambda: of(room, "A1").startswith("‼ overdue"), "it is overdue")
        assert "A1 · 3 days over · Ask" in of(room, "A1")
        for words in ("red: overdue", "Owner: HV lead", f"{day(-5)}: Begun (green, on track)"):
            assert words in details(room)
        assert "Answers finding: F1" in details(room)
        head = room.text_of("#headline")
        assert "1 action overdue" in head and "plan owned by Practice Sub-Group" in head


async def test_an_action_is_closed_on_evidence_and_opened_again(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    async with enter(review, size=(80, 24)) as room:
        await room.press("4", "d")
        assert "what shows that practice has changed?" in room.label
        await room.type("It is done")
        await room.press("enter")
        await room.settled()
        assert "No audit and no reading" in room.notice
        assert room.line.text == "It is done"
        await room.press("escape")
        audit(kim)
        await room.until(lambda: "It was looked at" in details(room), "it can be closed")
        await room.press("d")
        assert room.line.text == "It is done"
        await room.press("enter")
        await room.settled()
        assert of(room, "A1").startswith("✓ embedded")
        assert kim.read.outcome("A1").result == "It is done"
        await room.press("d")
        assert "closed already" in room.notice
        await room.press("r")
        await room.settled()
        assert kim.read.outcome("A1").resolved is None
        assert [one.text for one in kim.read.drafts()] == []


async def test_progress_is_typed_in_the_line_with_its_colour(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    async with enter(review) as room:
        await room.press("4", "enter")
        await room.type("Form drafted")
        await room.press("enter")
        await room.until(lambda: "green on track" in room.label, "the colour is asked")
        await room.type("amb")
        await room.press("enter")
        await room.settled()
        (note,) = kim.read.records(Progress)
        assert (note.note, note.brag, note.noted) == ("Form drafted", "amber", TODAY)
        assert of(room, "A1").startswith("! at risk")


async def test_the_plan_of_an_action_is_asked_and_refused_in_words(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    async with enter(review) as room:
        await room.press("4", "o")
        for words in (day(9), "HV"):
            await room.type(words)
            await room.press("enter")
        await room.type("7")
        await room.press("enter")
        await room.settled()
        assert "no recommendation '7'" in room.notice
        assert room.line.text == "7"
        await room.press("escape")
        planned = kim.read.outcome("A1")
        assert planned.due_on == (dt.date.today() + dt.timedelta(9)).isoformat()
        assert kim.read.agencies()[planned.owner_agency_id].short == "HV"
        assert "Owner: HV, HV lead" in details(room)


async def test_an_indicator_is_drawn_and_read(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    values = {"title": "Households recorded", "unit": "per cent", "outcomes": "A1"}
    kim.forms.add("indicator", values | {"baseline": "40", "target": "80"}).result()
    reading = {"indicator_id": "1", "read": "1 May 2026"}
    kim.forms.add("reading", reading | {"value": "about 60"}).result()
    async with enter(review) as room:
        await room.press("4")
        await choose(room, "Households")
        assert "· now about 60 · 40 → 80 per cent · Households" in room.screen.rows.row.text
        await room.press("v")
        await room.type("60")
        await room.press("enter")
        await room.until(lambda: "█ now 60" in room.screen.rows.row.text, "it is drawn")
        assert kim.read.records(IndicatorReading)[-1].read == TODAY
        drawn = {
            line.split()[-2]: line.count("█") for line in details(room).splitlines() if "█" in line
        }
        assert drawn == {"40": 8, "60": 12, "80": 16}
        assert f"{'1 May 2026':>17}  about 60" in details(room)
        await choose(room, "A1")
        assert "Indicator: Households recorded" in details(room)
        assert "It was looked at" in details(room)


async def test_the_next_check_comes_first_and_what_is_over_is_said(
    enter: Enter, review: Path, kim: Seat
) -> None:
    for title, due in (("Later", day(30)), ("Soon", day(2)), ("Over", day(-1)), ("Some day", "")):
        kim.forms.add("check", {"title": title, "due": due}).result()
    async with enter(review) as room:
        await room.press("4")
        checks = [row.text for row in room.screen.rows.rows if row.what == "check"]
        assert [text.split()[-1] for text in checks] == ["Over", "Soon", "Later", "day"]
        assert checks[0].startswith("‼ 1 day over")
        assert "next check in 2 days: Soon" in room.text_of("#headline")
        await choose(room, "Over")
        await room.press("d")
        await room.type("Still so")
        await room.press("enter")
        await room.settled()
        done = next(one for one in kim.read.records(DueCheck) if one.title == "Over")
        assert (done.done, done.result) == (TODAY, "Still so")
        assert "1 check overdue" not in room.text_of("#headline")
        await choose(room, "Over")
        await room.press("r")
        await room.settled()
        assert of(room, "Over").startswith("‼")


async def test_details_lead_to_the_record(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    audit(kim)
    async with enter(review) as room:
        await room.press("4", "tab", "end")
        while "Audit: Dip sample" not in room.screen.details.texts[room.screen.details.highlighted]:
            await room.press("down")
        await room.press("enter")
        assert room.screen.form.slug == "audit"
        assert "Dip sample" in room.screen.list.row.text
        await room.press("escape", "escape", "escape")
        assert room.screen.focused is room.screen.rows
        await choose(room, "Dip sample")
        await room.pilot.click("#overview", offset=(5, room.screen.rows.highlighted + 1))
        assert room.screen.form.slug == "audit"


# -- share -----------------------------------------------------------------------------------------


async def test_nothing_public_before_sign_off_and_before_the_family_is_told(
    enter: Enter, review: Path, kim: Seat
) -> None:
    kim.forms.add("publication", {"kind": "newsletter", "title": "Spring issue"}).result()
    mother = kim.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    async with enter(review) as room:
        await room.press("5")
        row = of(room, "Spring issue")
        assert "waits for sign-off by name, the family to be told (Mother), a place" in row
        assert "The family: not told yet: Mother" in of(room, "The family")
        await room.press("d")
        await room.settled()
        assert "signed off by name" in room.notice
        await room.press("s")
        await room.type("Board chair")
        await room.press("enter")
        await room.settled()
        await room.press("d")
        await room.settled()
        assert "told the outcome: Mother" in room.notice
        kim.forms.change("family", mother.uid, {"told": day(0)}).result()
        await room.until(lambda: "nobody waits" in of(room, "The family"), "she was told")
        await room.press("d")
        await room.settled()
        (item,) = kim.read.records(Publication)
        assert (item.signed_by, item.published) == ("Board chair", TODAY)
        assert of(room, "Spring issue").startswith("✓")


async def test_comments_have_their_replies(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    values = {"outcome_id": "F1", "participant_id": "HV1", "text": "We did ask."}
    kim.forms.add("comment", values).result()
    async with enter(review) as room:
        await room.press("5")
        assert "1 without a reply" in room.text_of("#headline")
        await choose(room, "We did ask")
        await room.press("d")
        await room.type("Thank you")
        await room.press("enter")
        await room.settled()
        assert kim.read.records(Comment)[0].reply == "Thank you"
        assert "nothing waits" in room.text_of("#headline")


async def test_recommendations_say_what_each_body_decided(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    kim.forms.add("recommendation", {"text": "Ask every time", "outcomes": "F1"}).result()
    async with enter(review) as room:
        await room.press("5")
        assert of(room, "○ R1") == "○ R1 Ask every time · sent to nobody yet"
        kim.forms.add(
            "consideration",
            {"recommendation_id": "1", "body": "Business Group", "decision": "accepted"},
        ).result()
        await room.until(lambda: "Business Group: accepted" in of(room, "R1"), "it is decided")
        await choose(room, "R1")
        assert "From findings: F1" in details(room)


async def test_sections_lead_to_their_text(enter: Enter, review: Path, kim: Seat) -> None:
    kim.forms.add("narrative", {"section": "limits", "text": "Little was known."}).result()
    async with enter(review) as room:
        await room.press("5")
        assert of(room, "Why this case").startswith("○") and of(room, "Limits").startswith("✓")
        await choose(room, "Limits")
        assert "Little was known." in details(room)
        await room.press("enter")
        assert room.screen.form.slug == "narrative"
        assert "limits" in room.screen.list.row.text


async def test_lines_of_enquiry_are_not_added_where_they_are_answered(
    enter: Enter, review: Path, kim: Seat
) -> None:
    error = kim.forms.add("answer", {"answer": "Rarely."}).exception()
    assert "Lines of enquiry" in str(error)


async def test_names_are_hidden_with_the_pseudonyms(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    odd = "[b]Callum Birtwistle[/b]\x1b[2J"
    kim.outcomes.set(action.id, "text", odd).result()
    kim.forms.add("publication", {"kind": "newsletter", "title": odd}).result()
    kim.forms.add("indicator", {"title": odd}).result()
    kim.forms.add("check", {"title": odd, "outcome_id": "A1"}).result()
    async with enter(review) as room:
        await room.press("z")
        for area in "45":
            await room.press(area)
            for _ in range(len(listed(room))):
                assert "Birtwistle" not in room.shown() and "\x1b" not in room.shown()
                await room.press("down")
            assert "[b]Child A[/b]" in room.shown() or "[b]Child A" in "".join(listed(room))
        await room.press("4")
        await choose(room, "Callum")
        for key in ("d", "o", "p", "v"):
            await room.press(key)
            assert "Birtwistle" not in room.shown()
            await room.press("escape")


async def test_an_observer_reads_and_changes_nothing(
    enter: Enter, review: Path, kim: Seat, action: Outcome
) -> None:
    audit(kim)
    before = kim.read.last_seq()
    async with enter(review, Role.OBSERVER, "Pat") as room:
        await room.press("4", "d")
        await room.type("x")
        await room.press("enter")
        await room.settled()
        assert kim.read.outcome("A1").resolved is None
        await room.press("escape", "r")
        await room.settled()
    changed = [one for one in kim.read.changes(before) if one.table != "seat"]
    assert changed == []


@pytest.mark.parametrize("width", [80, 100, 105, 110, 120])
async def test_the_saved_mark_stays_in_sight_beside_five_areas(
    enter: Enter, review: Path, width: int
) -> None:
    async with enter(review, size=(width, 24)) as room:
        await room.press("4")
        top = room.shown().splitlines()[0]
        assert "● saved" in top and "⌂ chair" in top and "[4 Embed]" in top
