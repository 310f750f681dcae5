"""The check of finished text against the register: the last look before anything leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_tui.practice.records import Identity
from workshop_tui.privacy.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Leak:
    """A registered name in a finished text.

    Attributes:
        file: The document's name.
        line: Line number from 1.
        words: What stands there.
        pseudonym: What should stand there.
    """

    file: str
    line: int
    words: str
    pseudonym: str


def find(file: str, text: str, register: Sequence[Identity]) -> list[Leak]:
    """Every registered name in a finished document, and in the name of its file."""
    matcher = Matcher(register)
    leaks = []
    for number, line in enumerate([file, *text.splitlines()]):
        for match in matcher.find(line):
            pseudonym = match.identity.pseudonym if match.identity else "a pseudonym"
            if match.words != pseudonym:
                leaks.append(Leak(file, number, match.words, pseudonym))
    return leaks
