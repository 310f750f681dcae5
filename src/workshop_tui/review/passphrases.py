"""Choosing a passphrase: random words that could be one, and how strong one is."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from functools import lru_cache

from workshop_tui.practice.strength import Strength, estimate
from workshop_tui.store.resources import data_folder

WORDS = 5


def suggestion() -> str:
    """Random words out of some two thousand plain ones.

    Five of them withstand the guesser of ``practice.strength`` for about a thousand years, even
    one who knows the list; the few that hold one another ("sea", "season") are not taken.
    """
    chance, words = secrets.SystemRandom(), sorted(_words())
    while True:
        suggested = " ".join(chance.sample(words, WORDS))
        if strength(suggested).word == "strong":
            return suggested


def strength(passphrase: str, given: Iterable[str] = ()) -> Strength:
    """How strong a passphrase is.

    Args:
        passphrase: The passphrase.
        given: What a guesser knows of the case: the file's name, the reference, the title.
    """
    return estimate(passphrase, _words(), given)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset((data_folder("pack") / "words.txt").read_text(encoding="utf-8").split())
