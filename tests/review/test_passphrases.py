"""Random words as a passphrase, out of a list that ships with the app."""

from __future__ import annotations

from workshop_tui.review import passphrases


def test_the_list_is_long_enough_and_plain() -> None:
    words = passphrases._words()
    assert len(words) >= 2048
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    assert {len(word) for word in words} <= {3, 4, 5, 6, 7}


def test_a_suggestion_is_strong_and_never_the_same() -> None:
    suggested = {passphrases.suggestion() for _ in range(20)}
    assert len(suggested) == 20
    for words in suggested:
        assert len(set(words.split())) == passphrases.WORDS
        assert set(words.split()) <= passphrases._words()
        assert passphrases.strength(words).word == "strong"
