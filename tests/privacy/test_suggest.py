"""What the texts may hold beyond the register: asked once, guessed and never decided."""

from __future__ import annotations

import pytest

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.suggest import (
    Suggestion,
    next_pseudonym,
    suggest,
    unfound_forms,
    without_title,
)


def person(name: str, pseudonym: str, kind: str = "family", *aliases: str) -> Identity:
    return Identity(kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)


def asked(
    *texts: str, register: tuple[Identity, ...] = (), known: tuple[str, ...] = ()
) -> list[Suggestion]:
    return suggest([(f"entry {n}", text) for n, text in enumerate(texts, 1)], register, known)


def test_each_name_is_asked_once_with_its_ways_of_writing_and_places() -> None:
    (one,) = asked(
        "Seen by Dr Anna Kowalska.", "Kowalska rang. Dr Kowalska was out.", "Anna Kowalska again."
    )
    assert one.words == "Dr Anna Kowalska" and one.name == "Anna Kowalska"
    assert set(one.forms) == {"Dr Anna Kowalska", "Kowalska", "Dr Kowalska", "Anna Kowalska"}
    assert (one.count, one.places) == (4, ("entry 1", "entry 2", "entry 3"))
    assert (one.kind, one.pseudonym) == ("professional", "Doctor 1")


def test_a_surname_of_two_is_asked_by_itself() -> None:
    found = asked("Anna Kowalska met Jan Kowalska.", "Kowalska rang.")
    assert {one.words for one in found} == {"Anna Kowalska", "Jan Kowalska", "Kowalska"}


@pytest.mark.parametrize(
    ("text", "words", "kind", "pseudonym"),
    [
        ("at Harbour View Primary again", "Harbour View Primary", "agency", "School 1"),
        ("rang Fuller Street Surgery", "Fuller Street Surgery", "agency", "Surgery 1"),
        ("moved to Kiln Row", "Kiln Row", "place", "Street 1"),
        ("at 12 Kiln Row", "12 Kiln Row", "place", "Street 1"),
        ("moved in. They live in Whinmouth", "Whinmouth", "place", "Place 1"),
        ("told Mrs Carver", "Mrs Carver", "person", "Family member 1"),
        ("with PC Okoro", "PC Okoro", "professional", "PC1"),
        ("told darren", "darren", "person", "Family member 1"),
        ("on 07700 900142", "07700 900142", "identifier", "[phone number]"),
        ("rang שרה", "שרה", "", "Family member 1"),
        ("O'Driscoll and Łukasz", "O'Driscoll and Łukasz", "", ""),
    ],
)
def test_what_it_may_be_is_guessed(text: str, words: str, kind: str, pseudonym: str) -> None:
    found = asked(text)
    if not pseudonym:
        assert {one.words for one in found} == {"O'Driscoll", "Łukasz"}
        return
    assert [(one.words, one.kind, one.pseudonym) for one in found] == [(words, kind, pseudonym)]


def test_what_is_registered_or_ordinary_is_not_asked() -> None:
    register = (person("Anna Kowalska", "Mother"),)
    assert asked("Kowalska, Anna's, A Kowalska, Kowalsak", register=register) == []
    assert asked("the Kestrels Project", known=("Kestrels",)) == []
    assert asked("The Health Visitor rang Mother. Mark the form. Will it help?") == []


def test_names_that_are_words_are_asked_where_they_stand_as_names() -> None:
    found = asked("Grace rang. Then Mark left with Rose.", "Will it mark a grace period? She rose.")
    assert {one.words for one in found} == {"Grace", "Mark", "Rose"}


def test_the_next_free_pseudonym() -> None:
    register = (person("A B", "Child A", "child"), person("C D", "SW1"), person("E F", "School 2"))
    assert next_pseudonym("child", register) == "Child B"
    assert next_pseudonym("professional", register, "SW Wilk") == "SW2"
    assert next_pseudonym("agency", register, "Larkfell Primary") == "School 1"
    assert next_pseudonym("identifier", register, "943 476 5919") == "[NHS or CHI number]"


def test_a_title_goes_only_from_a_full_name() -> None:
    assert without_title("Dr Anna Kowalska") == "Anna Kowalska"
    assert without_title("Dr Kowalska") == "Dr Kowalska"


def test_only_ways_that_the_name_does_not_find_become_aliases() -> None:
    forms = ["Dr Kowalska", "Kowalska", "A Kowalska", "Anka"]
    assert unfound_forms("professional", "Anna Kowalska", forms) == ["Anka"]
    assert unfound_forms("agency", "Larkfell Primary", ["Larkfell"]) == ["Larkfell"]
