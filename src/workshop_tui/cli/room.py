"""What the chair sends to the room's screen."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, words_or_input
from workshop_tui.cli.output import aside, print_json, say


@click.group()
def room() -> None:
    """The room's screen: see it, send an entry, an outcome, the step or words, clear it."""


@room.command("show")
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def show(review: Access, as_json: bool) -> None:
    """What the room sees now; always with pseudonyms."""
    with review.open() as seat:
        view = seat.slide.now()
    found: dict[str, Any] = {
        "shows": view.shows,
        "about": view.about,
        "text": view.text,
        "step": view.step,
        "step_minutes": view.step_minutes,
        "running": view.running,
    }
    if as_json:
        print_json(found)
        return
    say(f"The room sees: {view.shows}{f' ({view.about})' if view.about else ''}.")
    if view.text:
        say(view.text)


@room.command("entry")
@on_review
@click.argument("entry", metavar="ENTRY|here", type=WORDS)
def entry_(review: Access, entry: str) -> None:
    """Send an entry: in the wording approved for the room, or only where it stands."""
    from workshop_tui.cli import lookup
    from workshop_tui.review import room_look

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry)
        _look(room_look.of_entry(seat.read, entry_id))
        slide = seat.room.show_entry(entry_id).result()
    wording = "in its approved wording" if slide.text else "without its words: none is approved"
    say(f"Sent: {slide.about}, {wording}.")


@room.command("wording")
@on_review
@click.argument("entry", metavar="ENTRY|here", type=WORDS)
@click.argument("text", metavar="[--] WORDS", type=WORDS)
def wording(review: Access, entry: str, text: str) -> None:
    """Approve the words in which the room may see an entry ("" takes that back)."""
    from workshop_tui.cli import lookup
    from workshop_tui.review import room_look

    text = words_or_input(text)
    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry)
        _look(room_look.warning(seat.read, text))
        seat.room.approve_wording(entry_id, text).result()
        called = seat.read.called(entry_id)
    say(f"{'Approved' if text.strip() else 'Taken back'}: the room's wording of entry {called}.")


@room.command("outcome")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
def outcome_(review: Access, outcome: str) -> None:
    """Send the wording of a finding, good practice, escalation or action."""
    from workshop_tui.review import room_look

    with review.open() as seat:
        found = seat.read.outcome(outcome)
        _look(room_look.warning(seat.read, found.text))
        slide = seat.room.show_outcome(found.id).result()
    say(f"Sent: {slide.about}.")


@room.command("step")
@on_review
def step(review: Access) -> None:
    """Send the agenda step that the session is at."""
    with review.open() as seat:
        slide = seat.room.show_step().result()
    say(f"Sent: {slide.text}.")


@room.command("words")
@on_review
@click.argument("text", metavar="[--] WORDS", type=WORDS)
@click.option("--about", default="", type=WORDS, help="A heading above them.")
def words(review: Access, text: str, about: str) -> None:
    """Send words: a question, a ground rule, the words of the child."""
    from workshop_tui.review import room_look

    text = words_or_input(text)
    with review.open() as seat:
        _look(room_look.warning(seat.read, f"{about}\n{text}"))
        seat.room.show_words(text, about).result()
    say("Sent.")


@room.command("clear")
@on_review
@click.option("--pause", "calm", is_flag=True, help="Calm it for a pause.")
def clear(review: Access, calm: bool) -> None:
    """Show nothing but the review's title."""
    with review.open() as seat:
        (seat.room.calm() if calm else seat.room.clear()).result()
    say(f"The room's screen is {'calm' if calm else 'clear'}.")


def _look(warning: str) -> None:
    """Say what may lead to somebody, beside the result; it is sent all the same."""
    if warning:
        aside(warning)
