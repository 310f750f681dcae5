"""Marks on single items: who may set and lift them, and where the item then still stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR
from workshop_tui.practice.preparing import FamilyWords, ReturnItem
from workshop_tui.practice.problems import NotAllowed, NotFound, Problem
from workshop_tui.practice.records import Capture, Entry, LineOfEnquiry, Record
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.audience import NO_AGENCY
from workshop_tui.privacy.view import Tier
from workshop_tui.review.exporting import export
from workshop_tui.review.marked import called, item, marked
from workshop_tui.review.seat import Seat


def agency(seat: Seat, short: str) -> int:
    return next(one.id for one in seat.read.agencies().values() if one.short == short)


def first(seat: Seat) -> Entry:
    return seat.read.entry(seat.read.order()[0])


@pytest.fixture
def police(chair: Seat) -> int:
    return agency(chair, "Police")


@pytest.fixture
def not_for_police(chair: Seat, police: int) -> Entry:
    entry = first(chair)
    chair.marks.set("entry", entry.uid, NOT_FOR, police, "asked by the family").result()
    return entry


def test_a_mark_is_set_listed_and_lifted(chair: Seat, not_for_police: Entry, police: int) -> None:
    (found,) = marked(chair.read)
    assert (found.what, found.which) == ("entry", "1")
    assert (found.mark.reason, found.mark.by) == ("asked by the family", "Alex")
    assert chair.read.marks().words(not_for_police, {police: "Police"}) == ["not for Police"]
    assert "⊘ not for Police" in chair.read.marks().signed(not_for_police, {police: "Police"})
    chair.marks.lift("entry", not_for_police.uid, NOT_FOR, police).result()
    assert marked(chair.read) == [] and chair.read.marks().of(not_for_police) == []


def test_undo_takes_no_protection_away(chair: Seat, not_for_police: Entry) -> None:
    with pytest.raises(Problem, match="nothing of yours to undo"):
        chair.undo().result()
    assert chair.read.marks().of(not_for_police)


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER, Role.ROOM])
def test_only_the_chair_marks(sit: Callable[..., Seat], role: Role) -> None:
    seat = sit(role)
    with pytest.raises(NotAllowed):
        seat.marks.set("entry", "x", LEGAL_ADVICE)
    with pytest.raises(NotAllowed):
        seat.marks.lift("entry", "x", LEGAL_ADVICE)


def test_what_cannot_be_marked_is_refused(chair: Seat, not_for_police: Entry, police: int) -> None:
    uid = not_for_police.uid
    for words, said in (
        (("entry", uid, NOT_FOR, police), "marked so already"),
        (("entry", uid, NOT_FOR), "Say for which agency"),
        (("entry", uid, NOT_FOR, 999), "no such agency"),
        (("entry", uid, "secret"), "'secret' is no mark"),
        (("entry", "nobody", LEGAL_ADVICE), "There is no such item"),
        (("agency", uid, LEGAL_ADVICE), "bear no marks: entry, capture"),
    ):
        with pytest.raises(Problem, match=said):
            chair.marks.set(*words).result()
    with pytest.raises(Problem, match="not marked so"):
        chair.marks.lift("entry", uid, LEGAL_ADVICE).result()


def everything(seat: Seat) -> dict[str, Record]:
    """One item of every kind that bears marks."""
    capture = seat.captures.add("what was said", entry_id=first(seat).id).result()
    outcome = seat.outcomes.make(OutcomeKind.FINDING, "a finding", [capture.id]).result()
    seat.forms.add("family", {"label": "Mother", "relation": "parent"}).result()
    seat.forms.add("words", {"member_id": "Mother", "text": "I rang"}).result()
    seat.forms.add("return", {"participant_id": "SW1"}).result()
    seat.forms.add(
        "return-item", {"return_id": "SW1", "part": "decision", "text": "I closed it"}
    ).result()
    return {
        "entry": first(seat),
        "capture": capture,
        "outcome": outcome,
        "line": seat.read.lines_of_enquiry()[0],
        "words": seat.read.records(FamilyWords)[0],
        "return-item": seat.read.records(ReturnItem)[0],
    }


def test_every_kind_of_item_can_be_named_marked_and_listed(chair: Seat, police: int) -> None:
    items = everything(chair)
    for what, record in items.items():
        assert item(chair.read, what, called(chair.read, record)) == record
        chair.marks.set(record.TABLE, record.uid, NOT_FOR, police).result()
    assert [found.what for found in marked(chair.read)] == list(items)
    assert {found.which for found in marked(chair.read)} == {"1", "F1"}
    for words in (("line", "9"), ("words", "9"), ("agency", "1")):
        with pytest.raises(NotFound):
            item(chair.read, *words)


def test_a_mark_whose_item_is_gone_is_not_listed(chair: Seat, police: int) -> None:
    capture = chair.captures.add("said", entry_id=None).result()
    chair.marks.set(Capture.TABLE, capture.uid, NOT_FOR, police).result()
    chair.captures.retract(capture.id).result()
    assert marked(chair.read) == []


def test_legal_advice_says_nothing_in_the_rooms_view(chair: Seat) -> None:
    for record in everything(chair).values():
        chair.marks.set(record.TABLE, record.uid, LEGAL_ADVICE).result()
        marks = chair.read.marks()
        veiled = marks.veiled(record, shows_names=False)
        assert marks.veiled(record, shows_names=True) == record
        words = getattr(veiled, "title" if isinstance(veiled, LineOfEnquiry) else "text")
        assert words == "§ Legal advice: not shown in the room's view."


def test_search_in_the_rooms_view_does_not_find_legal_advice(chair: Seat) -> None:
    entry = first(chair)
    room, names = chair.read.view(Tier.ROOM), chair.read.view(Tier.NAMES)
    assert chair.read.search("antibiotics", room)[0] == [entry]
    chair.marks.set(entry.TABLE, entry.uid, LEGAL_ADVICE).result()
    assert chair.read.search("antibiotics", room) == ([], [])
    assert chair.read.search("antibiotics", names)[0] == [entry]


def test_documents_for_an_agency_leave_the_item_out_and_count_it(
    chair: Seat, not_for_police: Entry, police: int, tmp_path: Path
) -> None:
    def data(tier: Tier, agency_id: int | None) -> dict[str, Any]:
        folder = tmp_path / f"{tier.value}-{agency_id}"
        (path,) = export(chair, folder, ["data"], tier, agency_id).written
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    for agency_id in (police, None):
        held = data(Tier.PANEL, agency_id)
        assert [one["number"] for one in held["entries"]] == [2, 3, 4, 5]
        assert any("1 item that is not for everybody" in one for one in held["left_out"])
    for tier, agency_id in (
        (Tier.PANEL, agency(chair, "GP")),
        (Tier.PANEL, NO_AGENCY),
        (Tier.NAMES, None),
    ):
        whole = data(tier, agency_id)
        assert [one["number"] for one in whole["entries"]] == [1, 2, 3, 4, 5]
        assert not any("not for everybody" in one for one in whole["left_out"])
