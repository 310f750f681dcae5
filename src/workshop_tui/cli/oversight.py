"""Challenge notes with their answers, and who looks after whom."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import print_json, say


@click.group()
def challenge() -> None:
    """Observers' challenge notes: show, leave, answer."""


@challenge.command("show")
@on_review
@reads
def challenge_show(review: Access, as_json: bool, names: bool) -> None:
    """Every note with its answer, and those that have none yet."""
    from workshop_tui.practice.running import Challenge

    with review.open() as seat:
        view = view_of(seat, names)
        found = [
            {
                "number": number,
                "uid": one.uid,
                "text": view.text(one.text),
                "by": view.text(one.by),
                "at": one.at,
                "about": one.table_name,
                "about_uid": one.row_uid,
                "answer": view.text(one.answer),
                "answered": one.answered,
            }
            for number, one in enumerate(seat.read.records(Challenge), start=1)
        ]
    if as_json:
        print_json(found)
        return
    for one in found:
        say(f"{one['number']}  {one['text']}  ({one['by']})")
        say(f"   {one['answer'] or 'no answer yet'}")


@challenge.command("leave")
@on_review
@click.argument("text", metavar="[--] NOTE", type=WORDS)
@click.option("--entry", type=WORDS, metavar="ENTRY", help="What it is about.")
@click.option("--outcome", type=WORDS, metavar="OUTCOME", help="What it is about.")
def challenge_leave(review: Access, text: str, entry: str | None, outcome: str | None) -> None:
    """Leave a challenge note."""
    from workshop_tui.cli import lookup

    text = words_or_input(text)
    with review.open() as seat:
        about: Any = None
        if outcome:
            about = seat.read.outcome(outcome)
        elif entry:
            about = seat.read.entry(lookup.entry_id(seat.read, entry))
        where = (about.TABLE, about.uid) if about else ("", "")
        seat.challenges.leave(text, *where).result()
    say("The note is left; each one gets an answer.")


@challenge.command("answer")
@on_review
@click.argument("which", metavar="NOTE", type=WORDS)
@click.argument("text", metavar="[--] ANSWER", type=WORDS)
def challenge_answer(review: Access, which: str, text: str) -> None:
    """Answer a note by its number or uid."""
    from workshop_tui.practice.running import Challenge

    text = words_or_input(text)
    with review.open() as seat:
        uid = numbered(seat.read.records(Challenge), which)
        seat.challenges.answer(uid, text).result()
    say("Answered.")


@click.group()
def welfare() -> None:
    """Who follows up with whom: for the chair alone, in no document and no export."""


@welfare.command("show")
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def welfare_show(review: Access, as_json: bool) -> None:
    """The notes, oldest first."""
    with review.open() as seat:
        notes = seat.welfare.notes()
    if as_json:
        print_json(
            [
                {"uid": one.uid, "text": one.text, "follows_up": one.follows_up, "done": one.done}
                for one in notes
            ]
        )
        return
    for number, one in enumerate(notes, start=1):
        follows = f"  ({one.follows_up})" if one.follows_up else ""
        say(f"{'✓' if one.done else '○'} {number}  {one.text}{follows}")


@welfare.command("note")
@on_review
@click.argument("text", metavar="[--] NOTE", type=WORDS)
@click.option("--follows-up", default="", type=WORDS, metavar="WHO", help="Who, and when.")
def welfare_note(review: Access, text: str, follows_up: str) -> None:
    """Note who follows up with whom."""
    text = words_or_input(text)
    with review.open() as seat:
        seat.welfare.note(text, follows_up).result()
    say("Noted, for the chair alone.")


@welfare.command("settle")
@on_review
@click.argument("which", metavar="NOTE", type=WORDS)
@click.option("--not-yet", is_flag=True, help="It is not done after all.")
def welfare_settle(review: Access, which: str, not_yet: bool) -> None:
    """Note that a follow-up was done."""
    with review.open() as seat:
        uid = numbered(seat.welfare.notes(), which)
        seat.welfare.settle(uid, not not_yet).result()
    say(f"{'Not yet done' if not_yet else 'Done'}.")


def numbered(records: Any, words: str) -> str:
    """The uid of the record with a number in its list, or with that uid.

    Raises:
        NotFound: If there is none.
    """
    from workshop_tui.practice.problems import NotFound

    found: dict[str, str] = {str(n): one.uid for n, one in enumerate(records, start=1)}
    found |= {one.uid: one.uid for one in records}
    if words not in found:
        raise NotFound(f"There is no note {words!r}; 'show' numbers them.")
    return found[words]
