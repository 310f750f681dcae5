"""Export, from a real review file to documents on the disk."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import papers
import pytest

from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Agency, Entry, Participant
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.tiers import tiers
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import making
from workshop_tui.review.exportable import DOCUMENTS
from workshop_tui.review.exporting import export
from workshop_tui.review.seat import Seat
from workshop_tui.store import journal, replay
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

HIDING = [tier for tier in Tier if tier is not Tier.NAMES]
NAMES = ("Josie", "Tarrant", "Birtles", "Hannah", "Núñez", "שרה", "Larkfell", "Kiln", "Typist")
TEXTS = ["report.md", "actions", "data"]
FIRST = [
    "learning-review-report-v1-DRAFT.md",
    "action-plan-v1-DRAFT.csv",
    "review-v1-DRAFT.json",
]


def _fill(seat: Seat) -> None:
    people = seat.people
    people.register("child", "Josie Tarrant", "Child A", ["Jo-Jo"]).result()
    people.register("family", "José Núñez", "Father").result()
    people.register("family", "שרה כהן", "Grandmother").result()
    people.register("agency", "Larkfell Primary School", "School 1", ["Larkfell"]).result()
    people.register("place", "14 Kiln Row", "Street 1", ["Kiln Row"]).result()

    def store(tx: Transaction) -> None:
        school = tx.add(Agency(name="Larkfell Primary School", short="Larkfell"))
        for number, text in enumerate(
            ("Josie’s visit to 14 KILN ROW | seen", "=1+1", "\u202eשרה\u202c rang\n\nHannah", "x")
        ):
            tx.add(
                Entry(
                    agency_id=school.id,
                    text=text,
                    sort_key=f"{number}",
                    date_text=f"{number + 1}/3/24 (Josie's birthday)",
                    earliest=f"2024-03-0{number + 1}",
                    latest=f"2024-03-0{number + 1}",
                    source="H. Birtles",
                    fields={"Seen by Hannah": "JOSE NUNEZ"},
                )
            )

    seat.run("filled", ChangeClass.ADMINISTRATION, store).result()
    people.add_participant("SW1", "Social worker", "Larkfell", "Hannah Birtles").result()
    first = seat.read.order()[0]
    capture = seat.captures.add("* @Hannah Nobody asked Josie #kiln-row", entry_id=first).result()
    seat.captures.add('> =HYPERLINK("x") by Hannah', entry_id=first).result()
    seat.captures.add("~ parked about Larkfell").result()
    seat.captures.add("! Josie is not safe \x1b[31m", entry_id=first).result()
    finding, action = seat.read.outcome("F1"), seat.read.outcome("A1")
    seat.outcomes.set(action.id, "owner", "@Hannah").result()
    seat.outcomes.answers_finding(action.id, finding.id).result()
    seat.captures.also_at(capture.id, seat.read.order()[2]).result()


@pytest.fixture
def chair(tmp_path: Path) -> Iterator[Seat]:
    path = tmp_path / "case.review"
    making.create(path, None, reference="LR-1", title="Josie", lead="Hannah Birtles", name="M")
    seat = Seat.open(path, None, Role.CHAIR, "Ann Typist")
    _fill(seat)
    yield seat
    seat.close()


def read(folder: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8-sig") if path.suffix in TEXT else papers.said(path)
        for path in folder.iterdir()
    )


TEXT = (".md", ".csv", ".json", ".html")


def made_for(tier: Tier) -> int:
    """How many documents a circulation has."""
    rules = tiers().rules[tier]
    return sum(one.fits(rules) for one in DOCUMENTS.values())


def test_all_documents_are_written(chair: Seat, tmp_path: Path) -> None:
    result = export(chair, tmp_path / "out")
    every = [f"{one.stem}-v1-DRAFT{one.suffix}" for one in DOCUMENTS.values()]
    assert [path.name for path in result.written] == every
    assert result.held_back == () and result.failed == ()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(every)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in result.written)


@pytest.mark.parametrize("tier", HIDING)
def test_no_name_is_in_any_pseudonymised_export(chair: Seat, tmp_path: Path, tier: Tier) -> None:
    result = export(chair, tmp_path / "out", tier=tier)
    assert len(result.written) == made_for(tier)
    text = read(tmp_path / "out").casefold()
    assert [name for name in NAMES if name.casefold() in text] == []
    assert "nunez" not in text and "kiln row" not in text


def test_with_names_everything_stands_as_it_was_written(chair: Seat, tmp_path: Path) -> None:
    export(chair, tmp_path / "out", tier=Tier.NAMES)
    text = read(tmp_path / "out")
    for words in ("Josie’s visit to 14 KILN ROW", "JOSE NUNEZ", "Hannah Birtles", "שרה", "Typist"):
        assert words in text


@pytest.mark.parametrize("tier", list(Tier))
def test_contains_names_until_the_register_is_confirmed(
    chair: Seat, tmp_path: Path, tier: Tier
) -> None:
    before = export(chair, tmp_path / "out", TEXTS, tier=tier).written
    assert all("Contains names" in path.read_text(encoding="utf-8") for path in before)
    chair.people.confirm_register().result()
    after = export(chair, tmp_path / "out", TEXTS, tier=tier).written
    marked = ["Contains names" in path.read_text(encoding="utf-8") for path in after]
    assert marked == [tier is Tier.NAMES] * 3
    chair.people.register("family", "Somebody New", "Uncle").result()
    again = export(chair, tmp_path / "out", TEXTS, tier=tier).written
    assert all("Contains names" in path.read_text(encoding="utf-8") for path in again)


def test_versions_are_numbered_together(chair: Seat, tmp_path: Path) -> None:
    first = export(chair, tmp_path, TEXTS).written[0].read_bytes()
    second = export(chair, tmp_path, only=["data"]).written
    third = export(chair, tmp_path, TEXTS).written
    assert [path.name for path in second] == ["review-v1-DRAFT-copy2.json"]
    assert [path.name for path in third] == [
        "learning-review-report-v1-DRAFT-copy3.md",
        "action-plan-v1-DRAFT-copy3.csv",
        "review-v1-DRAFT-copy3.json",
    ]
    chair.captures.add("* Nobody asked twice").result()
    assert export(chair, tmp_path, ["data"]).written[0].name == "review-v2-DRAFT.json"
    assert (tmp_path / FIRST[0]).read_bytes() == first


@pytest.mark.parametrize("only", [["report.md"], ["actions", "data"], ["data", "data"]])
def test_only_some(chair: Seat, tmp_path: Path, only: list[str]) -> None:
    written = export(chair, tmp_path / "out", only=only).written
    assert len(written) == len(set(only)) == len(list((tmp_path / "out").iterdir()))


@pytest.mark.parametrize("only", [["report", "poem"], [], [""]])
def test_unknown_documents(chair: Seat, tmp_path: Path, only: list[str]) -> None:
    with pytest.raises(Problem, match=r"report\.md, .*actions, .*data"):
        export(chair, tmp_path / "out", only=only)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("role", [Role.ROOM, Role.OBSERVER])
def test_seats_that_only_look_cannot_export(chair: Seat, tmp_path: Path, role: Role) -> None:
    seat = Seat(chair.file, role, "Guest")
    with pytest.raises(NotAllowed):
        export(seat, tmp_path / "out")
    seat.close()
    assert not (tmp_path / "out").exists()


def test_a_document_with_a_leak_is_held_back(
    chair: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = View.text
    monkeypatch.setattr(
        View, "text", lambda view, text: text if "Josie’s" in text else honest(view, text)
    )
    result = export(chair, tmp_path / "out", [*TEXTS, "tables.entries"])
    assert sorted(path.name for path in result.written) == [
        "action-plan-v1-DRAFT.csv",
        "learning-review-report-v1-DRAFT.md",
    ]
    assert {leak.document for leak in result.held_back} == {
        "review-v1-DRAFT.json",
        "table-entries-v1-DRAFT.csv",
    }
    assert {leak.words for leak in result.held_back} == {"Josie", "14 KILN ROW"}
    named = export(chair, tmp_path / "named", only=["tables.entries"], tier=Tier.NAMES).written[0]
    leak = next(leak for leak in result.held_back if leak.words == "Josie")
    assert leak.place and "Josie’s visit" in named.read_text(encoding="utf-8")


def test_the_csv_opens_and_holds_no_formula(chair: Seat, tmp_path: Path) -> None:
    (path,) = export(chair, tmp_path, only=["actions"]).written
    assert path.read_bytes().startswith(b"\xef\xbb\xbfRef,Action,")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["Action"] == '\'=HYPERLINK("x") by SW1'
    assert row["Owner"] == "'@SW1" and row["Finding it answers"] == "F1: Nobody asked Child A"
    assert row["Evidence entries"] == "entry 1, 1 March 2024"


def test_the_json_can_be_read_back(chair: Seat, tmp_path: Path) -> None:
    (path,) = export(chair, tmp_path, only=["data"]).written
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert whole["entries"][2]["text"] == "\u202eGrandmother\u202c rang\n\nSW1"
    assert whole["entries"][0]["fields"] == {"Seen by SW1": "Father"}
    assert whole["captures"][0]["entries"] == [1, 3]
    assert whole["captures"][0]["line"] == "* @SW1 Nobody asked Child A #Street 1"
    assert whole["captures"][3]["text"] == "Child A is not safe \x1b[31m"
    assert whole["review"]["lead"] == "SW1"
    assert whole["journal_head"] in [_head_before_export(chair)]


def _head_before_export(seat: Seat) -> str:
    (change,) = (c for c in seat.read.changes() if c.meaning.startswith("exported"))
    connection = seat.file.connect()
    (row,) = connection.execute("select hash from journal where seq = ?", (change.seq - 1,))
    connection.close()
    return bytes(row[0]).hex()


def test_an_export_is_remembered_without_content(chair: Seat, tmp_path: Path) -> None:
    head = chair.read.journal_head()
    export(chair, tmp_path / "Josie's folder", TEXTS, tier=Tier.BOARD)
    last = chair.read.changes()[-1]
    assert last.klass is ChangeClass.ADMINISTRATION and last.person == "Ann Typist"
    assert last.meaning == f"exported documents (board, journal {head[:12]}): {', '.join(FIRST)}"
    connection = chair.file.connect()
    assert replay.differences(connection) == [] and journal.broken_at(connection) is None
    connection.close()
    assert chair.undo().result().meaning != last.meaning


def test_it_can_be_called_in_a_thread(chair: Seat, tmp_path: Path) -> None:
    results: list[int] = []
    thread = threading.Thread(target=lambda: results.append(len(export(chair, tmp_path).written)))
    thread.start()
    thread.join()
    assert results == [len(DOCUMENTS)]


def test_two_exports_at_once_never_overwrite(chair: Seat, tmp_path: Path) -> None:
    written: list[Path] = []

    def run() -> None:
        try:
            written.extend(export(chair, tmp_path / "out", only=["report.md"]).written)
        except Problem:
            return

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(written) == len(set(written)) == len(list((tmp_path / "out").iterdir())) >= 1


def test_an_empty_review_can_be_exported(tmp_path: Path) -> None:
    path = tmp_path / "empty.review"
    making.create(path, None, reference="LR-2", title="")
    seat = Seat.open(path, None, Role.COMMAND_LINE)
    for tier in Tier:
        assert len(export(seat, tmp_path / tier.value, tier=tier).written) == made_for(tier)
    seat.close()


def test_a_review_of_500_entries_goes_out_whole(chair: Seat, tmp_path: Path) -> None:
    words = "Josie seen at home by H Birtles; Mother tired, José Núñez not at 14 Kiln Row. " * 6

    def store(tx: Transaction) -> None:
        for number in range(500):
            tx.add(Entry(agency_id=1, text=f"{number} {words}", sort_key=f"x{number:04}"))
        for number in range(60):
            tx.add(Participant(code=f"X{number}", role=f"Role {number}"))

    chair.run("filled", ChangeClass.ADMINISTRATION, store).result()
    result = export(chair, tmp_path / "out")
    assert len(result.written) == len(DOCUMENTS) and not result.held_back
