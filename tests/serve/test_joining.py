"""The door: codes that work once, names, tokens, and who is shut out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.roles import Role
from workshop_tui.serve.joining import (
    CODE_LENGTH,
    CODE_SECONDS,
    WRONG_CODES,
    WRONG_SECONDS,
    Joining,
    Refused,
)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> Joining:
    return Joining(clock)


def test_a_code_works_once(door: Joining) -> None:
    code = door.invite(Role.NOTE_TAKER).code
    assert len(code) == CODE_LENGTH
    visitor = door.come_in(code, "  Kim   Ash ", "a")
    assert (visitor.role, visitor.name) == (Role.NOTE_TAKER, "Kim Ash")
    assert door.known(visitor.token) is visitor
    with pytest.raises(Refused) as refused:
        door.come_in(code, "Jo", "a")
    assert refused.value.why == "a code that is wrong or was used"


def test_looking_at_a_code_does_not_use_it_up(door: Joining) -> None:
    code = door.invite(Role.ROOM).code
    for _ in range(20):
        door.invited(code.lower(), "a")
    assert door.come_in(code, "Screen", "a").role is Role.ROOM


def test_a_code_expires(door: Joining, clock: Clock) -> None:
    code = door.invite(Role.ROOM).code
    clock.now = CODE_SECONDS
    with pytest.raises(Refused) as refused:
        door.come_in(code, "Kim", "a")
    assert refused.value.why == "an expired code"


def test_guessing_shuts_one_address_out_for_a_while(door: Joining, clock: Clock) -> None:
    code = door.invite(Role.NOTE_TAKER).code
    for _ in range(WRONG_CODES):
        with pytest.raises(Refused, match="does not work"):
            door.invited("ABCDEFGHJKMN", "a")
    with pytest.raises(Refused, match="Too many") as refused:
        door.invited(code, "a")
    assert refused.value.too_often
    assert door.invited(code, "b").role is Role.NOTE_TAKER
    clock.now = WRONG_SECONDS + 1
    assert door.come_in(code, "Kim", "a").name == "Kim"


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x1b[2J", "a\x00"])
def test_a_name_that_is_none_leaves_the_code_as_it_was(door: Joining, name: str) -> None:
    code = door.invite(Role.NOTE_TAKER).code
    with pytest.raises(Refused, match="Type your name"):
        door.come_in(code, name, "a")
    assert door.come_in(code, "Kim", "a").name == "Kim"


def test_two_of_one_name_are_told_apart(door: Joining) -> None:
    door.come_in(door.invite(Role.NOTE_TAKER).code, "Kim", "a")
    with pytest.raises(Refused, match="initial"):
        door.come_in(door.invite(Role.NOTE_TAKER).code, "kim", "a")
    assert door.come_in(door.invite(Role.OBSERVER).code, "Kim", "a").role is Role.OBSERVER


def test_who_is_put_out_stays_out(door: Joining) -> None:
    visitor = door.come_in(door.invite(Role.NOTE_TAKER).code, "Kim", "a")
    assert door.put_out("KIM") == [visitor] and door.known(visitor.token) is None
    assert door.put_out("Kim") == [] and door.put_out("nobody") == []
    assert door.come_in(door.invite(Role.NOTE_TAKER).code, "Kim", "a").token != visitor.token


@given(st.text(max_size=80))
def test_no_other_words_are_a_token_or_a_code(words: str) -> None:
    door = Joining(lambda: 0.0)
    visitor = door.come_in(door.invite(Role.NOTE_TAKER).code, "Kim", "a")
    invitation = door.invite(Role.ROOM)
    if words != visitor.token:
        assert door.known(words) is None
    if words.strip().upper().replace("-", "") != invitation.code:
        with pytest.raises(Refused):
            door.invited(words, "b")
