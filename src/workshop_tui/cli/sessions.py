"""The sessions of a review: one-to-one conversations and events."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.practice.records import Session
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader


@click.group()
def session() -> None:
    """Conversations and events: list them, begin one, close it, give it an agenda.

    'prepare session add' plans one. What is captured belongs to the session that is under way;
    a conversation's captures need no entry.
    """


@session.command("list")
@on_review
@reads
def list_(review: Access, as_json: bool, names: bool) -> None:
    """The sessions, with which one is under way."""
    with review.open() as seat:
        found = _sessions(seat.read, view_of(seat, names))
    if as_json:
        print_json(found)
        return
    rows(
        (
            f"{'▸' if one['under_way'] else ' '} {one['number']}",
            one["title"],
            one["kind"],
            one["with"] or "",
            one["date"] or "no date",
            one["state"],
            f"{one['captures']} captures",
        )
        for one in found
    )


def _sessions(read: Reader, view: View) -> list[dict[str, Any]]:
    current = read.session()
    codes = {one.id: one.code for one in read.participants()}
    counts = Counter(capture.session_id for capture in read.captures())
    return [
        {
            "number": number,
            "uid": one.uid,
            "title": view.text(one.title),
            "kind": one.kind,
            "with": codes.get(one.participant_id or 0),
            "date": one.date,
            "starts": one.starts,
            "place": view.text(one.place),
            "state": _state(one),
            "under_way": current is not None and one.id == current.id,
            "started": one.started,
            "closed": one.closed,
            "steps": len(read.steps(one.id)),
            "captures": counts[one.id],
        }
        for number, one in enumerate(read.sessions(), start=1)
    ]


def _state(one: Session) -> str:
    if one.closed:
        return "closed"
    return "running" if one.started else "planned"


@session.command("begin")
@on_review
@click.argument("which", metavar="SESSION", type=WORDS)
@click.option("--close-running", is_flag=True, help="Close the session that is under way first.")
def begin(review: Access, which: str, close_running: bool) -> None:
    """Begin a session (its number, title or uid): what is captured from now on is its own."""
    from workshop_tui.cli import lookup
    from workshop_tui.practice.days import clock_time
    from workshop_tui.practice.problems import Problem
    from workshop_tui.review.meetings import AnotherRuns

    with review.open() as seat:
        found = lookup.session(seat.read, which)
        try:
            begun = seat.sessions.begin(found.id, close_running=close_running).result()
        except AnotherRuns as another:
            raise Problem(f"{another} --close-running does both.") from None
    say(f"“{begun.title}” is under way since {clock_time(begun.started or '')}.")


@session.command("close")
@on_review
@click.argument("which", metavar="[SESSION]", type=WORDS, required=False)
def close(review: Access, which: str | None) -> None:
    """Close a session; the one that is under way if none is named."""
    from workshop_tui.cli import lookup
    from workshop_tui.practice.problems import Problem

    with review.open() as seat:
        found = lookup.session(seat.read, which) if which else seat.read.session()
        if found is None:
            raise Problem("No session is under way.")
        closed = seat.sessions.close(found.id).result()
        count = sum(one.session_id == closed.id for one in seat.read.captures())
    say(f"“{closed.title}” is closed, with {count} captures.")


@session.command("agenda")
@on_review
@click.argument("which", metavar="SESSION", type=WORDS)
@click.argument("name", metavar="half-day|full-day", type=WORDS)
@click.option("--replace", is_flag=True, help="In place of the steps that it has.")
def agenda(review: Access, which: str, name: str, replace: bool) -> None:
    """Give a session an agenda of the practice pack; 'prepare step' changes its steps."""
    from workshop_tui.cli import lookup
    from workshop_tui.practice.problems import Problem

    with review.open() as seat:
        found = lookup.session(seat.read, which)
        if seat.read.steps(found.id) and not replace:
            raise Problem(f"“{found.title}” has an agenda already; --replace puts this one there.")
        steps = seat.sessions.use_agenda(found.id, name, replace=replace).result()
    say(f"“{found.title}” has {len(steps)} steps, {sum(s.minutes for s in steps)} minutes.")


@session.command("reopen")
@on_review
@click.argument("which", metavar="SESSION", type=WORDS)
@click.argument("reason", metavar="[--] REASON", type=WORDS)
def reopen(review: Access, which: str, reason: str) -> None:
    """Open a closed session again, with a reason; its captures can be altered then."""
    from workshop_tui.cli import lookup

    with review.open() as seat:
        opened = seat.sessions.reopen(lookup.session(seat.read, which).id, reason).result()
    say(f"“{opened.title}” is open again; its clock stands.")
