"""Lists of people: who is new, here already, changed or unclear; nothing is taken in by halves."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Participant
from workshop_tui.privacy.view import Tier
from workshop_tui.review import attendees
from workshop_tui.review.attendees import AttendeeList
from workshop_tui.review.role_codes import kind_of, propose_code
from workshop_tui.review.seat import Seat

Look = Callable[..., AttendeeList]
HEAD = ("Name", "Role", "Agency", "Level", "Line manager", "Code")


@pytest.fixture
def look(seat: Seat, tmp_path: Path) -> Look:
    """Compares a list with who is here: rows of name, role, agency, level, manager, code."""

    def compare(*rows: Sequence[str]) -> AttendeeList:
        path = tmp_path / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([HEAD, *rows])
        return attendees.look(seat.read, attendees.read(path))

    return compare


def states(found: AttendeeList) -> list[tuple[str, str]]:
    return [(one.state.value, one.code) for one in found.proposal.rows]


def eyes(found: AttendeeList) -> str:
    return " | ".join(eye for one in found.proposal.rows for eye in one.eyes)


def people(seat: Seat) -> dict[str, Participant]:
    return {person.code: person for person in seat.read.participants()}


def test_codes_follow_those_that_are_here(look: Look) -> None:
    found = look(
        ("Jo Bellamy", "Social worker (duty)", "CSC"),
        ("", "Social Worker", "CSC"),
        ("Kim Haleworth", "Health visitor", "HV"),
        ("", "Play specialist", "HV"),
    )
    assert states(found)[:3] == [("new", "SW2"), ("already there", "SW1"), ("new", "HV2")]
    assert states(found)[3] == ("new", "PS1")
    assert "PS1 is from its initials" in eyes(found)


def test_a_list_is_taken_in_and_names_go_into_the_register(
    seat: Seat, chair: Seat, look: Look, sound: None
) -> None:
    chair.people.confirm_register().result()
    found = look(("Jo Bellamy", "Team manager", "csc", "", "", ""))
    assert seat.attendees.accept(found).result() == 1
    made = people(seat)["TM1"]
    assert (made.role, made.level) == ("Team manager", "manager")
    assert seat.read.agencies()[made.agency_id or 0].short == "CSC"
    (line,) = [one for one in seat.read.register() if one.id == made.identity_id]
    assert (line.name, line.pseudonym, line.kind) == ("Jo Bellamy", "TM1", "professional")
    assert not seat.read.review().register_confirmed
    assert seat.read.view(Tier.ROOM).text("Bellamy rang") == "TM1 rang"
    assert states(look(("Jo Bellamy", "Team manager", "CSC"))) == [("already there", "TM1")]
    seat.undo().result()
    assert "TM1" not in people(seat)


def test_somebody_whom_the_register_names_gets_that_code(seat: Seat, look: Look) -> None:
    seat.people.register("professional", "Rob Halewood", "SW3", ["R Halewood"]).result()
    found = look(("R Halewood", "Duty social worker", "CSC"), ("", "Senior social worker", "CSC"))
    assert states(found) == [("new", "SW3"), ("new", "SSW1")]
    seat.attendees.accept(found).result()
    assert [one.name for one in seat.read.register() if one.pseudonym == "SW3"] == ["Rob Halewood"]


def test_a_corrected_list_shows_what_it_changes(seat: Seat, look: Look, sound: None) -> None:
    rows = [["Jo Bellamy", "Teacher", "HV", "", "", ""], ["Kim Hale", "Nurse", "GP", "", "", ""]]
    seat.attendees.accept(look(*rows)).result()
    rows[0][1], rows[1][3] = "Head teacher", "Manager"
    found = look(*rows)
    assert states(found) == [("changed", "T1"), ("changed", "NUR1")]
    assert found.proposal.rows[0].changes == (("Role", "Teacher", "Head teacher"),)
    assert set(found.proposal.absent) == {"SW1", "HV1", "PC1", "GP1"}
    seat.attendees.accept(found).result()
    assert people(seat)["T1"].role == "Head teacher"
    assert people(seat)["NUR1"].level == "manager"
    assert "SW1" in people(seat)


def test_an_empty_cell_takes_nothing_away(seat: Seat, look: Look) -> None:
    seat.attendees.accept(look(("Jo Bellamy", "Teacher", "HV", "manager", "", ""))).result()
    assert states(look(("Jo Bellamy", "", "", "", "", ""))) == [("already there", "T1")]


def test_a_name_for_somebody_who_had_none(seat: Seat, look: Look) -> None:
    seat.attendees.accept(look(("", "Teacher", "HV"))).result()
    found = look(("Jo Bellamy", "Teacher", "HV"))
    assert states(found) == [("changed", "T1")]
    seat.attendees.accept(found).result()
    (line,) = [one for one in seat.read.register() if one.name == "Jo Bellamy"]
    assert (line.pseudonym, people(seat)["T1"].identity_id) == ("T1", line.id)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("Jo Bellamy", "", "CSC")], "it has no role"),
        (
            [("Jo Bell", "Teacher", "HV"), ("JO BELL", "Nurse", "GP")],
            "rows 2 and 3 have one name with different roles or agencies",
        ),
        ([("Callum Birtwistle", "Teacher", "HV")], "stands in the register as Child A"),
        ([("Sam Thackeray", "Nurse", "GP")], "PC1 (Police officer, Police) has the same name"),
        ([("Jo Bellamy", "Nurse", "GP", "", "", "SW1")], "SW1 is Ruth Ainsworth here"),
        ([("Jo Bellamy", "Nurse", "GP", "", "", "Child A")], "stands for somebody else"),
        (
            [("", "Nurse", "GP", "", "", "N1"), ("", "Teacher", "HV", "", "", "n1")],
            "another row has the code n1 already",
        ),
    ],
)
def test_what_needs_an_eye_is_not_taken_in(
    seat: Seat, look: Look, rows: list[tuple[str, ...]], said: str
) -> None:
    before = seat.read.last_seq()
    found = look(("Kim Hale", "Midwife", "HV"), *rows)
    assert said.replace("2 and 3", "3 and 4") in eyes(found)
    with pytest.raises(Problem, match="Nothing was taken in: row"):
        seat.attendees.accept(found).result()
    assert seat.read.last_seq() == before
    seat.attendees.accept(found, leave_out_unclear=True).result()
    assert "MW1" in people(seat)


def test_two_people_of_one_name_in_the_register(seat: Seat, look: Look) -> None:
    seat.people.register("professional", "Jo Bell", "T1", ["Bell"]).result()
    seat.people.register("professional", "Jan Bell", "T2", ["Bell"]).result()
    assert "in the register more than once (T1, T2)" in eyes(look(("Bell", "Teacher", "HV")))


def test_codes_tell_two_people_of_one_name_apart(seat: Seat, look: Look, sound: None) -> None:
    rows = [
        ("Jo Bell", "Teacher", "HV", "", "", "T7"),
        ("Jo Bell", "Nurse", "GP", "", "", "N7"),
        ("Ruth Ainsworth", "Midwife", "HV", "", "", "MW7"),
        ("Ruth Ainsworth", "Social worker", "CSC", "", "", "sw1"),
    ]
    found = look(*rows)
    assert [one.state.value for one in found.proposal.rows] == [*["new"] * 3, "already there"]
    assert "SW1 has the same name: taken as somebody else" in eyes(found)
    seat.attendees.accept(found).result()
    assert [one.pseudonym for one in seat.read.register() if one.name == "Jo Bell"] == ["T7", "N7"]
    again = look(*rows)
    assert [one.state.value for one in again.proposal.rows] == ["already there"] * 4
    assert "in the register more than once (T7, N7): give the row the code" in eyes(
        look(("Jo Bell", "Teacher", "HV"))
    )


def test_the_same_row_twice_is_taken_once(seat: Seat, look: Look) -> None:
    found = look(("Jo Bellamy", "Teacher", "HV"), ("jo bellamy", "teacher", "hv"))
    assert states(found) == [("new", "T1"), ("left out", "")]
    assert "the same as row 2" in eyes(found)
    assert seat.attendees.accept(found).result() == 1


def test_two_without_a_name_are_two_and_stay_two(seat: Seat, look: Look) -> None:
    rows = [("", "Teacher", "HV"), ("", "Teacher", "HV")]
    found = look(*rows)
    assert states(found) == [("new", "T1"), ("new", "T2")]
    assert "taken as two people" in eyes(found)
    seat.attendees.accept(found).result()
    assert states(look(*rows)) == [("already there", "T1"), ("already there", "T2")]


def test_an_agency_that_is_not_here_is_made_where_that_is_said(seat: Seat, look: Look) -> None:
    found = look(("", "Housing officer", "Thornley Homes"), ("", "Police officer", "Pollice"))
    assert found.proposal.new_agencies == ("Thornley Homes", "Pollice")
    assert "or is it Police?" in eyes(found)
    with pytest.raises(Problem, match=r"no agency “Thornley Homes”, “Pollice” here yet"):
        seat.attendees.accept(found).result()
    seat.attendees.accept(found, make_agencies=True).result()
    made = people(seat)["HO1"]
    assert seat.read.agencies()[made.agency_id or 0].name == "Thornley Homes"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Grace Oduya", "“Grace” is an ordinary word too"),
        ("Mark Hill", "“Mark” and “Hill” are ordinary words too"),
        ("Will", "one name alone and an ordinary word besides"),
        ("Priyanka", "one name alone: give the full name"),
    ],
)
def test_names_that_are_ordinary_words_are_said_and_taken(
    seat: Seat, look: Look, name: str, said: str
) -> None:
    found = look((name, "Teacher", "HV"))
    assert said in eyes(found)
    assert seat.attendees.accept(found).result() == 1


def test_levels_as_lists_write_them(look: Look) -> None:
    found = look(
        ("", "Teacher", "HV", "Frontline", "", ""),
        ("", "Nurse", "HV", "Band 6", "", ""),
        ("", "Head teacher", "HV", "", "", ""),
    )
    assert [one.level for one in found.proposal.rows] == ["practitioner", "", "manager"]
    assert "“Band 6” is neither practitioner nor manager" in eyes(found)


def test_line_managers_stand_by_code_or_pseudonym(seat: Seat, look: Look, sound: None) -> None:
    found = look(
        ("Jo Bellamy", "Teacher", "HV", "", "Kim Haleworth", ""),
        ("Kim Haleworth", "Head teacher", "HV", "", "Ada Quill", ""),
        ("", "Nurse", "HV", "", "ada quill", ""),
        ("", "Midwife", "HV", "", "Ruth Ainsworth", ""),
        ("", "Paramedic", "HV", "", "Team manager", ""),
        ("", "Pharmacist", "HV", "", "Suze", ""),
    )
    assert [one.manager for one in found.proposal.rows] == [
        *("HT1", "Manager 1", "Manager 1", "SW1", "Team manager", "Suze"),
    ]
    assert found.proposal.managers == (("Ada Quill", "Manager 1"),)
    seat.attendees.accept(found).result()
    assert seat.read.view(Tier.ROOM).text("Ada Quill") == "Manager 1"
    again = look(("Jo Bellamy", "Teacher", "HV", "", "Ada Quill", ""))
    assert again.proposal.rows[0].changes == (("Line manager", "HT1", "Manager 1"),)


def test_people_who_changed_meanwhile(seat: Seat, other: Seat, look: Look) -> None:
    found = look(("Jo Bellamy", "Teacher", "HV"))
    other.people.add_participant("T1", "Teacher").result()
    with pytest.raises(Problem, match="changed since the list was read"):
        seat.attendees.accept(found).result()


@pytest.mark.parametrize(
    ("role", "code", "level"),
    [
        ("Social worker (first assessment)", "SW", "practitioner"),
        ("Team manager, assessment", "TM", "manager"),
        ("Health Visitor", "HV", "practitioner"),
        ("Head teacher, acting safeguarding lead in 2024", "HT", "manager"),
        ("Named nurse, safeguarding children", "NN", "manager"),
        ("Consultant paediatrician, named doctor", "DOC", "practitioner"),
        ("GP", "GP", "practitioner"),
        ("Police Constable", "PC", "practitioner"),
        ("Detective sergeant – public protection", "DS", "manager"),
        ("Safeguarding children’s social worker", "SW", "practitioner"),
    ],
)
def test_kinds_of_roles(role: str, code: str, level: str) -> None:
    kind = kind_of(role)
    assert kind is not None
    assert (kind.code, kind.level) == (code, level)


@given(
    roles=st.lists(
        st.sampled_from(["Social worker", "GP", "Play specialist", "X", "", "9", "警察"])
    ),
    taken=st.sets(st.sampled_from(["sw1", "sw9", "gp2", "child a", "ps1"])),
)
def test_no_code_is_ever_given_twice(roles: list[str], taken: set[str]) -> None:
    used = set(taken)
    for role in roles:
        code = propose_code(role, used)
        assert code and code.casefold() not in used
        used.add(code.casefold())
