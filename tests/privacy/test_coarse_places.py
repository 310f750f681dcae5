"""Places told by their kind."""

from __future__ import annotations

import pytest

from workshop_tui.privacy.coarse.places import Places

PLACES = Places(
    ["School 1", "School 2", "School 10", "Street 1", "GP practice 1", "Next door", "The area"]
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("School 1 rang. Seen at School 1.", "A school rang. Seen at the school."),
        ("moved from School 1 to School 2", "moved from a school to another school"),
        ("the School 1 teacher, School 10’s head", "the school teacher, another school’s head"),
        ("GP practice 1, Street 1", "A GP practice, a street"),
        ("“School 1 knew,” she said", "“A school knew,” she said"),
        ("Next door, in The area", "Next door, in The area"),
        ("Preschool 1, School 100", "Preschool 1, School 100"),
    ],
)
def test_a_place_is_told_by_its_kind(text: str, told: str) -> None:
    assert PLACES.text(text) == told


def test_a_place_in_a_table() -> None:
    assert PLACES.kind("School 1") == "School" and PLACES.kind("Next door") == "Next door"


def test_without_places_nothing_changes() -> None:
    assert Places([]).text("School 1") == "School 1"
