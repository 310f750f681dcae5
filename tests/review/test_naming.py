"""Settling the texts' unknown words, once each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workshop_tui.practice.problems import Problem
from workshop_tui.review.naming import suggestions
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")


def asked(seat: Seat) -> dict[str, str]:
    return {one.words: one.kind for one in suggestions(seat.read)}


@pytest.fixture
def talked(seat: Seat) -> Seat:
    first = seat.read.order()[0]
    seat.captures.add("Rang Kowalska at Harbour View Primary", entry_id=first).result()
    seat.captures.add("Dr Anna Kowalska was told; Kestrel said nothing").result()
    return seat


def test_entries_and_captures_are_asked_about(talked: Seat) -> None:
    found = asked(talked)
    assert found["Müller Street"] == "place" and found["Harbour View Primary"] == "agency"
    assert found["Dr Anna Kowalska"] == "professional" and "Callum Birtwistle" not in found
    (one,) = [s for s in suggestions(talked.read) if s.words == "Dr Anna Kowalska"]
    assert one.count == 2 and len(one.places) == 2


def test_what_is_settled_is_not_asked_again(talked: Seat) -> None:
    made = talked.naming.settle("Dr Anna Kowalska", "professional", forms=["Ania"]).result()
    assert (made.name, made.pseudonym, made.aliases) == ("Anna Kowalska", "Doctor 1", ("Ania",))
    talked.naming.settle("Müller Street", "place").result()
    assert talked.read.register()[-1].pseudonym == "Street 1"
    talked.naming.call_ordinary(" Harbour  View Primary ").result()
    assert not {"Dr Anna Kowalska", "Müller Street", "Harbour View Primary"} & set(asked(talked))


def test_an_ordinary_word_is_kept_once_and_can_be_asked_again(talked: Seat) -> None:
    before = asked(talked)
    first = talked.naming.call_ordinary("Harbour View Primary").result()
    assert talked.naming.call_ordinary("harbour view primary").result() == first
    talked.naming.ask_again("Harbour View Primary").result()
    assert asked(talked) == before
    with pytest.raises(Problem, match="was not called ordinary"):
        talked.naming.ask_again("Harbour View Primary").result()


def test_undo_takes_it_back(talked: Seat) -> None:
    before = asked(talked)
    talked.naming.settle("Müller Street", "place").result()
    talked.naming.call_ordinary("Harbour View Primary").result()
    talked.undo().result()
    talked.undo().result()
    assert asked(talked) == before


@pytest.mark.parametrize(("words", "kind"), [("Kowalska", "friend"), (" ", "place")])
def test_what_cannot_be_settled(talked: Seat, words: str, kind: str) -> None:
    before = talked.read.register()
    with pytest.raises(Problem):
        talked.naming.settle(words, kind).result()
    assert talked.read.register() == before


def test_two_people_of_one_name(talked: Seat) -> None:
    talked.naming.settle("Anna Kowalska", "family").result()
    with pytest.raises(Problem, match="--another"):
        talked.naming.settle("ANNA Kowalska", "family").result()
    second = talked.naming.settle("Anna Kowalska", "family", another=True).result()
    assert second.pseudonym == "Family member 2"
    from workshop_tui.privacy.view import Tier

    assert talked.read.view(Tier.PANEL).text("Anna Kowalska rang") == "[name] rang"


def test_the_room_settles_nothing(sit: Callable[..., Seat]) -> None:
    from workshop_tui.practice.problems import NotAllowed
    from workshop_tui.practice.roles import Role

    with pytest.raises(NotAllowed):
        sit(Role.ROOM, "Guest").naming.call_ordinary("Kestrel")
