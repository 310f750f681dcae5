"""Paper capture sheets, and the list of all that went out and came back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say
from workshop_tui.cli.sending import (
    FOR,
    FORMATS,
    SESSION,
    allowed,
    day,
    listed,
    say_sent,
    sends,
    session_named,
)

if TYPE_CHECKING:
    from workshop_tui.review.sheets import SheetState


@click.command()
@on_review
@click.option("--count", type=click.IntRange(1), help="How many; with --for, how many each.")
@FOR
@SESSION
@FORMATS
@sends()
def sheets(
    review: Access,
    count: int | None,
    codes: tuple[str, ...],
    session_words: str | None,
    formats: str,
    folder: Path | None,
    preview: bool,
    allow: tuple[str, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Make numbered paper sheets for capturing without a screen; alone: which are still out.

    What people wrote on them is typed in with 'capture --sheet NUMBER --at TIME'.
    """
    from workshop_tui.review import sheets as paper

    if (count is None) is not (folder is None) and not (preview and count is not None):
        raise click.UsageError("Give --count and --to together, or neither.")
    if preview and count is None:
        raise click.UsageError("Say with --count how many sheets are looked at.")
    with review.open() as seat:
        if count is None:
            _say_sheets(paper.sheet_states(seat.read), as_json)
            return
        sent = paper.send_sheets(
            seat,
            folder,
            count,
            codes,
            session=session_named(seat.read, session_words),
            formats=listed(formats),
            allowed=allowed(allow, reason),
            preview=preview,
        )
    say_sent(sent, as_json)


@click.command()
@on_review
@reads
def papers(review: Access, as_json: bool, names: bool) -> None:
    """Show what went out: when, what, to whom, which copy, and what came back."""
    from workshop_tui.practice.preparing import Dispatch

    with review.open() as seat:
        view = view_of(seat, names)
        shown = [
            {
                "uid": one.uid,
                "sent": one.sent,
                "what": one.what,
                "to": view.text(one.recipient),
                "copy": one.copy or None,
                "circulation": one.tier or None,
                "named": one.named,
                "reason": view.text(one.reason),
                "document": view.text(one.document),
                "sha256": one.sha256 or None,
                "by": view.text(one.by),
                "at": one.at,
                "returned": one.returned,
            }
            for one in seat.read.records(Dispatch)
        ]
    if as_json:
        print_json(shown)
        return
    rows(_paper_row(one) for one in shown)


def _paper_row(one: dict[str, Any]) -> tuple[str, ...]:
    from workshop_tui.practice.days import british

    copy = f"no. {one['copy']}" if one["copy"] else ""
    back = f"back {british(one['returned'])}" if one["returned"] else ""
    names = "with names" if one["named"] else ""
    return (british(one["sent"]), one["what"], copy, one["to"], names, back, one["document"])


@click.command("came-back")
@on_review
@click.argument("what", metavar="pack|sheet", type=click.Choice(["pack", "sheet"]))
@click.argument("numbers", metavar="NUMBER...", type=click.IntRange(1), nargs=-1, required=True)
@click.option("--on", "on", type=WORDS, metavar="DATE", help="When (default: today).")
@click.option("--not-yet", is_flag=True, help="They did not come back, after all.")
def came_back(
    review: Access, what: str, numbers: tuple[int, ...], on: str | None, not_yet: bool
) -> None:
    """Note that numbered copies of the pack, or capture sheets, came back."""
    import datetime as dt

    from workshop_tui.practice.papers import BRIEFING_PACK, CAPTURE_SHEET

    kind = BRIEFING_PACK if what == "pack" else CAPTURE_SHEET
    back = None if not_yet else day("on", on) or dt.date.today().isoformat()
    with review.open() as seat:
        seat.dispatching.take_back(kind, numbers, back).result()
    told = ", ".join(map(str, numbers))
    say(f"{kind.capitalize()} {told}: {'still out' if not_yet else 'back'}.")


def _say_sheets(states: Sequence[SheetState], as_json: bool) -> None:
    from workshop_tui.practice.days import british

    if as_json:
        print_json(
            [
                {
                    "number": one.number,
                    "for": one.whose,
                    "given": one.given,
                    "returned": one.returned,
                    "captures": one.captures,
                    "out": one.out,
                }
                for one in states
            ]
        )
        return
    rows(
        (
            f"Sheet {one.number}",
            one.whose,
            f"made {british(one.given)}",
            f"back {british(one.returned)}" if one.returned else "",
            f"{one.captures} notes typed in" if one.captures else "",
            "not back yet" if one.out else "",
        )
        for one in states
    )
