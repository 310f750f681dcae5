"""Challenge notes: leaving one, the one thing that an observer writes, and answering it."""

from __future__ import annotations

from workshop_tui.practice.records import Entry, Outcome
from workshop_tui.practice.running import Challenge
from workshop_tui.tui.line import Line
from workshop_tui.tui.tasks import Writing


def challenge(line: Line, about: Entry | Outcome | None) -> None:
    """Open the line for a note about an entry, an outcome, or the review as a whole."""
    where = (about.TABLE, about.uid) if about is not None else ("", "")
    what = "the whole"
    if isinstance(about, Entry):
        what = line.desk.place(about.id)
    elif about is not None:
        what = f"this {about.kind.value.replace('-', ' ')}"
    task = Writing(
        line,
        f"CHALLENGE NOTE about {what}:",
        f"challenge:{where[1]}",
        lambda text: line.live.seat.challenges.leave(text, *where),
        lambda: line.say("The note is left; the chair sees it, and it gets an answer."),
    )
    line.resume(task, "")


def answer(line: Line, note: Challenge) -> None:
    """Open the line for the answer to a note; one that stands can be reworded."""
    task = Writing(
        line,
        "ANSWER to the challenge note: how was it weighed?",
        f"challenge-answer:{note.uid}",
        lambda words: line.live.seat.challenges.answer(note.uid, words),
        lambda: line.say("Answered; note and answer are printed together."),
    )
    line.resume(task, note.answer)
