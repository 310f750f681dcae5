"""Registered names are found however they are written, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.matcher import Matcher


def person(name: str, pseudonym: str, *aliases: str, kind: str = "professional") -> Identity:
    return Identity(kind=kind, name=name, pseudonym=pseudonym, aliases=aliases)


REGISTER = [
    person("Josephine Tarrant", "Child A", "Josie", "JT", kind="child"),
    person("Leanne Tarrant", "Mother", kind="family"),
    person("Tarrant", "Family A", kind="family"),
    person("Hannah Birtles", "SW1"),
    person("Sarah Hillier", "SW2"),
    person("Sarah Dunmore", "HV1"),
    person("Will Hargreave", "PC1"),
    person("Mark Ellerby", "DS1"),
    person("Grace Oduya", "FSW1"),
    person("May Sallis", "MW1"),
    person("Nurse Tindle", "PN1"),
    person("José Núñez", "Father", kind="family"),
    person("Zoe Löfgren", "Aunt", kind="family"),
    person("Siobhán O’Connell-Frayne", "GP1"),
    person("שרה כהן", "Grandmother", kind="family"),
    person("Bev Castell", "HV2"),
    person("14 Kiln Row", "Street 1", "Kiln Row", kind="place"),
    person("Larkfell Primary School", "School 1", "Larkfell", kind="agency"),
    person("943 476 5919", "[NHS number]", kind="identifier"),
]
SHOWN = Matcher(REGISTER).replace


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hannah Birtles visited", "SW1 visited"),
        ("Hannah’s note, Hannah's note, HANNAH'S", "SW1’s note, SW1's note, SW1'S"),
        ("the Birtles' car; Hannahs car", "the SW1' car; SW1s car"),
        ("H. Birtles, H Birtles, H.Birtles, HBirtles", "SW1, SW1, SW1, SW1"),
        ("Birtles, Hannah; BIRTLES Hannah", "SW1; SW1"),
        ("Hannah B rang; Hannah B. rang", "SW1 rang; SW1. rang"),
        ("hannah_birtles.docx hannah.birtles@x.org", "SW1.docx SW1@x.org"),
        ("Hannah\nBirtles and Hannah  Birtles", "SW1 and SW1"),
        ("Hannah\u00a0Birtles, Han\u00adnah", "SW1, SW1"),
        ("josie; JOSIE; JT; jt", "Child A; Child A; Child A; jt"),
        ("bev said, Bev said, BEV", "HV2 said, HV2 said, HV2"),
        ("Bevs note, Bev's note", "HV2s note, HV2's note"),
    ],
)
def test_ways_of_writing(text: str, shown: str) -> None:
    assert SHOWN(text) == shown


def test_a_shared_first_name_is_never_guessed() -> None:
    assert SHOWN("Sarah rang Sarah Dunmore; S Hillier was out") == "[name] rang HV1; SW2 was out"


def test_a_surname_registered_by_itself_wins_over_its_bearers() -> None:
    assert SHOWN("the Tarrants; Josephine Tarrant") == "the Family As; Child A"


def test_an_alias_surname_wins_over_a_relative_but_a_first_name_does_not() -> None:
    register = [
        person("Gavin Loames", "Partner", "Loames", "Sam"),
        person("Sheila Loames", "Partner's mother"),
        person("Sam Keel", "RW2"),
    ]
    assert Matcher(register).replace("Loames met Sam") == "Partner met [name]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it will mark a grace period", "it will mark a grace period"),
        ("Will came; WILL came; Will's", "PC1 came; PC1 came; PC1's"),
        ("Mark and Grace", "DS1 and FSW1"),
        ("will hargreave", "PC1"),
        ("in May 2024, 12 May, 3rd May, early May", "in May 2024, 12 May, 3rd May, early May"),
        ("given in May, Since May; by May", "given in May, Since May; by MW1"),
        ("May rang; May's note", "MW1 rang; MW1's note"),
        ("the named nurse; Nurse Tindle; Tindle", "the named nurse; PN1; PN1"),
    ],
)
def test_ordinary_words(text: str, shown: str) -> None:
    assert SHOWN(text) == shown


@pytest.mark.parametrize(
    "text", ["Larkfellow", "Tarranton", "Beverley", "remark", "Willow", "JTs", "Josieanne", "abev"]
)
def test_not_inside_other_words(text: str) -> None:
    assert SHOWN(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("José Núñez, Jose Nunez, JOSÉ", "Father, Father, Father"),
        ("Jose\u0301 Nu\u0301n\u0303ez!", "Father!"),
        ("Zoë Lofgren and Zoe", "Aunt and Aunt"),
        ("Siobhan O'Connell-Frayne; Siobhán OConnell Frayne", "GP1; GP1"),
        ("Dr O’Connell, Dr O'Connell, Dr Frayne", "Dr GP1, Dr GP1, Dr GP1"),
        ("אל שרה כהן היום, שרה", "אל Grandmother היום, Grandmother"),
        ("\u202eשרה\u200f כהן\u202c!", "\u202eGrandmother\u202c!"),
    ],
)
def test_accents_and_scripts(text: str, shown: str) -> None:
    assert SHOWN(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("14 KILN ROW, 14 Kiln  Row, Kiln Row", "Street 1, Street 1, Street 1"),
        ("114 Kiln Row", "114 Street 1"),
        ("Larkfell primary school; larkfell", "School 1; School 1"),
        ("9434765919, 943-476-5919, 943 476 5919", "[NHS number], [NHS number], [NHS number]"),
        ("19434765919", "19434765919"),
    ],
)
def test_places_agencies_identifiers(text: str, shown: str) -> None:
    assert SHOWN(text) == shown


@pytest.mark.parametrize("written", ["TVH/A/0911", "TVH A 0911", "tvh/a/0911", "TVH-A/0911"])
def test_a_reference_with_strokes_is_found_whole(written: str) -> None:
    register = [
        person("TVH", "Landlord 1", kind="agency"),
        person("TVH/A/0911", "[housing reference]", kind="identifier"),
        person("14/05/2019", "[date of birth]", kind="identifier"),
    ]
    shown = Matcher(register).replace(f"ref {written}, born 14.05.2019 or 14/05/2019")
    assert shown == "ref [housing reference], born [date of birth] or [date of birth]"


def test_matches_say_where_and_whom() -> None:
    text = "É, Josie’s"
    (match,) = Matcher(REGISTER).find(text)
    assert text[match.start : match.end] == match.words == "Josie"
    assert match.identity == REGISTER[0]


def test_an_empty_register_changes_nothing() -> None:
    blank = person(" ", "X")
    assert Matcher([]).replace("Hannah") == Matcher([blank]).replace("Hannah") == "Hannah"


@given(st.text(), st.sampled_from(["Hannah Birtles", "Josie", "Núñez"]), st.text())
def test_a_name_between_spaces_never_stays(before: str, name: str, after: str) -> None:
    shown = SHOWN(f"{before} {name} {after}")
    assert name not in shown.replace(before, "").replace(after, "") or name in before + after


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_matches_are_in_order_and_in_the_text(text: str) -> None:
    position = 0
    for match in Matcher(REGISTER[:6]).find(text):
        assert position <= match.start < match.end <= len(text)
        position = match.end


def test_a_long_text_and_a_long_register() -> None:
    register = [person(f"Name{n}a Family{n}b", f"P{n}") for n in range(150)]
    text = "Home visit by Name7a Family7b. Mother tired, baby asleep. " * 2000
    matcher = Matcher(register)
    shown = matcher.replace(text)
    assert len(re.findall(r"\bP7\b", shown)) == 2000
