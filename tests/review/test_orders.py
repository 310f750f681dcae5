"""Orders: what would go to whom is said before, and carried out by the same choice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.papers import (
    BRIEFING_PACK,
    CAPTURE_SHEET,
    CHRONOLOGY_REMINDER,
    CHRONOLOGY_REQUEST,
    INVITATION,
    PREPARATION_FORM,
)
from workshop_tui.practice.preparing import ChronologyRequest, Dispatch
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Participant, Session
from workshop_tui.review import requests
from workshop_tui.review.order_outline import outline, recipients
from workshop_tui.review.orders import KINDS, Order, carry_out
from workshop_tui.review.releasing import Allowed
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass


def do(seat: Seat, job: Callable[[Any], object]) -> None:
    seat.run("changed for a test", ChangeClass.CONTENT, job).result()


@pytest.fixture
def owing(chair: Seat) -> None:
    """No agency has sent anything; two were asked, one of them answered that it holds nothing."""
    agencies = {one.short: one.id for one in chair.read.agencies().values()}

    def job(tx: Any) -> None:
        tx.add(
            ChronologyRequest(agency_id=agencies["GP"], requested="2026-01-05", due="2026-02-05")
        )
        tx.add(
            ChronologyRequest(agency_id=agencies["HV"], requested="2026-01-05", nothing_held=True)
        )

    do(chair, job)


@pytest.fixture
def dated(chair: Seat) -> None:
    do(chair, lambda tx: tx.change(tx.find(Session)[0], date="2036-03-14"))


@pytest.mark.parametrize("what", KINDS)
def test_what_is_outlined_is_what_is_kept(
    chair: Seat, owing: None, dated: None, tmp_path: Path, what: str
) -> None:
    codes = ("CSC", "Police") if what == CHRONOLOGY_REQUEST else ()
    order = Order(what, codes=codes, due="2036-02-01", formats=("docx",), count=3)
    before = chair.read.last_seq()
    said = outline(chair.read, order)
    assert chair.read.last_seq() == before
    carried = carry_out(chair, tmp_path, order)
    kept = {one.recipient for one in chair.read.records(Dispatch)}
    assert kept == {code for code, _ in said.to}
    written = len(carried.sent.released.written)
    assert what == CAPTURE_SHEET or str(written) in said.files.split(":")[0]
    assert carried.held == ()


def test_all_leaves_out_who_must_not_attend(chair: Seat) -> None:
    do(chair, lambda tx: tx.change(tx.find(Participant)[0], must_not_attend=True))
    for what in (BRIEFING_PACK, PREPARATION_FORM):
        assert "SW1" not in dict(outline(chair.read, Order(what)).to)
        assert "SW1" not in {one.code for one in recipients(chair.read, Order(what))}


def test_reminders_are_for_those_who_owe_theirs(chair: Seat, owing: None) -> None:
    order = Order(CHRONOLOGY_REMINDER)
    (one,) = recipients(chair.read, order)
    assert (one.code, one.note) == ("GP", "asked 5 January 2026, due 5 February 2026")
    (said,) = outline(chair.read, order).to
    assert said == ("GP", "a letter asking by 5 February 2026, with two blank forms")


def test_requests_are_for_those_who_neither_were_asked_nor_sent_one(chair: Seat) -> None:
    # Every agency's chronology is in the review already.
    with pytest.raises(Problem, match="was asked or has answered"):
        outline(chair.read, Order(CHRONOLOGY_REQUEST, due="2036-02-01"))
    with pytest.raises(Problem, match="Say by when"):
        outline(chair.read, Order(CHRONOLOGY_REQUEST, codes=("GP",)))


def test_short_notice_and_what_is_missing_is_said_before(chair: Seat, dated: None) -> None:
    said = outline(chair.read, Order(CHRONOLOGY_REQUEST, codes=("GP",), due="2020-01-01")).said
    assert said[0].startswith("Short notice: ")
    said = outline(chair.read, Order(INVITATION)).said
    assert any("the time at which it starts" in words for words in said)


def test_names_need_a_reason(chair: Seat, dated: None) -> None:
    order = Order(INVITATION, named=True)
    with pytest.raises(Problem, match="need a reason"):
        outline(chair.read, order)
    assert "place as it is" in outline(chair.read, replace(order, reason="asked to")).to[0][1]


def test_what_is_held_back_comes_with_the_order_that_sends_it(chair: Seat, tmp_path: Path) -> None:
    chair.people.register("child", "Agenda", "Child B").result()
    order = Order(BRIEFING_PACK, codes=("SW1", "HV1"), formats=("docx",))
    carried = carry_out(chair, tmp_path, order)
    assert carried.sent.released.written == ()
    (held,) = carried.held
    assert set(held.order.codes) == {"SW1", "HV1"}
    words = tuple({one.words for one in held.findings})
    again = carry_out(chair, tmp_path, held.order, Allowed(words, "a heading of the pack"))
    assert len(again.sent.released.written) == 2
    assert again.held == ()


def test_a_letter_that_fails_does_not_hide_those_before_it(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = requests.send_request

    def fails(seat: Seat, folder: Path, agency: str, *rest: Any, **more: Any) -> Any:
        if agency == "HV":
            raise Problem("The disk is full.")
        return real(seat, folder, agency, *rest, **more)

    monkeypatch.setattr(requests, "send_request", fails)
    codes = ("CSC", "Police", "HV")
    carried = carry_out(chair, tmp_path, Order(CHRONOLOGY_REQUEST, codes=codes, due="2036-02-01"))
    assert len(carried.sent.released.written) == 3
    assert [name for name, _ in carried.sent.released.failed] == ["HV", "Police"]
    assert {one.recipient for one in chair.read.records(Dispatch)} == {"CSC"}


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_whoever_stops_it_leaves_nothing(chair: Seat, tmp_path: Path, at: int) -> None:
    heard: list[str] = []

    def told(words: str) -> None:
        heard.append(words)
        if len(heard) == at:
            raise Problem("Stopped.")

    order = Order(BRIEFING_PACK, codes=("SW1",), formats=("docx", "pdf"))
    with pytest.raises(Problem, match="Stopped"):
        carry_out(chair, tmp_path / "out", order, told=told)
    assert not list((tmp_path / "out").glob("*"))
    assert chair.read.records(Dispatch) == []


def test_a_note_taker_sends_nothing(seat: Seat, tmp_path: Path) -> None:
    for what in KINDS:
        with pytest.raises(NotAllowed, match="cannot send papers"):
            carry_out(seat, tmp_path / "out", Order(what, codes=("SW1",)))
    assert not (tmp_path / "out").exists()
