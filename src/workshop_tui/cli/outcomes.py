"""Findings, good practice, escalations and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import print_json, rows, say

if TYPE_CHECKING:
    from workshop_tui.review.reader import Reader

KINDS = click.Choice(["finding", "good-practice", "escalation", "action"])


@click.command()
@on_review
@click.option("--kind", type=KINDS, help="Only these.")
@reads
def outcomes(review: Access, kind: str | None, as_json: bool, names: bool) -> None:
    """Show findings, escalations, actions and good practice with their evidence."""
    from workshop_tui.cli.shapes import Shapes

    with review.open() as seat:
        shown = Shapes(seat.read, view_of(seat, names)).outcomes()
    shown = [one for one in shown if kind in (None, one["kind"])]
    if as_json:
        print_json(shown)
        return
    for one in shown:
        _say_outcome(one)


def _say_outcome(shown: dict[str, Any]) -> None:
    rows([(shown["name"], f"{shown['text']}  ({shown['status']})")])
    facts = [(name.replace("_", " "), words) for name, words in shown["fields"].items()]
    facts = [("marked", ", ".join(shown["flags"])), *facts]
    facts = [fact for fact in facts if fact[1]]
    if shown["finding"]:
        facts.append(("answers", shown["finding"]))
    if shown["lines_of_enquiry"]:
        facts.append(("line of enquiry", ", ".join(map(str, shown["lines_of_enquiry"]))))
    for one in shown["evidence"]:
        where = f", entry {one['entry']}" if one["entry"] else ""
        facts.append(("evidence", f"{one['text']}  (capture {one['id']}{where})"))
    if shown["missing"]:
        facts.append(("missing", ", ".join(shown["missing"])))
    rows(facts, indent=4)


@click.command()
@on_review
@click.argument("kind", metavar="KIND", type=KINDS)
@click.argument("numbers", metavar="[CAPTURE]...", type=WORDS, nargs=-1)
@click.option("--text", default="", type=WORDS, help="Its wording (default: the first capture's).")
@click.option("--finding", type=WORDS, metavar="F1", help="The finding that it answers.")
def make(
    review: Access, kind: str, numbers: tuple[str, ...], text: str, finding: str | None
) -> None:
    """Make a finding, good-practice, escalation or action that rests on these captures."""
    from workshop_tui.practice.kinds import OutcomeKind

    with review.open() as seat:
        ids = [seat.read.capture(number).id for number in numbers]
        finding_id = seat.read.outcome(finding).id if finding else None
        made = seat.outcomes.make(OutcomeKind(kind), text, ids, finding_id).result()
        name = _name(seat.read, made.id)
    say(f"Made {name}, which rests on {len(ids)} captures.")


def _name(read: Reader, outcome_id: int) -> str:
    from workshop_tui.practice.outcomes import outcome_names

    found = read.outcomes()
    return dict(zip((one.id for one in found), outcome_names(found), strict=True))[outcome_id]


@click.group()
def evidence() -> None:
    """Let an outcome rest on further captures, or no longer on one."""


@evidence.command("add")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("numbers", metavar="CAPTURE...", type=WORDS, nargs=-1, required=True)
def evidence_add(review: Access, outcome: str, numbers: tuple[str, ...]) -> None:
    """Rest an outcome on further captures."""
    with review.open() as seat:
        found = seat.read.outcome(outcome)
        ids = [seat.read.capture(number).id for number in numbers]
        seat.outcomes.add_evidence(found.id, ids).result()
    say(f"{outcome} rests on capture {', '.join(map(str, ids))} as well.")


@evidence.command("remove")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("number", metavar="CAPTURE", type=WORDS)
def evidence_remove(review: Access, outcome: str, number: str) -> None:
    """Let an outcome no longer rest on a capture; the capture stays."""
    with review.open() as seat:
        found, capture = seat.read.outcome(outcome), seat.read.capture(number)
        seat.outcomes.remove_evidence(found.id, capture.id).result()
    say(f"{outcome} no longer rests on capture {capture.id}.")


@click.command("set")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("field", metavar="FIELD", type=WORDS)
@click.argument("value", metavar="[--] VALUE", type=WORDS)
@click.option("--was", type=WORDS, metavar="VALUE", help="Refuse if it is no longer this.")
def set_(review: Access, outcome: str, field: str, value: str, was: str | None) -> None:
    """Change one field of an outcome ("-" reads the value from standard input).

    Fields: text, why, prevalence, still_current, question, owner, manager, expected_change,
    measure, unsafe_now, told, route, due, shared_with, shared_how, status (draft, agreed, done or
    set aside).
    """
    value = words_or_input(value)
    with review.open() as seat:
        found = seat.read.outcome(outcome)
        name = field.replace("-", "_")
        seat.outcomes.set(found.id, name, value, base=was).result()
    say(f"Saved: {field} of {outcome}.")


@click.command()
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("number", metavar="LINE-OF-ENQUIRY", type=int)
def answer(review: Access, outcome: str, number: int) -> None:
    """Say that an outcome answers a line of enquiry, or that it no longer does."""
    with review.open() as seat:
        found = seat.read.outcome(outcome)
        seat.outcomes.answer(found.id, number).result()
        now = number in seat.read.enquiries().get(found.id, ())
    say(f"{outcome} {'answers' if now else 'no longer answers'} line of enquiry {number}.")


@click.command()
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("finding", metavar="FINDING|none", type=WORDS)
def link(review: Access, outcome: str, finding: str) -> None:
    """Say which finding an action or escalation answers."""
    from workshop_tui.cli.lookup import NONE

    with review.open() as seat:
        found = seat.read.outcome(outcome)
        none = finding.casefold() == NONE
        finding_id = None if none else seat.read.outcome(finding).id
        seat.outcomes.answers_finding(found.id, finding_id).result()
    say(f"{outcome} answers {'no finding' if none else finding}.")


@click.command()
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("way", type=click.Choice(["up", "down"]))
@click.option("--by", default=1, type=click.IntRange(min=1), show_default=True, help="Places.")
def reorder(review: Access, outcome: str, way: str, by: int) -> None:
    """Move an outcome up or down among its kind; their names (F1, F2) follow the order."""
    with review.open() as seat:
        found = seat.read.outcome(outcome)
        seat.outcomes.reorder(found.id, -by if way == "up" else by).result()
        name = _name(seat.read, found.id)
    say(f"{outcome} is now {name}.")


@click.command("retract-outcome")
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
def retract(review: Access, outcome: str) -> None:
    """Take an outcome out of the lists; its captures stay, and undo brings it back."""
    with review.open() as seat:
        found = seat.read.outcome(outcome)
        seat.outcomes.retract(found.id).result()
    say(f"{outcome} is retracted; 'undo' brings it back.")
