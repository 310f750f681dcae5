"""Read-back, agencies' positions, coverage, escalations after they were raised, depth, closing."""

from __future__ import annotations

import click

from workshop_tui.cli.access import WORDS, Access, on_review, reads, view_of, words_or_input
from workshop_tui.cli.output import print_json, say

STANCE_WORDS = click.Choice(["reservation", "not agreed", "absent", "agrees"])


@click.command("read-back")
@on_review
@click.argument("outcomes", metavar="OUTCOME...", type=WORDS, nargs=-1, required=True)
def read_back(review: Access, outcomes: tuple[str, ...]) -> None:
    """Note that outcomes were read back; they are agreed, but for the positions noted."""
    with review.open() as seat:
        for name in outcomes:
            seat.read_back.agree(seat.read.outcome(name).id).result()
    say(f"Read back and agreed: {', '.join(outcomes)}.")


@click.command()
@on_review
@click.argument("outcome", metavar="OUTCOME", type=WORDS)
@click.argument("agency", metavar="AGENCY", type=WORDS)
@click.argument("stance", type=STANCE_WORDS)
@click.argument("text", metavar="[--] [WORDS]", type=WORDS, required=False, default="")
def position(review: Access, outcome: str, agency: str, stance: str, text: str) -> None:
    """Note that an agency has a reservation, does not agree, was absent, or agrees after all."""
    from workshop_tui.practice.problems import NotFound
    from workshop_tui.review.people import find_agency

    text = words_or_input(text)
    with review.open() as seat:
        found = find_agency(list(seat.read.agencies().values()), agency)
        if found is None:
            raise NotFound(f"There is no agency {agency!r} in this review.")
        outcome_id = seat.read.outcome(outcome).id
        if stance == "agrees":
            seat.read_back.withdraw_position(outcome_id, found.id).result()
        else:
            seat.read_back.position(outcome_id, found.id, stance, text).result()
    say(f"{found.short} on {outcome}: {stance}.")


@click.command()
@on_review
@reads
def coverage(review: Access, as_json: bool, names: bool) -> None:
    """Which line of enquiry is answered by what, and where the gaps are."""
    from workshop_tui.review.readback import coverage as covered

    with review.open() as seat:
        view, found = view_of(seat, names), covered(seat.read)
    if as_json:
        print_json(
            [
                {
                    "number": one.line.number,
                    "title": view.text(one.line.title),
                    "outcomes": list(one.outcomes),
                    "evidence": one.evidence,
                    "gap": one.gap or None,
                }
                for one in found
            ]
        )
        return
    for one in found:
        say(f"{one.line.number}  {view.text(one.line.title)}")
        if one.outcomes:
            say(f"   answered by {', '.join(one.outcomes)}; {one.evidence} captures")
        if one.gap:
            say(f"   ○ {one.gap}")


@click.group()
def escalation() -> None:
    """Escalations after they were raised: acknowledged, closed, opened again."""


@escalation.command("acknowledge")
@on_review
@click.argument("outcome", metavar="ESCALATION", type=WORDS)
@click.argument("by", metavar="BY", type=WORDS)
def acknowledge(review: Access, outcome: str, by: str) -> None:
    """Note who acknowledged it: a role and an agency."""
    with review.open() as seat:
        seat.escalations.acknowledge(seat.read.outcome(outcome).id, by).result()
    say(f"{outcome} is acknowledged.")


@escalation.command("resolve")
@on_review
@click.argument("outcome", metavar="ESCALATION", type=WORDS)
@click.argument("result", metavar="[--] RESULT", type=WORDS)
def resolve(review: Access, outcome: str, result: str) -> None:
    """Close it with what came of it."""
    result = words_or_input(result)
    with review.open() as seat:
        seat.escalations.resolve(seat.read.outcome(outcome).id, result).result()
    say(f"{outcome} is closed.")


@escalation.command("reopen")
@on_review
@click.argument("outcome", metavar="ESCALATION", type=WORDS)
def reopen(review: Access, outcome: str) -> None:
    """Open it again; what came of it so far stays."""
    with review.open() as seat:
        seat.escalations.reopen(seat.read.outcome(outcome).id).result()
    say(f"{outcome} is open again.")


@click.command()
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("field", metavar="FIELD", type=WORDS)
@click.argument("value", metavar="[--] WORDS", type=WORDS)
def depth(review: Access, number: str, field: str, value: str) -> None:
    """Note what lies behind a perspective.

    FIELD is saw, knew, thought, did, known-then, known-now, wording (verbatim or paraphrase),
    named (yes only where the person chose to stand by name) or factors (such as
    "#workload #staffing": these, and no others; 'factors' lists them).
    """
    value = words_or_input(value)
    with review.open() as seat:
        capture = seat.read.capture(number)
        seat.depth.set(capture.id, field.replace("-", "_"), value).result()
    say(f"Noted: {field} of capture {number}.")


@click.command("correct-capture")
@on_review
@click.argument("number", metavar="CAPTURE", type=WORDS)
@click.argument("text", metavar="[--] WORDS", type=WORDS)
def correct_capture(review: Access, number: str, text: str) -> None:
    """Add a dated correction to a capture whose session is closed; the capture stays."""
    text = words_or_input(text)
    with review.open() as seat:
        made = seat.captures.correct(seat.read.capture(number).id, text).result()
    say(f"Correction {made.id} stands beside capture {number}.")


@click.command()
@on_review
@reads
def closing(review: Access, as_json: bool, names: bool) -> None:
    """What is to be seen to before the session is closed."""
    from workshop_tui.review.closing import closing as open_things

    with review.open() as seat:
        view, found = view_of(seat, names), open_things(seat.read)
    if as_json:
        print_json(
            [
                {
                    "id": one.id,
                    "title": one.title,
                    "missing": [view.text(sentence) for sentence in one.missing],
                    "gate": one.gate,
                }
                for one in found
            ]
        )
        return
    for one in found:
        say(f"{'○' if one.missing else '✓'} {one.title}")
        for sentence in one.missing:
            say(f"    {view.text(sentence)}")
