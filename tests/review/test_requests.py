"""Asking an agency for its chronology, and reminding it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from papers import said

from workshop_tui.practice.papers import CHRONOLOGY_REMINDER, CHRONOLOGY_REQUEST
from workshop_tui.practice.preparing import ChronologyRequest, Dispatch, FamilyMember
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Identity, Review
from workshop_tui.practice.roles import Role
from workshop_tui.review.outgoing import Sent
from workshop_tui.review.requests import send_request
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass

pytestmark = pytest.mark.usefixtures("sound")
TODAY = dt.date.today().isoformat()


def do(seat: Seat, job: Any) -> None:
    seat.run("changed for a test", ChangeClass.CONTENT, job).result()


def letter(sent: Sent) -> str:
    return said(next(path for path in sent.released.written if "chronology re" in path.name))


def test_a_letter_with_blank_forms_beside_it(chair: Seat, tmp_path: Path) -> None:
    do(chair, lambda tx: tx.change(tx.find(Review)[0], period_from="2023-01-01"))
    sent = send_request(chair, tmp_path, "hv", "2036-03-14")
    assert sorted(path.name for path in sent.released.written) == [
        "Agency chronology - LR-99 - HV.docx",
        "Agency chronology - LR-99 - HV.xlsx",
        "LR-99 chronology request - HV.docx",
    ]
    text = letter(sent)
    for words in (
        "HV, safeguarding lead",
        "by Friday 14 March 2036",
        "Please cover from 1 January 2023",
        "names nobody",
        "Agency chronology - LR-99 - HV.docx",
    ):
        assert words in text, words
    (kept,) = chair.read.records(Dispatch)
    assert (kept.what, kept.recipient, kept.named) == (CHRONOLOGY_REQUEST, "HV", False)
    (request,) = chair.read.records(ChronologyRequest)
    assert (request.requested, request.due) == (TODAY, "2036-03-14")
    assert request.agency_id == kept.agency_id


def test_asking_again_moves_the_day_and_keeps_the_first(chair: Seat, tmp_path: Path) -> None:
    send_request(chair, tmp_path, "HV", "2036-03-14")
    (request,) = chair.read.records(ChronologyRequest)
    do(chair, lambda tx: tx.change(request, requested="2026-01-01"))
    send_request(chair, tmp_path, "HV", "2036-04-18")
    (request,) = chair.read.records(ChronologyRequest)
    assert (request.requested, request.due) == ("2026-01-01", "2036-04-18")


def test_a_reminder(chair: Seat, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not asked for its chronology yet"):
        send_request(chair, tmp_path, "HV", None, reminder=True)
    send_request(chair, tmp_path, "HV", "2036-03-14")
    (before,) = chair.read.records(ChronologyRequest)
    sent = send_request(chair, tmp_path, "HV", None, reminder=True)
    assert "Reminder: your chronology" in letter(sent)
    assert "It was to be with us by Friday 14 March 2036" in letter(sent)
    assert chair.read.records(ChronologyRequest) == [before]
    assert [one.what for one in chair.read.records(Dispatch)] == [
        CHRONOLOGY_REQUEST,
        CHRONOLOGY_REMINDER,
    ]
    do(chair, lambda tx: tx.change(before, nothing_held=True))
    with pytest.raises(Problem, match="has answered already"):
        send_request(chair, tmp_path, "HV", None, reminder=True)


def test_names_only_by_an_explicit_act_and_kept(chair: Seat, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="needs a reason"):
        send_request(chair, tmp_path / "out", "HV", "2036-03-14", named=True)
    do(
        chair,
        lambda tx: [
            tx.change(tx.find(Review)[0], child_born="2019-05-14", lead="Ann Lead"),
            tx.add(Identity(kind="family", name="Mrs Dobie", pseudonym="Neighbour 1")),
        ],
    )
    why = "to find the records"
    sent = send_request(chair, tmp_path, "HV", "2036-03-14", named=True, reason=why)
    text = letter(sent)
    for words in ("Callum Birtwistle", "14 May 2019", "Thornley Vale Community Health", "Ann Lead"):
        assert words in text
    assert "Dobie" not in text
    assert "Child A" not in text
    (kept,) = chair.read.records(Dispatch)
    assert (kept.named, kept.reason) == (True, why)


def test_the_family_as_it_is_entered_and_nobody_else(chair: Seat, tmp_path: Path) -> None:
    def enter(tx: Any) -> None:
        mother = tx.add(
            Identity(
                kind="family", name="Kay Birtwistle", pseudonym="Mother", aliases=("K Jones", "Kay")
            )
        )
        child = next(one for one in tx.find(Identity) if one.kind == "child")
        tx.add(FamilyMember(label="Child A", relation="child", identity_id=child.id))
        tx.add(FamilyMember(label="Mother", relation="parent", identity_id=mother.id))
        tx.add(FamilyMember(label="Aunt", relation="other", identity_id=None))

    do(chair, enter)
    sent = send_request(chair, tmp_path, "HV", "2036-03-14", named=True, reason="to find it")
    assert "Parent\tKay Birtwistle (also: K Jones)" in letter(sent)


def test_an_unnamed_letter_calls_the_agency_as_documents_do(chair: Seat, tmp_path: Path) -> None:
    do(chair, lambda tx: tx.add(Identity(kind="agency", name="HV", pseudonym="Health 1")))
    sent = send_request(chair, tmp_path, "HV", "2036-03-14")
    assert "Health 1, safeguarding lead" in letter(sent)
    assert all("HV" not in path.name for path in sent.released.written)


def test_what_is_missing_and_what_is_short_is_said(chair: Seat, tmp_path: Path) -> None:
    soon = (dt.date.today() + dt.timedelta(days=3)).isoformat()
    sent = send_request(chair, tmp_path, "HV", soon)
    assert sent.said[0].startswith("Short notice: ")
    assert "the period" in sent.said[1]
    assert "Still missing: the period" in letter(sent)
    far = (dt.date.today() + dt.timedelta(days=90)).isoformat()
    assert "Short" not in send_request(chair, tmp_path, "GP", far).said[0]


def test_refusals(chair: Seat, sit: Any, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no agency 'XX'\. Agencies: CSC"):
        send_request(chair, tmp_path / "out", "XX", "2036-03-14")
    with pytest.raises(Problem, match="by when"):
        send_request(chair, tmp_path / "out", "HV", None)
    with pytest.raises(NotAllowed):
        send_request(sit(Role.NOTE_TAKER, "Jo"), tmp_path / "out", "HV", "2036-03-14")
    assert not (tmp_path / "out").exists()
    assert chair.read.records(ChronologyRequest) == []


def names(sent: Sent) -> list[str]:
    return sorted(path.name for path in sent.released.written)


def test_asked_again_the_blank_forms_stay_one_file_and_the_letter_says_what_is_new(
    chair: Seat, tmp_path: Path
) -> None:
    first = send_request(chair, tmp_path, "HV", "2036-03-14")
    again = send_request(chair, tmp_path, "HV", "2036-04-18")
    assert names(again) == ["LR-99 chronology request - HV-1.docx"]
    assert sorted(path.suffix for path in again.released.there) == [".docx", ".xlsx"]
    assert set(again.released.there) < set(first.released.written)
    text = letter(again)
    for words in (
        "takes the place of that one",
        "New in this letter: the day by which it is asked for, 18 April 2036 instead of 14 March",
        "Agency chronology - LR-99 - HV.docx",
    ):
        assert words in text, words
    assert "18 April 2036 instead of 14 March 2036" in " ".join(again.said)


def test_the_same_letter_is_not_written_twice_but_kept_as_sent(chair: Seat, tmp_path: Path) -> None:
    first = send_request(chair, tmp_path, "HV", "2036-03-14")
    again = send_request(chair, tmp_path, "HV", "2036-03-14")
    assert again.released.written == ()
    assert set(again.released.there) == set(first.released.written)
    one, two = chair.read.records(Dispatch)
    assert (one.document, one.sha256) == (two.document, two.sha256)
    third = send_request(chair, tmp_path / "elsewhere", "HV", "2036-03-14")
    assert "New in this letter: nothing; it is sent once more" in letter(third)


def test_a_blank_form_that_somebody_wrote_in_is_left_alone(chair: Seat, tmp_path: Path) -> None:
    first = send_request(chair, tmp_path, "HV", "2036-03-14")
    form = next(path for path in first.released.written if path.suffix == ".xlsx")
    form.write_bytes(form.read_bytes() + b"more" * 50)
    again = send_request(chair, tmp_path, "HV", "2036-04-18")
    assert "Agency chronology - LR-99 - HV-1.xlsx" in names(again)
    assert form.read_bytes().endswith(b"more")


def test_a_preview_writes_and_keeps_nothing(chair: Seat, tmp_path: Path) -> None:
    folder, before = tmp_path / "papers", chair.read.last_seq()
    for to in (folder, None):
        sent = send_request(chair, to, "HV", "2036-03-14", preview=True)
        assert [(one.document, one.to, one.held) for one in sent.going] == [
            ("LR-99 chronology request - HV.docx", ("HV",), False),
            ("Agency chronology - LR-99 - HV.docx", (), False),
            ("Agency chronology - LR-99 - HV.xlsx", (), False),
        ]
        assert sent.released.written == ()
    assert not folder.exists()
    assert chair.read.last_seq() == before
    named = send_request(
        chair, None, "HV", "2036-03-14", named=True, reason="to find it", preview=True
    )
    assert named.going[0].named
    assert chair.read.last_seq() == before
    with pytest.raises(Problem, match="into which folder"):
        send_request(chair, None, "HV", "2036-03-14")
