"""The action plan: details of actions, closing on evidence, colours; merging and splitting."""

from __future__ import annotations

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import print_json, rows, say


@click.group()
def action() -> None:
    """The action plan: show it, plan an action, close it on evidence, open it again."""


@action.command("show")
@on_review
@reads
def show(review: Access, as_json: bool, names: bool) -> None:
    """Every action with its colour, owner, day and newest progress."""
    from workshop_tui.practice.brag import BRAG
    from workshop_tui.practice.days import british
    from workshop_tui.review.plan import plan

    with review.open() as seat:
        view, found = view_of(seat, names), plan(seat.read)
        agencies = seat.read.agencies()
    if as_json:
        print_json(
            [
                {
                    "name": one.name,
                    "uid": one.action.uid,
                    "text": view.text(one.action.text),
                    "brag": one.brag or None,
                    "owner": view.text(one.action.owner),
                    "manager": view.text(one.action.manager),
                    "due": one.action.due_on,
                    "overdue": one.overdue,
                    "closed": one.action.resolved,
                    "progress": [
                        {"on": note.noted, "note": view.text(note.note), "brag": note.brag}
                        for note in one.progress
                    ],
                }
                for one in found
            ]
        )
        return
    for one in found:
        colour = f"{one.brag} ({BRAG[one.brag]})" if one.brag else "no colour yet"
        late = f", {one.overdue} days over" if one.overdue else ""
        say(f"{one.name}  {view.text(one.action.text)}")
        agency = agencies.get(one.action.owner_agency_id or 0)
        owner = ", ".join(filter(None, [one.action.owner, one.action.manager]))
        rows(
            [
                ("BRAG", f"{colour}{late}"),
                ("Owner", view.text(f"{agency.short}: {owner}" if agency else owner) or "nobody"),
                ("By", british(one.action.due_on) or view.text(one.action.due) or "no day"),
                *([("Progress", view.text(one.progress[0].note))] if one.progress else []),
            ],
            indent=4,
        )


@action.command("plan")
@on_review
@click.argument("outcome", metavar="ACTION", type=WORDS)
@click.option("--due", type=WORDS, metavar="DAY", help="By which day.")
@click.option("--agency", type=WORDS, metavar="NAME", help="The owner's agency.")
@click.option("--recommendation", type=int, metavar="NUMBER", help="What it carries out.")
def plan_(
    review: Access, outcome: str, due: str | None, agency: str | None, recommendation: int | None
) -> None:
    """Say by which day, whose agency owns an action, which recommendation it carries out."""
    from workshop_tui.practice.changing import Recommendation
    from workshop_tui.practice.problems import NotFound
    from workshop_tui.review.people import find_agency

    with review.open() as seat:
        agency_id = recommendation_id = None
        if agency is not None:
            found = find_agency(list(seat.read.agencies().values()), agency)
            if found is None:
                raise NotFound(f"There is no agency {agency!r} in this review.")
            agency_id = found.id
        if recommendation is not None:
            numbered = seat.read.records(Recommendation, number=recommendation)
            if not numbered:
                raise NotFound(f"There is no recommendation {recommendation}.")
            recommendation_id = numbered[0].id
        seat.plan.details(
            seat.read.outcome(outcome).id,
            due_on=due,
            owner_agency_id=agency_id,
            recommendation_id=recommendation_id,
        ).result()
    say(f"Saved: {outcome}.")


@action.command("close")
@on_review
@click.argument("outcome", metavar="ACTION", type=WORDS)
@click.argument("evidence", metavar="[--] EVIDENCE", type=WORDS)
def close(review: Access, outcome: str, evidence: str) -> None:
    """Close an action on evidence of changed practice, not on completion alone."""
    evidence = words_or_input(evidence)
    with review.open() as seat:
        seat.plan.close(seat.read.outcome(outcome).id, evidence).result()
    say(f"{outcome} is closed: practice has changed.")


@action.command("reopen")
@on_review
@click.argument("outcome", metavar="ACTION", type=WORDS)
def reopen(review: Access, outcome: str) -> None:
    """Open a closed action again."""
    with review.open() as seat:
        seat.plan.reopen(seat.read.outcome(outcome).id).result()
    say(f"{outcome} is open again.")


@click.command("merge-outcomes")
@on_review
@click.argument("first", metavar="OUTCOME", type=WORDS)
@click.argument("second", metavar="OTHER", type=WORDS)
def merge(review: Access, first: str, second: str) -> None:
    """Make one outcome of two: the first takes over what the second rests on and answers."""
    with review.open() as seat:
        ids = [seat.read.outcome(name).id for name in (first, second)]
        seat.plan.merge(*ids).result()
    say(f"{second} went into {first}; 'undo' takes them apart again.")


@click.command("split-outcome")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("text", metavar="[--] WORDING", type=WORDS)
def split(review: Access, outcome: str, text: str) -> None:
    """Make a second outcome with a wording of its own; both rest on the same evidence."""
    text = words_or_input(text)
    with review.open() as seat:
        seat.plan.split(seat.read.outcome(outcome).id, text).result()
    say(f"{outcome} is two now; sort their evidence with 'evidence'.")
