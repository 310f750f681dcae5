"""Entries by hand: added, corrected, disputed, excluded; what a source said never changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workshop_tui.practice.problems import ChangedMeanwhile, NotAllowed, Problem
from workshop_tui.practice.records import Entry
from workshop_tui.practice.roles import Role
from workshop_tui.privacy.view import Tier

pytestmark = pytest.mark.usefixtures("sound")


def texts(seat) -> list[str]:
    return [entry.text for entry in seat.read.entries(seat.read.order())]


def original(seat, entry: Entry) -> Entry:
    """The entry as it stands, but for its place."""
    return replace(seat.read.entry(entry.id), sort_key=entry.sort_key)


@pytest.mark.parametrize(
    ("date", "place", "earliest", "latest", "time"),
    [
        ("12 March 2023 09:15", 3, "2023-03-12", "2023-03-12", "09:15"),
        ("early March 2023", 0, "2023-03-01", "2023-03-10", None),
        ("", 5, None, None, None),
        ("2 April 2023", 4, "2023-04-02", "2023-04-02", None),
    ],
)
def test_an_added_entry_takes_its_place(seat, date, place, earliest, latest, time) -> None:
    entry = seat.entries.add(
        agency="gp", text="Letter to school", date=date, source="GP letter", reason="found late"
    ).result()
    assert seat.read.order()[place] == entry.id
    assert (entry.date_text, entry.earliest, entry.latest) == (date, earliest, latest)
    assert (entry.time, entry.source, entry.source_file_id) == (time, "GP letter", None)
    addition = seat.read.beside().addition_of(entry.id)
    assert (addition.by, addition.reason) == ("Jo", "found late")
    assert seat.read.beside().addition_of(seat.read.order()[1]) is None or place == 1
    seat.undo().result()
    assert len(seat.read.order()) == 5
    seat.redo().result()
    assert seat.read.order()[place] == entry.id


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"agency": "Choir", "text": "x"}, "Choir"),
        ({"agency": "GP", "text": "  "}, "text"),
        ({"agency": "GP", "text": "x", "date": "the other day"}, "never|cannot be read"),
        ({"agency": "GP", "text": "x", "date": "31/02/2024"}, "cannot be read"),
    ],
)
def test_what_cannot_be_added_changes_nothing(seat, words, says) -> None:
    before = seat.read.last_seq()
    with pytest.raises(Problem, match=says):
        seat.entries.add(**words).result()
    assert seat.read.last_seq() == before


def test_a_correction_stands_beside_what_the_source_said(seat) -> None:
    first = seat.read.entries(seat.read.order())[0]
    seat.entries.correct(first.id, text="Ear infection; seen alone.", reason="GP rang").result()
    assert original(seat, first) == first
    beside = seat.read.beside()
    assert beside.corrected(first).text == "Ear infection; seen alone."
    assert beside.corrected(first).date_text == first.date_text
    (correction,) = beside.corrections_of(first.id)
    assert (correction.by, correction.reason) == ("Jo", "GP rang")


def test_a_corrected_date_moves_the_entry_and_undo_moves_it_back(seat) -> None:
    order = seat.read.order()
    first = seat.read.entry(order[0])
    seat.entries.correct(order[0], date="w/c 3 April 2023").result()
    assert seat.read.order() == [*order[1:4], order[0], order[4]]
    assert original(seat, first) == first
    assert seat.read.beside().corrected(first).latest == "2023-04-09"
    seat.undo().result()
    assert seat.read.order() == order
    assert seat.read.beside().corrections_of(order[0]) == []
    seat.redo().result()
    assert seat.read.order()[3] == order[0]


def test_two_corrections_compose_and_either_can_be_withdrawn(seat, other) -> None:
    entry = seat.read.order()[0]
    text = seat.entries.correct(entry, text="New words").result()
    date = other.entries.correct(entry, date="1 May 2023").result()
    now = seat.read.beside().corrected(seat.read.entry(entry))
    assert (now.text, now.date_text) == ("New words", "1 May 2023")
    assert seat.read.order()[-1] == entry
    seat.entries.withdraw_correction(date.id).result()
    assert seat.read.order()[0] == entry
    seat.entries.withdraw_correction(text.id).result()
    assert seat.read.beside().corrections == []
    with pytest.raises(Problem, match="already"):
        seat.entries.withdraw_correction(text.id).result()


def test_a_correction_never_overwrites_one_that_was_not_read(seat, other) -> None:
    entry = seat.read.entries(seat.read.order())[0]
    other.entries.correct(entry.id, text="Kim's words", base=entry.text).result()
    with pytest.raises(ChangedMeanwhile) as refusal:
        seat.entries.correct(entry.id, text="Jo's words", base=entry.text).result()
    assert refusal.value.current == "Kim's words"


@pytest.mark.parametrize(
    "changes", [{"text": " "}, {"date": "soonish"}, {}, {"source": "record"}], ids=str
)
def test_a_correction_that_says_nothing_is_refused(seat, changes) -> None:
    before = seat.read.last_seq()
    with pytest.raises(Problem):
        seat.entries.correct(seat.read.order()[0], **changes).result()
    assert seat.read.last_seq() == before


def test_own_columns_can_be_corrected(seat) -> None:
    entry = seat.read.entries(seat.read.order())[0]
    seat.entries.correct(entry.id, fields={"Author": "c"}).result()
    assert seat.read.beside().corrected(entry).fields == {"Zuletzt": "b", "Author": "c"}


def test_search_finds_both_wordings_and_only_pseudonyms_where_they_are_shown(seat) -> None:
    entry = seat.read.order()[0]
    seat.entries.correct(entry, text="Tonsillitis, with Callum Birtwistle").result()

    def found(words: str, tier: Tier = Tier.NAMES) -> list[int]:
        return [one.id for one in seat.read.search(words, seat.read.view(tier))[0]]

    assert found("tonsillitis") == found("antibiotics") == [entry]
    assert found("Child A", Tier.ROOM) == [entry]
    assert found("Birtwistle", Tier.ROOM) == []
    seat.undo().result()
    assert found("tonsillitis") == []


def test_both_accounts_of_a_dispute_stand(seat) -> None:
    entry = seat.read.order()[2]
    dispute = seat.entries.dispute(entry, "GP", "The baby was awake and was seen.").result()
    (kept,) = seat.read.beside().disputes_of(entry)
    assert (kept.account, kept.by) == ("The baby was awake and was seen.", "Jo")
    assert "not seen" in seat.read.entry(entry).text
    seat.entries.withdraw_dispute(dispute.id).result()
    assert seat.read.beside().disputes_of(entry) == []
    seat.undo().result()
    assert len(seat.read.beside().disputes_of(entry)) == 1
    for agency, account in (("GP", " "), ("Choir", "x")):
        with pytest.raises(Problem):
            seat.entries.dispute(entry, agency, account).result()


def test_an_excluded_entry_leaves_the_order_and_stays_listed(seat, chair) -> None:
    order = seat.read.order()
    capture = seat.captures.add("p", entry_id=order[1]).result()
    chair.event.star(order[1]).result()
    exclusion = seat.entries.exclude(order[1], "another family").result()
    assert seat.read.order() == [order[0], *order[2:]]
    assert [entry.id for entry in seat.read.excluded()] == [order[1]]
    assert seat.read.beside().exclusion_of(order[1]) == exclusion
    assert [one.id for one in seat.read.captures_at(order[1])] == [capture.id]
    assert seat.read.key_entries() == set()
    assert sum(seat.read.entry_states().values()) == 4
    with pytest.raises(Problem, match="already"):
        chair.entries.exclude(order[1], "again").result()
    seat.undo().result()
    assert seat.read.order() == order
    seat.redo().result()
    chair.entries.include(order[1]).result()
    assert seat.read.order() == order and seat.read.excluded() == []
    for verb in (
        lambda: seat.entries.exclude(order[0], " "),
        lambda: seat.entries.include(order[0]),
    ):
        with pytest.raises(Problem):
            verb().result()


def test_an_entry_on_which_something_rests_is_not_undone(seat, other) -> None:
    entry = seat.entries.add(agency="GP", text="x").result()
    other.captures.add("said here", entry_id=entry.id).result()
    with pytest.raises(Problem, match="rests on this"):
        seat.undo().result()


@pytest.mark.parametrize("role", [Role.ROOM, Role.OBSERVER])
def test_who_only_watches_changes_nothing(sit, seat, role) -> None:
    watcher = sit(role, "Val")
    entry = seat.read.order()[0]
    for verb in (
        lambda: watcher.entries.add(agency="GP", text="x"),
        lambda: watcher.entries.correct(entry, text="x"),
        lambda: watcher.entries.dispute(entry, "GP", "x"),
        lambda: watcher.entries.exclude(entry, "x"),
        lambda: watcher.circulation.circulate("x"),
    ):
        with pytest.raises(NotAllowed):
            verb().result()


def test_the_journal_says_what_was_meant_without_content(seat) -> None:
    seat.entries.exclude(seat.read.order()[0], "secret reason").result()
    change = seat.read.changes()[-1]
    assert change.meaning == "excluded an entry"
