"""The combined chronology: reading it, searching it, marking its entries."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import aside, print_json, rows, say


@click.command()
@on_review
@click.option("--agency", type=WORDS, metavar="NAME", help="Only this agency's.")
@click.option("--state", type=click.Choice(["open", "discussed", "parked"]), help="Only these.")
@click.option("--key", is_flag=True, help="Only entries of key episodes.")
@click.option("--excluded", is_flag=True, help="Only those that were excluded, with the reason.")
@reads
def entries(
    review: Access,
    agency: str | None,
    state: str | None,
    key: bool,
    excluded: bool,
    as_json: bool,
    names: bool,
) -> None:
    """Show the combined chronology in order."""
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        shapes = Shapes(seat.read, view_of(seat, names))
        out = seat.read.excluded()
        ids = [one.id for one in out] if excluded else seat.read.order()
        wanted = seat.read.key_entries() if key else None
        if wanted is not None:
            ids = [one for one in ids if one in wanted]
        shown = [shapes.entry(one) for one in seat.read.entries(ids)]
        shown = [
            one
            for one in shown
            if state in (None, one["state"])
            and (agency is None or agency.casefold() == str(one["agency"]).casefold())
        ]
    if as_json:
        print_json(shown)
    else:
        rows(entry_row(one) for one in shown)
        if out and not excluded:
            aside(f"Excluded and not shown: {len(out)}. 'entries --excluded' lists them.")


def entry_row(shown: dict[str, Any]) -> tuple[str, ...]:
    """An entry as a row of a list: number, signs, date as written, agency, text."""
    number = str(shown["number"] or "")
    called = number if shown["ref"] == number else f"{number} ({shown['ref'] or shown['uid']})"
    sign = {"discussed": "✓", "parked": "~"}.get(shown["state"], "")
    star = "★" if shown["starred"] else ""
    beside = "≠" * bool(shown["corrected"]) + "⇄" * bool(shown["disputed"])
    beside += "=" * bool(shown["linked"]) + signs(shown)
    now = shown["corrected"] or shown
    text = now["text"]
    if shown["excluded"]:
        text = f"[excluded: {shown['excluded']['reason']}] {text}"
    return (called.strip(), star + sign + beside, date_words(now), str(shown["agency"]), text)


def signs(shown: dict[str, Any]) -> str:
    """A sign for each kind of mark: not for an agency, legal advice."""
    from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR, SIGNS

    flags = shown["flags"]
    not_for = any(flag.startswith(f"{NOT_FOR} ") for flag in flags)
    return SIGNS[NOT_FOR] * not_for + SIGNS[LEGAL_ADVICE] * (LEGAL_ADVICE in flags)


def date_words(shown: dict[str, Any]) -> str:
    """A date as its source wrote it, with the time where that stands apart."""
    date, time = shown["date_text"] or "undated", shown["time"]
    return f"{date} {time}" if time and time[:5] not in date else date


@click.command()
@on_review
@click.argument("words", metavar="WORDS", type=WORDS, nargs=-1, required=True)
@reads
def search(review: Access, words: tuple[str, ...], as_json: bool, names: bool) -> None:
    """Search entries and captures for all of the words.

    With --pseudonyms, search is by pseudonym too, and a name finds nothing.
    """
    from workshop_tui.cli.capture import capture_row
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        view = view_of(seat, names)
        shapes = Shapes(seat.read, view)
        found_entries, found_captures = seat.read.search(" ".join(words), view)
        shown_entries = [shapes.entry(one) for one in found_entries]
        shown_entries.sort(key=lambda one: one["number"] or 0)
        shown_captures = [shapes.capture(one) for one in found_captures]
    if as_json:
        print_json({"entries": shown_entries, "captures": shown_captures})
        return
    if not shown_entries and not shown_captures:
        say("Nothing found.")
    if shown_entries:
        say(f"Entries: {len(shown_entries)}")
        rows(entry_row(one) for one in shown_entries)
    if shown_captures:
        say(f"Captures: {len(shown_captures)}")
        rows(capture_row(one) for one in shown_captures)


@click.command()
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.option("--on/--off", "starred", default=None, help="Else it changes to the other.")
def star(review: Access, entry_words: str, starred: bool | None) -> None:
    """Star an entry as part of a key episode, or take the star away."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        changed = seat.event.star(entry_id, starred).result()
        called = seat.read.called(entry_id)
    say(f"Entry {called}: {'starred' if changed.starred else 'no star'}.")


@click.command()
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.argument("state", type=click.Choice(["open", "discussed", "parked"]))
def mark(review: Access, entry_words: str, state: str) -> None:
    """Mark an entry open, discussed or parked."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.event.mark(entry_id, state).result()
        called = seat.read.called(entry_id)
    say(f"Entry {called}: {state}.")


@click.command()
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.argument("number", metavar="EPISODE|none", type=WORDS)
def episode(review: Access, entry_words: str, number: str) -> None:
    """Put an entry into a key practice episode, by its number, or into none."""
    from workshop_tui.cli import lookup

    if not number.isdecimal() and number.casefold() != lookup.NONE:
        raise click.BadParameter("an episode is a number, or none", param_hint="EPISODE")
    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        chosen = int(number) if number.isdecimal() else None
        seat.event.put_in_episode(entry_id, chosen).result()
        called = seat.read.called(entry_id)
    where = "in no episode" if chosen is None else f"in episode {chosen}"
    say(f"Entry {called}: {where}.")


@click.command("rate-episode")
@on_review
@click.argument("number", metavar="EPISODE", type=int)
@click.argument("rating", type=click.Choice(["worked well", "was difficult", "none"]))
def rate_episode(review: Access, number: int, rating: str) -> None:
    """Say how a key episode went, afterwards and if the room wishes; "none" takes it back."""
    with review.open() as seat:
        seat.event.rate_episode(number, "" if rating == "none" else rating).result()
    say(f"Episode {number}: {'not rated' if rating == 'none' else rating}.")
