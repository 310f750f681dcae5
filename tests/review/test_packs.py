"""Briefing packs and forms: a numbered copy for each, kept, and nothing in it that must not be."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import pages, said, word_text

from workshop_tui.outputs import files
from workshop_tui.practice.papers import BRIEFING_PACK, PREPARATION_FORM
from workshop_tui.practice.preparing import Attendance, Dispatch, Proceeding
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Entry,
    LineOfEnquiry,
    Participant,
    Restriction,
)
from workshop_tui.practice.return_form import SECTIONS, SUPPORT, read_identifier
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier
from workshop_tui.review import making, releasing
from workshop_tui.review.outgoing import Sent
from workshop_tui.review.packs import send_forms, send_packs
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass

pytestmark = pytest.mark.usefixtures("sound")
Change = Callable[[Any], object]


def do(seat: Seat, job: Change) -> None:
    seat.run("changed for a test", ChangeClass.CONTENT, job).result()


def packs(sent: Sent, suffix: str = ".docx") -> dict[str, str]:
    """What each copy says, by the code in its file's name."""
    files = (*sent.released.written, *sent.released.there)
    paths = [path for path in files if path.suffix == suffix]
    return {path.stem.split(" - ")[2].split("-")[0]: said(path) for path in paths}


def dispatched(seat: Seat, what: str = BRIEFING_PACK) -> list[Dispatch]:
    return seat.read.records(Dispatch, what=what)


# -- copies ----------------------------------------------------------------------------------------


def test_a_copy_for_each_in_word_and_pdf(chair: Seat, tmp_path: Path) -> None:
    sent = send_packs(chair, tmp_path / "out")
    names = sorted(path.name for path in sent.released.written)
    assert len(names) == 8
    assert names[:2] == [
        "LR-99 briefing pack - copy 01 - SW1.docx",
        "LR-99 briefing pack - copy 01 - SW1.pdf",
    ]
    for suffix in (".docx", ".pdf"):
        for number, (code, text) in enumerate(sorted(packs(sent, suffix).items())):
            assert f"Copy {['4', '2', '3', '1'][number]} of 4" in text, (code, number)
            assert f"{code} · not to be passed on" in text
            assert "Home visit. Mother tired" in text
    assert all(path.stat().st_mode & 0o077 == 0 for path in sent.released.written)


def test_every_page_of_the_pdf_says_whose_it_is(chair: Seat, tmp_path: Path) -> None:
    sent = send_packs(chair, tmp_path, ["HV1"], formats=["pdf"])
    (path,) = sent.released.written
    for page in pages(path.read_bytes()):
        assert "Copy 2 of 4 · HV1 · not to be passed on" in page


def test_what_it_holds(chair: Seat, tmp_path: Path) -> None:
    do(chair, lambda tx: tx.add(Proceeding(kind="criminal", contact="DI Somebody", stage="charge")))
    review = chair.read.review()
    do(
        chair,
        lambda tx: tx.change(
            review,
            terms="Understand the spring.\n\nLearn from it.",
            reason="A near miss.",
            trigger="near miss",
            departures="One session only.",
            disclosure="Notes may be asked for.",
            legal_advice="Privileged words",
            independence="Has never worked here.",
        ),
    )
    text = packs(send_packs(chair, tmp_path, ["SW1"]))["SW1"]
    for words in (
        "What a learning review is",
        "Near miss. A near miss.",
        "One session only.",
        "Learn from it.",
        "The child's voice.",
        "Ground rules",
        "Who takes part",
        "Notes may be asked for.",
        "Has never worked here.",
        "please do not discuss evidence",
        "Form P1 · LR-99 · SW1",
        "Key interventions",
    ):
        assert words in text, words
    for words in ("Privileged words", "DI Somebody", "charge"):
        assert words not in text


def test_no_registered_name_is_in_it(chair: Seat, tmp_path: Path) -> None:
    entry = chair.read.entries(chair.read.order())[0]
    do(chair, lambda tx: tx.change(tx.get(Entry, entry.id), fields={"child": "Cal was shy."}))
    everything = "\n".join(packs(send_packs(chair, tmp_path)).values())
    for name in ("Callum", "Cal was", "Ainsworth", "Nandakumar", "Thackeray"):
        assert name not in everything
    assert "Child A was shy." in everything


def test_gaps_are_said_in_the_pack_and_to_who_sends_it(sit: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.review"
    making.create(path, None, reference="LR-1", title="New", name="Maker")
    seat = sit(Role.CHAIR, "Alex", path=path)
    seat.people.add_participant("SW1", "Social worker", "", "", "", True).result()
    sent = send_packs(seat, tmp_path / "out")
    text = packs(sent)["SW1"]
    for what in ("who leads", "the terms", "the agenda", "the date", "the combined chronology"):
        assert f"Still missing: {what}" in text, what
        assert any(sentence.startswith(f"Still missing: {what}") for sentence in sent.said), what
    assert seat.read.circulations() == []
    assert [one.what for one in dispatched(seat)] == [BRIEFING_PACK] * 2


def test_nobody_to_send_to_is_said(sit: Any, tmp_path: Path) -> None:
    path = tmp_path / "empty.review"
    making.create(path, None, reference="LR-1", title="New", name="Maker")
    with pytest.raises(Problem, match="nobody to send"):
        send_packs(sit(Role.CHAIR, "Alex", path=path), tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "text",
    ["<b> & {{x}} #panic()", "\x07\x1b[2J\x00", "שלום مرحبا", "y" * 400, "]]> 中文 \U0001f642"],
)
def test_whatever_stands_in_any_field(chair: Seat, tmp_path: Path, text: str) -> None:
    read = chair.read
    session, review = read.event(), read.review()
    assert session is not None

    def everywhere(tx: Any) -> None:
        tx.change(review, title=text, terms=text, reason=text, summary=text, requested_by=text)
        tx.change(session, title=text, place=text, starts="10:00", date="2026-07-03")
        for person in tx.find(Participant):
            tx.change(person, role=text, code=f"{person.code}{text[:9]}")
        for step in tx.find(AgendaStep):
            tx.change(step, title=text)
        for line in tx.find(LineOfEnquiry):
            tx.change(line, title=text, question=text)
        for agency in tx.find(Agency):
            tx.change(agency, short=text[:40])
        for entry in tx.find(Entry):
            tx.change(entry, text=text, source=text, date_text=text, fields={"child": text})

    do(chair, everywhere)
    sent = send_packs(chair, tmp_path / "out", [read.participants()[0].code])
    assert len(sent.released.written) == 2
    for path in sent.released.written:
        assert "Combined chronology" in said(path)
        assert not set(path.name) & set('<>:"/\\|?*\x07\x00')
    if "{{" in text:
        assert all(text in said(path) for path in sent.released.written)


def test_marks_on_items_are_kept_from_the_agency(chair: Seat, tmp_path: Path) -> None:
    read = chair.read
    entry = read.entries(read.order())[0]
    police = next(one for one in read.agencies().values() if one.short == "Police")
    do(
        chair,
        lambda tx: tx.add(
            Restriction(
                table_name=Entry.TABLE, row_uid=entry.uid, mark="not for", agency_id=police.id
            )
        ),
    )
    text = packs(send_packs(chair, tmp_path))
    assert "Ear infection" in text["GP1"]
    assert "Ear infection" in text["SW1"]
    assert "Ear infection" not in text["PC1"]
    assert "1 item that is not for everybody" in text["PC1"]
    assert "Call-out, neighbours" in text["PC1"]


def test_a_body_gets_a_copy_that_may_reach_anybody(chair: Seat, tmp_path: Path) -> None:
    read = chair.read
    entry, agency = read.entries(read.order())[0], next(iter(read.agencies().values()))
    mark = Restriction(
        table_name=Entry.TABLE, row_uid=entry.uid, mark="not for", agency_id=agency.id
    )
    do(chair, lambda tx: tx.add(mark))
    sent = send_packs(chair, tmp_path, ["CRSG"], tier=Tier.PANEL)
    (text,) = packs(sent).values()
    assert "Case Review Sub-Group · not to be passed on" in text
    assert "Ear infection" not in text
    assert [one.participant_id for one in dispatched(chair)] == [None, None]


# -- who -------------------------------------------------------------------------------------------


def test_those_who_are_invited_and_nobody_else(chair: Seat, tmp_path: Path) -> None:
    session = chair.read.event()
    assert session is not None
    people = chair.read.participants()

    def invite(tx: Any) -> None:
        for person in people[:2]:
            tx.add(
                Attendance(session_id=session.id, participant_id=person.id, invited="2026-01-05")
            )
        tx.add(Attendance(session_id=session.id, participant_id=people[2].id))

    sent = send_packs(chair, tmp_path / "before")
    assert "Nobody is invited yet" in sent.said[0]
    do(chair, invite)
    sent = send_packs(chair, tmp_path / "after")
    assert set(packs(sent)) == {people[0].code, people[1].code}


def test_who_must_not_attend_is_sent_nothing(chair: Seat, tmp_path: Path) -> None:
    person = chair.read.participants()[0]
    do(chair, lambda tx: tx.change(tx.get(Participant, person.id), must_not_attend="a witness"))
    sent = send_packs(chair, tmp_path)
    assert person.code not in packs(sent)
    assert any(person.code in sentence for sentence in sent.said)
    assert "a witness" not in " ".join(sent.said)
    with pytest.raises(Problem, match="must not attend"):
        send_packs(chair, tmp_path, [person.code])
    with pytest.raises(Problem, match="Nobody taking part has the code 'XX'"):
        send_packs(chair, tmp_path, ["XX"])


@pytest.mark.parametrize("role", [Role.NOTE_TAKER, Role.OBSERVER, Role.ROOM])
def test_only_who_leads_sends(sit: Any, tmp_path: Path, role: Role) -> None:
    seat = sit(role, "Somebody")
    for send in (send_packs, send_forms):
        with pytest.raises(NotAllowed):
            send(seat, tmp_path / "out")
    assert not (tmp_path / "out").exists()


# -- numbers, versions, what is kept ---------------------------------------------------------------


def test_what_went_to_whom_is_kept(chair: Seat, tmp_path: Path) -> None:
    sent = send_packs(chair, tmp_path, ["HV1"])
    kept = dispatched(chair)
    person = next(one for one in chair.read.participants() if one.code == "HV1")
    assert [(one.copy, one.recipient, one.participant_id) for one in kept] == [
        (2, "HV1", person.id)
    ] * 2
    assert {one.document for one in kept} == {path.name for path in sent.released.written}
    import hashlib

    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in sent.released.written}
    assert {one.sha256 for one in kept} == digests
    assert {(one.tier, one.named, one.by) for one in kept} == {("room", False, "Alex")}
    with pytest.raises(Problem):
        chair.undo().result()
    assert len(dispatched(chair)) == 2


def test_a_copy_keeps_its_number_whoever_comes_later(chair: Seat, tmp_path: Path) -> None:
    assert "Copy 3 of 4" in packs(send_packs(chair, tmp_path, ["PC1"]))["PC1"]
    chair.people.add_participant("FSW1", "Support worker", "", "", "", True).result()
    person = next(one for one in chair.read.participants() if one.code == "SW1")
    do(chair, lambda tx: tx.change(person, must_not_attend="ill"))
    text = packs(send_packs(chair, tmp_path))
    assert "Copy 3 of" in text["PC1"]
    numbers = [one.copy for one in dispatched(chair) if one.recipient == "FSW1"]
    assert numbers == [max(one.copy for one in dispatched(chair))] * 2
    by_copy: dict[int, set[str]] = {}
    for one in dispatched(chair):
        by_copy.setdefault(one.copy, set()).add(one.recipient)
    assert all(len(recipients) == 1 for recipients in by_copy.values())


def test_the_chronology_is_circulated_and_its_numbers_stay(chair: Seat, tmp_path: Path) -> None:
    send_packs(chair, tmp_path, formats=["docx"])
    (circulated,) = chair.read.circulations()
    assert circulated.label == "Version 1"
    assert circulated.entries == 5
    assert [one.ref for one in chair.read.entries(chair.read.order())] == list("12345")
    later = packs(send_packs(chair, tmp_path, ["SW1"], formats=["docx"]))
    assert len(chair.read.circulations()) == 1
    assert "Version 1" in later["SW1"]
    chair.entries.add(agency="GP", text="A letter.", date="10/03/2023").result()
    text = packs(send_packs(chair, tmp_path, ["SW1"], formats=["docx"]))["SW1"]
    assert [one.label for one in chair.read.circulations()] == ["Version 1", "Version 2"]
    assert "Version 2" in text
    assert "\n2a\n" in text


def test_marking_an_entry_discussed_makes_no_new_version(chair: Seat, tmp_path: Path) -> None:
    send_packs(chair, tmp_path, ["SW1"], formats=["docx"])
    chair.event.mark(chair.read.order()[0], "discussed").result()
    send_packs(chair, tmp_path, ["SW1"], formats=["docx"])
    assert len(chair.read.circulations()) == 1


def test_a_change_while_it_is_made_stops_it(
    chair: Seat, other: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = releasing._write

    def meanwhile(document: Any) -> Path:
        if not other.read.captures():
            other.captures.add("so that it happens once").result()
            other.entries.add(agency="GP", text="A letter.", date="10/03/2023").result()
        return written(document)

    monkeypatch.setattr(releasing, "_write", meanwhile)
    with pytest.raises(Problem, match="changed by another seat"):
        send_packs(chair, tmp_path / "out", ["SW1"])
    assert list((tmp_path / "out").iterdir()) == []
    assert dispatched(chair) == []
    assert chair.read.circulations() == []


# -- held back, full disks, folders that vanish ----------------------------------------------------


def test_a_copy_that_names_somebody_is_held_back(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The pack's own words name somebody: nothing renders those, the last look finds them.
    chair.people.register("child", "Agenda", "Child B").result()
    sent = send_packs(chair, tmp_path, ["SW1"])
    assert sent.released.written == ()
    assert {finding.words.casefold() for finding in sent.released.held_back} == {"agenda"}
    assert dispatched(chair) == []
    assert chair.read.circulations() == []
    allowed = releasing.Allowed(("agenda",), "an ordinary word here")
    sent = send_packs(chair, tmp_path, ["SW1"], allowed=allowed)
    assert len(sent.released.written) == 2
    assert len(dispatched(chair)) == 2


def _fails_after(monkeypatch: pytest.MonkeyPatch, count: int, error: OSError) -> None:
    whole = files._write_whole
    calls = iter(range(1000))

    def write(path: Path, content: bytes) -> None:
        if next(calls) >= count:
            raise error
        whole(path, content)

    monkeypatch.setattr(files, "_write_whole", write)


def test_a_full_disk_leaves_nothing_behind(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fails_after(monkeypatch, 3, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(Problem, match="No space left on device"):
        send_packs(chair, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert dispatched(chair) == []
    assert chair.read.circulations() == []


def test_a_folder_that_vanishes(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files._write_whole

    def vanish(path: Path, content: bytes) -> None:
        shutil.rmtree(path.parent)
        whole(path, content)

    monkeypatch.setattr(files, "_write_whole", vanish)
    with pytest.raises(Problem, match="cannot be written"):
        send_packs(chair, tmp_path / "out")
    assert dispatched(chair) == []


def test_nothing_is_written_over(chair: Seat, tmp_path: Path) -> None:
    first = send_packs(chair, tmp_path, ["SW1"], formats=["docx"]).released.written
    first[0].write_bytes(first[0].read_bytes() + b"somebody's own" * 9)
    before = first[0].read_bytes()
    second = send_packs(chair, tmp_path, ["SW1"], formats=["docx"]).released.written
    assert first != second
    assert first[0].read_bytes() == before


@pytest.mark.parametrize(("formats", "words"), [(["odt"], "no format 'odt'"), ([], "No format")])
def test_an_unknown_format_is_refused(
    chair: Seat, tmp_path: Path, formats: list[str], words: str
) -> None:
    with pytest.raises(Problem, match=words):
        send_packs(chair, tmp_path / "out", formats=formats)
    with pytest.raises(Problem, match="for the room or for the panel"):
        send_packs(chair, tmp_path / "out", tier=Tier.PUBLIC)


# -- forms -----------------------------------------------------------------------------------------


def test_a_form_for_each_in_the_layout_that_is_agreed(chair: Seat, tmp_path: Path) -> None:
    import docx

    sent = send_forms(chair, tmp_path)
    assert len(sent.released.written) == 4
    path = next(one for one in sent.released.written if one.stem.endswith("HV1"))
    document = docx.Document(str(path))
    said_ = [paragraph.text for paragraph in document.paragraphs]
    found = [one for one in map(read_identifier, said_) if one]
    assert found == [("P1", "LR-99", "HV1")] * 2
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == [*(section.heading for section in SECTIONS), "Support"]
    assert len(document.tables) == len(SECTIONS) + 1
    for section, table in zip(SECTIONS, document.tables, strict=False):
        assert tuple(cell.text for cell in table.rows[0].cells) == section.columns
        assert all(cell.text == "" for row in table.rows[1:] for cell in row.cells)
    assert [row.cells[0].text for row in document.tables[-1].rows] == list(SUPPORT)
    assert [(one.recipient, one.copy) for one in dispatched(chair, PREPARATION_FORM)] == [
        ("SW1", 0),
        ("HV1", 0),
        ("PC1", 0),
        ("GP1", 0),
    ]


def test_a_filled_in_form_comes_back(chair: Seat, tmp_path: Path) -> None:
    import docx

    from workshop_tui.practice.preparing import PreparationReturn, ReturnItem
    from workshop_tui.review import returns

    (path,) = send_forms(chair, tmp_path, ["HV1"]).released.written
    document = docx.Document(str(path))
    words = ("12 March 2023", "I rang twice.", "The baby was asleep.", "3")
    for cell, text in zip(document.tables[0].rows[1].cells, words, strict=True):
        cell.text = text
    filled = tmp_path / "filled.docx"
    document.save(str(filled))
    form = returns.look(chair.read, filled)
    chair.returns.accept([form]).result()
    (back,) = chair.read.records(PreparationReturn)
    assert back.participant_id == next(
        one.id for one in chair.read.participants() if one.code == "HV1"
    )
    (item,) = chair.read.records(ReturnItem)
    assert item.part == "intervention"
    assert item.date_text == "12 March 2023"
    assert "I rang twice." in item.text


def test_a_body_fills_in_no_form(chair: Seat, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="takes no part"):
        send_forms(chair, tmp_path / "out", ["CRSG"])


def test_the_form_in_the_pack_is_the_same(chair: Seat, tmp_path: Path) -> None:
    (form,) = send_forms(chair, tmp_path, ["SW1"]).released.written
    (whole,) = send_packs(chair, tmp_path, ["SW1"], formats=["docx"]).released.written
    lines = [line for line in word_text(form.read_bytes()).splitlines() if line][1:]
    assert "\n".join(lines) in "\n".join(
        line for line in word_text(whole.read_bytes()).splitlines() if line
    )


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_pack_that_is_sent_again_says_what_is_new_or_is_the_same_file(
    chair: Seat, tmp_path: Path, suffix: str
) -> None:
    def send() -> Sent:
        return send_packs(chair, tmp_path, ["SW1"], formats=[suffix])

    (first,) = send().released.written
    again = send()
    assert (again.released.written, again.released.there) == ((), (first,))
    assert "Takes the place of" not in said(first)
    chair.forms.add("line", {"title": "Voice", "question": "How was the child heard?"}).result()
    (second,) = send().released.written
    assert second.stem == f"{first.stem}-1"
    text = " ".join(said(second).split())
    assert "Takes the place of" in text and "New since then" in text
    assert "the lines of enquiry" in text
    again = send()
    assert (again.released.written, again.released.there) == ((), (second,))
    assert [one.document for one in dispatched(chair)] == [
        first.name,
        first.name,
        second.name,
        second.name,
    ]


def test_a_locked_pack_is_written_anew_since_it_may_have_another_password(
    chair: Seat, tmp_path: Path
) -> None:
    for _ in range(2):
        sent = send_packs(chair, tmp_path, ["SW1"], formats=["docx"], password="three blue herons")
        assert len(sent.released.written) == 1


def test_a_preview_of_packs_says_to_whom_and_what_the_leak_check_finds(
    chair: Seat, tmp_path: Path
) -> None:
    before = chair.read.last_seq()
    sent = send_packs(chair, None, ["SW1", "HV1"], formats=["docx"], preview=True)
    assert [(one.to, one.tier, one.held) for one in sent.going] == [
        (("SW1",), "room", False),
        (("HV1",), "room", False),
    ]
    assert chair.read.last_seq() == before
    assert not list(tmp_path.glob("*briefing*"))
    assert chair.read.circulations() == []
