"""Reckoning with dates: gaps, the child's age, the time between two entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, say, section

if TYPE_CHECKING:
    from workshop_tui.cli.shapes import Shapes
    from workshop_tui.practice.silence import Gap, Silent


@click.command()
@on_review
@click.option(
    "--longer-than",
    type=click.IntRange(min=1),
    metavar="DAYS",
    help="The longest silence not to show (default: 30).",
)
@reads
def gaps(review: Access, longer_than: int | None, as_json: bool, names: bool) -> None:
    """Show times without entries, overall and by agency, and agencies that sent none.

    A gap says that nothing was recorded, not that nothing happened.
    """
    from workshop_tui.cli.shapes import Shapes
    from workshop_tui.review import reckoning

    with review.open() as seat:
        shapes = Shapes(seat.read, view_of(seat, names))
        found = reckoning.gaps(seat.read, longer_than or reckoning.LONGER_THAN)
        shown = {
            "overall": [_gap(one, shapes) for one in found.overall],
            "agencies": [
                {"agency": shapes.agencies.get(agency), "gaps": [_gap(one, shapes) for one in own]}
                for agency, own in found.by_agency.items()
            ],
            "not_received": [_silent(one, shapes) for one in found.silent],
        }
    if as_json:
        print_json(shown)
    else:
        _say_gaps(shown)


def _gap(gap: Gap, shapes: Shapes) -> dict[str, Any]:
    return {
        "from": gap.first.isoformat(),
        "to": gap.last.isoformat(),
        "days": gap.days,
        "after": _called(shapes, gap.before_id),
        "before": _called(shapes, gap.after_id),
        "may_fall_in": [_called(shapes, one) for one in gap.vague_ids],
    }


def _silent(silent: Silent, shapes: Shapes) -> dict[str, Any]:
    return {
        "agency": shapes.agencies.get(silent.agency_id),
        "from": silent.first.isoformat() if silent.first else None,
        "to": silent.last.isoformat() if silent.last else None,
        "none_at_all": silent.none_at_all,
    }


def _called(shapes: Shapes, entry_id: int | None) -> str | None:
    if entry_id is None:
        return None
    return shapes.read.entry(entry_id).ref or str(shapes.numbers.get(entry_id))


def _say_gaps(shown: dict[str, Any]) -> None:
    section(
        "No entries received:" if shown["not_received"] else "Every agency sent entries.",
        ((str(one["agency"]), _when_silent(one)) for one in shown["not_received"]),
    )
    parts = [("All agencies together", shown["overall"])]
    parts += [(str(one["agency"]), one["gaps"]) for one in shown["agencies"]]
    for title, found in parts:
        if found:
            section(f"{title}:", (_gap_row(one) for one in found))
        else:
            say(f"{title}: no gap.")


def _when_silent(one: dict[str, Any]) -> str:
    if one["none_at_all"]:
        return "none at all"
    return f"none from {one['from']} to {one['to']}"


def _gap_row(one: dict[str, Any]) -> tuple[str, ...]:
    ends = [f"after entry {one['after']}"] if one["after"] else []
    ends += [f"before entry {one['before']}"] if one["before"] else []
    vague = ", ".join(one["may_fall_in"])
    ends += [f"may hold entry {vague}, whose date is vague"] if vague else []
    return (f"{one['from']} to {one['to']}", f"{one['days']} days", "; ".join(ends))


@click.command()
@on_review
@click.argument("entry_words", metavar="ENTRY", type=WORDS)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def age(review: Access, entry_words: str, as_json: bool) -> None:
    """Show the child's age at an entry; between two ages where its date is vague."""
    from workshop_tui.cli import lookup
    from workshop_tui.review import reckoning

    with review.open() as seat:
        entry_id = lookup.entry_id(seat.read, entry_words)
        words = reckoning.age_at(seat.read, entry_id)
        called = seat.read.called(entry_id)
    if as_json:
        print_json({"entry": called, "age": words})
    else:
        say(f"Entry {called}: {words}.")


@click.command()
@on_review
@click.argument("first", metavar="ENTRY", type=WORDS)
@click.argument("second", metavar="ENTRY", type=WORDS)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def interval(review: Access, first: str, second: str, as_json: bool) -> None:
    """Show how much time lies between two entries."""
    from workshop_tui.cli import lookup
    from workshop_tui.review import reckoning

    with review.open() as seat:
        ids = [lookup.entry_id(seat.read, words) for words in (first, second)]
        words = reckoning.interval(seat.read, *ids)
        called = [seat.read.called(one) for one in ids]
    if as_json:
        print_json({"entries": called, "interval": words})
    else:
        say(f"Between entries {called[0]} and {called[1]}: {words}.")
