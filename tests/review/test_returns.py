"""Preparation returns: whose they are, which entries they concern, twice from one person."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from preparation_form import FILLED, Form

from workshop_tui.outputs import paper_word, return_form
from workshop_tui.practice.preparing import Attachment, PreparationReturn, ReturnItem
from workshop_tui.practice.problems import Problem
from workshop_tui.review import returns
from workshop_tui.review.readiness import readiness
from workshop_tui.review.returns import Incoming, WhoseForm
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine


@pytest.fixture
def look(seat: Seat, tmp_path: Path):
    """Reads a form as it would be looked at before it is taken in."""
    count = 0

    def read(form: Form, whose: str = "") -> Incoming:
        nonlocal count
        count += 1
        return returns.look(seat.read, form.save(tmp_path / f"form {count}.docx"), whose)

    return read


def circulate(chair: Seat) -> None:
    chair.circulation.circulate("all").result()


def eyes(form: Incoming) -> str:
    return " | ".join(f"{eye.place}: {eye.reason}" for eye in form.eyes)


def test_a_form_is_taken_in_with_its_file(
    seat: Seat, chair: Seat, look, sound: None, review: Path
) -> None:
    circulate(chair)
    form = look(Form().fill(FILLED).answer("Bea from the clinic", "12 May", "A quiet room"))
    assert form.person.code == "HV1"
    (added,) = seat.returns.accept([form], received="2026-03-02").result()
    (kept,) = seat.read.records(Attachment)
    assert (added.how, added.received, added.attachment_id) == ("form", "2026-03-02", kept.id)
    assert seat.read.attachment_bytes(kept.id) == form.content
    third = seat.read.order()[2]
    assert [(i.part, i.why, i.entry_id) for i in seat.read.records(ReturnItem)] == [
        ("intervention", "It was my third visit", third),
        ("decision", "The plan had been kept", None),
    ]
    assert "A quiet room" in added.note and "there is no entry 99" in added.note
    hv1 = next(p for p in seat.read.participants() if p.code == "HV1")
    assert hv1.manager == "Bea from the clinic"
    prepared = next(s for s in readiness(seat.read) if s.id == "people-prepared")
    assert "HV1" not in " ".join(prepared.missing)


def test_undo_takes_the_whole_return_back(seat: Seat, look, review: Path, sound: None) -> None:
    seat.returns.accept([look(Form().fill(FILLED))]).result()
    seat.undo().result()
    for model in (Attachment, PreparationReturn, ReturnItem):
        assert seat.read.records(model) == []
    seat.redo().result()
    assert len(seat.read.records(ReturnItem)) == 2


@pytest.mark.parametrize(
    ("words", "link", "said"),
    [
        ("3", True, ""),
        ("Entry no. 3.", True, ""),
        ("#3", True, ""),
        ("3 and 4", False, "does not name exactly one"),
        ("the one about the clinic", False, "does not name exactly one"),
        ("3?", False, "does not name exactly one"),
        ("12", False, "there is no entry 12"),
        ("3a", False, "there is no entry 3a"),
        ("٣", False, "there is no entry"),
    ],
)
def test_an_entry_is_linked_only_where_one_is_named(
    chair: Seat, look, words: str, link: bool, said: str
) -> None:
    circulate(chair)
    form = look(Form().fill({"action": [["", "I rang", "", words]]}))
    assert form.entries == ((chair.read.order()[2],) if link else (None,))
    assert said in eyes(form) if said else not form.eyes


def test_a_number_is_not_certain_before_the_chronology_was_circulated(look) -> None:
    form = look(Form().fill({"action": [["", "I rang", "", "3"]]}))
    assert form.entries == (None,)
    assert "never circulated" in eyes(form)


def test_whose_it_is_where_the_form_does_not_say(look) -> None:
    gone = Form().fill(FILLED)
    gone.drop(gone.identifier)
    with pytest.raises(WhoseForm, match=r"is gone or was altered\. Say from whom it is"):
        look(gone)
    form = look(gone, "HV1")
    assert form.person.code == "HV1" and "is gone" in eyes(form)
    with pytest.raises(WhoseForm, match=r"names nobody for certain\. Codes: SW1, HV1, PC1, GP1"):
        look(gone, "XY")


def test_a_form_for_somebody_else_or_of_nobody_here(look) -> None:
    with pytest.raises(WhoseForm, match=r"is the form of SW9, and nobody here has that code"):
        look(Form(code="SW9").fill(FILLED))
    form = look(Form(code="SW1").fill(FILLED), "HV1")
    assert form.person.code == "HV1"
    assert "its line says SW1; it is taken as HV1's" in eyes(form)


def test_a_form_of_another_review(look) -> None:
    with pytest.raises(WhoseForm, match=r"belongs to another review: its line says LR-07"):
        look(Form("LR-07").fill(FILLED))
    assert "another review (LR-07)" in eyes(look(Form("LR-07").fill(FILLED), "HV1"))
    assert "another review" not in eyes(look(Form("lr 99").fill(FILLED)))


def test_a_form_with_two_names(look) -> None:
    two = Form().fill(FILLED)
    two.document.paragraphs[0].runs[0].text = "Form P1 · LR-99 · SW1"
    with pytest.raises(WhoseForm, match="names two people"):
        look(two)
    assert "SW1, HV1" in eyes(look(two, "SW1"))


def test_the_same_file_twice(seat: Seat, look, tmp_path: Path) -> None:
    form = look(Form().fill(FILLED))
    with pytest.raises(Problem, match="came already"):
        seat.returns.accept([form, form]).result()
    assert seat.read.records(PreparationReturn) == []
    seat.returns.accept([form]).result()
    with pytest.raises(Problem, match=r"came already, on \d+ \w+ \d{4}; nothing was changed"):
        returns.look(seat.read, tmp_path / "form 1.docx")


def test_a_second_return_is_added_or_replaces(seat: Seat, look, sound: None) -> None:
    seat.returns.accept([look(Form().fill(FILLED))]).result()
    second = look(Form().fill({"action": [["", "I also rang", "", ""]]}))
    assert len(second.earlier) == 1
    seat.returns.accept([second]).result()
    assert len(seat.read.records(PreparationReturn)) == 2
    third = look(Form().fill({"other": [["", "All of it again", "", ""]]}))
    seat.returns.accept([third], replace=True).result()
    assert [item.text for item in seat.read.records(ReturnItem)] == ["All of it again"]
    assert len(seat.read.records(PreparationReturn)) == 1


def test_a_manager_who_is_known_stays(seat: Seat, look) -> None:
    uid = next(p.uid for p in seat.read.participants() if p.code == "HV1")
    seat.forms.change("person", uid, {"manager": "Team lead"}).result()
    form = look(Form().fill(FILLED).answer("Somebody else", "", ""))
    assert form.manager == ""
    seat.returns.accept([form]).result()
    assert next(p for p in seat.read.participants() if p.code == "HV1").manager == "Team lead"


def test_somebody_who_was_taken_away_meanwhile(seat: Seat, look, review: Path) -> None:
    form = look(Form().fill(FILLED))
    seat.forms.remove("person", form.person.uid).result()
    with pytest.raises(Problem, match="was taken away meanwhile"):
        seat.returns.accept([form]).result()
    assert examine(ReviewFile.existing(review, None)).problems == ()


@pytest.mark.parametrize("due", [None, "2036-05-01"])
def test_the_form_that_is_sent_out_says_nothing_by_itself(
    seat: Seat, tmp_path: Path, due: str | None
) -> None:
    """Its title, introduction and guidance are no answers."""
    path = tmp_path / "form.docx"
    path.write_bytes(paper_word.build(return_form.form("LR-99", "HV1", due)))
    with pytest.raises(Problem, match="came back empty"):
        returns.look(seat.read, path)
    filled = docx.Document(str(path))
    filled.tables[2].rows[1].cells[1].text = "I rang"
    filled.save(str(path))
    form = returns.look(seat.read, path)
    assert [(item.part, item.text) for item in form.reading.items] == [("action", "I rang")]
    assert (form.person.code, form.eyes) == ("HV1", ())
