"""A corrected file shows what it changes; captures stay attached, nothing is deleted."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop_tui.practice.problems import Problem
from workshop_tui.review import chronology, reimport
from workshop_tui.review.chronology import Document
from workshop_tui.review.reimport import Comparison

pytestmark = pytest.mark.usefixtures("sound")

ROWS = [
    ("12/03/2024", "Home visit: mother tired, baby asleep upstairs and not seen", "No action"),
    ("14/03/2024", "Telephone call to mother, no answer", ""),
    ("25/03/2024", "Did not attend the clinic; letter sent to both parents", "Letter"),
    ("02/04/2024", "Telephone call to mother, no answer", ""),
    ("09/04/2024", "Review with the school nurse about hearing and sleep", "Referral"),
]


class Office:
    """An agency's office, which sends files."""

    def __init__(self, seat, folder: Path) -> None:
        self.seat = seat
        self.folder = folder
        self.sent = 0

    def read(self, rows, name: str = "nursery.csv", **more):
        self.sent += 1
        out = io.StringIO()
        csv.writer(out).writerows([("Date", "What happened", "Outcome"), *rows])
        path = self.folder / str(self.sent) / name
        path.parent.mkdir()
        # The same rows in other bytes: a file that was only saved again.
        path.write_text(out.getvalue() + "\n" * self.sent, encoding="utf-8")
        remembered = self.seat.read.column_memory("Nursery")
        return chronology.read(path, remembered=remembered, **more), path.read_bytes()

    def send(self, rows, **more) -> int:
        reading, content = self.read(rows, **more)
        return self.seat.chronology.accept(reading, content, "Nursery").result()

    def compare(self, rows, replaces: str | None = None, **more) -> tuple[Comparison, bytes]:
        reading, content = self.read(rows, **more)
        return reimport.compare(self.seat.read, reading, "nursery", replaces), content

    def correct(self, rows, **more) -> Comparison:
        comparison, content = self.compare(rows, **more)
        self.seat.chronology.accept_changes(comparison, content).result()
        return comparison

    def entries(self):
        beside = self.seat.read.beside()
        agency = next(a.id for a in self.seat.read.agencies().values() if a.name == "Nursery")
        found = self.seat.read.entries(self.seat.read.order())
        return [beside.corrected(one) for one in found if one.agency_id == agency]

    def texts(self) -> list[tuple[str, str]]:
        return [(one.date_text, one.text) for one in self.entries()]


@pytest.fixture
def office(seat, tmp_path: Path) -> Office:
    made = Office(seat, tmp_path)
    assert made.send(ROWS) == 5
    return made


def counts(comparison: Comparison) -> tuple[int, int, int, int]:
    found = (comparison.added, comparison.altered, comparison.gone)
    return (*(len(one) for one in found), comparison.unchanged)


def test_the_same_rows_change_nothing(office) -> None:
    before = office.entries()
    comparison = office.correct(ROWS)
    assert counts(comparison) == (0, 0, 0, 5) and not comparison.changes_anything
    assert office.entries() == before
    newest = office.seat.read.source_files()[max(office.seat.read.source_files())]
    assert newest.replaces_id == comparison.replaces.id


def test_added_altered_and_gone(office, seat) -> None:
    ids = {one.text: one.id for one in office.entries()}
    capture = seat.captures.add("said here", entry_id=ids[ROWS[0][1]]).result()
    gone = seat.captures.add("and here", entry_id=ids[ROWS[4][1]]).result()
    comparison = office.correct(
        [
            ("01/03/2024", "First contact by letter", ""),
            ("12/03/2024", "Home visit: mother tired, baby asleep upstairs and seen", "No action"),
            ROWS[1],
            ("26/03/2024", *ROWS[2][1:]),
            ROWS[3],
        ]
    )
    assert counts(comparison) == (1, 2, 1, 2)
    assert [one.changed for one in comparison.altered] == [("text",), ("date_text",)]
    entries = {one.text: one for one in office.entries()}
    seen = entries["Home visit: mother tired, baby asleep upstairs and seen"]
    assert seen.id == ids[ROWS[0][1]]
    assert seat.read.entry(seen.id).text == ROWS[0][1]  # what the first file said stays
    assert [one.id for one in seat.read.captures_at(seen.id)] == [capture.id]
    moved = entries[ROWS[2][1]]
    assert (moved.id, moved.earliest) == (ids[ROWS[2][1]], "2024-03-26")
    (out,) = [one for one in seat.read.excluded() if one.agency_id == seen.agency_id]
    assert out.id == ids[ROWS[4][1]]
    assert seat.read.beside().exclusion_of(out.id).reason == reimport.GONE
    assert [one.id for one in seat.read.captures_at(out.id)] == [gone.id]


def test_corrections_follow_each_other_and_what_was_gone_comes_back(office) -> None:
    office.correct([*ROWS[:4]])
    third = [("12/03/2024", "Home visit; mother was tired, the baby slept", "No action"), *ROWS[1:]]
    comparison = office.correct(third)
    assert counts(comparison) == (0, 1, 0, 3) and len(comparison.returned) == 1
    assert office.texts() == [row[:2] for row in third]
    assert counts(office.correct(third)) == (0, 0, 0, 5)
    assert len(office.seat.read.beside().corrections) == 1
    assert counts(office.correct(ROWS)) == (0, 1, 0, 4)
    assert office.texts() == [row[:2] for row in ROWS]


def test_another_column_is_an_alteration_too(office) -> None:
    comparison = office.correct([(*ROWS[0][:2], "Referral"), *ROWS[1:]])
    assert counts(comparison) == (0, 1, 0, 4)
    assert comparison.altered[0].changed == ("fields",)
    assert office.entries()[0].fields["outcome"] == "Referral"


def test_how_a_day_is_written_is_no_alteration(office) -> None:
    comparison, _ = office.compare([("12 March 2024", *ROWS[0][1:]), *ROWS[1:]])
    assert counts(comparison) == (0, 0, 0, 5)


def test_a_further_file_for_a_later_time_corrects_nothing(office) -> None:
    later = [("12/05/2024", "Settled in the toddler room", ""), ("13/05/2024", "Well", "")]
    comparison, content = office.compare(later)
    assert comparison.replaces is None and counts(comparison) == (2, 0, 0, 0)
    office.seat.chronology.accept_all(
        [Document(comparison.reading, content, "Nursery", comparison)]
    ).result()
    assert len(office.entries()) == 7
    # Either file can be corrected on its own.
    assert counts(office.correct([*later, ("14/05/2024", "Left early", "")])) == (1, 0, 0, 2)
    assert counts(office.correct(ROWS[:4])) == (0, 0, 1, 4)


def test_a_person_says_what_is_replaced(office) -> None:
    other = [("12/05/2024", "Settled in the toddler room", "")]
    assert counts(office.compare(other, replaces="nursery.csv")[0]) == (1, 0, 5, 0)
    assert counts(office.compare(ROWS, replaces=reimport.NEW)[0]) == (5, 0, 0, 0)
    with pytest.raises(Problem, match=r"nursery\.csv"):
        office.compare(ROWS, replaces="missing.csv")


def test_corrections_by_hand_are_told_and_stay_listed(office, seat) -> None:
    entry = office.entries()[0]
    seat.entries.correct(entry.id, text="Home visit; Mother rang to correct this").result()
    assert counts(office.compare(ROWS)[0]) == (0, 0, 0, 5)
    new = [("12/03/2024", "Home visit: mother tired, baby awake upstairs and seen", "x"), *ROWS[1:]]
    comparison = office.correct(new)
    assert comparison.altered[0].corrected_here
    assert office.entries()[0].text == new[0][1]
    assert len(seat.read.beside().corrections_of(entry.id)) == 2


def test_what_a_person_excluded_stays_excluded(office, seat) -> None:
    entry = office.entries()[0]
    seat.entries.exclude(entry.id, "another child").result()
    assert counts(office.correct(ROWS)) == (0, 0, 0, 5)
    assert counts(office.correct(ROWS[1:])) == (0, 0, 0, 4)
    assert seat.read.beside().exclusion_of(entry.id).reason == "another child"


def test_a_review_that_changed_meanwhile_is_looked_at_again(office) -> None:
    stale, content = office.compare(ROWS[:3])
    office.correct(ROWS[:4])
    before = office.texts()
    with pytest.raises(Problem, match="compared"):
        office.seat.chronology.accept_changes(stale, content).result()
    assert office.texts() == before


def test_several_files_go_in_all_or_none(office, seat) -> None:
    before = (seat.read.last_seq(), office.texts())
    good, content = office.read([("12/05/2024", "One", ""), ("13/05/2024", "Two", "")])
    more, further = office.read([("14/05/2024", "Three", ""), ("15/05/2024", "Four", "")])
    bad = Document(good, content, "Nursery")
    with pytest.raises(Problem, match="already"):
        seat.chronology.accept_all([bad, Document(more, further, "New one"), bad]).result()
    assert (seat.read.last_seq(), office.texts()) == before
    documents = [Document(good, content, "Nursery"), Document(more, further, "New one")]
    assert seat.chronology.accept_all(documents).result() == 4


def test_new_rows_after_a_circulation_get_lettered_references(office, chair) -> None:
    chair.circulation.circulate("the panel").result()
    comparison = office.correct([*ROWS, ("13/03/2024", "Called back", ""), ("", "Undated", "")])
    assert counts(comparison) == (2, 0, 0, 5)
    refs = {one.text: one.ref for one in office.entries()}
    assert (refs["Called back"], refs["Undated"], refs[ROWS[0][1]]) == ("6a", "10a", "6")


def test_confirmed_columns_are_proposed_again(seat, tmp_path: Path) -> None:
    office = Office(seat, tmp_path)
    columns = {"event": "Outcome", "outcome": "What happened"}
    office.send([(day, other, text) for day, text, other in ROWS], columns=columns)
    reading, _ = office.read([("01/05/2024", "Nothing", "Nursery trip to the farm with mother")])
    assert reading.entries[0].text == "Nursery trip to the farm with mother"
    assert reading.entries[0].fields["outcome"] == "Nothing"
    chosen, _ = office.read(ROWS, columns={"event": "What happened", "outcome": "Outcome"})
    assert chosen.entries[0].text == ROWS[0][1]
    (memory,) = seat.read.column_memory("nursery")
    assert memory.headers == ("Date", "What happened", "Outcome")
    assert seat.read.column_memory("Choir") == []
    office.send(ROWS, columns={"event": "What happened", "outcome": "Outcome"})
    assert seat.read.column_memory("Nursery")[0].columns["event"] == "What happened"


WORDS = st.sampled_from(["visit", "call", "letter", "school", "mother", "baby", "clinic", "late"])
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
DAYS = st.integers(1, 28).map(lambda day: f"{day:02}/03/2024")
SHEETS = st.lists(st.tuples(DAYS, TEXTS, st.just("")), min_size=1, max_size=8)


@given(first=SHEETS, second=SHEETS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_comes_the_newest_file_stands_and_captures_stay(
    sit, tmp_path_factory, first, second
) -> None:
    seat = sit()
    office = Office(seat, tmp_path_factory.mktemp("office"))
    name = f"{seat.read.last_seq()}.csv"
    reading, content = office.read(first, name=name)
    agency = f"Office {seat.read.last_seq()}"
    seat.chronology.accept(reading, content, agency).result()
    mine = [i for i in seat.read.order() if office_of(seat, i) == agency]
    captures = {i: seat.captures.add("x", entry_id=i).result().id for i in mine}
    for sheet in (second, second):
        reading, content = office.read(sheet, name=name)
        comparison = reimport.compare(seat.read, reading, agency, name)
        altered = {one.before.id for one in comparison.altered}
        back = [one for one in comparison.returned if one.id not in altered]
        found = len(comparison.added) + len(altered) + len(back) + comparison.unchanged
        assert found == len(reading.entries)
        seat.chronology.accept_changes(comparison, content).result()
        beside = seat.read.beside()
        stand = [
            (now.earliest, now.text)
            for one in seat.read.entries(seat.read.order())
            if office_of(seat, one.id) == agency
            for now in [beside.corrected(one)]
        ]
        sent = [(one.when.earliest.isoformat(), one.text) for one in reading.entries]
        assert sorted(stand) == sorted(sent)
    assert not comparison.changes_anything
    for entry, capture in captures.items():
        assert [one.id for one in seat.read.captures_at(entry)] == [capture]


def office_of(seat, entry_id: int) -> str:
    return seat.read.agencies()[seat.read.entry(entry_id).agency_id].name
