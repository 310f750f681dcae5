"""What was parked, and comes back before closing."""

from __future__ import annotations

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say


@click.group("parked")
def parked_() -> None:
    """Parked entries and ideas: show, leave.

    An entry is settled with 'mark', an idea by 'make action' from its capture.
    """


@parked_.command("show")
@on_review
@reads
def show(review: Access, as_json: bool, names: bool) -> None:
    """Everything that is parked, and whether it came back."""
    from workshop_tui.practice.records import Entry
    from workshop_tui.review.parked import parked

    with review.open() as seat:
        read, view = seat.read, view_of(seat, names)
        beside, marks = read.beside(), read.marks()
        found = []
        for one in parked(read):
            what = one.what
            if isinstance(what, Entry):
                what = marks.veiled(beside.corrected(what), shows_names=view.shows_names)
                called = read.called(what.id)
            else:
                called = str(what.id)
                if marks.legal_advice(what) and not view.shows_names:
                    continue
            found.append(
                {
                    "what": "entry" if isinstance(what, Entry) else "idea",
                    "number": called,
                    "uid": what.uid,
                    "text": view.field(what.TABLE, what.uid, "text", what.text),
                    "left": one.left,
                }
            )
    if as_json:
        print_json(found)
        return
    if not found:
        say("Nothing is parked.")
    rows(
        ("✓" if one["left"] else "○", f"{one['what']} {one['number']}", str(one["text"]))
        for one in found
    )


@parked_.command("leave")
@on_review
@click.option("--entry", type=WORDS, metavar="ENTRY", help="A parked entry.")
@click.option("--capture", type=WORDS, metavar="CAPTURE", help="A parked idea.")
@click.option("--again", is_flag=True, help="Let it come back once more.")
def leave(review: Access, entry: str | None, capture: str | None, again: bool) -> None:
    """Note that it came back and is left as it is."""
    from workshop_tui.cli import lookup

    if (entry is None) == (capture is None):
        raise click.UsageError("Give --entry or --capture.")
    with review.open() as seat:
        if entry is not None:
            found = seat.read.entry(lookup.entry_id(seat.read, entry))
            where = (found.TABLE, found.uid)
        else:
            idea = seat.read.capture(str(capture))
            where = (idea.TABLE, idea.uid)
        seat.parked.leave(*where, left=not again).result()
    say("It comes back once more." if again else "Left as it is.")
