"""Circulation: everybody's paper stays right whatever comes later."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.references import later, lettered

pytestmark = pytest.mark.usefixtures("sound")


def refs(seat) -> list[str | None]:
    return [entry.ref for entry in seat.read.entries(seat.read.order())]


def add(seat, date: str) -> str | None:
    return seat.entries.add(agency="GP", text="later", date=date).result().ref


def test_circulating_freezes_the_numbers(chair) -> None:
    assert refs(chair) == [None] * 5
    sent = chair.circulation.circulate("the panel").result()
    assert (sent.label, sent.sent_to, sent.by, sent.entries) == (
        *("Version 1", "the panel", "Alex"),
        5,
    )
    assert refs(chair) == ["1", "2", "3", "4", "5"]
    assert chair.read.circulations() == [sent]


def test_a_later_addition_gets_a_letter_and_no_other_moves(chair) -> None:
    assert add(chair, "1 January 2023") is None
    chair.circulation.circulate("the panel").result()
    assert add(chair, "13 March 2023") == "4a"
    assert add(chair, "13 March 2023 10:00") == "4b"
    assert add(chair, "12 March 2023 23:00") == "4c"
    assert add(chair, "1900") == "0a"
    assert add(chair, "") == "6a"
    before = refs(chair)
    chair.circulation.circulate("the board", "Final").result()
    assert refs(chair) == before == ["0a", "1", "2", "3", "4", "4c", "4a", "4b", "5", "6", "6a"]
    assert chair.read.entry(chair.read.find_entry("4a")).date_text == "13 March 2023"


def test_an_undone_additions_reference_is_never_given_again(chair) -> None:
    chair.circulation.circulate("the panel").result()
    assert add(chair, "13 March 2023") == "3a"
    chair.undo().result()
    assert add(chair, "13 March 2023") == "3b"


def test_what_was_excluded_or_undone_has_a_reference_of_its_own(seat, chair) -> None:
    order = seat.read.order()
    seat.entries.exclude(order[1], "another family").result()
    added = chair.entries.add(agency="GP", text="x", date="4 March 2023").result()
    chair.undo().result()
    chair.circulation.circulate("the panel").result()
    assert refs(seat) == ["1", "2", "3", "4"]
    assert seat.read.entry(order[1]).ref == "1b" and seat.read.entry(added.id).ref == "1a"
    seat.undo().result()
    assert refs(seat) == ["1", "1b", "2", "3", "4"]
    with pytest.raises(Problem):
        chair.redo().result()  # the row is no longer as it was


def test_a_corrected_date_keeps_the_reference(seat, chair) -> None:
    chair.circulation.circulate("the panel").result()
    first = seat.read.order()[0]
    seat.entries.correct(first, date="1 May 2023").result()
    assert refs(seat) == ["2", "3", "4", "5", "1"]


def test_circulating_is_the_chairs_and_is_not_undone(seat, chair) -> None:
    with pytest.raises(NotAllowed):
        seat.circulation.circulate("x")
    with pytest.raises(Problem, match="to whom"):
        chair.circulation.circulate(" ").result()
    chair.circulation.circulate("the panel").result()
    with pytest.raises(Problem, match="nothing of yours"):
        chair.undo().result()


def test_an_empty_chronology_is_not_circulated(chair) -> None:
    for entry in chair.read.order():
        chair.entries.exclude(entry, "x").result()
    with pytest.raises(Problem, match="no entry"):
        chair.circulation.circulate("x").result()


@pytest.mark.parametrize(
    ("before", "taken", "ref"),
    [
        ("42", set(), "42a"),
        ("42a", {"42a"}, "42b"),
        (None, set(), "0a"),
        ("7", {f"7{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}, "7aa"),
    ],
)
def test_letters(before, taken, ref) -> None:
    assert lettered(before, taken) == ref


KEYS = st.lists(st.sampled_from("abcdef"), max_size=40)


@given(KEYS, st.lists(KEYS, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_references_are_unique_and_stable(first, rounds) -> None:
    placed = [(key, str(number)) for number, key in enumerate(sorted(first), start=1)]
    taken = {ref for _, ref in placed}
    for keys in rounds:
        before = list(placed)
        placed = sorted([*placed, *zip(keys, later(placed, keys, taken), strict=True)])
        assert set(before) <= set(placed)
        assert len({ref for _, ref in placed}) == len(placed)
