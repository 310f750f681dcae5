"""Single entries: one in full; adding, correcting, disputing, excluding; circulating them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.chronology import date_words
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

REASON = click.option("--reason", type=WORDS, default="", metavar="WHY", help="Why, or says who.")


class EntryGroup(click.Group):
    """A group that shows an entry where no other command of it is named."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word, or ``show`` for a review's name."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the review's name are those of ``show``."""
        if args and args[0] not in (*self.commands, "--help", "-h"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=EntryGroup, subcommand_metavar="[REVIEW ENTRY | COMMAND ...]")
def entry() -> None:
    """Show one entry (entry REVIEW ENTRY), or change it by one of the commands below.

    What a source said is never changed: a correction, another agency's account and the reason
    of an exclusion stand beside it, and all are printed.
    """


@entry.command("show")
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@reads
def show(review: Access, entry_words: str, as_json: bool, names: bool) -> None:
    """Show one entry in full, with all its columns and what was captured at it."""
    from workshop_tui.cli import lookup
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        shapes = Shapes(seat.read, view_of(seat, names))
        entry_id = lookup.entry_id(seat.read, entry_words)
        shown = shapes.entry(seat.read.entry(entry_id))
        shown["captures"] = [shapes.capture(one) for one in seat.read.captures_at(entry_id)]
        shown["returns"] = shapes.returned_at(entry_id)
    if as_json:
        print_json(shown)
    else:
        say_entry(shown)


def say_entry(shown: dict[str, Any]) -> None:
    """An entry for people: its head, its text, what stands beside it, its columns, its captures."""
    from workshop_tui.cli.capture import capture_row

    now = shown["corrected"] or shown
    head = [f"Entry {shown['ref'] or '(excluded)'}", date_words(now), str(shown["agency"])]
    say("  ".join(head + ([now["source"]] if now["source"] else [])))
    say()
    say(now["text"])
    say()
    facts = [("Date", note) for note in [now["date_note"]] if note]
    facts += [("Until", now["end_text"])] if now["end_text"] else []
    facts += list(now["fields"].items())
    facts += [("Look at", ", ".join(shown["flags"]))] if shown["flags"] else []
    facts += [("Episode", str(shown["episode"]))] if shown["episode"] else []
    facts += [("State", shown["state"] + (", starred" if shown["starred"] else ""))]
    facts += [("From", _origin(shown)), *_beside(shown)]
    rows(facts)
    if shown.get("returns"):
        say()
        rows(
            ("from the returns", one["part"], one["who"] or "", _in_their_words(one))
            for one in shown["returns"]
        )
    if shown.get("captures"):
        say()
        rows(capture_row(one) for one in shown["captures"])


def _in_their_words(item: dict[str, Any]) -> str:
    why = f" (why: {item['why']})" if item["why"] else ""
    return f"{item['text']}{why}"


def _origin(shown: dict[str, Any]) -> str:
    origin, added = shown["origin"], shown["added"]
    if added:
        why = f": {added['reason']}" if added["reason"] else ""
        return f"added by hand by {added['by']}, {added['at'][:10]}{why}"
    return f"{origin['file']}, {origin.get('sheet') or origin.get('table')}, row {origin['row']}"


def _beside(shown: dict[str, Any]) -> list[tuple[str, str]]:
    lines = []
    if shown["corrected"]:
        lines.append(("Source said", f"{date_words(shown)}: {shown['text']}"))
        for one in shown["corrected"]["corrections"]:
            why = f": {one['reason']}" if one["reason"] else ""
            by = f"by {one['file']}" if one["file"] else f"by {one['by']}"
            lines.append((f"Correction {one['id']}", f"{by}, {one['at'][:10]}{why}"))
    for one in shown["disputed"]:
        lines.append((f"Dispute {one['id']}", f"{one['agency']} says: {one['account']}"))
    for one in shown["linked"]:
        lines.append(("Same event", f"entry {one['ref'] or one['uid']}, {one['agency']}"))
    if shown["excluded"]:
        one = shown["excluded"]
        lines.append(("Excluded", f"by {one['by']}, {one['at'][:10]}: {one['reason']}"))
    return lines


@entry.command("add")
@on_review
@click.argument("text", metavar="[--] TEXT", type=WORDS)
@click.option("--agency", required=True, type=WORDS, metavar="NAME", help="Whose account it is.")
@click.option("--date", default="", type=WORDS, help="When, as you would write it.")
@click.option("--source", default="", type=WORDS, help="Who or what says so.")
@REASON
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def add(
    review: Access, text: str, agency: str, date: str, source: str, reason: str, as_json: bool
) -> None:
    """Add an entry by hand ("-" reads standard input); it takes its place in the order."""
    text = words_or_input(text)
    with review.open() as seat:
        added = seat.entries.add(
            agency=agency, text=text, date=date, source=source, reason=reason
        ).result()
        _done(seat, added.id, "added", as_json)


@entry.command("correct")
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.option("--text", type=WORDS, help='What happened ("-" reads standard input).')
@click.option("--date", type=WORDS, help="When.")
@click.option("--source", type=WORDS, help="Who or what says so.")
@click.option("--field", "fields", type=WORDS, multiple=True, metavar="NAME=TEXT", help="A column.")
@click.option("--was", type=WORDS, metavar="TEXT", help="The text you read before correcting it.")
@REASON
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def correct(
    review: Access,
    entry_words: str,
    text: str | None,
    fields: tuple[str, ...],
    was: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Say how an entry should read; its source's words and date stay beside it."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.entries.correct(
            entry_id,
            text=words_or_input(text) if text is not None else None,
            fields=_fields(fields) if fields else None,
            base=was,
            **given,
        ).result()
        _done(seat, entry_id, "corrected", as_json)


def _fields(given: tuple[str, ...]) -> dict[str, str]:
    fields = {}
    for words in given:
        name, equals, text = words.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(f"{words!r} is not NAME=TEXT.", param_hint="--field")
        fields[name.strip()] = text
    return fields


@entry.command("withdraw-correction")
@on_review
@click.argument("number", metavar="CORRECTION", type=int)
def withdraw_correction(review: Access, number: int) -> None:
    """Take a correction away, by the number that 'entry' shows."""
    with review.open() as seat:
        back = seat.entries.withdraw_correction(number).result()
        _done(seat, back.id, "its correction is withdrawn", as_json=False)


@entry.command("dispute")
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.argument("account", metavar="[--] ACCOUNT", type=WORDS)
@click.option("--agency", required=True, type=WORDS, metavar="NAME", help="Who sees it otherwise.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def dispute(review: Access, entry_words: str, account: str, agency: str, as_json: bool) -> None:
    """Record an agency's own account of an entry; both stand, and both are printed."""
    from workshop_tui.cli import lookup

    account = words_or_input(account)
    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.entries.dispute(entry_id, agency, account).result()
        _done(seat, entry_id, "disputed", as_json)


@entry.command("withdraw-dispute")
@on_review
@click.argument("number", metavar="DISPUTE", type=int)
def withdraw_dispute(review: Access, number: int) -> None:
    """Take a dispute away, by the number that 'entry' shows."""
    with review.open() as seat:
        gone = seat.entries.withdraw_dispute(number).result()
        _done(seat, gone.entry_id, "the dispute is withdrawn", as_json=False)


@entry.command("exclude")
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.option("--reason", required=True, type=WORDS, metavar="WHY", help="Why it is left out.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def exclude(review: Access, entry_words: str, reason: str, as_json: bool) -> None:
    """Leave an entry out of the combined order; it stays listed by 'entries --excluded'."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.entries.exclude(entry_id, reason).result()
        _done(seat, entry_id, "excluded", as_json)


@entry.command("include")
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def include(review: Access, entry_words: str, as_json: bool) -> None:
    """Take an excluded entry back, by its reference or uid."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        seat.entries.include(entry_id).result()
        _done(seat, entry_id, "included again", as_json)


def _done(seat: Seat, entry_id: int, what: str, as_json: bool) -> None:
    from workshop_tui.cli.shapes import Shapes

    if as_json:
        print_json(Shapes(seat.read, view_of(seat, True)).entry(seat.read.entry(entry_id)))
    else:
        say(f"Entry {seat.read.called(entry_id)}: {what}.")


@click.command()
@on_review
@click.option("--to", "sent_to", type=WORDS, metavar="WHOM", help="Records that it goes to them.")
@click.option("--label", default="", type=WORDS, help="What this version is called.")
@reads
def circulate(review: Access, sent_to: str | None, label: str, as_json: bool, names: bool) -> None:
    """Record that the chronology goes out; without --to, show when it went out.

    From the first time on, each entry's printed reference stays: a later addition after entry 42
    becomes 42a. This cannot be undone, for the paper is out.
    """
    with review.open() as seat:
        if sent_to is not None:
            seat.circulation.circulate(sent_to, label).result()
        view = view_of(seat, names)
        shown = [
            {
                "uid": one.uid,
                "label": view.text(one.label),
                "to": view.text(one.sent_to),
                "by": view.text(one.by),
                "at": one.at,
                "entries": one.entries,
            }
            for one in seat.read.circulations()
        ]
    if as_json:
        print_json(shown)
    elif not shown:
        say("The chronology was not circulated yet: its numbers may still change.")
    else:
        for one in shown:
            say(f"{one['label']}, {str(one['at'])[:10]}: {one['entries']} entries, to {one['to']}")
