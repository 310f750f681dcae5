"""Leading the event: where it stands, its agenda, its clock, the curtain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, say, section

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader

NEXT, BACK, NOWHERE = "next", "back", "none"


@click.command()
@on_review
@click.argument("where", metavar="next|back|none|ENTRY", type=WORDS)
@click.option("--key", is_flag=True, help="With next and back: to an entry of a key episode.")
@reads
def go(review: Access, where: str, key: bool, as_json: bool, names: bool) -> None:
    """Move the event to the next entry, back, or to ENTRY; open seats follow.

    With "none" no entry is open any longer: what is said then belongs to the agenda step alone.
    """
    from workshop_tui.cli.entries import say_entry
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        entry_id = None if where.casefold() == NOWHERE else _target(seat.read, where, key)
        seat.event.go(entry_id).result()
        if entry_id is None:
            print_json(None) if as_json else say("No entry is open now.")
            return
        shown = Shapes(seat.read, view_of(seat, names)).entry(seat.read.entry(entry_id))
    if as_json:
        print_json(shown)
    else:
        say_entry(shown)


def _target(read: Reader, where: str, key: bool) -> int:
    """The entry to go to.

    Raises:
        Problem: At either end of the chronology.
    """
    from workshop_tui.cli import lookup
    from workshop_tui.practice.problems import Problem

    if where.casefold() not in (NEXT, BACK):
        return lookup.entry_id(read, where)
    order = read.order()
    if not order:
        raise Problem("The chronology is empty. Import the agencies' chronologies first.")
    session = read.session()
    here = session.entry_id if session else None
    at = order.index(here) if here in order else -1
    wanted = read.key_entries() if key else set(order)
    what = "entry of a key episode" if key else "entry"
    if where.casefold() == NEXT:
        found = [one for one in order[at + 1 :] if one in wanted]
        if not found:
            raise Problem(f"This is the last {what}." if at >= 0 else f"There is no {what}.")
        return found[0]
    found = [one for one in order[: max(at, 0)] if one in wanted]
    if not found:
        raise Problem(f"There is no {what} before this one." if at >= 0 else "Not begun yet.")
    return found[-1]


@click.command()
@on_review
@click.argument("where", metavar="next|back|STEP", type=WORDS)
def step(review: Access, where: str) -> None:
    """Move the event to a step of its agenda, by its number or short name."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        if where.casefold() in (NEXT, BACK):
            lookup.steps(seat.read)  # says in words where there is no agenda
            found = seat.event.step(1 if where.casefold() == NEXT else -1).result()
        else:
            found = lookup.step(seat.read, where)
            seat.event.go_step(found.id).result()
        title = view_of(seat, True).text(found.title)
    say(f"Step {found.position}: {title} ({found.minutes} min).")


@click.command()
@on_review
def start(review: Access) -> None:
    """Start the event's clock; once started it runs on."""
    with review.open() as seat:
        session = seat.event.start().result()
    say(f"The event's clock runs since {session.started}.")


@click.command()
@on_review
@click.argument("how", metavar="drawn|open", type=click.Choice(["drawn", "open"]))
def curtain(review: Access, how: str) -> None:
    """Hide entries later than the chair's from the room, or show them again."""
    with review.open() as seat:
        seat.event.curtain(how == "drawn").result()
    say(f"The curtain is {how}.")


@click.command()
@on_review
@reads
def plan(review: Access, as_json: bool, names: bool) -> None:
    """Show the lines of enquiry, the key practice episodes and the agenda."""
    with review.open() as seat:
        found = _plan(seat.read, view_of(seat, names))
    if as_json:
        print_json(found)
        return
    section(
        "Lines of enquiry",
        (
            (str(one["number"]), f"{one['title']}: {one['question']}")
            for one in found["lines_of_enquiry"]
        ),
    )
    section(
        "Key practice episodes",
        ((str(one["number"]), _rated(one)) for one in found["episodes"]),
    )
    section(
        "Agenda",
        ((str(one["number"]), f"{one['minutes']} min", one["title"]) for one in found["agenda"]),
    )


def _rated(episode: dict[str, Any]) -> str:
    rating = f"  ({episode['rating']})" if episode["rating"] else ""
    return f"{episode['title']}{rating}"


def _plan(read: Reader, view: View) -> dict[str, Any]:
    session = read.session()
    return {
        "lines_of_enquiry": [
            {
                "number": one.number,
                "title": view.text(one.title),
                "question": view.text(one.question),
            }
            for one in read.lines_of_enquiry()
        ],
        "episodes": [
            {
                "number": one.number,
                "title": view.text(one.title),
                "from": one.starts,
                "to": one.ends,
                "rating": one.rating,
            }
            for one in read.episodes()
        ],
        "agenda": [
            {
                "number": one.position,
                "name": one.slug,
                "minutes": one.minutes,
                **{
                    name: view.text(getattr(one, name)) for name in ("title", "say", "do", "record")
                },
            }
            for one in (read.steps(session.id) if session else [])
        ],
    }
