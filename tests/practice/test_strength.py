"""How strong a passphrase is: an honest estimate, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice.strength import estimate

KNOWN = frozenset(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(676)) | {
    *("otter", "panel", "amber", "lodge", "swim", "grape"),
}
CASE = ("LR-08.review", "LR-08", "Child B")


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "a", "password", "Passw0rd!", "P4ssw0rd2024", "qwerty123", "Summer2024!"),
        *("LR-08", "lr08", "child b", "LR-08 Child B 2024", "12031985", "aaaaaaaaaaaaaaaaaaaa"),
        *("abcabcabcabc", "otter", "otterotterotterotter", "zyxwvuts", "20232024", "xkqz"),
    ],
)
def test_what_is_tried_first_is_weak(words: str) -> None:
    found = estimate(words, KNOWN, CASE)
    assert found.word == "weak"
    assert "Another word or two would help" in found.sentence


@pytest.mark.parametrize(
    "words", ["otter panel amber lodge swim grape", "9f8a7d6c5b4e3f2a1b0c", "hG7#k!2mPz9$vQ4x"]
)
def test_what_takes_centuries_is_strong(words: str) -> None:
    found = estimate(words, KNOWN, CASE)
    assert found.word == "strong"
    assert "Another" not in found.sentence


def test_random_words_count_as_a_guesser_who_has_the_list_counts_them() -> None:
    two = estimate("otter panel", KNOWN).bits
    three = estimate("otter panel amber", KNOWN).bits
    assert three - two == pytest.approx(estimate("otter", KNOWN).bits, abs=0.01)


@given(st.text(max_size=40), st.text(max_size=10))
def test_more_is_never_much_weaker(words: str, more: str) -> None:
    assert estimate(words + more, KNOWN).bits >= estimate(words, KNOWN).bits - 12


@given(st.text(max_size=400))
def test_everything_can_be_judged_and_is_not_repeated(words: str) -> None:
    found = estimate(words, KNOWN, CASE)
    assert found.bits >= 0
    assert found.word in ("weak", "fair", "strong")
    if len(words) > 20:
        assert words not in found.sentence


def test_saying_it_again_adds_next_to_nothing() -> None:
    once = estimate("hG7#k!2m", KNOWN).bits
    assert estimate("hG7#k!2m" * 4, KNOWN).bits < once + 6


def test_what_is_known_of_the_case_is_no_secret() -> None:
    assert estimate("thornley", KNOWN, ["Thornley Vale"]).bits < estimate("thornley", KNOWN).bits


@pytest.mark.parametrize(
    ("bits", "time"),
    [
        ("a", "no time"),
        ("xkqzv", "about 6 seconds"),
        ("xkqzvwp", "about 1 hour"),
        ("xkqzvwptb", "about 31 days"),
    ],
)
def test_times_in_words(bits: str, time: str) -> None:
    assert estimate(bits).time == time
