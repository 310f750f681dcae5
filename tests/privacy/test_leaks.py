"""The last look before a document leaves."""

from __future__ import annotations

import json

import pytest

from workshop_tui.practice.records import Identity, Mention
from workshop_tui.privacy.findings import Finding
from workshop_tui.privacy.leaks import LeakCheck
from workshop_tui.privacy.view import Tier, View

REGISTER = [
    Identity(
        id=1, kind="child", name="Josie Tarrant", pseudonym="Child A", aliases=("JT", "Jo-Jo")
    ),
    Identity(id=2, kind="professional", name="Will Hargreave", pseudonym="PC1"),
    Identity(id=3, kind="agency", name="School", pseudonym="School 1"),
    Identity(id=4, kind="place", name="St_Anne*s", pseudonym="Place 1"),
    Identity(id=5, kind="professional", name="Sam Keel", pseudonym="RW1"),
    Identity(id=6, kind="professional", name="Sam Wilk", pseudonym="RW2"),
    Identity(id=7, kind="agency", name="Larkfell Primary School", pseudonym="School 2"),
    Identity(id=8, kind="professional", name="Norah Heath", pseudonym="HV1"),
]


def blocks(text: str, file: str = "a.txt", **more: object) -> list[Finding]:
    check = LeakCheck(REGISTER, **more)  # type: ignore[arg-type]
    return list(check.check_text(file, text).blocking)


def named(text: str, file: str = "a.txt", **more: object) -> list[str]:
    return [finding.words for finding in blocks(text, file, **more)]


def warned(text: str, **more: object) -> list[tuple[str, str]]:
    check = LeakCheck(REGISTER, **more)  # type: ignore[arg-type]
    return [(one.kind, one.words) for one in check.check_text("a.txt", text).warnings]


def test_it_says_where_and_what_should_stand_there() -> None:
    found = blocks("# Report\r\nJosie's visit\n\nJosie\nby J. Tarrant", "report.md")
    assert [(f.words, f.shown, f.places, f.count) for f in found] == [
        ("Josie", "Child A", ("line 2", "line 4"), 2),
        ("J. Tarrant", "Child A", ("line 5",), 1),
    ]


def test_the_name_of_the_file_counts() -> None:
    (found,) = blocks("", "tarrant-report.md")
    assert (found.words, found.place) == ("tarrant", "the file's name")


def test_a_name_that_two_share_is_a_leak_too() -> None:
    (found,) = blocks("Sam rang")
    assert (found.words, found.shown) == ("Sam", "a pseudonym")


def test_pseudonyms_are_no_leaks_even_where_they_hold_a_name() -> None:
    assert named("School 1, Child A, PC1, [name]") == []
    assert named("School 3") == ["School"]


@pytest.mark.parametrize(
    "text",
    [
        *("Josies bag", "Tarrant’s bag", "the Tarrants", "JTs bag", "JT's bag", "Sams coat"),
        *("Will's coat", "Jo Jo came", "j.tarrant@example.test", "jtarrant99@example.test"),
        *("TeamTarrant", "#JusticeForJosie", "josietarrant2019", "J.T. was seen"),
        *("Jsoie came", "Joise came", "Josi came", "Josiee came", "Jozie came", "josye came"),
        *("Mr Hargraeve", "HARGREVE", "at Larkfel Primary School", "Larkfell Pirmary School"),
        *("the Tarant family", "Tarrent's car", "Tarrents", "Har greave rang"),
    ],
)
def test_names_are_found_however_they_are_written(text: str) -> None:
    assert len(named(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("the Health Visitor, health, HEALTH", "a warrant was issued", "Warrant issued at 10.00"),
        *("Larkfell Road Primary", "it will help", "the same", "Willow"),
        *("schools and scholars", "Larkspur Primary", "the rosiest view", "harvest"),
    ],
)
def test_ordinary_words_near_a_name_are_no_leak(text: str) -> None:
    assert named(text) == []


def test_a_large_ordinary_word_inside_a_sentence_is_one_letter_from_a_name() -> None:
    (found,) = blocks("It was seen by the Hearth family.")
    assert (found.words, found.kind, found.shown) == ("Hearth", "nearly a name", "HV1")
    assert blocks("Hearth and home. The hearth was cold.") == []


@pytest.mark.parametrize("name", ["Josie", "Josie Tarrant", "Will"])
@pytest.mark.parametrize("between", ["\n", "\t", '"', "\u0007", "\\", " "])
def test_json_is_read_without_its_escapes(name: str, between: str) -> None:
    for ensure_ascii in (True, False):
        text = json.dumps({"text": f"x{between}{name}{between}y"}, ensure_ascii=ensure_ascii)
        assert named(text, "review.json") == [name]


def test_markdown_is_read_without_its_signs() -> None:
    assert named(r"at St\_Anne\*s", "a.md") == ["St_Anne*s"]
    assert named("**Jo**sie and _Tarrant_ &#87;ill", "a.md") == ["Josie", "Tarrant", "Will"]


def test_a_name_over_two_lines_is_found() -> None:
    assert named("x\nJosie\nTarrant", "a.md") == ["Josie\nTarrant"]


def test_an_ordinary_word_that_was_settled_is_no_leak_in_its_place() -> None:
    text = "Mother asked: Will it help?"
    decided = Mention(table_name="entry", row_uid="u", field_name="text", start=14, end=18)
    view = View(Tier.PANEL, REGISTER, [decided])
    assert view.field("entry", "u", "text", text) == text
    assert named(f"| 3 | {text} |", "a.md", settled=view.settled) == []
    assert named(f"| 3 | {text} |", "a.md") == ["Will"]
    assert len(blocks(f"{text} Will came.", "a.md", settled=view.settled)) == 1


def test_a_settled_word_at_the_edge_of_a_field() -> None:
    decided = Mention(table_name="entry", row_uid="u", field_name="text", start=0, end=4)
    view = View(Tier.PANEL, REGISTER, [decided])
    view.field("entry", "u", "text", "Will it help?")
    assert named("Entry 4, GP: Will it help? (p. 3)", "a.md", settled=view.settled) == []
    assert named("Entry 4, GP: Will came", "a.md", settled=view.settled) == ["Will"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS 943 476 5919", "NHS or CHI number"),
        ("NHS 943-476-5918 and so on", "NHS or CHI number"),
        ("9434765919.0", "NHS or CHI number"),
        ("CHI 010203 1234", "NHS or CHI number"),
        ("of ZZ61 2AB", "postcode"),
        ("in zz612ab now", "postcode"),
        ("on 07700 900142", "phone number"),
        ("+44 (0)7700 900142", "phone number"),
        ("Tel 0191 498 0142", "phone number"),
        ("rang 867 5309", "phone number"),
        ("a.b@example.test", "e-mail address"),
        ("a.b (at) example (dot) test", "e-mail address"),
        ("DOB 14/05/2019", "date of birth"),
        ("d.o.b. 14.5.19", "date of birth"),
        ("born on the 14th of May 2019", "date of birth"),
        ("Date of birth: 2019-05-14", "date of birth"),
        ("14 May 2019 (DOB)", "date of birth"),
        ("(b. 14.05.2019)", "date of birth"),
        ("QQ 12 34 56 C", "National Insurance number"),
        ("crime no. 42/12345/24", "reference number"),
        ("log 412 of 3 March", "reference number"),
        ("ZC24C00123", "reference number"),
        ("UPN A123456789012", "reference number"),
        ("hospital number K1234567", "reference number"),
        ("a red AB12 CDE", "vehicle registration"),
        ("12 Harbour Row", "address"),
        ("12 harbour row", "address"),
        ("Flat 2/1 upstairs", "address"),
        ("see www.example.test/x", "web address"),
        ("posts as @shaz_1999", "user name"),
        ("snapchat: shaz.99", "user name"),
        ("PC 4471 attended", "collar number"),
    ],
)
def test_numbers_and_addresses_warn(text: str, kind: str) -> None:
    assert [found for found, _ in warned(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        *("on 14/05/2019 at 09.30", "s47 CPE, S17 CIN", "in 2018/19", "5 weeks later", "at 16.00"),
        *("12 minutes down the road", "entry 42a", "page 123", "£1,200", "3 of 12", "50 ml"),
        *("review 2024", "COVID-19", "2024-03-12T09:30:00+01:00", "01.02.24 09.30", "B1 2nd floor"),
    ],
)
def test_dates_amounts_and_sections_do_not_warn(text: str) -> None:
    assert warned(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seen by Dr Anna Kowalska today", "Dr Anna Kowalska"),
        ("Kowalska rang", "Kowalska"),
        ("at Harbour View Primary again", "Harbour View Primary"),
        ("with Mr Carver", "Mr Carver"),
        ("Mark said no", "Mark"),
        ("then Grace left", "Grace"),
        ("told darren to leave", "darren"),
        ("S Amble wrote", "S Amble"),
        ("O'Driscoll's car", "O'Driscoll"),
        ("with Zoë Núñez", "Zoë Núñez"),
        ("rang שרה כהן", "שרה"),
        ("KOWALSKA states", "KOWALSKA"),
    ],
)
def test_unknown_names_warn(text: str, words: str) -> None:
    assert words in [found for _, found in warned(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Health Visitor and Named Nurse met Children's Social Care on Monday 3 March.",
        "Mark the form. Will it help? Grace period. May 2024. In June they moved.",
        "MASH, MARAC and CAMHS were told. NFA. DNA x2. MOTHER UPSET.",
        "Home Visit. Strategy Meeting agreed s47. I've seen the Head Teacher.",
    ],
)
def test_what_records_write_large_does_not_warn(text: str) -> None:
    assert warned(text) == []


def test_each_unknown_word_is_told_once_with_its_count() -> None:
    found = LeakCheck([]).check_text("a.txt", "x Kowalska y\nz Kowalska q").warnings
    assert [(f.words, f.count, f.places) for f in found] == [("Kowalska", 2, ("line 1", "line 2"))]


def test_words_that_somebody_called_ordinary_do_not_warn_but_never_hide_a_name() -> None:
    assert warned("the Kestrels Project", known=["Kestrels"]) == []
    assert named("Josie came", known=["Josie"]) == ["Josie"]


def test_a_role_in_a_captures_line_is_no_user_name() -> None:
    found = LeakCheck([], known={"FSW1"}).check_text(
        "a.txt", "+ @FSW1 nobody told us. @xx_quill9 did"
    )
    assert [one.words for one in found.warnings] == ["@xx_quill9"]
