from __future__ import annotations

import pytest

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Identity, Participant
from workshop_tui.review.people import resolve_who
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


def test_the_register(seat: Seat) -> None:
    made = seat.people.register(
        "family", " Dean Holt ", " Mother's partner ", ["Deano", "", "Deano", " D "], "n"
    ).result()
    assert (made.name, made.pseudonym, made.aliases) == (
        *("Dean Holt", "Mother's partner"),
        ("Deano", "D"),
    )
    assert seat.read.register()[-1] == made


@pytest.mark.parametrize(
    ("kind", "name", "pseudonym"),
    [
        ("friend", "Ann Ely", "X"),
        ("family", " ", "X"),
        ("family", "Ann Ely", ""),
        ("family", "CALLUM birtwistle", "X"),
    ],
)
def test_what_the_register_refuses(seat: Seat, kind: str, name: str, pseudonym: str) -> None:
    before = seat.read.register()
    assert refused(seat.people.register(kind, name, pseudonym))
    first = before[0]
    assert refused(seat.people.change_identity(first.id, kind, name, pseudonym))
    assert seat.read.register() == before


@pytest.mark.parametrize("what", ["register", "change", "unregister", "participant"])
def test_a_register_that_changed_must_be_confirmed_again(
    chair: Seat, seat: Seat, what: str
) -> None:
    chair.people.confirm_register().result()
    assert chair.read.review().register_confirmed
    child = next(i for i in chair.read.register() if i.kind == "child")
    match what:
        case "register":
            seat.people.register("family", "Dean Holt", "Partner").result()
        case "change":
            seat.people.change_identity(child.id, "child", child.name, "Child B").result()
        case "unregister":
            chair.people.unregister(child.id).result()
        case "participant":
            seat.people.add_participant("SW2", "Student", name="Lena Marsh").result()
    assert not chair.read.review().register_confirmed
    if what == "unregister":
        chair.undo().result()
    else:
        seat.undo().result()
    assert chair.read.review().register_confirmed


def test_whoever_takes_part_stays_in_the_register(chair: Seat) -> None:
    assert "must stay" in refused(chair.people.unregister(1))


def test_participants(seat: Seat) -> None:
    made = seat.people.add_participant("SW2", "Student", "csc", "Lena Marsh").result()
    agencies = {a.id: a.short for a in seat.read.agencies().values()}
    assert agencies[made.agency_id or 0] == "CSC"
    assert seat.read.register()[-1].pseudonym == "SW2"
    known = seat.people.add_participant("X1", "Again", name="lena marsh").result()
    assert known.identity_id == made.identity_id
    nameless = seat.people.add_participant("X2", "Nameless", name="  ").result()
    assert nameless.identity_id is None
    for args in (("sw2", "Twice"), ("", "x"), ("x", " "), ("X3", "x", "Nowhere")):
        assert refused(seat.people.add_participant(*args))
    assert seat.captures.add("@Lena x").result().who_id is None, "two participants now"


def test_mentions(seat: Seat) -> None:
    capture = seat.captures.add("Will will go").result()
    mention = seat.people.mention("capture", capture.uid, "text", 0, 4, 1).result()
    assert (mention.start, mention.end, mention.identity_id) == (0, 4, 1)
    assert refused(seat.people.mention("capture", capture.uid, "text", 0, 4, 99))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("SW1", "SW1"),
        ("sw-1", "SW1"),
        ("social worker", "SW1"),
        ("Ann", "SW1"),
        ("Annie", "SW1"),
        ("ann smith", "SW1"),
        ("GP", "GP"),
        ("Smith", None),
        ("", None),
        ("_", None),
        ("…", None),
        ("Nameless", None),
        ("Ben", None),
    ],
)
def test_who_answers(words: str, code: str | None) -> None:
    register = [
        Identity(id=1, kind="professional", name="Ann Smith", pseudonym="SW1", aliases=("Annie",)),
        Identity(id=2, kind="professional", name="Ben A", pseudonym="B1", aliases=("…",)),
        Identity(id=3, kind="professional", name="Ben C", pseudonym="B2"),
        Identity(id=4, kind="professional", name="   ", pseudonym="B3"),
    ]
    people = [
        Participant(id=1, code="SW1", role="Social worker", identity_id=1),
        Participant(id=2, code="B1", role="Nurse", identity_id=2),
        Participant(id=3, code="B2", role="Nurse", identity_id=3),
        Participant(id=4, code="B3", role="GP", identity_id=4),
        Participant(id=5, code="GP", role="Doctor"),
    ]
    found = resolve_who(words, people, register)
    assert (found.code if found else None) == code
