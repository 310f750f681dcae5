"""What the leak check tells by the words beside it: births, initials, cut names, own numbers."""

from __future__ import annotations

import pytest

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.leaks import LeakCheck

REGISTER = [
    Identity(id=1, kind="child", name="Ottoline Marchbank", pseudonym="Child A", aliases=("OMB",)),
    Identity(id=2, kind="family", name="Joy Marchbank", pseudonym="Mother"),
    Identity(id=3, kind="agency", name="Tarnbrae Primary School", pseudonym="School 1"),
    Identity(id=4, kind="agency", name="Midmere County Council", pseudonym="Council"),
    Identity(id=5, kind="identifier", name="3 September 2021", pseudonym="Child A's birthday"),
]


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in LeakCheck(REGISTER).check_text("a.txt", text).warnings]


def blocked(text: str) -> list[str]:
    return [one.words for one in LeakCheck(REGISTER).check_text("a.txt", text).blocking]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("He is aged 31, 8th of July 2012.", "8th of July 2012"),
        ("Seen today (27) 30.01.17, alone.", "30.01.17"),
        ("3 August 2018, five years old.", "3 August 2018"),
        ("3.9.20 F. Not brought.", "3.9.20"),
        ("At home since 17-Mar-1995 with them.", "17-Mar-1995"),
        ("They spoke of 4.5.88 again.", "4.5.88"),
    ],
)
def test_a_date_of_birth_without_the_word(text: str, date: str) -> None:
    assert told(text) == [("date of birth", date)]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2022 (aged 3) the child was seen.",
        "On 3 May 2022, F was not at home.",
        "The Children Act 1989 and the Act of 2004 are named.",
        "Version 1.2.2022 and section 3.9.20 were read.",
        "It will be reviewed on 9 November.",
    ],
)
def test_other_dates_are_no_births(text: str) -> None:
    assert [one for one in told(text) if one[0] == "date of birth"] == []


@pytest.mark.parametrize(
    "way",
    ["3.9.21", "03/09/2021", "3rd of September 2021", "Sept 3, 2021", "2021-09-03", "3-9-2021"],
)
def test_a_registered_date_is_found_however_it_is_written(way: str) -> None:
    assert blocked(f"The visit on {way} was short.") == [way]


@pytest.mark.parametrize("other", ["13.9.21", "3.9.2", "3 September 2022", "3/9/211", "1.3.9.21"])
def test_another_date_is_not(other: str) -> None:
    assert blocked(f"The visit on {other} was short.") == []


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Told J.K. (pupil support) at once.", "J.K."),
        ("The plan is with social worker KB now.", "KB"),
        ("It was KB, team manager, who rang.", "KB"),
        ("Review by AMcP in a week.", "AMcP"),
    ],
)
def test_initials_beside_what_somebody_is(text: str, initials: str) -> None:
    assert told(text) == [("initials", initials)]


@pytest.mark.parametrize(
    "text",
    [
        "The Health Visitor (HV) met the social worker (SW) at 3 p.m. on Monday.",
        "The duty officer (DO) rang, with ED and GP.",
        "No LOC, home with head injury advice.",
        "The U.K. and N.A. were written.",
    ],
)
def test_shortened_words_are_no_initials(text: str) -> None:
    assert [one for one in told(text) if one[0] == "initials"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We saw Otto-\nline there.", "Otto-\nline"),
        ("We saw March-\n  bank there.", "March-\n  bank"),
        ("Seen with O M-B today.", "O M-B"),
        ("Joys mood was low.", "Joys"),
        ("Then joy was in her bed.", "joy"),
        ("The Tarnbrae head rang.", "Tarnbrae"),
        ("The Tarnbray head rang.", "Tarnbray"),
    ],
)
def test_a_registered_name_in_another_shape(text: str, words: str) -> None:
    assert blocked(text) == [words]


@pytest.mark.parametrize(
    "text",
    ["The Midmere Partnership met.", "Joy was in her eyes.", "Her pre- and post-natal joy."],
)
def test_other_words_pass(text: str) -> None:
    assert blocked(text) in ([], ["Joy"])


def test_a_lists_own_numbers_are_no_references() -> None:
    rows = "\n".join(f"Ref {number}\t4 May 2022\tSeen at home." for number in range(101, 110))
    assert [words for kind, words in told(rows) if kind == "reference number"] == []
    assert told("Please quote Ref 4471 when you ring.") == [("reference number", "4471")]
    assert told("Crime ref 4471, 4472, crime ref 4472, crime ref 4473.")[0][1] == "4471"
