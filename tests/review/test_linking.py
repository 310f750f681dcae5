"""Same events are offered, linked or declined, and the decision is remembered."""

from __future__ import annotations

import pytest

from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.review import linking, reckoning

pytestmark = pytest.mark.usefixtures("sound")

TEXT = "Home visit: mother exhausted, baby asleep upstairs and not seen"


@pytest.fixture
def twin(seat) -> tuple[int, int]:
    """The health visitor's entry, and the surgery's account of the same visit."""
    entry = seat.entries.add(agency="GP", text=TEXT, date="13 March 2023").result()
    return seat.read.order()[2], entry.id


def offered(seat) -> list[tuple[int, int]]:
    return [(one.entry_id, one.other_id) for one in linking.possible(seat.read)]


def test_linked_never_merged(seat, twin) -> None:
    assert offered(seat) == [twin]
    seat.linking.link(*twin).result()
    assert offered(seat) == []
    beside = seat.read.beside()
    assert beside.linked_to(twin[0]) == [twin[1]] and beside.linked_to(twin[1]) == [twin[0]]
    assert len(seat.read.order()) == 6
    seat.undo().result()
    assert offered(seat) == [twin] and seat.read.beside().linked_to(twin[0]) == []
    seat.redo().result()
    seat.linking.unlink(*twin).result()
    assert offered(seat) == [twin]


def test_a_declined_pair_is_not_offered_again_and_can_still_be_linked(seat, other, twin) -> None:
    seat.linking.decline(twin[1], twin[0]).result()
    assert offered(seat) == []
    assert seat.read.beside().linked_to(twin[0]) == []
    other.linking.link(*twin).result()
    assert seat.read.beside().decided(twin[1], twin[0]) == "same"
    with pytest.raises(Problem, match="Kim has changed"):
        seat.undo().result()


def test_what_cannot_be_decided(seat, twin) -> None:
    seat.linking.link(*twin).result()
    for verb in (
        lambda: seat.linking.link(twin[0], twin[0]),
        lambda: seat.linking.link(twin[1], twin[0]),
        lambda: seat.linking.unlink(*seat.read.order()[:2]),
    ):
        with pytest.raises(Problem):
            verb().result()
    with pytest.raises(NotFound):
        seat.linking.link(twin[0], 999).result()


def test_excluded_entries_are_not_offered(seat, twin) -> None:
    seat.entries.exclude(twin[1], "copied letter").result()
    assert offered(seat) == []


def test_the_glossary_of_the_pack() -> None:
    words = linking.glossary().words
    assert words("HV") == words("health visitor")
    assert words("T/C") == words("rang") == words("telephone call")
    assert words("DNA") == words("WNB") == words("was not brought")
    assert {"section", "47"} <= words("s47")


def test_gaps_and_who_sent_nothing(seat) -> None:
    found = reckoning.gaps(seat.read, 10)
    assert [(gap.days, gap.before_id) for gap in found.overall] == [
        (19, seat.read.order()[2]),
        (18, seat.read.order()[3]),
    ]
    assert found.silent == ()
    with pytest.raises(Problem):
        reckoning.gaps(seat.read, 0)
    gp = seat.read.entries(seat.read.order())[0]
    seat.entries.exclude(gp.id, "x").result()
    (silent,) = reckoning.gaps(seat.read, 10).silent
    assert (silent.agency_id, silent.none_at_all) == (gp.agency_id, True)


def test_ages_need_a_date_of_birth_and_follow_corrections(seat) -> None:
    first, second = seat.read.order()[:2]
    with pytest.raises(Problem, match="birth"):
        reckoning.age_at(seat.read, first)
    assert reckoning.interval(seat.read, second, first) == "3 days"
    seat.entries.correct(first, date="4 March 2023").result()
    assert reckoning.interval(seat.read, second, first) == "1 day"
