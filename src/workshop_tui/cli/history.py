"""Undo, redo, and who changed what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.store.journal import Change


@click.command()
@on_review
def undo(review: Access) -> None:
    """Take back this seat's newest change; --seat chooses another seat's."""
    with review.open() as seat:
        step = seat.undo().result()
    say(f"Undone: {step.meaning}.")


@click.command()
@on_review
def redo(review: Access) -> None:
    """Make the change that this seat last undid again."""
    with review.open() as seat:
        step = seat.redo().result()
    say(f"Made again: {step.meaning}.")


@click.command()
@on_review
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the newest N changes.")
@reads
def history(review: Access, last: int | None, as_json: bool, names: bool) -> None:
    """Show who changed what, and when, oldest first; with --seat only that seat's changes."""
    only = review.chosen_seat
    with review.open() as seat:
        changes = [one for one in seat.read.changes() if only in (None, one.seat)]
        view = view_of(seat, names)
        shown = [_change(one, view) for one in changes[-(last or 0) :]]
    if as_json:
        print_json(shown)
        return
    rows(
        (
            str(one["seq"]),
            one["at"][:19].replace("T", " "),
            f"{one['person']} ({one['seat']})",
            one["meaning"],
            one["table"],
        )
        for one in shown
    )


def _change(change: Change, view: View) -> dict[str, Any]:
    return {
        "seq": change.seq,
        "at": change.at,
        "seat": view.text(change.seat),
        "person": view.text(change.person),
        "class": change.klass.value,
        "meaning": change.meaning,
        "how": change.how.value,
        "table": change.table,
        "row": change.row_uid,
        "group": change.group,
        "of": change.of,
        "before": _shown(change.before, view),
        "after": _shown(change.after, view),
    }


def _shown(value: Any, view: View) -> Any:
    """Columns as the view may show them, lists and objects inside them too."""
    if isinstance(value, str):
        return view.text(value)
    if isinstance(value, dict):
        return {name: _shown(inner, view) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shown(inner, view) for inner in value]
    return value
