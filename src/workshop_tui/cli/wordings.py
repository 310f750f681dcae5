"""How an outcome was worded before."""

from __future__ import annotations

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows


@click.command()
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@reads
def wordings(review: Access, outcome: str, as_json: bool, names: bool) -> None:
    """Show every wording that an outcome (F1, A2) has had, oldest first."""
    from workshop_tui.review.wordings import wordings as all_of

    with review.open() as seat:
        found = all_of(seat.read, seat.read.outcome(outcome))
        view = view_of(seat, names)
    if as_json:
        print_json(
            [
                {
                    "at": one.at,
                    "by": view.text(one.by),
                    "meaning": one.meaning,
                    "text": view.text(one.text),
                }
                for one in found
            ]
        )
        return
    rows(
        (one.at[:16].replace("T", " "), view.text(one.by), one.meaning, view.text(one.text))
        for one in found
    )
