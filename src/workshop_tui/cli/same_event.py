"""Entries that may tell of the same event: offered, linked or declined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.chronology import date_words
from workshop_tui.cli.output import aside, print_json, rows, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from workshop_tui.review.seat import Seat


@click.command("same-events")
@on_review
@click.option("--least", type=click.FloatRange(0, 1), metavar="SCORE", help="The least score.")
@click.option("--last", "most", type=click.IntRange(min=1), default=50, help="At most so many.")
@reads
def same_events(review: Access, least: float | None, most: int, as_json: bool, names: bool) -> None:
    """Show pairs of agencies' entries that may tell of one event, the most alike first.

    Nothing is linked by itself: 'same-event link' and 'same-event decline' decide, and what was
    decided is not offered again.
    """
    from workshop_tui.cli.shapes import Shapes
    from workshop_tui.practice.same_event import THRESHOLD
    from workshop_tui.review import linking

    with review.open() as seat:
        shapes = Shapes(seat.read, view_of(seat, names))
        found = linking.possible(seat.read, THRESHOLD if least is None else least)
        ids = sorted({i for offer in found[:most] for i in (offer.entry_id, offer.other_id)})
        entries = {one.id: shapes.entry(one) for one in seat.read.entries(ids)}
        shown: list[dict[str, Any]] = [
            {
                "score": offer.score,
                "entries": [_brief(entries[i]) for i in (offer.entry_id, offer.other_id)],
            }
            for offer in found[:most]
        ]
    if as_json:
        print_json(shown)
        return
    for offer in shown:
        say(f"{offer['score']:.2f}")
        rows((_row(one) for one in offer["entries"]), indent=2)
    if len(found) > most:
        aside(f"{len(found) - most} more; --last {len(found)} shows them.")
    if not found:
        say("No entries of different agencies seem to tell of the same event.")


def _brief(shown: dict[str, Any]) -> dict[str, Any]:
    now = shown["corrected"] or shown
    kept = {name: shown[name] for name in ("number", "ref", "uid", "agency", "source")}
    return kept | {name: now[name] for name in ("date_text", "time", "text")}


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (str(one["ref"]), date_words(one), str(one["agency"]), one["text"])


@click.group("same-event")
def same_event() -> None:
    """Say whether two entries tell of the same event. They are linked, never merged."""


@same_event.command("link")
@on_review
@click.argument("first", metavar="ENTRY", type=WORDS)
@click.argument("second", metavar="ENTRY", type=WORDS)
def link(review: Access, first: str, second: str) -> None:
    """Link two entries as telling of the same event; each keeps its own account."""
    with review.open() as seat:
        say(f"{_decided(seat, first, second, seat.linking.link)}: linked as the same event.")


@same_event.command("decline")
@on_review
@click.argument("first", metavar="ENTRY", type=WORDS)
@click.argument("second", metavar="ENTRY", type=WORDS)
def decline(review: Access, first: str, second: str) -> None:
    """Say that two entries tell of different events; they are not offered again."""
    with review.open() as seat:
        say(f"{_decided(seat, first, second, seat.linking.decline)}: different events.")


@same_event.command("unlink")
@on_review
@click.argument("first", metavar="ENTRY", type=WORDS)
@click.argument("second", metavar="ENTRY", type=WORDS)
def unlink(review: Access, first: str, second: str) -> None:
    """Take back what was decided about two entries; they may be offered again."""
    with review.open() as seat:
        say(f"{_decided(seat, first, second, seat.linking.unlink)}: no longer decided.")


def _decided(seat: Seat, first: str, second: str, decide: Callable[[int, int], Future[Any]]) -> str:
    from workshop_tui.cli import lookup

    ids = [lookup.entry_id(seat.read, words) for words in (first, second)]
    decide(ids[0], ids[1]).result()
    return "Entries " + " and ".join(seat.read.called(one) for one in ids)
