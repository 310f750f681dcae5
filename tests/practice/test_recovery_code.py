"""The recovery code: typed from paper, with every slip found in its group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.recovery_code import ALPHABET, GROUPS, decode, encode, mistyped

KEYS = st.binary(min_size=32, max_size=32)
KEY = bytes(range(32))


@given(KEYS)
def test_a_code_is_its_key_again(key: bytes) -> None:
    groups = encode(key)
    assert len(groups) == GROUPS
    assert {len(group) for group in groups} == {5}
    for written in (" ".join(groups), "".join(groups), "-".join(groups).lower(), "\n".join(groups)):
        assert decode(written) == key
        assert mistyped(written) == ""


def test_no_characters_that_look_alike() -> None:
    assert not set("01OI") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


def test_what_is_read_as_one_or_i_is_an_l() -> None:
    codes = (" ".join(encode(bytes([number] * 32))) for number in range(256))
    code = next(code for code in codes if "L" in code)
    assert decode(code.replace("L", "1")) == decode(code.replace("L", "i")) == decode(code)


@given(KEYS, st.integers(0, GROUPS * 5 - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_its_group(key: bytes, at: int, char: str) -> None:
    code = "".join(encode(key))
    typed = code[:at] + char + code[at + 1 :]
    if typed != code:
        assert decode(typed) is None
        assert f"group {at // 5 + 1} is mistyped" in mistyped(typed)


@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, 3))
def test_two_neighbours_that_changed_places_are_found(key: bytes, group: int, at: int) -> None:
    groups = encode(key)
    word = groups[group]
    groups[group] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if groups[group] != word:
        assert f"group {group + 1} is mistyped" in mistyped(" ".join(groups))


@pytest.mark.parametrize("wrong", ["0", "O", "?", ""])
def test_a_character_that_is_in_no_code(wrong: str) -> None:
    groups = encode(KEY)
    groups[3] = groups[3][:4] + wrong
    assert "group 4 is mistyped" in mistyped(" ".join(groups))


def test_several_wrong_groups_are_all_named() -> None:
    groups = encode(KEY)
    groups[0] = groups[6] = "ABCDE"
    assert "groups 1, 7 are mistyped" in mistyped("-".join(groups))


def test_a_group_left_out_doubled_or_out_of_order() -> None:
    groups = encode(KEY)
    assert "has 13 groups" in mistyped(" ".join(groups[:5] + groups[6:]))
    assert "has 15 groups" in mistyped(" ".join([*groups, groups[-1]]))
    groups[2], groups[9] = groups[9], groups[2]
    assert decode(" ".join(groups)) is None
    assert "changed places" in mistyped(" ".join(groups))


@pytest.mark.parametrize(
    "words", ["", "quiet otters count stones", "correct-horse", "é" * 70, "A" * 70, "\udc80" * 40]
)
def test_other_words_are_no_code(words: str) -> None:
    assert decode(words) is None
    assert mistyped(words) == ""


@given(st.text())
def test_whatever_is_typed_is_judged(words: str) -> None:
    assert decode(words) is None
    assert isinstance(mistyped(words), str)


def test_only_whole_keys() -> None:
    with pytest.raises(ValueError, match="31"):
        encode(bytes(31))
