"""Documents with names: by an explicit act, to somebody, with a reason; and that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR
from workshop_tui.practice.preparing import Dispatch
from workshop_tui.practice.problems import NotAllowed, NotFound, Problem
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.escalation_notice import send_notice
from workshop_tui.review.named import (
    Addressee,
    Made,
    named_document,
    pseudonymised_document,
)
from workshop_tui.review.reader import Reader
from workshop_tui.review.seat import Seat

TO = Addressee(what="letter", recipient="Duty manager, CSC", reason="to find the child")


def letter(reader: Reader, view: View, audience: Audience) -> Sequence[Made]:
    del reader, audience
    return [Made("letter", ".md", view.text("About Callum Birtwistle").encode())]


def never(reader: Reader, view: View, audience: Audience) -> Sequence[Made]:
    raise AssertionError("no view with names may be handed out")


def test_it_carries_names_and_that_is_kept(chair: Seat, tmp_path: Path) -> None:
    (path,) = named_document(chair, tmp_path, TO, letter).written
    assert path.read_text() == "About Callum Birtwistle"
    (kept,) = chair.read.records(Dispatch)
    assert (kept.what, kept.recipient, kept.named) == ("letter", "Duty manager, CSC", True)
    assert (kept.reason, kept.by, kept.document) == ("to find the child", "Alex", "letter.md")
    assert kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest() and kept.tier == ""
    with pytest.raises(Problem, match="nothing of yours to undo"):
        chair.undo().result()


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (Addressee(what="letter", recipient=" ", reason="r"), "needs a recipient"),
        (Addressee(what="letter", recipient="DM", reason=" "), "needs a reason"),
        (Addressee(what="pack", recipient="DM", reason="r", tier=Tier.PANEL), "never carry names"),
        (Addressee(what="pack", recipient="DM", reason="r", tier=Tier.PUBLIC), "never carry"),
    ],
)
def test_without_recipient_or_reason_no_name_is_handed_out(
    chair: Seat, tmp_path: Path, to: Addressee, said: str
) -> None:
    with pytest.raises(Problem, match=said):
        named_document(chair, tmp_path / "out", to, never)
    assert chair.read.records(Dispatch) == [] and not (tmp_path / "out").exists()


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER])
def test_only_the_chair_sends(sit: Callable[..., Seat], tmp_path: Path, role: Role) -> None:
    seat = sit(role)
    for send in (named_document, pseudonymised_document):
        with pytest.raises(NotAllowed):
            send(seat, tmp_path, TO, never)


def test_the_rooms_papers_may_carry_names_unless_the_review_forbids_it(
    chair: Seat, tmp_path: Path
) -> None:
    room = Addressee(what="pack", recipient="SW1", reason="r", tier=Tier.ROOM)
    assert named_document(chair, tmp_path, room, letter).written
    assert chair.read.records(Dispatch)[0].tier == "room"
    chair.tiers.change("room", {"names": "no"}).result()
    with pytest.raises(Problem, match="never carry names"):
        named_document(chair, tmp_path, room, never)


def test_what_cannot_be_kept_does_not_stay(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise Problem("the disk is full")

    monkeypatch.setattr(type(chair.named), "keep", fails)
    with pytest.raises(Problem, match="disk is full"):
        named_document(chair, tmp_path, TO, letter)
    assert list(tmp_path.glob("letter*")) == []


def test_without_names_it_goes_through_the_leak_check(chair: Seat, tmp_path: Path) -> None:
    assert pseudonymised_document(chair, tmp_path, TO, letter).written
    assert (tmp_path / "letter.md").read_text() == "About Child A"
    (kept,) = chair.read.records(Dispatch)
    assert not kept.named and kept.tier == "panel"

    def leaks(reader: Reader, view: View, audience: Audience) -> Sequence[Made]:
        return [Made("second", ".md", b"About Callum Birtwistle")]

    held = pseudonymised_document(chair, tmp_path, TO, leaks)
    assert held.written == () and held.held_back and len(chair.read.records(Dispatch)) == 1


@pytest.fixture
def escalation(chair: Seat) -> Outcome:
    made: Outcome = chair.outcomes.make(
        OutcomeKind.ESCALATION, "Callum was left alone at night"
    ).result()
    for field, value in (
        ("unsafe_now", "Nobody is with Cal after ten"),
        ("told", "Duty manager"),
        ("due", "2026-03-10"),
    ):
        chair.outcomes.set(made.id, field, value).result()
    return made


def test_a_notice_with_names(chair: Seat, escalation: Outcome, tmp_path: Path) -> None:
    noticed = send_notice(chair, tmp_path, "E1", "CSC", named=True, reason="he is alone tonight")
    assert [path.suffix for path in noticed.released.written] == [".docx", ".md"]
    text = noticed.released.written[1].read_text(encoding="utf-8")
    assert "Nobody is with Cal after ten" in text and "Child A: Callum Birtwistle" in text
    assert "who tells them" in noticed.lacks and "by when" not in noticed.lacks
    (kept,) = chair.read.records(Dispatch)
    assert kept.named and kept.what == "escalation notice"
    assert kept.document.count(".md") == kept.document.count(".docx") == 1


def test_a_notice_with_pseudonyms(chair: Seat, escalation: Outcome, tmp_path: Path) -> None:
    noticed = send_notice(chair, tmp_path, "E1", "csc")
    text = noticed.released.written[1].read_text(encoding="utf-8")
    assert "Nobody is with Child A after ten" in text and "Cal" not in text
    assert "Safeguarding lead, CSC" in text


def test_a_notice_that_may_not_go_there_is_refused(
    chair: Seat, escalation: Outcome, tmp_path: Path
) -> None:
    police = next(one for one in chair.read.agencies().values() if one.short == "Police")
    chair.marks.set("outcome", escalation.uid, NOT_FOR, police.id).result()
    with pytest.raises(Problem, match="E1 is marked as not for Police"):
        send_notice(chair, tmp_path, "E1", "Police", named=True, reason="r")
    assert send_notice(chair, tmp_path, "E1", "CSC").released.written
    chair.marks.set("outcome", escalation.uid, LEGAL_ADVICE).result()
    for named in (True, False):
        with pytest.raises(Problem, match="marked as legal advice"):
            send_notice(chair, tmp_path, "E1", "CSC", named=named, reason="r")


def test_what_is_no_escalation_and_nobodys_agency(
    chair: Seat, escalation: Outcome, tmp_path: Path
) -> None:
    chair.outcomes.make(OutcomeKind.FINDING, "a finding").result()
    with pytest.raises(Problem, match="F1 is no escalation"):
        send_notice(chair, tmp_path, "F1", "CSC")
    with pytest.raises(NotFound, match="no agency 'Navy'"):
        send_notice(chair, tmp_path, "E1", "Navy")
