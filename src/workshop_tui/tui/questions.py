"""The home screen's questions, one field after the other, and what is said while one is typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        text: What is asked.
        secret: Whether what is typed is hidden, until somebody asks to see it.
    """

    text: str
    secret: bool = False


QUESTIONS: dict[str, Question] = {
    "file": Question(
        "A name for the new file, without a child's name in it (for example LR-08.review):"
    ),
    "reference": Question("The review's reference (for example LR-08):"),
    "title": Question("A title without names (for example “Child B”):"),
    "lead": Question("The lead reviewer (may stay empty):"),
    "passphrase": Question("A passphrase: words that only you and the note-taker know:", True),
    "again": Question("The passphrase once more:", True),
    "renewed": Question(
        "This was opened with its recovery code. Choose a new passphrase now (Enter alone: later):",
        True,
    ),
    "unlock": Question("The review's passphrase, or the code of its recovery sheet:", True),
    "open": Question("The review's file, with its folder:"),
}
ABOUT_SHEET = (
    "If the passphrase is forgotten, only the recovery sheet opens the review. Print it, keep it "
    "in a safe and not with the computer, and delete its file afterwards."
)
CHOOSING = ("passphrase", "renewed")
"""The questions at which a new passphrase is chosen."""


def hint(name: str, typed: str, suggested: str, known: Iterable[str]) -> str:
    """What is said below the field.

    Args:
        name: Of the question.
        typed: What stands in the field.
        suggested: Random words that could be a passphrase.
        known: What a guesser knows of the case.
    """
    if name in CHOOSING:
        from workshop_tui.review.passphrases import strength

        said = strength(typed, known).sentence if typed else "Any words will do."
        return f"Random words, for example: {suggested}\nCtrl+R: others. {_SEEN}\n{said}"
    if name in QUESTIONS and QUESTIONS[name].secret:
        return _SEEN
    return ""


_SEEN = "Ctrl+T shows what is typed."
